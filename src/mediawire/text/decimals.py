"""Numbers as written, with any script's digits and any country's marks, made plain: "1.234,50" is "1234.5".

Everything is done on the digits as text: no number is too long for it, and nothing is rounded.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mediawire.text.word_sets import set_of
from mediawire.text.words import Words

LONGEST_NUMBER = 40
"""Digits beyond this are no quantity that a report states; the run is kept as it is written."""

_DECIMAL_COMMA = re.compile(r"\d,(?:\d\d?|\d{4,12})(?![\d,])|\d\.\d{3},\d")
_DECIMAL_POINT = re.compile(r"\d\.(?:\d\d?|\d{4,12})(?![\d.])|\d,\d{3}\.\d")
_LAKHS = re.compile(r"\d{1,2}(?:,\d\d)*,\d{3}")
_EITHER = "?"
"""What 1,234 and 1.234 are before it is known what the marks of their text mean."""
_APOSTROPHE_OR_BLANK = re.compile(r"['\u2019\s]")
# In these languages a lone comma before three digits is a decimal comma sooner than a thousands mark.
_COMMA_TONGUES = set_of("de fr es it pt nl sv da pl cs ro hu fi tr id")
_COMMA_SCRIPTS = set_of("и в на не що та від και το να του")


@lru_cache(maxsize=4096)
def scale(value: str, power: int) -> str:
    """Multiply a number in plain digits by a power of ten: ``scale("1.2", 9)`` is "1200000000"."""
    whole, _, part = value.partition(".")
    return _tidy(whole + part[:power].ljust(power, "0"), part[power:])


def ascii_digits(raw: str) -> str:
    """Return a run of digits of any script in the digits 0 to 9."""
    if raw.isascii():
        return raw
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in raw)


def plain(raw: str, words: Words) -> str | None:
    """Return a number as plain digits with a decimal point, or None where the marks in it make no number."""
    if len(raw) > LONGEST_NUMBER:
        return None
    if raw.isdigit() and raw.isascii():
        return raw.lstrip("0") or "0"
    value = _read_marks(raw, "")
    return _read_marks(raw, _decimal_mark(words)) if value == _EITHER else value


@lru_cache(maxsize=4096)
def _read_marks(raw: str, decimal_mark: str) -> str | None:
    """Make a number plain as far as its own marks tell how; else by the decimal mark of its text, where that is given.

    Reports state the same few numbers again and again: what was read is kept.
    """
    number = raw if raw.isascii() else ascii_digits(raw).replace("\u066c", "").replace("\u066b", ".")
    if ":" in number or "/" in number:
        return None
    number = _APOSTROPHE_OR_BLANK.sub("", number)
    commas, points = number.count(","), number.count(".")
    if commas and points:
        return _with_both_marks(number, commas, points)
    if commas + points == 0:
        return _tidy(number, "")
    mark = "," if commas else "."
    if commas + points > 1:
        return _grouped(number, mark)
    whole, _, part = number.partition(mark)
    if len(part) == 3 and len(whole) <= 3 and whole != "0":
        if not decimal_mark:
            return _EITHER
        if mark != decimal_mark:
            return _tidy(whole + part, "")
    return _tidy(whole, part)


def _tidy(whole: str, part: str) -> str:
    """Take off the noughts that say nothing, before and behind."""
    sign = "-" if whole.startswith("-") else ""
    whole = whole.lstrip("-").lstrip("0") or "0"
    part = part.rstrip("0")
    return f"{sign}{whole}.{part}" if part else sign + whole


def _with_both_marks(number: str, commas: int, points: int) -> str | None:
    """Read 1,234.5 and 1.234,5: the mark that stands last and once is the decimal mark."""
    mark, other = (",", ".") if number.rfind(",") > number.rfind(".") else (".", ",")
    if (commas if mark == "," else points) > 1:
        return None
    whole, _, part = number.rpartition(mark)
    grouped = _grouped(whole, other)
    return None if grouped is None else _tidy(grouped, part)


def _grouped(number: str, mark: str) -> str | None:
    groups = number.split(mark)
    if all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3:
        return _tidy("".join(groups), "")
    if mark == "," and _LAKHS.fullmatch(number):
        return _tidy("".join(groups), "")
    return None


def _decimal_mark(words: Words) -> str:
    """Tell whether 1,234 and 1.234 have a decimal mark in this text: its other numbers decide, then its language."""
    if words.decimal_mark:
        return words.decimal_mark[0]
    commas = bool(_DECIMAL_COMMA.search(words.text))
    points = bool(_DECIMAL_POINT.search(words.text))
    by_tongue = words.tongue in _COMMA_TONGUES or not words.seen.isdisjoint(_COMMA_SCRIPTS)
    has_comma = commas if commas != points else by_tongue
    mark = "," if has_comma else "."
    words.decimal_mark.append(mark)
    return mark
