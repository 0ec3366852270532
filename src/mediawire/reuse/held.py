"""Holds rows between two steps of a job: in memory while there is room, else in files that nobody can leave behind.

A file is written once, mapped, and its name removed at once; the system keeps its bytes as long as a piece of them is
in use, and frees them when the last is gone, also when the process is killed. A piece of a file is a view: heavy rows
are shuffled by reference and read from the disk once, where they are used.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from threading import Lock

import pyarrow as pa

from mediawire.errors import OutputError

SMALL_BYTES = 1 << 16
"""Batches below this are put together before a function sees them: a call costs some ten microseconds."""
GATHERED_BYTES = 1 << 20
"""What small batches are put together to."""


class Room:
    """So many bytes of memory, claimed and given back by many threads."""

    def __init__(self, size_bytes: int) -> None:
        self.free = size_bytes
        self.lock = Lock()
        self.returned: deque[int] = deque()

    def claim(self, size: int) -> bool:
        """Take some of the room; False where there is not as much."""
        with self.lock:
            while self.returned:
                self.free += self.returned.popleft()
            if size > self.free:
                return False
            self.free -= size
            return True

    def give_back(self, size: int) -> None:
        """Give back what was claimed. It takes no lock, as Python may call it at any moment, while it holds one."""
        self.returned.append(size)


class Piece:
    """Some rows, and where they are: in a room's memory, in a mapped file, or with the caller."""

    __slots__ = ("batch", "file", "room", "size")

    def __init__(self, batch: pa.RecordBatch, room: Room | None = None, file: pa.Buffer | None = None) -> None:
        self.batch, self.room, self.file = batch, room, file
        self.size = batch.nbytes

    def __del__(self) -> None:
        if self.room is not None:
            self.room.give_back(self.size)

    def part(self, start: int, count: int) -> Piece:
        """Return some of the rows by reference; only of a piece whose memory is not counted."""
        return Piece(self.batch.slice(start, count), None, self.file)


class Store:
    """Keeps what the steps of a job make."""

    def __init__(self, room_bytes: int, folder: Path | None = None) -> None:
        self.room = Room(room_bytes)
        self.parent = folder
        self.spilled_bytes = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._lock = Lock()

    def hold(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> list[Piece]:
        """Hold batches, in their order: those that find no room, and all after them, in a file."""
        held: list[Piece] = []
        incoming = iter(batches)
        for batch in incoming:
            if not self.room.claim(batch.nbytes):
                return held + self.spill(chain([batch], incoming), schema)
            held.append(Piece(batch, self.room))
        return held

    def spill(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> list[Piece]:
        """Write batches to a file, and return them as they are in it."""
        path = self._new_path()
        try:
            write_batches(path, batches, schema)
            pieces = map_batches(path)
        finally:
            with suppress(OSError):
                path.unlink()
        with self._lock:
            self.spilled_bytes += sum(piece.size for piece in pieces)
        return pieces

    def close(self) -> None:
        """Remove the folder of the files; what is still in use stays usable."""
        with self._lock:
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None

    def _new_path(self) -> Path:
        with self._lock:
            if self._folder is None:
                try:
                    self._folder = tempfile.TemporaryDirectory(
                        prefix="mediawire-", dir=self.parent, ignore_cleanup_errors=True
                    )
                except OSError as error:
                    raise unwritable(self.parent or Path(tempfile.gettempdir()), error) from error
            handle, name = tempfile.mkstemp(suffix=".arrow", dir=self._folder.name)
        os.close(handle)
        return Path(name)


def write_batches(path: Path, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> None:
    """Write a stream of batches: Arrow's own format, as it lies in memory, so that it can be mapped."""
    with _opened(path) as file, pa.ipc.new_stream(file, schema) as writer:
        for batch in batches:
            _write(writer, batch, path)


def map_batches(path: Path) -> list[Piece]:
    """Map a file of batches into memory: it is read where and when it is looked at."""
    with pa.memory_map(str(path)) as mapped:
        file = mapped.read_buffer()
    return [Piece(batch, file=file) for batch in pa.ipc.open_stream(file)]


def forget(files: Iterable[pa.Buffer]) -> None:
    """Let the system have the memory of mapped files back; what is still used of them is read again."""
    advise = getattr(ctypes.CDLL(None), "madvise", None) if os.name == "posix" else None
    if advise is not None:
        for address, size in {(file.address, file.size) for file in files}:
            advise(ctypes.c_void_p(address), ctypes.c_size_t(size), mmap.MADV_DONTNEED)


def release_freed() -> None:
    """Let the system have back what the allocator keeps of freed memory, where it can be told to (glibc).

    Arrays of a few megabytes that two threads free while others are still in use leave it with gigabytes of holes: of
    four million reports 4.7 GB were kept, of which 0.7 were in use.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim is not None:
        trim(ctypes.c_size_t(0))


def gathered(
    batches: Iterable[pa.RecordBatch], small: int = SMALL_BYTES, most: int = GATHERED_BYTES
) -> Iterator[pa.RecordBatch]:
    """Put small batches that follow one another together; large ones pass as they are."""
    waiting: list[pa.RecordBatch] = []
    size = 0
    for batch in batches:
        if waiting and (batch.nbytes >= small or size >= most):
            yield _joined(waiting)
            waiting, size = [], 0
        if batch.nbytes >= small:
            yield batch
        else:
            waiting.append(batch)
            size += batch.nbytes
    if waiting:
        yield _joined(waiting)


def memory_of_machine() -> int:
    """Return how many bytes of memory this machine has; where it does not say, what a small one has."""
    with suppress(AttributeError, ValueError, OSError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return 4 << 30


def unwritable(path: Path, error: OSError) -> OutputError:
    """Say in one line that there is no writing here."""
    return OutputError(str(path), f"cannot be written: {os.strerror(error.errno) if error.errno else error}")


def _joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    return batches[0] if len(batches) == 1 else pa.concat_batches(batches)


def _opened(path: Path) -> pa.NativeFile:
    try:
        return pa.OSFile(str(path), "wb")
    except OSError as error:
        raise unwritable(path, error) from error


def _write(writer: pa.RecordBatchWriter, batch: pa.RecordBatch, path: Path) -> None:
    try:
        writer.write_batch(batch)
    except OSError as error:
        raise unwritable(path.parent, error) from error
