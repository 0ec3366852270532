"""The inbox and an item's page: what came, what stands already, and what may be done with it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mediawire.web.desk.rows import make_rows
from mediawire.web.gate import find_reasons_against
from mediawire.web.models import DecisionRow, Entry, Item, Publication
from mediawire.web.site.cards import paragraphs
from mediawire.web.states import Workflow
from mediawire.wire.clean import clean

PER_PAGE = 50
FILTERS: dict[str, dict[str, object]] = {
    "new": {"workflow__in": [Workflow.RECEIVED, Workflow.ON_DESK]},
    "held": {"workflow": Workflow.HELD},
    "live": {"workflow": Workflow.LIVE},
    "killed": {"standing": "killed"},
    "all": {},
}


def inbox(request: HttpRequest) -> HttpResponse:
    """Show one row a story, the newest first."""
    chosen = request.GET.get("show", "new")
    rows = Item.objects.filter(Q(**FILTERS.get(chosen, {}))).exclude(current=None)
    if source := request.GET.get("source"):
        rows = rows.filter(source=source)
    if words := request.GET.get("q"):
        rows = rows.filter(current__headline__icontains=words)
    page = Paginator(rows.select_related("source", "current").order_by("-ordered_at", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    given = {"rows": make_rows(page), "page": page, "filters": list(FILTERS), "chosen": chosen, "words": words or ""}
    return render(request, "desk/inbox.html", given)


def item(request: HttpRequest, id: str) -> HttpResponse:
    """Show an item: its text as received, its versions, what was decided, and what may be done."""
    row = Item.objects.filter(pk=id).select_related("source", "current__body").first()
    if row is None or row.current is None:
        raise Http404("there is no such item")
    now = timezone.now()
    body = row.current.body
    killed = row.standing == "killed"
    shown = (
        "" if killed else clean(body.html, row.current.facts.get("url")).html if body.html else paragraphs(body.text)
    )
    given = {
        "item": row,
        "publication": Publication.objects.filter(item=row).select_related("headline").first(),
        "body": shown,
        "versions": row.versions.order_by("-number"),
        "decisions": DecisionRow.objects.filter(item=row.pk).order_by("-pk")[:30],
        "family": Item.objects.filter(family=row.family).exclude(pk=row.pk).select_related("source")[:20],
        "reasons": find_reasons_against(row, now, True, False),
    }
    return render(request, "desk/item.html", given)


def ledger(request: HttpRequest) -> HttpResponse:
    """Show who did what, newest first."""
    page = Paginator(Entry.objects.select_related("actor").order_by("-serial"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "desk/ledger.html", {"page": page})
