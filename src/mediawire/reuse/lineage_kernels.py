"""Weighs who could have copied whom inside many families at once: arrays in, arrays out.

A *node* is a wording: members of a family whose words are all the same are one node. A *run* is a stretch of adjacent
grams (see ``wording_kernels.py``) of one story that another lacks: a cut leaves a run of one gram, a changed word a run
of two, an inserted paragraph of fifty words a run of fifty-one. Each is one event.
"""

from __future__ import annotations

import numpy as np
from numpy import int64, uint64

from mediawire.compiled import kernel
from mediawire.reuse.arborescence_kernels import span, take_cheapest
from mediawire.reuse.lost_kernels import find_lost
from mediawire.reuse.proposal_kernels import propose
from mediawire.reuse.rooting_kernels import (
    find_clashes,
    find_edge,
    goes_back,
    keep_possible,
    price_clock,
    rank_times,
    root_tree,
)
from mediawire.reuse.wording_kernels import (
    count_words,
    digest_stories,
    find_atoms,
    group_equal,
    number_grams,
    rank_members,
    value_atoms,
)

PARAGRAPH = 12
"""Grams from which a run counts as a passage of its own, and not as words changed."""

FAR = 100_000.0
"""The price of coming from nobody, so that only one does."""

ROUNDS = 3
"""How often a tree is grown anew from the first that was found; most stay as they are after one."""

UNIT = 1024
"""Costs are whole numbers of this part of an event, so that no sum depends on its order."""

TIES = 1 << 22
"""A cost is multiplied by this to make room for the rank of the parent, which decides between equal costs."""


@kernel
def infer_families(families, words, word_offsets, times, outlets, prices, found):
    """Find the parent of each member of each family.

    families       (f + 1,) int64   where the members of each begin
    words          (k,) uint64      the words of all stories
    word_offsets   (m + 1,) int64
    times          (m,) int64       microseconds, or MISSING
    outlets        (m,) int32
    prices         Prices
    found          Found            written
    """
    for family in range(families.size - 1):
        first, last = families[family], families[family + 1]
        digests = digest_stories(first, last, words, word_offsets)
        order = rank_members(times[first:last], digests, outlets[first:last])
        firsts, node_of = group_equal(digests, order)
        stories = firsts + first
        grams, bounds, holders, patterns = number_grams(stories, words, word_offsets)
        atoms, lengths, limits = find_atoms(grams, bounds, patterns)
        parents, rivals, margins, clashes = choose_parents(
            grams, bounds, atoms, lengths, limits, holders, times[stories], outlets[stories], prices
        )
        own, shared = count_words(grams, bounds, holders, parents)
        lost = find_lost(parents, grams, bounds, atoms, lengths, limits, holders, prices)
        equals = np.bincount(node_of)
        for row in range(first, last):
            node = node_of[row - first]
            above, rival = parents[node], rivals[node]
            if row == stories[node]:
                found.parent[row] = stories[above] if above >= 0 else -1
                found.runner_up[row] = stories[rival] if rival >= 0 else -1
                found.margin[row] = margins[node] / (1 + margins[node])
                found.own_words[row], found.shared_with_parent[row] = own[node], shared[node]
                is_one = above < 0 or equals[above] == 1  # of equal texts it may be any
                is_sure = is_one and margins[node] >= prices.sure and not clashes[node]
                found.certainty[row] = (margins[node] >= prices.likely) + is_sure
                if lost[node] >= 0:
                    while lost[above] == lost[node]:
                        above = parents[above]
                    found.lost_parent[row], found.beyond[row] = lost[node], stories[above]
                    found.parent[row], found.shared_with_parent[row] = -1, 0
            else:  # the same words as one before it
                found.parent[row] = stories[node]
                found.runner_up[row] = stories[above] if above >= 0 else -1


