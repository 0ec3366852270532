"""A report's life: it arrives, is published under a house headline, is corrected upstream, and is killed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test import Client

from mediawire.web import models, publishing
from mediawire.web.publishing import NotAllowed
from tests.web.conftest import BODY, FEED, NOW, Arrive, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(arrive: Arrive, alice: User) -> models.Publication:
    """Return a report that has arrived and was published under a headline of ours."""
    arrive(("g1", "Bridge closed", BODY))
    publication = publishing.publish("harbour/g1", NOW, alice, "city", "Old bridge shut after crash")
    assert publication is not None
    return publication


def test_an_article_shows_the_house_headline_over_the_body_as_received(
    published: models.Publication, reader: Client
) -> None:
    """The headline is ours; the body, its source and its address are the source's."""
    page = reader.get(f"/a/{published.pk}/{published.slug}").content.decode()

    assert "Old bridge shut after crash" in page
    assert BODY in page
    assert "https://agency.example/g1" in page
    assert "Bridge closed" in page  # what we changed


def test_a_new_version_stands_under_the_house_headline(
    published: models.Publication, arrive: Arrive, reader: Client
) -> None:
    """The body follows its source within a visit; the headline stays, and the desk is asked about it."""
    arrive(("g1", "Bridge closed", BODY.replace("three lorries", "four lorries")), now=later(10))

    page = reader.get(f"/a/{published.pk}/{published.slug}").content.decode()
    published.refresh_from_db()

    assert "four lorries" in page
    assert "Old bridge shut after crash" in page
    assert published.is_headline_stale


def test_a_kill_upstream_takes_the_article_down(published: models.Publication, arrive: Arrive, reader: Client) -> None:
    """A notice in plain copy that names the story is enough; nothing of the text is shown any more."""
    arrive(
        ("g1", "Bridge closed", BODY),
        ("k1", "KILL: Bridge closed", '<p>KILL KILL KILL. Editors: kill the story headlined "Bridge closed".</p>'),
        now=later(10),
    )

    answer = reader.get(f"/a/{published.pk}/{published.slug}")
    pages = b"".join(reader.get(address).content for address in ("/", "/section/city", "/search?q=lorries"))

    assert answer.status_code == 410
    assert b"three lorries" not in answer.content + pages


def test_a_kill_stays_when_the_report_comes_again(
    published: models.Publication, arrive: Arrive, reader: Client
) -> None:
    """A withdrawal wins over late updates."""
    publishing.kill("harbour/g1", later(1))

    arrive(("g1", "Bridge closed", BODY.replace("three", "five")), now=later(10))

    assert reader.get(f"/a/{published.pk}/{published.slug}").status_code == 410


def test_a_second_person_lifts_a_kill(published: models.Publication, alice: User, carol: User) -> None:
    """Who asks for it cannot do it; when it is lifted the article is held, not public."""
    publishing.kill("harbour/g1", later(1), alice)
    publishing.unkill("harbour/g1", later(2), alice)
    publishing.unkill("harbour/g1", later(3), alice)
    still = models.Publication.objects.get(pk=published.pk).killed_at
    publishing.unkill("harbour/g1", later(4), carol)

    published.refresh_from_db()

    assert still is not None
    assert published.killed_at is None
    assert published.is_held


def test_an_embargo_holds_until_it_ends(arrive: Arrive, alice: User) -> None:
    """What is embargoed is not published, by nobody, and the reason is said."""
    arrive(("g1", "Bridge closed", "<p>EMBARGOED UNTIL 2026-11-23 0600 GMT</p>" + BODY))
    item = models.Item.objects.get(pk="harbour/g1")

    with pytest.raises(NotAllowed, match="embargo"):
        publishing.publish("harbour/g1", NOW, alice)

    assert item.embargoed_until is not None


def test_the_same_story_is_not_published_twice(published: models.Publication, alice: User) -> None:
    """Another copy of a published story is refused, and the one that stands is named."""
    other = models.Source.objects.create(name="other", title="Other", url="https://other.example/feed")
    item = models.Item.objects.get(pk="harbour/g1")
    models.Item.objects.create(
        pk="other/x", source=other, first_seen=NOW, ordered_at=NOW, family=item.family, current=item.current
    )

    with pytest.raises(NotAllowed, match="published as no"):
        publishing.publish("other/x", NOW, alice)


@pytest.mark.parametrize("table", ["wire_body", "wire_receipt", "wire_version", "wire_entry"])
def test_the_database_refuses_to_change_what_was_received(published: models.Publication, table: str) -> None:
    """No statement of the application's user changes or deletes a body, its bytes, a version or an act."""
    for statement in (f"UPDATE {table} SET {column_of(table)} = {column_of(table)}", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def column_of(table: str) -> str:
    """Return a column of a table."""
    return {"wire_body": "text", "wire_receipt": "url", "wire_version": "headline", "wire_entry": "about"}[table]


def test_every_act_is_in_the_ledger_chained_to_the_one_before(published: models.Publication) -> None:
    """Receiving and publishing have written their rows; no digest stands twice."""
    acts = list(models.Entry.objects.order_by("serial").values_list("act", flat=True))
    digests = set(models.Entry.objects.values_list("digest", flat=True))

    assert acts == ["receive", "publish"]
    assert len(digests) == 2
    assert models.Chain.objects.get().digest in digests


def test_an_empty_feed_takes_nothing_down(published: models.Publication, arrive: Arrive, reader: Client) -> None:
    """What fell off a feed's window is not killed."""
    arrive(raw=FEED.format(items=""), now=later(10))

    assert reader.get(f"/a/{published.pk}/{published.slug}").status_code == 200
