"""When a report was published, from what feeds, archives and spreadsheets write for a time.

ISO 8601 in all its forms, RFC 2822, the wires' own ways (``Thu Jan 1, 2009 10:15am EST``, ``26-FEB-1987 15:01:01.79``),
seconds since 1970 and their thousandths. Days and months in figures alone (``01/02/2009``) are not read: half the world
writes them the other way round. What cannot be read is None with its reason, never an error.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, NamedTuple

FIRST_YEAR = 1900
NO_ZONE = "time without zone, taken as UTC"
NO_HOUR = "day without time, taken as its start in UTC"
UNREADABLE = "time that cannot be read, left out"
UNKNOWN_ZONE = "time in an unknown zone, left out"
OUT_OF_RANGE = "time out of range, left out"

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UNIT_LIMIT = 100_000_000_000
"""Seconds from here on are past the year 5000: a larger number counts thousandths, then millionths, and so on."""
MONTH_NAMES = "january february march april may june july august september october november december".split()
MONTHS = {short: number for number, name in enumerate(MONTH_NAMES, 1) for short in (name, name[:3], name[:4])}
SILENT = set("mon tue tues wed thu thur thurs fri sat sun at of the on st nd rd th t".split()) | set(
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
HOURS = dict[str, float](
    z=0, ut=0, utc=0, gmt=0, wet=0, west=1, bst=1, cet=1, cest=2, eet=2, eest=3, msk=3, pkt=5, npt=5.75, hkt=8, sgt=8,
    awst=8, jst=9, kst=9, acst=9.5, aest=10, acdt=10.5, aedt=11, nzst=12, nzdt=13, nst=-3.5, ndt=-2.5, ast=-4, adt=-3,
    est=-5, edt=-4, cst=-6, cdt=-5, mst=-7, mdt=-6, pst=-8, pdt=-7, akst=-9, akdt=-8, hst=-10,
)  # fmt: skip
ZONES = {name: timezone(timedelta(hours=hours)) for name, hours in HOURS.items()}
"""Abbreviations as the wires use them. IST is left out: India, Ireland and Israel mean three times by it."""
PIECE = re.compile(
    r"(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|(?P<offset>(?:(?<=GMT)|(?<=UTC)|(?<![\w-]))[+-]\d{2}:?\d{2})\b|(?P<number>\d+)|(?P<word>[^\W\d_]+)|[\s,.()/-]+|(?P<other>.)"
)
YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)")
COMPACT = re.compile(r"\d{14}")
NUMBER = re.compile(r"-?\d{9,}(?:\.\d+)?|-?\d{1,7}(?:\.\d+)?")


class Reading(NamedTuple):
    """A time in UTC, or None; and what should be counted about how it was read."""

    time: datetime | None
    note: str | None = None


NOTHING = Reading(None)


def read_time(value: Any, last_year: int) -> Reading:
    """Read a time from whatever stands for one; years past ``last_year`` are not believed."""
    if value is None:
        return NOTHING
    try:
        return check_year(read_value(value), last_year)
    except OverflowError:
        return Reading(None, OUT_OF_RANGE)
    except (ValueError, TypeError):
        return Reading(None, UNREADABLE)


def read_value(value: Any) -> Reading:
    """Read a time by the type of what stands for it."""
    if isinstance(value, str):
        return read_words(value) if value else NOTHING
    if isinstance(value, datetime):
        return in_utc(value) if value == value else NOTHING  # an empty cell of pandas is a time unlike itself
    if isinstance(value, date):
        return Reading(datetime(value.year, value.month, value.day, tzinfo=UTC), NO_HOUR)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return read_number(value) if value == value else NOTHING
    raise TypeError


def read_words(text: str) -> Reading:
    """Read a time as it is written."""
    with suppress(ValueError):
        return read_iso(text)
    text = text.strip()
    if COMPACT.fullmatch(text):
        return Reading(datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC), NO_ZONE)
    if NUMBER.fullmatch(text):
        return read_number(float(text))
    if YEAR_FIRST.match(text):
        return read_iso(YEAR_FIRST.sub(lambda day: "{}-{:0>2}-{:0>2}".format(*day.groups()), text, 1))
    return read_pieces(text)


def read_iso(text: str) -> Reading:
    """Read ISO 8601; a day alone is noted."""
    time = datetime.fromisoformat(text)
    return in_utc(time) if len(text) > len("2009-01-01") else Reading(time.replace(tzinfo=UTC), NO_HOUR)


def in_utc(time: datetime) -> Reading:
    """Turn a time to UTC; without a zone it is taken as such, which is noted."""
    return Reading(time.replace(tzinfo=UTC), NO_ZONE) if time.tzinfo is None else Reading(time.astimezone(UTC))


def read_number(number: float) -> Reading:
    """Read seconds since 1970, or thousandths and smaller; eight digits that are a day are that day."""
    if number == int(number) and 19_000_101 <= number <= 29_991_231:
        return Reading(datetime.strptime(str(int(number)), "%Y%m%d").replace(tzinfo=UTC), NO_HOUR)
    for _ in range(3):
        number = number / 1000 if abs(number) >= UNIT_LIMIT else number
    return Reading(EPOCH + timedelta(seconds=number))


def read_pieces(text: str) -> Reading:
    """Read a time that names its month, whatever the order of its parts."""
    found: dict[str, Any] = {}
    numbers: list[str] = []
    for piece in PIECE.finditer(text):
        take_piece(piece, found, numbers)
    year, month, day = order_numbers(numbers, found)
    hour, minute, second = found.get("clock", (0, 0, 0.0))
    time = datetime(year, month, day, hour, minute) + timedelta(seconds=second)
    zone = found.get("zone", UTC)
    if zone is None:
        return Reading(None, UNKNOWN_ZONE)
    if "zone" in found:
        return Reading(time.replace(tzinfo=zone).astimezone(UTC))
    return Reading(time.replace(tzinfo=UTC), NO_ZONE if "clock" in found else NO_HOUR)


def take_piece(piece: re.Match[str], found: dict[str, Any], numbers: list[str]) -> None:
    """Take in one piece of a written time."""
    kind = piece.lastgroup
    if kind == "number":
        numbers.append(piece[0])
    elif kind == "word":
        take_word(piece, found)
    elif kind in ("clock", "half"):
        found["clock"] = read_clock(piece["clock"], piece["half"])
    elif kind == "offset":
        found["zone"] = read_offset(piece[0])
    elif kind == "other":
        raise ValueError


def take_word(piece: re.Match[str], found: dict[str, Any]) -> None:
    """Take in a month, a zone, or a word that says nothing.

    A letter or two right behind the seconds are a slip of the wire's machines (``00:02:59.13RM``), unless they are a
    zone.
    """
    word = piece[0].lower()
    if word in MONTHS:
        found["month"] = MONTHS[word]
    elif word in ZONES:
        found.setdefault("zone", ZONES[word])
    elif word not in SILENT and not (len(word) < 3 and piece.string[piece.start() - 1].isdigit()):
        found.setdefault("zone", None)


def read_clock(clock: str, half: str | None) -> tuple[int, int, float]:
    """Read hours, minutes and seconds; 12am is midnight, and 12pm is noon."""
    hour, minute, *seconds = clock.replace(",", ".").split(":")
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            raise ValueError
        hours = hours % 12 + 12 * (half[0].lower() == "p")
    second = float(seconds[0]) if seconds else 0.0
    if second > 60:  # 60 is a leap second, and becomes the next minute
        raise ValueError
    return hours, int(minute), second


def read_offset(offset: str) -> timezone:
    """Read a zone given as hours and minutes from UTC."""
    minutes = 60 * int(offset[1:3]) + int(offset[-2:])
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))


def order_numbers(numbers: list[str], found: dict[str, Any]) -> tuple[int, int, int]:
    """Tell year and day apart: four digits are the year, else it comes last (RFC 2822, section 4.3)."""
    first, second = numbers
    year, day = (first, second) if len(first) == 4 else (second, first)
    century = 0 if len(year) != 2 else 2000 if int(year) < 50 else 1900
    return int(year) + century, found["month"] if "month" in found else no_month(), int(day)


def no_month() -> int:
    """Refuse a day without a month's name."""
    raise ValueError


def check_year(reading: Reading, last_year: int) -> Reading:
    """Believe no time before newspapers were archived, nor one that has yet to come."""
    if reading.time is not None and not FIRST_YEAR <= reading.time.year <= last_year:
        return Reading(None, OUT_OF_RANGE)
    return reading
