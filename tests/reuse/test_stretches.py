"""Words of either text that correspond, each at most once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.reuse.align import Blocks
from mediawire.reuse.kernels import BLOCK_COLUMNS
from mediawire.reuse.shape import Shape, Words
from mediawire.reuse.stretches import Run, Stretch, hold_ends, make_stretches


def blocks_of(*blocks: Sequence[tuple[int, int, int]]) -> Blocks:
    """Return blocks of equal runs: first word of the original, first of the copy, how many."""
    runs = [run for block in blocks for run in block]
    rows = np.zeros((len(blocks), BLOCK_COLUMNS), np.int32)
    last = 0
    for row, block in zip(rows, blocks, strict=True):
        equal, (a, b, length) = sum(run[2] for run in block), block[-1]
        row[:] = block[0][0], a + length, block[0][1], b + length, equal, last, last + len(block)
        last += len(block)
    return Blocks(rows, np.array(runs, np.int32).reshape(-1, 3))


def shape_of_lengths(*paragraphs: Sequence[int], kinds: Sequence[str] = ()) -> Shape:
    """Return the shape of a text whose paragraphs have sentences of so many words."""
    place, units, sentences = 0, [], []
    for paragraph in paragraphs:
        start = place
        for length in paragraph:
            sentences.append(Words(place, place + length))
            place += length
        units.append(Words(start, place))
    all_kinds = tuple(kinds) or ("paragraph",) * len(units)
    before = ["", *all_kinds]
    borders = [
        unit.start
        for unit, kind, last in zip(units, all_kinds, before, strict=False)
        if not kind == last == "paragraph"
    ]
    return Shape(place, tuple(units), all_kinds, tuple(sentences), tuple(borders))


def places(stretches: Sequence[Stretch]) -> list[tuple[Words, Words]]:
    """Return what corresponds, without the runs."""
    return [(stretch.original, stretch.copy) for stretch in stretches]


def test_a_block_is_cut_where_a_paragraph_of_the_copy_begins() -> None:
    """The copy is told paragraph by paragraph, whatever the original's paragraphs were."""
    original, copy = shape_of_lengths([20]), shape_of_lengths([8], [12])

    found = make_stretches(blocks_of([(0, 0, 20)]), original, copy)

    assert places(found) == [(Words(0, 8), Words(0, 8)), (Words(8, 20), Words(8, 20))]


def test_a_block_is_cut_where_a_headline_of_the_original_ends() -> None:
    """A headline that became the first words of a paragraph is told by itself."""
    original = shape_of_lengths([8], [12], kinds=("headline", "paragraph"))
    copy = shape_of_lengths([20])

    found = make_stretches(blocks_of([(0, 0, 20)]), original, copy)

    assert places(found) == [(Words(0, 8), Words(0, 8)), (Words(8, 20), Words(8, 20))]


def test_a_block_is_parted_at_a_sentence_that_was_dropped_or_put_in() -> None:
    """A whole sentence is no edit of its neighbours."""
    long, short = shape_of_lengths([8, 5, 8]), shape_of_lengths([8, 8])

    dropped = make_stretches(blocks_of([(0, 0, 8), (13, 8, 8)]), long, short)
    put_in = make_stretches(blocks_of([(0, 0, 8), (8, 13, 8)]), short, long)

    assert places(dropped) == [(Words(0, 8), Words(0, 8)), (Words(13, 21), Words(8, 16))]
    assert places(put_in) == [(Words(0, 8), Words(0, 8)), (Words(8, 16), Words(13, 21))]


def test_a_few_words_replaced_do_not_part_a_block() -> None:
    """Words inside a sentence are an edit of it."""
    shape = shape_of_lengths([16])

    found = make_stretches(blocks_of([(0, 0, 7), (9, 9, 7)]), shape, shape)

    assert places(found) == [(Words(0, 16), Words(0, 16))]
    assert found[0].equal == 14


def test_a_place_taken_twice_goes_to_the_copy_that_keeps_more() -> None:
    """The other one has nothing of the original left, and is told as an insertion."""
    original, copy = shape_of_lengths([20]), shape_of_lengths([8], [20])

    found = make_stretches(blocks_of([(0, 0, 8)], [(0, 8, 20)]), original, copy)

    assert places(found) == [(Words(0, 20), Words(8, 28))]


def test_what_is_left_of_a_block_stands_if_it_is_half_of_its_paragraph() -> None:
    """Three words in a long paragraph are chance; three of four are a line that was kept."""
    original, long, short = shape_of_lengths([3], [20]), shape_of_lengths([20]), shape_of_lengths([4])

    assert make_stretches(blocks_of([(0, 9, 3)]), original, long) == []
    assert len(make_stretches(blocks_of([(0, 1, 3)]), original, short)) == 1


def test_edited_edges_of_a_sentence_belong_to_it() -> None:
    """Where a sentence's first or last words were replaced, the sentence is told as edited and not as put in."""
    shape = shape_of_lengths([5], [12], [5])

    found = make_stretches(blocks_of([(7, 7, 8)]), shape, shape)

    assert places(found) == [(Words(5, 17), Words(5, 17))]


def test_long_edges_stay_apart() -> None:
    """More words than an edit can replace are no edge."""
    shape = shape_of_lengths([34])

    found = make_stretches(blocks_of([(10, 10, 14)]), shape, shape)

    assert places(found) == [(Words(10, 24), Words(10, 24))]


