"""How surely a planted change is found and classed: ``python -m bench.planted_changes``.

A seeded script takes Reuters articles and plants five changes in each: the digits of one number, one day, month or
year, one name, one negation put in or taken out, one word inside a quotation. The places are chosen with patterns of
this file's own, which know nothing of how facts are read. The copy is then compared with the original.

**Found and classed right** is a change that is reported at its place with the right kind: a number (or a sum of
money), date or name as altered, a negation as inserted or dropped, the quotation with the changed word as altered.
**A false alarm** is any other fact, or any quotation, that is reported as changed where nothing was planted; the rate
is over the facts of the originals that no change touched.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bench.archives import unpacked
from mediawire.report import Span
from mediawire.text.facts import find_facts

ASKED = {"found": 0.98, "false alarms": 0.005}
SEED = 20251122
ARTICLES = 200
KINDS = ("number", "date", "name", "negation", "quotation")
LEAST_WORDS = 150
LEAST_APART = 24
"""Code points between two changes, so that each stays a change of its own."""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CALENDAR = "|".join((*_MONTHS, *_WEEKDAYS, "May"))
_BEFORE_DAY = re.compile(rf"\b(?:{_CALENDAR}|(?i:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))\.? $")
_NUMBER = re.compile(rf"(?<![\w.,:/-])\d+(?:[.,]\d+)*(?![\w:/-])(?! (?:{_CALENDAR}))")
_DATE = re.compile(rf"\b(?:{'|'.join((*_MONTHS, *_WEEKDAYS))})\b|(?<=\bin )(?:19|20)\d\d\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+ [A-Z][a-z]+(?=[ ,.;])")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|should|may|might|can)(?= [a-z])(?! not)")
_NOT = re.compile(r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|could|should)( not)(?= )")
_QUOTED = re.compile(r'(?<!\S)"(?=\w)[^"\n]{30,400}(?<=\S)"(?!\w)|“[^“”\n]{30,400}”')
_TIME_AFTER = re.compile(r" ?(?:[ap]\.?m|GMT|UTC|E[SD]T)")
_SMALL_WORD = re.compile(r"(?<= )[a-z]{4,}(?=[ ,.])")


class Plant(NamedTuple):
    """One planted change: its kind, its place on either side and what was put for what."""

    kind: str
    original: Span
    copy: Span
    from_: str
    to: str


class PlantedArticle(NamedTuple):
    """An article, its copy with planted changes, and the changes in text order."""

    original: str
    copy: str
    plants: tuple[Plant, ...]


class Tally(NamedTuple):
    """What was found of the plants, by kind, and what was reported where nothing was planted."""

    planted: Counter[str]
    found: Counter[str]
    alarms: int
    untouched: int
    missed: list[tuple[Plant, str]]
    false: list[Mapping[str, Any]]


def reuters_texts() -> Iterator[str]:
    """Give the texts of the Reuters articles of 2009 and 2010, in the order of the file."""
    with unpacked("reuters-2009-2010.jsonl.xz").open(encoding="utf-8", newline="") as file:
        for line in file:
            yield json.loads(line)["text"]


def planted_articles(texts: Iterable[str], count: int = ARTICLES, seed: int = SEED) -> list[PlantedArticle]:
    """Plant five changes each in articles drawn by lot from those where all five have a place."""
    chance = random.Random(seed)
    long_enough = [text for text in texts if len(text.split()) >= LEAST_WORDS]
    chance.shuffle(long_enough)
    pool = long_enough[: 5 * count]
    names = sorted({match[0] for text in pool for match in _NAME.finditer(text) if not re.search(_CALENDAR, match[0])})
    small = sorted({text[start:end] for text in pool for start, end in _quoted_words(text)})
    articles = []
    for text in pool:
        edits = _choose_edits(text, chance, names, small)
        if edits:
            articles.append(_apply(text, edits))
        if len(articles) == count:
            break
    return articles


class _Edit(NamedTuple):
    start: int
    end: int
    kind: str
    to: str


def _choose_edits(text: str, chance: random.Random, names: Sequence[str], small: Sequence[str]) -> list[_Edit]:
    """Choose one edit of each kind, no two near each other; nothing where one of the kinds has no place."""
    makers: dict[str, Callable[[], list[_Edit]]] = {
        "quotation": lambda: [_Edit(*place, "quotation", chance.choice(small)) for place in _quoted_words(text)],
        "date": lambda: [_Edit(*m.span(), "date", _other_date(m[0], chance)) for m in _DATE.finditer(text)],
        "name": lambda: [
            _Edit(*m.span(), "name", chance.choice(names))
            for m in _NAME.finditer(text)
            if not re.search(_CALENDAR, m[0])
        ],
        "negation": lambda: (
            [_Edit(m.end(), m.end(), "negation", " not") for m in _AUXILIARY.finditer(text)]
            + [_Edit(*m.span(1), "negation", "") for m in _NOT.finditer(text)] * 4
        ),
        "number": lambda: [_Edit(*m.span(), "number", _other_digits(m[0], chance)) for m in _numbers(text)],
    }
    edits: list[_Edit] = []
    for make in makers.values():
        places = [edit for edit in make() if _is_free(edit, text, edits)]
        if not places:
            return []
        edits.append(chance.choice(places))
    return sorted(edits)


def _is_free(edit: _Edit, text: str, edits: Sequence[_Edit]) -> bool:
    if edit.to == text[edit.start : edit.end]:
        return False
    return all(edit.end + LEAST_APART <= other.start or other.end + LEAST_APART <= edit.start for other in edits)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Give the digits that are neither a year nor a day of a month nor a time of day."""
    for match in _NUMBER.finditer(text):
        is_date = re.fullmatch(r"(?:18|19|20)\d\d", match[0]) or _TIME_AFTER.match(text, match.end())
        if not is_date and not _BEFORE_DAY.search(text[max(0, match.start() - 12) : match.start()]):
            yield match


