"""The text whose sources are asked for: in words, in features, with what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from mediawire.corpus.rows import find_columns, first_of
from mediawire.report import Report
from mediawire.reuse import sketch_kernels
from mediawire.text import folding
from mediawire.text.kernels import scan_words
from mediawire.text.tokens import code_points
from mediawire.times import read_time

if TYPE_CHECKING:
    from numpy.typing import NDArray

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
NO_TRICKS = np.empty((0, 3), np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The text whose sources are asked for, in words and features.

    ``words``   (n,) uint64; ``starts``, ``ends``  (n,) int32   see text.kernels.scan_words
    ``hashes``  (f,) uint64; ``places``  (f,) int32             features, and the first word of each
    ``id``      under which it may be in the corpus itself; ``published`` in microseconds since 1970
    """

    text: str
    words: NDArray[np.uint64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    hashes: NDArray[np.uint64]
    places: NDArray[np.int32]
    id: str | None
    outlet: str | None
    published: int | None

    @classmethod
    def of(
        cls, text: str, id: str | None = None, outlet: str | None = None, published: datetime | None = None
    ) -> Asked:
        """Take a text apart."""
        codes = code_points(text)
        room = codes.size + 2
        words, hashes = np.empty((2, room), np.uint64)
        starts, ends, places = np.empty((3, room), np.int32)
        size, _ = scan_words(codes, *folding.load_table(), words, starts, ends, NO_TRICKS)
        features = sketch_kernels.place_features(words, size, hashes, places)
        return cls(
            text, words[:size], starts[:size], ends[:size], hashes[:features], places[:features],
            id, outlet, in_micros(published),
        )  # fmt: skip


def read_asked(report: str | Report | Mapping[str, Any]) -> Asked:
    """Read what is asked about: a text, a report, or a row with the fields of one."""
    if isinstance(report, Mapping):
        columns = find_columns(report, {})
        text, id, outlet = (first_of(report, getattr(columns, name)) for name in ("text", "id", "outlet"))
        time = read_time(first_of(report, columns.published), datetime.now(UTC).year + 1).time
        return Asked.of(Report.of(text).body.text, id, outlet, time)
    taken = Report.of(report)
    return Asked.of(taken.body.text, taken.url, taken.outlet, taken.published)


def in_micros(time: datetime | None) -> int | None:
    """Return a time in microseconds since 1970."""
    return None if time is None else (time - EPOCH) // MICROSECOND
