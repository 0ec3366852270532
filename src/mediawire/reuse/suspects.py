"""Which reports of a corpus may explain a text, by the features they share: who is looked at, before anything is read.

Containment, never Jaccard: a feature of the text that a report has speaks for it, whatever else either holds. Documents
are counted by outlet: what many reports of one outlet have is page noise, what many outlets have is a hot story.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from mediawire.reuse import suspect_kernels as kernels
from mediawire.reuse.constants import FINGERPRINT, TRACE

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Which reports of the corpus have which features of a text, feature by feature.

    ``places``    (f,) int32    first word of each feature in the text, rising
    ``size``      words of the text
    ``numbers``   (p,) int32    reports; the bits of uint32
    ``which``     (p,) int32    features: rows of ``places``, rising
    ``holders``   (p,) int32    reports, counted from 0
    ``outlets``   (p,) int32    the outlet of each posting's report; below 0 where it is unknown
    ``words``     (p,) uint32   words of each posting's report
    ``counts``    (f,) int32    postings of each feature
    ``reports``   how many there are; all outlets are below ``bound``
    """

    places: NDArray[np.int32]
    size: int
    numbers: NDArray[np.int32]
    which: NDArray[np.int32]
    holders: NDArray[np.int32]
    outlets: NDArray[np.int32]
    words: NDArray[np.uint32]
    counts: NDArray[np.int32]
    reports: int
    bound: int


@dataclass(frozen=True, slots=True, eq=False)
class Suspects:
    """The reports that may explain a text.

    ``chosen``   (c,) uint32    those to be read, the most promising first
    ``worth``    (n,) float32   how telling each word of the text is, 0 for page noise, to 1
    ``reports``  (r,) uint32    all that share features that count, by number; ``keys``, ``bounds``: see kernels
    ``weights``  (f,) float32   of the features
    """

    chosen: NDArray[np.uint32]
    worth: NDArray[np.float32]
    reports: NDArray[np.uint32]
    keys: NDArray[np.uint64]
    bounds: NDArray[np.int32]
    weights: NDArray[np.float32]
    places: NDArray[np.int32]

    def share(self, words: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Return how much weight of features each report has that lie in some words of the text."""
        held = np.empty(len(self.reports), np.float32)
        kernels.weigh_shared(self.keys, self.bounds, self.weights, self.places, FINGERPRINT.run_words, words, held)
        return held


def find_suspects(
    postings: Postings, published: NDArray[np.int64], late: Callable[[NDArray[np.uint32]], NDArray[np.bool_]]
) -> Suspects:
    """Choose which reports to read: those that together cover the text's features, and what nearly equals them.

    ``published``  when each report was published, by number; the least number there is where that is unknown
    ``late``       tells of reports, by number, whether they came after the text: they are read for what no other covers
    """
    factors = tell_factors(postings)
    size = len(postings.numbers)
    keys = np.empty(size, np.uint64)
    scores = np.zeros(postings.reports, np.float32)
    count = kernels.sort_postings(
        postings.numbers, postings.holders, postings.which, factors, scores, TRACE.least_weight, keys
    )
    keys = keys[:count]
    reports, bounds = np.empty(count, np.uint32), np.empty(count + 1, np.int32)
    found = kernels.list_reports(keys, reports, bounds)
    chosen = np.empty(TRACE.read_reports, np.int32)
    reports = reports[:found]
    # A time that is unknown wraps around, and comes last.
    times = published[reports] - 1
    rows = kernels.gather(
        keys, bounds, found, factors, postings.places, TRACE.reach_words, late(reports), times, TRACE.least_weight,
        TRACE.near, TRACE.beside, chosen,
    )  # fmt: skip
    worth = np.empty(postings.size, np.float32)
    kernels.spread_worth(postings.places, FINGERPRINT.run_words, factors, worth)
    return Suspects(reports[chosen[:rows]], worth, reports, keys, bounds, factors, postings.places)


def tell_factors(postings: Postings) -> NDArray[np.float32]:
    """Return how telling each feature is: 1 where it is rare, less the more outlets have it, 0 for page noise."""
    factors = np.empty(len(postings.places), np.float32)
    kernels.weigh_features(
        postings.holders, postings.which, postings.outlets, postings.words, postings.reports, postings.size,
        TRACE.same_story, _seen(postings.bound), _tellings(), TRACE.noise_pages, TRACE.noise_pages_per_outlet, factors,
    )  # fmt: skip
    return factors


@cache
def _tellings() -> NDArray[np.float32]:
    """Return how telling a feature is that so many outlets have; no more are ever looked up."""
    outlets = np.maximum(1, np.arange(TRACE.hot_postings + 1)).astype(np.float32)
    return (1 / (1 + TRACE.commonness * np.log2(outlets))).astype(np.float32)


_kept = threading.local()


def _seen(bound: int) -> NDArray[np.int32]:
    """Return an array of -1 for outlets, which the kernels leave as they found it; kept, one a thread."""
    kept: NDArray[np.int32] | None = getattr(_kept, "seen", None)
    if kept is None or kept.shape[1] < bound:
        kept = _kept.seen = np.full((2, bound + bound // 2 + 1), -1, np.int32)
    return kept
