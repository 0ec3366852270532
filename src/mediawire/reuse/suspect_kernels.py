"""Chooses from an index which reports may explain a text: arrays in, arrays out.

A *posting* is a report of the corpus and a feature of the text that it has. Greedy choice by what is not yet covered
is that of sourmash's "gather" (Irber and others 2022), with what nearly ties kept beside what was chosen.
"""

from __future__ import annotations

import numpy as np
from numpy import int64, uint64

from mediawire.compiled import kernel

SHIFT = uint64(24)
"""Bits for the number of a feature in a key: a text has at most so many that count."""

FEATURE = uint64((1 << 24) - 1)


@kernel
def count_pages(numbers, which, outlets, shares, expected, same, seen, pages, places):
    """Count, for each feature, the outlets that have it, and the pages: a story's versions in an outlet are one page.

    numbers, which  (p,) uint32, int32   postings, feature by feature
    outlets         (p,) int32           the outlet of each posting's report, 0 ..; below 0 where it is unknown
    shares          (>= highest number + 1,) int32   scratch, 0 everywhere, left so
    expected        (p,) float32         features that each posting's report has in all
    same            float                a report that has this share of the text's features, and the text of its, is
                                         the same story
    seen            (2, outlets) int32   scratch, below 0 everywhere, left so
    pages, places   (f,) int32           written: pages; outlets (a report of unknown outlet is one of its own)
    """
    features = pages.size
    for row in range(numbers.size):
        shares[numbers[row]] += 1
    pages[:] = 0
    places[:] = 0
    for row in range(numbers.size):
        feature, outlet = which[row], outlets[row]
        if outlet < 0:
            pages[feature] += 1
            places[feature] += 1
            continue
        if seen[0, outlet] != feature:
            seen[0, outlet] = feature
            places[feature] += 1
        share = shares[numbers[row]]
        if share >= same * features and share >= same * expected[row]:
            if seen[1, outlet] == feature:
                continue
            seen[1, outlet] = feature
        pages[feature] += 1
    for row in range(numbers.size):
        shares[numbers[row]] = 0
        if outlets[row] >= 0:
            seen[0, outlets[row]] = -1
            seen[1, outlets[row]] = -1


@kernel
def sort_postings(numbers, which, weights, scores, least, keys):
    """Sort the postings that count, by report, then feature.

    numbers, which  (p,) uint32, int32   postings
    weights         (f,) float32         of the features; 0 for page noise
    scores          (>= highest number + 1,) float32   scratch, 0 everywhere, left so
    least           float                reports of less weight are left out
    keys            (p,) uint64          written: number << SHIFT | feature, sorted
    returns         int                  keys written
    """
    for row in range(numbers.size):
        scores[numbers[row]] += weights[which[row]]
    count = 0
    for row in range(numbers.size):
        if scores[numbers[row]] >= least and weights[which[row]] > 0.0:
            keys[count] = (uint64(numbers[row]) << SHIFT) | uint64(which[row])
            count += 1
    for row in range(numbers.size):
        scores[numbers[row]] = 0.0
    keys[:count].sort()
    return count


@kernel
def list_reports(keys, reports, bounds):
    """List the reports among sorted keys.

    keys     (k,) uint64
    reports  (>= k,) uint32    written: numbers
    bounds   (>= k + 1,) int32 written: report r has keys[bounds[r]:bounds[r + 1]]
    returns  int               reports
    """
    count = 0
    for row in range(keys.size):
        number = keys[row] >> SHIFT
        if count == 0 or uint64(reports[count - 1]) != number:
            reports[count] = number
            bounds[count] = row
            count += 1
    bounds[count] = keys.size
    return count


