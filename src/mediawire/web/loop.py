"""The loop that listens: visits what is due, reads apart, decides, and keeps; many may run at once.

What is visited, read and decided is `mediawire.wire.rounds`, the same as for ``mediawire watch``; here is only what it
runs on. A place is claimed by a conditional UPDATE of its due time before it is visited.
"""

from __future__ import annotations

import logging
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from threading import Event

from django.db import close_old_connections
from django.utils import timezone

from mediawire.web import models
from mediawire.web.memory import WireMemory
from mediawire.web.unattended import publish_unattended
from mediawire.wire.fetch import visit
from mediawire.wire.manners import Manners
from mediawire.wire.read import read
from mediawire.wire.reading import Reading
from mediawire.wire.rounds import Round, Rounds
from mediawire.wire.source import Identity, Source
from mediawire.wire.visits import Fetched, Refused, Validators, Visit

LOG_DAYS = 30
TIDIED_EVERY = timedelta(hours=1)
REST_SECONDS = 1.0
AFTER_FAULT_SECONDS = 5.0
log = logging.getLogger("mediawire.loop")


def list_sources() -> list[Source]:
    """Return the configured sources as the wire's own values."""
    return [source_of(row) for row in models.Source.objects.filter(is_off=False)]


def source_of(row: models.Source) -> Source:
    """Return a configured source as the wire's own value."""
    known = {field.name for field in fields(Source)}
    options = {name: value for name, value in row.options.items() if name in known}
    if "identity" in options:
        options["identity"] = Identity(options["identity"])
    return Source(**{**options, "url": row.url, "name": row.pk, "outlet": row.outlet or row.title})


def log_visit(done: Round) -> None:
    """Write a visit into the fetch log."""
    came = done.visit
    models.VisitRow.objects.create(
        place=done.place.name,
        source_id=done.source.name,
        at=came.at,
        outcome=came.reason.value if isinstance(came, Refused) else "fetched" if isinstance(came, Fetched) else "same",
        status=getattr(came, "status", None),
        size_bytes=getattr(came, "received_bytes", 0),
        seconds=came.seconds,
        news=sum(one.verb in ("new", "new version") for one in done.decisions),
        why=came.why if isinstance(came, Refused) else "",
    )
    log.info("visited %s: %s decisions", done.place.name, len(done.decisions))


class Loop:
    """Listens until it is told to stop; what is under way then is due again."""

    def __init__(self, contact: str | None = None, workers: int = 8) -> None:
        self.manners = Manners(contact=contact)
        self.manners_at_home = Manners(contact=contact, gap_seconds=0.0)
        self.workers = workers
        self.stopped = Event()
        self.looked_at = ""
        self.tidied_at = datetime.min.replace(tzinfo=UTC)

    def run(self) -> None:
        """Visit what is due, again and again. A fault of ours, or of the database, costs a round and is logged."""
        while not self.stopped.is_set():
            close_old_connections()
            rest = REST_SECONDS
            try:
                self.go_round()
            except Exception:  # nobody would see a loop that has ended, and kills would be missed
                log.exception("a round was broken off")
                rest = AFTER_FAULT_SECONDS
            self.stopped.wait(rest)

    def go_round(self) -> None:
        """Visit once what is due now; sources that were added since are visited, too."""
        rounds = Rounds(WireMemory(), list_sources(), self.visit, read_visit, timezone.now, self.workers)
        rounds.go(log_visit, once=True)
        now = timezone.now()
        self.looked_at = publish_unattended(now, self.looked_at)
        if now >= self.tidied_at + TIDIED_EVERY:
            self.tidied_at = now
            models.VisitRow.objects.filter(at__lt=now - timedelta(days=LOG_DAYS)).delete()

    def visit(self, source: Source, validators: Validators | None) -> Visit:
        """Visit a source once; a host of one's own needs no pause."""
        manners = self.manners_at_home if source.allow_private else self.manners
        return visit(source, validators, manners=manners)


def read_visit(came: Fetched, source: Source) -> Reading:
    """Read what a visit gave, in a process of its own."""
    return read(came.body, came.url, came.content_type, article_links=source.article_links, now=came.at)
