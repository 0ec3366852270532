"""Shows a person at a terminal how far a long piece of work is; everywhere else it is silent.

One line on standard error, drawn over itself and wiped at the end. Nothing is shown of what is over within a second, so
that short work leaves no flicker; what takes longer than two seconds is always seen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from shutil import get_terminal_size
from threading import Lock
from time import monotonic
from types import TracebackType
from typing import Self, TextIO

WAIT_SECONDS = 1.0
"""Before the first line. With `BETWEEN_SECONDS` it stays under the two seconds after which people doubt."""
BETWEEN_SECONDS = 0.2
BAR_COLUMNS = 20
WIPE = "\r\x1b[K"


class Progress:
    """A piece of work and how far it is: ``with Progress("reading", total) as progress: ... progress.move(n)``.

    ``total`` is what there is to do in any unit (reports, bytes), or None where nobody knows. ``move`` may be called
    from several threads, as often as one likes; ``move(0)`` only keeps the line alive. ``stream`` and ``clock`` are for
    tests.
    """

    def __init__(
        self,
        what: str,
        total: int | None = None,
        stream: TextIO | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.what, self.total, self.done = what, total, 0
        self.stream = sys.stderr if stream is None else stream
        self.clock = clock
        self.shown = is_watched(self.stream)
        self.started = clock()
        self.next = self.started + WAIT_SECONDS
        self.lock = Lock()
        self.drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.drawn:
            self.write(WIPE)

    def move(self, steps: int = 1) -> None:
        """Say that some more is done."""
        with self.lock:
            self.done += steps
            if self.shown and self.clock() >= self.next:
                self.next = self.clock() + BETWEEN_SECONDS
                self.drawn = True
                line = describe_progress(self.what, self.done, self.total, self.clock() - self.started)
                self.write(WIPE + line[: max(1, get_terminal_size().columns - 1)])

    def write(self, text: str) -> None:
        """Write to the terminal; a terminal that is gone is no reason to stop the work."""
        with suppress(OSError, ValueError):
            self.stream.write(text)
            self.stream.flush()


def is_watched(stream: TextIO | None) -> bool:
    """Tell whether a person reads a stream, on a terminal that can wipe a line; a closed stream is None."""
    with suppress(ValueError):
        return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
    return False


def describe_progress(what: str, done: int, total: int | None, seconds: float) -> str:
    """Say in one line how far a work is: with a bar and the time left where its whole is known."""
    pace = done / seconds if seconds > 0 else 0.0
    if not total:
        return f"{what}: {done:,}, {pace:,.0f} a second" if done else f"{what} ..."
    share = min(1.0, done / total)
    bar = ("#" * round(share * BAR_COLUMNS)).ljust(BAR_COLUMNS, ".")
    left = f", {describe_seconds((total - done) / pace)} left" if pace and done < total else ""
    return f"{what} [{bar}] {share:4.0%}{left}"


def describe_seconds(seconds: float) -> str:
    """Say a time as people do: 40 s, 3 min 20 s, 2 h 05 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02} min"
