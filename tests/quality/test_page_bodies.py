from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from bench.archives import digest
from bench.page_bodies import count_segments, score_words, take_all, take_ours
from bench.page_sets import readability_pages, segment_pages

DIGESTS = {
    "trafilatura-eval.tar.xz": "ddad34ccf3e0d90dffe0907f370600dc77979efc3075758789a5447e5a49cdf8",
    "readability.tar.xz": "c7b11fed76914db7d4533e55ed492b87a9d04dd52df7dc4ec9d71be359810582",
}

pytestmark = pytest.mark.quality


def test_the_floors_belong_to_this_data(data: Path) -> None:
    """Other data of the same kind would need floors of its own."""
    found = {name: digest(data / name) for name in DIGESTS}

    assert found == DIGESTS


@pytest.mark.usefixtures("data")
def test_wanted_segments_are_taken_and_unwanted_are_not() -> None:
    """On pages of hosts that the model has not seen, in both halves."""
    pages = list(segment_pages())

    counts = count_segments(pages, take_all(take_ours, pages).texts, fold_blanks=True)

    assert counts.f >= 0.93
    assert counts.precision >= 0.925
    assert counts.recall >= 0.925


@pytest.mark.usefixtures("data")
def test_the_words_of_whole_articles_are_taken() -> None:
    """Most words of the expected article are in the body, and few others."""
    pages = list(readability_pages())

    texts = take_all(take_ours, pages).texts

    assert mean(score_words(page.text, text) for page, text in zip(pages, texts, strict=True)) >= 0.85
