"""Reads foreign bytes apart from us: in a process of its own, with little time and memory, which can open nothing.

A worker is started when it is first needed and used again. One that takes too long or too much, or breaks, is ended and
costs the document that it read, which is refused by name; the next document finds another. Nothing here depends on how
our own process was started: any script, a session at a prompt, and many threads at once may read. After a fork the
child starts workers of its own.
"""

from __future__ import annotations

import atexit
import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer
from time import monotonic
from typing import Any, BinaryIO, cast

from mediawire.wire.answers import BadAnswer, put_together, take_apart, unpack
from mediawire.wire.archived import Part
from mediawire.wire.document import Document
from mediawire.wire.reading import Reading, Refusal
from mediawire.wire.warc import is_archive, join_readings, place_part, read_parts, take_ahead
from mediawire.wire.worker_process import receive, send, send_packed

READ_SECONDS = 4.0
"""For one document, with a worker that is ready; to start one takes under a second, and the promise is five."""
START_SECONDS = 60.0
"""A machine may be busy; whoever takes longer to start will not read either."""
MOST_STARTING, LEAST_SHARE = 0.6, 0.6
"""What starting a worker may take of the five seconds; what it takes beyond that is taken off the document's, down to a
share of them."""
ATTEMPTS = 3
MOST_ANSWER = 256 << 20
MOST_IDLE = 4
MOST_READERS = 2 * (os.cpu_count() or 1)
"""That read at once; more threads wait their turn."""
PIECE_BYTES = 1 << 20
TOO_LONG, TOO_MUCH, DIED, NOT_STARTED = "took too long", "took too much memory", "reader died", "reader not started"
KILLED = "the system ended its reader, as it does where memory is short"
_CPU_SIGNAL = 24


class WorkerLost(Exception):
    """A worker is gone: ``reason`` as refusals are counted, and why in one line."""

    def __init__(self, reason: str, why: str) -> None:
        super().__init__(reason, why)
        self.reason, self.why = reason, why


class Worker:
    """One worker process: reads one document after another, until it is lost or has read enough.

    Not for two threads at once. ``served`` counts what it has read.
    """

    def __init__(self) -> None:
        self.served, self.is_over, self.expired = 0, False, False
        try:
            self.process = start_process()
        except (OSError, ValueError) as error:
            raise WorkerLost(NOT_STARTED, f"no reader could be started: {error}") from None
        with self.watched(START_SECONDS):
            if self.listen()[0] != "ready":
                self.lose()

    def read(self, document: Document, seconds: float) -> Reading:
        """Read a document within so many seconds; raises `WorkerLost`."""
        with self.watched(seconds):
            self.ask(("read", seconds, take_apart(document, document.data)), document.data)
            what, *answer = self.listen()
            plain = self.receive() if what == "reading" else None
        if what == "failed" and len(answer) == 3 and not answer[2]:
            return refuse(document, str(answer[0]), str(answer[1]))
        if what != "reading":
            self.fail(answer)
        self.served += 1
        self.is_over = bool(answer and answer[0])
        reading = self.build(plain, document.data)
        return reading if isinstance(reading, Reading) else self.fail((DIED, "it answered no reading"))

    def split(self, stream: BinaryIO, seconds: float) -> Iterator[Part]:
        """Hand an archive over piece by piece and yield what it holds; each step within so many seconds."""
        self.is_over = True
        with self.watched(seconds):
            self.ask(("split",))
        while True:
            with self.watched(seconds):
                what, *answer = self.listen()
            if what == "more":
                piece = stream.read(PIECE_BYTES)
                with self.watched(seconds):
                    self.ask(None, piece)
            elif what == "part":
                part = self.build(answer[0], None)
                yield part if isinstance(part, Part) else self.fail((DIED, "it answered no part of an archive"))
            elif what == "done":
                self.is_over = bool(answer[0])
                return
            else:
                self.fail(answer)

    def ask(self, question: tuple[Any, ...] | None, data: bytes | None = None) -> None:
        """Send a question, and the bytes that it is about."""
        stream = cast(BinaryIO, self.process.stdin)
        with suppress(OSError):  # one that is gone cannot answer either, and that tells why
            if question is not None:
                send(stream, question)
            if data is not None:
                send_packed(stream, data)

    def listen(self) -> tuple[Any, ...]:
        """Wait for an answer: its kind, and what belongs to it."""
        answer = self.receive()
        return answer if isinstance(answer, tuple) and answer else self.fail((DIED, "it answered nothing"))

    def receive(self) -> Any:
        """Wait for plain data."""
        packed = receive(cast(BinaryIO, self.process.stdout), MOST_ANSWER)
        if packed is None:
            self.lose()
        try:
            return unpack(packed or b"")
        except BadAnswer as error:
            return self.fail((DIED, str(error)))

    def build(self, plain: Any, own: bytes | None) -> Any:
        """Build values out of an answer."""
        try:
            return put_together(plain, own)
        except BadAnswer as error:
            return self.fail((DIED, str(error)))

    def fail(self, told: Any) -> Any:
        """End the worker for what it answered."""
        self.end()
        reason, why = map(str, told[:2]) if len(told) in (2, 3) else (DIED, "it answered nothing that we know")
        raise WorkerLost(reason, why)

    def lose(self) -> None:
        """Say why a worker gives no answer: it was ended by us, by its limits, or by itself."""
        self.end()
        status = self.process.returncode
        if self.expired or status == -_CPU_SIGNAL:
            raise WorkerLost(TOO_LONG, "it was not read in the time that a document may take")
        if status == -9:
            raise WorkerLost(TOO_MUCH, KILLED)
        raise WorkerLost(DIED, f"its reader ended with status {status}")

    def watched(self, seconds: float) -> _Watch:
        """End the worker where what follows takes longer."""
        return _Watch(self, seconds)

    def end(self) -> None:
        """End the process and leave nothing of it."""
        self.is_over = True
        with suppress(OSError):
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()

    def forget(self) -> None:
        """Let go of a process that is another's child: after a fork its pipes are not ours to use."""
        self.process.returncode = 0
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(OSError, ValueError):
                if stream:
                    os.close(stream.fileno())


