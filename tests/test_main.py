"""The command: what it prints, where, and with which status it ends."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from mediawire.__main__ import BROKEN, DONE, FAILED, USAGE, run

HEAVY = {"numba", "numpy", "rich", "typer", "concurrent.futures", "multiprocessing", "chardet", "html", "hashlib"}

posix = pytest.mark.skipif(os.name == "nt", reason="signals, pipes and redirections of POSIX")


def compare(original: str, copy: str) -> Mapping[str, Any]:
    """Find that the copy kept all, unless a text says otherwise."""
    if "fault" in copy:
        raise ZeroDivisionError("a fault\nof ours")
    if "slow" in copy:
        time.sleep(60)
    return {
        "schema": "mediawire.comparison/1",
        "original": {"headline": original.partition("\n")[0], "stories": []},
        "copy": {"headline": None, "stories": [], "furniture": []},
        "verdict": {"class": "whole copy", "derivation": "wholly", "direction": "cannot tell", "why": []},
        "shares": {"copy_from_original": 1.0, "original_in_copy": 1.0, "verbatim": 1.0},
        "passages": [{"kind": "kept", "original": [0, len(original)], "copy": [0, len(copy)], "edits": []}],
        "promise": [{"clause": "content unchanged", "kept": original == copy, "breaches": []}],
    }


def door() -> Callable[[str, str], Mapping[str, Any]]:
    """Open another door than ours."""
    return compare


@pytest.fixture
def pair(tmp_path: Path) -> list[str]:
    """Write a pair of files and return their paths."""
    for name, text in (
        ("original.txt", "The bridge opens.\n"),
        ("copy.txt", "The bridge opens.\n"),
        ("other.txt", "No."),
    ):
        (tmp_path / name).write_text(text)
    return [str(tmp_path / "original.txt"), str(tmp_path / "copy.txt")]


def test_two_files_give_a_report(pair: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """The verdict comes first, and the status says nothing about it."""
    status = run(["compare", *pair], door)

    out, err = capfd.readouterr()
    assert (status, err) == (DONE, "")
    assert out.strip().startswith("Whole copy — promise kept")
    assert f"({pair[0]},readasUTF-8)" in "".join(out.split())


def test_a_page_is_written_and_its_path_told(
    pair: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The folder is made, the page is whole, and nothing is left beside it."""
    page = tmp_path / "new/folder/page.html"

    status = run(["compare", *pair, "--html", str(page)], door)

    assert status == DONE
    assert capfd.readouterr().out.endswith(f"\nPage written: {page} (in a new folder)\n")
    assert page.read_text(encoding="utf-8").endswith("</html>\n")
    assert list(page.parent.iterdir()) == [page]


def test_the_page_can_be_printed(pair: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """Then nothing else is, and no file is written."""
    status = run(["compare", *pair, "--html", "-"], door)

    out, err = capfd.readouterr()
    assert (status, err) == (DONE, "")
    assert out.startswith("<!DOCTYPE html>")
    assert out.endswith("</html>\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["original.txt", "copy.txt", "--html", "original.txt"],
        ["original.txt", "copy.txt", "--html", "./copy.txt"],
        ["--pairs", "list.tsv", "--refused", "list.tsv"],
        ["--pairs", "list.tsv", "--refused", "copy.txt"],
    ],
)
def test_nothing_that_is_read_is_overwritten(
    pair: list[str], arguments: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A slip of the hand costs a line, and no text."""
    folder = Path(pair[0]).parent
    monkeypatch.chdir(folder)
    (folder / "list.tsv").write_text("original.txt\tcopy.txt\nno.txt\tcopy.txt\n")
    before = {path: path.read_bytes() for path in folder.iterdir()}

    status = run(["compare", *arguments], door)

    out, err = capfd.readouterr()
    assert (status, out) == (USAGE, "")
    assert (
        err == f"mediawire: {' '.join(arguments[2:])} would overwrite a file that is read, or that is standard output\n"
    )
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_json_goes_out_alone(pair: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What a program reads is not mixed with what a person reads."""
    status = run(["compare", *pair, "--json", "--html", str(tmp_path / "page.html")], door)

    out, err = capfd.readouterr()
    assert status == DONE
    assert json.loads(out)["read"]["copy"]["encoding"] == "UTF-8"
    assert err == f"Page written: {tmp_path / 'page.html'}\n"


def test_unseen_characters_are_escaped_in_json(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """JSON on a screen commands nothing, and reads back the same."""
    path = tmp_path / "nasty.txt"
    path.write_bytes("\u202eevil \x9b \ud800 ол".encode("utf-8", "surrogatepass"))

    run(["compare", str(path), str(path), "--json"], door)

    out = capfd.readouterr().out
    assert not set(out) & set("\u202e\x9b\ud800")
    assert json.loads(out)["original"]["headline"] == "\u202eevil \x9b \ud800 ол"


@pytest.mark.parametrize(("copy", "expected"), [("copy.txt", DONE), ("other.txt", BROKEN)])
def test_check_tells_a_broken_promise_by_its_status(pair: list[str], copy: str, expected: int) -> None:
    """A script can act on it."""
    status = run(["compare", pair[0], str(Path(pair[0]).with_name(copy)), "--check"], door)

    assert status == expected


def test_one_text_may_come_from_standard_input(
    pair: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The report names it so."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The bridge opens.\n")))

    status = run(["compare", "-", pair[1], "--check"], door)

    assert status == DONE
    assert "standard input" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("missing.txt", None, "no such file"),
        (".", None, "a directory, not a file"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n", "not text: a PNG picture"),
        ("fault.txt", b"fault", "internal error: ZeroDivisionError: a fault of ours (--debug shows the trace)"),
    ],
)
def test_what_goes_wrong_is_one_line(
    pair: list[str], capfd: pytest.CaptureFixture[str], name: str, data: bytes | None, why: str
) -> None:
    """On standard error, with status 1, and nothing on standard output."""
    path = Path(pair[0]).parent / name
    if data is not None:
        path.write_bytes(data)

    status = run(["compare", pair[0], str(path)], door)

    out, err = capfd.readouterr()
    assert (status, out) == (FAILED, "")
    assert err.startswith("mediawire: ")
    assert err.endswith(f"{why}\n")
    assert err.count("\n") == 1


