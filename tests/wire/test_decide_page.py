"""What an item's own page says, or no longer says."""

from __future__ import annotations

import pytest

from mediawire.report import Body
from mediawire.wire.decide_page import LOOKS, decide_gone, decide_page, is_sent_away, tell_gone
from mediawire.wire.decisions import Gone, Grade, Had, Known, Place, Standing, Verb
from mediawire.wire.identity import appear
from mediawire.wire.reading import Completeness, Notice, NoticeKind, Reading, Received, Refusal, Target, Verdict
from mediawire.wire.visits import Fetched, NotModified, Reason, Refused, Visit
from tests.wire.made import BAKERS, FERRY, NOON, SOURCE, known, known_after, known_item, made_report

URL = "https://harbour.example/f1"
TEASER = made_report("", teaser="The ferry to the northern islands left late.")


def page(text: str = FERRY, headline: str = "Ferry late", **facts: object) -> Reading:
    """Make what a page holds."""
    facts.setdefault("url", URL)
    return Reading("page", (Received(Body(text), headline=headline, **facts),))


def read_once(text: str = FERRY) -> Known:
    """Make an item whose page was read."""
    item = known_item(TEASER)
    shown = appear(page(text).reports[0])
    return known(item, shown={**item.shown, Place.PAGE: shown}, digests=item.digests | {shown.digest})


def fetched(url: str = URL) -> Fetched:
    """Make an answer with content."""
    return Fetched(url, 200, b"<html>", NOON)


def refused(status: int, reason: Reason = Reason.STATUS) -> Refused:
    """Make a refusal."""
    return Refused(reason, "why", URL, NOON, status=status)


def test_a_page_completes_a_teaser() -> None:
    """The item stays what it was, with its whole text."""
    (decision,) = decide_page(known_item(TEASER), page(), SOURCE, NOON)

    assert (decision.verb, decision.grade, decision.place) == (Verb.VERSION, Grade.COMPLETED, Place.PAGE)


def test_a_page_that_gives_but_a_part_completes_nothing() -> None:
    """A stump is not passed off as a report."""
    stump = page(FERRY[:60], completeness=Completeness(Verdict.INCOMPLETE))

    (decision,) = decide_page(known_item(TEASER), stump, SOURCE, NOON)

    assert not decision.is_current


def test_a_page_is_compared_with_itself_and_not_with_the_list() -> None:
    """A teaser and a text always differ."""
    assert [one.verb for one in decide_page(read_once(), page(), SOURCE, NOON)] == [Verb.SAME]


def test_a_silent_edit_of_a_page_is_seen() -> None:
    """No feed tells of it."""
    (decision,) = decide_page(read_once(), page(FERRY.replace("212", "221")), SOURCE, NOON)

    assert (decision.verb, decision.grade) == (Verb.VERSION, Grade.CORRECTION)


def test_further_stories_on_a_page_are_items_of_their_own() -> None:
    """The one that is like the item is the item, wherever it stands."""
    both = Reading("page", (*page(BAKERS, "No bread", url=f"{URL}/2").reports, *page().reports))

    decisions = decide_page(read_once(), both, SOURCE, NOON)

    assert [(one.verb, one.item == "harbour/f1") for one in decisions] == [(Verb.SAME, True), (Verb.NEW, False)]


def test_further_stories_that_are_known_are_not_new_again() -> None:
    """At every visit to the page."""
    reading = Reading("page", (*page().reports, *page(BAKERS, "No bread", url=f"{URL}/2").reports))
    had = known_after(Had(), decide_page(read_once(), reading, SOURCE, NOON)[1:])

    decisions = decide_page(read_once(), reading, SOURCE, NOON, had)

    assert [one.verb for one in decisions] == [Verb.SAME, Verb.SAME]


def test_a_page_that_says_it_is_withdrawn_kills_its_item() -> None:
    """The notice names no other report."""
    withdrawn = Reading("page", notices=(Notice(NoticeKind.KILL, text="This story was withdrawn."),))

    decisions = decide_page(read_once(), withdrawn, SOURCE, NOON)

    assert decisions[0].standing is Standing.KILLED
    assert decisions[-1].gone is Gone.WITHDRAWN


def test_a_kill_on_a_page_that_names_another_report_waits_for_that_one() -> None:
    """It is not about the item."""
    other = Reading("page", notices=(Notice(NoticeKind.KILL, (Target(guid="other"),)),))

    decisions = decide_page(read_once(), other, SOURCE, NOON)

    assert all(one.standing is None for one in decisions)


def test_a_page_that_cannot_be_read_changes_nothing() -> None:
    """And says why."""
    (decision,) = decide_page(read_once(), Reading("page", refusals=(Refusal("died", "reader died"),)), SOURCE, NOON)

    assert (decision.verb, "reader died" in decision.reason) == (Verb.SAME, True)


@pytest.mark.parametrize(
    ("visit", "gone"),
    [
        (refused(404), Gone.PAGE_MISSING),
        (refused(410, Reason.GONE), Gone.PAGE_GONE),
        (fetched("https://harbour.example/"), Gone.REDIRECTED),
        (fetched("https://harbour.example/404"), Gone.REDIRECTED),
    ],
)
def test_a_page_that_is_not_there_is_gone_at_the_second_look(visit: Visit, gone: Gone) -> None:
    """Each kind of gone has its name, and none of them is a kill."""
    first = decide_gone(read_once(), URL, visit, 1)
    second = decide_gone(read_once(), URL, visit, LOOKS)
    third = decide_gone(known(read_once(), gone=gone), URL, visit, LOOKS + 1)

    assert [one.verb for one in first] == [Verb.SAME]
    assert [(one.verb, one.gone, one.standing) for one in second] == [(Verb.GONE, gone, None)]
    assert third == []


@pytest.mark.parametrize("visit", [refused(503), fetched(), NotModified(URL, NOON), fetched(f"{URL}?seen=1")])
def test_trouble_is_no_going(visit: Visit) -> None:
    """A busy server has not lost its pages."""
    assert tell_gone(URL, visit) is None


def test_the_front_page_itself_is_not_sent_away() -> None:
    """Nor is a page that moved within its site."""
    assert not is_sent_away("https://harbour.example/", fetched("https://harbour.example/index.html"))
    assert not is_sent_away(URL, fetched("https://harbour.example/2026/ferry-late"))