@kernel
def choose_parents(grams, bounds, atoms, lengths, limits, holders, times, outlets, prices):
    """Choose the parent of each node, and the runner-up.

    grams, bounds, holders            see ``number_grams``
    atoms, lengths, limits            see ``find_atoms``
    times, outlets                    (n,) int64, (n,) int32
    returns                           (n,) int64, (n,) int64, (n,) float64, (n,) bool
                                      parents, runners-up (-1 where that is nobody), how many events dearer, and which
                                      see ``find_clashes``
    """
    count = limits.size - 1
    ranks = rank_times(times)
    tails, heads = propose(grams, bounds, atoms, lengths, limits, holders)
    tails, heads = keep_possible(tails, heads, ranks, outlets)
    inner = tails.size - count
    kept, oddness = weigh_edges(tails[:inner], heads[:inner], grams, bounds, atoms, lengths, limits, holders, prices)
    trusting, strict = plant_tree(tails, heads, kept, oddness, ranks, outlets, True, prices)
    parents = trusting
    if count > 0 and ranks.max() > ranks[0]:  # otherwise there is nothing to doubt
        doubting, loose = plant_tree(tails, heads, kept, oddness, ranks, outlets, False, prices)
        parents = trusting if strict <= loose + prices.trust else doubting
    rivals, margins = find_rivals(parents, tails, heads, kept, oddness, times, ranks, prices)
    return parents, rivals, margins, find_clashes(parents, ranks, outlets)


@kernel
def plant_tree(tails, heads, kept, oddness, ranks, outlets, is_strict, prices):
    """Find the likeliest tree: who shares most stands together, and the first stands where most can come from it.

    tails, heads     (e,) int32         see ``propose``
    kept, oddness    (e - n,) float64   see ``weigh_edges``
    ranks, outlets   (n,) float64       see ``rank_times``; (n,) int32
    is_strict        bool               whether the times are trusted
    returns          (n,) int64 and float   the parent of each node, and what the tree costs
    """
    count, inner = ranks.size, kept.size
    most = kept.max() if inner else 0.0
    costs = np.zeros(tails.size, np.int64)
    for edge in range(inner):
        clock = price_clock(ranks[tails[edge]], ranks[heads[edge]], is_strict, prices)
        cost = most - kept[edge] + prices.oddness * oddness[edge] + clock
        costs[edge] = int64(round(cost * UNIT)) * TIES + tails[edge]
    for edge in range(inner, tails.size):
        costs[edge] = int64(FAR * UNIT) * TIES + heads[edge]
    best, lowest = np.full(count, -1, np.int64), np.inf
    edges = span(count + 1, tails, heads, costs)
    for turn in range(ROUNDS):
        if turn > 0 and not take_cheapest(tails[:inner], heads[:inner], costs, edges):
            edges = span(count + 1, tails, heads, costs)
        tree, cost = root_tree(edges[:count], tails, heads, kept, oddness, most, ranks, outlets, is_strict, prices)
        if cost >= lowest - 1e-9:
            break
        best, lowest = tree, cost
        for edge in range(inner, tails.size):  # the next tree grows from this one's first
            far = FAR if best[heads[edge]] < 0 else 2 * FAR
            costs[edge] = int64(far * UNIT) * TIES + heads[edge]
            edges[heads[edge]] = edge if best[heads[edge]] < 0 else -1
    return best, lowest


@kernel
def weigh_edges(tails, heads, grams, bounds, atoms, lengths, limits, holders, prices):
    """Return what tells that one story was taken from another, times apart.

    tails, heads             (e,) int32   by tail
    atoms, lengths, limits   see ``find_atoms``
    grams, bounds, holders   see ``number_grams``
    returns                  (e,) float64, twice   what the two have in common that not all have, and what the copy has
                                                   that does not look like a copy's doing
    """
    kept, oddness = np.zeros(tails.size), np.zeros(tails.size)
    values = value_atoms(grams, atoms, lengths, limits, holders, prices)
    held_by, first = np.zeros(atoms.size, np.uint64), int64(-1)
    for edge in range(tails.size):
        tail, head = tails[edge], heads[edge]
        if tail >> 6 != first >> 6:
            first = (tail >> 6) << 6
            see_holders(first, grams, bounds, atoms, holders.size, held_by)
        run, worth, odd, bit = int64(0), 0.0, 0.0, uint64(tail - first)
        for atom in range(limits[head], limits[head + 1]):
            is_held = int64((held_by[atom] >> bit) & uint64(1))
            worth += values[atom] * is_held  # without a branch: which atoms are held cannot be foreseen
            if is_held and run > 0:
                odd += price_run(run, False, prices)
            run = (run + lengths[atom]) * (1 - is_held)
        kept[edge], oddness[edge] = worth, odd + price_run(run, True, prices)
    return kept, oddness


