"""Merging: whatever is added, removed and merged, in any order, the same is found, and no file too many is left."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from mediawire.corpus import merging
from mediawire.corpus.corpus import Corpus, open_corpus
from mediawire.corpus.manifest import StoredFile
from mediawire.corpus.merger import Merger
from mediawire.corpus.merging import Merging, Stopped, group_parts
from mediawire.corpus.tiers import Work
from mediawire.errors import OutputError
from tests.corpus.made_texts import find, write_row, write_text

ids = st.sampled_from("abcdef")
seeds = st.integers(0, 5)


class AnyOrder(RuleBasedStateMachine):
    """Does to a corpus, and to a dictionary, what anybody may do."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.corpus = open_corpus(self.folder)
        self.texts: dict[str, list[int]] = {}

    @rule(rows=st.lists(st.tuples(ids, seeds), max_size=4))
    def add(self, rows: list[tuple[str, int]]) -> None:
        """Add some reports."""
        added = self.corpus.add(
            [{"id": id, "text": write_text(seed), "headline": f"About {seed}"} for id, seed in rows]
        )
        new = 0
        for id, seed in rows:
            versions = self.texts.setdefault(id, [])
            if seed not in versions:
                versions.append(seed)
                new += 1
        assert (added.added + added.changed, added.unchanged) == (new, len(rows) - new)

    @rule(wanted=st.sets(ids, max_size=3))
    def remove(self, wanted: set[str]) -> None:
        """Remove some reports."""
        assert self.corpus.remove(wanted) == len(wanted & self.texts.keys())
        for id in wanted:
            self.texts.pop(id, None)

    @rule(everything=st.booleans())
    def merge(self, everything: bool) -> None:
        """Merge; afterwards nothing that was removed is on the disk."""
        self.corpus.merge(everything)
        if everything:
            rows = [row for path in self.corpus.files().texts for row in pq.read_table(path).to_pylist()]
            assert {row["id"] for row in rows} == self.texts.keys()
            assert len(self.corpus.snapshot().indexes) <= 1

    @rule()
    def open_again(self) -> None:
        """Close the corpus, and open it."""
        self.corpus.close()
        self.corpus = open_corpus(self.folder, create=False)

    @rule()
    def rebuild(self) -> None:
        """Make the indexes anew."""
        assert self.corpus.rebuild().lost == 0

    @invariant()
    def the_same_is_there(self) -> None:
        """Have every version of every report, and nothing else."""
        there = {id: [report.text for report in self.corpus.versions(id)] for id in "abcdef" if id in self.corpus}
        assert there == {id: [write_text(seed) for seed in seeds] for id, seeds in self.texts.items()}
        assert len(self.corpus) == len(self.texts)

    @invariant()
    def the_same_is_found(self) -> None:
        """Find a text in the reports that have it, in any version."""
        for seed in range(6):
            assert find(self.corpus, write_text(seed)) == {id for id, seeds in self.texts.items() if seed in seeds}

    def teardown(self) -> None:
        """Name no damaged file, and leave nothing behind."""
        damaged = self.corpus.check()
        self.corpus.close()
        shutil.rmtree(self.folder)
        assert damaged == ()


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=15, stateful_step_count=12)


def test_many_small_adds_become_few_files(corpus: Corpus) -> None:
    """One report at a time leaves fewer than eight indexes of a size."""
    for seed in range(20):
        corpus.add([write_row(seed)])
        corpus.merger.wait()

    snapshot = corpus.snapshot()

    assert len(snapshot.indexes) < 10
    assert len(snapshot.manifest.parts) < 10
    assert [corpus.text(number) for number in range(20)] == [write_text(seed) for seed in range(20)]


def test_files_that_were_merged_are_removed(corpus: Corpus, folder: Path) -> None:
    """What no manifest names does not stay on the disk."""
    for seed in range(4):
        corpus.add([write_row(seed)])
    corpus.remove("report-2")

    corpus.merge(everything=True)

    files = {path.relative_to(folder).as_posix() for path in folder.glob("*/*")}
    assert files == {file.file for file in corpus.snapshot().manifest.files}
    assert len(files) == 3


