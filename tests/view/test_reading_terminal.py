from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mediawire.report import Body, Source
from mediawire.view.columns import measure
from mediawire.view.reading_terminal import REPORTS_SHOWN, render_reading
from mediawire.wire.reading import (
    Certainty,
    Completeness,
    Entry,
    LeftOut,
    Notice,
    NoticeKind,
    PubStatus,
    Reading,
    Received,
    Refusal,
    StatedTime,
    Target,
    Verdict,
)

TIME = datetime(2021, 3, 1, 18, tzinfo=UTC)
REPORT = Received(
    Body("The ferry left two hours late on Monday."),
    headline="Ferry late",
    byline="Ada Holm",
    outlet="Lindby Post",
    source=Source("AFP"),
    published=TIME,
    embargoed_until=TIME,
    stated=(StatedTime("published", "1 March 18.00", TIME, ("time without zone, taken as UTC",)),),
    completeness=Completeness(Verdict.INCOMPLETE, 0.2, ("a paywall",), 33, (LeftOut("teaser", 12, "Read on"),)),
)


def test_a_report_is_shown_with_what_an_editor_looks_for() -> None:
    """Headline, byline, times with what was guessed, source, completeness, the first lines."""
    shown = render_reading(Reading("feed", (REPORT,)), "feed.xml", 100)

    for words in (
        "feed.xml · feed",
        "Ferry late",
        "Ada Holm · Lindby Post · credited to AFP",
        "published 2021-03-01 18:00+00:00 (stated as “1 March 18.00”: time without zone, taken as UTC)",
        "EMBARGOED UNTIL 2021-03-01 18:00+00:00",
        "INCOMPLETE: a paywall · 33 letters · 12 letters left out",
        "The ferry left two hours late on Monday.",
    ):
        assert words in shown


def test_notices_come_before_the_reports_and_are_loud() -> None:
    """A kill is seen first."""
    notice = Notice(NoticeKind.KILL, (Target(headline="Ferry late"),), text="Kill it.", evidence="the words KILL")
    unsure = Notice(NoticeKind.HOLD, certainty=Certainty.UNSURE)

    shown = render_reading(Reading("feed", (REPORT,), (notice, unsure)), "feed.xml", color=True)

    assert shown.index("KILL") < shown.index("Ada Holm")
    assert "\x1b[1;31mKILL" in shown
    assert "HOLD\x1b[0m" in shown and "a person decides" in shown


def test_a_withheld_report_says_so() -> None:
    """What may not be used is not shown as any other."""
    withheld = Received(Body("Late."), pub_status=PubStatus.WITHHELD)

    assert "WITHHELD" in render_reading(Reading("ninjs", (withheld,)), "a.json")


def test_refusals_are_counted_by_their_reason_and_named() -> None:
    """Nothing that could not be read is passed over in silence."""
    refusals = (Refusal("cut", "the end is missing", "item 3"), Refusal("cut", "the end is missing", "item 4"))

    shown = render_reading(Reading("feed", refusals=refusals), "feed.xml")

    assert "REFUSED · 2 cut" in shown
    assert "item 3: The end is missing." in shown or "item 3: the end is missing." in shown.lower()


def test_long_lists_say_that_they_are_shortened() -> None:
    """Where there is more, it is said how much, and where it is."""
    entries = tuple(Entry(f"https://post.example/{at}") for at in range(30))
    reading = Reading("feed", (REPORT,) * (REPORTS_SHOWN + 7), entries=entries)

    shown = render_reading(reading, "feed.xml")

    assert "… and 7 more reports: --json has them all" in shown
    assert "… and 10 more entries: --json has them all" in shown


@pytest.mark.parametrize("width", [40, 80, 140])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Whatever the texts hold: long words, wide letters, commands to the terminal."""
    wild = Received(Body("大" * 300 + "\x1b[31m" + "x" * 500), headline="a" * 200, byline="\u202egnoL")

    shown = render_reading(Reading("page", (wild, REPORT)), "b" * 300, width)

    assert max(measure(line) for line in shown.splitlines()) <= width
    assert "\x1b" not in shown and "\u202e" not in shown


def test_without_colour_no_codes_are_printed() -> None:
    """Colour only helps."""
    assert "\x1b" not in render_reading(Reading("feed", (REPORT,)), "feed.xml", color=False)
