"""Numbers, percentages and sums of money, in digits of any script and in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from mediawire.text.lexicon import Sense
from mediawire.text.words import Fact, Words

DIGITS = re.compile(
    r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,:/'\u2019\u066b\u066c]\d+)*"
)
_DECIMAL_COMMA = re.compile(r"\d,(?:\d\d?|\d{4,})(?![\d,])|\d\.\d{3},\d")
_DECIMAL_POINT = re.compile(r"\d\.(?:\d\d?|\d{4,})(?![\d.])|\d,\d{3}\.\d")
_LAKHS = re.compile(r"\d{1,2}(?:,\d\d)*,\d{3}")
_ORDINAL_ENDS = frozenset("st nd rd th º ª er ère ème e a o й я е го ая-й".split())
_VULGAR = {"½": "5", "¼": "25", "¾": "75"}
_LINKS = frozenset({"de", "d", "di", "of", "a"})
# In these languages a lone comma before three digits is a decimal comma sooner than a thousands mark.
_COMMA_TONGUES = frozenset("de fr es it pt nl sv da pl cs ro hu fi tr id".split())
_LONGEST_NUMBER = 40
"""Digits beyond this are no quantity that a report states; the run is kept as it is written."""


def read_digits(words: Words, start: int) -> Fact | None:
    """Read the number or sum of money whose digits begin at a place."""
    match = DIGITS.match(words.text, start)
    if match is None:
        return None
    raw, end = match[0], match.end()
    value = plain(raw, words)
    if value is None:
        return words.fact("number", start, end, ascii_digits(raw))
    if words.text[end : end + 1] in _VULGAR and "." not in value:
        value, end = f"{value}.{_VULGAR[words.text[end]]}", end + 1
    start, sign = _sign(words.text, start)
    return _with_units(words, start, end, sign + value)


def read_count(words: Words, start: int, word: str, sense: Sense) -> Fact | None:
    """Read the number in words that begins at a place; None where the word stands for no number there."""
    end = start + len(word)
    if sense.role == "ordinal":
        return words.fact("number", start, end, f"ordinal {sense.value}")
    if sense.value == "1":
        return None
    total, end = _sum_of_words(words, start, end, sense)
    return _with_units(words, start, end, str(total))


def _sum_of_words(words: Words, start: int, end: int, sense: Sense) -> tuple[int, int]:
    """Add up the number words that follow each other: "two hundred and fifty-three"."""
    total = _worth(sense)
    for _ in range(4):
        word, after = words.after(end)
        if word in _AND:
            word, after = words.after(after)
        follower = words.senses.get(word)
        if follower is None or follower.role not in _COUNTING:
            break
        if follower.role == "hundred" and total < 100:
            total, end = total * 100, after
        elif _worth(follower) < _room(total):
            total, end = total + _worth(follower), after
        else:
            break
    return total, end


_AND = frozenset({"and", "y", "e", "et", "und"})
_COUNTING = frozenset({"count", "ten", "hundred", "hundreds"})


def _worth(sense: Sense) -> int:
    return int(sense.value) * {"ten": 10, "hundreds": 100}.get(sense.role, 1)


def _room(total: int) -> int:
    """Return what a number word must be smaller than to be added."""
    if total % 100 == 0:
        return 100
    return 10 if total % 10 == 0 and total % 100 >= 20 else 0


def _with_units(words: Words, start: int, end: int, value: str) -> Fact:
    """Add the magnitude, then the currency or unit that stand about a number."""
    currency, start = _currency_before(words, start)
    value, end = _magnify(words, end, value, bool(currency))
    if currency:
        return words.fact("money", start, end, f"{currency} {value}")
    currency, after = _currency_after(words, end)
    if currency:
        return words.fact("money", start, after, f"{currency} {value}")
    unit, end = _unit_after(words, end)
    if not unit and words.text[start - 1 : start] in ("%", "\u066a"):
        unit, start = "%", start - 1
    return words.fact("number", start, end, f"{value} {unit}" if unit else value)


def _magnify(words: Words, end: int, value: str, is_money: bool) -> tuple[str, int]:
    """Apply the magnitudes that follow a number: "3 million", "1.5 lakh crore", "$5bn"."""
    for _ in range(3):
        word, after = words.after(end)
        power = magnitudes().get(word) or (_SHORT_MONEY.get(word) if is_money else None)
        if power is None and word and word[0] > "\u2e7f":
            power, after = magnitudes().get(word[0]), after - len(word) + 1
        if power is None:
            break
        value, end = scale(value, power), after
    return value, end


_SHORT_MONEY = {"m": 6, "b": 9, "t": 12}


def scale(value: str, power: int) -> str:
    """Multiply a number in plain digits by a power of ten: ``scale("1.2", 9)`` is "1200000000"."""
    whole, _, part = value.partition(".")
    moved = whole + part[:power].ljust(power, "0")
    return _tidy(moved, part[power:])


def _tidy(whole: str, part: str) -> str:
    sign = "-" if whole.startswith("-") else ""
    whole = whole.lstrip("-").lstrip("0") or "0"
    part = part.rstrip("0")
    return f"{sign}{whole}.{part}" if part else sign + whole


def ascii_digits(raw: str) -> str:
    """Return a run of digits of any script in the digits 0 to 9."""
    if raw.isascii():
        return raw
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in raw)


def plain(raw: str, words: Words) -> str | None:
    """Return a number as plain digits with a decimal point, or None where the marks in it make no number."""
    number = ascii_digits(raw).replace("\u066c", "").replace("\u066b", ".")
    if number.isdigit():
        return _tidy(number, "") if len(number) <= _LONGEST_NUMBER else None
    if len(number) > _LONGEST_NUMBER or ":" in number or "/" in number:
        return None
    number = re.sub(r"['\u2019\s]", "", number)
    commas, points = number.count(","), number.count(".")
    if commas and points:
        return _with_both_marks(number, commas, points)
    if commas + points == 0:
        return _tidy(number, "")
    mark = "," if commas else "."
    if commas + points > 1:
        return _grouped(number, mark)
    whole, _, part = number.partition(mark)
    if len(part) == 3 and len(whole) <= 3 and whole != "0" and mark != _decimal_mark(words):
        return _tidy(whole + part, "")
    return _tidy(whole, part)


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
    if all(len(group) == 3 for group in groups[1:]) and 0 < len(groups[0]) <= 3:
        return _tidy("".join(groups), "")
    if mark == "," and _LAKHS.fullmatch(number):
        return _tidy("".join(groups), "")
    return None


def _decimal_mark(words: Words) -> str:
    """Tell whether 1,234 and 1.234 have a decimal mark in this text: its other numbers decide, then its language."""
    commas = bool(_DECIMAL_COMMA.search(words.text))
    points = bool(_DECIMAL_POINT.search(words.text))
    if commas != points:
        return "," if commas else "."
    return "," if words.tongue in _COMMA_TONGUES else "."


def _sign(text: str, start: int) -> tuple[int, str]:
    """Take in a minus sign that stands before a number and after a blank."""
    if text[start - 1 : start] in ("-", "\u2212") and start >= 2 and text[start - 2] in " (":
        return start - 1, "-"
    return start, ""


def _currency_before(words: Words, start: int) -> tuple[str, int]:
    from mediawire.text.number_words import DOLLARS, SYMBOLS

    text = words.text
    place = start - 1 if text[start - 1 : start] in (" ", "\u00a0", "\u202f") else start
    symbol = SYMBOLS.get(text[place - 1 : place]) if place else None
    if symbol is not None:
        start = place - 1
        if symbol == "$" and text[start - 1 : start].isalpha():
            prefix = words.before(start)
            return (DOLLARS[prefix], start - len(prefix)) if prefix in DOLLARS else ("$", start)
        return symbol, start
    code = text[place - 3 : place] if place >= 3 else ""
    if code in codes():
        return codes()[code], place - 3
    if text[place - 2 : place] == "Rs":
        return "INR", place - 2
    return ("INR", place - 3) if code == "Rs." else ("", start)


def _currency_after(words: Words, end: int) -> tuple[str, int]:
    from mediawire.text.number_words import SYMBOLS

    place = end + 1 if words.text[end : end + 1] in (" ", "\u00a0", "\u202f") else end
    symbol = SYMBOLS.get(words.text[place : place + 1])
    if symbol and not words.text[place + 1 : place + 2].isdigit():
        return symbol, place + 1
    word, after = words.after(end)
    if word in _LINKS:
        word, after = words.after(after)
    american = _AMERICAN.match(words.text, end)
    if american:
        return "$", american.end()
    currency = currencies().get(word)
    if currency is None and word and word[0] > "\u2e7f":
        currency = next((currencies()[sign] for sign in ("人民币", word[:2], word[0]) if word.startswith(sign) and sign in currencies()), None)
    return (currency, after) if currency else ("", end)


_AMERICAN = re.compile(r"[ -](?:U\.?S\.?|American) dollars?")


def _unit_after(words: Words, end: int) -> tuple[str, int]:
    text = words.text
    place = end + 1 if text[end : end + 1] in (" ", "\u00a0", "\u202f") else end
    if text[place : place + 1] in _PERCENT_SIGNS:
        return "%", place + 1
    if text[place : place + 1] == "\u2030":
        return "\u2030", place + 1
    if text[place : place + 1] == "°":
        letter = text[place + 1 : place + 2].upper()
        return (f"°{letter}", place + 2) if letter in ("C", "F") else ("°", place + 1)
    word, after = words.after(end)
    if not word:
        return "", end
    if word in _FIRST_OF_TWO:
        second, further = words.after(after)
        unit = units().get(f"{word}-{second}")
        if unit:
            return unit, further
    unit = units().get(word)
    if unit:
        return unit, after
    return (f"{word}", after) if after - len(word) == end and len(word) <= 3 else ("", end)


_PERCENT_SIGNS = frozenset("%\u066a\ufe6a\uff05")
_FIRST_OF_TWO = frozenset("per pour por percentage basis процентных في τοις".split())


@cache
def magnitudes() -> Mapping[str, int]:
    """Return the power of ten for each word that multiplies the number before it."""
    from mediawire.text.number_words import MAGNITUDES

    return {word: int(power) for power, line in MAGNITUDES.items() for word in line.split()}


@cache
def units() -> Mapping[str, str]:
    """Return the short form of each unit's names."""
    from mediawire.text.number_words import UNITS

    return {word: unit for unit, line in UNITS.items() for word in line.split()}


@cache
def currencies() -> Mapping[str, str]:
    """Return the code of each currency's names."""
    from mediawire.text.number_words import CODES, CURRENCIES

    named = {word: code for code, line in CURRENCIES.items() for word in line.split()}
    return named | {code.lower(): code for code in CODES.split()}


@cache
def codes() -> Mapping[str, str]:
    """Return the currencies that are written as a code before the sum."""
    from mediawire.text.number_words import CODES

    return {code: code for code in CODES.split()} | {"USD": "$"}
