"""Families and traces of planted copies beside what is asked: ``python -m bench.corpus_planted [--reports 10000]``.

**Pairs** are the edges of the families, scored against what was planted: the recall of each kind of copy, precision,
all related pairs. **Spans** are the passages on those edges: F1 in code points of the copy, white space left out; once
with the boilerplate under the copy left out, as it is for the peers of ``bench.passages``, once with it; a copy whose
edge is missing counts 0. *moved* is a second job over the same reports and some republished ones whose paragraphs
stand in another order. **Queries** are traced: who is named is the sources, best first, then the reports alike to
them. Recall is over all who are named, and over the first ten; precision is that of the first ten.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bench.answers import read_answers, score_answers
from bench.archives import DataMissing
from bench.children import ChildFailed, Spent, run_apart
from bench.data import PLANTED_SEED, PlantedCopy, planted, planted_folder
from bench.our_jobs import read_family_batches
from bench.passages import Pair, Spans, moved_pair, score
from bench.reports import planted_file, planted_queries
from bench.truth import KINDS, score_pairs
from mediawire.reuse.tables import REPORTS

ASKED_KIND, ASKED_QUOTE, ASKED_MEAN, ASKED_ALL, ASKED_PRECISION = 0.97, 0.95, 0.99, 0.97, 0.97
ASKED_SPANS, ASKED_MOVED = 0.985, 0.99
ASKED_RECALL, ASKED_UNRELATED, ASKED_FIRST_TEN = 0.99, 0.01, 0.97
COPIES_PER_KIND = 200

Edges = dict[tuple[int, int], list[tuple[tuple[int, int], tuple[int, int]]]]
"""For each pair of reports, the smaller number first, the passages they share in either."""


def read_edges(folder: Path) -> tuple[Edges, int]:
    """Read the edges of a job's families, and how many members the largest family has."""
    edges: Edges = {}
    largest = 0
    for family in read_family_batches(folder, ["members", "edges"]):
        largest = max(largest, len(family["members"]))
        for edge in family["edges"]:
            one, other = int(edge["original"]), int(edge["copy"])
            spans = [((p["original_start"], p["original_end"]), (p["copy_start"], p["copy_end"]))
                     for p in edge["passages"]]  # fmt: skip
            edges[min(one, other), max(one, other)] = spans if one < other else [(b, a) for a, b in spans]
    return edges, largest


def passages_in(edges: Edges, copy: int, original: int) -> Spans:
    """Return the passages of an edge in the copy's own words; none where there is no edge."""
    side = 0 if copy < original else 1
    return [passage[side] for passage in edges.get((min(copy, original), max(copy, original)), [])]


def print_pairs(folder: Path, edges: Edges, largest: int) -> None:
    """Print recall and precision of the edges."""
    found = score_pairs(folder, edges)
    for kind in KINDS:
        row(f"pairs, recall of {kind}", found.kinds.get(kind, 0.0), ASKED_QUOTE if kind == "quote" else ASKED_KIND)
    row("pairs, mean of the kinds", found.mean, ASKED_MEAN)
    row("pairs, all related pairs", found.all_pairs, ASKED_ALL)
    row("pairs, precision", found.precision, ASKED_PRECISION)
    print(f"{'pairs found; largest family':<44} {found.pairs:,}; {largest} members")


def print_spans(edges: Edges, copies: Sequence[PlantedCopy]) -> None:
    """Print the F1 of the passages, per kind."""
    plain, strict = defaultdict(list), defaultdict(list)
    for copy in copies:
        pair = Pair(copy.kind, copy.original, copy.copy, [(case.copy.start, case.copy.end) for case in copy.cases])
        said = passages_in(edges, copy.copy_id, copy.original_id)
        plain[copy.kind].append(_f1(score(pair, said)))
        strict[copy.kind].append(_f1(score(pair, said, with_boilerplate=True)))
    for kind in KINDS:
        row(f"spans, F1 of {kind}", statistics.mean(plain[kind]), ASKED_SPANS, statistics.mean(strict[kind]))
    everything = [statistics.mean(values) for values in plain.values()]
    row("spans, mean of the kinds", statistics.mean(everything), ASKED_SPANS)


def print_moved(reports: int, copies: Sequence[PlantedCopy], seed: int) -> None:
    """Run the job again with copies whose paragraphs stand in another order, and print the F1 of their passages."""
    republished = [copy for copy in copies if copy.kind == "republish"]
    pairs = {reports + number: (copy.original_id, moved_pair(copy, number))
             for number, copy in enumerate(republished)}  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "with-moved.parquet")
        _write_with(planted_file(reports, seed), {name: pair.copy for name, (_, pair) in pairs.items()}, corpus)
        run_apart("bench.our_jobs", "find_families", corpus, Path(folder, "families"))
        edges, _ = read_edges(Path(folder, "families"))
    values = [_f1(score(pair, passages_in(edges, name, source))) for name, (source, pair) in pairs.items()]
    row("spans, F1 of paragraphs in another order", statistics.mean(values), ASKED_MOVED)


