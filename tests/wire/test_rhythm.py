"""When to look again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.rhythm import Sums, simulate
from mediawire.wire.rhythm import (
    CLOSED_HOURS,
    HARD_CAP_HOURS,
    IN_FULL_EVERY,
    JITTER,
    LONGEST_RETRY_DAYS,
    Outcome,
    Rhythm,
    begin,
    choose_validators,
    look_again,
    look_at_page_again,
)
from mediawire.wire.source import Source
from mediawire.wire.visits import Fetched, NotModified, Reason, Refused, Validators, Visit
from tests.wire.made import HOUR, NOON

SOURCE = Source("https://harbour.example/feed.xml", "harbour")
GIVEN = Validators(b'W/"a b"', b"Mon, 01 Jun 2026 10:00:00 +0000")
URL = SOURCE.url


def fetched(at=NOON, validators: Validators = GIVEN, **facts) -> Fetched:
    """Make an answer with content."""
    return Fetched(URL, 200, b"...", at, validators=validators, **facts)


def refused(reason: Reason, at=NOON, **facts) -> Refused:
    """Make a refusal."""
    return Refused(reason, "why", URL, at, **facts)


def after(*visits: tuple[Visit, Outcome] | Visit) -> Rhythm:
    """Return the rhythm after some visits."""
    rhythm = begin(NOON)
    for one in visits:
        visit, outcome = one if isinstance(one, tuple) else (one, Outcome())
        rhythm = look_again(rhythm, visit, outcome, SOURCE)
    return rhythm


def wait(rhythm: Rhythm) -> timedelta:
    """Return the wait after the last visit."""
    return rhythm.due - rhythm.last_visit


@pytest.fixture(scope="module")
def week() -> Sums:
    """Visit sixty made servers for a week of a made clock."""
    return simulate(60, 7)


def test_second_visits_are_conditional(week: Sums) -> None:
    """Whoever gives validators is asked by them the next time."""
    assert week.second > 40
    assert week.second_conditional == week.second


def test_validators_go_back_as_they_came(week: Sums) -> None:
    """Byte for byte."""
    assert week.conditional > 10_000
    assert week.exact == week.conditional


def test_hosts_are_treated_politely(week: Sums) -> None:
    """One visit at a time, five seconds apart, and none before the time that a server asked for."""
    assert (week.parallel, week.too_early, week.too_often) == (1, 0, 0)
    assert week.shortest_pause >= 5


def test_no_source_is_given_up(week: Sums) -> None:
    """What was dead for days is seen again by itself."""
    assert week.abandoned == 0
    assert week.dead > 0
    assert len(week.revived) == week.dead


def test_liars_are_caught(week: Sums) -> None:
    """A server that answers 304 though it changed is found out by a visit in full."""
    assert week.liars == week.liars_caught == 5


def test_a_source_is_due_when_it_was_never_visited() -> None:
    """At once."""
    assert begin(NOON).is_due(NOON)


def test_one_visit_in_so_many_is_unconditional() -> None:
    """Some servers answer 304 to what changed."""
    rhythm = after(fetched())
    asked = []
    for _ in range(2 * IN_FULL_EVERY):
        validators = choose_validators(rhythm)
        asked.append(validators is not None)
        visit = NotModified(URL, NOON) if validators else fetched()
        rhythm = look_again(rhythm, visit, Outcome(), SOURCE)

    assert asked.count(False) == 2
    assert asked[: IN_FULL_EVERY - 1] == [True] * (IN_FULL_EVERY - 1)


def test_a_server_whose_validators_stay_though_it_changed_is_always_asked_in_full() -> None:
    """From the visit on that caught it."""
    rhythm = after(fetched(), (fetched(), Outcome(changed=True)))

    assert rhythm.is_lying
    assert choose_validators(rhythm) is None


def test_a_server_whose_validators_changed_with_its_content_is_believed() -> None:
    """That is what they are for."""
    rhythm = after(fetched(), (fetched(validators=Validators(b'"other"')), Outcome(changed=True)))

    assert not rhythm.is_lying
    assert choose_validators(rhythm) == Validators(b'"other"')


def test_news_shorten_the_wait_and_silence_lengthens_it() -> None:
    """Within the limits of the source."""
    often = after(fetched(), *((fetched(NOON + HOUR * n), Outcome(4)) for n in range(1, 9)))
    rarely = after(fetched(), *((fetched(NOON + 48 * HOUR * n), Outcome(1)) for n in range(1, 9)))
    silent = look_again(often, fetched(NOON + 240 * HOUR), Outcome(), SOURCE)

    assert wait(often) < timedelta(minutes=10)
    assert wait(often) < wait(silent)
    assert wait(often) >= timedelta(minutes=SOURCE.shortest_minutes)
    assert wait(rarely) <= timedelta(minutes=SOURCE.longest_minutes * (1 + JITTER))


def test_a_first_visit_learns_from_the_dates_of_what_it_finds() -> None:
    """A yearbook is not asked every quarter of an hour."""
    daily = after((fetched(), Outcome(20, dated_minutes=1440.0)))

    assert wait(daily) >= timedelta(hours=12)


def test_a_gap_brings_the_next_visit_soon() -> None:
    """The window moved on faster than we looked."""
    rhythm = after(fetched(), (fetched(NOON + 48 * HOUR), Outcome(20, gap=True)))

    assert wait(rhythm) <= timedelta(minutes=SOURCE.shortest_minutes * (1 + JITTER))


def test_soft_and_hard_failures_are_counted_apart_and_a_success_clears_both() -> None:
    """A busy server is not a missing one."""
    failing = after(refused(Reason.DEADLINE), refused(Reason.STATUS, status=502), refused(Reason.UNREACHABLE))
    well = look_again(failing, fetched(), Outcome(), SOURCE)

    assert (failing.soft, failing.hard) == (2, 1)
    assert (well.soft, well.hard, well.trouble) == (0, 0, "")


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.NOT_YET])
def test_waits_grow_with_failures_and_never_end(reason: Reason) -> None:
    """A thousand failures in a row still leave a next visit."""
    once = after(refused(reason))
    often = after(*[refused(reason)] * 1000)

    assert wait(once) <= wait(often)
    assert wait(often) <= timedelta(hours=max(CLOSED_HOURS, HARD_CAP_HOURS) * (1 + JITTER))


def test_retry_after_is_heeded() -> None:
    """Nothing is asked before."""
    later = NOON + 50 * HOUR

    assert after(refused(Reason.RETRY_AFTER, retry_at=later, status=429)).due >= later


def test_a_retry_after_of_years_does_not_end_a_source() -> None:
    """It is a mistake."""
    rhythm = after(refused(Reason.RETRY_AFTER, retry_at=NOON + timedelta(days=9999)))

    assert rhythm.due <= NOON + timedelta(days=LONGEST_RETRY_DAYS)


def test_too_early_is_no_failure() -> None:
    """Nothing was sent."""
    rhythm = after(fetched(), refused(Reason.NOT_YET, retry_at=NOON + timedelta(seconds=5)))

    assert (rhythm.soft, rhythm.hard, rhythm.visits) == (0, 0, 1)
    assert rhythm.due == NOON + timedelta(seconds=5)


def test_a_permanent_redirect_counts_at_the_second_look() -> None:
    """A poisoned 301 lasts no longer than its cause."""
    new = "https://new.example/feed.xml"

    once, twice = after(fetched(moved_to=new)), after(fetched(moved_to=new), fetched(moved_to=new))
    taken_back = after(fetched(moved_to=new), fetched(), fetched(moved_to=new))

    assert (once.url, twice.url, taken_back.url) == (None, new, None)


def test_gone_for_good_counts_at_the_second_look_and_is_still_looked_at() -> None:
    """Once a month, and it revives by itself."""
    gone = refused(Reason.GONE, status=410)

    once, twice = after(gone), after(gone, gone)
    back = look_again(twice, fetched(), Outcome(), SOURCE)

    assert (once.is_closed, twice.is_closed, back.is_closed) == (False, True, False)
    assert wait(once) <= 2 * HOUR
    assert wait(twice) >= 24 * HOUR


def test_silence_is_noticed_against_the_sources_own_rhythm() -> None:
    """An hourly source that says nothing for two days; not a weekly one."""
    hourly = after(fetched(), *((fetched(NOON + HOUR * n), Outcome(1)) for n in range(1, 9)))
    weekly = after(fetched(), *((fetched(NOON + 168 * HOUR * n), Outcome(1)) for n in range(1, 9)))

    silent = look_again(hourly, fetched(hourly.last_visit + 48 * HOUR), Outcome(), SOURCE)
    quiet = look_again(weekly, fetched(weekly.last_visit + 48 * HOUR), Outcome(), SOURCE)
    speaks = look_again(silent, fetched(silent.last_visit + HOUR), Outcome(1), SOURCE)

    assert (silent.is_silent, quiet.is_silent, speaks.is_silent) == (True, False, False)


def test_pages_are_looked_at_ever_more_rarely_and_anew_when_they_change() -> None:
    """A correction often follows within the hour."""
    rhythm, at, waits = begin(NOON), NOON, []
    for _ in range(12):
        rhythm = look_at_page_again(rhythm, fetched(at), Outcome(), SOURCE)
        waits.append(rhythm.due - at)
        at = rhythm.due
    changed = look_at_page_again(rhythm, fetched(at), Outcome(1, changed=True), SOURCE)

    assert waits[1:] == sorted(waits[1:])
    assert waits[-1] > timedelta(days=7)
    assert changed.due - at < HOUR


def test_the_same_visits_give_the_same_times() -> None:
    """No dice; and sources of one rhythm are spread all the same."""
    other = look_again(begin(NOON), fetched(), Outcome(), replace(SOURCE, name="valley"))

    assert after(fetched()) == after(fetched())
    assert after(fetched()).due != other.due


VISITS = st.one_of(
    st.builds(refused, st.sampled_from(list(Reason)), status=st.sampled_from([None, 404, 410, 500])),
    st.builds(fetched),
    st.just(NotModified(URL, NOON)),
)


OUTCOMES = st.builds(
    Outcome, st.integers(0, 50), st.booleans(), st.booleans(), st.none() | st.floats(0, 1e6, allow_nan=False)
)


@given(st.lists(st.tuples(VISITS, OUTCOMES), max_size=30))
def test_the_next_visit_is_always_ahead_and_within_reach(visits: list[tuple[Visit, Outcome]]) -> None:
    """Whatever happens."""
    rhythm, now = begin(NOON), NOON
    for visit, outcome in visits:
        rhythm = look_again(rhythm, replace(visit, at=now), outcome, SOURCE)

        assert now < rhythm.due <= now + timedelta(hours=CLOSED_HOURS * (1 + JITTER))
        now = rhythm.due
