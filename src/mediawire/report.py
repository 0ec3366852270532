"""The values every floor shares: a report, its body, where it came from, and a place in it.

Nothing here reads, decides or publishes. All positions in mediawire are code points of the text as
received, half-open: ``text[span.start:span.end]`` is the piece that a span speaks of.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from mediawire.errors import NaiveTime


class Span(NamedTuple):
    """A piece of a text, from its first code point to the one after its last."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the piece of the text that this span speaks of."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """Count the code points that both spans hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


_START = attrgetter("start")


def is_held(span: Span, holders: Sequence[Span]) -> bool:
    """Tell whether one of some spans, sorted and apart, holds another: a page may have thousands of either."""
    at = bisect_right(holders, span.start, key=_START)
    return at > 0 and holders[at - 1].holds(span)


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a report as received. It is never edited; a changed body is another body."""

    text: str
    received: bytes | None = None
    html: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise TypeError(f"the text of a Body must be a str, not {type(self.text).__name__}")

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the text as ``sha256:`` and 64 hexadecimal digits.

        A lone surrogate, which UTF-8 cannot carry, is digested as its three-byte form.
        """
        return "sha256:" + hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """Whom a report says it was taken from. What is not known is None."""

    name: str
    url: str | None = None
    credit_line: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One news text as published somewhere, with what is known about it.

    ``headline`` is the headline where it was received apart from the body; where the headline stands inside
    the body's text, leave it None and it is found there. ``published`` must be an aware time, or `NaiveTime` is
    raised. ``links`` are the addresses that the page linked to, in page order.
    """

    body: Body
    headline: str | None = None
    byline: str | None = None
    published: datetime | None = None
    outlet: str | None = None
    url: str | None = None
    source: Source | None = None
    language: str | None = None
    links: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.body, Body):
            raise TypeError(f"body must be a Body, not {type(self.body).__name__}; Report.of(text) takes a plain text")
        links: object = self.links
        if isinstance(links, str):
            raise TypeError("links must be a tuple of addresses, not str")
        if self.published is not None and self.published.utcoffset() is None:
            raise NaiveTime("published", f"{self.published.isoformat()} has no time zone")

    @classmethod
    def of(cls, text: str | Report) -> Report:
        """Take a plain text as a report of which nothing else is known; a report stays as it is."""
        if isinstance(text, Report):
            return text
        if not isinstance(text, str):
            raise TypeError(f"a report must be a str or a Report, not {type(text).__name__}")
        return cls(Body(text))
