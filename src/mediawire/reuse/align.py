"""Two texts -> the blocks in which they run alike, word for word or nearly so.

A block is a stretch of either text whose words agree but for edits of a few words each. Blocks may lie in any order in
the original (paragraphs move) and never overlap in the copy. What says the same in other words is not found here: see
``paraphrase.py``.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from mediawire.reuse import edit_kernels, kernels
from mediawire.reuse.constants import ALIGNMENT
from mediawire.text import folding
from mediawire.text.tokens import Tokens, code_points

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """Where two texts run alike, in the order of the copy.

    ``rows``  (k, BLOCK_COLUMNS) int32  words of the original and of the copy, half-open; equal words; its rows of runs
    ``runs``  (r, 3) int32              equal runs: first word in the original, first word in the copy, length
    """

    rows: NDArray[np.int32]
    runs: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.rows)


def find_blocks(original: Tokens, copy: Tokens, least: int = ALIGNMENT.least_equal_words) -> Blocks:
    """Find the blocks in which two texts run alike, with at least so many equal words each."""
    room = _Room.of_this_thread(max(len(original), len(copy)))
    found, rows = kernels.find_blocks(
        original.ids,
        len(original),
        copy.ids,
        len(copy),
        room.heads,
        room.links,
        least,
        room.blocks,
        room.runs,
        room.scratch,
    )
    return Blocks(room.blocks[:found].copy(), room.runs[:rows].copy())


def match(original: str, copy: str, least: int = ALIGNMENT.least_equal_words) -> NDArray[np.int32]:
    """Find the blocks of two plain texts as places in code points: (k, 4) int32 of original and copy, half-open.

    One call into compiled code, for the many pairs of a corpus. Nothing is told of edits, furniture or facts.

    >>> match("It said on Monday that the talks had failed.", "Sources: the talks had failed, it said.", 3).tolist()
    [[23, 43, 9, 29]]
    """
    a, b = code_points(original), code_points(copy)
    room = _Room.of_this_thread(max(a.size, b.size))
    found = kernels.match_texts(
        a, b, *folding.load_table(), room.words, room.places, room.tricks, room.heads, room.links,
        least, room.blocks, room.runs, room.scratch, room.spans,
    )  # fmt: skip
    return room.spans[:found].copy()


def match_edits(
    original: str, copy: str, least: int = ALIGNMENT.least_equal_words
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Find the blocks of two plain texts, and the edits inside them, word by word.

    returns   (k, 4) int32 the blocks, (e, 4) int32 the edits: places in the original and in the copy in code points,
              half-open. Inside a block and outside its edits both texts are the same, character for character.
    """
    a, b = code_points(original), code_points(copy)
    room = _Room.of_this_thread(max(a.size, b.size))
    found, rows = edit_kernels.match_edits(
        a, b, *folding.load_table(), room.words, room.places, room.tricks, room.heads, room.links,
        least, room.blocks, room.runs, room.scratch, room.spans, room.edits, room.ends,
    )  # fmt: skip
    return room.spans[:found].copy(), room.edits[:rows].copy()


def list_edits(original: Tokens, copy: Tokens, runs: Sequence[Sequence[tuple[int, int, int]]]) -> list[list[list[int]]]:
    """List the edits between the equal runs of each stretch: rows of four as in match_edits."""
    if not runs:
        return []
    flat = np.array([run for stretch in runs for run in stretch], np.int32).reshape(-1, kernels.RUN_COLUMNS)
    last = np.cumsum([len(stretch) for stretch in runs])
    rows = np.zeros((len(runs), kernels.BLOCK_COLUMNS), np.int32)
    rows[1:, kernels.FIRST_RUN] = last[:-1]
    rows[:, kernels.LAST_RUN] = last
    edits = np.empty((2 * (len(original) + len(copy)) + 8, 4), np.int32)
    ends = np.empty(len(runs), np.int32)
    found = edit_kernels.list_block_edits(
        original.codes, original.ids, original.starts, original.ends,
        copy.codes, copy.ids, copy.starts, copy.ends, rows, len(runs), flat, edits, ends,
    )  # fmt: skip
    listed = edits[:found].tolist()
    return [listed[first:last] for first, last in pairwise([0, *ends.tolist()])]


class _Room:
    """Arrays that the kernels write into, kept from call to call because a new one costs as much as a short text."""

    kept = threading.local()
    smallest, largest_kept = 1 << 12, 1 << 20

    def __init__(self, size: int) -> None:
        self.size = size
        self.words = np.empty((2, size), np.uint64)
        self.places = np.empty((4, size), np.int32)
        self.tricks = np.empty((1, 3), np.int32)
        self.heads = np.empty(4 * size, np.int32)
        self.links = np.empty(size, np.int32)
        self.blocks = np.empty((size // 4 + 8, kernels.BLOCK_COLUMNS), np.int32)
        self.spans = np.empty((size // 4 + 8, 4), np.int32)
        self.runs = np.empty((size + 8, kernels.RUN_COLUMNS), np.int32)
        self.edits = np.empty((2 * size + 8, 4), np.int32)
        self.ends = np.empty(size // 4 + 8, np.int32)
        self.scratch = np.empty((size + 8, kernels.RUN_COLUMNS), np.int32)

    @classmethod
    def of_this_thread(cls, size: int) -> _Room:
        """Return room for texts of so many words or code points; a large one is not kept."""
        room: _Room | None = getattr(cls.kept, "room", None)
        if room is not None and room.size >= size:
            return room
        room = cls(max(size, cls.smallest))
        if size <= cls.largest_kept:
            cls.kept.room = room
        return room
