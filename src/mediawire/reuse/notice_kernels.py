"""The words of a report -> which of its passages are notices, such as any site prints: arrays in, arrays out.

Cues are runs of words, each with points; see ``notices.py``. A passage is told by how much the cues in it weigh, each
counted once, as a block of a page is in ``text.furniture``; a long one is weighed piece by piece.
"""

from __future__ import annotations

import numpy as np
from numpy import int32, int64, uint64

from mediawire.compiled import kernel
from mediawire.reuse.constants import NOTICE
from mediawire.reuse.kernels import A_END, A_START, BLOCK_COLUMNS, EQUAL

TURN = uint64(0x9E3779B97F4A7C15)
PREFIX = int32(-1)
"""What is filed for a run of words with which a longer cue begins."""

PIECE = int64(NOTICE.piece_words)
ENOUGH, ENOUGH_SHORT = int64(2 * NOTICE.points), int64(2 * NOTICE.short_points)
SHORT = int64(NOTICE.short_words)
SHARE = NOTICE.share
NETWORK, ADDRESS, SUMS = 1, 2, 3
"""Sums of points, of which these two have a ceiling; the first sum has none."""

MOST_NETWORK, MOST_ADDRESS = int64(2 * NOTICE.most_network_points), int64(2 * NOTICE.most_address_points)


@kernel(inline="always")
def go_on(run, word):
    """Return the hash of a run of words that goes on with a word; 0 is the empty run. uint64."""
    return (run ^ word) * TURN | uint64(1)


@kernel(inline="always")
def slot_of(run, slots):
    """Return where a run of words is filed, or the free slot where it would be. int64; see file_cues."""
    last = uint64(slots.size - 1)
    at = (run >> uint64(20)) & last
    while slots[at] and slots[at] != run:
        at = (at + uint64(1)) & last
    return int64(at)


@kernel
def file_cues(words, offsets, slots, marks):
    """File cues, and all runs with which they begin, in a table with open addresses.

    words, offsets  (n,) uint64, (c + 1,) int64   cue i has words[offsets[i] : offsets[i + 1]], at least one; none twice
    slots           (s,) uint64     written: s a power of two, over n; all 0 before
    marks           (s,) int32      written: the cue, or PREFIX
    """
    for cue in range(offsets.size - 1):
        run = uint64(0)
        for each in range(offsets[cue], offsets[cue + 1]):
            run = go_on(run, words[each])
            at = slot_of(run, slots)
            if not slots[at]:
                slots[at] = run
                marks[at] = PREFIX
        marks[at] = int32(cue)


@kernel
def find_cues(words, slots, marks, hits):
    """Find the cues in a report, by where they begin.

    words         (w,) uint64
    slots, marks  see file_cues
    hits          (h, 3) int32   written as far as it reaches: first word, the word behind the last, cue
    returns       int            hits written
    """
    found = int64(0)
    for start in range(words.size):
        run = go_on(uint64(0), words[start])
        at = slot_of(run, slots)
        end = start + 1
        while slots[at]:
            if marks[at] != PREFIX and found < hits.shape[0]:
                hits[found, 0] = start
                hits[found, 1] = end
                hits[found, 2] = marks[at]
                found += 1
            if end == words.size:
                break
            run = go_on(run, words[end])
            at = slot_of(run, slots)
            end += 1
    return found


@kernel
def first_hit(hits, count, start):
    """Return the first of so many hits that begins at a word or behind it. int64; see find_cues."""
    low, high = int64(0), int64(count)
    while low < high:
        middle = (low + high) // 2
        if hits[middle, 0] < start:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def weigh(hits, count, start, end, points, seen, stamp, sums):
    """Weigh the cues in some words of a report, each once.

    hits, count   (h, 3) int32, int    see find_cues
    start, end    int                  the words, half-open
    points        (c, SUMS) int64      of each cue, in halves
    seen          (c,) int64           room: the stamp with which each cue was met last
    stamp         int                  one that was not used before
    sums          (SUMS,) int64        room
    returns       int                  halves of points, 0 or more
    """
    sums[:] = 0
    at = first_hit(hits, count, start)
    while at < count and hits[at, 0] < end:
        cue = hits[at, 2]
        if hits[at, 1] <= end and seen[cue] != stamp:
            seen[cue] = stamp
            sums += points[cue]
        at += 1
    return sums[0] + min(sums[NETWORK], MOST_NETWORK) + min(sums[ADDRESS], MOST_ADDRESS)


@kernel
def weigh_passage(hits, count, start, end, points, seen, stamp, sums):
    """Weigh a passage in pieces of even length, of each at most what makes it a notice.

    Arguments as in weigh; as many stamps as there are words are free from ``stamp`` on.
    returns   (int, int, int)   halves of points; words of those pieces that are notices; the next free stamp
    """
    pieces = (end - start + PIECE - 1) // PIECE
    total, noticed = int64(0), int64(0)
    for piece in range(pieces):
        first = start + (end - start) * piece // pieces
        last = start + (end - start) * (piece + 1) // pieces
        weight = weigh(hits, count, first, last, points, seen, stamp, sums)
        stamp += 1
        total += min(weight, ENOUGH)
        noticed += last - first if weight >= ENOUGH else 0
    return total, noticed, stamp


@kernel(inline="always")
def is_notice(weight, words):
    """Tell whether so many halves of points make so many words a notice."""
    return weight >= max(ENOUGH_SHORT if words <= SHORT else ENOUGH, SHARE * ENOUGH * words / PIECE)


@kernel
def leave_out_notices(blocks, size, hits, count, points, seen, stamp, sums):
    """Leave out those blocks of two reports that are notices; all, if what is left is one when taken together.

    blocks        (>= size, BLOCK_COLUMNS) int32   changed; see kernels.find_blocks
    hits, count, points, seen, stamp, sums         see weigh_passage; hits of the report a
    returns       (int, int, int)   blocks left; words in them that are notices, though not the whole block; next stamp
    """
    left, total, words, among = int64(0), int64(0), int64(0), int64(0)
    for block in range(size):
        start, end = int64(blocks[block, A_START]), int64(blocks[block, A_END])
        weight, noticed, stamp = weigh_passage(hits, count, start, end, points, seen, stamp, sums)
        equal = int64(blocks[block, EQUAL])
        if is_notice(weight, equal):
            continue
        for column in range(BLOCK_COLUMNS):
            blocks[left, column] = blocks[block, column]
        left += 1
        total += weight
        words += equal
        among += noticed
    if is_notice(total, words):
        return int64(0), int64(0), stamp
    return left, among, stamp


@kernel
def judge_passages(words, offsets, slots, marks, points, hits, seen, verdicts):
    """Tell of passages whether each is a notice.

    words, offsets  (n,) uint64, (p + 1,) int64   passage i has words[offsets[i] : offsets[i + 1]]
    slots, marks, points, hits, seen              see find_cues and weigh; seen is -1 before
    verdicts        (p,) bool                     written
    """
    stamp = int64(0)
    sums = np.zeros(SUMS, int64)
    for passage in range(offsets.size - 1):
        start, end = offsets[passage], offsets[passage + 1]
        count = find_cues(words[start:end], slots, marks, hits)
        weight, _, stamp = weigh_passage(hits, count, int64(0), end - start, points, seen, stamp, sums)
        verdicts[passage] = is_notice(weight, end - start)
