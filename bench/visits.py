"""Prints how visits to a hostile server end, beside what is wanted, with the worst time and memory in one run.

Most behaviours are one visit. Mazes of links are followed as a reader would, with a clock that steps over the pauses;
validators are given back; files for robots.txt are put in its place through the transport seam. ``--peers`` visits the
same behaviours with httpx2 and urllib at a timeout of 10 s, each in a process of its own that is ended after 35 s or
1.2 GB (some minutes).
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple
from urllib.parse import urljoin

from bench.hostile_server import hostile_server, wanted
from mediawire.wire.dialling import SocketTransport
from mediawire.wire.fetch import visit
from mediawire.wire.manners import LONGEST_DELAY_SECONDS, PAGES_A_DAY, Manners
from mediawire.wire.robots import MOST_BYTES
from mediawire.wire.transport import Answer, Deadline, Limits, Request
from mediawire.wire.visits import Fetched, NotModified, Reason, Refused, Validators, Visit

LIMITS_MET = {Reason.DEADLINE, Reason.TOO_LARGE, Reason.TOO_MANY}
SLOW = ("slow_headers", "slow_body", "silent_accept")
"""These last until the deadline; they are visited side by side."""
ASKED = "119 of 119; 30 s; 20 MiB; 64 MB"
PEER_SECONDS, PEER_BYTES = 35.0, 1_200_000_000
PEERS = {
    "httpx2": "import httpx2; r = httpx2.get(url, timeout=10, follow_redirects=True); r.content",
    "urllib": "import urllib.request; urllib.request.urlopen(url, timeout=10).read()",
}


class Row(NamedTuple):
    """One behaviour: what is wanted, whether it ended so, and in what."""

    name: str
    wanted: str
    is_right: bool
    ended: str
    seconds: float


class SteppingClock:
    """A clock that goes on by six seconds each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2030, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time."""
        self.now += timedelta(seconds=6)
        return self.now


class OtherRobots:
    """Carries requests over sockets, but gives another file for robots.txt."""

    def __init__(self, name: str) -> None:
        self.name, self.read_bytes = name, 0
        self._sockets = SocketTransport()

    def ask(self, request: Request, limits: Limits, deadline: Deadline) -> Answer:
        """Send a request."""
        if request.target.path != "/robots.txt":
            return self._sockets.ask(request, limits, deadline)
        request = replace(request, target=replace(request.target, path=f"/{self.name}"))
        answer = self._sockets.ask(request, limits, deadline)
        self.read_bytes = len(answer.body)
        return answer


def judge(server: str, name: str, want: str) -> tuple[bool, str]:
    """Play one behaviour as a reader would; return whether it ended as wanted, and how."""
    if name.startswith("robots_"):
        return judge_robots(server, name)
    if name.startswith(("trap_", "sitemap_self")):
        return judge_maze(server, name)
    if name.startswith("cond_"):
        return judge_validators(f"{server}/{name}", name)
    result = one_visit(f"{server}/{name}")
    return is_as_wanted(result, want), describe(result)


def one_visit(url: str, validators: Validators | None = None) -> Visit:
    """Visit a page of the server, which is a host of one's own."""
    return visit(url, validators, allow_private=True)


def is_as_wanted(result: Visit, want: str) -> bool:
    """Claim that a single visit ended as wanted."""
    if isinstance(result, Fetched):
        has_moved = result.moved_to is not None and result.moved_to.endswith("/ok")
        return want == "ok" or (want.startswith("ok; new URL") and has_moved)
    if not isinstance(result, Refused):
        return False
    by_want = {
        "clean error": True,
        "stopped at limit": result.reason in LIMITS_MET,
        "stop polling": result.reason == Reason.GONE,
        "back off": result.retry_at is not None and result.retry_at > result.at,
    }
    return by_want.get(want, False)


def judge_maze(server: str, name: str) -> tuple[bool, str]:
    """Follow links until our manners say that it is enough."""
    manners, clock, url, seen = Manners(), SteppingClock(), f"{server}/{name}", 0
    while seen <= 2 * PAGES_A_DAY:
        result = visit(url, manners=manners, clock=clock, allow_private=True)
        if not isinstance(result, Fetched):
            return seen == PAGES_A_DAY and is_as_wanted(
                result, "stopped at limit"
            ), f"{describe(result)} ({seen} pages)"
        seen += 1
        url = next(_links(result))
    return False, f"{seen} pages and no end"


def _links(page: Fetched) -> Iterator[str]:
    """Yield where a page leads, by the crudest of readers."""
    text = page.body.decode("utf-8", "replace")
    for begin, end in (('href="', '"'), ("<loc>", "<")):
        for piece in text.split(begin)[1:]:
            yield urljoin(page.url, piece.partition(end)[0])


