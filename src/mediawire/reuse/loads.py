"""What a worker of Spark does with a partition between two shuffles: open the loads, run the steps, pack the loads.

A load is a stream of Arrow batches as one value, a row of `ENVELOPES` that says to which partition it goes. The number
of a partition is what its envelopes say, and not what Spark says: a partition may be computed as part of another stage.
So each has one envelope at least, if with an empty load.
"""

from __future__ import annotations

import base64
import pickle
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyarrow as pa

from mediawire.reuse.held import gathered
from mediawire.reuse.row_groups import RowGroup, read_groups, write_table
from mediawire.reuse.runner import Function
from mediawire.reuse.scatter import parted, promised

ENVELOPES = pa.schema([pa.field("target", pa.int32()), pa.field("load", pa.large_binary())])
PACKED_BYTES = 32 << 20
"""So much is gathered before it is cut into loads: all the loads of a batch together."""

CARRIED = re.compile(r"carried<([\w+/=]+)>")

Batches = Iterator[pa.RecordBatch]


@dataclass(frozen=True, slots=True)
class Opening:
    """Loads -> the batches in them."""

    def __call__(self, partition: int, envelopes: Batches) -> Batches:
        """Yield the batches of every load."""
        for batch in envelopes:
            for load in batch.column(1):
                if load.is_valid:
                    yield from pa.ipc.open_stream(load.as_buffer())


@dataclass(frozen=True, slots=True)
class Reading:
    """Nothing but its number -> the row groups of a partition."""

    partitions: list[tuple[RowGroup, ...]]
    schema: pa.Schema

    def __call__(self, partition: int, envelopes: Batches) -> Batches:
        """Yield what is in the row groups."""
        yield from read_groups(self.partitions[partition], self.schema)


@dataclass(frozen=True, slots=True)
class Taking:
    """Nothing but its number -> the part of a small table that travels with the job."""

    parts: list[pa.Table]

    def __call__(self, partition: int, envelopes: Batches) -> Batches:
        """Yield the batches of the part."""
        yield from self.parts[partition].to_batches()


@dataclass(frozen=True, slots=True)
class Packing:
    """Batches -> loads; with a key, cut by the partition to which it sends each row."""

    schema: pa.Schema
    key: str = ""
    count: int = 1

    def __call__(self, partition: int, batches: Batches) -> Batches:
        """Yield batches of loads, and before them an empty one for each partition that there is to be."""
        if not self.key:
            yield empty([partition])
        elif partition == 0:
            yield empty(list(range(self.count)))
        for batch in gathered(batches, PACKED_BYTES, PACKED_BYTES):
            targets, parts = parted(batch, self.key, self.count) if self.key else ([partition], [batch])
            yield self.pack(targets, parts)

    def pack(self, targets: list[int], parts: list[pa.RecordBatch]) -> pa.RecordBatch:
        """Return loads as rows."""
        sink, ends = pa.BufferOutputStream(), [0]
        for part in parts:
            with pa.ipc.new_stream(sink, self.schema) as writer:
                writer.write_batch(part)
            ends.append(sink.tell())
        places = pa.array(ends, pa.int64()).buffers()[1]
        loads = pa.Array.from_buffers(pa.large_binary(), len(parts), [None, places, sink.getvalue()])
        return pa.record_batch([pa.array(targets, pa.int32()), loads], schema=ENVELOPES)


@dataclass(frozen=True, slots=True)
class Writing:
    """Batches -> a Parquet file in a folder; an empty partition writes none."""

    schema: pa.Schema
    folder: str

    def __call__(self, partition: int, batches: Batches) -> Batches:
        """Write the file, under another name until it is whole: Spark may try twice."""
        first = next(batches, None)
        if first is not None:
            whole = Path(self.folder) / f"{partition:05}.parquet"
            aside = whole.with_suffix(".part")
            write_table(aside, chain([first], batches), self.schema)
            aside.replace(whole)
        yield from ()


@dataclass(frozen=True, slots=True)
class Job:
    """All that happens to a partition between two shuffles.

    ``first`` opens, ``last`` packs. Each step between is a function, what it promised, and the number that the first
    partition has for it: where rows are joined, the numbers of the second run on from those of the first.
    """

    first: Function
    steps: tuple[tuple[Function, pa.Schema, int], ...]
    last: Function
    offset: int

    def __call__(self, envelopes: Batches) -> Batches:
        """Run the steps one after the other, each drawing on the one before."""
        try:
            front = next(envelopes)
            number = front.column(0)[0].as_py()
            batches = self.first(number, chain([front], envelopes))
            for function, schema, offset in self.steps:
                batches = promised(function(number + offset, gathered(batches)), schema)
            yield from self.last(number + self.offset, batches)
            deque(envelopes, 0)  # Spark ends a worker that leaves something unread, and starts another
        except Exception as error:
            raise carrier(error) from error


def empty(targets: list[int]) -> pa.RecordBatch:
    """Return an envelope without a load for each of some partitions."""
    return pa.record_batch([targets, [None] * len(targets)], schema=ENVELOPES)


def carrier(error: Exception) -> Exception:
    """Return an error whose message holds another one, as messages are all that Spark brings back."""
    with suppress(Exception):
        return RuntimeError(f"carried<{base64.b64encode(pickle.dumps(error)).decode()}>")
    return error


def carried(message: str) -> Exception | None:
    """Return the error that a message holds, if any."""
    found = CARRIED.search(message)
    return pickle.loads(base64.b64decode(found[1])) if found else None
