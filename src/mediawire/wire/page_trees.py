"""Boosted trees as plain tables: rows of numbers in, likelihoods out; nothing is learnt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Places = np.ndarray[Any, np.dtype[np.int32]]

MOST_CELLS = 2_000_000
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
    depth: int

    def score(self, rows: Numbers) -> Numbers:
        """Return the log odds of each row: (n, columns) -> (n,)."""
        step = max(1, MOST_CELLS // self.roots.size)
        parts = [self._walk(rows[place : place + step]) for place in range(0, len(rows), step)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _walk(self, rows: Numbers) -> Numbers:
        flat = np.ascontiguousarray(rows).ravel()
        offsets = (np.arange(len(rows), dtype=np.int64) * rows.shape[1])[:, None]
        nodes = np.broadcast_to(self.roots, (len(rows), self.roots.size))
        for _ in range(self.depth):
            values = flat.take(offsets + self.columns.take(nodes))
            nodes = self.below.take(nodes) + (values > self.limits.take(nodes))
        sums: Numbers = self.start + self.gains.take(nodes).sum(axis=1)
        return sums


def read_trees(table: dict[str, Any]) -> Trees:
    """Read trees from the table that `bench.fit_page_bodies` writes."""
    rows = table["nodes"]
    columns, limits, below, gains = (list(column) for column in zip(*rows, strict=True))
    return Trees(
        np.array(columns, np.int32),
        np.array([np.inf if limit is None else limit for limit in limits], np.float64),
        np.array(below, np.int32),
        np.array(gains, np.float64),
        np.array(table["roots"], np.int32),
        float(table["start"]),
        int(table["depth"]),
    )
