"""What a block of the alignment is as evidence: the kernel does what a slow restatement of the same rules does."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.reuse import cover
from mediawire.text.tokens import scan

PRICE, MINOR, MOST_NOISE = 2.0, 2.0, 20


def cut_block(runs: list[tuple[int, int, int]], worth: list[float]) -> tuple[list[list[int]], list[float], set[int]]:
    """Cut a block at stretches of page noise; keep what is left, between telling words, if it weighs enough."""
    groups: list[list[tuple[int, int, int]]] = []
    last = None
    for number, (a, b, length) in enumerate(runs):
        for word in range(b, b + length):
            if worth[word]:
                if last is None or sum(not each for each in worth[last + 1 : word]) > MOST_NOISE:
                    groups.append([])
                groups[-1].append((number, a + word - b, word))
                last = word
    pieces, nats, marked = [], [], set()
    for group in groups:
        by_run = {number: [word for other, _, word in group if other == number] for number, _, _ in group}
        total = sum(weigh(words, worth) for words in by_run.values())
        first, end = group[0][2], group[-1][2] + 1
        equal = sum(1 for _, b, length in runs for word in range(b, b + length) if first <= word < end)
        if total >= MINOR:
            pieces.append([group[0][1], group[-1][1] + 1, first, end, equal])
            nats.append(total)
            marked |= {word for _, _, word in group}
    return pieces, nats, marked


def weigh(words: list[int], worth: list[float]) -> float:
    """Weigh a run: its first stretch without noise pays the price, the others go on with it."""
    stretches: list[float] = []
    for before, word in zip([None, *words], words, strict=False):
        if before is not None and before + 1 == word:
            stretches[-1] += worth[word]
        else:
            stretches.append(worth[word])
    return max(0.0, stretches[0] - PRICE) + sum(stretches[1:])


@st.composite
def blocks(draw: st.DrawFn) -> tuple[list[tuple[int, int, int]], list[float]]:
    """Draw the equal runs of a block, and what each word of the text is worth."""
    runs, a, b = [], draw(st.integers(0, 5)), draw(st.integers(0, 5))
    for _ in range(draw(st.integers(1, 5))):
        length = draw(st.integers(1, 30))
        runs.append((a, b, length))
        a, b = a + length + draw(st.integers(0, 4)), b + length + draw(st.integers(0, 4))
    worth: list[float] = []
    while len(worth) < b + 5:
        worth += [draw(st.sampled_from([0.0, 0.5, 1.0]))] * draw(st.integers(1, 28))
    return runs, worth


@given(blocks())
@settings(derandomize=True, max_examples=150)
def test_blocks_are_cut_at_page_noise_and_weighed(
    kernels_of: Callable[[str], ModuleType], block: tuple[list[tuple[int, int, int]], list[float]]
) -> None:
    """Whatever the runs and the noise, pieces, evidence and marks are those of the rules told slowly."""
    kernels = kernels_of("mediawire.reuse.cover_kernels")
    runs, worth = block
    last = runs[-1]
    row = np.array([runs[0][0], last[0] + last[2], runs[0][1], last[1] + last[2], 0, 0, len(runs)], np.int32)
    pieces, evidence = np.zeros((20, kernels.PIECE_COLUMNS), np.int32), np.zeros(20, np.float32)
    marks = np.zeros(len(worth), np.float32)

    count = kernels.cut_block(
        row, np.array(runs, np.int32), np.array(worth, np.float32), PRICE, MINOR, pieces, evidence, marks, 0
    )

    expected, nats, marked = cut_block(runs, worth)
    assert pieces[:count, :5].tolist() == expected
    assert evidence[:count].tolist() == pytest.approx(nats, abs=1e-4)
    assert set(np.flatnonzero(marks).tolist()) == marked


@given(st.integers(0, 2**32 - 1))
@settings(derandomize=True, max_examples=40)
def test_gains_are_counted_where_nothing_is_explained_yet(kernels_of: Callable[[str], ModuleType], seed: int) -> None:
    """Words and evidence of each candidate are those outside what is explained."""
    kernels = kernels_of("mediawire.reuse.cover_kernels")
    draw = np.random.default_rng(seed)
    marks = (draw.random((4, 30)) * (draw.random((4, 30)) < 0.5)).astype(np.float32)
    explained = draw.random(30) < 0.4
    words, nats = np.empty(4, np.int32), np.empty(4, np.float32)

    kernels.count_gains(marks, explained, words, nats)

    assert words.tolist() == [sum(1 for at in range(30) if row[at] > 0 and not explained[at]) for row in marks]
    assert nats.tolist() == pytest.approx(
        [sum(row[at] for at in range(30) if not explained[at]) for row in marks], abs=1e-4
    )


@given(st.integers(0, 2**32 - 1))
@settings(derandomize=True, max_examples=40)
def test_words_are_explained_once(kernels_of: Callable[[str], ModuleType], seed: int) -> None:
    """What a candidate explains that was not explained is marked, and counted for each that has it."""
    kernels = kernels_of("mediawire.reuse.cover_kernels")
    draw = np.random.default_rng(seed)
    marks = (draw.random((4, 30)) * (draw.random((4, 30)) < 0.5)).astype(np.float32)
    before = draw.random(30) < 0.4
    explained, new, inside = before.copy(), np.empty(30, np.bool_), np.empty(4, np.int32)

    kernels.explain_words(marks, 2, explained, new, inside)

    expected = [bool(marks[2, at] > 0 and not before[at]) for at in range(30)]
    assert new.tolist() == expected
    assert explained.tolist() == [old or fresh for old, fresh in zip(before.tolist(), expected, strict=True)]
    assert inside.tolist() == [sum(1 for at in range(30) if expected[at] and row[at] > 0) for row in marks]


words_of = st.lists(st.sampled_from("a b c d e f".split()), max_size=40).map(" ".join)


@given(words_of, st.lists(words_of, max_size=4))
@settings(derandomize=True, max_examples=40)
def test_candidates_are_aligned_together_as_each_would_be_alone(text: str, others: list[str]) -> None:
    """Beside others, a candidate has the words, the pieces and the marks that it has by itself."""
    words, worth = scan(text).ids, np.ones(len(scan(text)), np.float32)
    candidates = [cover.Candidate(number, other) for number, other in enumerate(others)]
    marks = np.empty((len(others), len(words)), np.float32)

    together = cover.weigh(cover.align(words, candidates), worth, 0, marks)

    for row, candidate in enumerate(candidates):
        own = np.empty((1, len(words)), np.float32)
        (alone,) = cover.weigh(cover.align(words, [candidate]), worth, 0, own)
        assert alone.pieces.tolist() == together[row].pieces.tolist()
        assert (alone.words, alone.equal, alone.lacking) == (len(scan(candidate.text)), together[row].equal,
                                                             together[row].lacking)  # fmt: skip
        assert own[0].tolist() == marks[row].tolist()
