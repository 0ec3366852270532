"""How the cue words of furniture are looked up: whole blocks, beginnings, and words weighed together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from mediawire.text import furniture_cues as cues

_WORD = re.compile(r"\w[\w'’]*")
_EDGES = " \t\xa0:：…►▶»›>|•·*#-–—.!()[]«"
_MOST_WEIGHED_CHARACTERS = 1500
_STRONG_POINTS, _WEAK_POINTS, _ADDRESS_POINTS, _MOST_ADDRESS_POINTS, _QUOTE_POINTS = 2.0, 1.0, 0.5, 1.0, -4.0

_MOST_NETWORK_POINTS = 1.5
"""Reports speak of Facebook, Twitter and their users as often as share lines do."""


class Weight(NamedTuple):
    """What the cue words of a block weigh together, and the kind that weighs most.

    ``strong``: a phrase was among them which reports hardly use; ``speaks``: the site addresses its reader.
    """

    points: float
    kind: str
    strong: bool
    speaks: bool


NOTHING = Weight(0.0, "", False, False)


def find_exact(text: str) -> str | None:
    """Return the kind of furniture that a case-folded block is as a whole: "recent posts:" are teasers."""
    exact = _exact()
    return exact.get(text) or exact.get(text.strip(_EDGES).rstrip("0123456789").rstrip(_EDGES))


def find_start(text: str) -> str | None:
    """Return the kind whose cue a case-folded block begins with."""
    return _begins(text, _starts())


def begins_credit(text: str) -> bool:
    """Tell whether a case-folded line begins as credit lines do: "source:", "originally published"."""
    return _begins(text, _credit_starts()) is not None


def after_cue(text: str) -> str:
    """Return what a case-folded line goes on with behind the cue it begins with."""
    cues_found = [phrase for starts in (_starts(), _credit_starts()) for phrase, _ in _beginnings(text, starts)]
    return text[max(map(len, cues_found), default=0) :].lstrip(_EDGES)


def weigh(block_text: str) -> Weight:
    """Weigh the cue words of a text; one too long to be furniture weighs nothing.

    What a quotation holds is somebody's speech: quotation marks take points away.
    """
    if len(block_text) > _MOST_WEIGHED_CHARACTERS:
        return NOTHING
    text = block_text.casefold().replace("’", "'")
    words = set(_WORD.findall(text))
    sums: dict[str, float] = {}
    strong = _add_points(sums, text, words, _strong(), _STRONG_POINTS)
    weak: dict[str, float] = {}
    _add_points(weak, text, words, _weak(), _WEAK_POINTS)
    for kind, points in weak.items():
        sums[kind] = sums.get(kind, 0.0) + (min(points, _MOST_NETWORK_POINTS) if kind == "share" else points)
    if not sums:
        return NOTHING
    address = min(_MOST_ADDRESS_POINTS, _ADDRESS_POINTS * len(words & cues.ADDRESS))
    quoted = any(mark in block_text for mark in '"“«„「')
    points = sum(sums.values()) + address + (_QUOTE_POINTS if quoted else 0.0)
    return Weight(points, max(sums, key=lambda kind: (sums[kind], kind == "disclaimer", kind)), strong, address > 0)


def list_weighed() -> Iterable[tuple[str, str, float]]:
    """Give the phrases that ``weigh`` looks for, with their kinds and points; the words of address are of one kind."""
    for table, points in ((cues.STRONG, _STRONG_POINTS), (cues.WEAK, _WEAK_POINTS)):
        yield from ((phrase, kind, points) for phrase, kind in _split_table(table))
    yield from ((word, "address", _ADDRESS_POINTS) for word in sorted(cues.ADDRESS))


def _add_points(sums: dict[str, float], text: str, words: set[str], phrases: _Phrases, points: float) -> bool:
    """Add the points of every phrase in the text to its kind's sum; tell whether there was one."""
    found = [pair for word in words & phrases.by_word.keys() for pair in phrases.by_word[word] if pair[0] in text]
    if not text.isascii():
        found += [pair for pair in phrases.unspaced if pair[0] in text]
    for _, kind in found:
        sums[kind] = sums.get(kind, 0.0) + points
    return bool(found)


class _Phrases(NamedTuple):
    """Phrases with their kinds, by the longest of their words; those of scripts without spaces apart."""

    by_word: dict[str, list[tuple[str, str]]]
    unspaced: list[tuple[str, str]]


def _begins(text: str, starts: dict[str, list[tuple[str, str]]]) -> str | None:
    """Return the kind of the phrase that a case-folded text begins with, whole words only; None without one."""
    return next((kind for _, kind in _beginnings(text, starts)), None)


def _beginnings(text: str, starts: dict[str, list[tuple[str, str]]]) -> Iterable[tuple[str, str]]:
    """Give the phrases that a case-folded text begins with, whole words only, and their kinds."""
    for pairs in (starts.get(text[:2], ()), starts.get(text[:1], ())):
        for phrase, kind in pairs:
            if text.startswith(phrase) and not _ends_inside_word(phrase, text):
                yield phrase, kind


def _ends_inside_word(phrase: str, text: str) -> bool:
    """Tell whether the word with which a phrase ends goes on in the text that begins with the phrase."""
    last = phrase[-1]
    return last.isalnum() and last < "\u0e00" and text[len(phrase) : len(phrase) + 1].isalpha()


def _split_table(table: dict[str, str]) -> Iterable[tuple[str, str]]:
    return (
        (" ".join(phrase.split()).casefold(), kind)
        for kind, row in table.items()
        for phrase in row.split(";")
        if phrase.strip()
    )


@cache
def _exact() -> dict[str, str]:
    exact: dict[str, str] = {}
    for phrase, kind in _split_table(cues.EXACT):
        exact.setdefault(phrase, kind)
    return exact


@cache
def _starts() -> dict[str, list[tuple[str, str]]]:
    return _index_starts(cues.STARTS)


@cache
def _credit_starts() -> dict[str, list[tuple[str, str]]]:
    return _index_starts({"credit": cues.CREDIT_STARTS})


def _index_starts(table: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Index phrases by their first two characters; a single sign, such as ©, by itself."""
    starts: dict[str, list[tuple[str, str]]] = {}
    for phrase, kind in _split_table(table):
        starts.setdefault(phrase[:2], []).append((phrase, kind))
    return starts


@cache
def _strong() -> _Phrases:
    return _index_phrases(cues.STRONG)


@cache
def _weak() -> _Phrases:
    return _index_phrases(cues.WEAK)


def _index_phrases(table: dict[str, str]) -> _Phrases:
    phrases = _Phrases({}, [])
    for phrase, kind in _split_table(table):
        phrase = phrase.replace("’", "'")
        words = _WORD.findall(phrase)
        if not words or "\u3040" <= phrase[0] <= "\uffdc":
            phrases.unspaced.append((phrase, kind))
        else:
            phrases.by_word.setdefault(max(words, key=len), []).append((phrase, kind))
    return phrases
