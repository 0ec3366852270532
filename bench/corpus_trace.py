"""What a trace costs and answers, beside its peers, in one run: ``python -m bench.corpus_trace [--reports 10000 ...]``.

For each size of corpus an index is built by each, in a process of its own; then the planted queries are asked, warm,
one after another, and each is timed: CPU of one query (mean and p99), wall p50 and p99, recall over the kinds,
precision of the first ten, unrelated articles that got an answer. Ours aligns what it answers; the peers rank or count.
With more than one size the growth from the first to the last is printed. What was built stays in ``--folder`` where one
is given.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import NamedTuple

from bench.answers import AnswerScore, read_answers, score_answers
from bench.archives import DataMissing
from bench.children import ChildFailed, Spent, run_apart
from bench.data import planted_folder
from bench.reports import planted_file, planted_queries

ASKED_CPU_MS, ASKED_P99_MS, ASKED_GROWTH = 0.5, 5.0, 2.0
ASKED_TIMES = {"duckdb": 100.0, "tantivy": 10.0}
"""How many times less CPU a trace is to take than a query of the peer."""
JOBS = {
    "ours": ("bench.our_jobs", "build_corpus", "trace_texts"),
    "duckdb": ("bench.peer_queries", "build_with_duckdb", "ask_duckdb"),
    "tantivy": ("bench.peer_queries", "build_with_tantivy", "ask_tantivy"),
}


class Asked(NamedTuple):
    """What was built, what it cost and how well it answered."""

    built: Spent | None
    size_mb: float
    score: AnswerScore


def ask(name: str, reports: int, folder: Path) -> Asked:
    """Build an index, unless it is there, and ask it the planted queries."""
    module, build, question = JOBS[name]
    corpus = planted_file(reports) if name == "ours" else planted_folder(reports) / "corpus.parquet"
    index, asked, answered = (folder / f"{name}-{reports}{end}" for end in ("", "-texts.json", "-answers.json"))
    built = None if index.exists() else run_apart(module, build, corpus, index)
    queries = planted_queries(reports)
    asked.write_text(json.dumps([query.text for query in queries]), encoding="utf-8")
    run_apart(module, question, index, asked, answered)
    size = sum(path.stat().st_size for path in index.rglob("*") if path.is_file()) / 1e6
    return Asked(built, size, score_answers(planted_folder(reports), queries, read_answers(answered)))


def measure(sizes: list[int], names: list[str], folder: Path) -> None:
    """Ask every index at every size, and print the table and what is asked of us."""
    print(f"{'':<9} {'reports':>10} {'build CPU s':>11} {'MB':>7} {'CPU ms':>7} {'p99':>6} "
          f"{'p50 ms':>7} {'p99':>6} {'recall':>6} {'prec@10':>7} {'unrelated':>9}")  # fmt: skip
    found: dict[tuple[str, int], Asked] = {}
    for reports in sizes:
        for name in names:
            asked = found[name, reports] = ask(name, reports, folder)
            built = f"{asked.built.cpu_seconds:11.1f}" if asked.built else f"{'there':>11}"
            score = asked.score
            print(f"{name:<9} {reports:>10,} {built} {asked.size_mb:7.0f} {score.cpu_ms:7.3f} "
                  f"{score.cpu_p99_ms:6.2f} {score.p50_ms:7.2f} {score.p99_ms:6.2f} {score.mean:6.3f} "
                  f"{score.precision:7.3f} {score.unrelated:9.3f}", flush=True)  # fmt: skip
    if "ours" in names:
        compare_costs(found, sizes, names)


def compare_costs(found: dict[tuple[str, int], Asked], sizes: list[int], names: list[str]) -> None:
    """Print our cost beside what is asked."""
    last = sizes[-1]
    ours = found["ours", last].score
    print()
    print(f"a trace among {last:,}: {ours.cpu_ms:.3f} ms CPU (asked {ASKED_CPU_MS:g} among 1,000,000), "
          f"p99 {ours.p99_ms:.2f} ms of wall time, {ours.cpu_p99_ms:.2f} of CPU (asked {ASKED_P99_MS:g})")  # fmt: skip
    for name, asked in ASKED_TIMES.items():
        if name in names:
            print(f"CPU of {name:<8} / ours: {found[name, last].score.cpu_ms / ours.cpu_ms:6.1f} (asked {asked:g})")
    if len(sizes) > 1:
        growth = ours.cpu_ms / found["ours", sizes[0]].score.cpu_ms
        print(f"CPU among {last:,} / among {sizes[0]:,}: {growth:.2f} (asked at most {ASKED_GROWTH:g} from 100,000 to "
              "1,000,000)")  # fmt: skip


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, nargs="+", default=[10_000])
    options.add_argument("--only", nargs="+", choices=JOBS, default=list(JOBS))
    options.add_argument("--folder", type=Path)
    given = options.parse_args()
    try:
        with tempfile.TemporaryDirectory() as aside:
            folder = given.folder or Path(aside)
            folder.mkdir(parents=True, exist_ok=True)
            measure(given.reports, given.only, folder)
    except DataMissing as missing:
        print(f"skipped: {missing}")
    except ChildFailed as failed:
        print(f"given up: {failed}")


if __name__ == "__main__":
    main()
