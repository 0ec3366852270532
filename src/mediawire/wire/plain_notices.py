"""Notices in the plain copy of what was read: a kill is no report, a hold withholds, an embargo gets its time.

Every reading passes here, whatever its format: agencies write "MANDATORY KILL" into the slugline and "EMBARGOED UNTIL"
over the text also where the format has fields for them. What the fields say is never weakened. What is sure of a kill,
hold or advisory is taken out of the reports and into a notice; what is unsure leaves the report where it is and adds a
notice for a person. The rules are in `mediawire.text.notices`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mediawire.text.notice_signs import Place
from mediawire.text.notices import FoundNotice, find_notices
from mediawire.wire.reading import (
    Certainty,
    Change,
    Notice,
    NoticeKind,
    PubStatus,
    Reading,
    Received,
    StatedTime,
    Target,
)

MESSAGES = frozenset(("kill", "hold", "release", "advisory"))
"""Kinds that are messages of their own: sure ones are no reports."""
CHANGES = {"correction": Change.CORRECTION, "refile": Change.REFILE, "repeat": Change.REPEAT}
RELEASE_LENGTH = 2000
"""A longer text that lifts a hold or an embargo brings the story itself."""


def tell_notices(reading: Reading) -> Reading:
    """Take the notices out of the reports of a reading; one without any comes back as it is.

    Doing it twice, as for a record of an archive, is doing it once.
    """
    reports: list[Received] = []
    notices: list[Notice] = []
    for report in reading.reports:
        kept, told = split_report(report)
        reports += [kept] if kept is not None else []
        notices += (notice for notice in told if not _is_stated(notice, reading))
    if tuple(reports) == reading.reports and not notices:
        return reading
    return replace(reading, reports=tuple(reports), notices=(*reading.notices, *notices))


def split_report(report: Received) -> tuple[Received | None, tuple[Notice, ...]]:
    """Tell a report from the notices in it: the report as it goes on, None where it is but a message, and the notices.

    A canceled or withheld report of which the format said so keeps its status.
    """
    time = report.modified or report.published
    found = find_notices(
        report.headline,
        report.slugline,
        report.body.text,
        report.ed_note,
        report.language,
        time or report.first_created,
    )
    if not found:
        return report, ()
    going_on: Received = report
    for notice in found:
        going_on = _marked(going_on, notice)
    is_message = any(notice.is_sure and _is_message(notice, report) for notice in found)
    said = tuple(_notice(notice, going_on) for notice in found if not is_message or notice.kind not in CHANGES)
    return (None if is_message else going_on), said


def _is_message(found: FoundNotice, report: Received) -> bool:
    """Tell whether what was found makes the whole report a message to editors."""
    return found.kind in MESSAGES and (found.kind != "release" or len(report.body.text) <= RELEASE_LENGTH)


def _marked(report: Received, found: FoundNotice) -> Received:
    """Mark a report with what was found in it: its change, its status, when its embargo ends."""
    if not found.is_sure:
        return report
    if found.kind in CHANGES and report.change is None:
        return replace(report, change=CHANGES[found.kind])
    if found.kind == "hold" and report.pub_status is PubStatus.USABLE:
        return replace(report, pub_status=PubStatus.WITHHELD)
    if found.kind == "kill":
        return replace(report, pub_status=PubStatus.CANCELED, change=Change.WITHDRAWAL)
    return _embargoed(report, found) if found.kind == "embargo" else report


def _embargoed(report: Received, found: FoundNotice) -> Received:
    """Give a report the later of the embargoes that its format and its text state; an end nobody can read withholds.

    Where the text's end had to be guessed at (no zone, no year), the end that the format states stands.
    """
    if found.until is not None:
        stated = StatedTime("embargoed_until", found.until.stated, found.until.at, found.until.guessed)
        report = report if stated in report.stated else replace(report, stated=(*report.stated, stated))
    if found.until is None or found.until.at is None:
        is_unknown = report.embargoed_until is None and report.pub_status is PubStatus.USABLE
        return replace(report, pub_status=PubStatus.WITHHELD) if is_unknown else report
    if report.embargoed_until is not None and found.until.guessed:
        return report
    until = max(found.until.at, report.embargoed_until or found.until.at)
    return replace(report, embargoed_until=until)


def _notice(found: FoundNotice, report: Received) -> Notice:
    """Make a notice of what was found in a report."""
    moved = ", ".join(target.name for target in found.targets if target.field == "moved")
    words = found.span.of(_words_at(found.place, report))
    return Notice(
        kind=NoticeKind(found.kind),
        targets=_targets(found, report),
        certainty=Certainty.SURE if found.is_sure else Certainty.UNSURE,
        at=report.modified or report.published,
        until=found.until.at if found.until else None,
        text=report.body.text or report.headline or "",
        evidence=f"{found.rule} in {found.place}: {words}" + (f"; of the report moved at {moved}" if moved else ""),
        span=found.span if found.place is Place.TEXT else None,
        report=report,
    )


def _words_at(place: Place, report: Received) -> str:
    words = {
        Place.HEADLINE: report.headline,
        Place.SLUGLINE: report.slugline,
        Place.ED_NOTE: report.ed_note,
        Place.TEXT: report.body.text,
    }
    return words[place] or ""


def _targets(found: FoundNotice, report: Received) -> tuple[Target, ...]:
    """Say what a notice is about: one target where it names each thing once, else one for every name.

    An embargo or a change is about the report that it stands in.
    """
    if found.kind in CHANGES or found.kind == "embargo":
        return (Target(report.guid, report.url, report.slugline, report.headline, report.version),)
    named = {"slugline": "slugline", "headline": "headline", "number": "guid", "url": "url"}
    pairs = [(named[target.field], target.name) for target in found.targets if target.field in named]
    fields = [field for field, _ in pairs]
    if not pairs or len(set(fields)) == len(fields):
        return tuple(_whole_target(dict(pairs), found, report))
    return tuple(_target({field: name}) for field, name in pairs)


def _whole_target(pairs: dict[str, str], found: FoundNotice, report: Received) -> Iterator[Target]:
    """Yield the one target, with the slugline and the headline that the notice itself goes by where it names none."""
    if report.slugline and "slugline" not in pairs:
        pairs["slugline"] = report.slugline
    rest = _bare_headline(found, report)
    if rest and "headline" not in pairs:
        pairs["headline"] = rest
    if pairs:
        yield _target(pairs)


def _bare_headline(found: FoundNotice, report: Received) -> str | None:
    """Return the headline without the mark that stands in it: "WITHDRAWN-Harbour burns" speaks of "Harbour burns"."""
    if found.place is not Place.HEADLINE or report.headline is None:
        return None
    before, after = report.headline[: found.span.start], report.headline[found.span.end :]
    return (after.strip(" \t:;,.!-–—/()[]【】<>*") or before.strip(" \t:;,.!-–—/()[]【】<>*")) or None


def _target(pairs: dict[str, str]) -> Target:
    return Target(pairs.get("guid"), pairs.get("url"), pairs.get("slugline"), pairs.get("headline"))


def _is_stated(notice: Notice, reading: Reading) -> bool:
    """Tell whether the format itself said the same of the same report, or it was told before."""
    guid = notice.report.guid if notice.report else None
    return notice in reading.notices or any(
        stated.kind is notice.kind and stated.report is not None and stated.report.guid == guid and guid is not None
        for stated in reading.notices
    )
