"""Takes a stretch of text beside a quotation apart into words, each with its place; asides in brackets are left out."""

from __future__ import annotations

import re
from itertools import islice

from mediawire.report import Span
from mediawire.text.speech_cues import CUES

LONGEST_ASIDE = 7
"""Words in brackets that are left out as an aside; what is longer is read."""

# One class without \s in it is looked up in one table: a third faster. The spaces are those of str.isspace().
_SPACES = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WORD = re.compile(
    rf"[^{_SPACES}.,;:!?…—–―()\[\]\"“”„«»「」『』،؛؟۔。、，：；！？।]++(?:\.[^\W\d_]++)*+|[^{_SPACES}\"“”„«»「」『』]"
)
_OPENS_BRACKET, _SHUTS_BRACKET = frozenset("(["), frozenset(")]")


class Clause:
    """A sentence, or the part of one on one side of a quotation, as words; asides in brackets are left out."""

    __slots__ = ("_finder", "_places", "lowers", "words")

    def __init__(self, text: str, start: int, end: int) -> None:
        self._finder = _WORD.finditer(text, start, end)
        self._places: list[re.Match[str]] = []
        self.words: list[str] = _WORD.findall(text, start, end)
        if text.find(")", start, end) >= 0 or text.find("]", start, end) >= 0:
            kept = _without_asides(self.words)
            places = list(self._finder)
            self._places = [places[place] for place in kept]
            self.words = [self.words[place] for place in kept]
        self.lowers = "\n".join(self.words).lower().split("\n") if self.words else []

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Give the place of the words from the first to before the last; places are sought as far as asked for."""
        places = self._places
        if len(places) < last:
            places += islice(self._finder, last - len(places))
        return Span(places[first].start(), places[last - 1].end())


def _without_asides(words: list[str]) -> list[int]:
    """Give the numbers of the words that stand outside short brackets."""
    kept: list[int] = []
    opened = -1
    for place, word in enumerate(words):
        if word in _OPENS_BRACKET:
            opened = len(kept)
        kept.append(place)
        if word in _SHUTS_BRACKET and opened >= 0:
            if len(kept) - opened <= LONGEST_ASIDE + 2:
                del kept[opened:]
            opened = -1
    return kept


def opens_with_cue(text: str, start: int, end: int, words: int = 3) -> bool:
    """Tell whether a stretch begins as a report's own words beside speech do: said she; she said."""
    return any(word in CUES for word in Clause(text, start, min(end, start + 60)).lowers[:words])
