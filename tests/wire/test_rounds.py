"""Going the rounds: visit, read, decide, remember."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mediawire.wire.memory import Memory, open_memory
from mediawire.wire.reading import Entry, Reading, Refusal
from mediawire.wire.rounds import OLDEST, Round, Rounds, health_of, spacing_by_dates
from mediawire.wire.source import Source
from mediawire.wire.visits import Fetched, Reason, Refused, Validators, Visit
from tests.wire.made import HOUR, NOON, SOURCE, made_reading, made_report, verbs

PAGE = "https://harbour.example/f1"


class Ticking:
    """A clock that goes on by ten seconds whenever it is looked at."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        """Return the time, and let some of it pass."""
        self.now += timedelta(seconds=10)
        return self.now


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """Open a memory."""
    with open_memory(tmp_path / "memory.sqlite") as memory:
        yield memory


def go(
    memory: Memory,
    readings: dict[str, Reading | Visit | Exception],
    source: Source = SOURCE,
    clock: Callable[[], datetime] | None = None,
) -> list[Round]:
    """Go one round; each address gives a reading, another answer than content, or a fault."""
    clock = clock or Ticking()
    done: list[Round] = []

    def visit(asked: Source, validators: Validators | None) -> Visit:
        answer = readings.get(asked.url, Refused(Reason.STATUS, "not found", asked.url, clock(), status=404))
        if isinstance(answer, Reading | Exception):
            return Fetched(asked.url, 200, repr(answer).encode(), clock())
        return answer

    def read(visited: Fetched, _: Source) -> Reading:
        answer = readings[visited.url]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Reading) else made_reading()

    Rounds(memory, [source], visit, read, clock, workers=2).go(done.append, once=True)
    return done


def test_a_source_and_then_the_page_of_its_teaser_are_visited(memory: Memory) -> None:
    """In one round."""
    teaser = made_report("", teaser="The ferry was late.")
    done = go(memory, {SOURCE.url: made_reading(teaser), PAGE: Reading("page", (made_report(guid=None, url=PAGE),))})

    assert [verbs(list(one.decisions)) for one in done] == [["new"], ["new version"]]


@pytest.mark.parametrize(
    ("source", "facts"),
    [
        (replace(SOURCE, follow=False), {}),
        (SOURCE, {"published": NOON - OLDEST - HOUR}),
        (SOURCE, {"url": "javascript:alert(1)"}),
    ],
)
def test_pages_are_not_followed_where_they_should_not_be(
    memory: Memory, source: Source, facts: dict[str, object]
) -> None:
    """The source says no, the item is old, the address leads nowhere."""
    done = go(memory, {SOURCE.url: made_reading(made_report("", teaser="Late.", **facts))}, source)

    assert len(done) == 1


def test_a_fault_of_ours_costs_one_visit_and_is_told(memory: Memory) -> None:
    """It ends no watch."""
    (done,) = go(memory, {SOURCE.url: RuntimeError("a bug")})

    assert isinstance(done.visit, Refused)
    assert "internal error: RuntimeError: a bug" in done.visit.why
    assert memory.places()[0].rhythm.soft == 1


def test_a_fault_while_deciding_costs_one_visit_too(memory: Memory) -> None:
    """What one document holds must not end the rounds."""
    broken = replace(made_reading(), missing=(7,))

    (done,) = go(memory, {SOURCE.url: broken})

    assert isinstance(done.visit, Refused)
    assert "internal error" in done.visit.why


def test_reserved_text_is_not_taken_unless_it_was_granted(memory: Memory) -> None:
    """``tdm-reservation: 1``."""
    answer = Fetched(SOURCE.url, 200, b"<rss/>", NOON, reservation="https://harbour.example/policy")

    (refused,) = go(memory, {SOURCE.url: answer})

    assert isinstance(refused.visit, Refused)
    assert refused.visit.reason is Reason.RESERVED


def test_granted_text_is_taken(memory: Memory) -> None:
    """The list says so."""
    answer = Fetched(SOURCE.url, 200, b"<rss/>", NOON, reservation="https://harbour.example/policy")

    (done,) = go(memory, {SOURCE.url: answer}, replace(SOURCE, may_mine=True))

    assert isinstance(done.visit, Fetched)


def test_a_document_that_cannot_be_read_is_a_refusal_of_the_source(memory: Memory) -> None:
    """And keeps no validators, so that it is asked in full again."""
    (done,) = go(memory, {SOURCE.url: Reading("feed", refusals=(Refusal("unreadable", "cut in the middle"),))})

    assert isinstance(done.visit, Refused)
    assert done.refusals[0].why == "cut in the middle"
    assert health_of(done.place.rhythm) == "failing"


def test_an_index_of_sitemaps_sends_to_its_parts(memory: Memory) -> None:
    """The parts belong to the source."""
    part = "https://harbour.example/part.xml"
    index = Reading("sitemap", entries=(Entry(part, kind="sitemap"),))
    listed = Reading("sitemap", entries=(Entry(PAGE, "Ferry late"),))

    done = go(memory, {SOURCE.url: index, part: listed}, replace(SOURCE, follow=False))

    assert [verbs(list(one.decisions)) for one in done] == [[], ["new"]]
    assert memory.recall_item("harbour/harbour.example/f1") is not None


def test_the_same_bytes_are_not_read_again(memory: Memory) -> None:
    """Nothing can be new in them."""
    clock = Ticking()
    readings = {SOURCE.url: made_reading(made_report())}
    go(memory, readings, clock=clock)
    clock.now += timedelta(days=1)

    (done,) = go(memory, readings, clock=clock)

    assert isinstance(done.visit, Fetched)
    assert done.decisions == ()


def test_a_source_that_is_off_or_no_more_on_the_list_is_not_visited(memory: Memory) -> None:
    """What is remembered of it stays."""
    assert go(memory, {}, replace(SOURCE, is_off=True)) == []


def test_the_spacing_of_a_document_is_the_middle_one_of_its_dates() -> None:
    """An item of long ago changes nothing."""
    reports = [made_report(guid=str(n), published=NOON - HOUR * n) for n in (1, 2, 3, 4000)]

    assert spacing_by_dates(made_reading(*reports)) == 60
    assert spacing_by_dates(made_reading(*reports[:2])) is None
