"""Features of a whole corpus -> which reports may share passages: arrays in, arrays out.

A feature and the number of the report that has it are packed into one word of 64 bits, so that one sort of plain
numbers brings together all reports that share a feature. Reports are numbered outlet by outlet; how many outlets a
feature has, and how many reports of one outlet, is then seen while walking along.
"""

from __future__ import annotations

from numpy import int64, uint32, uint64

from mediawire.compiled import kernel
from mediawire.reuse.constants import CANDIDATES, NOISE

OFTEN = int64(NOISE.often)
SHARE = NOISE.share_of_outlet
FEW = int64(CANDIDATES.all_pairs)
NEIGHBOURS = int64(CANDIDATES.neighbours)
HUBS = int64(CANDIDATES.hubs)
FEW_REPEATED = int64(CANDIDATES.all_repeated_pairs)
SAMPLE = uint64(CANDIDATES.repeated_sample - 1)

NOT_NOISE, REPEATED, TEMPLATE = int64(0), int64(1), int64(2)
"""What a feature is: part of a report; on many pages of one outlet; on so many that it stands on its pages anyway."""

ONE = uint64(1)


@kernel
def pack(hashes, offsets, numbers, bits, fine, counts, keys):
    """Pack features with the numbers of their reports, cut into buckets by their highest bits.

    hashes    (n,) uint64
    offsets   (m + 1,) int64      report i has hashes[offsets[i] : offsets[i + 1]]
    numbers   (m,) uint32         below 2 ** bits
    bits      int                 bits of a number
    fine      int                 2 ** fine buckets, at most 2 ** (64 - bits)
    counts    (2 ** fine + 1,) int64   written: where each bucket begins in keys
    keys      (n,) uint64         written
    """
    shift = uint64(64 - fine)
    low = uint64(bits)
    counts[:] = 0
    for each in range(hashes.size):
        counts[(hashes[each] >> shift) + 1 if fine else 1] += 1
    for bucket in range(1, counts.size):
        counts[bucket] += counts[bucket - 1]
    for report in range(offsets.size - 1):
        number = uint64(numbers[report])
        for each in range(offsets[report], offsets[report + 1]):
            bucket = hashes[each] >> shift if fine else uint64(0)
            keys[counts[bucket]] = ((hashes[each] >> low) << low) | number
            counts[bucket] += 1
    for bucket in range(counts.size - 1, 0, -1):
        counts[bucket] = counts[bucket - 1]
    counts[0] = 0


@kernel
def outlet_of(number, outlets):
    """Return the place of a report's outlet: number uint64; outlets (o + 1,) int64, where each begins. int64."""
    low, high = int64(0), int64(outlets.size - 1)
    while high - low > 1:
        middle = (low + high) // 2
        if outlets[middle] <= int64(number):
            low = middle
        else:
            high = middle
    return low


@kernel
def judge_feature(numbers, count, outlets):
    """Tell whether a feature is page noise: on many reports of one outlet. A story in many outlets is not.

    numbers   (>= count,) uint64   reports that have it, ascending
    outlets   (o + 1,) int64       where each outlet's reports begin; behind the last, each report is its own outlet
    returns   (int, int)           NOT_NOISE, REPEATED or TEMPLATE; most reports of one outlet
    """
    verdict = NOT_NOISE
    most = int64(0)
    at = int64(0)
    known = outlets[outlets.size - 1]
    while at < count and int64(numbers[at]) < known:
        outlet = outlet_of(numbers[at], outlets)
        stop = at
        while stop < count and int64(numbers[stop]) < outlets[outlet + 1]:
            stop += 1
        if stop - at >= OFTEN:
            often = stop - at >= SHARE * (outlets[outlet + 1] - outlets[outlet])
            verdict = max(verdict, TEMPLATE if often else REPEATED)
        most = max(most, stop - at)
        at = stop
    return verdict, most


@kernel(inline="always")
def pair_of(left, right, repeated):
    """Pack a pair of reports, and whether it is owed to a feature that its outlet repeats: uint64."""
    return (left << uint64(33)) | (right << ONE) | uint64(repeated)


@kernel
def pair_up(keys, start, bits, outlets, numbers, pairs, noise):
    """Walk along sorted features and write which reports share one, and which features are noise.

    keys      (n,) uint64        sorted
    start     int                first feature to look at
    bits      int                bits of a report's number, at most 31
    outlets   see judge_feature
    numbers   (>= most reports of one feature,) uint64   room
    pairs     (p,) uint64        written: see pair_of
    noise     (q, 2) uint64      written: feature with its number bits 0, and what it is
    returns   (int, int, int)    the feature to go on with, n at the end; pairs and noise written

    Of a feature that up to FEW reports share all pairs are written; of a more common one, each report with its next
    neighbours, and the first few with all, so that a story in four hundred outlets stays together at a cost that grows
    with its copies and not with their square. What an outlet repeats is weak evidence: of such features a sample.
    """
    mask = (ONE << uint64(bits)) - ONE
    low = uint64(bits)
    at = int64(start)
    found = int64(0)
    noted = int64(0)
    while at < keys.size:
        feature = keys[at] >> low
        stop = at
        count = int64(0)
        while stop < keys.size and keys[stop] >> low == feature:
            if stop == at or keys[stop] != keys[stop - 1]:
                numbers[count] = keys[stop] & mask
                count += 1
            stop += 1
        if count > 1:
            verdict, most = judge_feature(numbers, count, outlets) if count >= OFTEN else (NOT_NOISE, count)
            reach, hubs = (count, int64(0)) if count <= FEW else (NEIGHBOURS, HUBS)
            if verdict != NOT_NOISE and (most > FEW or feature & SAMPLE):
                reach, hubs = int64(0), int64(0)
            elif verdict != NOT_NOISE and count > FEW_REPEATED:
                reach, hubs = NEIGHBOURS, HUBS
            if found + count * (reach + HUBS) > pairs.size or noted == noise.shape[0]:
                break
            for left in range(count):
                for right in range(left + 1, count if left < hubs else min(count, left + 1 + reach)):
                    pairs[found] = pair_of(numbers[left], numbers[right], verdict != NOT_NOISE)
                    found += 1
            if verdict != NOT_NOISE:
                noise[noted, 0] = feature << low
                noise[noted, 1] = verdict
                noted += 1
        at = stop
    return at, found, noted


@kernel
def count_pairs(pairs, least, sizes, share, left, right, shared):
    """Count how many features each pair of reports shares, and keep those that share enough.

    pairs          (n,) uint64      sorted, see pair_of
    least          int              features shared that no outlet repeats, at least
    sizes          (reports,) uint32   features of each report
    share          float            ... or so large a part of the smaller report's features, where outlets repeat them
    left, right    (n,) uint32      written
    shared         (n,) uint32      written: features that no outlet repeats
    returns        int              pairs kept
    """
    kept = int64(0)
    at = int64(0)
    while at < pairs.size:
        pair = pairs[at] >> ONE
        stop = at
        repeated = int64(0)
        while stop < pairs.size and pairs[stop] >> ONE == pair:
            repeated += int64(pairs[stop] & ONE)
            stop += 1
        rare = stop - at - repeated
        a, b = uint32(pair >> uint64(32)), uint32(pair & uint64(0xFFFFFFFF))
        enough = share * min(sizes[a], sizes[b])
        if rare >= least or (repeated and rare + repeated * int64(SAMPLE + ONE) >= enough):
            left[kept] = a
            right[kept] = b
            shared[kept] = rare
            kept += 1
        at = stop
    return kept
