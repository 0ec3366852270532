"""What watch remembers, also after a kill."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.errors import InputError, OutputError
from mediawire.wire.decide import decide, list_window
from mediawire.wire.decisions import Decision, Place, Standing, Verb
from mediawire.wire.memory import Bytes, Memory, Visited, open_memory
from mediawire.wire.memory_tables import TABLES
from mediawire.wire.reading import Certainty, Change, Notice, NoticeKind, PubStatus, Reading, Target
from mediawire.wire.remembered import read_notice, read_rhythm, read_shown, write_notice, write_rhythm, write_shown
from mediawire.wire.rhythm import Rhythm, begin
from mediawire.wire.visits import Validators
from tests.wire.made import BAKERS, FERRY, HOUR, NOON, SOURCE, made_reading, made_report, shown, verbs

ROUNDS = 12
"""Kills in the slow test; a longer run takes more from the environment (MEDIAWIRE_KILLS)."""


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """Open a memory."""
    with open_memory(tmp_path / "memory.sqlite") as memory:
        yield memory


def visit(memory: Memory, came: Reading, hours: int = 0, data: bytes = b"<rss/>") -> list[Decision]:
    """Take a document in as a visit does."""
    now = NOON + hours * HOUR
    decisions = decide(memory.recall("harbour", came), came, SOURCE, now)
    place = Visited("harbour", "harbour", SOURCE.url, begin(now))
    memory.keep(place, decisions, Bytes(data, SOURCE.url, "text/xml", now), list_window(decisions), now=now)
    return decisions


def test_what_was_seen_is_known_at_the_next_visit(memory: Memory) -> None:
    """Nothing is new twice."""
    visit(memory, made_reading(made_report()))

    assert verbs(visit(memory, made_reading(made_report()), 1)) == ["same"]
    assert memory.count() == (1, 1)


def test_versions_are_kept_in_order_with_the_bytes_they_came_in(memory: Memory) -> None:
    """Also one that goes back to what was before."""
    texts = [FERRY, FERRY.replace("212", "221"), FERRY]
    for hours, text in enumerate(texts):
        visit(memory, made_reading(made_report(text)), hours, f"document {hours}".encode())

    versions = memory.versions("harbour/f1")

    assert [shown.text for _, _, _, shown, _ in versions] == texts
    assert [memory.received(by or "") for *_, by in versions] == [b"document 0", b"document 1", b"document 2"]


def test_two_sources_never_touch_each_other(memory: Memory) -> None:
    """A feed that claims the guid and the address of another one makes an item of its own."""
    visit(memory, made_reading(made_report()))
    forged = made_reading(made_report(BAKERS, "Forged"))

    decisions = decide(memory.recall("forger", forged), forged, replace(SOURCE, name="forger"), NOON)
    memory.keep(Visited("forger", "forger", "https://forger.example/", begin(NOON)), decisions, None, [])

    assert [one.item for one in decisions] == ["forger/f1"]
    assert memory.versions("harbour/f1")[-1][3].text == FERRY


def test_a_kill_stays_and_a_waiting_one_is_settled(memory: Memory) -> None:
    """Over a restart, too."""
    kill = Notice(NoticeKind.KILL, (Target(guid="f1"),), evidence="signal")
    visit(memory, made_reading(notices=(kill,)))
    arrived = visit(memory, made_reading(made_report()), 1)
    visit(memory, made_reading(made_report(FERRY + " It sailed.")), 2)

    item = memory.recall_item("harbour/f1")

    assert verbs(arrived) == ["new", "notice"]
    assert item is not None and item.standing is Standing.KILLED
    assert memory.ask("SELECT count(*) FROM waiting") == [(0,)]


def test_what_goes_and_comes_back_is_known(memory: Memory) -> None:
    """It fell off the window for a while."""
    visit(memory, made_reading(made_report(), made_report(BAKERS, "No bread", "b1")))
    visit(memory, made_reading(made_report()), 1)
    gone = memory.recall_item("harbour/b1")
    back = visit(memory, made_reading(made_report(), made_report(BAKERS, "No bread", "b1")), 2)

    assert gone is not None and gone.gone is not None
    assert verbs(back) == ["same", "same"]
    assert memory.recall_item("harbour/b1").gone is None


def test_what_is_not_in_the_corpus_yet_is_told_until_it_is(memory: Memory) -> None:
    """A crash between the two costs nothing."""
    visit(memory, made_reading(made_report()))

    before = [one.known.id for one in memory.unfiled(NOON)]
    memory.file(before, [])
    after = memory.unfiled(NOON)

    assert before == ["harbour/f1"]
    assert after == []


def test_an_embargoed_item_waits_for_its_time(memory: Memory) -> None:
    """It is not told before."""
    visit(memory, made_reading(made_report(embargoed_until=NOON + 3 * HOUR)))

    assert memory.unfiled(NOON + HOUR) == []
    assert [one.known.id for one in memory.unfiled(NOON + 3 * HOUR)] == ["harbour/f1"]


def test_validators_are_kept_byte_for_byte(memory: Memory) -> None:
    """They are bytes that servers made up."""
    given_by_server = Validators(b'W/"\xff\x00 a"', b" Mon, 1 jun 2026")
    memory.begin_places([Visited("s", "s", "https://s.example/", replace(begin(NOON), validators=given_by_server))])

    assert memory.places()[0].rhythm.validators == given_by_server


def test_places_come_in_the_order_in_which_they_are_due(memory: Memory) -> None:
    """Those that are due by a time alone, where it is given."""
    memory.begin_places(Visited(str(n), "s", "https://s.example/", begin(NOON + n * HOUR)) for n in (3, 1, 2))

    assert [place.name for place in memory.places(NOON + 2 * HOUR)] == ["1", "2"]


def test_a_visit_that_fails_half_way_was_never_made(memory: Memory) -> None:
    """All of it is one transaction."""
    broken = Decision(Verb.NEW, "r", item="harbour/x", shown=shown(), place=None)  # type: ignore[arg-type]
    place = Visited("harbour", "harbour", SOURCE.url, begin(NOON))

    with pytest.raises(OutputError, match="cannot be written"):
        memory.keep(place, [Decision(Verb.NEW, "r", item="harbour/y", shown=shown()), broken])

    assert memory.count() == (0, 0)
    assert memory.places() == []


def test_a_file_that_is_no_memory_is_refused_in_one_line(tmp_path: Path) -> None:
    """And left as it is."""
    path = tmp_path / "memory.sqlite"
    path.write_bytes(b"not a database, and longer than its header is " * 9)

    with pytest.raises(InputError, match="is no memory of a watch"):
        open_memory(path)


def test_a_memory_of_a_later_mediawire_is_refused(tmp_path: Path) -> None:
    """It may hold what we would break."""
    path = tmp_path / "memory.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()

    with pytest.raises(InputError, match="later"):
        open_memory(path)


def test_acknowledged_means_on_the_disk(memory: Memory) -> None:
    """Rollback journal, and flushed at every commit."""
    assert memory.ask("PRAGMA journal_mode") == [("delete",)]
    assert memory.ask("PRAGMA synchronous") == [(2,)]


WORDS = st.text(st.characters(), max_size=20)


@given(WORDS, WORDS, st.sampled_from(PubStatus), st.sampled_from([None, *Change]), st.booleans())
def test_an_appearance_is_read_as_it_was_written(
    text: str, headline: str, status: PubStatus, change: Change | None, whole: bool
) -> None:
    """Lone surrogates and NUL too."""
    one = replace(shown(text, headline), status=status, change=change, is_whole=whole, modified=NOON)

    assert read_shown(write_shown(one)) == one


@given(st.integers(0, 9), st.floats(0, 1e6), st.booleans(), st.sampled_from([None, NOON]), WORDS)
def test_a_rhythm_is_read_as_it_was_written(soft: int, minutes: float, lying: bool, last: object, trouble: str) -> None:
    """To the microsecond."""
    one = Rhythm(
        NOON + timedelta(microseconds=1), Validators(b"a", None), minutes, soft=soft, is_lying=lying, last_news=last,
        trouble=trouble,
    )  # fmt: skip

    assert read_rhythm(write_rhythm(one), b"a", None) == one


@given(st.sampled_from(NoticeKind), WORDS, st.sampled_from(Certainty))
def test_a_notice_is_read_as_it_was_written(kind: NoticeKind, guid: str, certainty: Certainty) -> None:
    """But for the report that it came in."""
    one = Notice(kind, (Target(guid=guid), Target(slugline="x")), certainty, NOON, None, "text", "rule")

    assert read_notice(write_notice(one)) == one


@pytest.mark.slow
def test_a_kill_at_any_instant_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """Nor does it leave a half: each item has its version, and what was acknowledged is there."""
    path, root = tmp_path / "memory.sqlite", Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    acknowledged = 0
    for number in range(int(os.environ.get("MEDIAWIRE_KILLS", ROUNDS))):
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.wire.killed", str(path), str(acknowledged)],
            stdout=subprocess.PIPE, env=environment, cwd=root,
        )  # fmt: skip
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(number % 10 / 100)
        child.send_signal(signal.SIGKILL)
        said = [int(line) for line in (first + child.stdout.read()).splitlines() if line.strip()]
        child.wait()
        child.stdout.close()
        acknowledged = max([acknowledged, *said])
        with open_memory(path) as memory:
            assert memory.ask("PRAGMA integrity_check") == [("ok",)]
            items, versions = memory.count()
            assert items == versions >= acknowledged
            assert len(memory.unfiled(NOON)) == items
            assert memory.window("harbour") == (f"harbour/{items}",)
            assert memory.recall_item(f"harbour/{items}").shown[Place.LISTED].text == f"{FERRY} {items}"
            acknowledged = items
    assert acknowledged > 0


def test_a_memory_on_a_full_disk_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not called no memory: the place is at fault."""
    monkeypatch.setattr("mediawire.wire.memory.TABLES", f"PRAGMA max_page_count = 2; {TABLES}")

    with pytest.raises(InputError, match="cannot be written"), open_memory(tmp_path / "memory.sqlite"):
        pass