class _Watch:
    """Watches over one step of a worker: kills it at its time, and where we ourselves are interrupted."""

    def __init__(self, worker: Worker, seconds: float) -> None:
        self.worker = worker
        self.timer = Timer(seconds, self.expire)
        self.timer.daemon = True

    def __enter__(self) -> None:
        self.timer.start()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.timer.cancel()
        self.timer.join()
        if kind is not None or self.worker.expired:
            self.worker.end()

    def expire(self) -> None:
        self.worker.expired = True
        with suppress(OSError):
            self.worker.process.kill()


def start_process() -> subprocess.Popen[bytes]:
    """Start a worker process that finds this package where we found it, and hears no Ctrl-C."""
    if not sys.executable:
        raise OSError("this program has no Python of its own to start")
    home = str(Path(__file__).resolve().parents[2])
    paths = [home, *(os.path.abspath(path) for path in sys.path if path and os.path.isdir(path))]  # noqa: PTH100, PTH112
    own: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {"creationflags": 0x0800_0200}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "mediawire.wire.worker_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1"},
        **own,
    )


class Workers:
    """The workers of a pool, or of this process: those that wait for a document, and those that read."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.waiting: list[Worker] = []
        self.busy: set[Worker] = set()
        self.is_closed = False
        self.readers = BoundedSemaphore(MOST_READERS)

    def take(self) -> Worker:
        """Take a worker that waits, or start one."""
        with self.lock:
            if self.is_closed:
                raise WorkerLost(NOT_STARTED, "reading was stopped")
            worker = self.waiting.pop() if self.waiting else None
        worker = worker or Worker()
        with self.lock:
            self.busy.add(worker)
        return worker

    def give_back(self, worker: Worker) -> None:
        """Let a worker wait for the next document; one that is lost, or has read enough, ends."""
        with self.lock:
            self.busy.discard(worker)
            if not worker.is_over and not self.is_closed and len(self.waiting) < MOST_IDLE:
                self.waiting.append(worker)
                return
        worker.end()

    def end(self) -> None:
        """End all that wait; the next document starts another."""
        with self.lock:
            waiting, self.waiting = self.waiting, []
        for worker in waiting:
            worker.end()

    def close(self) -> None:
        """End all, also those that read: what they read is refused."""
        self.is_closed = True
        self.end()
        with self.lock:
            for worker in self.busy:
                worker.process.kill()

    def forget(self) -> None:
        """Begin anew after a fork: the workers are those of the process that we were."""
        workers = [*self.waiting, *self.busy]
        self.waiting, self.busy, self.lock, self.readers = [], set(), Lock(), BoundedSemaphore(MOST_READERS)
        for worker in workers:
            worker.forget()


_OURS = Workers()
atexit.register(_OURS.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_OURS.forget)


def read_apart(document: Document, seconds: float = READ_SECONDS, workers: Workers = _OURS) -> Reading:
    """Read a document in a worker process; an archive record by record.

    What ends the worker is the refusal of this document, or of this record, and of nothing else.
    """
    if not is_archive(document):
        return read_one_apart(document, seconds, workers)
    until = monotonic() + seconds
    split = take_ahead(split_apart(io.BytesIO(document.data), seconds, workers))  # one worker splits, and then reads
    parts = [place_part(part, document) for part in islice(split, 2)]
    left = max(seconds * LEAST_SHARE, until - monotonic()) if len(parts) < 2 else seconds  # one document: one deadline
    read = partial(read_one_apart, seconds=left, workers=workers)
    return join_readings(read_parts(chain(parts, (place_part(part, document) for part in split)), read))


def read_one_apart(document: Document, seconds: float = READ_SECONDS, workers: Workers = _OURS) -> Reading:
    """Read a document that is no archive.

    A worker that was used before may have been lost for what it read before, and one that the system ended for what
    others took: the document then gets another.
    """
    with workers.readers:
        until = monotonic() + seconds + MOST_STARTING
        for attempt in range(ATTEMPTS):
            try:
                worker = workers.take()
            except WorkerLost as lost:
                return refuse(document, lost.reason, lost.why)
            served = worker.served
            try:
                return worker.read(document, max(seconds * LEAST_SHARE, min(seconds, until - monotonic())))
            except WorkerLost as lost:
                told = lost
            finally:
                workers.give_back(worker)
            is_its_own = not served and told.why != KILLED
            if is_its_own or told.reason == TOO_LONG or monotonic() > until - seconds or attempt + 1 == ATTEMPTS:
                break
    return refuse(document, told.reason, told.why)


def split_apart(stream: BinaryIO, seconds: float = READ_SECONDS, workers: Workers = _OURS) -> Iterator[Part]:
    """Yield what an archive of any size holds, split in a worker process; where that is lost, the rest is refused."""
    try:
        worker = workers.take()
    except WorkerLost as lost:
        yield Refusal(lost.reason, lost.why)
        return
    try:
        yield from worker.split(stream, seconds)
    except WorkerLost as lost:
        yield Refusal(lost.reason, f"{lost.why}; the rest of the archive is not read")
    finally:
        workers.give_back(worker)


def refuse(document: Document, reason: str, why: str) -> Reading:
    """Refuse a document that could not be read, by its address or its digest."""
    name = document.url or "sha256:" + hashlib.sha256(document.data).hexdigest()
    return Reading("unknown", refusals=(Refusal(reason, why, name),))
