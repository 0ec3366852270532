"""Chooses from an index which reports may explain a text: arrays in, arrays out.

A *posting* is a report of the corpus and a feature of the text that it has. Greedy choice by what is not yet covered
is that of sourmash's "gather" (Irber and others 2022), with what nearly ties kept beside what was chosen.
"""

from __future__ import annotations

import numpy as np
from numpy import int64, uint32, uint64

from mediawire.compiled import kernel

SHIFT = uint64(24)
"""Bits for the number of a feature in a key: a text has at most so many that count."""

FEATURE = uint64((1 << 24) - 1)
FOREVER = np.iinfo(int64).max


SPREAD = uint64(0x9E3779B97F4A7C15)


@kernel
def arrange(numbers, which, outlets, words, published, hidden, since, before, unknown, made, own_words, counts):
    """Put postings in the order of their features, without those that are not asked, and say what is known of them.

    numbers, which  (p,) uint32, int32   postings in any order; of one feature they stay in the order they have
    outlets         (n,) uint32          by number: the outlet of each report, 1 ..; 0 where it is unknown
    words           (n,) uint32          by number: the words of each report
    published       (n,) int64           by number: when each was published
    hidden          (h,) uint32          numbers of reports that are not asked
    since, before   int64                nor are those published before or not before; ``unknown`` is asked always
    made            (4, p) int32         written, of the k postings that are left: number, feature, holder, and outlet,
                                         which is below 0 where it is unknown
    own_words       (p,) uint32          written: words of each posting's report
    counts          (f,) int32           written: postings of each feature
    returns         (int, int, int)      k; reports; a bound that no outlet reaches

    Holders are the reports counted from 0 in the order in which they are met: what is counted by report then needs no
    array as long as the corpus, each entry of which is a miss of the cache.
    """
    size, features = numbers.size, counts.size
    own_numbers, own_which, holders, own_outlets = made[0], made[1], made[2], made[3]
    kept = np.ones(size, np.bool_)
    counts[:] = 0
    is_asked_whole = hidden.size == 0 and since == unknown and before == FOREVER
    for row in range(size):
        if not is_asked_whole:
            kept[row] = is_asked(numbers[row], published, hidden, since, before, unknown)
        counts[which[row]] += kept[row]
    ends = np.empty(features, int64)
    total = int64(0)
    for feature in range(features):
        ends[feature] = total
        total += counts[feature]
    for row in range(size):
        if kept[row]:
            at = ends[which[row]]
            ends[which[row]] = at + 1
            own_numbers[at], own_which[at] = numbers[row], which[row]
    reports = number_reports(own_numbers[:total], holders)
    outlet_of, words_of = np.empty(reports, np.int32), np.empty(reports, np.uint32)
    met, most = int64(0), int64(-1)
    for row in range(total):
        holder, number = int64(holders[row]), uint32(own_numbers[row])
        if holder == met:
            outlet_of[met], words_of[met] = int64(outlets[number]) - 1, words[number]
            most = max(most, int64(outlet_of[met]))
            met += 1
        own_outlets[row], own_words[row] = outlet_of[holder], words_of[holder]
    return total, reports, most + 1


@kernel
def is_asked(number, published, hidden, since, before, unknown):
    """Tell whether a report is asked; arguments as in arrange."""
    for each in hidden:
        if each == number:
            return False
    time = published[number]
    return time == unknown or since <= time < before


@kernel
def number_reports(numbers, holders):
    """Give reports numbers from 0, in the order in which they are met.

    numbers   (p,) int32            the bits of uint32
    holders   (>= p,) int32         written: 0 .. r - 1
    returns   int           r, how many different ones there are
    """
    bits = 4
    while (1 << bits) < 2 * numbers.size:
        bits += 1
    table, firsts = np.full(1 << bits, -1, np.int32), np.empty(numbers.size, np.int32)
    shift, mask = uint64(64 - bits), (1 << bits) - 1
    count = int64(0)
    for row in range(numbers.size):
        slot = int64((uint64(numbers[row]) * SPREAD) >> shift)
        while table[slot] >= 0 and firsts[table[slot]] != numbers[row]:
            slot = (slot + 1) & mask
        if table[slot] < 0:
            table[slot] = count
            firsts[count] = numbers[row]
            count += 1
        holders[row] = table[slot]
    return count


