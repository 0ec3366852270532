"""From verified links to groups of reports that go back to one text: arrays in, arrays out.

Reports are numbered in the order of their ids, links sorted by their two numbers, so that nothing depends on the order
in which they came.
"""

from __future__ import annotations

import numpy as np
from numpy import int32, int64

from mediawire.compiled import kernel
from mediawire.reuse.constants import ALIGNMENT, FAMILY

LEAST = int64(ALIGNMENT.least_equal_words)
NONE = int32(-1)
UNKNOWN = int64(-(1 << 63))
"""Stands for a time that is not known."""

EXPLAINED = FAMILY.explained
PART = FAMILY.part
SLACK = int64(FAMILY.slack_minutes * 60_000_000)
DENSITY = FAMILY.density

SPANNED = 0.8
"""What shares so much of what all groups explain with a report spans these groups; chosen."""

MOST_STEPS = int64(1) << 18
"""A report whose neighbours have more links than this together is not looked at for stories: it bounds the time."""

MOST_PASSES = 8

A_START, A_END, B_START, B_END, EQUAL = range(5)


@kernel
def arrange_blocks(order, turned, offsets, blocks, new_offsets, new_blocks):
    """Put the blocks of links into another order, with the sides exchanged where a link is turned.

    order         (k,) int64       the link that comes at each place
    turned        (k,) bool        by link
    offsets       (k + 1,) int64   see Links; blocks (n, 5) int32
    new_offsets   (k + 1,) int64   the same for the new order; new_blocks (n, 5) int32 written
    """
    for place in range(order.size):
        link = order[place]
        to = new_offsets[place]
        for row in range(offsets[link], offsets[link + 1]):
            if turned[link]:
                new_blocks[to, A_START] = blocks[row, B_START]
                new_blocks[to, A_END] = blocks[row, B_END]
                new_blocks[to, B_START] = blocks[row, A_START]
                new_blocks[to, B_END] = blocks[row, A_END]
            else:
                for column in range(EQUAL):
                    new_blocks[to, column] = blocks[row, column]
            new_blocks[to, EQUAL] = blocks[row, EQUAL]
            to += 1


@kernel
def sum_equal(offsets, blocks, most):
    """Sum up the equal words of each link, at most all words of the smaller report.

    offsets   (k + 1,) int64; blocks (n, 5) int32   see Links
    most      (k,) int32                            words of the smaller report
    returns   (k,) int32
    """
    sums = np.zeros(offsets.size - 1, int32)
    for link in range(sums.size):
        total = int64(0)
        for row in range(offsets[link], offsets[link + 1]):
            total += blocks[row, EQUAL]
        sums[link] = min(total, int64(most[link]))
    return sums


@kernel
def list_neighbours(a, b, kept, count):
    """List the neighbours of each report, in order, with the links to them.

    a, b      (k,) int32    links, a < b, sorted
    kept      (k,) bool     links that count
    count     int           reports
    returns   (count + 1,) int64 offsets; (2 * kept links,) int32 neighbours; the same of links
    """
    offsets = np.zeros(count + 1, int64)
    for link in range(a.size):
        if kept[link]:
            offsets[a[link] + 1] += 1
            offsets[b[link] + 1] += 1
    for at in range(count):
        offsets[at + 1] += offsets[at]
    free = offsets[:-1].copy()
    neighbours = np.empty(offsets[count], int32)
    links = np.empty(offsets[count], int32)
    for link in range(a.size):
        if kept[link]:
            for report, other in ((a[link], b[link]), (b[link], a[link])):
                neighbours[free[report]] = other
                links[free[report]] = link
                free[report] += 1
    return offsets, neighbours, links


@kernel
def find_root(parents, at):
    """Return the root of a tree of parents (n,) int32, and shorten the way to it. at, returns: int."""
    while parents[at] != at:
        parents[at] = parents[parents[at]]
        at = parents[at]
    return at


@kernel
def unite(parents, x, y):
    """Put two trees under the smaller root; tell whether they were two."""
    x, y = find_root(parents, x), find_root(parents, y)
    if x == y:
        return False
    if x > y:
        x, y = y, x
    parents[y] = x
    return True


