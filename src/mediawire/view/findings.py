"""The values that both views show: a case, which is a comparison beside its two texts, and what was found in it.

A finding is a label, a line of parts, and the passages it points to. Its parts keep our words apart from the foreign
text, so that a view can escape, isolate and colour them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from mediawire.report import Span
from mediawire.view.rows import Row, Rows, order_rows, read_span
from mediawire.view.words import KINDS, shorten

OURS, FOREIGN, GONE, COME = "ours", "foreign", "gone", "come"
QUOTE_LENGTH = 220


class Part(NamedTuple):
    """A part of a line: our own words, or foreign text that stayed, went or came."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: what it is, the line that says it, whether it is good or bad, and where it stands."""

    label: str
    parts: tuple[Part, ...] = ()
    tone: str = ""
    passages: tuple[int, ...] = ()
    under: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the report: its name, its sum in one sentence, and its findings."""

    name: str
    title: str
    summary: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A comparison with its two texts and its passages in reading order."""

    comparison: Mapping[str, Any]
    original: str
    copy: str
    rows: Rows
    headlines: frozenset[tuple[str, Span]]

    @classmethod
    def open(cls, comparison: Mapping[str, Any], original: str, copy: str) -> Case:
        """Lay a comparison beside its texts."""
        headlines = frozenset(
            (side, span)
            for side in ("original", "copy")
            for story in (comparison.get(side) or {}).get("stories") or ()
            if (span := read_span(story.get("headline_span")))
        )
        rows = order_rows(comparison.get("passages") or (), original, copy)
        return cls(comparison, original, copy, rows, headlines)

    def listed(self, name: str) -> list[Mapping[str, Any]]:
        """Return a list of the comparison; what is absent is empty."""
        return list(self.comparison.get(name) or ())

    def part(self, name: str) -> Mapping[str, Any]:
        """Return an object of the comparison; what is absent is empty."""
        return self.comparison.get(name) or {}

    def quote(self, item: Mapping[str, Any], side: str, limit: int = QUOTE_LENGTH) -> str:
        """Return the text of a place on one side, shortened to a line; empty where there is none."""
        span = read_span(item.get(side))
        text = self.original if side == "original" else self.copy
        return shorten(span.of(text), limit) if span else ""

    def name(self, row: Row) -> str:
        """Name the kind of a passage in words."""
        if row.is_respaced:
            return "kept, spaced otherwise"
        name = KINDS.get(row.kind, row.kind)
        part = "headline" if self.is_headline(row) else row.part
        return f"{name}, {part}" if part in ("headline", "byline") else name

    def is_headline(self, row: Row) -> bool:
        """Tell whether a passage is nothing but a headline; those are told in their own section."""
        if row.part == "headline":
            return True
        sides = (("original", row.original, self.original), ("copy", row.copy, self.copy))
        return any(span and (side, trim_blank(span, text)) in self.headlines for side, span, text in sides)

    def passages(self, item: Mapping[str, Any]) -> tuple[int, ...]:
        """Return the numbers of the passages in which the places of an item stand."""
        rows = (self.rows.find(side, read_span(item.get(side))) for side in ("original", "copy"))
        return tuple(sorted({row.number for row in rows if row}))


def trim_blank(span: Span, text: str) -> Span:
    """Shrink a span to leave out the white space at its ends."""
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))
