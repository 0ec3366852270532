"""The kernels of ``bench.grow``: reports as bytes, each a pure function of its number.

Text is drawn from real text in runs of at most four words, each going on where the last word stood elsewhere, and some
words drawn anew, so that long runs are shared only where they were planted. A copy draws its original once more and
changes it: nothing is remembered.
"""

from __future__ import annotations

import numpy as np
from numba import njit, uint64

WHOLE, EDITED, EXCERPT, QUOTE, MERGED, FRESH = range(6)
PARAGRAPH = -1
MOST_WORDS = 6_000
COPY_SHARE = 0.2
ANEW, TURN, RUN, RARE = 0.15, 0.35, 4, 12
"""How often a word is drawn anew; how often the text goes on elsewhere after the same word, and after how many words it
must; a word that stands in fewer places than this is followed by any."""
EDITS = 0.08
OUTLETS = 72
NOTICES = 8
TEASED = 5_000
"""Reports among which an outlet's teasers stay the same."""


@njit(cache=True, nogil=True, inline="always")
def draw(state):
    """Draw the next number: state (1,) uint64, written; uint64 (splitmix64)."""
    state[0] += uint64(0x9E3779B97F4A7C15)
    mixed = state[0]
    mixed = (mixed ^ (mixed >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> uint64(27))) * uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> uint64(31))


@njit(cache=True, nogil=True, inline="always")
def below(state, bound):
    """Draw a number below a bound of at most 2**31: int64."""
    return np.int64(((draw(state) >> uint64(33)) * uint64(bound)) >> uint64(31))


@njit(cache=True, nogil=True, inline="always")
def chance(state):
    """Draw a number from 0 to 1: float64."""
    return np.float64(draw(state) >> uint64(11)) / 9007199254740992.0


@njit(cache=True, nogil=True)
def seed(state, number, salt):
    """Set the state for a report and a purpose: number int, salt int."""
    state[0] = uint64(number) * uint64(0xD1342543DE82EF95) + uint64(salt) * uint64(0x2545F4914F6CDD1D)
    draw(state)


@njit(cache=True, nogil=True)
def write_sentence(state, words, ends, places, starts, openings, out, at):
    """Draw a sentence: out (n,) int32, written from ``at``; returns the end.

    words      (t,) int32   the words of the real text in order; ends (v,) bool: whether a word ends a sentence
    places     (t,) int32   the places of each word; starts (v + 1,) int64: where those of a word begin
    openings   (s,) int32   places where sentences begin
    """
    place = np.int64(openings[below(state, openings.size)])
    length, run = 0, 0
    while length < 45:
        word = words[place]
        is_end = ends[word]
        out[at] = words[below(state, words.size)] if not is_end and chance(state) < ANEW else word
        at += 1
        length += 1
        if is_end and length > 6:
            break
        run += 1
        if run >= RUN or chance(state) < TURN:
            first, count = starts[word], starts[word + 1] - starts[word]
            place = np.int64(places[first + below(state, count)]) if count >= RARE else below(state, words.size)
            run = 0
        place += 1
        if place >= words.size:
            place = np.int64(openings[below(state, openings.size)])
    return at


@njit(cache=True, nogil=True)
def write_fresh(number, words, ends, places, starts, openings, out):
    """Draw a report that copies nothing: out (MOST_WORDS,) int32, written, paragraphs end with PARAGRAPH; the end."""
    state = np.empty(1, np.uint64)
    seed(state, number, 1)
    at = 0
    for _ in range(5 + below(state, 5)):
        out[at] = words[below(state, words.size)]
        at += 1
    out[at] = PARAGRAPH
    at += 1
    for _ in range(6 + below(state, 11)):
        began = at
        for _ in range(1 + below(state, 3)):
            at = write_sentence(state, words, ends, places, starts, openings, out, at)
            if at - began > 55:
                break
        out[at] = PARAGRAPH
        at += 1
    return at


