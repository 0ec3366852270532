"""A corpus in memory that answers as the one on disk does: for tests that ask, and need no disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from mediawire.corpus.index import UNKNOWN_TIME
from mediawire.corpus.stored import Facts
from mediawire.reuse.fingerprint import sketch

if TYPE_CHECKING:
    from numpy.typing import NDArray

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Filed:
    """A report as it is put into the fake."""

    id: str
    text: str
    outlet: str | None = None
    published: datetime | None = None
    headline: str | None = None
    version: int = 1
    versions: int = 1


class FakeCorpus:
    """Reports in a list; a feature's postings are found by bisection."""

    def __init__(self, reports: Sequence[Filed]) -> None:
        self.reports = reports
        found = sketch([report.text for report in reports])
        owners = np.repeat(np.arange(len(reports), dtype=np.uint32), np.diff(found.offsets))
        pairs = np.unique(np.stack([found.hashes, owners.astype(np.uint64)], 1), axis=0) if len(owners) else None
        self.hashes = pairs[:, 0].copy() if pairs is not None else found.hashes
        self.owners = pairs[:, 1].astype(np.uint32) if pairs is not None else owners
        names: dict[str | None, int] = {None: 0}
        self.outlets = np.array([names.setdefault(each.outlet, len(names)) for each in reports], np.uint32)
        self.numbers: dict[str, list[int]] = {}
        for number, report in enumerate(reports):
            self.numbers.setdefault(report.id, []).append(number)
        self.published = np.array([in_micros(each.published) for each in reports], np.int64)
        self.words = found.words

    def __len__(self) -> int:
        return len(self.reports)

    def look_up(self, hashes: NDArray[np.uint64], cap: int = 1 << 30) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
        """Return the reports that have features, feature by feature, and which feature each has."""
        first = np.searchsorted(self.hashes, hashes, "left")
        last = np.minimum(np.searchsorted(self.hashes, hashes, "right"), first + cap)
        rows = [row for low, high in zip(first.tolist(), last.tolist(), strict=True) for row in range(low, high)]
        return self.owners[rows], np.repeat(np.arange(len(hashes), dtype=np.int32), last - first)

    def text(self, number: int) -> str:
        """Return the text of a report."""
        return self.reports[number].text

    def id_of(self, number: int) -> str:
        """Return the id of a report."""
        return self.reports[number].id

    def facts(self, number: int) -> Facts:
        """Return what is known of a report."""
        each = self.reports[number]
        return Facts(each.id, each.version, each.versions, each.outlet, each.published, each.headline)

    def numbers_of(self, id: str) -> list[int]:
        """Return the numbers of the versions of a report."""
        return self.numbers.get(id, [])


def in_micros(time: datetime | None) -> int:
    """Return a time in microseconds since 1970."""
    return int(UNKNOWN_TIME) if time is None else (time - EPOCH) // timedelta(microseconds=1)
