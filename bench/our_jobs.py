"""Our own corpus-wide job as the commands of bench/ run it, each door a process of its own (``bench.children``).

``find_families`` writes the families; ``find_candidates`` stops before anything is aligned and writes pairs of ids as
the peers do.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
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

    corpus = plan.Corpus.of(files_of(reports))
    with LocalRunner() as runner:
        candidates = plan.find_candidates(runner, corpus)
        rows = runner.collect(candidates.rows)
        names = runner.collect(runner.map(corpus.read(runner, "id"), Name(candidates.numbering.of_partition), NAMED))
    ids = names.column("id").take(pc.sort_indices(names.column("number")))
    pq.write_table(pa.table({side: ids.take(rows.column(side)) for side in ("a", "b")}), pairs)


NAMED = pa.schema([("number", pa.uint32()), ("id", pa.string())])


class Name:
    """The ids of reports and the numbers that a job gave them: a step of it."""

    def __init__(self, numbers: dict[int, Any]) -> None:
        self.numbers = numbers

    def __call__(self, partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield rows of NAMED."""
        row = 0
        for batch in batches:
            numbers = self.numbers[partition][row : row + batch.num_rows]
            row += batch.num_rows
            yield pa.record_batch([pa.array(numbers), batch.column("id").cast(pa.string())], NAMED)


def find_families(reports: str, folder: str, gigabytes: str = "") -> None:
    """Write the families of the reports into a folder, within so many gigabytes of memory if a number is given."""
    from mediawire.reuse import plan
    from mediawire.reuse.local import LocalRunner

    memory = int(float(gigabytes) * GIGABYTE) if gigabytes else None
    with LocalRunner(memory) as runner:
        write_families(plan.find_families(runner, plan.Corpus.of(files_of(reports))), folder)


def find_families_on_spark(reports: str, folder: str, partitions: str = "") -> None:
    """Write the same families with Spark in local mode, on as many cores as there are."""
    from mediawire.reuse import plan
    from mediawire.reuse.spark import SparkRunner

    with SparkRunner("local[*]", partitions=int(partitions) if partitions else None) as runner:
        write_families(plan.find_families(runner, plan.Corpus.of(files_of(reports))), folder)


def write_families(families: pa.Table, folder: str) -> None:
    """Write a table of families into a folder."""
    Path(folder).mkdir(parents=True)
    pq.write_table(families, Path(folder, "families.parquet"), compression="zstd")


def build_corpus(reports: str, folder: str) -> None:
    """Add the reports of a Parquet file to a new corpus."""
    from mediawire import open_corpus

    with open_corpus(folder) as corpus:
        for path in files_of(reports):
            corpus.add(pq.ParquetFile(path).iter_batches(ROWS))


def add_one_by_one(folder: str, told: str) -> None:
    """Write how long a corpus takes to open, to answer for the first time, and to find what was just added."""
    from mediawire import open_corpus

    draw = random.Random(7)
    began = time.perf_counter()
    corpus = open_corpus(folder, create=False)
    opened = time.perf_counter()
    corpus.trace(made_text(draw))
    answered = time.perf_counter()
    ones = []
    with corpus:
        for number in range(40):
            text = made_text(draw)
            start = time.perf_counter()
            corpus.add([{"id": f"one-{number}", "outlet": "The One", "text": text}])
            sources = corpus.trace(text).sources
            ones.append(time.perf_counter() - start)
            assert [source.id for source in sources] == [f"one-{number}"], "what was added is not found"
    figures = {"open": opened - began, "first": answered - opened, "one": ones[5:]}
    Path(told).write_text(json.dumps(figures), encoding="utf-8")


def made_text(draw: random.Random) -> str:
    """Return some sentences of words that no other text has."""
    words = ["".join(draw.choices("bdfgklmnprstvaeiou", k=draw.randint(3, 10))) for _ in range(120)]
    return " ".join(words).capitalize() + "."


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