def test_a_phrase_that_is_less_than_half_of_its_sentences_is_chance() -> None:
    """Ten words of thirty are a phrase that both texts use; ten of eighteen are a copy."""
    long, short = shape_of_lengths([30]), shape_of_lengths([18])

    assert make_stretches(blocks_of([(10, 10, 10)]), long, long) == []
    assert len(make_stretches(blocks_of([(4, 4, 10)]), short, short)) == 1


@st.composite
def alignments(draw: st.DrawFn) -> tuple[Blocks, Shape, Shape]:
    """Draw two shapes and blocks of runs: in the copy's order and apart there, anywhere in the original."""
    lengths = st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=4), min_size=1, max_size=5)
    shapes = [_draw_shape(draw, draw(lengths)) for _ in "ab"]
    original, copy = shapes
    blocks, b = [], 0
    while b < copy.size and draw(st.integers(0, 4)):
        a, block = draw(st.integers(0, original.size - 1)), []
        b = min(copy.size - 1, b + draw(st.integers(0, 4)))
        while a < original.size and b < copy.size and (not block or draw(st.booleans())):
            length = draw(st.integers(1, min(15, original.size - a, copy.size - b)))
            block.append((a, b, length))
            a, b = a + length + draw(st.integers(0, 5)), b + length + draw(st.integers(0, 5))
        blocks.append(block)
        b = block[-1][1] + block[-1][2]
    return blocks_of(*blocks), original, copy


def _draw_shape(draw: st.DrawFn, lengths: Sequence[Sequence[int]]) -> Shape:
    kinds = draw(
        st.lists(
            st.sampled_from(["paragraph", "paragraph", "headline", "furniture"]),
            min_size=len(lengths),
            max_size=len(lengths),
        )
    )
    return shape_of_lengths(*lengths, kinds=kinds)


@given(alignments())
@settings(derandomize=True, max_examples=150)
def test_each_word_of_either_text_is_in_one_stretch_at_most(alignment: tuple[Blocks, Shape, Shape]) -> None:
    """Stretches come in the order of the copy and lie apart in both texts."""
    found = make_stretches(*alignment)

    for words in ([stretch.copy for stretch in found], sorted(stretch.original for stretch in found)):
        edges = [edge for each in words for edge in each]
        assert edges == sorted(edges)
        assert all(each.start < each.end for each in words)


@given(alignments())
@settings(derandomize=True, max_examples=150)
def test_the_runs_of_a_stretch_lie_in_it_and_were_found(alignment: tuple[Blocks, Shape, Shape]) -> None:
    """Cutting makes no equal word where there was none, and never crosses over."""
    equal = {(a + at, b + at) for a, b, length in alignment[0].runs.tolist() for at in range(length)}

    found = make_stretches(*alignment)

    for stretch in found:
        pairs = [(run.original + at, run.copy + at) for run in stretch.runs for at in range(run.length)]
        assert pairs == sorted(set(pairs))
        assert set(pairs) <= equal
        assert [a for a, _ in pairs] == sorted({a for a, _ in pairs})
        assert stretch.original.start <= pairs[0][0] <= pairs[-1][0] < stretch.original.end
        assert stretch.copy.start <= pairs[0][1] <= pairs[-1][1] < stretch.copy.end


@given(alignments())
@settings(derandomize=True, max_examples=150)
def test_no_stretch_reaches_from_one_paragraph_of_the_copy_into_another(alignment: tuple[Blocks, Shape, Shape]) -> None:
    """Nor over a border of the original."""
    _, original, copy = alignment

    found = make_stretches(*alignment)

    for stretch in found:
        assert copy.unit_at(stretch.copy.start) == copy.unit_at(stretch.copy.end - 1)
        assert not any(stretch.original.start < border < stretch.original.end for border in original.borders)


def test_a_stretch_of_runs_reaches_from_the_first_to_the_last() -> None:
    """Its equal words are those of its runs."""
    stretch = Stretch.of([Run(2, 5, 3), Run(6, 9, 4)])

    assert stretch == Stretch(Words(2, 10), Words(5, 13), (Run(2, 5, 3), Run(6, 9, 4)))
    assert stretch.equal == 7
    assert Stretch(Words(0, 3), Words(0, 4)).equal == 0


@pytest.mark.parametrize(
    ("original", "copy", "runs"),
    [
        ([1, 2, 9, 9, 5], [3, 2, 9, 9, 6], (Run(2, 2, 2),)),
        ([1, 2, 9, 9, 5], [1, 3, 9, 9, 5], (Run(0, 0, 1), Run(2, 2, 2), Run(4, 4, 1))),
        ([1, 1, 9, 9], [1, 9, 9], (Run(0, 0, 1), Run(2, 1, 2))),
        ([9, 9, 4, 5, 6], [9, 9, 5, 6], (Run(0, 0, 2), Run(3, 2, 2))),
        ([9, 9, 4], [9, 9], (Run(0, 0, 2),)),
        ([9, 9], [9, 9], (Run(0, 0, 2),)),
    ],
)
def test_equal_words_at_the_ends_of_edited_edges_are_held(
    original: list[int], copy: list[int], runs: tuple[Run, ...]
) -> None:
    """The day that ends both sentences is no part of the edit before it."""
    at = (original.index(9), copy.index(9))
    stretch = Stretch(Words(0, len(original)), Words(0, len(copy)), (Run(*at, 2),))

    held = hold_ends(stretch, np.array(original, np.uint64), np.array(copy, np.uint64))

    assert held == Stretch(stretch.original, stretch.copy, runs)
