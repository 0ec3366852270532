from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mediawire.reuse import paraphrase_kernels as kernels

PRICE, JUMP, SHAVING = 0.25, 0.5, 1.0
"""Like the weights below, whole numbers of eighths: sums are exact, so that ties fall the same way in any order."""


class Texts(NamedTuple):
    """Two texts as rows of numbered words, cut into units."""

    words: list[int]
    bounds: list[int]
    border: int
    weights: list[float]

    @property
    def units(self) -> list[list[int]]:
        """The words of each unit."""
        return [self.words[first:last] for first, last in pairwise(self.bounds)]

    def arrays(self) -> tuple[NDArray[np.int32], NDArray[np.int32], int, NDArray[np.float64]]:
        """Return what the kernels take."""
        return (
            np.array(self.words, np.int32),
            np.array(self.bounds, np.int32),
            self.border,
            np.array(self.weights, np.float64),
        )


@st.composite
def texts(draw: st.DrawFn) -> Texts:
    """Draw two texts of few distinct words, so that units agree often."""
    count = draw(st.integers(1, 12))
    unit = st.lists(st.integers(0, count - 1), min_size=1, max_size=6)
    original = draw(st.lists(unit, min_size=1, max_size=6))
    copy = draw(st.lists(unit, min_size=1, max_size=6))
    weights = draw(st.lists(st.integers(1, 40), min_size=count, max_size=count))
    bounds = np.cumsum([0, *map(len, original + copy)]).tolist()
    words = [word for unit in original + copy for word in unit]
    return Texts(words, bounds, len(original), [weight / 8 for weight in weights])


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_words_are_numbered_by_first_use(original: list[int], copy: list[int]) -> None:
    """Equal words have the same number, and the next new word the next number."""
    hashes = [key * 0x1234_5678_9ABC_DEF1 % 2**64 for key in range(10)]

    words, count = kernels.number_words(
        np.array([hashes[key] for key in original], np.uint64), np.array([hashes[key] for key in copy], np.uint64)
    )

    firsts = list(dict.fromkeys(original + copy))
    assert words.tolist() == [firsts.index(key) for key in original + copy]
    assert count == len(firsts)


@given(texts(), st.integers(0, 20))
def test_rare_words_weigh_most(texts: Texts, unseen: int) -> None:
    """A word weighs the logarithm of all units, unseen ones too, to those that hold it."""
    bounds = texts.arrays()[1]
    used = sorted(set(texts.words))
    numbered = np.array([used.index(word) for word in texts.words], np.int32)

    found = kernels.weigh_words(numbered, bounds, len(used), float(unseen))

    holding = [sum(word in unit for unit in texts.units) for word in used]
    assert found == pytest.approx([log((len(texts.units) + unseen) / units) for units in holding])


@given(texts(), st.sampled_from([0.1, 0.3, 0.6, 1.0]), st.integers(1, 6), st.integers(1, 6))
def test_seeds_are_the_best_pairs_of_units(texts: Texts, least: float, common: int, kept: int) -> None:
    """Each unit of the copy gets its best agreeing units, if they share a word that is not too common."""
    pairs, figures = kernels.find_seeds(*texts.arrays(), least, common, kept)

    expected = slow_seeds(texts, least, common)
    found: dict[int, list[float]] = {}
    for (original, copy), (agreement, shared) in zip(pairs.tolist(), figures.tolist(), strict=True):
        assert expected[original, copy] == pytest.approx((agreement, shared))
        found.setdefault(copy, []).append(agreement)
    for copy in range(texts.border, len(texts.units)):
        best = sorted((value for (_, unit), (value, _) in expected.items() if unit == copy), reverse=True)
        assert found.get(copy, []) == pytest.approx(best[:kept])


@given(texts(), st.integers(1, 4))
def test_boxes_grow_as_the_slow_twin_grows_them(texts: Texts, reach: int) -> None:
    """Growing, shaving and the rule that a unit of the copy is in one box agree with a twin that counts afresh."""
    pairs, figures = kernels.find_seeds(*texts.arrays(), 0.2, 6, 2)
    seeds = pairs[np.argsort(-figures[:, 0], kind="stable")]

    boxes = kernels.grow_boxes(*texts.arrays(), seeds, PRICE, JUMP, reach, SHAVING)

    assert boxes.tolist() == [pytest.approx(box) for box in slow_boxes(texts, seeds.tolist(), reach)]


def slow_seeds(texts: Texts, least: float, common: int) -> dict[tuple[int, int], tuple[float, float]]:
    """Compare every unit of the copy to every unit of the original."""
    units = [set(unit) for unit in texts.units]
    holding = Counter(word for unit in units[: texts.border] for word in unit)
    found = {}
    for copy in range(texts.border, len(units)):
        for original in range(texts.border):
            both = units[copy] & units[original]
            shared = sum(texts.weights[word] for word in both)
            total = sum(texts.weights[word] for unit in (copy, original) for word in units[unit])
            if any(holding[word] <= common for word in both) and 2 * shared >= least * total:
                found[original, copy] = 2 * shared / total, shared
    return found


