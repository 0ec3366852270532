"""Files that are there whole or not at all, also after a power cut, and locks between processes.

A new file is written under its own name, which no manifest knows yet, and brought to the disk; then its folder is; then
the manifest that names it is put in the place of the old one. That last step is the only one that counts.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import mmap
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from mediawire.errors import CorpusBusy, OutputError

DIGEST_BYTES = 16
BETWEEN_TRIES_SECONDS = 0.005


@contextmanager
def hold(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold a lock against all others, other threads of this process too; it goes with the process that holds it.

    Raises `CorpusBusy` where another holds it for longer than one is ready to wait.
    """
    with writing(path):
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        _take(number, path, time.monotonic() + wait_seconds)
        yield
    finally:
        os.close(number)


def _take(number: int, path: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                refuse(path, error)
        if time.monotonic() >= until:
            raise CorpusBusy(str(path.parent), "another process is writing to it")
        time.sleep(BETWEEN_TRIES_SECONDS)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into one clear line, and leave no half of a new file."""
    try:
        yield
    except OSError as error:
        refuse(path, error)


@contextmanager
def making(path: Path) -> Iterator[None]:
    """Make a new file within this: it is brought to the disk at the end, and removed where that fails.

    What an interrupted act left under its name is removed first and not written over: somebody may have it mapped. Its
    folder is made where it is missing, since many who copy folders leave out those that are empty.
    """
    remove(path)
    try:
        path.parent.mkdir(exist_ok=True)
        yield
        bring_to_disk(path)
    except OSError as error:
        remove(path)
        refuse(path, error)
    except BaseException:
        remove(path)
        raise


def bring_to_disk(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    number = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def put_in_place(path: Path, data: bytes) -> None:
    """Put a file in the place of an older one, in one step that survives a power cut."""
    aside = path.with_name(f"{path.name}.aside")
    with making(aside):
        aside.write_bytes(data)
    with writing(path):
        aside.replace(path)
        bring_to_disk(path.parent)


def remove(path: Path) -> None:
    """Remove a file that nobody needs; where that fails it stays, and does no harm."""
    with suppress(OSError):
        path.unlink()


def map_file(path: Path) -> mmap.mmap | bytes:
    """Map a file into memory, to be read; what is read stays the same when the file is removed."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""


def digest_of(data: bytes | mmap.mmap) -> str:
    """Return the BLAKE2b digest of bytes, as `digest_file` does of a file."""
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


def digest_file(path: Path) -> str:
    """Return the BLAKE2b digest of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=DIGEST_BYTES)).hexdigest()


def refuse(path: Path, error: OSError) -> NoReturn:
    """Say in one line why something cannot be written."""
    raise OutputError(str(path), f"cannot be written: {error.strerror or error}") from error
