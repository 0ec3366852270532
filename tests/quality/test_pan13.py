"""Reuse in other words on PAN 2013: what is reached on all pairs, less a hundredth, is the floor."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.archives import digest
from bench.pan13 import (
    NEWS_PAIRS,
    Found,
    clean_alarms,
    corpus,
    echo_alarms,
    find_cases,
    halves,
    judge,
    news_alarms,
)

pytestmark = [pytest.mark.quality, pytest.mark.slow]

DIGEST = "50a3ff869529480ae46014e7e5ca3dd446e55f5272749cf859c996d75967da17"
FLOORS = [("none", 0.97), ("random", 0.935), ("translation", 0.93), ("summary", 0.84), ("all", 0.94)]


@pytest.fixture(scope="module")
def found(data: Path) -> Found:
    """Search all pairs once."""
    return find_cases(range(len(corpus().pairs)))


def test_the_floors_belong_to_this_data(data: Path) -> None:
    """Other data of the same kind would need floors of its own."""
    assert digest(data / "pan13-train.tar.xz") == DIGEST


@pytest.mark.parametrize(("kind", "floor"), FLOORS)
def test_plagdet_of_each_kind(found: Found, kind: str, floor: float) -> None:
    """Verbatim, shuffled, translated and summarised passages are found as well as they were when this was pinned."""
    assert judge(found)[kind].plagdet >= floor


@pytest.mark.parametrize(("kind", "floor"), FLOORS)
def test_pairs_that_nothing_was_fitted_on(found: Found, kind: str, floor: float) -> None:
    """On the half that no constant was fitted on, plagdet is lower by two hundredths at most."""
    other = {number: found[number] for number in halves(len(corpus().pairs))[1]}

    assert judge(other)[kind].plagdet >= floor - 0.02


def test_clean_pairs_stay_clean(found: Found) -> None:
    """Of a thousand pairs without reuse, three at most have a passage."""
    alarms, clean = clean_alarms(found)

    assert clean == 1000
    assert alarms <= 3


def test_unrelated_news_has_no_passage(data: Path) -> None:
    """Of ten thousand pairs of articles that have nothing to do with each other, one in a thousand has a passage."""
    alarms, pairs = news_alarms()

    assert pairs == NEWS_PAIRS
    assert alarms <= 0.001 * pairs


def test_unrelated_news_echoes_nothing(data: Path) -> None:
    """Of the sentences of those articles, one in twenty thousand is taken for an echo of the other article."""
    alarms, sentences = echo_alarms()

    assert alarms <= sentences / 20_000
