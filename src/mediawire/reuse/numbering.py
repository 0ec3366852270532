"""Reports -> dense numbers, outlet by outlet, whatever order the reports come in.

Numbers are ranks by outlet and hashed id, so that no later step can depend on files, partitions or machines. Of an id
that comes twice the first report counts; the others have no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mediawire.reuse import link_kernels as kernels
from mediawire.reuse.fingerprint import lay_out
from mediawire.reuse.runner import Rows, Runner

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAMES = pa.schema([("partition", pa.int32()), ("key", pa.uint64()), ("outlet", pa.string())])
UNNUMBERED = np.uint32(0xFFFFFFFF)


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """The numbers of the reports of a job.

    ``of_partition``  for each partition that was read, (rows,) uint32: the number of each row, or UNNUMBERED
    ``outlets``       (o + 1,) int64: where each outlet's numbers begin; behind the last are reports of unknown outlet
    ``count``         reports that have a number
    ``repeated``      reports left out because their id had come before
    """

    of_partition: dict[int, NDArray[np.uint32]]
    outlets: NDArray[np.int64]
    count: int
    repeated: int

    @property
    def bits(self) -> int:
        """Return how many bits a number needs."""
        return max(1, int(self.count - 1).bit_length())


def list_names(partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """List the hashed ids and the outlets of reports: a step of the job."""
    for batch in batches:
        data, offsets = lay_out(batch.column("id").cast(pa.string()))
        keys = np.empty(batch.num_rows, np.uint64)
        kernels.hash_strings(data, offsets, keys)
        where = pa.array(np.full(batch.num_rows, partition, np.int32))
        yield pa.record_batch([where, pa.array(keys), batch.column("outlet").cast(pa.string())], NAMES)


def number_reports(runner: Runner, reports: Rows) -> Numbering:
    """Number reports, of which the columns id and outlet are read."""
    names = runner.collect(runner.map(reports, list_names, NAMES, "listing reports"))
    partitions = names.column("partition").to_numpy()
    keys = names.column("key").to_numpy()
    codes, known = code_outlets(names.column("outlet"))
    order = np.lexsort((keys, codes))
    is_first = find_first(keys)
    numbers = np.full(keys.size, UNNUMBERED, np.uint32)
    order = order[is_first[order]]
    numbers[order] = np.arange(order.size, dtype=np.uint32)
    bounds = np.searchsorted(codes[order], np.arange(known + 1)).astype(np.int64)
    order = np.argsort(partitions, kind="stable")
    edges = np.flatnonzero(np.diff(partitions[order], prepend=-1, append=-1))
    found = {int(partitions[order[a]]): numbers[order[a:b]] for a, b in zip(edges[:-1], edges[1:], strict=True)}
    count = int(is_first.sum())
    return Numbering(found, bounds, count, keys.size - count)


def code_outlets(outlets: pa.ChunkedArray) -> tuple[NDArray[np.int32], int]:
    """Return a number for each report's outlet, in the order of their names, unknown ones last; and how many are known."""
    encoded = (
        pc.dictionary_encode(outlets).combine_chunks()
        if len(outlets)
        else pa.array([], pa.string()).dictionary_encode()
    )
    rank = np.empty(len(encoded.dictionary) + 1, np.int32)
    rank[pc.sort_indices(encoded.dictionary).to_numpy()] = np.arange(len(encoded.dictionary), dtype=np.int32)
    rank[-1] = len(encoded.dictionary)
    codes = pc.fill_null(encoded.indices, len(encoded.dictionary)).to_numpy(zero_copy_only=False)
    return rank[codes], len(encoded.dictionary)


def find_first(keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell of each key whether it comes for the first time."""
    order = np.argsort(keys, kind="stable")
    first = np.ones(keys.size, np.bool_)
    first[order[1:]] = keys[order[1:]] != keys[order[:-1]]
    return first
