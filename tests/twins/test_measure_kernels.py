from __future__ import annotations

import itertools
from collections.abc import Callable
from math import exp
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

LENGTH = 3

letters = st.lists(st.integers(1, 4), min_size=LENGTH, max_size=40)


@pytest.fixture(scope="session")
def kernels(kernels_of: Callable[[str], ModuleType]) -> ModuleType:
    """Return the kernels under test."""
    return kernels_of("mediawire.reuse.measure_kernels")


def pieces_of(text: list[int]) -> list[tuple[int, ...]]:
    """List the pieces of a text."""
    return [tuple(text[at : at + LENGTH]) for at in range(len(text) - LENGTH + 1)]


def filed(
    kernels: ModuleType, original: list[int], copy: list[int]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], int]:
    """Return the copy's pieces as numbers, and the bounds and places of the original's, numbered by a dict."""
    numbers: dict[tuple[int, ...], int] = {}
    left = [numbers.setdefault(piece, len(numbers)) for piece in pieces_of(original)]
    right = [numbers.setdefault(piece, len(numbers)) for piece in pieces_of(copy)]
    bounds, places = kernels.file_pieces(np.array(left, np.int32), len(numbers))
    return np.array(right, np.int32), bounds, places, len(numbers)


def as_letters(text: list[int]) -> NDArray[np.uint32]:
    """Return letters as the kernels take them."""
    return np.array(text, np.uint32)


@settings(max_examples=60)
@given(original=letters, copy=letters)
def test_pieces_are_filed_where_they_stand(kernels: ModuleType, original: list[int], copy: list[int]) -> None:
    """The places of a piece are all places of the original at which it stands, in order."""
    numbers, bounds, places, _ = filed(kernels, original, copy)

    found = [places[bounds[number] : bounds[number + 1]].tolist() for number in numbers]

    there = pieces_of(original)
    assert found == [[at for at, other in enumerate(there) if other == piece] for piece in pieces_of(copy)]


@settings(max_examples=60)
@given(original=letters, copy=letters)
def test_equal_pieces_have_equal_numbers(kernels: ModuleType, original: list[int], copy: list[int]) -> None:
    """Pieces are numbered as a dict would, in the order of first use."""
    left, right, count = kernels.number_pieces(as_letters(original), as_letters(copy), LENGTH)

    numbers: dict[tuple[int, ...], int] = {}
    assert left.tolist() == [numbers.setdefault(piece, len(numbers)) for piece in pieces_of(original)]
    assert right.tolist() == [numbers.setdefault(piece, len(numbers)) for piece in pieces_of(copy)]
    assert count == len(numbers)


@settings(max_examples=60)
@given(original=letters, copy=letters)
def test_distinct_pieces_are_counted_as_sets_are(kernels: ModuleType, original: list[int], copy: list[int]) -> None:
    """Distinct and shared pieces, in all and by quarter, are what sets of them say."""
    numbers, bounds, _, _ = filed(kernels, original, copy)
    shares = np.empty(4, np.float64)

    counted = kernels.count_distinct(bounds, numbers, shares)

    ours, known = pieces_of(copy), set(pieces_of(original))
    size = len(ours)
    quarters = [set(ours[size * at // 4 : size * (at + 1) // 4]) for at in range(4)]
    assert counted == (len(set(ours)), len(set(ours) & known))
    assert shares.tolist() == [len(quarter & known) / len(quarter) if quarter else 0.0 for quarter in quarters]


@settings(max_examples=60)
@given(original=letters, copy=letters)
def test_runs_are_walked_as_a_reader_would(kernels: ModuleType, original: list[int], copy: list[int]) -> None:
    """From each place the longest run with any place of the original is taken, and the walk goes on behind it."""
    numbers, bounds, places, _ = filed(kernels, original, copy)

    longest, covered = kernels.walk_runs(
        as_letters(original), as_letters(copy), numbers, bounds, places, LENGTH, 1000, 5
    )

    runs, at = [], 0
    while at + LENGTH <= len(copy):
        lengths = (
            length
            for start in range(len(original))
            for length in range(LENGTH, len(copy) - at + 1)
            if original[start : start + length] == copy[at : at + length]
        )
        runs.append(max(lengths, default=0))
        at += max(1, runs[-1])
    assert longest == max(runs, default=0)
    assert covered == sum(run for run in runs if run >= 5)


@settings(max_examples=60)
@given(original=letters, copy=letters)
def test_chance_is_that_of_a_chain_of_letters(kernels: ModuleType, original: list[int], copy: list[int]) -> None:
    """A piece is expected as often as its first letter, and each next letter after the one before, would bring it."""
    numbers, _, _, count = filed(kernels, original, copy)

    share = kernels.expect_by_chance(as_letters(original), as_letters(copy), numbers, count, LENGTH)

    both = original + copy
    pairs = list(itertools.pairwise(both))
    expected = []
    for piece in set(pieces_of(copy)):
        chance = both.count(piece[0]) / len(both)
        for pair in itertools.pairwise(piece):
            chance *= pairs.count(pair) / both.count(pair[0])
        expected.append(1 - exp(-len(original) * chance))
    assert share == pytest.approx(sum(expected) / len(expected), abs=1e-4)


@settings(max_examples=60)
@given(original=letters, copy=letters, width=st.integers(1, 8), advance=st.integers(1, 8))
def test_windows_stand_together_as_far_as_two_buckets_hold(
    kernels: ModuleType, original: list[int], copy: list[int], width: int, advance: int
) -> None:
    """A window's share is the most of its pieces that two neighbouring buckets of the original hold."""
    numbers, bounds, places, _ = filed(kernels, original, copy)
    shares = np.empty(16, np.float64)

    count = kernels.weigh_windows(numbers, bounds, places, places.size, width, advance, 16, 1000, shares)

    assert shares[:count].tolist() == pytest.approx(list(slow_windows(original, copy, width, count)))


def slow_windows(original: list[int], copy: list[int], width: int, count: int) -> list[float]:
    """Weigh the windows one by one, bucket by bucket."""
    theirs, ours = pieces_of(original), pieces_of(copy)
    reach = max(0, len(ours) - width)
    shares = []
    for window in range(count):
        start = reach * window // max(1, count - 1)
        inside = ours[start : start + width]
        held = [
            sum(piece in theirs[bucket * width : (bucket + 1) * width] for piece in inside)
            for bucket in range(len(theirs) // width + 2)
        ]
        best = max(one + two for one, two in itertools.pairwise(held))
        shares.append(min(1.0, best / len(inside)))
    return shares


@pytest.mark.parametrize("limit", [1 << 12])
def test_more_letters_than_there_is_room_for_count_as_one(kernels: ModuleType, limit: int) -> None:
    """A list of all characters does not break the numbering; the rarest share a number."""
    text = np.arange(1, limit + 500, dtype=np.uint32)

    numbered, count = kernels.number_letters(text, text[:10])

    assert count == limit
    assert numbered[:10].tolist() == numbered[-10:].tolist() == list(range(10))
