"""What the tables know of a word, in the language that a text seems to be in.

The same letters are different words in different languages: "die", "no", "sin", "mai", "once". So the tables of one
Latin-script language are used at a time, chosen by counting its commonest words; scripts of their own need no choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import NamedTuple

from mediawire.text.common_words import COMMON
from mediawire.text.word_sets import set_of

_COMMON_IN: dict[str, list[str]] = {}
for _tongue, _words in COMMON.items():
    for _word in _words.split():
        _COMMON_IN.setdefault(_word, []).append(_tongue)


class Sense(NamedTuple):
    """What a table knows of a word: the part it plays and what it stands for."""

    role: str
    value: str


_ENGLISH = set_of(COMMON["en"])
SURELY_ENGLISH = 9
"""So many of the commonest English words settle it; no text in another language quotes more in its words."""


def tongue_of(words: Set[str]) -> str:
    """Tell which language's tables suit a set of words: English where less than two speak for another."""
    if len(_ENGLISH & words) >= SURELY_ENGLISH:
        return "en"
    votes = Counter(tongue for word in _COMMON_IN.keys() & words for tongue in _COMMON_IN[word])
    best = max(votes.values(), default=0)
    if best < 2 or votes["en"] == best:
        return "en"
    return min(tongue for tongue, count in votes.items() if count == best)


@cache
def lexicon(tongue: str) -> Mapping[str, Sense]:
    """Return what is known of words in one Latin-script language and in all scripts that need no choice."""
    senses: dict[str, Sense] = {}
    if tongue == "en":
        senses["May"] = senses["MAY"] = Sense("month", "5")
    for word, sense in _all_senses(tongue):
        senses.setdefault(word, sense)
    return senses


def _all_senses(tongue: str) -> Iterator[tuple[str, Sense]]:
    """Give every word of every table that may be used with a language, the surer meanings first."""
    from mediawire.text import calendar_words, number_words, polarity_words

    for role, tables in (("negation", polarity_words.NEGATIONS), ("hedge", polarity_words.HEDGES)):
        for table in (tables.get(tongue, {}), tables[""]):
            for value, words in table.items():
                yield from ((word.rstrip("?"), _sense(role, word, value)) for word in words.split())
    calendars = (
        ("month", calendar_words.MONTHS, 1),
        ("short month", calendar_words.SHORT_MONTHS, 1),
        ("weekday", calendar_words.WEEKDAYS, 0),
        ("day", calendar_words.DAYS, -2),
        ("ten", number_words.TENS, 2),
        ("count", number_words.COUNTS, 0),
        ("ordinal", number_words.ORDINALS, 1),
        ("hundreds", number_words.HUNDREDS, 1),
        ("times", number_words.TIMES, 2),
    )
    for role, tables_by_tongue, base in calendars:
        for words in _lists_for(tables_by_tongue, tongue):
            yield from ((word, Sense(role, str(base + i))) for i, word in enumerate(words.split()) if word != ".")
    if tongue == "en":
        yield "one", Sense("one", "1")
        yield from ((word, Sense("which", value)) for word, value in (("last", "-1"), ("this", "+0"), ("next", "+1")))
    if tongue == "de":
        units = enumerate(["ein", *number_words.COUNTS["de"].split()[2:10]], start=1)
        tens = list(enumerate(number_words.TENS["de"].split(), start=2))
        yield from ((f"{unit}und{ten}", Sense("count", str(10 * j + i))) for i, unit in units for j, ten in tens)
    yield from ((word, Sense("hundred", "100")) for word in number_words.HUNDRED.get(tongue, "").split())
    yield from ((word, Sense("dozen", "12")) for word in number_words.DOZEN.get(tongue, "").split())
    for words in _lists_for(number_words.MANY, tongue):
        yield from ((word.rstrip("?"), _sense("many", word, word.rstrip("?"))) for word in words.split())
    for phrases in (polarity_words.COMPARISONS.get(tongue, {}), polarity_words.COMPARISONS[""]):
        for line in phrases.values():
            yield from ((phrase.split("-")[-1], Sense("comparison", "")) for phrase in line.split())


def _sense(role: str, word: str, value: str) -> Sense:
    return Sense(role + "?" if word.endswith("?") else role, value)


def _lists_for(tables: Mapping[str, str], tongue: str) -> Iterator[str]:
    """Give the lists of one language, and of all whose script is their own."""
    for key, words in tables.items():
        if key.rstrip("23") == tongue or words.replace(".", "").strip()[0] > "\u036f":
            yield words
