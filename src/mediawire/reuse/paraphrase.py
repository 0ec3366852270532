"""Finds what was reused in other words: synonyms, shuffled words and sentences, back translation, light summary.

Pieces of both texts are compared as bags of word stems, each of which weighs what it is rare; units that agree seed
boxes, boxes grow while their score rises (``paraphrase_kernels``), and what has grown is judged here. No dictionary and
no list of stop words is used, so that any script is treated alike. What is found so is weaker evidence than a run of
equal words.

Seeds and filters follow Sanchez-Perez, Sidorov and Gelbukh, "A Winning Approach to Text Alignment for Text Reuse
Detection at PAN 2014"; that a box grows by one score in all directions, and is shaved at its ends, is our own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from mediawire.report import Span
from mediawire.reuse import paraphrase_kernels as kernels
from mediawire.reuse.constants import PARAPHRASE, ParaphraseConstants
from mediawire.text.tokens import Tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray


_TURN = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A piece of the original and the piece of the copy that says the same.

    ``kind`` is "verbatim" where the words are the same, "edited" where nearly all of them stand in runs that are the
    same, and "paraphrase" otherwise. ``score`` is the agreement of both pieces, from 0 (nothing in common) to 1.
    A summary has ``parts``, in the order of the copy: the places, original first, at which the two touch.
    """

    original: Span
    copy: Span
    kind: str
    score: float
    parts: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Echo:
    """The sentence of the original that a sentence of the copy says again, and how far the two agree, 0 to 1."""

    original: Span
    score: float


@dataclass(frozen=True, slots=True)
class _Box:
    """A piece of each text as word numbers, half-open, with the weight shared and the weight of both, in nats."""

    copy: tuple[int, int]
    original: tuple[int, int]
    shared: float
    total: float
    parts: tuple[_Box, ...] = ()

    @property
    def agreement(self) -> float:
        return 2.0 * self.shared / self.total if self.total else 0.0

    def evidence(self, by_chance: float) -> float:
        """Weigh what is shared, the more the further both pieces agree beyond what chance brings about."""
        return self.shared * (self.agreement - by_chance)

    def words(self) -> int:
        """Count the words of the shorter piece."""
        return min(self.copy[1] - self.copy[0], self.original[1] - self.original[0])


