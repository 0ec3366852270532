"""Publishes by itself what its source's terms allow to be published without a person, after the wait they ask for."""

from __future__ import annotations

from datetime import datetime

from django.utils.text import slugify

from mediawire.web.models import Item
from mediawire.web.publishing import NotAllowed, publish
from mediawire.web.states import Workflow
from mediawire.wire.decisions import Standing

MOST = 200
"""Items that one round looks at; the next one goes on behind them."""


def publish_unattended(now: datetime, after: str = "") -> str:
    """Publish what may be published by itself, the oldest of a round first; the gate decides on each.

    Returns the id behind which the next round goes on, so that items which stay forbidden keep no others waiting; empty
    where all were looked at.
    """
    waiting = Item.objects.filter(
        workflow=Workflow.RECEIVED,
        standing=Standing.USABLE,
        source__terms__may_auto_publish=True,
        publication=None,
        duplicate_of=None,
    ).exclude(current=None)
    looked_at = list(waiting.filter(pk__gt=after).select_related("current").order_by("pk")[:MOST])
    for item in sorted(looked_at, key=lambda item: (item.ordered_at, item.pk)):
        try_to_publish(item, now)
    return looked_at[-1].pk if len(looked_at) == MOST else ""


def try_to_publish(item: Item, now: datetime) -> bool:
    """Publish an item in the section that it says it belongs to; False where its terms, or an embargo, forbid it."""
    try:
        publish(item.pk, now, section=find_section(item))
    except NotAllowed:
        return False
    return True


def find_section(item: Item) -> str:
    """Find an item's section: as it says itself, else the first word that it is filed under."""
    facts = item.current.facts if item.current else {}
    words = [facts.get("section"), *facts.get("keywords", [])]
    return next((slugify(word)[:60] for word in words if word and slugify(word)), "")
