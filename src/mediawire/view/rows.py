"""Puts the passages of a comparison into reading order, and cuts each into what stayed, what went and what came.

The order is the copy's; a dropped passage stands behind the passage that precedes it in the original. Passages of
nothing but white space on both sides are no rows: they are counted.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from mediawire.report import Span
from mediawire.view.marks import LINE_END

SAME, GONE, COME = "same", "gone", "come"
BLANK_LINES = re.compile(r"\n\s*\n")


class Run(NamedTuple):
    """A run of text in a passage: the same on both sides, gone from the original, or come with the copy."""

    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One passage as it is shown: its number, its kind, its place on either side, and the edits inside.

    ``part`` is what it is in its text, where the comparison says so: headline, byline, paragraph or furniture.
    """

    number: int
    kind: str
    original: Span | None
    copy: Span | None
    edits: tuple[Mapping[str, Any], ...] = ()
    echoes: Span | None = None
    part: str = "paragraph"

    @property
    def is_respaced(self) -> bool:
        """Tell whether nothing but white space was edited; to a reader that is kept."""
        return self.kind == "edited" and all(map(is_spacing, self.edits))


@dataclass(frozen=True, slots=True)
class Rows:
    """All passages that are shown, in reading order, and how many were nothing but white space."""

    shown: tuple[Row, ...]
    blank: int
    places: Mapping[str, Sequence[tuple[int, int, int]]]

    def find(self, side: str, place: Span | None) -> Row | None:
        """Return the row that holds a place of the ``original`` or the ``copy``; None where no row does."""
        if place is None:
            return None
        at = bisect_right(self.places[side], (place.start, sys.maxsize, 0)) - 1
        if at < 0 or place.start >= self.places[side][at][1]:
            return None
        return self.shown[self.places[side][at][2]]


def read_span(value: Any) -> Span | None:
    """Take ``[start, end]`` of the JSON as a span; null and absent are None."""
    return Span(int(value[0]), int(value[1])) if value else None


def order_rows(passages: Sequence[Mapping[str, Any]], original: str, copy: str) -> Rows:
    """Return the passages, numbered, in the order in which a reader of the copy meets them."""
    seen = [passage for passage in passages if not is_blank(passage, original, copy)]
    placed = sorted((p for p in seen if p.get("copy")), key=lambda p: tuple(p["copy"]))
    lost = sorted((p for p in seen if not p.get("copy")), key=lambda p: tuple(p.get("original") or ()))
    rows = tuple(read_row(number, passage) for number, passage in enumerate(interleave(placed, lost), 1))
    places = {
        "original": sorted((*row.original, at) for at, row in enumerate(rows) if row.original),
        "copy": sorted((*row.copy, at) for at, row in enumerate(rows) if row.copy),
    }
    return Rows(rows, len(passages) - len(seen), places)


def read_row(number: int, passage: Mapping[str, Any]) -> Row:
    """Take one passage of the JSON as a row; a side without a letter is None."""
    left, right = read_span(passage.get("original")), read_span(passage.get("copy"))
    return Row(
        number,
        str(passage["kind"]),
        left if left and left.end > left.start else None,
        right if right and right.end > right.start else None,
        tuple(passage.get("edits") or ()),
        read_span(passage.get("echoes")),
        str(passage.get("part") or "paragraph"),
    )


def is_blank(passage: Mapping[str, Any], original: str, copy: str) -> bool:
    """Tell whether a passage is nothing but white space on both sides."""
    left, right = read_span(passage.get("original")), read_span(passage.get("copy"))
    return not (left and left.of(original).strip()) and not (right and right.of(copy).strip())


def interleave(placed: Sequence[Mapping[str, Any]], lost: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Put each passage that the copy lacks behind the one that precedes it in the original."""
    ends = sorted((p["original"][1], place) for place, p in enumerate(placed) if p.get("original"))
    behind: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for passage in lost:
        start = passage["original"][0] if passage.get("original") else -1
        before = bisect_right(ends, (start, len(placed))) - 1
        behind[ends[before][1] if before >= 0 else -1].append(passage)
    ordered = list(behind[-1])
    for place, passage in enumerate(placed):
        ordered += [passage, *behind[place]]
    return ordered


def cut_side(row: Row, text: str, side: str) -> list[Run]:
    """Cut one side of a passage into runs: what both sides have, and what only this side has."""
    span = row.original if side == "original" else row.copy
    if span is None:
        return []
    tone = GONE if side == "original" else COME
    runs, done = [], span.start
    seen = (edit for edit in row.edits if not is_spacing(edit))
    for start, end in sorted(place for edit in seen if (place := read_span(edit.get(side)))):
        start, end = max(start, done), min(end, span.end)
        if end > start:
            runs += [Run(SAME, text[done:start]), Run(tone, text[start:end])]
            done = end
    runs.append(Run(SAME, text[done : span.end]))
    return [run for run in runs if run.text]


def cut_paragraphs(runs: Iterable[Run]) -> Iterator[Sequence[Run]]:
    """Cut runs at line ends into paragraphs; lines without a letter are left out."""
    paragraph: list[Run] = []
    for run in runs:
        first, *others = BLANK_LINES.sub("\n", LINE_END.sub("\n", run.text)).split("\n")
        paragraph.append(Run(run.tone, first))
        for line in others:
            if any(piece.text.strip() for piece in paragraph):
                yield paragraph
            paragraph = [Run(run.tone, line)]
    if any(piece.text.strip() for piece in paragraph):
        yield paragraph


def cut_merged(row: Row, original: str) -> list[Run]:
    """Cut a passage into one stream: the original's words, with what went and what came in its place.

    White space is as in the copy. What stayed and what came is the copy's part, character for character.
    """
    if row.original is None:
        return []
    runs, done = [], row.original.start
    for edit in row.edits:
        start, end = read_span(edit.get("original")) or Span(done, done)
        runs.append(Run(SAME, original[done:start]))
        if is_spacing(edit):
            runs.append(Run(SAME, str(edit.get("to") or "")))
        else:
            runs += [Run(GONE, original[start:end]), Run(COME, str(edit.get("to") or ""))]
        done = end
    runs.append(Run(SAME, original[done : row.original.end]))
    return [run for run in runs if run.text]


def is_rewritten(row: Row, original: str) -> bool:
    """Tell whether the edits leave so little in common that the two sides are better read apart."""
    if row.kind == "paraphrased":
        return True
    whole = (row.original.end - row.original.start) if row.original else 0
    return whole > 0 and 2 * sum(len(run.text) for run in cut_merged(row, original) if run.tone == SAME) < whole


def is_spacing(edit: Mapping[str, Any]) -> bool:
    """Tell whether an edit touches white space only."""
    return not str(edit.get("from") or "").strip() and not str(edit.get("to") or "").strip()


def list_edits(rows: Rows) -> Iterator[tuple[Row, Mapping[str, Any]]]:
    """List every edit with the passage that holds it, in reading order."""
    for row in rows.shown:
        for edit in row.edits:
            yield row, edit
