"""What may be done with an item, and by whom: headline, publishing, schedule, kill, and the audit of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from mediawire.errors import InputError
from mediawire.web import models, publishing
from mediawire.web.desk.times import read_time
from mediawire.web.publishing import NotAllowed
from tests.web.conftest import BODY, NOW, Arrive, later
from tests.web.test_inbox import copy

pytestmark = pytest.mark.django_db
ITEM = "/desk/item/harbour/g1"


@pytest.fixture
def chief(alice: User) -> Client:
    """Return Alice's browser."""
    return browser(alice)


def browser(user: User) -> Client:
    """Return somebody's browser, which minds CSRF as a real one."""
    client = Client()
    client.force_login(user)
    return client


def test_bob_writes_a_headline_that_alice_publishes(arrive: Arrive, bob: User, alice: User) -> None:
    """Before an item is public an editor's headline waits for whoever publishes."""
    arrive(("g1", "Bridge closed", BODY))
    his = browser(bob)

    his.post(f"{ITEM}/headline", {"headline": "Old bridge shut after crash"})
    his.post(f"{ITEM}/leave")
    hers = browser(alice)
    page = hers.get(ITEM).content.decode()
    hers.post(f"{ITEM}/publish", {"headline": "Old bridge shut after crash", "section": "city"})

    published = models.Publication.objects.get()
    assert "Written by bob" in page
    assert published.headline is not None
    assert published.headline.text == "Old bridge shut after crash"
    assert not models.Draft.objects.exists()


def test_checking_a_headline_changes_nothing(arrive: Arrive, chief: Client) -> None:
    """The checker's reasons stand beside the text that was tried."""
    arrive(("g1", "Bridge closed", BODY))

    answer = chief.post(f"{ITEM}/headline", {"headline": "Nine hurt in Berlin", "check": "1"}, follow=True)

    page = answer.content.decode()
    assert "“Berlin” is not named in the body." in page
    assert "Nine hurt in Berlin</textarea>" in page
    assert not models.Draft.objects.exists()


def test_terms_that_allow_no_other_headline_allow_no_draft(arrive: Arrive, source: models.Source, bob: User) -> None:
    """A source's terms hold on the desk as at the door."""
    arrive(("g1", "Bridge closed", BODY))
    models.Source.objects.update(terms={"may_change_headline": False})

    page = browser(bob).post(f"{ITEM}/headline", {"headline": "Ours"}, follow=True).content.decode()

    assert "do not allow another headline" in page
    assert not models.Draft.objects.exists()


def test_a_story_is_published_twice_only_on_purpose(arrive: Arrive, alice: User, chief: Client) -> None:
    """Alice must say that she has seen it."""
    arrive(("g1", "Bridge closed", BODY))
    publishing.publish("harbour/g1", NOW, alice)
    copy(1, "harbour/g1", later(1))

    refused = chief.post("/desk/item/other/1/publish", follow=True).content.decode()
    before = models.Publication.objects.count()
    chief.post("/desk/item/other/1/publish", {"despite": "1"})

    assert "the same story is published as no." in refused
    assert (before, models.Publication.objects.count()) == (1, 2)


def test_nobody_passes_over_a_kill(arrive: Arrive, alice: User) -> None:
    """Of all that forbids to publish, only "already published" may be passed over."""
    arrive(("g1", "Bridge closed", BODY))
    publishing.publish("harbour/g1", NOW, alice)
    publishing.kill("harbour/g1", later(1), alice)
    copy(1, "harbour/g1", later(2))

    for item in ("harbour/g1", "other/1"):
        with pytest.raises(NotAllowed, match="killed"):
            publishing.publish(item, later(3), alice, despite=frozenset({"killed", "already killed", "embargo"}))