@kernel
def see_holders(first, grams, bounds, atoms, count, held_by):
    """See by which of 64 nodes each atom is held, so that this need not be looked up for every edge.

    first           int            the first of the nodes
    grams, bounds   see ``number_grams``; there are ``count`` distinct grams
    held_by         (a,) uint64    written: a bit for each node
    """
    nodes = np.zeros(count, np.uint64)
    for node in range(first, min(first + 64, bounds.size - 1)):
        bit = uint64(1) << uint64(node - first)
        for gram in grams[bounds[node] : bounds[node + 1]]:
            nodes[gram] |= bit
    for atom in range(atoms.size):
        held_by[atom] = nodes[atoms[atom]]


@kernel
def price_run(length, is_last, prices):
    """Return how little a run that the parent lacks looks like what copies have of their own.

    length    int    grams in the run, 0 or more
    is_last   bool   whether the story ends with it
    """
    if length == 1:
        return prices.cut_end if is_last else prices.cut_inside
    if length >= PARAGRAPH:
        return prices.appended if is_last else prices.inserted
    return 0.0


@kernel
def find_rivals(parents, tails, heads, kept, oddness, times, ranks, prices):
    """Find the next best parent of each node, the rest of the tree as it is: another node, or it trades places.

    parents         (n,) int64
    returns         (n,) int64 and (n,) float64   the runner-up, -1 where it is nobody; how much dearer that is
    """
    count = parents.size
    rivals, margins = np.full(count, -1, np.int64), np.full(count, FAR)
    sizes = np.zeros(count, np.int64)
    for node in range(count):
        above = int64(node)
        while above >= 0:
            sizes[above] += 1
            above = parents[above]
    chosen = np.zeros(count)
    for edge in range(kept.size):
        if parents[heads[edge]] == tails[edge]:
            chosen[heads[edge]] = oddness[edge] - kept[edge] + price_edge(edge, tails, heads, times, ranks, prices)
    for edge in range(kept.size):
        tail, node = tails[edge], heads[edge]
        price = oddness[edge] - kept[edge] + price_edge(edge, tails, heads, times, ranks, prices)
        dearer = price - chosen[node]
        if parents[node] >= 0 and parents[node] != tail and not goes_back(tail, node, parents):
            if dearer < margins[node]:
                margins[node], rivals[node] = dearer, tail
        elif parents[tail] == node:  # the parent as the child of its child
            above = parents[node]
            dearer = price + kept[edge] - chosen[tail] - kept[find_edge(node, tail, tails, heads)]
            if above < 0:
                dearer += prices.centre * (np.log(sizes[node] - sizes[tail]) - np.log(sizes[tail]))
            else:
                instead = find_edge(above, tail, tails, heads)
                dearer += oddness[instead] - kept[instead] - chosen[node] if instead >= 0 else FAR
            if dearer < margins[tail]:
                margins[tail], rivals[tail] = dearer, above
            if above < 0 and dearer < margins[node]:
                margins[node], rivals[node] = dearer, tail
    return rivals, np.maximum(margins, 0.0)


@kernel
def price_edge(edge, tails, heads, times, ranks, prices):
    """Return what the times of an edge's two stories cost if clocks may be wrong; nothing if they differ little."""
    tail, head = tails[edge], heads[edge]
    if ranks[tail] >= 0 and ranks[head] >= 0 and times[tail] - times[head] <= prices.slack_microseconds:
        return 0.0
    return price_clock(ranks[tail], ranks[head], False, prices)
