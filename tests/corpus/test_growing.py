"""Families of a corpus that grows: they are those that a whole run finds, and cost only what has come."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mediawire.corpus import growing
from mediawire.corpus.corpus import Corpus, open_corpus
from mediawire.corpus.durable import hold
from mediawire.corpus.families import Families
from mediawire.corpus.kept import CURRENT, FOLDER, LOCK, Shelf
from mediawire.reuse.constants import CANDIDATES

FOOTER = "Sign up to the harbour letter and read all that our desk has found out about the town this week."


def write_sentence(chance: random.Random) -> str:
    """Write a sentence of words that occur nowhere else."""
    return " ".join(f"w{chance.randrange(10**9)}" for _ in range(12)).capitalize() + "."


class Press:
    """Makes reports: first ones, copies, excerpts, new versions; one outlet prints the same footer on every page."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.stories: list[list[str]] = []
        self.count = 0

    def publish(self, paragraphs: list[str]) -> dict[str, Any]:
        """Publish paragraphs somewhere."""
        self.count += 1
        outlet = self.chance.randrange(6)
        text = "\n\n".join([f"Headline {self.count}", *paragraphs, FOOTER if outlet == 5 else ""])
        return {"id": f"r{self.count:04}", "outlet": f"Outlet {outlet}", "text": text}

    def draw(self) -> dict[str, Any]:
        """Make one report, of its own or after another."""
        kind = self.chance.random()
        if kind < 0.6 or not self.stories:
            self.stories.append([write_sentence(self.chance) for _ in range(8)])
            return self.publish(self.stories[-1])
        story = self.chance.choice(self.stories)
        if kind < 0.85:
            return self.publish([*story[: self.chance.randint(3, 8)], write_sentence(self.chance)])
        return self.publish([write_sentence(self.chance), *story[2:5], write_sentence(self.chance)])

    def draw_many(self, count: int) -> list[dict[str, Any]]:
        """Make so many reports."""
        return [self.draw() for _ in range(count)]


@pytest.fixture
def whole_runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the whole runs: an entry each."""
    runs: list[int] = []
    really = growing.find_anew
    monkeypatch.setattr(growing, "find_anew", lambda *given: (runs.append(1), really(*given))[1])
    return runs


@pytest.fixture
def grown(corpus: Corpus) -> Iterator[tuple[Corpus, Press]]:
    """Return a corpus of 150 reports whose families are known."""
    press = Press(7)
    corpus.add(press.draw_many(150))
    corpus.families()
    yield corpus, press


def anew(corpus: Corpus) -> Families:
    """Find the families of a copy of a corpus that has none yet."""
    copy = corpus.folder.with_name("copy")
    shutil.copytree(corpus.folder, copy)
    shutil.rmtree(copy / FOLDER, ignore_errors=True)
    try:
        with open_corpus(copy) as other:
            return other.families()
    finally:
        shutil.rmtree(copy)


@pytest.mark.parametrize("seed", range(6))
def test_a_corpus_that_grows_has_the_families_of_one_that_did_not(
    corpus: Corpus, seed: int, whole_runs: list[int]
) -> None:
    """After any adding, removing, changing and merging: the same table, bit for bit."""
    press = Press(seed)
    corpus.add(press.draw_many(190))
    corpus.families()
    for _ in range(5):
        rows = press.draw_many(press.chance.randint(1, 8))
        if press.chance.random() < 0.5:
            rows.append({**press.draw(), "id": f"r{press.chance.randrange(100):04}"})
        corpus.add(rows)
        if press.chance.random() < 0.5:
            corpus.remove([f"r{press.chance.randrange(150):04}" for _ in range(2)])
        if press.chance.random() < 0.3:
            corpus.merge(everything=True)

        found = corpus.families()

        assert found.table.equals(anew(corpus).table)
    assert len(whole_runs) <= 8  # the first one, those of the copies, and where chance touched many


def test_what_has_not_changed_is_not_looked_for(grown: tuple[Corpus, Press], monkeypatch: pytest.MonkeyPatch) -> None:
    """The second question is answered from the disk, in another process too."""
    corpus, _ = grown
    expected = corpus.families().table
    monkeypatch.setattr(growing, "grow", None)
    monkeypatch.setattr(growing, "find_anew", None)

    with open_corpus(corpus.folder) as other:
        found = other.families()

    assert len(found) > 10
    assert found.table.equals(expected)


def test_many_new_reports_are_a_whole_run(grown: tuple[Corpus, Press], whole_runs: list[int]) -> None:
    """Where a fifth is new; and where it is asked for."""
    corpus, press = grown
    corpus.add(press.draw_many(60))

    corpus.families()
    corpus.families()
    corpus.families(anew=True)

    assert len(whole_runs) == 2


def test_a_phrase_that_becomes_common_pairs_as_in_a_whole_run(corpus: Corpus, whole_runs: list[int]) -> None:
    """With one report more it pairs others than before; the families are still those of a whole run."""
    press = Press(3)
    phrase = write_sentence(press.chance) + " " + write_sentence(press.chance)
    rows = [press.publish([phrase, *(write_sentence(press.chance) for _ in range(3))]) for _ in range(120)]
    for at, row in enumerate(rows):
        row["outlet"] = f"Paper {at}"
    corpus.add([*rows[: CANDIDATES.all_pairs], *press.draw_many(500)])
    corpus.families()
    corpus.add(rows[CANDIDATES.all_pairs :][:1])

    found = corpus.families()

    assert len(whole_runs) == 1
    assert found.table.equals(anew(corpus).table)


def test_page_noise_that_was_learned_still_holds(grown: tuple[Corpus, Press], whole_runs: list[int]) -> None:
    """A new page that shares nothing but its outlet's footer belongs to nobody, though it is looked at all alone."""
    corpus, press = grown
    pages = [press.publish([write_sentence(press.chance)]) for _ in range(2)]
    for page in pages:
        page |= {"outlet": "Outlet 5", "text": page["text"] + "\n\n" + FOOTER}
    corpus.add(pages)

    found = corpus.families()

    assert [found.get(page["id"]) for page in pages] == [(), ()]
    assert not whole_runs


