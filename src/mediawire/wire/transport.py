"""The seam between a visit and the network: one request in, one answer out.

`visit` decides; a transport only carries. `mediawire.wire.dialling.SocketTransport` carries over sockets;
`mediawire.wire.recording` keeps exchanges in a folder and answers from it. Tests of users and ours use the same seam.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from mediawire.errors import VisitStopped
from mediawire.wire.source import Secret
from mediawire.wire.targets import Target
from mediawire.wire.visits import Reason

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one visit may cost, redirects, robots.txt and all.

    ``seconds`` are of the clock on the wall, whatever the server does with them; one less than the thirty that a visit
    may take, so that the answer is there within them. Bytes of the body are counted as received and again as decoded.
    """

    seconds: float = 29.0
    redirects: int = 5
    headers: int = 256
    header_bytes: int = 65_536
    header_line_bytes: int = 32_768
    received_bytes: int = 20 * MIB
    decoded_bytes: int = 20 * MIB


class Deadline:
    """When a visit has to be over, on a clock that nobody sets."""

    def __init__(self, seconds: float, timer: Callable[[], float] = time.monotonic) -> None:
        self._timer = timer
        self.started = timer()
        self.ends = self.started + seconds

    def left(self) -> float:
        """Return how many seconds are left, more than 0, or raise VisitStopped."""
        left = self.ends - self._timer()
        if left <= 0:
            raise VisitStopped(Reason.DEADLINE, f"not done after {self.ends - self.started:.0f} seconds")
        return left

    def sooner(self, seconds: float) -> Deadline:
        """Return a deadline in so many seconds, or this one where it is nearer."""
        return Deadline(min(seconds, self.left()), self._timer)

    def spent(self) -> float:
        """Return how many seconds have passed."""
        return self._timer() - self.started


@dataclass(frozen=True, slots=True)
class Request:
    """One GET. ``headers`` are names and values, Latin-1 for bytes; what must not be seen in them is a Secret.

    ``is_own`` is for one's own hosts, whose addresses may be private. ``cut_at`` is how much of the body is wanted:
    where there is more, the answer is cut there instead of being refused.
    """

    target: Target
    headers: tuple[tuple[str, str], ...] = ()
    proxy: Secret | None = None
    is_own: bool = False
    cut_at: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: names of headers in small letters, values byte for byte, the body without its chunks.

    Content codings are still on the body. It is empty where ``status`` is not one of content (200, 203).
    """

    status: int
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: bytes = b""
    received_bytes: int = 0
    is_cut: bool = False

    def header(self, name: bytes) -> bytes | None:
        """Return the first value of a header, None where there is none."""
        return next((value for known, value in self.headers if known == name), None)


HAS_CONTENT = frozenset((200, 203))
"""Statuses whose body is wanted; of others only the head is read."""


class Transport(Protocol):
    """Carries requests. Raises VisitStopped, and nothing else, where no answer can be had."""

    def ask(self, request: Request, limits: Limits, deadline: Deadline) -> Answer:
        """Send a request and return the answer, within the limits and before the deadline."""
