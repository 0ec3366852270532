"""Prints how sources are visited over a week of a made clock: politely, often enough, and never given up.

500 made servers, several to a host: most give validators and answer 304, some give none, some lie (304 though they
changed), some are busy and ask to come back later, some are dead for days, move, or close. What is visited, when and
with which validators is what `mediawire watch` would do (`turns`, `rhythm`); nothing is sent. Beside it stands a
reader that visits every source every quarter of an hour, as many do.

    python -m bench.rhythm [sources] [days]
"""

from __future__ import annotations

import heapq
import sys
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median
from time import process_time

from mediawire.wire.memory import Visited
from mediawire.wire.rhythm import IN_FULL_EVERY, Outcome, begin, choose_validators, look_again
from mediawire.wire.source import Source
from mediawire.wire.turns import PAUSE_SECONDS, Turns, host_of
from mediawire.wire.visits import Fetched, NotModified, Reason, Refused, Validators, Visit

BEGIN = datetime(2026, 6, 1, tzinfo=UTC)
WORKERS = 8
WINDOW = 20
KINDS = (
    "honest",
    "honest",
    "honest",
    "honest",
    "none",
    "liar",
    "busy",
    "dead a while",
    "dead",
    "moved",
    "closed",
    "flaky",
)
"""In turn, so that a third of the servers has its whims."""


@dataclass
class Server:
    """A made server: when it has news, and how it behaves."""

    source: Source
    kind: str
    news: list[datetime]
    dead: tuple[datetime, datetime]
    busy_until: datetime | None = None
    visits: int = 0

    def answer(self, now: datetime, asked: Validators | None, dice: Random) -> Visit:
        """Answer a visit."""
        self.visits += 1
        url, has = self.source.url, bisect_right(self.news, now)
        given = validators_of(self, has)
        if self.kind.startswith("dead") and self.dead[0] <= now < self.dead[1]:
            return Refused(Reason.UNREACHABLE, "no such host", url, now)
        if self.kind == "closed" and now >= self.dead[0]:
            return Refused(Reason.GONE, "gone", url, now, status=410)
        if self.kind == "busy" and dice.random() < 0.1:
            self.busy_until = now + timedelta(seconds=dice.choice((60, 900, 7200)))
            return Refused(Reason.RETRY_AFTER, "busy", url, now, self.busy_until, 503)
        if self.kind == "flaky" and dice.random() < 0.3:
            return Refused(dice.choice((Reason.DEADLINE, Reason.BROKEN, Reason.STATUS)), "broken", url, now, status=502)
        moved = f"{url}?new" if self.kind == "moved" and now >= self.dead[0] and not url.endswith("?new") else None
        if asked is not None and given is not None and (asked == given or self.kind == "liar"):
            return NotModified(url, now, given, moved)
        body = f"{has}".encode()
        return Fetched(url, 200, body, now, None, (), given or Validators(), moved, was_conditional=asked is not None)


def validators_of(server: Server, has: int) -> Validators | None:
    """Return what a server gives to ask by; a liar's never change."""
    if server.kind == "none":
        return None
    mark = 0 if server.kind == "liar" else has
    return Validators(f'W/"{server.source.name}-{mark}" '.encode().rstrip(), b"Mon, 01 Jun 2026 00:00:00 GMT")


@dataclass
class Sums:
    """What was seen."""

    visits: int = 0
    second: int = 0
    second_conditional: int = 0
    conditional: int = 0
    not_modified: int = 0
    exact: int = 0
    too_early: int = 0
    parallel: int = 0
    shortest_pause: float = 1e9
    too_often: int = 0
    longest_absence_hours: float = 0.0
    delays: list[float] = field(default_factory=list)
    gaps: int = 0
    revived: list[float] = field(default_factory=list)
    dead: int = 0
    moved: int = 0
    closed: int = 0
    liars_caught: int = 0
    liars: int = 0
    abandoned: int = 0


