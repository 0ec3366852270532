"""The words of a text that may carry a fact, with their places, case and punctuation left as they are.

The token scan of the engine folds case and accents away, which is right for finding copies and wrong for names, months
and decimal points. Here every mark becomes one blank in one pass, so that a plain split keeps the places; then only
words that are capitalised, hold a digit, have no case or are known to the tables are looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate, compress
from typing import Literal, NamedTuple

from mediawire.report import Span
from mediawire.text.lexicon import Sense, lexicon, tongue_of

Kind = Literal["number", "money", "date", "name", "negation", "hedge"]

# Marks, symbols and currency signs of every script; apostrophes are among them, so "didn't" is "didn" and "t".
APART = (
    "\x00-\x1f!-/:-@\\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u055a-\u055f\u0589\u05be\u05c0\u05c3\u0609-\u060d"
    "\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e3f\u1362-\u1368\u1680\u2000-\u200b\u200e-\u206f\u2070-\u2bff"
    "\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u30fb\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uff0f\uff1a-\uff20"
    "\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff"
)
_MARK = re.compile(f"[{APART}]")
# The marks that follow a word next to a number, without the rest of the world's: the expression is compiled at once.
_WORD_AFTER = re.compile(
    "[ \u00a0\u2009\u202f\u2011-]?"
    "([^\\s\\d!-@\\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\u0609-\u061f\u066a-\u066d\u06d4\u0964\u2000-\u200b\u200e-\u20cf"
    "\u3000-\u3020\uff00-\uff20]+)"
)
_BLANK_OR_HYPHEN = frozenset(" \u00a0\u2009\u202f\u2011-")
LONGEST_WORD = 64
"""No word that the tables know is longer, and no word of a name; what is longer is passed over."""


class Fact(NamedTuple):
    """One thing that a text states and a copy may bend: its kind, its place, what it says and how it is written.

    Two facts say the same exactly when ``kind`` and ``value`` are equal; ``text`` is the wording at ``span``.
    """

    kind: Kind
    span: Span
    value: str
    text: str


def make_fact(text: str, kind: Kind, start: int, end: int, value: str) -> Fact:
    """Return the fact that stands from start to end of a text.

    A report has some seventy: the tuples are made without the constructors of their classes, in half the time.
    """
    return _new(Fact, (kind, _new(Span, (start, end)), value, text[start:end]))


_new = tuple.__new__

Hit = tuple[int, str]
"""A word that may carry a fact: where it starts, and the word."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text worth a second look, all words seen, and the tables of the language they seem to be in."""

    text: str
    hits: Sequence[Hit]
    seen: Set[str]
    tongue: str
    senses: Mapping[str, Sense]
    decimal_mark: list[str] = field(default_factory=list)

    def fact(self, kind: Kind, start: int, end: int, value: str) -> Fact:
        """Return the fact that stands from start to end."""
        return make_fact(self.text, kind, start, end, value)

    def after(self, place: int) -> tuple[str, int]:
        """Return the next word in lower case and its end, if it follows at once or after one blank or hyphen."""
        match = _WORD_AFTER.match(self.text, place, place + LONGEST_WORD)
        return (match[1].lower(), match.end()) if match else ("", place)

    def before(self, place: int) -> str:
        """Return in lower case the word that ends at a place or one blank or hyphen before it."""
        text = self.text
        if place and text[place - 1] in _BLANK_OR_HYPHEN:
            place -= 1
        word = text[max(0, place - LONGEST_WORD) : place].rpartition(" ")[2]
        return word.lower() if word.isalpha() else _MARK.sub(" ", word).rpartition(" ")[2].lower()


def split_words(text: str, spans: Sequence[Span]) -> Words:
    """Take the words worth a look out of the given pieces of a text; the pieces are in order and apart."""
    if not spans:
        return Words(text, (), frozenset(), "en", {})
    first = spans[0].start
    pieces = _MARK.sub(" ", text[first : spans[-1].end]).split(" ")
    seen = set(pieces)
    tongue = tongue_of(seen)
    senses = lexicon(tongue)
    worth = (senses.keys() & seen) | {piece for piece in seen if piece < ":" or not piece.islower()}
    worth.discard("")
    places = compress(range(len(pieces)), map(worth.__contains__, pieces))
    lengths = list(accumulate(map(len, pieces), initial=first))
    hits = [(lengths[i] + i, pieces[i]) for i in places]
    return Words(text, hits if len(spans) == 1 else _keep_inside(hits, spans), seen, tongue, senses)


def _keep_inside(hits: list[Hit], spans: Sequence[Span]) -> list[Hit]:
    """Leave out the hits that stand between the pieces."""
    kept: list[Hit] = []
    pieces = iter(spans)
    start, end = next(pieces)
    for hit in hits:
        while hit[0] >= end:
            start, end = next(pieces)
        if hit[0] >= start:
            kept.append(hit)
    return kept