def test_a_report_is_scheduled_by_the_clock_of_a_place(arrive: Arrive, chief: Client) -> None:
    """The wall clock and its zone are said; the site shows nothing before."""
    arrive(("g1", "Bridge closed", BODY))

    chief.post(f"{ITEM}/publish", {"at": "2099-07-01T06:00", "zone": "Europe/Paris", "headline": ""})

    assert models.Publication.objects.get().public_from == datetime(2099, 7, 1, 4, 0, tzinfo=UTC)
    assert models.Entry.objects.order_by("serial").last().act == "schedule"  # type: ignore[union-attr]
    assert b"Bridge closed" not in Client().get("/").content


@pytest.mark.parametrize(
    ("text", "zone", "why"),
    [
        ("2027-03-28T02:30", "Europe/Paris", "does not come"),
        ("2027-10-31T02:30", "Europe/Paris", "comes twice"),
        ("2027-10-31T02:30", "Mars/Port", "no time zone"),
        ("2027-10-31T02:30", "../../etc/passwd", "no time zone"),
        ("tomorrow", "UTC", "is written"),
        ("9999-12-31T23:59", "America/New_York", "out of range"),
    ],
)
def test_a_time_that_cannot_be_told_is_refused(text: str, zone: str, why: str) -> None:
    """Where clocks change nothing is guessed."""
    with pytest.raises(InputError, match=why):
        read_time(text, zone)


def test_a_time_with_its_own_zone_needs_no_other() -> None:
    """What is said exactly is taken exactly."""
    assert read_time("2027-10-31T02:30+02:00", "UTC") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_the_second_chief_is_told_who_asked(arrive: Arrive, alice: User, carol: User, chief: Client) -> None:
    """Alice asks, and cannot lift it; Carol sees that it was Alice, and lifts it."""
    arrive(("g1", "Bridge closed", BODY))
    publishing.publish("harbour/g1", NOW, alice)
    chief.post(f"{ITEM}/kill", {"text": "Withdrawn: wrong bridge."})
    chief.post(f"{ITEM}/unkill")
    hers = browser(carol)

    alone = chief.get(ITEM).content.decode()
    told = hers.get(ITEM).content.decode()
    hers.post(f"{ITEM}/unkill")

    assert "Another chief must lift it" in alone
    assert "alice has asked for it" in told
    assert models.Publication.objects.get().killed_at is None


@pytest.mark.parametrize("act", ["headline", "publish", "hold", "release", "kill", "unkill", "take-over"])
def test_an_act_on_nothing_is_answered_in_words(act: str, chief: Client) -> None:
    """An item that is not there is no error of ours."""
    answer = chief.post(f"/desk/item/harbour/none/{act}", {"headline": "x"}, follow=True)

    assert "There is no such item any more." in answer.content.decode()


def test_no_act_is_taken_without_its_token(arrive: Arrive, alice: User) -> None:
    """Another site's page cannot kill in Alice's name."""
    arrive(("g1", "Bridge closed", BODY))
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)

    answers = {act: client.post(f"{ITEM}/{act}").status_code for act in ("headline", "publish", "kill", "take-over")}

    assert set(answers.values()) == {403}


def test_the_ledger_is_read_by_item_and_by_person(arrive: Arrive, alice: User, carol: User, chief: Client) -> None:
    """Who did what to which item; what the wire did by itself has its own name."""
    arrive(("g1", "Bridge closed", BODY), ("g2", "Harvest late", BODY.replace("bridge", "field")))
    publishing.publish("harbour/g1", NOW, alice)
    publishing.hold("harbour/g2", NOW, carol)

    pages = {
        query: chief.get(f"/desk/ledger?{query}").context["entries"]
        for query in ("about=harbour/g1", "who=carol", "who=the+wire", "act=publish", "before=x")
    }

    assert [entry.act for entry in pages["about=harbour/g1"]] == ["publish", "receive"]
    assert [entry.about for entry in pages["who=carol"]] == ["harbour/g2"]
    assert {entry.act for entry in pages["who=the+wire"]} == {"receive"}
    assert [entry.act for entry in pages["act=publish"]] == ["publish"]
    assert len(pages["before=x"]) == 4
