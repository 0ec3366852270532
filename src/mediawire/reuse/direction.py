"""Which of two texts was first, where anything tells: their times, or what one says of the other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from mediawire.reuse.constants import JUDGEMENT
from mediawire.text.agencies import name_agency, name_host
from mediawire.text.credits import find_name, name_of_host

if TYPE_CHECKING:
    from mediawire.report import Report
    from mediawire.reuse.reading import Reading

ORIGINAL_FIRST, COPY_FIRST, CANNOT_TELL = "the original was first", "the copy was first", "cannot tell"

SLACK = timedelta(minutes=JUDGEMENT.slack_minutes)
"""Clocks of two sites, and the minute a page calls its own, may be this far apart."""

_THIRD = "both could come from a third text"


class Direction(NamedTuple):
    """Which text was first, and what says so."""

    which: str
    why: tuple[str, ...]


def tell_direction(original: Reading, copy: Reading, is_derived: bool) -> Direction:
    """Say which text was first, if one names the other as its source or both carry a time.

    Being first is not being the source: two texts may still come from a third, and that is said.
    """
    if not is_derived:
        return Direction(CANNOT_TELL, ("nothing shows that the one derives from the other",))
    named, naming = _names(copy, original.report), _names(original, copy.report)
    if named and not naming:
        return Direction(ORIGINAL_FIRST, (f"the copy credits {named}, who published the original",))
    if naming and not named:
        return Direction(COPY_FIRST, (f"the original credits {naming}, who published the copy",))
    earlier, later = original.report.published, copy.report.published
    if earlier is None or later is None:
        return Direction(CANNOT_TELL, (_who_is_undated(original.report, copy.report), _tell_silence(named), _THIRD))
    gap = later - earlier
    if abs(gap) <= SLACK:
        return Direction(CANNOT_TELL, ("both were published within a quarter of an hour", _THIRD))
    which = ORIGINAL_FIRST if gap > timedelta() else COPY_FIRST
    return Direction(which, (f"it was published {_tell_time(abs(gap))} earlier", _THIRD))


def _names(one: Reading, other: Report) -> str | None:
    """Return the name by which one text credits the outlet or the address of the other; None if it does not."""
    names = {name_agency(name) or name for name in (other.outlet, other.source.name if other.source else None) if name}
    host = name_of_host(other.url) if other.url else None
    if host and (agency := name_host(host)):
        names.add(agency)
    for mark in one.credits.agencies:
        if mark.agency in names:
            return mark.agency
    lines = (line.of(one.side.text) for line in one.credits.credit_lines) if names else ()
    if named := next((name for line in lines if (name := find_name(sorted(names), line))), None):
        return named
    linked = {link.host for link in one.credits.urls} | {name_of_host(link) for link in one.report.links}
    return host if host and host in linked else None


def _who_is_undated(original: Report, copy: Report) -> str:
    if original.published is None and copy.published is None:
        return "neither page is dated"
    return "the original is not dated" if original.published is None else "the copy is not dated"


def _tell_silence(named: str | None) -> str:
    return "each names the other as its source" if named else "neither names the other as its source"


def _tell_time(gap: timedelta) -> str:
    """Say a length of time in its two largest units."""
    minutes = int(gap.total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [f"{number} {unit}" for number, unit in ((days, "d"), (hours, "h"), (minutes, "min")) if number]
    return " ".join(parts[:2])