@kernel
def count_pages(holders, which, outlets, shares, expected, same, seen, pages, places):
    """Count, for each feature, the outlets that have it, and the pages: a story's versions in an outlet are one page.

    holders, which  (p,) int32           postings, feature by feature: see arrange
    outlets         (p,) int32           the outlet of each posting's report, 0 ..; below 0 where it is unknown
    shares          (reports,) int32     scratch, 0 everywhere
    expected        (p,) float           features that each posting's report has in all
    same            float                a report that has this share of the text's features, and the text of its, is
                                         the same story
    seen            (2, outlets) int32   scratch, below 0 everywhere, left so
    pages, places   (f,) int32           written: pages; outlets (a report of unknown outlet is one of its own)
    """
    features = pages.size
    for row in range(holders.size):
        shares[holders[row]] += 1
    pages[:] = 0
    places[:] = 0
    for row in range(holders.size):
        feature, outlet = which[row], outlets[row]
        if outlet < 0:
            pages[feature] += 1
            places[feature] += 1
            continue
        if seen[0, outlet] != feature:
            seen[0, outlet] = feature
            places[feature] += 1
        share = shares[holders[row]]
        if share >= same * features and share >= same * expected[row]:
            if seen[1, outlet] == feature:
                continue
            seen[1, outlet] = feature
        pages[feature] += 1
    for row in range(holders.size):
        if outlets[row] >= 0:
            seen[0, outlets[row]] = -1
            seen[1, outlets[row]] = -1


@kernel
def weigh_features(holders, which, outlets, words, reports, size, same, seen, tellings, noise, spread, factors):
    """Say how telling each feature is, from who has it.

    holders, which, outlets, words   (p,)   see arrange; ``reports`` holders
    size         int                     words of the text
    same, seen   see count_pages
    tellings     (t,) float32            how telling a feature is that so many outlets have; the last stands for more
    noise        int                     on so many pages it is page noise
    spread       float                   ... if these are so many times as many as the outlets
    factors      (f,) float32            written: 0 for page noise
    """
    pages, places = np.empty(factors.size, np.int32), np.empty(factors.size, np.int32)
    expected, share = np.empty(words.size, np.float64), np.float64(np.float32(factors.size / max(1, size)))
    for row in range(words.size):
        expected[row] = words[row] * share
    count_pages(holders, which, outlets, np.zeros(reports, np.int32), expected, same, seen, pages, places)
    for feature in range(factors.size):
        factors[feature] = tellings[min(int64(places[feature]), tellings.size - 1)]
        if pages[feature] >= noise and pages[feature] >= spread * places[feature]:
            factors[feature] = 0.0


@kernel
def sort_postings(numbers, holders, which, weights, scores, least, keys):
    """Sort the postings that count, by report, then feature.

    numbers         (p,) int32           postings; the bits of uint32
    holders, which  (p,) int32           see arrange
    weights         (f,) float32         of the features; 0 for page noise
    scores          (reports,) float32   scratch, 0 everywhere
    least           float                reports of less weight are left out
    keys            (p,) uint64          written: number << SHIFT | feature, sorted
    returns         int                  keys written
    """
    for row in range(numbers.size):
        scores[holders[row]] += weights[which[row]]
    count = 0
    for row in range(numbers.size):
        if scores[holders[row]] >= least and weights[which[row]] > 0.0:
            keys[count] = (uint64(uint32(numbers[row])) << SHIFT) | uint64(which[row])
            count += 1
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
def gather(keys, bounds, count, weights, places, reach, late, times, least, near, beside, chosen):
    """Choose greedily the reports that cover most weight of features not yet covered, with those that nearly tie.

    keys, bounds  see list_reports; ``count`` reports
    weights       (f,) float32   of the features
    places, reach (f,) int32, int    first word of each feature; a passage has two features at most so many words apart
    late          (>= count,) bool   reports that are chosen for what no other covers
    times         (>= count,) int    of reports that cover as much, the first in time is chosen, and beside it the first
                                 and the last by turns; where times are equal, rows tell
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
            if best < 0 or left[row] > left[best] or (left[row] == left[best] and times[row] < times[best]):
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
                ties = other >= 0 and left[row] == left[other] and (times[row] < times[other]) == (turn % 2 == 0)
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
def weigh_shared(keys, bounds, weights, places, length, words, held):
    """Sum, for each report, the weight of its features that lie in the words marked.

    keys, bounds     see list_reports
    weights, places  (f,) float32, int32   of the features; first word of each
    length           int                   words in a feature
    words            (n,) bool             a feature lies in them where its first word does and its last
    held             (r,) float32          written, for each report
    """
    inside = np.zeros(places.size, np.bool_)
    for feature in range(places.size):
        first = int64(places[feature])
        inside[feature] = words[first] and words[min(first + length, words.size) - 1]
    for row in range(held.size):
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
