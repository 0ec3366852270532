"""Which reports hold a feature: postings of four bytes, sorted, in buckets, mapped from the disk.

A feature's hash keeps 35 of its 64 bits: what seems to be shared is verified by alignment, and 200 strays in a million
look-ups cost less than the bytes. Indexes of any size keep the same 35 bits, so that merging two gives what building
one of all their reports would.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mediawire.corpus.postings_kernels import (
    HASH_BITS,
    count_below,
    find_postings,
    pack_keys,
    pack_postings,
    unpack_keys,
)
from mediawire.corpus.sections import Sections, SectionsWriter

IN_BUCKET = 16
"""Postings of a bucket, about: one line of the cache."""
CHUNK = 4_000_000
"""Postings that are merged at a time: 32 MB of keys."""
NONE_GONE = np.zeros(0, np.bool_)


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of one index. Numbers are counted from the first of the index."""

    directory: NDArray[np.uint32]
    postings: NDArray[np.uint32]
    bucket_bits: int
    number_bits: int

    @classmethod
    def of(cls, sections: Sections) -> Postings:
        """Take them from a file as it is mapped."""
        bits = sections.facts["bucket_bits"], sections.facts["number_bits"]
        return cls(sections.array("directory"), sections.array("postings"), *bits)

    def find(self, hashes: NDArray[np.uint64], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> int:
        """Find where the postings of each feature begin and end, and return how many that are."""
        bits = self.bucket_bits, self.number_bits
        return int(find_postings(self.directory, self.postings, *bits, hashes, starts, ends))

    def count(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Count the reports that hold each feature."""
        starts, ends = np.empty((2, hashes.size), np.int64)
        self.find(hashes, starts, ends)
        return ends - starts

    def place_of(self, limit: int) -> int:
        """Count the postings whose keys are less than a limit."""
        if limit >> 64:
            return int(self.postings.size)
        bits = self.bucket_bits, self.number_bits
        return int(count_below(self.directory, self.postings, *bits, np.uint64(limit)))

    def keys(self, start: int, end: int, shift: int, gone: NDArray[np.bool_]) -> NDArray[np.uint64]:
        """Return a stretch of the postings as keys, without the reports that are gone."""
        keys = np.empty(end - start, np.uint64)
        bits = self.bucket_bits, self.number_bits
        count = unpack_keys(self.directory, self.postings, *bits, start, end, shift, gone, keys)
        return keys[:count]


def make_keys(
    hashes: NDArray[np.uint64], offsets: NDArray[np.int64], numbers: NDArray[np.uint32]
) -> NDArray[np.uint64]:
    """Return the sorted keys of reports whose numbers within their index are given."""
    keys = np.empty(hashes.size, np.uint64)
    pack_keys(hashes, offsets, numbers, keys)
    keys.sort()
    return keys


def merge_keys(
    sources: Sequence[Postings], shifts: Sequence[int], gone: Sequence[NDArray[np.bool_]]
) -> Iterator[NDArray[np.uint64]]:
    """Yield the keys of several indexes, sorted, so many at a time that memory does not grow with them."""
    total = sum(source.postings.size for source in sources)
    pieces = 1 << max(0, (total // CHUNK).bit_length())
    starts = [0] * len(sources)
    for piece in range(1, pieces + 1):
        ends = [source.place_of(piece * ((1 << 64) // pieces)) for source in sources]
        bounds = zip(sources, starts, ends, shifts, gone, strict=True)
        keys = np.concatenate([source.keys(start, end, shift, away) for source, start, end, shift, away in bounds])
        keys.sort()
        yield keys
        starts = ends


def write_postings(writer: SectionsWriter, reports: int, total: int, pieces: Iterator[NDArray[np.uint64]]) -> Any:
    """Write postings for sorted keys that come in pieces, and return the facts by which they are read.

    ``total`` is about how many there are; it decides how large the buckets are.
    """
    number_bits = max(1, (reports - 1).bit_length())
    bucket_bits = max(number_bits + HASH_BITS - 32, (total // IN_BUCKET).bit_length() - 1)
    directory = np.zeros((1 << bucket_bits) + 1, np.uint32)
    bucket = written = 0
    writer.begin("postings", np.dtype(np.uint32))
    for keys in pieces:
        postings = np.empty(keys.size, np.uint32)
        bucket, count = pack_postings(keys, bucket_bits, number_bits, directory, bucket, written, postings)
        writer.go_on(postings[:count])
        written += count
    directory[bucket:] = written
    writer.add("directory", directory)
    return {"bucket_bits": bucket_bits, "number_bits": number_bits}