@kernel
def find_round_ups(offsets, neighbours, links, a, block_offsets, blocks, words, times, found):
    """Find reports that are mostly made of parts which come from groups that share nothing with each other.

    offsets, neighbours, links   see list_neighbours
    a, block_offsets, blocks     see Links
    words     (n,) int64         words of each report
    times     (n,) int64         microseconds, UNKNOWN where not known
    found     (n,) bool          written

    A group that is wholly later than the report is no source of it.
    """
    mark = np.full(words.size, NONE)
    for report in range(words.size):
        found[report] = False
        first, last = offsets[report], offsets[report + 1]
        near, ties = neighbours[first:last], links[first:last]
        if near.size > 1 and words[report] and is_torn(near, offsets, neighbours, mark):
            side = (a[ties] != report).astype(int64)
            groups, cover = group_by_part(
                near, ties, side, offsets, neighbours, block_offsets, blocks, words[report], mark
            )
            found[report] = is_made_of_parts(report, near, times, words[report], groups, cover)


@kernel
def is_torn(near, offsets, neighbours, mark):
    """Tell whether some two neighbours (m,) int32 of a report are not linked; mark (n,) int32 is NONE throughout."""
    steps = int64(0)
    for other in near:
        steps += offsets[other + 1] - offsets[other]
        mark[other] = 0
    links = int64(0)
    if steps <= MOST_STEPS:
        for other in near:
            for place in range(offsets[other], offsets[other + 1]):
                links += mark[neighbours[place]] == 0
    for other in near:
        mark[other] = NONE
    return steps <= MOST_STEPS and links < near.size * (near.size - 1)


@kernel
def group_by_part(near, ties, side, offsets, neighbours, block_offsets, blocks, size, mark):
    """Group the neighbours of a report: together are those that are linked or share the same words with it.

    near, ties, side   (m,)         neighbours, the links to them, and on which side of these the report stands
    size               int          words of the report
    mark               (n,) int32   NONE throughout, before and after
    returns   (m,) int32   a tree of parents; the root of a neighbour that shares what several groups share, all of it,
                           is itself: it may be a second round-up of the same, and holds nothing together
              (size,) int32   the neighbour that explains each word, NONE for no one

    Where there are as many of those as others, they are the family, and what holds parts of it are excerpts: then all
    is one group.
    """
    own = np.zeros(near.size, int64)
    for at in range(near.size):
        for row in range(block_offsets[ties[at]], block_offsets[ties[at] + 1]):
            own[at] += blocks[row, 2 * side[at] + 1] - blocks[row, 2 * side[at]]
    groups = np.arange(near.size).astype(int32)
    cover = np.full(size, NONE)
    met, painted = np.zeros((2, near.size), int64)
    spanning = 0
    for at in np.argsort(own, kind="mergesort"):
        met[:] = 0
        for row in range(block_offsets[ties[at]], block_offsets[ties[at] + 1]):
            for word in range(blocks[row, 2 * side[at]], min(int64(blocks[row, 2 * side[at] + 1]), size)):
                if cover[word] >= 0:
                    met[cover[word]] += 1
        for other in range(near.size):
            root = find_root(groups, other)
            if root != other:
                met[root] += met[other]
                met[other] = 0
        touched = met >= LEAST
        for other in range(near.size):
            touched[other] &= 2 * met[other] >= min(own[at], painted[other])
        spans = np.sum(touched) > 1 and np.sum(met[touched]) >= SPANNED * np.sum(painted)
        for place in range(offsets[near[at]], offsets[near[at] + 1]):
            other = mark[neighbours[place]]
            if other >= 0 and not spans:
                touched[find_root(groups, other)] = True
        if spans:
            spanning += 1
            continue
        mark[near[at]] = at
        join_touched(at, touched, groups, painted)
        root = find_root(groups, at)
        for row in range(block_offsets[ties[at]], block_offsets[ties[at] + 1]):
            for word in range(blocks[row, 2 * side[at]], min(int64(blocks[row, 2 * side[at] + 1]), size)):
                if cover[word] < 0:
                    cover[word] = at
                    painted[root] += 1
    for other in near:
        mark[other] = NONE
    if 2 * spanning >= near.size:
        groups[:] = 0
    return groups, cover


