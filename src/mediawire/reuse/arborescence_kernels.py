"""Chooses one parent for each node such that the whole costs least: arrays in, arrays out."""

from __future__ import annotations

import numpy as np
from numpy import int64

from mediawire.compiled import kernel


@kernel
def span(count, tails, heads, weights):
    """Choose one edge into each node such that all are reached from the last, at the least cost.

    Chu, Liu and Edmonds' arborescence in the manner of Tarjan (1977), Finding optimum branchings; edges wait in skew
    heaps. Between trees that cost the same the edge that was listed first decides.

    count          int          nodes; the last is the root
    tails, heads   (e,) int32   each node can be reached from the root
    weights        (e,) int64
    returns        (count,) int64   the edge into each node; -1 into the root
    """
    lower, upper = np.full(tails.size, -1, np.int64), np.full(tails.size, -1, np.int64)
    costs, pending = weights.copy(), np.zeros(tails.size, np.int64)
    most = 2 * count
    heaps, over, above = np.full(most, -1, np.int64), np.arange(most), np.full(most, -1, np.int64)
    into = np.full(most, -1, np.int64)
    for edge in range(tails.size):
        heaps[heads[edge]] = meld(heaps[heads[edge]], edge, lower, upper, costs, pending)
    done = np.zeros(most, np.int64)
    done[count - 1] = 1
    path = np.empty(most, np.int64)
    nodes = count
    for start in range(count - 1):
        node, steps = find_top(over, start), 0
        while done[node] == 0:
            done[node] = start + 2
            path[steps] = node
            steps += 1
            edge = heaps[node]
            while find_top(over, tails[edge]) == node:  # inside a contracted circle
                edge = heaps[node] = pop(edge, lower, upper, costs, pending)
            settle(edge, lower, upper, costs, pending)
            into[node] = edge
            node = find_top(over, tails[edge])
            if done[node] == start + 2:
                steps = contract(path, steps, node, nodes, heaps, over, above, into, lower, upper, costs, pending)
                node = nodes
                nodes += 1
    return unfold(count, nodes, heads, above, into)


@kernel
def take_cheapest(tails, heads, costs, edges):
    """Choose the cheapest edge into each node; return whether that makes a tree, and so the cheapest.

    tails, heads   (e,) int32   without those of the root
    costs          (e,) int64   no two edges into a node cost the same
    edges          (n,) int64   written where it is -1; otherwise it is decided: there stands the edge of the root
    """
    count = edges.size
    decided = edges.copy()
    for edge in range(tails.size):
        head = heads[edge]
        if decided[head] < 0 and (edges[head] < 0 or costs[edge] < costs[edges[head]]):
            edges[head] = edge
    seen = np.full(count, -1, np.int64)
    for start in range(count):
        node = int64(start)
        while decided[node] < 0 and seen[node] < 0:
            if edges[node] < 0:
                return False
            seen[node] = start
            node = int64(tails[edges[node]])
        if decided[node] < 0 and seen[node] == start:
            return False
    return True


@kernel
def find_top(over, node):
    """Return the contracted node that a node belongs to now; shortens the way for the next time."""
    top = node
    while over[top] != top:
        top = over[top]
    while over[node] != top:
        over[node], node = top, over[node]
    return top


@kernel
def meld(left, right, lower, upper, costs, pending):
    """Merge two skew heaps of edges, cheapest first; -1 is the empty heap. Returns the new top.

    lower, upper   (e,) int64   the heaps below each edge
    costs          (e,) int64   cost of each edge, but for what is pending above it
    pending        (e,) int64   to be added to the edge and all below it
    """
    top, above = int64(-1), int64(-1)
    while left >= 0 and right >= 0:
        settle(left, lower, upper, costs, pending)
        settle(right, lower, upper, costs, pending)
        if costs[right] < costs[left] or (costs[right] == costs[left] and right < left):
            left, right = right, left
        if above < 0:
            top = left
        else:
            lower[above] = left
        above, left = left, upper[left]
        upper[above], lower[above] = lower[above], -1
    rest = left if left >= 0 else right
    if above < 0:
        return rest
    lower[above] = rest
    return top


@kernel
def settle(edge, lower, upper, costs, pending):
    """Add what is pending to an edge, and leave it pending for those below."""
    if pending[edge]:
        costs[edge] += pending[edge]
        if lower[edge] >= 0:
            pending[lower[edge]] += pending[edge]
        if upper[edge] >= 0:
            pending[upper[edge]] += pending[edge]
        pending[edge] = 0


@kernel
def pop(edge, lower, upper, costs, pending):
    """Take the cheapest edge from a heap; return the new top."""
    settle(edge, lower, upper, costs, pending)
    return meld(lower[edge], upper[edge], lower, upper, costs, pending)


@kernel
def contract(path, steps, node, new, heaps, over, above, into, lower, upper, costs, pending):
    """Make the circle at the end of the path one node; return how long the path is without it.

    path, steps   (most,) int64, int   the way so far; it came back to ``node``
    new           int                  the number of the contracted node
    above         (most,) int64        written: the contracted node that each is in
    """
    heap = int64(-1)
    while True:
        steps -= 1
        inner = path[steps]
        edge = into[inner]
        cost = costs[edge]
        rest = pop(edge, lower, upper, costs, pending)
        if rest >= 0:
            pending[rest] -= cost
        heap = meld(heap, rest, lower, upper, costs, pending)
        over[inner], above[inner] = new, new
        if inner == node:
            break
    heaps[new] = heap
    return steps


@kernel
def unfold(count, nodes, heads, above, into):
    """Open the contracted nodes again, the last first: the edge into one replaces an edge of its circle."""
    chosen = into[:nodes].copy()
    for node in range(nodes - 1, count - 1, -1):
        edge = chosen[node]
        inner = int64(heads[edge])
        while above[inner] != node:
            inner = above[inner]
        chosen[inner] = edge
    return chosen[:count]