def test_debug_shows_the_trace(pair: list[str]) -> None:
    """Before or behind the command."""
    path = Path(pair[0]).with_name("fault.txt")
    path.write_text("fault")

    for arguments in (["--debug", "compare", pair[0], str(path)], ["compare", pair[0], str(path), "--debug"]):
        with pytest.raises(ZeroDivisionError):
            run(arguments, door)


def test_a_page_that_cannot_be_written_is_one_line(pair: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """A file stands where the folder should be."""
    page = Path(pair[0]) / "page.html"

    status = run(["compare", *pair, "--html", str(page)], door)

    assert status == FAILED
    assert capfd.readouterr().err.startswith(f"mediawire: {page}: cannot be written: ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["compare"],
        ["compare", "one"],
        ["compare", "-", "-"],
        ["compare", "a", "b", "c"],
        ["compare", "a", "b", "--workers", "2"],
        ["compare", "--pairs", "list.tsv", "a"],
        ["compare", "--pairs", "list.tsv", "--html", "page.html"],
        ["compare", "a", "b", "--unknown"],
        ["compare", "a", "b", "--html", ""],
        ["compare", "a", "b", "--html", "-", "--json"],
        ["compare", "--pairs", ""],
        ["compare", "--pairs", "list.tsv", "--refused", ""],
        ["compare", "a", "b", "--width", "wide"],
        ["compare", "a", "b", "--width", "-5"],
        ["compare", "a", "b", "--width", "0"],
        ["compare", "--pairs", "list.tsv", "--workers", "-1"],
        ["compare", "--pairs", "list.tsv", "--workers", "0"],
        ["compare", "--pairs", "list.tsv", "--workers", "9" * 5000],
    ],
)
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """And says what is wrong."""
    with pytest.raises(SystemExit) as end:
        run(arguments, door)

    assert end.value.code == USAGE
    assert "error: " in capsys.readouterr().err


