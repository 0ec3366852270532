"""The kernels that find candidates and align them, against slow twins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import combinations, pairwise
from types import ModuleType

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.reuse.constants import CANDIDATES, NOISE

KernelsOf = Callable[[str], ModuleType]
BITS = 6
REPORTS = 60

filed = st.lists(st.tuples(st.integers(0, 7), st.integers(0, REPORTS - 1)), max_size=150)
"""Features and the reports that have them."""
bounds = st.lists(st.integers(0, REPORTS), max_size=4).map(lambda found: [0, *sorted(found)])
"""Where the reports of each outlet begin; behind the last, each report is its own outlet."""


def judge(reports: list[int], outlets: list[int]) -> int:
    """Judge a feature as the constants say: 0 no noise, 1 repeated by an outlet, 2 its template."""
    verdict = 0
    for start, end in pairwise(outlets):
        count = sum(start <= report < end for report in reports)
        if count >= NOISE.often:
            verdict = max(verdict, 2 if count >= NOISE.share_of_outlet * (end - start) else 1)
    return verdict


@given(filed, bounds)
@settings(deadline=None, max_examples=60)
def test_pairs_are_the_reports_that_share_a_feature(
    kernels_of: KernelsOf, rows: list[tuple[int, int]], outlets: list[int]
) -> None:
    """Each pair is written once a feature; what one outlet repeats is noise, whatever other outlets have."""
    kernels = kernels_of("mediawire.reuse.candidate_kernels")
    keys = np.sort(np.array([(feature * 64 + 1) << BITS | report for feature, report in rows], np.uint64))
    having: dict[int, set[int]] = defaultdict(set)
    for feature, report in rows:
        having[feature * 64 + 1].add(report)
    verdicts = {feature: judge(sorted(reports), outlets) for feature, reports in having.items() if len(reports) > 1}
    room, pairs = np.empty(REPORTS + 1, np.uint64), np.empty(1 << 14, np.uint64)
    noise = np.empty((64, 2), np.uint64)

    at, found, noted = kernels.pair_up(keys, 0, BITS, np.array(outlets, np.int64), room, pairs, noise)

    assert at == keys.size
    plain = Counter((int(pair) >> 33, int(pair) >> 1 & 0xFFFFFFFF) for pair in pairs[:found] if not int(pair) & 1)
    assert plain == Counter(
        pair
        for feature, verdict in verdicts.items()
        if not verdict
        for pair in combinations(sorted(having[feature]), 2)
    )
    assert {(int(a) >> BITS, int(b)) for a, b in noise[:noted]} == {
        (feature, verdict) for feature, verdict in verdicts.items() if verdict
    }


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(6, 9), st.booleans()), max_size=60))
@settings(deadline=None, max_examples=60)
def test_candidates_share_enough(kernels_of: KernelsOf, rows: list[tuple[int, int, bool]]) -> None:
    """A pair is kept that shares two features, or so much of what an outlet repeats that it is most of a report."""
    kernels = kernels_of("mediawire.reuse.candidate_kernels")
    pairs = np.sort(np.array([a << 33 | b << 1 | repeated for a, b, repeated in rows], np.uint64))
    sizes = np.full(10, 30, np.uint32)
    columns = np.empty((3, max(1, len(rows))), np.uint32)
    counted: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for a, b, repeated in rows:
        counted[a, b][repeated] += 1

    count = kernels.count_pairs(pairs, 2, sizes, CANDIDATES.repeated_share, *columns)

    enough = CANDIDATES.repeated_share * 30
    expected = {
        (*pair, rare)
        for pair, (rare, repeated) in counted.items()
        if rare >= 2 or (repeated and rare + repeated * CANDIDATES.repeated_sample >= enough)
    }
    assert {tuple(row) for row in columns[:, :count].T.tolist()} == expected


@given(st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=6), max_size=5), st.integers(0, 4))
@settings(deadline=None, max_examples=40)
def test_packed_features_lie_in_their_buckets(kernels_of: KernelsOf, texts: list[list[int]], fine: int) -> None:
    """Packing loses no feature, replaces its lowest bits by its report's number, and sorts by the highest."""
    kernels = kernels_of("mediawire.reuse.candidate_kernels")
    hashes = np.array([one for text in texts for one in text], np.uint64)
    offsets = np.cumsum([0, *map(len, texts)]).astype(np.int64)
    numbers = np.arange(len(texts), dtype=np.uint32)[::-1].copy()
    counts, keys = np.empty((1 << fine) + 1, np.int64), np.empty_like(hashes)

    kernels.pack(hashes, offsets, numbers, BITS, fine, counts, keys)

    packed = [one >> BITS << BITS | int(numbers[report]) for report, text in enumerate(texts) for one in text]
    buckets = [
        sorted(int(one) for one in keys[counts[bucket] : counts[bucket + 1]]) for bucket in range(len(counts) - 1)
    ]
    assert buckets == [sorted(one for one in packed if one >> (64 - fine) == bucket) for bucket in range(1 << fine)]


@given(st.dictionaries(st.integers(1, 300), st.integers(1, 2), max_size=40))
@settings(deadline=None, max_examples=40)
def test_noise_is_found_where_it_was_filed(kernels_of: KernelsOf, noise: dict[int, int]) -> None:
    """What was filed is found with its kind; nothing else is."""
    kernels = kernels_of("mediawire.reuse.link_kernels")
    slots, marks = np.zeros(128, np.uint64), np.zeros(128, np.uint8)
    features = np.array([one << BITS for one in noise], np.uint64)

    kernels.file_noise(features, np.array(list(noise.values()), np.uint8), slots, marks)

    assert {one: int(kernels.noise_of(np.uint64(one << BITS), slots, marks)) for one in range(1, 301)} == {
        one: noise.get(one, 0) for one in range(1, 301)
    }