def _quoted_words(text: str) -> Iterator[tuple[int, int]]:
    for quoted in _QUOTED.finditer(text):
        for match in _SMALL_WORD.finditer(text, quoted.start() + 1, quoted.end() - 1):
            yield match.span()


def _other_date(date: str, chance: random.Random) -> str:
    if date.isdigit():
        return date[:3] + chance.choice([digit for digit in "0123456789" if digit != date[3]])
    return chance.choice([other for other in (_MONTHS if date in _MONTHS else _WEEKDAYS) if other != date])


def _other_digits(number: str, chance: random.Random) -> str:
    """Change one digit; the first never becomes nought."""
    place = chance.choice([i for i, sign in enumerate(number) if sign.isdigit()])
    digits = "123456789" if place == 0 else "0123456789"
    return number[:place] + chance.choice(digits.replace(number[place], "")) + number[place + 1 :]


def _apply(text: str, edits: Sequence[_Edit]) -> PlantedArticle:
    copy, plants, place, length = [], [], 0, 0
    for edit in edits:
        kept = text[place : edit.start]
        start = length + len(kept)
        copy += [kept, edit.to]
        length, place = start + len(edit.to), edit.end
        span = Span(edit.start, edit.end)
        plants.append(Plant(edit.kind, span, Span(start, length), span.of(text), edit.to))
    return PlantedArticle(text, "".join([*copy, text[place:]]), tuple(plants))


def tally(articles: Iterable[PlantedArticle], compare: Callable[[str, str], Mapping[str, Any]]) -> Tally:
    """Compare each copy with its original and count; ``compare`` gives a comparison as its JSON object."""
    result = Tally(Counter(), Counter(), 0, 0, [], [])
    alarms = untouched = 0
    for article in articles:
        comparison = compare(article.original, article.copy)
        for plant in article.plants:
            result.planted[plant.kind] += 1
            if _is_found(plant, comparison):
                result.found[plant.kind] += 1
            else:
                result.missed.append((plant, _about(article.original, plant.original)))
        false = [change for change in _reported(comparison) if not _is_planted(change, article.plants)]
        result.false.extend(false)
        alarms += len(false)
        facts = find_facts(article.original, [Span(0, len(article.original))], None)
        untouched += sum(not any(_touch(fact.span, plant.original) for plant in article.plants) for fact in facts)
    return result._replace(alarms=alarms, untouched=untouched)


def _is_found(plant: Plant, comparison: Mapping[str, Any]) -> bool:
    if plant.kind == "quotation":
        return any(quotation["status"] == "altered" and _at(quotation, plant) for quotation in comparison["quotations"])
    status = "altered"
    if plant.kind == "negation":
        status = "inserted" if plant.to else "dropped"
    kinds = ("number", "money") if plant.kind == "number" else (plant.kind,)
    return any(fact["status"] == status and fact["kind"] in kinds and _at(fact, plant) for fact in comparison["facts"])


def _reported(comparison: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from comparison["facts"]
    yield from (quotation for quotation in comparison["quotations"] if quotation["status"] != "verbatim")


def _is_planted(change: Mapping[str, Any], plants: Sequence[Plant]) -> bool:
    return any(_at(change, plant) for plant in plants)


def _at(change: Mapping[str, Any], plant: Plant) -> bool:
    """Tell whether a reported change is at the place of a plant, on whichever side it has a place."""
    return any(
        _touch(Span(*change[side]), planted)
        for side, planted in (("original", plant.original), ("copy", plant.copy))
        if change[side] is not None
    )


def _touch(one: Span, other: Span) -> bool:
    """Tell whether two places overlap; an empty one is touched by what stands at it or a blank away."""
    if other.start == other.end:
        return one.start <= other.end + 1 and other.start <= one.end + 1
    return one.overlap(other) > 0


def _about(text: str, span: Span) -> str:
    return " ".join(text[max(0, span.start - 40) : span.end + 40].split())


def main() -> None:
    """Print what was found and what was reported falsely beside what is asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=ARTICLES, help="how many articles")
    parser.add_argument("--seed", type=int, default=SEED, help="which articles and which changes")
    parser.add_argument("--missed", action="store_true", help="list what was missed and what was reported falsely")
    options = parser.parse_args()
    from mediawire import compare

    result = tally(
        planted_articles(reuters_texts(), options.count, options.seed),
        lambda original, copy: compare(original, copy).to_dict(),
    )
    print_tally(result)
    if options.missed:
        for plant, about in result.missed:
            print(f"missed {plant.kind}: {plant.from_!r} -> {plant.to!r} in: {about}")
        for change in result.false:
            print(f"false: {json.dumps(change, ensure_ascii=False)}")


def print_tally(result: Tally) -> None:
    """Print the figures, a line each."""
    for kind in KINDS:
        planted, found = result.planted[kind], result.found[kind]
        print(f"{kind:12} {found:4} of {planted:4}   {found / max(1, planted):7.2%}")
    share = result.found.total() / max(1, result.planted.total())
    print(f"found and classed right  {share:.2%}   asked {ASKED['found']:.0%}")
    rate = result.alarms / max(1, result.untouched)
    counts = f"{result.alarms} of {result.untouched}"
    print(f"false alarms             {rate:.3%} ({counts})   asked under {ASKED['false alarms']:.1%}")


if __name__ == "__main__":
    main()
