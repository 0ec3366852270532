"""Which members of which families share passages, and which passages: arrays in, arrays out."""

from __future__ import annotations

import numpy as np
from numpy import int32, int64

from mediawire.compiled import kernel
from mediawire.reuse.family_kernels import A_END, A_START, B_END, B_START, EQUAL, NONE

CORE, EXCERPT, ROUND_UP = range(3)
"""What a member is to its family: one of those that make it up, or one that holds a passage or a part of it."""


@kernel
def attach(order, reports, firsts, offsets, neighbours, links, a, block_offsets, blocks, covered, joined):
    """Let reports join the groups that they share a passage with, one group after the other.

    order     (g,) int32       groups by rank: the likeliest source of what others share with it comes first
    reports   (n,) int32       reports by group; group i has reports[firsts[i] : firsts[i + 1]], firsts (n + 1,) int64
    offsets, neighbours, links   see family_kernels.list_neighbours
    a, block_offsets, blocks     see Links
    covered   (k,) bool        links that need no family any more: those inside groups; written
    joined    (j, 2) int32     written: report, group; room for as many as there are links across
    returns   int              rows written

    Two that hold the same passage of a group are at home there: they make no family of their own.
    """
    holders = np.full(reports.size, NONE)
    count = int64(0)
    for group in order:
        first = count
        rows = int64(0)
        for report in reports[firsts[group] : firsts[group + 1]]:
            for place in range(offsets[report], offsets[report + 1]):
                if not covered[links[place]]:
                    rows += block_offsets[links[place] + 1] - block_offsets[links[place]]
                    if holders[neighbours[place]] < 0:
                        holders[neighbours[place]] = count - first
                        joined[count, 0], joined[count, 1] = neighbours[place], group
                        count += 1
        if count == first:
            continue
        parts = np.empty((rows, 3), int64)
        rows = int64(0)
        for report in reports[firsts[group] : firsts[group + 1]]:
            for place in range(offsets[report], offsets[report + 1]):
                link = links[place]
                if not covered[link]:
                    side = 2 if a[link] == report else 0
                    for row in range(block_offsets[link], block_offsets[link + 1]):
                        parts[rows, 0] = holders[neighbours[place]]
                        parts[rows, 1], parts[rows, 2] = blocks[row, side], blocks[row, side + 1]
                        rows += 1
                    covered[link] = True
        part_offsets, spans = sort_parts(parts, count - first)
        cover_shared(joined[first:count, 0], holders, part_offsets, spans, offsets, neighbours, links, a,
                     block_offsets, blocks, covered)  # fmt: skip
        for row in range(first, count):
            holders[joined[row, 0]] = NONE
    return count


@kernel
def sort_parts(parts, count):
    """Sort parts by their holder, and join those that touch.

    parts     (p, 3) int64    holder, 0 .. count - 1; words, half-open
    returns   (count + 1,) int64 offsets; (q, 2) int64 words, half-open, apart from each other and rising
    """
    order = np.argsort((parts[:, 0] << 32) | parts[:, 1], kind="mergesort")
    offsets = np.zeros(count + 1, int64)
    spans = np.empty((order.size, 2), int64)
    written = int64(0)
    holder = int64(-1)
    for row in order:
        while holder < parts[row, 0]:
            holder += 1
            offsets[holder] = written
        if written > offsets[holder] and parts[row, 1] <= spans[written - 1, 1]:
            spans[written - 1, 1] = max(spans[written - 1, 1], parts[row, 2])
        else:
            spans[written, 0], spans[written, 1] = parts[row, 1], parts[row, 2]
            written += 1
    for rest in range(holder + 1, count + 1):
        offsets[rest] = written
    return offsets, spans[:written].copy()


@kernel
def cover_shared(
    users, holders, part_offsets, spans, offsets, neighbours, links, a, block_offsets, blocks, covered
):  # fmt: skip
    """Mark the links between two that have joined a group where at least half of what they share lies in its parts.

    users (u,) int32; holders (n,) int32 a user's number; part_offsets, spans as sort_parts returns them; the
    others as in attach.
    """
    for user in users:
        for place in range(offsets[user], offsets[user + 1]):
            other, link = neighbours[place], links[place]
            if covered[link] or holders[other] < 0 or a[link] != user:
                continue
            x, y = holders[user], holders[other]
            inside = int64(0)
            total = int64(0)
            for row in range(block_offsets[link], block_offsets[link + 1]):
                total += blocks[row, EQUAL]
                if is_inside(
                    blocks[row, A_START], blocks[row, A_END], spans, part_offsets[x], part_offsets[x + 1]
                ) and is_inside(blocks[row, B_START], blocks[row, B_END], spans, part_offsets[y], part_offsets[y + 1]):
                    inside += blocks[row, EQUAL]
            covered[link] = 2 * inside >= total


@kernel
def list_edges(a, b, offsets, families, edges):
    """List the links of each family: those between two of its members.

    a, b       (k,) int32          links
    offsets    (n + 1,) int64      report i has the memberships offsets[i] .. offsets[i + 1] - 1
    families   (m,) int32          of each membership, rising within a report
    edges      (e, 3) int32        written as far as it reaches: link, membership of a, membership of b
    returns    int                 edges there are
    """
    found = int64(0)
    for link in range(a.size):
        x, y = offsets[a[link]], offsets[b[link]]
        while x < offsets[a[link] + 1] and y < offsets[b[link] + 1]:
            if families[x] == families[y]:
                if found < edges.shape[0]:
                    edges[found, 0], edges[found, 1], edges[found, 2] = link, x, y
                found += 1
                x += 1
                y += 1
            elif families[x] < families[y]:
                x += 1
            else:
                y += 1
    return found


