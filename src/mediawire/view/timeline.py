"""Draws when a family was published where: a lane an outlet, the first to carry it on top.

Places are given in percent, so that the strips stretch with the page while dots and letters keep their size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from mediawire.reuse.family import Family, Member
from mediawire.view.naming import list_outlets, name_outlet, show_outlet
from mediawire.view.times import Axis, choose_axis, tell_lag, tell_time
from mediawire.view.words import count

LANES_SHOWN = 40
FEW_MORE = 5
HEIGHT = 22


@dataclass(frozen=True, slots=True)
class Lane:
    """An outlet, or what is left of many, with its reports in the order of time."""

    outlet: str | None
    members: Sequence[Member]
    outlets: int = 1


def show_timeline(family: Family) -> str:
    """Write the time line; reports without a time are set apart below it."""
    timed = sorted((m for m in family if m.published), key=lambda m: (m.published, m.id))
    silent = [member for member in family if member.published is None]
    if not timed:
        told = "None of the reports carries a time: the clock cannot tell who was first."
        return f"<p class=sum>{told}</p>\n{show_silent(silent)}"
    first = timed[0].published
    assert first is not None
    lanes = cut_lanes(timed)
    axis = choose_axis([seconds_after(member, first) for member in timed])
    scale = " The further right, the longer each step." if axis.is_growing else ""
    told = (
        f"From the first report, {tell_time(first)}, to the last: {tell_lag(timedelta(seconds=axis.seconds))}.{scale}"
    )
    rows = "".join(show_lane(lane, first, axis) for lane in lanes)
    return (
        f"<p class=sum>{told}</p>\n<div class=lanes>\n{show_axis(axis)}<ul>\n{rows}</ul>\n</div>\n{show_silent(silent)}"
    )


def seconds_after(member: Member, first: datetime) -> float:
    """Return how long after the first report another was published, in seconds."""
    return (member.published - first).total_seconds() if member.published else 0.0


def cut_lanes(timed: Sequence[Member]) -> list[Lane]:
    """Give each outlet a lane, in the order in which they carried it; the last of very many share one."""
    by_outlet: dict[str | None, list[Member]] = {}
    for member in timed:
        by_outlet.setdefault(name_outlet(member.outlet), []).append(member)
    lanes = [Lane(outlet, members) for outlet, members in by_outlet.items()]
    if len(lanes) <= LANES_SHOWN + FEW_MORE:
        return lanes
    rest = [member for lane in lanes[LANES_SHOWN:] for member in lane.members]
    return [*lanes[:LANES_SHOWN], Lane(None, rest, len(lanes) - LANES_SHOWN)]


def show_axis(axis: Axis) -> str:
    """Write the marks of the axis above the lanes."""
    labels = "".join(
        f"<text x='{100 * tick.place:.1f}%' y=12 {anchor(tick.place)}>{escape(tick.label)}</text>"
        for tick in axis.ticks
    )
    strip = f"<svg class=strip height=16>{labels}</svg>"
    return f"<div class='lane axis' aria-hidden=true><span></span>{strip}<span></span></div>\n"


def anchor(place: float) -> str:
    """Keep the words of a mark inside the strip."""
    return f"text-anchor={'start' if place < 0.04 else 'end' if place > 0.96 else 'middle'}"


def show_lane(lane: Lane, first: datetime, axis: Axis) -> str:
    """Write a lane: whose it is, its dots, and how long after the first its first one came."""
    name = show_outlet(lane.outlet) if lane.outlets == 1 else f"<b>{lane.outlets:,} more outlets</b>"
    lag = seconds_after(lane.members[0], first)
    said = "first" if lag <= 0 else f"+{tell_lag(timedelta(seconds=lag))}"
    many = f" <span class=many>{count(len(lane.members), 'report')}</span>" if len(lane.members) > 1 else ""
    grid = "".join(draw_tick(tick.place) for tick in axis.ticks)
    return (
        f"<li class=lane><span class=outlet>{name}</span>"
        f"<svg class=strip height={HEIGHT} aria-hidden=true>{grid}{draw_dots(lane.members, first, axis)}</svg>"
        f"<span class=lag>{said}{many}</span></li>\n"
    )


def draw_tick(place: float) -> str:
    """Draw a mark of the axis through a lane."""
    x = f"{100 * place:.1f}%"
    return f"<line class=tick x1='{x}' x2='{x}' y1=0 y2={HEIGHT} />"


def draw_dots(members: Sequence[Member], first: datetime, axis: Axis) -> str:
    """Draw a lane's reports, those at one place once, with a line through them."""
    dots: dict[str, str] = {}
    for member in members:
        place = f"{100 * axis.place(seconds_after(member, first)):.1f}"
        dots.setdefault(place, "first" if member.role == "first" else "copy")
    ends = list(dots)
    through = f"<line class=through x1='{ends[0]}%' x2='{ends[-1]}%' y1={HEIGHT // 2} y2={HEIGHT // 2} />"
    circles = "".join(f"<circle class={role} cx='{x}%' cy={HEIGHT // 2} r=5 />" for x, role in dots.items())
    return (through if len(ends) > 1 else "") + circles


def show_silent(silent: Sequence[Member]) -> str:
    """Name the outlets of the reports without a time."""
    if not silent:
        return ""
    told = f"Time unknown: {count(len(silent), 'report')}."
    return f"<p class=silent><b>{told}</b> {list_outlets(silent)}.</p>\n"
