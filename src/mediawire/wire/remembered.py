"""How values are written into the tables of `mediawire.wire.memory`, and read back as they were."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from mediawire.wire.identity import Appearance
from mediawire.wire.reading import Certainty, Change, Notice, NoticeKind, PubStatus, Target
from mediawire.wire.rhythm import Rhythm
from mediawire.wire.visits import Validators

_TIMES_OF_RHYTHM = ("due", "last_visit", "last_success", "last_news")
_KEPT_OF_RHYTHM = tuple(field.name for field in fields(Rhythm) if field.name != "validators")


def dump(value: Any) -> str:
    """Write JSON; lone surrogates are escaped, as SQLite takes none."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def write_time(time: datetime | None) -> str | None:
    """Write a time in UTC, so that times are in order as texts are."""
    return None if time is None else time.astimezone(UTC).isoformat(timespec="microseconds")


def read_time(text: str | None) -> datetime | None:
    """Read a time."""
    return None if text is None else datetime.fromisoformat(text)


def write_shown(shown: Appearance) -> str:
    """Write an appearance."""
    row = asdict(shown)
    for name in ("published", "modified", "embargoed_until"):
        time: datetime | None = getattr(shown, name)
        row[name] = None if time is None else time.isoformat()
    return dump({name: value for name, value in row.items() if value not in (None, ())})


def read_shown(text: str) -> Appearance:
    """Read an appearance."""
    row = {"guid": None, "address": None, "link": None, "headline": None, **json.loads(text)}
    for name in ("published", "modified", "embargoed_until"):
        row[name] = read_time(row.get(name))
    row["change"] = Change(row["change"]) if row.get("change") else None
    row["status"] = PubStatus(row["status"])
    row["details"] = tuple((name, value) for name, value in row.get("details", ()))
    return Appearance(**row)


def write_rhythm(rhythm: Rhythm) -> str:
    """Write a rhythm without its validators, which are bytes and have columns of their own."""
    row = {name: getattr(rhythm, name) for name in _KEPT_OF_RHYTHM}
    row |= {name: write_time(row[name]) for name in _TIMES_OF_RHYTHM}
    return dump(row)


def read_rhythm(text: str, etag: bytes | None, last_modified: bytes | None) -> Rhythm:
    """Read a rhythm; what a later mediawire wrote beside it is left alone."""
    row = {name: value for name, value in json.loads(text).items() if name in _KEPT_OF_RHYTHM}
    row |= {name: read_time(row.get(name)) for name in _TIMES_OF_RHYTHM}
    return Rhythm(**row, validators=Validators(etag, last_modified))


def write_notice(notice: Notice) -> str:
    """Write a notice that waits, without the report it came in."""
    row = {
        "kind": notice.kind,
        "targets": [asdict(target) for target in notice.targets],
        "certainty": notice.certainty,
        "at": write_time(notice.at),
        "until": write_time(notice.until),
        "text": notice.text,
        "evidence": notice.evidence,
    }
    return dump(row)


def read_notice(text: str) -> Notice:
    """Read a notice that waits."""
    row = json.loads(text)
    return Notice(
        NoticeKind(row["kind"]),
        tuple(Target(**target) for target in row["targets"]),
        Certainty(row["certainty"]),
        read_time(row["at"]),
        read_time(row["until"]),
        row["text"],
        row["evidence"],
    )
