"""Who did what: the ledger, by item and by person, the newest first."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mediawire.web.models import Entry
from mediawire.web.states import Act

PER_PAGE = 100


def ledger(request: HttpRequest) -> HttpResponse:
    """Show the ledger; pages go on from a serial, as a ledger of millions is not counted."""
    asked = ("about", "who", "act", "before")
    about, who, act, before = (request.GET.get(name, "").replace("\0", "")[:400] for name in asked)
    rows = Entry.objects.select_related("actor").order_by("-serial")
    if about:
        rows = rows.filter(about=about)
    if who:
        rows = rows.filter(actor=None) if who == "the wire" else rows.filter(actor__username=who)
    if act in Act.values:
        rows = rows.filter(act=act)
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(serial__lt=int(before))
    entries = list(rows[: PER_PAGE + 1])
    kept = {name: value for name, value in (("about", about), ("who", who), ("act", act)) if value}
    older = urlencode({**kept, "before": entries[PER_PAGE - 1].serial}) if len(entries) > PER_PAGE else ""
    given = {"entries": entries[:PER_PAGE], "about": about, "who": who, "act": act, "acts": Act.values, "older": older}
    return render(request, "desk/ledger.html", given)
