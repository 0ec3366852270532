"""The worker process: reads foreign bytes that are handed in, and can do nothing else.

Started by `mediawire.wire.worker` as ``python -m mediawire.wire.worker_process``; a document comes in on standard input
and its reading goes out on what was standard output. Everything that a reader may need is loaded first. Then the doors
are shut: no file and no socket can be opened any more, by Python or by the libraries beneath it (the limit on open
files is what is open), memory may grow to a limit, and no other process be started. Where a system knows no such limits
(Windows), what Python itself would open is still refused, and the time is watched from outside.
"""

from __future__ import annotations

import ctypes
import gc
import io
import os
import pkgutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from importlib import import_module
from traceback import walk_tb
from typing import Any, BinaryIO, NoReturn

from mediawire.wire.answers import pack, put_together, take_apart, unpack
from mediawire.wire.document import Document
from mediawire.wire.formats import FORMATS, read_document
from mediawire.wire.rehearsal import REHEARSED
from mediawire.wire.warc import split_archive

SIZE_BYTES = 8
MOST_MEMORY = 480 << 20
"""What the process may hold in all; the promise is 512 MB."""
MOST_GROWTH = 96 << 20
"""A worker that keeps more than this beyond what it began with ends after its answer, and another takes its place."""
MOST_DOCUMENTS = 1000
TOO_MUCH = ("took too much memory", "it needs more memory than a reader may use")
FAILED = "reader failed"
_FORBIDDEN = (
    "open", "socket.", "subprocess.", "ctypes.", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn",
    "os.system", "os.startfile", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.mkdir", "os.rmdir",
    "os.link", "os.symlink", "os.truncate", "os.kill", "os.putenv", "shutil.", "tempfile.", "urllib.", "http.",
    "ftplib.", "smtplib.", "webbrowser.", "winreg.", "mmap.",
)  # fmt: skip


def main() -> None:
    """Load, shut the doors, and answer until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = sys.stdin.buffer
    answers = take_standard_output()
    load_readers()
    gc.freeze()  # what is loaded stays: to look through it again and again takes a twentieth of the time
    memory = Memory()
    shut_doors(memory)
    send(answers, ("ready", os.getpid()))
    for number, (what, *asked_for) in enumerate(list_asked(asked), 1):
        is_last = number >= MOST_DOCUMENTS
        if what == "read":
            seconds, plain = asked_for
            document: Document = put_together(plain, receive(asked) or b"")
            allow_seconds(seconds)
            is_last = answer(answers, document, memory, is_last)
        else:
            allow_seconds(None)
            is_last = split(asked, answers, memory) or is_last
        if is_last:
            return


def take_standard_output() -> BinaryIO:
    """Keep standard output for answers alone: whatever else is printed runs into nothing."""
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)
    return answers


def load_readers() -> None:
    """Load every reader, every encoding, and what readers load as they first read: later nothing can be loaded.

    A module that loads something only for some documents has a function ``load_ahead``.
    """
    import encodings

    datetime.strptime("2021", "%Y")  # loads what it needs when it is first called
    for encoding in pkgutil.iter_modules(encodings.__path__):
        with suppress(ImportError):
            import_module(f"encodings.{encoding.name}")
    for format in FORMATS:
        with suppress(ModuleNotFoundError):
            format.load()
    for document in REHEARSED:
        with suppress(Exception):
            read_document(document)
    for name, module in list(sys.modules.items()):
        if name.startswith("mediawire.") and hasattr(module, "load_ahead"):
            module.load_ahead()


class Memory:
    """What this process holds: as it began, and now. Zero where the system does not tell."""

    def __init__(self) -> None:
        self.page = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0
        self.file: int | None = None
        with suppress(OSError):
            self.file = os.open("/proc/self/statm", os.O_RDONLY)
        library = ctypes.CDLL(None) if os.name == "posix" else None
        self.trim: Callable[[int], object] = getattr(library, "malloc_trim", lambda _: 0)
        self.began = self.resident

    @property
    def _pages(self) -> list[int]:
        return list(map(int, os.pread(self.file, 100, 0).split())) if self.file is not None else [0] * 7

    @property
    def resident(self) -> int:
        """Return the bytes that are in memory now."""
        return self._pages[1] * self.page

    @property
    def reserved(self) -> tuple[int, int]:
        """Return the bytes of address space, and of those what is data."""
        pages = self._pages
        return pages[0] * self.page, pages[5] * self.page

    @property
    def has_grown(self) -> bool:
        """Tell whether the process keeps much more than it began with, also after giving back what is free."""
        if self.resident - self.began > MOST_GROWTH:
            gc.collect()
            self.trim(0)
        return self.resident - self.began > MOST_GROWTH


def shut_doors(memory: Memory) -> None:
    """Allow no file, no socket, no process, and no more memory than the limit from now on."""
    sys.addaudithook(refuse_event)
    try:
        import resource
    except ImportError:  # Windows
        return
    lowest_free = os.dup(0)
    os.close(lowest_free)
    limits = {"CORE": 0, "FSIZE": 0, "NPROC": 0, "NOFILE": lowest_free}
    space, data = memory.reserved
    if space:
        growth = max(64 << 20, MOST_MEMORY - memory.began)
        limits |= {"AS": space + growth, "DATA": data + growth}
    for name, limit in limits.items():
        with suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limit, limit))


def refuse_event(event: str, told: tuple[object, ...]) -> None:
    """Refuse what no reader has to do."""
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader may not do this: {event} {str(told)[:200]}")


def allow_seconds(seconds: float | None) -> None:
    """Let this process end by itself after so much computing, also where nobody is left to end it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        most = resource.getrlimit(resource.RLIMIT_CPU)[1]
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 2 if seconds else most, most))


