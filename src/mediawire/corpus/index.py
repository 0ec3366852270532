"""An index: all that is looked up about the reports of a range of numbers, in one mapped file.

It can be made anew from the texts at any time. What it says of a report it says by the report's number, counted from
the first of the range; a report that was removed and merged away has no id, no words and no postings there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mediawire.corpus.durable import making
from mediawire.corpus.id_kernels import find_strings, hash_strings
from mediawire.corpus.parts import PAGED, strings
from mediawire.corpus.postings import Postings, write_postings
from mediawire.corpus.sections import Sections, SectionsWriter

REPORT_BITS = 24
MOST_REPORTS = 1 << REPORT_BITS
"""In one index: what 24 bits can number."""
MOST_POSTINGS = (1 << 32) - 1
UNKNOWN_TIME = np.iinfo(np.int64).min
PER_REPORT = ("outlets", "published", "words", "versions", "digests")


@dataclass(frozen=True, slots=True)
class Columns:
    """What an index says of each report of its range.

    ``outlets``     (n,) uint       places in ``outlet_names``
    ``published``   (n,) int64      microseconds since 1970, UTC; UNKNOWN_TIME where not known
    ``words``       (n,) uint32     of the text
    ``versions``    (n,) uint       1 for the first text of an id; 0 where the report is gone
    ``digests``     (n, 2) uint64   the first 16 bytes of the text's SHA-256
    ``id_places``   (n + 1,) int    where each id begins in ``id_bytes``, (m,) uint8
    """

    outlets: NDArray[Any]
    outlet_names: tuple[str | None, ...]
    published: NDArray[np.int64]
    words: NDArray[np.uint32]
    versions: NDArray[Any]
    digests: NDArray[np.uint64]
    id_places: NDArray[Any]
    id_bytes: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.words)

    @classmethod
    def of_part(cls, batch: pa.RecordBatch, words: NDArray[np.uint32]) -> Columns:
        """Take them from reports as they are written into a file of texts."""
        outlets = batch.column("outlet").dictionary_encode(null_encoding="encode")
        places, data = strings(batch.column("id"))
        digests = batch.column("digest")
        found = np.frombuffer(digests.buffers()[1], np.uint64)[4 * digests.offset :].reshape(-1, 4)
        return cls(
            outlets.indices.to_numpy(zero_copy_only=False),
            tuple(outlets.dictionary.to_pylist()),
            batch.column("published").cast(pa.int64()).fill_null(UNKNOWN_TIME).to_numpy(),
            words,
            batch.column("version").to_numpy(),
            found[: batch.num_rows, :2],
            places - places[0],
            data[places[0] : places[-1]],
        )

    @property
    def present(self) -> NDArray[np.bool_]:
        """Return which of the reports are there."""
        return np.asarray(self.versions) > 0

    def spread(self, rows: NDArray[Any], count: int) -> Columns:
        """Return the same for a longer range: row i becomes report rows[i], and the others are gone."""
        if count == len(self):
            return self
        sizes = np.zeros(count, np.int64)
        sizes[rows] = np.diff(self.id_places)
        return Columns(
            _spread(self.outlets, rows, count),
            self.outlet_names,
            _spread(self.published, rows, count),
            _spread(self.words, rows, count),
            _spread(self.versions, rows, count),
            _spread(self.digests, rows, count),
            np.concatenate([[0], np.cumsum(sizes)]),
            self.id_bytes,
        )

    def keep(self, kept: NDArray[np.bool_]) -> Columns:
        """Return the same without what is said of reports that are not kept; their numbers stay."""
        if kept.all():
            return self
        sizes = np.diff(self.id_places)
        wanted = np.repeat(kept, sizes)
        return Columns(
            np.where(kept, self.outlets, 0),
            self.outlet_names,
            np.where(kept, self.published, UNKNOWN_TIME),
            np.where(kept, self.words, 0).astype(np.uint32),
            np.where(kept, self.versions, 0),
            np.where(kept[:, None], self.digests, np.uint64(0)),
            np.concatenate([[0], np.cumsum(np.where(kept, sizes, 0))]),
            self.id_bytes[wanted],
        )

    @classmethod
    def join(cls, several: Sequence[Columns]) -> Columns:
        """Put ranges end to end."""
        names: dict[str | None, int] = {}
        for columns in several:
            for name in columns.outlet_names:
                names.setdefault(name, len(names))
        codes = [np.array([names[name] for name in columns.outlet_names] or [0], np.uint32) for columns in several]
        sizes = [np.diff(columns.id_places) for columns in several]
        return cls(
            np.concatenate([code[columns.outlets] for code, columns in zip(codes, several, strict=True)]),
            tuple(names),
            np.concatenate([columns.published for columns in several]),
            np.concatenate([columns.words for columns in several]),
            np.concatenate([columns.versions for columns in several]),
            np.concatenate([columns.digests for columns in several]),
            np.concatenate([[0], np.cumsum(np.concatenate(sizes), dtype=np.int64)]),
            np.concatenate([columns.id_bytes for columns in several]),
        )


def _spread(array: NDArray[Any], rows: NDArray[Any], count: int) -> NDArray[Any]:
    made = np.zeros((count, *array.shape[1:]), array.dtype)
    made[rows] = array
    return made


class Index:
    """An index as it is mapped; nothing of it is read before it is asked for."""

    def __init__(self, path: Path, first: int) -> None:
        self.sections = Sections(path)
        self.first = first
        self.count: int = self.sections.facts["count"]
        self.outlet_names: list[str | None] = self.sections.facts["outlet_names"]
        self.postings = Postings.of(self.sections)

    @cached_property
    def columns(self) -> Columns:
        """Return what it says of each report."""
        array = self.sections.array
        digests = array("digests").reshape(-1, 2)
        per_report = (array("published"), array("words"), array("versions"), digests, array("id_places"))
        return Columns(array("outlets"), tuple(self.outlet_names), *per_report, array("id_bytes"))

    @cached_property
    def keys(self) -> NDArray[np.uint64]:
        """Return the sorted hashes of the ids, with the reports they belong to."""
        return self.sections.array("keys")

    @cached_property
    def rows(self) -> NDArray[np.uint32] | None:
        """Return the reports that are there, in order; None where all are."""
        return self.sections.array("present") if self.sections.facts["sparse"] else None

    @cached_property
    def pages(self) -> Mapping[str, NDArray[Any]]:
        """Return the pages of each column that is read value by value."""
        return {name: self.sections.array(f"pages_{name}") for name in PAGED}

    @cached_property
    def page_rows(self) -> Mapping[str, NDArray[Any]]:
        """Return the first row of each page, for each of those columns."""
        return {name: np.ascontiguousarray(pages["row"]) for name, pages in self.pages.items()}

    def id_of(self, report: int) -> str:
        """Return the id of a report."""
        return self.id_bytes_of(report).decode()

    def id_bytes_of(self, report: int) -> bytes:
        """Return the id of a report in UTF-8."""
        columns = self.columns
        return columns.id_bytes[int(columns.id_places[report]) : int(columns.id_places[report + 1])].tobytes()

    def find_id(self, hashed: int, id: bytes) -> Iterator[int]:
        """Yield the reports that have an id; see `hash_ids`."""
        keys, low = self.keys, hashed & ~(MOST_REPORTS - 1)
        at = int(keys.searchsorted(keys.dtype.type(low)))
        while at < keys.size and (key := int(keys[at])) ^ low < MOST_REPORTS:
            report = key & (MOST_REPORTS - 1)
            if self.id_bytes_of(report) == id:
                yield report
            at += 1

    def find_ids(
        self, hashes: NDArray[np.uint64], places: NDArray[Any], data: NDArray[np.uint8]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Find ids: which of them are here, and the reports that have them; an id may have several."""
        size = hashes.size
        while True:
            rows, reports = np.empty(size, np.int64), np.empty(size, np.int64)
            own = self.keys, self.columns.id_places, self.columns.id_bytes
            found = find_strings(*own, hashes, places, data, rows, reports)
            if found <= size:
                return rows[:found], reports[:found]
            size = found


