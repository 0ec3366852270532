"""Who copied whom, where it is known: ``python -m bench.planted_families``."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from bench.archives import DataMissing, unpacked

SEED = 20251122
MINUTE = 60_000_000
MISSING = int(np.iinfo(np.int64).min)


class Article(NamedTuple):
    """A text to be copied: its headline and its paragraphs, each as words."""

    headline: list[str]
    paragraphs: list[list[str]]


@dataclass(frozen=True, slots=True)
class Witness:
    """A member of a planted family: what it says, who published it when, and what it was taken from.

    ``parent`` and ``second`` count within the family, -1 for nobody; ``lost`` numbers parents that were taken out.
    """

    headline: list[str]
    paragraphs: list[list[str]]
    outlet: int
    time: int
    parent: int = -1
    second: int = -1
    lost: int = -1
    is_equal: bool = False

    def words(self) -> list[str]:
        """Return all words, the headline's first."""
        return [word for part in (self.headline, *self.paragraphs) for word in part]


Family = list[Witness]


@dataclass(frozen=True, slots=True)
class Habits:
    """How often copies of one kind of family do what; rates are chances for each copy unless they say otherwise."""

    least: int = 6
    most: int = 19
    shapes: tuple[str, ...] = ("chain", "star", "mixed")
    untouched: float = 0.06
    cut_end: float = 0.5
    cut_middle: float = 0.25
    insert: float = 0.4
    substitute: float = 0.85
    most_substituted: float = 0.06
    headline: float = 0.5
    prefix: float = 0.2
    second_parent: float = 0.05
    same_outlet: float = 0.1
    late: float = 0.1
    lose: float = 0.15


PLAIN = Habits(substitute=1.0, untouched=0.0, headline=0.0, prefix=0.0, second_parent=0.0, lose=0.0, late=0.0)
"""The families of the research: cuts, inserts, and up to 6 % of words substituted."""

ALL = Habits()
SMALL = Habits(least=2, most=6)
SHY = replace(ALL, substitute=0.4, most_substituted=0.01, insert=0.2)
"""Copies that change little."""

AGENCIES = ("Reuters", "AP", "AFP", "dpa", "PA Media", "Interfax")


@cache
def base_articles() -> list[Article]:
    """Return texts to copy from: real articles, or where the data is not there, made ones."""
    try:
        path = unpacked("base.jsonl.xz")
    except DataMissing:
        return list(islice(made_articles(random.Random(SEED)), 600))
    articles = []
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            row = json.loads(line)
            paragraphs = [paragraph.split() for paragraph in row["paras"]]
            if len(paragraphs) >= 5 and 150 <= sum(map(len, paragraphs)) <= 1000:
                articles.append(Article(row["title"].split(), paragraphs))
    return articles


def made_articles(chance: random.Random) -> Iterator[Article]:
    """Make articles of words that do not exist, the frequent ones as frequent as in any language."""
    syllables = [
        first + vowel + last for first in "bdfgklmnprstvz" for vowel in "aeiou" for last in ("", "n", "r", "s")
    ]
    lexicon = ["".join(chance.choices(syllables, k=chance.randint(1, 3))) for _ in range(8000)]
    weights = [1 / (rank + 3) for rank in range(len(lexicon))]

    def say(count: int) -> list[str]:
        return chance.choices(lexicon, weights, k=count)

    while True:
        yield Article(say(8), [say(chance.randint(20, 70)) for _ in range(chance.randint(5, 14))])


def planted_families(count: int, habits: Habits, seed: int = SEED) -> list[Family]:
    """Plant families, each in an article of its own."""
    chance = random.Random(seed)
    articles = base_articles()
    return [plant(chance.choice(articles), habits, chance, articles) for _ in range(count)]


def plant(article: Article, habits: Habits, chance: random.Random, articles: Sequence[Article]) -> Family:
    """Let an article be copied, and the copies be copied."""
    size = chance.randint(habits.least, habits.most)
    shape = chance.choice(habits.shapes)
    time = 1_700_000_000 * 1_000_000 // MINUTE * MINUTE
    family = [Witness(article.headline, article.paragraphs, 0, time)]
    scale = chance.choice((10, 60, 300))
    for number in range(1, size):
        late = 20 if chance.random() < habits.late else 1
        time += max(1, round(chance.expovariate(1 / scale) * late)) * MINUTE
        parent = 0 if number == 1 else choose_parent(shape, number, chance)
        family.append(copy(family, parent, time, habits, chance, articles))
    if chance.random() < habits.lose:
        family = lose_one(family, chance)
    return family


def choose_parent(shape: str, number: int, chance: random.Random) -> int:
    """Choose whom the next copies: mostly the last in a chain, the first in a star, anyone in between."""
    if shape != "mixed" and chance.random() < 0.75:
        return number - 1 if shape == "chain" else 0
    return chance.randrange(number)


