"""What ``mediawire read`` is given, opened one by one: files, folders, addresses, standard input."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from mediawire.commands.shell import STANDARD
from mediawire.errors import InputError

if TYPE_CHECKING:
    from mediawire.wire.document import Document
    from mediawire.wire.reading import Reading
    from mediawire.wire.worker_pool import WorkerPool

STANDARD_INPUT = "standard input"
ADDRESSES = ("http://", "https://")
HEAD_BYTES = 512
MOST_BYTES = 64 << 20


class Input(NamedTuple):
    """One thing to read: its name, and a document, a stream that is an archive, or why there is neither."""

    name: str
    document: Document | None = None
    stream: BinaryIO | None = None
    refused: Reading | None = None

    @property
    def kind(self) -> str:
        """Return how it is read: documents side by side, an archive record by record."""
        return "document" if self.document is not None else f"alone {self.name}"


def list_readings(
    options: argparse.Namespace, pool: WorkerPool, moved: Callable[[int], None]
) -> Iterator[tuple[str, Reading]]:
    """Read all that was named, in order: documents side by side, an archive record by record."""
    for kind, group in groupby(list_inputs(options, moved), key=lambda given: given.kind):
        if kind == "document":
            yield from _read_side_by_side(group, pool)
            continue
        for given in group:
            if given.refused is not None:
                yield given.name, given.refused
            elif given.stream is not None:
                with given.stream as stream:
                    yield from ((given.name, reading) for reading in pool.read_records(stream))


def _read_side_by_side(group: Iterator[Input], pool: WorkerPool) -> Iterator[tuple[str, Reading]]:
    names: deque[str] = deque()

    def draw() -> Iterator[Document]:
        for given in group:
            if given.document is not None:
                names.append(given.name)
                yield given.document

    for reading in pool.read(draw()):
        yield names.popleft(), reading


def list_inputs(options: argparse.Namespace, moved: Callable[[int], None]) -> Iterator[Input]:
    """Open what was named, one by one, as it is wanted."""
    for given in options.files:
        if given.lower().startswith(ADDRESSES):
            yield visit_address(given, options)
        elif given == STANDARD:
            yield open_stream(STANDARD_INPUT, standard_input(), options, moved)
        else:
            for path in list_files(Path(given)):
                is_named = path == Path(given)
                yield open_path(path, options, moved) if is_named or not is_odd(path) else refuse(str(path), "no file")


def standard_input() -> BinaryIO:
    """Return standard input as bytes."""
    if sys.stdin is None:
        raise InputError(STANDARD_INPUT, "it is closed")
    return sys.stdin.buffer


def list_files(path: Path) -> Iterator[Path]:
    """List the files of a folder, those of its folders too, by name; what begins with a dot is left out."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder) / name for name in sorted(files) if not name.startswith("."))


def is_odd(path: Path) -> bool:
    """Tell a pipe, a socket or a device, which nobody meant by naming its folder: to read it might never end."""
    return path.exists() and not path.is_file()


def open_path(path: Path, options: argparse.Namespace, moved: Callable[[int], None]) -> Input:
    """Open a file; one that cannot be opened is refused, and the rest goes on."""
    try:
        return open_stream(str(path), path.open("rb"), options, moved)
    except FileNotFoundError:
        return refuse(str(path), "no such file")
    except (OSError, ValueError) as error:
        return refuse(str(path), f"cannot be read: {getattr(error, 'strerror', None) or error}")


def open_stream(name: str, stream: BinaryIO, options: argparse.Namespace, moved: Callable[[int], None]) -> Input:
    """Read a stream whole where it is a document; an archive is left to be read record by record."""
    from mediawire.wire.document import Document
    from mediawire.wire.warc import is_archive

    counted = Counted(stream, moved)
    head = counted.peek(HEAD_BYTES)
    if is_archive(Document(head)):
        return Input(name, stream=io.BufferedReader(counted, 1 << 20))
    with counted:
        data = counted.readall_up_to(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return refuse(name, f"larger than {MOST_BYTES >> 20} MB: that is no report")
    return Input(name, make_document(data, None, None, options))


class Counted(io.RawIOBase):
    """A stream that tells how much of it was read, and lets one look at its beginning."""

    def __init__(self, stream: BinaryIO, moved: Callable[[int], None]) -> None:
        self.stream, self.moved, self.ahead = stream, moved, b""

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def peek(self, size: int) -> bytes:
        """Return the first bytes, which are read again later."""
        while len(self.ahead) < size and (more := self.stream.read(size - len(self.ahead))):
            self.ahead += more
        return self.ahead

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Read on."""
        data = self.ahead[: len(buffer)] or self.stream.read(len(buffer))
        self.ahead = self.ahead[len(data) :]
        buffer[: len(data)] = data
        self.moved(len(data))
        return len(data)

    def readall_up_to(self, size: int) -> bytes:
        """Read to the end, but no more than a limit."""
        pieces, left = [self.ahead], size - len(self.ahead)
        self.ahead = b""
        while left > 0 and (more := self.stream.read(min(left, 1 << 20))):
            pieces.append(more)
            left -= len(more)
        data = b"".join(pieces)
        self.moved(len(data))
        return data

    def close(self) -> None:
        """Close the stream beneath."""
        if not self.closed and self.stream is not getattr(sys.stdin, "buffer", None):
            self.stream.close()
        super().close()


def visit_address(address: str, options: argparse.Namespace) -> Input:
    """Visit an address; what its server does to us is a refusal. A login in it is not shown."""
    from mediawire.wire.fetch import visit
    from mediawire.wire.source import Source, shown_address
    from mediawire.wire.visits import Fetched, Refused

    came = visit(Source(address, allow_private=options.allow_private))
    name = shown_address(address)
    if isinstance(came, Fetched):
        return Input(name, make_document(came.body, came.url, came.content_type, options))
    if isinstance(came, Refused):
        return refuse(name, came.why, came.reason.value)
    return refuse(name, "the server says that nothing has changed", "not modified")


def make_document(data: bytes, url: str | None, content_type: str | None, options: argparse.Namespace) -> Document:
    """Make a document of some bytes that were received now."""
    from datetime import UTC, datetime

    from mediawire.wire.document import Document

    return Document(data, url, content_type, options.article_links, datetime.now(UTC))


def refuse(name: str, why: str, reason: str = "cannot be opened") -> Input:
    """Refuse something before it is read."""
    from mediawire.wire.reading import Reading, Refusal

    return Input(name, refused=Reading("unknown", refusals=(Refusal(reason, why, name),)))


def count_bytes(files: list[str]) -> int | None:
    """Count the bytes of what was named; None where that cannot be known beforehand."""
    if any(given == STANDARD or given.lower().startswith(ADDRESSES) for given in files):
        return None
    try:
        return sum(path.stat().st_size for given in files for path in list_files(Path(given)))
    except OSError:
        return None
