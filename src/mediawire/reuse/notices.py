"""Which words give a notice away that any site prints: the cues of ``text.furniture``, filed for the kernels.

Pages of different sites share what a vendor has written: log-in boxes, cookie notices, rules for comments. Where no
outlet is known to repeat them, their words still tell. A cue of several words is a run of whole words here, so "reflect
the view" is not found in "reflect the views"; quotation marks, which take points away on a page, are not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from mediawire.reuse import notice_kernels as kernels
from mediawire.reuse.fingerprint import scan_all
from mediawire.text.cue_index import list_weighed

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUMS = {"share": kernels.NETWORK, "address": kernels.ADDRESS}
"""Kinds of cues whose points have a ceiling of their own; all others are added up together."""


CUES_A_WORD = 2
"""Room for cues that begin at a word, on average; hardly a report has one for every fifth."""


@dataclass(frozen=True, slots=True, eq=False)
class Notices:
    """Cues and their points, filed for the kernels; see ``notice_kernels``.

    ``slots``, ``marks``  (s,) uint64, (s,) int32   see notice_kernels.file_cues
    ``points``            (c, SUMS) int64           of each cue, in halves
    """

    slots: NDArray[np.uint64]
    marks: NDArray[np.int32]
    points: NDArray[np.int64]

    @classmethod
    def of(cls, weighed: list[tuple[str, str, float]]) -> Notices:
        """File phrases, each with its kind and its points; a phrase that comes twice has the points of both.

        >>> Notices.of([("log in", "newsletter", 1.0), ("your", "address", 0.5)]).points.tolist()
        [[2, 0, 0], [0, 0, 1]]
        """
        scanned = scan_all([phrase for phrase, _, _ in weighed])
        points: dict[bytes, NDArray[np.int64]] = {}
        for row, (_, kind, worth) in enumerate(weighed):
            run = scanned.ids[scanned.offsets[row] : scanned.offsets[row + 1]].tobytes()
            if run:
                points.setdefault(run, np.zeros(kernels.SUMS, np.int64))[SUMS.get(kind, 0)] += round(2 * worth)
        words = np.frombuffer(b"".join(points), np.uint64)
        offsets = np.cumsum([0, *(len(run) // words.itemsize for run in points)])
        size = 1 << (2 * words.size + 1).bit_length()
        slots, marks = np.zeros(size, np.uint64), np.zeros(size, np.int32)
        kernels.file_cues(words, offsets, slots, marks)
        return cls(slots, marks, np.array(list(points.values()), np.int64).reshape(-1, kernels.SUMS))

    def are_notices(self, passages: Sequence[str]) -> NDArray[np.bool_]:
        """Tell of passages whether each is a notice, whatever stands around it.

        >>> load_notices().are_notices(["Please log in, or sign up for a new account.", "Rain fell."]).tolist()
        [True, False]
        """
        scanned = scan_all(passages)
        hits, seen = self.room(int(np.diff(scanned.offsets).max(initial=0)))
        seen[:] = -1
        verdicts = np.empty(len(passages), np.bool_)
        kernels.judge_passages(scanned.ids, scanned.offsets, self.slots, self.marks, self.points, hits, seen, verdicts)
        return verdicts

    def room(self, words: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return room for the cues of a report of so many words, and a place for each cue."""
        return np.empty((CUES_A_WORD * words + 8, 3), np.int32), np.empty(len(self.points), np.int64)


@cache
def load_notices() -> Notices:
    """Return what the tables of ``text.furniture_cues`` hold."""
    return Notices.of(list(list_weighed()))
