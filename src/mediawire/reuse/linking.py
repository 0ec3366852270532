"""Candidates -> links: the steps that bring the words of two reports together and align them.

Reports that share much are brought to one place, so that the words of each travel about once; the others follow where
they are needed. Where two reports meet decides nothing about what is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mediawire.reuse import kernels as block_kernels
from mediawire.reuse import link_kernels as kernels
from mediawire.reuse import parcels
from mediawire.reuse.constants import LINKS
from mediawire.reuse.fingerprint import NO_TRICKS, lay_out, measure, room_for
from mediawire.reuse.notices import Notices
from mediawire.reuse.numbering import UNNUMBERED, with_numbers
from mediawire.text import folding

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS, PAIRS = 0, 1
"""What a load is: words of reports, or pairs of reports to align."""

REPORTS_A_PLACE = 1 << 13
FEWEST_PLACES = 64
"""Pairs meet at one place for so many reports of the corpus, and at no fewer places than these."""

EDGES = pa.schema([("a", pa.uint32()), ("b", pa.uint32())])
ASKED = pa.schema([("number", pa.uint32()), ("bucket", pa.int32())])

LINKED = pa.schema([("a", pa.uint32()), ("b", pa.uint32()), ("blocks", pa.list_(pa.int32()))])
"""Links by the numbers of their reports: five numbers a block, words of a and b, half-open, and equal words."""

BLOCKS_AT_ONCE = 1 << 18


@dataclass(frozen=True, slots=True, eq=False)
class Meetings:
    """Where each report is at home: reports that share much have one home.

    ``numbers``, ``homes``   (n,) uint32, (n,) int32: sorted by number; a report that is not named is at home by itself
    ``places``               how many homes there are
    """

    numbers: NDArray[np.uint32]
    homes: NDArray[np.int32]
    places: int

    @classmethod
    def of_labels(cls, labels: pa.Table, count: int) -> Meetings:
        """Make homes of connected components, columns node and label, of a corpus of so many reports."""
        places = max(FEWEST_PLACES, count // REPORTS_A_PLACE)
        numbers, label = labels.column("node").to_numpy(), labels.column("label").to_numpy()
        order = np.argsort(numbers)
        return cls(numbers[order].astype(np.uint32), spread(label[order], places), places)

    def of(self, numbers: NDArray[np.uint32]) -> NDArray[np.int32]:
        """Return the homes of reports: (n,) int32."""
        if not self.numbers.size:
            return spread(numbers, self.places)
        at = np.minimum(np.searchsorted(self.numbers, numbers), self.numbers.size - 1)
        homes: NDArray[np.int32] = np.where(self.numbers[at] == numbers, self.homes[at], spread(numbers, self.places))
        return homes


def spread(labels: NDArray[Any], places: int) -> NDArray[np.int32]:
    """Spread labels evenly over so many places: (n,) int32."""
    mixed = labels.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(32)
    return (mixed % np.uint64(places)).astype(np.int32)


def pick_strong(partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Pass on the candidates that share much, as edges."""
    for batch in batches:
        kept = batch.filter(pc.greater_equal(batch.column("shared"), LINKS.strong_features))
        yield pa.record_batch([kept.column("a"), kept.column("b")], EDGES)


