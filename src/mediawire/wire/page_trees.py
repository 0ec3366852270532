"""Boosted trees as plain tables: rows of numbers in, likelihoods out; nothing is learnt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Places = np.ndarray[Any, np.dtype[np.int64]]

MOST_CELLS = 1_000_000
"""So many rows times trees are walked at once: 64 MB."""


@dataclass(frozen=True, slots=True)
class Trees:
    """All trees of a model, node behind node.

    ``columns``, ``limits`` and ``below`` have one entry a node: a row goes on to node ``below`` where its column is at
    most the limit, else to the one behind it. A leaf leads to itself and adds ``gains``. ``roots`` has one a tree.
    """

    columns: Places
    limits: Numbers
    below: Places
    gains: Numbers
    roots: Places
    start: float

    def score(self, rows: Numbers, least: float = -np.inf) -> Numbers:
        """Return the log odds of each row: (n, columns) -> (n,).

        A row that a third of the trees give less than ``least`` is not asked of the others: they only refine.
        """
        third = self.roots.size // 3 if np.isfinite(least) else 0
        step = max(1, MOST_CELLS // self.roots.size)
        odds = np.full(len(rows), self.start)
        for place in range(0, len(rows), step):
            part = slice(place, place + step)
            odds[part] += self._walk(rows[part], self.roots[:third])
            on = place + np.flatnonzero(odds[part] >= least)
            odds[on] += self._walk(rows[on], self.roots[third:])
        return odds

    def _walk(self, rows: Numbers, roots: Places) -> Numbers:
        """Return what some trees add to each row; a row that has come to a leaf stays there."""
        flat = np.ascontiguousarray(rows).ravel()
        nodes = np.tile(roots, len(rows))
        offsets = np.repeat(np.arange(len(rows)) * rows.shape[1], roots.size)
        going = np.arange(nodes.size)
        while going.size:
            here = nodes[going]
            there = self.below[here] + (flat[offsets[going] + self.columns[here]] > self.limits[here])
            nodes[going] = there
            going = going[there != here]
        sums: Numbers = self.gains[nodes].reshape(len(rows), roots.size).sum(axis=1)
        return sums


def read_trees(table: dict[str, Any]) -> Trees:
    """Read trees from the table that `bench.fit_page_bodies` writes."""
    rows = table["nodes"]
    columns, limits, below, gains = (list(column) for column in zip(*rows, strict=True))
    return Trees(
        np.array(columns, np.int64),
        np.array([np.inf if limit is None else limit for limit in limits], np.float64),
        np.array(below, np.int64),
        np.array(gains, np.float64),
        np.array(table["roots"], np.int64),
        float(table["start"]),
    )
