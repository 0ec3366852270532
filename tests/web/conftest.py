"""A wire with a made source, people in their roles, and a clock that is an argument."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from mediawire.web import models
from mediawire.web.loop import source_of
from mediawire.web.memory import WireMemory
from mediawire.wire.decide import decide, list_window
from mediawire.wire.memory import Bytes, Visited
from mediawire.wire.read import read
from mediawire.wire.rhythm import begin

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NEWS_HOUR = NOW + timedelta(hours=2)
"""When readers look: after all that arrives and is published."""
FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Agency</title>
 <link>https://agency.example/</link><description>d</description>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://agency.example/{guid}</link><guid isPermaLink="false">{guid}</guid>
 <pubDate>Sun, 22 Nov 2026 10:00:00 +0000</pubDate><content:encoded><![CDATA[{body}]]></content:encoded></item>"""
BODY = (
    "<p>HARBOUR (HA) - The old bridge was closed on Saturday after three lorries collided, police said.</p>"
    "<p>It will reopen on <b>Monday</b> at noon, the mayor said.</p>"
)

Arrive = Callable[..., None]


@pytest.fixture(autouse=True)
def the_clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be NEWS_HOUR wherever the wire asks for the time: no test depends on the day it is run on."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NEWS_HOUR)


@pytest.fixture
def source(db: None) -> models.Source:
    """Return a source that may be published by a person."""
    return models.Source.objects.create(name="harbour", title="Harbour Agency", url="https://agency.example/feed")


@pytest.fixture
def arrive(source: models.Source) -> Arrive:
    """Return a function that lets a feed of some items arrive: pairs of guid, headline and body."""

    def arrive(*items: tuple[str, str, str], now: datetime = NOW, raw: str = "") -> None:
        told = "".join(ITEM.format(guid=guid, title=title, body=body) for guid, title, body in items)
        data = (raw or FEED.format(items=told)).encode()
        reading = read(data, source.url, "application/rss+xml", apart=False, now=now)
        memory, place = WireMemory(), Visited(source.pk, source.pk, source.url, begin(now))
        memory.begin_places([place])
        decisions = decide(memory.recall(source.pk, reading), reading, source_of(source), now)
        received = Bytes(data, source.url, "application/rss+xml", now)
        memory.keep(place, decisions, received, list_window(decisions), (), now, reading)

    return arrive


def person(name: str, role: str) -> User:
    """Make a person in a role."""
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get_or_create(name=role)[0])
    return user


@pytest.fixture
def alice(db: None) -> User:
    """Alice is a chief."""
    return person("alice", "chief")


@pytest.fixture
def bob(db: None) -> User:
    """Bob is an editor: he has headlines."""
    return person("bob", "editor")


@pytest.fixture
def carol(db: None) -> User:
    """Carol is another chief."""
    return person("carol", "chief")


@pytest.fixture
def reader() -> Client:
    """Return the browser of a reader who is not known."""
    return Client()


def later(minutes: float) -> datetime:
    """Return a time after NOW."""
    return NOW + timedelta(minutes=minutes)
