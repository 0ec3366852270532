"""``mediawire add`` and ``mediawire remove``: what goes into a corpus and out of it, and what a person is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mediawire.commands.shell import DONE, FAILED, STOPPED, USAGE
from tests.commands.conftest import BAKERS, FERRY, ROWS, Run, write_rows

posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def test_reports_are_added_and_counted(mediawire: Run, reports: str) -> None:
    """One line says what came of it; nothing is left beside the corpus."""
    said = mediawire("add", reports, "--corpus", "wire")

    assert said == (DONE, "", "mediawire: 2 reports added to wire; it holds 2\n")
    assert sorted(path.name for path in Path().iterdir()) == ["reports.jsonl", "wire"]


def test_adding_again_is_no_change(mediawire: Run, wire: str, reports: str) -> None:
    """An interrupted import is simply run again."""
    said = mediawire("add", reports, "--corpus", wire)

    assert said == (DONE, "", "mediawire: 0 reports added to wire, 2 already there; it holds 2\n")


def test_another_text_is_a_new_version(mediawire: Run, wire: str) -> None:
    """The first one stays."""
    write_rows(Path("later.jsonl"), [ROWS[0] | {"text": FERRY + " One passenger missed a wedding."}])

    said = mediawire("add", "later.jsonl", "--corpus", wire)
    first = mediawire("show", "f1", "--corpus", wire, "--version", "1", "--text")

    assert said.err == "mediawire: 0 reports added to wire, 1 new version; it holds 2\n"
    assert first.out == FERRY


def test_what_is_broken_is_counted_named_and_kept(mediawire: Run, reports: str) -> None:
    """The rest goes in, and the status says that something did not."""
    Path("bad.jsonl").write_text('{"id": 3}\n{"id": 4, "text": "cut\n{"id": 5, "text": "Rain."}\n')

    said = mediawire("add", "bad.jsonl", reports, "none.txt", "--corpus", "wire")

    kept = [json.loads(line)["reason"] for line in Path("wire-refused-1.jsonl").read_text().splitlines()]
    assert said.status == FAILED
    assert said.err.splitlines() == [
        "mediawire: 3 reports added to wire; it holds 3",
        "mediawire: 3 refused: 1 broken line, 1 file cannot be read, 1 no text; "
        f"kept in {Path('wire-refused-1.jsonl').absolute()}",
        "mediawire: refused: bad.jsonl, line 1: no text",
        "mediawire: refused: bad.jsonl, line 2: broken line (Unterminated string starting at)",
        "mediawire: refused: none.txt: no such file",
    ]
    assert kept == ["no text", "broken line", "file cannot be read"]


def test_what_an_earlier_run_kept_stays(mediawire: Run, wire: str) -> None:
    """Each run has a file of its own; without refusals there is none."""
    Path("bad.jsonl").write_text("{}\n")

    mediawire("add", "bad.jsonl", "--corpus", wire)
    mediawire("add", "bad.jsonl", "--corpus", wire)
    mediawire("add", "bad.jsonl", "--corpus", wire, "--refused", "mine.jsonl")

    assert sorted(path.name for path in Path().glob("*-refused-*")) == ["wire-refused-1.jsonl", "wire-refused-2.jsonl"]
    assert Path("mine.jsonl").read_text().count("\n") == 1


def test_what_is_taken_with_a_doubt_is_told(mediawire: Run) -> None:
    """A night editor has to know that the times may be hours off."""
    write_rows(Path("a.jsonl"), [ROWS[0] | {"published": "2021-03-01T18:00"}])

    said = mediawire("add", "a.jsonl", "--corpus", "wire")

    assert said.status == DONE
    assert said.err.splitlines()[1:] == ["mediawire: taken, but note: 1 time without zone, taken as UTC"]


def test_columns_can_be_named(mediawire: Run) -> None:
    """Where they are called otherwise."""
    Path("a.csv").write_text("number,words,text\n7,The whole report.,A summary.\n")

    mediawire("add", "a.csv", "--corpus", "wire", "--field", "text=words", "--field", "id=number")

    assert mediawire("show", "7", "--corpus", "wire", "--text").out == "The whole report."


@pytest.mark.parametrize(
    "arguments",
    [
        ["reports.jsonl"],
        ["--corpus", "wire"],
        ["reports.jsonl", "--corpus", ""],
        ["reports.jsonl", "--corpus", "wire", "--field", "text"],
        ["reports.jsonl", "--corpus", "wire", "--field", "words=text"],
        ["reports.jsonl", "--corpus", "wire", "--refused", "reports.jsonl"],
    ],
)
def test_wrong_usage_is_told_and_changes_nothing(mediawire: Run, reports: str, arguments: list[str]) -> None:
    """The last line says what is wrong."""
    before = Path(reports).read_text()

    said = mediawire("add", *arguments)

    assert said.status == USAGE
    assert said.err.splitlines()[-1].startswith("mediawire add: error: ")
    assert Path(reports).read_text() == before
    assert not Path("wire").exists()


def test_a_corpus_that_cannot_be_made_is_one_line(mediawire: Run, reports: str) -> None:
    """Where a file stands in its place."""
    said = mediawire("add", reports, "--corpus", reports)

    assert said == (FAILED, "", "mediawire: reports.jsonl: cannot be written: File exists\n")


def test_reports_come_from_standard_input(wire: str) -> None:
    """As JSON lines, or as a single text."""
    for given in (json.dumps({"id": "s1", "text": "Rain."}), "A plain text."):
        ended = subprocess.run(
            [sys.executable, "-m", "mediawire", "add", "-", "--corpus", wire],
            input=given.encode(),
            capture_output=True,
            check=False,
        )
        assert ended.returncode == DONE

    assert b"1 report added to wire; it holds 4" in ended.stderr


@posix
def test_an_interrupted_import_says_what_stands_and_can_go_on(mediawire: Run, reports: str, tmp_path: Path) -> None:
    """Ctrl-C loses nothing that was acknowledged, and running it again brings the rest."""
    os.mkfifo(tmp_path / "pipe")
    adding = subprocess.Popen(
        [sys.executable, "-m", "mediawire", "add", reports, "pipe", "--corpus", "wire"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    with (tmp_path / "pipe").open("wb", buffering=0) as pipe:
        pipe.write(b'{"id": "x", "text": "Half')
        time.sleep(0.5)
        adding.send_signal(signal.SIGINT)
        err = adding.communicate(timeout=150)[1]  # what compiles is waited for

    said = mediawire("add", reports, "--corpus", "wire")

    assert adding.returncode == STOPPED
    assert err.startswith("mediawire: stopped; ")
    assert err.endswith("Run it again, and it goes on\n")
    assert said.err.endswith("it holds 2\n")


def test_reports_are_removed_and_missing_ones_named(mediawire: Run, wire: str) -> None:
    """What is removed is not found any more."""
    said = mediawire("remove", "f1", "nobody", "--corpus", wire)

    assert said.status == FAILED
    assert said.err == "mediawire: 1 report removed from wire; it holds 1\nmediawire: not there: nobody\n"
    assert mediawire("show", "f1", "--corpus", wire).err == "mediawire: f1: is not in wire\n"


def test_a_removal_from_nowhere_makes_no_corpus(mediawire: Run, tmp_path: Path) -> None:
    """A slip in the name of the folder is told."""
    said = mediawire("remove", "f1", "--corpus", "wrie")

    assert said == (FAILED, "", "mediawire: wrie: is no corpus\n")
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_shown_with_what_is_known(mediawire: Run, wire: str) -> None:
    """For a person, and as a line that can be added elsewhere."""
    shown = mediawire("show", "b1", "--corpus", wire)
    line = mediawire("show", "b1", "--corpus", wire, "--json")

    assert shown.out == (
        f"id: b1\noutlet: Valley News\npublished: 2021-03-02T07:30:00+00:00\nheadline: No bread\n\n{BAKERS}\n"
    )
    assert json.loads(line.out) == {
        "id": "b1",
        "outlet": "Valley News",
        "published": "2021-03-02T07:30:00+00:00",
        "headline": "No bread",
        "url": None,
        "text": BAKERS,
        "version": 1,
        "versions": 1,
    }


def test_a_version_that_is_not_there_is_told(mediawire: Run, wire: str) -> None:
    """With the number of those that are."""
    said = mediawire("show", "b1", "--corpus", wire, "--version", "2")

    assert said == (FAILED, "", "mediawire: b1: has no version 2 in wire, but 1\n")
