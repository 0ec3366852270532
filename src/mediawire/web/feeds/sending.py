"""Sends a letter to a channel: one POST, by the policy of addresses of a visit, so that it cannot be turned inward.

The name is looked up once, every address of it is checked, and one of those is dialled (see `mediawire.wire.dialling`).
A redirect is not followed: the letter is for whom it names. Nothing of the answer but its status is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mediawire.errors import VisitStopped
from mediawire.wire.addresses import why_not_named
from mediawire.wire.conversation import Conversation
from mediawire.wire.dialling import SocketTransport, encoded_headers
from mediawire.wire.manners import AGENT
from mediawire.wire.targets import Target, read_target
from mediawire.wire.transport import Deadline, Limits, Request
from mediawire.wire.visits import Reason

SECONDS = 10.0
"""The longest that a channel may take to confirm a letter."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent to a channel."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    is_own: bool = False
    """to a host of one's own, which may have a private address and no https"""


class Sent(NamedTuple):
    """What came of it: the status of the answer, or why there was none."""

    status: int | None
    why: str = ""
    seconds: float = 0.0

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the receiver has said that it has the letter."""
        return self.status is not None and 200 <= self.status < 300


Send = Callable[[Letter], Sent]


class Posting(SocketTransport):
    """Carries letters over sockets."""

    def post(self, letter: Letter) -> Sent:
        """Send a letter; what the receiver does to us is a value."""
        deadline = Deadline(SECONDS)
        try:
            status = self._exchange(letter, find_target(letter.url, letter.is_own), deadline)
        except VisitStopped as stopped:
            return Sent(None, stopped.why, deadline.spent())
        return Sent(status, "" if 200 <= status < 300 else f"answered {status}", deadline.spent())

    def _exchange(self, letter: Letter, target: Target, deadline: Deadline) -> int:
        given = {"User-Agent": AGENT, "Content-Length": str(len(letter.body)), **letter.headers}
        request = Request(target, tuple(given.items()), is_own=letter.is_own)
        limits = Limits(seconds=SECONDS)
        with self._connected(request, limits, deadline) as sock:
            talk = Conversation(sock, limits, deadline)
            talk.send("POST", target.path, encoded_headers(request), letter.body)
            return talk.read_head().status_code


def find_target(url: str, is_own: bool) -> Target:
    """Take a channel's address apart, or raise VisitStopped: it must be public and https, but for one's own hosts."""
    target = read_target(url)
    if not is_own and target.scheme != "https":
        raise VisitStopped(Reason.SCHEME, "a channel outside is told over https alone")
    if not is_own and (why := why_not_named(target.host)):
        raise VisitStopped(Reason.ADDRESS, why)
    return target