def copy(
    family: Family, parent: int, time: int, habits: Habits, chance: random.Random, articles: Sequence[Article]
) -> Witness:
    """Copy one witness with the changes that its outlet makes."""
    source = family[parent]
    is_version = chance.random() < habits.same_outlet
    outlet = source.outlet if is_version else len(family)
    if chance.random() < habits.untouched:
        return Witness(source.headline, source.paragraphs, outlet, time, parent, is_equal=True)
    headline, paragraphs, second = source.headline, list(source.paragraphs), -1
    if len(family) > 2 and chance.random() < habits.second_parent:
        second, paragraphs = take_from_second(family, parent, paragraphs, chance)
    if chance.random() < habits.cut_end and len(paragraphs) > 3 and not is_version:
        paragraphs = paragraphs[: chance.randint(max(2, len(paragraphs) // 2), len(paragraphs) - 1)]
    if chance.random() < habits.cut_middle and len(paragraphs) > 3:
        first = chance.randint(1, len(paragraphs) - 2)
        del paragraphs[first : first + chance.choice((1, 1, 2))]
    if is_version or chance.random() < habits.insert:
        for _ in range(chance.choice((1, 1, 2))):
            own = chance.choice(chance.choice(articles).paragraphs)
            paragraphs.insert(chance.randint(0 if is_version else 1, len(paragraphs)), own)
    if chance.random() < habits.substitute:
        rate = chance.random() * habits.most_substituted
        paragraphs = [substitute(paragraph, rate, chance, articles) for paragraph in paragraphs]
    if chance.random() < habits.headline:
        headline = reword(headline, chance, articles)
    if chance.random() < habits.prefix:
        prefix = [chance.choice(("LONDON", "PARIS", "BERLIN", "NEW YORK")), f"({chance.choice(AGENCIES)})", "-"]
        paragraphs[0] = prefix + paragraphs[0]
    return Witness(headline, paragraphs, outlet, time, parent, second)


def take_from_second(
    family: Family, parent: int, paragraphs: list[list[str]], chance: random.Random
) -> tuple[int, list[list[str]]]:
    """Take a paragraph from another witness that the parent has not."""
    others = [
        (number, paragraph)
        for number, witness in enumerate(family)
        for paragraph in witness.paragraphs
        if number != parent and paragraph not in paragraphs
    ]
    if not others:
        return -1, paragraphs
    second, taken = chance.choice(others)
    place = chance.randint(1, len(paragraphs))
    return second, [*paragraphs[:place], taken, *paragraphs[place:]]


def substitute(paragraph: list[str], rate: float, chance: random.Random, articles: Sequence[Article]) -> list[str]:
    """Put other words for some."""
    return [any_word(chance, articles) if chance.random() < rate else word for word in paragraph]


def any_word(chance: random.Random, articles: Sequence[Article]) -> str:
    """Draw a word as frequent words are drawn."""
    return chance.choice(chance.choice(chance.choice(articles).paragraphs))


def reword(headline: list[str], chance: random.Random, articles: Sequence[Article]) -> list[str]:
    """Trim a headline, change words in it, or write another."""
    way = chance.choice(("trim", "change", "new"))
    if way == "trim" and len(headline) > 4:
        return headline[: chance.randint(3, len(headline) - 1)]
    if way == "change":
        return substitute(headline, 0.3, chance, articles)
    return [any_word(chance, articles) for _ in range(chance.randint(5, 11))]


def lose_one(family: Family, chance: random.Random) -> Family:
    """Take an inner witness out of the family; its children's parent is lost."""
    children = [sum(witness.parent == number for witness in family) for number in range(len(family))]
    inner = [number for number in range(1, len(family)) if children[number] >= 2]
    if not inner:
        return family
    gone = chance.choice(inner)

    def renumber(number: int) -> int:
        return number - (number > gone) if number != gone else -1

    return [
        replace(
            witness,
            parent=renumber(witness.parent),
            second=renumber(witness.second),
            lost=0 if witness.parent == gone else -1,
        )
        for number, witness in enumerate(family)
        if number != gone
    ]


Clock = Callable[[Family, random.Random], list[int]]


def true_times(family: Family, chance: random.Random) -> list[int]:
    """Give each witness its own time."""
    return [witness.time for witness in family]


def noisy_times(family: Family, chance: random.Random) -> list[int]:
    """Hide 30 % of the times; let the others trade places with those up to two ranks away."""
    times = [witness.time for witness in family]
    if chance.random() < 0.5:  # each dated as a neighbour is
        dated = [times[min(len(times) - 1, max(0, rank + chance.randint(-2, 2)))] for rank in range(len(times))]
    else:  # put in another order
        order = sorted(range(len(times)), key=lambda rank: (rank + chance.uniform(-2, 2), rank))
        dated = [0] * len(times)
        for time, rank in zip(times, order, strict=True):
            dated[rank] = time
    return [MISSING if chance.random() < 0.3 else time for time in dated]


def hidden_times(family: Family, chance: random.Random) -> list[int]:
    """Hide all times."""
    return [MISSING] * len(family)


CLOCKS: dict[str, Clock] = {"true": true_times, "noisy": noisy_times, "hidden": hidden_times}
