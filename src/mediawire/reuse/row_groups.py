"""Cuts Parquet files into partitions by their row groups, and reads and writes them.

The same files give the same partitions in the same order, on every machine. A row group is never cut: who writes one of
a gigabyte has it read by one thread, though in pieces.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from mediawire.errors import InputError, OutputError
from mediawire.reuse.held import gathered, unwritable

BATCH_BYTES = 8 << 20
"""What is read of a row group at once, as it lies in memory."""
BUFFER_BYTES = 1 << 20
WRITTEN_BYTES = 32 << 20
"""A row group that is written, as it lies in memory."""


class RowGroup(NamedTuple):
    """A row group of a Parquet file; ``size`` is in bytes, of all its columns, as they lie in memory.

    Partitions are cut by it, and must be the same whichever columns are read.
    """

    file: str
    number: int
    rows: int
    size: int


def row_groups(files: Sequence[Path], columns: Sequence[str]) -> tuple[pa.Schema, list[RowGroup]]:
    """List the row groups of files in their order, and the schema of the columns, which is the first file's."""
    schema, groups = None, []
    for file in files:
        with _opened(file) as parquet:
            found = parquet.schema_arrow
            missing = [name for name in columns if name not in found.names]
            if missing:
                raise InputError(str(file), f"has no column {missing[0]!r}")
            schema = schema or pa.schema([found.field(name).remove_metadata() for name in columns])
            groups += [_row_group(parquet, str(file), number) for number in range(parquet.num_row_groups)]
    if schema is None:
        raise InputError("nothing to read", "no file was given")
    return schema, groups


def balanced(groups: Sequence[RowGroup], count: int) -> list[tuple[RowGroup, ...]]:
    """Cut row groups into so many partitions, or fewer but one at least, of about the same size, in their order."""
    whole = max(1, sum(group.size for group in groups))
    partitions: dict[int, list[RowGroup]] = {}
    before = 0
    for group in groups:
        middle = before + group.size / 2
        partitions.setdefault(min(count - 1, int(middle * count / whole)), []).append(group)
        before += group.size
    return [tuple(partition) for partition in partitions.values()] or [()]


def read_groups(groups: Sequence[RowGroup], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Read row groups piece by piece, on the caller's thread, never more than a piece ahead."""
    for group in groups:
        rows = max(1, group.rows * BATCH_BYTES // max(1, group.size))
        with _opened(Path(group.file)) as parquet:
            reading = parquet.iter_batches(rows, row_groups=[group.number], columns=schema.names, use_threads=False)
            try:
                for batch in reading:
                    yield batch.select(schema.names).cast(schema)
            except (OSError, pa.ArrowException) as error:
                raise unreadable(group.file, error) from error


@contextmanager
def written_aside(folder: Path) -> Iterator[Path]:
    """Give a new folder to write tables into; it takes the place of another when all is written, and only then.

    What was there may have held nothing but tables. A failure leaves it as it was.
    """
    aside = folder.with_name(f".mediawire-{os.urandom(8).hex()}")
    try:
        if folder.exists() and not all(file.suffix == ".parquet" for file in folder.iterdir()):
            raise OutputError(str(folder), "holds something else than tables; it is left as it is")
        aside.mkdir(parents=True)
        yield aside
        replace_folder(folder, aside)
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def replace_folder(folder: Path, aside: Path) -> None:
    """Put a folder in the place of another, which is gone afterwards."""
    former = folder.with_name(f"{aside.name}-former")
    if folder.exists():
        folder.rename(former)
    try:
        aside.rename(folder)
    except OSError:
        if former.exists():
            former.rename(folder)
        raise
    shutil.rmtree(former, ignore_errors=True)


def write_table(path: Path, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> None:
    """Write batches as a Parquet file, to the disk and not only to the system's memory."""
    with path.open("wb") as file:
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for batch in gathered(batches, WRITTEN_BYTES, WRITTEN_BYTES):
                writer.write_batch(batch)
        file.flush()
        os.fsync(file.fileno())


def _opened(file: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(file, buffer_size=BUFFER_BYTES, pre_buffer=False)
    except (OSError, pa.ArrowException) as error:
        raise unreadable(str(file), error) from error


def read_columns(file: Path) -> list[str]:
    """Return the names of a file's columns."""
    with _opened(file) as parquet:
        names: list[str] = parquet.schema_arrow.names
        return names


def unreadable(file: str, error: Exception) -> InputError:
    """Say in one line why a file cannot be read."""
    return InputError(file, f"cannot be read: {(str(error).splitlines() or [type(error).__name__])[0]}")


def _row_group(parquet: pq.ParquetFile, file: str, number: int) -> RowGroup:
    found = parquet.metadata.row_group(number)
    return RowGroup(file, number, found.num_rows, found.total_byte_size)
