"""Packed arrays on their way between the steps of the corpus-wide job: many numbers, few rows.

A parcel is a bucket, which says where it meets others, and a load: one array of 64-bit words, of which the first says
what the load is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mediawire.reuse.tables import PARCELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZES, NOISE = -1, -2
"""Buckets of what is not for the next step but for the one who steers the job."""

GATHERED_BYTES = 64 << 20
"""So much is read of the corpus for parcels that are sent together."""

MOST = (1 << 31) - 1
"""No bucket is higher."""


def wrap(loads: Iterable[tuple[int, NDArray[np.uint64]]]) -> pa.RecordBatch:
    """Return parcels as rows: pairs of bucket and load."""
    listed = [(bucket, load) for bucket, load in loads if load.size]
    offsets = np.zeros(len(listed) + 1, np.int64)
    np.cumsum([load.nbytes for _, load in listed], out=offsets[1:])
    data = np.concatenate([load for _, load in listed]) if listed else np.empty(0, np.uint64)
    column = pa.Array.from_buffers(pa.large_binary(), len(listed), [None, pa.py_buffer(offsets), pa.py_buffer(data)])
    return pa.record_batch([pa.array([bucket for bucket, _ in listed], pa.int32()), column], PARCELS)


def wrap_each(
    portions: Iterable[tuple[int, Iterable[tuple[int, NDArray[np.uint64]]]]], most_bytes: int = GATHERED_BYTES
) -> Iterator[pa.RecordBatch]:
    """Return parcels as rows, one batch a bucket: such a batch is shuffled as it lies.

    portions    pairs of what was read for some loads, in bytes, and the loads; gathered until ``most_bytes`` were read
    """
    waiting: dict[int, list[NDArray[np.uint64]]] = {}
    size = 0
    for read, loads in portions:
        for bucket, load in loads:
            waiting.setdefault(bucket, []).append(load)
        size += read
        if size >= most_bytes:
            yield from (wrap((bucket, load) for load in listed) for bucket, listed in waiting.items())
            waiting, size = {}, 0
    yield from (wrap((bucket, load) for load in listed) for bucket, listed in waiting.items())


def loads_of(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[int, NDArray[np.uint64]]]:
    """Return the buckets and loads of parcels; they are views of the rows."""
    for batch in batches:
        _, places, data = batch.column("load").buffers()
        offsets = np.frombuffer(places, np.int64, batch.num_rows + 1, 8 * batch.column("load").offset).tolist()
        for row, bucket in enumerate(batch.column("bucket").to_pylist()):
            load = np.frombuffer(data, np.uint8, offsets[row + 1] - offsets[row], offsets[row])
            yield bucket, load.view(np.uint64) if offsets[row] % 8 == 0 else load.copy().view(np.uint64)


def unwrap(batches: Iterable[pa.RecordBatch]) -> NDArray[np.uint64]:
    """Return the loads of parcels as one array, whatever their buckets."""
    loads = [load for _, load in loads_of(batches)]
    return np.concatenate(loads) if loads else np.empty(0, np.uint64)


@dataclass(frozen=True, slots=True)
class Only:
    """Passes on the parcels of some buckets: a step of the job."""

    first: int
    last: int

    def __call__(self, partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Pass on the parcels of the buckets from first to last."""
        for batch in batches:
            bucket = batch.column("bucket")
            kept = pc.and_(pc.greater_equal(bucket, self.first), pc.less_equal(bucket, self.last))
            count = pc.sum(kept).as_py() or 0
            if count:
                yield batch if count == batch.num_rows else batch.filter(kept)
