"""Cuts batches by where their rows go, and holds functions to what they promised; both runners do it alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def promised(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Pass on what a function makes, as far as it is what was promised; empty batches are left out."""
    for batch in batches:
        if batch.schema != schema:
            raise ValueError(f"a function promised {schema} and made {batch.schema}")
        if batch.num_rows:
            yield batch


def places(batch: pa.RecordBatch, key: str, count: int) -> NDArray[np.int64]:
    """Return the partition of each row: its key modulo their number."""
    column = batch.column(key)
    if column.null_count or not pa.types.is_integer(column.type):
        raise ValueError(f"rows are shuffled by an integer column without gaps, which {key!r} is not")
    found: NDArray[np.int64] = np.mod(column.to_numpy(), count).astype(np.int64)
    return found


def runs(batch: pa.RecordBatch, key: str, count: int) -> Iterator[tuple[int, int, int]]:
    """Yield the runs of rows that go to one partition: the partition, the first row, how many."""
    targets = places(batch, key, count)
    edges = np.flatnonzero(np.diff(targets)) + 1
    starts = [0, *edges.tolist()]
    for start, end in pairwise([*starts, targets.size]):
        yield int(targets[start]), start, end - start


def parted(batch: pa.RecordBatch, key: str, count: int) -> tuple[list[int], list[pa.RecordBatch]]:
    """Copy a batch apart by where its rows go, in their order: the partitions, and the rows of each."""
    targets = places(batch, key, count)
    order = np.argsort(targets, kind="stable")
    bounds = np.searchsorted(targets[order], np.arange(count + 1))
    present = np.flatnonzero(np.diff(bounds)).tolist()
    return present, [batch.take(pa.array(order[bounds[target] : bounds[target + 1]])) for target in present]