def _write_with(reports: Path, more: Mapping[int, str], target: Path) -> None:
    rows = [{"id": str(name), "outlet": f"Mover {name % 7}", "text": text} for name, text in more.items()]
    with pq.ParquetWriter(target, REPORTS, compression="zstd") as file:
        for batch in pq.ParquetFile(reports).iter_batches(20_000):
            file.write_batch(batch)
        file.write_table(pa.Table.from_pylist(rows, schema=REPORTS))


def print_queries(reports: int, corpus: Path, seed: int) -> None:
    """Trace the planted queries, and print recall, silence and precision."""
    queries = planted_queries(reports, seed)
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder, "texts.json"), Path(folder, "answers.json")
        asked.write_text(json.dumps([query.text for query in queries]), encoding="utf-8")
        run_apart("bench.our_jobs", "trace_texts", corpus, asked, answered)
        answers = read_answers(answered)
    found = score_answers(planted_folder(reports, seed), queries, answers)
    for kind, recall in found.kinds.items():
        row(f"queries, recall of {kind}", recall, None)
    row("queries, recall mean", found.mean, ASKED_RECALL)
    first = [answer._replace(ids=answer.ids[:10]) for answer in answers]
    row("queries, recall mean within the first ten", score_answers(planted_folder(reports, seed), queries, first).mean,
        None)  # fmt: skip
    row("queries, unrelated articles answered", found.unrelated, ASKED_UNRELATED)
    row("queries, precision of the first ten", found.precision, ASKED_FIRST_TEN)
    print(f"{'queries, CPU of one (mean); wall p99':<44} {found.cpu_ms:.3f} ms; {found.p99_ms:.2f} ms")


def row(name: str, reached: float, asked: float | None, strict: float | None = None) -> None:
    """Print one figure beside what is asked."""
    beside = "" if asked is None else f"  asked {asked:g}"
    with_boilerplate = "" if strict is None else f"  (with boilerplate {strict:.4f})"
    print(f"{name:<44} {reached:.4f}{beside}{with_boilerplate}")


def sample(copies: Iterable[PlantedCopy], per_kind: int) -> Iterator[PlantedCopy]:
    """Yield so many copies of each kind, evenly through the gold."""
    by_kind: dict[str, list[PlantedCopy]] = defaultdict(list)
    for copy in copies:
        by_kind[copy.kind].append(copy)
    for kind in KINDS:
        step = max(1, len(by_kind[kind]) // per_kind)
        yield from by_kind[kind][::step][:per_kind]


def _f1(figures: tuple[float, float]) -> float:
    precision, recall = figures
    return 2 * precision * recall / max(1e-9, precision + recall)


def measure(reports: int, parts: Sequence[str], seed: int) -> None:
    """Print the parts asked for."""
    print(f"{reports:,} planted reports, seed {seed}\n")
    copies = list(sample(planted(reports, seed), COPIES_PER_KIND)) if {"spans", "moved"} & set(parts) else []
    with tempfile.TemporaryDirectory() as folder:
        if {"pairs", "spans"} & set(parts):
            spent = run_apart("bench.our_jobs", "find_families", planted_file(reports, seed), Path(folder, "families"))
            print(_cost("families", spent))
            edges, largest = read_edges(Path(folder, "families"))
            if "pairs" in parts:
                print_pairs(planted_folder(reports, seed), edges, largest)
            if "spans" in parts:
                print_spans(edges, copies)
        if "moved" in parts:
            print_moved(reports, copies, seed)
        if "queries" in parts:
            corpus = Path(folder, "corpus")
            print(_cost("adding to a corpus",
                        run_apart("bench.our_jobs", "build_corpus", planted_file(reports, seed), corpus)))  # fmt: skip
            print_queries(reports, corpus, seed)


def _cost(name: str, spent: Spent) -> str:
    return f"{name:<44} {spent.cpu_seconds:.1f} CPU s, {spent.wall_seconds:.1f} s, {spent.peak_mb:.0f} MB"


def main() -> None:
    """Print the table, or parts of it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=PLANTED_SEED)
    parts = ("pairs", "spans", "moved", "queries")
    options.add_argument("--only", nargs="+", choices=parts, default=parts)
    given = options.parse_args()
    try:
        measure(given.reports, given.only, given.seed)
    except DataMissing as missing:
        print(f"skipped: {missing}")
    except ChildFailed as failed:
        print(f"given up: {failed}")


if __name__ == "__main__":
    main()
