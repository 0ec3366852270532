"""What a shell's redirections do to the command: one line each, and no text lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mediawire.__main__ import DONE, FAILED, USAGE
from tests.test_main import surround, write_start

pytestmark = pytest.mark.skipif(os.name == "nt", reason="redirections of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a pair of files and a list that names them, and return their folder."""
    for name, text in (
        ("original.txt", "The bridge opens.\n"),
        ("copy.txt", "The bridge opens.\n"),
        ("list.tsv", "original.txt\tcopy.txt\n"),
    ):
        (tmp_path / name).write_text(text)
    return tmp_path


def test_the_page_does_not_replace_the_file_that_is_printed_to(folder: Path) -> None:
    """The report would go into a file that nobody sees any more."""
    status, complaint = redirect(["compare", "original.txt", "copy.txt", "--html", "page.html"], folder, ">page.html")

    assert status == USAGE
    assert complaint.startswith("mediawire: --html page.html would overwrite ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["original.txt", "copy.txt"],
        ["original.txt", "copy.txt", "--json"],
        ["original.txt", "copy.txt", "--html", "-"],
        ["--pairs", "list.tsv"],
    ],
)
def test_standard_output_that_cannot_be_written_is_one_line(folder: Path, arguments: list[str]) -> None:
    """Closed, or not open for writing."""
    closed = redirect(["compare", *arguments], folder, ">&-")
    barred = redirect(["compare", *arguments], folder, "1<copy.txt")

    assert closed == (FAILED, "mediawire: standard output: it is closed\n")
    assert barred == (FAILED, "mediawire: standard output: cannot be written: Bad file descriptor\n")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["compare", "--help"]])
def test_help_that_cannot_be_written_is_one_line(folder: Path, arguments: list[str]) -> None:
    """It is printed as all else is."""
    barred = redirect(arguments, folder, "1<copy.txt")

    assert barred == (FAILED, "mediawire: standard output: cannot be written: Bad file descriptor\n")


def test_standard_input_that_cannot_be_read_is_one_line(folder: Path) -> None:
    """Closed, or not open for reading; for a list of pairs as for a text."""
    for arguments in (["compare", "-", "copy.txt"], ["compare", "--pairs", "-"]):
        closed = redirect(arguments, folder, "<&-")
        barred = redirect(arguments, folder, "0>written.txt")

        assert closed == (FAILED, "mediawire: standard input: it is closed\n")
        assert barred[0] == FAILED
        assert barred[1].startswith("mediawire: standard input: cannot be read")
        assert barred[1].count("\n") == 1


def test_a_closed_standard_error_takes_no_line_to_standard_output(folder: Path) -> None:
    """A program that reads the JSON lines finds nothing else among them."""
    status, _ = redirect(["compare", "--pairs", "list.tsv"], folder, ">out.jsonl 2>&-")

    assert status == DONE
    assert [json.loads(line)["id"] for line in (folder / "out.jsonl").read_text().splitlines()] == ["1"]


def redirect(arguments: list[str], folder: Path, redirection: str) -> tuple[int, str]:
    """Run the command with the door of this file under a redirection of the shell; return its status and complaint."""
    ended = subprocess.run(
        ["sh", "-c", f'exec "$0" "$@" {redirection}', sys.executable, "-c", write_start(arguments)],
        cwd=folder,
        env=surround(),
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stderr
