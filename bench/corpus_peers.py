"""The candidate stage beside its peers, in one run: ``python -m bench.corpus_peers [--reports 100000]``.

Each is a process of its own that reads the same reports from a Parquet file and writes pairs; they alternate (A B A B)
after one round on a small corpus that is not counted, so that what is compiled is compiled. Printed are the medians of
CPU time, wall time and memory, how many times less CPU ours took, and precision and recall per kind of copy on both
sides. The last rows are our whole job, with every pair aligned and the families written, and passim as it was measured
elsewhere: it cannot be had from a package index.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bench.archives import DataMissing
from bench.children import ChildFailed, Spent, run_apart
from bench.data import planted_folder
from bench.our_jobs import read_family_batches, read_pairs
from bench.reports import planted_file
from bench.truth import HEAD, PairScore, score_pairs

ASKED = {"daft": 2.5, "duckdb": 6.0, "rensa": 15.0, "datasketch": 30.0}
"""How many times less CPU our candidate stage is to take than the peer."""
ASKED_WHOLE = 2.0
"""What the whole job may cost, in candidate stages."""
PASSIM_CPU_SECONDS, PASSIM_REPORTS, ASKED_PASSIM = 450.0, 10_000, 500.0
SETTINGS = {
    "daft": "MinHash 64 x 16 bands, 5-grams",
    "duckdb": "8 words, 1 in 8 kept, in <= 60 reports, 2 shared",
    "rensa": "RMinHash + LSH 128 / 32, 3-grams, .5",
    "datasketch": "MinHashLSH 128, xxhash, 3-grams, .5",
    "ours": "candidate stage alone",
    "ours, whole": "aligned, families on disk",
}
SMALL = 10_000


class Job(NamedTuple):
    """A join: where its function is, and its name there."""

    module: str
    function: str


JOBS = {name: Job("bench.peer_joins", f"join_with_{name}") for name in ASKED} | {
    "ours": Job("bench.our_jobs", "find_candidates"),
    "ours, whole": Job("bench.our_jobs", "find_families"),
}


def run_job(name: str, reports: int, folder: Path) -> tuple[Spent, Path]:
    """Run a join over a planted corpus, and return what it cost and where its answer is."""
    answer = folder / f"{name}-{reports}-{len(list(folder.iterdir()))}"
    corpus = planted_file(reports) if name.startswith("ours") else planted_folder(reports) / "corpus.parquet"
    return run_apart(*JOBS[name], corpus, answer), answer


def answered_pairs(answer: Path) -> Iterable[tuple[int, int]]:
    """Return the pairs of an answer: a table of pairs, or the edges of families."""
    if answer.is_file():
        return read_pairs(answer)
    return {
        (int(edge["original"]), int(edge["copy"]))
        for family in read_family_batches(answer, ["edges"])
        for edge in family["edges"]
    }


def measure(names: list[str], reports: int, rounds: int) -> dict[str, tuple[list[Spent], PairScore]]:
    """Run every join in turn, as many rounds as asked, and score what the last round answered."""
    spent: dict[str, list[Spent]] = {name: [] for name in names}
    scores: dict[str, PairScore] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            run_job(name, SMALL, Path(folder))
        for number in range(rounds):
            for name in names:
                cost, answer = run_job(name, reports, Path(folder))
                spent[name].append(cost)
                if number == 0:
                    scores[name] = score_pairs(planted_folder(reports), answered_pairs(answer))
    return {name: (spent[name], scores[name]) for name in names}


def report(measured: dict[str, tuple[list[Spent], PairScore]], reports: int) -> None:
    """Print a row for each join, then the ratios beside what is asked."""
    print(f"{reports:,} planted reports; CPU s and wall s of whole processes, median; peak MB\n")
    print(f"{'':<12} {'CPU':>7} {'wall':>7} {'MB':>6} {HEAD}  setting")
    for name, (costs, score) in measured.items():
        cpu, wall, peak = (statistics.median(values) for values in zip(*costs, strict=True))
        print(f"{name:<12} {cpu:7.2f} {wall:7.2f} {peak:6.0f} {score.row()}  {SETTINGS[name]}")
    if "ours" not in measured:
        return
    print()
    ours = [cost.cpu_seconds for cost in measured["ours"][0]]
    for name, asked in ASKED.items():
        if name in measured:
            ratios = sorted(cost.cpu_seconds / own for cost, own in zip(measured[name][0], ours, strict=True))
            print(f"CPU of {name:<11} / ours: {statistics.median(ratios):6.1f} "
                  f"({ratios[0]:.1f} to {ratios[-1]:.1f}; asked {asked:g})")  # fmt: skip
    if "ours, whole" in measured:
        whole = [cost.cpu_seconds for cost in measured["ours, whole"][0]]
        ratio = statistics.median(one / own for one, own in zip(whole, ours, strict=True))
        print(f"whole job / candidate stage: {ratio:.2f} (asked at most {ASKED_WHOLE:g})")
        if reports == PASSIM_REPORTS:
            print(f"passim, measured once at {PASSIM_CPU_SECONDS:g} CPU s (recall .98, precision .79) / our whole job: "
                  f"{PASSIM_CPU_SECONDS / statistics.median(whole):.0f} (asked {ASKED_PASSIM:g})")  # fmt: skip


def main() -> None:
    """Run the joins asked for and print what they cost and found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=SMALL)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", nargs="+", choices=JOBS, default=list(JOBS))
    given = options.parse_args()
    try:
        report(measure(given.only, given.reports, given.rounds), given.reports)
    except DataMissing as missing:
        print(f"skipped: {missing}")
    except ChildFailed as failed:
        print(f"given up: {failed}")


if __name__ == "__main__":
    main()
