"""Stories that more reports carry than are compared with one another: arrays in, arrays out."""

from __future__ import annotations

import numpy as np
from numpy import int32, int64

from mediawire.compiled import kernel
from mediawire.reuse.constants import CANDIDATES

HOT = int64(CANDIDATES.all_repeated_pairs)
NONE = int32(-1)


@kernel
def follow_leaders(order, offsets, neighbours, links, near, leaders):
    """Let reports that are nearly the same as a hot one stand behind it.

    order         (n,) int64     reports, those with most links first
    offsets, neighbours, links   see family_kernels.list_neighbours
    near          (k,) bool      links of which most of both reports is the same
    leaders       (n,) int32     written: the report that each stands behind, itself for most

    Only a report with HOT links or more leads: elsewhere all pairs have been compared, and say more.
    """
    leaders[:] = NONE
    for at in range(order.size):
        leader = int32(order[at])
        if leaders[leader] != NONE:
            continue
        leaders[leader] = leader
        if offsets[leader + 1] - offsets[leader] < HOT:
            continue
        for place in range(offsets[leader], offsets[leader + 1]):
            other = neighbours[place]
            if near[links[place]] and leaders[other] == NONE:
                leaders[other] = leader


@kernel
def name_smallest(labels):
    """Name each group for its smallest member: labels (n,) int32, any member of each one's group; changed."""
    smallest = np.full(labels.size, NONE)
    for at in range(labels.size):
        if smallest[labels[at]] == NONE:
            smallest[labels[at]] = at
        labels[at] = smallest[labels[at]]
