from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

COUNT = 12

edges = st.lists(st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)), max_size=20)
MASK = (1 << 64) - 1


@pytest.fixture(scope="session")
def kernels(kernels_of: Callable[[str], ModuleType]) -> ModuleType:
    """Return the kernels under test."""
    return kernels_of("mediawire.reuse.component_kernels")


def relabelled(pairs: list[tuple[int, int]]) -> list[int]:
    """Give each node the smaller label along every edge, until nothing changes."""
    labels = list(range(COUNT))
    for _ in range(COUNT):
        for one, other in pairs:
            labels[one] = labels[other] = min(labels[one], labels[other])
    return labels


def scrambled(value: int) -> int:
    """Mix 64 bits as the kernel does, with Python's own integers."""
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    value = (value ^ (value >> 27)) * 0x94D049BB133111EB & MASK
    return value ^ (value >> 31)


@given(pairs=edges)
def test_roots_are_the_smallest_within_reach(kernels: ModuleType, pairs: list[tuple[int, int]]) -> None:
    """Union-find finds what labels handed on along the edges come to."""
    left, right = np.array([*zip(*pairs, strict=True)], np.int64).reshape(2, -1)

    roots = kernels.find_roots(left, right, COUNT)

    assert roots.tolist() == relabelled(pairs)


@given(pairs=edges, names=st.lists(st.integers(-(2**63), 2**63 - 1), min_size=COUNT, max_size=COUNT, unique=True))
def test_chance_chooses_one_for_all_that_hangs_together(
    kernels: ModuleType, pairs: list[tuple[int, int]], names: list[int]
) -> None:
    """It is the name whose hash is smallest, whatever the names' order."""
    roots = np.array(relabelled(pairs))

    chosen = kernels.choose_by_chance(roots, np.array(names, np.int64))

    groups = [[name for name, other in zip(names, roots, strict=True) if other == root] for root in roots]
    assert chosen.tolist() == [min(group, key=lambda name: scrambled(name & MASK)) for group in groups]
