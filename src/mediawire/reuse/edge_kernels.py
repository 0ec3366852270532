"""What two members of a family share and what was changed between them, for many pairs at once: arrays in, arrays out.

Texts are read as they lie in a table, in UTF-8; words and places are those of ``fingerprint.scan_all``.
"""

from __future__ import annotations

import numpy as np
from numpy import int32, int64, uint8

from mediawire.compiled import kernel
from mediawire.reuse.constants import ALIGNMENT
from mediawire.reuse.edit_kernels import list_block_edits
from mediawire.reuse.family_kernels import A_START, B_START, EQUAL
from mediawire.reuse.kernels import BLOCK_COLUMNS, RUN_COLUMNS, SEED, find_blocks
from mediawire.reuse.sketch_kernels import decode

LEAST = int64(ALIGNMENT.least_equal_words)
LONGEST_CODE = int64(4)
"""Bytes of the longest code point in UTF-8."""


@kernel
def measure_edges(offsets, blocks, figures):
    """Count what each edge shares.

    offsets   (e + 1,) int64; blocks (n, 5) int32   see Links
    figures   (e, 3) int64    written: equal words; words of a and of b that lie in blocks, none counted twice
    """
    for edge in range(offsets.size - 1):
        first, last = offsets[edge], offsets[edge + 1]
        figures[edge, 0] = 0
        for row in range(first, last):
            figures[edge, 0] += blocks[row, EQUAL]
        figures[edge, 1] = count_covered(blocks, first, last, A_START)
        figures[edge, 2] = count_covered(blocks, first, last, B_START)


@kernel
def count_covered(blocks, first, last, column):
    """Count the words that blocks cover on one side, A_START or B_START; none is counted twice."""
    total = int64(0)
    end = int64(-1)
    for row in range(first, last):
        if blocks[row, column] < end:
            return count_crossing(blocks[first:last, column], blocks[first:last, column + 1])
        total += blocks[row, column + 1] - blocks[row, column]
        end = blocks[row, column + 1]
    return total


@kernel
def count_crossing(starts, ends):
    """Count the words in runs that overlap or stand in any order: starts, ends (n,) int32; returns int."""
    total = int64(0)
    end = int64(-1)
    for row in np.argsort(starts, kind="mergesort"):
        total += max(0, ends[row] - max(int64(starts[row]), end))
        end = max(int64(ends[row]), end)
    return total


