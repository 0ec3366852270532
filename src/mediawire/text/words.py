"""The words of a text that may carry a fact, with their places, case and punctuation left as they are.

The token scan of the engine folds case and accents away, which is right for finding copies and wrong for names, months
and decimal points. Here every mark becomes one blank in one pass, so that a plain split keeps the places; then only
words that are capitalised, begin with a digit, run on without blanks or are known to the tables are looked at again.
What a word is at first sight is remembered from text to text: newsrooms use few words, and those again and again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import accumulate, compress, pairwise
from operator import itemgetter
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
_PLAIN_MARKS = str.maketrans(dict.fromkeys(_MARK.findall("".join(map(chr, range(128)))), " "))
# The marks that follow a word next to a number, without the rest of the world's: the expression is compiled at once.
WORD_AFTER = (
    "[ \u00a0\u2009\u202f\u2011-]?"
    "([^\\s\\d!-@\\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\u0609-\u061f\u066a-\u066d\u06d4\u0964\u2000-\u200b\u200e-\u20cf"
    "\u3000-\u3020\uff00-\uff20]{1,63})"
)
_WORD_AFTER = re.compile(WORD_AFTER)
_BLANK_OR_HYPHEN = frozenset(" \u00a0\u2009\u202f\u2011-")
LONGEST_WORD = 64
"""No word that the tables know is longer, and no word of a name; what is longer is passed over."""
MOST_REMEMBERED = 100_000
"""So many words are known at first sight in one language before all are forgotten: some ten million bytes."""
FIRST_UNBROKEN = "\u0e00"
"""From here on stand the scripts that run on without blanks, and none that has capitals and names with digits."""
_UNBROKEN = (
    ("\u0e00", "\u0eff"),  # Thai, Lao
    ("\u2e80", "\ua4cf"),  # CJK, kana
    ("\uac00", "\ud7ff"),  # Hangul
    ("\uf900", "\ufaff"),  # CJK compatibility
)


class Fact(NamedTuple):
    """One thing that a text states and a copy may bend: its kind, its place, what it says and how it is written.

    Two facts say the same exactly when ``kind`` and ``value`` are equal; ``text`` is the wording at ``span``.
    """

    kind: Kind
    span: Span
    value: str
    text: str


def make_fact(kind: Kind, start: int, end: int, value: str, wording: str) -> Fact:
    """Return the fact that stands from start to end of a text.

    A report has some seventy: the tuples are made without the constructors of their classes, in half the time.
    """
    return _new(Fact, (kind, _new(Span, (start, end)), value, wording))


_new = tuple.__new__

FIGURE, UNBROKEN, CAPITAL = Sense("figure", ""), Sense("unbroken", ""), Sense("capital", "")
"""What a word that the tables do not know may be at first sight."""

Hit = tuple[int, str, Sense]
"""A word that may carry a fact: where it starts, the word, and what it is at first sight."""


class _Sight(dict[str, Sense | None]):
    """What each word met so far in one language is at first sight; None for words that carry no fact."""

    def __init__(self, tongue: str) -> None:
        super().__init__()
        self._known = lexicon(tongue)

    def __missing__(self, word: str) -> Sense | None:
        sense = _first_sight(word, self._known) if word else None
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        if len(word) <= LONGEST_WORD:
            self[word] = sense
        return sense


_sight_in = cache(_Sight)


def _first_sight(word: str, known: Mapping[str, Sense]) -> Sense | None:
    """Tell what a word is, of which only its letters are seen."""
    first = word[0]
    if first.isdigit():
        return FIGURE
    if first >= FIRST_UNBROKEN and any(start <= first <= end for start, end in _UNBROKEN):
        return UNBROKEN
    if len(word) > LONGEST_WORD:
        return None
    return known.get(word) or known.get(word.lower()) or (CAPITAL if first.isupper() else None)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text worth a second look, all words seen, the tables of their language, and the report's time."""

    text: str
    hits: Sequence[Hit]
    seen: Set[str]
    tongue: str
    senses: Mapping[str, Sense]
    published: datetime | None
    decimal_mark: list[str] = field(default_factory=list)

    def fact(self, kind: Kind, start: int, end: int, value: str) -> Fact:
        """Return the fact that stands from start to end."""
        return _new(Fact, (kind, _new(Span, (start, end)), value, self.text[start:end]))

    def after(self, place: int) -> tuple[str, int]:
        """Return the next word in lower case and its end, if it follows at once or after one blank or hyphen."""
        match = _WORD_AFTER.match(self.text, place)
        return (match[1].lower(), match.end()) if match else ("", place)

    def before(self, place: int) -> str:
        """Return in lower case the word that ends at a place or one blank or hyphen before it."""
        text = self.text
        if place and text[place - 1] in _BLANK_OR_HYPHEN:
            place -= 1
        word = text[max(0, place - LONGEST_WORD) : place].rpartition(" ")[2]
        return word.lower() if word.isalpha() else _MARK.sub(" ", word).rpartition(" ")[2].lower()


def split_words(text: str, spans: Sequence[Span], published: datetime | None) -> Words:
    """Take the words worth a look out of the given pieces of a text; the pieces are in order and apart."""
    if not spans:
        return Words(text, (), frozenset(), "en", {}, published)
    first = spans[0].start
    stated = text[first : spans[-1].end]
    blanked = stated.translate(_PLAIN_MARKS) if stated.isascii() else _MARK.sub(" ", stated)
    pieces = blanked.split(" ")
    seen = set(pieces)
    tongue = tongue_of(seen)
    sights = list(map(_sight_in(tongue).__getitem__, pieces))
    lengths = list(accumulate(map(len, pieces), initial=first))
    kept = zip(compress(range(len(pieces)), sights), filter(None, sights), strict=True)
    hits = [(lengths[i] + i, pieces[i], sense) for i, sense in kept]
    _leave_out_gaps(hits, text, spans)
    return Words(text, hits, seen, tongue, lexicon(tongue), published)


def _leave_out_gaps(hits: list[Hit], text: str, spans: Sequence[Span]) -> None:
    """Take out the hits that stand between the pieces."""
    for (_, end), (start, _) in pairwise(spans):
        if not text[end:start].isspace():
            del hits[bisect_left(hits, end, key=_PLACE) : bisect_left(hits, start, key=_PLACE)]


_PLACE = itemgetter(0)