def make_servers(count: int, days: int, dice: Random) -> list[Server]:
    """Make servers, five to a host, each with its own spacing of news, from minutes to days."""
    servers = []
    for number in range(count):
        source = Source(f"http://host{number // 5}.test/{number}", f"source-{number}")
        minutes = dice.choice((8, 20, 45, 90, 240, 720, 2880))
        news, at = [], BEGIN - timedelta(days=2)
        while at < BEGIN + timedelta(days=days):
            at += timedelta(minutes=dice.expovariate(1 / minutes))
            news.append(at)
        start = BEGIN + timedelta(hours=dice.uniform(6, 30))
        kind = KINDS[number % len(KINDS)]
        end = (
            start + timedelta(hours=dice.uniform(12, 72))
            if kind == "dead a while"
            else datetime(2100, 1, 1, tzinfo=UTC)
        )
        servers.append(Server(source, kind, news, (start, end)))
    return servers


def simulate(count: int = 500, days: int = 7, seed: int = 20261122) -> Sums:
    """Visit made servers for some days of a made clock."""
    dice = Random(seed)
    servers = {server.source.name: server for server in make_servers(count, days, dice)}
    turns = Turns(Visited(name, name, one.source.url, begin(BEGIN)) for name, one in servers.items())
    under_way: list[tuple[datetime, int, Visited, Visit]] = []
    last_end: dict[str, datetime] = {}
    open_at: dict[str, int] = defaultdict(int)
    last_start: dict[str, datetime] = {}
    given: dict[str, Validators] = {}
    seen: dict[str, int] = defaultdict(int)
    sums, number, now = Sums(), 0, BEGIN
    end = BEGIN + timedelta(days=days)
    while now < end:
        while len(under_way) < WORKERS and (place := turns.take(now)):
            server, host = servers[place.source], host_of(place.url)
            server.source = replace(server.source, url=place.url)
            asked = choose_validators(place.rhythm)
            note_start(sums, server, host, now, asked, given, last_end, last_start, open_at)
            visit = server.answer(now, asked, dice)
            number += 1
            heapq.heappush(under_way, (now + timedelta(seconds=dice.uniform(0.1, 4)), number, place, visit))
        times = [time for time in (under_way[0][0] if under_way else None, turns.next_time(now)) if time is not None]
        if len(under_way) >= WORKERS:
            times = times[:1]
        now = max(now, min(times)) if times else end
        while under_way and under_way[0][0] <= now:
            _, _, place, visit = heapq.heappop(under_way)
            host = host_of(place.url)
            open_at[host] -= 1
            last_end[host] = now
            take_in(sums, turns, servers[place.source], place, replace(visit, at=now), given, seen, now)
    return conclude(sums, servers, turns, end)


def note_start(
    sums: Sums,
    server: Server,
    host: str,
    now: datetime,
    asked: Validators | None,
    given: dict[str, Validators],
    last_end: dict[str, datetime],
    last_start: dict[str, datetime],
    open_at: dict[str, int],
) -> None:
    """Note a visit that begins, and whether it should."""
    name = server.source.name
    sums.visits += 1
    open_at[host] += 1
    sums.parallel = max(sums.parallel, open_at[host])
    if host in last_end:
        sums.shortest_pause = min(sums.shortest_pause, (now - last_end[host]).total_seconds())
    sums.too_early += server.busy_until is not None and now < server.busy_until
    if name in given:
        if server.visits == 1:
            sums.second += 1
            sums.second_conditional += asked is not None
        if asked is not None:
            sums.conditional += 1
            sums.exact += asked == given[name]
    if name in last_start:
        waited = (now - last_start[name]).total_seconds()
        sums.too_often += waited < server.source.shortest_minutes * 60 and server.kind not in ("busy",)
        sums.longest_absence_hours = max(sums.longest_absence_hours, waited / 3600)
    last_start[name] = now


