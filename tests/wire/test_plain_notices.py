"""Kills, holds, embargoes and corrections in plain copy are acted on, whatever the format."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from mediawire.report import Body
from mediawire.wire.document import Document
from mediawire.wire.formats import read_document
from mediawire.wire.plain_notices import tell_notices
from mediawire.wire.reading import (
    Certainty,
    Change,
    Notice,
    NoticeKind,
    PubStatus,
    Reading,
    Received,
    Target,
)

PUBLISHED = datetime(2026, 5, 3, 10, 30, tzinfo=UTC)


def a_report(text: str, **more: object) -> Received:
    """Write a report."""
    return Received(Body(text), published=PUBLISHED, guid="q1", **more)  # type: ignore[arg-type]


def told(report: Received) -> Reading:
    """Read one report's notices."""
    return tell_notices(Reading("text", (report,)))


def test_a_kill_is_no_report() -> None:
    """It is a notice, with what it kills and the message itself."""
    message = a_report("EDITORS: Kill the story slugged BC-Quay-Fire.", headline="BC-Quay-Fire, MANDATORY KILL")

    reading = told(message)

    assert reading.reports == ()
    (notice,) = reading.notices
    assert (notice.kind, notice.certainty) == (NoticeKind.KILL, Certainty.SURE)
    assert notice.at == PUBLISHED
    assert any(target.slugline == "BC-Quay-Fire" for target in notice.targets)
    assert notice.report is not None
    assert notice.report.body.text == message.body.text
    assert notice.report.pub_status is PubStatus.CANCELED
    assert notice.evidence.endswith("MANDATORY KILL")


def test_a_kill_that_stands_in_the_headline_kills_what_the_rest_of_it_says() -> None:
    """Reuters writes the mark before the headline of the story that is withdrawn."""
    reading = told(a_report("Reuters has withdrawn the story.", headline="WITHDRAWN-Quay burns, ships sink"))

    assert reading.notices[0].targets == (Target(headline="Quay burns, ships sink"),)


def test_what_is_held_is_withheld_and_no_report() -> None:
    """A prepared obituary is kept for later, outside the reports."""
    reading = told(a_report("Ann Quay, who ...", headline="HOLD FOR RELEASE - Obituary of Ann Quay"))

    assert reading.reports == ()
    assert reading.notices[0].kind is NoticeKind.HOLD
    assert reading.notices[0].report is not None
    assert reading.notices[0].report.pub_status is PubStatus.WITHHELD


def test_an_embargo_gives_the_report_its_time() -> None:
    """The report stays, with when it may be used, what was stated and what was guessed."""
    reading = told(a_report("EMBARGOED UNTIL 0001 GMT MAY 5\n\nSleep is good for you, a study says."))

    (report,) = reading.reports
    assert report.embargoed_until == datetime(2026, 5, 5, 0, 1, tzinfo=UTC)
    assert report.stated[-1].field == "embargoed_until"
    assert report.stated[-1].guessed == ("year not stated, taken from when it was published",)
    assert reading.notices[0].kind is NoticeKind.EMBARGO
    assert reading.notices[0].until == report.embargoed_until


def test_the_later_of_two_embargoes_holds() -> None:
    """What the format states is never shortened by the copy."""
    later = datetime(2026, 5, 9, tzinfo=UTC)

    reading = told(a_report("EMBARGOED UNTIL 0001 GMT MAY 5\n\nSleep ...", embargoed_until=later))

    assert reading.reports[0].embargoed_until == later


def test_an_embargo_whose_end_cannot_be_read_withholds() -> None:
    """In doubt, hold."""
    reading = told(a_report("STRICTLY EMBARGOED\n\nSleep is good for you."))

    assert reading.reports[0].pub_status is PubStatus.WITHHELD
    assert reading.notices[0].kind is NoticeKind.EMBARGO


def test_a_correction_goes_on_with_its_change_told() -> None:
    """The corrected report is a report, and there is a notice of it."""
    reading = told(a_report("(Corrects name in paragraph 2)\nThe quay ...", headline="CORRECTED-Quay burns"))

    assert reading.reports[0].change is Change.CORRECTION
    assert [notice.kind for notice in reading.notices] == [NoticeKind.CORRECTION]
    assert reading.notices[0].targets[0].guid == "q1"


def test_what_is_unsure_leaves_the_report_and_asks_a_person() -> None:
    """A mark that may open a story as well decides nothing."""
    report = a_report("The quay was empty.", headline="HOLD: the quay")

    reading = told(report)

    assert reading.reports == (report,)
    assert reading.notices[0].certainty is Certainty.UNSURE


def test_a_story_comes_back_as_it_is() -> None:
    """Nothing is touched where nothing is found."""
    given = Reading("text", (a_report("Frosts kill the early vintage.", headline="Frosts kill vintage"),))

    reading = tell_notices(given)

    assert reading is given


def test_telling_twice_is_telling_once() -> None:
    """A record of an archive passes here twice."""
    reports = (
        a_report("EMBARGOED UNTIL 0001 GMT MAY 5\n\nSleep ..."),
        replace(a_report("The quay was empty.", headline="HOLD: the quay"), guid="q2"),
        replace(a_report("The quay ...", headline="CORRECTED-Quay burns"), guid="q3"),
        replace(a_report("Kill it.", headline="MANDATORY KILL"), guid="q4"),
    )
    once = tell_notices(Reading("text", reports))

    twice = tell_notices(once)

    assert twice == once
    assert len(once.notices) == 4


def test_what_the_format_said_is_not_said_again() -> None:
    """A stated correction and a mark in the headline are one notice."""
    report = a_report("The quay ...", headline="CORRECTED-Quay burns", change=Change.CORRECTION)
    stated = Notice(NoticeKind.CORRECTION, report=report)

    reading = tell_notices(Reading("ninjs", (report,), (stated,)))

    assert reading.notices == (stated,)


def test_the_door_tells_notices_in_any_format() -> None:
    """An item of a feed may be a kill as well."""
    feed = (
        b"<rss version='2.0'><channel><title>Quay</title><item><guid>1</guid><title>MANDATORY KILL: Quay fire</title>"
        b"<description>Please kill the story slugged Quay-Fire.</description></item></channel></rss>"
    )

    reading = read_document(Document(feed))

    assert reading.reports == ()
    assert [notice.kind for notice in reading.notices] == [NoticeKind.KILL]


def test_what_calls_itself_embargoed_without_a_time_is_withheld() -> None:
    """In doubt, hold: the mark stands in capitals before the headline."""
    report = a_report("The ferry left late.", headline="EMBARGOED: Ferry leaves late")

    (kept,) = told(report).reports

    assert kept.pub_status is PubStatus.WITHHELD


def test_an_embargo_on_trade_is_no_embargo_on_the_story() -> None:
    """The word alone, before a headline, may be what the story is about."""
    report = a_report("The council bans imports.", headline="EMBARGO: council bans imports of oil")

    (kept,) = told(report).reports

    assert kept.pub_status is PubStatus.USABLE
