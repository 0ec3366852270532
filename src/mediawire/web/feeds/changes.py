"""What has changed since a serial, in commit order: the one list that the API and the webhooks tell.

A row of the outbox says that something happened; what is told of it is how the publication stands now. So who was away
for a week ends where one ends who never was: a publication is there, is withdrawn for now, or is killed for good.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from mediawire.web.gate import readable, withdrawn
from mediawire.web.models import Exits, Opened, OutboxRow, Publication
from mediawire.web.states import News

MOST = 200


class Kind(StrEnum):
    """What a client is to do: take a publication in, replace it, put it away for now, or delete it for good."""

    NEW = "new"
    UPDATED = "updated"
    WITHHELD = "withheld"
    KILLED = "killed"


class Change(NamedTuple):
    """A piece of news about a publication. Only a new or updated one has any text that may be told."""

    serial: int
    kind: Kind
    publication: Publication

    @property
    def has_text(self) -> bool:
        """Tell whether readers may see the publication."""
        return self.kind in (Kind.NEW, Kind.UPDATED)


class Changes(NamedTuple):
    """A stretch of news, and where the next one begins."""

    changes: list[Change]
    cursor: int
    has_more: bool


def list_changes(exits: Exits, after: int, limit: int) -> Changes:
    """List what happened after a serial, as far as it is settled; what happened twice is told once, by its last row."""
    rows = OutboxRow.objects.filter(serial__gt=after, serial__lte=exits.serial).order_by("serial")
    found = list(rows.values_list("serial", "news", "publication")[: limit + 1])
    stretch, has_more = found[:limit], len(found) > limit
    last = {number: serial for serial, _, number in stretch}
    is_new = {number for _, news, number in stretch if news == News.NEW}
    kinds = _judge(exits, set(last))
    changes = []
    for number, serial in sorted(last.items(), key=lambda pair: pair[1]):
        if (judged := kinds.get(number)) is not None:
            kind, publication = judged
            told = Kind.NEW if kind is Kind.UPDATED and number in is_new else kind
            changes.append(Change(serial, told, publication))
    return Changes(changes, stretch[-1][0] if stretch else after, has_more)


def _judge(exits: Exits, numbers: set[int]) -> dict[int, tuple[Kind, Publication]]:
    """Say how publications stand at the settled instant; of those that were never open, nothing."""
    seen = Opened.objects.filter(publication__in=numbers).select_related("publication__item__source")
    judged = {row.pk: (Kind.KILLED if row.publication.killed_at else Kind.WITHHELD, row.publication) for row in seen}
    judged |= {row.pk: (Kind.KILLED, row) for row in withdrawn(exits.moment).filter(pk__in=numbers)}
    open_now = readable(exits.moment).filter(pk__in=numbers).select_related("headline")
    return judged | {row.pk: (Kind.UPDATED, row) for row in open_now}
