"""The kernels that weigh the cues of notices, against slow twins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from types import ModuleType

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.reuse.constants import NOTICE

KernelsOf = Callable[[str], ModuleType]
Cues = dict[tuple[int, ...], tuple[int, int, int]]

words = st.integers(1, 6)
cues = st.dictionaries(
    st.lists(words, min_size=1, max_size=4).map(tuple), st.tuples(*[st.integers(0, 5)] * 3), min_size=1, max_size=8
)
texts = st.lists(words, max_size=130)


def occurs(cue: Sequence[int], text: Sequence[int]) -> bool:
    """Tell whether a cue stands somewhere in a text."""
    return any(tuple(text[at : at + len(cue)]) == tuple(cue) for at in range(len(text) - len(cue) + 1))


def weigh(text: Sequence[int], filed: Cues) -> int:
    """Add up the points of each cue that occurs, once, in halves; two of the sums have a ceiling."""
    plain, network, address = (sum(p[each] for cue, p in filed.items() if occurs(cue, text)) for each in range(3))
    most = (int(2 * NOTICE.most_network_points), int(2 * NOTICE.most_address_points))
    return plain + min(network, most[0]) + min(address, most[1])


def is_notice(text: Sequence[int], filed: Cues) -> bool:
    """Judge a passage piece by piece; no piece counts for more than makes it a notice."""
    pieces = -(-len(text) // NOTICE.piece_words)
    bounds = [len(text) * each // pieces for each in range(pieces)] + [len(text)] if pieces else [0]
    weights = [weigh(text[a:b], filed) for a, b in pairwise(bounds)]
    total = sum(min(weight, 2 * NOTICE.points) for weight in weights)
    enough = NOTICE.short_points if len(text) <= NOTICE.short_words else NOTICE.points
    return bool(total >= max(2 * enough, NOTICE.share * 2 * NOTICE.points * len(text) / NOTICE.piece_words))


def spread(number: int) -> int:
    """Return a word's hash, as a word of a text has one."""
    return number * 0x9E3779B97F4A7C15 % 2**64


@given(cues, st.lists(texts, min_size=1, max_size=4))
@settings(deadline=None, max_examples=80)
def test_a_passage_is_a_notice_by_the_cues_in_its_pieces(
    kernels_of: KernelsOf, filed: Cues, passages: list[list[int]]
) -> None:
    """Each cue counts once a piece, whichever cues it begins with or overlaps."""
    kernels = kernels_of("mediawire.reuse.notice_kernels")
    slots, marks = np.zeros(128, np.uint64), np.zeros(128, np.int32)
    runs = np.array([spread(word) for cue in filed for word in cue], np.uint64)
    kernels.file_cues(runs, np.cumsum([0, *map(len, filed)]), slots, marks)
    given_words = np.array([spread(word) for text in passages for word in text], np.uint64)
    offsets = np.cumsum([0, *map(len, passages)])
    verdicts = np.empty(len(passages), np.bool_)

    kernels.judge_passages(
        given_words, offsets, slots, marks, np.array(list(filed.values()), np.int64), np.empty((600, 3), np.int32),
        np.full(len(filed), -1), verdicts,
    )  # fmt: skip

    assert verdicts.tolist() == [is_notice(text, filed) for text in passages]


@given(cues, texts)
@settings(deadline=None, max_examples=80)
def test_cues_are_found_wherever_they_stand(kernels_of: KernelsOf, filed: Cues, text: list[int]) -> None:
    """Every place of every cue is written, by where it begins and then by its length."""
    kernels = kernels_of("mediawire.reuse.notice_kernels")
    slots, marks = np.zeros(128, np.uint64), np.zeros(128, np.int32)
    runs = np.array([spread(word) for cue in filed for word in cue], np.uint64)
    kernels.file_cues(runs, np.cumsum([0, *map(len, filed)]), slots, marks)
    hits = np.empty((600, 3), np.int32)

    count = kernels.find_cues(np.array([spread(word) for word in text], np.uint64), slots, marks, hits)

    assert hits[:count].tolist() == [
        [start, end, list(filed).index(tuple(text[start:end]))]
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        if tuple(text[start:end]) in filed
    ]
