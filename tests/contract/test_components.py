"""What hangs together is found alike by both runners, and as a slow honest search finds it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pyarrow as pa
import pytest

from mediawire.reuse.components import MOST_EDGES, find_components
from mediawire.reuse.runner import Runner

MakeRunner = Callable[[int], Runner]
Edges = list[tuple[int, int]]

chance = random.Random(7)
GRAPHS: dict[str, Edges] = {
    "a long chain": [(link, link + 1) for link in range(200)],
    "a star": [(1300, 1000 + ray) for ray in range(600)],
    "loops": [(2005, 2005), (2007, 2007), (2007, 2008), (2008, 2007)],
    "far numbers": [(chance.choice([-(2**60), 2**40, 2**62]), chance.randrange(2**61)) for _ in range(50)],
    "pairs and clumps": [(chance.randrange(3000, 3400), chance.randrange(3000, 3400)) for _ in range(220)],
}


def search(edges: Edges) -> dict[int, int]:
    """Walk from the smallest node to all that it leads to, then from the next: slow and plain."""
    near: dict[int, set[int]] = {}
    for one, other in edges:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    labels: dict[int, int] = {}
    for smallest in sorted(near):
        ways = [] if smallest in labels else [smallest]
        while ways:
            node = ways.pop()
            if node not in labels:
                labels[node] = smallest
                ways += near[node]
    return labels


def components(runner: Runner, edges: Edges, most_edges: int = MOST_EDGES) -> list[tuple[int, int]]:
    """Find components with a runner: nodes and labels, in order."""
    table = pa.table(
        {"a": pa.array([a for a, _ in edges], pa.int64()), "b": pa.array([b for _, b in edges], pa.int64())}
    )
    found = runner.collect(find_components(runner, runner.take(table), most_edges))
    return sorted(zip(found["node"].to_pylist(), found["label"].to_pylist(), strict=True))


@pytest.mark.parametrize("partitions", [1, 3, 8])
def test_what_fits_one_partition_is_found_at_once(make_runner: MakeRunner, partitions: int) -> None:
    """Every node appears once, with the smallest that it hangs together with."""
    edges = [edge for graph in GRAPHS.values() for edge in graph]

    found = components(make_runner(partitions), edges)

    assert found == sorted(search(edges).items())


def test_what_does_not_fit_is_made_smaller_until_it_does(make_runner: MakeRunner) -> None:
    """The labels are the same where no partition may hold more than a handful of edges, long chains and stars too."""
    edges = [edge for graph in GRAPHS.values() for edge in graph]

    found = components(make_runner(3), edges, most_edges=50)

    assert found == sorted(search(edges).items())


def test_no_edges_have_no_components(make_runner: MakeRunner) -> None:
    """An empty graph is no fault."""
    found = components(make_runner(3), [])

    assert found == []


def test_the_order_of_edges_and_of_their_ends_does_not_matter(make_runner: MakeRunner) -> None:
    """Turned and mixed, the same edges give the same labels."""
    edges = GRAPHS["pairs and clumps"]
    turned = [(b, a) for a, b in edges]
    random.Random(8).shuffle(turned)

    found = components(make_runner(3), edges), components(make_runner(2), turned)

    assert found[0] == found[1]
