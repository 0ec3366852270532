"""Where paragraphs begin, and blocks that reach nearly to their edges: arrays in, arrays out."""

from __future__ import annotations

from numpy import int64

from mediawire.compiled import kernel
from mediawire.reuse.constants import ALIGNMENT

EDGE = int64(ALIGNMENT.edge_words)
LINE_FEED = 10


@kernel
def mark_lines(data, bounds, starts, offsets, begins):
    """Mark the words that are the first of their line.

    data      (n,) uint8          texts in UTF-8
    bounds    (m + 1,) int32 or int64   where each begins
    starts    (w,) int32          places of their words in code points
    offsets   (m + 1,) int64      text i has starts[offsets[i] : offsets[i + 1]]
    begins    (w,) uint8          written: 1 for the first word of a line
    """
    for text in range(offsets.size - 1):
        word, last = offsets[text], offsets[text + 1]
        place = int64(-1)
        fresh = True
        for at in range(bounds[text], bounds[text + 1]):
            if (data[at] & 0xC0) == 0x80:
                continue
            place += 1
            if word < last and starts[word] == place:
                begins[word] = fresh
                fresh = False
                word += 1
            fresh = fresh or data[at] == LINE_FEED


@kernel
def reach_edges(a, b, widened, block_offsets, blocks, offsets, begins):
    """Widen blocks to the edges of the paragraphs that they nearly fill, on both sides alike.

    a, b                   (k,) int32       links
    widened                (k,) bool        those whose blocks are widened
    block_offsets, blocks  see links.Links; blocks are changed
    offsets, begins        see mark_lines

    What was written anew at the edge of a paragraph belongs to the passage that the paragraph was taken over with. A
    block is widened by at most EDGE words, never over another block of its link.
    """
    for link in range(a.size):
        first, last = block_offsets[link], block_offsets[link + 1]
        if not widened[link]:
            continue
        for row in range(first, last):
            for side, report in ((0, a[link]), (2, b[link])):
                if reach_back(blocks, row, side, first, last, offsets[report], begins) < 0:
                    break
            else:
                for side, report in ((0, a[link]), (2, b[link])):
                    blocks[row, side] = reach_back(blocks, row, side, first, last, offsets[report], begins)
            for side, report in ((0, a[link]), (2, b[link])):
                if reach_on(blocks, row, side, first, last, offsets[report], offsets[report + 1], begins) < 0:
                    break
            else:
                for side, report in ((0, a[link]), (2, b[link])):
                    blocks[row, side + 1] = reach_on(
                        blocks, row, side, first, last, offsets[report], offsets[report + 1], begins
                    )


@kernel
def reach_back(blocks, row, side, first, last, base, begins):
    """Return the first word of the line in which a block begins; -1 if it is too far, or another block is before it.

    side   int   0 for the columns of a, 2 for those of b; base: the report's first word in begins
    """
    start = int64(blocks[row, side])
    at = start
    while at > 0 and not begins[base + at]:
        at -= 1
        if start - at > EDGE:
            return int64(-1)
    return int64(-1) if is_taken(blocks, row, side, first, last, at, start) else at


@kernel
def reach_on(blocks, row, side, first, last, base, stop, begins):
    """Return the word behind the line in which a block ends; -1 if it is too far, or another block is in between."""
    end = int64(blocks[row, side + 1])
    at = end
    while base + at < stop and not begins[base + at]:
        at += 1
        if at - end > EDGE:
            return int64(-1)
    return int64(-1) if is_taken(blocks, row, side, first, last, end, at) else at


@kernel
def is_taken(blocks, row, side, first, last, start, end):
    """Tell whether another block of the link has one of the words start .. end - 1."""
    for other in range(first, last):
        if other != row and int64(blocks[other, side]) < end and int64(blocks[other, side + 1]) > start:
            return True
    return False