@dataclass(frozen=True, slots=True)
class _Row:
    """Both texts as one row of numbered words, cut into units; see ``paraphrase_kernels``."""

    words: NDArray[np.int32]
    bounds: NDArray[np.int32]
    border: int
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, original: Tokens, copy: Tokens, left: list[int], right: list[int], unseen_units: float) -> _Row:
        """Give each word of two texts its number and its weight; both are cut at the word numbers given."""
        words, count = kernels.number_words(original.stems, copy.stems)
        bounds = np.array(left + [len(original) + cut for cut in right[1:]], np.int32)
        return cls(words, bounds, len(left) - 1, kernels.weigh_words(words, bounds, count, unseen_units))

    def seeds(self, least: float, kept: int, common: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Return the pairs of units that agree, and their agreement and shared weight."""
        found = kernels.find_seeds(self.words, self.bounds, self.border, self.weights, least, common, kept)
        pairs, figures = found
        return pairs, figures


def find_passages(
    original: Tokens,
    copy: Tokens,
    original_sentences: Sequence[Span],
    copy_sentences: Sequence[Span],
    constants: ParaphraseConstants = PARAPHRASE,
) -> tuple[Correspondence, ...]:
    """Return the passages of the copy that say what the original says, in the order of the copy.

    Passages are as long as they can be made and do not overlap in the copy. One may hold sentences in another order,
    and a few between them that the original lacks.
    """
    if not len(original) or not len(copy):
        return ()
    left = _size_units(_cut(original, original_sentences), constants)
    right = _size_units(_cut(copy, copy_sentences), constants)
    boxes = _grow(_Row.of(original, copy, left, right, constants.unseen_units), len(original), constants)
    bands = [*_band_together(boxes, len(original), constants)]
    alone = [box for box in boxes if _stands_alone(box, constants)]
    passages = [*bands, *_beside(bands, alone)]
    return tuple(_describe(box, original, copy, constants) for box in _widen(passages, original, copy))


def find_echoes(
    original: Tokens,
    copy: Tokens,
    original_sentences: Sequence[Span],
    copy_sentences: Sequence[Span],
    asked: Sequence[Span],
    constants: ParaphraseConstants = PARAPHRASE,
) -> tuple[Echo | None, ...]:
    """Return, for each sentence of the copy that is asked for, the sentence of the original which it says again.

    None where no sentence of the original agrees with it well enough.
    """
    if not asked or not len(original) or not len(copy):
        return (None,) * len(asked)
    left, right = _cut(original, original_sentences), _cut(copy, [*copy_sentences, *asked])
    row = _Row.of(original, copy, left, right, constants.unseen_units)
    pairs, figures = row.seeds(constants.echo_agreement, 1, constants.common_units)
    best = {
        right[unit - row.border]: (left[place], agreement)
        for (place, unit), (agreement, _) in zip(pairs.tolist(), figures.tolist(), strict=True)
    }
    spans = {original.within(span).start: span for span in reversed(original_sentences)}
    echoes = (best.get(copy.within(span).start, (-1, 0.0)) for span in asked)
    return tuple(Echo(spans[place], agreement) if place in spans else None for place, agreement in echoes)


def _cut(tokens: Tokens, sentences: Sequence[Span]) -> list[int]:
    """Return where sentences begin and end as word numbers, with the text's begin and end, rising."""
    places = np.searchsorted(tokens.starts, np.array(sentences, np.int64).ravel())
    return sorted({0, len(tokens), *places.tolist()})


def _size_units(cuts: list[int], constants: ParaphraseConstants) -> list[int]:
    """Join units that are too short to the next, and part those that are too long into pieces of like size."""
    sized = [cuts[0]]
    for cut in cuts[1:]:
        words = cut - sized[-1]
        if words < constants.shortest_unit_words and cut != cuts[-1]:
            continue
        pieces = -(-words // constants.longest_unit_words)
        sized.extend(cut - words * (pieces - piece) // pieces for piece in range(1, pieces + 1))
    return sized


def _grow(row: _Row, border: int, constants: ParaphraseConstants) -> list[_Box]:
    """Return the boxes that grew from seeds, each piece with its words counted from the start of its own text."""
    pairs, figures = row.seeds(constants.seed_agreement, constants.seeds_per_unit, constants.common_units)
    order = np.argsort(-figures[:, 0] * figures[:, 1], kind="stable")
    rows = kernels.grow_boxes(
        row.words,
        row.bounds,
        row.border,
        row.weights,
        pairs[order],
        constants.price,
        constants.jump,
        constants.reach,
        constants.shaving,
    )
    return [
        _Box((int(a) - border, int(b) - border), (int(c), int(d)), shared, total)
        for a, b, c, d, shared, total in rows.tolist()
    ]


def _stands_alone(box: _Box, constants: ParaphraseConstants) -> bool:
    """Tell whether a box is evidence enough by itself."""
    return box.words() >= constants.least_words and box.evidence(constants.chance_agreement) >= constants.least_evidence


def _band_together(boxes: Sequence[_Box], size: int, constants: ParaphraseConstants) -> Iterator[_Box]:
    """Yield what small boxes make up together that are neighbours in the copy, and scattered over the original.

    So a summary looks: each sentence of it says, shorter, what stands somewhere else in the original.
    """
    group: list[_Box] = []
    for box in sorted(boxes, key=lambda box: box.copy):
        if box.evidence(constants.band_chance_agreement) < constants.band_box_least_evidence:
            continue
        strong = box.evidence(constants.band_chance_agreement) > constants.band_box_most_evidence
        if group and (strong or box.copy[0] - group[-1].copy[1] > constants.band_gap_words):
            yield from _as_band(group, size, constants)
            group = []
        if not strong:
            group.append(box)
    yield from _as_band(group, size, constants)


def _as_band(group: Sequence[_Box], size: int, constants: ParaphraseConstants) -> Iterator[_Box]:
    """Yield the box around a group, if the group is a summary and not one good box with poor ones beside it."""
    evidence = sorted(box.evidence(constants.band_chance_agreement) for box in group)
    if sum(evidence[:-1]) < constants.band_evidence:
        return
    first, last = min(box.original[0] for box in group), max(box.original[1] for box in group)
    copy = (group[0].copy[0], group[-1].copy[1])
    if not constants.band_least_scatter <= (last - first) / (copy[1] - copy[0]) <= constants.band_most_scatter:
        return
    if last - first >= constants.band_whole * size:
        first, last = 0, size
    shared, total = sum(box.shared for box in group), sum(box.total for box in group)
    band = _Box(copy, (first, last), shared, total, tuple(group))
    if band.agreement < constants.band_highest_agreement:
        yield band


def _widen(boxes: Sequence[_Box], original: Tokens, copy: Tokens) -> Iterator[_Box]:
    """Yield the boxes in the order of the copy, each with the equal words around it that no other box has."""
    ordered = sorted(boxes, key=lambda box: box.copy)
    floor = 0
    ceilings = [box.copy[0] for box in ordered[1:]] + [len(copy)]
    for box, ceiling in zip(ordered, ceilings, strict=bool(ordered)):
        (left, left_end), (right, right_end) = box.original, box.copy
        while right > floor and left > 0 and original.ids[left - 1] == copy.ids[right - 1]:
            left, right = left - 1, right - 1
        while right_end < ceiling and left_end < len(original) and original.ids[left_end] == copy.ids[right_end]:
            left_end, right_end = left_end + 1, right_end + 1
        yield replace(box, original=(left, left_end), copy=(right, right_end))
        floor = right_end


def _beside(bands: Sequence[_Box], boxes: Sequence[_Box]) -> Iterator[_Box]:
    """Yield the boxes that share no word of the copy with any band; bands are in its order and apart."""
    starts = [band.copy[0] for band in bands]
    for box in boxes:
        before = bisect_left(starts, box.copy[1])
        if not before or bands[before - 1].copy[1] <= box.copy[0]:
            yield box


def _describe(box: _Box, original: Tokens, copy: Tokens, constants: ParaphraseConstants) -> Correspondence:
    """Say where a box stands, and what kind of correspondence it is."""
    kind, left, right = _tell_kind(box, original, copy, constants.edited_share)
    parts = tuple((original.span(*part.original), copy.span(*part.copy)) for part in box.parts)
    return Correspondence(original.span(*left), copy.span(*right), kind, round(min(1.0, box.agreement), 4), parts)


def _tell_kind(
    box: _Box, original: Tokens, copy: Tokens, edited_share: float
) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """Tell a box's kind, and its words on either side: what is not a paraphrase begins and ends in equal runs."""
    left, right = original.ids[slice(*box.original)], copy.ids[slice(*box.copy)]
    if np.array_equal(left, right):
        return "verbatim", box.original, box.copy
    if box.parts or (inside := _in_runs(right, left)).mean() < edited_share:
        return "paraphrase", box.original, box.copy
    words = _first_to_last(box.original[0], _in_runs(left, right)), _first_to_last(box.copy[0], inside)
    is_same = np.array_equal(original.ids[slice(*words[0])], copy.ids[slice(*words[1])])
    return "verbatim" if is_same else "edited", *words


def _first_to_last(start: int, inside: NDArray[np.bool_]) -> tuple[int, int]:
    """Return the words from the first that is marked to the last, counted from ``start``."""
    marked = np.flatnonzero(inside)
    return start + int(marked[0]), start + int(marked[-1]) + 1


def _in_runs(piece: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Mark the words of a piece that stand in a run of three or more which the other piece has too."""
    wanted, there = _trigrams(piece), np.sort(_trigrams(other))
    inside = np.zeros(len(piece), np.bool_)
    if len(there):
        places = np.minimum(np.searchsorted(there, wanted), len(there) - 1)
        known = there[places] == wanted
        for offset in range(3):
            inside[offset : offset + len(known)] |= known
    return inside


def _trigrams(ids: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hash every three neighbouring words into one number."""
    return (ids[:-2] * _TURN + ids[1:-1]) * _TURN + ids[2:]
