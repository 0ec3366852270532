"""Writes down where two aligned stretches of text differ, word by word and to the character: arrays in, arrays out."""

from __future__ import annotations

import numpy as np
from numpy import int64

from mediawire.compiled import kernel
from mediawire.reuse.kernels import BLOCK_COLUMNS, FIRST_RUN, LAST_RUN, RUN_COLUMNS, SEED, carve, match_texts

ONE = int64(1)

LARGEST_TABLE = 1 << 12
"""Between two equal runs, words are aligned by their longest common subsequence where the table has at most so many
cells."""


@kernel
def list_edits(a_codes, a_ids, a_starts, a_ends, b_codes, b_ids, b_starts, b_ends, runs, first, last, edits, found):
    """List the edits that turn a block of the original into its part of the copy.

    a_codes, b_codes      (n,), (m,) uint32   code points
    a_ids, b_ids          uint64              words, as scan_words gives them
    *_starts, *_ends      int32               their places
    runs                  (r, 3) int32        equal runs; rows first .. last - 1 are the block's, in order in both texts
    edits                 (k, 4) int32        written from row `found` on: place in the original, place in the copy,
                                              half-open; outside the edits both texts agree character for character
    returns               int                 rows of edits in use; k if there may be more
    """
    table = np.zeros((2, 2), np.int16)
    for row in range(first, last):
        i, j, length = int64(runs[row, 0]), int64(runs[row, 1]), int64(runs[row, 2])
        if row > first:
            i_end = int64(runs[row - 1, 0]) + runs[row - 1, 2]
            j_end = int64(runs[row - 1, 1]) + runs[row - 1, 2]
            wide = j - j_end + 1
            cells = (i - i_end + 1) * wide
            if 4 < cells <= LARGEST_TABLE and i > i_end and j > j_end:
                if table.shape[0] < i - i_end + 1 or table.shape[1] < wide:
                    table = np.zeros((i - i_end + 1, wide), np.int16)
                i_end, j_end, found = align_gap(
                    a_codes, a_ids, a_starts, a_ends, b_codes, b_ids, b_starts, b_ends,
                    i_end, i, j_end, j, table, edits, found,
                )  # fmt: skip
            found = list_gap(a_codes, a_starts, a_ends, b_codes, b_starts, b_ends, i_end, i, j_end, j, edits, found)
        found = list_run(a_codes, a_starts, a_ends, b_codes, b_starts, b_ends, i, j, length, edits, found)
    return found


@kernel
def align_gap(
    a_codes, a_ids, a_starts, a_ends, b_codes, b_ids, b_starts, b_ends, i, i_stop, j, j_stop, table, edits, found
):
    """Align the words between two equal runs by their longest common subsequence; list the edits up to the last match.

    i .. i_stop, j .. j_stop   words of either side
    table                      (> i_stop - i, > j_stop - j) int16   scratch
    returns                    (int, int, int)   first words behind the last match; rows of edits in use
    """
    rows, columns = i_stop - i, j_stop - j
    for x in range(rows + 1):
        table[x, columns] = 0
    for y in range(columns + 1):
        table[rows, y] = 0
    for x in range(rows - 1, -1, -1):
        for y in range(columns - 1, -1, -1):
            if a_ids[i + x] == b_ids[j + y]:
                table[x, y] = table[x + 1, y + 1] + 1
            else:
                table[x, y] = max(table[x + 1, y], table[x, y + 1])
    x = 0
    y = 0
    from_x = 0
    from_y = 0
    while x < rows and y < columns and table[x, y]:
        if a_ids[i + x] == b_ids[j + y]:
            found = list_gap(
                a_codes, a_starts, a_ends, b_codes, b_starts, b_ends, i + from_x, i + x, j + from_y, j + y, edits, found
            )
            found = list_run(a_codes, a_starts, a_ends, b_codes, b_starts, b_ends, i + x, j + y, ONE, edits, found)
            x += 1
            y += 1
            from_x = x
            from_y = y
        elif table[x + 1, y] >= table[x, y + 1]:
            x += 1
        else:
            y += 1
    return i + from_x, j + from_y, found


@kernel
def list_run(a_codes, a_starts, a_ends, b_codes, b_starts, b_ends, i, j, length, edits, found):
    """List the edits inside a run of equal words: case, accents, marks and spaces. Returns rows of edits in use."""
    a_at, a_stop = a_starts[i], a_ends[i + length - 1]
    b_at, b_stop = b_starts[j], b_ends[j + length - 1]
    if a_stop - a_at == b_stop - b_at and same(a_codes, a_at, b_codes, b_at, a_stop - a_at):
        return found
    for word in range(length):
        if word:
            a_at, b_at = a_ends[i + word - 1], b_ends[j + word - 1]
            found = list_difference(a_codes, a_at, a_starts[i + word], b_codes, b_at, b_starts[j + word], edits, found)
        size = a_ends[i + word] - a_starts[i + word]
        alike = size == b_ends[j + word] - b_starts[j + word]
        if not (alike and same(a_codes, a_starts[i + word], b_codes, b_starts[j + word], size)):
            found = write_edit(a_starts[i + word], a_ends[i + word], b_starts[j + word], b_ends[j + word], edits, found)
    return found