@njit(cache=True, nogil=True)
def kind_of(number, reports, sources):
    """Say what a report is and what it was taken from: sources (2,) int64, written, -1 for none; int."""
    state = np.empty(1, np.uint64)
    seed(state, number, 2)
    sources[:] = -1
    if number % 12 == 0 or chance(state) >= COPY_SHARE * 12 / 11:
        return FRESH
    kind = np.int64(np.array([0, 0, 0, 1, 1, 1, 2, 2, 3, 4])[below(state, 10)])
    many = reports // 1200
    for which in range(2 if kind == MERGED else 1):
        popular = many > 0 and chance(state) < 0.1
        sources[which] = 1200 * below(state, many) if popular else 12 * below(state, (reports + 11) // 12)
    if sources[0] == sources[1]:
        return FRESH
    return kind


@njit(cache=True, nogil=True)
def take(source, size, first, last, edits, words, state, out, at):
    """Take paragraphs of a source, half-open, and change some words: source, out int32; the end."""
    paragraph = 0
    for place in range(size):
        word = source[place]
        if first <= paragraph < last:
            luck = chance(state) if word != PARAGRAPH else 1.0
            if luck >= edits:
                out[at] = word
                at += 1
            elif luck < 0.7 * edits:
                out[at] = words[below(state, words.size)]
                at += 1
        if word == PARAGRAPH:
            paragraph += 1
    return at


@njit(cache=True, nogil=True)
def quote(source, size, state, out, at):
    """Take 15 to 40 words in a row from the second half of a source: the end."""
    length = 15 + below(state, 26)
    place = size // 2
    while length and place < size:
        if source[place] != PARAGRAPH:
            out[at] = source[place]
            at += 1
            length -= 1
        place += 1
    out[at] = PARAGRAPH
    return at + 1


@njit(cache=True, nogil=True)
def write_copy(number, kind, sources, words, ends, places, starts, openings, scratch, out):
    """Draw a report that copies: scratch (2, MOST_WORDS) int32; out as in write_fresh; the end."""
    state = np.empty(1, np.uint64)
    seed(state, number, 3)
    size = write_fresh(sources[0], words, ends, places, starts, openings, scratch[0])
    if kind in (WHOLE, EDITED):
        return take(scratch[0], size, 0, 99, EDITS if kind == EDITED else 0.0, words, state, out, 0)
    other = write_fresh(number if kind != MERGED else sources[1], words, ends, places, starts, openings, scratch[1])
    if kind == MERGED:
        at = take(scratch[0], size, 0, 5, EDITS / 2, words, state, out, 0)
        return take(scratch[1], other, 1, 6, EDITS / 2, words, state, out, at)
    at = take(scratch[1], other, 0, 3, 0.0, words, state, out, 0)
    if kind == EXCERPT:
        first = 1 + below(state, 3)
        at = take(scratch[0], size, first, first + 2 + below(state, 3), EDITS / 4, words, state, out, at)
    else:
        at = quote(scratch[0], size, state, out, at)
    return take(scratch[1], other, 3, 99, 0.0, words, state, out, at)


@njit(cache=True, nogil=True)
def spell(source, size, table, bounds, data, at):
    """Write words as bytes: source (size,) int32; table, data uint8; bounds (v + 1,) int64; the end."""
    for place in range(size):
        word = source[place]
        if word == PARAGRAPH:
            data[at - 1] = 10
            data[at] = 10
            at += 1
            continue
        for byte in range(bounds[word], bounds[word + 1]):
            data[at] = table[byte]
            at += 1
        data[at] = 32
        at += 1
    return at


@njit(cache=True, nogil=True)
def append(table, bounds, row, data, at):
    """Write a line of a table of texts and the end of a paragraph: the end."""
    for byte in range(bounds[row], bounds[row + 1]):
        data[at] = table[byte]
        at += 1
    data[at] = 10
    data[at + 1] = 10
    return at + 2


@njit(cache=True, nogil=True)
def write_reports(first, reports, words, ends, places, starts, openings, table, bounds, notices, notice_bounds,
                  data, offsets, kinds, sources, outlets):  # fmt: skip
    """Write the reports from ``first`` on, as many as offsets has room for, and what each is.

    table, bounds, notices, notice_bounds   the bytes of the words and of the notices, and where each begins
    data       (b,) uint8         written: the texts
    offsets    (n + 1,) int32     written: where each begins
    kinds      (n,) int8          written;  sources (n, 2) int64 written;  outlets (n,) int32 written
    returns    int                how many were written
    """
    out, scratch = np.empty(MOST_WORDS, np.int32), np.empty((2, MOST_WORDS), np.int32)
    state = np.empty(1, np.uint64)
    at = 0
    offsets[0] = 0
    for row in range(offsets.size - 1):
        number = first + row
        kind = kind_of(number, reports, sources[row])
        kinds[row] = kind
        if kind == FRESH:
            size = write_fresh(number, words, ends, places, starts, openings, out)
        else:
            size = write_copy(number, kind, sources[row], words, ends, places, starts, openings, scratch, out)
        seed(state, number, 4)
        outlets[row] = below(state, OUTLETS)
        at = spell(out, size, table, bounds, data, at)
        seed(state, outlets[row], 5)
        if chance(state) < 0.6:
            at = append(notices, notice_bounds, below(state, NOTICES), data, at)
            if number % 2:
                seed(state, outlets[row] + OUTLETS * (number // TEASED), 6)
                for place in range(40):
                    scratch[0, place] = words[below(state, words.size)]
                scratch[0, 40] = PARAGRAPH
                at = spell(scratch[0], 41, table, bounds, data, at)
        at -= 2
        offsets[row + 1] = at
    return offsets.size - 1
