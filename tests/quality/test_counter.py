"""Derivation on COUNTER's even half: what cross-validation reaches, less a hundredth, is the floor."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import numpy as np
import pytest

from bench.counter import judge_all, load, score_verdicts
from bench.fit_verdict import Score, cross_validate, fit_derivation, measure_all, score, tell_derivation
from mediawire.reuse.constants import VERDICT
from mediawire.reuse.measures import Measures

pytestmark = pytest.mark.quality


@pytest.fixture(scope="module")
def measures(data: Path) -> list[Measures]:
    """Measure all pairs once."""
    return measure_all(load()[0])


@pytest.fixture(scope="module")
def scores(measures: list[Measures]) -> list[Score]:
    """Cross-validate with three seeds."""
    return cross_validate(measures, load()[1], fit_derivation, tell_derivation, range(3))


@pytest.mark.parametrize(("field", "floor"), [("classes_f1", 0.75), ("two_f1", 0.84)])
def test_derivation_of_unseen_reports(scores: list[Score], field: str, floor: float) -> None:
    """Weighted F1 over three classes and over two, on reports that were not fitted on."""
    assert mean(getattr(each, field) for each in scores) >= floor


def test_what_ships_is_what_was_fitted(measures: list[Measures]) -> None:
    """The shipped weights are those of the whole set, and do as well on it."""
    classes = load()[1]

    fitted = fit_derivation(measures, classes)
    told = [tell_derivation(each, VERDICT) for each in measures]

    outcome = score(classes, np.array([at for at, _ in told]), np.array([derived for _, derived in told]))
    assert outcome.classes_f1 >= 0.76
    assert outcome.two_f1 >= 0.84
    assert VERDICT.derived == pytest.approx(fitted.derived, abs=0.01)
    assert VERDICT.wholly == pytest.approx(fitted.wholly, abs=0.01)


def test_derivation_through_compare(data: Path) -> None:
    """What the product says, with all that the passages add, falls behind neither figure."""
    pairs, classes = load()

    through = score_verdicts(judge_all(pairs), classes)

    assert through.classes_f1 >= 0.76
    assert through.two_f1 >= 0.844
