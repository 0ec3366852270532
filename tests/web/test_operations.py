"""What an installation says of itself: its health, its figures, its logs, and what is wrong with it."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from mediawire.web import models, publishing
from mediawire.web.operations import doctor
from mediawire.web.operations.logs import JsonLines, hide_secrets
from tests.web.conftest import BODY, NOW, Arrive

pytestmark = pytest.mark.django_db


def keep_up() -> None:
    """Let every place be due only later."""
    models.Place.objects.update(due=timezone.now() + timedelta(hours=1))


def test_a_wire_that_works_says_so(arrive: Arrive) -> None:
    """The database answers, and sources are visited."""
    arrive(("g1", "Bridge closed", BODY))
    keep_up()

    answer = Client().get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"well\n")


def test_a_wire_that_nobody_listens_for_is_not_well(arrive: Arrive) -> None:
    """A kill would be missed."""
    arrive(("g1", "Bridge closed", BODY))
    models.Place.objects.update(due=timezone.now() - timedelta(hours=1))

    assert Client().get("/healthz").status_code == 503


def test_figures_are_given_to_this_machine_and_to_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor through a proxy that stands on this machine; with a token set, to whoever shows it."""
    here = Client().get("/metrics", REMOTE_ADDR="127.0.0.1")
    far = Client().get("/metrics", REMOTE_ADDR="203.0.113.9")
    proxied = Client().get("/metrics", REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": "203.0.113.9"})
    monkeypatch.setenv("MEDIAWIRE_METRICS_TOKEN", "quite-long")
    shown = Client().get("/metrics", REMOTE_ADDR="203.0.113.9", headers={"authorization": "Bearer quite-long"})
    wrong = Client().get("/metrics", headers={"authorization": "Bearer guessed"})

    assert [one.status_code for one in (here, far, proxied, shown, wrong)] == [200, 404, 404, 200, 404]
    assert b"mediawire_items 0" in here.content


@pytest.mark.parametrize(
    "text",
    [
        "GET https://user:s3cr3t@agency.example/feed",
        "/desk/first/s3cr3t used",
        "Authorization: Bearer s3cr3t",
        "?token=s3cr3t&a=b",
    ],
)
def test_no_secret_stands_in_a_log(text: str) -> None:
    """Logins in addresses, one-time links, keys."""
    record = logging.LogRecord("x", logging.WARNING, "", 0, "%s", (text,), None)

    line = JsonLines().format(record)

    assert "s3cr3t" not in line
    assert json.loads(line)["says"] == hide_secrets(text)


def test_a_sound_wire_has_nothing_wrong(arrive: Arrive, alice: User) -> None:
    """Its ledger's chain and the digests of its bodies are recomputed."""
    arrive(("g1", "Bridge closed", BODY))
    publishing.publish("harbour/g1", NOW, alice)
    keep_up()

    checks = (doctor.check_guards, doctor.check_ledger, doctor.check_bodies, doctor.check_loop, doctor.check_migrations)

    assert [line for check in checks for line in check()] == []


def test_a_ledger_in_which_a_row_was_changed_is_broken(arrive: Arrive, alice: User) -> None:
    """By whoever has the database and takes the guards away."""
    arrive(("g1", "Bridge closed", BODY))
    publishing.publish("harbour/g1", NOW, alice)
    drop_guards("wire_entry")
    models.Entry.objects.filter(act="publish").update(facts={"body": "another"})

    assert "broken at no." in next(doctor.check_ledger())
    assert "wire_entry can be changed" in next(doctor.check_guards())


def test_a_ledger_without_its_end_is_broken(arrive: Arrive, alice: User) -> None:
    """The chain knows its last digest."""
    arrive(("g1", "Bridge closed", BODY))
    publishing.publish("harbour/g1", NOW, alice)
    drop_guards("wire_entry")
    models.Entry.objects.filter(act="publish").delete()

    assert "taken out" in next(doctor.check_ledger())


def test_a_body_that_is_not_what_was_received_is_found(arrive: Arrive) -> None:
    """Its digest is another."""
    arrive(("g1", "Bridge closed", BODY))
    drop_guards("wire_body")
    models.Body.objects.update(text="changed")

    assert "not what was received" in next(doctor.check_bodies())


def drop_guards(table: str) -> None:
    """Take the guards of a table away, as its owner can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            return
        for name in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER {table}_{name}")


def test_a_key_that_others_may_read_is_told(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a short one."""
    settings.FOLDER, settings.SECRET_KEY = tmp_path, "short"  # type: ignore[attr-defined]
    (tmp_path / "secret").write_text("short")
    (tmp_path / "secret").chmod(0o644)

    assert len(list(doctor.check_secret())) == 2


def test_names_without_https_are_told(settings: object) -> None:
    """Logins could be read on the way."""
    settings.ALLOWED_HOSTS = ["wire.example"]  # type: ignore[attr-defined]

    assert "MEDIAWIRE_HTTPS" in next(doctor.check_hosts())
