"""Whether the wire works, in a word for machines; and its figures, for machines of its own alone."""

from __future__ import annotations

import hmac
import ipaddress
import os
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mediawire.web import models

LATE = timedelta(minutes=15)
"""A place that is due for longer is not visited: no loop runs, or it does not keep up."""


def healthz(request: HttpRequest) -> HttpResponse:
    """Say whether the site can answer, and whether anybody listens to the sources; 503 where not."""
    trouble = find_trouble(timezone.now())
    said = trouble or "well"
    return HttpResponse(f"{said}\n", content_type="text/plain", status=503 if trouble else 200)


def find_trouble(now: datetime) -> str | None:
    """Say in a few words what is wrong; nothing that only the desk may know."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        late = due_by(now - LATE)
    except DatabaseError:
        return "the database does not answer"
    return "sources are not visited" if late else None


def due_by(time: datetime) -> int:
    """Count the places that are due since a time; those of sources that are switched off do not count."""
    return models.Place.objects.filter(due__lte=time, source__is_off=False).count()


def metrics(request: HttpRequest) -> HttpResponse:
    """Give figures, to this machine or by the token in ``MEDIAWIRE_METRICS_TOKEN``; to others there is nothing."""
    if not may_measure(request):
        return HttpResponse("not found\n", content_type="text/plain", status=404)
    lines = [f"mediawire_{name} {value}" for name, value in measure(timezone.now()).items()]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; version=0.0.4")


def may_measure(request: HttpRequest) -> bool:
    """Tell whether figures may be given: by the token where one is set, else to this machine, asked directly."""
    token = os.environ.get("MEDIAWIRE_METRICS_TOKEN", "")
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    try:
        is_here = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    return is_here and not any(name in request.headers for name in ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"))


def measure(now: datetime) -> dict[str, float]:
    """Return the figures: numbers alone, never a name."""
    hour = models.VisitRow.objects.filter(at__gt=now - timedelta(hours=1))
    killed = models.Publication.objects.filter(killed_at__isnull=False, kill_received_at__isnull=False)
    took = [
        (done - came).total_seconds()
        for done, came in killed.order_by("-killed_at").values_list("killed_at", "kill_received_at")[:100]
        if done is not None and came is not None
    ]
    return {
        "items": models.Item.objects.count(),
        "publications": models.Publication.objects.count(),
        "publications_killed": killed.count(),
        "bodies": models.Body.objects.count(),
        "ledger_entries": models.Entry.objects.count(),
        "places_due": due_by(now),
        "places_late": due_by(now - LATE),
        "visits_last_hour": hour.count(),
        "visits_unchanged_last_hour": hour.filter(outcome="same").count(),
        "alarms": models.Alarm.objects.filter(settled_at=None).count(),
        "kill_seconds_longest_of_last_100": max(took, default=0.0),
    }
