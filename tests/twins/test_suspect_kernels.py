"""Which reports may explain a text: the kernels do what slow restatements of the same rules do."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from types import ModuleType

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

REPORTS, FEATURES, OUTLETS = 12, 10, 4

postings = st.sets(st.tuples(st.integers(0, FEATURES - 1), st.integers(0, REPORTS - 1)), max_size=70).map(sorted)
"""Pairs of a feature and a report that has it, feature by feature."""

outlets_of = st.lists(st.integers(-1, OUTLETS - 1), min_size=REPORTS, max_size=REPORTS)


def count_pages(pairs: list[tuple[int, int]], outlets: list[int], sizes: list[int], same: float) -> list[list[int]]:
    """Count pages and outlets of each feature: per outlet, all that are the same story are one page."""
    held = {report: sum(1 for _, other in pairs if other == report) for _, report in pairs}
    pages, places = [0] * FEATURES, [0] * FEATURES
    for feature in range(FEATURES):
        holders = [report for other, report in pairs if other == feature]
        unknown = [report for report in holders if outlets[report] < 0]
        known = {outlets[report] for report in holders} - {-1}
        stories = {report for report in holders if held[report] >= max(same * FEATURES, same * sizes[report])}
        own = {outlets[report] for report in stories} - {-1}
        others = [report for report in holders if outlets[report] >= 0 and report not in stories]
        pages[feature] = len(unknown) + len(own) + len(others)
        places[feature] = len(unknown) + len(known)
    return [pages, places]


@given(postings, outlets_of, st.lists(st.integers(1, 14), min_size=REPORTS, max_size=REPORTS))
@settings(derandomize=True, max_examples=80)
def test_pages_are_counted_by_outlet(
    kernels_of: Callable[[str], ModuleType], pairs: list[tuple[int, int]], outlets: list[int], sizes: list[int]
) -> None:
    """Whatever the postings, pages and outlets are those of the rules told slowly, and the scratch is left clean."""
    kernels = kernels_of("mediawire.reuse.suspect_kernels")
    which, numbers = np.array(pairs, np.int64).reshape(-1, 2).T
    shares, seen = np.zeros(REPORTS, np.int32), np.full((2, OUTLETS), -1, np.int32)
    expected = np.array(sizes, np.float32)[numbers]
    found = np.empty((2, FEATURES), np.int32)

    kernels.count_pages(
        numbers.astype(np.int32), which.astype(np.int32), np.array(outlets, np.int32)[numbers],
        shares, expected, 0.5, seen, *found,
    )  # fmt: skip

    assert found.tolist() == count_pages(pairs, outlets, sizes, 0.5)
    assert (seen == -1).all()


def gather(
    held: dict[int, list[int]],
    weights: list[float],
    places: list[int],
    late: list[bool],
    ranks: list[int],
    beside: int,
) -> list[int]:
    """Choose greedily by what is not covered, who came late after all others."""
    covered: set[int] = set()
    chosen: list[int] = []
    for phase in (False, True):
        free = [report for report in sorted(held) if late[report] is phase]
        while free:
            left = {
                report: sum(weights[feature] for feature in held[report] if feature not in covered) for report in free
            }
            best = max(free, key=lambda report: (left[report], -ranks[report]))
            if left[best] < 1.0:
                break
            free.remove(best)
            bare = [places[feature] for feature in held[best] if feature not in covered]
            if not any(b - a <= 8 for a, b in pairwise(bare)):
                continue
            covered |= set(held[best])
            chosen.append(best)
            ties = {report: left[report] for report in free if left[report] >= left[best] / 2}
            for turn in range(min(beside, len(ties))):
                sign = 1 if turn % 2 else -1
                other = max(ties, key=lambda report: (ties[report], sign * ranks[report]))
                chosen.append(other)
                free.remove(other)
                del ties[other]
    return chosen


@given(
    postings,
    st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=FEATURES, max_size=FEATURES),
    st.lists(st.booleans(), min_size=REPORTS, max_size=REPORTS),
    st.permutations(range(REPORTS)),
    st.integers(0, 3),
)
@settings(derandomize=True, max_examples=120)
def test_reports_are_chosen_by_what_is_not_covered(
    kernels_of: Callable[[str], ModuleType],
    pairs: list[tuple[int, int]],
    weights: list[float],
    late: list[bool],
    ranks: list[int],
    beside: int,
) -> None:
    """Sorting, listing and choosing give what the rules told slowly give."""
    kernels = kernels_of("mediawire.reuse.suspect_kernels")
    which, numbers = np.array(pairs, np.int64).reshape(-1, 2).T
    places = np.cumsum(np.arange(FEATURES) % 4 * 4).astype(np.int32)
    weighed, scores = np.array(weights, np.float32), np.zeros(REPORTS, np.float32)
    keys, chosen = np.empty(len(pairs), np.uint64), np.empty(4 * REPORTS, np.int32)
    reports, bounds = np.empty(len(pairs), np.uint32), np.empty(len(pairs) + 1, np.int32)

    size = kernels.sort_postings(
        numbers.astype(np.int32), numbers.astype(np.int32), which.astype(np.int32), weighed, scores, 1.0, keys
    )
    count = kernels.list_reports(keys[:size], reports, bounds)
    is_late = np.array(late)[reports[:count]]
    order = np.array(ranks, np.int32)[reports[:count]]
    found = kernels.gather(keys[:size], bounds, count, weighed, places, 8, is_late, order, 1.0, 0.5, beside, chosen)

    held = {
        report: [feature for feature, other in pairs if other == report and weights[feature]]
        for report in {report for _, report in pairs}
    }
    kept = {report: own for report, own in held.items() if sum(weights[feature] for feature in own) >= 1.0}
    assert reports[:count].tolist() == sorted(kept)
    assert reports[chosen[:found]].tolist() == gather(kept, weights, places.tolist(), late, ranks, beside)


def spread_worth(places: list[int], length: int, factors: list[float], size: int) -> list[float]:
    """Say what each word is worth: the least of the features over it; a short way between two of noise is noise."""
    over = [
        [factor for place, factor in zip(places, factors, strict=True) if place <= word < place + length]
        for word in range(size)
    ]
    worth = [min([1.0, *own]) for own in over]
    noisy = [place for place, factor in zip(places, factors, strict=True) if factor == 0.0]
    for one, other in pairwise(noisy):
        if other - one <= 2 * length:
            worth[one:other] = [0.0] * (other - one)
    return worth


@given(
    st.lists(st.tuples(st.integers(0, 44), st.sampled_from([0.0, 0.5, 1.0])), max_size=12, unique_by=lambda own: own[0])
)
@settings(derandomize=True, max_examples=80)
def test_words_are_worth_what_the_features_over_them_are(
    kernels_of: Callable[[str], ModuleType], features: list[tuple[int, float]]
) -> None:
    """Each word is worth as much as the least telling feature over it; page noise closes over small holes."""
    kernels = kernels_of("mediawire.reuse.suspect_kernels")
    features.sort()
    places, factors = [place for place, _ in features], [factor for _, factor in features]
    worth = np.empty(50, np.float32)

    kernels.spread_worth(np.array(places, np.int32), 6, np.array(factors, np.float32), worth)

    assert worth.tolist() == spread_worth(places, 6, factors, 50)


@given(
    st.lists(st.tuples(st.integers(0, FEATURES - 1), st.integers(0, REPORTS - 1)), max_size=40),
    st.lists(st.integers(0, OUTLETS), min_size=REPORTS, max_size=REPORTS),
    st.lists(st.sampled_from([-9, 10, 20, 30]), min_size=REPORTS, max_size=REPORTS),
    st.sets(st.integers(0, REPORTS - 1), max_size=2),
    st.sampled_from([(-9, 1 << 62), (20, 1 << 62), (-9, 20), (10, 30)]),
)
@settings(derandomize=True, max_examples=80)
def test_postings_are_put_in_the_order_of_their_features(
    kernels_of: Callable[[str], ModuleType],
    pairs: list[tuple[int, int]],
    outlets: list[int],
    times: list[int],
    hidden: set[int],
    period: tuple[int, int],
) -> None:
    """Those that are not asked are left out, whose time is unknown (-9 here) stay; reports are counted as they come."""
    kernels = kernels_of("mediawire.reuse.suspect_kernels")
    which, numbers = np.array(pairs, np.int64).reshape(-1, 2).T
    made, words = np.empty((4, len(pairs)), np.int32), np.empty(len(pairs), np.uint32)
    counts, sizes = np.empty(FEATURES, np.int32), np.arange(REPORTS, dtype=np.uint32) * 7

    left, reports, bound = kernels.arrange(
        numbers.astype(np.uint32), which.astype(np.int32), np.array(outlets, np.uint32), sizes,
        np.array(times, np.int64), np.array(sorted(hidden), np.uint32), *period, -9, made, words, counts,
    )  # fmt: skip

    since, before = period
    asked = [
        (feature, report)
        for feature, report in sorted(pairs, key=lambda pair: pair[0])
        if report not in hidden and (times[report] == -9 or since <= times[report] < before)
    ]
    met = list(dict.fromkeys(report for _, report in asked))
    assert list(zip(made[1].tolist(), made[0].tolist(), strict=True))[:left] == asked
    assert made[2, :left].tolist() == [met.index(report) for _, report in asked]
    assert made[3, :left].tolist() == [outlets[report] - 1 for _, report in asked]
    assert words[:left].tolist() == [7 * report for _, report in asked]
    assert counts.tolist() == [sum(1 for other, _ in asked if other == feature) for feature in range(FEATURES)]
    assert (left, reports, bound) == (len(asked), len(met), max([0, *(outlets[report] for report in met)]))


@given(postings, outlets_of, st.lists(st.integers(1, 14), min_size=REPORTS, max_size=REPORTS))
@settings(derandomize=True, max_examples=60)
def test_features_are_worth_less_the_more_outlets_have_them(
    kernels_of: Callable[[str], ModuleType], pairs: list[tuple[int, int]], outlets: list[int], sizes: list[int]
) -> None:
    """What many outlets have is less telling, what one has on many pages is not at all."""
    kernels = kernels_of("mediawire.reuse.suspect_kernels")
    which, numbers = np.array(pairs, np.int64).reshape(-1, 2).T
    tellings, factors = np.array([1.0, 1.0, 0.5, 0.25], np.float32), np.empty(FEATURES, np.float32)

    kernels.weigh_features(
        numbers.astype(np.int32), which.astype(np.int32), np.array(outlets, np.int32)[numbers],
        np.array(sizes, np.uint32)[numbers], REPORTS, FEATURES, 0.5, np.full((2, OUTLETS), -1, np.int32), tellings,
        3, 1.5, factors,
    )  # fmt: skip

    found = zip(*count_pages(pairs, outlets, sizes, 0.5), strict=True)
    assert factors.tolist() == [
        0.0 if pages >= 3 and pages >= 1.5 * places else [1.0, 1.0, 0.5, 0.25][min(places, 3)]
        for pages, places in found
    ]


@given(postings, st.lists(st.booleans(), min_size=40, max_size=40))
@settings(derandomize=True, max_examples=60)
def test_features_count_where_their_first_and_last_word_are_marked(
    kernels_of: Callable[[str], ModuleType], pairs: list[tuple[int, int]], marked: list[bool]
) -> None:
    """Each report has the weight of its features that begin and end in words that are marked."""
    kernels = kernels_of("mediawire.reuse.suspect_kernels")
    keys = np.array(sorted(report << 24 | feature for feature, report in pairs), np.uint64)
    bounds = np.searchsorted(keys >> np.uint64(24), np.arange(REPORTS + 1)).astype(np.int32)
    places, held = np.arange(FEATURES, dtype=np.int32) * 4, np.empty(REPORTS, np.float32)
    weights = np.arange(FEATURES, dtype=np.float32)

    kernels.weigh_shared(keys, bounds, weights, places, 6, np.array(marked), held)

    inside = [marked[4 * feature] and marked[min(4 * feature + 6, 40) - 1] for feature in range(FEATURES)]
    assert held.tolist() == [
        sum(feature for feature, other in pairs if other == report and inside[feature]) for report in range(REPORTS)
    ]
