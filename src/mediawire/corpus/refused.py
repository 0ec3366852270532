"""What could not be taken in: counted by reason, named by its place, and kept aside in a file, so that nothing is lost.

The file holds a line of JSON for each: ``file``, ``line`` (or ``row``, of a table), ``reason``, and ``row``, the report
as it was given; where it could not be read as one, ``raw``, the text of the line. Bytes that are no UTF-8 stand in it
as lone surrogates (PEP 383), so that every byte can be told.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self

from mediawire.output import open_lines, refuse, write_line

NO_TEXT = "no text"
WRONG_TYPE = "text is no string"
WRONG_ID = "id is neither string nor number"
TOO_LONG = "text is too long"
NO_UNICODE = "text or id is no valid Unicode"
NO_REPORT = "not a report"
BROKEN_LINE = "broken line"
NO_UTF8 = "line is no valid UTF-8"
LINE_TOO_LONG = "line is too long"
CUT_SHORT = "file is damaged or cut short"
UNREADABLE = "file cannot be read"
NO_COLUMN = "no column holds texts"
GIVEN_BEFORE = "id was given before"

NAMED = 3
"""Rows that are named on the screen; all of them stand in the file."""


class Place(NamedTuple):
    """Where a row stands: the file, and its line, or its row in a table, from 1; None where the whole file is meant."""

    file: str
    number: int | None = None
    unit: str = "line"

    def __str__(self) -> str:
        return self.file if self.number is None else f"{self.file}, {self.unit} {self.number:,}"


class Refusals:
    """Collects what is refused, and what was taken but should be known of.

    ``aside`` is the file to keep it in, or a stem such as ``wire-refused`` to which the first free number is added;
    None keeps nothing. The file is made with the first row. ``reasons`` counts what was refused, ``notes`` what was
    taken all the same, ``named`` holds the first few, as lines for a person.
    """

    def __init__(self, aside: Path | None = None, is_stem: bool = False) -> None:
        self.aside, self.is_stem = aside, is_stem
        self.reasons: Counter[str] = Counter()
        self.notes: Counter[str] = Counter()
        self.named: list[str] = []
        self.path: Path | None = None
        self.file: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.file is not None:
            self.file.close()

    def __len__(self) -> int:
        return self.reasons.total()

    def note(self, what: str, number: int = 1) -> None:
        """Count something that a reader should know of rows that were taken."""
        self.notes[what] += number

    def refuse(self, place: Place, reason: str, row: Any = None, raw: str | None = None, told: str = "") -> None:
        """Count a row that is not taken, and keep it aside. ``told`` says more than the reason, where there is more."""
        self.reasons[reason] += 1
        if len(self.named) < NAMED:
            self.named.append(f"{place}: {told or reason}")
        if self.aside is not None:
            kept: dict[str, Any] = {"file": place.file, place.unit: place.number, "reason": reason}
            kept |= {"told": told or None, "raw": raw, "row": dict(row) if isinstance(row, Mapping) else row}
            line = {name: value for name, value in kept.items() if value is not None}
            write_line(self.opened(), json.dumps(line, default=str, skipkeys=True) + "\n")

    def opened(self) -> BinaryIO:
        """Open the file with the first row, so that no empty one is left behind."""
        if self.file is None and self.aside is not None:
            self.path, self.file = open_free(self.aside) if self.is_stem else (self.aside, open_lines(self.aside))
        if self.file is None:
            raise ValueError("nothing is kept aside")
        return self.file

    def describe(self) -> str:
        """Say in one line what was refused and where it is kept; nothing where nothing was."""
        if not self.reasons:
            return ""
        listed = ", ".join(f"{number:,} {reason}" for reason, number in sorted(self.reasons.items()))
        return f"{len(self):,} refused: {listed}" + (f"; kept in {self.path}" if self.path else "")


def open_free(stem: Path) -> tuple[Path, BinaryIO]:
    """Make the first file of a numbered row that is not there yet: what an earlier run kept stays."""
    try:
        stem.parent.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            path = stem.with_name(f"{stem.name}-{number}.jsonl")
            try:
                return path, path.open("xb", buffering=0)
            except FileExistsError:
                number += 1
    except OSError as error:
        refuse(str(stem), error)
