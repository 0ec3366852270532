"""Sample sources, so that a new wire has something to show: agencies that answer inside it, on loopback.

They are added once, to a wire that has no source yet. A port that is another one than last time moves them along.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min

from mediawire.web.models import Place, Source
from mediawire.web.sample.agencies import FEED, PARTNER, ROOT
from mediawire.web.sample.stories import Outlet, read_outlets

FASTEST_MINUTES = 0.2
"""A sample that changes while it is watched is visited so often; only one's own host may be."""
PARTNER_NAME = "Example's media wire"


def add_samples(home: str) -> None:
    """Add the sample sources to a wire that has none; ``home`` is where the site answers: http://127.0.0.1:8000."""
    if not Source.objects.exists():
        for outlet in read_outlets():
            Source.objects.create(**describe(outlet, home))
        Source.objects.create(
            name=f"sample-{PARTNER}",
            title=PARTNER_NAME,
            url=f"{home}{ROOT}{PARTNER}",
            outlet=PARTNER_NAME,
            options={"allow_private": True},
        )
    move_samples(home)


def describe(outlet: Outlet, home: str) -> dict[str, object]:
    """Describe a sample agency as a source."""
    options: dict[str, object] = {"allow_private": True}
    if outlet.longest_minutes is not None:
        options |= {"shortest_minutes": FASTEST_MINUTES, "longest_minutes": outlet.longest_minutes}
    return {
        "name": f"sample-{outlet.slug}",
        "title": outlet.name,
        "url": f"{home}{ROOT}{outlet.slug}/{FEED}",
        "outlet": outlet.name,
        "options": options,
        "terms": outlet.terms,
    }


def move_samples(home: str) -> None:
    """Let the sample sources be visited where the site answers now."""
    for source in Source.objects.filter(name__startswith="sample-"):
        path = source.url[source.url.find(ROOT) :]
        if path.startswith(ROOT) and source.url != home + path:
            source.url = home + path
            source.save(update_fields=["url"])
            Place.objects.filter(source=source).delete()


def samples_began() -> datetime | None:
    """Return when the samples were added: the minute from which their stories are counted; None without any."""
    began: datetime | None = Source.objects.filter(name__startswith="sample-").aggregate(first=Min("added_at"))["first"]
    return began
