"""Tables of text with commas, semicolons or tabs between the fields (RFC 4180), row by row.

The first line names the columns. A quotation mark that is never closed costs one line: the lines behind it are read
anew.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import Any

from mediawire.corpus.refused import BROKEN_LINE, NO_UTF8, Place, Refusals
from mediawire.corpus.rows import find_columns, find_twice, is_unicode
from mediawire.corpus.streams import MOST_LINE_BYTES, show_bytes
from mediawire.errors import InputError

DELIMITERS = ",;\t|"
COLUMNS_SHOWN = 12

Line = tuple[int, str]


class Lines:
    """Gives lines to a reader of rows, remembers those of the row at hand, and can put them back."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self.lines = lines
        self.back: list[Line] = []
        self.row: list[Line] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.back.pop() if self.back else next(self.lines)
        self.row.append(line)
        return line[1]

    def put_back(self) -> Line:
        """Put back all lines of the row but the first, and return that."""
        first, *others = self.row
        self.back += reversed(others)
        return first


def read_delimited(
    lines: Iterator[tuple[int, bytes]], name: str, refused: Refusals, fields: Mapping[str, str], delimiter: str | None
) -> Iterator[tuple[Place, Any]]:
    """Read the rows of a table of text; without a delimiter it is told by the first line."""
    csv.field_size_limit(MOST_LINE_BYTES)  # one for the whole process: the longest text that any file may hold
    header = next(lines, None)
    if header is None:
        return
    cut_by = delimiter or max(DELIMITERS, key=show_bytes(header[1]).count)
    taken = Lines((number, show_bytes(line) + "\n") for number, line in lines)
    keys = read_header(show_bytes(header[1]), cut_by, name)
    if not find_columns(keys, fields).text or not set(fields.values()) <= set(keys):
        raise InputError(name, refuse_header(keys, fields))
    twice = find_twice(keys, find_columns(keys, fields))
    if twice is not None:
        raise InputError(name, f"{twice} is the name of several columns; give each its own")
    reader = csv.reader(taken, delimiter=cut_by, strict=True)
    while True:
        taken.row.clear()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number, line = taken.put_back()
            refused.refuse(Place(name, number), BROKEN_LINE, raw=line, told=f"{BROKEN_LINE} ({error})")
            continue
        if row:
            yield from judge_row(row, keys, name, taken.row, refused)


def read_header(line: str, delimiter: str, name: str) -> list[str]:
    """Read the names of the columns."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error as error:
        raise InputError(name, f"its first line names no columns ({error})") from error


def judge_row(
    row: list[str], keys: list[str], name: str, lines: list[Line], refused: Refusals
) -> Iterator[tuple[Place, Any]]:
    """Give a row as a record, or refuse it."""
    place = Place(name, lines[0][0])
    if len(row) != len(keys):
        told = f"{BROKEN_LINE} ({len(row)} fields where {len(keys)} are named)"
        refused.refuse(place, BROKEN_LINE, raw="".join(line for _, line in lines), told=told)
    elif not all(map(is_unicode, row)):
        refused.refuse(place, NO_UTF8, raw="".join(line for _, line in lines))
    else:
        yield place, dict(zip(keys, row, strict=True))


def refuse_header(keys: list[str], fields: Mapping[str, str]) -> str:
    """Say which column is missing."""
    shown = ", ".join(keys[:COLUMNS_SHOWN]) + (" ..." if len(keys) > COLUMNS_SHOWN else "")
    missing = next((f"no column is called {column}" for column in fields.values() if column not in keys), None)
    return f"{missing or 'no column holds texts; name it with --field text=COLUMN'} (columns: {shown})"
