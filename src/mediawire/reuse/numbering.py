"""Reports -> dense numbers, outlet by outlet, whatever order the reports come in.

Numbers are ranks by outlet and hashed id, so that no later step can depend on files, partitions or machines. Of an id
that comes twice the first report counts; the others have no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mediawire.reuse.fingerprint import lay_out
from mediawire.reuse.runner import Rows, Runner
from mediawire.reuse.string_kernels import hash_strings

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAMES = pa.schema([("partition", pa.int32()), ("key", pa.uint64()), ("outlet", pa.string()), ("number", pa.uint32())])
VERSION_TOLD = "@[1-9][0-9]*$"
UNNUMBERED = np.uint32(0xFFFFFFFF)


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """The numbers of the reports of a job.

    ``of_partition``  for each partition that was read, (rows,) uint32: the number of each row, or UNNUMBERED
    ``outlets``       (o + 1,) int64: where each outlet's numbers begin; behind the last are reports of unknown outlet
    ``count``         reports that have a number
    ``repeated``      reports left out because their id had come before
    ``keys``          (count,) uint64: the hashed name of each report
    ``lasting``       (count,) uint32: what the column ``number`` of a corpus says of each; 0 where there is none
    """

    of_partition: dict[int, NDArray[np.uint32]]
    outlets: NDArray[np.int64]
    count: int
    repeated: int
    keys: NDArray[np.uint64]
    lasting: NDArray[np.uint32]

    @property
    def bits(self) -> int:
        """Return how many bits a number needs."""
        return max(1, int(self.count - 1).bit_length())


@dataclass(frozen=True, slots=True, eq=False)
class ListNames:
    """Lists the hashed names and the outlets of reports: a step of the job. What was removed has no name.

    ``removed``  (n,) numbers of removed reports, sorted; those of the column ``number``, which a corpus has
    """

    removed: NDArray[Any]

    def __call__(self, partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield rows of NAMES."""
        for batch in batches:
            data, offsets = lay_out(name_reports(batch))
            keys = np.empty(batch.num_rows, np.uint64)
            hash_strings(offsets, data, keys)
            where = pa.array(np.full(batch.num_rows, partition, np.int32))
            outlets, lasting = column_of(batch, "outlet", pa.string()), column_of(batch, "number", pa.uint32())
            yield pa.record_batch([where, pa.array(keys, mask=self.is_removed(batch)), outlets, lasting], NAMES)

    def is_removed(self, batch: pa.RecordBatch) -> NDArray[np.bool_] | None:
        """Tell of each report whether it was removed; None where none was."""
        if not len(self.removed) or "number" not in batch.schema.names:
            return None
        return np.isin(batch.column("number").to_numpy(), self.removed)


def with_numbers(
    batches: Iterator[pa.RecordBatch], numbers: dict[int, NDArray[np.uint32]], partition: int
) -> Iterator[tuple[pa.RecordBatch, NDArray[np.uint32]]]:
    """Yield the batches of a partition, each with the numbers of its reports; an empty partition has neither."""
    row = 0
    for batch in batches:
        yield batch, numbers[partition][row : row + batch.num_rows]
        row += batch.num_rows


def name_reports(batch: pa.RecordBatch) -> pa.Array:
    """Return the names under which reports go through the job: their ids; later versions as ``id@2``, ``id@3``.

    An id that itself ends so has its version behind it always, ``id@2@1``, so that no two reports have one name.
    """
    ids = column_of(batch, "id", pa.string())
    if "version" not in batch.schema.names:
        return ids
    versions = batch.column("version")
    told = pc.binary_join_element_wise(ids, versions.cast(pa.string()), "@")
    return pc.if_else(pc.or_(pc.greater(versions, 1), pc.match_substring_regex(ids, VERSION_TOLD)), told, ids)


def column_of(batch: pa.RecordBatch, name: str, kind: pa.DataType) -> pa.Array:
    """Return a column as a type; one that is not there is null all over."""
    return batch.column(name).cast(kind) if name in batch.schema.names else pa.nulls(batch.num_rows, kind)


def number_reports(runner: Runner, reports: Rows, removed: NDArray[Any] | None = None) -> Numbering:
    """Give reports their numbers; read are id, outlet and, where there are, version and number."""
    step = ListNames(np.empty(0, np.int64) if removed is None else removed)
    names = runner.collect(runner.map(reports, step, NAMES, "listing reports"))
    partitions = names.column("partition").to_numpy()
    is_there = names.column("key").is_valid().to_numpy()
    keys = pc.fill_null(names.column("key"), 0).to_numpy()
    codes, outlets = code_outlets(names.column("outlet"))
    order = np.lexsort((keys, codes))
    is_first = find_first(keys) & is_there
    numbers = np.full(keys.size, UNNUMBERED, np.uint32)
    order = order[is_first[order]]
    numbers[order] = np.arange(order.size, dtype=np.uint32)
    bounds = np.searchsorted(codes[order], np.arange(len(outlets) + 1)).astype(np.int64)
    lasting = pc.fill_null(names.column("number"), 0).to_numpy()[order]
    keys = keys[order]
    order = np.argsort(partitions, kind="stable")
    edges = np.flatnonzero(np.diff(partitions[order], prepend=-1, append=-1))
    found = {int(partitions[order[a]]): numbers[order[a:b]] for a, b in pairwise(edges)}
    count = int(is_first.sum())
    return Numbering(found, bounds, count, int(is_there.sum()) - count, keys, lasting)


def code_outlets(outlets: pa.ChunkedArray) -> tuple[NDArray[np.int32], pa.Array]:
    """Give each outlet a number, in the order of their names; unknown ones the number behind the last.

    returns   the number of each report's outlet, (n,) int32; the names in order
    """
    names = pc.unique(outlets.drop_null()) if len(outlets) else pa.array([], pa.string())
    names = names.take(pc.sort_indices(names))
    codes = pc.fill_null(pc.index_in(outlets, value_set=names, skip_nulls=True), len(names))
    return codes.to_numpy().astype(np.int32), names


def find_first(keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell of each key whether it comes for the first time."""
    order = np.argsort(keys, kind="stable")
    first = np.ones(keys.size, np.bool_)
    first[order[1:]] = keys[order[1:]] != keys[order[:-1]]
    return first
