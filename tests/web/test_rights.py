"""Who may do what: the table is the only word on it, and every address is in it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import get_resolver

from mediawire.web.rights import RIGHTS, may
from mediawire.web.states import Role
from tests.web.conftest import BODY, Arrive, person

pytestmark = pytest.mark.django_db


def test_every_address_is_in_the_table_and_nothing_else_is() -> None:
    """An address without rights is refused to all, and a row without an address is a mistake."""
    names = {pattern.name for pattern in get_resolver().url_patterns}

    assert names == set(RIGHTS)


def test_bob_sets_headlines_and_does_not_publish(arrive: Arrive, bob: User) -> None:
    """An editor has the inbox and the headline; publishing needs a senior."""
    arrive(("g1", "Bridge closed", BODY))
    client = Client()
    client.force_login(bob)

    assert client.get("/desk/").status_code == 200
    assert client.post("/desk/item/harbour/g1/publish").status_code == 403


def test_an_admin_has_people_and_no_text(arrive: Arrive) -> None:
    """Who looks after people sees no report."""
    arrive(("g1", "Bridge closed", BODY))
    client = Client()
    client.force_login(person("dora", "admin"))

    assert client.get("/desk/people").status_code == 200
    assert client.get("/desk/item/harbour/g1").status_code == 403


def test_who_is_nobody_is_sent_to_the_login() -> None:
    """The desk opens to nobody who is not known."""
    answer = Client().get("/desk/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/desk/login")


@pytest.mark.parametrize("role", [None, *Role])
def test_no_role_may_use_what_the_table_does_not_have(role: Role | None) -> None:
    """What is not in the table is refused."""
    assert not may(role, "no-such-address", "GET")
    assert not may(role, "front", "DELETE")
