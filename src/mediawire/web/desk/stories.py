"""Finds the stories of the inbox, the newest first: one row a story, however many outlets carry it.

A story stands where its newest copy that was asked for stands, so that a page of fifty is fifty stories, and pages are
followed by a mark instead of a number: of a million items nothing is counted. Each state is one or two ranges of an
index; words are looked for in so many items at a time, and where a page ends it is said how far back was looked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.dateparse import parse_datetime

from mediawire.web.models import Item
from mediawire.web.states import Workflow
from mediawire.wire.decisions import Standing

PER_PAGE = 50
MOST_LOOKED_AT = 5_000
"""Items of a range in which words are looked for at a time: 10,000 took 80 ms (bench/desk_inbox.py)."""
_NOT_KILLED = ~Q(standing=Standing.KILLED)
RANGES: dict[str, tuple[Q, ...]] = {
    "new": (Q(workflow=Workflow.RECEIVED), Q(workflow=Workflow.ON_DESK)),
    "held": (Q(workflow=Workflow.HELD), Q(standing=Standing.HELD)),
    "live": (Q(workflow=Workflow.LIVE),),
    "killed": (Q(standing=Standing.KILLED),),
    "all": (Q(),),
}
"""What may be shown, each as ranges of an index: see the indexes of `Item`."""


class Mark(NamedTuple):
    """A place in the order of the inbox: all behind it is older."""

    at: datetime
    item: str

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.item}"

    @classmethod
    def read(cls, text: str) -> Mark | None:
        """Read a mark out of an address; None where it is none."""
        at, parted, item = text.partition("~")
        try:
            time = parse_datetime(at)
        except ValueError:
            return None
        return cls(time, item) if parted and time is not None and time.tzinfo is not None else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the inbox is asked for: a state, a source, words of the headline, and where the page begins."""

    show: str = "new"
    source: str = ""
    words: str = ""
    before: Mark | None = None

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        """Read it out of an address; what cannot be read is left as if it were not there."""
        show = given.get("show", "new")
        words = " ".join(given.get("q", "").replace("\0", "").split())[:200]
        source = given.get("source", "").replace("\0", "")[:100]
        return cls(show if show in RANGES else "new", source, words, Mark.read(given.get("before", "")))

    def write(self, show: str | None = None, before: Mark | None = None) -> str:
        """Write it into an address, of another state or from another place on; the first page where none is given."""
        said = {"show": show or self.show, "source": self.source, "q": self.words, "before": before and str(before)}
        return urlencode({name: value for name, value in said.items() if value})

    def narrows(self) -> Q:
        """Return what narrows every range: the source, the words, a kill that is not asked for."""
        wanted = Q(current__isnull=False)
        if self.show in ("new", "held"):
            wanted &= _NOT_KILLED
        if self.source:
            wanted &= Q(source=self.source)
        for word in self.words.split():
            wanted &= Q(current__headline__icontains=word)
        return wanted


class Found(NamedTuple):
    """A page of stories: their families in order, where the next begins, and how far back words were looked for."""

    families: dict[str, str]
    """family: its newest item that was asked for"""
    more: Mark | None
    looked_back_to: datetime | None


def find_stories(asked: Asked) -> Found:
    """Find a page of stories."""
    ranges, narrows = RANGES[asked.show], asked.narrows()
    whole = _any_of(ranges) & narrows
    ends = [end for part in ranges if (end := find_end(asked, part))] if asked.words else []
    end = max(ends, default=None)
    keys: list[tuple[datetime, str, str]] = []
    for part in ranges:
        rows = newest_of_stories(part & narrows, whole)
        if asked.before is not None:
            rows = rows.filter(_behind(asked.before))
        if end is not None:
            rows = rows.filter(ordered_at__gte=end)
        keys += rows.order_by("-ordered_at", "-pk").values_list("ordered_at", "pk", "family")[: PER_PAGE + 1]
    keys = sorted(set(keys), reverse=True)
    shown = keys[:PER_PAGE]
    more = Mark(*shown[-1][:2]) if len(keys) > PER_PAGE else Mark(end, "") if end is not None else None
    return Found({family: pk for _, pk, family in shown}, more, end if len(keys) <= PER_PAGE else None)


def newest_of_stories(part: Q, whole: Q) -> QuerySet[Item]:
    """Return the items of a range that are the newest of their story in all that is asked for."""
    later = Q(ordered_at__gt=OuterRef("ordered_at")) | Q(ordered_at=OuterRef("ordered_at"), pk__gt=OuterRef("pk"))
    newer = Item.objects.filter(whole, later, family=OuterRef("family"))
    return Item.objects.filter(part, ~Exists(newer))


def find_end(asked: Asked, part: Q) -> datetime | None:
    """Return how far back words are looked for in a range; None where that is all of it."""
    rows = Item.objects.filter(part, **({"source": asked.source} if asked.source else {}))
    if asked.before is not None:
        rows = rows.filter(_behind(asked.before))
    times = rows.order_by("-ordered_at").values_list("ordered_at", flat=True)
    return next(iter(times[MOST_LOOKED_AT : MOST_LOOKED_AT + 1]), None)


def _behind(mark: Mark) -> Q:
    """Return what stands behind a mark; the plain comparison is what an index is entered by."""
    return Q(ordered_at__lte=mark.at) & (Q(ordered_at__lt=mark.at) | Q(pk__lt=mark.item))


def _any_of(ranges: tuple[Q, ...]) -> Q:
    wanted = ranges[0]
    for part in ranges[1:]:
        wanted |= part
    return wanted
