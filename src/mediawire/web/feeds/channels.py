"""The channels that are told: added, told to begin again, and what each wants to hear. Every act is in the ledger."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from mediawire.web.feeds.changes import Change, Changes, Kind
from mediawire.web.feeds.sending import find_target
from mediawire.web.models import Channel, Given, OutboxRow
from mediawire.web.recording import record
from mediawire.web.states import Act


def add_channel(
    name: str,
    url: str,
    home: str,
    now: datetime,
    by: User | None = None,
    *,
    sections: Sequence[str] = (),
    sources: Sequence[str] = (),
    is_own: bool = False,
    from_start: bool = True,
) -> Channel:
    """Add a channel, with a secret of its own; `VisitStopped` where its address must not be told anything.

    It is told all from the beginning, or only what is to come.
    """
    find_target(url, is_own)
    last = OutboxRow.objects.order_by("-serial").values_list("serial", flat=True).first()
    with transaction.atomic():
        record(Act.CHANNEL, f"channel/{name}", now, by, what="added", sections=list(sections), sources=list(sources))
        return Channel.objects.create(
            name=name,
            url=url,
            home=home.rstrip("/"),
            secret=secrets.token_urlsafe(32),
            sections=list(sections),
            sources=list(sources),
            is_own=is_own,
            cursor=0 if from_start else last or 0,
            since=now,
            due=now,
        )


def replay(name: str, serial: int, now: datetime, by: User | None = None) -> Channel:
    """Let a channel begin again after a serial; what it is told then is how things stand now."""
    with transaction.atomic():
        record(Act.CHANNEL, f"channel/{name}", now, by, what="begins again", serial=serial)
        channel = Channel.objects.select_for_update().get(name=name)
        channel.cursor, channel.since, channel.due, channel.failures = serial, now, now, 0
        channel.save(update_fields=["cursor", "since", "due", "failures"])
    return channel


def switch(name: str, is_off: bool, now: datetime, by: User | None = None) -> Channel:
    """Switch a channel off, or on again: it is then told all that it has missed."""
    with transaction.atomic():
        record(Act.CHANNEL, f"channel/{name}", now, by, what="off" if is_off else "on")
        channel = Channel.objects.select_for_update().get(name=name)
        channel.is_off, channel.since, channel.due, channel.failures = is_off, now, now, 0
        channel.save(update_fields=["is_off", "since", "due", "failures"])
    return channel


def is_wanted(channel: Channel, change: Change) -> bool:
    """Tell whether a channel wants to hear of a publication; by its section and by its source."""
    row: Any = change.publication
    in_section = not channel.sections or row.section in channel.sections
    return in_section and (not channel.sources or row.item.source_id in channel.sources)


def choose(channel: Channel, found: Changes) -> list[Change]:
    """Choose what a channel is told of some changes.

    A withdrawal goes to all. What has left the sections that a channel wants is withheld from it where it had it.
    """
    given = set(
        Given.objects.filter(
            channel=channel, publication__in=[change.publication for change in found.changes]
        ).values_list("publication", flat=True)
    )
    chosen = []
    for change in found.changes:
        if not change.has_text or is_wanted(channel, change):
            chosen.append(change)
        elif change.publication.pk in given:
            chosen.append(change._replace(kind=Kind.WITHHELD))
    return chosen