def answer(answers: BinaryIO, document: Document, memory: Memory, is_last: bool) -> bool:
    """Read a document and answer what it holds, or why not; return whether that was the last answer."""
    try:
        packed = pack(take_apart(read_document(document), document.data))
        is_last = memory.has_grown or is_last
        send(answers, ("reading", is_last))
        send_packed(answers, packed)
    except MemoryError:
        is_last = True
        send(answers, ("failed", *TOO_MUCH, True))
    except Exception as error:
        send(answers, ("failed", FAILED, describe(error), is_last))
    return is_last


def describe(error: Exception) -> str:
    """Say in a line what a reader ended with, and where in our own code."""
    named = ((str(frame.f_globals.get("__name__")), line) for frame, line in walk_tb(error.__traceback__))
    places = [f"{name}, line {line}" for name, line in named if name.startswith("mediawire.")]
    return f"{' '.join(f'{type(error).__name__}: {error}'.split())[:300]} ({places[-1] if places else 'elsewhere'})"


def split(asked: BinaryIO, answers: BinaryIO, memory: Memory) -> bool:
    """Split an archive that is handed in piece by piece into its documents; return whether that was the last answer."""
    try:
        for part in split_archive(io.BufferedReader(Pieces(asked, answers), 1 << 18)):
            send(answers, ("part", take_apart(part)))
        is_last = memory.has_grown
        send(answers, ("done", is_last))
        return is_last
    except MemoryError:
        send(answers, ("failed", *TOO_MUCH, True))
    except Exception as error:
        send(answers, ("failed", FAILED, describe(error), True))
    return True


class Pieces(io.RawIOBase):
    """A stream whose bytes are asked for as they are wanted, so that neither side ever waits for the other's buffer."""

    def __init__(self, asked: BinaryIO, answers: BinaryIO) -> None:
        self.asked, self.answers, self.rest, self.is_over = asked, answers, memoryview(b""), False

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read what is there; ask for more where there is nothing."""
        if not self.rest and not self.is_over:
            send(self.answers, ("more",))
            self.rest = memoryview(receive(self.asked) or b"")
            self.is_over = not self.rest
        taken = self.rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self.rest = self.rest[len(taken) :]
        return len(taken)


def list_asked(asked: BinaryIO) -> Iterator[tuple[Any, ...]]:
    """Yield what is asked until nobody asks any more."""
    while (packed := receive(asked)) is not None:
        yield unpack(packed)


def send(stream: BinaryIO, value: object) -> None:
    """Send plain data."""
    send_packed(stream, pack(value))


def send_packed(stream: BinaryIO, packed: bytes) -> None:
    """Send bytes, their number first."""
    stream.write(len(packed).to_bytes(SIZE_BYTES, "big"))
    stream.write(packed)
    stream.flush()


def receive(stream: BinaryIO, most: int | None = None) -> bytes | None:
    """Receive bytes; None where the stream has ended, or where they are more than they may be."""
    head = stream.read(SIZE_BYTES)
    size = int.from_bytes(head, "big")
    if len(head) < SIZE_BYTES or (most is not None and size > most):
        return None
    packed = stream.read(size)
    return packed if len(packed) == size else None


def run() -> NoReturn:
    """Run to the end, and leave without tidying up: all that this process holds is its own."""
    with suppress(BrokenPipeError):
        main()
    os._exit(0)


if __name__ == "__main__":
    run()
