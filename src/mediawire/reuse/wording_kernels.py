"""Numbers the wordings of a family and cuts them where others differ: arrays in, arrays out.

A *gram* is a pair of adjacent words; where a story begins and ends counts as a word, so that a cut leaves a gram that
was not there before. An *atom* is a stretch of grams that the same stories have: it came and went as one.
"""

from __future__ import annotations

import numpy as np
from numpy import int64, uint64

from mediawire.compiled import kernel

MISSING = int64(-(2**63))
"""The time of a member that has none."""

NEVER = int64(2**63 - 1)
SPREAD = uint64(0x9E3779B97F4A7C15)
TURN = uint64(29)
BEGIN, END = uint64(0xB5), uint64(0xE7)


@kernel
def mix(hash, word):
    """Return the hash of what was hashed before and one word more; all are uint64."""
    hash = (hash ^ word) * SPREAD
    return hash ^ (hash >> TURN)


@kernel
def digest_stories(first, last, words, word_offsets):
    """Hash the words of each story.

    first, last   int                   rows of members
    words         (k,) uint64           the words of all stories
    word_offsets  (m + 1,) int64        where the words of each begin
    returns       (last - first,) uint64
    """
    digests = np.empty(last - first, np.uint64)
    for row in range(first, last):
        digest = uint64(word_offsets[row + 1] - word_offsets[row])
        for place in range(word_offsets[row], word_offsets[row + 1]):
            digest = mix(digest, words[place])
        digests[row - first] = digest
    return digests


@kernel
def rank_members(times, digests, outlets):
    """Order members by time, then by what they say, then by outlet; those without a time are last.

    times, digests, outlets   (m,) int64, uint64, int32
    returns                   (m,) int64   rows, the first member first
    """
    dated = times.copy()
    for row in range(times.size):
        if times[row] == MISSING:
            dated[row] = NEVER
    order = np.argsort(outlets, kind="mergesort")
    order = order[np.argsort(digests[order], kind="mergesort")]
    return order[np.argsort(dated[order], kind="mergesort")]


@kernel
def group_equal(digests, order):
    """Put members with the same words together.

    digests   (m,) uint64
    order     (m,) int64   all rows, the first member first
    returns   (n,) int64 and (m,) int64   the first row of each node, by rank, and the node of each row
    """
    slots = np.full(2 * digests.size, -1, np.int64)
    firsts = np.empty(digests.size, np.int64)
    node_of = np.empty(digests.size, np.int64)
    count = 0
    for row in order:
        slot = int64((digests[row] >> TURN) % uint64(slots.size))
        while slots[slot] >= 0 and digests[firsts[slots[slot]]] != digests[row]:
            slot = (slot + 1) % slots.size
        if slots[slot] < 0:
            slots[slot] = count
            firsts[count] = row
            count += 1
        node_of[row] = slots[slot]
    return firsts[:count], node_of


@kernel
def number_grams(stories, words, word_offsets):
    """Give every distinct gram of a family a number.

    stories       (n,) int64        rows of members
    words         (k,) uint64
    word_offsets  (m + 1,) int64
    returns       (g,) int32, (n + 1,) int64, (d,) int32, (d,) uint64
                  the grams of the stories one behind the other, where each story's begin, in how many stories each gram
                  is, and a hash of which stories these are
    """
    bounds = np.zeros(stories.size + 1, np.int64)
    for node in range(stories.size):
        row = stories[node]
        bounds[node + 1] = bounds[node] + word_offsets[row + 1] - word_offsets[row] + 1
    grams = np.empty(bounds[-1], np.int32)
    bits = 4
    while (1 << bits) < 2 * grams.size:
        bits += 1
    slots, keys = np.zeros(1 << bits, np.int32), np.empty(grams.size, np.uint64)
    seen_in, holders = np.empty(grams.size, np.int32), np.zeros(grams.size, np.int32)
    patterns = np.zeros(grams.size, np.uint64)
    count, place, shift, mask = 0, 0, uint64(64 - bits), (1 << bits) - 1
    for node in range(stories.size):
        row, before = stories[node], BEGIN
        for at in range(word_offsets[row], word_offsets[row + 1] + 1):
            word = words[at] if at < word_offsets[row + 1] else END
            key = mix(before * SPREAD, word)
            slot = int64((key * SPREAD) >> shift)
            while slots[slot] and keys[slots[slot] - 1] != key:
                slot = (slot + 1) & mask
            if slots[slot] == 0:
                keys[count], seen_in[count] = key, -1
                count += 1
                slots[slot] = count
            gram = slots[slot] - 1
            if seen_in[gram] != node:
                seen_in[gram] = node
                holders[gram] += 1
                patterns[gram] ^= mix(mix(BEGIN, uint64(node)), END)
            grams[place] = gram
            place += 1
            before = word
    return grams, bounds, holders[:count], patterns[:count]


