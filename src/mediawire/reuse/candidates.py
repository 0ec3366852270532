"""Which reports of a corpus may share passages: the steps from texts to pairs that are worth comparing.

Each step is a function over the rows of a partition (see ``runner.py``), with what it must know as fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from mediawire.reuse import candidate_kernels as kernels
from mediawire.reuse import parcels
from mediawire.reuse.constants import CANDIDATES
from mediawire.reuse.fingerprint import sketch
from mediawire.reuse.numbering import UNNUMBERED, with_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

FINE = 8
"""Features and pairs are cut into 2 ** FINE buckets."""

PAIRS_AT_ONCE = 1 << 20
NOISE_AT_ONCE = 1 << 14

PAIRS = pa.schema([("a", pa.uint32()), ("b", pa.uint32()), ("shared", pa.uint32())])
"""Candidates: two reports by their numbers, the smaller first, and how many features they share."""


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """Texts -> packed features, and how many each report has: the step that reads the corpus."""

    numbers: dict[int, NDArray[np.uint32]]
    bits: int

    def __call__(self, partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield parcels of features by their highest bits, and of sizes."""
        yield from parcels.wrap_each(self.pack_all(partition, batches))

    def pack_all(
        self, partition: int, batches: Iterator[pa.RecordBatch]
    ) -> Iterator[tuple[int, Iterator[tuple[int, NDArray[np.uint64]]]]]:
        """Yield how many bytes each batch has, and its loads."""
        for batch, numbers in with_numbers(batches, self.numbers, partition):
            yield batch.nbytes, self.pack(batch.column("text"), numbers)

    def pack(self, texts: pa.Array, numbers: NDArray[np.uint32]) -> Iterator[tuple[int, NDArray[np.uint64]]]:
        """Yield the features of texts bucket by bucket, then how many each report has."""
        if (numbers == UNNUMBERED).any():
            kept = numbers != UNNUMBERED
            texts, numbers = texts.filter(pa.array(kept)), numbers[kept]
        features = sketch(texts)
        counts = np.empty((1 << FINE) + 1, np.int64)
        keys = np.empty_like(features.hashes)
        kernels.pack(features.hashes, features.offsets, numbers, self.bits, FINE, counts, keys)
        yield from ((bucket, keys[counts[bucket] : counts[bucket + 1]]) for bucket in range(1 << FINE))
        yield parcels.SIZES, (numbers.astype(np.uint64) << np.uint64(32)) | np.diff(features.offsets).astype(np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class PairUp:
    """Features -> pairs of reports that share one, and features that are page noise; sizes pass through."""

    bits: int
    outlets: NDArray[np.int64]

    def __call__(self, partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield parcels of pairs by their first report, and of noise."""
        features, others = part_loads(batches)
        yield parcels.wrap((parcels.SIZES, load) for load in others)
        for pairs, noise in pair_all(features, self.bits, self.outlets):
            yield parcels.wrap(self.cut(pairs))
            yield parcels.wrap([(parcels.NOISE, noise.ravel())])

    def cut(self, pairs: NDArray[np.uint64]) -> Iterator[tuple[int, NDArray[np.uint64]]]:
        """Sort pairs, and cut them into buckets by the highest bits of their first reports."""
        pairs.sort()
        shift = 33 + max(0, self.bits - FINE)
        edges = np.searchsorted(pairs, np.arange((1 << FINE) + 1, dtype=np.uint64) << np.uint64(shift))
        edges[-1] = pairs.size
        yield from ((bucket, pairs[edges[bucket] : edges[bucket + 1]]) for bucket in range(1 << FINE))


def pair_all(
    features: NDArray[np.uint64], bits: int, outlets: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.uint64]]]:
    """Pair up the reports that share packed features, which are sorted here: yield pairs and noise, some at a time.

    See candidate_kernels.pair_up for the arrays.
    """
    features.sort()
    start = 0
    numbers = np.empty(features.size + 1, np.uint64)
    hot = int((kernels.NEIGHBOURS + kernels.HUBS) * numbers.size)
    room = max(PAIRS_AT_ONCE, hot, 2 * int(kernels.FEW) ** 2)
    while start < features.size:
        pairs, noise = np.empty(room, np.uint64), np.empty((NOISE_AT_ONCE, 2), np.uint64)
        start, found, noted = kernels.pair_up(features, start, bits, outlets, numbers, pairs, noise)
        yield pairs[:found], noise[:noted]


@dataclass(frozen=True, slots=True, eq=False)
class CountPairs:
    """Pairs -> candidates: pairs that share enough features."""

    sizes: NDArray[np.uint32]

    def __call__(self, partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield candidates as rows of PAIRS, sorted."""
        pairs, _ = part_loads(batches)
        yield count_pairs(pairs, self.sizes)


def count_pairs(pairs: NDArray[np.uint64], sizes: NDArray[np.uint32]) -> pa.RecordBatch:
    """Return the pairs that share enough features as rows of PAIRS; the pairs are sorted here, sizes are by report."""
    pairs.sort()
    columns = np.empty((3, pairs.size), np.uint32)
    count = kernels.count_pairs(pairs, CANDIDATES.least_shared, sizes, CANDIDATES.repeated_share, *columns)
    return pa.record_batch([pa.array(column[:count]) for column in columns], PAIRS)


def part_loads(batches: Iterator[pa.RecordBatch]) -> tuple[NDArray[np.uint64], list[NDArray[np.uint64]]]:
    """Return the loads that are for this step as one array, and those that are for who steers the job."""
    mine: list[NDArray[np.uint64]] = []
    others: list[NDArray[np.uint64]] = []
    for bucket, load in parcels.loads_of(batches):
        (mine if bucket >= 0 else others).append(load)
    return np.concatenate(mine) if mine else np.empty(0, np.uint64), others
