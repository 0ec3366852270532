"""Which indexes are merged next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediawire.corpus.index import MOST_POSTINGS, MOST_REPORTS
from mediawire.corpus.tiers import FAN_IN, Size, Work, plan_all, plan_merge


def test_fewer_than_eight_stay_as_they_are() -> None:
    """There is nothing to gain yet."""
    work = plan_merge([Size(1, 50)] * 7)

    assert work is None


def test_eight_of_a_size_are_merged() -> None:
    """The large ones before them stay."""
    work = plan_merge([Size(100_000, 5_000_000), *[Size(1, 50)] * 8])

    assert work == Work(1, 9)


def test_small_ones_between_are_taken_along() -> None:
    """Neighbours have to be merged together."""
    work = plan_merge([Size(40, 2_000)] * 4 + [Size(1, 50)] * 3 + [Size(40, 2_000)] * 4)

    assert work == Work(0, 11)


def test_no_index_grows_past_what_it_can_number() -> None:
    """A limit reached is where the next index begins."""
    sizes = [Size(MOST_REPORTS // 2, 10), Size(MOST_REPORTS // 2, 10), Size(5, 10), Size(5, MOST_POSTINGS)]

    works = plan_all(sizes, [False] * 4)

    assert works == [Work(0, 2)]


def test_an_index_with_removed_texts_is_merged_by_itself() -> None:
    """That is what takes them from the disk."""
    works = plan_all([Size(10, 10)], [True])

    assert works == [Work(0, 1)]


@given(st.lists(st.integers(1, 5_000), max_size=80))
def test_merging_comes_to_an_end(counts: list[int]) -> None:
    """Few are left of each size, and each report is rewritten a few times at most."""
    sizes = [Size(0, 0)] * 0
    written = 0
    for count in counts:
        sizes.append(Size(count, count * 50))
        while work := plan_merge(sizes):
            merged = sum(size.reports for size in sizes[work.start : work.end])
            written += merged
            sizes[work.start : work.end] = [Size(merged, merged * 50)]

    assert sum(size.reports for size in sizes) == sum(counts)
    assert len(sizes) < FAN_IN * 7
    assert written <= 7 * sum(counts)
