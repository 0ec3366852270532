"""Where the blocks of a page stand, as arrays: computed once, asked by all that weigh them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mediawire.wire.page_blocks import PageText

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Places = np.ndarray[Any, np.dtype[np.int64]]

LEVELS = 4
"""So many containers of each block are looked at: its own and those around it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks (n,) and the containers (m,) of a page.

    ``letters`` has one entry a block; ``homes`` (`LEVELS`, n) the place of its container and of each one around it.
    ``first``, ``end`` and ``depth`` have one entry a container: in which blocks its text stands, and how deep it is.
    """

    letters: Numbers
    homes: Places
    first: Places
    end: Places
    depth: Places

    def spans(self, level: int) -> tuple[Places, Places]:
        """Return in which blocks the text of each block's container stands, ``level`` containers up."""
        homes = self.homes[level]
        return self.first[homes], self.end[homes]


def lay_out(page: PageText) -> Layout:
    """Put the places of a page's blocks into arrays; ends beyond the last block are its end."""
    count = len(page.blocks)
    rows = [(one.parent.place if one.parent else 0, one.first, one.end, one.depth) for one in page.containers]
    parent, first, end, depth = np.array(rows, np.int64).T
    homes = [np.array([block.container.place for block in page.blocks], np.int64)]
    for _ in range(LEVELS - 1):
        homes.append(parent[homes[-1]])
    letters = np.array([len(block.text) for block in page.blocks], np.float64)
    return Layout(letters, np.array(homes), np.minimum(first, count), np.minimum(end, count), depth)


def sum_before(values: Numbers) -> Numbers:
    """Return at each place the sum of all values before it, (n,) -> (n + 1,)."""
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    return sums


def shift(values: Numbers, by: int, edge: float) -> Numbers:
    """Return at each place the value that stands ``by`` places further on; ``edge`` beyond the ends."""
    moved = np.full(values.shape, edge, values.dtype)
    if abs(by) >= len(values):
        return moved
    if by > 0:
        moved[:-by] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved
