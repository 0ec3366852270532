"""Postings packed and unpacked: which reports hold a feature, four bytes each.

A key is what a posting is before it is packed: the upper 35 bits of the feature's hash, and 29 bits for the report's
number, counted from the first of its index. Sorted keys are cut into buckets by their uppermost bits; a directory says
where each bucket begins, so that those bits need not be kept. What remains of the hash stands before the number in one
word of 32 bits.
"""

from __future__ import annotations

import numpy as np
from numpy import int64, uint32, uint64

from mediawire.compiled import kernel

HASH_BITS = 35
"""Of 64. In an index of 200 million postings, 6 of 1,000 features that no report holds then seem to be held by one."""
NUMBER_BITS = 29
NUMBER_SHIFT = uint64(NUMBER_BITS)
NUMBER_MASK = uint64((1 << NUMBER_BITS) - 1)


@kernel
def pack_keys(hashes, offsets, numbers, keys):
    """Pack each feature of some reports into a key.

    hashes      (n,) uint64         features, report by report
    offsets     (m + 1,) int64      report i has hashes[offsets[i]:offsets[i + 1]]
    numbers     (m,) uint32         number of each report within its index, less than 2**29
    keys        (n,) uint64         written
    """
    for report in range(numbers.size):
        number = uint64(numbers[report])
        for at in range(offsets[report], offsets[report + 1]):
            keys[at] = (hashes[at] & ~NUMBER_MASK) | number


@kernel
def pack_postings(keys, bucket_bits, number_bits, directory, bucket, written, postings):
    """Pack sorted keys into postings, equal ones once, and go on with the directory.

    keys            (n,) uint64             sorted; none is less than those of the calls before
    bucket_bits     int                     1 .. 32
    number_bits     int                     HASH_BITS - bucket_bits + number_bits <= 32
    directory       (2**bucket_bits + 1,) uint32    written from `bucket` on: how many postings stand before a bucket
    bucket          int                     the first entry of the directory that no call has written yet
    written         int                     how many postings the calls before wrote
    postings        (n,) uint32             written
    returns         (int, int)              the next `bucket`; how many postings were written by this call
    """
    shift, rest_mask = uint64(64 - bucket_bits), uint64((1 << (HASH_BITS - bucket_bits)) - 1)
    count = 0
    for at in range(keys.size):
        key = keys[at]
        if at and key == keys[at - 1]:
            continue
        own = int64(key >> shift)
        while bucket <= own:
            directory[bucket] = uint32(written + count)
            bucket += 1
        rest = (key >> NUMBER_SHIFT) & rest_mask
        postings[count] = uint32((rest << uint64(number_bits)) | (key & NUMBER_MASK))
        count += 1
    return bucket, count


@kernel
def count_below(directory, postings, bucket_bits, number_bits, limit):
    """Count the postings whose keys are less than a limit.

    directory, postings, bucket_bits, number_bits   as in pack_postings
    limit           uint64                  a key whose number is 0
    returns         int                     0 .. postings.size
    """
    bucket = int64(limit >> uint64(64 - bucket_bits))
    rest = (limit >> NUMBER_SHIFT) & uint64((1 << (HASH_BITS - bucket_bits)) - 1)
    return find_rest(postings, int64(directory[bucket]), int64(directory[bucket + 1]), rest << uint64(number_bits))


