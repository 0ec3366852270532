"""A disk that refuses: one clear line, nothing half written that counts, and the next try goes through."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from mediawire.corpus import merger
from mediawire.corpus.corpus import Corpus, open_corpus
from mediawire.corpus.durable import hold
from mediawire.corpus.manifest import LOCK
from mediawire.errors import CorpusBusy, MediawireError, OutputError
from tests.corpus.made_texts import find, write_row, write_text

FULL = OSError(28, "No space left on device")
ACTS: dict[str, Callable[[Corpus], object]] = {
    "add": lambda corpus: corpus.add([write_row(3), write_row(1, text=write_text(11))]),
    "remove": lambda corpus: corpus.remove("report-1"),
    "merge": lambda corpus: corpus.merge(everything=True),
}


class Disk:
    """A disk that refuses one step: the n-th file or folder brought to it, or put in place."""

    def __init__(self, patch: pytest.MonkeyPatch, refused: int) -> None:
        self.steps, self.refused = 0, refused
        really_replace = Path.replace
        patch.setattr(os, "fsync", lambda number: self.step())
        patch.setattr(Path, "replace", lambda path, target: self.step() or really_replace(path, target))

    def step(self) -> None:
        """Take a step, or refuse it."""
        self.steps += 1
        if self.steps == self.refused:
            raise FULL


@pytest.mark.parametrize("act", ACTS)
def test_a_full_disk_gives_one_line_whatever_the_step(
    corpus: Corpus, folder: Path, tmp_path: Path, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each step: an error of one line, and a corpus as it was, or as it was to be; the next try goes through."""
    corpus.add([write_row(1)])
    corpus.add([write_row(2)])
    after = what_it_leads_to(act, folder, tmp_path / "copy")
    states, refused = [state_of(folder)], 0
    while True:
        refused += 1
        with monkeypatch.context() as patch:
            disk = Disk(patch, refused)
            try:
                ACTS[act](corpus)
            except OutputError as error:
                assert "\n" not in str(error)
                assert "cannot be written: No space left on device" in str(error)
            else:
                break
        assert disk.steps == refused
        states.append(state_of(folder))
        assert states[-1] in (states[0], after)
        assert corpus.check() == ()

    assert refused > 4
    assert state_of(folder) == after
    assert find(corpus, write_text(2)) == {"report-2"}


def what_it_leads_to(act: str, folder: Path, copy: Path) -> tuple[list[str], int]:
    """Return the state of a copy of the corpus after the act."""
    shutil.copytree(folder, copy)
    ACTS[act](open_corpus(copy))
    return state_of(copy)


def state_of(folder: Path) -> tuple[list[str], int]:
    """Return what a reader that opens the corpus now finds."""
    corpus = open_corpus(folder, create=False)
    return [report.text for id in ("report-1", "report-2", "report-3") for report in corpus.versions(id)], len(corpus)


def test_what_could_not_be_written_leaves_nothing(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full needs its room: what was begun is removed."""
    corpus.add([write_row(1)])
    before = sorted(folder.rglob("*"))

    for refused in range(1, 6):
        with monkeypatch.context() as patch, pytest.raises(OutputError):
            Disk(patch, refused)
            corpus.add([write_row(2)])

        assert sorted(folder.rglob("*")) == before


READ_ONLY = """
    import os, sys
    sys.path[:0] = {path!r}
    from mediawire.corpus.corpus import open_corpus
    from mediawire.errors import OutputError
    open_corpus({folder!r}).get("report-1")  # so that all is loaded before the other user comes
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
    corpus = open_corpus({folder!r})
    print(corpus.get("report-1").text)
    add = lambda: corpus.add([{{"id": "b", "text": "more of it"}}])
    for act in (add, lambda: corpus.remove("report-1"), corpus.merge):
        try:
            act()
        except OutputError as error:
            print(error)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="needs another user than the one who owns the folder")
def test_a_read_only_corpus_is_read_and_not_written() -> None:
    """Who may not write there can ask all the same, and is told in one line what cannot be done."""
    with tempfile.TemporaryDirectory() as top:
        Path(top).chmod(0o755)
        folder = Path(top) / "corpus"
        open_corpus(folder).add([write_row(1)])
        script = textwrap.dedent(READ_ONLY.format(path=[entry for entry in sys.path if entry], folder=str(folder)))

        ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    lines = ran.stdout.splitlines()
    assert ran.stderr == ""
    assert lines[0] == write_text(1)
    assert len(lines) == 4
    assert all("lock: cannot be written: " in line for line in lines[1:])


def test_no_corpus_is_made_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("a file")

    with pytest.raises(OutputError, match="cannot be written: Not a directory"):
        open_corpus(tmp_path / "file" / "corpus")


def test_who_writes_is_waited_for(corpus: Corpus, folder: Path) -> None:
    """Two writers take turns."""
    with hold(folder / LOCK, 0):
        thread = threading.Thread(target=corpus.add, args=([write_row(1)],))
        thread.start()
        assert len(corpus) == 0
    thread.join()

    assert len(corpus) == 1


def test_who_waits_too_long_is_told(corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The corpus is busy, which is one line and no hang."""
    monkeypatch.setattr("mediawire.corpus.corpus.WAIT_SECONDS", 0.01)

    with hold(folder / LOCK, 0), pytest.raises(CorpusBusy, match="another process is writing to it"):
        corpus.add([write_row(1)])


def test_where_another_merges_that_is_enough(corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread that would merge leaves it to who does it already."""
    monkeypatch.setattr(merger, "WAIT_SECONDS", 0.01)

    with hold(folder / "merging.lock", 0):
        for seed in range(9):
            corpus.add([write_row(seed)])
        corpus.merger.wait()

    assert len(corpus.snapshot().indexes) == 9
    assert corpus.merger.trouble is None


def test_errors_tell_their_facts_after_a_pickle() -> None:
    """They come from other processes, too."""
    error = pickle.loads(pickle.dumps(CorpusBusy("corpus", "another process is writing to it")))

    assert isinstance(error, MediawireError)
    assert (error.what, error.why) == ("corpus", "another process is writing to it")
