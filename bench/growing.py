"""What new reports cost that join known families, beside a whole run: ``python -m bench.growing [--reports 10000]``.

A corpus of the planted reports but some (``--new``, 100) knows its families; these come in, and the families are asked
for: as they grow, and all anew. Each answer is a process of its own; what starting and reading what is kept costs is
that of a question after which nothing has changed. Both answers must be the same table, bit for bit.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.archives import DataMissing
from bench.children import ChildFailed, Spent, run_apart
from bench.reports import planted_file


def part_reports(reports: Path, new: int, folder: Path) -> tuple[Path, Path]:
    """Write reports as two files: most of them, and some evenly from among them."""
    table = pq.read_table(reports)
    is_new = np.zeros(table.num_rows, np.bool_)
    is_new[np.linspace(0, table.num_rows - 1, new).astype(np.int64)] = True
    files = folder / "most.parquet", folder / "some.parquet"
    for file, rows in zip(files, (~is_new, is_new), strict=True):
        pq.write_table(table.filter(pa.array(rows)), file)
    return files


def add(reports: str, folder: str) -> None:
    """Add the reports of a file to a corpus."""
    from mediawire import open_corpus

    with open_corpus(folder) as corpus:
        corpus.add(pq.read_table(reports))


def ask(folder: str, kind: str, told: str) -> None:
    """Ask a corpus for its families, and write how many there are and what tells them from others."""
    from mediawire import open_corpus

    with open_corpus(folder, create=False) as corpus:
        families = corpus.families(anew=kind == "anew")
    with pa.OSFile(told, "wb") as file, pa.ipc.new_file(file, families.table.schema) as writer:
        writer.write_table(families.table.combine_chunks())


def row(name: str, spent: Spent, idle: Spent) -> None:
    """Print what an answer cost."""
    beyond = spent.cpu_seconds - idle.cpu_seconds
    print(f"{name:<44} {spent.cpu_seconds:.2f} CPU s ({beyond:.2f} beyond starting), {spent.wall_seconds:.2f} s wall")


def measure(reports: int, new: int, folder: Path) -> None:
    """Let a corpus grow, and print what its families cost."""
    most, some = part_reports(planted_file(reports), new, folder)
    corpus = folder / "corpus"
    run_apart("bench.growing", "add", most, corpus)
    run_apart("bench.growing", "ask", corpus, "grown", folder / "first")
    idle = run_apart("bench.growing", "ask", corpus, "grown", folder / "again")
    run_apart("bench.growing", "add", some, corpus)
    grown = run_apart("bench.growing", "ask", corpus, "grown", folder / "grown")
    anew = run_apart("bench.growing", "ask", corpus, "anew", folder / "anew")
    row(f"families of {reports:,}, nothing has changed", idle, idle)
    row(f"families of {reports:,}, {new:,} have come", grown, idle)
    row(f"families of {reports:,}, all anew", anew, idle)
    ratio = (anew.cpu_seconds - idle.cpu_seconds) / max(1e-9, grown.cpu_seconds - idle.cpu_seconds)
    tables = [read(folder / name) for name in ("grown", "anew")]
    same = "the same" if tables[0].equals(tables[1]) else f"{count_other(*tables):,} others"
    print(f"{'growing against anew':<44} {ratio:.1f} times less; {same} families (asked: the same)")


def read(path: Path) -> pa.Table:
    """Read a table of families."""
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).read_all()


def count_other(one: pa.Table, other: pa.Table) -> int:
    """Count the families of one table that the other has not, or has otherwise."""
    theirs = {family["family"]: family for family in other.to_pylist()}
    return sum(theirs.get(family["family"]) != family for family in one.to_pylist())


def main() -> None:
    """Print what growing costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--new", type=int, default=100)
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            measure(options.reports, options.new, Path(folder))
    except (DataMissing, ChildFailed) as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
