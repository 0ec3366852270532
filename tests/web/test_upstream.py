"""Upstream wins: kills, holds, embargoes and gone pages reach what is public within one visit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import pytest
from django.contrib.auth.models import User
from django.test import Client

from mediawire.web import models, publishing, unattended
from mediawire.web.loop import source_of
from mediawire.web.memory import WireMemory
from mediawire.web.publishing import NotAllowed
from mediawire.web.states import Act, News
from mediawire.wire.decisions import Gone, Standing
from mediawire.wire.reading import Change, Channel, Notice, NoticeKind, PubStatus, Reading, Received, Target
from mediawire.wire.rounds import Round, Rounds
from mediawire.wire.source import Source
from mediawire.wire.visits import Fetched, Reason, Refused, Validators, Visit
from tests.web.conftest import BODY, NOW, Arrive
from tests.wire.made import made_report

pytestmark = pytest.mark.django_db

FEED = "https://agency.example/feed"
PAGE = "https://agency.example/ferry"
TEXT = "The ferry was late because divers had cut a net from its rudder, the company said on Monday afternoon."
Go = Callable[..., list[Round]]


def report(**facts: object) -> Received:
    """Return a report of the agency."""
    given: dict[str, object] = {"url": PAGE, "published": NOW - timedelta(hours=1), **facts}
    return made_report(str(given.pop("text", TEXT)), str(given.pop("headline", "Ferry late")), "f1", **given)


def feed(*reports: Received, notices: tuple[Notice, ...] = ()) -> Reading:
    """Return what the feed holds."""
    return Reading("feed", reports, notices, channel=Channel(url="https://agency.example/"))


def kill(**target: str) -> Notice:
    """Return a kill; of the ferry where nothing else is said."""
    return Notice(NoticeKind.KILL, (Target(**(target or {"guid": "f1"})),), evidence="signal")


@pytest.fixture
def go(source: models.Source) -> Go:
    """Return a function that goes one round at a time, where each address gives what is said."""

    def go(at: datetime, **answers: Reading | Visit) -> list[Round]:
        models.Place.objects.filter(due__gt=at).update(due=at)
        places = {"feed": FEED, "page": PAGE}
        given = {places[name]: answer for name, answer in answers.items()}

        def visit(asked: Source, validators: Validators | None) -> Visit:
            answer = given.get(asked.url) or Refused(Reason.STATUS, "not found", asked.url, at, status=404)
            return answer if not isinstance(answer, Reading) else Fetched(asked.url, 200, repr(answer).encode(), at)

        def read(visited: Fetched, _: Source) -> Reading:
            answer = given[visited.url]
            assert isinstance(answer, Reading)
            return answer

        done: list[Round] = []
        seconds = count()

        def clock() -> datetime:  # goes on whenever it is looked at: hosts are given their pauses
            return at + timedelta(seconds=next(seconds))

        Rounds(WireMemory(), [source_of(source)], visit, read, clock, workers=1).go(done.append, once=True)
        return done

    return go


@pytest.fixture
def live(go: Go, alice: User) -> models.Publication:
    """Return a report that has come and is public, under a headline of ours."""
    go(NOW, feed=feed(report()))
    row = publishing.publish("harbour/f1", NOW, alice, "city", "No boat this morning")
    assert row is not None
    return row


def later(minutes: float = 10) -> datetime:
    """Return a time after NOW."""
    return NOW + timedelta(minutes=minutes)


def see(publication: models.Publication) -> tuple[int, bytes]:
    """Return what readers get at the address of a publication, and in all the lists together."""
    client = Client()
    answer = client.get(f"/a/{publication.pk}/{publication.slug}")
    lists = b"".join(client.get(at).content for at in ("/", "/section/city", "/search?q=ferry", "/corrections"))
    return answer.status_code, answer.content + lists


@pytest.mark.parametrize(
    "came",
    [
        feed(report(), notices=(kill(),)),
        feed(notices=(kill(url=PAGE),)),
        feed(notices=(kill(headline="Ferry late"),)),
        feed(report(pub_status=PubStatus.CANCELED)),
        feed(report(change=Change.WITHDRAWAL, text="This report was withdrawn.")),
    ],
    ids=["by guid", "by address", "by headline", "canceled", "a version that withdraws it"],
)
def test_a_kill_takes_down_what_is_public_within_the_visit(live: models.Publication, go: Go, came: Reading) -> None:
    """From a notice, from the status of a format, from a version that takes it back; the clock is written down."""
    go(later(), feed=came)

    status, seen = see(live)
    live.refresh_from_db()

    assert status == 410
    assert b"divers" not in seen and b"No boat this morning" not in seen
    assert (live.killed_at, live.kill_received_at) == (later(), later())
    assert models.OutboxRow.objects.last().news == News.KILLED  # type: ignore[union-attr]
    assert models.Entry.objects.filter(act=Act.KILL).count() == 1


def test_what_is_killed_before_it_comes_is_killed_when_it_comes(go: Go, alice: User) -> None:
    """Nobody can publish it, and it does not publish itself."""
    models.Source.objects.update(terms={"may_auto_publish": True})
    go(NOW, feed=feed(notices=(kill(),)))

    go(later(), feed=feed(report(), notices=(kill(),)))

    assert models.Item.objects.get().standing == Standing.KILLED
    with pytest.raises(NotAllowed, match="killed"):
        publishing.publish("harbour/f1", later(), alice)


def test_a_tombstone_holds_until_a_person_decides(live: models.Publication, go: Go) -> None:
    """An entry was taken out of its feed, and why is not said: readers do not see it meanwhile."""
    go(later(), feed=feed(notices=(Notice(NoticeKind.TOMBSTONE, (Target(guid="f1"),)),)))

    status, seen = see(live)

    assert status == 404
    assert b"divers" not in seen


def test_a_page_that_says_it_is_withdrawn_takes_the_article_down(go: Go, alice: User) -> None:
    """The page is there, and its text gone with words to that effect."""
    go(NOW, feed=feed(report(text="", teaser="The ferry was late.")), page=Reading("page", (report(),)))
    publication = publishing.publish("harbour/f1", NOW, alice, "city")
    assert publication is not None

    go(later(), feed=feed(), page=Reading("page", notices=(Notice(NoticeKind.KILL, evidence="words"),)))

    assert see(publication)[0] == 410
    assert models.Item.objects.get().gone == Gone.WITHDRAWN


def test_a_page_that_is_only_missing_kills_nothing(go: Go, alice: User) -> None:
    """Servers lose pages every day."""
    listed = feed(report(text="", teaser="The ferry was late."))
    go(NOW, feed=listed, page=Reading("page", (report(),)))
    publication = publishing.publish("harbour/f1", NOW, alice, "city")
    assert publication is not None

    for look in (1, 2):
        go(later(60 * look), feed=listed)

    assert see(publication)[0] == 200


def test_a_hold_of_the_source_holds_and_its_release_releases(live: models.Publication, go: Go) -> None:
    """While it asks for that, readers see nothing."""
    go(later(1), feed=feed(report(), notices=(Notice(NoticeKind.HOLD, (Target(guid="f1"),)),)))
    held = see(live)[0]
    go(later(2), feed=feed(report(), notices=(Notice(NoticeKind.RELEASE, (Target(guid="f1"),)),)))

    assert (held, see(live)[0]) == (404, 200)


def test_a_late_release_of_something_else_does_not_lift_a_kill(live: models.Publication, go: Go) -> None:
    """Nor does another version, nor the same report again."""
    go(later(1), feed=feed(report(), notices=(kill(),)))

    go(later(2), feed=feed(report(text=TEXT + " More."), notices=(Notice(NoticeKind.RELEASE, (Target(guid="x"),)),)))
    go(later(3), feed=feed(report(version="7")))

    assert see(live)[0] == 410


def test_an_embargo_that_is_set_later_closes_what_is_public(live: models.Publication, go: Go) -> None:
    """By a notice; and the end of it opens the article again by itself."""
    until = later(60)
    notice = Notice(NoticeKind.EMBARGO, (Target(guid="f1"),), until=until)

    go(later(), feed=feed(report(), notices=(notice,)))
    live.refresh_from_db()

    assert live.embargoed_until == until
    assert models.Item.objects.get().embargoed_until == until


def test_an_embargo_in_a_new_version_closes_what_is_public(live: models.Publication, go: Go) -> None:
    """It stands in the report itself."""
    far = datetime(2999, 1, 1, tzinfo=NOW.tzinfo)

    go(later(), feed=feed(report(text=TEXT + " More.", embargoed_until=far)))

    status, seen = see(live)
    assert status == 404
    assert b"divers" not in seen


def test_a_copy_of_a_killed_story_is_not_published(go: Go, alice: User) -> None:
    """Even where what was killed never was public."""
    go(NOW, feed=feed(report(), notices=(kill(),)))
    other = models.Source.objects.create(name="other", title="Other", url="https://other.example/feed")
    item = models.Item.objects.get()
    models.Item.objects.create(
        pk="other/x", source=other, first_seen=NOW, ordered_at=NOW, family=item.family, current=item.current
    )

    with pytest.raises(NotAllowed, match="was killed"):
        publishing.publish("other/x", NOW, alice)


def test_a_place_is_claimed_by_one_loop(source: models.Source, go: Go) -> None:
    """Who is second finds it in the future; a source whose address was changed is visited at the new one."""
    go(NOW, feed=feed(report()))
    models.Place.objects.update(due=NOW)
    memory = WireMemory()
    (place,) = memory.places(later())

    assert [memory.claim(place, later()) for _ in range(2)] == [True, False]


def test_a_source_that_was_given_another_address_is_visited_there(source: models.Source, go: Go) -> None:
    """The desk corrected it."""
    go(NOW, feed=feed(report()))
    source.url = PAGE
    source.save()

    (done,) = go(later(), page=feed(report()))

    assert done.place.url == PAGE
    assert isinstance(done.visit, Fetched)


@pytest.mark.parametrize("text", ["A \x00 zero and half a pair \ud800 here.", "\ud83d"])
def test_letters_that_no_page_can_hold_cost_no_report(go: Go, alice: User, text: str) -> None:
    """JSON can bring them; they are shown as what they are: no characters."""
    go(NOW, feed=feed(report(text=text, headline=f"Ferry {text}", byline=text)))
    publication = publishing.publish("harbour/f1", NOW, alice)
    assert publication is not None

    assert see(publication)[0] == 200


def test_items_that_stay_forbidden_keep_no_others_waiting(
    source: models.Source, arrive: Arrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A round looks at so many items; the next goes on behind them, and what may be published is."""
    monkeypatch.setattr(unattended, "MOST", 2)
    models.Source.objects.filter(pk=source.pk).update(terms={"may_auto_publish": True})
    bodies = {n: BODY.replace("three lorries", f"{n} ships and {n} boats") for n in range(4)}
    arrive(*((f"g{n}", f"Bridge {n} closed", bodies[n]) for n in range(4)))
    models.Item.objects.filter(pk__in=["harbour/g0", "harbour/g1"]).update(embargoed_until=later(9000))

    mark = unattended.publish_unattended(later(30))
    unattended.publish_unattended(later(30), mark)

    assert set(models.Publication.objects.values_list("item", flat=True)) == {"harbour/g2", "harbour/g3"}
