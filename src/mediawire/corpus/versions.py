"""Which text is new: decided from what is there and what comes, without touching either.

An id that comes again with a text that it had before, in whichever version, is no change: an interrupted import can be
run again from its start. With another text it is a new version.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


class Known(NamedTuple):
    """What is there of the ids that come: one entry for each version of each."""

    rows: NDArray[np.int64]
    versions: NDArray[np.int64]
    digests: NDArray[np.uint64]


def decide_versions(
    ids: Any, hashes: NDArray[np.uint64], digests: NDArray[np.uint64], known: Known
) -> NDArray[np.uint32]:
    """Return for each report that comes which version it becomes; 0 where it is no change.

    ids         strings as an Arrow array; read only where a hash comes twice
    hashes      (n,) uint64         of the ids
    digests     (n, 2) uint64       of the texts
    """
    latest = np.zeros(hashes.size, np.int64)
    np.maximum.at(latest, known.rows, known.versions)
    versions = latest + 1
    same = (digests[known.rows] == known.digests).all(axis=1)
    versions[known.rows[same]] = 0
    repeated = _repeated(hashes)
    if repeated.size:
        _decide_in_order(ids, repeated, digests, known, latest, versions)
    return versions.astype(np.uint32)


def _repeated(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """List the reports whose id comes more than once, or seems to."""
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    twins = ordered[1:] == ordered[:-1]
    mask = np.zeros(hashes.size, np.bool_)
    mask[order[1:][twins]] = mask[order[:-1][twins]] = True
    return np.flatnonzero(mask)


def _decide_in_order(
    ids: Any,
    rows: NDArray[np.int64],
    digests: NDArray[np.uint64],
    known: Known,
    latest: NDArray[np.int64],
    versions: NDArray[np.int64],
) -> None:
    """Decide for ids that come more than once, one report after the other."""
    names = ids.take(rows).to_pylist()
    name_of = dict(zip(rows.tolist(), names, strict=True))
    seen: dict[str, set[bytes]] = {name: set() for name in names}
    for entry in np.flatnonzero(np.isin(known.rows, rows)):
        seen[name_of[int(known.rows[entry])]].add(known.digests[entry].tobytes())
    last = {name: int(latest[row]) for name, row in zip(names, rows.tolist(), strict=True)}
    for name, row in zip(names, rows.tolist(), strict=True):
        digest = digests[row].tobytes()
        if digest in seen[name]:
            versions[row] = 0
            continue
        seen[name].add(digest)
        last[name] += 1
        versions[row] = last[name]
