"""The same families from Spark and from this machine's threads: ``python -m bench.spark_against_local``.

Both are processes of their own that read the same Parquet file and write families; the tables are compared row by row.
``--partitions`` says in how many parts Spark is to work, so that it can be seen that nothing depends on it.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import tempfile
from pathlib import Path

import pyarrow.parquet as pq

from bench.archives import DataMissing
from bench.children import ChildFailed, run_apart
from bench.reports import planted_file

ASKED_TIMES = 4.0


def measure(reports: int, partitions: list[str], folder: Path) -> None:
    """Run both, and print times and whether the tables are the same."""
    local = run_apart("bench.our_jobs", "find_families", planted_file(reports), folder / "local")
    print(f"local: {reports:,} reports, {local.wall_seconds:.1f} s wall, {local.cpu_seconds:.1f} CPU s")
    expected = pq.read_table(folder / "local")
    for count in partitions:
        target = folder / f"spark-{count}"
        spark = run_apart("bench.our_jobs", "find_families_on_spark", planted_file(reports), target, count)
        same = "the same tables" if pq.read_table(target).equals(expected) else "OTHER TABLES"
        print(f"spark, {count or 'its own number of'} partitions: {spark.wall_seconds:.1f} s wall, {same}; "
              f"{spark.wall_seconds / local.wall_seconds:.2f} times the wall time (asked at most {ASKED_TIMES:g} for "
              "1,000,000)")  # fmt: skip


def main() -> None:
    """Print the comparison."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=10_000)
    options.add_argument("--partitions", nargs="+", default=[""])
    given = options.parse_args()
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        print("skipped: needs the extra mediawire[spark], and Java")
        return
    try:
        with tempfile.TemporaryDirectory() as folder:
            measure(given.reports, given.partitions, Path(folder))
    except DataMissing as missing:
        print(f"skipped: {missing}")
    except ChildFailed as failed:
        print(f"given up: {failed}")


if __name__ == "__main__":
    main()
