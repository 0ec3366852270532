"""Sites made of paper and servers on this machine's own loopback, for tests of visits."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from mediawire.errors import VisitStopped
from mediawire.wire.transport import Answer, Deadline, Limits, Request

FEED = b"<?xml version='1.0'?><rss version='2.0'><channel><title>Lindby Post</title></channel></rss>"
NOON = datetime(2030, 5, 17, 12, tzinfo=UTC)


class Site:
    """A transport that answers by address; what it was asked is kept. Robots and all else are not there."""

    def __init__(self, pages: dict[str, Answer | VisitStopped]) -> None:
        self.pages = pages
        self.asked: list[Request] = []

    def ask(self, request: Request, limits: Limits, deadline: Deadline) -> Answer:
        """Answer from the pages."""
        self.asked.append(request)
        answer = self.pages.get(request.target.url, Answer(404))
        if isinstance(answer, VisitStopped):
            raise answer
        return answer

    def sent(self, url: str) -> dict[str, str]:
        """Return the headers of the last request for an address."""
        return dict(next(request for request in reversed(self.asked) if request.target.url == url).headers)


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


def page(body: bytes = FEED, status: int = 200, **headers: str) -> Answer:
    """Return an answer; an underscore in a header's name is a hyphen."""
    named = tuple((name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items())
    return Answer(status, named, body if status in (200, 203) else b"", len(body))


def moved(location: str, status: int = 302) -> Answer:
    """Return a redirect."""
    return page(b"", status, location=location)


@contextmanager
def serving(
    play: Callable[[socket.socket, bytes], None], wrap: Callable[[socket.socket], socket.socket] = lambda sock: sock
) -> Iterator[str]:
    """Run a server on loopback: ``play`` gets each connection and the request read from it. Gives its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    is_over = threading.Event()

    def serve() -> None:
        while not is_over.is_set():
            with suppress(OSError):
                connection, _ = listener.accept()
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

    def answer(accepted: socket.socket) -> None:
        with accepted, suppress(OSError), wrap(accepted) as connection:
            connection.settimeout(5)
            request = connection.recv(65536)
            missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            is_other = b"/robots.txt" in request or b"/.well-known/" in request
            connection.sendall(missing) if is_other else play(connection, request)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        is_over.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def plays(*pieces: bytes) -> Callable[[socket.socket, bytes], None]:
    """Return a server's part that sends these bytes and hangs up."""

    def play(connection: socket.socket, request: bytes) -> None:
        for piece in pieces:
            connection.sendall(piece)

    return play
