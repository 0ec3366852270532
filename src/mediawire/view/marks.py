"""Makes characters visible that do not show themselves, or that would take over the screen.

A foreign text may carry terminal commands, direction overrides and zero-width letters. Here they become short
marks such as ``‹ESC›`` or ``‹RLO›``; every other character stays as it is. Line ends of any kind become one.
Joiners stay where a script needs them (Persian, Hindi, emoji), and are marked behind Latin, Greek and Cyrillic
letters, where nothing but a trick puts them. Source of the list: Unicode 15, general category Cc and Cf, UAX 9, and
the blank letters of UTS 39.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LOWEST = (
    "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI "
    "DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
)
CONTROLS = tuple(LOWEST.split())
NAMES = {
    0x7F: ("DEL", "delete"),
    0xAD: ("SHY", "soft hyphen"),
    0x34F: ("CGJ", "combining grapheme joiner"),
    0x61C: ("ALM", "Arabic letter mark"),
    0x115F: ("HCF", "Hangul filler"),
    0x1160: ("HJF", "Hangul filler"),
    0x180E: ("MVS", "Mongolian vowel separator"),
    0x200B: ("ZWSP", "zero-width space"),
    0x200C: ("ZWNJ", "zero-width non-joiner"),
    0x200D: ("ZWJ", "zero-width joiner"),
    0x200E: ("LRM", "left-to-right mark"),
    0x200F: ("RLM", "right-to-left mark"),
    0x2028: ("LS", "line separator"),
    0x2029: ("PS", "paragraph separator"),
    0x202A: ("LRE", "left-to-right embedding"),
    0x202B: ("RLE", "right-to-left embedding"),
    0x202C: ("PDF", "end of direction"),
    0x202D: ("LRO", "left-to-right override"),
    0x202E: ("RLO", "right-to-left override"),
    0x2060: ("WJ", "word joiner"),
    0x2066: ("LRI", "left-to-right isolate"),
    0x2067: ("RLI", "right-to-left isolate"),
    0x2068: ("FSI", "first-strong isolate"),
    0x2069: ("PDI", "end of isolate"),
    0x2800: ("BLANK", "blank Braille pattern"),
    0x3164: ("HF", "Hangul filler"),
    0xFEFF: ("BOM", "byte order mark"),
    0xFFA0: ("HHF", "half-width Hangul filler"),
    0xFFFC: ("OBJ", "object replacement"),
}
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800"
    "\u3164\ufeff\uffa0\ufff0-\ufffc\ud800-\udfff\U000e0000-\U000e00ff]"
    "|(?<![\u0590-\u1fff\u2190-\ufefe\uff00-\U0010ffff])[\u200c\u200d]"
)
MANY = 4
LINE_END = re.compile("\r\n?")


class Mark(NamedTuple):
    """A character that does not show itself: its short sign, and its name in full."""

    sign: str
    name: str


def split_marks(text: str) -> Iterator[str | Mark]:
    """Cut a foreign text into what may be shown as it is, and marks for what may not; a run of many is one mark."""
    text = LINE_END.sub("\n", text) if "\r" in text else text
    done = 0
    for unseen in UNSEEN.finditer(text):
        if unseen.start() < done:
            continue
        if done < unseen.start():
            yield text[done : unseen.start()]
        character = unseen.group()
        done = unseen.end()
        if text.startswith(character * (MANY - 1), done):
            done = end_of_run(text, character, done)
        yield name_mark(character, done - unseen.start())
    if done < len(text):
        yield text[done:]


def end_of_run(text: str, character: str, start: int) -> int:
    """Return where a run of one character ends."""
    run = re.compile(re.escape(character) + "+").match(text, start)
    return run.end() if run else start


def make_visible(text: str) -> str:
    """Return a foreign text that is safe to print: every unseen character as a mark."""
    return "".join(piece if isinstance(piece, str) else piece.sign for piece in split_marks(text))


def name_mark(character: str, number: int = 1) -> Mark:
    """Name an unseen character, or a run of many of the same."""
    code = ord(character)
    if code < len(CONTROLS):
        sign, name = CONTROLS[code], f"control character {CONTROLS[code]}"
    else:
        sign, name = NAMES.get(code, (f"U+{code:04X}", f"invisible character U+{code:04X}"))
    return Mark(f"‹{sign}›", name) if number == 1 else Mark(f"‹{sign}×{number}›", f"{name}, {number} times")