@kernel
def join_touched(at, touched, groups, painted):
    """Join a neighbour with the groups that it touches, and add up the words that these explain."""
    for other in range(touched.size):
        if touched[other]:
            x, y = find_root(groups, at), find_root(groups, other)
            if unite(groups, x, y):
                total = painted[x] + painted[y]
                painted[x] = painted[y] = 0
                painted[min(x, y)] = total


@kernel
def is_made_of_parts(report, near, times, size, groups, cover):
    """Tell whether two groups or more explain a part each, and all of them most of the report.

    Arguments as above; times (n,) int64.
    """
    explained = np.zeros(near.size, int64)
    earlier = np.zeros(near.size, np.bool_)
    for at in range(near.size):
        root = find_root(groups, at)
        time = times[near[at]]
        if times[report] == UNKNOWN or time == UNKNOWN or time <= times[report] + SLACK:
            earlier[root] = True
    total = int64(0)
    for word in range(size):
        if cover[word] >= 0:
            root = find_root(groups, cover[word])
            if earlier[root]:
                explained[root] += 1
                total += 1
    parts = 0
    for at in range(near.size):
        parts += explained[at] >= PART * size
    return parts > 1 and total >= EXPLAINED * size


@kernel
def merge_close(order, a, b, offsets, neighbours, labels):
    """Merge reports into families along their links, strongest first, as long as most members share enough.

    order       (m,) int64     links by falling strength
    a, b        (k,) int32     links
    offsets, neighbours        see list_neighbours: of the same links
    labels      (n,) int32     written: the smallest report of each one's family

    Two groups become one where at least DENSITY of the pairs between them are linked (average linkage, Sokal and
    Michener 1958, on links that are there or not), so that chains do not hold together what shares nothing.
    """
    count = labels.size
    following = np.full(count, NONE)
    lasts = np.arange(count).astype(int32)
    sizes = np.ones(count, int32)
    for at in range(count):
        labels[at] = at
    for _ in range(MOST_PASSES):
        changed = False
        for place in range(order.size):
            x, y = labels[a[order[place]]], labels[b[order[place]]]
            if x == y:
                continue
            if sizes[x] > sizes[y]:
                x, y = y, x
            if count_between(x, y, following, offsets, neighbours, labels) < DENSITY * sizes[x] * sizes[y]:
                continue
            changed = True
            at = x
            while at >= 0:
                labels[at] = y
                at = following[at]
            following[lasts[y]] = x
            lasts[y] = lasts[x]
            sizes[y] += sizes[x]
        if not changed:
            break
    name_by_smallest(labels)


@kernel
def count_between(x, y, following, offsets, neighbours, labels):
    """Count the links from the members of x, a list that begins there, to those labelled y."""
    links = int64(0)
    at = x
    while at >= 0:
        for place in range(offsets[at], offsets[at + 1]):
            links += labels[neighbours[place]] == y
        at = following[at]
    return links


@kernel
def name_by_smallest(labels):
    """Rename each group to its smallest member: labels (n,) int32."""
    names = np.full(labels.size, NONE)
    for at in range(labels.size):
        if names[labels[at]] < 0:
            names[labels[at]] = at
        labels[at] = names[labels[at]]


@kernel
def find_hubs(offsets, neighbours, labels):
    """Find the member of each family that is linked with most others, the smallest of equals.

    offsets, neighbours, labels   as in merge_close
    returns   (n,) int32          by label; NONE for labels of nobody
    """
    hubs = np.full(labels.size, NONE)
    best = np.full(labels.size, -1)
    for at in range(labels.size):
        links = 0
        for place in range(offsets[at], offsets[at + 1]):
            links += labels[neighbours[place]] == labels[at]
        if links > best[labels[at]]:
            best[labels[at]] = links
            hubs[labels[at]] = at
    return hubs


@kernel
def join_hubs(order, a, b, hubs, sizes, labels):
    """Let a report that is left alone join the family whose hub it shares most with.

    order, a, b   as in merge_close; hubs, sizes (n,) int32 by label; labels (n,) int32 written
    """
    alone = sizes[labels] == 1
    for place in range(order.size):
        for report, other in (
            (a[order[place]], b[order[place]]),
            (b[order[place]], a[order[place]]),
        ):
            if alone[report] and not alone[other] and labels[report] == report and hubs[labels[other]] == other:
                labels[report] = labels[other]
                alone[report] = False
                break
    name_by_smallest(labels)
