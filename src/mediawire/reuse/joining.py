"""New reports among old ones: which of the old have to be looked at again, and the candidates among all these.

The features that were brought are looked up among all reports, so that what a whole run would say of them (how many
outlets have them, what is page noise, which reports they pair) is said here too, by the same kernels. Two of the old
whose features nobody brought are as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from mediawire.reuse.candidates import count_pairs, pair_all
from mediawire.reuse.fingerprint import Features
from mediawire.reuse.numbering import Numbering

if TYPE_CHECKING:
    from numpy.typing import NDArray

LookUp = Callable[["NDArray[np.uint64]"], tuple["NDArray[np.uint32]", "NDArray[np.int32]"]]
"""Lists the reports that hold features: their numbers, and which of the features each holds."""

WORDS_A_FEATURE = 8
"""No report has fewer features than one for so many words; that is enough to tell whom to look at again."""


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """Who has the features of some reports: these and all others.

    ``keys``       (n,) uint64        features packed with numbers, see candidate_kernels.pack
    ``is_own``     (reports,) bool    the reports whose features they are
    ``sizes``      (reports,) uint32  how many features each report has; of the others what is known at least
    """

    numbering: Numbering
    keys: NDArray[np.uint64]
    is_own: NDArray[np.bool_]
    sizes: NDArray[np.uint32]

    @classmethod
    def of(
        cls,
        numbering: Numbering,
        features: Features,
        numbers: NDArray[np.uint32],
        look_up: LookUp,
        words: NDArray[np.uint32],
    ) -> Shared:
        """Look the features of some reports up; ``words`` are those of every report."""
        low = np.uint64(numbering.bits)
        is_own = np.zeros(numbering.count, np.bool_)
        is_own[numbers] = True
        sizes = (words // WORDS_A_FEATURE).astype(np.uint32)
        sizes[numbers] = np.diff(features.offsets)
        hashes = np.sort(features.hashes)
        hashes = hashes[np.flatnonzero(np.diff(hashes, prepend=hashes[:1] - np.uint64(1)))]
        others, which = look_up(hashes)
        foreign = ~is_own[others]
        held = np.concatenate([features.hashes, hashes[which[foreign]]]) >> low << low
        holders = np.concatenate([np.repeat(numbers, np.diff(features.offsets)), others[foreign]])
        return cls(numbering, held | holders.astype(np.uint64), is_own, sizes)

    def pair(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """Return the pairs and the page noise of features, see candidate_kernels.pair_up."""
        made = [(pairs.copy(), noise) for pairs, noise in pair_all(keys, self.numbering.bits, self.numbering.outlets)]
        pairs, noise = zip(*made, strict=True) if made else ((np.empty(0, np.uint64),), (np.empty((0, 2), np.uint64),))
        return np.concatenate(pairs), np.concatenate(noise)

    def holders(self, keys: NDArray[np.uint64]) -> NDArray[np.uint32]:
        """Return the reports of packed features."""
        return (keys & ((np.uint64(1) << np.uint64(self.numbering.bits)) - np.uint64(1))).astype(np.uint32)


def find_touched(shared: Shared) -> NDArray[np.uint32]:
    """Find the old reports that must be looked at again when new ones come: ``shared`` is about the new ones.

    They are candidates for a new report, or something they share counts otherwise than before: it has become page
    noise, or so common that only neighbours are paired.
    """
    keys = shared.keys
    pairs, noise = shared.pair(keys)
    pairs_before, noise_before = shared.pair(keys[~shared.is_own[shared.holders(keys)]])
    left, right = ends_of(pairs)
    is_new = shared.is_own[left] | shared.is_own[right]
    met = count_pairs(pairs[is_new], shared.sizes)
    changed = differing(pairs_before, pairs[~is_new])
    low = np.uint64(shared.numbering.bits)
    turned = differing(noise_before[:, 0] | noise_before[:, 1], noise[:, 0] | noise[:, 1])
    among = shared.holders(keys[np.isin(keys >> low, turned >> low)])
    found = np.concatenate([met.column("a").to_numpy(), met.column("b").to_numpy(), *ends_of(changed), among])
    touched = np.zeros(shared.is_own.size, np.bool_)
    touched[found] = True
    return np.flatnonzero(touched & ~shared.is_own).astype(np.uint32)


def find_candidates_among(shared: Shared) -> tuple[pa.RecordBatch, NDArray[np.uint64]]:
    """Return the candidates among those reports that ``shared`` is about, rows of PAIRS, and the page noise in them."""
    pairs, noise = shared.pair(shared.keys)
    left, right = ends_of(pairs)
    return count_pairs(pairs[shared.is_own[left] & shared.is_own[right]], shared.sizes), noise


def ends_of(pairs: NDArray[np.uint64]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the two reports of pairs, see candidate_kernels.pair_of."""
    low = np.uint64((1 << 32) - 1)
    return (pairs >> np.uint64(33)).astype(np.uint32), (pairs >> np.uint64(1) & low).astype(np.uint32)


def differing(before: NDArray[np.uint64], after: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the values that occur more often on one side than on the other."""
    values = np.concatenate([before, after])
    signs = np.repeat(np.array([-1, 1]), [before.size, after.size])
    order = np.argsort(values)
    values = values[order]
    firsts = np.flatnonzero(np.diff(values, prepend=values[:1] - np.uint64(1)))
    return values[firsts[np.add.reduceat(signs[order], firsts) != 0]] if firsts.size else values
