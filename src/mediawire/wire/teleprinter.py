"""The pieces of teleprinter copy: messages between control characters, letters in some charset, lines, times.

Both formats of the teleprinter, IPTC 7901 and ANPA 1312, begin a message with SOH, its text with STX, end the text with
ETX and the message with EOT; older lines say ``ZCZC`` and ``NNNN``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from mediawire.errors import InputError
from mediawire.files import decode
from mediawire.wire.month_names import MONTHS
from mediawire.wire.reading import StatedTime
from mediawire.wire.stated_times import state_time

_START = re.compile(rb"[\x01\x16]*\x01|ZCZC")
MOST_MESSAGES = 20_000
_END = re.compile(rb"\x04|\bNNNN\b")
_DROPPED = bytes(range(0x00, 0x09)) + b"\x0b\x0c" + bytes(range(0x0E, 0x20)) + b"\x7f"
_SEVEN_BITS = bytes(range(0x80))
_SPACES = {0x10: " ", 0x1E: " ", 0x1F: "\t", 0x0B: "\n", 0x0C: "\n"}
_NO_LETTER: dict[int, str | None] = {**dict.fromkeys((*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F)), **_SPACES}
_DAY_HOUR = re.compile(r"\b(\d{2})(\d{2})(\d{2})\s*([A-Z]{2,5})?\s+([^\W\d_]{3,})\.?\s+(\d{2}|\d{4})\b")
_AMERICAN = re.compile(r"\b(\d{2})-(\d{2})-(\d{2,4})\s+(\d{2})(\d{2})\s*([A-Z]{2,4})?")


class Message(NamedTuple):
    """One message of a line: its bytes, and what stands in front of its text, in it and behind it."""

    received: bytes
    header: str
    text: str
    trailer: str
    is_cut: bool = False
    """ends neither its text nor itself, as every message does"""


def split_messages(data: bytes) -> tuple[list[bytes], list[bytes]]:
    """Split a file into its messages, and what stands between them and is none.

    What comes after the 20,000th message stands in that one.
    """
    starts = [found.start() for found in islice(_START.finditer(data), MOST_MESSAGES)]
    messages: list[bytes] = []
    between: list[bytes] = [data[: starts[0]]] if starts else [data]
    for start, following in pairwise([*starts, len(data)]):
        end = _END.search(data, start + 1, following)
        stop = end.end() if end else following
        messages.append(data[start:stop])
        between.append(data[stop:following])
    return messages, [piece for piece in between if piece.translate(None, _DROPPED).strip()]


def tell_charset(data: bytes, stated: str | None) -> str:
    """Tell the charset of teleprinter copy: UTF-8 where it is valid, what was stated, else by its letters.

    Where less than one byte in a hundred is beyond ASCII, the script is Latin, and there is too little to tell more by.
    """
    for charset in ("utf-8", stated):
        try:
            data.decode(charset or "ascii")
        except (UnicodeDecodeError, LookupError):
            continue
        return charset or "ascii"
    if 100 * len(data.translate(None, _SEVEN_BITS)) < len(data):
        return "cp1252"
    try:
        encoding = decode(data.translate(None, _DROPPED), "wire copy").encoding
        data.decode(encoding)
    except (InputError, UnicodeDecodeError, LookupError):
        return "cp1252"
    return encoding


def cut_message(received: bytes, charset: str) -> Message:
    """Cut a message at STX and ETX; without them the first lines are its header."""
    text = received.decode(charset, "replace").replace("\r\n", "\n").replace("\r", "\n")
    head, stx, rest = text.partition("\x02")
    if not stx:
        lines = text.split("\n", 1)
        head, rest = lines[0], lines[1] if len(lines) > 1 else ""
    body, etx, trailer = rest.partition("\x03")
    if not etx:
        body, _, trailer = rest.partition("\x04")
    is_cut = not etx and _END.search(received) is None
    return Message(received, head, body.replace("NNNN", "") if "ZCZC" in head else body, trailer, is_cut)


def plain(text: str) -> str:
    """Return text without its controls; those that stand for blanks become blanks."""
    return text.translate(_NO_LETTER)


def lines_of(text: str) -> Iterator[str]:
    """Yield the lines of a text without controls and without blanks at their ends."""
    for line in plain(text).split("\n"):
        yield line.rstrip()


def read_stamp(trailer: str) -> StatedTime | None:
    """Read the time that closes a message: ``131137 GMT Nov 13``, ``AP-WF-08-29-16 1626GMT``."""
    words = " ".join(plain(trailer).split())
    found = _DAY_HOUR.search(words)
    if found:
        day, hour, minute, zone, name, year = found.groups()
        return _stamp(found[0], day, MONTHS.get(name.lower(), 0), int(year), f"{hour}:{minute}", zone)
    found = _AMERICAN.search(words)
    if found:
        name, day, year, hour, minute, zone = found.groups()
        return _stamp(found[0], day, int(name), int(year), f"{hour}:{minute}", zone)
    return None


def _stamp(words: str, day: str, month: int, year: int, clock: str, zone: str | None) -> StatedTime:
    """Put a time together; a zone that is not known is taken as UTC, which is said."""
    century = 0 if year > 99 else 2000 if year < 70 else 1900
    date = f"{year + century}-{month:02}-{day} {clock}"
    stated = state_time("modified", f"{date} {zone or ''}".strip())
    if stated.at is None and zone:
        stated = state_time("modified", date)
    guesses = ("year of two digits", *stated.guessed) if year < 100 else stated.guessed
    return StatedTime("modified", words, stated.at, guesses)
