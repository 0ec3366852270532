"""Every address by every method in every role, for an item of every kind, against the one table of rights."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from mediawire.web import models, publishing
from mediawire.web.rights import ANYONE, RIGHTS, may
from mediawire.web.states import Role
from tests.web.addresses import fill
from tests.web.conftest import BODY, NOW, Arrive, later, person

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")
ENDS_SESSION = {"logout", "login", "first", "password"}


@pytest.fixture
def rows(arrive: Arrive, alice: User) -> list[models.Publication]:
    """Return three publications: one to be read, one under an embargo, one killed."""
    arrive(*((f"g{n}", f"Bridge {n} closed", BODY.replace("three", f"{n}")) for n in (1, 2, 3)))
    models.Item.objects.update(family="")  # three stories
    for n in (1, 2, 3):
        models.Item.objects.filter(pk=f"harbour/g{n}").update(family=f"harbour/g{n}")
    found = [publishing.publish(f"harbour/g{n}", NOW, alice, "city") for n in (1, 2, 3)]
    publishing.follow_embargo("harbour/g2", timezone.now() + timedelta(days=9), later(1))
    publishing.kill("harbour/g3", later(1))
    models.Place.objects.update(due=later(600))  # the loop is on time
    return [row for row in found if row is not None]


@pytest.mark.parametrize("role", [None, *Role])
def test_what_the_table_says_is_what_happens(rows: list[models.Publication], role: Role | None) -> None:
    """Who may not is refused, or sent to the login; who may is never told that he may not."""
    client = Client(raise_request_exception=False)
    user = person("eve", role.value) if role else None
    differences = []
    for row in rows:
        for name in RIGHTS:
            for address in fill(name, row):
                for method in METHODS:
                    if user is not None and (not client.session.get("_auth_user_id") or name in ENDS_SESSION):
                        client.force_login(user)
                    elif user is None and name in ENDS_SESSION:
                        client.logout()
                    status = client.generic(method, address).status_code
                    if not agrees(role, name, method, status):
                        differences.append((name, method, address, status))

    assert not differences


def agrees(role: Role | None, name: str, method: str, status: int) -> bool:
    """Tell whether an answer is what the table says: 403 or the login for those who may not, no fault of ours."""
    if may(role, name, method):
        return status < 500 and (status != 403 or name in ("login", "first", "password"))
    if status == 302 and role is None and method in ("GET", "HEAD", "OPTIONS"):
        return True
    return status in (403, 405)


@pytest.mark.parametrize("role", [None, Role.READER])
def test_readers_have_what_anyone_has(role: Role | None) -> None:
    """An account without a role opens nothing of the desk."""
    for name, methods in RIGHTS.items():
        if ANYONE not in methods.values() and name != "logout":
            assert not may(role, name, "GET"), name
            assert not may(role, name, "POST"), name
