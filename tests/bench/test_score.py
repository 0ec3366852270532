"""The figure that the comparison is judged by is itself judged: by hand, and by a slow twin."""

from __future__ import annotations

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.data import Case, pan13
from bench.score import Score, covered_length, score, share
from mediawire.report import Span


def case(copy: tuple[int, int], original: tuple[int, int] | None = None) -> Case:
    """Write a case down; without a second place it stands at the same place on both sides."""
    return Case(Span(*copy), Span(*(original or copy)))


spans = st.tuples(st.integers(0, 30), st.integers(1, 15)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
cases = st.lists(st.builds(Case, spans, spans), max_size=5)


def test_truth_against_itself_is_perfect() -> None:
    """Who finds exactly what is true gets 1 in every figure."""
    truth = {"a": [case((0, 100)), case((200, 300), (0, 50))], "b": [case((5, 9))]}

    result = score(truth, truth)

    assert result == Score(1.0, 1.0, 1.0)
    assert result.plagdet == 1.0


def test_nothing_true_and_nothing_found_is_perfect() -> None:
    """A clean pair in which nothing was found is right."""
    result = score({"clean": []}, {})

    assert result.plagdet == 1.0


def test_a_find_in_a_clean_pair_alone_scores_nothing() -> None:
    """Where nothing is true, any find is wrong."""
    result = score({"clean": []}, {"clean": [case((0, 10))]})

    assert result == Score(0.0, 0.0, 1.0)
    assert result.plagdet == 0.0


def test_a_false_find_lowers_precision_alone() -> None:
    """One of two detections is false: precision is one half, recall stays whole."""
    truth = {"a": [case((0, 100))]}
    found = {"a": [case((0, 100))], "clean": [case((0, 7))]}

    result = score(truth, found)

    assert result == Score(0.5, 1.0, 1.0)
    assert result.plagdet == pytest.approx(2 / 3)


def test_half_of_the_copy_and_all_of_the_original_is_three_quarters() -> None:
    """The code points of both sides count together."""
    truth = {"a": [case((0, 100), (0, 100))]}
    found = {"a": [case((0, 50), (0, 100))]}

    result = score(truth, found)

    assert result == Score(1.0, 0.75, 1.0)


def test_a_case_found_in_two_pieces_is_granular() -> None:
    """All is found, but in two pieces: plagdet is divided by the logarithm of three."""
    truth = {"a": [case((0, 100))]}
    found = {"a": [case((0, 50)), case((50, 100))]}

    result = score(truth, found)

    assert result == Score(1.0, 1.0, 2.0)
    assert result.plagdet == pytest.approx(0.63092975)


def test_the_right_place_in_the_copy_with_a_wrong_place_in_the_original_is_not_found() -> None:
    """A detection meets a case on both sides or not at all."""
    truth = {"a": [case((0, 100), (0, 100))]}
    found = {"a": [case((0, 100), (100, 200))]}

    result = score(truth, found)

    assert result == Score(0.0, 0.0, 1.0)


def test_the_right_places_in_another_pair_are_not_found() -> None:
    """Cases are of their pair of texts."""
    result = score({"a": [case((0, 100))]}, {"b": [case((0, 100))]})

    assert result == Score(0.0, 0.0, 1.0)


def test_overlapping_finds_count_each_place_once() -> None:
    """Two finds over the same half do not make a whole."""
    wanted = case((0, 100))

    result = share(wanted, [case((50, 150)), case((25, 100))])

    assert result == 0.75


def test_the_same_find_twice_is_one_find() -> None:
    """To say a thing twice does not make it granular."""
    truth = {"a": [case((0, 100))]}

    result = score(truth, {"a": [case((0, 100)), case((0, 100))]})

    assert result == Score(1.0, 1.0, 1.0)


@given(spans, st.lists(spans, max_size=6))
def test_covered_length_is_the_size_of_the_union(span: Span, others: list[Span]) -> None:
    """Arithmetic on ends counts what a set of places counts."""
    places = {place for other in others for place in range(*other)}

    length = covered_length(span, others)

    assert length == len(places.intersection(range(*span)))


@given(cases, cases)
def test_scores_agree_with_a_twin_that_marks_every_place(truth: list[Case], found: list[Case]) -> None:
    """The slow way, code point by code point, gives the same figures."""
    result = score({"a": truth}, {"a": found})

    assert (result.precision, result.recall) == pytest.approx(twin(truth, found))


@given(cases, cases)
def test_precision_and_recall_mirror_each_other(truth: list[Case], found: list[Case]) -> None:
    """The recall of one side is the precision of the other."""
    result, mirrored = score({"a": truth}, {"a": found}), score({"a": found}, {"a": truth})

    assert (result.precision, result.recall) == (mirrored.recall, mirrored.precision)


@pytest.mark.quality
@pytest.mark.usefixtures("data")
def test_the_gold_of_pan_2013_against_itself_is_perfect() -> None:
    """The scorer has no quirk that the real gold would meet."""
    gold = {(pair.copy_name, pair.original_name): pair.cases for pair in pan13()}

    result = score(gold, gold)

    assert f"{result.plagdet:.3f}" == "1.000"


def twin(truth: list[Case], found: list[Case]) -> tuple[float, float]:
    """Score by marking places."""
    if not truth and not found:
        return 1.0, 1.0
    if not truth or not found:
        return 0.0, 0.0
    precision = fmean(marked_share(one, set(truth)) for one in set(found))
    return precision, fmean(marked_share(one, set(found)) for one in set(truth))


def marked_share(one: Case, others: set[Case]) -> float:
    """Share the places of a case that the others which meet it on both sides hold."""
    mine = places(one)
    met = [theirs for theirs in map(places, others) if len({side for side, _ in mine & theirs}) == 2]
    return len(mine & set().union(*met)) / len(mine)


def places(one: Case) -> set[tuple[int, int]]:
    """List the places of a case as side and code point."""
    return {(side, place) for side, span in enumerate(one) for place in range(*span)}
