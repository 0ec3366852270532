"""Compares many pairs of files: a list in, one line of JSON a pair out, in the order of the list.

A broken line or file never stops the rest: it becomes a `Refused` in its place, with its reason. Both cores work, in
processes of their own; few pairs are compared here, as starting processes takes longer. What starts processes is
imported only where they are started: one pair needs none.
"""

from __future__ import annotations

import os
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediawire.errors import InputError
from mediawire.files import Text, read_text

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

CHUNK = 16
FEW = 64
CHUNKS_AHEAD = 4
STRANGERS = ("scipy", "coverage")
ORIGINAL_NAMES = {"original", "original path", "original_path", "original file", "original_file"}
COPY_NAMES = {"copy", "copy path", "copy_path", "copy file", "copy_file"}
ENDED = "the comparison ended its process; it may need more memory than there is"

Compare = Callable[..., Mapping[str, Any]]
"""Takes the original, the copy and, by name, a corpus; returns the comparison as JSON has it; importable by name."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files to compare, and the name under which the result is filed."""

    id: str
    original: Path
    copy: Path


@dataclass(frozen=True, slots=True)
class Refused:
    """A pair that could not be compared: what was wrong, and the reason under which it is counted."""

    id: str
    error: str
    reason: str

    def to_dict(self) -> dict[str, str]:
        """Return the line of JSON for this pair."""
        return {"id": self.id, "error": self.error}


Outcome = Refused | dict[str, Any]


def read_pairs(listed: Text, folder: Path) -> Iterator[Pair | Refused]:
    """Read a list of pairs: original, copy and, if given, a name, with tabs between, one pair a line.

    Paths are relative to ``folder``. Blank lines, lines that begin with ``#`` and a header line are skipped; fields
    after the third are not read. A pair without a name is filed under the number of its line.
    """
    header = True
    for number, line in enumerate(listed.text.split("\n"), 1):  # splitlines cuts at marks that a name may hold
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if header and is_header(fields):
            header = False
            continue
        header = False
        name = fields[2] if len(fields) > 2 and fields[2] else str(number)
        if len(fields) < 2 or not fields[0] or not fields[1]:
            yield Refused(name, f"line {number} names no two files with a tab between", "broken line")
        else:
            yield Pair(name, folder / fields[0], folder / fields[1])


def list_files(pairs: Iterable[Pair | Refused]) -> Iterator[Path]:
    """List the files that a list names."""
    for pair in pairs:
        if isinstance(pair, Pair):
            yield from (pair.original, pair.copy)


def list_repeated(pairs: Iterable[Pair | Refused]) -> list[str]:
    """List the names under which more than one pair is filed, each once."""
    return [name for name, number in Counter(pair.id for pair in pairs).items() if number > 1]


def is_header(fields: list[str]) -> bool:
    """Tell whether the first line names its columns."""
    return len(fields) > 1 and fields[0].lower() in ORIGINAL_NAMES and fields[1].lower() in COPY_NAMES


def compare_pairs(pairs: Iterable[Pair | Refused], compare: Compare, workers: int | None = None) -> Iterator[Outcome]:
    """Compare pair by pair on all cores and give the outcomes in order; memory does not grow with the list."""
    workers = workers or count_cores()
    waiting = iter(pairs)
    few = list(islice(waiting, FEW))
    if workers < 2 or len(few) < FEW:
        return (compare_pair(pair, compare) for pair in chain(few, waiting))
    return compare_abroad(chain(few, waiting), compare, workers)


def count_cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def compare_texts(original: str, copy: str, corpus: Path | None = None) -> Mapping[str, Any]:
    """Compare two texts through the door, and return the comparison as the JSON has it.

    ``corpus`` is the folder of one that knows what outlets print on their pages.
    """
    with without_strangers():
        from mediawire import compare, open_corpus

        return compare(original, copy, open_corpus(corpus, create=False) if corpus else None).to_dict()


