"""Where two texts run alike: the kernel does what a slow restatement of the same rules does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from types import ModuleType
from typing import NamedTuple

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mediawire.reuse.constants import ALIGNMENT
from mediawire.reuse.kernels import BLOCK_COLUMNS, RUN_COLUMNS

SEED, REACH, DROP = ALIGNMENT.seed_words, ALIGNMENT.reach_words, ALIGNMENT.drop_words


class Run(NamedTuple):
    """Equal words: the first of the original, the first of the copy, how many."""

    a: int
    b: int
    length: int


class Block(NamedTuple):
    """A stretch of either text that runs alike, with its equal runs."""

    a: int
    a_end: int
    b: int
    b_end: int
    equal: int
    runs: tuple[Run, ...]


def find_blocks(a: Sequence[int], b: Sequence[int], least: int) -> list[Block]:
    """Walk the copy; at each seed take the place of the original from which the block grows longest."""
    chains = _file_seeds(a)
    blocks: list[Block] = []
    at = floor = 0
    while at + SEED <= len(b):
        chain = chains.get(_slot(b[at : at + SEED], len(a)), [])[: ALIGNMENT.candidates]
        places = [place for place in chain if a[place : place + SEED] == b[at : at + SEED]]
        if not places:
            at += 1
            continue
        place = max(places, key=lambda place: (_count(_grow(a[place:], b[at:])), -place))
        back = _grow(a[:place][::-1], b[floor:at][::-1])
        behind = [Run(place - run.a - run.length, at - run.b - run.length, run.length) for run in reversed(back)]
        ahead = [Run(place + run.a, at + run.b, run.length) for run in _grow(a[place:], b[at:])]
        block = _block([*behind, *ahead])
        joins = bool(blocks) and _follows(block.a - blocks[-1].a_end, block.b - blocks[-1].b_end)
        if block.equal < least and not joins:
            at += 1
            continue
        blocks.append(_block([*blocks.pop().runs, *block.runs]) if joins else block)
        at = floor = block.b_end
    return blocks


def _file_seeds(a: Sequence[int]) -> dict[int, list[int]]:
    """File the places of the original under the slots of their seeds; seeds that share a slot share its candidates."""
    chains: dict[int, list[int]] = {}
    for at in range(len(a) - SEED + 1):
        chains.setdefault(_slot(a[at : at + SEED], len(a)), []).append(at)
    return chains


def _slot(seed: Sequence[int], size: int) -> int:
    """Hash three words to one of the slots, of which there are at least twice as many as words."""
    spread, whole = 0x9E3779B97F4A7C15, 1 << 64
    key = seed[0]
    for word in seed[1:]:
        key = (key * spread % whole) ^ (key >> 23) ^ word
    slots = 2
    while slots < 2 * size:
        slots *= 2
    return key * spread % whole * slots // whole


def _grow(a: Sequence[int], b: Sequence[int]) -> list[Run]:
    """Grow a block from the first words on, over edits, up to where it gained most."""
    runs: list[Run] = []
    best: list[Run] = []
    score = highest = i = j = 0
    while True:
        length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a[i:], b[j:], strict=False)))
        if length:
            runs.append(Run(i, j, length))
        score, i, j = score + length, i + length, j + length
        if score > highest:
            highest, best = score, runs.copy()
        gap = next(_ways_on(a[i:], b[j:]), None)
        if gap is None or score - max(gap) < highest - DROP:
            return best
        score, i, j = score - max(gap), i + gap[0], j + gap[1]


def _ways_on(a: Sequence[int], b: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield how many words to pass over on either side until two agree, the shortest and most even way first."""
    gaps = [(x, y) for x in range(REACH + 1) for y in range(REACH + 1) if x + y and x < len(a) and y < len(b)]
    for x, y in sorted(gaps, key=lambda gap: (sum(gap), abs(gap[0] - sum(gap) // 2), -gap[0])):
        agree = a[x : x + 2] == b[y : y + 2] and len(a[x : x + 2]) == 2
        if agree or ((x, y) == (1, 1) and a[1] == b[1]):
            yield x, y


def _follows(gap_a: int, gap_b: int) -> bool:
    """Tell whether a block goes on with the one before it; in the copy it always stands behind that one."""
    short, long = sorted((gap_a, gap_b))
    return short >= 0 and (long <= ALIGNMENT.join_words or long <= min(ALIGNMENT.join_even_words, 2 * short))


def _count(runs: Sequence[Run]) -> int:
    return sum(run.length for run in runs)


def _block(runs: Sequence[Run]) -> Block:
    last = runs[-1]
    return Block(runs[0].a, last.a + last.length, runs[0].b, last.b + last.length, _count(runs), tuple(runs))


def find_compiled(kernels: ModuleType, a: Sequence[int], b: Sequence[int], least: int) -> list[Block]:
    """Find blocks by the kernel."""
    size = len(a) + len(b) + 8
    heads, links = np.zeros(4 * size, np.int32), np.zeros(size, np.int32)
    blocks = np.zeros((size, BLOCK_COLUMNS), np.int32)
    runs, scratch = np.zeros((2, size, RUN_COLUMNS), np.int32)
    left, right = np.array(a, np.uint64), np.array(b, np.uint64)
    found, _ = kernels.find_blocks(left, len(a), right, len(b), heads, links, least, blocks, runs, scratch)
    listed = [Run(*row) for row in runs.tolist()]
    return [Block(*row[:5], tuple(listed[row[5] : row[6]])) for row in blocks[:found].tolist()]


@st.composite
def word_pairs(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Draw an original and a copy: pieces of the original in any order, edited, with new words between them."""
    words = st.integers(1, draw(st.sampled_from([2, 4, 12, 200])))
    a = draw(st.lists(words, max_size=45))
    b: list[int] = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(a)))
        piece = a[start : start + draw(st.integers(1, 25))]
        for _ in range(draw(st.integers(0, 3))):
            place = draw(st.integers(0, len(piece)))
            piece[place : place + draw(st.integers(0, 4))] = draw(st.lists(words, max_size=4))
        b += piece + draw(st.lists(st.integers(200, 260), max_size=3))
    return a, b


@given(word_pairs(), st.integers(1, 8))
@example(([1, 2, 3, 9, 9, 9, 4, 5, 6], [1, 2, 3, 4, 5, 6]), 6)
@example(([7] * 40, [7] * 30), 6)
@example(([], []), 6)
@settings(derandomize=True, max_examples=150)
def test_blocks_are_those_of_the_rules_told_slowly(
    kernels_of: Callable[[str], ModuleType], pair: tuple[list[int], list[int]], least: int
) -> None:
    """Whatever the words, the kernel finds the blocks and the equal runs that the slow restatement finds."""
    kernels = kernels_of("mediawire.reuse.kernels")
    a, b = pair

    found = find_compiled(kernels, a, b, least)

    assert found == find_blocks(a, b, least)
