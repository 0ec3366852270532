"""A reading in the terminal: what must not be published first and loud, then each report, then what was refused.

The text is safe to print whatever the foreign texts hold. Long lists and bodies are shortened, and each place says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from mediawire.view.columns import Piece
from mediawire.view.terminal import NARROWEST, WIDEST, Line, fill, paint
from mediawire.view.words import begin, close, count, shorten
from mediawire.wire.reading import (
    Certainty,
    Entry,
    Notice,
    NoticeKind,
    PubStatus,
    Reading,
    Received,
    Refusal,
    StatedTime,
    Verdict,
)

REPORTS_SHOWN = 50
ENTRIES_SHOWN = 20
REFUSALS_SHOWN = 20
NOTICES_SHOWN = 50
BODY_SHOWN = 400
FIELD_SHOWN = 300
MARGIN = 5
LOUD = frozenset({NoticeKind.KILL, NoticeKind.HOLD, NoticeKind.EMBARGO, NoticeKind.TOMBSTONE})
TIMES = {
    "published": "published",
    "modified": "changed",
    "embargoed_until": "EMBARGOED UNTIL",
    "expires": "of interest until",
    "first_created": "first written",
}
COMPLETENESS = {
    Verdict.COMPLETE: ("good", "complete"),
    Verdict.INCOMPLETE: ("bad", "INCOMPLETE"),
    Verdict.UNKNOWN: ("quiet", "not known whether complete"),
}


def render_reading(reading: Reading, name: str, width: int = 80, color: bool = False) -> str:
    """Return the reading as text of at most ``width`` cells a line; with ``color``, ANSI codes of our own only."""
    width = max(NARROWEST, min(width, WIDEST))
    lines = [
        *show_head(reading, name, width),
        *show_notices(reading, width),
        *show_reports(reading, width),
        *show_entries(reading.entries, width),
        *show_refusals(reading.refusals, width),
    ]
    return "".join(paint(line, color) + "\n" for line in lines)


def show_head(reading: Reading, name: str, width: int) -> Iterator[Line]:
    """Say what was read, and what it holds."""
    yield []
    told = [reading.format, *([f"read as {reading.encoding}"] if reading.encoding else [])]
    yield from fill([("strong", shorten(name, 200)), ("quiet", f" · {' · '.join(told)}")], width)
    if reading.channel and reading.channel.title:
        yield from fill([("foreign", shorten(reading.channel.title, FIELD_SHOWN))], width)
    held = [(reading.reports, "report"), (reading.notices, "notice"), (reading.refusals, "refusal")]
    listed = [count(len(values), noun) for values, noun in held if values]
    listed += [count(len(reading.entries), "entry", "entries")] if reading.entries else []
    yield from fill([("", close(", ".join(listed) or "nothing in it"))], width)
    for warning in reading.warnings:
        yield from fill([("quiet", close(shorten(warning, FIELD_SHOWN)))], width)
    if reading.missing:
        missing = f"Missing: {', '.join(reading.missing[:5])}{' …' * (len(reading.missing) > 5)}"
        yield from fill([("bad", shorten(missing, FIELD_SHOWN))], width)


def show_notices(reading: Reading, width: int) -> Iterator[Line]:
    """Show what an editor must know before all else."""
    if reading.notices:
        yield from [[], [("title", "NOTICES")]]
    for notice in reading.notices[:NOTICES_SHOWN]:
        yield []
        yield from show_notice(notice, width)
    if len(reading.notices) > NOTICES_SHOWN:
        yield from tell_more(len(reading.notices) - NOTICES_SHOWN, "notice", width)


def show_notice(notice: Notice, width: int) -> Iterator[Line]:
    """Show a notice: what it asks, of what, how sure that is, and its words."""
    loud = "bad" if notice.kind in LOUD else "strong"
    head: list[Piece] = [(loud, notice.kind.value.upper())]
    if notice.certainty is Certainty.UNSURE:
        head.append(("strong", " (unsure: a person decides)"))
    if notice.until:
        head.append((loud, f" until {tell_time(notice.until)}"))
    yield from fill(head, width, "  !  ")
    for target in notice.targets[:5]:
        named = [each for each in (target.headline, target.slugline, target.guid, target.url, target.version) if each]
        yield from indent(f"of: {' · '.join(shorten(each, 120) for each in named)}", width)
    if notice.text:
        yield from indent(shorten(notice.text, BODY_SHOWN), width, "foreign")
    if notice.evidence:
        yield from indent(close(f"told by {shorten(notice.evidence, FIELD_SHOWN)}"), width, "quiet")


def show_reports(reading: Reading, width: int) -> Iterator[Line]:
    """Show each report."""
    if reading.reports:
        yield from [[], [("title", "REPORTS" if len(reading.reports) > 1 else "REPORT")]]
    for number, report in enumerate(reading.reports[:REPORTS_SHOWN], 1):
        yield []
        yield from show_report(number, report, width)
    if len(reading.reports) > REPORTS_SHOWN:
        yield from tell_more(len(reading.reports) - REPORTS_SHOWN, "report", width)


def show_report(number: int, report: Received, width: int) -> Iterator[Line]:
    """Show a report: its headline, who and when, what may be done with it, whether it is whole, how it begins."""
    headline: Piece = ("strong", shorten(report.headline, 300)) if report.headline else ("quiet", "no headline")
    yield from fill([headline], width, f"{number:>3}  ", " " * MARGIN)
    if report.pub_status is not PubStatus.USABLE or report.change:
        told = [each.value for each in (report.pub_status, report.change) if each and each is not PubStatus.USABLE]
        yield from indent(" · ".join(told).upper(), width, "bad")
    for said in list_people(report):
        yield from indent(shorten(said, FIELD_SHOWN), width, "foreign")
    yield from show_times(report, width)
    for label, value in list_fields(report):
        yield from fill([("quiet", f"{label}: "), ("foreign", shorten(value, FIELD_SHOWN))], width, " " * MARGIN)
    yield from show_completeness(report, width)
    text = report.body.text.strip()
    if text:
        yield from fill([("foreign", shorten(text, BODY_SHOWN))], width, " " * MARGIN)


def list_people(report: Received) -> Iterator[str]:
    """Say who wrote a report, and from whom it is."""
    told = [each for each in (report.byline, report.outlet) if each]
    if report.source and report.source.name not in told:
        told.append(f"credited to {report.source.name}")
    if told:
        yield " · ".join(told)
    roles = [f"{party.role} {party.name}" for party in report.info_sources if party.name not in told]
    if roles:
        yield ", ".join(roles)


def show_times(report: Received, width: int) -> Iterator[Line]:
    """Show the times of a report, and of each what was guessed."""
    for field, label in TIMES.items():
        at = getattr(report, field)
        stated = [time for time in report.stated if time.field == field]
        if at is None and not stated:
            continue
        style = "bad" if field == "embargoed_until" else ""
        told = f"{label} {tell_time(at) if at else 'at no time we can read'}"
        yield from fill([(style, told), ("quiet", tell_stated(stated))], width, " " * MARGIN)


def tell_stated(stated: list[StatedTime]) -> str:
    """Say how a time was stated and what was guessed; nothing where it was plain."""
    guessed = [time for time in stated if time.guessed or time.at is None]
    told = (f"stated as “{shorten(time.stated, 60)}”: {'; '.join(time.guessed)}" for time in guessed[:2])
    return f" ({'; '.join(told).rstrip(': ')})" if guessed else ""


def tell_time(at: datetime) -> str:
    """Say a time with its zone."""
    return at.isoformat(sep=" ", timespec="minutes")


def list_fields(report: Received) -> Iterator[tuple[str, str]]:
    """List what else an editor looks for."""
    rights = report.rights
    named = {
        "slugline": report.slugline,
        "dateline": report.dateline,
        "section": report.section,
        "credit": report.credit_line,
        "note to editors": report.ed_note,
        "terms": rights.usage_terms or rights.copyright_notice,
        "language": report.language,
        "version": report.version,
        "address": report.canonical or report.url,
    }
    yield from ((label, value) for label, value in named.items() if value)
    if report.pictures:
        yield "pictures", f"{len(report.pictures):,}, each with its own rights"


def show_completeness(report: Received, width: int) -> Iterator[Line]:
    """Say whether the body is whole, and why that is in doubt."""
    told = report.completeness
    style, words = COMPLETENESS[told.verdict]
    reasons = f": {'; '.join(told.reasons)}" if told.reasons else ""
    left = sum(piece.letters for piece in told.left_out)
    more = f" · {left:,} letters left out" if left else ""
    yield from fill(
        [(style, words), ("quiet", f"{shorten(reasons, FIELD_SHOWN)} · {told.letters:,} letters{more}")],
        width,
        " " * MARGIN,
    )


def show_entries(entries: tuple[Entry, ...], width: int) -> Iterator[Line]:
    """List the pointers to reports that stand elsewhere."""
    if entries:
        yield from [[], [("title", "ENTRIES")]]
    for entry in entries[:ENTRIES_SHOWN]:
        kind = "" if entry.kind == "article" else f"{entry.kind}: "
        time = f"{tell_time(entry.published)} " if entry.published else ""
        words: list[Piece] = [("quiet", kind + time), ("foreign", shorten(entry.headline or entry.url, 200))]
        yield from fill(words, width, "  ·  ")
    if len(entries) > ENTRIES_SHOWN:
        yield from tell_more(len(entries) - ENTRIES_SHOWN, "entry", width, "entries")


def show_refusals(refusals: tuple[Refusal, ...], width: int) -> Iterator[Line]:
    """Name what could not be read, and count it by its reason."""
    if not refusals:
        return
    reasons = Counter(refusal.reason for refusal in refusals)
    listed = ", ".join(f"{number:,} {reason}" for reason, number in sorted(reasons.items()))
    yield from [[], [("title", "REFUSED"), ("quiet", f" · {listed}")]]
    for refusal in refusals[:REFUSALS_SHOWN]:
        where = f"{shorten(refusal.where, 120)}: " if refusal.where else ""
        words: list[Piece] = [("bad", begin(refusal.reason)), ("", f" · {where}{close(shorten(refusal.why, 300))}")]
        yield from fill(words, width, "  ×  ")
    if len(refusals) > REFUSALS_SHOWN:
        yield from tell_more(len(refusals) - REFUSALS_SHOWN, "refusal", width)


def tell_more(number: int, noun: str, width: int, many: str | None = None) -> list[Line]:
    """Say that there is more than is shown, and where."""
    told = count(number, f"more {noun}", f"more {many}" if many else None)
    return [[], *fill([("quiet", f"… and {told}: --json has them all")], width)]


def indent(text: str, width: int, style: str = "") -> list[Line]:
    """Set a paragraph under its report."""
    return fill([(style, text)], width, " " * MARGIN)
