"""Finds the connected components of a graph of any size, in the two verbs of a runner.

Each partition contracts the edges it holds by union-find; what is left is one edge a node at most. Where that fits one
partition, it is brought together, and one more union-find ends it. Where it does not, the graph itself is contracted:
every node takes the name of one near it, and the same question is asked of the smaller graph of names, until it fits.
So no step holds all edges, and the rounds are as many as it takes to make the graph small, not as the longest chain
has links. (Contraction to the node that chance ranks first nearby: Lacki, Mirrokni and Wlodarczyk, "Connected
Components at Scale via Local Contractions", 2018; contracting in each partition first is the combiner of Kiveris and
others, "Connected Components in MapReduce and Beyond", 2014.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mediawire.reuse.component_kernels import choose_by_chance, find_roots
from mediawire.reuse.runner import Rows, Runner

MOST_EDGES = 8_000_000
"""So many are brought together in one partition: 128 MB, and about as much again for each step of the union-find."""
DENSE = 8
"""Nodes are numbered by a table where it has at most so many places an end of an edge; elsewhere by sorting."""

PAIRS = pa.schema([pa.field(name, pa.int64(), nullable=False) for name in ("key", "value")])
"""Edges, stars (a node and its name), or names and labels."""
NOTES = PAIRS.append(pa.field("kind", pa.int8(), nullable=False))
COUNT = pa.schema([pa.field("count", pa.int64(), nullable=False)])
LABELS = pa.schema([pa.field(name, pa.int64(), nullable=False) for name in ("node", "label")])

TELLS, IS = 0, 1
"""Kinds of a note to a node: what a neighbour of it is called, or what it is itself."""

Nodes = NDArray[np.int64]
Batches = Iterator[pa.RecordBatch]


def find_components(runner: Runner, edges: Rows, most_edges: int = MOST_EDGES) -> Rows:
    """Find what hangs together: every node of the edges, once, with the smallest one that leads to it.

    edges    rows of which the first two columns are the ends of an edge: integers that fit 64 bits with a sign
    returns  rows of two columns, ``node`` and ``label``, int64, in no order

    The same nodes and labels come out at any number of partitions and in any order of the edges. The rows of edges are
    used up, unless they are kept.
    """
    stars = runner.keep(runner.map(edges, contract, PAIRS))
    levels: list[Rows] = []
    while count_rows(runner, stars) > most_edges:
        names, stars = take_names(runner, stars)
        levels.append(names)
    labels = gather(runner, stars)
    for names in reversed(levels):
        labels = unfold(runner, names, labels)
    if levels:
        labels = runner.map(runner.shuffle(labels, "value"), take_smallest, PAIRS)
    return runner.map(labels, finish, LABELS)


def count_rows(runner: Runner, rows: Rows) -> int:
    """Count rows that are kept."""
    return int(sum(runner.collect(runner.map(rows, count, COUNT))["count"].to_pylist()))


def gather(runner: Runner, stars: Rows) -> Rows:
    """Bring few edges together, and give every node its component's smallest."""
    together = runner.shuffle(runner.map(stars, mark, NOTES), "kind")
    return runner.map(together, label, PAIRS)


def take_names(runner: Runner, stars: Rows) -> tuple[Rows, Rows]:
    """Give every node the name of one near it: return the names of the nodes, and the edges between names."""
    homes = runner.shuffle(runner.map(stars, turn_both_ways, PAIRS), "key")
    notes = runner.keep(runner.map(homes, name_homes, NOTES))
    names = runner.map(notes, pick_names, PAIRS)
    return names, runner.keep(runner.map(runner.shuffle(notes, "key"), join_names, PAIRS))


def unfold(runner: Runner, names: Rows, labels: Rows) -> Rows:
    """Give nodes the labels of their names; a name without a label stands alone and is its own."""
    asked = runner.map(names, ask, NOTES)
    known = runner.map(labels, tell, NOTES)
    return runner.map(runner.shuffle(runner.join(asked, known), "key"), answer, PAIRS)


def contract(_: int, batches: Batches) -> Batches:
    """Contract edges to stars: each node with the one that chance ranks first of those it hangs together with."""
    left, right = columns(batches)[:2]
    yield from made(PAIRS, *together(left, right, by_chance=True))


def count(_: int, batches: Batches) -> Batches:
    """Count the rows of a partition."""
    yield from made(COUNT, np.array([sum(batch.num_rows for batch in batches)]))


def mark(_: int, batches: Batches) -> Batches:
    """Make pairs notes of one kind, by which they can be brought together."""
    key, value = columns(batches)
    yield from made(NOTES, key, value, np.full(key.size, TELLS))


def label(_: int, batches: Batches) -> Batches:
    """Label the nodes of all edges there are with the smallest of their component."""
    left, right, _kind = columns(batches, 3)
    yield from made(PAIRS, *together(left, right))


def turn_both_ways(_: int, batches: Batches) -> Batches:
    """Tell each edge from both its ends, a loop once."""
    left, right = columns(batches)
    apart = left != right
    yield from made(PAIRS, np.concatenate([left, right[apart]]), np.concatenate([right, left[apart]]))


