"""One row a story, however many outlets carry it: the best copy, and why it was chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import BooleanField, Case, Q, Value, When

from mediawire.web.desk.stories import Found
from mediawire.web.models import Item, Lock, Publication

ORIGINAL, COMPLETE, NEWEST, ALONE = (
    "the original; the others are reprints",
    "complete; the others are cut",
    "the newest version",
    "the only copy",
)
MOST_COPIES = 2_000
"""Copies that a page of stories looks at; a story of more is judged by those that come first."""


class Row(NamedTuple):
    """A story in the inbox: the copy to take, why, how many others there are, and what stands already."""

    item: Item
    why: str
    others: int
    published: Publication | None = None
    """the story is public, scheduled or held already, under this item or another"""
    killed: Publication | None = None
    open_by: User | None = None


def make_rows(found: Found, asked: Q, now: datetime, who: User | None = None) -> list[Row]:
    """Make one row of each story on a page, in the order of the page."""
    families = list(found.families)
    wanted = Case(When(asked, then=Value(True)), default=Value(False), output_field=BooleanField())
    copies: dict[str, list[Item]] = defaultdict(list)
    members = Item.objects.filter(family__in=families, current__isnull=False).annotate(is_asked=wanted)
    for item in members.select_related("source", "current").defer("current__appearance")[:MOST_COPIES]:
        copies[item.family].append(item)
    standing = find_standing(families)
    chosen = [choose(list_asked(copies[family], first)) for family, first in found.families.items() if copies[family]]
    locks = {
        lock.item_id: lock.by
        for lock in Lock.objects.filter(item__in=[item for item, _ in chosen], until__gt=now).select_related("by")
        if lock.by != who
    }
    return [
        Row(item, why, len(copies[item.family]) - 1, *standing.get(item.family, (None, None)), locks.get(item.pk))
        for item, why in chosen
    ]


def list_asked(copies: Sequence[Item], first: str) -> list[Item]:
    """List the copies of a story that were asked for: of a source, in a state, with some words."""
    return [item for item in copies if getattr(item, "is_asked", True) or item.pk == first] or list(copies)


def find_standing(families: Sequence[str]) -> dict[str, tuple[Publication | None, Publication | None]]:
    """Find what of some stories is public already, and what was killed."""
    found: dict[str, tuple[Publication | None, Publication | None]] = {}
    for one in Publication.objects.filter(item__family__in=families).select_related("item").order_by("pk"):
        live, killed = found.get(one.item.family, (None, None))
        found[one.item.family] = (live, killed or one) if one.killed_at else (live or one, killed)
    return found


def choose(members: Sequence[Item]) -> tuple[Item, str]:
    """Choose the best copy: the original over a reprint, the complete over the cut, the newest version; and say why."""
    ranked = sorted(members, key=rank, reverse=True)
    if len(ranked) == 1:
        return ranked[0], ALONE
    (is_original, is_whole, _), second = rank(ranked[0]), rank(ranked[1])
    why = ORIGINAL if is_original and not second[0] else COMPLETE if is_whole and not second[1] else NEWEST
    return ranked[0], why


def rank(item: Item) -> tuple[bool, bool, float]:
    """Return what a copy is ranked by."""
    whole = bool(item.current and item.current.facts.get("is_whole"))
    seen = item.current.seen_at.timestamp() if item.current else 0.0
    return item.duplicate_of_id is None, whole, seen
