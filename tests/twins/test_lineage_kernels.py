"""Who copied whom, step by step: each kernel does what a slow restatement of the same rules does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, product
from math import log
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.reuse.constants import LINEAGE
from mediawire.reuse.lineage import MISSING, prices_of

stories = st.lists(st.lists(st.integers(1, 4), max_size=7), min_size=1, max_size=4)
PRICES = prices_of(LINEAGE)


def pairs_of(story: Sequence[int]) -> list[tuple[object, object]]:
    """List the pairs of adjacent words, the story's beginning and end being words."""
    return list(zip(["begin", *story], [*story, "end"], strict=True))


def flat(family: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Lay stories one behind the other."""
    words = np.array([word for story in family for word in story], np.uint64)
    return words, np.cumsum([0, *map(len, family)])


def tree_reaches_all(parents: Sequence[int], root: int) -> bool:
    """Tell whether every node goes back to the root."""
    for node in range(len(parents)):
        steps = 0
        while node != root and steps <= len(parents):
            node, steps = parents[node], steps + 1
        if node != root:
            return False
    return True


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_tree_chosen_is_the_cheapest_of_all(kernels_of: Callable[[str], ModuleType], data: st.DataObject) -> None:
    """No other choice of parents that reaches every node costs less."""
    count = data.draw(st.integers(1, 4))
    edges = [(tail, head) for tail in range(count + 1) for head in range(count) if tail != head]
    costs = data.draw(st.lists(st.integers(0, 9), min_size=len(edges), max_size=len(edges)))
    tails, heads = np.array(edges, np.int32).T.copy()
    cost_of = dict(zip(edges, costs, strict=True))
    span = kernels_of("mediawire.reuse.arborescence_kernels").span

    chosen = span(count + 1, tails, heads, np.array(costs, np.int64))[:count]

    parents = [int(tails[edge]) for edge in chosen]
    trees = [tree for tree in product(range(count + 1), repeat=count) if tree_reaches_all(tree, count)]
    assert heads[chosen].tolist() == list(range(count))
    assert tree_reaches_all(parents, count)
    assert sum(cost_of[parent, node] for node, parent in enumerate(parents)) == min(
        sum(cost_of[parent, node] for node, parent in enumerate(tree))
        for tree in trees
        if all(parent != node for node, parent in enumerate(tree))
    )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_cheapest_edges_are_taken_where_they_make_a_tree(
    kernels_of: Callable[[str], ModuleType], data: st.DataObject
) -> None:
    """Into the first there is the edge of the root; it is told whether all nodes go back to it."""
    count = data.draw(st.integers(1, 6))
    first = data.draw(st.integers(0, count - 1))
    edges = [(tail, head) for tail in range(count) for head in range(count) if tail != head]
    costs = data.draw(st.permutations(range(len(edges))))
    tails, heads = np.array(edges, np.int32).reshape(-1, 2).T.copy()
    chosen = np.full(count, -1, np.int64)
    chosen[first] = len(edges) + first
    take_cheapest = kernels_of("mediawire.reuse.arborescence_kernels").take_cheapest

    is_tree = take_cheapest(tails, heads, np.array(costs, np.int64), chosen)

    best = {head: min((costs[at], at) for at, (_, to) in enumerate(edges) if to == head)[1] for head in range(count)
            if head != first}  # fmt: skip
    parents = [edges[best[node]][0] if node in best else -1 for node in range(count)]
    assert is_tree == tree_reaches_all(parents, first)
    assert not is_tree or [chosen[node] for node in best] == list(best.values())
    assert chosen[first] == len(edges) + first


@settings(max_examples=60, deadline=None)
@given(stories, st.sampled_from([0, 64]))
def test_it_is_seen_who_holds_an_atom(
    kernels_of: Callable[[str], ModuleType], family: list[list[int]], first: int
) -> None:
    """A bit for each of 64 stories; before them stand others."""
    family = [[9]] * first + family
    wording = kernels_of("mediawire.reuse.wording_kernels")
    grams, bounds, holders, patterns = wording.number_grams(np.arange(len(family)), *flat(family))
    atoms, _, _ = wording.find_atoms(grams, bounds, patterns)
    held_by = np.zeros(atoms.size, np.uint64)

    kernels_of("mediawire.reuse.lineage_kernels").see_holders(first, grams, bounds, atoms, holders.size, held_by)

    for atom, gram in enumerate(atoms.tolist()):
        holding = [node for node in range(first, len(family)) if gram in grams[bounds[node] : bounds[node + 1]]]
        assert int(held_by[atom]) == sum(1 << (node - first) for node in holding)


@settings(max_examples=60, deadline=None)
@given(stories)
def test_equal_pairs_have_equal_numbers(kernels_of: Callable[[str], ModuleType], family: list[list[int]]) -> None:
    """A gram is a pair of words, and it is known in how many stories it is."""
    number_grams = kernels_of("mediawire.reuse.wording_kernels").number_grams

    grams, bounds, holders, _ = number_grams(np.arange(len(family)), *flat(family))

    pairs = [pair for story in family for pair in pairs_of(story)]
    numbers: dict[object, int] = {}
    assert grams.tolist() == [numbers.setdefault(pair, len(numbers)) for pair in pairs]
    assert bounds.tolist() == np.cumsum([0, *(len(story) + 1 for story in family)]).tolist()
    assert holders.tolist() == [sum(pair in pairs_of(story) for story in family) for pair in numbers]


@settings(max_examples=60, deadline=None)
@given(stories)
def test_an_atom_is_what_the_same_stories_have(
    kernels_of: Callable[[str], ModuleType], family: list[list[int]]
) -> None:
    """A story is cut where the set of stories that have the pair changes."""
    kernels = kernels_of("mediawire.reuse.wording_kernels")
    grams, bounds, _, patterns = kernels.number_grams(np.arange(len(family)), *flat(family))

    atoms, lengths, limits = kernels.find_atoms(grams, bounds, patterns)

    def held_by(pair: tuple[object, object]) -> list[bool]:
        return [pair in pairs_of(story) for story in family]

    expected = [[len(list(run)) for _, run in groupby(pairs_of(story), held_by)] for story in family]
    assert lengths.tolist() == [length for story in expected for length in story]
    assert limits.tolist() == np.cumsum([0, *map(len, expected)]).tolist()
    assert atoms.tolist() == grams[np.cumsum([0, *lengths[:-1]])].tolist()


@settings(max_examples=60, deadline=None)
@given(stories)
def test_two_stories_share_the_same_seen_from_either(
    kernels_of: Callable[[str], ModuleType], family: list[list[int]]
) -> None:
    """What is kept has no direction: own words of one side do not count twice."""
    wording, lineage = (kernels_of(f"mediawire.reuse.{name}_kernels") for name in ("wording", "lineage"))
    proposal = kernels_of("mediawire.reuse.proposal_kernels")
    grams, bounds, holders, patterns = wording.number_grams(np.arange(len(family)), *flat(family))
    atoms, lengths, limits = wording.find_atoms(grams, bounds, patterns)
    tails, heads = (side[: len(family) * (len(family) - 1)] for side in proposal.propose_all(len(family)))

    kept, _ = lineage.weigh_edges(tails, heads, grams, bounds, atoms, lengths, limits, holders, PRICES)

    kept_by = dict(zip(zip(tails.tolist(), heads.tolist(), strict=True), kept, strict=True))
    assert all(kept_by[tail, head] == pytest.approx(kept_by[head, tail]) for tail, head in kept_by)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=1, max_size=6), st.booleans(), st.data())
def test_the_shape_of_a_tree_costs_what_it_says(
    kernels_of: Callable[[str], ModuleType], hours: list[int | None], is_strict: bool, data: st.DataObject
) -> None:
    """The logarithms of all subtrees' sizes, and each story that is dated after one that goes back to it.

    Between two of one outlet the times are trusted in any case.
    """
    kernels = kernels_of("mediawire.reuse.rooting_kernels")
    dated = sorted(hour for hour in hours if hour is not None)
    times = np.array(dated + [MISSING] * (len(hours) - len(dated)), np.int64)
    parents = [*range(1, len(hours)), -1]  # a chain, the last dated first
    ranks = kernels.rank_times(times)
    outlets = [data.draw(st.integers(-1, 1)) for _ in hours]

    cost = kernels.price_shape(np.array(parents, np.int64), ranks, np.array(outlets, np.int32), is_strict, PRICES)

    expected = sum(PRICES.centre * log(size) for size in range(1, len(hours) + 1))
    for below in range(len(dated)):
        for above in range(below + 1, len(dated)):
            late = ranks[above] - ranks[below]
            price = PRICES.later + late * PRICES.later_rank + late * late * PRICES.later_square
            is_trusted = is_strict or outlets[below] == outlets[above] >= 0
            expected += (kernels.IMPOSSIBLE if is_trusted else price) if late else 0
    assert cost == pytest.approx(expected)


def dated_by_outlets(count: int, data: st.DataObject) -> tuple[list[float], list[int]]:
    """Draw ranks of times, -1 for one that is missing, and outlets, -1 for one that is not known."""
    ranks = [data.draw(st.sampled_from([-1.0, 0.0, 1.0, 2.0])) for _ in range(count)]
    return ranks, [data.draw(st.integers(-1, 1)) for _ in range(count)]


def is_back_in_time(tail: int, head: int, ranks: Sequence[float], outlets: Sequence[int]) -> bool:
    """Tell whether one outlet's clock says that the second was there before the first."""
    return outlets[tail] == outlets[head] >= 0 and 0 <= ranks[head] < ranks[tail]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_edges_against_the_clock_of_one_outlet_are_left_out(
    kernels_of: Callable[[str], ModuleType], data: st.DataObject
) -> None:
    """Those from nobody stay, and so do those between two outlets."""
    count = data.draw(st.integers(1, 5))
    ranks, outlets = dated_by_outlets(count, data)
    edges = [(tail, head) for tail in range(count + 1) for head in range(count) if tail != head]
    keep_possible = kernels_of("mediawire.reuse.rooting_kernels").keep_possible

    tails, heads = keep_possible(*np.array(edges, np.int32).T.copy(), np.array(ranks), np.array(outlets, np.int32))

    assert list(zip(tails.tolist(), heads.tolist(), strict=True)) == [
        (tail, head) for tail, head in edges if tail == count or not is_back_in_time(tail, head, ranks, outlets)
    ]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_ways_back_to_a_later_story_of_the_same_outlet_are_found(
    kernels_of: Callable[[str], ModuleType], data: st.DataObject
) -> None:
    """Every node from the earlier one up to the child of the later one lies on such a way."""
    count = data.draw(st.integers(1, 7))
    parents = [-1, *(data.draw(st.integers(0, node - 1)) for node in range(1, count))]
    ranks, outlets = dated_by_outlets(count, data)
    find_clashes = kernels_of("mediawire.reuse.rooting_kernels").find_clashes

    clashes = find_clashes(np.array(parents, np.int64), np.array(ranks), np.array(outlets, np.int32))

    expected: set[int] = set()
    for node in range(count):
        way = [node]
        while (above := parents[way[-1]]) >= 0:
            expected |= set(way) if is_back_in_time(above, node, ranks, outlets) else set()
            way.append(above)
    assert set(np.flatnonzero(clashes).tolist()) == expected


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_tree_turned_keeps_its_edges(kernels_of: Callable[[str], ModuleType], data: st.DataObject) -> None:
    """Only which way they run is another."""
    count = data.draw(st.integers(1, 7))
    links = [-1, *(data.draw(st.integers(0, node - 1)) for node in range(1, count))]
    first = data.draw(st.integers(0, count - 1))
    turn = kernels_of("mediawire.reuse.rooting_kernels").turn

    tree, flipped = turn(np.array(links, np.int64), first)

    def edges(parents: Sequence[int]) -> set[frozenset[int]]:
        return {frozenset((node, parent)) for node, parent in enumerate(parents) if parent >= 0}

    assert tree[first] == -1
    assert edges(tree.tolist()) == edges(links)
    assert [node for node in range(count) if flipped[node]] == [
        node for node in range(count) if links[node] >= 0 and tree[node] != links[node]
    ]
