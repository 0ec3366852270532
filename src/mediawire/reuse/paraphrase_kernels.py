"""Finds pieces of two texts that say the same in other words: arrays in, arrays out.

Both texts are one row of words: first the original's, then the copy's. Units (sentences, or parts of long ones) tile
the row; unit u is words bounds[u] .. bounds[u + 1] - 1, and the first ``border`` units are the original's. Word order
inside a unit never counts, so that shuffled words, synonyms and translations still leave what they have in common.
"""

from __future__ import annotations

from math import log

import numpy as np
from numpy import int64, uint64

from mediawire.compiled import kernel

MIX = uint64(0x9E3779B97F4A7C15)
ORIGINAL, COPY = int64(0), int64(1)
"""The two sides of a comparison, as row numbers."""

# Columns of a box.
COPY_FIRST, COPY_LAST, ORIGINAL_FIRST, ORIGINAL_LAST, SHARED, TOTAL = range(6)
BOX_COLUMNS = 6


@kernel
def number_words(original, copy):
    """Give the distinct words of two texts numbers, in the order of their first use.

    original, copy  (n,) and (m,) uint64   one hash per word
    returns         (n + m,) int32, int    the number of each word, 0 .. count - 1; count
    """
    size = original.size + copy.size
    bits = 4
    while (1 << bits) < 2 * size:
        bits += 1
    shift, mask = uint64(64 - bits), (1 << bits) - 1
    keys, numbers = np.empty(1 << bits, np.uint64), np.full(1 << bits, -1, np.int32)
    words = np.empty(size, np.int32)
    count = 0
    for place in range(size):
        key = original[place] if place < original.size else copy[place - original.size]
        slot = int64((key * MIX) >> shift)
        while numbers[slot] >= 0 and keys[slot] != key:
            slot = (slot + 1) & mask
        if numbers[slot] < 0:
            keys[slot], numbers[slot] = key, count
            count += 1
        words[place] = numbers[slot]
    return words, count


@kernel
def weigh_words(words, bounds, count, unseen):
    """Weigh each word by how few units it is in: log((units + unseen) / units with the word).

    words    (n,) int32    0 .. count - 1
    bounds   (u + 1,) int32  rising from 0 to n
    unseen   float         units of other texts, none of which is taken to hold the word
    returns  (count,) float64, in nats, 0 or more
    """
    units = bounds.size - 1
    holding, last = np.zeros(count, np.int32), np.full(count, -1, np.int32)
    for unit in range(units):
        for place in range(bounds[unit], bounds[unit + 1]):
            word = words[place]
            if last[word] != unit:
                last[word] = unit
                holding[word] += 1
    weights = np.empty(count, np.float64)
    for word in range(count):
        weights[word] = log((units + unseen) / holding[word])
    return weights


@kernel
def file_units(words, bounds, border, weights):
    """File the original's units under each word they hold, and weigh every unit.

    words, bounds, weights   as above; border int, units of the original
    returns  firsts (count + 1,) int32   filed[firsts[w] : firsts[w + 1]] are the units with word w, rising
             filed  (k,) int32
             masses (u,) float64         sum of the weights of the unit's distinct words, in nats
    """
    count, units = weights.size, bounds.size - 1
    firsts, last = np.zeros(count + 1, np.int32), np.full(count, -1, np.int32)
    masses = np.zeros(units, np.float64)
    for unit in range(units):
        for place in range(bounds[unit], bounds[unit + 1]):
            word = words[place]
            if last[word] != unit:
                last[word] = unit
                masses[unit] += weights[word]
                firsts[word + 1] += unit < border
    for word in range(count):
        firsts[word + 1] += firsts[word]
    filed, ends = np.empty(firsts[count], np.int32), firsts.copy()
    for unit in range(border):
        for place in range(bounds[unit], bounds[unit + 1]):
            word = words[place]
            if ends[word] == firsts[word] or filed[ends[word] - 1] != unit:
                filed[ends[word]] = unit
                ends[word] += 1
    return firsts, filed, masses


