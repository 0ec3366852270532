"""Writes what the command makes: a file in one step, anything else as it stands, and never over what was read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NoReturn

from mediawire.errors import OutputError

STANDARD_OUTPUT = "standard output"


def write_file(path: Path, data: bytes) -> bool:
    """Write a file whole, and tell whether its folder had to be made.

    A regular file is replaced in one step, at the end of its links, so that nobody ever sees a half of it. A device or
    a pipe is written to: put in its place, a file would break what else uses it.
    """
    try:
        if not is_replaceable(path):
            with path.open("wb", buffering=0) as file:
                write_all(file, data)
            return False
        made = make_folder(path)
        replace(path.resolve(), data)
        return made
    except (OSError, ValueError) as error:
        refuse(str(path), error)


def is_replaceable(path: Path) -> bool:
    """Tell whether a regular file stands behind a path, or nothing yet."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return True


def make_folder(path: Path) -> bool:
    """Make the folder that a file is to stand in, and tell whether it was missing."""
    folder = path.resolve().parent
    missing = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def replace(path: Path, data: bytes) -> None:
    """Write aside, under the mode of what was there, and put the file in its place in one step."""
    aside = path.with_name(f".mediawire-{os.urandom(8).hex()}")
    try:
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            aside.chmod(stat.S_IMODE(path.stat().st_mode))
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def write_all(file: BinaryIO, data: bytes) -> None:
    """Write until all is written: an unbuffered file may take less at a time, but keeps nothing back."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def write_line(file: BinaryIO, line: str) -> None:
    """Write a line to an unbuffered file, which tells its name where that fails."""
    try:
        write_all(file, line.encode("utf-8", "replace"))
    except OSError as error:
        refuse(str(file.name), error)


def open_lines(path: Path) -> BinaryIO:
    """Open a file to which lines are written as they come; its folder is made where it is missing."""
    try:
        if is_replaceable(path):
            make_folder(path)
        return path.open("wb", buffering=0)
    except (OSError, ValueError) as error:
        refuse(str(path), error)


def write_out(text: str) -> None:
    """Write to standard output as UTF-8 where it is bytes below, whatever the locale.

    A closed pipe is a `BrokenPipeError`, as every command has it; any other failure an `OutputError`.
    """
    if sys.stdout is None:
        raise OutputError(STANDARD_OUTPUT, "it is closed")
    stream = getattr(sys.stdout, "buffer", None)
    try:
        if stream is None or sys.stdout.isatty():
            encoding = sys.stdout.encoding or "utf-8"
            sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        else:
            sys.stdout.flush()
            write_all(stream, text.encode("utf-8", "replace"))
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
        raise
    except OSError as error:
        drop_output()
        refuse(STANDARD_OUTPUT, error)


def drop_output() -> None:
    """Let what could not be written run into nothing, as it would be tried again when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_aside(line: str) -> None:
    """Print a line on standard error; where that is closed or full, nobody can be told."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(line, file=sys.stderr, flush=True)


def refuse(what: str, error: Exception) -> NoReturn:
    """Say in one line why something cannot be written."""
    raise OutputError(what, f"cannot be written: {getattr(error, 'strerror', None) or error}") from error


def overwrites(path: Path, others: Iterable[Path | int]) -> bool:
    """Tell whether a path leads to one of other files, given by path or by number; devices and pipes bear it."""
    try:
        own = path.stat()
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(own.st_mode) and any(is_file(own, other) for other in others)


def is_file(own: os.stat_result, other: Path | int) -> bool:
    """Tell whether a file is the one behind a path or a number."""
    try:
        return os.path.samestat(own, os.fstat(other) if isinstance(other, int) else other.stat())
    except (OSError, ValueError):
        return False