def judge_validators(url: str, name: str) -> tuple[bool, str]:
    """Visit, visit again with what the server gave, and once more without, as is done now and then."""
    first = one_visit(url)
    if not isinstance(first, Fetched):
        return False, describe(first)
    second, third = one_visit(url, first.validators), one_visit(url)
    ended = f"{describe(second)}, then {describe(third)}"
    changed = isinstance(third, Fetched) and third.body != first.body
    if name == "cond_same_etag_new_body":
        return isinstance(second, Fetched) and second.body != first.body, ended
    return isinstance(second, NotModified) and (name != "cond_304_liar" or changed), ended


def judge_robots(server: str, name: str) -> tuple[bool, str]:
    """Visit a page of a host whose robots.txt is the file played."""
    manners, transport, clock = Manners(), OtherRobots(name), SteppingClock()
    start = time.process_time()
    result = visit(f"{server}/ok", manners=manners, transport=transport, clock=clock, allow_private=True)
    took = time.process_time() - start
    again = visit(f"{server}/ok", manners=manners, transport=transport, clock=clock, allow_private=True)
    ended = f"{describe(result)}, {transport.read_bytes} bytes of robots.txt, {1000 * took:.0f} ms"
    if name in ("robots_503", "robots_bom_utf16"):
        return isinstance(result, Refused) and result.reason == Reason.ROBOTS, ended
    if name == "robots_delay_1e9":
        pause = again.retry_at - again.at if isinstance(again, Refused) and again.retry_at else timedelta.max
        return pause <= timedelta(seconds=LONGEST_DELAY_SECONDS), f"pause of {pause}"
    is_quick = name != "robots_wildcards" or took < 0.05
    return isinstance(result, Fetched) and transport.read_bytes <= MOST_BYTES and is_quick, ended


def describe(result: Visit) -> str:
    """Say in a word how a visit ended."""
    return f"{result.reason} ({result.why[:60]})" if isinstance(result, Refused) else type(result).__name__


def play(server: str, name: str, want: str) -> Row:
    """Play one behaviour and time it."""
    start = time.monotonic()
    is_right, ended = judge(server, name, want)
    return Row(name, want, is_right, ended, time.monotonic() - start)


def play_all(server: str, names: dict[str, str]) -> Iterator[Row]:
    """Play all behaviours, the slow ones last and side by side."""
    for name, want in names.items():
        if name not in SLOW:
            yield play(server, name, want)
    with ThreadPoolExecutor(len(SLOW)) as pool:
        yield from pool.map(lambda name: play(server, name, names[name]), SLOW)


def peer_row(code: str, url: str, want: str) -> str:
    """Visit one behaviour with a peer in a process of its own; say what became of it."""
    limits: Callable[[], None] = lambda: resource.setrlimit(resource.RLIMIT_AS, (PEER_BYTES, PEER_BYTES))  # noqa: E731
    script = f"url = {url!r}\ntry:\n    {code}\nexcept MemoryError:\n    raise SystemExit(3)\n"
    try:
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, timeout=PEER_SECONDS, preexec_fn=limits
        )
    except subprocess.TimeoutExpired:
        return "hung"
    if done.returncode == 3 or b"MemoryError" in done.stderr:
        return "out of memory"
    return "as wanted" if (done.returncode == 0) == want.startswith("ok") else "wrong"


def peers(server: str, names: dict[str, str]) -> None:
    """Print how peers fare in those behaviours that are one visit."""
    single = {
        name: want for name, want in names.items() if not name.startswith(("robots_", "trap_", "sitemap", "cond_"))
    }
    for peer, code in PEERS.items():
        with ThreadPoolExecutor(2) as pool:
            urls = [f"{server}/{name}" for name in single]
            counted = Counter(pool.map(partial(peer_row, code), urls, single.values()))
        print(f"{peer:<12}of {len(single)}: " + ", ".join(f"{count} {what}" for what, count in counted.most_common()))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--peers", action="store_true", help="visit with peers, too")
    parser.add_argument("names", nargs="*", help="behaviours; all where none is named")
    options = parser.parse_args()
    names = {name: want for name, want in wanted().items() if not options.names or name in options.names}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with hostile_server() as server:
        rows = [play(server, name, want) for name, want in names.items()] if options.names else []
        rows = rows or list(play_all(server, names))
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 / 1e6
        for row in rows:
            if options.names or not row.is_right:
                print(f"{'' if row.is_right else 'NOT AS WANTED: '}{row.name}: wanted {row.wanted}; {row.ended}")
        right, worst = sum(row.is_right for row in rows), max(row.seconds for row in rows if "trap" not in row.name)
        print(f"as wanted {right} of {len(rows)}; worst visit {worst:.1f} s; memory grew by {grown:.0f} MB")
        print(f"asked: {ASKED}, at most {Limits().decoded_bytes >> 20} MiB are decoded")
        if options.peers:
            peers(server, names)


if __name__ == "__main__":
    main()
