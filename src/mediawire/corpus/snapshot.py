"""A committed state of a corpus, opened: what readers ask. It stays as it is whatever a writer does meanwhile.

All files are mapped when it is opened, so that a writer may remove them; a later snapshot takes over what has stayed.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mediawire.corpus.durable import digest_of, map_file
from mediawire.corpus.gathered import Gathered
from mediawire.corpus.index import UNKNOWN_TIME, Index, hash_ids
from mediawire.corpus.manifest import Manifest, ManifestFile, StoredFile, open_manifest, stamp_of
from mediawire.corpus.pages import unpack_page, value_at
from mediawire.corpus.parts import PAGED, strings
from mediawire.corpus.postings import NONE_GONE
from mediawire.corpus.postings_kernels import list_postings
from mediawire.corpus.stored import Facts, StoredReport
from mediawire.errors import CorpusBroken

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Snapshot:
    """A committed state, all its files mapped. Numbers of reports that are not there raise `KeyError`."""

    def __init__(self, folder: Path, manifest: Manifest, file: ManifestFile, before: Snapshot | None = None) -> None:
        self.folder, self.manifest, self.file = folder, manifest, file
        opened = before.opened if before else {}
        self.opened: dict[str, Any] = {file.file: opened.get(file.file) or self._open(file) for file in manifest.files}
        self.indexes: list[Index] = [self.opened[file.file] for file in manifest.indexes]
        self.firsts = [file.first for file in manifest.indexes]
        self.part_firsts = [file.first for file in manifest.parts]
        self.last_page: tuple[tuple[str, str, int] | None, Any] = None, None  # its neighbours are often asked for next
        self.gathered: Gathered = before.gathered if before else Gathered()

    def _open(self, file: StoredFile) -> Any:
        path = self.folder / file.file
        size = path.stat().st_size
        if size != file.size:
            raise CorpusBroken(str(path), f"has {size:,} bytes of {file.size:,}")
        return Index(path, file.first) if file in self.manifest.indexes else map_file(path)

    def __len__(self) -> int:
        return self.manifest.reports

    @cached_property
    def removed(self) -> NDArray[np.uint32]:
        """Return the numbers of the reports that were removed, sorted. The file is small, and judged whole."""
        file = self.manifest.removed
        if file is None:
            return np.empty(0, np.uint32)
        data = self.opened[file.file]
        if digest_of(data) != file.digest:
            raise CorpusBroken(str(self.folder / file.file), "is damaged")
        return np.frombuffer(data, np.uint32)

    @cached_property
    def gone(self) -> NDArray[np.bool_]:
        """Return for each number whether it was removed; nothing where none was."""
        if not self.removed.size:
            return NONE_GONE
        gone = np.zeros(self.manifest.next_number, np.bool_)
        gone[self.removed] = True
        return gone

    def is_gone(self, number: int) -> bool:
        """Tell whether a report was removed."""
        return bool(self.gone.size and self.gone[number])

    def look_up(self, hashes: NDArray[np.uint64], cap: int) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
        """List the reports that hold features, and which feature each holds; of one feature no more than ``cap``."""
        hashes = np.ascontiguousarray(hashes, np.uint64)
        places = np.empty((len(self.indexes), 2, hashes.size), np.int64)
        most = sum(index.postings.find(hashes, *own) for index, own in zip(self.indexes, places, strict=True))
        numbers, which = np.empty(most, np.uint32), np.empty(most, np.int32)
        taken, count = np.zeros(hashes.size, np.int64), 0
        for index, (starts, ends) in zip(self.indexes, places, strict=True):
            gone = self.gone[index.first : index.first + index.count] if self.gone.size else NONE_GONE
            packed = index.postings
            count += list_postings(
                packed.postings, starts, ends, packed.number_bits, index.first, gone, cap, taken,
                numbers[count:], which[count:],
            )  # fmt: skip
        return numbers[:count], which[:count]

    def count_postings(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Count the reports that hold each feature, those that were removed and are still on the disk among them."""
        hashes = np.ascontiguousarray(hashes, np.uint64)
        counts = np.zeros(hashes.size, np.int64)
        for index in self.indexes:
            counts += index.postings.count(hashes)
        return counts

    def find_ids(self, ids: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Find reports by id: which of the ids each has, and its number; removed ones are left out."""
        places, data = strings(ids)
        hashes = hash_ids(places, data)
        pairs = [(index.first, *index.find_ids(hashes, places, data)) for index in self.indexes]
        rows = np.concatenate([rows for _, rows, _ in pairs] or [np.empty(0, np.int64)])
        numbers = np.concatenate([first + reports for first, _, reports in pairs] or [np.empty(0, np.int64)])
        kept = ~self.gone[numbers] if self.gone.size else slice(None)
        return rows[kept], numbers[kept]

    def numbers_of(self, id: str) -> list[int]:
        """List the numbers of an id's versions, the first version first."""
        data = id.encode("utf-8", "surrogatepass")
        hashed = int(hash_ids(np.array([0, len(data)], np.int32), np.frombuffer(data, np.uint8))[0])
        found = (index.first + report for index in self.indexes for report in index.find_id(hashed, data))
        numbers = [number for number in found if not self.is_gone(number)]
        return sorted(numbers, key=self.version_of) if len(numbers) > 1 else numbers

    def place_of(self, number: int) -> tuple[Index, int]:
        """Return the index that a report is in, and its number within it."""
        if not 0 <= number < self.manifest.next_number or self.is_gone(number):
            raise KeyError(number)
        return self.place_in(number)

    def place_in(self, number: int) -> tuple[Index, int]:
        """Return the index of a number, removed or not, and the number within it."""
        index = self.indexes[bisect_right(self.firsts, number) - 1]
        return index, number - index.first

    def version_of(self, number: int) -> int:
        """Return which version of its report a number is."""
        return self._version_in(*self.place_of(number))

    def _version_in(self, index: Index, report: int) -> int:
        version = int(index.columns.versions[report])
        if not version:
            raise KeyError(index.first + report)
        return version

    def versions_and_digests(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """Return the version and the digest of each of some reports."""
        versions, digests = np.zeros(numbers.size, np.int64), np.zeros((numbers.size, 2), np.uint64)
        for index in self.indexes:
            own = np.flatnonzero((numbers >= index.first) & (numbers < index.first + index.count))
            if own.size:
                versions[own] = index.columns.versions[numbers[own] - index.first]
                digests[own] = index.columns.digests[numbers[own] - index.first]
        return versions, digests

    def facts(self, number: int) -> Facts:
        """Return what is known of a report."""
        index, report = self.place_of(number)
        version, id = self._version_in(index, report), index.id_of(report)
        microseconds = int(index.columns.published[report])
        published = None if microseconds == UNKNOWN_TIME else EPOCH + timedelta(microseconds=microseconds)
        outlet = index.outlet_names[int(index.columns.outlets[report])]
        return Facts(id, version, len(self.numbers_of(id)), outlet, published, self.string(number, "headline"))

    def report(self, number: int) -> StoredReport:
        """Return a report whole."""
        return StoredReport(*self.facts(number), self.string(number, "url"), self.text(number))

    def id_of(self, number: int) -> str:
        """Return the id of a report."""
        index, report = self.place_of(number)
        self._version_in(index, report)
        return index.id_of(report)

    def text(self, number: int) -> str:
        """Return the text of a report."""
        return str(self.value(number, "text") or b"", "utf-8", "replace")

    def text_bytes(self, number: int) -> bytes:
        """Return the text of a report in UTF-8."""
        return bytes(self.value(number, "text") or b"")

    @property
    def outlets(self) -> NDArray[np.uint32]:
        """Return for each number its outlet, a place in `outlet_names`; 0 is unknown."""
        return self.gather("outlets")

    @property
    def published(self) -> NDArray[np.int64]:
        """Return for each number when it was published, in microseconds since 1970; UNKNOWN_TIME where not known."""
        return self.gather("published")

    @property
    def words(self) -> NDArray[np.uint32]:
        """Return for each number how many words its text has."""
        return self.gather("words")

    @property
    def outlet_names(self) -> list[str | None]:
        """Return the names of the outlets."""
        self.gather("outlets")
        return list(self.gathered.names)

    def gather(self, name: str) -> NDArray[Any]:
        """Return an array about all reports, a report's number being its place."""
        return self.gathered.gather(name, self.indexes, self.manifest.next_number)

    def string(self, number: int, column: str) -> str | None:
        """Return a value of a report that is kept with its text."""
        value = self.value(number, column)
        return None if value is None else str(value, "utf-8", "replace")

    def value(self, number: int, column: str) -> memoryview | None:
        """Return the bytes of a value that is kept with the text; only its page is read."""
        index, row = self.place_of(number)
        if index.rows is not None:
            report, row = row, int(index.rows.searchsorted(index.rows.dtype.type(row)))
            if row == index.rows.size or index.rows[row] != report:
                raise KeyError(number)
        pages, page_rows = index.pages[column], index.page_rows[column]
        # A number of another type would have all rows cast to it.
        at = int(page_rows.searchsorted(page_rows.dtype.type(row), "right")) - 1
        part = self.manifest.parts[bisect_right(self.part_firsts, number) - 1]
        start, nullable = int(page_rows[at]), PAGED[column]
        end = index.count if index.rows is None else index.rows.size
        rows = (int(page_rows[at + 1]) if at + 1 < page_rows.size else end) - start
        try:
            name, values = self.last_page
            if name != (part.file, column, at):
                values = unpack_page(self.opened[part.file], pages[at], rows, nullable)
                self.last_page = (part.file, column, at), values
            return value_at(values, row - start)
        except (OSError, ValueError, IndexError) as error:
            raise CorpusBroken(str(self.folder / part.file), "is damaged") from error


def open_snapshot(folder: Path, before: Snapshot | None = None) -> Snapshot:
    """Open the last committed state. `CorpusBroken` names a file that is missing or has not the size it should have."""
    while True:
        manifest, file = open_manifest(folder)
        try:
            return Snapshot(folder, manifest, file, before)
        except FileNotFoundError as error:
            if stamp_of(folder) == file.stamp:
                raise CorpusBroken(str(error.filename), "is missing") from None
