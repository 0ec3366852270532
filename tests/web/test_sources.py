"""Sources and people: added by address or by list, switched off, on terms; and let in by one-time links."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mediawire.web import models
from mediawire.web.desk import finding
from mediawire.web.desk.finding import look_into
from mediawire.web.desk.links import make_link, use_link, whose_link
from mediawire.web.first import make_first
from mediawire.wire.read import read
from mediawire.wire.reading import Reading
from mediawire.wire.source import Source
from mediawire.wire.visits import Fetched, Reason, Refused, Visit
from tests.web.conftest import BODY, FEED, ITEM, NOW, person

pytestmark = pytest.mark.django_db
HOME = "https://agency.example/"
PAGE = '<!doctype html><html><head><title>Harbour</title><link rel="alternate" type="application/rss+xml" href="/feed">'
PAGES = {
    HOME: PAGE + "</head><body><h1>Harbour Agency</h1></body></html>",
    HOME + "feed": FEED.format(items=ITEM.format(title="Bridge closed", guid="g1", body=BODY)),
    HOME + "empty": "<!doctype html><html><head><title>Empty</title></head><body></body></html>",
}


def visitor(source: Source) -> Visit:
    """Answer from a few pages; all else is not there."""
    if source.url not in PAGES:
        return Refused(Reason.UNREACHABLE, "no such host", source.url, NOW)
    return Fetched(source.url, 200, PAGES[source.url].encode(), NOW, "text/html")


def reader(came: Fetched) -> Reading:
    """Read in this process."""
    return read(came.body, came.url, came.content_type, apart=False, now=NOW)


@pytest.fixture
def chief(alice: User) -> Client:
    """Return Alice's browser."""
    client = Client()
    client.force_login(alice)
    return client


def test_the_feed_is_found_by_the_page_that_names_it() -> None:
    """A journalist types the address of the site."""
    looked = look_into(HOME, visitor=visitor, reader=reader)

    offer = looked.offers[0]
    assert (offer.url, offer.title, offer.headlines) == (HOME + "feed", "Harbour Agency", ("Bridge closed",))


@pytest.mark.parametrize(("address", "why"), [(HOME + "empty", "Nothing to retrieve"), (HOME + "no", "no such host")])
def test_where_nothing_is_found_it_is_said_why(address: str, why: str) -> None:
    """What another site does is told, and nothing is added."""
    assert why in look_into(address, visitor=visitor, reader=reader).why


