"""Stretches: words of the original and words of the copy that correspond, each word of either text at most once.

Blocks of the alignment become stretches by being cut: where a unit of the copy begins (paragraph, headline,
furniture), so that the copy can be told unit by unit; where a whole sentence was dropped or put in; and where two
blocks took the same place of the original, which then belongs to the one that keeps more of it. All numbers here are
word numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mediawire.reuse.align import Blocks
from mediawire.reuse.constants import ALIGNMENT
from mediawire.reuse.shape import Shape, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Run(NamedTuple):
    """Equal words: the first in the original, the first in the copy, how many."""

    original: int
    copy: int
    length: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of either text that correspond. Without runs it says the same in other words only."""

    original: Words
    copy: Words
    runs: tuple[Run, ...] = ()

    @property
    def equal(self) -> int:
        """Count the equal words."""
        return sum(run.length for run in self.runs)

    @classmethod
    def of(cls, runs: Sequence[Run]) -> Stretch:
        """Make a stretch of runs that follow each other in both texts."""
        first, last = runs[0], runs[-1]
        return cls(
            Words(first.original, last.original + last.length), Words(first.copy, last.copy + last.length), tuple(runs)
        )


def make_stretches(blocks: Blocks, original: Shape, copy: Shape) -> list[Stretch]:
    """Make the stretches of two texts out of the blocks in which they run alike, in the order of the copy."""
    runs = [Run(*row) for row in blocks.runs.tolist()]
    pieces = [runs[first:last] for *_, first, last in blocks.rows.tolist()]
    pieces = [part for piece in pieces for part in _part_at_sentences(piece, original, copy)]
    starts = [unit.start for unit in copy.units]
    pieces = [part for piece in pieces for part in _cut(piece, starts, 1)]
    pieces = [part for piece in pieces for part in _cut(piece, original.borders, 0)]
    kept = _give_each_place_once([Stretch.of(piece) for piece in pieces])
    kept = [stretch for stretch in kept if _stands(stretch, original, copy)]
    return sorted(_absorb_edges(kept, original, copy), key=lambda stretch: stretch.copy)


def hold_ends(stretch: Stretch, original: NDArray[np.uint64], copy: NDArray[np.uint64]) -> Stretch:
    """Add the equal words at the outer ends of edited edges as runs: too few for a block, and yet what was kept.

    ``original`` and ``copy`` are the ids of all words of either text.
    """
    (a, a_end), (b, b_end) = stretch.original, stretch.copy
    first, last = stretch.runs[0], stretch.runs[-1]
    head = _count_equal(original[a : first.original], copy[b : first.copy])
    a_rest, b_rest = original[last.original + last.length : a_end], copy[last.copy + last.length : b_end]
    tail = _count_equal(a_rest[::-1], b_rest[::-1])
    if not head and not tail:
        return stretch
    before = (Run(a, b, head),) if head else ()
    behind = (Run(a_end - tail, b_end - tail, tail),) if tail else ()
    return Stretch(stretch.original, stretch.copy, before + stretch.runs + behind)


def _count_equal(some: NDArray[np.uint64], others: NDArray[np.uint64]) -> int:
    """Count the words with which both begin."""
    shorter = min(len(some), len(others))
    if not shorter:
        return 0
    pairs = zip(some.tolist(), others.tolist(), strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), shorter)


def _part_at_sentences(runs: list[Run], original: Shape, copy: Shape) -> Iterator[list[Run]]:
    """Part runs where a whole sentence of either text stands between two of them."""
    first = 0
    for at in range(1, len(runs)):
        before, behind = runs[at - 1], runs[at]
        dropped = Words(before.original + before.length, behind.original)
        put_in = Words(before.copy + before.length, behind.copy)
        if original.holds_sentence(dropped) or copy.holds_sentence(put_in):
            yield runs[first:at]
            first = at
    yield runs[first:]


def _cut(runs: Sequence[Run], places: Sequence[int], side: int) -> Iterator[list[Run]]:
    """Cut runs at words of the original (side 0) or of the copy (1); the places are in order."""
    piece: list[Run] = []
    at = bisect_right(places, runs[0][side])
    for run in runs:
        rest = run
        while at < len(places) and places[at] < rest[side] + rest.length:
            head = max(0, places[at] - rest[side])
            if head:
                piece.append(Run(rest.original, rest.copy, head))
            if piece:
                yield piece
            piece = []
            rest = Run(rest.original + head, rest.copy + head, rest.length - head)
            at += 1
        piece.append(rest)
    yield piece


