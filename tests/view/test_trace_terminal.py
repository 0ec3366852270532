"""A trace in the terminal."""

from __future__ import annotations

import re

import pytest

from mediawire.corpus.trace import Trace
from mediawire.report import Span
from mediawire.view.columns import measure
from mediawire.view.trace_terminal import render_trace
from tests.view.press import HOSTILE, write_hostile_trace, write_trace

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def test_the_finding_comes_first() -> None:
    """A reader who stops after two lines knows the essential."""
    report = render_trace(write_trace(), "copy.txt", 80)

    first, second, *_ = report.strip().splitlines()
    assert first == "Found in two reports · copy.txt"
    assert second.startswith("87 %")


def test_each_source_is_told_with_version_share_and_evidence() -> None:
    """What a fact-checker writes down stands in the report."""
    report = " ".join(render_trace(write_trace(), "copy.txt", 100).split())

    assert "Harbour Wire · 5 March 2024, 12:00 UTC · the second of four versions · wire-204" in report
    assert "explains 53 % of the text" in report
    assert "Longest run of equal words: 16." in report
    assert "The same also in daily-77, coast-3." in report
    assert "no headline outlet not known · time not known · ferry-9" in report


def test_what_no_source_explains_is_plainly_shown() -> None:
    """The rest stands under its own rule, in its own words."""
    report = render_trace(write_trace(), "copy.txt", 80)

    _, _, rest = report.partition("?  no source found ")
    assert rest.splitlines()[1] == "Night closure for swing bridge"
    assert report.count("?  no source found ") == 2


def test_no_source_is_said_and_not_taken_for_proof() -> None:
    """The corpus may lack the source."""
    report = render_trace(Trace("Something new.", (), (Span(0, 14),)), "new.txt", 140)

    assert "No source found · new.txt" in report
    assert "no proof that it is original" in report
    assert "SOURCES" not in report


@pytest.mark.parametrize("width", [40, 80, 140])
@pytest.mark.parametrize("color", [False, True])
def test_foreign_text_cannot_take_over_the_terminal(width: int, color: bool) -> None:
    """Escapes and direction overrides become marks, and no line is too wide."""
    report = render_trace(write_hostile_trace(), HOSTILE, width, color)

    plain = ANSI.sub("", report) if color else report
    assert not {"\x1b", "\x00", "\u202e"} & set(plain)
    assert "\x1b[31m" not in report
    assert max(map(measure, plain.splitlines())) <= width
    assert "‹RLO›" in plain


def test_a_common_source_is_named_as_probable() -> None:
    """Where both were taken from a third report, that is said before the sources."""
    trace = write_trace()
    told = Trace(trace.text, trace.sources, trace.unexplained, "both share a passage that neither had first")

    report = " ".join(render_trace(told, "copy.txt", 80).split())

    assert "Probably a common source: Both share a passage that neither had first." in report
    assert report.index("Probably") < report.index("SOURCES")
