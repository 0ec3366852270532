"""What a memory is asked: items, versions and bytes as they were received, and what waits; nothing is changed here."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from mediawire.wire.decisions import Gone, Had, Known, Place, Standing, Waiting
from mediawire.wire.identity import Appearance, keys_of, pack, unpack
from mediawire.wire.reading import Reading
from mediawire.wire.remembered import read_notice, read_shown, read_time

MOST_KEYS = 400
"""Keys that are asked for at once: SQLite before 3.32 takes 999 values in a question."""


class Recollection:
    """The half of a memory that is only asked."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self.connection = path, connection

    def ask(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask the file."""
        return self.connection.execute(question, values).fetchall()

    def recall(self, source: str, came: Reading, place: str | None = None) -> Had:
        """Recall what may be meant by what came of a source, and what the last document at a place of it listed.

        The place is the source's own address where nothing is said.
        """
        window = self.window(place or source)
        waiting = tuple(
            Waiting(read_notice(notice), _time(since))
            for notice, since in self.ask("SELECT notice, since FROM waiting WHERE source = ? ORDER BY rowid", source)
        )
        keys = keys_of(came)
        ids = {*(window or ()), *self.find(source, keys)}
        missed = frozenset(guid for (guid,) in self.ask("SELECT guid FROM missed WHERE source = ?", source))
        known = {item.id: item for item in self.recall_items(sorted(ids))}
        listed = None if window is None else tuple(id for id in window if id in known)
        return Had(known, listed, waiting, missed, self.told(source))

    def told(self, source: str) -> frozenset[str]:
        """Return the notices of a source that were acted on, by their names."""
        return frozenset(name for (name,) in self.ask("SELECT notice FROM told WHERE source = ?", source))

    def window(self, place: str) -> tuple[str, ...] | None:
        """Return the ids that the last document at a place listed; None before the first."""
        rows = self.ask("SELECT items FROM windows WHERE place = ?", place)
        return tuple(json.loads(rows[0][0])) if rows else None

    def find(self, source: str, keys: Iterable[tuple[str, str]]) -> set[str]:
        """Find the items of a source by what they are known by: kind of key, and key."""
        found: set[str] = set()
        names: dict[str, list[bytes]] = {}
        for kind, name in sorted(keys):
            names.setdefault(kind, []).append(pack(name))
        for kind, wanted in names.items():
            for start in range(0, len(wanted), MOST_KEYS):
                part = wanted[start : start + MOST_KEYS]
                marks = ",".join("?" * len(part))
                question = f"SELECT item FROM names WHERE source = ? AND kind = ? AND name IN ({marks})"
                found |= {item for (item,) in self.ask(question, source, kind, *part)}
        return found

    def recall_items(self, ids: Sequence[str]) -> list[Known]:
        """Recall items by their ids; those that are not there are left out."""
        return [item for id in ids if (item := self.recall_item(id)) is not None]

    def recall_item(self, id: str) -> Known | None:
        """Recall an item; None where it is not there."""
        rows = self.ask("SELECT first_seen, standing, embargoed_until, gone, duplicate_of FROM items WHERE id = ?", id)
        if not rows:
            return None
        first_seen, standing, embargo, gone, duplicate_of = rows[0]
        shown = self.ask(
            "SELECT s.place, v.shown FROM showings s JOIN versions v ON v.item = s.item AND v.number = s.number"
            " WHERE s.item = ?",
            id,
        )
        names = self.ask("SELECT kind, name FROM names WHERE item = ?", id)
        return Known(
            id,
            _time(first_seen),
            {Place(place): read_shown(text) for place, text in shown},
            frozenset(unpack(name) for kind, name in names if kind == "guid"),
            frozenset(unpack(name) for kind, name in names if kind == "address"),
            frozenset(unpack(name) for kind, name in names if kind == "digest"),
            Standing(standing),
            read_time(embargo),
            Gone(gone) if gone else None,
            duplicate_of,
        )

    def versions(self, id: str) -> list[tuple[datetime, str | None, bool, Appearance, str | None]]:
        """List the versions of an item in the order in which they came.

        Each with the time, the grade, whether it became current, how it showed, and the digest of the bytes it came in.
        """
        rows = self.ask(
            "SELECT seen_at, grade, is_current, shown, received FROM versions WHERE item = ? AND is_version"
            " ORDER BY number",
            id,
        )
        return [(_time(at), grade, bool(now), read_shown(shown), by) for at, grade, now, shown, by in rows]

    def received(self, digest: str) -> bytes | None:
        """Return bytes as they were received."""
        rows = self.ask("SELECT bytes FROM received WHERE digest = ?", digest)
        return zlib.decompress(rows[0][0]) if rows else None

    def plain(self, name: str) -> Any:
        """Return what was kept under a name; None where nothing was."""
        rows = self.ask("SELECT value FROM kept WHERE name = ?", name)
        return json.loads(rows[0][0]) if rows else None

    def count(self) -> tuple[int, int]:
        """Count the items and their versions."""
        ((items, versions),) = self.ask(
            "SELECT (SELECT count(*) FROM items), (SELECT count(*) FROM versions WHERE is_version)"
        )
        return items, versions


def _time(text: str) -> datetime:
    time = read_time(text)
    assert time is not None
    return time