def _give_each_place_once(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Leave each word of the original to the stretch that keeps the most; take it from the others."""
    taken: list[Words] = []
    kept: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda stretch: (-stretch.equal, stretch.copy)):
        for piece in _outside(stretch, taken):
            kept.append(piece)
            taken.insert(bisect_left(taken, piece.original), piece.original)
    return kept


def _outside(stretch: Stretch, taken: Sequence[Words]) -> list[Stretch]:
    """Return what of a stretch lies outside the words taken, which are in order and apart."""
    at = bisect_right(taken, stretch.original.start, key=lambda words: words.end)
    if at == len(taken) or taken[at].start >= stretch.original.end:
        return [stretch]
    places: list[int] = []
    while at < len(taken) and taken[at].start < stretch.original.end:
        places += taken[at]
        at += 1
    pieces = [Stretch.of(piece) for piece in _cut(stretch.runs, places, 0)]
    return [piece for piece in pieces if bisect_right(places, piece.original.start) % 2 == 0]


def _stands(stretch: Stretch, original: Shape, copy: Shape) -> bool:
    """Tell whether what the cuts left of a block means something: enough words, or half of its paragraph or sentences.

    Fewer words in common are mostly a phrase that both texts have by chance.
    """
    equal = stretch.equal
    sides = ((original, stretch.original), (copy, stretch.copy))
    if equal >= ALIGNMENT.least_reuse_words or 2 * equal >= _size(copy.unit_at(stretch.copy.start)):
        return True
    if equal >= ALIGNMENT.least_equal_words and 2 * equal >= _size(original.unit_at(stretch.original.start)):
        return True
    return all(2 * equal >= _size_of_sentences(shape, words) for shape, words in sides)


def _size(words: Words) -> int:
    return words.end - words.start


def _size_of_sentences(shape: Shape, words: Words) -> int:
    """Count the words of all the sentences in which some words stand."""
    return shape.sentence_at(words.end - 1).end - shape.sentence_at(words.start).start


def _absorb_edges(stretches: list[Stretch], original: Shape, copy: Shape) -> Iterator[Stretch]:
    """Widen stretches over the few words by which a unit's beginning or end was edited."""
    a_free = _Free(original, [stretch.original for stretch in stretches])
    b_free = _Free(copy, [stretch.copy for stretch in stretches])
    for stretch in stretches:
        a, b = a_free.before(stretch.original), b_free.before(stretch.copy)
        if max(stretch.original.start - a.start, stretch.copy.start - b.start) > ALIGNMENT.edge_words:
            a, b = stretch.original, stretch.copy
        c, d = a_free.behind(a), b_free.behind(b)
        if max(c.end - a.end, d.end - b.end) > ALIGNMENT.edge_words:
            c, d = a, b
        a_free.take(stretch.original, c)
        b_free.take(stretch.copy, d)
        yield Stretch(c, d, stretch.runs)


class _Free:
    """The words of a text that no stretch has taken yet."""

    def __init__(self, shape: Shape, taken: Iterable[Words]) -> None:
        self.shape = shape
        self.taken = sorted(taken)

    def take(self, old: Words, new: Words) -> None:
        """Widen what a stretch has taken."""
        self.taken[bisect_left(self.taken, old)] = new

    def before(self, words: Words) -> Words:
        """Widen words to the left over the free words of their first sentence."""
        at = bisect_left(self.taken, words)
        floor = self.taken[at - 1].end if at else 0
        return Words(max(floor, self.shape.sentence_at(words.start).start), words.end)

    def behind(self, words: Words) -> Words:
        """Widen words to the right over the free words of their last sentence."""
        at = bisect_left(self.taken, words.end, key=lambda taken: taken.start)
        ceiling = self.taken[at].start if at < len(self.taken) else self.shape.size
        return Words(words.start, min(ceiling, self.shape.sentence_at(words.end - 1).end))
