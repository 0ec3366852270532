"""Texts as they lie in a table, in UTF-8 -> the words and the rare features of each: arrays in, arrays out.

Features are hashes of a few words in a row, thinned by winnowing (Schleimer, Wilkerson, Aiken 2003): of every few
neighbours the smallest is kept, so that a run of equal words that is long enough always shares a feature, wherever it
stands and whatever stands around it.
"""

from __future__ import annotations

from numpy import int64, uint8, uint32, uint64

from mediawire.compiled import kernel
from mediawire.reuse.constants import FINGERPRINT
from mediawire.text.folding import FOLD_MASK, KIND_SHIFT
from mediawire.text.kernels import BASIS, PRIME, finish, scan_words

RUN = int64(FINGERPRINT.run_words)
"""Words in a feature."""

HALVINGS = int64(FINGERPRINT.window_doublings)
"""Of 2 ** HALVINGS neighbours one feature is kept."""

WINDOW = int64(1) << HALVINGS
SPREAD = uint64(0x9E3779B97F4A7C15)
STIR = uint64(0xD6E8FEB86659FD93)
HALF = uint64(32)
ASCII = uint8(0x7F)
UNREADABLE = uint32(0xFFFD)


@kernel
def decode(data, start, stop, codes):
    """Decode UTF-8 into code points. What is no UTF-8 becomes U+FFFD; lone surrogates in three bytes stay.

    data      (n,) uint8
    start, stop   int               0 <= start <= stop <= n
    codes     (>= stop - start,) uint32   written
    returns   int                   code points written
    """
    count = int64(0)
    at = start
    while at < stop:
        lead = uint32(data[at])
        left = stop - at
        if lead < 0x80:
            codes[count] = lead
            at += 1
        elif 0xC2 <= lead < 0xE0 and left > 1 and follows(data, at + 1):
            codes[count] = ((lead & 0x1F) << 6) | tail(data, at + 1)
            at += 2
        elif 0xE0 <= lead < 0xF0 and left > 2 and follows(data, at + 1) and follows(data, at + 2):
            codes[count] = ((lead & 0x0F) << 12) | (tail(data, at + 1) << 6) | tail(data, at + 2)
            at += 3
        elif 0xF0 <= lead < 0xF5 and left > 3 and follows(data, at + 1) and follows(data, at + 2):
            codes[count] = (
                ((lead & 0x07) << 18) | (tail(data, at + 1) << 12) | (tail(data, at + 2) << 6) | tail(data, at + 3)
            )
            at += 4
        else:
            codes[count] = UNREADABLE
            at += 1
        count += 1
    return count


@kernel(inline="always")
def follows(data, at):
    """Tell whether a byte goes on with a letter of several bytes."""
    return (data[at] & 0xC0) == 0x80


@kernel(inline="always")
def tail(data, at):
    """Return the six bits that a byte adds to a letter: uint32."""
    return uint32(data[at] & 0x3F)


@kernel
def hash_plain_words(data, start, stop, table, ids):
    """Hash the words of a text that is all ASCII, as scan_words does.

    data          (n,) uint8
    start, stop   int                    0 <= start <= stop <= n
    table         (LIMIT,) uint32        see text.folding
    ids           (>= (stop - start) // 2 + 1,) uint64   written
    returns       int                    words

    Without branches, as text.kernels.scan_plain, and without places: 1.9 ns a byte.
    """
    words = int64(0)
    word = BASIS
    inside = int64(0)
    for at in range(start, stop):
        entry = table[data[at] & ASCII]
        kind = int64((entry >> KIND_SHIFT) & 1)
        ids[words] = word
        words += inside & (1 - kind)
        mask = uint64(-kind)
        word = (((word ^ uint64(entry & FOLD_MASK)) * PRIME) & mask) | (BASIS & ~mask)
        inside = kind
    if inside:
        ids[words] = word
        words += 1
    for at in range(words):
        ids[at] = finish(ids[at])
    return words


@kernel
def is_plain(data, start, stop):
    """Tell whether a text is all ASCII; arguments as in decode."""
    seen = uint8(0)
    for at in range(start, stop):
        seen |= data[at]
    return seen <= ASCII


@kernel
def hash_words(data, start, stop, table, expansions, ids, codes, starts, ends, tricks):
    """Hash the words of a text: as text.kernels.scan_words does, from UTF-8.

    data, start, stop    see decode
    table, expansions    see text.kernels.scan_words
    ids                  (>= stop - start + 1,) uint64   written
    codes                (>= stop - start + 1,) uint32   room
    starts, ends         (>= stop - start + 1,) int32    room
    tricks               (0, 3) int32                    room
    returns              int                             words
    """
    if is_plain(data, start, stop):
        return hash_plain_words(data, start, stop, table, ids)
    size = decode(data, start, stop, codes)
    words, _ = scan_words(codes[:size], table, expansions, ids, starts, ends, tricks)
    return words