def test_alice_adds_what_was_found_and_not_twice(chief: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking keeps nothing; adding does, with a row in the ledger."""
    monkeypatch.setattr(finding, "visit_once", visitor)

    page = chief.post("/desk/sources", {"url": HOME}).content.decode()
    before = models.Source.objects.count()
    for _ in range(2):
        chief.post("/desk/sources/add", {"url": HOME + "feed", "title": "Harbour Agency"})

    assert "What was found" in page
    assert before == 0
    assert [row.url for row in models.Source.objects.all()] == [HOME + "feed"]
    assert [entry.act for entry in models.Entry.objects.all()] == ["source"]


def test_a_list_goes_out_and_comes_in_again(chief: Client) -> None:
    """What is here already is left alone."""
    models.Source.objects.create(name="one", title="One", url="https://one.example/feed")
    models.Source.objects.create(name="two", title="Two", url="https://two.example/feed", options={"section": "Coast"})
    out = chief.get("/desk/sources/opml").content
    models.Source.objects.filter(pk="two").delete()

    page = chief.post("/desk/sources/opml", {"file": SimpleUploadedFile("all.opml", out)}, follow=True)

    two = models.Source.objects.get(title="Two")
    assert "1 added, 1 were here already" in page.content.decode()
    assert (two.url, two.options) == ("https://two.example/feed", {"section": "Coast"})


@pytest.mark.parametrize("data", [b"", b"\0\0", b"<html></html>", b"<opml><body><outline type='rss'/></body></opml>"])
def test_a_file_that_is_no_list_is_refused_in_words(data: bytes, chief: Client) -> None:
    """No file upsets the page."""
    answer = chief.post("/desk/sources/opml", {"file": SimpleUploadedFile("x", data)}, follow=True)

    assert answer.status_code == 200
    assert "message error" in answer.content.decode()
    assert not models.Source.objects.exists()


def test_a_source_that_is_switched_off_is_not_visited(chief: Client, source: models.Source) -> None:
    """It says so; switched on again it goes on."""
    chief.post(f"/desk/source/{source.pk}/switch", {"off": "1"})
    off = models.Source.objects.get().is_off
    chief.post(f"/desk/source/{source.pk}/switch", {"on": "1"})

    assert (off, models.Source.objects.get().is_off) == (True, False)


def test_terms_are_kept_as_they_were_said(chief: Client, source: models.Source) -> None:
    """What is not ticked is not allowed."""
    chief.post(f"/desk/source/{source.pk}", {"hold_minutes": "15", "canonical": "none", "longest_days": ""})

    terms = models.Source.objects.get().terms
    assert (terms["hold_minutes"], terms["canonical"], terms["may_change_headline"]) == (15, "none", False)
    assert "longest_days" not in terms


def test_a_rhythm_that_cannot_be_is_refused(chief: Client, source: models.Source) -> None:
    """The page comes back with the reason, and nothing is kept."""
    given = {"title": "x", "url": source.url, "shortest_minutes": "60", "longest_minutes": "5", "identity": "guid"}

    page = chief.post(f"/desk/source/{source.pk}/settings", given).content.decode()

    assert "is longer than the longer one" in page
    assert models.Source.objects.get().title == source.title


def test_bob_sees_sources_and_changes_none(source: models.Source, bob: User) -> None:
    """Sources and terms are a chief's."""
    his = Client()
    his.force_login(bob)
    acts = ("sources", "sources/add", "sources/opml", *(f"source/harbour{end}" for end in ("", "/settings", "/switch")))

    answers = {act: his.post(f"/desk/{act}").status_code for act in acts}

    assert set(answers.values()) == {403}
    assert his.get("/desk/source/harbour").status_code == 200


def test_the_first_editor_gets_a_link_for_whoever_looks_after_people() -> None:
    """A chief has no people, and an admin no text: so there are two accounts from the first minute."""
    client, secret = Client(), "a long and odd password"
    chosen = {"new_password1": secret, "new_password2": secret}

    page = client.post(f"/desk/first/{make_first()}", chosen, follow=True).content.decode()
    link = re.search(r"/desk/password/[\w-]+", page)
    assert link is not None
    admin = Client()
    people = admin.post(link[0], chosen, follow=True)

    assert "<h1>People</h1>" in people.content.decode()
    assert Client().get(link[0]).status_code == 404


def test_a_link_is_used_once_and_ends_by_itself(bob: User) -> None:
    """A new link makes the old one void; nobody gets in who was switched off."""
    now = timezone.now()
    old, new = make_link(bob, now), make_link(bob, now)

    assert whose_link(old, now) is None
    assert whose_link(new, now + timedelta(days=4)) is None
    assert whose_link(new, now) == bob
    assert [use_link(new), use_link(new)] == [True, False]


def test_dora_switches_bob_off_and_cannot_lock_herself_out(bob: User) -> None:
    """Who leaves is switched off, and is out at once."""
    dora = person("dora", "admin")
    hers, his = Client(), Client()
    hers.force_login(dora)
    his.force_login(bob)

    hers.post(f"/desk/people/{bob.pk}", {"role": "editor", "is_off": "on"})
    hers.post(f"/desk/people/{dora.pk}", {"role": "reader", "is_off": "on"})

    assert his.get("/desk/").status_code == 302
    assert hers.get("/desk/people").status_code == 200
