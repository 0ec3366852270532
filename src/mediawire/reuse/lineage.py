"""Who copied whom inside a family of copies, from what the copies share and from their times."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mediawire.reuse import lineage_kernels as kernels
from mediawire.reuse.constants import LINEAGE, LineageConstants
from mediawire.reuse.rooting_kernels import Prices
from mediawire.reuse.wording_kernels import MISSING as _MISSING

if TYPE_CHECKING:
    from numpy.typing import NDArray

MISSING = int(_MISSING)
"""The time of a member that carries none."""

CANNOT_TELL, LIKELY, SURE = 0, 1, 2


class Lineage(NamedTuple):
    """Who was taken from whom: an entry for each member, in the order they were given in.

    ``parent``              (m,) int64    the row of the story it was taken from, -1 where there is none
    ``certainty``           (m,) int8     0 cannot tell (the parent is a guess), 1 likely, 2 sure
    ``margin``              (m,) float32  how much dearer the runner-up is, 0 to 1
    ``lost_parent``         (m,) int32    a number within the family, the same for all that share a parent which is not
                                          in it; -1 where there is none
    ``own_words``           (m,) int32    words in runs that no other member has
    ``shared_with_parent``  (m,) int32    words in runs that only the member and its parent have
    ``runner_up``           (m,) int64    the row of the next best parent, -1 where there is none
    ``beyond``              (m,) int64    where the parent is lost, the row of what that one was taken from, else -1

    A member whose ``parent`` and ``lost_parent`` are -1 is the first of its family.
    """

    parent: NDArray[np.int64]
    certainty: NDArray[np.int8]
    margin: NDArray[np.float32]
    lost_parent: NDArray[np.int32]
    own_words: NDArray[np.int32]
    shared_with_parent: NDArray[np.int32]
    runner_up: NDArray[np.int64]
    beyond: NDArray[np.int64]


def infer(
    families: NDArray[np.int64],
    words: NDArray[np.uint64],
    word_offsets: NDArray[np.int64],
    times: NDArray[np.int64],
    outlets: NDArray[np.int32],
    constants: LineageConstants = LINEAGE,
) -> Lineage:
    """Find for each member of each family the story it was taken from.

    ``families``      (f + 1,)  where the members of each family begin
    ``words``         (k,)      hashes of the words of all members' stories
    ``word_offsets``  (m + 1,)  where the words of each member begin
    ``times``         (m,)      microseconds in UTC, or MISSING
    ``outlets``       (m,)      a number for each outlet, -1 where it is not known; the times of one outlet are of one
                                clock, and none of its reports is the parent of an earlier one
    """
    count = len(times)
    found = Lineage(
        np.full(count, -1, np.int64),
        np.zeros(count, np.int8),
        np.zeros(count, np.float32),
        np.full(count, -1, np.int32),
        np.zeros(count, np.int32),
        np.zeros(count, np.int32),
        np.full(count, -1, np.int64),
        np.full(count, -1, np.int64),
    )
    kernels.infer_families(families, words, word_offsets, times, outlets, prices_of(constants), found)
    return found


def prices_of(constants: LineageConstants) -> Prices:
    """Give the constants the form that kernels take."""
    return Prices(*astuple(constants))
