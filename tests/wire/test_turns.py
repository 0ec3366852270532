"""Whose turn it is to be visited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.memory import Visited
from mediawire.wire.rhythm import begin
from mediawire.wire.turns import PAUSE_SECONDS, Turns, host_of
from tests.wire.made import HOUR, NOON

PAUSE = timedelta(seconds=PAUSE_SECONDS)


def place(name: str, host: str = "a.example", due: int = 0, item: str | None = None) -> Visited:
    """Make a place that is due some seconds after noon."""
    return Visited(name, name, f"https://{host}/{name}", begin(NOON + timedelta(seconds=due)), item)


def test_one_host_is_visited_once_at_a_time_and_rests_in_between() -> None:
    """Whatever else is due on it."""
    turns = Turns([place("one"), place("two", due=-1)])

    first, meanwhile = turns.take(NOON), turns.take(NOON)
    assert first is not None
    turns.give_back(replace(first, rhythm=begin(NOON + HOUR)), NOON)
    too_early, later = turns.take(NOON + PAUSE / 2), turns.take(NOON + PAUSE)

    assert (first.name, meanwhile, too_early) == ("two", None, None)
    assert later is not None and later.name == "one"


def test_other_hosts_are_visited_meanwhile() -> None:
    """One slow host holds nobody up."""
    turns = Turns([place("one"), place("two", "b.example")])

    assert {turns.take(NOON).name, turns.take(NOON).name} == {"one", "two"}


def test_a_source_goes_before_the_pages_of_its_host() -> None:
    """A kill may stand in it."""
    turns = Turns([place("page", due=-99, item="x/1"), place("feed", due=-1)])

    assert turns.take(NOON).name == "feed"


def test_a_host_that_asked_for_it_is_left_alone_for_longer() -> None:
    """With all that is due on it."""
    turns = Turns([place("one"), place("two")])

    turns.give_back(turns.take(NOON), NOON, hold=NOON + HOUR)

    assert turns.take(NOON + HOUR / 2) is None
    assert turns.next_time(NOON + HOUR / 2) == NOON + HOUR
    assert turns.take(NOON + HOUR) is not None


def test_a_host_of_ones_own_needs_no_pause() -> None:
    """Nobody is troubled by it but ourselves."""
    turns = Turns([place("one"), place("two", due=-1)], own=["a.example"])

    first = turns.take(NOON)
    assert first is not None
    turns.give_back(replace(first, rhythm=begin(NOON + HOUR)), NOON)
    second = turns.take(NOON)

    assert second is not None and second.name == "one"


def test_nothing_is_taken_before_it_is_due() -> None:
    """And it is said when to ask again."""
    turns = Turns([place("one", due=60)])

    assert turns.take(NOON) is None
    assert turns.next_time(NOON) == NOON + timedelta(seconds=60)


def test_a_place_that_is_put_anew_has_one_turn() -> None:
    """At its new time."""
    turns = Turns([place("one", due=60)])
    turns.put(place("one", due=10))

    assert turns.take(NOON + timedelta(seconds=10)) is not None
    assert turns.take(NOON + HOUR) is None


def test_a_place_that_moves_to_another_host_frees_the_one_it_was_on() -> None:
    """Else its old host would be busy for ever."""
    turns = Turns([place("one"), place("two")])

    moved = replace(turns.take(NOON), url="https://b.example/one", rhythm=begin(NOON + HOUR))
    turns.give_back(moved, NOON)

    assert turns.take(NOON + PAUSE).name == "two"
    assert turns.take(NOON + HOUR).name == "one"


def test_an_address_without_a_host_has_a_turn_too() -> None:
    """It is visited, and refused with its reason."""
    assert host_of("http://[broken") == "http://[broken"
    assert host_of("https://A.Example./x") == "a.example"


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 50)), min_size=1, max_size=20))
def test_every_place_gets_its_turn(places: list[tuple[str, int]]) -> None:
    """None starves, and no host is busy twice."""
    turns = Turns(place(str(number), f"{host}.example", due) for number, (host, due) in enumerate(places))
    now, had = NOON, set()

    for _ in range(10 * len(places)):
        taken = turns.take(now)
        if taken is None:
            now = turns.next_time(now) or now
            continue
        had.add(taken.name)
        turns.give_back(replace(taken, rhythm=begin(NOON + 999 * HOUR)), now)
        if len(had) == len(places):
            break

    assert len(had) == len(places)
