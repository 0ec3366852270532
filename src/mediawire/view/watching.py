"""How a watch is told: a line for each decision, a table of how the sources are, the same as values for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from mediawire.view.marks import make_visible
from mediawire.wire.decisions import Decision, Standing, Verb
from mediawire.wire.memory import Visited
from mediawire.wire.rhythm import Rhythm
from mediawire.wire.rounds import Round, health_of
from mediawire.wire.visits import Fetched, NotModified, Refused

HEADLINE_COLUMNS = 70
NAME_COLUMNS = 24
LOUD = "*** "


def tell_round(done: Round) -> Iterator[str]:
    """Tell what a visit came to: a line for each decision but those that nothing changed, and for what was refused."""
    at, name = done.visit.at.strftime("%H:%M:%S"), done.source.name[:NAME_COLUMNS].ljust(NAME_COLUMNS)
    for one in done.decisions:
        if one.verb is not Verb.SAME:
            yield line_of(f"{at} {name} {tell_decision(one, done)}")
    if isinstance(done.visit, Refused) and not any(one.verb is not Verb.SAME for one in done.decisions):
        again = done.place.rhythm.due.strftime("%d %b %H:%M")
        yield line_of(
            f"{at} {name} refused        {done.visit.reason}: {done.visit.why} ({done.visit.url}); again {again}"
        )
    for refusal in done.refusals:
        yield line_of(f"{at} {name} unread         {refusal.reason}: {refusal.why} {refusal.where}")
    if done.is_newly_silent:
        since = done.place.rhythm.last_news
        yield line_of(f"{at} {name} silent         nothing new since {since:%d %b %H:%M}, longer than ever before")


def line_of(text: str) -> str:
    """Make one line of a text that others wrote."""
    return make_visible(" ".join(text.split(" "))).rstrip()


def tell_decision(one: Decision, done: Round) -> str:
    """Tell one decision; a kill is told loudly, and of what is under embargo nothing but that."""
    what = one.grade.value if one.grade else one.gone.value if one.gone else ""
    verb = f"{one.notice.value.upper()} " if one.notice else ""
    loud = LOUD if one.standing is Standing.KILLED else ""
    named = f"{one.verb.value}{f' ({what})' if what else ''}"
    return f"{loud}{verb}{named:14} {name_of(one, done)} [{one.reason}]{' ***' if loud else ''}"


def name_of(one: Decision, done: Round) -> str:
    """Name what a decision is about: its headline and id."""
    shown = one.shown or (done.known.listed if done.known and one.item == done.known.id else None)
    until = embargo_of(one, done)
    if until is not None:
        return f"(embargoed until {until:%d %b %H:%M %Z}) {one.item}"
    headline = " ".join(((shown and shown.headline) or "").split())
    cut = headline if len(headline) <= HEADLINE_COLUMNS else f"{headline[: HEADLINE_COLUMNS - 1]}…"
    of = f" is {one.of}" if one.of else ""
    return " ".join(filter(None, [cut, f"<{one.item}>{of}" if one.item else ""]))


def list_values(done: Round) -> Iterator[dict[str, Any]]:
    """List what a visit came to as plain values: the visit, then each decision."""
    visit, rhythm = done.visit, done.place.rhythm
    yield {
        "kind": "visit",
        "at": visit.at.isoformat(),
        "source": done.source.name,
        "place": done.place.item or done.source.name,
        "url": done.place.url,
        "answer": answer_of(visit),
        "why": visit.why if isinstance(visit, Refused) else None,
        "bytes": len(visit.body) if isinstance(visit, Fetched) else 0,
        "next": rhythm.due.isoformat(),
        "silent": rhythm.is_silent,
        "unread": [{"reason": one.reason, "why": one.why, "where": one.where} for one in done.refusals],
    }
    for one in done.decisions:
        yield {
            "kind": "decision",
            "at": visit.at.isoformat(),
            "source": done.source.name,
            "verb": one.verb.value,
            "item": one.item,
            "of": one.of,
            "grade": one.grade,
            "gone": one.gone,
            "notice": one.notice,
            "standing": one.standing,
            "current": one.is_current,
            "headline": None if embargo_of(one, done) else one.shown and one.shown.headline,
            "url": None if embargo_of(one, done) else one.shown and one.shown.link,
            "reason": one.reason,
        }


def embargo_of(one: Decision, done: Round) -> datetime | None:
    """Return until when no more of an item may be shown than its name; None where there is no embargo."""
    known = done.known if done.known and done.known.id == one.item else None
    times = [stated.embargoed_until for stated in (one.shown, known) if stated is not None]
    return max((time for time in times if time is not None and time > done.visit.at), default=None)


def answer_of(visit: Fetched | NotModified | Refused) -> str:
    """Say in a word how a place answered."""
    return (
        visit.reason.value
        if isinstance(visit, Refused)
        else "fetched"
        if isinstance(visit, Fetched)
        else "not modified"
    )


def count_round(done: Round, counts: Counter[str]) -> None:
    """Count what a visit came to, for the summary."""
    answer = answer_of(done.visit)
    counts["visits"] += 1
    counts[answer if answer in ("fetched", "not modified") else "refused"] += 1
    for one in done.decisions:
        counts[one.verb.value] += 1
        counts["killed"] += one.standing is Standing.KILLED


def tell_summary(counts: Counter[str], items: int, versions: int) -> str:
    """Sum a run up in one line."""
    answers = ", ".join(f"{counts[one]:,} {one}" for one in ("fetched", "not modified", "refused") if counts[one])
    verbs = ", ".join(f"{counts[verb.value]:,} {verb.value}" for verb in Verb if counts[verb.value])
    killed = f", {counts['killed']:,} KILLED" if counts["killed"] else ""
    visits = f"{counts['visits']:,} visit{'s' * (counts['visits'] != 1)}"
    decided = f"{verbs or 'nothing decided'}{killed}"
    return f"{visits}{f' ({answers})' if answers else ''}: {decided}; {items:,} items in {versions:,} versions"


STATUS_HEAD = ("source", "health", "last visit", "last news", "a news every", "failures", "next due", "trouble")


def status_rows(places: Iterable[Visited], now: datetime) -> list[tuple[str, ...]]:
    """Tell how each source is, those in trouble first."""
    order = {"failing": 0, "closed": 1, "silent": 2, "not visited": 3, "well": 4}
    sources = [place for place in places if place.item is None]
    sources.sort(key=lambda place: (order[health_of(place.rhythm)], place.name))
    return [status_row(place.name, place.rhythm, now) for place in sources]


def status_row(name: str, rhythm: Rhythm, now: datetime) -> tuple[str, ...]:
    """Tell how one source is."""
    failures = f"{rhythm.soft} soft, {rhythm.hard} hard" if rhythm.soft or rhythm.hard else "-"
    full = "; its validators lie: asked in full" if rhythm.is_lying else ""
    moved = f"; moved to {rhythm.url}" if rhythm.url else ""
    return (
        name,
        health_of(rhythm),
        tell_ago(rhythm.last_visit, now),
        tell_ago(rhythm.last_news, now),
        "?" if rhythm.spacing_minutes is None else tell_minutes(rhythm.spacing_minutes),
        failures,
        "now" if rhythm.is_due(now) else f"in {tell_minutes((rhythm.due - now).total_seconds() / 60)}",
        f"{rhythm.trouble}{full}{moved}".removeprefix("; ") or "-",
    )


def tell_ago(time: datetime | None, now: datetime) -> str:
    """Say how long ago a time is."""
    return "never" if time is None else f"{tell_minutes((now - time).total_seconds() / 60)} ago"


def tell_minutes(minutes: float) -> str:
    """Say a length of time as people do."""
    if minutes < 1:
        return f"{max(0.0, minutes) * 60:.0f} s"
    if minutes < 120:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.0f} h" if minutes < 2880 else f"{minutes / 1440:.0f} days"


def lay_out_table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Lay out a table for a terminal."""
    shown = [tuple(line_of(cell) for cell in row) for row in (head, *rows)]
    widths = [max(len(row[column]) for row in shown) for column in range(len(head))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in shown
    )
