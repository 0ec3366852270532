"""Who copied whom, where it is known: ``python -m bench.planted_families``.

Families of copies are planted in real articles (in made ones where the data is not there): each member copies one that
was there before it, cuts paragraphs from the end or the middle, puts in paragraphs of its own, changes words and the
headline, names an agency, takes a paragraph from a second parent, or changes nothing. The kinds of families:

- **plain**: 6 to 19 witnesses; cuts, inserts, and words substituted at a rate drawn between 0 and 6 %: those of the
  research, and those of which the issue asks its figures;
- **all**: also exact copies, other headlines, agency prefixes, second parents, versions by one outlet, late joiners,
  and families from which an inner witness was taken out;
- **small**: the same with 2 to 6 witnesses; **shy**: the same with hardly a word changed, so that little can be told.

**Parent** is the share of members with a parent in the family that are given this parent; **root** that of families
whose first is named first. The clocks: **true**; **noisy**, with 30 % of the times missing and the others dated as one
up to two ranks away was, the versions of one outlet in their order; **hidden**. Beside ours stands what others do: the
first as the parent of all (star), the most alike earlier one (alike), the earlier one that holds most of the copy
(holds); one without a time counts as latest.

``--fit`` tries each constant of LINEAGE at other values on families of another seed and prints the best.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.archives import DataMissing, unpacked
from mediawire.reuse.constants import LINEAGE, LineageConstants
from mediawire.reuse.lineage import CANNOT_TELL, MISSING, SURE, Lineage, infer
from mediawire.text.tokens import scan

SEED = 20251122
MINUTE = 60_000_000
COUNT = 300
ASKED = {("plain", "true"): 0.95, ("plain", "noisy"): 0.85}


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
SMALL = replace(ALL, least=2, most=6)
SHY = replace(ALL, substitute=0.4, most_substituted=0.01, insert=0.2)
"""Copies that change little."""

KINDS = {"plain": PLAIN, "all": ALL, "small": SMALL, "shy": SHY}

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
    order = sorted(range(len(family)), key=lambda number: family[number].time)
    times = [family[number].time for number in order]
    if chance.random() < 0.5:  # each dated as a neighbour is
        last = len(times) - 1
        dated = {number: times[min(last, max(0, rank + chance.randint(-2, 2)))] for rank, number in enumerate(order)}
    else:  # put in another order
        ranks = sorted(range(len(order)), key=lambda rank: (rank + chance.uniform(-2, 2), rank))
        dated = {order[rank]: time for rank, time in zip(ranks, times, strict=True)}
    dated = in_own_order(family, dated)
    return [MISSING if chance.random() < 0.3 else dated[number] for number in range(len(family))]


def in_own_order(family: Family, dated: dict[int, int]) -> dict[int, int]:
    """Leave the versions of one outlet in their order: a clock may be wrong, but an outlet has one."""
    ordered: dict[int, int] = {}
    for outlet in {witness.outlet for witness in family}:
        own = sorted((witness.time, number) for number, witness in enumerate(family) if witness.outlet == outlet)
        times = sorted(dated[number] for _, number in own)
        ordered |= {number: time for (_, number), time in zip(own, times, strict=True)}
    return ordered


def hidden_times(family: Family, chance: random.Random) -> list[int]:
    """Hide all times."""
    return [MISSING] * len(family)


CLOCKS: dict[str, Clock] = {"true": true_times, "noisy": noisy_times, "hidden": hidden_times}


class Corpus(NamedTuple):
    """Planted families as ``infer`` takes them, the members of each in any order."""

    families: list[Family]
    offsets: NDArray[np.int64]
    words: NDArray[np.uint64]
    word_offsets: NDArray[np.int64]
    outlets: NDArray[np.int32]

    def infer(self, times: Sequence[int], constants: LineageConstants = LINEAGE) -> Lineage:
        """Find out who copied whom."""
        dated = np.array(times, np.int64)
        return infer(self.offsets, self.words, self.word_offsets, dated, self.outlets, constants)

    def times(self, clock: Clock, seed: int = SEED) -> list[int]:
        """Date all members."""
        chance = random.Random(seed)
        return [time for family in self.families for time in clock(family, chance)]


def corpus_of(families: Sequence[Family], seed: int = SEED) -> Corpus:
    """Shuffle the members of each family, and number their words."""
    chance = random.Random(seed)
    shuffled = [shuffle(family, chance) for family in families]
    members = [witness for family in shuffled for witness in family]
    words = [scan(" ".join(witness.words())).ids for witness in members]
    return Corpus(
        shuffled,
        np.cumsum([0, *map(len, shuffled)]),
        np.concatenate(words),
        np.cumsum([0, *map(len, words)]),
        np.array([witness.outlet for witness in members], np.int32),
    )


def shuffle(family: Family, chance: random.Random) -> Family:
    """Put a family in another order."""
    order = chance.sample(range(len(family)), len(family))
    place = {number: at for at, number in enumerate(order)} | {-1: -1}
    return [
        replace(family[number], parent=place[family[number].parent], second=place[family[number].second])
        for number in order
    ]


class Score(NamedTuple):
    """How often the parents found are the true ones."""

    parent: float
    root: float
    cannot_tell: float
    right_when_sure: float
    lost_found: float
    lost_wrongly: float


def score(corpus: Corpus, found: Lineage) -> Score:
    """Compare what was found with what was planted."""
    right, certain, roots, lost, wrongly = [], [], [], [], []
    for offset, family in zip(corpus.offsets.tolist(), corpus.families, strict=False):
        for row, witness in enumerate(family, offset):
            is_lost = bool(found.lost_parent[row] >= 0)
            if witness.lost >= 0:
                lost.append(is_lost)
                continue
            wrongly.append(is_lost)
            if witness.parent < 0:
                roots.append(bool(found.parent[row] < 0) and not is_lost)
            else:
                right.append(bool(found.parent[row] == witness.parent + offset))
                certain.append(int(found.certainty[row]))
    sure = [is_right for is_right, certainty in zip(right, certain, strict=True) if certainty == SURE]
    unsure = [certainty == CANNOT_TELL for certainty in certain]
    return Score(*map(mean, (right, roots, unsure, sure, lost, wrongly)))


def mean(values: Sequence[bool]) -> float:
    """Return the share that is true; not a number where there is nothing."""
    return sum(values) / len(values) if values else float("nan")


def judge_others(corpus: Corpus, times: Sequence[int]) -> list[float]:
    """Return the share of right parents by what others do: star, most alike, holds most of the copy."""
    right: list[list[bool]] = [[], [], []]
    for offset, family in zip(corpus.offsets.tolist(), corpus.families, strict=False):
        pairs = [set(pairwise(words)) for words in (witness.words() for witness in family)]
        dated = [time if time != MISSING else 2**63 for time in times[offset : offset + len(family)]]
        for child, witness in enumerate(family):
            if witness.parent >= 0:
                guesses = guess(child, pairs, dated)
                for judged, guessed in zip(right, guesses, strict=True):
                    judged.append(guessed == witness.parent)
    return [mean(judged) for judged in right]


def guess(child: int, pairs: Sequence[set[tuple[str, str]]], dated: Sequence[int]) -> tuple[int, int, int]:
    """Guess the parent of a copy in three ways; -1 where nobody was earlier."""
    first = min(range(len(dated)), key=lambda number: dated[number])
    earlier = [number for number in range(len(dated)) if number != child and dated[number] <= dated[child]]
    if not earlier:
        return -1, -1, -1
    shared = {number: len(pairs[number] & pairs[child]) for number in earlier}
    alike = max(earlier, key=lambda number: (shared[number] / len(pairs[number] | pairs[child]), -dated[number]))
    return first, alike, max(earlier, key=lambda number: (shared[number], -dated[number]))


def print_table(count: int, seed: int) -> None:
    """Print the figures of every kind of family under every clock, beside what is asked and what others do."""
    print(f"{count} families of each kind, seed {seed}")
    print("kind   clock   parent  asked  star  alike  holds   root  cannot tell  right when sure  lost found  wrongly")
    for kind, habits in KINDS.items():
        corpus = corpus_of(planted_families(count, habits, seed), seed)
        for name, clock in CLOCKS.items():
            times = corpus.times(clock, seed)
            ours, others = score(corpus, corpus.infer(times)), judge_others(corpus, times)
            asked = f"{ASKED[kind, name]:.2f}" if (kind, name) in ASKED else "-"
            star, alike, holds = others
            print(
                f"{kind:6} {name:7} {ours.parent:6.3f} {asked:>6}  {star:.2f}   {alike:.2f}   {holds:.2f} "
                f"{ours.root:6.2f} {ours.cannot_tell:12.2f} {ours.right_when_sure:16.3f} "
                f"{ours.lost_found:11.2f} {ours.lost_wrongly:8.3f}"
            )


FITTED_APART = ("likely", "sure", "lost_runs", "slack_microseconds")
"""Constants that decide what is said of a parent, and not which it is."""


def fit(count: int, seed: int, rounds: int) -> LineageConstants:
    """Try each constant at other values, the others as they are, and keep what finds most parents."""
    made = [corpus_of(planted_families(count, habits, seed), seed) for habits in KINDS.values()]
    dated = [(corpus, corpus.times(clock, seed)) for corpus in made for clock in CLOCKS.values()]

    def judge(constants: LineageConstants) -> float:
        scores = [score(corpus, corpus.infer(times, constants)) for corpus, times in dated]
        return sum(one.parent + 0.1 * one.root for one in scores) / len(scores)

    constants, best = LINEAGE, judge(LINEAGE)
    for _ in range(rounds):
        for field in fields(LINEAGE):
            if field.name in FITTED_APART:
                continue
            value = getattr(constants, field.name)
            for other in (value * 0.5, value * 0.75, value * 1.33, value * 2, value + 0.2, value - 0.2):
                tried = replace(constants, **{field.name: round(other, 3)})
                judged = judge(tried)
                if judged > best + 0.0005:
                    constants, best = tried, judged
                    print(f"{best:.4f}  {field.name} = {round(other, 3)}", flush=True)
    return constants


def main() -> None:
    """Print the table, or fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=int, default=COUNT, help="how many of each kind")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--fit", action="store_true", help="fit the constants instead, on the seed after")
    parser.add_argument("--rounds", type=int, default=2, help="how often each constant is tried, at most")
    asked = parser.parse_args()
    if asked.fit:
        print(fit(asked.families, asked.seed + 1, asked.rounds))
    else:
        print_table(asked.families, asked.seed)


if __name__ == "__main__":
    main()
