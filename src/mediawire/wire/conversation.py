"""One HTTP/1.1 exchange over an open socket, with a server that may be hostile.

h11 knows the grammar; this adds what a hostile server makes necessary: the deadline before each read, caps on headers,
on bytes and on interim answers, and no tolerance where two readers could differ on where a body ends (RFC 9112,
sections 6.3 and 11.2).
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

import h11

from mediawire.errors import VisitStopped
from mediawire.wire.transport import HAS_CONTENT, Answer, Deadline, Limits
from mediawire.wire.visits import Reason

READ_BYTES = 16_384
MOST_INTERIM = 8
"""Interim answers (1xx) before the one that counts; real servers send one or two."""
PATIENCE_SECONDS = 0.25
"""How long a server may take to hang up after its answer, so that bytes past the stated length are seen."""

Got = TypeVar("Got")
Headers = list[tuple[bytes, bytes]]


class Conversation:
    """The two ends of one exchange: our socket, and what has been read of the answer so far."""

    def __init__(self, sock: socket.socket, limits: Limits, deadline: Deadline) -> None:
        self._sock, self._limits, self._deadline = sock, limits, deadline
        self._state = h11.Connection(h11.CLIENT, max_incomplete_event_size=limits.header_bytes)
        self._read_bytes = 0

    def send(self, method: str, path: str, headers: Headers, body: bytes = b"") -> None:
        """Send a request; what has a body states its length among the headers."""
        try:
            data = self._state.send(h11.Request(method=method, target=path, headers=headers)) or b""
        except h11.LocalProtocolError:
            raise VisitStopped(Reason.BAD_ADDRESS, "a header of the source cannot be sent") from None
        if body:
            data += self._state.send(h11.Data(data=body)) or b""
        data += self._state.send(h11.EndOfMessage()) or b""
        self._within(lambda: self._sock.sendall(data))

    def read_head(self) -> h11.Response:
        """Read up to the end of the headers of the answer that counts."""
        for _ in range(MOST_INTERIM):
            event = self._next()
            if isinstance(event, h11.Response):
                self._check_head(event)
                return event
            if not isinstance(event, h11.InformationalResponse):
                raise VisitStopped(Reason.BROKEN, "hung up without an answer")
        raise VisitStopped(Reason.TOO_MANY, f"{MOST_INTERIM} interim answers and none that counts")

    def read_body(self, most: int, *, is_cut: bool) -> tuple[bytes, bool]:
        """Read the body, at most so many bytes; say whether it was cut there, which raises unless ``is_cut``."""
        body = BytesIO()
        while isinstance(event := self._next(), h11.Data):
            body.write(event.data[: most - body.tell()] if is_cut else event.data)
            if body.tell() > most or (is_cut and body.tell() == most):
                if is_cut:
                    return body.getvalue(), True
                raise VisitStopped(Reason.TOO_LARGE, f"more than {most} bytes")
        if not isinstance(event, h11.EndOfMessage):
            raise VisitStopped(Reason.BROKEN, "hung up before the end")
        self._check_nothing_follows()
        return body.getvalue(), False

    def _check_head(self, head: h11.Response) -> None:
        lengths = [value for name, value in head.headers if name == b"content-length"]
        if lengths and any(name == b"transfer-encoding" for name, _ in head.headers):
            raise VisitStopped(Reason.BROKEN, "states its length in two ways")
        if len(head.headers) > self._limits.headers:
            raise VisitStopped(Reason.TOO_MANY, f"{len(head.headers)} headers")
        if any(len(name) + len(value) > self._limits.header_line_bytes for name, value in head.headers):
            raise VisitStopped(Reason.TOO_LARGE, f"a header of more than {self._limits.header_line_bytes} bytes")

    def _check_nothing_follows(self) -> None:
        """Raise where bytes follow the stated end of the answer: its length was wrong, or it is two answers."""
        after, is_closed = self._state.trailing_data
        if not after.strip() and not is_closed:
            self._sock.settimeout(min(PATIENCE_SECONDS, self._deadline.left()))
            try:
                after += self._sock.recv(READ_BYTES)
            except OSError:
                return
        if after.strip():
            raise VisitStopped(Reason.BROKEN, "goes on after its stated length")

    def _next(self) -> object:
        """Return the next event of the answer, reading as much as it takes."""
        while True:
            try:
                event = self._state.next_event()
            except h11.RemoteProtocolError as error:
                raise self._broken(error) from error
            if event is not h11.NEED_DATA:
                return event
            data = self._within(lambda: self._sock.recv(READ_BYTES))
            self._read_bytes += len(data)
            if self._read_bytes > 2 * (self._limits.received_bytes + self._limits.header_bytes):
                raise VisitStopped(Reason.TOO_LARGE, f"{self._read_bytes} bytes on the line")
            self._state.receive_data(data)

    def _broken(self, error: h11.RemoteProtocolError) -> VisitStopped:
        if error.error_status_hint == 431:
            return VisitStopped(Reason.TOO_LARGE, f"headers of more than {self._limits.header_bytes} bytes")
        if not self._read_bytes:
            return VisitStopped(Reason.BROKEN, "hung up without an answer")
        return VisitStopped(Reason.BROKEN, f"not HTTP as it should be: {str(error)[:120]!r}")

    def _within(self, act: Callable[[], Got]) -> Got:
        """Do something on the socket, no longer than is left."""
        self._sock.settimeout(self._deadline.left())
        try:
            return act()
        except TimeoutError:
            self._deadline.left()
            raise VisitStopped(Reason.DEADLINE, "no answer in time") from None
        except ssl.SSLError as error:
            raise VisitStopped(Reason.BROKEN, f"secure connection broke: {error.reason or '?'}") from error
        except OSError as error:
            raise VisitStopped(Reason.BROKEN, f"hung up: {error.strerror or type(error).__name__}") from error


def exchange(
    sock: socket.socket, path: str, headers: Headers, limits: Limits, deadline: Deadline, cut_at: int | None = None
) -> Answer:
    """Ask for a path over an open socket and read the answer; only the head where there is no content to have."""
    talk = Conversation(sock, limits, deadline)
    talk.send("GET", path, headers)
    head = talk.read_head()
    names = tuple((bytes(name), bytes(value)) for name, value in head.headers)
    if head.status_code not in HAS_CONTENT:
        return Answer(head.status_code, names)
    most = limits.received_bytes if cut_at is None else min(cut_at, limits.received_bytes)
    body, is_cut = talk.read_body(most, is_cut=cut_at is not None)
    return Answer(head.status_code, names, body, len(body), is_cut)


def open_tunnel(sock: socket.socket, authority: str, login: bytes | None, limits: Limits, deadline: Deadline) -> None:
    """Ask a proxy for a tunnel to a host (RFC 9110, section 9.3.6), or raise VisitStopped."""
    talk = Conversation(sock, limits, deadline)
    headers = [(b"host", authority.encode("ascii"))]
    if login is not None:
        headers.append((b"proxy-authorization", login))
    talk.send("CONNECT", authority, headers)
    status = talk.read_head().status_code
    if not 200 <= status < 300:
        raise VisitStopped(Reason.UNREACHABLE, f"the proxy answered {status}")
