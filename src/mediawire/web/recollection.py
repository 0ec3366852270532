"""What the wire is asked about its sources: places to visit, and what may be meant by what came.

The half of `mediawire.web.memory` that changes nothing; `mediawire.wire.recollection` is the same over a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet

from mediawire.web import models
from mediawire.wire.decisions import Gone, Had, Known, Standing, Waiting
from mediawire.wire.decisions import Place as Where
from mediawire.wire.identity import keys_of, pack, unpack
from mediawire.wire.memory import Visited
from mediawire.wire.reading import Reading
from mediawire.wire.remembered import read_notice, read_rhythm, read_shown

MOST_KEYS = 400
"""Keys that are asked for at once: SQLite before 3.32 takes 999 values in a question."""


def key_of(name: str) -> str:
    """Return what a name is filed under, whatever its length and its letters."""
    return hashlib.sha256(pack(name)).hexdigest()


def list_places(due: datetime | None = None) -> list[Visited]:
    """List the places to visit, those that are longest due first; with ``due``, only those due by then."""
    rows = models.Place.objects.order_by("due", "name")
    return [visited(row) for row in (rows.filter(due__lte=due) if due else rows)]


def visited(row: models.Place) -> Visited:
    """Return a place as the wire's own value. It is due as its row says: the desk may have asked for a visit."""
    etag, modified = (bytes(value) if value is not None else None for value in (row.etag, row.last_modified))
    rhythm = replace(read_rhythm(row.rhythm, etag, modified), due=row.due)
    return Visited(row.name, row.source_id, row.url, rhythm, row.item_id, row.digest, row.looks)


def recall(source: str, came: Reading, place: str | None = None) -> Had:
    """Recall what may be meant by what came of a source, and what the last document at a place of it listed."""
    window = find_window(place or source)
    waiting = tuple(
        Waiting(read_notice(row.notice), row.since)
        for row in models.WaitingNotice.objects.filter(source_id=source).order_by("pk")
    )
    ids = {*(window or ()), *find_items(source, keys_of(came))}
    known = {item.id: item for item in recall_items(sorted(ids))}
    missed, told = (_names(model.objects.filter(source_id=source)) for model in (models.Missed, models.Told))
    return Had(known, None if window is None else tuple(id for id in window if id in known), waiting, missed, told)


def _names(rows: QuerySet[models.Missed] | QuerySet[models.Told]) -> frozenset[str]:
    return frozenset(unpack(bytes(name)) for name in rows.values_list("name", flat=True))


def find_window(place: str) -> tuple[str, ...] | None:
    """Return the ids that the last document at a place listed; None before the first."""
    row = models.Window.objects.filter(place=place).first()
    return tuple(row.items) if row else None


def find_items(source: str, keys: Iterable[tuple[str, str]]) -> set[str]:
    """Find the items of a source by what they are known by: kind of key, and key."""
    found: set[str] = set()
    wanted = sorted((kind, key_of(name)) for kind, name in keys)
    for start in range(0, len(wanted), MOST_KEYS):
        part = wanted[start : start + MOST_KEYS]
        rows = models.Known.objects.filter(source_id=source, key__in=[key for _, key in part])
        asked = set(part)
        found |= {item for kind, key, item in rows.values_list("kind", "key", "item_id") if (kind, key) in asked}
    return found


def recall_items(ids: Sequence[str]) -> list[Known]:
    """Recall items by their ids, in their order, by which decisions go; those that are not there are left out."""
    found: dict[str, Known] = {}
    for start in range(0, len(ids), MOST_KEYS):
        rows = models.Item.objects.filter(pk__in=ids[start : start + MOST_KEYS])
        found |= {row.pk: known(row) for row in rows.prefetch_related("known", "shown__version")}
    return [found[id] for id in ids if id in found]


def known(row: models.Item) -> Known:
    """Return an item as the wire's own value."""
    names: dict[str, set[str]] = {"guid": set(), "address": set(), "digest": set()}
    for key in row.known.all():
        names.setdefault(key.kind, set()).add(unpack(bytes(key.name)))
    return Known(
        row.pk,
        row.first_seen,
        {Where(shown.place): read_shown(shown.version.appearance) for shown in row.shown.all()},
        frozenset(names["guid"]),
        frozenset(names["address"]),
        frozenset(names["digest"]),
        Standing(row.standing),
        row.embargoed_until,
        Gone(row.gone) if row.gone else None,
        row.duplicate_of_id,
    )
