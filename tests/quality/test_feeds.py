"""Feeds on what the tests of feedparser and gofeed expect, and charsets on what was meant."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from bench import wire_encodings
from bench.archives import unpacked
from bench.feed_exceptions import why_not
from bench.feed_expectations import Case, Row
from bench.feeds import NOW, measure
from mediawire.wire.document import Document
from mediawire.wire.formats import read_document
from mediawire.wire.reading import Verdict

pytestmark = pytest.mark.quality

Counts = Counter[tuple[str, str, bool]]


@pytest.fixture(scope="module")
def measured(data: Path) -> tuple[Counts, list[tuple[Case, Row]]]:
    """Judge all expectations once."""
    return measure()


@pytest.mark.parametrize(
    ("source", "kind", "floor"),
    [("feedparser", "field", 0.99), ("feedparser", "kept", 0.989), ("gofeed", "field", 0.99), ("gofeed", "kept", 0.99)],
)
def test_expectations_of_others(
    measured: tuple[Counts, list[tuple[Case, Row]]], source: str, kind: str, floor: float
) -> None:
    """The share of values that stand where they should, without a word of excuse."""
    counts, _ = measured

    met, missed = counts[source, kind, True], counts[source, kind, False]

    assert met + missed > 250
    assert met / (met + missed) >= floor


def test_what_is_not_met_has_a_reason(measured: tuple[Counts, list[tuple[Case, Row]]]) -> None:
    """Of all values 99.9 % are met, or not met for a reason that is written down."""
    counts, missed = measured
    total = sum(count for (_, kind, _), count in counts.items() if kind != "none")

    without = [row for case, row in missed if why_not(case, row) is None]

    assert 1 - len(without) / total >= 0.999


def test_charsets_are_told_right(data: Path) -> None:
    """Documents in 21 code pages, stated rightly, wrongly or not at all, and the hostile ones."""
    counts = wire_encodings.measure()

    right = sum(count for (_, is_right), count in counts.items() if is_right)

    assert right / counts.total() >= 0.99


@pytest.mark.parametrize("folder", ["xml", "encoding", "json", "dates"])
def test_hostile_feeds_cost_little(data: Path, folder: str) -> None:
    """No hostile file is an error or takes five seconds, and no time out of reason orders anything."""
    for path in sorted((next(unpacked("hostile.tar.xz").rglob(folder))).iterdir()):
        began = time.process_time()

        reading = read_document(Document(path.read_bytes(), "http://feed.test/", now=NOW))

        assert time.process_time() - began < 5, path.name
        assert reading.reports or reading.refusals or reading.warnings, path.name
        assert all(
            report.published is None or 1990 <= report.published.year <= NOW.year for report in reading.reports
        ), path.name


def test_cut_feeds_are_not_passed_off_as_whole(data: Path) -> None:
    """Of each feed that breaks off the last report is incomplete, and that it breaks off is told."""
    for path in sorted(next(unpacked("hostile.tar.xz").rglob("xml")).glob("truncated_*.xml")):
        reading = read_document(Document(path.read_bytes(), now=NOW))

        assert reading.reports[-1].completeness.verdict is Verdict.INCOMPLETE, path.name
        assert any(refusal.reason == "cut off" for refusal in reading.refusals), path.name
