"""Runs the corpus-wide job on this machine: threads over kernels that release the GIL, under a budget of memory.

Each verb runs at once. Rows serve one verb, and are freed piece by piece as it goes through them; those which serve
more than one are kept by ``keep``. The result depends neither on the threads nor on the budget.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self, TypeVar

import numpy as np
import pyarrow as pa

from mediawire.progress import Progress
from mediawire.reuse.held import Piece, Store, forget, gathered, memory_of_machine
from mediawire.reuse.row_groups import RowGroup, balanced, read_groups, row_groups
from mediawire.reuse.runner import Function

HELD_SHARE = 0.5
"""Of the memory that may be used, what rows between two steps may take; the rest is for the steps themselves."""
MACHINE_SHARE = 0.6
"""Of the machine's memory, what is used where nobody says how much."""
PARTITION_BYTES = 32 << 20
"""What a partition holds where nobody says how many there are to be: some are worked on at once, beside their results."""
HEAVY_BYTES = 16 << 10
"""Rows of this size and more are shuffled by reference where they lie in a file."""
GATHERED_BYTES = 64 << 20
"""Light rows are put together to this before they are shuffled."""

T = TypeVar("T")


class LocalRows:
    """Rows in partitions, each a list of pieces or of row groups to be read."""

    def __init__(self, schema: pa.Schema, partitions: Sequence[Sequence[Piece] | Sequence[RowGroup]]) -> None:
        self.schema = schema
        self.partitions: list[Sequence[Piece] | Sequence[RowGroup] | None] = list(partitions)
        self.is_kept = False

    @property
    def size(self) -> int:
        """Return how many bytes they are, as they lie in memory."""
        return sum(item.size for partition in self.partitions for item in partition or ())

    def take_out(self, number: int) -> Sequence[Piece] | Sequence[RowGroup]:
        """Return a partition, and hold it no more, unless it is kept or can be read again."""
        partition = self.partitions[number]
        if partition is None:
            raise ValueError("these rows were used up by another step; keep() them to use them twice")
        if not self.is_kept and not (partition and isinstance(partition[0], RowGroup)):
            self.partitions[number] = None
        return partition


class Stopped(Exception):
    """Work was given up because other work failed."""


class LocalRunner:
    """Runs a chain of maps and shuffles on the threads of this machine.

    memory_bytes  what the process should use at most; by default a good part of the machine's
    threads       how many work at once; by default as many as this process may use
    folder        where rows go that find no room in memory; by default where the system keeps temporary files
    partitions    into how many partitions rows are cut and shuffled; by default as many as their size asks for
    progress      whether a person at a terminal is shown how far the work is
    """

    def __init__(
        self,
        memory_bytes: int | None = None,
        threads: int | None = None,
        folder: Path | None = None,
        partitions: int | None = None,
        progress: bool = False,
    ) -> None:
        memory = memory_of_machine() * MACHINE_SHARE if memory_bytes is None else memory_bytes
        self.store = Store(int(memory * HELD_SHARE), folder)
        self.threads = threads or usable_threads()
        self.partitions = partitions
        self.shows_progress = progress
        self._stop = Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Leave nothing behind on the disk."""
        self.store.close()

    def read(self, files: Sequence[Path], columns: Sequence[str]) -> LocalRows:
        """Read columns of Parquet files, when they are asked for; a partition is some row groups."""
        schema, groups = row_groups(files, columns)
        return LocalRows(schema, balanced(groups, self.count_for(sum(group.size for group in groups))))

    def take(self, table: pa.Table) -> LocalRows:
        """Take a small table as rows."""
        count = self.count_for(table.nbytes)
        step = -(-table.num_rows // count) or 1
        slices = (table.slice(start, step) for start in range(0, count * step, step))
        return LocalRows(table.schema, [[Piece(batch) for batch in part.to_batches()] for part in slices])

    def map(self, rows: LocalRows, function: Function, schema: pa.Schema, doing: str = "") -> LocalRows:
        """Run a function over each partition."""

        def work(number: int) -> list[Piece]:
            partition = rows.take_out(number)
            files = [item.file for item in partition if isinstance(item, Piece) and item.file is not None]
            made = function(number, gathered(self._batches(partition, rows.schema)))
            del partition
            held = self.store.hold(promised(made, schema), schema)
            forget(files)
            return held

        return LocalRows(schema, self._run(work, len(rows.partitions), doing))

    def shuffle(self, rows: LocalRows, key: str) -> LocalRows:
        """Bring rows with the same key, an integer column, into one partition: that of the key modulo their number."""
        count = self.count_for(rows.size)

        def work(number: int) -> list[tuple[int, Piece]]:
            partition = rows.take_out(number)
            return self._scatter(self._pieces(partition, rows.schema), rows.schema, key, count)

        partitions: list[list[Piece]] = [[] for _ in range(count)]
        for sent in self._run(work, len(rows.partitions), ""):
            for target, piece in sent:
                partitions[target].append(piece)
        return LocalRows(rows.schema, partitions)
