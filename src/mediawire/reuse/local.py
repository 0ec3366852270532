"""Runs the corpus-wide job on this machine: threads over kernels that release the GIL, under a budget of memory.

Each verb runs at once. Rows serve one verb, and are freed piece by piece as it goes through them; those which serve
more than one are kept by ``keep``. The result depends neither on the threads nor on the budget.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from functools import partial
from itertools import groupby
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self, TypeVar

import pyarrow as pa

from mediawire.progress import Progress
from mediawire.reuse.checkpoint import Checkpoint, Stage
from mediawire.reuse.held import Piece, Store, forget, gathered, memory_of_machine, release_freed
from mediawire.reuse.row_groups import RowGroup, balanced, read_groups, row_groups, write_table, written_aside
from mediawire.reuse.runner import Function
from mediawire.reuse.scatter import parted, places, promised, runs

HELD_SHARE = 0.5
"""Of the memory that may be used, what rows between two steps may take; the rest is for the steps themselves."""
MACHINE_SHARE = 0.6
"""Of the machine's memory, what is used where nobody says how much."""
PARTITION_BYTES, LARGEST_PARTITION_BYTES = 32 << 20, 128 << 20
FEW_PARTITIONS = 256
"""What a partition holds where nobody says how many there are to be; each thread works on one. A shuffle makes a piece
for each pair of partitions, and a piece takes some kilobytes beside its rows: so of much there are larger ones."""
HEAVY_BYTES = 16 << 10
"""Rows of this size and more are shuffled by reference where they lie in a file."""
PASSED_BYTES = 4 << 20
"""Batches below this are put together before they are shuffled, up to"""
GATHERED_BYTES = 64 << 20
PARTITIONS_A_RELEASE = 16
"""After so many partitions of a step freed memory goes back to the system; it takes some hundredths of a second."""

T = TypeVar("T")
Hold = Callable[[Iterator[pa.RecordBatch]], list[Piece]]


class LocalRows:
    """Rows in partitions, each a list of pieces or of row groups to be read; None once it was used.

    ``stages`` are those of a checkpoint from which these rows come. ``is_gone`` says that these have been spent: what
    was made of the rows is kept, and nobody will ask for them.
    """

    def __init__(
        self,
        schema: pa.Schema,
        partitions: Iterable[Sequence[Piece] | Sequence[RowGroup]],
        stages: Iterable[Stage] = (),
        is_gone: bool = False,
    ) -> None:
        self.schema, self.is_gone, self.is_kept = schema, is_gone, False
        self.partitions: list[Sequence[Piece] | Sequence[RowGroup] | None] = list(partitions)
        self.stages = frozenset(stages)

    @property
    def size(self) -> int:
        """Return how many bytes they are, as they lie in memory."""
        return sum(item.size for partition in self.partitions for item in partition or ())

    def keep(self) -> None:
        """Let them serve more than once."""
        self.is_kept, self.stages = True, frozenset()

    def take_out(self, number: int) -> Sequence[Piece] | Sequence[RowGroup]:
        """Return a partition, and hold it no more, unless it is kept or can be read again."""
        partition = self.partitions[number]
        if partition is None:
            raise UsedUp
        if not self.is_kept and partition and isinstance(partition[0], Piece):
            self.partitions[number] = None
        return partition

    def use_up(self) -> None:
        """Hold nothing more."""
        for number, partition in enumerate(self.partitions):
            if partition is not None:
                self.take_out(number)


class UsedUp(Exception):
    """Rows were to serve a second step and had not been kept: a fault of the plan."""


class Stopped(Exception):
    """Work was given up because other work failed."""


