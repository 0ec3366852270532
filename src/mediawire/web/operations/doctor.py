"""Says what is wrong with an installation: each check looks at one thing and names what to do. It changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from mediawire.report import Body
from mediawire.web import models
from mediawire.web.database import has_reset_bug
from mediawire.web.operations.health import LATE, due_by

GUARDED = ("wire_body", "wire_receipt", "wire_version", "wire_headline", "wire_entry")
LOCAL = {"localhost", "127.0.0.1", "[::1]"}


def examine() -> Iterator[str]:
    """Tell what is wrong, one sentence each; nothing where all is well. What needs the database comes last."""
    for check in (check_folder, check_secret, check_hosts, check_zone):
        yield from check()
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield f"the database does not answer: {error}"
        return
    missing = list(check_migrations())
    yield from missing
    yield from check_journal()
    if missing:
        return
    checks: tuple[Callable[[], Iterator[str]], ...] = (
        check_guards,
        check_clock,
        check_loop,
        check_ledger,
        check_bodies,
    )
    for one in checks:
        yield from one()


def check_folder() -> Iterator[str]:
    """Look whether the folder can be written, and by its owner alone."""
    folder = Path(settings.FOLDER)
    if not os.access(folder, os.W_OK | os.X_OK):
        yield f"the folder {folder} cannot be written"
    elif folder.stat().st_mode & stat.S_IWOTH:
        yield f"anybody may write into the folder {folder}: take that right away (chmod o-w)"


def check_secret() -> Iterator[str]:
    """Look whether the key that signs sessions is long, and nobody else's to read."""
    path = Path(settings.FOLDER) / "secret"
    if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield f"others may read the key in {path}: chmod 600 it, and make a new one"
    if len(settings.SECRET_KEY) < 32:
        yield "the key that signs sessions is shorter than 32 letters: set a longer MEDIAWIRE_SECRET"


def check_hosts() -> Iterator[str]:
    """Look whether the names of the site fit with how it is reached."""
    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts:
        yield "any host name is answered to: name yours in MEDIAWIRE_HOSTS"
    if hosts - LOCAL and not settings.SESSION_COOKIE_SECURE:
        yield "the site has a name but no https: set MEDIAWIRE_HTTPS=1 behind https, else logins can be read on the way"


def check_zone() -> Iterator[str]:
    """Look whether the time zone is one that this machine knows."""
    try:
        timezone.get_default_timezone()
    except Exception as error:  # zoneinfo raises what its files raise
        yield f"MEDIAWIRE_ZONE is no time zone: {error}"


def check_journal() -> Iterator[str]:
    """Look whether SQLite loses nothing that it acknowledged."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0].lower()
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if journal == "wal" and has_reset_bug(sqlite3.sqlite_version_info):
        yield f"SQLite {sqlite3.sqlite_version} can lose what it acknowledged with WAL: PRAGMA journal_mode=DELETE"
    if journal in ("memory", "off"):
        yield f"SQLite keeps no journal on the disk ({journal}): a crash damages the database"
    if synchronous < 2:
        yield "SQLite does not flush what it acknowledges: PRAGMA synchronous=FULL"


def check_migrations() -> Iterator[str]:
    """Look whether the database is up to date."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        yield f"{len(missing)} migrations are missing, from {missing[0][0]} on: run mediawire serve once"


def check_guards() -> Iterator[str]:
    """Look whether the database itself refuses to change what was received."""
    if connection.vendor == "sqlite":
        question = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ends: tuple[str, ...] = ("update", "delete", "replace")
    else:
        question = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        ends = ("never",)
    with connection.cursor() as cursor:
        cursor.execute(question)
        there = {name for (name,) in cursor.fetchall()}
    for table in GUARDED:
        if not {f"{table}_{end}" for end in ends} <= there:
            yield f"rows of {table} can be changed: a trigger is missing; restore the database, or migrate it anew"


def check_clock() -> Iterator[str]:
    """Look whether the clock has gone back: embargoes and schedules go by it."""
    last = models.Entry.objects.order_by("-serial").values_list("at", flat=True).first()
    if last is not None and last > timezone.now():
        yield f"the clock is before the last act, of {last.isoformat()}: set it right; embargoes go by it"


def check_loop() -> Iterator[str]:
    """Look whether sources are visited."""
    if late := due_by(timezone.now() - LATE):
        yield f"{late} places are due for more than {LATE.seconds // 60} minutes: no loop runs, or it does not keep up"


def check_ledger() -> Iterator[str]:
    """Recompute the chain of the ledger from its first row."""
    digest = ""
    for row in models.Entry.objects.order_by("serial").iterator(2000):
        digest = chain(digest, row.at, row.actor_id, row.act, row.about, row.facts)
        if digest != row.digest:
            yield f"the ledger is broken at no. {row.serial}, {row.act} {row.about}: a row was changed or taken out"
            return
    last = models.Chain.objects.values_list("digest", flat=True).first() or ""
    if last != digest:
        yield "the ledger's end is not where its chain says: rows were taken out or put in"


def chain(before: str, at: datetime, actor: int | None, act: str, about: str, facts: object) -> str:
    """Return the digest of a row of the ledger, as `mediawire.web.recording.record` makes it."""
    row = {"at": at.isoformat(), "actor": actor, "act": act, "about": about, "facts": facts}
    told = json.dumps(row, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(f"{before}\n{told}".encode()).hexdigest()


def check_bodies() -> Iterator[str]:
    """Recompute the digests of all bodies."""
    rows = models.Body.objects.values_list("pk", "text_digest", "text").iterator(500)
    changed = [key for key, digest, text in rows if Body(text).digest != digest]
    if changed:
        yield f"{len(changed)} bodies are not what was received, first {changed[0]}: restore the database"