@kernel
def find_parts(edges, kinds, block_offsets, blocks):
    """Find which words of a member that is no core belong to the family: what it shares with the core.

    edges          (e, 3) int32      see list_edges
    kinds          (m,) uint8        CORE, EXCERPT or ROUND_UP
    block_offsets, blocks            see Links
    returns        (m + 1,) int64 offsets; (p, 2) int64 words, half-open, apart from each other and rising
    """
    size = int64(0)
    for edge in range(edges.shape[0]):
        member, _ = side_to_part(edges, edge, kinds)
        if member >= 0:
            size += block_offsets[edges[edge, 0] + 1] - block_offsets[edges[edge, 0]]
    parts = np.empty((size, 3), int64)
    rows = int64(0)
    for edge in range(edges.shape[0]):
        member, side = side_to_part(edges, edge, kinds)
        if member >= 0:
            for row in range(block_offsets[edges[edge, 0]], block_offsets[edges[edge, 0] + 1]):
                parts[rows, 0] = member
                parts[rows, 1], parts[rows, 2] = blocks[row, 2 * side], blocks[row, 2 * side + 1]
                rows += 1
    return sort_parts(parts, kinds.size)


@kernel(inline="always")
def side_to_part(edges, edge, kinds):
    """Return the member of an edge that is no core where the other is, and its side, 0 or 1; (-1, 0) for none."""
    x, y = edges[edge, 1], edges[edge, 2]
    if kinds[x] == CORE and kinds[y] != CORE:
        return y, 1
    if kinds[x] != CORE and kinds[y] == CORE:
        return x, 0
    return int32(-1), 0


@kernel(inline="always")
def is_inside(start, end, parts, first, last):
    """Tell whether at least half of the words start .. end - 1 lie in the parts first .. last - 1."""
    inside = 0
    for part in range(first, last):
        inside += max(0, min(end, parts[part, 1]) - max(start, parts[part, 0]))
    return 2 * inside >= end - start


@kernel
def keep_family_blocks(edges, kinds, part_offsets, parts, block_offsets, blocks, offsets, kept):
    """Copy the blocks of each edge; between two that are no core only those that lie in what they share with the core.

    edges, kinds            see find_parts; part_offsets, parts as it returns them
    block_offsets, blocks   see Links
    offsets                 (e + 1,) int64    written: as block_offsets, by edge
    kept                    (r, 5) int32      written
    """
    found = int64(0)
    for edge in range(edges.shape[0]):
        offsets[edge] = found
        link, x, y = edges[edge, 0], edges[edge, 1], edges[edge, 2]
        whole = kinds[x] == CORE or kinds[y] == CORE
        for row in range(block_offsets[link], block_offsets[link + 1]):
            if whole or (
                is_inside(blocks[row, A_START], blocks[row, A_END], parts, part_offsets[x], part_offsets[x + 1])
                and is_inside(blocks[row, B_START], blocks[row, B_END], parts, part_offsets[y], part_offsets[y + 1])
            ):
                for column in range(EQUAL + 1):
                    kept[found, column] = blocks[row, column]
                found += 1
    offsets[edges.shape[0]] = found


@kernel
def list_pairs(bounds, largest, keys):
    """List every two members of each family that has at most so many: keys (k,) int64 written, first << 32 | second.

    bounds (f + 1,) int64: where the members of each family begin; returns how many there are, and writes what has room.
    """
    count = int64(0)
    for family in range(bounds.size - 1):
        first, last = bounds[family], bounds[family + 1]
        for x in range(first, last if last - first <= largest else first):
            for y in range(x + 1, last):
                if count < keys.size:
                    keys[count] = (x << 32) | y
                count += 1
    return count


@kernel
def keep_known(a, b, offsets, blocks, new_a, new_b, new_offsets, new_blocks, count):
    """Tell which new blocks lie in what their members share with others of the family, on both sides.

    a, b, offsets, blocks         edges that are known, as in Links: of `count` members
    new_a, new_b, new_offsets, new_blocks   edges that were looked for
    returns   (n,) bool           by row of new_blocks
    """
    parts = np.empty((2 * offsets[-1], 3), int64)
    for edge in range(a.size):
        for row in range(offsets[edge], offsets[edge + 1]):
            parts[2 * row, 0], parts[2 * row + 1, 0] = a[edge], b[edge]
            parts[2 * row, 1], parts[2 * row, 2] = blocks[row, A_START], blocks[row, A_END]
            parts[2 * row + 1, 1], parts[2 * row + 1, 2] = blocks[row, B_START], blocks[row, B_END]
    of, spans = sort_parts(parts, count)
    kept = np.zeros(new_blocks.shape[0], np.bool_)
    for edge in range(new_a.size):
        x, y = new_a[edge], new_b[edge]
        for row in range(new_offsets[edge], new_offsets[edge + 1]):
            start, end = new_blocks[row, A_START], new_blocks[row, A_END]
            there = is_inside(start, end, spans, of[x], of[x + 1])
            start, end = new_blocks[row, B_START], new_blocks[row, B_END]
            kept[row] = there and is_inside(start, end, spans, of[y], of[y + 1])
    return kept