def name_homes(_: int, batches: Batches) -> Batches:
    """Name some nodes of which all edges are here, and note for them and their neighbours what they are called."""
    node, neighbour = columns(batches)
    nodes, names = together(node, neighbour, by_chance=True)
    own = sorted_unique(node)
    told = node > neighbour
    key = np.concatenate([own, neighbour[told]])
    value = looked_up(np.concatenate([own, node[told]]), nodes, names)
    yield from made(NOTES, key, value, np.repeat([IS, TELLS], [own.size, key.size - own.size]))


def pick_names(_: int, batches: Batches) -> Batches:
    """Pick the nodes with their names from notes."""
    key, value, kind = columns(batches, 3)
    yield from made(PAIRS, key[kind == IS], value[kind == IS])


def join_names(_: int, batches: Batches) -> Batches:
    """Tell which names hang together, as stars, from all notes to some nodes."""
    key, value, kind = columns(batches, 3)
    own, told = named(key, value, kind)
    apart = own != told
    yield from made(PAIRS, *together(own[apart], told[apart], by_chance=True))


def ask(_: int, batches: Batches) -> Batches:
    """Ask the names of nodes for their labels."""
    node, name = columns(batches)
    yield from made(NOTES, name, node, np.full(node.size, TELLS))


def tell(_: int, batches: Batches) -> Batches:
    """Tell names what their labels are."""
    name, found = columns(batches)
    yield from made(NOTES, name, found, np.full(name.size, IS))


def answer(_: int, batches: Batches) -> Batches:
    """Give the nodes that asked the labels of their names, from all notes to these."""
    found, node = named(*columns(batches, 3))
    yield from made(PAIRS, node, found)


def take_smallest(_: int, batches: Batches) -> Batches:
    """Label some components, of which all nodes are here, with their smallest."""
    node, found = columns(batches)
    order = np.argsort(found, kind="stable")
    node, found = node[order], found[order]
    firsts = np.flatnonzero(np.diff(found, prepend=found[:1] - 1))
    smallest = np.minimum.reduceat(node, firsts) if firsts.size else node
    yield from made(PAIRS, node, np.repeat(smallest, np.diff(firsts, append=node.size)))


def finish(_: int, batches: Batches) -> Batches:
    """Call the columns what they are at the end."""
    yield from made(LABELS, *columns(batches))


def together(left: Nodes, right: Nodes, by_chance: bool = False) -> tuple[Nodes, Nodes]:
    """Return the nodes of edges in their order, and the smallest that each hangs together with, or one by chance."""
    nodes, left, right = numbered(left, right)
    roots = find_roots(left, right, nodes.size)
    return nodes, choose_by_chance(roots, nodes) if by_chance else nodes[roots]


def numbered(left: Nodes, right: Nodes) -> tuple[Nodes, Nodes, Nodes]:
    """Return the nodes of edges in their order, and the edges by their places in it."""
    ends = np.concatenate([left, right])
    low = int(ends.min(initial=0))
    span = int(ends.max(initial=0)) - low + 1
    if span > DENSE * ends.size:
        nodes, places = np.unique(ends, return_inverse=True)
    else:
        present = np.zeros(span, np.bool_)
        present[ends - low] = True
        nodes = np.flatnonzero(present) + low
        places = (np.cumsum(present) - 1)[ends - low]
    return nodes, places[: left.size], places[left.size :]


def named(key: Nodes, value: Nodes, kind: Nodes) -> tuple[Nodes, Nodes]:
    """Return for each note that tells something what its receiver is, and what it tells."""
    known = np.flatnonzero(kind == IS)
    known = known[np.argsort(key[known])]
    told = kind == TELLS
    return looked_up(key[told], key[known], value[known]), value[told]


def looked_up(asked: Nodes, known: Nodes, values: Nodes) -> Nodes:
    """Return the values of what is asked, and itself where it is not known; ``known`` is in order."""
    if not known.size:
        return asked
    place = np.minimum(np.searchsorted(known, asked), known.size - 1)
    return np.where(known[place] == asked, values[place], asked)


def sorted_unique(values: Nodes) -> Nodes:
    """Return each value once, in order; sorting is ten times faster here than what ``np.unique`` does."""
    ordered = np.sort(values)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))]


def columns(batches: Iterable[pa.RecordBatch], count: int = 2) -> list[Nodes]:
    """Return the first columns of batches, as 64-bit integers."""
    parts = [[column.to_numpy() for column in batch.columns[:count]] for batch in batches]
    if not parts:
        return [np.empty(0, np.int64) for _ in range(count)]
    return [np.concatenate(column).astype(np.int64, copy=False) for column in zip(*parts, strict=True)]


def made(schema: pa.Schema, *arrays: NDArray[np.integer]) -> Batches:
    """Yield one batch of these columns."""
    yield pa.record_batch(
        [pa.array(array, type) for array, type in zip(arrays, schema.types, strict=True)], schema=schema
    )
