"""How often we call at a host: what we keep about each, and whether a visit may be made now.

One connection and five seconds a host, more where its robots.txt asks for it (Crawl-delay) or it told us to come back
later (Retry-After), and no more than so many different pages a day, so that a maze of links that never ends costs
little. What is kept is plain: `Manners.to_dict` gives it and `Manners.recall` takes it in, to go on tomorrow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Any
from zlib import crc32

from mediawire.errors import VisitStopped
from mediawire.wire.robots import Robots, Rule
from mediawire.wire.visits import Reason

AGENT = "mediawire"
"""The product token that robots.txt files name us by."""
GAP_SECONDS = 5.0
LONGEST_DELAY_SECONDS = 300.0
"""A Crawl-delay is believed up to here: sites have been seen to ask for years."""
PAGES_A_DAY = 200
SHORTEST_WAIT_SECONDS = 60.0
USUAL_WAIT_SECONDS = 900.0
LONGEST_WAIT_SECONDS = 86_400.0
ROBOTS_HOURS = 24.0
"""How long a robots.txt is kept (RFC 9309, section 2.4)."""
BROKEN_ROBOTS_HOURS = 1.0


@dataclass(frozen=True, slots=True)
class Host:
    """What we keep about a host. ``pages`` are checksums of the addresses asked for on ``day``."""

    last: datetime | None = None
    not_before: datetime | None = None
    delay_seconds: float = 0.0
    day: str = ""
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class House:
    """The rules of an origin, good until ``until``: its robots.txt and its reservations of text and data mining.

    ``why_shut`` is why robots.txt could not be read, so that nothing may be visited. ``reserved`` are patterns of
    paths, each with the policy's address or "1", or "" where nothing is reserved; None where nobody looked.
    """

    robots: Robots
    until: datetime
    why_shut: str | None = None
    reserved: tuple[tuple[str, str], ...] | None = None


def next_visit(host: Host, now: datetime, gap_seconds: float = GAP_SECONDS) -> datetime | None:
    """Return when a host may be visited again, None where it may be now. A time in the future is a clock set back."""
    last = host.last if host.last is not None and host.last <= now else None
    gap = timedelta(seconds=max(gap_seconds, min(host.delay_seconds, LONGEST_DELAY_SECONDS)))
    times = [time for time in (last and last + gap, host.not_before) if time is not None and time > now]
    return max(times, default=None)


def with_page(host: Host, address: str, now: datetime, pages_a_day: int = PAGES_A_DAY) -> Host | None:
    """Return what we keep after asking for an address, None where it is one page too many for this day.

    The same address counts once: a feed may be asked every five minutes all day long, a maze makes new ones.
    """
    day, mark = now.astimezone(UTC).date().isoformat(), crc32(address.encode("utf-8", "replace"))
    pages = host.pages if host.day == day else ()
    if mark in pages:
        return replace(host, last=now)
    if len(pages) >= pages_a_day:
        return None
    return replace(host, last=now, day=day, pages=(*pages, mark))


def read_retry_after(value: bytes | None, now: datetime) -> datetime:
    """Read when to come back, from seconds or a date (RFC 9110, section 10.2.3); never sooner than in a minute.

    Nor later than in a day; what cannot be read, or is not there, is a quarter of an hour.
    """
    seconds = _wait_seconds((value or b"").decode("latin-1").strip(), now)
    return now + timedelta(seconds=min(max(seconds, SHORTEST_WAIT_SECONDS), LONGEST_WAIT_SECONDS))


def _wait_seconds(text: str, now: datetime) -> float:
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return float(text[:20])
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return USUAL_WAIT_SECONDS
    aware = date if date.tzinfo is not None else date.replace(tzinfo=UTC)
    return (aware - now).total_seconds()


class Manners:
    """What we keep about hosts, shared by all who visit; safe among threads.

    ``contact`` is the address for complaints that every visit shows: a page or a mailbox of whoever runs the wire.
    """

    def __init__(
        self, *, contact: str | None = None, gap_seconds: float = GAP_SECONDS, pages_a_day: int = PAGES_A_DAY
    ) -> None:
        self.contact, self.gap_seconds, self.pages_a_day = contact, gap_seconds, pages_a_day
        self._hosts: dict[str, Host] = {}
        self._houses: dict[str, House] = {}
        self._engaged: set[str] = set()
        self._lock = Lock()

    def enter(self, host: str, now: datetime) -> None:
        """Take a host's one connection, or raise VisitStopped with when to try again."""
        with self._lock:
            if host in self._engaged:
                later = now + timedelta(seconds=self.gap_seconds)
                raise VisitStopped(Reason.NOT_YET, f"{host} is being visited", retry_at=later)
            due = next_visit(self._hosts.get(host, Host()), now, self.gap_seconds)
            if due is not None:
                raise VisitStopped(Reason.NOT_YET, f"{host} was asked a moment ago", retry_at=due)
            self._engaged.add(host)

    def leave(self, host: str, now: datetime) -> None:
        """Give a host's connection back; the gap to the next visit begins."""
        self._change(host, lambda known: replace(known, last=now))
        with self._lock:
            self._engaged.discard(host)

    def count(self, host: str, address: str, now: datetime) -> None:
        """Count a page of a host, or raise VisitStopped where there were too many different ones today."""
        with self._lock:
            counted = with_page(self._hosts.get(host, Host()), address, now, self.pages_a_day)
            if counted is not None:
                self._hosts[host] = counted
                return
        tomorrow = (now.astimezone(UTC) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        raise VisitStopped(Reason.TOO_MANY, f"{self.pages_a_day} pages of {host} today", retry_at=tomorrow)

    def hold(self, host: str, until: datetime) -> None:
        """Leave a host alone until then, as it asked."""
        self._change(host, lambda known: replace(known, not_before=until))

    def slow_down(self, host: str, delay_seconds: float | None) -> None:
        """Keep the Crawl-delay that a host's robots.txt asks for."""
        self._change(host, lambda known: replace(known, delay_seconds=delay_seconds or 0.0))

    def house(self, origin: str, now: datetime) -> House | None:
        """Return the rules of an origin, None where they are not known or too old."""
        with self._lock:
            house = self._houses.get(origin)
        return house if house is not None and house.until > now else None

    def keep_house(self, origin: str, house: House) -> None:
        """Keep the rules of an origin."""
        with self._lock:
            self._houses[origin] = house

    def forget(self, now: datetime) -> None:
        """Forget what no longer matters: hosts not visited for a day, rules that are too old."""
        day = timedelta(days=1)
        with self._lock:
            self._houses = {origin: house for origin, house in self._houses.items() if house.until > now}
            self._hosts = {
                name: host
                for name, host in self._hosts.items()
                if max(host.last or now - 2 * day, host.not_before or now - 2 * day) > now - day
            }

    def to_dict(self) -> dict[str, Any]:
        """Return all that is kept as plain values that JSON can hold; not who is being visited just now."""
        with self._lock:
            hosts, houses = dict(self._hosts), dict(self._houses)
        return {
            "hosts": {name: _plain(asdict(host)) for name, host in hosts.items()},
            "houses": {origin: _plain(asdict(house)) for origin, house in houses.items()},
        }

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Take in what `to_dict` gave."""
        hosts = {name: _read_host(fields) for name, fields in kept.get("hosts", {}).items()}
        houses = {origin: _read_house(fields) for origin, fields in kept.get("houses", {}).items()}
        with self._lock:
            self._hosts.update(hosts)
            self._houses.update(houses)

    def _change(self, host: str, change: Callable[[Host], Host]) -> None:
        with self._lock:
            self._hosts[host] = change(self._hosts.get(host, Host()))


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in fields.items()}


def _read_host(fields: Mapping[str, Any]) -> Host:
    last, not_before = (fields.get(name) for name in ("last", "not_before"))
    return Host(
        last=datetime.fromisoformat(last) if last else None,
        not_before=datetime.fromisoformat(not_before) if not_before else None,
        delay_seconds=fields.get("delay_seconds", 0.0),
        day=fields.get("day", ""),
        pages=tuple(fields.get("pages", ())),
    )


def _read_house(fields: Mapping[str, Any]) -> House:
    robots, reserved = fields["robots"], fields.get("reserved")
    rules = tuple(Rule(bool(rule[0]), str(rule[1])) for rule in robots["rules"])
    return House(
        robots=Robots(rules, robots["delay_seconds"]),
        until=datetime.fromisoformat(fields["until"]),
        why_shut=fields.get("why_shut"),
        reserved=None if reserved is None else tuple((str(pattern), str(policy)) for pattern, policy in reserved),
    )
