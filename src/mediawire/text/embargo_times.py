"""When an embargo ends, from how agencies write it: "0001 GMT Friday May 6", "18.00 Uhr", "10 a.m. ET", "3月5日10时".

What is not said is taken from when the report was published and from its language, and told as a guess. In doubt, hold:
of two times that the words may mean, the later is taken. Summer time is kept by the rules of the European Union (since
1996) and of the United States (since 2007), written out here, so that no table of zones need be installed. Where a
summer zone is named in winter, or the other way round, the later of what is said and what is meant is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple
from unicodedata import normalize

from mediawire.text.calendar_words import DAYS, MONTHS, SHORT_MONTHS, WEEKDAYS
from mediawire.times import HOURS

GUESSED_ZONE = "zone not stated, taken from the language"
GUESSED_YEAR = "year not stated, taken from when it was published"
GUESSED_DAY = "day not stated, the first such hour after it was published"
GUESSED_HOUR = "hour not stated, taken as the start of the day"
GUESSED_ORDER = "day and month may be the other way round; the later was taken"
GUESSED_SUMMER = "zone does not fit the season; the later was taken"


class ReleaseTime(NamedTuple):
    """When something may be used: the words, the aware time or None where they cannot be read, what was guessed."""

    stated: str
    at: datetime | None
    guessed: tuple[str, ...] = ()


class Zone(NamedTuple):
    """A place's clock: hours from UTC in winter, and when it has summer time (one hour more)."""

    hours: float
    summer: str = ""
    """eu, us, or none"""

    def offset(self, day: date) -> float:
        """Return the hours from UTC that the place keeps on a day; the day of the change is the new time."""
        return self.hours + (bool(self.summer) and _SUMMERS[self.summer](day))


def _is_eu_summer(day: date) -> bool:
    return _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)


def _is_us_summer(day: date) -> bool:
    first = date(day.year, 3, 8)
    last = date(day.year, 11, 1)
    return _sunday_from(first) <= day < _sunday_from(last)


def _sunday_from(day: date) -> date:
    return day + timedelta((6 - day.weekday()) % 7)


def _last_sunday(year: int, month: int) -> date:
    return _sunday_from(date(year, month, 25))


_SUMMERS: dict[str, Callable[[date], bool]] = {"eu": _is_eu_summer, "us": _is_us_summer}

LONDON, BERLIN, ATHENS, NEW_YORK = Zone(0, "eu"), Zone(1, "eu"), Zone(2, "eu"), Zone(-5, "us")
_HOME = {
    **dict.fromkeys(("de", "fr", "it", "es", "nl", "pl", "sv", "da", "no", "cs", "hu", "sl", "hr", "sr", "ca"), BERLIN),
    **dict.fromkeys(("el", "fi", "uk", "ro", "bg", "lt", "lv", "et"), ATHENS),
    **dict.fromkeys(("ru", "tr", "ar", "be"), Zone(3)),
    **dict.fromkeys(("ja", "ko"), Zone(9)),
    **{"zh": Zone(8), "pt": Zone(-3), "fa": Zone(3.5), "ur": Zone(5), "hi": Zone(5.5), "id": Zone(7), "th": Zone(7)},
}
"""The clock on an agency's desk where none is named. Portuguese is Brazil's, which is the later."""

_SEASONED = {
    **dict.fromkeys(("gmt", "bst"), LONDON),
    **dict.fromkeys(("cet", "cest", "mez", "mesz"), BERLIN),
    **dict.fromkeys(("eet", "eest"), ATHENS),
    **dict.fromkeys(("et", "est", "edt", "eastern"), NEW_YORK),
    **dict.fromkeys(("ct", "cst", "cdt", "central"), Zone(-6, "us")),
    **dict.fromkeys(("mt", "mst", "mdt", "mountain"), Zone(-7, "us")),
    **dict.fromkeys(("pt", "pst", "pdt", "pacific"), Zone(-8, "us")),
}
_PLAIN_ZONES = HOURS | {
    "tu": 0, "utc": 0, "мск": 3, "мск.": 3, "hkt": 8, "kst": 9, "brt": -3, "art": -3, "pekin": 8, "beijing": 8,
    "北京时间": 8, "日本時間": 9, "한국시간": 9, "gmt": 0, "mez": 1, "mesz": 2, "московскому": 3, "msk": 3,
}  # fmt: skip
_PLACES = {"london": LONDON, "uk": LONDON, "british": LONDON, "brussels": BERLIN, "paris": BERLIN, "berlin": BERLIN,
           "new york": NEW_YORK, "washington": NEW_YORK, "hec": BERLIN, "madrid": BERLIN, "roma": BERLIN}  # fmt: skip