class LocalRunner:
    """Runs a chain of maps and shuffles on the threads of this machine.

    memory_bytes  what the process should use at most; by default a good part of the machine's
    threads       how many work at once; by default as many as this process may use
    folder        where rows go that find no room in memory; by default where the system keeps temporary files
    partitions    into how many partitions rows are cut and shuffled; by default as many as their size asks for
    progress      whether a person at a terminal is shown how far the work is
    checkpoint    where the rows of named steps are kept, to go on after an interruption; it is removed when the block
                  of a ``with`` comes to its end without an error
    """

    def __init__(
        self,
        memory_bytes: int | None = None,
        threads: int | None = None,
        folder: Path | None = None,
        partitions: int | None = None,
        progress: bool = False,
        checkpoint: Checkpoint | None = None,
    ) -> None:
        memory = memory_of_machine() * MACHINE_SHARE if memory_bytes is None else memory_bytes
        self.store = Store(int(memory * HELD_SHARE), folder)
        self.threads = threads or usable_threads()
        self.partitions = partitions
        self.shows_progress = progress
        self.checkpoint = checkpoint
        self._stop = Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
        if kind is None and self.checkpoint is not None:
            self.checkpoint.remove()

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
        if doing and self.checkpoint is not None:
            return self._map_once(rows, function, schema, self.checkpoint.stage(doing), doing)
        hold = partial(self.store.hold, schema=schema)
        made = self._run(partial(self._apply, rows, function, schema, hold), rows, doing)
        return LocalRows(schema, made, rows.stages, rows.is_gone)

    def shuffle(self, rows: LocalRows, key: str) -> LocalRows:
        """Bring rows with the same key, an integer column, into one partition: that of the key modulo their number."""
        count = self.count_for(rows.size)

        def work(number: int) -> list[tuple[int, Piece]]:
            files: list[pa.Buffer] = []
            pieces = self._pieces(rows.take_out(number), rows.schema, files)
            sent = list(self._scatter(pieces, rows.schema, key, count))
            forget(files)
            return sent

        partitions: list[list[Piece]] = [[] for _ in range(count)]
        for sent in self._run(work, rows):
            for target, piece in sent:
                partitions[target].append(piece)
        return LocalRows(rows.schema, partitions, rows.stages, rows.is_gone)

    def join(self, *rows: LocalRows) -> LocalRows:
        """Put rows of one schema together; they are used up, unless they are kept."""
        if any(other.schema != rows[0].schema for other in rows):
            raise ValueError("rows of different schemas cannot be put together")
        partitions = [other.take_out(number) for other in rows for number in range(len(other.partitions))]
        stages = frozenset().union(*(other.stages for other in rows))
        return LocalRows(rows[0].schema, partitions, stages, any(other.is_gone for other in rows))

    def keep(self, rows: LocalRows) -> LocalRows:
        """Hold rows that are used more than once, until nobody has them any more."""
        rows.keep()
        return rows

    def collect(self, rows: LocalRows) -> pa.Table:
        """Return all rows as one table; they are used up, unless they are kept."""
        return pa.Table.from_batches(self._all(rows), rows.schema)

    def write(self, rows: LocalRows, folder: Path) -> None:
        """Write rows as a Parquet file into a folder, all or nothing; they are used up, unless they are kept."""
        with written_aside(folder) as aside:
            write_table(aside / "00000.parquet", self._all(rows), rows.schema)

    def count_for(self, size: int) -> int:
        """Return into how many partitions rows of so many bytes are cut."""
        each = min(max(PARTITION_BYTES, size // FEW_PARTITIONS), LARGEST_PARTITION_BYTES)
        return self.partitions or max(1, -(-size // each))

    def _map_once(self, rows: LocalRows, function: Function, schema: pa.Schema, stage: Stage, doing: str) -> LocalRows:
        """Run a function over the partitions for which an interrupted run has not done it."""
        if not stage.is_done:
            if rows.is_gone:
                raise UsedUp
            stage.begin(len(rows.partitions))

            def work(number: int) -> None:
                if not stage.has(number):
                    self._apply(rows, function, schema, partial(stage.keep, number, schema=schema), number)

            self._run(work, rows, doing)
            stage.finish()
        rows.use_up()
        for spent in rows.stages:
            spent.spend()
        return LocalRows(schema, stage.load(), [stage], stage.is_spent)

    def _apply(self, rows: LocalRows, function: Function, schema: pa.Schema, hold: Hold, number: int) -> list[Piece]:
        """Run a function over a partition, and hold what it makes."""
        files: list[pa.Buffer] = []
        pieces = self._pieces(rows.take_out(number), rows.schema, files)
        made = function(number, gathered(piece.batch for piece in pieces))
        held = hold(promised(made, schema))
        forget(files)
        return held

    def _all(self, rows: LocalRows) -> Iterator[pa.RecordBatch]:
        if rows.is_gone:
            raise UsedUp
        for number in range(len(rows.partitions)):
            yield from (piece.batch for piece in self._pieces(rows.take_out(number), rows.schema, []))

    def _pieces(
        self, partition: Sequence[Piece] | Sequence[RowGroup], schema: pa.Schema, files: list[pa.Buffer]
    ) -> Iterator[Piece]:
        """Yield the pieces of a partition, holding none of them, and note in which files they lie."""
        waiting: deque[Piece | RowGroup] = deque(partition)
        del partition
        while waiting:
            if self._stop.is_set():
                raise Stopped
            item = waiting.popleft()
            if isinstance(item, RowGroup):
                yield from (Piece(batch) for batch in read_groups([item], schema))
                continue
            if item.file is not None:
                files.append(item.file)
            yield item

    def _scatter(self, pieces: Iterator[Piece], schema: pa.Schema, key: str, count: int) -> Iterator[tuple[int, Piece]]:
        """Cut pieces by where their rows go: whole ones and heavy rows in files by reference, others as copies."""
        whole: list[tuple[int, Piece]] = []
        for stays, group in groupby(part_whole(pieces, key, count, whole), is_heavy_in_file):
            if stays:
                for piece in group:
                    yield from (
                        (target, piece.part(start, rows)) for target, start, rows in runs(piece.batch, key, count)
                    )
                continue
            for batch in gathered((piece.batch for piece in group), PASSED_BYTES, GATHERED_BYTES):
                targets, parts = parted(batch, key, count)
                yield from zip(targets, self.store.hold(parts, schema), strict=True)
        yield from whole

    def _run(self, work: Callable[[int], T], rows: LocalRows, doing: str = "") -> list[T]:
        """Run work for the number of each partition on the threads; the first failure ends it all."""
        count = len(rows.partitions)
        self._stop.clear()
        shown = Progress(doing, count) if doing and self.shows_progress else nullcontext()
        with shown as progress, ThreadPoolExecutor(self.threads) as pool:
            running = [pool.submit(self._unless_stopped, work, number) for number in range(count)]
            try:
                for number, done in enumerate(as_completed(running), 1):
                    done.result()
                    if number % PARTITIONS_A_RELEASE == 0 or number == count:
                        release_freed()
                    if progress is not None:
                        progress.move()
            except BaseException as error:
                self._stop.set()
                pool.shutdown(cancel_futures=True)
                failure = first_failure(running, error)
                raise failure from failure.__cause__
        return [done.result() for done in running]

    def _unless_stopped(self, work: Callable[[int], T], number: int) -> T:
        if self._stop.is_set():
            raise Stopped
        try:
            return work(number)
        except BaseException:
            self._stop.set()
            raise


def first_failure(running: Iterable[Future[T]], error: BaseException) -> BaseException:
    """Return why work was stopped: an error, or, where that only tells of the stop, the first among all."""
    if not isinstance(error, Stopped):
        return error
    failures = (done.exception() for done in running if not done.cancelled())
    return next((failure for failure in failures if failure and not isinstance(failure, Stopped)), error)


def part_whole(pieces: Iterator[Piece], key: str, count: int, whole: list[tuple[int, Piece]]) -> Iterator[Piece]:
    """Pass on the pieces whose rows go to several partitions; list those that go to one as they are."""
    for piece in pieces:
        targets = places(piece.batch, key, count)
        if (targets == targets[0]).all():
            whole.append((int(targets[0]), piece))
        else:
            yield piece


def usable_threads() -> int:
    """Return how many threads can run at once in this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def is_heavy_in_file(piece: Piece) -> bool:
    """Tell whether the rows of a piece lie in a file and are better left there."""
    return piece.file is not None and piece.size >= HEAVY_BYTES * piece.batch.num_rows