def pick_edges(partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Pass on links as edges."""
    for batch in batches:
        yield pa.record_batch([batch.column("a"), batch.column("b")], EDGES)


@dataclass(frozen=True, slots=True, eq=False)
class Send:
    """Candidates -> parcels of pairs, sent to the homes of their first reports."""

    meetings: Meetings

    def __call__(self, partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield parcels of pairs."""
        for batch in batches:
            a, b = batch.column("a").to_numpy(), batch.column("b").to_numpy()
            homes = self.meetings.of(a)
            order = np.argsort(homes, kind="stable")
            pairs = ((a.astype(np.uint64) << np.uint64(32)) | b)[order]
            edges = np.searchsorted(homes[order], np.arange(self.meetings.places + 1))
            yield parcels.wrap(
                (home, np.concatenate([np.array([PAIRS], np.uint64), pairs[edges[home] : edges[home + 1]]]))
                for home in np.flatnonzero(np.diff(edges)).tolist()
            )


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """Candidates -> which reports are needed where, each pair of report and place once a partition."""

    meetings: Meetings

    def __call__(self, partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield rows of ASKED."""
        for batch in batches:
            a, b = batch.column("a").to_numpy(), batch.column("b").to_numpy()
            homes = self.meetings.of(a).astype(np.uint64)
            asked = np.unique(
                np.concatenate(
                    [(a.astype(np.uint64) << np.uint64(32)) | homes, (b.astype(np.uint64) << np.uint64(32)) | homes]
                )
            )
            yield wanted_rows(asked)


def wanted_rows(asked: NDArray[np.uint64]) -> pa.RecordBatch:
    """Return packed pairs of report and place as rows of ASKED."""
    numbers = (asked >> np.uint64(32)).astype(np.uint32)
    return pa.record_batch([pa.array(numbers), pa.array((asked & np.uint64(0xFFFFFFFF)).astype(np.int32))], ASKED)


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """Which reports are needed where.

    ``offsets``  (reports + 1,) int64: report i is needed at buckets[offsets[i] : offsets[i + 1]]
    ``buckets``  (n,) int32
    """

    offsets: NDArray[np.int64]
    buckets: NDArray[np.int32]

    @classmethod
    def of(cls, asked: pa.Table, count: int) -> Wanted:
        """Gather what all partitions ask for."""
        numbers, buckets = asked.column("number").to_numpy(), asked.column("bucket").to_numpy()
        packed = np.unique((numbers.astype(np.uint64) << np.uint64(32)) | buckets.astype(np.uint64))
        edges = np.searchsorted(packed >> np.uint64(32), np.arange(count + 1, dtype=np.uint64))
        return cls(edges.astype(np.int64), (packed & np.uint64(0xFFFFFFFF)).astype(np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class NoiseTable:
    """Features that are page noise, filed for the kernels; see link_kernels.file_noise."""

    low: int
    slots: NDArray[np.uint64]
    marks: NDArray[np.uint8]

    @classmethod
    def of(cls, rows: NDArray[np.uint64], bits: int) -> NoiseTable:
        """File features of noise: (n, 2) uint64, a feature and what it is."""
        size = 1 << max(1, 2 * len(rows)).bit_length() if len(rows) else 1
        slots, marks = np.zeros(size, np.uint64), np.zeros(size, np.uint8)
        kernels.file_noise(np.ascontiguousarray(rows[:, 0]), rows[:, 1].astype(np.uint8), slots, marks)
        return cls(bits, slots, marks)


@dataclass(frozen=True, slots=True, eq=False)
class Fetch:
    """Texts -> parcels of words, page noise masked, sent to where they are needed: reads the corpus again."""

    numbers: dict[int, NDArray[np.uint32]]
    wanted: Wanted
    noise: NoiseTable

    def __call__(self, partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield parcels of words."""
        yield from parcels.wrap_each(self.send_all(partition, batches))

    def send_all(
        self, partition: int, batches: Iterator[pa.RecordBatch]
    ) -> Iterator[tuple[int, Iterator[tuple[int, NDArray[np.uint64]]]]]:
        """Yield how many bytes each batch has, and the loads of its reports that are needed anywhere."""
        for batch, numbers in with_numbers(batches, self.numbers, partition):
            counts = np.zeros(batch.num_rows, np.int64)
            known = numbers != UNNUMBERED
            counts[known] = np.diff(self.wanted.offsets)[numbers[known]]
            rows = np.flatnonzero(counts).astype(np.int32)
            if rows.size:
                yield batch.nbytes, self.send(batch.column("text"), rows, numbers[rows])

    def send(
        self, texts: pa.Array, rows: NDArray[np.int32], numbers: NDArray[np.uint32]
    ) -> Iterator[tuple[int, NDArray[np.uint64]]]:
        """Yield a load of words for each place at which some of the reports are needed; see ``read_words``."""
        data, offsets = lay_out(texts)
        _, size, longest = measure(offsets)
        ids, codes, room = room_for(longest)
        words, (sizes, heads) = np.empty(size + len(rows), np.uint64), np.empty((2, len(rows)), np.int64)
        kernels.scan_wanted(
            data, offsets, rows, numbers, *folding.load_table(), ids, codes, *room, NO_TRICKS,
            np.empty(longest + 2, np.uint8), self.noise.low, self.noise.slots, self.noise.marks, words, sizes, heads,
        )  # fmt: skip
        starts = np.cumsum(sizes) - sizes
        first, last = self.wanted.offsets[numbers], self.wanted.offsets[numbers.astype(np.int64) + 1]
        sent = np.repeat(np.arange(len(rows)), last - first)
        buckets = np.concatenate([self.wanted.buckets[a:b] for a, b in zip(first, last, strict=True)])
        order = np.argsort(buckets, kind="stable")
        sent, buckets = sent[order], buckets[order]
        edges = np.flatnonzero(np.diff(buckets, prepend=-1, append=-1))
        for a, b in pairwise(edges.tolist()):
            load = np.empty(2 + 2 * (b - a) + int(sizes[sent[a:b]].sum()), np.uint64)
            kernels.load_words(words, starts, sizes, heads, numbers, sent[a:b], load)
            yield int(buckets[a]), load


def read_words(
    loads: Sequence[NDArray[np.uint64]],
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]:
    """Read loads of words: WORDS, how many reports, number and headline's words of each, words of each, all words.

    returns  numbers of the reports; words of their headlines; where the words of each begin; all words
    """
    counts = [int(load[1]) for load in loads]
    known = np.concatenate([load[2 : 2 + count] for load, count in zip(loads, counts, strict=True)])
    sizes = np.concatenate([load[2 + count : 2 + 2 * count] for load, count in zip(loads, counts, strict=True)])
    words = np.concatenate([load[2 + 2 * count :] for load, count in zip(loads, counts, strict=True)])
    offsets = np.zeros(sizes.size + 1, np.int64)
    np.cumsum(sizes, out=offsets[1:])
    heads = (known & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return (known >> np.uint64(32)).astype(np.uint32), heads, offsets, words


@dataclass(frozen=True, slots=True, eq=False)
class Align:
    """Words and pairs that have met -> links, as rows of LINKED; passages that are notices are no part of them."""

    notices: Notices

    def __call__(self, partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield links. Which pairs share a partition makes no difference."""
        loads = [load for _, load in parcels.loads_of(batches)]
        asked = [load[1:] for load in loads if load[0] == PAIRS]
        if not asked:
            return
        pairs = np.sort(np.concatenate(asked))
        numbers, heads, offsets, words = read_words([load for load in loads if load[0] == WORDS])
        del loads
        order = np.argsort(numbers).astype(np.int32)
        a, b = (pairs >> np.uint64(32)).astype(np.uint32), (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        left, right = (order[np.searchsorted(numbers, side, sorter=order)] for side in (a, b))
        for kept, ends, blocks in align_all(words, offsets, heads, left, right, self.notices):
            starts = np.concatenate([np.zeros(1, np.int32), (ends * 5).astype(np.int32)])
            column = pa.ListArray.from_arrays(pa.array(starts), pa.array(blocks.ravel()))
            yield pa.record_batch([pa.array(a[kept]), pa.array(b[kept]), column], LINKED)


def align_all(
    words: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    titles: NDArray[np.int64],
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    notices: Notices,
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int32]]]:
    """Align pairs of reports and yield, some at a time, which share passages, where their blocks end, and the blocks.

    See link_kernels.align_pairs for the arrays.
    """
    longest = int(np.diff(offsets).max())
    most = longest // block_kernels.SEED + 8
    heads, links = np.empty(4 * longest + 4, np.int32), np.empty(longest + 1, np.int32)
    blocks = np.empty((most, block_kernels.BLOCK_COLUMNS), np.int32)
    runs, scratch = np.empty((2, longest + 8, block_kernels.RUN_COLUMNS), np.int32)
    hits, seen = notices.room(longest)
    start = 0
    while start < left.size:
        kept, ends = np.empty(left.size - start, np.int32), np.empty(left.size - start, np.int64)
        found = np.empty((max(BLOCKS_AT_ONCE, most), kernels.COLUMNS), np.int32)
        start, count, at = kernels.align_pairs(
            words, offsets, titles, left, right, start, heads, links, blocks, runs, scratch,
            notices.slots, notices.marks, notices.points, hits, seen, kept, ends, found,
        )  # fmt: skip
        yield kept[:count], ends[:count], found[:at]
