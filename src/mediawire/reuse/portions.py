"""A portion of the corpus as arrays: reports in the order of their ids, their words, their times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mediawire.reuse.family_kernels import UNKNOWN
from mediawire.reuse.fingerprint import Scanned, lay_out, scan_all
from mediawire.reuse.numbering import code_outlets
from mediawire.reuse.tables import TIME

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Portion:
    """Reports, sorted by id, and what is counted of them.

    ``data``, ``bounds``  all texts in UTF-8, and where each begins: (d,) uint8, (n + 1,) int32 or int64
    ``words``             of all texts
    ``times``             (n,) int64 microseconds, UNKNOWN where not known
    ``outlets``           (n,) int32 rows of ``outlet_names``, which are sorted; -1 where not known
    """

    reports: pa.Table
    data: NDArray[np.uint8]
    bounds: NDArray[Any]
    words: Scanned
    times: NDArray[np.int64]
    outlets: NDArray[np.int32]
    outlet_names: pa.Array

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Return how many words each report has: (n,) int64."""
        return np.diff(self.words.offsets)

    @property
    def longest(self) -> int:
        """Return the bytes of the longest text."""
        return int(np.diff(self.bounds).max(initial=0))


def read_portion(reports: pa.Table) -> Portion:
    """Scan reports, which are sorted by id."""
    texts = one_array(reports["text"])
    data, bounds = lay_out(texts)
    outlets, names = code_outlets(reports["outlet"])
    times = one_array(reports["published"]).cast(TIME).cast(pa.int64())
    return Portion(
        reports,
        data,
        bounds,
        scan_all(texts),
        times.fill_null(UNKNOWN).to_numpy(zero_copy_only=False),
        np.where(outlets < len(names), outlets, np.int32(-1)),
        names,
    )


def rank_ids(ids: pa.ChunkedArray) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return the rows in the order of the ids, and the place of each row in it."""
    order = pc.sort_indices(ids).to_numpy().astype(np.int64)
    rank = np.empty(order.size, np.int32)
    rank[order] = np.arange(order.size, dtype=np.int32)
    return order, rank


def one_array(column: pa.ChunkedArray) -> pa.Array:
    """Return a column as one array."""
    joined = column.combine_chunks()
    return pa.concat_arrays(joined.chunks) if isinstance(joined, pa.ChunkedArray) else joined
