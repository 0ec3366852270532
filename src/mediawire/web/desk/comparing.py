"""What changed between two versions of a report, as passages with what went struck out and what came underlined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from mediawire.report import Span
from mediawire.reuse.altered import FactChange
from mediawire.reuse.comparison import Comparison, compare
from mediawire.reuse.passages import Passage
from mediawire.web.models import Version

Mark = Literal["", "del", "ins"]
MOST_LETTERS = 100_000
"""Letters of a version that are compared in words; of longer ones it is said that they are too long to be shown."""


class Piece(NamedTuple):
    """A run of letters that stayed, went or came."""

    mark: Mark
    text: str


class Block(NamedTuple):
    """A passage: what became of it, and its pieces in order."""

    kind: str
    pieces: tuple[Piece, ...]


class Told(NamedTuple):
    """All that is told of two versions."""

    headline: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    facts: tuple[str, ...]
    is_same: bool
    is_too_long: bool = False


def show_changes(before: Version, after: Version) -> Told:
    """Tell what changed between two versions."""
    headline = tuple(_pair(before.headline, after.headline))
    old, new = before.body.text, after.body.text
    if old == new:
        return Told(headline, (), (), True)
    if max(len(old), len(new)) > MOST_LETTERS:
        return Told(headline, (), (), False, True)
    found = compare(old, new)
    facts = tuple(map(_tell_fact, found.facts))
    return Told(headline, tuple(_show(found, passage) for passage in in_reading_order(found.passages)), facts, False)


def _tell_fact(change: FactChange) -> str:
    """Say what became of a number, a name, a date or a negation."""
    if change.status == "altered":
        return f"{change.kind}: “{change.from_}” is now “{change.to}”"
    return f"{change.kind}: “{change.from_}” is gone" if change.from_ else f"{change.kind}: “{change.to}” is new"


def in_reading_order(passages: tuple[Passage, ...]) -> list[Passage]:
    """Return the passages as the new version reads, and what was dropped behind what stood before it in the old one."""
    ordered = sorted((one for one in passages if one.copy), key=lambda one: one.copy or Span(0, 0))
    for gone in sorted((one for one in passages if not one.copy), key=lambda one: one.original or Span(0, 0)):
        start = gone.original.start if gone.original else 0
        before = [at for at, one in enumerate(ordered) if one.original and one.original.start < start]
        ordered.insert(before[-1] + 1 if before else 0, gone)
    return ordered


def _show(found: Comparison, passage: Passage) -> Block:
    old, new = found.original.side.text, found.copy.side.text
    if passage.copy is None:
        return Block("dropped", (Piece("del", passage.original.of(old)),) if passage.original else ())
    if passage.original is None:
        return Block("inserted", (Piece("ins", passage.copy.of(new)),))
    return Block(passage.kind, tuple(_follow(passage, passage.copy, new)))


def _follow(passage: Passage, place: Span, new: str) -> Iterator[Piece]:
    """Give the pieces of a passage that stands in both: what stayed, and at each edit what went and what came."""
    at = place.start
    for edit in sorted(passage.edits, key=lambda edit: edit.copy):
        yield Piece("", new[at : edit.copy.start])
        yield from _pair(edit.from_, edit.to)
        at = edit.copy.end
    yield Piece("", new[at : place.end])


def _pair(old: str, new: str) -> Iterator[Piece]:
    if old == new:
        yield Piece("", new)
        return
    if old:
        yield Piece("del", old)
    if new:
        yield Piece("ins", new)
