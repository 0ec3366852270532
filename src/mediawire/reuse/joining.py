"""New reports among old ones: which of the old have to be looked at again, and the candidates among all these.

The features that were brought are looked up among all reports, so that what a whole run would say of them (how many
outlets have them, what is page noise, which reports they pair) is said here too, by the same kernels. Two of the old
whose features nobody brought are as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
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

    def list_others(self, numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """List reports once each, without those whose features these are."""
        among = np.zeros(self.is_own.size, np.bool_)
        among[numbers] = True
        return np.flatnonzero(among & ~self.is_own).astype(np.uint32)

    def holders(self, keys: NDArray[np.uint64]) -> NDArray[np.uint32]:
        """Return the reports of packed features."""
        return (keys & ((np.uint64(1) << np.uint64(self.numbering.bits)) - np.uint64(1))).astype(np.uint32)


def find_suspects(shared: Shared) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Find the old reports that new ones may concern; ``shared`` is about the new ones.

    returns   (s,) those that may be candidates for a new report, or of which two share something that pairs others than
              before, as it is more common; and (t,) those that have something which has become page noise
    """
    keys, low = shared.keys, np.uint64(shared.numbering.bits)
    pairs, noise = shared.pair(keys)
    pairs_before, noise_before = shared.pair(keys[~shared.is_own[shared.holders(keys)]])
    left, right = ends_of(pairs)
    is_new = shared.is_own[left] | shared.is_own[right]
    met = count_pairs(pairs[is_new], shared.sizes)
    changed = differing(pairs_before, pairs[~is_new])
    turned = differing(noise_before[:, 0] | noise_before[:, 1], noise[:, 0] | noise[:, 1])
    among = shared.holders(keys[np.isin(keys >> low, turned >> low)])
    suspects = np.concatenate([met.column("a").to_numpy(), met.column("b").to_numpy(), *ends_of(changed)])
    return shared.list_others(suspects), shared.list_others(among)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What has to be aligned to see which old reports new ones concern.

    ``rows``    candidates that there were not before, rows of PAIRS; ``noise`` is what is page noise in them
    ``parted``  (p,) uint32   reports that are no candidates for another any more
    """

    rows: pa.RecordBatch
    noise: NDArray[np.uint64]
    parted: NDArray[np.uint32]


def compare_candidates(shared: Shared, is_new: NDArray[np.bool_]) -> Asked:
    """Compare the candidates among new reports and suspects, of all of which ``shared`` is, with those before."""
    rows, noise = find_candidates_among(shared)
    before, _ = find_candidates_among(replace(shared, keys=shared.keys[~is_new[shared.holders(shared.keys)]]))
    names, names_before = name_pairs(rows), name_pairs(before)
    parted = before.filter(pa.array(~np.isin(names_before, names)))
    ends = np.concatenate([parted.column("a").to_numpy(), parted.column("b").to_numpy()])
    return Asked(rows.filter(pa.array(~np.isin(names, names_before))), noise, ends)


def find_candidates_among(shared: Shared) -> tuple[pa.RecordBatch, NDArray[np.uint64]]:
    """Return the candidates among those reports that ``shared`` is about, rows of PAIRS, and the page noise in them."""
    pairs, noise = shared.pair(shared.keys)
    left, right = ends_of(pairs)
    return count_pairs(pairs[shared.is_own[left] & shared.is_own[right]], shared.sizes), noise


def name_pairs(rows: pa.RecordBatch) -> NDArray[np.uint64]:
    """Return one number for each pair."""
    a, b = (rows.column(name).to_numpy().astype(np.uint64) for name in ("a", "b"))
    names: NDArray[np.uint64] = (a << np.uint64(32)) | b
    return names


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
