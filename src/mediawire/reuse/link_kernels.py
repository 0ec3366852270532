"""Candidates -> links: the words of many reports, what of them is page noise, and how pairs of them align."""

from __future__ import annotations

import numpy as np
from numpy import int32, int64, uint64

from mediawire.compiled import kernel
from mediawire.reuse.candidate_kernels import REPEATED, TEMPLATE
from mediawire.reuse.constants import ALIGNMENT, LINKS, NOISE
from mediawire.reuse.kernels import A_END, A_START, B_END, B_START, EQUAL, index_seeds, walk_copy
from mediawire.reuse.notice_kernels import find_cues, leave_out_notices
from mediawire.reuse.sketch_kernels import RUN, hash_words, place_features

LEAST_IN_BLOCK = int64(ALIGNMENT.least_equal_words)
LEAST = int64(LINKS.least_equal_words)
REPEATED_COVER = NOISE.repeated_cover
TEMPLATE_COVER = NOISE.template_cover
TURN = uint64(0x9E3779B97F4A7C15)
COLUMNS = 5
LONGEST_HEADLINE = int64(240)
LINE_FEED, FULL_STOP, EXCLAMATION, QUESTION = 10, 46, 33, 63


@kernel
def file_noise(features, kinds, slots, marks):
    """File features of page noise in a table with open addresses.

    features   (n,) uint64        their hashes with the lowest bits 0; none is 0
    kinds      (n,) uint8         REPEATED or TEMPLATE
    slots      (s,) uint64        written: s a power of two, over n; all 0 before
    marks      (s,) uint8         written
    """
    mask = uint64(slots.size - 1)
    for each in range(features.size):
        at = (features[each] * TURN >> uint64(20)) & mask
        while slots[at] and slots[at] != features[each]:
            at = (at + uint64(1)) & mask
        slots[at] = features[each]
        marks[at] = kinds[each]


@kernel(inline="always")
def noise_of(feature, slots, marks):
    """Return what is filed for a feature, 0 for none; its lowest bits are 0. int64."""
    mask = uint64(slots.size - 1)
    at = (feature * TURN >> uint64(20)) & mask
    while slots[at] and slots[at] != feature:
        at = (at + uint64(1)) & mask
    return int64(marks[at]) if slots[at] else int64(0)


@kernel
def mark_noise(ids, words, runs, places, low, slots, marks, covered):
    """Mark the words of a report that are page noise, and count how many are.

    ids            (>= words,) uint64
    runs, places   (>= words + 1,) uint64, int32    room
    low            int                  bits that are 0 in the features filed
    slots, marks   see file_noise
    covered        (>= words,) uint8    written: 0, REPEATED or TEMPLATE
    returns        (int, int)           words that are repeated or template, and those that are template
    """
    covered[:words] = 0
    count = place_features(ids, words, runs, places)
    repeated = int64(0)
    template = int64(0)
    size = min(words, RUN)
    for each in range(count):
        kind = noise_of((runs[each] >> uint64(low)) << uint64(low), slots, marks)
        if kind:
            for word in range(places[each], places[each] + size):
                covered[word] = max(int64(covered[word]), kind)
    for word in range(words):
        repeated += covered[word] >= REPEATED
        template += covered[word] == TEMPLATE
    return repeated, template


@kernel
def mask(ids, words, repeated, template, covered, number):
    """Replace the words of a report that are page noise by words that occur nowhere else.

    A report that consists of them is left as it is: it is another version of what its outlet has printed often.

    ids         (>= words,) uint64   changed
    repeated, template, covered   as mark_noise gives them
    number      int                  of the report
    """
    least = TEMPLATE if repeated > REPEATED_COVER * words else REPEATED
    if template > TEMPLATE_COVER * words:
        return
    for word in range(words):
        if covered[word] >= least:
            ids[word] = (uint64(number) << uint64(32)) | (uint64(word) << uint64(1)) | uint64(1)


@kernel
def scan_wanted(
    data, offsets, wanted, numbers, table, expansions, ids, codes, starts, ends, tricks, covered, low, slots, marks,
    words, sizes, heads,
):  # fmt: skip
    """Write the words of those texts that are wanted, page noise masked, one text after the other.

    data, offsets, table, expansions, ids, codes, starts, ends, tricks   see sketch_kernels.sketch_texts
    wanted        (w,) int32      texts
    numbers       (w,) uint32     the numbers of the reports
    covered       (longest,) uint8   room
    low, slots, marks   see mark_noise
    words         (n,) uint64     written
    sizes         (w,) int64      written: words of each
    heads         (w,) int64      written: words of the headline that each begins with
    returns       int             words written
    """
    at = int64(0)
    for each in range(wanted.size):
        start, stop = int64(offsets[wanted[each]]), int64(offsets[wanted[each] + 1])
        count = hash_words(data, start, stop, table, expansions, ids[0], codes, starts, ends, tricks)
        if slots.size > 1:
            repeated, template = mark_noise(ids[0], count, ids[1], starts, low, slots, marks, covered)
            if repeated:
                mask(ids[0], count, repeated, template, covered, numbers[each])
        words[at : at + count] = ids[0][:count]
        sizes[each] = count
        end = end_of_headline(data, start, stop)
        heads[each] = hash_words(data, start, end, table, expansions, ids[0], codes, starts, ends, tricks)
        at += count
    return at


