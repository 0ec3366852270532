"""Weighs what many candidates share with one text, word by word: arrays in, arrays out.

A *piece* is part of a block of the alignment in which no word is page noise. Its evidence is counted in nats: what each
equal word is worth, less a price for every run of them, because that a run begins is mostly chance and that it goes on
is not (Karlin and Altschul 1990, on the scores of gapless segments).
"""

from __future__ import annotations

from numpy import float32, int64

from mediawire.compiled import kernel
from mediawire.reuse.kernels import (
    B_START,
    BLOCK_COLUMNS,
    FIRST_RUN,
    LAST_RUN,
    RUN_COLUMNS,
    SEED,
    carve,
    find_blocks,
)
from mediawire.text.kernels import scan_words

# Columns of a piece: words of the candidate and of the text, half-open; equal words; code points of the candidate.
FIRST, END, TEXT_FIRST, TEXT_END, EQUAL, START, STOP = range(7)
PIECE_COLUMNS = 7

MOST_NOISE = 20
"""Words of page noise that a piece may have inside it; a disclaimer has more."""

TRACE_OF_EVIDENCE = float32(1e-6)
"""Marks a word that is equal, and yet no evidence: in a run too short to mean something by itself."""


@kernel
def align_candidate(codes, table, expansions, text, worth, price, least, minor, words, room, pieces, evidence, marks):
    """Scan a candidate, find where the text runs alike with it, and weigh that.

    codes              (m,) uint32               code points of the candidate
    table, expansions  see text.kernels.scan_words
    text               (n,) uint64               words of the text that is traced
    worth              (n,) float32              nats that each is worth where it is equal; 0 for page noise
    price              float                     nats that a run costs
    least              int                       equal words in a block, at least
    minor              float                     pieces of less evidence are left out
    words              (>= m and n,) uint64      written
    room               (room_size(words.size),) int32   written
    pieces             (k, PIECE_COLUMNS) int32  written: in the order of the text
    evidence           (k,) float32              written: nats of each piece
    marks              (n,) float32              written: evidence at each word; 0 where it is not equal in a piece
    returns            (int, int)                pieces; words of the candidate
    """
    size = words.size
    starts, ends_at = carve(room, 0, 1, size)
    ends, blocks_at = carve(room, ends_at, 1, size)
    blocks, runs_at = carve(room, blocks_at, size // SEED + 8, BLOCK_COLUMNS)
    runs, scratch_at = carve(room, runs_at, size + 8, RUN_COLUMNS)
    scratch, heads_at = carve(room, scratch_at, size + 8, RUN_COLUMNS)
    links_at = heads_at + 4 * size + 4
    heads, links = room[heads_at:links_at], room[links_at : links_at + size]
    own, _ = scan_words(codes, table, expansions, words, starts[0], ends[0], scratch[:0])
    found, _ = find_blocks(words, own, text, text.size, heads, links, least, blocks, runs, scratch)
    marks[:] = 0.0
    count = int64(0)
    for row in range(found):
        count = cut_block(blocks[row], runs, worth, price, minor, pieces, evidence, marks, count)
    for row in range(count):
        pieces[row, START] = starts[0, pieces[row, FIRST]]
        pieces[row, STOP] = ends[0, pieces[row, END] - 1]
    return count, own


@kernel
def cut_block(block, runs, worth, price, minor, pieces, evidence, marks, count):
    """Cut a block where it runs into page noise, and keep the pieces that weigh something; return pieces in use.

    block    (BLOCK_COLUMNS,) int32   see reuse.kernels.find_blocks
    runs     (r, RUN_COLUMNS) int32   equal runs of all blocks
    The rest as in align_candidate; ``count`` pieces are there before. A few words of noise inside a piece belong to it:
    phrases that an outlet repeats are page noise by themselves, and not within what was copied whole.
    """
    open_piece = False
    reached, noise, equal_noise = int64(block[B_START]), int64(0), int64(0)
    for row in range(block[FIRST_RUN], block[LAST_RUN]):
        a, b, length = int64(runs[row, 0]), int64(runs[row, 1]), int64(runs[row, 2])
        for word in range(reached, b):
            noise += worth[word] == 0.0
        at, reached = b, b + length
        fresh = True
        while at < reached:
            if worth[at] == 0.0:
                noise += 1
                equal_noise += 1
                at += 1
                continue
            if open_piece and noise > MOST_NOISE:
                count = close_piece(minor, pieces, evidence, marks, count)
                open_piece = False
            stop, sum_ = at, 0.0
            while stop < reached and worth[stop] > 0.0:
                sum_ += worth[stop]
                stop += 1
            if not open_piece:
                if count == pieces.shape[0]:
                    return count
                pieces[count, FIRST] = a + at - b
                pieces[count, TEXT_FIRST] = at
                pieces[count, EQUAL] = 0
                evidence[count] = 0.0
                open_piece, fresh, equal_noise = True, True, int64(0)
            gain = max(0.0, sum_ - price) if fresh else sum_
            for word in range(at, stop):
                marks[word] = TRACE_OF_EVIDENCE + worth[word] * gain / sum_
            pieces[count, END] = a + stop - b
            pieces[count, TEXT_END] = stop
            pieces[count, EQUAL] += stop - at + equal_noise
            evidence[count] += gain
            noise, equal_noise, fresh = int64(0), int64(0), False
            at = stop
    if open_piece:
        count = close_piece(minor, pieces, evidence, marks, count)
    return count


@kernel(inline="always")
def close_piece(minor, pieces, evidence, marks, count):
    """Keep the last piece if it weighs enough, else take its marks back; return pieces in use."""
    if evidence[count] >= minor:
        return count + 1
    marks[pieces[count, TEXT_FIRST] : pieces[count, TEXT_END]] = 0.0
    return count


@kernel
def count_gains(marks, explained, words, nats):
    """Count what each candidate explains that is not yet explained.

    marks      (c, n) float32   see align_candidate
    explained  (n,) bool
    words      (c,) int32       written
    nats       (c,) float32     written
    """
    for row in range(marks.shape[0]):
        count = int64(0)
        sum_ = 0.0
        for word in range(marks.shape[1]):
            if marks[row, word] > 0.0 and not explained[word]:
                count += 1
                sum_ += marks[row, word]
        words[row] = count
        nats[row] = sum_


def room_size(size: int) -> int:
    """Return how many numbers of room a candidate and a text of at most so many code points need."""
    return 2 * size + (size // SEED + 8) * BLOCK_COLUMNS + 2 * RUN_COLUMNS * (size + 8) + 5 * size + 4
