"""The corpus-wide job on one page: reports -> candidates -> links -> families, in the two verbs of a runner.

What each step does is said where it is defined; here is only what follows what. Between the steps the one who steers
holds some numbers a report at most (its outlet, how many features it has, where its family meets), never the features,
the pairs or the texts. The same families come out of every runner, at any number of partitions, in any input order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from mediawire.reuse import parcels
from mediawire.reuse.candidates import PAIRS, CountPairs, PairUp, Sketch
from mediawire.reuse.components import find_components
from mediawire.reuse.linking import (
    ASKED,
    EDGES,
    LINKED,
    Align,
    Ask,
    Fetch,
    Meetings,
    NoiseTable,
    Send,
    Wanted,
    pick_edges,
    pick_strong,
)
from mediawire.reuse.meeting import MEET, Gather, SendLinks, SendReports
from mediawire.reuse.notices import load_notices
from mediawire.reuse.numbering import Numbering, number_reports
from mediawire.reuse.row_groups import read_columns
from mediawire.reuse.runner import Rows, Runner
from mediawire.reuse.tables import FAMILIES, PARCELS, REPORTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAMING = ("id", "outlet", "version", "number")


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """What a job reads: Parquet files with the columns of REPORTS, of which only ``id`` and ``text`` must be there.

    ``removed``   values of the column ``number`` that no longer count, sorted
    """

    files: Sequence[Path]
    columns: frozenset[str]
    removed: NDArray[Any]

    @classmethod
    def of(cls, files: Sequence[Path], removed: NDArray[Any] | None = None) -> Corpus:
        """Look what columns there are. `InputError` where the first file cannot be read."""
        columns = frozenset(read_columns(files[0])) if files else frozenset(REPORTS.names)
        return cls(files, columns, np.empty(0, np.int64) if removed is None else np.sort(removed))

    def read(self, runner: Runner, *names: str) -> Rows:
        """Read those of some columns that are there; partitions are the same every time."""
        return runner.read(self.files, [name for name in names if name in self.columns])


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Reports that may share passages (rows of PAIRS), what their numbers stand for, and what is page noise."""

    rows: Rows
    numbering: Numbering
    noise: NDArray[np.uint64]


def find_candidates(runner: Runner, corpus: Corpus) -> Candidates:
    """Find which reports may share passages: one pass over the texts, one sort of their features."""
    numbering = number_reports(runner, corpus.read(runner, *NAMING), corpus.removed)
    sketch = Sketch(numbering.of_partition, numbering.bits)
    features = runner.map(corpus.read(runner, "text"), sketch, PARCELS, "reading")
    pair_up = PairUp(numbering.bits, numbering.outlets)
    pairs = runner.keep(runner.map(runner.shuffle(features, "bucket"), pair_up, PARCELS, "pairing"))
    sizes = read_sizes(told(runner, pairs, parcels.SIZES), numbering.count)
    noise = told(runner, pairs, parcels.NOISE).reshape(-1, 2)
    pairs = runner.shuffle(runner.map(pairs, parcels.Only(0, parcels.MOST), PARCELS), "bucket")
    return Candidates(runner.keep(runner.map(pairs, CountPairs(sizes), PAIRS, "counting")), numbering, noise)


def find_links(runner: Runner, corpus: Corpus, candidates: Candidates) -> Rows:
    """Align candidates, and return those that share passages: rows of LINKED. Reads the texts a second time."""
    rows, numbering = candidates.rows, candidates.numbering
    strong = runner.map(rows, pick_strong, EDGES)
    meetings = Meetings.of_labels(runner.collect(find_components(runner, strong)), numbering.count)
    wanted = Wanted.of(runner.collect(runner.map(rows, Ask(meetings), ASKED)), numbering.count)
    fetch = Fetch(numbering.of_partition, wanted, NoiseTable.of(candidates.noise, numbering.bits))
    words = runner.map(corpus.read(runner, "text"), fetch, PARCELS, "fetching")
    met = runner.shuffle(runner.join(words, runner.map(rows, Send(meetings), PARCELS)), "bucket")
    return runner.map(met, Align(load_notices()), LINKED, "aligning")


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a job has found: the families, and what hangs together by links.

    ``families``   a table of the schema FAMILIES, sorted by family
    ``labels``     columns node and label: for each report that has links, by its number, the smallest of its component
    ``numbering``  what the numbers stand for
    """

    families: pa.Table
    labels: pa.Table
    numbering: Numbering


def find_families(runner: Runner, corpus: Corpus) -> pa.Table:
    """Find the families of copies in a corpus: a table of the schema FAMILIES, sorted by family.

    >>> from mediawire.reuse.local import LocalRunner
    >>> with LocalRunner() as runner:
    ...     find_families(runner, Corpus.of([])).num_rows
    0
    """
    if not corpus.files:
        return FAMILIES.empty_table()
    return make_families(runner, corpus, find_candidates(runner, corpus)).families


def make_families(runner: Runner, corpus: Corpus, candidates: Candidates) -> Found:
    """Make families of candidates: align them, see what hangs together, and bring each family to one place."""
    links = runner.keep(find_links(runner, corpus, candidates))
    labels = runner.collect(find_components(runner, runner.map(links, pick_edges, EDGES)))
    meetings = Meetings.of_labels(labels, candidates.numbering.count)
    send = SendReports(candidates.numbering.of_partition, meetings)
    reports = runner.map(corpus.read(runner, *REPORTS.names, "version"), send, MEET, "gathering")
    met = runner.shuffle(runner.join(reports, runner.map(links, SendLinks(meetings), MEET)), "bucket")
    families = runner.collect(runner.map(met, Gather(), FAMILIES, "making families")).sort_by("family")
    return Found(families, labels, candidates.numbering)


def told(runner: Runner, rows: Rows, bucket: int) -> NDArray[np.uint64]:
    """Return what steps have told the one who steers, as one array."""
    return parcels.unwrap(runner.collect(runner.map(rows, parcels.Only(bucket, bucket), PARCELS)).to_batches())


def read_sizes(loads: NDArray[np.uint64], count: int) -> NDArray[np.uint32]:
    """Return how many features each report has, from packed pairs of number and size."""
    sizes = np.zeros(count, np.uint32)
    sizes[loads >> np.uint64(32)] = loads & np.uint64(0xFFFFFFFF)
    return sizes
