"""Speed and size of a corpus: ``python -m bench.corpus_speed [--reports 10000] [--only families growth corpus large]``.

**families**: the whole job over planted reports, from Parquet on disk to tables on disk, alignment included.
**growth**: the same over a tenth of them, and the exponent of CPU time on bytes of text. **corpus**: how fast reports
go in, in bulk and one by one until a question finds them; what the index weighs beside the text; how long opening
takes.
**large**: the job over what ``bench.grow`` has made (``--folder``), within ``--memory`` gigabytes, and which of the
planted copies it found; it runs only where it is asked for by name. The figures asked hold for a million reports.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections import Counter
from math import log
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.archives import DataMissing
from bench.children import ChildFailed, run_apart
from bench.our_jobs import files_of, read_family_batches
from bench.reports import planted_file

ASKED_WALL, ASKED_PEAK_MB, ASKED_EXPONENT = 60.0, 8_000.0, 1.05
ASKED_INDEX, ASKED_OPEN, ASKED_ADD, ASKED_ONE = 0.36, 0.2, 30_000.0, 0.05
ASKED_LARGE_MINUTES = 20.0


def text_bytes(reports: Path) -> int:
    """Return how many bytes of text Parquet files hold."""
    return sum(
        pc.sum(pc.binary_length(batch.column("text").cast(pa.large_binary()))).as_py()
        for path in files_of(str(reports))
        for batch in pq.ParquetFile(path).iter_batches(20_000, columns=["text"])
    )


def print_families(reports: int, folder: Path) -> None:
    """Print what the whole job costs."""
    spent = run_apart("bench.our_jobs", "find_families", planted_file(reports), folder / "families")
    print(f"all families of {reports:,}: {spent.wall_seconds:.1f} s wall (asked {ASKED_WALL:g} for 1,000,000), "
          f"{spent.cpu_seconds:.1f} CPU s, {spent.peak_mb:,.0f} MB (asked {ASKED_PEAK_MB:,.0f})")  # fmt: skip


def print_growth(reports: int, folder: Path) -> None:
    """Print the exponents of CPU time on bytes, of the whole job and of its candidate stage alone."""
    sizes = (reports // 10, reports)
    volumes = [text_bytes(planted_file(size)) for size in sizes]
    for door in ("find_candidates", "find_families"):
        cpu = [run_apart("bench.our_jobs", door, planted_file(size), folder / f"{door}-{size}").cpu_seconds
               for size in sizes]  # fmt: skip
        idle = run_apart("bench.our_jobs", door, planted_file(1_000), folder / f"{door}-idle").cpu_seconds
        whole, beyond = (log((cpu[1] - less) / max(1e-9, cpu[0] - less)) / log(volumes[1] / volumes[0])
                         for less in (0.0, idle))  # fmt: skip
        print(f"{door}: {cpu[0]:.1f} CPU s for {sizes[0]:,}, {cpu[1]:.1f} for {sizes[1]:,}: exponent {whole:.3f} on "
              f"bytes; {beyond:.3f} beyond what 1,000 reports take (asked {ASKED_EXPONENT:g})")  # fmt: skip


def print_corpus(reports: int, folder: Path) -> None:
    """Print how fast reports go into a corpus and come out, and what it weighs."""
    source, corpus = planted_file(reports), folder / "corpus"
    spent = run_apart("bench.our_jobs", "build_corpus", source, corpus)
    print(f"added in bulk: {reports / spent.wall_seconds:,.0f} reports a second of wall time (asked {ASKED_ADD:,.0f}), "
          f"{reports / spent.cpu_seconds:,.0f} a CPU second, start included")  # fmt: skip
    volume = text_bytes(source)
    weights = Counter[str]()
    for path in corpus.rglob("*"):
        if path.is_file():
            weights[path.relative_to(corpus).parts[0]] += path.stat().st_size
    print(f"index: {weights['index'] / volume:.3f} of the text's bytes (asked {ASKED_INDEX:g}); texts, compressed: "
          f"{weights['texts'] / volume:.3f}; {volume / 1e6:,.0f} MB of text")  # fmt: skip
    told = folder / "one-by-one.json"
    run_apart("bench.our_jobs", "add_one_by_one", corpus, told)
    times = json.loads(told.read_text(encoding="utf-8"))
    print(f"opened in {times['open']:.3f} s (asked {ASKED_OPEN:g}); the first question, with loading what is compiled, "
          f"took {times['first']:.2f} s")  # fmt: skip
    print(f"one report, added and found by a question: median {1e3 * statistics.median(times['one']):.1f} ms, "
          f"longest {1e3 * max(times['one']):.1f} ms (asked {1e3 * ASKED_ONE:g})")  # fmt: skip


def print_large(grown: Path, gigabytes: float, folder: Path) -> None:
    """Print what the whole job costs over a corpus that was grown, and what it found."""
    rows = sum(pq.read_metadata(path).num_rows for path in files_of(str(grown)))
    spent = run_apart("bench.our_jobs", "find_families", grown, folder / "large", gigabytes)
    print(f"all families of {rows:,} within {gigabytes:g} GB: {spent.wall_seconds / 60:.1f} minutes "
          f"(asked {ASKED_LARGE_MINUTES:g} for 10,000,000), {spent.cpu_seconds:.0f} CPU s, "
          f"peak {spent.peak_mb:,.0f} MB")  # fmt: skip
    edges = np.unique(np.array(
        [sorted((int(edge["original"]), int(edge["copy"])))
         for family in read_family_batches(folder / "large", ["edges"]) for edge in family["edges"]],
        np.int64).reshape(-1, 2) @ np.array([1 << 32, 1]))  # fmt: skip
    gold = pq.read_table(grown / "gold")
    pairs = np.sort(np.stack([gold.column(name).to_numpy() for name in ("source", "copy")], axis=1), axis=1)
    found = np.isin(pairs @ np.array([1 << 32, 1]), edges)
    kinds = gold.column("kind").to_numpy()
    recalls = {kind: float(found[kinds == kind].mean()) for kind in sorted(set(kinds.tolist()))}
    print("recall: " + ", ".join(f"{kind} {recall:.4f}" for kind, recall in recalls.items()))


def main() -> None:
    """Print the parts asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=10_000)
    parts = {"families": print_families, "growth": print_growth, "corpus": print_corpus}
    options.add_argument("--only", nargs="+", choices=(*parts, "large"), default=list(parts))
    options.add_argument("--folder", type=Path, help="what bench.grow has made")
    options.add_argument("--memory", type=float, default=12.0, help="gigabytes")
    given = options.parse_args()
    for name in given.only:
        try:
            with tempfile.TemporaryDirectory() as folder:
                if name != "large":
                    parts[name](given.reports, Path(folder))
                elif given.folder and given.folder.is_dir():
                    print_large(given.folder, given.memory, Path(folder))
                else:
                    print("skipped: large needs --folder with what bench.grow has made")
        except DataMissing as missing:
            print(f"skipped: {missing}")
        except ChildFailed as failed:
            print(f"given up: {failed}")


if __name__ == "__main__":
    main()
