"""Planted changes in agency reports are found, classed right, and nothing else is reported."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bench.archives import digest
from bench.planted_changes import Tally, planted_articles, reuters_texts, tally
from mediawire import compare

ARTICLES_DIGEST = "09eecc94311fcb440c81e7009e77e013a171c9b45affd0ab25e4d87a3ed59829"
LEAST_FOUND = 0.98
MOST_FALSE_ALARMS = 0.005


@pytest.fixture(scope="module")
def result(data: Path) -> Tally:
    """Return the counts over the 200 articles."""
    assert digest(data / "reuters-2009-2010.jsonl.xz") == ARTICLES_DIGEST
    return tally(planted_articles(reuters_texts()), comparison_of)


def comparison_of(original: str, copy: str) -> Mapping[str, Any]:
    """Compare two texts as the command does."""
    return compare(original, copy).to_dict()


@pytest.mark.quality
def test_planted_changes_are_found_and_classed_right(result: Tally) -> None:
    """Of a number, a date, a name, a negation and a quoted word in each article, nearly all are told."""
    share = result.found.total() / result.planted.total()

    assert result.planted.total() == 1000
    assert share >= LEAST_FOUND


@pytest.mark.quality
def test_what_nobody_touched_is_not_reported(result: Tally) -> None:
    """A false alarm costs an editor more than a missed change."""
    rate = result.alarms / result.untouched

    assert result.untouched > 10_000
    assert rate < MOST_FALSE_ALARMS
