"""Splits web archives into their records: WARC (ISO 28500) and ARC, streaming, of any size.

The length that a record states is believed only where a record, or the end, stands behind it. Where it does not, the
next record is looked for, and what stood between is refused by name: one bad record costs that record. fastwarc, which
unpacks, would end at the first wrong length, take a length in words for nothing, and read no ARC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from mediawire.wire.reading import Refusal
from mediawire.wire.unpacking import Piece

MOST_CONTENT = 64 << 20
MOST_HEAD = 64 << 10
_LOOK = 1 << 16
_START = re.compile(rb"WARC/[01]\.\d\d?\r?\n")
_END = re.compile(rb"[\r\n]*(?:WARC/[01]\.|\Z)")
_ARC = re.compile(
    rb"(?P<url>[a-z][a-z0-9+.-]*:[^\r\n]*?) (?P<address>[0-9A-Fa-f.:-]+) (?P<date>\d{12,18}) (?P<type>[^\r\n]*?) "
    rb"(?:\d{3} \S+ \S+ \d+ \S+ )?(?P<length>\d{1,15})\r?\n",
    re.IGNORECASE,
)
_ARC_START = re.compile(
    rb"\n[a-z][a-z0-9+.-]{1,30}:[^\r\n]{1,4000} [0-9A-Fa-f.:-]+ \d{12,18} [^\r\n]{0,200} \d{1,15}\r?\n", re.IGNORECASE
)
_ARC_END = re.compile(rb"[\r\n]*(?:[a-z][a-z0-9+.-]{1,30}:\S|\Z)", re.IGNORECASE)

Finder = Callable[[bytearray], int]
"""Finds where the next record begins in some bytes; -1 where none does."""


def find_warc(data: bytearray) -> int:
    """Find the next header of a WARC record."""
    for found in _START.finditer(data):
        if not found.start() or data[found.start() - 1] == 10:
            return found.start()
    return -1


def find_arc(data: bytearray) -> int:
    """Find the next header of an ARC record."""
    found = _ARC_START.search(data)
    return found.start() + 1 if found else -1


class Record(NamedTuple):
    """A record: its kind in small letters, its headers with names in small letters, and its content."""

    kind: str
    headers: Mapping[str, str]
    content: bytes

    @property
    def name(self) -> str:
        """Name the record: by its id, else by its address."""
        return self.headers.get("warc-record-id", "").strip("<> ") or self.headers.get("warc-target-uri", "a record")


class Lookahead:
    """Pieces of a stream as one, in which one can look ahead. At a broken piece it stops until told to go on."""

    def __init__(self, pieces: Iterator[Piece]) -> None:
        self.pieces, self.data, self.place = pieces, bytearray(), 0
        self.broken: Refusal | None = None

    def fill(self, size: int) -> bool:
        """Read until so many bytes are at hand or there are no more; tell whether any are."""
        while len(self.data) < size and self.broken is None:
            piece = next(self.pieces, None)
            if piece is None:
                break
            if isinstance(piece, Refusal):
                self.broken = piece
            else:
                self.data += piece
        return bool(self.data)

    def take(self, size: int) -> bytes:
        """Take bytes that are at hand."""
        taken = bytes(memoryview(self.data)[:size])
        self.drop(size)
        return taken

    def drop(self, size: int) -> None:
        """Pass over bytes that are at hand."""
        self.place += min(size, len(self.data))
        del self.data[:size]

    def go_to(self, find: Finder, until: int | None = None) -> None:
        """Go on to what is found, or over so many bytes, or to the end, whichever comes first."""
        while self.fill(_LOOK):
            found = find(self.data)
            end = found if found >= 0 else max(1, len(self.data) - 8192 if self.broken is None else len(self.data))
            end = end if until is None else min(end, until)
            self.drop(end)
            until = None if until is None else until - end
            if found == end or until == 0:
                return

    def drop_all(self) -> int:
        """Pass over all that is at hand, up to a broken place; return how much that was."""
        size = len(self.data)
        self.drop(size)
        return size


def split_records(pieces: Iterator[Piece]) -> Iterator[Record | Refusal]:
    """Yield the records of a WARC or an ARC in order, and each that cannot be read as a refusal."""
    ahead = Lookahead(pieces)
    ahead.fill(_LOOK)
    take = _take_warc if _START.match(ahead.data) else _take_arc
    while True:
        while ahead.fill(_LOOK):
            _drop_blanks(ahead)
            if not ahead.fill(_LOOK):
                break
            yield take(ahead)
        if ahead.broken is None:
            return
        yield ahead.broken
        ahead.broken = None


def _drop_blanks(ahead: Lookahead) -> None:
    """Pass over the line ends between two records."""
    while ahead.fill(1) and ahead.data[0] in b"\r\n":
        ahead.drop(len(ahead.data) - len(ahead.data.lstrip(b"\r\n")))


def _take_warc(ahead: Lookahead) -> Record | Refusal:
    where = f"at byte {ahead.place:,}"
    end = _find_head_end(ahead)
    if end is None:
        ahead.drop(1)
        ahead.go_to(find_warc)
        return Refusal("no record", "no header of a record stands where one should", where)
    headers = read_headers(ahead.take(end))
    length = headers.get("content-length", "")
    record = Record(headers.get("warc-type", "").lower(), headers, b"")
    if not length.isdecimal():
        ahead.go_to(find_warc)
        return Refusal("wrong length", f"its length is stated as {length[:40]!r}", record.name)
    return _take_content(ahead, record, int(length[:15]), _END, find_warc)


def _find_head_end(ahead: Lookahead) -> int | None:
    """Return where the header that stands here ends; None where there is none."""
    ahead.fill(MOST_HEAD)
    if not _START.match(ahead.data):
        return None
    ends = [at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := ahead.data.find(mark, 0, MOST_HEAD)) >= 0]
    return min(ends, default=None)


def read_headers(head: bytes) -> dict[str, str]:
    """Read header lines: names in small letters; the first of a name stands, later ones are added with a comma."""
    headers: dict[str, str] = {}
    for line in re.sub(rb"\r?\n[ \t]+", b" ", head).split(b"\n")[1:]:
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        key, value = name.strip().lower(), value.strip()
        if colon and key:
            headers[key] = f"{headers[key]}, {value}" if key in headers and headers[key] != value else value
    return headers


def _take_content(
    ahead: Lookahead, record: Record, length: int, end: re.Pattern[bytes], find: Finder
) -> Record | Refusal:
    if length > MOST_CONTENT:
        ahead.go_to(find, length)
        return Refusal("too large", f"{length:,} bytes; more than {MOST_CONTENT >> 20} MB is no report", record.name)
    ahead.fill(length + _LOOK)
    if len(ahead.data) >= length and end.match(ahead.data, length):
        return record._replace(content=ahead.take(length))
    if len(ahead.data) < length and find(ahead.data) < 0:
        there = ahead.drop_all()
        told = f"; {ahead.broken.reason}: {ahead.broken.why}" if ahead.broken else ""
        ahead.broken = None
        return Refusal("cut", f"{length - there:,} of {length:,} bytes are missing{told}", record.name)
    ahead.go_to(find)
    return Refusal("wrong length", f"no record ends after the {length:,} bytes that it states", record.name)


def _take_arc(ahead: Lookahead) -> Record | Refusal:
    ahead.fill(_LOOK)
    found = _ARC.match(ahead.data)
    if found is None:
        line = bytes(ahead.data[:200]).partition(b"\n")[0].decode("utf-8", "replace").strip()
        where = f"at byte {ahead.place:,}"
        ahead.drop(1)
        ahead.go_to(find_arc)
        return Refusal("no record", f"no header of a record: {line[:100]!r}", where)
    url, address, date, media_type, length = (part.decode("utf-8", "replace") for part in found.groups())
    headers = {"warc-target-uri": url, "warc-ip-address": address, "warc-date": _read_arc_date(date)}
    headers["content-type"] = "application/http" if url.lower().startswith("http") else media_type
    kind = "warcinfo" if url.startswith("filedesc:") else "response"
    ahead.drop(found.end())
    return _take_content(ahead, Record(kind, headers, b""), int(length), _ARC_END, find_arc)


def _read_arc_date(digits: str) -> str:
    """Turn the 14 digits of an ARC's date into those of a WARC."""
    year, parts = digits[:4], [digits[at : at + 2] for at in range(4, 14, 2)]
    month, day, hour, minute, second = (part.ljust(2, "0") for part in parts)
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}Z"
