"""What is asked of many reports at once, for all indexes in one array: a report's number is its place.

Numbers are given for ever, and so the arrays only grow: what was gathered for one state serves all later ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mediawire.corpus.index import Index


class Gathered:
    """Outlets, times and lengths of all reports, gathered when they are first asked for."""

    def __init__(self) -> None:
        self.count = 0
        self.names: dict[str | None, int] = {None: 0}
        self.arrays: dict[str, NDArray[Any]] = {
            "outlets": np.empty(0, np.uint32),
            "published": np.empty(0, np.int64),
            "words": np.empty(0, np.uint32),
        }
        self.lock = Lock()

    def gather(self, name: str, indexes: Sequence[Index], count: int) -> NDArray[Any]:
        """Return an array for the reports 0 .. count - 1."""
        if self.count >= count:  # is raised last, and what is there stays
            return self.arrays[name][:count]
        with self.lock:
            if self.count < count:
                self._grow(count)
                for index in indexes:
                    if index.first + index.count > self.count:
                        self._take(index)
                self.count = count
            return self.arrays[name][:count]

    def _grow(self, count: int) -> None:
        """Make room for more than is asked for, so that single reports cost nothing."""
        for name, array in self.arrays.items():
            if array.size < count:
                larger = np.zeros(count + count // 4 + 1024, array.dtype)
                larger[: self.count] = array[: self.count]
                self.arrays[name] = larger

    def _take(self, index: Index) -> None:
        codes = np.array([self.names.setdefault(name, len(self.names)) for name in index.outlet_names], np.uint32)
        start = max(0, self.count - index.first)
        target = slice(index.first + start, index.first + index.count)
        columns = index.columns
        self.arrays["outlets"][target] = codes[columns.outlets[start:]] if codes.size else 0
        self.arrays["published"][target] = columns.published[start:]
        self.arrays["words"][target] = columns.words[start:]
