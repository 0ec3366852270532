"""What the constants of the candidate stage do: ``python -m bench.candidates [--reports 10000] [--links]``.

For features of 5, 6 and 8 words, one in 4 and one in 8: how many pairs share at least 1, 2, 3 or 4 of them, and how
many of the planted relations are among these. With ``--links``: the same for what remains after aligning, by the
equal words that are asked of a link. Each setting is compiled in a process of its own, and kept nowhere.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bench.archives import DataMissing
from bench.children import run_apart
from bench.data import planted_folder
from bench.our_jobs import NAMED, Name, files_of
from bench.truth import HEAD, score_pairs

FEATURES = ((5, 2), (5, 3), (6, 2), (6, 3), (8, 2), (8, 3))
"""Words of a feature, and doublings of the window."""
LEAST_SHARED = (1, 2, 3, 4)
LEAST_WORDS = (8, 10, 12, 14, 16, 18, 20)


def find_shared(folder: str, words: str, doublings: str, target: str) -> None:
    """Write candidates that share at least one feature, with other constants than ours: ids and features shared."""
    from mediawire.reuse import constants

    constants.FINGERPRINT = constants.FingerprintConstants(int(words), int(doublings))
    constants.CANDIDATES = replace(constants.CANDIDATES, least_shared=1)
    from mediawire.reuse import plan
    from mediawire.reuse.local import LocalRunner

    with LocalRunner() as runner:
        corpus = plan.Corpus.of(files_of(f"{folder}/corpus.parquet"))
        candidates = plan.find_candidates(runner, corpus)
        rows = runner.collect(candidates.rows)
        save(target, rows, list_ids(runner, corpus, candidates), rows.column("shared").to_numpy())


def find_aligned(folder: str, least: str, target: str) -> None:
    """Write links with at least so many equal words: ids and equal words."""
    from mediawire.reuse import constants

    constants.LINKS = replace(constants.LINKS, least_equal_words=int(least))
    from mediawire.reuse import plan
    from mediawire.reuse.local import LocalRunner

    with LocalRunner() as runner:
        corpus = plan.Corpus.of(files_of(f"{folder}/corpus.parquet"))
        candidates = plan.find_candidates(runner, corpus)
        links = runner.collect(plan.find_links(runner, corpus, candidates))
        save(target, links, list_ids(runner, corpus, candidates), np.zeros(links.num_rows, np.int64))


def list_ids(runner: Any, corpus: Any, candidates: Any) -> pa.Array:
    """Return the id of each numbered report."""
    names = runner.collect(runner.map(corpus.read(runner, "id"), Name(candidates.numbering.of_partition), NAMED))
    return names.column("id").take(pc.sort_indices(names.column("number"))).combine_chunks()


def save(target: str, rows: pa.Table, ids: pa.Array, shared: Any) -> None:
    """Write pairs of ids, which are numbers in a planted corpus, and what they share."""
    sides = [ids.take(rows.column(side).combine_chunks()).cast(pa.int64()).to_numpy() for side in ("a", "b")]
    np.save(target, np.stack([*sides, shared.astype(np.int64)]))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--links", action="store_true")
    asked = parser.parse_args()
    try:
        folder = planted_folder(asked.reports)
    except DataMissing as missing:
        print(f"skipped: {missing}")
        return
    print(f"{json.loads((folder / 'meta.json').read_text())['n']:,} reports\n{'':<30}{'pairs':>10}  {HEAD}")
    with tempfile.TemporaryDirectory() as scratch:
        for number, (name, function, values) in enumerate(settings(asked.links)):
            target = Path(scratch) / f"{number}.npy"
            kept = {"NUMBA_CACHE_DIR": f"{scratch}/{number}"}
            run_apart("bench.candidates", function, folder, *values, target, settings=kept)
            a, b, shared = np.load(target)
            for least in (0,) if asked.links else LEAST_SHARED:
                chosen = shared >= least
                found = score_pairs(folder, zip(a[chosen].tolist(), b[chosen].tolist(), strict=True))
                said = name if asked.links else f"{name}, {least} shared"
                print(f"{said:<30}{found.pairs:>10,}  {found.row()}", flush=True)


def settings(links: bool) -> list[tuple[str, str, tuple[int, ...]]]:
    """List what is tried: how it is called, the function, its arguments."""
    if links:
        return [(f"{least} equal words", "find_aligned", (least,)) for least in LEAST_WORDS]
    return [(f"{k} words, 1 in {1 << w}", "find_shared", (k, w)) for k, w in FEATURES]


if __name__ == "__main__":
    main()
