"""Our own corpus-wide job as the commands of bench/ run it, each door a process of its own (``bench.children``).

``find_families`` writes the families; ``find_candidates`` stops before anything is aligned and writes pairs of ids as
the peers do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from bench.peer_queries import time_answers

GIGABYTE = 1_000_000_000
ROWS = 20_000


def files_of(reports: str) -> list[Path]:
    """Return the Parquet files that a path names: itself, or those in it."""
    path = Path(reports)
    return sorted(path.glob("*.parquet")) if path.is_dir() else [path]


def find_candidates(reports: str, pairs: str) -> None:
    """Write the pairs of ids that may share passages, as a table of ``a`` and ``b``."""
    from mediawire.reuse import plan
    from mediawire.reuse.local import LocalRunner

    with LocalRunner() as runner:
        found = plan.find_candidates(runner, files_of(reports))
    pq.write_table(found, pairs)


def find_families(reports: str, folder: str, gigabytes: str = "") -> None:
    """Write the families of the reports into a folder, within so many gigabytes of memory if a number is given."""
    from mediawire.reuse import plan
    from mediawire.reuse.local import LocalRunner

    memory = int(float(gigabytes) * GIGABYTE) if gigabytes else None
    with LocalRunner(memory) as runner:
        runner.write(plan.find_families(runner, files_of(reports)), Path(folder))


def find_families_on_spark(reports: str, folder: str, partitions: str = "") -> None:
    """Write the same families with Spark in local mode, on as many cores as there are."""
    from mediawire.reuse import plan
    from mediawire.reuse.spark import SparkRunner

    with SparkRunner("local[*]", partitions=int(partitions) if partitions else None) as runner:
        runner.write(plan.find_families(runner, files_of(reports)), Path(folder))


def build_corpus(reports: str, folder: str) -> None:
    """Add the reports of a Parquet file to a new corpus."""
    from mediawire import open_corpus

    with open_corpus(folder) as corpus:
        for path in files_of(reports):
            corpus.add(pq.ParquetFile(path).iter_batches(ROWS))


def trace_texts(folder: str, texts: str, answers: str) -> None:
    """Trace the texts of a JSON file, and write who is named: the sources, best first, then those alike to them."""
    from mediawire import open_corpus

    with open_corpus(folder, create=False) as corpus:

        def ask(text: str) -> list[str]:
            sources = corpus.trace(text).sources
            named = [source.id for source in sources] + [other for source in sources for other in source.alike]
            return list(dict.fromkeys(named))

        time_answers(ask, texts, answers)


def trace_ids(folder: str, ids: str, answers: str) -> None:
    """Trace reports of the corpus itself, and write for each what is named that is neither it nor later than it."""
    from mediawire import open_corpus

    found = {}
    with open_corpus(folder, create=False) as corpus:
        for name in json.loads(Path(ids).read_text(encoding="utf-8")):
            report = corpus.get(name)
            sources = corpus.trace(asdict(report) if report else "").sources
            found[name] = [{"id": source.id, "alike": source.alike} for source in sources
                           if source.id != name and not source.is_later]  # fmt: skip
    Path(answers).write_text(json.dumps(found), encoding="utf-8")


def read_pairs(path: Path) -> Iterator[tuple[int, int]]:
    """Yield the pairs that a join wrote, as numbers."""
    table = pq.read_table(path)
    yield from zip(*(table.column(name).cast(pa.int64()).to_pylist() for name in ("a", "b")), strict=True)


def read_family_batches(folder: Path, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of the families a job wrote, a dictionary each, without holding all of them."""
    for path in sorted(folder.glob("*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(2_000, columns=columns):
            yield from batch.to_pylist()