def hash_ids(places: NDArray[Any], data: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Hash ids over all 64 bits."""
    hashes = np.empty(len(places) - 1, np.uint64)
    hash_strings(places, data, hashes)
    return hashes


def write_index(
    path: Path,
    columns: Columns,
    pages: Mapping[str, NDArray[Any]],
    total: int,
    pieces: Iterator[NDArray[np.uint64]],
) -> None:
    """Write an index: what is known of each report, the pages of its texts, and about ``total`` sorted keys."""
    with making(path), path.open("xb") as file:
        writer = SectionsWriter(file)
        bits = write_postings(writer, len(columns), total, pieces)
        present = columns.present
        sparse = not bool(present.all())
        writer.add("present", np.flatnonzero(present).astype(np.uint32) if sparse else np.empty(0, np.uint32))
        writer.add("keys", _sorted_keys(columns, present))
        for name in PER_REPORT:
            writer.add(name, _narrow(name, getattr(columns, name)))
        writer.add("id_places", columns.id_places.astype(np.uint32 if columns.id_bytes.size >> 32 == 0 else np.uint64))
        writer.add("id_bytes", columns.id_bytes)
        for name, table in pages.items():
            writer.add(f"pages_{name}", table)
        writer.end(count=len(columns), sparse=sparse, outlet_names=columns.outlet_names, **bits)


def _narrow(name: str, array: NDArray[Any]) -> NDArray[Any]:
    """Store small numbers in few bytes."""
    if name in ("outlets", "versions"):
        return array.astype(np.min_scalar_type(int(array.max(initial=0))))
    return array.reshape(-1)


def _sorted_keys(columns: Columns, present: NDArray[np.bool_]) -> NDArray[np.uint64]:
    hashes = hash_ids(columns.id_places, columns.id_bytes)
    low = np.uint64(MOST_REPORTS - 1)
    keys = ((hashes & ~low) | np.arange(len(columns), dtype=np.uint64))[present]
    keys.sort()
    return keys
