"""Tells the channels what has changed: in order, signed, again after growing waits; and raises an alarm for a kill.

A channel's cursor moves when it confirms, and not before: after a kill of this process at any instant a letter may come
twice, never not at all. A kill does not wait for its channel's patience to come back: it is tried every quarter minute.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event

from django.db import close_old_connections, connections
from django.db.models import F
from django.utils import timezone

from mediawire.web.feeds.api import write_change
from mediawire.web.feeds.changes import Change, Kind, list_changes
from mediawire.web.feeds.channels import choose
from mediawire.web.feeds.sending import Letter, Posting, Send, Sent
from mediawire.web.feeds.settling import settle
from mediawire.web.feeds.signing import write_signature
from mediawire.web.models import Alarm, Channel, Delivery, Exits, Given, OutboxRow
from mediawire.web.states import News

LEASE = timedelta(seconds=15)
"""How long a channel is one sender's own; longer than a letter may take."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
HURRY, HURRY_FOR = timedelta(seconds=15), timedelta(hours=1)
"""How long a channel is left alone at most while it has not confirmed a kill, and for how long after the kill."""
KILL_CONFIRMED_WITHIN = timedelta(minutes=1)
PER_LETTER = 50
LOG_DAYS = 30
REST_SECONDS = 1.0
WORKERS = 8
log = logging.getLogger("mediawire.channels")

Tell = Callable[[Channel], bool]
Run = Callable[[Tell, Iterable[Channel]], Iterable[bool]]


def tell_channels(now: datetime, send: Send, run: Run = map) -> int:
    """Tell each channel that is due its next letter, and count those that confirmed; then look after the alarms."""
    exits = settle(now)
    _hurry(now)
    due = Channel.objects.filter(is_off=False, due__lte=now, cursor__lt=exits.serial).order_by("due")
    confirmed = sum(run(lambda channel: tell_channel(channel, exits, now, send), list(due)))
    look_after_alarms(now)
    return confirmed


def tell_channel(channel: Channel, exits: Exits, now: datetime, send: Send) -> bool:
    """Send a channel its next letter; False where another sender has it, or it did not confirm."""
    if not Channel.objects.filter(pk=channel.pk, due=channel.due, cursor=channel.cursor).update(due=now + LEASE):
        return False
    found = list_changes(exits, channel.cursor, PER_LETTER)
    chosen = choose(channel, found)
    held = [Given(channel=channel, publication=change.publication) for change in chosen if change.has_text]
    Given.objects.bulk_create(held, ignore_conflicts=True)
    sent = send(write_letter(channel, exits, chosen, found.cursor, now)) if chosen else Sent(204)
    if chosen:
        _log(channel, found.cursor, len(chosen), now, sent)
    mine = Channel.objects.filter(pk=channel.pk, cursor=channel.cursor, due=now + LEASE)
    if sent.is_confirmed:
        mine.update(cursor=found.cursor, due=now, failures=0)
        killed = [change.publication for change in chosen if change.kind is Kind.KILLED]
        Given.objects.filter(channel=channel, publication__in=killed).delete()
    else:
        mine.update(due=now + wait_after(channel.failures + 1), failures=F("failures") + 1)
    return sent.is_confirmed


def write_letter(channel: Channel, exits: Exits, chosen: list[Change], cursor: int, now: datetime) -> Letter:
    """Write a letter, signed with the channel's secret."""
    news = [write_change(change, exits, channel.home) for change in chosen]
    told = {"channel": channel.name, "after": channel.cursor, "cursor": cursor, "changes": news}
    body = json.dumps(told, ensure_ascii=True).encode()
    headers = {"Content-Type": "application/json", **write_signature(channel.secret, now, body)}
    return Letter(channel.url, headers, body, channel.is_own)


def wait_after(failures: int) -> timedelta:
    """Return how long a channel is left alone after so many failures in a row.

    >>> [str(wait_after(failures)) for failures in (1, 2, 3, 20)]
    ['0:00:05', '0:00:10', '0:00:20', '1:00:00']
    """
    return min(FIRST_WAIT * (1 << min(failures - 1, 20)), LONGEST_WAIT)


def look_after_alarms(now: datetime) -> None:
    """Raise an alarm for each kill that a channel has not confirmed in its time, and settle those that it has."""
    Alarm.objects.filter(settled_at=None, row__serial__lte=F("channel__cursor")).update(settled_at=now)
    late = OutboxRow.objects.filter(news=News.KILLED, at__lte=now - KILL_CONFIRMED_WITHIN)
    for channel in Channel.objects.filter(is_off=False):
        for row in late.filter(serial__gt=channel.cursor, at__gte=channel.since, publication__opened__isnull=False):
            Alarm.objects.get_or_create(channel=channel, row=row, defaults={"raised_at": now})


def _hurry(now: datetime) -> None:
    """Let channels that have a kill to confirm wait no longer than a quarter minute."""
    kills = OutboxRow.objects.filter(news=News.KILLED, at__gt=now - HURRY_FOR)
    for channel in Channel.objects.filter(is_off=False, due__gt=now + HURRY):
        if kills.filter(serial__gt=channel.cursor).exists():
            Channel.objects.filter(pk=channel.pk, due=channel.due).update(due=now + HURRY)


def _log(channel: Channel, cursor: int, count: int, now: datetime, sent: Sent) -> None:
    Delivery.objects.create(
        channel=channel,
        at=now,
        after=channel.cursor,
        upto=cursor,
        count=count,
        status=sent.status,
        why=sent.why,
        seconds=sent.seconds,
        is_confirmed=sent.is_confirmed,
    )
    log.info("told %s of %s changes: %s", channel.name, count, sent.why or "confirmed")


class Telling:
    """Tells the channels until it is told to stop; many may run at once."""

    def __init__(self, send: Send | None = None) -> None:
        self.send = send or Posting().post
        self.stopped = Event()

    def run(self) -> None:
        """Tell whoever is due, again and again; what goes wrong is logged and tried again."""
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="channel") as pool:
            while not self.stopped.is_set():
                close_old_connections()
                try:
                    tell_channels(timezone.now(), self.send, lambda tell, rows: pool.map(_with_connection(tell), rows))
                    Delivery.objects.filter(at__lt=timezone.now() - timedelta(days=LOG_DAYS)).delete()
                except Exception:  # a database that is away for a while must not end the telling
                    log.exception("the channels could not be told")
                self.stopped.wait(REST_SECONDS)


def _with_connection(tell: Tell) -> Tell:
    """Let a telling have a connection of its own, in a thread of the pool."""

    def run(channel: Channel) -> bool:
        try:
            return tell(channel)
        finally:
            connections.close_all()

    return run
