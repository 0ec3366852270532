"""When a report was published, from what people write for a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.times import NO_HOUR, NO_ZONE, OUT_OF_RANGE, UNKNOWN_ZONE, UNREADABLE, read_time

LAST_YEAR = 2030


@pytest.mark.parametrize(
    "written",
    [
        "2009-01-01T15:15:00Z",
        "2009-01-01 10:15:00-05:00",
        "20090101T101500-0500",
        " 2009-01-01T15:15Z",
        "2009/1/1 15:15Z",
        "Thu, 01 Jan 2009 15:15:00 GMT",
        "Thu, 1 Jan 09 15:15 UT",
        "Thu Jan 1, 2009 10:15am EST",
        "Thu Jan 01 15:15:00 +0000 2009",
        "Thu Jan 01 2009 16:15:00 GMT+0100 (CET)",
        "January 1st, 2009 at 7:15 a.m. (PST)",
        "1-JAN-2009 15:15:00.00 UTC",
        "1230822900",
        1230822900,
        1230822900.0,
        1230822900_000,
        1230822900_000_000,
        datetime(2009, 1, 1, 10, 15, tzinfo=timezone(timedelta(hours=-5))),
    ],
)
def test_one_instant_is_read_however_it_is_written(written: Any) -> None:
    """Feeds, wires, archives and databases mean the same minute."""
    assert read_time(written, LAST_YEAR) == (datetime(2009, 1, 1, 15, 15, tzinfo=UTC), None)


@pytest.mark.parametrize(
    "written",
    [
        "2009-01-01T15:15:00",
        "20090101151500",
        "1-JAN-2009 15:15:00.00",
        "Thu Jan  1 15:15:00 2009",
        "1 January 2009 3:15 pm",
        datetime(2009, 1, 1, 15, 15),
    ],
)
def test_a_time_without_zone_is_taken_as_utc_and_counted(written: Any) -> None:
    """Nobody knows where the clock hung; the reader is told how often that was so."""
    assert read_time(written, LAST_YEAR) == (datetime(2009, 1, 1, 15, 15, tzinfo=UTC), NO_ZONE)


@pytest.mark.parametrize("written", ["2009-01-01", "20090101", 20090101, "1 Jan 2009", "2009.1.1", date(2009, 1, 1)])
def test_a_day_is_its_first_minute_and_counted(written: Any) -> None:
    """A day says less than a time, and that is told."""
    assert read_time(written, LAST_YEAR) == (datetime(2009, 1, 1, tzinfo=UTC), NO_HOUR)


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("01/02/2009", UNREADABLE),
        ("yesterday", UNREADABLE),
        ("31 Feb 2009", UNREADABLE),
        ("1 Jan 2009 25:00", UNREADABLE),
        ("1 Jan 2009 13:00 pm", UNREADABLE),
        ("May 2009", UNREADABLE),
        (True, UNREADABLE),
        ([2009, 1, 1], UNREADABLE),
        (b"2009-01-01", UNREADABLE),
        ("1 Jan 2009 10:15 IST", UNKNOWN_ZONE),
        ("2109-01-01T00:00Z", OUT_OF_RANGE),
        ("1009-01-01T00:00Z", OUT_OF_RANGE),
        (1e300, OUT_OF_RANGE),
        (float("inf"), OUT_OF_RANGE),
        ("0001-01-01T00:00+14:00", OUT_OF_RANGE),
    ],
)
def test_what_cannot_be_believed_is_left_out_and_named(written: Any, note: str) -> None:
    """A wrong time would turn who copied whom around; none does not."""
    assert read_time(written, LAST_YEAR) == (None, note)


@pytest.mark.parametrize("written", [None, "", float("nan")])
def test_no_time_is_no_finding(written: Any) -> None:
    """An empty cell is not worth a line."""
    assert read_time(written, LAST_YEAR) == (None, None)


def test_letters_that_slipped_behind_the_seconds_are_left_out() -> None:
    """Old wire machines wrote them; they name no zone."""
    assert read_time("27-MAR-1987 00:02:59.13RM", LAST_YEAR) == (
        datetime(1987, 3, 27, 0, 2, 59, 130_000, tzinfo=UTC),
        NO_ZONE,
    )


@given(st.datetimes(datetime(1900, 1, 2), datetime(2029, 12, 30)), st.integers(-14 * 60, 14 * 60))
def test_a_time_in_any_zone_is_the_same_instant(time: datetime, minutes: int) -> None:
    """Where the clock hung changes nothing, in ISO 8601 and with the month's name."""
    time = time.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))

    iso = read_time(time.isoformat(), LAST_YEAR)
    named = read_time(time.strftime("%a, %d %b %Y %H:%M:%S %z"), LAST_YEAR)

    assert iso.time == named.time == time
    assert iso.time.tzinfo is UTC


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers()))
def test_nothing_makes_it_fail(written: Any) -> None:
    """Whatever stands there, the answer is a believable time in UTC, or none."""
    time = read_time(written, LAST_YEAR).time

    assert time is None or (time.tzinfo is UTC and 1900 <= time.year <= LAST_YEAR)