def weigh(texts: Texts, words: Sequence[int]) -> float:
    """Add up the weights of words."""
    return sum(texts.weights[word] for word in words)


def weigh_shared(texts: Texts, original: Sequence[int], copy: Sequence[int]) -> float:
    """Add up the weights of the words that both pieces have, each as often as both have it."""
    return weigh(texts, list((Counter(original) & Counter(copy)).elements()))


def worth(texts: Texts, original: Sequence[int], copy: Sequence[int]) -> float:
    """Return what both share, less the price for what only one of them has."""
    shared = weigh_shared(texts, original, copy)
    return (1 + 2 * PRICE) * shared - PRICE * (weigh(texts, original) + weigh(texts, copy))


def slow_boxes(texts: Texts, seeds: list[list[int]], reach: int) -> list[list[float]]:
    """Grow boxes by counting every candidate afresh; a box is four places: original first, past last, copy likewise."""
    taken: set[int] = set()
    boxes = []
    for original, copy in seeds:
        if copy in taken:
            continue
        box = grow(texts, (original, original + 1, copy, copy + 1), taken, reach)
        taken |= set(range(box[2], box[3]))
        words = [texts.bounds[unit] for unit in box]
        pieces = texts.words[words[0] : words[1]], texts.words[words[2] : words[3]]
        total = weigh(texts, pieces[0]) + weigh(texts, pieces[1])
        boxes.append([*shave(texts, words), weigh_shared(texts, *pieces), total])
    return boxes


def grow(texts: Texts, box: tuple[int, ...], taken: set[int], reach: int) -> tuple[int, ...]:
    """Take in, one way after the other, what raises the worth most, until no way raises it."""
    ways = [(1, 1), (-1, -1), (-1, 1), (1, -1)]
    way, idle = 0, 0
    while idle < 4:
        grown = best_step(texts, box, taken, reach, ways[way])
        if grown != box:
            box, idle = grown, 0
        else:
            way, idle = (way + 1) % 4, idle + 1
    return box


def best_step(texts: Texts, box: tuple[int, ...], taken: set[int], reach: int, way: tuple[int, int]) -> tuple[int, ...]:
    """Return the best box that is up to ``reach`` units longer on each side, in the way given; else the box."""
    forward_original, forward_copy = way[0] > 0, way[1] > 0

    def pieces(box: tuple[int, ...]) -> tuple[list[int], list[int]]:
        words = [texts.bounds[unit] for unit in box]
        return texts.words[words[0] : words[1]], texts.words[words[2] : words[3]]

    here = worth(texts, *pieces(box))
    best, best_box = 0.0, box
    for more_copy in range(reach + 1):
        for more in range(reach + 1):
            left = (box[0], box[1] + more) if forward_original else (box[0] - more, box[1])
            right = (box[2], box[3] + more_copy) if forward_copy else (box[2] - more_copy, box[3])
            new = set(range(*right)) - set(range(box[2], box[3]))
            if left[0] < 0 or left[1] > texts.border or right[0] < texts.border or right[1] > len(texts.units):
                continue
            if new & taken:
                continue
            gain = worth(texts, *pieces((*left, *right))) - here - JUMP * max(0, more + more_copy - 1)
            if gain > best + 1e-9:
                best, best_box = gain, (*left, *right)
    return best_box


def shave(texts: Texts, words: list[int]) -> list[int]:
    """Cut off, twice at each end, the words whose loss raises the worth most; return copy first, original second."""
    sides = [(words[0], words[1]), (words[2], words[3])]
    for _ in range(2):
        for side in (0, 1):
            for forward in (True, False):
                sides[side] = shave_end(texts, sides, side, forward)
    return [*sides[1], *sides[0]]


def shave_end(texts: Texts, sides: list[tuple[int, int]], side: int, forward: bool) -> tuple[int, int]:
    """Try every cut at one end."""

    def worth_of(cut: tuple[int, int]) -> float:
        return worth(texts, texts.words[slice(*cut)], texts.words[slice(*sides[1 - side])])

    first, last = sides[side]
    cuts = [(first + cut, last) if forward else (first, last - cut) for cut in range(last - first)]
    gains = [worth_of(cut) - worth_of(sides[side]) for cut in cuts]
    within = next((cut for cut, gain in enumerate(gains) if gain <= -16 * SHAVING), len(gains))
    best = max(gains[: within + 1])
    return cuts[gains.index(best)] if best > SHAVING else sides[side]
