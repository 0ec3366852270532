"""Settles what exits may tell: which publications readers may have seen, and what time alone has opened or closed.

An embargo that ends, a schedule that comes and terms that run out write nothing by themselves. Here each of them gets
its row of the outbox, so that who follows the outbox misses nothing. Of what was never open nothing is told, not even
that there is something.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from mediawire.web.gate import readable
from mediawire.web.models import Exits, Opened, OutboxRow, Publication
from mediawire.web.recording import hold_chain, tell_exits
from mediawire.web.states import News

TIMES = ("public_from", "public_until", "embargoed_until", "item__embargoed_until")
"""Times at which a publication opens or closes by itself (see `mediawire.web.gate`)."""


def read_exits(now: datetime) -> Exits:
    """Return the one row of what exits know; a new wire begins with this instant."""
    return Exits.objects.get_or_create(pk=1, defaults={"moment": now})[0]


def settle(now: datetime) -> Exits:
    """Settle up to this instant, and return what is settled; whoever tells anything judges it by ``moment``.

    The instant is the caller's, or a later one by which another process has settled already: a slow clock must not
    pass over what a faster one has opened. It writes only where there is something to settle.
    """
    exits = read_exits(now)
    moment = max(now, exits.moment)
    if not OutboxRow.objects.filter(serial__gt=exits.serial).exists() and not _crossed(exits.moment, moment):
        exits.moment = moment
        return exits
    with transaction.atomic():
        hold_chain()
        exits = Exits.objects.select_for_update().get(pk=1)
        moment = max(now, exits.moment)
        for publication in Publication.objects.filter(pk__in=_crossed(exits.moment, moment)).order_by("pk"):
            was_open = Opened.objects.filter(publication=publication).exists()
            tell_exits(News.UPDATED if was_open else News.NEW, publication, moment)
        fresh = OutboxRow.objects.filter(serial__gt=exits.serial)
        _note_opened(fresh.values_list("publication", flat=True), moment)
        exits.serial = fresh.order_by("-serial").values_list("serial", flat=True).first() or exits.serial
        exits.moment = moment
        exits.save()
    return exits


def _crossed(before: datetime, moment: datetime) -> set[int]:
    """Return the numbers of what one of its times has opened or closed since; a killed one stays as it is.

    One question for each time, so that each is answered from an index.
    """
    numbers: set[int] = set()
    for name in TIMES:
        between = {f"{name}__gt": before, f"{name}__lte": moment}
        numbers.update(Publication.objects.filter(**between, killed_at=None).values_list("pk", flat=True))
    return numbers


def _note_opened(numbers: Iterable[int], moment: datetime) -> None:
    is_open = readable(moment).filter(pk__in=set(numbers)).exclude(opened__isnull=False).select_related(None)
    Opened.objects.bulk_create(
        [Opened(publication_id=number, at=moment) for number in is_open.values_list("pk", flat=True)],
        ignore_conflicts=True,
    )
