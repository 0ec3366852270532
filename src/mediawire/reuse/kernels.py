"""Finds where two texts run alike: arrays in, arrays out.

The idea is that of seed, extend and drop (BLAST, Altschul 1990; minimap2, Li 2018), on words: three equal words seed a
block; the block grows both ways over edited words as long as it gains more than it loses; the copy is walked once.
"""

from __future__ import annotations

from numpy import int64, uint64

from mediawire.compiled import kernel
from mediawire.reuse.constants import ALIGNMENT
from mediawire.text.kernels import scan_words

SEED = ALIGNMENT.seed_words
"""A block begins where this many words are equal. Shorter seeds are mostly chance in news text."""

CANDIDATES = ALIGNMENT.candidates
"""At most so many places of the original are tried for one seed: bounds the time on text that repeats itself."""

REACH = ALIGNMENT.reach_words
"""How many words an edit may replace, insert or drop inside a block."""

DROP = ALIGNMENT.drop_words
"""A block ends where it has lost this many words more than it has gained since its best place."""

JOIN = ALIGNMENT.join_words
"""Two blocks in the same order are one where at most so many words lie between them on either side."""

JOIN_EVEN = ALIGNMENT.join_even_words
"""... or so many, where they are about as many on both sides: a stretch that was rewritten word by word."""

BEFORE = int64(-1)
"""The place before the first word."""

SPREAD = uint64(0x9E3779B97F4A7C15)
TURN = uint64(23)

# Columns of a block.
A_START, A_END, B_START, B_END, EQUAL, FIRST_RUN, LAST_RUN = range(7)
BLOCK_COLUMNS = 7
RUN_COLUMNS = 3


@kernel(inline="always")
def seed_slot(ids, at, shift):
    """Return the slot of the seed at a place: ids (n,) uint64, at 0 .. n - SEED, shift 64 - bits; int64."""
    key = ids[at]
    key = (key * SPREAD) ^ (key >> TURN) ^ ids[at + 1]
    key = (key * SPREAD) ^ (key >> TURN) ^ ids[at + 2]
    return (key * SPREAD) >> shift


@kernel
def index_seeds(ids, size, heads, links):
    """File every seed of the original under its slot, the first place at the head of its chain.

    ids       (>= size,) uint64
    heads     (>= 4 * size, at least 2,) int32   written: place + 1 of the first seed in a slot, 0 for none
    links     (>= size,) int32             written: place + 1 of the next seed in the same slot, 0 for none
    returns   uint64                       the shift that gives a seed's slot
    """
    bits = 1
    while (1 << bits) < 2 * size:
        bits += 1
    shift = uint64(64 - bits)
    heads[: 1 << bits] = 0
    for back in range(size - SEED + 1):
        at = size - SEED - back
        slot = seed_slot(ids, at, shift)
        links[at] = heads[slot]
        heads[slot] = at + 1
    return shift


@kernel
def extend(a, a_stop, b, b_stop, i, j, step, runs, room):
    """Grow a block from (i, j) in one direction, over edits, to its best end.

    a, b             (n,), (m,) uint64   words of the original and of the copy
    a_stop, b_stop   int                 first places that may not be used, in the direction of the step
    i, j             int                 first places to compare
    step             int                 1 forwards, -1 backwards
    runs             (r, 3) int32        written: equal runs as place in a, place in b, length, in the order met, each
                                         starting at its lower end
    room             int                 rows of runs that may be written
    returns          (int, int, int, int)   equal words, runs written, and the places behind the last equal words
    """
    score = 0
    best = 0
    equal = 0
    best_equal = 0
    count = 0
    best_count = 0
    best_i = i
    best_j = j
    while count < room:
        length = 0
        while i != a_stop and j != b_stop and a[i] == b[j]:
            length += 1
            i += step
            j += step
        if length:
            score += length
            equal += length
            if step > 0:
                runs[count, 0] = i - length
                runs[count, 1] = j - length
            else:
                runs[count, 0] = i + 1
                runs[count, 1] = j + 1
            runs[count, 2] = length
            count += 1
            if score > best:
                best = score
                best_equal = equal
                best_count = count
                best_i = i
                best_j = j
        gap_i, gap_j = resume(a, a_stop, b, b_stop, i, j, step)
        if gap_i < 0:
            break
        score -= max(gap_i, gap_j)
        if score < best - DROP:
            break
        i += gap_i * step
        j += gap_j * step
    return best_equal, best_count, best_i, best_j


