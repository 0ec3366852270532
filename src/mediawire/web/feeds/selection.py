"""Which publications a feed has: of the whole site, of a section, of a source; all of it through the gate."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from mediawire.web.gate import readable, withdrawn
from mediawire.web.models import Publication

MOST = 50


class Scope(NamedTuple):
    """What a feed is of; of the whole site where neither is said."""

    section: str = ""
    source: str = ""

    def narrow(self, rows: QuerySet[Publication]) -> QuerySet[Publication]:
        """Narrow some publications down to this scope."""
        rows = rows.filter(section=self.section) if self.section else rows
        return rows.filter(item__source=self.source) if self.source else rows


def list_open(scope: Scope, now: datetime, newest_by: str = "public_from") -> list[Publication]:
    """List the newest that readers may see."""
    rows = scope.narrow(readable(now)).select_related("headline")
    return list(rows.order_by(f"-{newest_by}", "-pk")[:MOST])


def list_killed(scope: Scope, now: datetime) -> list[Publication]:
    """List the last that were killed."""
    return list(scope.narrow(withdrawn(now)).order_by("-killed_at", "-pk")[:MOST])
