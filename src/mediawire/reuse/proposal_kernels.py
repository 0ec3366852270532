"""Says which stories of a family are weighed against each other: all pairs of a small one, few pairs of a crowd.

In a crowd a story is weighed against those that share with it what few have, against those that hold most of what many
have, and against the earliest. What these leave out could only tie with what they find.
"""

from __future__ import annotations

import numpy as np
from numpy import int64

from mediawire.compiled import kernel

CROWD = 40
"""Wordings from which a family is a crowd."""

FEW = 24
"""What at most so many stories have brings them together one by one."""

NEAR, FULLEST, EARLIEST = 12, 6, 6
"""How many of each kind a story of a crowd is weighed against."""


@kernel
def propose(grams, bounds, atoms, lengths, limits, holders):
    """List the edges to be weighed, each both ways, by parent; then every node as the first, which comes from nobody.

    atoms, lengths, limits   see ``find_atoms``
    grams, bounds, holders   see ``number_grams``
    returns                  (e,) int32, twice   parents and children; nobody is number n
    """
    count = limits.size - 1
    if count <= CROWD:
        return propose_all(count)
    starts, nodes = file_holders(grams, bounds, holders)
    keys = np.empty(2 * count * (NEAR + FULLEST + EARLIEST) + count, np.int64)
    filled, fullest = 0, find_fullest(atoms, lengths, limits, holders)
    shared, touched = np.zeros(count, np.int64), np.empty(count, np.int64)
    for node in range(count):
        met = 0
        for atom in atoms[limits[node] : limits[node + 1]]:
            for other in nodes[starts[atom] : starts[atom + 1]]:
                if other != node:
                    if shared[other] == 0:
                        touched[met] = other
                        met += 1
                    shared[other] += FEW + 1 - holders[atom]
        for rank in range(NEAR + FULLEST + EARLIEST):
            if rank < NEAR:
                other = take_best(shared, touched, met)
            else:
                other = fullest[rank - NEAR] if rank < NEAR + FULLEST else rank - NEAR - FULLEST
            if other >= 0 and other != node:
                keys[filled], keys[filled + 1] = node * count + other, other * count + node
                filled += 2
        shared[touched[:met]] = 0
    for node in range(count):
        keys[filled + node] = count * count + node
    keys = np.unique(keys[: filled + count])
    return (keys // count).astype(np.int32), (keys % count).astype(np.int32)


@kernel
def take_best(shared, touched, met):
    """Return the node that shares most, the first of equals, and take it out; -1 if none is left.

    shared    (n,) int64   written
    touched   (n,) int64   nodes that share something, the first ``met`` of them
    """
    best = int64(-1)
    for other in touched[:met]:
        if shared[other] > 0 and (
            best < 0 or shared[other] > shared[best] or (shared[other] == shared[best] and other < best)
        ):
            best = other
    if best >= 0:
        shared[best] = -1
    return best


@kernel
def file_holders(grams, bounds, holders):
    """File the nodes that have each gram which few have.

    returns   (d + 1,) int64 and (h,) int32   where the nodes of each gram begin, and the nodes
    """
    starts, last = np.zeros(holders.size + 2, np.int64), np.full(holders.size, -1, np.int32)
    for filing in range(2):
        if filing:
            for gram in range(2, starts.size):
                starts[gram] += starts[gram - 1]
            nodes = np.empty(starts[-1], np.int32)
            last[:] = -1
        for node in range(bounds.size - 1):
            for gram in grams[bounds[node] : bounds[node + 1]]:
                if 1 < holders[gram] <= FEW and last[gram] != node:
                    last[gram] = node
                    if filing:
                        nodes[starts[gram + 1]] = node
                        starts[gram + 1] += 1
                    else:
                        starts[gram + 2] += 1
    return starts[:-1], nodes


@kernel
def find_fullest(atoms, lengths, limits, holders):
    """Return the nodes that have most of what many have, the fullest first."""
    count = limits.size - 1
    sizes = np.zeros(count, np.int64)
    for node in range(count):
        for atom in range(limits[node], limits[node + 1]):
            if holders[atoms[atom]] > FEW:
                sizes[node] += lengths[atom]
    return np.argsort(-sizes, kind="mergesort")[:FULLEST]


@kernel
def propose_all(count):
    """List every pair of nodes, by parent; then every node as the first, which comes from nobody.

    count     int
    returns   (count * count,) int32, twice   parents and children; nobody is number ``count``
    """
    tails, heads = np.empty(count * count, np.int32), np.empty(count * count, np.int32)
    edge = 0
    for tail in range(count + 1):
        for head in range(count):
            if tail != head:
                tails[edge], heads[edge] = tail, head
                edge += 1
    return tails, heads
