"""Contract: the file of ``mediawire watch`` and the site's database remember alike, whatever comes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.web import models
from mediawire.web.memory import WireMemory
from mediawire.wire.decide import decide, list_window
from mediawire.wire.decisions import Decision, Gone, Standing
from mediawire.wire.memory import Bytes, Visited, open_memory
from mediawire.wire.reading import Notice, NoticeKind, Reading, Target
from mediawire.wire.remembering import Remembering
from mediawire.wire.rhythm import begin
from tests.wire.made import BAKERS, FERRY, HOUR, NOON, SOURCE, made_reading, made_report, verbs

pytestmark = pytest.mark.django_db
WHERE = Visited(SOURCE.name, SOURCE.name, SOURCE.url, begin(NOON))


@pytest.fixture(params=["file", "site"])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Remembering]:
    """Open each kind of memory."""
    with open_each(request.param, tmp_path / "memory.sqlite") as memory:
        yield memory


@contextmanager
def open_each(kind: str, path: Path) -> Iterator[Remembering]:
    """Open a memory of a kind, with the source in it."""
    if kind == "file":
        with open_memory(path) as memory:
            yield memory
        return
    models.Source.objects.create(name=SOURCE.name, title="Harbour Agency", url=SOURCE.url)
    yield WireMemory()


def visit(memory: Remembering, came: Reading, hours: float = 0.0) -> list[Decision]:
    """Let something come of the source, decide about it and keep it."""
    now = NOON + hours * HOUR
    decisions = decide(memory.recall(SOURCE.name, came), came, SOURCE, now)
    memory.keep(WHERE, decisions, Bytes(b"x", SOURCE.url, None, now), list_window(decisions), now=now, reading=came)
    return decisions


def kill_of(guid: str) -> Notice:
    """Return a kill of an item."""
    return Notice(NoticeKind.KILL, (Target(guid=guid),), evidence="signal")


def test_nothing_is_new_twice(memory: Remembering) -> None:
    """What came is known when it comes again."""
    visit(memory, made_reading(made_report()))

    again = visit(memory, made_reading(made_report()), 1)

    assert verbs(again) == ["same"]


def test_a_list_that_numbers_its_items_anew_holds_the_same_items(memory: Remembering) -> None:
    """A site moved to another program; the next visit knows them by their new guids."""

    def listed(before: str) -> Reading:
        texts = (FERRY, BAKERS, FERRY[-100:] + BAKERS[:90])
        return made_reading(*(made_report(text, f"No. {n}", f"{before}{n}") for n, text in enumerate(texts)))

    first = visit(memory, listed("?p="))

    moved = visit(memory, listed("tag:harbour.example,2026:"), 1)
    again = visit(memory, listed("tag:harbour.example,2026:"), 2)

    assert (verbs(first), verbs(moved), verbs(again)) == (["new"] * 3, ["moved"] * 3, ["same"] * 3)
    assert [one.item for one in again] == [one.item for one in first]


def test_a_guid_of_any_length_and_in_any_letters_is_a_key(memory: Remembering) -> None:
    """Some put the whole headline there."""
    guid = "港湾のフェリー " * 400
    visit(memory, made_reading(made_report(guid=guid, url=None)))

    assert verbs(visit(memory, made_reading(made_report(guid=guid, url=None)), 1)) == ["same"]


def test_what_was_killed_before_it_came_is_killed_when_it_comes(memory: Remembering) -> None:
    """The kill waits, over as many visits as it takes, and is settled by the item."""
    visit(memory, made_reading(notices=(kill_of("f1"),)))
    visit(memory, made_reading(notices=(kill_of("f1"),)), 1)

    (came, *_) = visit(memory, made_reading(made_report()), 2)
    had = memory.recall(SOURCE.name, made_reading(made_report()))

    assert came.item is not None
    assert had.items[came.item].standing is Standing.KILLED
    assert had.waiting == ()


def test_a_notice_that_stays_in_the_list_is_acted_on_once(memory: Remembering) -> None:
    """What the desk undid is not done again at the next visit, because the feed still carries the notice."""
    visit(memory, made_reading(made_report()))
    carried = made_reading(made_report(), notices=(kill_of("f1"),))
    visit(memory, carried, 1)

    again = visit(memory, carried, 2)

    assert all(one.standing is None for one in again)
    assert memory.recall(SOURCE.name, carried).told


def test_an_embargo_is_kept_and_lifted_by_the_source_alone(memory: Remembering) -> None:
    """A notice sets another time, or one that is over."""
    (came,) = visit(memory, made_reading(made_report(embargoed_until=NOON + 9 * HOUR)))
    first = memory.recall_item(came.item or "")
    told = (Notice(NoticeKind.EMBARGO, (Target(guid="f1"),), until=NOON + hours * HOUR) for hours in (5, 0))

    visit(memory, made_reading(made_report(embargoed_until=NOON + 9 * HOUR), notices=(next(told),)), 1)
    sooner = memory.recall_item(came.item or "")
    visit(memory, made_reading(made_report(embargoed_until=NOON + 9 * HOUR), notices=(next(told),)), 2)
    lifted = memory.recall_item(came.item or "")

    ends = [one.embargoed_until for one in (first, sooner, lifted) if one is not None]
    assert ends == [NOON + 9 * HOUR, NOON + 5 * HOUR, None]


def test_what_comes_back_is_not_gone_any_more(memory: Remembering) -> None:
    """It was missing in a list that says that it is whole."""
    (ferry, _) = visit(memory, made_reading(made_report(), made_report(BAKERS, "No bread", "b1"), is_whole=True))
    assert ferry.item is not None
    visit(memory, made_reading(made_report(BAKERS, "No bread", "b1"), is_whole=True), 1)
    between = memory.recall_item(ferry.item)

    visit(memory, made_reading(made_report(), made_report(BAKERS, "No bread", "b1"), is_whole=True), 2)
    after = memory.recall_item(ferry.item)

    assert between is not None and between.gone is Gone.NOT_LISTED
    assert after is not None and after.gone is None


def test_a_place_is_due_when_it_says(memory: Remembering) -> None:
    """Places that were kept come back as they were, byte for byte."""
    validators = replace(WHERE.rhythm.validators, etag=b'W/"\xff\x00"')
    place = replace(WHERE, rhythm=replace(WHERE.rhythm, validators=validators, due=NOON + HOUR), digest="d", looks=1)
    memory.keep(place)

    assert memory.places(NOON) == []
    assert memory.places(NOON + HOUR) == [place]


TEXTS = (FERRY, FERRY.replace("212", "221"), BAKERS, "", "Ferry \ud800 \x00 late")
reports = st.builds(
    lambda text, guid, headline, hours: made_report(
        text, headline, guid, embargoed_until=NOON + hours * HOUR if hours else None
    ),
    st.sampled_from(TEXTS),
    st.sampled_from(["f1", "b1", "c1", "\ud800"]),
    st.sampled_from(["Ferry late", "No bread", "Ferry \x00 late"]),
    st.sampled_from([0, 0, 2, 9]),
)
notices = st.builds(
    lambda kind, guid: Notice(kind, (Target(guid=guid),), until=NOON + 20 * HOUR if kind == "embargo" else None),
    st.sampled_from(list(NoticeKind)),
    st.sampled_from(["f1", "b1", "x1"]),
)
documents = st.lists(
    st.tuples(
        st.lists(reports, max_size=3),
        st.lists(notices, max_size=2),
        st.booleans(),
        st.lists(st.sampled_from(["m1", "f1"]), max_size=1),
    ),
    min_size=2,
    max_size=5,
)


@settings(max_examples=25)
@given(documents)
def test_both_remember_alike(tmp_path_factory: pytest.TempPathFactory, came: list[object]) -> None:
    """Whatever comes, both are asked the same and say the same; so the same is decided."""
    path = tmp_path_factory.mktemp("memory") / "memory.sqlite"
    with transaction.atomic(), open_each("site", path) as site, open_each("file", path) as file:
        for hours, (listed, told, is_whole, missing) in enumerate(came):  # type: ignore[misc]
            reading = made_reading(*listed, notices=tuple(told), is_whole=is_whole, missing=tuple(missing))

            assert visit(site, reading, hours) == visit(file, reading, hours)
            assert site.recall(SOURCE.name, reading) == file.recall(SOURCE.name, reading)
        transaction.set_rollback(True)
