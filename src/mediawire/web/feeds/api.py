"""The JSON API: what has changed since a serial, and one article. It reads; nothing can be written by it.

A client keeps ``cursor`` and asks again with it; what it is told is in the order of commits. ``withheld`` means put
away for now, ``killed`` delete for good; neither has any text.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone

from mediawire.web.feeds.answers import home_of, with_etag
from mediawire.web.feeds.changes import MOST, Change, Changes, list_changes
from mediawire.web.feeds.ninjs import write_ninjs, write_ninjs_withdrawn
from mediawire.web.feeds.settling import settle
from mediawire.web.gate import readable, withdrawn
from mediawire.web.models import Exits

LARGEST_SERIAL = 2**63 - 1


def changes(request: HttpRequest) -> HttpResponse:
    """List what is new, updated, withheld and killed after a serial, at most ``limit`` of it."""
    after, limit = _number(request, "after", 0), _number(request, "limit", 50)
    if after is None or limit is None or not 1 <= limit <= MOST:
        return refuse(f"after is a serial, limit a number from 1 to {MOST}")
    exits = settle(timezone.now())
    found = list_changes(exits, after, limit)
    return JsonResponse(write_changes(found, exits, home_of(request)), headers={"Cache-Control": "no-store"})


def article(request: HttpRequest, number: int) -> HttpResponseBase:
    """Return an article as ninjs; 410 with its status where it was killed, 404 where there is nothing to see."""
    exits = settle(timezone.now())
    row = readable(exits.moment).select_related("headline").filter(pk=number).first()
    if row is not None:
        return with_etag(request, JsonResponse(write_ninjs(row, exits, home_of(request), settings.SITE_NAME)))
    killed = withdrawn(exits.moment).filter(pk=number).first()
    if killed is not None:
        return JsonResponse(write_ninjs_withdrawn(killed, exits, is_killed=True), status=410)
    return refuse("there is no such article", 404)


def write_changes(found: Changes, exits: Exits, home: str) -> dict[str, Any]:
    """Write a stretch of news as plain values: for the API, and for webhooks."""
    told = [write_change(change, exits, home) for change in found.changes]
    return {"changes": told, "cursor": found.cursor, "has_more": found.has_more}


def write_change(change: Change, exits: Exits, home: str) -> dict[str, Any]:
    """Write one piece of news; a text only where readers may see it."""
    row = change.publication
    about = {"serial": change.serial, "change": change.kind.value, "number": row.pk}
    if change.has_text:
        return about | {"section": row.section, "article": write_ninjs(row, exits, home, settings.SITE_NAME)}
    return about | {"article": write_ninjs_withdrawn(row, exits, is_killed=row.killed_at is not None)}


def refuse(why: str, status: int = 400) -> HttpResponse:
    """Answer with what is wrong."""
    return JsonResponse({"error": why}, status=status)


def _number(request: HttpRequest, name: str, default: int) -> int | None:
    said = request.GET.get(name)
    if said is None:
        return default
    return int(said) if said.isascii() and said.isdigit() and len(said) < 20 and int(said) <= LARGEST_SERIAL else None
