"""The list of changes: who follows it, now and then or all the time, ends with what readers may see."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mediawire.web import models, publishing
from mediawire.web.feeds.api import write_changes
from mediawire.web.feeds.changes import list_changes
from mediawire.web.feeds.settling import settle
from mediawire.web.gate import readable
from mediawire.web.publishing import NotAllowed
from tests.web.conftest import BODY, NOW, Arrive, later, person


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the clock of all exits to NOW."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.mark.django_db
def test_changes_come_in_the_order_of_commits_and_go_on_from_the_cursor(
    arrive: Arrive, alice: User, reader: Client
) -> None:
    """Two reports, one a page: the second page begins where the first ended, and there is no third."""
    arrive(("g1", "Bridge closed", BODY), ("g2", "Harbour open", BODY.replace("bridge", "harbour")))
    for guid in ("g1", "g2"):
        publishing.publish(f"harbour/{guid}", NOW, alice, "city")

    first = reader.get("/api/v1/changes?limit=1").json()
    second = reader.get(f"/api/v1/changes?limit=1&after={first['cursor']}").json()
    third = reader.get(f"/api/v1/changes?after={second['cursor']}").json()

    headlines = [one["changes"][0]["article"]["headlines"][0]["value"] for one in (first, second)]
    assert headlines == ["Bridge closed", "Harbour open"]
    assert (first["has_more"], second["has_more"]) == (True, False)
    assert third == {"changes": [], "cursor": second["cursor"], "has_more": False}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["after=-1", "after=x", "limit=0", "limit=201", "after=99999999999999999999", "limit=²"]
)
def test_what_is_no_cursor_is_refused_in_words(reader: Client, query: str) -> None:
    """A wrong question is answered with what is wrong with it."""
    answer = reader.get(f"/api/v1/changes?{query}")

    assert answer.status_code == 400
    assert "limit" in answer.json()["error"]


@pytest.mark.django_db
def test_of_what_was_never_open_nothing_is_told(arrive: Arrive, alice: User, reader: Client) -> None:
    """A report that is scheduled, and held and killed before its time, is not even a number."""
    arrive(("g1", "Bridge closed", BODY))
    publishing.publish("harbour/g1", NOW, alice, "city", at=later(60))
    scheduled = reader.get("/api/v1/changes").json()["changes"]
    publishing.hold("harbour/g1", NOW, alice)
    publishing.kill("harbour/g1", NOW, alice)

    killed = reader.get("/api/v1/changes").json()["changes"]

    assert scheduled == killed == []


@pytest.mark.django_db
def test_what_is_held_is_told_without_a_word_of_it(arrive: Arrive, alice: User, reader: Client) -> None:
    """A client that has the report is told to put it away; its row from before is told in the same way."""
    arrive(("g1", "Bridge closed", BODY))
    publishing.publish("harbour/g1", NOW, alice, "city")
    before = reader.get("/api/v1/changes").json()
    publishing.hold("harbour/g1", NOW, alice)

    answers = [reader.get(f"/api/v1/changes?after={after}") for after in (0, before["cursor"])]

    assert [answer.json()["changes"][0]["change"] for answer in answers] == ["withheld", "withheld"]
    assert not any(b"ridge" in answer.content for answer in answers)


@pytest.mark.django_db
def test_an_article_that_is_not_to_be_seen_is_not_there(arrive: Arrive, alice: User, reader: Client) -> None:
    """Held is as if there were none; killed is gone, with its status and no text."""
    arrive(("g1", "Bridge closed", BODY))
    row = publishing.publish("harbour/g1", NOW, alice, "city")
    assert row is not None
    publishing.hold("harbour/g1", NOW, alice)
    held = reader.get(f"/api/v1/articles/{row.pk}")
    publishing.kill("harbour/g1", NOW, alice)
    killed = reader.get(f"/api/v1/articles/{row.pk}")

    assert (held.status_code, killed.status_code) == (404, 410)
    assert killed.json()["pubStatus"] == "canceled"
    assert b"ridge" not in held.content + killed.content


@pytest.mark.django_db
def test_a_slow_clock_does_not_pass_over_what_a_faster_one_opened(arrive: Arrive, alice: User) -> None:
    """One process settles at a time that another has not reached: the other takes that time for its own."""
    arrive(("g1", "Bridge closed", BODY))
    settle(NOW)
    publishing.publish("harbour/g1", NOW, alice, "city", at=later(1))
    settle(later(1))

    slow = list_changes(settle(later(0.9)), 0, 10)

    assert [change.kind for change in slow.changes] == ["new"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/articles/99999999999999999999999",
        "/a/99999999999999999999999.newsml",
        "/sitemap-none.xml",
        "/sitemap-articles.xml?p=x",
        "/feeds/section/none/rss.xml",
        "/feeds/source/%00/atom.xml",
    ],
)
def test_what_is_not_there_is_told_so(reader: Client, address: str) -> None:
    """Numbers of any length, names of any kind: not found, and no error."""
    assert reader.get(address).status_code == 404


@dataclass
class Follower:
    """A client of the list of changes, and what it has: by number, the headline, or how it was withdrawn."""

    cursor: int = 0
    has: dict[int, str] = field(default_factory=dict)

    def follow(self, now: datetime, limit: int) -> None:
        """Ask until there is no more."""
        has_more = True
        while has_more:
            exits = settle(now)
            told = write_changes(list_changes(exits, self.cursor, limit), exits, "https://wire.example")
            self.cursor, has_more = told["cursor"], told["has_more"]
            for change in told["changes"]:
                self.has[change["number"]] = self.read(change)

    def read(self, change: dict[str, Any]) -> str:
        """Return what a change leaves a client with."""
        if change["change"] in ("withheld", "killed"):
            assert "bodies" not in change["article"]
            return str(change["change"])
        return str(change["article"]["headlines"][0]["value"])


ACTS = st.sampled_from(
    [
        "publish",
        "schedule",
        "headline",
        "hold",
        "release",
        "kill",
        "unkill",
        "embargo",
        "lift",
        "version",
        "expire",
        *["wait"] * 4,
    ]
)


class TestFollowing(TestCase):
    """Whatever is done, and however seldom a client asks."""

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        acts=st.lists(
            st.tuples(ACTS, st.sampled_from(["g1", "g2"]), st.sampled_from([1, 10, 45, 90])), min_size=4, max_size=14
        ),
        limits=st.tuples(st.integers(1, 3), st.integers(1, 5)),
    )
    @example(acts=[("schedule", "g1", 5), ("wait", "", 6)], limits=(1, 1))
    @example(acts=[("publish", "g1", 0), ("embargo", "g1", 5), ("wait", "", 6)], limits=(1, 1))
    @example(acts=[("schedule", "g1", 5), ("kill", "g1", 0), ("wait", "", 6)], limits=(1, 1))
    @example(acts=[("publish", "g1", 0), ("expire", "g1", 5), ("wait", "", 6)], limits=(1, 1))
    def test_who_was_away_ends_where_one_ends_who_never_was(
        self, acts: list[tuple[str, str, int]], limits: tuple[int, int]
    ) -> None:
        """Both have every report that readers may see, under its headline, and no other."""
        world, always, late = World(), Follower(), Follower()
        always.follow(world.now, limits[0])

        for name, guid, minutes in acts:
            world.do(name, guid, minutes)
            always.follow(world.now, limits[0])
        late.follow(world.now, limits[1])

        shown = {row.pk: headline_of(row) for row in readable(world.now).select_related("headline")}
        assert always.has == late.has
        assert {number: text for number, text in late.has.items() if text not in ("withheld", "killed")} == shown


def headline_of(row: models.Publication) -> str:
    """Return the headline that readers see."""
    return row.headline.text if row.headline else row.version.headline


class World:
    """Two reports of a source, and all that may happen to them while time goes on."""

    def __init__(self) -> None:
        self.now = NOW
        self.alice, self.carol = person("alice", "chief"), person("carol", "chief")
        source = models.Source.objects.create(name="harbour", title="Harbour", url="https://agency.example/feed")
        for guid in ("g1", "g2"):
            body = models.Body.objects.create(pk=f"sha256:{guid}", text_digest=guid, text=f"A report, {guid}.")
            item = models.Item.objects.create(
                pk=f"harbour/{guid}", source=source, first_seen=NOW, ordered_at=NOW, family=guid
            )
            item.current = self.add_version(item, body)
            item.save()

    def add_version(self, item: models.Item, body: models.Body) -> models.Version:
        """Let a version arrive."""
        return models.Version.objects.create(
            item=item,
            number=item.versions.count() + 1,
            place="feed",
            seen_at=self.now,
            reason="it came",
            is_version=True,
            is_current=True,
            body=body,
            appearance="{}",
            headline=f"Headline of {item.pk} {item.versions.count() + 1}",
        )

    def do(self, name: str, guid: str, minutes: int) -> None:
        """Let something happen; what the gate forbids does not."""
        with suppress(NotAllowed, models.Publication.DoesNotExist):
            getattr(self, f"do_{name}")(f"harbour/{guid}", timedelta(minutes=minutes))

    def do_publish(self, id: str, _: timedelta) -> None:
        """Publish."""
        publishing.publish(id, self.now, self.alice, "city")

    def do_schedule(self, id: str, wait: timedelta) -> None:
        """Publish later."""
        publishing.publish(id, self.now, self.alice, "city", at=self.now + wait)

    def do_headline(self, id: str, wait: timedelta) -> None:
        """Change the headline."""
        publishing.set_headline(id, f"Headline of ours {wait}", self.now, self.alice)

    def do_hold(self, id: str, _: timedelta) -> None:
        """Hold."""
        publishing.hold(id, self.now, self.alice)

    def do_release(self, id: str, _: timedelta) -> None:
        """Release."""
        publishing.release(id, self.now, self.alice)

    def do_kill(self, id: str, _: timedelta) -> None:
        """Kill."""
        publishing.kill(id, self.now, self.alice)

    def do_unkill(self, id: str, _: timedelta) -> None:
        """Lift a kill."""
        if models.Publication.objects.filter(item=id, killed_at__isnull=False).exists():
            publishing.unkill(id, self.now, self.alice)
            publishing.unkill(id, self.now, self.carol)

    def do_embargo(self, id: str, wait: timedelta) -> None:
        """Set an embargo."""
        publishing.follow_embargo(id, self.now + wait, self.now)

    def do_lift(self, id: str, _: timedelta) -> None:
        """Lift an embargo."""
        publishing.follow_embargo(id, None, self.now)

    def do_version(self, id: str, _: timedelta) -> None:
        """Let a new version arrive."""
        item = models.Item.objects.get(pk=id)
        assert item.current is not None
        item.current = self.add_version(item, item.current.body)
        item.save()
        publishing.follow(id, item.current, self.now)

    def do_expire(self, id: str, wait: timedelta) -> None:
        """Let the terms under which it is public end at some time to come."""
        models.Publication.objects.filter(item=id, killed_at=None).update(public_until=self.now + wait)

    def do_wait(self, _: str, wait: timedelta) -> None:
        """Let time go on."""
        self.now += wait