@kernel
def resume(a, a_stop, b, b_stop, i, j, step):
    """Find how many words to pass over on each side until two words agree again; the shortest way first.

    Arguments as in extend. returns (int, int): words of a and of b, 0 .. REACH each; (-1, -1) if there is no way.
    One word is enough where exactly one was replaced by one.
    """
    left_a = (a_stop - i) * step
    left_b = (b_stop - j) * step
    for total in range(1, 2 * REACH + 1):
        low = max(0, total - REACH)
        for skew in range(low, min(total, REACH) + 1):
            # Replacements of like length before insertions and deletions.
            half = total // 2
            turn = skew - low
            gap_i = half + ((turn + 1) // 2 if turn % 2 else -(turn // 2))
            gap_j = total - gap_i
            if gap_i < 0 or gap_j < 0 or gap_i > REACH or gap_j > REACH or gap_i >= left_a or gap_j >= left_b:
                continue
            at = i + gap_i * step
            to = j + gap_j * step
            if a[at] != b[to]:
                continue
            if total == 2 and gap_i == 1:
                return gap_i, gap_j
            if gap_i + 1 < left_a and gap_j + 1 < left_b and a[at + step] == b[to + step]:
                return gap_i, gap_j
    return -1, -1


@kernel(inline="always")
def follows(gap_a, gap_b):
    """Tell whether a block that begins so many words behind another goes on with it. int, int -> bool."""
    longer = max(gap_a, gap_b)
    return gap_a >= 0 and (longer <= JOIN or (longer <= JOIN_EVEN and 2 * min(gap_a, gap_b) >= longer))


@kernel
def find_blocks(a, a_size, b, b_size, heads, links, least, blocks, runs, scratch):
    """Walk the copy once and take, at each seed, the place of the original that explains most of what follows.

    a, b         (>= a_size,), (>= b_size,) uint64
    heads, links    see index_seeds
    least        int                      a block has at least this many equal words
    blocks       (k, BLOCK_COLUMNS) int32 written: word places half-open, equal words, its rows of runs half-open;
                                          in the copy's order, not overlapping there
    runs         (r, RUN_COLUMNS) int32   written: equal runs of all blocks in order
    scratch      (r, RUN_COLUMNS) int32
    returns      (int, int)               blocks and runs written
    """
    shift = index_seeds(a, a_size, heads, links)
    return walk_copy(a, a_size, b, b_size, heads, links, shift, least, blocks, runs, scratch)


@kernel
def walk_copy(a, a_size, b, b_size, heads, links, shift, least, blocks, runs, scratch):
    """Do what find_blocks does where the original's seeds are filed already: one original may have many copies.

    shift      uint64      what index_seeds returned for a
    others     see find_blocks
    """
    # Typed as what they become: numba would compile what they are passed to once more for a literal 0.
    found, rows, floor, j = int64(0), int64(0), int64(0), int64(0)
    while j + SEED <= b_size and found < blocks.shape[0]:
        link = heads[seed_slot(b, j, shift)]
        best_equal = 0
        best_at = BEFORE
        tried = 0
        while link and tried < CANDIDATES:
            i = link - 1
            link = links[i]
            tried += 1
            if a[i] != b[j] or a[i + 1] != b[j + 1] or a[i + 2] != b[j + 2]:
                continue
            if link == 0 and best_at < 0:
                best_at = i
                break
            equal, _, _, _ = extend(a, a_size, b, b_size, i, j, 1, scratch, scratch.shape[0])
            if equal > best_equal:
                best_equal = equal
                best_at = i
        if best_at < 0:
            j += 1
            continue
        back, back_runs, a_low, b_low = extend(
            a, BEFORE, b, floor - 1, best_at - 1, j - 1, -1, scratch, scratch.shape[0]
        )
        # Backward runs come nearest first: write them in the order of the text.
        room = min(back_runs, runs.shape[0] - rows)
        for row in range(room):
            for column in range(RUN_COLUMNS):
                runs[rows + row, column] = scratch[back_runs - 1 - row, column]
        fore, fore_runs, a_high, b_high = extend(
            a, a_size, b, b_size, best_at, j, 1, runs[rows + room :], runs.shape[0] - rows - room
        )
        before = found - 1
        joins = found and follows(a_low + 1 - blocks[before, A_END], b_low + 1 - blocks[before, B_END])
        if back + fore < least and not joins:
            j += 1
            continue
        rows += room + fore_runs
        if joins:
            found = before
            fore += blocks[found, EQUAL]
        else:
            blocks[found, A_START] = a_low + 1
            blocks[found, B_START] = b_low + 1
            blocks[found, FIRST_RUN] = rows - room - fore_runs
        blocks[found, A_END] = a_high
        blocks[found, B_END] = b_high
        blocks[found, EQUAL] = back + fore
        blocks[found, LAST_RUN] = rows
        found += 1
        floor = b_high
        j = b_high
    return found, rows


@kernel(inline="always")
def carve(room, start, rows, columns):
    """Return the next part of a room as a table of so many rows and columns, and where it ends."""
    end = start + rows * columns
    return room[start:end].reshape(rows, columns), end


@kernel
def match_texts(a_codes, b_codes, table, expansions, words, room, least):
    """Scan two texts and find their blocks, in one call with few arguments: for the many pairs of a corpus.

    a_codes, b_codes   (n,), (m,) uint32         code points
    table, expansions  see text.kernels.scan_words
    words              (2, >= max(n, m)) uint64  written: ids of either text
    room               (>= room_size(max(n, m)),) int32   written; begins with the places of the blocks in original and
                                                 copy in code points: four numbers a block
    least              see find_blocks
    returns            (int, int, int, int, int)   blocks; where in the room begin the places (4, size), the blocks
                                                 (size // SEED + 8, BLOCK_COLUMNS), the runs (size + 8, RUN_COLUMNS)
                                                 and what is free
    """
    size = words.shape[1]
    most = size // SEED + 8
    spans, places_at = carve(room, 0, most, 4)
    places, blocks_at = carve(room, places_at, 4, size)
    blocks, runs_at = carve(room, blocks_at, most, BLOCK_COLUMNS)
    runs, scratch_at = carve(room, runs_at, size + 8, RUN_COLUMNS)
    scratch, heads_at = carve(room, scratch_at, size + 8, RUN_COLUMNS)
    links_at = heads_at + 4 * size
    free_at = links_at + size
    tricks = scratch[:0]
    a_size, _ = scan_words(a_codes, table, expansions, words[0], places[0], places[2], tricks)
    b_size, _ = scan_words(b_codes, table, expansions, words[1], places[1], places[3], tricks)
    found, _ = find_blocks(
        words[0],
        a_size,
        words[1],
        b_size,
        room[heads_at:links_at],
        room[links_at:free_at],
        least,
        blocks,
        runs,
        scratch,
    )
    for row in range(found):
        spans[row, 0] = places[0, blocks[row, A_START]]
        spans[row, 1] = places[2, blocks[row, A_END] - 1]
        spans[row, 2] = places[1, blocks[row, B_START]]
        spans[row, 3] = places[3, blocks[row, B_END] - 1]
    return found, places_at, blocks_at, runs_at, free_at


def room_size(size: int) -> int:
    """Return how many numbers of room two texts of at most so many code points need, with their edits."""
    most = size // SEED + 8
    return most * (4 + BLOCK_COLUMNS + 1) + 4 * size + 2 * RUN_COLUMNS * (size + 8) + 5 * size + 4 * (2 * size + 8)
