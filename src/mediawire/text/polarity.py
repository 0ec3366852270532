"""Negations and hedges: the small words that turn a statement round or take its certainty away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from mediawire.text.lexicon import Sense
from mediawire.text.word_sets import set_of
from mediawire.text.words import Fact, Words

_CONTRACTED = set_of(
    "don doesn didn isn aren wasn weren hasn haven hadn won wouldn can couldn shouldn mustn needn mightn ain shan"
)
_NUMERO = re.compile(r"\.? ?\d")
_FIGURE_AFTER = re.compile(r"[ -]?(?:[A-Z]{1,3}|U\.S\.)?[^\w\s]? ?\d")
_NUMBER_ROLES = frozenset({"one", "count", "ten", "hundred", "hundreds", "dozen", "many", "many?"})
_APOSTROPHES = frozenset("'\u2019\u02bc\u2018\uff07")
_CLAUSE = set_of("that he she it they the there this his her its")
_FOLLOWED_BY = {
    "apparent": set_of("to that as likely"),
    "claimed": _CLAUSE | {"to"},
    "suspected": _CLAUSE,
    "possible": set_of("être vez"),
}


def read_polarity(words: Words, start: int, word: str, sense: Sense) -> Fact | None:
    """Read the negation or hedge that a known word is in its place, or None where it is something else there.

    "No. 7", "jobless claims" and "failed" without "to" are something else; "n't" is read with its verb.
    """
    end = start + len(word)
    if not sense.role.endswith("?"):
        return words.fact("negation" if sense.role == "negation" else "hedge", start, end, sense.value)
    lower = word.lower()
    if lower == "t":
        return _read_contraction(words, start, end)
    if sense.role == "hedge?":
        if lower != "may" and words.after(end)[0] not in _FOLLOWED_BY[sense.value]:
            return None
        return words.fact("hedge", start, end, sense.value)
    if lower == "no":
        return None if _NUMERO.match(words.text, end) else words.fact("negation", start, end, sense.value)
    return words.fact("negation", start, end, sense.value) if words.after(end)[0] == "to" else None


def read_comparison(words: Words, start: int, word: str, sense: Sense) -> Fact | None:
    """Read "more than", "at least" or "about" before a number, at its last word; None where no number follows."""
    end = start + len(word)
    values = _comparisons(words.tongue)[word.lower()]
    before = words.before(start)
    if before and before in values:
        start -= len(before) + 1
    elif "" not in values:
        return None
    if not _leads_to_number(words, end):
        return None
    return words.fact("hedge", start, end, values.get(before) or values[""])


def _leads_to_number(words: Words, end: int) -> bool:
    """Tell whether a number in digits or in words follows, a currency before it not minded."""
    if _FIGURE_AFTER.match(words.text, end):
        return True
    word, end = words.after(end)
    if word in ("a", "an"):
        word, end = words.after(end)
        if word in ("million", "billion", "thousand", "quarter", "third"):
            return True
    sense = words.senses.get(word)
    return word == "half" or (sense is not None and sense.role in _NUMBER_ROLES)


@cache
def _comparisons(tongue: str) -> Mapping[str, Mapping[str, str]]:
    """Return for the last word of each comparison the words that may stand before it, and what it says then."""
    from mediawire.text.polarity_words import COMPARISONS

    by_last: dict[str, dict[str, str]] = {}
    for value, line in (*COMPARISONS.get(tongue, {}).items(), *COMPARISONS[""].items()):
        for phrase in line.split():
            first, _, last = phrase.rpartition("-")
            by_last.setdefault(last, {})[first] = value
    return by_last


def _read_contraction(words: Words, start: int, end: int) -> Fact | None:
    """Read "didn't" at its "t"."""
    if start < 2 or words.text[start - 1] not in _APOSTROPHES:
        return None
    verb = words.before(start - 1)
    if verb not in _CONTRACTED:
        return None
    return words.fact("negation", start - 1 - len(verb), end, "not")
