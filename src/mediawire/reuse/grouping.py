"""Verified links -> which reports make a family, which hold a part of one, and which are round-ups of several.

A family is what goes back to one text. A link is strong where it holds a good share of the smaller report; only strong
links make families, and only as far as most members share that much (average linkage), so that no chain of weekly
tables becomes one family. What shares less, or sits between two families, belongs to the older as an excerpt. A report
that is mostly made of parts from groups that share nothing with each other is a round-up, and belongs to each.

What this does not decide: who was taken from whom (``lineage.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mediawire.reuse import family_kernels as kernels
from mediawire.reuse import hot_kernels, member_kernels
from mediawire.reuse.constants import FAMILY
from mediawire.reuse.links import Links

if TYPE_CHECKING:
    from numpy.typing import NDArray

CORE, EXCERPT, ROUND_UP = member_kernels.CORE, member_kernels.EXCERPT, member_kernels.ROUND_UP
LATEST = np.iinfo(np.int64).max
STEPS = 0xFFFF
"""Steps of a share from 0 to 1, where links are ordered by it."""


class Members(NamedTuple):
    """Who is in which family, sorted by family and report.

    ``report``  (m,) int32   the report
    ``family``  (m,) int32   the smallest report among the core of the family
    ``kind``    (m,) uint8   CORE, EXCERPT or ROUND_UP
    """

    report: NDArray[np.int32]
    family: NDArray[np.int32]
    kind: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Families as arrays.

    ``part_offsets``  (m + 1,) int64, ``parts`` (p, 2) int64: words of a member that belong to the family; none for a
                      member of the core, whose text belongs to it as a whole
    ``edges``         a and b are rows of the members, in the order of these
    """

    members: Members
    part_offsets: NDArray[np.int64]
    parts: NDArray[np.int64]
    edges: Links


def group(links: Links, words: NDArray[np.int64], times: NDArray[np.int64]) -> Grouping:
    """Group reports into families.

    links   of reports numbered in the order of their ids, sorted (see Links.ranked)
    words   (n,) int64   of each report
    times   (n,) int64   microseconds, kernels.UNKNOWN where not known
    """
    round_ups = find_round_ups(links, words, times)
    labels = find_cores(links, words, round_ups)
    members = _list_members(links, words, times, labels, round_ups)
    return _connect(links, members, words.size)


