"""Finds what hangs together among numbered nodes: arrays in, arrays out."""

from __future__ import annotations

import numpy as np
from numpy import uint64

from mediawire.compiled import kernel


@kernel
def find_roots(left, right, count):
    """Return for every node the smallest node that it hangs together with, itself where it is alone.

    left, right  (n,) int64       the two ends of each edge, 0 .. count - 1
    count        int              how many nodes there are
    returns      (count,) int64   0 .. count - 1, never more than the node's own number

    Union-find; the smaller root wins, and paths are halved on the way (Tarjan and van Leeuwen 1984).
    """
    parent = np.arange(count)
    for edge in range(left.size):
        one, other = left[edge], right[edge]
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        while parent[other] != other:
            parent[other] = parent[parent[other]]
            other = parent[other]
        if one < other:
            parent[other] = one
        else:
            parent[one] = other
    for node in range(count):  # a parent is smaller, and so has found its root before
        parent[node] = parent[parent[node]]
    return parent


@kernel
def choose_by_chance(roots, nodes):
    """Return for every node the one among those with its root that chance ranks first: a hash, always the same.

    roots    (n,) int64   the number of a node, 0 .. n - 1, its own root
    nodes    (n,) int64   what the nodes are called, each differently
    returns  (n,) int64   what the chosen node is called
    """
    ranks = np.full(nodes.size, uint64(0xFFFFFFFFFFFFFFFF))
    chosen = nodes.copy()
    for node in range(nodes.size):
        rank = scramble(uint64(nodes[node]))
        if rank <= ranks[roots[node]]:
            ranks[roots[node]] = rank
            chosen[roots[node]] = nodes[node]
    for node in range(nodes.size):
        if roots[node] != node:
            chosen[node] = chosen[roots[node]]
    return chosen


@kernel
def scramble(value):
    """Mix 64 bits so that each of the result hangs on all; two values never give the same (Steele and others 2014)."""
    value = (value ^ (value >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> uint64(27))) * uint64(0x94D049BB133111EB)
    return value ^ (value >> uint64(31))
