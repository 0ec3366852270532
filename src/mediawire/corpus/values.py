"""JSON that is no lines: one array of reports, one report on many lines, or several behind one another.

It is read value by value, so that an array of any size passes through. Behind a broken report the next one is looked
for.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from mediawire.corpus.refused import BROKEN_LINE, LINE_TOO_LONG, Place, Refusals
from mediawire.corpus.streams import KEPT_BYTES, MOST_LINE_BYTES

BETWEEN = re.compile(r"[\s,\[\]]*")
NEXT_OBJECT = re.compile(r"\}\s*,?\s*(?=\{)")
NEAR_END = 16
"""An error this near to what was read may come from what was not read yet: a number, a word or an escape cut in two."""
OPEN_STRING = "Unterminated string"


class Values:
    """Takes in pieces of JSON and gives its objects one by one, each with its number."""

    def __init__(self, name: str, refused: Refusals) -> None:
        self.name, self.refused = name, refused
        self.text, self.number, self.wanted = "", 0, 0
        self.decode = json.JSONDecoder().raw_decode

    def take(self, piece: str, is_last: bool) -> Iterator[tuple[Place, Any]]:
        """Take in a piece, and give what is whole by now; what is not waits until there is twice as much."""
        self.text += piece
        if len(self.text) < self.wanted and not is_last:
            return
        at = self.skip(0)
        while at < len(self.text):
            try:
                value, end = self.decode(self.text, at)
            except (ValueError, RecursionError) as error:
                if is_cut(error, self.text) and not is_last and len(self.text) - at <= MOST_LINE_BYTES:
                    break
                end = self.give_up(at, error)
            else:
                self.number += 1
                yield Place(self.name, self.number, "value"), value
            at = self.skip(end)
        self.text = self.text[at:]
        self.wanted = 2 * len(self.text)

    def skip(self, at: int) -> int:
        """Skip what stands between values."""
        found = BETWEEN.match(self.text, at)
        return found.end() if found else at

    def give_up(self, at: int, error: Exception) -> int:
        """Refuse a broken value, and return where the next may begin."""
        found = NEXT_OBJECT.search(self.text, max(at, getattr(error, "pos", at) - 1))
        end = found.end() if found else len(self.text)
        self.number += 1
        place = Place(self.name, self.number, "value")
        reason = BROKEN_LINE if end - at <= MOST_LINE_BYTES else LINE_TOO_LONG
        told = f"broken value ({str(error).partition(': line')[0]})"
        if end - at > KEPT_BYTES:
            told += f": {end - at:,} characters, of which the first {KEPT_BYTES:,} are kept"
        self.refused.refuse(place, reason, raw=self.text[at : min(end, at + KEPT_BYTES)], told=told)
        return end


def is_cut(error: Exception, text: str) -> bool:
    """Tell whether an error may come from the end of what was read."""
    if not isinstance(error, json.JSONDecodeError):
        return False
    return error.msg.startswith(OPEN_STRING) or error.pos >= len(text) - NEAR_END


def read_values(chunks: Iterator[bytes], name: str, refused: Refusals) -> Iterator[tuple[Place, Any]]:
    """Read JSON value by value; the number in the place is that of the value."""
    values = Values(name, refused)
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    for chunk in chunks:
        yield from values.take(decoder.decode(chunk), False)
    yield from values.take(decoder.decode(b"", True), True)