def find_round_ups(links: Links, words: NDArray[np.int64], times: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Find the reports that are mostly made of parts from groups that share nothing with each other: (n,) bool."""
    near = kernels.list_neighbours(links.a, links.b, np.ones(len(links), np.bool_), words.size)
    found = np.zeros(words.size, np.bool_)
    kernels.find_round_ups(*near, links.a, links.block_offsets, links.blocks, words, times, found)
    return found


def find_cores(links: Links, words: NDArray[np.int64], round_ups: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Group the reports that share a good part of each other: (n,) int32, the smallest report of each one's group."""
    smaller = np.minimum(words[links.a], words[links.b])
    equal = kernels.sum_equal(links.block_offsets, links.blocks, smaller).astype(np.int64)
    kept = (equal >= FAMILY.containment * smaller) & ~round_ups[links.a] & ~round_ups[links.b]
    leaders = find_leaders(
        links, equal >= FAMILY.nearly_same * np.maximum(words[links.a], words[links.b]), kept, words.size
    )
    a, b, weakness = between_leaders(links, leaders, kept, STEPS - STEPS * equal // np.maximum(1, smaller))
    order = np.sort((weakness << 32) | np.arange(len(a))) & 0xFFFFFFFF
    offsets, near, _ = kernels.list_neighbours(a, b, np.ones(len(a), np.bool_), words.size)
    labels = np.empty(words.size, np.int32)
    kernels.merge_close(order, a, b, offsets, near, labels)
    hubs = kernels.find_hubs(offsets, near, labels)
    kernels.join_hubs(order, a, b, hubs, np.bincount(labels, minlength=words.size), labels)
    labels = labels[leaders]
    hot_kernels.name_smallest(labels)
    return labels


def find_leaders(links: Links, near: NDArray[np.bool_], kept: NDArray[np.bool_], count: int) -> NDArray[np.int32]:
    """Find behind which report each stands: (n,) int32, itself but in stories so hot that not all pairs were compared.

    ``near`` says of which links so much of both reports is the same that two reports near a third share a good part.
    """
    offsets, neighbours, along = kernels.list_neighbours(links.a, links.b, kept, count)
    order = np.argsort(-np.diff(offsets), kind="stable")
    leaders = np.empty(order.size, np.int32)
    hot_kernels.follow_leaders(order, offsets, neighbours, along, near, leaders)
    return leaders


def between_leaders(
    links: Links, leaders: NDArray[np.int32], kept: NDArray[np.bool_], weakness: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
    """Return the links between leaders, each pair once with its strongest link: smaller, larger, weakness."""
    one, other = leaders[links.a[kept]], leaders[links.b[kept]]
    pairs = (np.minimum(one, other).astype(np.int64) << 32) | np.maximum(one, other)
    order = np.lexsort((weakness[kept], pairs))
    order = order[(one != other)[order]]
    order = order[np.diff(pairs[order], prepend=-1) != 0]
    found = pairs[order]
    return (found >> 32).astype(np.int32), (found & 0xFFFFFFFF).astype(np.int32), weakness[kept][order]


def _list_members(
    links: Links,
    words: NDArray[np.int64],
    times: NDArray[np.int64],
    labels: NDArray[np.int32],
    round_ups: NDArray[np.bool_],
) -> Members:
    """List the cores, and who joins them by a link that leads out of its own group; groups of one are no families."""
    covered = labels[links.a] == labels[links.b]
    joined = np.empty((int((~covered).sum()), 2), np.int32)
    reports = np.argsort(labels, kind="stable").astype(np.int32)
    firsts = np.searchsorted(labels[reports], np.arange(labels.size + 1))
    near = kernels.list_neighbours(links.a, links.b, np.ones(len(links), np.bool_), words.size)
    order = _rank_sources(links, times, labels, round_ups)
    count = member_kernels.attach(
        order, reports, firsts, *near, links.a, links.block_offsets, links.blocks, covered, joined
    )
    report = np.concatenate([np.arange(labels.size, dtype=np.int32), joined[:count, 0]])
    family = np.concatenate([labels, joined[:count, 1]])
    kept = np.flatnonzero(np.bincount(family, minlength=labels.size)[family] > 1)
    kept = kept[np.lexsort((report[kept], family[kept]))]
    report, family = report[kept], family[kept]
    kind = np.where(labels[report] == family, CORE, np.where(round_ups[report], ROUND_UP, EXCERPT))
    return Members(report, family, kind.astype(np.uint8))


def _rank_sources(
    links: Links,
    times: NDArray[np.int64],
    labels: NDArray[np.int32],
    round_ups: NDArray[np.bool_],
) -> NDArray[np.int32]:
    """Order the groups that share passages with others by how likely it is that the others have them from there.

    Round-ups come last; then the earlier comes first, the larger group, the one that shares with more, the smaller id.
    """
    across = labels[links.a] != labels[links.b]
    ends = labels[np.concatenate([links.a[across], links.b[across]])]
    degree = np.bincount(ends, minlength=labels.size)
    sizes = np.bincount(labels, minlength=labels.size)
    earliest = np.full(labels.size, LATEST)
    np.minimum.at(earliest, labels, np.where(times == kernels.UNKNOWN, LATEST, times))
    groups = np.flatnonzero(degree).astype(np.int32)
    order = np.lexsort((groups, -degree[groups], -sizes[groups], earliest[groups], round_ups[groups]))
    return groups[order]


def _connect(links: Links, members: Members, count: int) -> Grouping:
    """Find what the members of each family share."""
    by_report = np.argsort(members.report, kind="stable")
    offsets = np.searchsorted(members.report[by_report], np.arange(count + 1))
    families = members.family[by_report]
    nothing = np.empty((0, 3), np.int32)
    found = np.empty((member_kernels.list_edges(links.a, links.b, offsets, families, nothing), 3), np.int32)
    member_kernels.list_edges(links.a, links.b, offsets, families, found)
    found[:, 1:] = by_report[found[:, 1:]]
    found = found[np.argsort((found[:, 1].astype(np.int64) << 32) | found[:, 2], kind="stable")]
    part_offsets, parts = member_kernels.find_parts(found, members.kind, links.block_offsets, links.blocks)
    lengths = np.diff(links.block_offsets)[found[:, 0]]
    edge_offsets, kept = np.empty(len(found) + 1, np.int64), np.empty((int(lengths.sum()), 5), np.int32)
    member_kernels.keep_family_blocks(
        found, members.kind, part_offsets, parts, links.block_offsets, links.blocks, edge_offsets, kept
    )
    full = np.diff(edge_offsets) > 0
    ends = np.append(edge_offsets[:-1][full], edge_offsets[-1])
    return Grouping(members, part_offsets, parts, Links(found[full, 1], found[full, 2], ends, kept[: edge_offsets[-1]]))
