"""Prints which addresses a visit would dial: those to block, those to allow, flipping name servers, and redirects.

Nothing is dialled: resolver and dialler are stubs that write down what they are asked. A name without an address of its
own in the data is given a public one, the worst case. Beside it stand the checks in common use.
"""

from __future__ import annotations

import ipaddress
import json
import random
import socket
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import product
from typing import Any, NoReturn
from urllib.parse import urlsplit

from bench.archives import unpacked
from mediawire.wire.addresses import read_literal, why_not_dialled
from mediawire.wire.dialling import SocketTransport
from mediawire.wire.fetch import visit
from mediawire.wire.source import Source
from mediawire.wire.transport import Answer, Deadline, Limits, Request
from mediawire.wire.visits import Refused

PUBLIC = "93.184.215.14"
REDIRECTS = (301, 302, 303, 307, 308)
FLIPS = 1000
SEED = 20251122


class Dialled:
    """A network made of paper: names stand for what it is told, and each dialled number is written down."""

    def __init__(self, resolve: Callable[[str], Sequence[str]]) -> None:
        self.numbers: list[str] = []
        self.transport = SocketTransport(resolve=lambda host, port: resolve(host), dial=self._dial)

    def _dial(self, address: str, port: int, seconds: float) -> NoReturn:
        self.numbers.append(address)
        raise ConnectionRefusedError("nothing is dialled here")

    @property
    def inward(self) -> list[str]:
        """Return what was dialled and should not have been."""
        return [number for number in self.numbers if why_not_dialled([number])]


class Redirecting:
    """Answers for one public host with a redirect; all others go through the paper network."""

    def __init__(self, status: int, location: str, dialled: Dialled) -> None:
        self.status, self.location, self.dialled = status, location, dialled

    def ask(self, request: Request, limits: Limits, deadline: Deadline) -> Answer:
        """Answer, or pass on."""
        if request.target.host != "feeds.example.com":
            return self.dialled.transport.ask(request, limits, deadline)
        if request.target.path == "/robots.txt":
            return Answer(404)
        return Answer(self.status, ((b"location", self.location.encode()),))


def rows(name: str) -> list[dict[str, Any]]:
    """Return a list of addresses from the data."""
    path = unpacked("hostile.tar.xz") / "ssrf" / name
    return list(json.loads(path.read_text(encoding="utf-8")))


def numbers_of(row: dict[str, Any]) -> Callable[[str], Sequence[str]]:
    """Return a resolver for a row: its own number where it has one, else a public one."""
    return lambda host: [row.get("target") or PUBLIC]


def is_dialled(row: dict[str, Any]) -> bool:
    """Claim that a visit dials something for this row."""
    network = Dialled(numbers_of(row))
    result = visit(row["url"], transport=network.transport)
    return bool(network.numbers) or not isinstance(result, Refused)


def passes(row: dict[str, Any], is_bad: Callable[[Any], bool]) -> bool:
    """Claim that the usual check lets an address through: take the host, and ask ipaddress if it is a number."""
    with suppress(ValueError):
        host = urlsplit(row["url"]).hostname or ""
        literal = read_literal(host)
        return not is_bad(literal) if literal else not is_bad(ipaddress.ip_address(row.get("target") or PUBLIC))
    return False


def flips(count: int) -> int:
    """Return how many inward numbers are dialled when a name server changes its mind at every question."""
    chance, inward = random.Random(SEED), 0
    private = [row["target"] for row in rows("must_block.json") if row["target"]]

    def resolve(host: str) -> Sequence[str]:
        return [chance.choice((PUBLIC, chance.choice(private))) for _ in range(chance.choice((1, 1, 2)))]

    for number in range(count):
        network = Dialled(resolve)
        visit(f"http://flip-{number}.example.com/feed", transport=network.transport)
        inward += len(network.inward)
    return inward


def redirected(spellings: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """Return how many redirects to addresses to block were tried, and how many of them dialled anything."""
    tried = bad = 0
    for status, row in product(REDIRECTS, spellings):
        for source in (Source("http://feeds.example.com/"), Source("http://feeds.example.com/", allow_private=True)):
            network = Dialled(numbers_of(row))
            visit(source, transport=Redirecting(status, row["url"], network))
            tried, bad = tried + 1, bad + bool(network.numbers)
    return tried, bad


def main() -> None:
    """Print the figures."""
    socket.socket.connect = _never  # type: ignore[method-assign]
    block, allow = rows("must_block.json"), rows("must_allow.json")
    blocked = sum(not is_dialled(row) for row in block)
    allowed = sum(is_dialled(row) for row in allow)
    print(f"{'':<34}{'blocked':>12}{'allowed':>12}")
    print(f"{'asked':<34}{'100 %':>12}{'100 %':>12}")
    print(f"{'mediawire':<34}{blocked:>6} of {len(block)}{allowed:>6} of {len(allow)}")
    checks = (("urlsplit, is_private", lambda ip: ip.is_private), ("urlsplit, is_global", lambda ip: not ip.is_global))
    for name, is_bad in checks:
        held, through = sum(not passes(row, is_bad) for row in block), sum(passes(row, is_bad) for row in allow)
        print(f"{name:<34}{held:>6} of {len(block)}{through:>6} of {len(allow)}")
    tried, bad = redirected(block)
    print(f"\n{FLIPS} flips of a name server: {flips(FLIPS)} connections inward (asked: 0)")
    print(f"{tried} redirects of {len(REDIRECTS)} kinds: {bad} connections (asked: 0)")


def _never(*_: object) -> NoReturn:
    raise AssertionError("a socket was opened")


if __name__ == "__main__":
    main()
