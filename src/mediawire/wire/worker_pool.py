"""Many documents read at once, each in a worker process, and their readings in the order in which they were given.

A few documents are handed out ahead of the one that is wanted next, and never more bytes than a limit: memory does not
grow with the number of documents, nor with the size of an archive.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import BinaryIO, Self, TypeVar

from mediawire.wire.archived import Archived, Part, PassedOver
from mediawire.wire.document import Document
from mediawire.wire.reading import Reading
from mediawire.wire.warc import read_part, read_refused, tell_passed
from mediawire.wire.worker import READ_SECONDS, Workers, read_apart, read_one_apart, split_apart

AHEAD = 4
"""Documents that each worker may be ahead of the one that is wanted next."""
MOST_WAITING = 128 << 20

Item = TypeVar("Item")


def count_cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class WorkerPool:
    """Some workers that read side by side: ``with WorkerPool() as pool: for reading in pool.read(documents): ...``.

    As many as there are cores where no number is given. ``seconds`` is what a document may take.
    """

    def __init__(self, workers: int | None = None, seconds: float = READ_SECONDS) -> None:
        self.number, self.seconds = workers or count_cores(), seconds
        self.workers = Workers()
        self.threads = ThreadPoolExecutor(self.number, "mediawire-read")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the workers at once, and leave nothing of them."""
        self.workers.close()
        self.threads.shutdown(cancel_futures=True)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Read documents, archives among them; yield their readings in order."""
        read = partial(read_apart, seconds=self.seconds, workers=self.workers)
        return self._work(documents, read, lambda document: len(document.data))

    def read_records(self, stream: BinaryIO) -> Iterator[Reading]:
        """Read an archive of any size; yield a reading a record, and at the end what was passed over, counted."""
        passed: Counter[str] = Counter()
        parts = self._count(split_apart(stream, self.seconds, self.workers), passed)
        yield from self._work(parts, self._read_part, _size_of)
        if passed:
            yield Reading("archive", warnings=tell_passed(passed))

    def _count(self, parts: Iterator[Part], passed: Counter[str]) -> Iterator[Part]:
        for part in parts:
            if isinstance(part, PassedOver):
                passed[part.kind] += 1
            else:
                yield part

    def _read_part(self, part: Part) -> Reading:
        read = partial(read_one_apart, seconds=self.seconds, workers=self.workers)
        return read_part(part, read) if isinstance(part, Archived) else read_refused(part)

    def _work(
        self, items: Iterable[Item], work: Callable[[Item], Reading], size_of: Callable[[Item], int]
    ) -> Iterator[Reading]:
        """Do a piece of work for each item, some ahead, and yield what comes of it in order."""
        ahead: deque[tuple[int, Future[Reading]]] = deque()
        waiting = 0
        for item in items:
            size = size_of(item)
            while ahead and (len(ahead) >= AHEAD * self.number or waiting + size > MOST_WAITING):
                done, future = ahead.popleft()
                waiting -= done
                yield future.result()
            ahead.append((size, self.threads.submit(work, item)))
            waiting += size
        while ahead:
            yield ahead.popleft()[1].result()


def _size_of(part: Part) -> int:
    return len(part.document.data) if isinstance(part, Archived) else 0
