"""What reading some bytes gives: reports, notices, entries and refusals, as values.

Nothing here reads. Every format ends in these values, named as NewsML-G2, ninjs and schema.org name them; what a format
says beyond them is kept under its own name (`Received.others`), so that nothing is lost silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from mediawire.errors import NaiveTime
from mediawire.report import Report, Span


class PubStatus(StrEnum):
    """Whether a report may be used (NewsML-G2 ``pubStatus``); usable where nothing is said."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class Change(StrEnum):
    """What kind of change a version says it is. A first version says nothing."""

    UPDATE = "update"
    CORRECTION = "correction"
    REFILE = "refile"
    REPEAT = "repeat"
    WITHDRAWAL = "withdrawal"


class NoticeKind(StrEnum):
    """What a notice asks of whoever received the report that it is about."""

    KILL = "kill"
    """take it down: kill, mandatory kill, withdrawn, elimination, ``canceled``"""
    HOLD = "hold"
    """do not use it until told otherwise"""
    RELEASE = "release"
    """a hold or an embargo is lifted"""
    EMBARGO = "embargo"
    """do not use it before a time"""
    CORRECTION = "correction"
    REFILE = "refile"
    REPEAT = "repeat"
    ADVISORY = "advisory"
    """a message to editors, never shown to readers"""
    TOMBSTONE = "tombstone"
    """the entry was taken out of its feed (RFC 6721); why is not said"""


class Certainty(StrEnum):
    """How a notice was told."""

    STATED = "stated"
    """a field of the format says so"""
    SURE = "sure"
    """plain copy says so in an agency's wording"""
    UNSURE = "unsure"
    """plain copy may mean it: a person decides"""


class Verdict(StrEnum):
    """Whether a body is all that its source published of it."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StatedTime:
    """A time as it was stated, and what had to be guessed to understand it.

    ``field`` names the field of `Received` (published, modified, embargoed_until, expires, first_created) or the
    format's own; ``at`` is aware, in the zone that was stated, or None where the words could not be read.
    """

    field: str
    stated: str
    at: datetime | None
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InfoSource:
    """A party that originated, distributed or aggregated the report, with its role in small letters."""

    role: str
    """originator, distributor, aggregator, provider, creator, contributor"""
    name: str
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One stage of handling on the way here (NewsML-G2 ``hopHistory``)."""

    party: str
    action: str | None = None
    target: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """Who holds the rights, and what may be done, as stated. ``encoded`` are machine-readable expressions, verbatim."""

    copyright_holder: str | None = None
    copyright_notice: str | None = None
    usage_terms: str | None = None
    links: tuple[str, ...] = ()
    encoded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, sound or film that goes with a report, with its own rights. Nothing is fetched."""

    url: str
    kind: str = "picture"
    """picture, video, audio, graphic, document"""
    content_type: str | None = None
    headline: str | None = None
    caption: str | None = None
    alternative: str | None = None
    byline: str | None = None
    credit_line: str | None = None
    rights: Rights = Rights()
    width: int | None = None
    height: int | None = None
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of a page that was not taken into the body, and why."""

    reason: str
    letters: int
    sample: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """Whether the body is whole: what was taken, what was left out and why.

    ``score`` from 0 to 1 ranks; ``verdict`` decides. ``letters`` counts letters and figures that were taken.
    """

    verdict: Verdict = Verdict.UNKNOWN
    score: float = 0.5
    reasons: tuple[str, ...] = ()
    letters: int = 0
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Received(Report):
    """A report as it was received, with all that its format says about it.

    Whatever takes a `Report` takes this. ``body.html`` is the markup as received, never cleaned (see
    `mediawire.wire.clean`), None for plain text; ``body.received`` are the bytes that hold it: the file or the record.
    All times are aware. ``others`` holds what has no field here, under the format's own name.
    """

    format: str = "text"
    guid: str | None = None
    version: str | None = None
    canonical: str | None = None
    """the address that the source itself calls the report's own"""
    slugline: str | None = None
    dateline: str | None = None
    teaser: str | None = None
    credit_line: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    genre: str | None = None
    urgency: int | None = None
    """1, most urgent, to 9"""
    first_created: datetime | None = None
    modified: datetime | None = None
    embargoed_until: datetime | None = None
    expires: datetime | None = None
    """no longer of editorial interest from then on; not a ban"""
    stated: tuple[StatedTime, ...] = ()
    pub_status: PubStatus = PubStatus.USABLE
    change: Change | None = None
    signals: tuple[str, ...] = ()
    ed_note: str | None = None
    """for editors, never shown to readers"""
    rights: Rights = Rights()
    info_sources: tuple[InfoSource, ...] = ()
    hops: tuple[Hop, ...] = ()
    pictures: tuple[Picture, ...] = ()
    completeness: Completeness = Completeness()
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        Report.__post_init__(self)
        for name in ("first_created", "modified", "embargoed_until", "expires"):
            time = getattr(self, name)
            if time is not None and time.utcoffset() is None:
                raise NaiveTime(name, f"{time.isoformat()} has no time zone")


@dataclass(frozen=True, slots=True)
class Target:
    """What a notice is about, as far as it says: any of guid, address, slugline and headline may be known."""

    guid: str | None = None
    url: str | None = None
    slugline: str | None = None
    headline: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A message about a report: kill, hold, correction and the like.

    A kill, hold, release, embargo or advisory that is a message of its own is never among the reports of a reading;
    it is ``report`` here. Of a correction, refile or repeat the corrected report is among the reports as well.
    ``evidence`` names the rule and the words (``span`` in the text of ``report``) that it was told by.
    """

    kind: NoticeKind
    targets: tuple[Target, ...] = ()
    certainty: Certainty = Certainty.STATED
    at: datetime | None = None
    """when it was issued; for an embargo, when it ends: ``until``"""
    until: datetime | None = None
    text: str = ""
    """what it says, for the desk"""
    evidence: str = ""
    span: Span | None = None
    report: Received | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A pointer to a report that stands elsewhere: a line of a list page or of a sitemap.

    An item of a feed is a report, whatever it lacks.
    """

    url: str
    headline: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    teaser: str | None = None
    kind: str = "article"
    """article, sitemap, page (the next page of a list)"""
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that could not be read, and why: counted, named, and the rest goes on.

    ``reason`` is a short constant phrase that refusals are counted by; ``why`` is one clear line; ``where`` names the
    item, line or record.
    """

    reason: str
    why: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed, a channel or a page says about itself."""

    title: str | None = None
    url: str | None = None
    feed_url: str | None = None
    description: str | None = None
    language: str | None = None
    updated: datetime | None = None
    hubs: tuple[str, ...] = ()
    next_url: str | None = None
    rights: str | None = None
    is_whole: bool = False
    """says that it lists all there is (RFC 5005 ``fh:complete``), so that what is missing is gone"""
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that some bytes held. Everything in them ends in one of the five lists.

    ``missing`` are guids that should stand here and do not (a gap in the numbers of a channel's posts).
    """

    format: str
    reports: tuple[Received, ...] = ()
    notices: tuple[Notice, ...] = ()
    entries: tuple[Entry, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    missing: tuple[str, ...] = ()
    channel: Channel | None = None
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