def test_merging_gives_what_building_at_once_does(corpus: Corpus, tmp_path: Path) -> None:
    """The postings of a merged index are those of one made of all reports, to the bit."""
    rows = [write_row(seed, outlet=f"Outlet {seed % 3}") for seed in range(12)]
    for row in rows:
        corpus.add([row])
    corpus.merge(everything=True)
    whole = open_corpus(tmp_path / "whole")
    whole.add(rows)

    merged, built = corpus.snapshot().indexes[0], whole.snapshot().indexes[0]

    assert np.array_equal(merged.postings.postings, built.postings.postings)
    assert np.array_equal(merged.postings.directory, built.postings.directory)
    assert np.array_equal(merged.keys, built.keys)
    assert merged.outlet_names == built.outlet_names


def test_large_files_of_texts_stay_as_they_are(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their index is merged, and knows where each text stands, also behind some that were removed."""
    monkeypatch.setattr(merging, "SMALL_BYTES", 0)
    for start in range(0, 12, 3):
        corpus.add([write_row(seed, headline=f"About {seed}") for seed in range(start, start + 3)])
    corpus.remove(["report-4", "report-9"])
    corpus.merge(everything=True)
    texts = corpus.files().texts
    corpus.add([write_row(12, headline="About 12")])

    corpus.merge(everything=True)

    assert corpus.files().texts[:4] == texts
    assert len(corpus.snapshot().indexes) == 1
    there = [seed for seed in range(13) if seed not in (4, 9)]
    assert [corpus.text(number) for number in there] == [write_text(seed) for seed in there]
    assert [corpus.facts(number).headline for number in there] == [f"About {seed}" for seed in there]


def test_what_was_added_while_merging_stays(corpus: Corpus) -> None:
    """A merge replaces the files it began with; what came and went meanwhile is as it is."""
    for seed in range(3):
        corpus.add([write_row(seed)])
    three = Merging(corpus.snapshot(), Work(0, 3))
    merged = three.make()
    corpus.add([write_row(3)])
    corpus.remove("report-1")

    corpus.merger.do(_Made(three, merged))

    assert [find(corpus, write_text(seed)) for seed in range(4)] == [{"report-0"}, set(), {"report-2"}, {"report-3"}]
    assert len(corpus.snapshot().indexes) == 2


def test_a_merge_of_files_that_are_gone_is_dropped(corpus: Corpus, folder: Path) -> None:
    """Where somebody rebuilt the corpus meanwhile, the new files are not put in."""
    for seed in range(3):
        corpus.add([write_row(seed)])
    three = Merging(corpus.snapshot(), Work(0, 3))
    merged = three.make()
    corpus.rebuild()
    before = corpus.snapshot().manifest

    corpus.merger.do(_Made(three, merged))

    assert corpus.snapshot().manifest == before
    assert not any(path.exists() for path in three.made)


class _Made:
    """A merge whose files are made already."""

    def __init__(self, merging: Merging, merged: object) -> None:
        self.merged, self.drop = merged, merging.drop

    def make(self) -> object:
        return self.merged


def test_a_merge_that_is_stopped_changes_nothing(corpus: Corpus, folder: Path) -> None:
    """Its files are removed; what was there is there."""
    for seed in range(3):
        corpus.add([write_row(seed)])
    before = sorted(folder.glob("*/*"))

    with pytest.raises(Stopped):
        Merging(corpus.snapshot(), Work(0, 3), lambda: True).make()

    assert sorted(folder.glob("*/*")) == before


def test_what_fails_while_merging_aside_is_told_later(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread cannot tell anybody; the next act does, once."""
    for seed in range(7):
        corpus.add([write_row(seed)])

    def fail(*_: object) -> None:
        raise OutputError("index", "cannot be written: No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Merger, "do", fail)
        corpus.add([write_row(7)])
        corpus.merger.wait()

    with pytest.raises(OutputError, match="No space left"):
        corpus.add([write_row(8)])
    assert corpus.add([write_row(9)]).added == 1


def test_small_files_of_texts_are_put_together() -> None:
    """Neighbours, until they have the size of a large one; large ones stay as they are."""
    megabyte = 1 << 20
    parts = [StoredFile("", 0, "", weight=weight * megabyte) for weight in (1, 1, 60, 20, 20, 10, 1)]

    groups = [[part.weight // megabyte for part in group] for group in group_parts(parts)]

    assert groups == [[1, 1], [60], [20, 20], [10, 1]]
