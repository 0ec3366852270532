"""Locks: who has an item open is told to others; a lock ends by itself, and nothing urgent waits for it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from mediawire.web import models, publishing
from mediawire.web.desk.looking import LOCK_MINUTES, find_other, open_item
from tests.web.conftest import BODY, NOW, Arrive, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(arrive: Arrive) -> models.Item:
    """Return a report that has arrived."""
    arrive(("g1", "Bridge closed", BODY))
    return models.Item.objects.get(pk="harbour/g1")


def browser(user: User) -> Client:
    """Return somebody's browser."""
    client = Client()
    client.force_login(user)
    return client


def test_the_first_who_opens_an_item_has_it(item: models.Item, alice: User, bob: User) -> None:
    """Opening it again keeps it; another one sees whose it is."""
    open_item(item, bob, NOW)

    assert open_item(item, alice, later(1)).by == bob
    assert open_item(item, bob, later(4)).by == bob
    assert open_item(item, alice, later(6)).by == bob


def test_a_lock_ends_by_itself(item: models.Item, alice: User, bob: User) -> None:
    """Who went away keeps nobody waiting."""
    open_item(item, bob, NOW)

    assert find_other(item.pk, alice, later(LOCK_MINUTES)) is None
    assert open_item(item, alice, later(LOCK_MINUTES)).by == alice


def test_alice_is_told_that_bob_has_it_open_and_takes_it_over(item: models.Item, alice: User, bob: User) -> None:
    """A headline waits for the lock until it is taken over."""
    publishing.publish(item.pk, NOW, alice)
    browser(bob).get(f"/desk/item/{item.pk}")
    hers = browser(alice)

    page = hers.get(f"/desk/item/{item.pk}").content.decode()
    hers.post(f"/desk/item/{item.pk}/headline", {"headline": "Old bridge shut"})
    before = models.Headline.objects.count()
    hers.post(f"/desk/item/{item.pk}/take-over")
    hers.post(f"/desk/item/{item.pk}/headline", {"headline": "Old bridge shut"})

    assert "<strong>bob</strong> has this open" in page
    assert (before, models.Headline.objects.count()) == (0, 1)


def test_a_kill_waits_for_no_lock(item: models.Item, alice: User, bob: User) -> None:
    """What must come down comes down."""
    publishing.publish(item.pk, NOW, alice)
    browser(bob).get(f"/desk/item/{item.pk}")

    browser(alice).post(f"/desk/item/{item.pk}/kill")

    assert models.Publication.objects.get().killed_at is not None


def test_whoever_leaves_lets_go(item: models.Item, alice: User, bob: User) -> None:
    """The item is free at once; nobody lets go of what another has open."""
    his, hers = browser(bob), browser(alice)
    his.get(f"/desk/item/{item.pk}")

    hers.post(f"/desk/item/{item.pk}/leave")
    still = models.Lock.objects.count()
    his.post(f"/desk/item/{item.pk}/leave")

    assert (still, models.Lock.objects.count()) == (1, 0)


def test_what_changed_since_bob_looked_is_shown_once(item: models.Item, arrive: Arrive, bob: User) -> None:
    """The page names the version he saw; when he has looked at the changes it is quiet."""
    his = browser(bob)
    his.get(f"/desk/item/{item.pk}")
    arrive(("g1", "Bridge closed again", BODY.replace("three lorries", "four lorries")), now=later(10))

    told = his.get(f"/desk/item/{item.pk}").content.decode()
    changes = his.get(f"/desk/item/{item.pk}/changes").content.decode()
    quiet = his.get(f"/desk/item/{item.pk}").content.decode()

    assert "since you looked" in told
    assert "<del>three</del><ins>four</ins>" in changes
    assert "since you looked" not in quiet


def test_nothing_of_a_killed_report_is_compared(item: models.Item, arrive: Arrive, bob: User) -> None:
    """A comparison is an exit, too."""
    his = browser(bob)
    his.get(f"/desk/item/{item.pk}")
    publishing.kill(item.pk, later(1))

    assert his.get(f"/desk/item/{item.pk}/changes?since=1").status_code == 404
    assert b"three lorries" not in his.get(f"/desk/item/{item.pk}").content