_CLOCK = re.compile(
    r"(?P<hour>(?<![\d.:/-])\d{1,2})[:.h](?P<minute>\d{2})(?![\d/-]|\.\d)(?::\d{2})?\s*(?:h(?:rs?|s|ours)?\b|uhr)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|(?P<plain>(?<![\d.:/-])(?:(?!19|20)[0-2]\d[0-5]\d(?=\W|[a-z]|$)|[0-2]\d[0-5]\d(?=\s*(?:hrs?|hours|h|gmt|utc|bst|[a-z]{1,3}t)\b)))"
    r"\s*(?:hrs?\b|hours\b)?"
    r"|(?P<east>午前|午後|上午|下午|晚上?|오전|오후)?\s*(?P<bare>(?<![\d.:/-])\d{1,2})\s*(?:(?P<half2>[ap]\.?m\b\.?)|uhr\b|h\b|час\w*|[时時点點시])(?:\s*(?P<minute2>\d{1,2})\s*[分분])?"
    r"|(?P<midnight>\b(?:midnight|mitternacht|minuit|medianoche|mezzanotte|полуноч\w+)\b)"
    r"|(?P<noon>(?:\b|(?<=12))(?:noon|midday|mittag|midi|mediodia|mezzogiorno|полдень|正午)\b)"
)
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_FIGURES = re.compile(r"(?<![\d:])(?P<day>\d{1,2})[./-](?P<month>\d{1,2})(?:[./-](?P<year>\d{4}|\d{2}))?\.?(?![\d:])")
_EAST = re.compile(r"(?:(?:(?P<year>\d{4})\s*[年년]\s*)?(?P<month>\d{1,2})\s*[月월]\s*)?(?P<day>\d{1,2})\s*[日号號일]")
_OFFSET = re.compile(r"(?:utc|gmt)?\s*(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?!\d)")
_POINTED = re.compile(r"(?<![\d.:])[0-3]?\d\.[01]?\d\.(?!\d)")
"""A day and a month with a point behind each, as German and others write them; an hour has none."""
_WORD = re.compile(r"[^\W\d_]+\.?")


def _numbered(tables: dict[str, str]) -> dict[str, int]:
    rows = (enumerate(row.split(), 1) for row in tables.values())
    return {_bare(name): number for row in rows for number, name in row if name != "."}


def _bare(word: str) -> str:
    return "".join(normalize("NFD", letter)[0] if letter < "\u0370" else letter for letter in word.replace("ё", "е"))


_MONTHS = _numbered(SHORT_MONTHS) | _numbered(MONTHS)
_YEAR = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\.?\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?(?:19|20)\d\d\b(?![:.]\d)")
"""A month with its year, which is no hour: May 6, 2011 GMT."""
_WEEKDAYS = _numbered(WEEKDAYS) | {name[:3]: day for name, day in _numbered({"en": WEEKDAYS["en"]}).items()}
_NEAR = {name: day for name, day in _numbered(DAYS).items() if day >= 3}


def read_release_time(words: str, published: datetime | None = None, language: str | None = None) -> ReleaseTime:
    """Read when an embargo ends. ``words`` are folded: small letters, Latin ones without accents.

    >>> read_release_time("0001 gmt friday may 6, 2011").at
    datetime.datetime(2011, 5, 6, 0, 1, tzinfo=datetime.timezone.utc)
    """
    stated = words.strip(" \t:;-,*()[]")
    clock, rest = _take_clock(words)
    is_english = (language or "en").lower().startswith("en")
    days, guessed = _read_days(rest, clock, published, is_english)
    if not days:
        return ReleaseTime(stated, None)
    if clock is None:
        guessed = (*guessed, GUESSED_HOUR)
    zone, said = _read_zone(rest, language, clock)
    if said is None:
        guessed = (*guessed, GUESSED_ZONE)
    times = sorted(_at(day, clock or (0, 0, False), hours) for day in days for hours in _offsets(day, zone, said))
    if len({(day, hours) for day in days for hours in _offsets(day, zone, said)}) > len(days):
        guessed = (*guessed, GUESSED_SUMMER)
    if clock is not None and not clock[2] and len(days) == 1 and published and GUESSED_DAY in guessed:
        times = [time if time > published else time + timedelta(days=1) for time in times]
    return ReleaseTime(stated, times[-1], guessed)


