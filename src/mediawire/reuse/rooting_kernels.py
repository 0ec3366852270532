"""Tells which story of a tree was first: arrays in, arrays out.

What stories share says who stands next to whom, and not which way it went. That is told by what a copy's doing looks
like, by the shape of the tree, and by the times. The clocks of one outlet are one clock: it is never doubted, and no
report was taken from a later one of its own outlet. The clocks of two outlets may disagree.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy import int64

from mediawire.compiled import kernel
from mediawire.reuse.wording_kernels import MISSING

CROWD = 40
"""In a tree of more nodes than this only so many are tried as the first."""

IMPOSSIBLE = 1000.0
"""The price of what trusted clocks rule out, in events; it may still happen where nothing else can."""


class Prices(NamedTuple):
    """What each event costs; ``LineageConstants`` says what the names mean."""

    kept: float
    kept_bits: float
    cut_end: float
    cut_inside: float
    inserted: float
    appended: float
    oddness: float
    centre: float
    later: float
    later_rank: float
    later_square: float
    trust: float
    likely: float
    sure: float
    lost_runs: float
    slack_microseconds: float


@kernel
def rank_times(times):
    """Rank times; equal ones share a rank.

    times     (n,) int64     rising, MISSING ones last
    returns   (n,) float64   -1 for a time that is missing
    """
    ranks = np.full(times.size, -1.0)
    first = 0
    while first < times.size and times[first] != MISSING:
        after = first
        while after < times.size and times[after] == times[first]:
            after += 1
        for node in range(first, after):
            ranks[node] = (first + after - 1) / 2
        first = after
    return ranks


@kernel
def price_clock(above, below, is_strict, prices):
    """Return what it costs that a story is dated after one that goes back to it.

    above, below   float   ranks of the two times, -1 where one is missing
    is_strict      bool    whether the times are trusted
    """
    if above < 0 or below < 0 or above <= below:
        return 0.0
    if is_strict:
        return IMPOSSIBLE
    late = above - below
    return prices.later + late * (prices.later_rank + late * prices.later_square)


@kernel(inline="always")
def is_one_clock(one, other, outlets):
    """Tell whether two stories, which are numbered as (n,) int32 outlets are, are from one that is known."""
    return outlets[one] >= 0 and outlets[one] == outlets[other]


@kernel
def keep_possible(tails, heads, ranks, outlets):
    """Leave out the edges that lead back in time by one outlet's own clock.

    tails, heads   (e,) int32     see ``propose``
    ranks          (n,) float64   see ``rank_times``
    outlets        (n,) int32     -1 where it is not known
    returns        (k,) int32, twice
    """
    is_kept = np.ones(tails.size, np.bool_)
    for edge in range(tails.size):
        tail, head = tails[edge], heads[edge]
        if tail < ranks.size and is_one_clock(tail, head, outlets):
            is_kept[edge] = ranks[head] < 0 or ranks[tail] <= ranks[head]
    return tails[is_kept], heads[is_kept]


@kernel
def find_clashes(parents, ranks, outlets):
    """Tell which nodes lie on a way on which a story goes back to a later one of its own outlet.

    parents    (n,) int64
    ranks      (n,) float64   see ``rank_times``
    outlets    (n,) int32     -1 where it is not known
    returns    (n,) bool
    """
    clashes = np.zeros(parents.size, np.bool_)
    for node in range(parents.size):
        above = parents[node]
        while above >= 0:
            if ranks[node] >= 0 and ranks[above] > ranks[node] and is_one_clock(above, node, outlets):
                below = int64(node)
                while below != above:
                    clashes[below] = True
                    below = parents[below]
            above = parents[above]
    return clashes


@kernel
def root_tree(edges, tails, heads, kept, oddness, most, ranks, outlets, is_strict, prices):
    """Try each node as the first of a tree; return the parents and the cost under the best.

    edges       (n,) int64   the edge into each node; where an edge was not proposed the other way, it is not turned
    """
    count = edges.size
    links = np.full(count, -1, np.int64)
    down, up = np.zeros(count), np.zeros(count)
    for node in range(count):
        tail = tails[edges[node]]
        if tail < count:
            links[node] = tail
            down[node] = most - kept[edges[node]] + oddness[edges[node]]
            back = find_edge(node, tail, tails, heads)
            up[node] = most - kept[edges[node]] + oddness[back] if back >= 0 else np.inf
    best, lowest = links, np.inf
    for first in choose_firsts(links):
        tree, flipped = turn(links, first)
        cost = 0.0
        for node in range(count):
            if links[node] >= 0:
                cost += up[node] if flipped[node] else down[node]
        if cost < np.inf:
            cost += price_shape(tree, ranks, outlets, is_strict, prices)
        if cost < lowest - 1e-9:
            best, lowest = tree, cost
    if lowest == np.inf:  # its own first was not among those tried
        lowest = down.sum() + price_shape(links, ranks, outlets, is_strict, prices)
    return best, lowest


@kernel
def choose_firsts(links):
    """Return the nodes that may be first: all, or in a crowd the earliest, and those with most neighbours.

    links     (n,) int64   the parent of each node
    returns   (t,) int64
    """
    if links.size <= CROWD:
        return np.arange(links.size)
    degrees = np.zeros(links.size, np.int64)
    for node in range(links.size):
        if links[node] >= 0:
            degrees[node] += 1
            degrees[links[node]] += 1
    degrees[: CROWD // 2] += links.size
    return np.argsort(-degrees, kind="mergesort")[:CROWD]


@kernel
def find_edge(tail, head, tails, heads):
    """Return the number of an edge by bisection; -1 where it was not proposed.

    tails, heads   (e,) int32   by tail, then by head
    """
    low, high = 0, tails.size
    while low < high:
        middle = (low + high) // 2
        if tails[middle] < tail or (tails[middle] == tail and heads[middle] < head):
            low = middle + 1
        else:
            high = middle
    return low if low < tails.size and tails[low] == tail and heads[low] == head else -1


@kernel
def turn(links, first):
    """Make another node the first of a tree.

    links     (n,) int64   the parent of each node, -1 for the first
    returns   (n,) int64 and (n,) bool   the parents then, and from which nodes the edge now runs upward
    """
    tree, flipped = links.copy(), np.zeros(links.size, np.bool_)
    node, below = first, int64(-1)
    while node >= 0:
        above = links[node]
        tree[node] = below
        flipped[node] = above >= 0
        node, below = above, node
    return tree, flipped


@kernel
def price_shape(tree, ranks, outlets, is_strict, prices):
    """Return how odd a tree is: a first story far from the middle, and stories dated after those they led to.

    That a tree which grew by chance began at a node has a likelihood that falls with the sizes of the subtrees seen
    from there: Shah and Zaman (2011), Rumors in a network: who's the culprit?

    tree      (n,) int64     the parent of each node
    ranks     (n,) float64   see ``rank_times``
    outlets   (n,) int32     -1 where it is not known
    """
    sizes, cost = np.zeros(tree.size, np.int64), 0.0
    for node in range(tree.size):
        above = int64(node)
        while above >= 0:
            sizes[above] += 1
            if above != node:
                is_trusted = is_strict or is_one_clock(above, node, outlets)
                cost += price_clock(ranks[above], ranks[node], is_trusted, prices)
            above = tree[above]
    for size in sizes:
        cost += prices.centre * np.log(size)
    return cost


@kernel
def goes_back(node, to, parents):
    """Tell whether a node goes back to another, or is it."""
    while node >= 0 and node != to:
        node = parents[node]
    return node == to
