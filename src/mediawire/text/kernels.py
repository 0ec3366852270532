"""The one pass over code points that makes words of a text: arrays in, arrays out.

numba compiles these at first use, keeps what it compiled beside this file, and loads it from there afterwards.
"""

from __future__ import annotations

from numba import njit
from numpy import uint64

from mediawire.text.folding import (
    EXPANDED,
    FOLD_MASK,
    GREEK,
    IGNORED,
    KIND_SHIFT,
    LATIN,
    LIMIT,
    LONGEST_EXPANSION,
    SCRIPT_SHIFT,
    SEPARATOR,
    SINGLE,
    TRICK_SHIFT,
    WORD,
    ZERO_WIDTH,
)

BASIS, PRIME = uint64(0xCBF29CE484222325), uint64(0x00000100000001B3)
"""FNV-1a, 64 bits (Fowler, Noll, Vo): one multiplication a letter."""

MIX = uint64(0x9E3779B97F4A7C15)
HALF = uint64(32)
STEM_LETTERS = 5
LOOKALIKE = 15
"""The trick of a word that mixes Latin letters with letters of another script that look alike."""

TAGS, VARIANTS_END = 0xE0000, 0xE01F0


@njit(cache=True, nogil=True, inline="always")
def finish(word):  # type: ignore[no-untyped-def]
    """Spread a word's hash over all 64 bits. word, returns: uint64."""
    word = (word ^ (word >> HALF)) * MIX
    return word ^ (word >> HALF)


@njit(cache=True, nogil=True)
def scan_words(codes, table, expansions, ids, stems, starts, ends, tricks):  # type: ignore[no-untyped-def]
    """Split code points into words, each with its hash, its stem's hash, its place, and the tricks seen.

    codes           (n,) uint32              code points, lone surrogates allowed
    table           (LIMIT,) uint32          see folding.py
    expansions      (m, LONGEST_EXPANSION) uint32
    ids, stems      (n,) uint64              written: a hash of the folded word, and of its first STEM_LETTERS letters
    starts, ends    (n,) int32               written: place of the word, half-open
    tricks          (t, 3) int32             written as far as it reaches: kind, start, end
    returns         (int, int)               words found, at most n; tricks seen, which may be more than t
    """
    words = 0
    seen = 0
    letters = 0
    start = 0
    end = 0
    scripts = 0
    word = BASIS
    stem = BASIS
    for place in range(codes.size):
        code = codes[place]
        if code < LIMIT:
            entry = table[code]
        elif code < TAGS:
            entry = code | (SINGLE << KIND_SHIFT)
        elif code < VARIANTS_END:
            entry = (IGNORED << KIND_SHIFT) | (ZERO_WIDTH << TRICK_SHIFT)
        else:
            entry = SEPARATOR << KIND_SHIFT
        kind = (entry >> KIND_SHIFT) & 7
        trick = entry >> TRICK_SHIFT
        if trick:
            if seen < tricks.shape[0]:
                tricks[seen, 0] = trick
                tricks[seen, 1] = place
                tricks[seen, 2] = place + 1
            seen += 1
        if kind == WORD:
            if letters == 0:
                start = place
            word = (word ^ uint64(entry & FOLD_MASK)) * PRIME
            letters += 1
            if letters <= STEM_LETTERS:
                stem = word
            scripts |= entry >> SCRIPT_SHIFT
            end = place + 1
            continue
        if kind == IGNORED:
            continue
        if kind == EXPANDED:
            if letters == 0:
                start = place
            end = place + 1
            scripts |= entry >> SCRIPT_SHIFT
            for part in range(LONGEST_EXPANSION):
                letter = expand(code, entry & FOLD_MASK, part, expansions)
                if letter == 0:
                    break
                word = (word ^ uint64(letter)) * PRIME
                letters += 1
                if letters <= STEM_LETTERS:
                    stem = word
            continue
        if letters:
            scripts &= 7
            if scripts > LATIN and scripts & LATIN:
                if seen < tricks.shape[0]:
                    tricks[seen, 0] = LOOKALIKE
                    tricks[seen, 1] = start
                    tricks[seen, 2] = end
                seen += 1
            ids[words] = finish(word)
            stems[words] = finish(stem)
            starts[words] = start
            ends[words] = end
            words += 1
            letters = 0
            scripts = 0
            word = BASIS
        if kind == SINGLE:
            ids[words] = finish((BASIS ^ uint64(entry & FOLD_MASK)) * PRIME)
            stems[words] = ids[words]
            starts[words] = place
            ends[words] = place + 1
            words += 1
    if letters:
        scripts &= 7
        if scripts > LATIN and scripts & LATIN:
            if seen < tricks.shape[0]:
                tricks[seen, 0] = LOOKALIKE
                tricks[seen, 1] = start
                tricks[seen, 2] = end
            seen += 1
        ids[words] = finish(word)
        stems[words] = finish(stem)
        starts[words] = start
        ends[words] = end
        words += 1
    return words, seen


@njit(cache=True, nogil=True, inline="always")
def expand(code, row, part, expansions):  # type: ignore[no-untyped-def]
    """Return the part-th letter of a code point that folds to several, 0 behind the last.

    code, row, part   int      code point; its row in expansions unless it is a Hangul syllable; 0 .. LONGEST_EXPANSION - 1
    expansions        (m, LONGEST_EXPANSION) uint32
    returns           int      a code point or 0
    """
    if code < 0xAC00 or code >= 0xD7A4:
        return int(expansions[row, part])
    syllable = int(code) - 0xAC00
    if part == 0:
        return 0x1100 + syllable // 588
    if part == 1:
        return 0x1161 + syllable % 588 // 28
    if part == 2 and syllable % 28:
        return 0x11A7 + syllable % 28
    return 0
