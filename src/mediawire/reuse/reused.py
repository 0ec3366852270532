"""The plain list of what was reused: passages found in other words, held to the blocks found word for word.

The search in other words bridges what it cannot explain, and so may span a paragraph from elsewhere that stands
between two that were copied. Where blocks show that both sides of such a gap follow on each other in the original,
nothing is left there that the gap could say again: the passage is parted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mediawire.report import Span
from mediawire.reuse.align import Blocks
from mediawire.reuse.constants import ALIGNMENT, AlignmentConstants
from mediawire.reuse.paraphrase import Correspondence
from mediawire.reuse.shape import Words
from mediawire.reuse.stretches import Stretch
from mediawire.text.tokens import Tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray


class _Block(NamedTuple):
    original: Words
    copy: Words
    equal: int


def list_reuse(
    passages: Sequence[Correspondence],
    blocks: Blocks,
    stretches: Sequence[Stretch],
    original: Tokens,
    copy: Tokens,
    constants: AlignmentConstants = ALIGNMENT,
) -> tuple[Correspondence, ...]:
    """List all that corresponds, in the order of the copy, each place of the copy once.

    Stretches that lie in no passage are added, or what of them does: they are too short for the search in other words,
    and yet word for word.
    """
    all_blocks = [_Block(Words(a, b), Words(c, d), equal) for a, b, c, d, equal, *_ in blocks.rows.tolist()]
    found = [part for passage in passages for part in _part(passage, all_blocks, original, copy, constants)]
    used = np.zeros(len(copy), np.bool_)
    for each in found:
        used[_slice(copy.within(each.copy))] = True
    pieces: list[Stretch | _Block] = [
        piece for stretch in stretches for piece in _free_pieces(stretch, used, constants)
    ]
    for piece in pieces:
        used[slice(*piece.copy)] = True
    for block in all_blocks:  # what the copy prints twice, the original once
        if block.equal >= constants.least_reuse_words and not used[slice(*block.copy)].any():
            pieces.append(block)
    found += (_as_correspondence(piece, original, copy) for piece in pieces)
    return tuple(_joined(sorted(found, key=lambda each: each.copy), original, copy, constants.join_words))


def _joined(found: Sequence[Correspondence], original: Tokens, copy: Tokens, most: int) -> Iterator[Correspondence]:
    """Yield what corresponds, in order; two that go on with each other in both texts, but for a few words, are one."""
    held: Correspondence | None = None
    for each in found:
        if held is not None and _goes_on(held, each, original, copy, most):
            a, b = held.original, each.original
            longer = max(held, each, key=lambda one: one.copy.end - one.copy.start)
            whole = Span(min(a.start, b.start), max(a.end, b.end)), Span(held.copy.start, each.copy.end)
            kind = "paraphrase" if longer.kind == "paraphrase" else "edited"
            held = Correspondence(*whole, kind, longer.score)
            continue
        if held is not None:
            yield held
        held = each
    if held is not None:
        yield held


def _goes_on(before: Correspondence, behind: Correspondence, original: Tokens, copy: Tokens, most: int) -> bool:
    gap = len(copy.within(Span(before.copy.end, behind.copy.start)))
    left = Span(before.original.end, max(before.original.end, behind.original.start))
    follows = before.original.start <= behind.original.start
    return follows and gap <= most and len(original.within(left)) <= most


def _slice(words: range) -> slice:
    return slice(words.start, words.stop)


def _free_pieces(stretch: Stretch, used: NDArray[np.bool_], constants: AlignmentConstants) -> Iterator[Stretch]:
    """Yield what of a stretch no passage has: the whole, or, where most of it is new, its longer rows of runs."""
    taken_words = int(used[slice(*stretch.copy)].sum())
    if not taken_words:
        yield Stretch.of(stretch.runs)
    if not taken_words or 2 * taken_words > stretch.copy.end - stretch.copy.start:
        return
    taken = [bool(used[run.copy : run.copy + run.length].any()) for run in stretch.runs]
    for is_taken, group in groupby(zip(taken, stretch.runs, strict=True), key=itemgetter(0)):
        piece = Stretch.of([run for _, run in group])
        if not is_taken and piece.equal >= constants.least_reuse_words and not used[slice(*piece.copy)].any():
            yield piece


def _as_correspondence(stretch: Stretch | _Block, original: Tokens, copy: Tokens) -> Correspondence:
    a, b = stretch.original, stretch.copy
    score = 2 * stretch.equal / (a.end - a.start + b.end - b.start)
    kind = "verbatim" if score == 1 else "edited"
    return Correspondence(original.span(*a), copy.span(*b), kind, round(score, 4))


def _part(
    passage: Correspondence, blocks: Sequence[_Block], original: Tokens, copy: Tokens, constants: AlignmentConstants
) -> Iterator[Correspondence]:
    """Part a passage at the gaps that the original has nothing left for, and take such gaps off its ends."""
    words = original.within(passage.original), copy.within(passage.copy)
    whole = _Block(Words(words[0].start, words[0].stop), Words(words[1].start, words[1].stop), 0)
    inside = [block for block in blocks if _is_inside(block, whole)]
    if not inside:
        yield passage
        return
    ordered = passage.kind != "paraphrase"
    groups = [[inside[0]]]
    for before, behind in pairwise(inside):
        gap = behind.copy.start - before.copy.end
        left = behind.original.start - before.original.end
        if left < 0:
            left = 0 if ordered else gap
        if _is_void(gap, left, constants):
            groups.append([])
        groups[-1].append(behind)
    first, last = inside[0], inside[-1]
    head = _is_void(first.copy.start - whole.copy.start, max(0, first.original.start - whole.original.start), constants)
    tail = _is_void(whole.copy.end - last.copy.end, max(0, whole.original.end - last.original.end), constants)
    for number, group in enumerate(groups):
        keeps = (number == 0 and not head, number == len(groups) - 1 and not tail)
        yield _piece(passage, group, keeps, original, copy)


def _is_inside(block: _Block, whole: _Block) -> bool:
    is_in_copy = whole.copy.start <= block.copy.start and block.copy.end <= whole.copy.end
    return is_in_copy and block.original.start < whole.original.end and block.original.end > whole.original.start


def _is_void(gap: int, left: int, constants: AlignmentConstants) -> bool:
    """Tell whether a gap of the copy is far too long for what the original has left at that place; both in words."""
    return gap > constants.part_words and constants.part_ratio * left <= gap


def _piece(
    passage: Correspondence, group: Sequence[_Block], keeps: tuple[bool, bool], original: Tokens, copy: Tokens
) -> Correspondence:
    """Return the piece of a passage that holds a group of blocks, with the passage's own ends where it keeps them."""
    a = original.span(min(block.original.start for block in group), max(block.original.end for block in group))
    b = copy.span(group[0].copy.start, group[-1].copy.end)
    if all(keeps):
        return passage
    if keeps[0]:
        a, b = Span(min(a.start, passage.original.start), a.end), Span(passage.copy.start, b.end)
    if keeps[1]:
        a, b = Span(a.start, max(a.end, passage.original.end)), Span(b.start, passage.copy.end)
    return Correspondence(a, b, passage.kind, passage.score)