def holds_time(words: str) -> bool:
    """Tell whether some words state a time at all: an hour, a day, a month; a year is none."""
    if any(pattern.search(words) for pattern in (_CLOCK, _ISO, _FIGURES, _EAST)):
        return True
    return any(word in _WEEKDAYS or word in _NEAR or word in _MONTHS for word in _words(words))


Clock = tuple[int, int, bool]
"""Hour, minute, and whether it is the end of the day (midnight, 24.00)."""


def _take_clock(words: str) -> tuple[Clock | None, str]:
    """Take the first time of day out of some words, and return the rest; dates in figures are masked first."""
    masked = words
    for pattern in (_ISO, _EAST, _YEAR, _POINTED):
        masked = pattern.sub(lambda found: "\0" * len(found[0]), masked)
    clocks = [(clock, found) for found in _CLOCK.finditer(masked) if (clock := _read_clock(found)) is not None]
    if not clocks:
        return None, words
    zoned = (pair for pair in clocks if any(_is_zone(word) for word in _words(words[pair[1].end() :][:8])))
    clock, found = next(zoned, clocks[0])
    return clock, words[: found.start()] + " " * (found.end() - found.start()) + words[found.end() :]


def _is_zone(word: str) -> bool:
    return word in _SEASONED or (word in _PLAIN_ZONES and word not in _MONTHS)


def _read_clock(found: re.Match[str]) -> Clock | None:
    if found["noon"]:
        return 12, 0, False
    if found["midnight"]:
        return 0, 0, True
    if found["plain"]:
        hour, minute, half = int(found["plain"][:2]), int(found["plain"][2:]), None
    else:
        hour, minute = int(found["hour"] or found["bare"]), int(found["minute"] or found["minute2"] or 0)
        half = found["half"] or found["half2"]
    if found["east"] in ("午後", "下午", "晚", "晚上", "오후") and hour < 12:
        hour += 12
    if half and 1 <= hour <= 12:  # "14.00 Uhr am 3. Mai" is no morning
        hour = hour % 12 + 12 * (half[0] == "p")
    if (hour, minute) == (24, 0):
        return 0, 0, True
    return (hour, minute, False) if hour < 24 and minute < 60 else None


def _read_days(
    words: str, clock: Clock | None, published: datetime | None, is_english: bool
) -> tuple[list[date], tuple[str, ...]]:
    """Read which days some words may mean: one, two where figures are ambiguous, none where no day can be told.

    Only English writes the month before the day, and never with points between them.
    """
    found = _ISO.search(words) or _EAST.search(words)
    if found:
        month = found["month"] or (str(published.month) if published else "0")
        return _with_year(int(found["day"]), int(month), found["year"], published)
    named = _read_named(words, published)
    if named[0]:
        return named
    found = _FIGURES.search(words)
    if found:
        day, month, year = int(found["day"]), int(found["month"]), found["year"]
        one, told = _with_year(day, month, year, published)
        may_turn = day != month and is_english and "." not in found[0]
        other, _ = _with_year(month, day, year, published) if may_turn or not one else ([], ())
        if one or other:
            return one + other, (*told, GUESSED_ORDER) if one and other else told
    return _read_near(words, clock, published)