@kernel
def load_words(words, starts, sizes, heads, numbers, sent, load):
    """Pack the words of some reports into one load: two words of what it is, two a report, then all their words.

    words          (n,) uint64
    starts, sizes, heads, numbers   (w,) int64, int64, int64, uint32   as scan_wanted writes them
    sent           (s,) int64      reports
    load           (2 + 2 * s + their words,) uint64   written; the first word is 0
    """
    load[0] = 0
    load[1] = sent.size
    at = 2 + 2 * sent.size
    for each in range(sent.size):
        report = sent[each]
        load[2 + each] = (uint64(numbers[report]) << uint64(32)) | uint64(heads[report])
        load[2 + sent.size + each] = sizes[report]
        load[at : at + sizes[report]] = words[starts[report] : starts[report] + sizes[report]]
        at += sizes[report]


@kernel
def end_of_headline(data, start, stop):
    """Return where the headline ends that a text begins with: a short first line that ends no sentence; else start.

    data, start, stop   see sketch_kernels.decode
    """
    at = start
    while at < min(stop, start + LONGEST_HEADLINE) and data[at] != LINE_FEED:
        at += 1
    if at in (start, stop) or data[at] != LINE_FEED:
        return start
    return start if data[at - 1] in (FULL_STOP, EXCLAMATION, QUESTION) else at


@kernel
def count_evidence(blocks, count, head_a, head_b):
    """Count the words that two reports share, each once, and not those that are a headline in one of them.

    blocks          (>= count, BLOCK_COLUMNS) int32   see kernels.find_blocks
    head_a, head_b  int                               words of the headlines
    returns         int

    A text that repeats its headline, or a headline among another page's teasers, is no passage that was reused.
    """
    evidence = int64(0)
    for block in range(count):
        start, end = int64(blocks[block, A_START]), int64(blocks[block, A_END])
        in_headline = max(head_a - start, head_b - int64(blocks[block, B_START]))
        equal = int64(blocks[block, EQUAL]) - max(int64(0), in_headline)
        for other in range(block):
            equal -= max(int64(0), min(end, int64(blocks[other, A_END])) - max(start, int64(blocks[other, A_START])))
        evidence += max(int64(0), equal)
    return evidence


@kernel
def align_pairs(
    words, offsets, titles, left, right, start, heads, links, blocks, runs, scratch, slots, marks, points, hits, seen,
    kept, ends, found,
):  # fmt: skip
    """Align pairs of reports, and keep those that share passages which are no notices.

    words, offsets  (n,) uint64, (m + 1,) int64   report i has words[offsets[i] : offsets[i + 1]]
    titles          (m,) int64       words of the headline that each report begins with
    left, right     (p,) int32       pairs of reports, sorted by left
    start           int              the pair to begin with
    heads, links, blocks, runs, scratch   room for the longest report, see kernels.find_blocks
    slots, marks, points   see notice_kernels.file_cues and weigh
    hits, seen      (h, 3) int32, (c,) int64   room for the cues of a report, and a place for each cue
    kept            (p,) int32       written: pairs that share passages
    ends            (p,) int64       written: where the blocks of each of them end
    found           (b, 5) int32     written: words of left and right, half-open, and equal words
    returns         (int, int, int)  the pair to go on with, p at the end; pairs kept; blocks written
    """
    filed = cued = int32(-1)
    shift = uint64(0)
    cues = stamp = int64(0)
    sums = np.zeros(points.shape[1], int64)
    seen[:] = -1
    keep = int64(0)
    at = int64(0)
    pair = int64(start)
    while pair < left.size:
        a, b = left[pair], right[pair]
        original = words[offsets[a] : offsets[a + 1]]
        copy = words[offsets[b] : offsets[b + 1]]
        if a != filed:
            shift = index_seeds(original, int64(original.size), heads, links)
            filed = a
        count, _ = walk_copy(
            original, int64(original.size), copy, int64(copy.size), heads, links, shift, LEAST_IN_BLOCK, blocks, runs,
            scratch,
        )  # fmt: skip
        evidence = count_evidence(blocks, count, titles[a], titles[b])
        if evidence >= LEAST:
            if a != cued:
                cues = find_cues(original, slots, marks, hits)
                cued = a
            if cues:
                count, among, stamp = leave_out_notices(blocks, count, hits, cues, points, seen, stamp, sums)
                evidence = count_evidence(blocks, count, titles[a], titles[b]) - among
        if evidence >= LEAST:
            if at + count > found.shape[0]:
                break
            for block in range(count):
                found[at, 0] = blocks[block, A_START]
                found[at, 1] = blocks[block, A_END]
                found[at, 2] = blocks[block, B_START]
                found[at, 3] = blocks[block, B_END]
                found[at, 4] = blocks[block, EQUAL]
                at += 1
            kept[keep] = int32(pair)
            ends[keep] = at
            keep += 1
        pair += 1
    return pair, keep, at
