"""Quotations and speakers on PolNeAR's dev half: what is reached, less half a hundredth, is the floor."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from bench.polnear import Score, gold_stretches, judge, measure, reports

pytestmark = pytest.mark.quality


@pytest.fixture(scope="module")
def direct(data: Path) -> dict[str, Score]:
    """Score the direct quotations once."""
    return measure("dev")


@pytest.mark.parametrize(("name", "floor"), [("found", 0.933), ("source", 0.904), ("exactly", 0.848)])
def test_direct_quotations(direct: dict[str, Score], name: str, floor: float) -> None:
    """F1 of direct quotations, found, with a source that overlaps, and with the very source."""
    assert direct[name].f1 >= floor


@pytest.mark.parametrize(("name", "floor"), [("found", 0.919), ("source", 0.841)])
def test_direct_and_mixed_quotations(data: Path, name: str, floor: float) -> None:
    """The same with the words quoted within a sentence of the report's own."""
    assert measure("dev", with_mixed=True)[name].f1 >= floor


def test_gold_is_counted_once(data: Path) -> None:
    """Each report counts once, and no gold stretch overlaps another of its kind."""
    names = [report.name for report in reports("dev")]
    report = next(reports("dev"))

    direct, _ = gold_stretches(report)
    outcome = judge(report, with_mixed=False)

    assert len(names) == len(set(names)) == 84
    assert all(one.span.end <= other.span.start for one, other in pairwise(direct))
    assert len(outcome.matched) + len(outcome.missed) == len(direct)
