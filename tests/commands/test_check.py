"""``mediawire check``: what is damaged is named, and made anew from the texts."""

from __future__ import annotations

from pathlib import Path

from mediawire.commands.shell import DONE, FAILED
from tests.commands.conftest import FERRY, Run


def test_a_whole_corpus_is_told_to_be_whole(mediawire: Run, wire: str) -> None:
    """In one line."""
    assert mediawire("check", "--corpus", wire) == (DONE, "", "mediawire: wire: whole\n")


def test_a_damaged_index_is_named_and_made_anew(mediawire: Run, wire: str) -> None:
    """The texts are what counts, and none is lost."""
    index = next(Path(wire, "index").iterdir())
    index.write_bytes(b"nothing that was there")

    named = mediawire("check", "--corpus", wire)
    rebuilt = mediawire("check", "--corpus", wire, "--rebuild")
    after = mediawire("check", "--corpus", wire)

    assert named.status == FAILED
    assert named.err.startswith(f"mediawire: {index} has 22 bytes of ")
    assert named.err.endswith("mediawire: wire: 1 file damaged; --rebuild makes them anew\n")
    assert rebuilt.status == DONE
    assert rebuilt.err.endswith("mediawire: wire: rebuilt; it holds 2 reports\n")
    assert after.err == "mediawire: wire: whole\n"
    assert mediawire("show", "f1", "--corpus", wire, "--text").out == FERRY


def test_texts_that_are_lost_are_counted(mediawire: Run, wire: str) -> None:
    """A rebuilt corpus works, and the status says that something is missing."""
    next(Path(wire, "texts").iterdir()).write_bytes(b"PAR1")

    said = mediawire("check", "--corpus", wire, "--rebuild")

    assert said.status == FAILED
    assert said.err.endswith("it holds 0 reports; 2 texts could not be read and are lost\n")


def test_a_folder_that_is_not_there_is_told(mediawire: Run) -> None:
    """In one line."""
    assert mediawire("check", "--corpus", "wrie") == (FAILED, "", "mediawire: wrie: is no corpus\n")


def test_a_folder_of_something_else_is_no_corpus(mediawire: Run, reports: str) -> None:
    """It is not told to be damaged: somebody would rebuild it."""
    assert mediawire("check", "--corpus", ".") == (FAILED, "", "mediawire: .: is no corpus\n")


def test_it_is_told_that_what_was_removed_may_be_back(mediawire: Run, wire: str) -> None:
    """A killed report that comes back unseen would be worse than none."""
    mediawire("remove", "f1", "--corpus", wire)
    next(Path(wire, "removed").iterdir()).unlink()

    said = mediawire("check", "--corpus", wire, "--rebuild")

    assert said.status == FAILED
    assert "mediawire: what was removed lately may be there again; remove it once more\n" in said.err
