"""The values that all floors share."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire import compare
from mediawire.errors import MediawireError, NaiveTime
from mediawire.report import Body, Report, Span, is_held

PLACES = st.integers(0, 30)


@given(st.sets(PLACES, max_size=12), PLACES, st.integers(0, 8))
@settings(derandomize=True)
def test_a_span_is_held_where_one_of_many_holds_it(cuts: set[int], start: int, size: int) -> None:
    """It is looked up, and found as if each of the spans had been asked."""
    holders = [Span(*pair) for pair in pairwise(sorted(cuts))][::2]
    span = Span(start, start + size)

    held = is_held(span, holders)

    assert held == any(holder.holds(span) for holder in holders)


def test_a_time_must_be_aware() -> None:
    """Two pages cannot be put in order by clocks that do not say where they stand."""
    with pytest.raises(NaiveTime) as found:
        Report(Body("Rain."), published=datetime(2026, 11, 22, 10, 15))

    assert isinstance(found.value, MediawireError)
    assert str(found.value) == "published: 2026-11-22T10:15:00 has no time zone"
    assert str(pickle.loads(pickle.dumps(found.value))) == str(found.value)


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda: compare(None, "Rain."), "a report must be a str or a Report, not NoneType"),  # type: ignore[arg-type]
        (lambda: compare("Rain.", b"Rain."), "a report must be a str or a Report, not bytes"),  # type: ignore[arg-type]
        (lambda: Report("Rain."), "body must be a Body, not str; Report.of(text) takes a plain text"),  # type: ignore[arg-type]
        (lambda: Body(b"Rain."), "the text of a Body must be a str, not bytes"),  # type: ignore[arg-type]
        (lambda: Report(Body("Rain."), links="http://a"), "links must be a tuple of addresses, not str"),  # type: ignore[arg-type]
    ],
)
def test_a_value_of_another_type_is_refused_at_once(make: Callable[[], object], wanted: str) -> None:
    """The error says what is wanted, where it was given."""
    with pytest.raises(TypeError) as found:
        make()

    assert str(found.value) == wanted


def test_an_aware_time_is_kept() -> None:
    """What was received is not changed."""
    time = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)

    assert Report(Body("Rain."), published=time).published == time
