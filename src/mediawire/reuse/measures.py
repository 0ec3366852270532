"""The figures that a verdict rests on: how much of the copy's letters the original accounts for, and in what way.

All are counted on folded letters with word breaks left out, so that no language's words need be known (see
``measure_kernels``). They say nothing of meaning: what was said again in other words is found in ``paraphrase.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mediawire.report import Span
from mediawire.reuse import measure_kernels as kernels
from mediawire.reuse.constants import JUDGEMENT
from mediawire.text import folding
from mediawire.text.tokens import Tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mediawire.reuse.reading import Reading

SHORT_PIECE, LONG_PIECE = 4, 5
"""Letters in the pieces that are counted, and in those that find a place in the original."""

LONG_RUN = JUDGEMENT.long_run_letters
"""Letters in a run that is no accident in any language: eight to ten words."""

CANDIDATES = 64
"""So many places of the original are tried for one piece; a piece with more tells no place."""

NARROW_WINDOW, WIDE_WINDOW = JUDGEMENT.narrow_window_pieces, JUDGEMENT.wide_window_pieces
"""Pieces in a window of the copy: a sentence's part, and a sentence or two."""

MOST_WINDOWS = 256
MOST_LETTERS = 4_000_000
"""Letters beyond this many are not measured; ``Measures.is_whole`` says so."""


class Measures(NamedTuple):
    """What the letters of two texts have in common. Shares are of the copy, from 0 to 1.

    ``share``       distinct pieces of four letters that the original has
    ``by_chance``   the same share, had the original been written by chance from the same letters
    ``share_five``  distinct pieces of five letters that the original has
    ``longest_run`` letters of the longest run that both have
    ``long_runs``   share of the letters that stand in runs of LONG_RUN letters or more
    ``together``    how much of a stretch of the copy stands together in one place of the original, on average
    ``weakest``     the same for that tenth of short stretches for which it is least
    ``unevenness``  spread (standard deviation) of the share of pieces over the four quarters of the copy
    """

    original_letters: int = 0
    copy_letters: int = 0
    share: float = 0.0
    by_chance: float = 0.0
    share_five: float = 0.0
    longest_run: int = 0
    long_runs: float = 0.0
    together: float = 0.0
    weakest: float = 0.0
    unevenness: float = 0.0
    is_whole: bool = True

    @property
    def beyond_chance(self) -> float:
        """The share of pieces that is left when what letters alone bring about is taken off."""
        return max(0.0, (self.share - self.by_chance) / (1.0 - self.by_chance)) if self.by_chance < 1.0 else 0.0


def measure(original: Reading, copy: Reading) -> Measures:
    """Measure what a copy shares with an original; headlines, bylines and furniture do not count."""
    return measure_words(original.side.tokens, copy.side.tokens, _body_of(original), _body_of(copy))


def _body_of(reading: Reading) -> list[Span] | None:
    """Return the paragraphs of all stories in order; None, which means all, where a text has no story."""
    return sorted(span for story in reading.document.stories for span in story.paragraphs) or None


def measure_words(
    original: Tokens,
    copy: Tokens,
    original_spans: Sequence[Span] | None = None,
    copy_spans: Sequence[Span] | None = None,
) -> Measures:
    """Measure what two texts share; only the given pieces of each count, or the whole.

    >>> from mediawire.text.tokens import scan
    >>> text = scan("The ministry said on Monday that the talks in Geneva had failed after three days.")
    >>> measure_words(text, text).share, measure_words(text, text).longest_run
    (1.0, 67)
    """
    left, right = fold(original, original_spans), fold(copy, copy_spans)
    is_whole = max(left.size, right.size) < MOST_LETTERS
    if min(left.size, right.size) < LONG_PIECE:
        return Measures(left.size, right.size, is_whole=is_whole)
    short, long = _Pieces.of(left, right, SHORT_PIECE), _Pieces.of(left, right, LONG_PIECE)
    quarters = np.empty(4, np.float64)
    pieces, shared = kernels.count_distinct(short.bounds, short.copy, quarters)
    pieces_five, shared_five = kernels.count_distinct(long.bounds, long.copy, quarters)
    longest, covered = kernels.walk_runs(
        left, right, long.copy, long.bounds, long.places, LONG_PIECE, CANDIDATES, LONG_RUN
    )
    return Measures(
        original_letters=left.size,
        copy_letters=right.size,
        share=shared / pieces,
        by_chance=kernels.expect_by_chance(left, right, short.copy, short.distinct, SHORT_PIECE),
        share_five=shared_five / pieces_five,
        longest_run=longest,
        long_runs=covered / right.size,
        together=float(long.weigh(WIDE_WINDOW).mean()),
        weakest=_tenth(long.weigh(NARROW_WINDOW)),
        unevenness=float(quarters.std()),
        is_whole=is_whole,
    )


def fold(tokens: Tokens, spans: Sequence[Span] | None) -> NDArray[np.uint32]:
    """Return the folded letters of some pieces of a text, or of the whole: (n,) uint32, n at most MOST_LETTERS."""
    rows = np.array([(0, tokens.codes.size)] if spans is None else spans, np.int64).reshape(-1, 2)
    size = int((rows[:, 1] - rows[:, 0]).sum())
    room = np.empty(min(MOST_LETTERS, folding.LONGEST_EXPANSION * size), np.uint32)
    return room[: kernels.fold_letters(tokens.codes, rows, *folding.load_table(), room)]


class _Pieces(NamedTuple):
    """The pieces of both texts: the copy's in order, and the places of each in the original."""

    copy: NDArray[np.int32]
    bounds: NDArray[np.int32]
    places: NDArray[np.int32]
    distinct: int

    @classmethod
    def of(cls, original: NDArray[np.uint32], copy: NDArray[np.uint32], length: int) -> _Pieces:
        """Give the runs of so many letters of two texts numbers, and file the original's."""
        left, right, count = kernels.number_pieces(original, copy, length)
        bounds, places = kernels.file_pieces(left, count)
        return cls(right, bounds, places, count)

    def weigh(self, width: int) -> NDArray[np.float64]:
        """Return, for windows of the copy, how much of each stands together in one place of the original."""
        shares = np.empty(MOST_WINDOWS, np.float64)
        count = kernels.weigh_windows(
            self.copy, self.bounds, self.places, self.places.size, width, width // 2, MOST_WINDOWS, CANDIDATES, shares
        )
        return shares[:count]


def _tenth(shares: NDArray[np.float64]) -> float:
    """Return the value below which a tenth of the shares lies, interpolated between neighbours."""
    ordered = np.sort(shares)
    place = 0.1 * (ordered.size - 1)
    low = int(place)
    high = min(low + 1, ordered.size - 1)
    return float(ordered[low] + (place - low) * (ordered[high] - ordered[low]))
