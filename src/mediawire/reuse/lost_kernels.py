"""Finds parents that are not among the witnesses, by what their children share: arrays in, arrays out.

Two stories come from a third that is lost where they share what their ancestor lacks, and neither can have it from the
other, since each has kept some of the ancestor's words that the other has changed.
"""

from __future__ import annotations

import numpy as np

from mediawire.compiled import kernel

MOST_TRIED = 256
"""A story is compared with so many of its children and siblings; this only bounds the time that a crowd takes."""


@kernel
def find_lost(parents, grams, bounds, atoms, lengths, limits, holders, prices):
    """Find and number the lost parents of a family.

    parents                  (n,) int64   as found among the witnesses, -1 for the first
    atoms, lengths, limits   see ``find_atoms``
    grams, bounds, holders   see ``number_grams``
    returns                  (n,) int32   the number of each node's lost parent, -1 where it has none
    """
    count = parents.size
    over, is_lost = np.arange(count), np.zeros(count, np.bool_)
    by_one, by_above = np.full(holders.size, -1, np.int32), np.full(holders.size, -1, np.int32)
    for one in range(count):
        above = parents[one]
        if above < 0:
            continue
        for gram in grams[bounds[above] : bounds[above + 1]]:
            by_above[gram] = one
        for gram in grams[bounds[one] : bounds[one + 1]]:
            by_one[gram] = one
        tried = 0
        for other in range(count):
            is_child, is_sibling = parents[other] == one, parents[other] == above and other > one
            if not (is_child or is_sibling) or tried == MOST_TRIED:
                continue
            tried += 1
            if is_apart(atoms, lengths, limits, by_one, by_above, one, other, is_child, prices):
                is_lost[one] = is_lost[other] = True
                over[find(over, other)] = find(over, one)
    return number_groups(over, is_lost)


@kernel
def is_apart(atoms, lengths, limits, by_one, by_above, one, other, is_child, prices):
    """Tell whether a story shares with another what their ancestor lacks, and yet does not come from it.

    by_one, by_above   (d,) int32   ``one`` where that story, or the ancestor, has the gram
    """
    shared = kept = run_shared = run_kept = 0
    for atom in range(limits[other], limits[other + 1]):
        gram, length = atoms[atom], lengths[atom]
        if by_one[gram] == one and by_above[gram] != one:
            run_shared += length
        else:
            shared += run_shared > 1
            run_shared = 0
        if by_one[gram] != one and by_above[gram] == one:
            run_kept += length
        else:
            kept += run_kept > 1
            run_kept = 0
    shared += run_shared > 1
    kept += run_kept > 1
    return shared >= prices.lost_runs and (not is_child or kept >= prices.lost_runs)


@kernel
def find(over, node):
    """Return the node that stands for a group."""
    while over[node] != node:
        node = over[node]
    return node


@kernel
def number_groups(over, is_lost):
    """Return the number of each group, that of the first node first; -1 for nodes in none."""
    numbers, given = np.full(over.size, -1, np.int32), np.full(over.size, -1, np.int32)
    count = 0
    for node in range(over.size):
        if is_lost[node]:
            top = find(over, node)
            if given[top] < 0:
                given[top] = count
                count += 1
            numbers[node] = given[top]
    return numbers
