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
    size = max(len(original), len(copy))
    heads, links = np.empty(4 * size + 4, np.int32), np.empty(size, np.int32)
    blocks = np.empty((size // kernels.SEED + 8, kernels.BLOCK_COLUMNS), np.int32)
    runs, scratch = np.empty((2, size + 8, kernels.RUN_COLUMNS), np.int32)
    found, rows = kernels.find_blocks(
        original.ids, len(original), copy.ids, len(copy), heads, links, least, blocks, runs, scratch
    )
    return Blocks(blocks[:found], runs[:rows])


def match(original: str, copy: str, least: int = ALIGNMENT.least_equal_words) -> NDArray[np.int32]:
    """Find the blocks of two plain texts as places in code points: (k, 4) int32 of original and copy, half-open.

    One call into compiled code, for the many pairs of a corpus. Nothing is told of edits, furniture or facts.

    >>> match("It said on Monday that the talks had failed.", "Sources: the talks had failed, it said.", 3).tolist()
    [[23, 43, 9, 29]]
    """
    a, b = code_points(original), code_points(copy)
    words, room = _room(max(a.size, b.size))
    found, *_ = kernels.match_texts(a, b, *folding.load_table(), words, room, least)
    return room[: 4 * found].reshape(-1, 4).copy()


def match_edits(
    original: str, copy: str, least: int = ALIGNMENT.least_equal_words
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Find the blocks of two plain texts, and the edits inside them, word by word.

    returns   (k, 4) int32 the blocks, (e, 4) int32 the edits: places in the original and in the copy in code points,
              half-open. Inside a block and outside its edits both texts are the same, character for character.
    """
    a, b = code_points(original), code_points(copy)
    words, room = _room(max(a.size, b.size))
    found, rows, edits_at = edit_kernels.match_edits(a, b, *folding.load_table(), words, room, least)
    return room[: 4 * found].reshape(-1, 4).copy(), room[edits_at : edits_at + 4 * rows].reshape(-1, 4).copy()


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


_kept = threading.local()
SMALLEST_ROOM, LARGEST_KEPT = 1 << 12, 1 << 20


def _room(size: int) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Return arrays for the kernels to write into, for texts of so many code points.

    They are kept from call to call, one set a thread, because new ones cost as much as a short text; large ones are
    not.
    """
    room: tuple[NDArray[np.uint64], NDArray[np.int32]] | None = getattr(_kept, "room", None)
    if room is None or room[0].shape[1] < size:
        size = max(size, SMALLEST_ROOM)
        room = np.empty((2, size), np.uint64), np.empty(kernels.room_size(size), np.int32)
        if size <= LARGEST_KEPT:
            _kept.room = room
    return room
