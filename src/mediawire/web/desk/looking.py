"""Who looked at an item, who has it open, and whom a change concerns."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q

from mediawire.web.models import Correction, Item, Lock, Look, Publication, Version

LOCK_MINUTES = 5
MOST_TOLD = 20


class Told(NamedTuple):
    """An item that changed after somebody used it, and what happened, in words."""

    publication: Publication
    what: str
    at: datetime
    look: Look


def open_item(item: Item, who: User, now: datetime, takes_over: bool = False) -> Lock:
    """Open an item to edit it; the lock that comes back is somebody else's where he was first. It ends by itself."""
    until = now + timedelta(minutes=LOCK_MINUTES)
    with transaction.atomic():
        lock, _ = Lock.objects.get_or_create(item=item, defaults={"by": who, "until": until})
        free = Q() if takes_over else Q(by=who) | Q(until__lte=now)
        Lock.objects.filter(free, item=item).update(by=who, until=until)  # the UPDATE decides who was first
        return Lock.objects.select_related("by").get(pk=lock.pk)


def find_other(item_id: str, who: User, now: datetime) -> Lock | None:
    """Return the lock of somebody else on an item, where one holds."""
    return Lock.objects.filter(item=item_id, until__gt=now).exclude(by=who).select_related("by").first()


def close_item(item_id: str, who: User) -> None:
    """Let go of an item that one has open."""
    Lock.objects.filter(item=item_id, by=who).delete()


def look_at(item: Item, who: User, now: datetime) -> Look | None:
    """Remember that somebody looks; what he has seen stays that version until he has looked at the changes."""
    if item.current is None:
        return None
    look, is_new = Look.objects.get_or_create(by=who, item=item, defaults={"version": item.current, "at": now})
    if not is_new:
        Look.objects.filter(pk=look.pk).update(at=now)
    return look


def has_seen(item_id: str, who: User, now: datetime, used: bool = False) -> None:
    """Remember that somebody has seen an item as it is now, and whether he used it."""
    item = Item.objects.get(pk=item_id)
    if item.current_id is None:
        return
    kept = {"version_id": item.current_id, "at": now, **({"used_at": now} if used else {})}
    Look.objects.update_or_create(by=who, item=item, defaults=kept)


def list_told(who: User) -> list[Told]:
    """List what changed after somebody used it and has not looked at yet: killed, corrected, or another text."""
    used = Look.objects.filter(by=who, used_at__isnull=False)
    changed = used.filter(
        Q(item__publication__killed_at__gt=F("at"))
        | (Q(item__publication__killed_at=None) & ~Q(item__publication__version=F("version")))
    )
    rows = changed.select_related(
        "item__publication__version", "item__source", "item__publication__headline", "version"
    )
    return [tell(look) for look in rows.order_by("-used_at")[:MOST_TOLD]]


def tell(look: Look) -> Told:
    """Say what happened to an item since somebody used it."""
    publication = look.item.publication
    if publication.killed_at is not None:
        return Told(publication, "killed", publication.killed_at, look)
    after = Correction.objects.filter(publication=publication, after__number__gt=look.version.number)
    told = after.order_by("-at").first()
    what = f"{told.grade}: {told.text}" if told and told.text else told.grade if told else "a new version of its source"
    return Told(publication, what, told.at if told else publication.updated_at, look)


def find_versions(item: Item, since: str, seen: Look | None) -> tuple[Version | None, Version | None]:
    """Find the two versions to compare: the one that was seen, or asked for by its number, and the one shown now."""
    if since.isascii() and since.isdigit() and len(since) < 10:
        return item.versions.filter(number=int(since)).select_related("body").first(), item.current
    return (Version.objects.select_related("body").get(pk=seen.version_id) if seen else None), item.current
