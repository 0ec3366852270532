"""Where the command writes, and what it leaves as it was."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from mediawire.errors import OutputError
from mediawire.output import open_lines, overwrites, write_file, write_line

posix = pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    """Nothing is left beside it."""
    page = tmp_path / "page.html"
    page.write_text("a longer page that stood here before")
    page.chmod(0o600)

    made = write_file(page, b"new")

    assert not made
    assert page.read_bytes() == b"new"
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [page]


def test_a_missing_folder_is_made_and_told(tmp_path: Path) -> None:
    """With those above it."""
    page = tmp_path / "new/folder/page.html"

    made = write_file(page, b"new")

    assert made
    assert page.read_bytes() == b"new"


@posix
@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_and_what_it_points_to_is_written(tmp_path: Path, there: bool) -> None:
    """Whether or not that was there."""
    target, link = tmp_path / "elsewhere/target.html", tmp_path / "link.html"
    link.symlink_to(target)
    if there:
        target.parent.mkdir()
        target.write_text("old")

    write_file(link, b"new")

    assert link.readlink() == target
    assert target.read_bytes() == b"new"


@posix
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    """Put in its place, a file would break what else uses it; a device is no other."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    write_file(pipe, b"new")

    assert os.read(reader, 10) == b"new"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    os.close(reader)


@posix
def test_a_full_device_is_told_and_stays_a_device(tmp_path: Path) -> None:
    """Where the test may make one."""
    full = tmp_path / "full"
    try:
        os.mknod(full, stat.S_IFCHR | 0o666, os.makedev(1, 7))
        full.open("wb").close()
    except (OSError, AttributeError):
        pytest.skip("no device may be made or opened here")

    with pytest.raises(OutputError, match="cannot be written: No space left on device"):
        write_file(full, b"new")
    with pytest.raises(OutputError, match="cannot be written: No space left on device"), open_lines(full) as file:
        write_line(file, "new\n")

    assert stat.S_ISCHR(full.stat().st_mode)


@posix
def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """A folder, a link to itself, a file where the folder should be, a name too long."""
    loop, file = tmp_path / "loop", tmp_path / "file"
    loop.symlink_to(loop)
    file.write_text("kept")

    for path in (tmp_path, loop, file / "page.html", tmp_path / ("n" * 300)):
        for write in (lambda path: write_file(path, b"new"), open_lines):
            with pytest.raises(OutputError) as found:
                write(path)

            assert str(found.value).startswith(f"{path}: cannot be written: ")

    assert sorted(tmp_path.iterdir()) == [file, loop]
    assert file.read_text() == "kept"


def test_lines_are_there_as_soon_as_they_are_written(tmp_path: Path) -> None:
    """Whoever waits for the refused need not wait for the end."""
    path = tmp_path / "new/refused.jsonl"

    with open_lines(path) as file:
        write_line(file, "Ölpreis\n")

        assert path.read_text(encoding="utf-8") == "Ölpreis\n"


@posix
def test_a_file_is_known_under_any_name(tmp_path: Path) -> None:
    """By another path, a link, a second name or a number; a file that is not there overwrites none."""
    path, other, link, twin = (tmp_path / name for name in ("path", "other", "link", "twin"))
    path.write_text("kept")
    other.write_text("kept")
    link.symlink_to(path)
    twin.hardlink_to(path)
    number = os.open(path, os.O_RDONLY)

    for name in (path, tmp_path / "." / "path", link, twin):
        assert overwrites(name, [other, path])
        assert overwrites(name, [other, number])
        assert not overwrites(name, [other, tmp_path / "missing"])
    assert not overwrites(tmp_path / "missing", [tmp_path / "missing", path])
    os.close(number)


@posix
def test_a_pipe_may_be_read_and_written(tmp_path: Path) -> None:
    """Nothing is lost by it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    assert not overwrites(pipe, [pipe])