@kernel(inline="always")
def hash_run(ids, at, size):
    """Hash one run of so many words, as hash_runs does: uint64."""
    run = uint64(size)
    for each in range(size):
        run = run * SPREAD + ids[at + each]
    run = (run ^ (run >> HALF)) * STIR
    return run ^ (run >> HALF)


@kernel
def hash_runs(ids, words, runs):
    """Hash every run of RUN words; a text of fewer words has one run, of all of them.

    ids       (>= words,) uint64
    runs      (>= max(1, words - RUN + 1),) uint64   written
    returns   int                                    runs written; 0 for a text without words
    """
    if words < RUN:
        runs[0] = hash_run(ids, int64(0), words)
        return min(words, int64(1))
    count = words - RUN + 1
    for at in range(count):
        runs[at] = hash_run(ids, at, RUN)
    return count


@kernel
def keep_smallest(runs, count):
    """Replace each hash by the smallest of itself and its next WINDOW - 1 neighbours.

    runs      (>= count,) uint64   changed
    returns   int                  windows, at least 1 where there is a hash
    """
    if count < WINDOW:
        for at in range(1, count):
            runs[0] = min(runs[0], runs[at])
        return min(count, int64(1))
    step = int64(1)
    for _ in range(HALVINGS):
        count -= step
        for at in range(count):
            runs[at] = min(runs[at], runs[at + step])
        step *= 2
    return count


@kernel
def winnow(ids, words, runs, features, at):
    """Write the features of a text: of WINDOW runs in a row the one with the smallest hash, each choice once.

    ids        (>= words,) uint64
    runs       (>= words + 1,) uint64     room
    features   (m,) uint64                written from ``at`` on
    returns    int                        where the next text's features begin
    """
    windows = keep_smallest(runs, hash_runs(ids, words, runs))
    last = uint64(0)
    for each in range(windows):
        smallest = runs[each]
        features[at] = smallest
        at += int64(each == 0 or smallest != last)
        last = smallest
    return at


@kernel
def sketch_texts(data, offsets, table, expansions, ids, codes, starts, ends, tricks, features, ends_of, words_of):
    """Write the features of many texts, one after the other.

    data         (n,) uint8             all texts in UTF-8
    offsets      (m + 1,) int64 or int32   where each begins in data
    ids, codes, starts, ends, tricks    room for the longest text, see hash_words; ids has two rows
    features     (>= n // 2 + 2 * m + 2,) uint64   written
    ends_of      (m,) int64             written: where each text's features end
    words_of     (m,) uint32            written: words of each text
    """
    at = int64(0)
    for text in range(offsets.size - 1):
        words = hash_words(
            data, int64(offsets[text]), int64(offsets[text + 1]), table, expansions, ids[0], codes, starts, ends, tricks
        )
        at = winnow(ids[0], words, ids[1], features, at)
        ends_of[text] = at
        words_of[text] = words


@kernel
def scan_texts(data, offsets, table, expansions, codes, tricks, ids, starts, ends, ends_of):
    """Write the words of many texts with their places, one text after the other.

    data, offsets, table, expansions, codes, tricks   see sketch_texts
    ids             (>= n,) uint64      written: a hash of each folded word
    starts, ends    (>= n,) int32       written: its place in code points of its own text, half-open
    ends_of         (m,) int64          written: where each text's words end
    """
    at = int64(0)
    for text in range(offsets.size - 1):
        size = decode(data, int64(offsets[text]), int64(offsets[text + 1]), codes)
        words, _ = scan_words(codes[:size], table, expansions, ids[at:], starts[at:], ends[at:], tricks)
        at += words
        ends_of[text] = at


@kernel
def place_features(ids, words, runs, places):
    """Write at which word each feature of a text begins, in the order in which ``winnow`` writes the features.

    ids, words   see winnow
    runs      (>= words + 1,) uint64  written: the features
    places    (>= words + 1,) int32   written
    returns   int                     features
    """
    windows = keep_smallest(runs, hash_runs(ids, words, runs))
    size = min(words, RUN)
    count = int64(0)
    last = uint64(0)
    for each in range(windows):
        smallest = runs[each]
        if each == 0 or smallest != last:
            at = each
            while hash_run(ids, at, size) != smallest:
                at += 1
            places[count] = at
            runs[count] = smallest
            count += 1
        last = smallest
    return count
