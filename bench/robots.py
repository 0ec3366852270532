"""Prints how Google's cases of robots.txt come out, beside protego and the standard library in one run.

Those not met are listed with their reason. Three cases of ``GoogleOnly_LineTooLong`` came without the rules that make
them: the file holds what stood before the loop that writes a line of 16 kB, so that nobody can meet them.
"""

from __future__ import annotations

import json
import time
import urllib.robotparser
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from bench.archives import unpacked
from mediawire.wire.robots import matches, path_for_robots, read_robots

LISTED = {
    ("GoogleOnly_LineTooLong", "http://foo.bar/x//fux"): "its rules are not in the file",
    ("GoogleOnly_LineTooLong", "http://foo.bar/x//qux"): "its rules are not in the file",
}
ASKED_MILLISECONDS = 50.0


class Case(NamedTuple):
    """A robots.txt, an agent, an address, and whether it may be visited."""

    test: str
    robotstxt: str
    agent: str
    url: str
    allowed: bool


Judge = Callable[[Case], bool]


def google_cases() -> Iterator[Case]:
    """Yield the cases of google/robotstxt."""
    path = unpacked("hostile.tar.xz") / "robots_google_cases.jsonl"
    with path.open(encoding="utf-8") as lines:
        yield from (Case(**json.loads(line)) for line in lines)


def ours(case: Case) -> bool:
    """Ask our reader."""
    parts = urlsplit(case.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return read_robots(case.robotstxt.encode(), case.agent).allows(path_for_robots(path))


def protego(case: Case) -> bool:
    """Ask protego."""
    from protego import Protego

    return bool(Protego.parse(case.robotstxt).can_fetch(case.url, case.agent))


def standard_library(case: Case) -> bool:
    """Ask urllib.robotparser."""
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(case.robotstxt.splitlines())
    return parser.can_fetch(case.agent, case.url)


def misses(judge: Judge) -> list[Case]:
    """Return the cases that a judge decides otherwise."""
    return [case for case in google_cases() if judge(case) != case.allowed]


def wildcard_milliseconds() -> float:
    """Return the time that 5,000 asterisks and the longest path take."""
    start = time.process_time()
    matches("/" + "*a" * 5000 + "$", "/" + "a" * 8000)
    return 1000 * (time.process_time() - start)


def main() -> None:
    """Print the figures."""
    cases = sum(1 for _ in google_cases())
    print(f"robots.txt, {cases} cases of google/robotstxt\n")
    for name, judge in (("mediawire", ours), ("protego", protego), ("urllib.robotparser", standard_library)):
        print(f"{name:<22}{cases - len(misses(judge)):>5} as Google has them")
    print("\nasked: all but listed exceptions; of ours these are not met:")
    for case in misses(ours):
        print(f"  {case.test}, {case.url}: {LISTED.get((case.test, case.url), 'NOT LISTED')}")
    print(f"\n5,000 asterisks: {wildcard_milliseconds():.1f} ms (asked: under {ASKED_MILLISECONDS:.0f})")


if __name__ == "__main__":
    main()
