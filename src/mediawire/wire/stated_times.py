"""A time as a feed, a page or an agency file states it, understood, with what had to be guessed.

Beyond `mediawire.times`, which reads what archives write: RFC 822 in its many misreadings, W3C and ISO 8601 in all
their forms, asctime, months named in other languages, Korean, Chinese and Japanese forms. A time keeps the zone it was
stated in. One that lies before 1990 or after tomorrow is kept as stated, but gives no ``at``: nothing may be put in
order by it. Days and months in figures alone are read only where there is one way to (``25/12/2009``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

from mediawire.times import NO_HOUR, NO_ZONE, NUMBER, OUT_OF_RANGE, UNKNOWN_ZONE, UNREADABLE, ZONES
from mediawire.times import read_number as number_as_time
from mediawire.wire.month_names import MONTHS
from mediawire.wire.reading import StatedTime

FIRST = datetime(1990, 1, 1, tzinfo=UTC)
LAST_YEAR = 2100
AHEAD = frozenset(("embargoed_until", "expires", "valid_until"))
"""Fields that speak of the future by their nature."""
LONGEST = 120
"""No time takes more letters than this."""
IN_FIGURES = "day and month in figures, read the one way they can be"
SHORT_YEAR = "year of two digits"
NO_DAY = "month or year alone, taken as its first day"
FROM_NUMBER = "number, taken as seconds since 1970"
KOREAN_ZONE = "time without zone in Korean, taken as +09:00"

_KOREAN = timezone(timedelta(hours=9))
_SILENT = frozenset(
    "of the at on o'clock uhr h hrs hours de del do da di le um às as à a alle kl st nd rd th ч г р".split()
)
_EARLY, _LATE = ("am", "a.m", "a.m.", "오전", "上午", "午前"), ("pm", "p.m", "p.m.", "오후", "下午", "午後")
_MORE_ZONES = {"et": -5, "ct": -6, "mt": -7, "pt": -8, "at": -4, "mez": 1, "mesz": 2, "met": 1, "mest": 2, "мск": 3}
_RFC = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?"
    r"\s*([+-]\d{4}|[A-Za-z]{1,5})\Z"
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*([-/.年년])\s*(\d{1,2})(?:\s*[-/.月월]\s*(\d{1,2})\s*[日일.]?)?(?=\D|\Z)")
_NAMED_MIDDLE = re.compile(r"(\d{4})-([^\W\d_]{3,12})-(\d{1,2})(?=\D|\Z)")
_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?=\D|\Z)")
_ORDINAL = re.compile(r"(\d{4})-?(\d{3})\Z")
_PIECE = re.compile(
    r"(?P<clock>\d{1,2}:\d{1,2}(?::\d{1,2}(?:[.,]\d{1,9})?)?)"
    r"|(?P<offset>(?:(?<=GMT)|(?<=UTC)|(?<=UT)|(?<![\w]))[+\u2212-]\d{1,2}:?\d{2}(?!\d)|(?<=[TC\d\s])[+\u2212-]\d{1,2}(?!\d))"
    r"|(?P<number>\d+)|(?P<word>(?:[ap]\.m\.?(?!\w))|[^\W\d_]+)",
    re.IGNORECASE,
)


class _Day(NamedTuple):
    year: int
    month: int
    day: int
    guessed: tuple[str, ...] = ()


class _Hour(NamedTuple):
    since_midnight: timedelta | None
    zone: timezone | None
    guessed: tuple[str, ...] = ()


class _Unread(Exception):
    """The words are no time; the note says why."""


@lru_cache(maxsize=4096)
def state_time(field: str, stated: str, now: datetime | None = None) -> StatedTime:
    """Say what time some words state for a field, and what had to be guessed.

    ``now`` is when the words were received: a time more than a day past it is not believed, unless the field speaks of
    the future. Without it no such check is made before the year 2100. Words that cannot be read are no error: ``at``
    is None, and ``guessed`` says why.
    """
    try:
        at, guessed = _read(stated)
    except _Unread as unread:
        return StatedTime(field, stated, None, (str(unread),))
    except (ValueError, OverflowError):
        return StatedTime(field, stated, None, (UNREADABLE,))
    if not _is_believable(field, at, now):
        return StatedTime(field, stated, None, (*guessed, OUT_OF_RANGE))
    return StatedTime(field, stated, at, guessed)


def time_of(times: Iterable[StatedTime], field: str) -> datetime | None:
    """Return the first time that was understood for a field."""
    return next((time.at for time in times if time.field == field and time.at is not None), None)


def _is_believable(field: str, at: datetime, now: datetime | None) -> bool:
    if field in AHEAD or now is None:
        return at >= FIRST and at.year <= LAST_YEAR
    return FIRST <= at <= _tomorrow(now)


@lru_cache(maxsize=8)
def _tomorrow(now: datetime) -> datetime:
    """Return the same hour of the next day; all times of a feed are held against one."""
    with suppress(OverflowError):
        return now + timedelta(days=1)
    return now


def _read(stated: str) -> tuple[datetime, tuple[str, ...]]:
    words = stated.strip()
    if not words or len(words) > LONGEST:
        raise _Unread(UNREADABLE)
    return _read_rfc(words) or _read_iso(words) or _read_number(words) or _read_freely(words)


def _read_rfc(words: str) -> tuple[datetime, tuple[str, ...]] | None:
    """Read what most feeds write: ``Mon, 02 Nov 2009 10:15:00 +0100`` (RFC 822, section 5, with RFC 2822)."""
    found = _RFC.match(words)
    if not found or found[2].lower() not in MONTHS:
        return None
    day, month, year, hour, minute, second, zone = found.groups()
    if hour < "24" and len(hour) == 2 and second is not None and second < "60":
        number = MONTHS[month.lower()]
        return datetime(int(year), number, int(day), int(hour), int(minute), int(second), 0, _zone(zone)), ()
    clock = timedelta(hours=int(hour), minutes=int(minute), seconds=int(second or 0))
    return _join(
        _Day(int(year), MONTHS[month.lower()], int(day)), _Hour(_check_clock(clock, hour, minute), _zone(zone))
    )


def _read_iso(words: str) -> tuple[datetime, tuple[str, ...]] | None:
    if not words[:4].isdigit() or words.isdigit() or _ORDINAL.match(words):
        return None
    with suppress(ValueError):
        time = datetime.fromisoformat(words)
        if time.tzinfo is not None:
            return time, ()
        return time.replace(tzinfo=UTC), (NO_ZONE if len(words) > len("2009-01-01") else NO_HOUR,)
    return None


def _read_number(words: str) -> tuple[datetime, tuple[str, ...]] | None:
    """Read figures alone: a day of eight, a time of fourteen, a day of the year, or seconds since 1970."""
    if _ORDINAL.match(words):
        return datetime.strptime(words.replace("-", ""), "%Y%j").replace(tzinfo=UTC), (NO_HOUR,)
    if re.fullmatch(r"(?:19|20)\d\d", words):
        return datetime(int(words), 1, 1, tzinfo=UTC), (NO_DAY,)
    if re.fullmatch(r"(?:19|20)\d{12}", words):
        return datetime.strptime(words, "%Y%m%d%H%M%S").replace(tzinfo=UTC), (NO_ZONE,)
    if not (NUMBER.fullmatch(words) or words.isdecimal()):
        return None
    if not words.isascii():
        raise _Unread(UNREADABLE)
    found = number_as_time(float(words))
    if found.time is None:
        raise _Unread(UNREADABLE)
    return found.time, (found.note or FROM_NUMBER,)


def _read_freely(words: str) -> tuple[datetime, tuple[str, ...]]:
    """Read a day that names its month or stands in an order that can be told, and a clock wherever it stands."""
    words = "".join(str(unicodedata.decimal(letter, letter)) for letter in unicodedata.normalize("NFC", words))
    words = re.sub(r"\([^()]*\)", " ", words)
    day, rest = _find_day(words)
    return _join(day, _find_hour(rest, is_korean="년" in words or "오" in words))


def _find_day(words: str) -> tuple[_Day, str]:
    """Find the day in some words; return it with the words around it."""
    for pattern, make in ((_NAMED_MIDDLE, _named_middle), (_YEAR_FIRST, _year_first), (_FIGURES, _figures)):
        found = pattern.search(words)
        day = make(found) if found else None
        if found and day:
            rest = words[found.end() :]
            return day, words[: found.start()] + " " + (rest[1:] if rest[:1] in "Tt" else rest)
    return _named_month(words)


def _named_middle(found: re.Match[str]) -> _Day | None:
    month = MONTHS.get(found[2].lower())
    return _Day(int(found[1]), month, int(found[3])) if month else None


def _year_first(found: re.Match[str]) -> _Day:
    year, _, month, day = found.groups()
    return _Day(int(year), int(month), int(day or 1), () if day else (NO_DAY,))


def _figures(found: re.Match[str]) -> _Day:
    """Read figures alone where there is one way to: points put the day first, and no month is above 12."""
    first, mark, second, year = int(found[1]), found[2], int(found[3]), found[4]
    if len(year) == 2 or (mark != "." and first <= 12 and second <= 12 and first != second):
        raise _Unread(UNREADABLE)
    day, month = (first, second) if mark == "." or first > 12 else (second, first)
    return _Day(int(year), month, day, (IN_FIGURES,))


def _named_month(words: str) -> tuple[_Day, str]:
    """Find a month by its name; of the numbers before the clock and after it one is the day and one the year."""
    month: int | None = None
    numbers: list[str] = []
    rest: list[str] = []
    for piece in _PIECE.finditer(re.sub(r"(?<=[^\W\d_])-(?=\d)|(?<=\d)-(?=[^\W\d_])", " ", words)):
        name = piece[0].lower()
        if piece.lastgroup == "word" and month is None and name in MONTHS:
            month = MONTHS[name]
        elif piece.lastgroup == "number" and len(numbers) < 2:
            numbers.append(piece[0])
        elif rest or piece.lastgroup in ("clock", "offset") or name in ("gmt", "utc", "ut"):
            rest.append(piece[0])
    if month is None or len(numbers) != 2:
        raise _Unread(UNREADABLE)
    year, day = (numbers[0], numbers[1]) if len(numbers[0]) == 4 else (numbers[1], numbers[0])
    guessed = (SHORT_YEAR,) if len(year) == 2 else ()
    century = 0 if len(year) != 2 else 2000 if int(year) < 50 else 1900
    return _Day(int(year) + century, month, int(day), guessed), " ".join(rest)


def _find_hour(words: str, is_korean: bool) -> _Hour:
    """Find a clock with its half of the day and its zone."""
    clock, half, zone = None, "", None
    for piece in _PIECE.finditer(words):
        name = piece[0].lower()
        if piece.lastgroup == "clock":
            clock = piece[0]
        elif piece.lastgroup == "offset":
            zone = _zone(piece[0])
        elif name in _EARLY + _LATE:
            half = "late" if name in _LATE else "early"
        elif clock and piece.lastgroup == "word" and name not in _SILENT and zone is None:
            zone = _zone(piece[0])
    if clock is None:
        return _Hour(None, zone)
    if zone is None and is_korean:
        return _Hour(_since_midnight(clock, half), _KOREAN, (KOREAN_ZONE,))
    return _Hour(_since_midnight(clock, half), zone)


def _since_midnight(clock: str, half: str) -> timedelta:
    hour, minute, *seconds = clock.replace(",", ".").split(":")
    hours = int(hour)
    if half:
        if hours > 12:
            half = "" if half == "late" else half
        hours = hours % 12 + 12 * (half == "late") if half else hours
    second = float(seconds[0]) if seconds else 0.0
    if second >= 61:  # 60 is a leap second, and becomes the next minute
        raise _Unread(UNREADABLE)
    return _check_clock(timedelta(hours=hours, minutes=int(minute), seconds=second), str(hours), minute)


def _check_clock(clock: timedelta, hour: str, minute: str) -> timedelta:
    """Let pass 0:00 to 24:00, and a leap second."""
    if int(minute) > 59 or clock > timedelta(days=1, seconds=1) or (int(hour) == 24 and int(minute)):
        raise _Unread(UNREADABLE)
    return clock


@lru_cache(maxsize=256)
def _zone(words: str) -> timezone:
    """Return the zone that a name or a number of hours and minutes means."""
    name = words.lower().strip(".")
    if name in ZONES:
        return ZONES[name]
    if name in _MORE_ZONES:
        return timezone(timedelta(hours=_MORE_ZONES[name]))
    digits = re.sub(r"\D", "", words)
    if not digits:
        raise _Unread(UNKNOWN_ZONE)
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 14 or minutes > 59:
        raise _Unread(UNKNOWN_ZONE)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(offset if words[0] == "+" else -offset)


def _join(day: _Day, hour: _Hour) -> tuple[datetime, tuple[str, ...]]:
    """Put a day and a clock together; what is missing is noted."""
    zone, notes = hour.zone, [*day.guessed, *hour.guessed]
    if hour.since_midnight is None:
        notes += [NO_HOUR] if NO_DAY not in notes else []
    elif zone is None:
        notes.append(NO_ZONE)
    start = datetime(day.year, day.month, day.day, tzinfo=zone or UTC)
    return start + (hour.since_midnight or timedelta()), tuple(notes)