def test_a_batch_prints_a_line_a_pair_and_goes_on(pair: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """The refused stand in their places, are counted by reason, and make the status 1."""
    listed = Path(pair[0]).with_name("list.tsv")
    listed.write_text("original\tcopy\tid\noriginal.txt\tcopy.txt\tfirst\nno.txt\tcopy.txt\tsecond\nbroken\n")

    status = run(["compare", "--pairs", str(listed)], door)

    out, err = capfd.readouterr()
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == FAILED
    assert [line["id"] for line in lines] == ["first", "second", "4"]
    assert [set(line) == {"id", "error"} for line in lines] == [False, True, True]
    assert err == "mediawire: 1 pair compared; 2 refused: 1 broken line, 1 no such file\n"


def test_the_refused_can_go_to_a_file_of_their_own(pair: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """Then the rest is clean."""
    listed, refused = Path(pair[0]).with_name("list.tsv"), Path(pair[0]).with_name("refused.jsonl")
    listed.write_text("original.txt\tcopy.txt\nno.txt\tcopy.txt\n")

    status = run(["compare", "--pairs", str(listed), "--refused", str(refused)], door)

    assert status == FAILED
    assert len(capfd.readouterr().out.splitlines()) == 1
    assert json.loads(refused.read_text())["id"] == "2"


def test_names_given_twice_are_told_once(pair: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """Their results cannot be told apart; a name may also be the number of another line."""
    listed = Path(pair[0]).with_name("list.tsv")
    listed.write_text("".join(f"original.txt\tcopy.txt\t{name}\n" for name in ("a", "b", "a", "a", "6", "")))

    status = run(["compare", "--pairs", str(listed)], door)

    assert status == DONE
    assert capfd.readouterr().err == (
        "mediawire: several pairs have the same name: a and 1 more\nmediawire: 6 pairs compared\n"
    )


def test_check_works_on_a_batch(pair: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """One broken promise is enough."""
    listed = Path(pair[0]).with_name("list.tsv")
    listed.write_text("original.txt\tcopy.txt\noriginal.txt\tother.txt\n")

    status = run(["compare", "--pairs", str(listed), "--check"], door)

    assert status == BROKEN
    assert len(capfd.readouterr().out.splitlines()) == 2


def test_the_example_pair_breaks_its_promise(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """With the door that users have: the report comes, and --check tells what it says."""
    original, copy = sorted(map(str, (root / "examples").glob("*.txt")))

    status = run(["compare", original, copy, "--check"])

    out = capfd.readouterr().out
    assert status == BROKEN
    assert "promise broken" in out
    assert "“said” → “stated”" in out


def test_help_loads_nothing_heavy() -> None:
    """So that it is there at once."""
    code = (
        "import sys\nbefore = set(sys.modules)\nfrom mediawire.__main__ import run\n"
        "try:\n    run(['compare', '--help'])\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted(set(sys.modules) - before))"
    )

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "--pairs" in loaded.stdout
    assert not HEAVY & set(loaded.stdout.partition("LOADED")[2].split())


def test_version_is_told() -> None:
    """As every command does."""
    told = subprocess.run([sys.executable, "-m", "mediawire", "--version"], capture_output=True, text=True, check=True)

    assert re.fullmatch(r"mediawire \d+\.\d+\.\d+.*\n", told.stdout)


@posix
@pytest.mark.parametrize("arguments", [["compare", "original.txt", "copy.txt"], ["compare", "--pairs", "list.tsv"]])
def test_a_closed_pipe_ends_it_quietly(pair: list[str], arguments: list[str]) -> None:
    """As when the reader is `head`."""
    folder = Path(pair[0]).parent
    (folder / "list.tsv").write_text("original.txt\tcopy.txt\n" * 60)
    (folder / "original.txt").write_text("The bridge opens.\n" * 10_000)

    with start(arguments, folder) as process:
        process.stdout.close()
        complaint = process.stderr.read()

    assert (process.returncode, complaint) == (141, "")


@posix
@pytest.mark.parametrize("slow", [1, 60])
def test_interrupting_a_batch_is_quiet(pair: list[str], slow: int) -> None:
    """Ctrl-C stops the workers too, and what was printed stays whole; few pairs are compared in one process."""
    folder = Path(pair[0]).parent
    (folder / "slow.txt").write_text("slow")
    (folder / "list.tsv").write_text("original.txt\tcopy.txt\n" * 16 + "original.txt\tslow.txt\n" * slow)

    with start(["compare", "--pairs", "list.tsv"], folder) as process:
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        rest, complaint = process.stdout.read(), process.stderr.read()

    assert (process.returncode, complaint) == (130, "mediawire: stopped\n")
    names = [json.loads(line)["id"] for line in (first + rest).splitlines()]
    assert names == [str(number + 1) for number in range(len(names))]
    assert 1 <= len(names) <= 16


def start(arguments: list[str], folder: Path) -> subprocess.Popen[str]:
    """Start the command with the door of this file, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", write_start(arguments)],
        cwd=folder,
        env=surround(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def write_start(arguments: list[str]) -> str:
    """Write the program that runs the command with the door of this file."""
    return (
        "import sys; from mediawire.__main__ import run; from tests.test_main import door\n"
        f"if __name__ == '__main__': sys.exit(run({arguments!r}, door))\n"
    )


def surround() -> dict[str, str]:
    """Return an environment in which the program finds this file and the package."""
    root = Path(__file__).parents[1]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")])}
