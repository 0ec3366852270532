"""What a host is asked before its pages: robots.txt, and its reservations of text and data mining.

Both are asked for once a day and kept in our manners; both count towards the same visit, its deadline and its caps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from mediawire.errors import VisitStopped
from mediawire.wire.coding import decode_start
from mediawire.wire.manners import AGENT, BROKEN_ROBOTS_HOURS, ROBOTS_HOURS, House, Manners
from mediawire.wire.outcomes import REDIRECTS, codings_of
from mediawire.wire.reservation import MOST_BYTES as MOST_RESERVATION_BYTES
from mediawire.wire.reservation import WELL_KNOWN, Reserved, read_well_known
from mediawire.wire.robots import ALLOW_ALL, FORBID_ALL, MOST_BYTES, read_robots
from mediawire.wire.targets import Target, redirected
from mediawire.wire.transport import HAS_CONTENT, Answer, Deadline

MOST_REDIRECTS = 5
"""As many as robots.txt must be followed through (RFC 9309, section 2.3.1.2)."""
RESERVATION_SECONDS = 5.0
"""The longest wait for a file that few have, after the page itself is there."""


class Caller(Protocol):
    """Who asks: a visit under way."""

    manners: Manners
    deadline: Deadline
    clock: Callable[[], datetime]

    def ask(self, target: Target, *, cut_at: int | None = ..., deadline: Deadline | None = ...) -> Answer:
        """Send one request."""


def house_rules(caller: Caller, target: Target) -> House:
    """Return the rules of a target's origin, asking for its robots.txt where we do not know them.

    Raises VisitStopped where the host cannot be reached at all: that says nothing about its rules.
    """
    now = caller.clock()
    kept = caller.manners.house(target.origin, now)
    if kept is not None:
        return kept
    house = read_house(_ask_robots(caller, replace(target, path="/robots.txt")), now)
    caller.manners.keep_house(target.origin, house)
    caller.manners.slow_down(target.host, house.robots.delay_seconds)
    return house


def read_house(answer: Answer | None, now: datetime) -> House:
    """Read what an answer to the question for robots.txt means (RFC 9309, section 2.3.1); None where none was had.

    Not there: all is allowed. A server that fails, or is busy: nothing is, for an hour.
    """
    tomorrow = now + timedelta(hours=ROBOTS_HOURS)
    if answer is None:
        return House(ALLOW_ALL, tomorrow)
    if answer.status >= 500 or answer.status == 429:
        why = f"robots.txt answered {answer.status}, so that nothing may be visited"
        return House(FORBID_ALL, now + timedelta(hours=BROKEN_ROBOTS_HOURS), why)
    if answer.status not in HAS_CONTENT:
        return House(ALLOW_ALL, tomorrow)
    data = decode_start(answer.body, codings_of(answer), MOST_BYTES)
    return House(read_robots(data, AGENT), tomorrow)


def _ask_robots(caller: Caller, target: Target) -> Answer | None:
    """Return the answer to the question for robots.txt; None where redirects lead nowhere we may go."""
    answer = caller.ask(target, cut_at=MOST_BYTES)
    try:
        for _ in range(MOST_REDIRECTS):
            if answer.status not in REDIRECTS:
                return answer
            target = redirected(target, answer.header(b"location") or b"")
            answer = caller.ask(target, cut_at=MOST_BYTES)
    except VisitStopped:
        caller.deadline.left()
        return None
    return None if answer.status in REDIRECTS else answer


def reserved_paths(caller: Caller, target: Target) -> Reserved:
    """Return what an origin says it reserves, asking for it where we do not know; nothing where it does not say."""
    now = caller.clock()
    house = caller.manners.house(target.origin, now)
    if house is not None and house.reserved is not None:
        return house.reserved
    try:
        at_most = caller.deadline.sooner(RESERVATION_SECONDS)
        answer = caller.ask(replace(target, path=WELL_KNOWN), cut_at=MOST_RESERVATION_BYTES, deadline=at_most)
    except VisitStopped:
        answer = Answer(404)
    is_there = answer.status in HAS_CONTENT
    data = decode_start(answer.body, codings_of(answer), MOST_RESERVATION_BYTES) if is_there else b""
    reserved = read_well_known(data)
    if house is not None:
        caller.manners.keep_house(target.origin, replace(house, reserved=reserved))
    return reserved
