"""Strings as numbers, as Arrow holds strings: one run of bytes, and the places where each begins."""

from __future__ import annotations

from numpy import uint64

from mediawire.compiled import kernel

BASIS, PRIME = uint64(0xCBF29CE484222325), uint64(0x00000100000001B3)
"""FNV-1a, 64 bits (Fowler, Noll, Vo): one multiplication a byte, for strings of some ten bytes."""

MIX = uint64(0x9E3779B97F4A7C15)
HALF = uint64(32)


@kernel
def hash_strings(places, data, hashes):
    """Hash each string over all 64 bits.

    places      (n + 1,) int            where string i begins in the data; the last is the end of all
    data        (m,) uint8
    hashes      (n,) uint64             written
    """
    for i in range(hashes.size):
        word = BASIS
        for at in range(places[i], places[i + 1]):
            word = (word ^ uint64(data[at])) * PRIME
        word = (word ^ (word >> HALF)) * MIX
        hashes[i] = word ^ (word >> HALF)