@kernel
def find_seeds(words, bounds, border, weights, least, common, kept):
    """Find, for each unit of the copy, the units of the original that agree with it best.

    Two units agree by the weight of the words they share, twice, over the weight of the words of both (Dice). Only
    words in at most ``common`` units of the original bring units together; all words count when they are compared,
    and no pair that shares such a word and agrees well enough is missed.

    least    float  0 .. 1, agreement below which a pair is no seed
    kept     int    at most so many pairs for one unit of the copy
    returns  pairs (s, 2) int32 [unit of the original, unit of the copy], in the order of the copy, best first
             figures (s, 2) float64 [agreement 0 .. 1, weight shared in nats]
    """
    firsts, filed, masses = file_units(words, bounds, border, weights)
    units = bounds.size - 1
    pairs = np.empty(((units - border) * kept, 2), np.int32)
    figures = np.empty(((units - border) * kept, 2), np.float64)
    shared, met = np.zeros(border, np.float64), np.empty(border, np.int32)
    last = np.full(weights.size, -1, np.int32)
    seeds = int64(0)
    for unit in range(border, units):
        count, left_out = 0, 0.0
        for place in range(bounds[unit], bounds[unit + 1]):
            word = words[place]
            if last[word] == unit:
                continue
            last[word] = unit
            if firsts[word + 1] - firsts[word] > common:
                left_out += weights[word]
                continue
            for filing in range(firsts[word], firsts[word + 1]):
                other = filed[filing]
                if shared[other] == 0.0:
                    met[count] = other
                    count += 1
                shared[other] += weights[word]
        found = seeds
        for meeting in range(count):
            other = met[meeting]
            both = masses[unit] + masses[other]
            total = shared[other]
            shared[other] = 0.0
            if left_out > 0.0 and 2.0 * (total + left_out) >= least * both:
                total = share_words(words, bounds, other, unit, weights, last)
            if 2.0 * total >= least * both and total > 0.0:
                seeds = keep_best(pairs, figures, found, seeds, kept, other, unit, 2.0 * total / both, total)
    return pairs[:seeds], figures[:seeds]


@kernel
def share_words(words, bounds, one, other, weights, last):
    """Weigh the distinct words of unit ``one`` that unit ``other`` holds too; those of ``other`` are marked in last.

    last     (count,) int32   last[w] == other where the unit other holds w; left as it was
    returns  float64, in nats
    """
    total = 0.0
    for place in range(bounds[one], bounds[one + 1]):
        word = words[place]
        if last[word] == other:
            total += weights[word]
            last[word] = -2 - other
    for place in range(bounds[one], bounds[one + 1]):
        if last[words[place]] == -2 - other:
            last[words[place]] = other
    return total


@kernel
def keep_best(pairs, figures, found, seeds, kept, original, copy, agreement, shared):
    """Put a pair among the best ``kept`` that begin at row ``found``, best first; return the rows now in use."""
    row = seeds
    while row > found and figures[row - 1, 0] < agreement:
        row -= 1
    if row - found >= kept:
        return seeds
    seeds = min(seeds + 1, found + kept)
    for below in range(seeds - 1, row, -1):
        for column in range(2):
            pairs[below, column] = pairs[below - 1, column]
            figures[below, column] = figures[below - 1, column]
    pairs[row, 0], pairs[row, 1], figures[row, 0], figures[row, 1] = original, copy, agreement, shared
    return seeds


@kernel
def take(words, first, last, held, side, weights):
    """Add words first .. last - 1 to one side of a box; return the weight newly shared, and the weight added.

    held     (2, count) int32   how often each word is held on either side, kept up to date
    """
    shared, added = 0.0, 0.0
    for place in range(first, last):
        word = words[place]
        added += weights[word]
        if held[side, word] < held[1 - side, word]:
            shared += weights[word]
        held[side, word] += 1
    return shared, added


@kernel
def give_back(words, first, last, held, side):
    """Take words first .. last - 1 out of one side of a box: the opposite of ``take``."""
    for place in range(first, last):
        held[side, words[place]] -= 1


@kernel
def count_room(edges, side, step, limit, taken, reach):
    """Count the units, ``reach`` at most, that a side of a box may still take in in one direction.

    edges    (2, 2) int32   first and last unit of the box on each side
    step     int            1 forward, -1 backward
    limit    int            the unit that is out of bounds in this direction
    taken    (u,) bool      units that belong to another box already
    """
    unit = edges[side, (step + 1) >> 1] + step
    room = 0
    while room < reach and unit != limit and not taken[unit]:
        unit += step
        room += 1
    return room


@kernel
def stretch(words, bounds, weights, held, edges, steps, rooms, price, jump):
    """Find how many units beyond an edge of either side raise the box's score most; the box stays as it is.

    edges    (2, 2) int32   first and last unit of the box on each side
    steps    (2,) int32     for each side: 1 forward, -1 backward
    rooms    (2,) int32     units that may be taken in on each side; written: how many to take in, 0 where nothing helps
    returns  float64        what the score gains, in nats
    """
    best, best_original, best_copy = 0.0, 0, 0
    first_original = edges[ORIGINAL, (steps[ORIGINAL] + 1) >> 1]
    first_copy = edges[COPY, (steps[COPY] + 1) >> 1]
    copy_gain = 0.0
    for more_copy in range(rooms[COPY] + 1):
        if more_copy:
            unit = first_copy + steps[COPY] * more_copy
            shared, added = take(words, bounds[unit], bounds[unit + 1], held, COPY, weights)
            copy_gain += (1.0 + 2.0 * price) * shared - price * added
        gain = copy_gain
        for more in range(rooms[ORIGINAL] + 1):
            if more:
                unit = first_original + steps[ORIGINAL] * more
                shared, added = take(words, bounds[unit], bounds[unit + 1], held, ORIGINAL, weights)
                gain += (1.0 + 2.0 * price) * shared - price * added
            net = gain - jump * max(0, more + more_copy - 1)
            if net > best + 1e-9:
                best, best_original, best_copy = net, more, more_copy
        for more in range(1, rooms[ORIGINAL] + 1):
            unit = first_original + steps[ORIGINAL] * more
            give_back(words, bounds[unit], bounds[unit + 1], held, ORIGINAL)
    for more_copy in range(1, rooms[COPY] + 1):
        unit = first_copy + steps[COPY] * more_copy
        give_back(words, bounds[unit], bounds[unit + 1], held, COPY)
    rooms[ORIGINAL], rooms[COPY] = best_original, best_copy
    return best


