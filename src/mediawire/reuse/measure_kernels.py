"""Counts what two texts share letter by letter, word breaks ignored: arrays in, arrays out.

Urdu and Persian writers set the space inside a word or leave it out at will, and keyboards spell one name in several
ways. Runs and pieces of folded letters feel that little, where whole words feel it much. A *piece* here is a fixed
number of neighbouring letters; equal pieces have equal numbers in both texts.
"""

from __future__ import annotations

import numpy as np
from numpy import int64, uint64

from mediawire.compiled import kernel
from mediawire.text.folding import (
    EXPANDED,
    FOLD_MASK,
    KIND_SHIFT,
    LIMIT,
    LONGEST_EXPANSION,
    SINGLE,
    WORD,
)
from mediawire.text.kernels import expand

MOST_PAIRED_LETTERS = 400
"""With more letters than this, pairs of letters are too many to be counted, and too rare to matter."""

SLOTS = 1 << 13
"""Room for letters: those beyond half of it, which no text but a list of all characters has, count as one."""

RARELY = 0.05
"""Below this many expected places two terms of the exponential series are exact enough, and cheaper."""

SPREAD = uint64(0x9E3779B97F4A7C15)
TURN = uint64(29)


@kernel
def fold_letters(codes, spans, table, expansions, letters):
    """Write the folded letters and digits of some pieces of a text, one behind the other; return how many.

    codes       (n,) uint32       code points
    spans       (k, 2) int64      pieces of the text, in order, half-open, apart
    table       (LIMIT,) uint32   see ``text/folding.py``
    expansions  (m, LONGEST_EXPANSION) uint32
    letters     (r,) uint32       written; what finds no room is left out
    returns     int               0 .. r
    """
    count = 0
    for row in range(spans.shape[0]):
        for place in range(spans[row, 0], min(spans[row, 1], codes.size)):
            code = codes[place]
            entry = int64(table[code]) if code < LIMIT else int64(code) | (SINGLE << KIND_SHIFT)
            kind = (entry >> KIND_SHIFT) & 7
            if count == letters.size:
                return count
            if kind in (WORD, SINGLE):
                letters[count] = entry & FOLD_MASK
                count += 1
            elif kind == EXPANDED:
                for part in range(LONGEST_EXPANSION):
                    letter = expand(code, entry & FOLD_MASK, part, expansions)
                    if letter == 0 or count == letters.size:
                        break
                    letters[count] = letter
                    count += 1
    return count


@kernel
def number_pieces(original, copy, length):
    """Give every distinct run of so many letters a number, in the order of first use, the original's first.

    original, copy  (n,) and (m,) uint32   folded letters
    length          int                    1 or more
    returns         (max(0, n - length + 1),) int32, the same for the copy, and how many numbers there are

    Two pieces are one where their 64-bit hashes are.
    """
    left = np.empty(max(0, original.size - length + 1), np.int32)
    right = np.empty(max(0, copy.size - length + 1), np.int32)
    bits = 4
    while (1 << bits) < 2 * (left.size + right.size):
        bits += 1
    slots = np.zeros(1 << bits, np.int32)
    keys = np.empty(left.size + right.size, np.uint64)
    count = number_side(original, length, slots, bits, keys, int64(0), left)
    count = number_side(copy, length, slots, bits, keys, count, right)
    return left, right, count


@kernel
def number_side(letters, length, slots, bits, keys, count, numbers):
    """Give the pieces of one text numbers; return how many there are now.

    letters   (n,) uint32
    slots     (1 << bits,) int32   a number + 1, or 0 where the slot is free; more than half stay free
    keys      (>= count,) uint64   the hash of each number
    count     int                  numbers given before
    numbers   (n - length + 1,) int32   written
    """
    shift, mask = uint64(64 - bits), (1 << bits) - 1
    for place in range(numbers.size):
        key = uint64(0)
        for offset in range(length):
            key = (key ^ uint64(letters[place + offset])) * SPREAD
            key ^= key >> TURN
        slot = int64((key * SPREAD) >> shift)
        while slots[slot] and keys[slots[slot] - 1] != key:
            slot = (slot + 1) & mask
        if slots[slot] == 0:
            keys[count] = key
            count += 1
            slots[slot] = count
        numbers[place] = slots[slot] - 1
    return count


@kernel
def file_pieces(numbers, count):
    """File the places of each piece.

    numbers   (n,) int32            0 .. count - 1
    count     int
    returns   (count + 1,) int32 and (n,) int32, bounds and places

    The places of piece p are ``places[bounds[p]:bounds[p + 1]]``, rising.
    """
    bounds = np.zeros(count + 2, np.int32)
    for number in numbers:
        bounds[number + 2] += 1
    for number in range(2, count + 2):
        bounds[number] += bounds[number - 1]
    places = np.empty(numbers.size, np.int32)
    for place in range(numbers.size):
        number = numbers[place] + 1
        places[bounds[number]] = place
        bounds[number] += 1
    return bounds[: count + 1], places


