"""What is known of a source's reports, and what can be decided about what came: values, each with its reason.

Nothing here decides (`mediawire.wire.decide`) and nothing remembers (`mediawire.wire.memory`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from mediawire.wire.identity import Appearance
from mediawire.wire.reading import Notice, NoticeKind


class Verb(StrEnum):
    """What is to be done with something that came, or that did not come."""

    NEW = "new"
    VERSION = "new version"
    SAME = "same"
    DUPLICATE = "duplicate"
    """an item of its own, under which another one says the same; ``of`` names that one"""
    MOVED = "moved"
    """the same item under another guid or address"""
    NOTICE = "notice"
    """a notice for an item that is here"""
    WAITING = "notice waiting"
    """a notice for what is not here: kept, and acted on when it comes"""
    GONE = "gone"
    GAP = "gap"
    """reports have probably been missed"""
    MISSING = "missing"
    """a guid that should stand in the list does not"""


class Grade(StrEnum):
    """What kind of change a version is. What the source states goes before what the texts show."""

    COMPLETED = "completed"
    """the text was read from its page, where only a teaser was known"""
    COSMETIC = "cosmetic"
    """blanks, case, marks, a slip of the pen"""
    HEADLINE = "headline only"
    METADATA = "metadata only"
    UPDATE = "update"
    CORRECTION = "correction"
    REFILE = "refile"
    WITHDRAWAL = "withdrawal"


class Gone(StrEnum):
    """How an item went. Only the last three say that the source took it back."""

    FELL_OFF = "fell off the window"
    REDIRECTED = "its page leads elsewhere"
    NOT_LISTED = "no more in a list that says it is whole"
    PAGE_MISSING = "its page is missing"
    PAGE_GONE = "its page is gone for good"
    TOMBSTONE = "taken out of the feed"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """What may be done with an item. A kill stays until it is released; nothing else that comes later lifts it."""

    USABLE = "usable"
    HELD = "held"
    KILLED = "killed"


class Place(StrEnum):
    """Where an appearance was seen: in the source's own document, or on the item's page."""

    LISTED = "listed"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Known:
    """An item as it is remembered.

    ``shown`` holds its current appearance by place; ``guids`` and ``addresses`` all it was ever known by; ``digests``
    the texts of all its versions. An item is dated by ``ordered_at``, so that none stands before its time.
    """

    id: str
    first_seen: datetime
    shown: Mapping[Place, Appearance]
    guids: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    digests: frozenset[str] = frozenset()
    standing: Standing = Standing.USABLE
    embargoed_until: datetime | None = None
    gone: Gone | None = None
    duplicate_of: str | None = None

    @property
    def listed(self) -> Appearance:
        """Return how it shows in the list; how it shows on its page where it is in no list."""
        return self.shown.get(Place.LISTED) or self.shown[Place.PAGE]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice whose item has not come yet, and since when it waits."""

    notice: Notice
    since: datetime


@dataclass(frozen=True, slots=True)
class Had:
    """What is known of a source before it is read: the items that may be meant, and the last window.

    ``window`` are the ids that the last document listed, in its order; None before the first one. ``items`` holds at
    least these, and all that share a guid, an address, a headline or a text with what came, or that a notice may mean.
    ``missed`` are guids of which it was already said that they are missing, ``told`` notices that were already acted
    on, by `notified.name_notice`.
    """

    items: Mapping[str, Known] = field(default_factory=dict)
    window: tuple[str, ...] | None = None
    waiting: tuple[Waiting, ...] = ()
    missed: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision with its reason: the rule by its name, and the figures that it went by.

    ``item`` names what it is about; ``shown`` is what came, ``place`` where, and ``number`` says which in the document,
    so that the report itself is found again. ``is_current`` is False for a version that came late.
    """

    verb: Verb
    reason: str
    item: str | None = None
    of: str | None = None
    grade: Grade | None = None
    gone: Gone | None = None
    notice: NoticeKind | None = None
    standing: Standing | None = None
    embargoed_until: datetime | None = None
    """set by a notice"""
    shown: Appearance | None = None
    place: Place = Place.LISTED
    number: int | None = None
    is_current: bool = True
    waits: Notice | None = None
    """the notice that is to be kept until its item comes"""
    settles: Waiting | None = None
    """the waiting notice that is done with"""
    tells: str | None = None
    """the notice that is not to be acted on again"""


def ordered_at(published: datetime | None, first_seen: datetime) -> datetime:
    """Return the time by which an item is put in order: never after it was first seen (a feed may date itself ahead).

    A time before 1990 is no time of a report on the web, and is not believed.
    """
    if published is None or published.year < FIRST_YEAR:
        return first_seen
    return min(published, first_seen)


FIRST_YEAR = 1990