@kernel
def find_atoms(grams, bounds, patterns):
    """Cut each story into atoms: stretches of grams that the same stories have.

    grams, bounds, patterns    see ``number_grams``
    returns                    (a,) int32, (a,) int32, (n + 1,) int64
                               the first gram of each atom, how many grams it has, and where each story's atoms begin
    """
    firsts, lengths = np.empty(grams.size, np.int32), np.empty(grams.size, np.int32)
    limits = np.zeros(bounds.size, np.int64)
    count = 0
    for node in range(bounds.size - 1):
        for place in range(bounds[node], bounds[node + 1]):
            if place > bounds[node] and patterns[grams[place]] == patterns[grams[place - 1]]:
                lengths[count - 1] += 1
            else:
                firsts[count], lengths[count] = grams[place], 1
                count += 1
        limits[node + 1] = count
    return firsts[:count], lengths[:count], limits


@kernel
def value_atoms(grams, atoms, lengths, limits, holders, prices):
    """Return what each atom counts where two stories share it; nothing if all have it.

    A gram counts once in a story, and what it counts in the first atom in which it is met: so what two stories share is
    the same seen from either, into however many atoms the words of their own have cut it.

    grams, holders           see ``number_grams``
    atoms, lengths, limits   see ``find_atoms``
    returns                  (a,) float64
    """
    worth, seen_in = np.full(holders.size, -1.0), np.full(holders.size, -1, np.int32)
    values, place = np.zeros(atoms.size), 0
    for node in range(limits.size - 1):
        for atom in range(limits[node], limits[node + 1]):
            length = lengths[atom]
            if holders[atoms[atom]] < limits.size - 1:
                each = prices.kept * (1 + prices.kept_bits * np.log2(length)) / length
                for gram in grams[place : place + length]:
                    if worth[gram] < 0:
                        worth[gram] = each
                    if seen_in[gram] != node:
                        seen_in[gram] = node
                        values[atom] += worth[gram]
            place += length
    return values


@kernel
def count_words(grams, bounds, holders, parents):
    """Count the words in runs that only one story has, and in those that only it and its parent have.

    grams, bounds, holders   see ``number_grams``
    parents                  (n,) int64
    returns                  (n,) int32, twice
    """
    own, shared = np.zeros(parents.size, np.int32), np.zeros(parents.size, np.int32)
    held = np.full(holders.size, -1, np.int32)
    for node in range(parents.size):
        above = parents[node]
        if above >= 0:
            for gram in grams[bounds[above] : bounds[above + 1]]:
                held[gram] = node
        alone = both = 0
        for place in range(bounds[node], bounds[node + 1] + 1):
            gram = grams[place] if place < bounds[node + 1] else -1
            if gram >= 0 and holders[gram] == 1:
                alone += 1
            elif alone:
                own[node] += alone - 1
                alone = 0
            if gram >= 0 and holders[gram] == 2 and held[gram] == node:
                both += 1
            elif both:
                shared[node] += both - 1
                both = 0
    return own, shared
