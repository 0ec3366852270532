"""Weighs who could have copied whom inside many families at once: arrays in, arrays out.

A *node* is a wording: members of a family whose words are all the same are one node. A *gram* is a pair of adjacent
words; where a story begins and ends counts as a word, so that a cut leaves a gram that was not there before. A *run* is
a stretch of adjacent grams of one story that another story lacks: a cut leaves a run of one gram, a changed word a run
of two, an inserted paragraph of fifty words a run of fifty-one. Each is one event.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy import int64, uint64

from mediawire.compiled import kernel

MISSING = int64(-(2**63))
"""The time of a member that has none."""


class Prices(NamedTuple):
    """What each event costs; ``LineageConstants`` says what the names mean."""

    cut: float
    event: float
    event_bits: float
    shared_event: float
    shared_cut: float
    shared_bits: float
    dropped_bits: float
    first: float
    later: float
    later_rank: float
    undated: float
    slack_microseconds: float


NEVER = int64(2**63 - 1)
SPREAD = uint64(0x9E3779B97F4A7C15)
TURN = uint64(29)
BEGIN, END = uint64(0xB5), uint64(0xE7)
UNIT = 1024
"""Costs are whole numbers of this part of an event, so that no sum depends on its order."""

TIES = 1 << 22
"""A cost is multiplied by this to make room for the rank of the parent, which decides between equal costs."""


@kernel
def mix(hash, word):
    """Return the hash of what was hashed before and one word more; all are uint64."""
    hash = (hash ^ word) * SPREAD
    return hash ^ (hash >> TURN)


@kernel
def digest_stories(first, last, words, word_offsets):
    """Hash the words of each story.

    first, last   int                   rows of members
    words         (k,) uint64           the words of all stories
    word_offsets  (m + 1,) int64        where the words of each begin
    returns       (last - first,) uint64
    """
    digests = np.empty(last - first, np.uint64)
    for row in range(first, last):
        digest = uint64(word_offsets[row + 1] - word_offsets[row])
        for place in range(word_offsets[row], word_offsets[row + 1]):
            digest = mix(digest, words[place])
        digests[row - first] = digest
    return digests


@kernel
def rank_members(times, digests, outlets):
    """Order members by time, then by what they say, then by outlet; those without a time are last.

    times, digests, outlets   (m,) int64, uint64, int32
    returns                   (m,) int64   rows, the first member first
    """
    dated = times.copy()
    for row in range(times.size):
        if times[row] == MISSING:
            dated[row] = NEVER
    order = np.argsort(outlets, kind="mergesort")
    order = order[np.argsort(digests[order], kind="mergesort")]
    return order[np.argsort(dated[order], kind="mergesort")]


@kernel
def group_equal(digests, order):
    """Put members with the same words together.

    digests   (m,) uint64
    order     (m,) int64   all rows, the first member first
    returns   (n,) int64 and (m,) int64   the first row of each node, by rank, and the node of each row
    """
    slots = np.full(2 * digests.size, -1, np.int64)
    firsts = np.empty(digests.size, np.int64)
    node_of = np.empty(digests.size, np.int64)
    count = 0
    for row in order:
        slot = int64((digests[row] >> TURN) % uint64(slots.size))
        while slots[slot] >= 0 and digests[firsts[slots[slot]]] != digests[row]:
            slot = (slot + 1) % slots.size
        if slots[slot] < 0:
            slots[slot] = count
            firsts[count] = row
            count += 1
        node_of[row] = slots[slot]
    return firsts[:count], node_of


@kernel
def number_grams(stories, words, word_offsets):
    """Give every distinct gram of a family a number.

    stories       (n,) int64        rows of members
    words         (k,) uint64
    word_offsets  (m + 1,) int64
    returns       (g,) int32, (n + 1,) int64, (d,) int32
                  the grams of the stories one behind the other, where each story's begin, and in how many stories each
                  gram is
    """
    bounds = np.zeros(stories.size + 1, np.int64)
    for node in range(stories.size):
        row = stories[node]
        bounds[node + 1] = bounds[node] + word_offsets[row + 1] - word_offsets[row] + 1
    grams = np.empty(bounds[-1], np.int32)
    bits = 4
    while (1 << bits) < 2 * grams.size:
        bits += 1
    slots, keys = np.zeros(1 << bits, np.int32), np.empty(grams.size, np.uint64)
    seen_in, holders = np.empty(grams.size, np.int32), np.zeros(grams.size, np.int32)
    count, place, shift, mask = 0, 0, uint64(64 - bits), (1 << bits) - 1
    for node in range(stories.size):
        row, before = stories[node], BEGIN
        for at in range(word_offsets[row], word_offsets[row + 1] + 1):
            word = words[at] if at < word_offsets[row + 1] else END
            key = mix(before * SPREAD, word)
            slot = int64((key * SPREAD) >> shift)
            while slots[slot] and keys[slots[slot] - 1] != key:
                slot = (slot + 1) & mask
            if slots[slot] == 0:
                keys[count], seen_in[count] = key, -1
                count += 1
                slots[slot] = count
            gram = slots[slot] - 1
            if seen_in[gram] != node:
                seen_in[gram] = node
                holders[gram] += 1
            grams[place] = gram
            place += 1
            before = word
    return grams, bounds, holders[:count]


@kernel
def propose_all(count):
    """List every pair of nodes, by parent.

    count     int
    returns   (count * (count - 1),) int32, twice   parents and children
    """
    tails, heads = np.empty((2, count * (count - 1)), np.int32)
    edge = 0
    for tail in range(count):
        for head in range(count):
            if tail != head:
                tails[edge], heads[edge] = tail, head
                edge += 1
    return tails, heads


@kernel
def weigh_edge(story, held, tail, holders, prices):
    """Return what it costs that a story was taken from another: what it has that the other lacks.

    story     (g,) int32     grams of the copy
    held      (d,) int32     ``held[gram] == tail`` where the other has the gram
    tail      int
    holders   (d,) int32     in how many stories of the family each gram is
    prices    Prices
    returns   float          0 or more, in events
    """
    cost, length, shared, equal = 0.0, 0, 0, 0
    for gram in story:
        if held[gram] == tail:
            equal += 1
            if length:
                cost += price_run(length, shared, prices)
                length = shared = 0
        else:
            length += 1
            shared += holders[gram] > 1
    return cost + price_run(length, shared, prices), equal


@kernel
def price_run(length, shared, prices):
    """Return what a run costs that the parent lacks.

    length    int   grams in the run, 0 or more
    shared    int   how many of them other stories have as well, 0 .. length
    """
    if length == 0:
        return 0.0
    if length == 1:
        return prices.shared_cut if shared else prices.cut
    cost = prices.event + prices.event_bits * np.log2(length) if shared < length else 0.0
    if shared:
        cost = (
            max(cost, prices.shared_event) + prices.shared_bits * np.log2(1 + shared)
            if shared > 1
            else cost + prices.shared_cut
        )
    return cost


@kernel
def price_clock(parent_time, child_time, parent_rank, child_rank, prices):
    """Return what it costs that a parent is dated after its child; times in microseconds."""
    if parent_time == MISSING or child_time == MISSING:
        return prices.undated
    ahead = parent_time - child_time
    if ahead <= 0:
        return 0.0
    if ahead <= prices.slack_microseconds:
        return prices.later
    return prices.later + prices.later_rank * (parent_rank - child_rank)


@kernel
def weigh_edges(tails, heads, grams, bounds, holders, times, prices):
    """Return the cost of each edge as a whole number that holds the rank of the parent in its last digits.

    tails, heads   (e,) int32     by tail
    grams, bounds, holders        see ``number_grams``
    times          (n,) int64     of each node
    returns        (e,) int64
    """
    costs = np.empty(tails.size, np.int64)
    held = np.full(holders.size, -1, np.int32)
    at = -1
    for edge in range(tails.size):
        tail, head = tails[edge], heads[edge]
        if tail != at:
            at = tail
            for gram in grams[bounds[tail] : bounds[tail + 1]]:
                held[gram] = tail
        cost, equal = weigh_edge(grams[bounds[head] : bounds[head + 1]], held, tail, holders, prices)
        dropped = max(0, bounds[tail + 1] - bounds[tail] - equal)
        cost += prices.dropped_bits * np.log2(1 + dropped)
        cost += price_clock(times[tail], times[head], tail, head, prices)
        costs[edge] = int64(round(cost * UNIT)) * TIES + tail
    return costs


@kernel
def find_top(over, node):
    """Return the contracted node that a node belongs to now; shortens the way for the next time."""
    top = node
    while over[top] != top:
        top = over[top]
    while over[node] != top:
        over[node], node = top, over[node]
    return top


@kernel
def meld(left, right, lower, upper, costs, pending):
    """Merge two skew heaps of edges, cheapest first; -1 is the empty heap. Returns the new top.

    lower, upper   (e,) int64   the heaps below each edge
    costs          (e,) int64   cost of each edge, but for what is pending above it
    pending        (e,) int64   to be added to the edge and all below it
    """
    top, above = int64(-1), int64(-1)
    while left >= 0 and right >= 0:
        settle(left, lower, upper, costs, pending)
        settle(right, lower, upper, costs, pending)
        if costs[right] < costs[left] or (costs[right] == costs[left] and right < left):
            left, right = right, left
        if above < 0:
            top = left
        else:
            lower[above] = left
        above, left = left, upper[left]
        upper[above], lower[above] = lower[above], -1
    rest = left if left >= 0 else right
    if above < 0:
        return rest
    lower[above] = rest
    return top


@kernel
def settle(edge, lower, upper, costs, pending):
    """Add what is pending to an edge, and leave it pending for those below."""
    if pending[edge]:
        costs[edge] += pending[edge]
        if lower[edge] >= 0:
            pending[lower[edge]] += pending[edge]
        if upper[edge] >= 0:
            pending[upper[edge]] += pending[edge]
        pending[edge] = 0


@kernel
def span(count, tails, heads, weights):
    """Choose one edge into each node such that all are reached from the last, at the least cost.

    Chu, Liu and Edmonds' arborescence in the manner of Tarjan (1977), Finding optimum branchings; edges wait in skew
    heaps. Between trees that cost the same the edge that was listed first decides.

    count          int          nodes; the last is the root
    tails, heads   (e,) int32   each node can be reached from the root
    weights        (e,) int64
    returns        (count,) int64   the edge into each node; -1 into the root
    """
    lower, upper = np.full(tails.size, -1, np.int64), np.full(tails.size, -1, np.int64)
    costs, pending = weights.copy(), np.zeros(tails.size, np.int64)
    most = 2 * count
    heaps, over, above = np.full(most, -1, np.int64), np.arange(most), np.full(most, -1, np.int64)
    into = np.full(most, -1, np.int64)
    for edge in range(tails.size):
        heaps[heads[edge]] = meld(heaps[heads[edge]], edge, lower, upper, costs, pending)
    done = np.zeros(most, np.int64)
    done[count - 1] = 1
    path = np.empty(most, np.int64)
    nodes = count
    for start in range(count - 1):
        node, steps = find_top(over, start), 0
        while done[node] == 0:
            done[node] = start + 2
            path[steps] = node
            steps += 1
            edge = heaps[node]
            while find_top(over, tails[edge]) == node:  # inside a contracted circle
                edge = heaps[node] = pop(edge, lower, upper, costs, pending)
            settle(edge, lower, upper, costs, pending)
            into[node] = edge
            node = find_top(over, tails[edge])
            if done[node] == start + 2:
                steps = contract(path, steps, node, nodes, heaps, over, above, into, lower, upper, costs, pending)
                node = nodes
                nodes += 1
    return unfold(count, nodes, heads, above, into)


@kernel
def pop(edge, lower, upper, costs, pending):
    """Take the cheapest edge from a heap; return the new top."""
    settle(edge, lower, upper, costs, pending)
    return meld(lower[edge], upper[edge], lower, upper, costs, pending)


@kernel
def contract(path, steps, node, new, heaps, over, above, into, lower, upper, costs, pending):
    """Make the circle at the end of the path one node; return how long the path is without it.

    path, steps   (most,) int64, int   the way so far; it came back to ``node``
    new           int                  the number of the contracted node
    above         (most,) int64        written: the contracted node that each is in
    """
    heap = int64(-1)
    while True:
        steps -= 1
        inner = path[steps]
        edge = into[inner]
        cost = costs[edge]
        rest = pop(edge, lower, upper, costs, pending)
        if rest >= 0:
            pending[rest] -= cost
        heap = meld(heap, rest, lower, upper, costs, pending)
        over[inner], above[inner] = new, new
        if inner == node:
            break
    heaps[new] = heap
    return steps


@kernel
def unfold(count, nodes, heads, above, into):
    """Open the contracted nodes again, the last first: the edge into one replaces an edge of its circle."""
    chosen = into[:nodes].copy()
    for node in range(nodes - 1, count - 1, -1):
        edge = chosen[node]
        inner = int64(heads[edge])
        while above[inner] != node:
            inner = above[inner]
        chosen[inner] = edge
    return chosen[:count]


@kernel
def infer_families(families, words, word_offsets, times, outlets, prices, found):
    """Find the parent of each member of each family.

    families       (f + 1,) int64   where the members of each begin
    words          (k,) uint64      the words of all stories
    word_offsets   (m + 1,) int64
    times          (m,) int64       microseconds, or MISSING
    outlets        (m,) int32
    prices         Prices
    found          Found            written
    """
    for family in range(families.size - 1):
        first, last = families[family], families[family + 1]
        digests = digest_stories(first, last, words, word_offsets)
        order = rank_members(times[first:last], digests, outlets[first:last])
        firsts, node_of = group_equal(digests, order)
        stories = firsts + first
        grams, bounds, holders = number_grams(stories, words, word_offsets)
        parents, rivals, margins = choose_parents(grams, bounds, holders, times[stories], prices)
        for row in range(first, last):
            node = node_of[row - first]
            if row != stories[node]:  # the same words as one before it
                found.parent[row], found.margin[row] = stories[node], 0.0
                found.runner_up[row] = stories[parents[node]] if parents[node] >= 0 else -1
            else:
                found.parent[row] = stories[parents[node]] if parents[node] >= 0 else -1
                found.runner_up[row] = stories[rivals[node]] if rivals[node] >= 0 else -1
                found.margin[row] = margins[node]


@kernel
def choose_parents(grams, bounds, holders, times, prices):
    """Choose the parent of each node, and the runner-up.

    grams, bounds, holders     see ``number_grams``
    times                      (n,) int64
    returns                    (n,) int64, (n,) int64, (n,) float64
                               parents, runners-up (-1 where that is nobody), and how many events dearer
    """
    count = bounds.size - 1
    tails, heads = propose_all(count)
    costs = weigh_edges(tails, heads, grams, bounds, holders, times, prices)
    all_tails = np.append(tails, np.full(count, count, np.int32))
    all_heads = np.append(heads, np.arange(count).astype(np.int32))
    roots = np.full(count, int64(prices.first * UNIT) * TIES) + np.arange(count)
    all_costs = np.append(costs, roots)
    edges = span(count + 1, all_tails, all_heads, all_costs)
    parents = np.empty(count, np.int64)
    for node in range(count):
        tail = all_tails[edges[node]]
        parents[node] = tail if tail < count else -1
    rivals, margins = np.full(count, -1, np.int64), np.zeros(count)
    return parents, rivals, margins
