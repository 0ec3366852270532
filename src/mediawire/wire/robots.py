"""What a site's robots.txt lets us visit, and how often (RFC 9309, and Google's parser where that says more).

The longest rule that matches wins, and of two as long the one that allows. A file is read up to 500 KiB (section 2.5),
a line up to 16,663 bytes. A file that is not there allows all (2.3.1.3), one that cannot be reached nothing (2.3.1.4).
Matching takes time in proportion to the rule and never more: a hundred asterisks are a hundred searches.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

MOST_BYTES = 500 * 1024
LONGEST_LINE_BYTES = 2083 * 8 - 1
"""Eight times the longest address of an old browser: where Google's parser cuts."""

KEYS = {
    "user-agent": ("user-agent", "useragent", "user agent"),
    "disallow": ("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"),
    "allow": ("allow",),
    "crawl-delay": ("crawl-delay", "crawldelay", "crawl delay"),
}
SPELLINGS = {spelling: key for key, spellings in KEYS.items() for spelling in spellings}
LINE = re.compile(rb"[\r\n]+")
AGENT = re.compile(r"[A-Za-z_-]+")
HEXADECIMAL = re.compile(rb"%([0-9a-fA-F]{2})")


class Rule(NamedTuple):
    """One line of a group: a pattern of paths, and whether they may be visited."""

    is_allowing: bool
    pattern: str


@dataclass(frozen=True, slots=True)
class Robots:
    """What a robots.txt says to one agent: rules in their order, and the seconds it wants between visits."""

    rules: tuple[Rule, ...] = ()
    delay_seconds: float | None = None

    def allows(self, path: str) -> bool:
        """Claim that a path, with its query, may be visited; robots.txt itself always may."""
        if path == "/robots.txt":
            return True
        allowed = max((priority(rule.pattern, path) for rule in self.rules if rule.is_allowing), default=-1)
        forbidden = max((priority(rule.pattern, path) for rule in self.rules if not rule.is_allowing), default=-1)
        return forbidden <= 0 or allowed >= forbidden


ALLOW_ALL = Robots()
FORBID_ALL = Robots((Rule(False, "/"),))


class Group(NamedTuple):
    """Consecutive lines for the same agents. A delay is for those named above it, be more named below or not."""

    agents: list[str]
    rules: list[Rule]
    delays: list[tuple[int, float]]


def read_robots(data: bytes, agent: str) -> Robots:
    """Read what a robots.txt says to an agent, which is named by its product token as in ``mediawire``.

    All groups that name the agent count together; where none does, those for ``*``. Whatever is no rule is passed over,
    so that a page in the place of the file allows all.
    """
    groups = list(read_groups(data))
    is_meant: Callable[[str], bool] = partial(_is_agent, agent)
    if not any(is_meant(name) for group in groups for name in group.agents):
        is_meant = _is_everyone
    heard = [group for group in groups if any(map(is_meant, group.agents))]
    delays = (delay for group in heard for above, delay in group.delays if any(map(is_meant, group.agents[:above])))
    return Robots(tuple(dict.fromkeys(rule for group in heard for rule in group.rules)), next(delays, None))


def read_groups(data: bytes) -> Iterator[Group]:
    """Read the groups of a robots.txt, in order."""
    group, is_naming = Group([], [], []), True
    for key, value in read_lines(data):
        if key == "user-agent":
            if not is_naming:
                yield group
                group = Group([], [], [])
            group.agents.append(value)
            is_naming = True
            continue
        if key == "crawl-delay":
            group.delays.extend((len(group.agents), seconds) for seconds in _read_delay(value))
            continue
        is_naming = False
        if value:
            group.rules.extend(_rules(key == "allow", value))
    yield group


def read_lines(data: bytes) -> Iterator[tuple[str, str]]:
    """Read the lines that we know, as key and value; a missing colon is forgiven, as are usual slips of the pen."""
    for line in LINE.split(_as_utf8(data[:MOST_BYTES])):
        text = line[:LONGEST_LINE_BYTES].partition(b"#")[0].decode("utf-8", "surrogateescape").strip()
        key, colon, value = text.partition(":")
        if not colon:
            words = text.split()
            key, value = words if len(words) == 2 else ("", "")
        known = SPELLINGS.get(key.strip().lower())
        if known:
            yield known, value.strip()


def _as_utf8(data: bytes) -> bytes:
    """Take a byte order mark off, and UTF-16 to UTF-8 where one says so."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    for length in (3, 2, 1):  # half of one, too: Google's parser forgives it
        if data.startswith(BOM_UTF8[:length]):
            return data[length:]
    return data


def _rules(is_allowing: bool, value: str) -> Iterator[Rule]:
    pattern = normal_pattern(value)
    yield Rule(is_allowing, pattern)
    if is_allowing and (folder := pattern.rpartition("/"))[2].startswith("index.htm"):
        yield Rule(True, folder[0] + "/$")  # who may see the index may see the folder that shows it


def normal_pattern(value: str) -> str:
    """Return a pattern with what is not ASCII percent-encoded, and its percent signs in capitals."""
    data = b"".join(
        bytes((byte,)) if byte < 128 else b"%%%02X" % byte for byte in value.encode("utf-8", "surrogateescape")
    )
    return HEXADECIMAL.sub(lambda found: found[0].upper(), data).decode("ascii")


def _read_delay(value: str) -> Iterable[float]:
    try:
        seconds = float(value.replace(",", "."))
    except ValueError:
        return ()
    return (seconds,) if seconds >= 0 else ()


def _is_agent(agent: str, name: str) -> bool:
    """Claim that a line names the agent: by its letters up to the first other sign, whatever their case."""
    found = AGENT.match(name)
    return found is not None and found[0].lower() == agent.lower()


def _is_everyone(name: str) -> bool:
    return name == "*" or (name.startswith("*") and name[1:2].isspace())


def priority(pattern: str, path: str) -> int:
    """Return how strongly a pattern holds for a path: its length where it matches, else -1."""
    return len(pattern) if matches(pattern, path) else -1


def matches(pattern: str, path: str) -> bool:
    """Claim that a path begins as the pattern says; ``*`` stands for anything, a last ``$`` for the path's end.

    The leftmost place of each part between asterisks is as good as any other, so that one search for each is enough.
    """
    is_whole = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    last = parts.pop() if parts and is_whole else None
    for part in parts:
        place = path.find(part, place)
        if place < 0:
            return False
        place += len(part)
    if last is not None:
        return len(path) - len(last) >= place and path.endswith(last)
    return not is_whole or place == len(path)


def path_for_robots(path: str) -> str:
    """Return a path as rules are compared with it: percent signs in capitals."""
    return re.sub("%[0-9a-f]{2}", lambda found: found[0].upper(), path)
