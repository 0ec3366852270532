"""What watch remembers, in one SQLite file: items, versions and bytes as received, and how each source is visited.

All that one visit leads to is one transaction, flushed to the disk (rollback journal, ``synchronous`` FULL): after a
kill at any instant a visit is remembered whole or was never made, and is then made again. What belongs into the corpus
is written down with it as not filed yet, and struck off only when the corpus has acknowledged it; filing twice is
filing once. Write-ahead logging is not used: SQLite before 3.51.3 can lose what it acknowledged there.

One thread uses a memory.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from mediawire.errors import InputError, OutputError
from mediawire.wire.decisions import Decision, Known, Standing, Verb, Waiting
from mediawire.wire.identity import known_by, pack
from mediawire.wire.memory_tables import FORMAT, TABLES
from mediawire.wire.reading import Reading
from mediawire.wire.recollection import Recollection
from mediawire.wire.remembered import (
    dump,
    read_rhythm,
    write_notice,
    write_rhythm,
    write_shown,
    write_time,
)
from mediawire.wire.rhythm import Rhythm

WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Visited:
    """A place that is visited: a source, or the page of one of its items; and how its visits went.

    ``digest`` is that of the bytes of the last full answer; ``looks`` how often in a row its page was found gone.
    """

    name: str
    source: str
    url: str
    rhythm: Rhythm
    item: str | None = None
    digest: str | None = None
    looks: int = 0


class Bytes(NamedTuple):
    """What a visit received, as it came."""

    data: bytes
    url: str
    content_type: str | None
    at: datetime

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


class Unfiled(NamedTuple):
    """An item whose row in the corpus may not be what its standing and its current text ask for."""

    known: Known
    was_filed: bool


class Memory(Recollection):
    """What is remembered. ``with open_memory(path) as memory: ...``."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was not committed is as if it had never been."""
        self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the file against other writers; all of what is written inside is kept, or nothing."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise OutputError(str(self.path), f"cannot be written: {error}") from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    # Where to look, and when

    def places(self, due: datetime | None = None) -> list[Visited]:
        """List the places to visit, those that are longest due first; with ``due``, only those due by then."""
        columns = "name, source, item, url, rhythm, etag, last_modified, digest, looks"
        rows = self.ask(
            f"SELECT {columns} FROM places WHERE due <= ? ORDER BY due, name", write_time(due) if due else "9999"
        )
        return [
            Visited(name, source, url, read_rhythm(rhythm, etag, modified), item, digest, looks)
            for name, source, item, url, rhythm, etag, modified, digest, looks in rows
        ]

    def begin_places(self, places: Iterable[Visited]) -> None:
        """Take in places that are not known yet."""
        known = {name for (name,) in self.ask("SELECT name FROM places")}
        fresh = [place for place in places if place.name not in known]
        if fresh:
            with self.writing():
                for place in fresh:
                    self._keep_place(place)

    def claim(self, place: Visited, now: datetime) -> bool:
        """Take a place for a visit. One watch uses a file, so that nobody else can have it."""
        return True

    def keep_plain(self, name: str, value: Any) -> None:
        """Keep a plain value under a name, in the place of what was there."""
        with self.writing():
            self._put("kept", name=name, value=dump(value))

    # What a visit led to

    def keep(
        self,
        place: Visited,
        decisions: Sequence[Decision] = (),
        received: Bytes | None = None,
        window: Sequence[str] | None = None,
        pages: Sequence[Visited] = (),
        now: datetime | None = None,
        reading: Reading | None = None,
    ) -> None:
        """Keep all that a visit led to, in one transaction: what was decided, the bytes, and when to look again.

        The ``reading`` itself is not kept: it can be read again from the bytes.
        """
        with self.writing():
            self._keep_place(place)
            at = write_time(now or place.rhythm.last_visit or place.rhythm.due) or ""
            by = received.digest if received else None
            if received and any(decision.shown and decision.verb is not Verb.SAME for decision in decisions):
                self._keep_bytes(received)
            for decision in decisions:
                self._keep_decision(place.source, decision, at, by)
            if window is not None:
                self._put("windows", place=place.name, items=dump(list(window)))
            for page in pages:
                self._keep_place(page)

    def _keep_place(self, place: Visited) -> None:
        self._put(
            "places",
            name=place.name,
            source=place.source,
            item=place.item,
            url=place.url,
            due=write_time(place.rhythm.due),
            rhythm=write_rhythm(place.rhythm),
            etag=place.rhythm.validators.etag,
            last_modified=place.rhythm.validators.last_modified,
            digest=place.digest,
            looks=place.looks,
        )

    def _keep_bytes(self, received: Bytes) -> None:
        at, packed = write_time(received.at), zlib.compress(received.data, 6)
        self.connection.execute(
            "INSERT OR IGNORE INTO received VALUES (?, ?, ?, ?, ?, ?)",
            (received.digest, packed, len(received.data), received.url, received.content_type, at),
        )

    def _keep_decision(self, source: str, decision: Decision, at: str, received: str | None) -> None:
        """Keep one decision and what it does to its item."""
        verb, item = decision.verb, decision.item
        if verb in (Verb.NEW, Verb.DUPLICATE):
            self._begin_item(source, decision, at)
        if item and decision.shown and verb in (Verb.NEW, Verb.DUPLICATE, Verb.VERSION, Verb.MOVED):
            self._add_version(source, decision, at, received)
        elif item and decision.shown:
            self._change_item(item, gone=None)
            if not self.ask("SELECT 1 FROM showings WHERE item = ? AND place = ?", item, decision.place):
                self._add_version(source, decision, at, received)
        if item and decision.standing:
            self._change_item(item, standing=decision.standing)
            self._put("unfiled", item=item)
        if item and decision.gone:
            self._change_item(item, gone=decision.gone)
        if item and decision.notice in ("embargo", "release") and decision.verb is Verb.NOTICE:
            self._change_item(item, embargoed_until=write_time(decision.embargoed_until))
            self._put("unfiled", item=item)
        if decision.waits:
            self._put("waiting", source=source, notice=write_notice(decision.waits), since=at)
        if decision.tells:
            self._put("told", source=source, notice=decision.tells)
        if decision.settles:
            self._settle(source, decision.settles)
        if verb is Verb.MISSING:
            self._put("missed", source=source, guid=decision.reason.partition(" is missing")[0])
        if verb is not Verb.SAME:
            self.connection.execute(
                "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?)",
                (at, source, verb, item, decision.grade, decision.reason),
            )

    def _begin_item(self, source: str, decision: Decision, at: str) -> None:
        shown = decision.shown
        self._put(
            "items",
            id=decision.item,
            source=source,
            first_seen=at,
            standing=decision.standing or Standing.USABLE,
            embargoed_until=write_time(shown.embargoed_until) if shown else None,
            gone=None,
            duplicate_of=decision.of,
            in_corpus=None,
        )

    def _add_version(self, source: str, decision: Decision, at: str, received: str | None) -> None:
        """Add a version of an item, or only how it shows now, and the names it is known by from now on."""
        item, shown = decision.item or "", decision.shown
        assert shown is not None
        ((number,),) = self.ask("SELECT coalesce(max(number), 0) + 1 FROM versions WHERE item = ?", item)
        self._put(
            "versions",
            item=item,
            number=number,
            place=decision.place,
            seen_at=at,
            grade=decision.grade,
            reason=decision.reason,
            is_version=decision.verb in (Verb.NEW, Verb.DUPLICATE, Verb.VERSION),
            is_current=decision.is_current,
            digest=shown.digest,
            shown=write_shown(shown),
            received=received,
        )
        for kind, name in sorted(known_by(shown)):
            self._put("names", source=source, kind=kind, name=pack(name), item=item)
        if decision.is_current:
            self._put("showings", item=item, place=decision.place, number=number)
            self._put("unfiled", item=item)
            self._change_item(item, gone=None)
            if shown.embargoed_until is not None:
                self._change_item(item, embargoed_until=write_time(shown.embargoed_until))

    def _settle(self, source: str, waiting: Waiting) -> None:
        notice = write_notice(replace(waiting.notice, report=None))
        self.connection.execute("DELETE FROM waiting WHERE source = ? AND notice = ?", (source, notice))

    def _change_item(self, id: str, **columns: Any) -> None:
        changes = ", ".join(f"{column} = ?" for column in columns)
        self.connection.execute(f"UPDATE items SET {changes} WHERE id = ?", (*columns.values(), id))

    def _put(self, table: str, **columns: Any) -> None:
        """Put a row, in the place of one with the same key."""
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        self.connection.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", (*columns.values(),))

    # What the corpus must still be told

    def unfiled(self, now: datetime) -> list[Unfiled]:
        """List the items that the corpus must still be told of; an embargo keeps its item here until it ends."""
        rows = self.ask(
            "SELECT u.item, i.in_corpus FROM unfiled u JOIN items i ON i.id = u.item"
            " WHERE i.embargoed_until IS NULL OR i.embargoed_until <= ? OR i.in_corpus IS NOT NULL ORDER BY u.rowid",
            write_time(now),
        )
        return [Unfiled(known, filed is not None) for id, filed in rows if (known := self.recall_item(id))]

    def file(
        self, filed: Iterable[str], taken_out: Iterable[str], left: Iterable[str] = (), later: Iterable[str] = ()
    ) -> None:
        """Strike off what the corpus has acknowledged: filed, taken out again, or not for the corpus at all.

        What is taken out for ``later`` is filed again when its embargo ends.
        """
        with self.writing():
            for id in filed:
                self._change_item(id, in_corpus="yes")
                self.connection.execute("DELETE FROM unfiled WHERE item = ?", (id,))
            for id in taken_out:
                self._change_item(id, in_corpus=None)
                self.connection.execute("DELETE FROM unfiled WHERE item = ?", (id,))
            for id in later:
                self._change_item(id, in_corpus=None)
            for id in left:
                self.connection.execute("DELETE FROM unfiled WHERE item = ?", (id,))


_PLACE_AT_FAULT = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR)


def open_memory(path: Path) -> Memory:
    """Open the memory of a watch, or begin one. Raises `InputError` where the file is no memory that we can read."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(str(path), f"cannot be opened: {error}") from error
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        ((format,),) = connection.execute("PRAGMA user_version").fetchall()
        if format > FORMAT:
            raise InputError(str(path), "was written by a later mediawire")
        connection.executescript(TABLES)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
    except sqlite3.Error as error:
        connection.close()
        told = "cannot be written" if error.sqlite_errorcode in _PLACE_AT_FAULT else "is no memory of a watch"
        raise InputError(str(path), f"{told}: {error}") from error
    except BaseException:
        connection.close()
        raise
    return Memory(path, connection)
