"""Depth of rewriting on Clough and Stevenson's answers: what is reached, less a hundredth, is the floor."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from bench.clough import load, score_derivations, score_kinds
from bench.counter import judge_all
from bench.fit_verdict import Score, cross_validate, fit_depth, measure_all, tell_depth
from mediawire.reuse.constants import VERDICT
from mediawire.reuse.measures import Measures

pytestmark = pytest.mark.quality


@pytest.fixture(scope="module")
def measures(data: Path) -> list[Measures]:
    """Measure all answers once."""
    return measure_all(load()[0])


@pytest.fixture(scope="module")
def scores(measures: list[Measures]) -> list[Score]:
    """Cross-validate with ten seeds: the set is small."""
    return cross_validate(measures, load()[1], fit_depth, tell_depth)


@pytest.mark.parametrize(
    ("field", "floor"),
    [("classes_accuracy", 0.778), ("classes_f1", 0.77), ("two_accuracy", 0.958), ("two_f1", 0.958)],
)
def test_depth_of_unseen_answers(scores: list[Score], field: str, floor: float) -> None:
    """Accuracy and weighted F1 over four classes and over two, on answers that were not fitted on."""
    assert mean(getattr(each, field) for each in scores) >= floor


def test_what_ships_is_what_was_fitted(measures: list[Measures]) -> None:
    """The shipped weights are those of the whole set."""
    fitted = fit_depth(measures, load()[1])

    for shipped, again in zip(VERDICT.depths, fitted.depths, strict=True):
        assert shipped == pytest.approx(again, abs=0.01)


def test_reuse_through_compare(data: Path) -> None:
    """What the product says of the answers: its derivation alone, and the kind of copy, which weighs the depth too."""
    pairs, classes = load()

    verdicts = judge_all(pairs)

    assert score_derivations(verdicts, classes).two_accuracy >= 0.70
    assert score_kinds(verdicts, classes).two_accuracy >= 0.88
