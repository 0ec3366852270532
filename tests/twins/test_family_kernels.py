"""Families from links: the kernels group as slow loops over sets do."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, product
from types import ModuleType

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.reuse.constants import FAMILY

Pair = tuple[int, int]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[Pair], list[int]]:
    """Draw links between a few reports, sorted, and an order in which they count."""
    count = draw(st.integers(2, 9))
    every = [(a, b) for a in range(count) for b in range(a + 1, count)]
    links = sorted(draw(st.sets(st.sampled_from(every))))
    return count, links, draw(st.permutations(range(len(links))))


def merge(count: int, links: list[Pair], order: list[int]) -> list[int]:
    """Merge along the links, as long as enough pairs of either group are linked; name groups by their smallest."""
    groups = [{at} for at in range(count)]
    changed = True
    while changed:
        changed = False
        for a, b in (links[at] for at in order):
            x, y = (next(group for group in groups if report in group) for report in (a, b))
            between = sum(tuple(sorted(pair)) in links for pair in product(x, y))
            if x is not y and between >= FAMILY.density * len(x) * len(y):
                groups = [group for group in groups if group is not x and group is not y] + [x | y]
                changed = True
    return [min(next(group for group in groups if at in group)) for at in range(count)]


def arrays(links: list[Pair]) -> tuple[np.ndarray, np.ndarray]:
    """Return the links as the kernels take them."""
    table = np.array(links, np.int32).reshape(-1, 2)
    return table[:, 0].copy(), table[:, 1].copy()


@given(graphs())
@settings(derandomize=True, max_examples=60, deadline=None)
def test_groups_are_those_of_a_slow_merging(
    kernels_of: Callable[[str], ModuleType], graph: tuple[int, list[Pair], list[int]]
) -> None:
    """The strongest link first, and only where half of the pairs are linked."""
    kernels = kernels_of("mediawire.reuse.family_kernels")
    count, links, order = graph
    a, b = arrays(links)
    offsets, near, _ = kernels.list_neighbours(a, b, np.ones(len(links), bool), count)
    labels = np.empty(count, np.int32)

    kernels.merge_close(np.array(order, np.int64), a, b, offsets, near, labels)

    assert labels.tolist() == merge(count, links, order)


@given(graphs())
@settings(derandomize=True, max_examples=40, deadline=None)
def test_neighbours_are_listed_in_order_with_their_links(
    kernels_of: Callable[[str], ModuleType], graph: tuple[int, list[Pair], list[int]]
) -> None:
    """Only links that are kept count; each is listed at both ends."""
    kernels = kernels_of("mediawire.reuse.family_kernels")
    count, links, order = graph
    kept = np.array([place % 2 == 0 for place in order], bool)

    offsets, near, ties = kernels.list_neighbours(*arrays(links), kept, count)

    for report in range(count):
        rows = slice(offsets[report], offsets[report + 1])
        listed = [(sum(link) - report, at) for at, link in enumerate(links) if kept[at] and report in link]
        assert list(zip(near[rows].tolist(), ties[rows].tolist(), strict=True)) == sorted(listed)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 20), st.integers(1, 6)), max_size=12))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_parts_cover_the_same_words_once(
    kernels_of: Callable[[str], ModuleType], drawn: list[tuple[int, int, int]]
) -> None:
    """Sorted and joined, the parts of each holder are the words that any of them has."""
    kernels = kernels_of("mediawire.reuse.member_kernels")
    parts = np.array([(holder, start, start + size) for holder, start, size in drawn], np.int64).reshape(-1, 3)

    offsets, spans = kernels.sort_parts(parts, 4)

    for holder in range(4):
        own = spans[offsets[holder] : offsets[holder + 1]].tolist()
        held = {word for at, start, size in drawn if at == holder for word in range(start, start + size)}
        assert [word for start, end in own for word in range(start, end)] == sorted(held)
        assert all(left[1] < right[0] for left, right in pairwise(own))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6), st.integers(0, 20), st.integers(1, 6)), max_size=6))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_words_shared_are_counted_once(
    kernels_of: Callable[[str], ModuleType], drawn: list[tuple[int, int, int, int]]
) -> None:
    """However blocks overlap and whatever their order, a word in two of them is one word."""
    kernels = kernels_of("mediawire.reuse.edge_kernels")
    blocks = np.array([(a, a + m, b, b + n, 1) for a, m, b, n in drawn], np.int32).reshape(-1, 5)
    figures = np.empty((1, 3), np.int64)

    kernels.measure_edges(np.array([0, len(drawn)]), blocks, figures)

    of_a = {word for a, m, _, _ in drawn for word in range(a, a + m)}
    of_b = {word for _, _, b, n in drawn for word in range(b, b + n)}
    assert figures.tolist() == [[len(drawn), len(of_a), len(of_b)]]


@given(st.text("ab", max_size=12), st.text("ab", max_size=4))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_a_name_is_found_where_its_words_follow_each_other(
    kernels_of: Callable[[str], ModuleType], text: str, name: str
) -> None:
    """As a string is found in a string; no name at all is found nowhere."""
    kernels = kernels_of("mediawire.reuse.edge_kernels")
    ids, words = (np.frombuffer(held.encode(), np.uint8).astype(np.uint64) for held in (text, name))
    found, first = np.empty(1, bool), np.zeros(1, np.int32)

    kernels.find_names(first, first, ids, np.array([0, len(text)]), words, np.array([0, len(name)]), found)

    assert found.tolist() == [name != "" and name in text]


@given(st.lists(st.text(max_size=8), max_size=6))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_letters_are_written_as_utf_8(kernels_of: Callable[[str], ModuleType], texts: list[str]) -> None:
    """Code points of any length become the bytes that Python makes of them."""
    kernels = kernels_of("mediawire.reuse.edge_kernels")
    letters, at = np.empty(200, np.uint8), 0

    for text in texts:
        codes = np.array([ord(letter) for letter in text], np.uint32)
        at = kernels.encode(codes, 0, codes.size, letters, at)

    assert letters[:at].tobytes() == "".join(texts).encode()