@kernel
def count_distinct(bounds, copy, shares):
    """Count the distinct pieces of the copy and those of them that the original has; weigh the copy's quarters.

    bounds   (count + 1,) int32   the original's places, see ``file_pieces``
    copy     (m,) int32           the copy's pieces
    shares   (4,) float64         written: of the distinct pieces of each quarter, the share that the original has
    returns  (int, int)           distinct pieces; those shared
    """
    last_seen = np.full(bounds.size - 1, -1, np.int8)
    distinct = 0
    shared = 0
    for quarter in range(4):
        here = 0
        found = 0
        for place in range(copy.size * quarter // 4, copy.size * (quarter + 1) // 4):
            piece = copy[place]
            if last_seen[piece] == quarter:
                continue
            known = bounds[piece + 1] > bounds[piece]
            here += 1
            found += known
            if last_seen[piece] < 0:
                distinct += 1
                shared += known
            last_seen[piece] = quarter
        shares[quarter] = found / here if here else 0.0
    return distinct, shared


@kernel
def walk_runs(original, copy, numbers, bounds, places, length, candidates, long):
    """Walk the copy run by run: each time take the longest run that begins here and go on behind it.

    original, copy  (n,) and (m,) uint32   folded letters
    numbers         (p,) int32             the copy's pieces
    bounds, places                         the original's, see ``file_pieces``
    length          int                    letters in a piece: no shorter run is seen
    candidates      int                    so many places of the original are tried for one piece
    long            int                    letters that make a run a long one
    returns         (int, int)             letters of the longest run, 0 if there is none; letters in long runs
    """
    longest = 0
    covered = 0
    j = 0
    while j < numbers.size:
        first, last = bounds[numbers[j]], bounds[numbers[j] + 1]
        best = 0
        for slot in range(first, min(last, first + candidates)):
            i = places[slot]
            if i + best >= original.size or j + best >= copy.size or original[i + best] != copy[j + best]:
                continue
            run = length
            while i + run < original.size and j + run < copy.size and original[i + run] == copy[j + run]:
                run += 1
            best = max(best, run)
        longest = max(longest, best)
        if best >= long:
            covered += best
        j += max(best, 1)
    return longest, covered


@kernel
def expect_by_chance(original, copy, numbers, count, length):
    """Return the share of the copy's distinct pieces that a text as long as the original would hold by chance.

    original, copy  (n,) and (m,) uint32   folded letters
    numbers         (p,) int32             the copy's pieces, below count
    length          int                    letters in a piece, 2 or more
    returns         float                  0 .. 1

    Chance is a text that has the letters, and the pairs of letters, as often as these two together (a Markov chain of
    order one; of order zero where there are very many letters, as in Chinese).
    """
    numbered, letters = number_letters(original, copy)
    size = original.size + copy.size
    single = np.zeros(letters, np.float64)
    for letter in numbered:
        single[letter] += 1.0
    pairs = letters if letters <= MOST_PAIRED_LETTERS else 0
    double = np.zeros((pairs, pairs), np.float64)
    if pairs:
        for place in range(size - 1):
            double[numbered[place], numbered[place + 1]] += 1.0
        for left in range(letters):
            for right in range(letters):
                double[left, right] /= single[left]
    single /= size
    seen = np.zeros(count, np.bool_)
    distinct = 0
    expected = 0.0
    for place in range(numbers.size):
        if seen[numbers[place]]:
            continue
        seen[numbers[place]] = True
        distinct += 1
        at = original.size + place
        chance = single[numbered[at]]
        for offset in range(1, length):
            right = numbered[at + offset]
            chance *= double[numbered[at + offset - 1], right] if pairs else single[right]
        often = original.size * chance
        expected += often * (1.0 - often / 2) if often < RARELY else 1.0 - np.exp(-often)
    return expected / distinct if distinct else 0.0


@kernel
def number_letters(original, copy):
    """Give each distinct letter of two texts a number, in the order of their first use.

    original, copy  (n,) and (m,) uint32   folded letters
    returns         (n + m,) int32, int    the numbers, 0 .. count - 1; count
    """
    known = np.zeros(SLOTS, np.int32)
    keys = np.empty(SLOTS, np.uint32)
    numbered = np.empty(original.size + copy.size, np.int32)
    count = 0
    for place in range(numbered.size):
        letter = original[place] if place < original.size else copy[place - original.size]
        slot = letter & (SLOTS - 1)
        while known[slot] and keys[slot] != letter:
            slot = (slot + 1) & (SLOTS - 1)
        if known[slot] == 0 and count < SLOTS // 2:
            count += 1
            known[slot] = count
            keys[slot] = letter
        numbered[place] = max(1, known[slot]) - 1
    return numbered, count


@kernel
def weigh_windows(numbers, bounds, places, size, width, advance, most, common, shares):
    """Say for windows of the copy how much of each stands together in one place of the original; return how many.

    numbers         (p,) int32     the copy's pieces
    bounds, places                 the original's, see ``file_pieces``
    size            int            pieces of the original
    width           int            pieces in a window
    advance         int            pieces from one window to the next, or more
    most            int            no more windows than this, evenly spread
    common          int            a piece with more places than this in the original tells no place: it is left out
    shares          (most,) float64   written: the share of a window's pieces that stand within one and a half to two
                                      widths of the original, 0 .. 1
    """
    buckets = size // width + 2
    counts = np.zeros(buckets, np.int32)
    stamps = np.full(buckets, -1, np.int32)
    touched = np.empty(buckets, np.int32)
    windows = max(1, min(most, (numbers.size - width) // advance + 2))
    reach = max(0, numbers.size - width)
    for window in range(windows):
        start = reach * window // max(1, windows - 1)
        asked = 0
        used = 0
        for j in range(start, min(start + width, numbers.size)):
            first, last = bounds[numbers[j]], bounds[numbers[j] + 1]
            if last - first > common:
                continue
            asked += 1
            for slot in range(first, last):
                bucket = places[slot] // width
                if counts[bucket] == 0:
                    touched[used] = bucket
                    used += 1
                    stamps[bucket] = -1
                if stamps[bucket] != j:
                    stamps[bucket] = j
                    counts[bucket] += 1
        best = 0
        for at in range(used):
            best = max(best, counts[touched[at]] + counts[touched[at] + 1])
        for at in range(used):
            counts[touched[at]] = 0
        shares[window] = min(1.0, best / asked) if asked else 1.0
    return windows