@kernel
def align_pairs(pairs, ids, offsets, block_offsets, blocks):
    """Find the blocks in which pairs of reports run alike.

    pairs     (p, 2) int32     reports
    ids       (n,) uint64      words of all reports; offsets (m + 1,) int64
    block_offsets              (p + 1,) int64   written; blocks (k, 5) int32 written as far as it reaches
    returns   int              blocks there are
    """
    size = longest_of(pairs, offsets)
    heads, links = np.empty(4 * size + 4, int32), np.empty(size + 1, int32)
    rows = np.empty((size // SEED + 8, BLOCK_COLUMNS), int32)
    runs, scratch = np.empty((size + 8, RUN_COLUMNS), int32), np.empty((size + 8, RUN_COLUMNS), int32)
    count = int64(0)
    block_offsets[0] = 0
    for pair in range(pairs.shape[0]):
        a, b = words_of(pairs[pair, 0], ids, offsets), words_of(pairs[pair, 1], ids, offsets)
        found, _ = find_blocks(a, a.size, b, b.size, heads, links, LEAST, rows, runs, scratch)
        for row in range(found):
            if count < blocks.shape[0]:
                for column in range(EQUAL + 1):
                    blocks[count, column] = rows[row, column]
            count += 1
        block_offsets[pair + 1] = count
    return count


@kernel
def longest_of(pairs, offsets):
    """Return the words of the longest report among pairs (p, 2) int32; offsets (m + 1,) int64."""
    longest = int64(0)
    for pair in range(pairs.shape[0]):
        for side in range(2):
            longest = max(longest, offsets[pairs[pair, side] + 1] - offsets[pairs[pair, side]])
    return longest


@kernel(inline="always")
def words_of(report, ids, offsets):
    """Return the words of a report, or their places: a part of ids (n,), offsets (m + 1,) int64."""
    return ids[offsets[report] : offsets[report + 1]]


@kernel
def list_changes(pairs, first, data, bounds, ids, starts, ends, offsets, room, edits, edit_ends, letters, letter_ends):
    """List what differs between pairs of reports inside the blocks in which they run alike, word by word.

    pairs        (p, 2) int32     original and copy; `first` is the pair to begin with
    data         (d,) uint8       all texts in UTF-8; bounds (m + 1,) int32 or int64: where each begins
    ids          (n,) uint64      words of all reports; starts, ends (n,) int32 their places; offsets (m + 1,) int64
    room         (2, c) uint32    two texts' code points
    edits        (r, 4) int32     written: places in the original and the copy, code points, half-open
    edit_ends    (p,) int64       written: the row behind each pair's last edit
    letters      (l,) uint8       written: what stands at these places, in UTF-8, one after the other
    letter_ends  (r, 2) int64     written: the byte behind the text from the original, and behind that from the copy
    returns      int              the first pair that had no room: p if all were done
    """
    size = longest_of(pairs, offsets)
    heads, links = np.empty(4 * size + 4, int32), np.empty(size + 1, int32)
    blocks, block_ends = np.empty((size // SEED + 8, BLOCK_COLUMNS), int32), np.empty(size // SEED + 8, int32)
    runs, scratch = np.empty((size + 8, RUN_COLUMNS), int32), np.empty((size + 8, RUN_COLUMNS), int32)
    rows, at = int64(0), int64(0)
    before = int64(-1)
    for pair in range(first, pairs.shape[0]):
        x, y = pairs[pair, 0], pairs[pair, 1]
        a, b = words_of(x, ids, offsets), words_of(y, ids, offsets)
        if rows + 2 * (a.size + b.size) + 8 > edits.shape[0]:
            return pair
        if x != before:
            decode(data, bounds[x], bounds[x + 1], room[0])
            before = x
        decode(data, bounds[y], bounds[y + 1], room[1])
        found, _ = find_blocks(a, a.size, b, b.size, heads, links, LEAST, blocks, runs, scratch)
        start = rows
        rows += list_block_edits(
            room[0], a, words_of(x, starts, offsets), words_of(x, ends, offsets),
            room[1], b, words_of(y, starts, offsets), words_of(y, ends, offsets),
            blocks, found, runs, edits[rows:], block_ends,
        )  # fmt: skip
        need = int64(0)
        for row in range(start, rows):
            need += edits[row, 1] - edits[row, 0] + edits[row, 3] - edits[row, 2]
        if at + LONGEST_CODE * need > letters.size:
            return pair
        edit_ends[pair] = rows
        for row in range(start, rows):
            at = encode(room[0], edits[row, 0], edits[row, 1], letters, at)
            letter_ends[row, 0] = at
            at = encode(room[1], edits[row, 2], edits[row, 3], letters, at)
            letter_ends[row, 1] = at
    return pairs.shape[0]


@kernel(inline="always")
def encode(codes, start, stop, letters, at):
    """Write code points start .. stop - 1 as UTF-8 from letters[at] on; return where it ends.

    codes (n,) uint32; letters (l,) uint8, with room for four bytes a code point.
    """
    for place in range(start, stop):
        code = int64(codes[place])
        if code < 0x80:
            letters[at] = uint8(code)
            at += 1
        elif code < 0x800:
            letters[at] = uint8(0xC0 | (code >> 6))
            letters[at + 1] = uint8(0x80 | (code & 0x3F))
            at += 2
        elif code < 0x10000:
            letters[at] = uint8(0xE0 | (code >> 12))
            letters[at + 1] = uint8(0x80 | ((code >> 6) & 0x3F))
            letters[at + 2] = uint8(0x80 | (code & 0x3F))
            at += 3
        else:
            letters[at] = uint8(0xF0 | (code >> 18))
            letters[at + 1] = uint8(0x80 | ((code >> 12) & 0x3F))
            letters[at + 2] = uint8(0x80 | ((code >> 6) & 0x3F))
            letters[at + 3] = uint8(0x80 | (code & 0x3F))
            at += 4
    return at


@kernel
def find_names(reports, names, ids, offsets, name_ids, name_offsets, found):
    """Tell which reports hold a name as a run of words.

    reports, names           (k,) int32      a report and a name each
    ids, offsets             words of all reports; name_ids, name_offsets of all names
    found                    (k,) bool       written; a name without words is held by none
    """
    for row in range(reports.size):
        words, name = words_of(reports[row], ids, offsets), words_of(names[row], name_ids, name_offsets)
        found[row] = name.size > 0 and holds(words, name)


@kernel
def holds(words, name):
    """Tell whether words (n,) uint64 hold a name (k,) uint64, k > 0, as a run."""
    for at in range(words.size - name.size + 1):
        step = 0
        while step < name.size and words[at + step] == name[step]:
            step += 1
        if step == name.size:
            return True
    return False


@kernel
def take_words(reports, first, last, ids, offsets, taken, taken_offsets):
    """Copy the words of members one after the other.

    reports, first, last   (m,) int         a report, and which of its words, half-open
    ids, offsets           words of all reports
    taken                  (n,) uint64 written; taken_offsets (m + 1,) int64 where each begins
    """
    for member in range(reports.size):
        begin = offsets[reports[member]]
        to = taken_offsets[member]
        for word in range(first[member], last[member]):
            taken[to] = ids[begin + word]
            to += 1


@kernel
def take_bytes(starts, ends, data, taken):
    """Copy pieces of data (d,) uint8 one after the other: starts, ends (k,) int64; taken (sum,) uint8 written."""
    to = int64(0)
    for piece in range(starts.size):
        for at in range(starts[piece], ends[piece]):
            taken[to] = data[at]
            to += 1