@kernel
def shave(words, weights, held, side, first, last, forward, price, least):
    """Count the words at an end of one side whose loss raises the box's score most, and take them out.

    first, last   int     the side's words, half-open; one word at least stays
    forward       bool    from the first word on, or from the last word back
    least         float   in nats: what the score must rise by at least
    """
    gain, best, cut, seen = 0.0, least, 0, 0
    while seen < last - first - 1 and gain > -16.0 * least:
        word = words[first + seen if forward else last - 1 - seen]
        gain += price * weights[word]
        if held[side, word] <= held[1 - side, word]:
            gain -= (1.0 + 2.0 * price) * weights[word]
        held[side, word] -= 1
        seen += 1
        if gain > best:
            best, cut = gain, seen
    for back in range(cut, seen):
        held[side, words[first + back if forward else last - 1 - back]] += 1
    return cut


@kernel
def grow_boxes(words, bounds, border, weights, seeds, price, jump, reach, shaving):
    """Grow seeds into boxes: a piece of the original and a piece of the copy that have most in common.

    The score of a box is what both sides share less ``price`` for what only one of them has; a box grows by up to
    ``reach`` units at a time on each side, in any direction on either side (so that sentences may change places), as
    long as its score rises, and loses words at its ends that lower it. A unit of the copy is in one box at most;
    better seeds come first.

    seeds    (s, 2) int32        unit of the original, unit of the copy, best first
    price    float               0 .. 1
    jump     float               in nats, for each unit passed over
    shaving  float               in nats, see ``shave``
    returns  (b, BOX_COLUMNS) float64   first and past-last word in the row of copy and original; weight shared; of both
    """
    units = bounds.size - 1
    held, taken = np.zeros((2, weights.size), np.int32), np.zeros(units, np.bool_)
    edges, ends = np.empty((2, 2), np.int32), np.empty((2, 2), np.int32)
    steps, rooms = np.empty(2, np.int32), np.empty(2, np.int32)
    boxes = np.empty((seeds.shape[0], BOX_COLUMNS), np.float64)
    count = 0
    for seed in range(seeds.shape[0]):
        if taken[seeds[seed, COPY]]:
            continue
        shared, total = 0.0, 0.0
        for side in range(2):
            edges[side, 0], edges[side, 1] = seeds[seed, side], seeds[seed, side] - 1
            steps[side], rooms[side] = 1, 1
        way, idle = 0, 0
        while idle < 4:
            for side in range(2):
                column = (steps[side] + 1) >> 1
                for _ in range(rooms[side]):
                    edges[side, column] += steps[side]
                    unit = edges[side, column]
                    more, added = take(words, bounds[unit], bounds[unit + 1], held, side, weights)
                    shared, total = shared + more, total + added
            steps[COPY] = 1 - 2 * (way & 1)
            steps[ORIGINAL] = steps[COPY] * (1 - 2 * (way >> 1))
            for side in range(2):
                low, high = (0, border) if side == ORIGINAL else (border, units)
                limit = high if steps[side] > 0 else low - 1
                rooms[side] = count_room(edges, side, steps[side], limit, taken, reach)
            gain = stretch(words, bounds, weights, held, edges, steps, rooms, price, jump)
            idle = 0 if gain > 0.0 else idle + 1
            way = way if gain > 0.0 else (way + 1) % 4
        for unit in range(edges[COPY, 0], edges[COPY, 1] + 1):
            taken[unit] = True
        for side in range(2):
            ends[side, 0], ends[side, 1] = bounds[edges[side, 0]], bounds[edges[side, 1] + 1]
        for turn in range(8):
            side, forward = (turn >> 1) & 1, turn & 1 == 0
            cut = shave(words, weights, held, side, ends[side, 0], ends[side, 1], forward, price, shaving)
            ends[side, 0 if forward else 1] += cut if forward else -cut
        for side in range(2):
            give_back(words, ends[side, 0], ends[side, 1], held, side)
        boxes[count, COPY_FIRST], boxes[count, COPY_LAST] = ends[COPY, 0], ends[COPY, 1]
        boxes[count, ORIGINAL_FIRST], boxes[count, ORIGINAL_LAST] = ends[ORIGINAL, 0], ends[ORIGINAL, 1]
        boxes[count, SHARED], boxes[count, TOTAL] = shared, total
        count += 1
    return boxes[:count]
