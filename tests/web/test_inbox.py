"""The inbox: one row a story, filters, saved searches, and what changed that somebody used."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from mediawire.web import models, publishing
from mediawire.web.desk import stories
from mediawire.web.desk.looking import has_seen, list_told
from mediawire.web.desk.rows import COMPLETE, ORIGINAL, make_rows
from mediawire.web.desk.stories import Asked, Mark, find_stories
from tests.web.conftest import BODY, NOW, Arrive, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(bob: User) -> Client:
    """Return Bob's browser."""
    client = Client()
    client.force_login(bob)
    return client


def copy(number: int, family: str, at: datetime, source: str = "other", **kept: object) -> models.Item:
    """Keep another copy of a report that has arrived, of a source of its own."""
    models.Source.objects.get_or_create(name=source, defaults={"title": source, "url": f"https://{source}.example/"})
    current = models.Item.objects.get(pk="harbour/g1").current
    times = {"first_seen": at, "ordered_at": at}
    return models.Item.objects.create(
        **{"pk": f"{source}/{number}", "source_id": source, "family": family, "current": current, **times, **kept}
    )


def test_a_story_in_many_outlets_is_one_row_across_pages(arrive: Arrive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies of one story do not come again on the next page, and a page is full of stories."""
    monkeypatch.setattr(stories, "PER_PAGE", 2)
    arrive(("g1", "Bridge closed", BODY))
    for number in range(4):
        copy(number, f"story-{number}", NOW - timedelta(hours=number + 4))
        copy(number + 10, f"story-{number}", NOW - timedelta(hours=number + 20))

    first = find_stories(Asked())
    second = find_stories(Asked(before=first.more))
    third = find_stories(Asked(before=second.more))

    told = [family for page in (first, second, third) for family in page.families]
    assert sorted(told) == ["harbour/g1", "story-0", "story-1", "story-2", "story-3"]
    assert [len(page.families) for page in (first, second, third)] == [2, 2, 1]
    assert third.more is None


def test_the_original_is_taken_before_a_reprint_and_the_reason_is_said(arrive: Arrive) -> None:
    """The best copy is not the newest one."""
    arrive(("g1", "Bridge closed", BODY))
    copy(1, "harbour/g1", later(30), duplicate_of_id="harbour/g1")

    row, *others = make_rows(find_stories(Asked()), Asked().narrows(), NOW)

    assert (row.item.pk, row.why, row.others) == ("harbour/g1", ORIGINAL, 1)
    assert others == []


def test_a_complete_copy_is_taken_before_a_cut_one(arrive: Arrive) -> None:
    """Of two originals the one that has all of the text."""
    arrive(("g1", "Bridge closed", BODY), ("g2", "Bridge closed", BODY.replace("Saturday", "Sunday")))
    whole, cut = models.Item.objects.get(pk="harbour/g1"), models.Item.objects.get(pk="harbour/g2")
    assert whole.current is not None and cut.current is not None
    whole.current.facts, cut.current.facts = {"is_whole": True}, {}

    from mediawire.web.desk.rows import choose

    assert choose([cut, whole]) == (whole, COMPLETE)


def test_words_and_a_source_narrow_the_inbox(arrive: Arrive, desk: Client) -> None:
    """All words must stand in the headline, whatever their case."""
    arrive(("g1", "Bridge closed", BODY), ("g2", "Harvest late this year", BODY.replace("bridge", "field")))

    page = desk.get("/desk/?q=HARVEST+late&source=harbour").content.decode()

    assert "Harvest late this year" in page
    assert "Bridge closed" not in page
    assert "Nothing fits" in desk.get("/desk/?q=harvest&source=nobody").content.decode()


def test_words_are_looked_for_so_far_back_and_it_is_said(arrive: Arrive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is cut in silence: where the search ended a further page goes on."""
    monkeypatch.setattr(stories, "MOST_LOOKED_AT", 2)
    arrive(("g1", "Bridge closed", BODY))
    for number in range(5):
        copy(number, f"story-{number}", NOW - timedelta(days=number + 1))

    first = find_stories(Asked(words="bridge"))
    found, before = list(first.families), first.more
    while before is not None:
        page = find_stories(Asked(words="bridge", before=before))
        found, before = found + list(page.families), page.more

    assert first.looked_back_to is not None
    assert sorted(found) == ["harbour/g1", *(f"story-{number}" for number in range(5))]


def test_a_killed_report_shows_no_headline_in_the_inbox(arrive: Arrive, desk: Client, alice: User) -> None:
    """Nothing of a killed text stands in a list, on the desk neither."""
    arrive(("g1", "Bridge closed", BODY))
    publishing.publish("harbour/g1", NOW, alice)
    publishing.kill("harbour/g1", later(1), alice)

    pages = [desk.get(f"/desk/?show={name}").content.decode() for name in ("new", "live", "killed", "all")]

    assert not any("Bridge closed" in page for page in pages)
    assert "Killed: no." in pages[2]


@pytest.mark.parametrize("mark", ["", "~", "x~y", "2026-13-45T00:00:00~a", "2026-11-22T10:00:00~a", "\0~\0"])
def test_an_address_that_is_none_begins_at_the_newest(mark: str, desk: Client) -> None:
    """What cannot be read in an address is left as if it were not there."""
    assert desk.get("/desk/", {"before": mark, "show": mark, "source": mark, "q": mark}).status_code == 200


def test_a_mark_is_read_as_it_was_written() -> None:
    """Ids may hold any sign, that of the mark itself too."""
    mark = Mark(NOW, "harbour/a~b")

    assert Mark.read(str(mark)) == mark


def test_bob_keeps_a_search_and_carol_does_not_see_it(desk: Client, carol: User) -> None:
    """A saved search is its owner's, and he alone removes it."""
    desk.post("/desk/searches", {"name": "Storms", "query": "show=all&q=storm&evil=1"})
    kept = models.SavedSearch.objects.get()
    hers = Client()
    hers.force_login(carol)

    hers.post(f"/desk/searches/{kept.pk}/forget")

    assert kept.query == "show=all&q=storm"
    assert "Storms" in desk.get("/desk/").content.decode()
    assert "Storms" not in hers.get("/desk/").content.decode()


def test_who_used_a_report_is_told_when_it_changes_or_is_killed(arrive: Arrive, alice: User, bob: User) -> None:
    """Alice published it; Bob never touched it. When she has looked she is not told again."""
    arrive(("g1", "Bridge closed", BODY))
    publishing.publish("harbour/g1", NOW, alice)
    has_seen("harbour/g1", alice, NOW, used=True)

    quiet = list_told(alice)
    arrive(("g1", "Bridge closed", BODY.replace("three", "four")), now=later(10))
    changed = list_told(alice)
    publishing.kill("harbour/g1", later(20))
    killed = list_told(alice)
    has_seen("harbour/g1", alice, later(30))

    assert quiet == []
    assert [one.publication.item_id for one in changed] == ["harbour/g1"]
    assert [one.what for one in killed] == ["killed"]
    assert list_told(alice) == list_told(bob) == []
