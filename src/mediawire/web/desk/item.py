"""An item's page: its text as readers will see it, what stands already, what may be done, and what changed upstream."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mediawire.web.desk.comparing import show_changes
from mediawire.web.desk.headline_check import check_headline, load_style
from mediawire.web.desk.looking import find_versions, has_seen, look_at, open_item
from mediawire.web.gate import find_reasons_against
from mediawire.web.models import DecisionRow, Draft, Item, Publication
from mediawire.web.publishing import PASSABLE
from mediawire.web.site.cards import paragraphs
from mediawire.web.unattended import find_section
from mediawire.wire.clean import clean
from mediawire.wire.decisions import Standing
from mediawire.wire.terms import Terms

MOST_ROWS = 30


def item(request: HttpRequest, id: str) -> HttpResponse:
    """Show an item: its text as received, its versions, what was decided, and what may be done."""
    row, now = find_item(id), timezone.now()
    assert isinstance(request.user, User)
    assert row.current is not None
    lock = open_item(row, request.user, now)
    look = look_at(row, request.user, now)
    publication = Publication.objects.filter(item=row).select_related("headline__by", "unkill_asked_by").first()
    draft = Draft.objects.filter(item=row).select_related("by").first()
    ours = publication.headline.text if publication and publication.headline else ""
    tried = request.GET.get("try", "")[:300]
    headline = tried or ours or (draft.text if draft else "") or row.current.headline
    reasons = find_reasons_against(row, now, True, False)
    given = {
        "item": row,
        "publication": publication,
        "draft": draft,
        "headline": headline,
        "tried": tried,
        "remarks": [] if is_killed(row) else check(row, headline),
        "body": preview(row),
        "lock": lock if lock.by_id != request.user.pk else None,
        "seen": look.version if look and look.version_id != row.current_id else None,
        "versions": row.versions.order_by("-number")[:MOST_ROWS],
        "decisions": DecisionRow.objects.filter(item=row.pk).order_by("-pk")[:MOST_ROWS],
        "family": list_family(row),
        "reasons": [reason for reason in reasons if reason.clause not in PASSABLE],
        "passable": [reason for reason in reasons if reason.clause in PASSABLE],
        "section": publication.section if publication else find_section(row),
        "sections": list_sections(),
        "terms": Terms.read(row.source.terms),
        "zone": settings.TIME_ZONE,
        "zones": sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC"),
    }
    return render(request, "desk/item.html", given)


def changes(request: HttpRequest, id: str) -> HttpResponse:
    """Show what changed upstream since somebody looked, or since a version that he names; then he has seen it."""
    row, now = find_item(id), timezone.now()
    assert isinstance(request.user, User)
    before, after = find_versions(row, request.GET.get("since", ""), look_at(row, request.user, now))
    if is_killed(row) or before is None or after is None:
        raise Http404("there is nothing to compare")
    told = show_changes(before, after)
    has_seen(row.pk, request.user, now)
    return render(request, "desk/changes.html", {"item": row, "before": before, "after": after, "told": told})


def find_item(id: str) -> Item:
    """Find an item that has a text; the page of no other is shown."""
    row = Item.objects.filter(pk=id).select_related("source", "current__body").first()
    if row is None or row.current is None:
        raise Http404("there is no such item")
    return row


def is_killed(row: Item) -> bool:
    """Tell whether a source, or the desk, has killed an item: its text is not shown any more, here neither."""
    return row.standing == Standing.KILLED


def preview(row: Item) -> str:
    """Return the body as readers will see it, as safe markup; nothing of a killed one."""
    if is_killed(row) or row.current is None:
        return ""
    body = row.current.body
    return clean(body.html, row.current.facts.get("url")).html if body.html is not None else paragraphs(body.text)


def check(row: Item, headline: str) -> list[Any]:
    """Hold a headline against an item's body and the rules of the house."""
    assert row.current is not None
    return check_headline(headline, row.current.body.text, load_style(settings.FOLDER), row.ordered_at)


def list_family(row: Item) -> list[tuple[Item, Publication | None]]:
    """List the other copies of a story, each with what is public of it."""
    others = Item.objects.filter(family=row.family, current__isnull=False).exclude(pk=row.pk)
    rows = list(others.select_related("source", "current").order_by("-ordered_at")[:MOST_ROWS])
    public = {one.item_id: one for one in Publication.objects.filter(item__in=rows).select_related("item")}
    return [(one, public.get(one.pk)) for one in rows]


def list_sections() -> list[str]:
    """List the sections that are in use."""
    names = Publication.objects.exclude(section="").order_by("section").values_list("section", flat=True).distinct()
    return list(names[:100])