def test_page_noise_that_shows_only_now_parts_what_it_held_together(corpus: Corpus, whole_runs: list[int]) -> None:
    """What seven pages of an outlet share is a passage, what eight of them share is furniture, also in true copies."""
    press = Press(4)
    box = " ".join(write_sentence(press.chance) for _ in range(3))
    pages = [press.publish([write_sentence(press.chance) for _ in range(9)]) for _ in range(8)]
    pages[1]["text"] = pages[0]["text"] + "\n\n" + write_sentence(press.chance)
    for page in pages:
        page |= {"outlet": "Harbour Post", "text": page["text"] + "\n\n" + box}
    corpus.add([*pages[:7], *press.draw_many(150)])
    before = corpus.families().get(pages[0]["id"])
    corpus.add(pages[7:])

    found = corpus.families()

    assert max(len(family) for family in before) > 2
    assert [len(family) for family in found.get(pages[0]["id"])] == [2]
    assert len(whole_runs) == 1
    assert found.table.equals(anew(corpus).table)


def test_a_family_is_found_by_any_of_its_reports(corpus: Corpus) -> None:
    """By the id of a member, also where only a later version is one; an unknown id has none."""
    press = Press(1)
    story, other = ([write_sentence(press.chance) for _ in range(8)] for _ in range(2))
    corpus.add([press.publish(story), press.publish(story), press.publish(other)])
    corpus.add([{**press.publish(story), "id": "r0003"}])

    found = corpus.families()

    assert [family.id for family in found] == ["r0001"]
    assert [len(family) for family in found.get("r0002")] == [3]
    assert found.get("r0003") == found.get("r0002")
    assert found.get("r000") == ()


def test_the_families_of_nothing_are_none(corpus: Corpus) -> None:
    """An empty corpus is no fault, and it may grow."""
    before = len(corpus.families())
    corpus.add(Press(1).draw_many(30))

    assert before == 0
    assert len(corpus.families()) > 0


def test_reports_of_another_corpus_are_told_from_those_that_were_there(folder: Path, tmp_path: Path) -> None:
    """What was kept for numbers that mean other reports now is not taken for theirs."""
    with open_corpus(folder) as corpus:
        corpus.add(Press(1).draw_many(40))
        corpus.families()
    with open_corpus(tmp_path / "other") as other:
        other.add(Press(2).draw_many(40))
        expected = other.families().table
        shutil.rmtree(other.folder / FOLDER)
        shutil.copytree(folder / FOLDER, other.folder / FOLDER)

        assert other.families().table.equals(expected)


@pytest.mark.parametrize("damage", ["cut", "gone", "note", "rules"])
def test_what_was_kept_and_is_damaged_is_found_again(grown: tuple[Corpus, Press], damage: str) -> None:
    """It can be made anew, so that nobody needs to hear of it."""
    corpus, _ = grown
    expected = corpus.families().table
    note = corpus.folder / FOLDER / CURRENT
    files = sorted((corpus.folder / FOLDER).glob("*/*.arrow"))
    if damage == "cut":
        os.truncate(files[0], files[0].stat().st_size - 9)
    elif damage == "gone":
        files[1].unlink()
    else:
        note.write_text("{" if damage == "note" else note.read_text().replace('"rules": "', '"rules": "x'))

    assert corpus.families().table.equals(expected)
    assert Shelf(corpus.folder).load() is not None


def test_without_room_to_write_nothing_is_kept_and_all_is_found(
    grown: tuple[Corpus, Press], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that may only be read, or a full disk, costs the keeping and not the families."""
    corpus, press = grown
    corpus.add(press.draw_many(3))
    expected = anew(corpus).table
    before = (corpus.folder / FOLDER / CURRENT).read_bytes()

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", refuse)
        read_only = corpus.families()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        full = corpus.families()

    assert read_only.table.equals(expected)
    assert full.table.equals(expected)
    assert (corpus.folder / FOLDER / CURRENT).read_bytes() == before


def test_two_jobs_at_once_find_the_same(grown: tuple[Corpus, Press]) -> None:
    """One of them keeps what it finds; the other does not wait for it."""
    corpus, press = grown
    corpus.add(press.draw_many(3))

    with hold(corpus.folder / FOLDER / LOCK, 0):
        found = corpus.families()

    assert found.table.equals(corpus.families().table)


def test_nothing_is_left_lying_about(grown: tuple[Corpus, Press]) -> None:
    """What was kept before goes when the next is in its place; so does what a killed job has left."""
    corpus, press = grown
    (corpus.folder / FOLDER / "00000009.7").mkdir()
    (corpus.folder / FOLDER / "work").mkdir()
    corpus.add(press.draw_many(3))

    corpus.families()

    names = sorted(path.name for path in (corpus.folder / FOLDER).iterdir())
    assert [name for name in names if not name.endswith(".0")] == [CURRENT, LOCK]
    assert len(names) == 3