@contextmanager
def without_strangers() -> Iterator[None]:
    """Hide what numba loads whole as it starts and no kernel of ours uses: scipy for its BLAS, and coverage.

    Where they are installed, they took a third of the time of a command that compares one pair. Each is hidden only
    until the first comparison is done, and not at all where it is loaded already.
    """
    modules: dict[str, Any] = sys.modules
    hidden = [] if "numba.np.arraymath" in modules else [name for name in STRANGERS if name not in modules]
    modules.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for name in hidden:
            del modules[name]


def compare_pair(pair: Pair | Refused, compare: Compare) -> Outcome:
    """Compare one pair; whatever goes wrong with it is its own outcome."""
    if isinstance(pair, Refused):
        return pair
    try:
        original, copy = read_text(pair.original), read_text(pair.copy)
        comparison = compare(original.text, copy.text)
    except InputError as error:
        return Refused(pair.id, str(error), error.why)
    except MemoryError:
        return Refused(pair.id, "the comparison needs more memory than there is", "out of memory")
    except Exception as error:
        return Refused(pair.id, f"internal error: {type(error).__name__}: {error}", "internal error")
    return {
        "id": pair.id,
        **comparison,
        "read": {"original": tell_reading(original, pair.original), "copy": tell_reading(copy, pair.copy)},
    }


def tell_reading(text: Text, path: Path | str) -> dict[str, Any]:
    """Say of a comparison's JSON how one of its texts was read."""
    return {"path": str(path), "encoding": text.encoding, "how": text.how, "warnings": list(text.warnings)}


def compare_chunk(pairs: list[Pair | Refused], compare: Compare) -> list[Outcome]:
    """Compare some pairs in a worker."""
    return [compare_pair(pair, compare) for pair in pairs]


@contextmanager
def hold_interrupt() -> Iterator[None]:
    """Put off Ctrl-C, and let processes that start meanwhile never see it: who started them ends them.

    A worker that is interrupted while it starts would print its trace.
    """
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def ignore_interrupt() -> None:
    """Leave Ctrl-C to the process that started the workers, where signals cannot be held."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def submit(pool: ProcessPoolExecutor, pairs: list[Pair | Refused], compare: Compare) -> Future[list[Outcome]]:
    """Give a chunk to a worker, which may have to be started for it."""
    with hold_interrupt():
        return pool.submit(compare_chunk, pairs, compare)


def open_pool(workers: int) -> ProcessPoolExecutor:
    """Start workers from scratch: a fork would copy locks that other threads hold."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, ignore_interrupt)


def compare_abroad(pairs: Iterator[Pair | Refused], compare: Compare, workers: int) -> Iterator[Outcome]:
    """Compare in worker processes, a few chunks ahead of the reader."""
    from concurrent.futures.process import BrokenProcessPool

    pool = open_pool(workers)
    ahead: deque[tuple[list[Pair | Refused], Future[list[Outcome]]]] = deque()
    try:
        while True:
            while len(ahead) < workers * CHUNKS_AHEAD and (chunk := list(islice(pairs, CHUNK))):
                ahead.append((chunk, submit(pool, chunk, compare)))
            if not ahead:
                pool.shutdown()
                return
            chunk, future = ahead.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                for broken in (chunk, *(later for later, _ in ahead)):
                    yield from compare_apart(broken, compare)
                ahead.clear()
                pool.shutdown()
                pool = open_pool(workers)
    finally:
        stop_pool(pool)


def compare_apart(pairs: list[Pair | Refused], compare: Compare) -> list[Outcome]:
    """Compare a chunk in a worker of its own; where one ends its worker, find it by halving, and refuse it alone."""
    from concurrent.futures.process import BrokenProcessPool

    with open_pool(1) as pool:
        try:
            return submit(pool, pairs, compare).result()
        except BrokenProcessPool:
            pass
    if len(pairs) == 1:
        return [Refused(pairs[0].id, ENDED, "out of memory")]
    middle = len(pairs) // 2
    return compare_apart(pairs[:middle], compare) + compare_apart(pairs[middle:], compare)


def stop_pool(pool: ProcessPoolExecutor) -> None:
    """End this pool's workers at once, and no other process; what they still had to do is of no use to anyone."""
    workers = list((pool._processes or {}).values())  # nothing public names them before Python 3.14
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()
