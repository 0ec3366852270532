"""Ids as numbers: hashes of strings as Arrow holds them, and a look-up that compares the strings themselves.

An Arrow string array is one run of bytes and the places where each string begins; the last place is where all end.
"""

from __future__ import annotations

from numpy import int64, uint8, uint64

from mediawire.compiled import kernel
from mediawire.reuse.string_kernels import hash_strings

__all__ = ["find_strings", "hash_strings", "mark_blank"]

REPORT_BITS = uint64(24)
REPORT_MASK = uint64((1 << 24) - 1)
SPACE = uint8(0x20)


@kernel
def mark_blank(places, data, blank):
    """Tell which strings hold nothing but blanks and control characters of ASCII.

    places, data    as in hash_strings
    blank           (n,) bool           written
    """
    for i in range(blank.size):
        at = places[i]
        while at < places[i + 1] and data[at] <= SPACE:
            at += 1
        blank[i] = at == places[i + 1]


@kernel
def find_strings(keys, own_places, own_data, hashes, places, data, rows, reports):
    """Find strings in a sorted list of hashed ones, and compare those whose hash agrees byte by byte.

    keys                    (k,) uint64     sorted: the upper 40 bits of a hash, and 24 bits of the report's number
    own_places, own_data    (r + 1,) int, (s,) uint8    the ids of reports 0 .. r - 1
    hashes, places, data    (n,) uint64, (n + 1,) int, (m,) uint8   what is looked for
    rows, reports           (t,) int64      written as far as they reach: what was looked for, and the report it is
    returns                 int             how many were found, which may be more than t
    """
    found = 0
    for row in range(hashes.size):
        prefix = hashes[row] >> REPORT_BITS
        low, high = 0, keys.size
        while low < high:
            middle = (low + high) >> 1
            if keys[middle] >> REPORT_BITS < prefix:
                low = middle + 1
            else:
                high = middle
        while low < keys.size and keys[low] >> REPORT_BITS == prefix:
            report = int64(keys[low] & REPORT_MASK)
            if same_bytes(own_data, own_places[report], own_places[report + 1], data, places[row], places[row + 1]):
                if found < rows.size:
                    rows[found], reports[found] = row, report
                found += 1
            low += 1
    return found


@kernel
def same_bytes(left, left_start, left_end, right, right_start, right_end):
    """Tell whether two runs of bytes are the same. left, right: (n,), (m,) uint8; starts and ends int; returns bool."""
    if int64(left_end) - int64(left_start) != int64(right_end) - int64(right_start):
        return False
    for step in range(int64(left_end) - int64(left_start)):
        if left[left_start + step] != right[right_start + step]:
            return False
    return True


@kernel
def skip_strings(data, count):
    """Return where a string stands among strings that each follow their length (Parquet's PLAIN byte arrays).

    data        (n,) uint8          lengths of four bytes, the smallest first, each before its string
    count       int                 how many strings stand before the one that is looked for
    returns     (int, int)          start and end of its bytes; the end may lie past n where the data is broken
    """
    at = int64(0)
    for _ in range(count):
        at += 4 + length_at(data, at)
    return at + 4, at + 4 + length_at(data, at)


@kernel
def length_at(data, at):
    """Read a length of four bytes, the smallest first; 0 past the end. data: (n,) uint8; at: int; returns int64."""
    if at + 4 > data.size:
        return int64(0)
    return int64(data[at]) | int64(data[at + 1]) << 8 | int64(data[at + 2]) << 16 | int64(data[at + 3]) << 24