def _read_named(words: str, published: datetime | None) -> tuple[list[date], tuple[str, ...]]:
    """Read a day beside a month's name."""
    for found in _WORD.finditer(words):
        month = _MONTHS.get(found[0].rstrip("."))
        if month is None:
            continue
        before = re.search(r"(\d{1,2})(?:st|nd|rd|th|er|º|\.|o|a)?\s*(?:of|de|di|do)?\s*$", words[: found.start()])
        after = re.match(r"\s*(\d{1,2})(?:st|nd|rd|th)?(?![\d:.])", words[found.end() :])
        day = before or after
        if day:
            tail = words[found.end() :][after.end() if after and not before else 0 :]
            year = re.match(r"[\s,]*(?:de |del )?((?:19|20)\d\d)\b", tail)
            return _with_year(int(day[1]), month, year[1] if year else None, published)
    return [], ()


def _with_year(
    day: int, month: int, year: str | None, published: datetime | None
) -> tuple[list[date], tuple[str, ...]]:
    """Make a date; without a year it is the one nearest to when the report was published."""
    try:
        if year:
            return [date(int(year) + (2000 if len(year) == 2 else 0), month, day)], ()
        if published is None:
            return [], ()
        near = [date(published.year + step, month, day) for step in (-1, 0, 1)]
    except ValueError:
        return [], ()
    return [min(near, key=lambda one: abs((one - published.date()).days))], (GUESSED_YEAR,)


def _read_near(words: str, clock: Clock | None, published: datetime | None) -> tuple[list[date], tuple[str, ...]]:
    """Read a weekday, today or tomorrow, or nothing: then the first such hour after publication."""
    if published is None:
        return [], ()
    today = published.date()
    for word in _words(words):
        if word in _WEEKDAYS:
            return [today + timedelta((_WEEKDAYS[word] - 1 - today.weekday()) % 7)], (GUESSED_DAY.partition(",")[0],)
        if word in _NEAR:
            return [today + timedelta(_NEAR[word] - 3)], (GUESSED_DAY.partition(",")[0],)
    return ([today], (GUESSED_DAY,)) if clock else ([], ())


def _words(words: str) -> Iterator[str]:
    return (found[0].rstrip(".") for found in _WORD.finditer(words))


def _read_zone(words: str, language: str | None, clock: Clock | None) -> tuple[Zone | None, float | None]:
    """Read which clock is meant: a place's (with its seasons), and the offset that was said, if one was."""
    undated = _FIGURES.sub(" ", _ISO.sub(" ", words))
    offset = _OFFSET.search(undated)
    if offset and clock and re.search(r"(?:utc|gmt)\s*[+-]|[+-]\d\d:?\d\d", offset[0]):
        hours = int(offset["hours"]) + int(offset["minutes"] or 0) / 60
        return None, hours if offset["sign"] == "+" else -hours
    for word in _words(words):
        if word in _SEASONED and not (word in ("pt", "mt", "ct", "et") and language in ("fr", "pt", "la")):
            said = _PLAIN_ZONES.get(word)
            return (_SEASONED[word], NAN if said is None else said) if word != "gmt" else (None, 0.0)
        if word in _PLAIN_ZONES and word not in _MONTHS:
            return None, float(_PLAIN_ZONES[word])
    for name, zone in _PLACES.items():
        if re.search(rf"\b{name}\b", words):
            return zone, zone.hours if zone.summer == "" else NAN
    for name, value in _PLAIN_ZONES.items():
        if not name.isascii() and name in words:
            return None, float(value)
    return _HOME.get((language or "en")[:2].lower(), _english(words, clock)), None


NAN = float("nan")
"""A place was named, and its clock is what it keeps that day."""


def _english(words: str, clock: Clock | None) -> Zone:
    """Guess whose English it is: hours like 0001 are London's; all else is taken as New York's, which is later."""
    return LONDON if clock is not None and clock[:2] == (0, 1) else NEW_YORK


def _offsets(day: date, zone: Zone | None, said: float | None) -> set[float]:
    """Return the hours from UTC that may be meant on a day: as said, and as the place keeps it."""
    kept = set() if zone is None else {zone.offset(day)}
    return kept | ({said} if said is not None and said == said else set())


def _at(day: date, clock: Clock, hours: float) -> datetime:
    zone = UTC if not hours else timezone(timedelta(hours=hours))
    at = datetime.combine(day, time(clock[0], clock[1]), zone)
    return at + timedelta(days=1) if clock[2] else at