@kernel
def list_gap(a_codes, a_starts, a_ends, b_codes, b_starts, b_ends, i, i_stop, j, j_stop, edits, found):
    """List what differs between the equal words before i, j and the equal words at i_stop, j_stop, as few edits.

    Words are replaced whole: what both sides share at either end is left out only as far as it is no part of a word.
    """
    a_at, a_stop = a_ends[i - 1], a_starts[i_stop]
    b_at, b_stop = b_ends[j - 1], b_starts[j_stop]
    if i == i_stop and j == j_stop:
        return list_difference(a_codes, a_at, a_stop, b_codes, b_at, b_stop, edits, found)
    a_free = a_starts[i] if i < i_stop else a_stop
    b_free = b_starts[j] if j < j_stop else b_stop
    while a_at < a_free and b_at < b_free and a_codes[a_at] == b_codes[b_at]:
        a_at += 1
        b_at += 1
    a_free = a_ends[i_stop - 1] if i < i_stop else a_at
    b_free = b_ends[j_stop - 1] if j < j_stop else b_at
    while a_stop > a_free and b_stop > b_free and a_codes[a_stop - 1] == b_codes[b_stop - 1]:
        a_stop -= 1
        b_stop -= 1
    return write_edit(a_at, a_stop, b_at, b_stop, edits, found)


@kernel
def list_difference(a_codes, a_at, a_stop, b_codes, b_at, b_stop, edits, found):
    """List what differs between two stretches without words, from the first to the last character that does."""
    while a_at < a_stop and b_at < b_stop and a_codes[a_at] == b_codes[b_at]:
        a_at += 1
        b_at += 1
    while a_stop > a_at and b_stop > b_at and a_codes[a_stop - 1] == b_codes[b_stop - 1]:
        a_stop -= 1
        b_stop -= 1
    if a_at == a_stop and b_at == b_stop:
        return found
    return write_edit(a_at, a_stop, b_at, b_stop, edits, found)


@kernel(inline="always")
def same(a, i, b, j, size):
    """Tell whether so many code points agree from a[i] and b[j] on."""
    for at in range(size):
        if a[i + at] != b[j + at]:
            return False
    return True


@kernel(inline="always")
def write_edit(a_at, a_stop, b_at, b_stop, edits, found):
    """Write one edit if there is room; return the rows in use."""
    if found < edits.shape[0]:
        edits[found, 0] = a_at
        edits[found, 1] = a_stop
        edits[found, 2] = b_at
        edits[found, 3] = b_stop
        found += 1
    return found


@kernel
def list_block_edits(
    a_codes, a_ids, a_starts, a_ends, b_codes, b_ids, b_starts, b_ends, blocks, found, runs, edits, ends
):
    """List the edits of all blocks.

    blocks, found, runs   see kernels.find_blocks: the first `found` rows are blocks
    edits                 (k, 4) int32      written; see list_edits
    ends                  (>= found,) int32 written: the row behind each block's last edit
    returns               int               rows of edits written; k if there may be more
    """
    rows = int64(0)
    for block in range(found):
        rows = list_edits(
            a_codes, a_ids, a_starts, a_ends, b_codes, b_ids, b_starts, b_ends,
            runs, blocks[block, FIRST_RUN], blocks[block, LAST_RUN], edits, rows,
        )  # fmt: skip
        ends[block] = rows
    return rows


@kernel
def match_edits(a_codes, b_codes, table, expansions, words, room, least):
    """Scan two texts, find their blocks, and list the edits inside them, in one call.

    Arguments as in kernels.match_texts. returns (int, int, int): blocks; rows of edits, of four numbers each; where in
    the room the edits begin.
    """
    found, places_at, blocks_at, runs_at, free_at = match_texts(a_codes, b_codes, table, expansions, words, room, least)
    size = words.shape[1]
    places, _ = carve(room, places_at, 4, size)
    blocks, _ = carve(room, blocks_at, size // SEED + 8, BLOCK_COLUMNS)
    runs, _ = carve(room, runs_at, size + 8, RUN_COLUMNS)
    edits, ends_at = carve(room, free_at, 2 * size + 8, 4)
    ends = room[ends_at : ends_at + size // SEED + 8]
    rows = list_block_edits(
        a_codes,
        words[0],
        places[0],
        places[2],
        b_codes,
        words[1],
        places[1],
        places[3],
        blocks,
        found,
        runs,
        edits,
        ends,
    )
    return found, rows, free_at
