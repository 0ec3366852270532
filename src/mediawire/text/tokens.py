"""A text as words with places, in any script, and the tricks that were played on its letters.

What counts as a word, and which words count as equal, is decided by the table of ``folding.py``. Case, width, accents
and look-alike letters make no difference; digits do. In scripts without spaces every character is a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mediawire.report import Span
from mediawire.text import folding, kernels

if TYPE_CHECKING:
    from numpy.typing import NDArray

TRICKS = {
    folding.FULL_WIDTH: "full width",
    folding.ZERO_WIDTH: "zero width",
    folding.BIDI_OVERRIDE: "bidi override",
    folding.STYLED: "styled letter",
    folding.FILLER: "filler",
    kernels.LOOKALIKE: "homoglyph",
}
"""The name of each trick."""

SPACED_LETTERS, DELETION = "spaced letters", "deletion character"

ROOM_FOR_TRICKS = 64
_LITTLE_ENDIAN = np.dtype("<u4")
_FEWEST_SPACED = 20
"""A text has so many words of one letter at least, and they are more than half of all, before letters are joined."""
_SPACED = re.compile(r"(?<!\S)[^\W\d_](?:[ \xa0][^\W\d_])+(?!\S)")
_LONGEST_SPACED = 80
"""Code points of a word whose letters are set apart; what is longer is a row of letters, and no word."""
_DELETED = re.compile(r"[^\x08]\x08")
_UNSEEN = 0x2060


class Trick(NamedTuple):
    """A place where a letter is not what it looks like, or is not seen at all."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of one text, in order.

    ``codes``           (m,) uint32   the text's code points
    ``ids``, ``stems``  (n,) uint64   hash of the folded word; hash of its first five letters
    ``starts``, ``ends``  (n,) int32  its place in code points, half-open
    """

    codes: NDArray[np.uint32]
    ids: NDArray[np.uint64]
    stems: NDArray[np.uint64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    tricks: tuple[Trick, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def span(self, first: int, last: int) -> Span:
        """Return the place of the words first .. last - 1; at least one word."""
        return Span(int(self.starts[first]), int(self.ends[last - 1]))

    def within(self, span: Span) -> range:
        """Return the numbers of the words that begin inside a span."""
        # Of the same type as the starts: numpy would convert all of them otherwise.
        first, last = self.starts.searchsorted(np.array(span, np.int32)).tolist()
        return range(first, last)


def code_points(text: str) -> NDArray[np.uint32]:
    """Return a text's code points as uint32; lone surrogates stay what they are."""
    codes: NDArray[np.uint32] = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), _LITTLE_ENDIAN)
    return codes if _LITTLE_ENDIAN.isnative else codes.astype(np.uint32)


def scan(text: str) -> Tokens:
    """Split a text into words, each with its place.

    >>> [tuple(tokens.span(i, i + 1)) for tokens in [scan("Москва, 22 ноября")] for i in range(len(tokens))]
    [(0, 6), (8, 10), (11, 17)]
    """
    tokens = _scan(code_points(text))
    if "\x08" in text:
        tokens = _join(text, tokens, _DELETED, DELETION)
    if len(tokens) >= _FEWEST_SPACED and 2 * np.count_nonzero(tokens.ends - tokens.starts == 1) > len(tokens):
        tokens = _join(text, tokens, _SPACED, SPACED_LETTERS)
    return tokens


def _join(text: str, tokens: Tokens, hidden: re.Pattern[str], kind: str) -> Tokens:
    """Scan again without what hides words: letters deleted behind themselves, or blanks between letters.

    Scripts without spaces have words of one letter, too, but no blanks between them.
    """
    places = [Span(*match.span()) for match in hidden.finditer(text) if match.end() - match.start() <= _LONGEST_SPACED]
    if not places:
        return tokens
    codes = tokens.codes.copy()
    for place in places:
        piece = codes[place.start : place.end]
        piece[(piece == ord(" ")) | (piece == 0xA0) | (kind == DELETION)] = _UNSEEN
    scanned = _scan(codes)
    seen = [trick for trick in scanned.tricks if codes[trick.span.start] != _UNSEEN]
    seen += [trick for trick in tokens.tricks if trick.kind == DELETION]
    return replace(scanned, codes=tokens.codes, tricks=(*seen, *(Trick(kind, place) for place in places)))


def _scan(codes: NDArray[np.uint32]) -> Tokens:
    """Split code points into words."""
    table, expansions = folding.load_table()
    ids = np.empty(codes.size, np.uint64)
    starts, ends = np.empty((2, codes.size), np.int32)
    rows = np.empty((ROOM_FOR_TRICKS, 3), np.int32)
    count, seen = kernels.scan_words(codes, table, expansions, ids, starts, ends, rows)
    if seen > ROOM_FOR_TRICKS:
        rows = np.empty((seen, 3), np.int32)
        kernels.scan_words(codes, table, expansions, ids, starts, ends, rows)
    stems = np.empty(count, np.uint64)
    kernels.scan_stems(codes, table, expansions, starts, ends, count, stems)
    tricks = tuple(Trick(TRICKS[kind], Span(start, end)) for kind, start, end in rows[:seen].tolist()) if seen else ()
    return Tokens(codes, ids[:count], stems, starts[:count], ends[:count], tricks)
