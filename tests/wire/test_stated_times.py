"""Times as feeds and pages state them: understood, with what was guessed, and never believed out of all reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.times import NO_HOUR, NO_ZONE, OUT_OF_RANGE, UNKNOWN_ZONE, UNREADABLE
from mediawire.wire.stated_times import FROM_NUMBER, IN_FIGURES, KOREAN_ZONE, NO_DAY, SHORT_YEAR, state_time, time_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "iso", "guessed"),
    [
        ("Mon, 02 Nov 2009 10:15:30 +0100", "2009-11-02T10:15:30+01:00", ()),
        ("2 Nov 2009 10:15 EST", "2009-11-02T10:15:00-05:00", ()),
        ("Monday, 02-Nov-09 10:15:30 GMT", "2009-11-02T10:15:30+00:00", (SHORT_YEAR,)),
        ("Mon, 02 Nov 99 10:15:30 GMT", "1999-11-02T10:15:30+00:00", (SHORT_YEAR,)),
        ("Mon Nov  2 10:15:30 2009", "2009-11-02T10:15:30+00:00", (NO_ZONE,)),
        ("Mon Nov 2 10:15:30 +0300 2009", "2009-11-02T10:15:30+03:00", ()),
        ("Mon, 2009/11/02 10:15:30 EDT", "2009-11-02T10:15:30-04:00", ()),
        ("Mon Nov 02 2009 10:15:30 GMT+0200 (Some Summer Time)", "2009-11-02T10:15:30+02:00", ()),
        ("2009-11-02T10:15:30Z", "2009-11-02T10:15:30+00:00", ()),
        ("2009-11-02T10:15+09:30", "2009-11-02T10:15:00+09:30", ()),
        ("2009-11-02T10:15:30.25-0800", "2009-11-02T10:15:30.250000-08:00", ()),
        ("2009-11-02 10:15:30", "2009-11-02T10:15:30+00:00", (NO_ZONE,)),
        ("2009-11-02", "2009-11-02T00:00:00+00:00", (NO_HOUR,)),
        ("20091102", "2009-11-02T00:00:00+00:00", (NO_HOUR,)),
        ("20091102T101530Z", "2009-11-02T10:15:30+00:00", ()),
        ("2009-306", "2009-11-02T00:00:00+00:00", (NO_HOUR,)),
        ("2009-11", "2009-11-01T00:00:00+00:00", (NO_DAY,)),
        ("2009", "2009-01-01T00:00:00+00:00", (NO_DAY,)),
        ("1257156930", "2009-11-02T10:15:30+00:00", (FROM_NUMBER,)),
        ("1257156930000", "2009-11-02T10:15:30+00:00", (FROM_NUMBER,)),
        ("2 novembre 2009 à 10:15", "2009-11-02T10:15:00+00:00", (NO_ZONE,)),
        ("2 ноября 2009 10:15:30 +0300", "2009-11-02T10:15:30+03:00", ()),
        ("Δευ, 02 Νοέ 2009 10:15:30 EST", "2009-11-02T10:15:30-05:00", ()),
        ("2009-november-2T9:15+01:00", "2009-11-02T09:15:00+01:00", ()),
        ("2009년 11월 02일 10:15:30", "2009-11-02T10:15:30+09:00", (KOREAN_ZONE,)),
        ("2009-11-02 오후 10:15:30", "2009-11-02T22:15:30+09:00", (KOREAN_ZONE,)),
        ("2009年11月2日", "2009-11-02T00:00:00+00:00", (NO_HOUR,)),
        ("November 2, 2009 10:15 pm", "2009-11-02T22:15:00+00:00", (NO_ZONE,)),
        ("2.11.2009", "2009-11-02T00:00:00+00:00", (IN_FIGURES, NO_HOUR)),
        ("25/12/2009 10:15 GMT", "2009-12-25T10:15:00+00:00", (IN_FIGURES,)),
        ("Thu, 31 Dec 2009 24:00:00 GMT", "2010-01-01T00:00:00+00:00", ()),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00+00:00", ()),
    ],
)
def test_what_is_stated_is_understood(stated: str, iso: str, guessed: tuple[str, ...]) -> None:
    """A time keeps the zone it was stated in, and says what had to be guessed."""
    time = state_time("published", stated, NOW)

    assert time.at is not None
    assert time.at.isoformat() == iso
    assert time.guessed == guessed
    assert time.stated == stated


@pytest.mark.parametrize(
    "stated",
    ["", " ", "yesterday", "now", "01/02/2009", "09-11-02", "2009-13-01", "2009-02-30", "2009-11-02T25:00:00Z",
     "2009-11-02T10:00:61Z", "2009-11-02T10:60:00Z", "Jun Jun Jun 2009", "0000-00-00", "(" * 200, "9" * 60],
)  # fmt: skip
def test_what_is_no_time_is_none(stated: str) -> None:
    """What cannot be read, or could be read two ways, is no time; the words are kept."""
    time = state_time("published", stated, NOW)

    assert (time.at, time.stated, time.guessed) == (None, stated, (UNREADABLE,))


@pytest.mark.parametrize("stated", ["Mon, 02 Nov 2009 10:15:30 IST", "2009-11-02T10:15:30+99:99"])
def test_an_unknown_zone_gives_no_time(stated: str) -> None:
    """A zone that means three things, or none, is not guessed."""
    assert state_time("published", stated, NOW).guessed == (UNKNOWN_ZONE,)


@pytest.mark.parametrize(
    "stated",
    ["0", "-1", "1970-01-01T00:00:00Z", "1989-12-31T23:59:59Z", "2026-11-23T12:00:01Z", "9999-12-31", "2569-01-01"],
)
def test_what_lies_out_of_reason_orders_nothing(stated: str) -> None:
    """Before 1990 and after tomorrow nothing is believed, and the words are kept."""
    time = state_time("published", stated, NOW)

    assert time.at is None
    assert time.guessed[-1] == OUT_OF_RANGE
    assert time.stated == stated


def test_an_embargo_may_lie_ahead() -> None:
    """Fields that speak of the future by their nature may."""
    assert state_time("embargoed_until", "2027-03-01T06:00:00Z", NOW).at == datetime(2027, 3, 1, 6, tzinfo=UTC)
    assert state_time("published", "2027-03-01T06:00:00Z", NOW).at is None


def test_tomorrow_is_measured_from_the_time_given() -> None:
    """The clock is an argument: the same words are believed on another day."""
    stated = "2027-03-01T06:00:00Z"

    assert state_time("published", stated, datetime(2027, 3, 1, tzinfo=UTC)).at is not None
    assert state_time("published", stated).at is not None


def test_the_first_time_of_a_field_is_taken() -> None:
    """Of two times for one field the first that was understood counts."""
    times = [state_time("published", words, NOW) for words in ("soon", "2009-11-02", "2010-01-01")]

    assert time_of(times, "published") == datetime(2009, 11, 2, tzinfo=UTC)
    assert time_of(times, "modified") is None


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2026, 11, 20)).map(lambda time: time.replace(microsecond=0)),
    st.integers(-11 * 60, 14 * 60),
)
def test_what_is_written_in_the_usual_ways_comes_back(time: datetime, minutes: int) -> None:
    """RFC 2822 and ISO 8601 say the same moment in the same zone."""
    aware = time.replace(tzinfo=timezone(timedelta(minutes=minutes)))

    iso = state_time("published", aware.isoformat(), NOW).at
    mail = state_time("published", aware.strftime("%a, %d %b %Y %H:%M:%S %z"), NOW).at

    assert iso == aware == mail
    assert iso is not None
    assert iso.utcoffset() == aware.utcoffset()


@given(st.text(max_size=60))
def test_no_words_are_an_error(stated: str) -> None:
    """Whatever the words, they are kept, and a time is aware or none."""
    time = state_time("published", stated, NOW)

    assert time.stated == stated
    assert time.at is None or time.at.utcoffset() is not None
