"""Runs the corpus-wide job on Spark: the same functions, in the same two verbs, on as many machines as it has.

Spark never sees a row of ours. Between two steps the rows of a partition that go to one place travel as one load, a
stream of Arrow batches. So types that Spark lacks (unsigned integers) come through as they are, a shuffle moves few
large values, and the functions meet what they meet on one machine. Spark decides when: nothing runs before rows are
collected or written, and rows that are not kept are computed anew for each use.

The files that are read, and the folder that is written, must be where all machines find them, and mediawire must be
installed on all of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from itertools import accumulate
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa

from mediawire.errors import RunnerMissing
from mediawire.reuse.loads import Job, Opening, Packing, Reading, Taking, Writing, carried
from mediawire.reuse.row_groups import balanced, row_groups, written_aside
from mediawire.reuse.runner import Function

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PARTITION_BYTES = 32 << 20
"""What a partition that is read holds where nobody says how many there are to be."""
ENVELOPES = "target int, load binary"
SETTINGS = {
    "spark.sql.adaptive.enabled": "false",  # it would put partitions together, and each has its number
    "spark.sql.execution.arrow.maxBytesPerBatch": str(32 << 20),
    "spark.sql.execution.arrow.useLargeVarTypes": "true",
    "spark.sql.inMemoryColumnarStorage.batchSize": "16",  # rows: a load is large
    "spark.sql.inMemoryColumnarStorage.compressed": "false",
}
START_SETTINGS = {
    "spark.app.name": "mediawire",
    "spark.driver.maxResultSize": "0",
    "spark.driver.memory": "4g",
    "spark.shuffle.compress": "false",  # hashes do not get shorter
    "spark.ui.enabled": "false",
}
"""What can be set before Spark starts and not later."""
LOCAL_SETTINGS = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}


@dataclass(frozen=True, slots=True)
class Part:
    """Rows from one place, not computed yet: where they begin, how many partitions, and the steps since.

    ``offset`` is the number of the first partition among the rows to which they belong.
    """

    frame: DataFrame
    first: Function
    count: int
    offset: int = 0
    steps: tuple[tuple[Function, pa.Schema, int], ...] = ()

    def packed(self, last: Function) -> DataFrame:
        """Return what all steps make of them, as Spark holds it."""
        return self.frame.mapInArrow(Job(self.first, self.steps, last, self.offset).__call__, ENVELOPES)


@dataclass(frozen=True, slots=True)
class SparkRows:
    """Rows of one schema, from one place or from several."""

    schema: pa.Schema
    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        """Return how many partitions there are."""
        return sum(part.count for part in self.parts)

    def packed(self, last: Function) -> DataFrame:
        """Return what all steps make of them, as Spark holds it."""
        first, *others = (part.packed(last) for part in self.parts)
        return reduce(lambda frame, other: frame.union(other), others, first)


class SparkRunner:
    """Runs a chain of maps and shuffles on Spark.

    master      where Spark runs: "local[2]" is two threads here, "spark://host:7077" or "yarn" a cluster
    partitions  into how many partitions rows are cut and shuffled; by default as their size and Spark's cores ask for
    progress    whether Spark shows on a terminal how far it is
    settings    settings of Spark, over ours

    A session of Spark that this process has already is used as it is, and left open.
    """

    def __init__(
        self,
        master: str = "local[2]",
        partitions: int | None = None,
        progress: bool = False,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        own = dict(settings or {})
        self.partitions = partitions
        self.session, self.owns_session = find_session(master, progress, own)
        for name, value in (SETTINGS | {name: own[name] for name in SETTINGS.keys() & own.keys()}).items():
            self.session.conf.set(name, value)
        self.kept: list[DataFrame] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go what was kept, and end Spark if it was started here."""
        for frame in self.kept:
            frame.unpersist()
        self.kept.clear()
        if self.owns_session:
            self.session.stop()

    def read(self, files: Sequence[Path], columns: Sequence[str]) -> SparkRows:
        """Read columns of Parquet files, each partition where it is worked on."""
        schema, groups = row_groups(files, columns)
        count = self.partitions or max(self.cores, -(-sum(group.size for group in groups) // PARTITION_BYTES))
        partitions = balanced(groups, count)
        return self._begin(Reading(partitions, schema), schema, len(partitions))

    def take(self, table: pa.Table) -> SparkRows:
        """Take a small table as rows; it travels with the job."""
        count = self.partitions or 1
        step = -(-table.num_rows // count) or 1
        parts = [table.slice(start, step) for start in range(0, count * step, step)]
        return self._begin(Taking(parts), table.schema, count)

    def map(self, rows: SparkRows, function: Function, schema: pa.Schema, doing: str = "") -> SparkRows:
        """Run a function over each partition, when it is asked for."""
        parts = (replace(part, steps=(*part.steps, (function, schema, part.offset))) for part in rows.parts)
        return SparkRows(schema, tuple(parts))

    def shuffle(self, rows: SparkRows, key: str) -> SparkRows:
        """Bring rows with the same key, an integer column, into one partition: that of the key modulo their number."""
        count = self.partitions or max(self.cores, rows.count)
        frame = rows.packed(Packing(rows.schema, key, count)).repartitionById(count, "target")
        return SparkRows(rows.schema, (Part(frame, Opening(), count),))

    def join(self, *rows: SparkRows) -> SparkRows:
        """Put rows of one schema together."""
        if any(other.schema != rows[0].schema for other in rows):
            raise ValueError("rows of different schemas cannot be put together")
        before = accumulate((other.count for other in rows), initial=0)
        moved = [
            replace(part, offset=part.offset + offset)
            for other, offset in zip(rows, before, strict=False)
            for part in other.parts
        ]
        return SparkRows(rows[0].schema, tuple(moved))

    def keep(self, rows: SparkRows) -> SparkRows:
        """Hold rows that are used more than once on the disks of the workers."""
        from pyspark import StorageLevel

        frame = rows.packed(Packing(rows.schema)).persist(StorageLevel.DISK_ONLY)
        self.kept.append(frame)
        return SparkRows(rows.schema, (Part(frame, Opening(), rows.count),))

    def collect(self, rows: SparkRows) -> pa.Table:
        """Return all rows as one table."""
        with errors_of_functions():
            envelopes = rows.packed(Packing(rows.schema)).toArrow()
        return pa.Table.from_batches(Opening()(0, iter(envelopes.to_batches())), rows.schema)

    def write(self, rows: SparkRows, folder: Path) -> None:
        """Write rows as Parquet files into a folder, one a partition, all or nothing."""
        with written_aside(folder) as aside, errors_of_functions():
            rows.packed(Writing(rows.schema, str(aside.absolute()))).collect()

    @property
    def cores(self) -> int:
        """Return how many partitions Spark works on at once."""
        return int(self.session.sparkContext.defaultParallelism)

    def _begin(self, first: Function, schema: pa.Schema, count: int) -> SparkRows:
        frame = self.session.range(0, count, 1, count)
        frame = frame.selectExpr("cast(id as int) as target", "cast(null as binary) as load")
        return SparkRows(schema, (Part(frame, first, count),))


def find_session(master: str, progress: bool, settings: Mapping[str, str]) -> tuple[SparkSession, bool]:
    """Return a session of Spark, and whether it was started for this."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # before anything of Spark looks
    try:
        from pyspark import SparkConf, SparkContext
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise RunnerMissing("Spark is not installed", "install it with: pip install 'mediawire[spark]'") from error
    active = SparkSession.getActiveSession()
    if active is not None:
        return active.newSession(), False
    ours = START_SETTINGS | (LOCAL_SETTINGS if master.startswith("local") else {})
    shown = {"spark.master": master, "spark.ui.showConsoleProgress": str(progress).lower()}
    conf = SparkConf().setAll(list((ours | shown | dict(settings)).items()))
    context = SparkContext(conf=conf, gateway=start_java(conf))
    context.setLogLevel("OFF")
    return SparkSession(context), True


def start_java(conf: Any) -> Any:
    """Start Spark's Java, without what it prints at its start."""
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway

    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=str(Path(home, "bin")) if home else None) is None:
        raise RunnerMissing("Spark needs Java, and there is none", "install Java 17 or later, or set JAVA_HOME")
    try:
        return launch_gateway(conf, {"stderr": subprocess.DEVNULL})
    except PySparkException as error:
        raise RunnerMissing("Java did not start Spark", "install Java 17 or later, or set JAVA_HOME to it") from error


@contextmanager
def errors_of_functions() -> Iterator[None]:
    """Raise what a function raised on a worker, and not what Spark made of it."""
    try:
        yield
    except Exception as error:
        original = carried(str(error))
        if original is None:
            raise
        raise original from None
