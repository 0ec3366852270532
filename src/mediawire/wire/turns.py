"""Whose turn it is to be visited: what is due, one at a time on a host, and a pause between two.

It knows no clock, opens nothing and remembers nothing beyond the process: `mediawire.wire.memory` does.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from mediawire.wire.memory import Visited

PAUSE_SECONDS = 5.0


class Turns:
    """The places to visit, and the hosts that are busy or at rest; ``own`` are one's own hosts, which need no pause."""

    def __init__(
        self, places: Iterable[Visited] = (), pause_seconds: float = PAUSE_SECONDS, own: Iterable[str] = ()
    ) -> None:
        self.pause, self.own = timedelta(seconds=pause_seconds), frozenset(own)
        self.places: dict[str, Visited] = {}
        self.later: list[tuple[datetime, str]] = []
        self.ready: dict[str, list[tuple[bool, datetime, str]]] = {}
        self.busy: set[str] = set()
        self.held: dict[str, str] = {}
        self.free_at: dict[str, datetime] = {}
        for place in places:
            self.put(place)

    def put(self, place: Visited) -> None:
        """Put a place in its turn, in the place of what was known of it."""
        self.places[place.name] = place
        heapq.heappush(self.later, (place.rhythm.due, place.name))

    def take(self, now: datetime) -> Visited | None:
        """Take the place whose turn it is, and hold its host; None where nobody can be visited now.

        On a host a source goes before the pages of its items; among hosts the one that is longest due comes first.
        """
        self._wake(now)
        free = [host for host in self.ready if host not in self.busy and self.free_at.get(host, now) <= now]
        if not free:
            return None
        host = min(free, key=lambda host: self.ready[host][0])
        _, _, name = heapq.heappop(self.ready[host])
        if not self.ready[host]:
            del self.ready[host]
        self.busy.add(host)
        self.held[name] = host
        return self.places[name]

    def give_back(self, place: Visited, now: datetime, hold: datetime | None = None) -> None:
        """Give a host back after a visit; it rests for the pause, or until ``hold``."""
        host = self.held.pop(place.name)
        self.busy.discard(host)
        self.free_at[host] = max(now if host in self.own else now + self.pause, hold or now)
        self.put(place)

    def pass_over(self, place: Visited) -> None:
        """Give a host back that was not visited after all; the place has no further turn."""
        self.busy.discard(self.held.pop(place.name))

    def next_time(self, now: datetime) -> datetime | None:
        """Return when it is worth asking again; None where nothing will ever be due, or only visits under way tell."""
        self._wake(now)
        times = [self.free_at.get(host, now) for host in self.ready if host not in self.busy]
        if self.later:
            times.append(self.later[0][0])
        return min(times, default=None)

    def count_ready(self, now: datetime) -> int:
        """Count the places that are due and not under way."""
        self._wake(now)
        return sum(map(len, self.ready.values()))

    def _wake(self, now: datetime) -> None:
        """Let what has become due wait for its host; what was put anew meanwhile is passed over."""
        while self.later and self.later[0][0] <= now:
            due, name = heapq.heappop(self.later)
            place = self.places[name]
            if place.rhythm.due == due:
                heapq.heappush(self.ready.setdefault(host_of(place.url), []), (place.item is not None, due, name))


def host_of(url: str) -> str:
    """Return the host of an address; the address itself where it has none, so that it is visited, and refused."""
    try:
        return (urlsplit(url).hostname or url).lower().rstrip(".")
    except ValueError:
        return url
