"""An embargo holds at every exit, to the second, whatever clocks do; and a kill is gone at every one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from mediawire.web import models, publishing
from tests.web.addresses import names_for, walk
from tests.web.conftest import Arrive

pytestmark = pytest.mark.django_db

BODY = "<p>Zanzibarquux met Wolpertinger on the quay at dawn, the harbour master said in a statement on Sunday.</p>"
HEADLINE = "Grumbolian ferry returns"
OURS = "Xylophage boat is back"
WORDS = (b"zanzibarquux", b"wolpertinger", b"grumbolian", b"xylophage")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

SPRING = datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
"""clocks go from 2 to 3 in Amsterdam"""
AUTUMN = datetime(2027, 10, 31, 1, 0, tzinfo=UTC)
"""clocks go from 3 back to 2: half past two comes twice"""
ENDS = [
    SPRING,
    SPRING + timedelta(minutes=30),
    AUTUMN - timedelta(minutes=30),
    AUTUMN + timedelta(minutes=30),
    datetime(2027, 10, 31, 2, 30, tzinfo=AMSTERDAM, fold=0),
    datetime(2027, 10, 31, 2, 30, tzinfo=AMSTERDAM, fold=1),
    datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC),
]
BEFORE = [timedelta(0, 0, 1), timedelta(seconds=1), timedelta(minutes=30), timedelta(hours=1), timedelta(hours=25)]


def make_public(arrive: Arrive, chief: User, until: datetime) -> models.Publication:
    """Make a publication that is scheduled for the end of its embargo."""
    began = until - timedelta(days=3)
    arrive(("g1", HEADLINE, BODY), now=began)
    publishing.follow_embargo("harbour/g1", until.astimezone(UTC), began)
    row = publishing.publish("harbour/g1", began, chief, "city", OURS, until.astimezone(UTC))
    assert row is not None
    return row


def set_clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Let it be a time, for all exits."""
    monkeypatch.setattr(timezone, "now", lambda: now.astimezone(UTC))


def read_all(client: Client, row: models.Publication) -> dict[str, bytes]:
    """Read all that readers may, with search for each of the words."""
    found = {address: client.get(address).content.lower() for _, address in walk("GET", None, row)}
    for word in (b"ferry", *WORDS):
        address = f"/search?q={word.decode()}"
        found[address] = client.get(address).content.lower().replace(word, b"")  # the question is repeated
    return found


@pytest.mark.parametrize(("end", "zone"), [*zip(ENDS, cycle(["Europe/Amsterdam", "UTC"]), strict=False)])
def test_no_exit_says_a_word_before_the_end(
    arrive: Arrive, alice: User, monkeypatch: pytest.MonkeyPatch, end: datetime, zone: str
) -> None:
    """Neither body nor headline nor slug; one second after the end it is there."""
    row = make_public(arrive, alice, end)
    client = Client()
    leaks = []
    with timezone.override(zone):
        for before in BEFORE:
            set_clock(monkeypatch, end.astimezone(UTC) - before)
            leaks += [(at, word) for at, said in read_all(client, row).items() for word in WORDS if word in said]
        set_clock(monkeypatch, end)
        after = read_all(client, row)

    assert not leaks
    assert b"zanzibarquux" in after[f"/a/{row.pk}/{row.slug}"]
    assert b"xylophage" in after["/"]


def test_a_kill_is_gone_at_every_exit(arrive: Arrive, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """No word of body or headline is left; the slug, which links lead to, is all that may be."""
    row = make_public(arrive, alice, AUTUMN)
    set_clock(monkeypatch, AUTUMN + timedelta(hours=1))
    client = Client()
    was_there = [at for at, said in read_all(client, row).items() if any(word in said for word in WORDS)]

    publishing.kill("harbour/g1", AUTUMN + timedelta(minutes=59))
    words = (*WORDS[:3], b"xylophage boat")
    leaks = [(at, word) for at, said in read_all(client, row).items() for word in words if word in said]

    assert len(was_there) >= 3
    assert not leaks


def test_a_kill_under_an_embargo_is_told_to_nobody(
    arrive: Arrive, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody learns that there was something."""
    row = make_public(arrive, alice, AUTUMN)
    publishing.kill("harbour/g1", AUTUMN - timedelta(hours=1))
    set_clock(monkeypatch, AUTUMN + timedelta(hours=1))

    said = read_all(Client(), row)

    assert not [at for at, text in said.items() if any(word in text for word in WORDS)]
    assert Client().get(f"/a/{row.pk}/{row.slug}").status_code == 404


def test_the_walk_leaves_no_exit_out(arrive: Arrive, alice: User) -> None:
    """Each name that readers may use has an address in it."""
    row = make_public(arrive, alice, AUTUMN)

    assert {name for name, _ in walk("GET", None, row)} == set(names_for("GET", None))
