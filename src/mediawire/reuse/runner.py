"""What a runner can do: the two verbs of the corpus-wide job, ``map`` and ``shuffle``, and what stands around them.

``local.py`` does it on this machine, ``spark.py`` on a cluster. Neither knows what the job is; the job (``plan.py``)
does not know which of them runs it. Rows are whatever the runner makes of them; only a runner looks inside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

Rows = Any
"""Rows of one schema, in partitions, as a runner holds them: on disk, in memory, or not yet computed."""

Function = Callable[[int, Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]
"""Takes the number of a partition and its batches, gives batches of the schema that was promised.

It is a pure function of these: it may be run again, on another machine, and must give the same. It can be pickled.
"""


class Runner(Protocol):
    """Runs a chain of maps and shuffles."""

    def read(self, files: Sequence[Path], columns: Sequence[str]) -> Rows:
        """Read columns of Parquet files; the same files give the same partitions in the same order, every time."""

    def take(self, table: pa.Table) -> Rows:
        """Take a small table as rows."""

    def map(self, rows: Rows, function: Function, schema: pa.Schema, doing: str = "") -> Rows:
        """Run a function over each partition. ``doing`` is what the progress bar says ("reading", "aligning")."""

    def shuffle(self, rows: Rows, key: str) -> Rows:
        """Bring rows with the same key, an integer column, into one partition; it may hold other keys too.

        Nothing is promised about the order of the rows.
        """

    def join(self, *rows: Rows) -> Rows:
        """Put rows of one schema together. Shuffle them afterwards where their keys have to meet."""

    def keep(self, rows: Rows) -> Rows:
        """Hold rows that are used more than once, so that they are computed once."""

    def collect(self, rows: Rows) -> pa.Table:
        """Return all rows as one table; for what is known to be small."""

    def write(self, rows: Rows, folder: Path) -> None:
        """Write rows as Parquet files into a folder, all or nothing."""