@kernel
def gather(keys, bounds, count, weights, places, reach, late, ranks, least, near, beside, chosen):
    """Choose greedily the reports that cover most weight of features not yet covered, with those that nearly tie.

    keys, bounds  see list_reports; ``count`` reports
    weights       (f,) float32   of the features
    places, reach (f,) int32, int    first word of each feature; a passage has two features at most so many words apart
    late          (>= count,) bool   reports that are chosen for what no other covers
    ranks         (>= count,) int32  the order of reports in time: of those that cover as much, the first is chosen, and
                                 beside it the first and the last by turns
    least         float          weight not yet covered for which a report is worth being looked at
    near          float          share of the best report's uncovered weight with which another is looked at too
    beside        int            so many of these, at most, for each
    chosen        (c,) int32     written: rows of reports, the best first, in rounds
    returns       int            reports chosen
    """
    left = np.empty(count, np.float32)
    taken = late[:count].copy()
    covered = np.zeros(weights.size, np.bool_)
    found = int64(0)
    was_late = False
    while found < chosen.size:
        best = int64(-1)
        for row in range(count):
            left[row] = 0.0
            for at in range(bounds[row], bounds[row + 1]):
                feature = int64(keys[at] & FEATURE)
                if not covered[feature]:
                    left[row] += weights[feature]
            if taken[row] or left[row] < least:
                continue
            if best < 0 or left[row] > left[best] or (left[row] == left[best] and ranks[row] < ranks[best]):
                best = row
        if best < 0 and not was_late:
            was_late = True
            for row in range(count):
                taken[row] = not late[row]
            continue
        if best < 0:
            break
        taken[best] = True
        if not holds_passage(keys, bounds[best], bounds[best + 1], covered, places, reach):
            continue
        border = left[best] * near
        for at in range(bounds[best], bounds[best + 1]):
            covered[int64(keys[at] & FEATURE)] = True
        chosen[found] = best
        found += 1
        for turn in range(beside):
            other = int64(-1)
            for row in range(count):
                if taken[row] or left[row] < border:
                    continue
                ties = other >= 0 and left[row] == left[other] and (ranks[row] < ranks[other]) == (turn % 2 == 0)
                if other < 0 or left[row] > left[other] or ties:
                    other = row
            if other < 0 or found == chosen.size:
                break
            taken[other] = True
            chosen[found] = other
            found += 1
    return found


@kernel
def holds_passage(keys, start, end, covered, places, reach):
    """Tell whether two features of a report that are not yet covered stand near each other in the text."""
    last = int64(-1)
    for at in range(start, end):
        feature = int64(keys[at] & FEATURE)
        if covered[feature]:
            continue
        if last >= 0 and places[feature] - places[last] <= reach:
            return True
        last = feature
    return False


@kernel
def weigh_shared(keys, bounds, count, weights, inside, held):
    """Sum, for each report, the weight of its features among those marked.

    keys, bounds  see list_reports; ``count`` reports
    inside        (f,) bool
    held          (>= count,) float32   written
    """
    for row in range(count):
        sum_ = 0.0
        for at in range(bounds[row], bounds[row + 1]):
            feature = int64(keys[at] & FEATURE)
            if inside[feature]:
                sum_ += weights[feature]
        held[row] = sum_


@kernel
def spread_worth(places, length, factors, worth):
    """Say what each word is worth as evidence, from the features that cover it; a word under page noise is worth 0.

    places   (f,) int32     first word of each feature, rising
    length   int            words in a feature
    factors  (f,) float32   0 for page noise, else how telling its words are, above 0 to 1
    worth    (n,) float32   written: the factor of the least telling feature over each word; 1 where there is none.
                            Words between two features of page noise that touch, or nearly, are page noise too.
    """
    worth[:] = 1.0
    noise_end = int64(-1)
    for feature in range(places.size):
        first = int64(places[feature])
        end = min(worth.size, first + length)
        for word in range(first, end):
            worth[word] = min(worth[word], factors[feature])
        if factors[feature] == 0.0:
            if noise_end >= 0 and first - noise_end <= length:
                worth[min(first, noise_end) : first] = 0.0
            noise_end = end