def take_in(
    sums: Sums,
    turns: Turns,
    server: Server,
    place: Visited,
    visit: Visit,
    given: dict[str, Validators],
    seen: dict[str, int],
    now: datetime,
) -> None:
    """Take in what a server answered, as rounds do."""
    name, outcome = server.source.name, Outcome()
    if isinstance(visit, NotModified):
        sums.not_modified += 1
    if server.kind == "dead a while" and place.rhythm.hard and not isinstance(visit, Refused):
        sums.revived.append((now - server.dead[1]).total_seconds() / 3600)
    if isinstance(visit, Fetched):
        has = int(visit.body)
        fresh = has - seen[name] if name in seen else 0
        missed = fresh > WINDOW
        sums.gaps += missed
        sums.delays += [(now - time).total_seconds() / 60 for time in server.news[has - fresh : has]]
        outcome = Outcome(fresh, missed, place.digest is not None and place.digest != visit.body.decode())
        seen[name] = has
        place = replace(place, digest=visit.body.decode())
        if visit.validators != Validators():
            given[name] = visit.validators
    rhythm = look_again(place.rhythm, visit, outcome, server.source)
    hold = visit.retry_at if isinstance(visit, Refused) else None
    turns.give_back(replace(place, rhythm=rhythm, url=rhythm.url or place.url), now, hold)


def conclude(sums: Sums, servers: dict[str, Server], turns: Turns, end: datetime) -> Sums:
    """Look at what became of each server."""
    for name, server in servers.items():
        place = turns.places[name]
        sums.dead += server.kind == "dead a while" and server.dead[1] < end
        sums.moved += server.kind == "moved" and place.url.endswith("?new")
        sums.closed += server.kind == "closed" and place.rhythm.is_closed
        sums.liars += server.kind == "liar"
        sums.liars_caught += server.kind == "liar" and place.rhythm.is_lying
        sums.abandoned += place.rhythm.due - end > timedelta(days=33) or not server.visits
    return sums


def main(arguments: list[str]) -> int:
    """Print the figures beside those asked."""
    count, days = (int(arguments[0]) if arguments else 500), (int(arguments[1]) if len(arguments) > 1 else 7)
    began = process_time()
    sums = simulate(count, days)
    kinds = [KINDS[number % len(KINDS)] for number in range(count)]
    by_quarters = count * days * 96
    delays = sorted(sums.delays) or [0.0]
    rows = [
        ("second visits conditional", f"{sums.second_conditional} of {sums.second}", "100 %"),
        ("validators byte for byte", f"{sums.exact:,} of {sums.conditional:,}", "100 %"),
        ("visits before Retry-After", f"{sums.too_early}", "0"),
        ("visits at a time on a host", f"{sums.parallel}", "1"),
        ("shortest pause on a host", f"{sums.shortest_pause:.1f} s", f"{PAUSE_SECONDS:.0f} s"),
        ("visits to a source within its shortest interval", f"{sums.too_often}", "0"),
        ("sources given up", f"{sums.abandoned}", "0"),
        ("sources dead for days and seen again", f"{len(sums.revived)} of {sums.dead}", "all"),
        ("  hours after they came back, median and longest", describe(sums.revived), ""),
        ("sources moved (301, seen twice)", f"{sums.moved} of {kinds.count('moved')}", "all"),
        ("sources closed (410, seen twice)", f"{sums.closed} of {kinds.count('closed')}", "all"),
        (f"liars caught (one visit in {IN_FULL_EVERY} in full)", f"{sums.liars_caught} of {sums.liars}", ""),
        ("visits", f"{sums.visits:,}", f"every quarter of an hour: {by_quarters:,}"),
        ("  answered 304", f"{sums.not_modified / sums.visits:.0%}", ""),
        (
            "minutes until news are seen, median, 95 in 100",
            f"{median(delays):.0f}, {delays[len(delays) * 95 // 100]:.0f}",
            "",
        ),
        ("windows that moved past unseen items", f"{sums.gaps}", ""),
        ("longest time without a visit", f"{sums.longest_absence_hours:.0f} h", ""),
    ]
    print(f"{count} made sources, {days} days; {process_time() - began:.1f} s of CPU")
    for name, found, asked in rows:
        print(f"{name:50} {found:>20}   {asked}")
    return 0


def describe(hours: list[float]) -> str:
    """Tell the median and the most of some hours."""
    return f"{median(hours):.1f}, {max(hours):.1f}" if hours else "-"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
