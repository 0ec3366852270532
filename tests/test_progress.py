"""The progress bar: when it is seen, what it says, and that it leaves nothing behind."""

from __future__ import annotations

import io
from threading import Thread

import pytest

from mediawire.progress import WIPE, Progress, describe_progress, describe_seconds


class Screen(io.StringIO):
    """A terminal that keeps what is drawn on it."""

    def isatty(self) -> bool:
        """Be watched."""
        return True


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a terminal of eighty columns that can wipe lines."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")


def test_short_work_shows_nothing() -> None:
    """What is over within a second leaves no flicker."""
    screen, clock = Screen(), Clock()

    with Progress("reading", 10, screen, clock) as progress:
        clock.now = 0.9
        progress.move(10)

    assert screen.getvalue() == ""


def test_long_work_shows_a_bar_and_wipes_it() -> None:
    """The line says how far the work is and how long it will take; at the end it is gone."""
    screen, clock = Screen(), Clock()

    with Progress("reading", 100, screen, clock) as progress:
        clock.now = 10.0
        progress.move(50)

    assert screen.getvalue() == f"{WIPE}reading [##########..........]  50%, 10 s left{WIPE}"


def test_the_line_is_wiped_when_work_is_stopped() -> None:
    """What is said after an interruption stands on a line of its own."""
    screen, clock = Screen(), Clock()

    with pytest.raises(KeyboardInterrupt), Progress("reading", None, screen, clock) as progress:
        clock.now = 2.0
        progress.move(8)
        raise KeyboardInterrupt

    assert screen.getvalue() == f"{WIPE}reading: 8, 4 a second{WIPE}"


def test_nothing_is_shown_where_nobody_reads() -> None:
    """In a file or a pipe a bar is litter."""
    pipe, clock = io.StringIO(), Clock()

    with Progress("reading", 100, pipe, clock) as progress:
        clock.now = 10.0
        progress.move(50)

    assert pipe.getvalue() == ""


def test_a_terminal_that_cannot_wipe_is_spared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dumb terminal would show every line below the last."""
    monkeypatch.setenv("TERM", "dumb")
    screen, clock = Screen(), Clock()

    with Progress("reading", 100, screen, clock) as progress:
        clock.now = 10.0
        progress.move(50)

    assert screen.getvalue() == ""


def test_a_terminal_that_is_gone_stops_no_work() -> None:
    """A closed window must not cost the night's run."""
    screen, clock = Screen(), Clock()

    with Progress("reading", 100, screen, clock) as progress:
        screen.close()
        clock.now = 10.0
        progress.move(50)

    assert progress.done == 50


def test_several_threads_may_move_it() -> None:
    """No step of any thread is lost."""
    progress = Progress("aligning", None, Screen(), Clock())
    threads = [Thread(target=lambda: [progress.move() for _ in range(1000)]) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert progress.done == 4000


def test_the_line_is_never_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that wraps could not be wiped."""
    monkeypatch.setenv("COLUMNS", "20")
    screen, clock = Screen(), Clock()

    with Progress("reading a very long name of a file", None, screen, clock) as progress:
        clock.now = 2.0
        progress.move()

    assert max(map(len, screen.getvalue().split(WIPE))) == 19


@pytest.mark.parametrize(
    ("done", "total", "said"),
    [
        (0, None, "reading ..."),
        (30_000, None, "reading: 30,000, 3,000 a second"),
        (0, 10, "reading [....................]   0%"),
        (10, 10, "reading [####################] 100%"),
        (12, 10, "reading [####################] 100%"),
    ],
)
def test_the_ends_of_a_work_are_said_too(done: int, total: int | None, said: str) -> None:
    """Before the first step, after the last, past a total that was too small, and without one."""
    assert describe_progress("reading", done, total, 10.0) == said


@pytest.mark.parametrize(("seconds", "said"), [(4.4, "4 s"), (200, "3 min 20 s"), (7500, "2 h 05 min")])
def test_times_are_said_as_people_do(seconds: float, said: str) -> None:
    """Seconds, then minutes, then hours."""
    assert describe_seconds(seconds) == said
