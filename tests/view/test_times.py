"""Times and lags as a newspaper says them, and the marks of an axis."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.view.times import NEAREST, choose_axis, tell_lag, tell_time


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "0 min"),
        (59, "0 min"),
        (-59, "0 min"),
        (61, "1 min"),
        (3600, "1 h"),
        (7800, "2 h 10 min"),
        (86_400 + 59, "1 d"),
        (5 * 86_400 + 3 * 3600, "5 d 3 h"),
        (40 * 86_400, "1 mo 10 d"),
        (400 * 86_400, "1 y 1 mo"),
        (-7800, "−2 h 10 min"),
    ],
)
def test_a_lag_is_told_in_its_two_largest_units(seconds: int, told: str) -> None:
    """Nobody wants to read 7,800 seconds."""
    assert tell_lag(timedelta(seconds=seconds)) == told


def test_a_time_is_told_in_utc() -> None:
    """A time of another zone is the same instant."""
    time = datetime(2024, 3, 6, 1, 5, tzinfo=timezone(timedelta(hours=3)))

    assert tell_time(time) == "5 March 2024, 22:05 UTC"


def test_steps_grow_where_even_ones_would_heap_the_reports_up() -> None:
    """Ten copies within an hour and one after a year: the hour still can be read."""
    lags = [0.0, *(60.0 * at for at in range(1, 60, 6)), 365 * 86_400.0]

    axis = choose_axis(lags)

    assert axis.is_growing
    assert axis.place(1800) > 0.2


def test_steps_are_even_where_the_reports_are() -> None:
    """Copies at each full hour stand at equal distances."""
    axis = choose_axis([3600.0 * at for at in range(6)])

    assert not axis.is_growing
    assert [tick.label for tick in axis.ticks] == ["first", "+1 h", "+2 h", "+3 h", "+4 h", "+5 h"]


@given(st.lists(st.floats(0, 4e9), max_size=60))
def test_no_two_marks_stand_too_near(lags: list[float]) -> None:
    """The words of the axis never overlap, and every report stands on it."""
    axis = choose_axis(lags)

    places = [tick.place for tick in axis.ticks]
    assert places[0] == 0
    assert all(after - before >= NEAREST for before, after in pairwise(places))
    assert places[-1] <= 1
    assert all(0 <= axis.place(lag) <= 1 for lag in lags)
    assert len(places) <= 6