@kernel
def find_rest(postings, low, high, wanted):
    """Return the first place from low on whose posting is not less. postings: (n,) uint32; wanted: uint64 <= 2**32."""
    while low < high:
        middle = (low + high) >> 1
        if uint64(postings[middle]) < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def unpack_keys(directory, postings, bucket_bits, number_bits, start, end, shift, gone, keys):
    """Unpack a stretch of postings into keys, without the reports that are gone.

    directory, postings, bucket_bits, number_bits   as in pack_postings
    start, end      int                     0 <= start <= end <= postings.size
    shift           int                     what is added to each number
    gone            (m,) bool               by number before the shift; m is 0 where none is
    keys            (k,) uint64             written as far as there are keys, k >= end - start
    returns         int                     how many were written
    """
    bucket = first_bucket(directory, start)
    mask = uint64((1 << number_bits) - 1)
    count = 0
    for at in range(start, end):
        while int64(directory[bucket + 1]) <= at:
            bucket += 1
        number = uint64(postings[at]) & mask
        if gone.size and gone[number]:
            continue
        rest = uint64(postings[at]) >> uint64(number_bits)
        hashed = (uint64(bucket) << uint64(HASH_BITS - bucket_bits)) | rest
        keys[count] = (hashed << NUMBER_SHIFT) | (number + uint64(shift))
        count += 1
    return count


@kernel
def first_bucket(directory, place):
    """Return the last bucket that begins at a place or before it. directory: (n + 1,) uint32, sorted; place: int."""
    low, high = 0, directory.size - 1
    while low < high:
        middle = (low + high + 1) >> 1
        if int64(directory[middle]) <= place:
            low = middle
        else:
            high = middle - 1
    return min(low, directory.size - 2)


@kernel
def find_postings(directory, postings, bucket_bits, number_bits, hashes, starts, ends):
    """Find where the postings of each feature stand.

    directory, postings, bucket_bits, number_bits   as in pack_postings
    hashes          (n,) uint64
    starts, ends    (n,) int64              written: postings[starts[i]:ends[i]] are those of hashes[i]
    returns         int                     how many postings that are
    """
    # Each step for all features before the next: what the memory is asked for does not hang on a guess then, and the
    # misses of the cache overlap. A third of the time in an index of a million reports.
    for i in range(hashes.size):
        bucket = int64(hashes[i] >> uint64(64 - bucket_bits))
        starts[i], ends[i] = directory[bucket], directory[bucket + 1]
    middles = np.empty(hashes.size, uint32)
    for i in range(hashes.size):
        middles[i] = postings[(starts[i] + ends[i]) >> 1] if starts[i] < ends[i] else uint32(0)
    total = 0
    rest_mask = uint64((1 << (HASH_BITS - bucket_bits)) - 1)
    for i in range(hashes.size):
        rest = (hashes[i] >> NUMBER_SHIFT) & rest_mask
        wanted, limit = rest << uint64(number_bits), (rest + uint64(1)) << uint64(number_bits)
        low, high, middle = starts[i], ends[i], (starts[i] + ends[i]) >> 1
        if uint64(middles[i]) < wanted:
            low = find_rest(postings, min(middle + 1, high), high, wanted)
        else:
            low = find_rest(postings, low, middle, wanted)
        end = low
        while end < high and end - low < SCANNED and uint64(postings[end]) < limit:
            end += 1
        if end - low == SCANNED:
            end = find_rest(postings, end, high, limit)
        starts[i], ends[i] = low, end
        total += end - low
    return total


SCANNED = 16
"""Most features have a few postings, which are in one line of the cache; those of a hot story are sought by halves."""


@kernel
def list_postings(postings, starts, ends, number_bits, first, gone, cap, taken, numbers, which):
    """List the reports that hold features, each feature's in the order of their numbers, without those that are gone.

    postings, number_bits   as in pack_postings
    starts, ends    (n,) int64              see find_postings
    first           int                     what is added to each number
    gone            (m,) bool               by number before `first` is added; m is 0 where none is
    cap             int                     of one feature no more than these, over all calls
    taken           (n,) int64              how many of each feature the calls before listed; raised
    numbers, which  (t,) uint32, int32      written: reports, and which feature each holds; t as find_postings counted
    returns         int                     how many were written
    """
    mask = uint32((1 << number_bits) - 1)
    count = 0
    for i in range(starts.size):
        at = starts[i]
        while at < ends[i] and taken[i] < cap:
            number = postings[at] & mask
            at += 1
            if gone.size and gone[number]:
                continue
            numbers[count], which[count] = number + uint32(first), i
            count += 1
            taken[i] += 1
    return count
