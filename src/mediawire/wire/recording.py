"""Keeps the exchanges of visits in a folder, and answers from it: for tests, reports of faults, and work off line.

An exchange is a text file that can be read and written by hand, and the body beside it as it came, codings and all:

    0001-example.org.txt                        0001-example.org.body
        GET https://example.org/feed.xml            <rss version="2.0">...
        if-none-match: "v1"

        200
        content-type: application/rss+xml
        etag: "v2"

Where no answer was had, ``stopped: host not reachable: cannot connect`` stands in its place. Secrets are not written: a
header that is one is three stars. The same exchanges give the same visits, on every machine.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import takewhile
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from mediawire.errors import InputError, VisitStopped
from mediawire.wire.reservation import WELL_KNOWN
from mediawire.wire.source import Secret
from mediawire.wire.transport import Answer, Deadline, Limits, Request, Transport
from mediawire.wire.visits import Reason

STOPPED = "stopped: "
USUALLY_MISSING = ("/robots.txt", WELL_KNOWN)
"""What every visit asks for: a folder need not hold a 404 for each."""


class Exchange(NamedTuple):
    """What was asked for, and what came: an answer, or what stopped it."""

    url: str
    outcome: Answer | VisitStopped


class RecordingTransport:
    """Carries requests through another transport, and keeps each exchange in a folder."""

    def __init__(self, folder: Path | str, through: Transport) -> None:
        self._folder, self._through = Path(folder), through
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lock = Lock()

    def ask(self, request: Request, limits: Limits, deadline: Deadline) -> Answer:
        """Send a request through the other transport; keep what came of it, refusals too."""
        try:
            answer = self._through.ask(request, limits, deadline)
        except VisitStopped as stopped:
            self._keep(request, stopped)
            raise
        self._keep(request, answer)
        return answer

    def _keep(self, request: Request, outcome: Answer | VisitStopped) -> None:
        with self._lock:
            number = 1 + max((_number(path) for path in _texts(self._folder)), default=0)
            name = f"{number:04}-{re.sub('[^a-z0-9.-]', '_', request.target.host)[:100]}"
            if isinstance(outcome, Answer):
                (self._folder / f"{name}.body").write_bytes(outcome.body)
            (self._folder / f"{name}.txt").write_bytes(write_exchange(request, outcome))


class ReplayingTransport:
    """Answers from a folder of exchanges; opens no connection.

    The first time an address is asked for it gives the first exchange of that address, then the second, and the last
    one for ever. ``asked`` are the requests so far: what a test may look at.
    """

    def __init__(self, folder: Path | str) -> None:
        self._exchanges: dict[str, list[Answer | VisitStopped]] = defaultdict(list)
        for path in _texts(Path(folder)):
            url, outcome = read_exchange(path)
            self._exchanges[url].append(outcome)
        self.asked: list[Request] = []
        self._lock = Lock()

    def ask(self, request: Request, limits: Limits, deadline: Deadline) -> Answer:
        """Answer as the folder has it, within the limits on bytes."""
        deadline.left()
        with self._lock:
            self.asked.append(request)
            kept = self._exchanges.get(request.target.url, [])
            outcome = kept.pop(0) if len(kept) > 1 else kept[0] if kept else _not_kept(request)
        if isinstance(outcome, VisitStopped):
            raise outcome
        return _within(outcome, request, limits)


def write_exchange(request: Request, outcome: Answer | VisitStopped) -> bytes:
    """Return an exchange as it is kept, without the body."""
    lines = [b"GET " + request.target.url.encode("ascii")]
    for name, value in request.headers:
        lines.append(f"{name}: {'***' if isinstance(value, Secret) else value}".encode("latin-1", "replace"))
    lines.append(b"")
    if isinstance(outcome, VisitStopped):
        lines.append(f"{STOPPED}{outcome.reason}: {outcome.why}".encode())
    else:
        lines.append(str(outcome.status).encode("ascii"))
        lines += [name + b": " + value for name, value in outcome.headers]
    return b"\n".join(lines) + b"\n"


def read_exchange(path: Path) -> Exchange:
    """Read an exchange from its text file, and the body from the one beside it where there is one."""
    asked, _, came = path.read_bytes().replace(b"\r\n", b"\n").partition(b"\n\n")
    method, _, url = asked.partition(b"\n")[0].decode("ascii", "replace").partition(" ")
    first, *headers = came.strip(b"\n").split(b"\n")
    if method != "GET" or not url:
        raise InputError(str(path), "an exchange begins with GET and an address")
    if first.startswith(STOPPED.encode()):
        reason, _, why = first.decode("utf-8", "replace").removeprefix(STOPPED).partition(": ")
        return Exchange(url.strip(), VisitStopped(_reason(path, reason), why))
    if not re.fullmatch(rb"\d{3}", first.strip()):
        raise InputError(str(path), "after the empty line a status of three digits is missing")
    body = path.with_suffix(".body")
    data = body.read_bytes() if body.exists() else b""
    pairs = (line.partition(b":")[::2] for line in headers)
    named = tuple((name.strip().lower(), value.strip(b" ")) for name, value in pairs)
    return Exchange(url.strip(), Answer(int(first), named, data, len(data)))


def _reason(path: Path, text: str) -> Reason:
    try:
        return Reason(text)
    except ValueError:
        raise InputError(str(path), f"no such reason: {text[:60]!r}") from None


def _texts(folder: Path) -> list[Path]:
    """List the text files of a folder of exchanges, in their order."""
    return sorted(folder.glob("[0-9]*.txt"), key=_number)


def _number(path: Path) -> int:
    return int("".join(takewhile(str.isdigit, path.name)))


def _not_kept(request: Request) -> Answer | VisitStopped:
    if request.target.path in USUALLY_MISSING:
        return Answer(404)
    return VisitStopped(Reason.UNREACHABLE, f"{request.target.url} is not among the exchanges kept")


def _within(answer: Answer, request: Request, limits: Limits) -> Answer:
    """Return the answer as a transport that reads from a socket would have: cut, or refused, where it is too long."""
    most = limits.received_bytes if request.cut_at is None else min(request.cut_at, limits.received_bytes)
    if len(answer.body) <= most:
        return answer
    if request.cut_at is None:
        raise VisitStopped(Reason.TOO_LARGE, f"more than {most} bytes")
    return Answer(answer.status, answer.headers, answer.body[:most], most, is_cut=True)
