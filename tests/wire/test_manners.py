"""How often we call at a host, and what we keep about it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.errors import VisitStopped
from mediawire.wire.manners import Host, House, Manners, next_visit, read_retry_after, with_page
from mediawire.wire.robots import Robots, Rule
from mediawire.wire.visits import Reason
from tests.wire.sites import NOON

HOST = "post.example.com"


def after(seconds: float) -> datetime:
    """Return a time after noon."""
    return NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("host", "due"),
    [
        (Host(), None),
        (Host(last=after(-5)), None),
        (Host(last=after(-4)), after(1)),
        (Host(last=after(-5), delay_seconds=30), after(25)),
        (Host(last=NOON, delay_seconds=1e9), after(300)),
        (Host(last=after(-2), not_before=after(90)), after(90)),
        (Host(last=after(-900), not_before=after(-1)), None),
        (Host(last=after(86_400 * 365)), None),
    ],
)
def test_a_host_gets_its_pause(host: Host, due: datetime | None) -> None:
    """Five seconds, or what it asks for within reason; a clock that was set back does not stop us."""
    assert next_visit(host, NOON) == due


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"120", 120),
        (b"0", 60),
        (b"7", 60),
        (b"1.5", 60),
        (b"-5", 900),
        (b"soon", 900),
        (b"", 900),
        (None, 900),
        (b"9" * 30, 86_400),
        (b"\xff\xfe", 900),
        (b"Fri, 17 May 2030 13:00:00 GMT", 3600),
        (b"Friday, 17-May-30 13:00:00 GMT", 3600),
        (b"Fri, 01 Jan 1999 00:00:00 GMT", 60),
        (b"Fri, 01 Jan 2038 00:00:00 GMT", 86_400),
        (b"Fri, 99 Xyz 2038 00:00:00 GMT", 900),
    ],
)
def test_when_to_come_back(value: bytes | None, seconds: float) -> None:
    """Seconds and dates; never sooner than in a minute nor later than in a day."""
    assert read_retry_after(value, NOON) == after(seconds)


@given(st.binary(max_size=60))
def test_no_value_leads_to_the_past(value: bytes) -> None:
    """Whatever a server says, the next visit is between a minute and a day away."""
    assert after(60) <= read_retry_after(value, NOON) <= after(86_400)


def test_a_maze_ends_and_a_feed_does_not() -> None:
    """New addresses are counted, the same one counts once; tomorrow is another day."""
    host: Host | None = Host()
    for number in range(200):
        assert host is not None
        host = with_page(host, f"/calendar?day={number}", NOON)
    assert host is not None

    assert with_page(host, "/calendar?day=200", NOON) is None
    assert with_page(host, "/calendar?day=7", NOON) is not None
    assert with_page(host, "/calendar?day=200", NOON + timedelta(days=1)) is not None


def test_a_host_has_one_connection() -> None:
    """Who comes second is told when to come again; who comes after the pause is let in."""
    manners = Manners()
    manners.enter(HOST, NOON)

    with pytest.raises(VisitStopped) as busy:
        manners.enter(HOST, NOON)
    manners.leave(HOST, after(2))
    with pytest.raises(VisitStopped) as early:
        manners.enter(HOST, after(3))
    manners.enter(HOST, after(7))

    assert (busy.value.reason, busy.value.retry_at) == (Reason.NOT_YET, after(5))
    assert early.value.retry_at == after(7)


def test_manners_outlive_a_process() -> None:
    """What is kept goes through JSON and comes back the same."""
    manners, later = Manners(), Manners()
    manners.enter(HOST, NOON)
    manners.count(HOST, "/feed", NOON)
    manners.leave(HOST, NOON)
    manners.hold(HOST, after(100))
    manners.slow_down(HOST, 9.0)
    house = House(Robots((Rule(False, "/x"),), 9.0), after(500), None, (("/", "1"),))
    manners.keep_house(f"https://{HOST}", house)

    later.recall(json.loads(json.dumps(manners.to_dict())))

    assert later.to_dict() == manners.to_dict()
    assert later.house(f"https://{HOST}", NOON) == house
    with pytest.raises(VisitStopped):
        later.enter(HOST, after(50))


def test_what_no_longer_matters_is_forgotten() -> None:
    """Rules that are too old are not given; hosts not seen for a day go."""
    manners = Manners()
    manners.enter(HOST, NOON)
    manners.leave(HOST, NOON)
    manners.keep_house(f"https://{HOST}", House(Robots(), after(500)))

    stale = manners.house(f"https://{HOST}", after(501))
    manners.forget(NOON + timedelta(days=2))

    assert stale is None
    assert manners.to_dict() == {"hosts": {}, "houses": {}}


def test_many_may_ask_at_once() -> None:
    """Of all who come to a host at the same time, one is let in."""
    manners, gate = Manners(), Barrier(16)

    def come(_: int) -> bool:
        gate.wait()
        try:
            manners.enter(HOST, NOON)
        except VisitStopped:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        let_in = list(pool.map(come, range(16)))

    assert sum(let_in) == 1
