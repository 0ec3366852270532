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
    FIRST_RUN,
    LAST_RUN,
    RUN_COLUMNS,
    carve,
    find_blocks,
)
from mediawire.text.kernels import scan_words

# Columns of a piece: words of the candidate and of the text, half-open; equal words; code points of the candidate.
FIRST, END, TEXT_FIRST, TEXT_END, EQUAL, START, STOP = range(7)
PIECE_COLUMNS = 7
WORDS_AT, BLOCKS_AT, RUNS_AT = range(3)
COUNT_COLUMNS = 5

MOST_NOISE = 20
"""Words of page noise that a piece may have inside it; a disclaimer has more."""

TRACE_OF_EVIDENCE = float32(1e-6)
"""Marks a word that is equal, and yet no evidence: in a run too short to mean something by itself."""


@kernel
def align_candidates(codes, bounds, table, expansions, text, least, words, room, starts, ends, blocks, runs, places):
    """Scan candidates, and find where the text runs alike with each: all of them in one call.

    codes              (m,) uint32               code points of the candidates, one after the other
    bounds             (c + 1,) int32            candidate i has codes[bounds[i]:bounds[i + 1]]
    table, expansions  see text.kernels.scan_words
    text               (n,) uint64               words of the text that is traced
    least              int                       equal words in a block, at least
    words              (>= longest candidate,) uint64   room
    room               (room_size(words.size, n),) int32   room
    starts, ends       (>= m,) int32             written: where the words of the candidates stand in each
    blocks             (>= c * (n // SEED + 8), BLOCK_COLUMNS) int32   written: see reuse.kernels.find_blocks
    runs               (>= c * (n + 8), RUN_COLUMNS) int32   written
    places             (c + 1, 3) int32          written: where words, blocks and runs of each begin
    """
    scratch, heads_at = carve(room, 0, text.size + 8, RUN_COLUMNS)
    links_at = heads_at + 4 * words.size + 4
    heads, links = room[heads_at:links_at], room[links_at : links_at + words.size]
    places[0, :] = 0
    for each in range(bounds.size - 1):
        word, block, run = int64(places[each, 0]), int64(places[each, 1]), int64(places[each, 2])
        own, _ = scan_words(
            codes[bounds[each] : bounds[each + 1]], table, expansions, words, starts[word:], ends[word:], scratch[:0]
        )
        found, rows = find_blocks(words, own, text, text.size, heads, links, least, blocks[block:], runs[run:], scratch)
        places[each + 1, WORDS_AT] = word + own
        places[each + 1, BLOCKS_AT] = block + found
        places[each + 1, RUNS_AT] = run + rows


@kernel
def weigh_candidates(
    starts, ends, blocks, runs, places, worth, price, minor, strong, heading, pieces, evidence, marks, counts
):
    """Weigh what each candidate shares with the text; one that has no evidence beyond the headline has no pieces.

    starts, ends, blocks, runs, places   as align_candidates wrote them, for c candidates
    worth              (n,) float32              nats that each word is worth where it is equal; 0 for page noise
    price              float                     nats that a run costs
    minor              float                     pieces of less evidence are left out
    strong             float                     nats of a piece that is evidence by itself
    heading            int                       words of the text's own headline
    pieces             (c, k, PIECE_COLUMNS) int32  written: in the order of the text
    evidence           (k,) float32              room: nats of each piece
    marks              (c, n) float32            written: evidence at each word; 0 where it is not equal in a piece
    counts             (c, COUNT_COLUMNS) int32  written: pieces; words of the candidate; equal words in pieces; words
                                                 of the candidate in pieces; where the last piece that is evidence by
                                                 itself, and not of the headline alone, ends in the candidate, or 0
    """
    marks[:] = 0.0
    for each in range(places.shape[0] - 1):
        word, own = places[each, WORDS_AT], pieces[each]
        count = int64(0)
        for row in range(places[each, BLOCKS_AT], places[each + 1, BLOCKS_AT]):
            count = cut_block(
                blocks[row], runs[places[each, RUNS_AT] :], worth, price, minor, own, evidence, marks[each], count
            )
        equal, held, furthest = int64(0), int64(0), int64(0)
        for row in range(count):
            own[row, START] = starts[word + own[row, FIRST]]
            own[row, STOP] = ends[word + own[row, END] - 1]
            equal += own[row, EQUAL]
            held += own[row, END] - own[row, FIRST]
            if evidence[row] >= strong and own[row, TEXT_END] > heading:
                furthest = max(furthest, int64(own[row, STOP]))
        if not furthest:
            count, equal, held = int64(0), int64(0), int64(0)
            marks[each, :] = 0.0
        counts[each, 0] = count
        counts[each, 1] = places[each + 1, WORDS_AT] - word
        counts[each, 2] = equal
        counts[each, 3] = held
        counts[each, 4] = furthest


@kernel
def cut_block(block, runs, worth, price, minor, pieces, evidence, marks, count):
    """Cut a block where it runs into page noise, and keep the pieces that weigh something; return pieces in use.

    block    (BLOCK_COLUMNS,) int32   see reuse.kernels.find_blocks
    runs     (r, RUN_COLUMNS) int32   equal runs of all blocks
    The rest as in weigh_candidates, for one candidate; ``count`` pieces are there before. A few words of noise inside a
    piece belong to it: phrases that an outlet repeats are page noise by themselves, and not within what was copied
    whole.
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

    marks      (c, n) float32   see weigh_candidates
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


@kernel
def explain_words(marks, best, explained, new, inside):
    """Mark what a candidate explains, and count how much of it each other has.

    marks      (c, n) float32   see weigh_candidates
    best       int              the candidate: a row of marks
    explained  (n,) bool        what it explains is marked
    new        (n,) bool        written: what it explains and was not yet explained
    inside     (c,) int32       written: words of these that each candidate has
    """
    inside[:] = 0
    for word in range(new.size):
        new[word] = marks[best, word] > 0.0 and not explained[word]
        if new[word]:
            explained[word] = True
            for row in range(marks.shape[0]):
                inside[row] += marks[row, word] > 0.0


def room_size(longest: int, size: int) -> int:
    """Return how many numbers of room candidates of at most so many code points and a text of so many words need."""
    return RUN_COLUMNS * (size + 8) + 5 * longest + 4
