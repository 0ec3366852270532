"""Made reports, readings and visits for the tests of deciding; nothing here is anybody's text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from mediawire.report import Body
from mediawire.wire.decide import decide, list_window
from mediawire.wire.decisions import Decision, Had, Known, Place, Standing, Verb
from mediawire.wire.identity import Appearance, appear
from mediawire.wire.reading import Channel, Notice, Reading, Received
from mediawire.wire.source import Source

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOURCE = Source("https://harbour.example/feed.xml", "harbour")
FERRY = (
    "PORT ELLEN (HPA) - The ferry to the northern islands left the harbour two hours late on Monday after divers had "
    "cut a net from its rudder. Nobody was hurt, the company said.\n\n"
    "All 212 passengers reached Sandholm before nightfall. The company will not pay for missed connections, it said."
)
BAKERS = (
    "Bakers across the valley will strike on Friday for the first time in thirty years. They ask for flour at the "
    "price that was agreed in spring, and for ovens that do not date from the days of their grandparents."
)


def made_report(
    text: str = FERRY, headline: str | None = "Ferry late", guid: str | None = "f1", **facts: Any
) -> Received:
    """Make a report; its address follows from its guid where none is given."""
    facts.setdefault("url", f"https://harbour.example/{guid.strip()}" if guid else None)
    facts.setdefault("published", NOON - HOUR)
    return Received(Body(text), headline=headline, guid=guid, **facts)


def made_reading(*reports: Received, notices: tuple[Notice, ...] = (), is_whole: bool = False, **facts: Any) -> Reading:
    """Make what a feed holds."""
    return Reading(
        "feed", reports, notices, channel=Channel(url="https://harbour.example/", is_whole=is_whole), **facts
    )


def known_after(had: Had, decisions: list[Decision], now: datetime = NOON) -> Had:
    """Return what is known after some decisions, as a memory would recall it; waiting notices too."""
    items = dict(had.items)
    waiting = [one for one in had.waiting if not any(done.settles == one for done in decisions)]
    for one in decisions:
        if one.item and one.shown and one.verb in (Verb.NEW, Verb.DUPLICATE, Verb.VERSION, Verb.MOVED):
            items[one.item] = with_shown(items.get(one.item), one, now)
        if one.item and (one.standing or one.gone):
            old = items[one.item]
            items[one.item] = known(old, standing=one.standing or old.standing, gone=one.gone or old.gone)
        if one.waits:
            from mediawire.wire.decisions import Waiting

            waiting.append(Waiting(one.waits, now))
    told = had.told | {one.tells for one in decisions if one.tells}
    return Had(items, tuple(list_window(decisions)), tuple(waiting), had.missed, told)


def with_shown(old: Known | None, one: Decision, now: datetime) -> Known:
    """Return an item as it shows after a decision."""
    assert one.shown is not None
    old = old or Known(one.item or "", now, {one.place: one.shown}, embargoed_until=one.shown.embargoed_until)
    return known(
        old,
        shown={**old.shown, one.place: one.shown} if one.is_current else old.shown,
        guids=old.guids | {one.shown.guid} - {None},
        addresses=old.addresses | {one.shown.address} - {None},
        digests=old.digests | {one.shown.digest},
        gone=None,
    )


def known(item: Known, **changes: Any) -> Known:
    """Return an item with some of it changed."""
    from dataclasses import replace

    return replace(item, **changes)


def known_item(report: Received | None = None, id: str = "harbour/f1", standing: Standing = Standing.USABLE) -> Known:
    """Make an item that is known."""
    shown = appear(report or made_report())
    return Known(
        id,
        NOON,
        {Place.LISTED: shown},
        frozenset({shown.guid} - {None}),
        frozenset({shown.address} - {None}),
        frozenset({shown.digest}),
        standing,
    )


def decide_after(*readings: Reading, source: Source = SOURCE, now: datetime = NOON) -> list[Decision]:
    """Decide about the last of some readings, when the others came before it."""
    had = Had()
    for reading in readings[:-1]:
        had = known_after(had, decide(had, reading, source, now), now)
    return decide(had, readings[-1], source, now)


def verbs(decisions: list[Decision]) -> list[str]:
    """List what was decided."""
    return [one.verb.value for one in decisions]


def shown(text: str = FERRY, headline: str | None = "Ferry late", **facts: Any) -> Appearance:
    """Make an appearance."""
    return appear(made_report(text, headline, **facts))
