"""Dates, years, times of day, and days named by their place in the week or before and after the report."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from mediawire.text.lexicon import Sense
from mediawire.text.numbers import ascii_digits
from mediawire.text.words import Fact, Words

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d)(?::\d\d)?)? ?([ap])\.? ?m\b\.?|(\d{1,2}):(\d\d)(?::\d\d)?(?!\d)", re.I)
_HOURS = re.compile(r"(\d{1,2})[h.](\d\d)(?: Uhr| h)?(?!\d)")
_ZULU = re.compile(r"([01]\d|2[0-3])([0-5]\d) (?:GMT|UTC|EST|EDT|CET|MSK|local)\b")
_NUMERIC = re.compile(r"(\d{1,4})([./])(\d{1,2})\2(\d{2,4})(?!\d)")
_EAST_ASIAN = re.compile(r"(?:(\d{4}) ?[年년] ?)?(?:(\d{1,2}) ?[月월] ?(?:(\d{1,2}) ?[日일号號])?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?: of| de| di)? ?(?=[^\W\d_])")
_YEAR_AFTER = re.compile(r"(?:\.|,)?(?: de| del|,)? ?(\d{4})(?![\d%]|[.,]\d)")
_DAY_AFTER = re.compile(r"\.? (\d{1,2})(?:st|nd|rd|th)?(?!\d|[.,:/]\d| ?%)(?:,? (\d{4})(?![\d%]|[.,]\d))?")
_DECADE = re.compile(r"(\d{4})s\b")
_YEAR = re.compile(r"\d{4}(?!\d|[.,:/]\d)")

_BEFORE_YEAR = frozenset(
    "in since by of from until till to and during early late mid before after fiscal year through between end en de desde"
    " dans depuis im jahr seit del nel dal em по с в до после года between january february march april may june july"
    " august september october november december summer winter spring autumn fall".split()
)
_AFTER_YEAR = frozenset("год года году годом годов роки року yılında".split())


def read_dated_digits(words: Words, start: int) -> Fact | None:
    """Read the date, year or time of day whose digits begin at a place; None where they are plain numbers."""
    text = words.text
    if match := _ISO.match(text, start):
        return _calendar_day(words, start, match.end(), match[1], match[2], match[3])
    for read in (_read_clock, _read_numeric, _read_day_and_month, _read_east_asian, _read_year):
        fact = read(words, start)
        if fact is not None:
            return fact
    return None


def _calendar_day(words: Words, start: int, end: int, year: str, month: str, day: str) -> Fact | None:
    """Return a date as 2026-11-22, --11-22 or --11; None where no calendar has it."""
    if month and not 1 <= int(month) <= 12 or day and not 1 <= int(day) <= 31:
        return None
    parts = [f"{int(year):04d}" if year else "-"]
    parts += [f"{int(part):02d}" for part in (month, day) if part]
    return words.fact("date", start, end, "-".join(parts))


def _read_clock(words: Words, start: int) -> Fact | None:
    text = words.text
    if match := _CLOCK.match(text, start):
        hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
        if match[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if match[3] in "pP" else 0)
    elif match := _ZULU.match(text, start):
        hour, minute = int(match[1]), int(match[2])
    elif (match := _HOURS.match(text, start)) and ("h" in match[0] or match[0].endswith("Uhr")):
        hour, minute = int(match[1]), int(match[2])
    else:
        return None
    if hour > 24 or minute > 59:
        return None
    return words.fact("date", start, match.end(), f"{hour:02d}:{minute:02d}")


def _read_numeric(words: Words, start: int) -> Fact | None:
    """Read 22.11.2026 and 11/22/2026; where both orders fit, points say day first and strokes keep what is written."""
    match = _NUMERIC.match(words.text, start)
    if match is None:
        return None
    first, second, third = match[1], match[3], match[4]
    if len(first) == 4:
        return _calendar_day(words, start, match.end(), first, second, third)
    if len(first) > 2 or len(third) == 3:
        return None
    year = third if len(third) == 4 else f"20{third}"
    if match[2] == "/" and int(first) <= 12 and int(second) <= 12:
        return words.fact("date", start, match.end(), f"{int(first)}/{int(second)}/{int(year)}")
    day, month = (second, first) if int(second) > 12 else (first, second)
    return _calendar_day(words, start, match.end(), year, month, day)


def _read_day_and_month(words: Words, start: int) -> Fact | None:
    """Read "22 November 2026" and "22nd of November"."""
    match = _DAY_FIRST.match(words.text, start)
    if match is None or int(match[1]) > 31:
        return None
    word, end = words.after(match.end())
    sense = words.senses.get(word)
    if word == "may":
        sense = Sense("month", "5") if words.text[match.end()] == "M" else None
    if sense is None or not sense.role.endswith("month"):
        return None
    year = _YEAR_AFTER.match(words.text, end)
    if year and _is_year(year[1]):
        return _calendar_day(words, start, year.end(), year[1], sense.value, match[1])
    return _calendar_day(words, start, end, "", sense.value, match[1])


def _read_east_asian(words: Words, start: int) -> Fact | None:
    match = _EAST_ASIAN.match(words.text, start)
    if match is None or match.end() == start:
        return None
    return _calendar_day(words, start, match.end(), match[1] or "", match[2] or "", match[3] or "")


def _is_year(raw: str) -> bool:
    return 1000 <= int(raw) < 2700


def _read_year(words: Words, start: int) -> Fact | None:
    """Read a bare year: four digits from 1800 to 2099 that stand where a year stands and count nothing."""
    if match := _DECADE.match(words.text, start):
        return words.fact("date", start, match.end(), ascii_digits(match[0]))
    match = _YEAR.match(words.text, start)
    if match is None or not 1800 <= int(match[0]) < 2100 or words.text[start - 1 : start] in _MONEY_SIGNS:
        return None
    word, after = words.after(match.end())
    follows = bool(word) and words.text[match.end()] == " "
    if word in _AFTER_YEAR or words.before(start) in _BEFORE_YEAR or not follows or not word.endswith("s"):
        if words.text[match.end() : match.end() + 1] == "%" or word in _COUNTED or (word and after - len(word) == match.end()):
            return None
        return words.fact("date", start, match.end(), ascii_digits(match[0]))
    return None


_MONEY_SIGNS = frozenset("$€£¥₹₽₩")
_COUNTED = frozenset("percent per million billion thousand people dollars euros pounds tonnes barrels points miles km".split())


def read_month(words: Words, start: int, word: str, sense: Sense) -> Fact | None:
    """Read "November 22, 2026", "November 2026" or "November"; None where a name or a verb stands there."""
    end = start + len(word)
    if words.tongue == "en" and word.islower() and word.isascii():
        return None
    if match := _DAY_AFTER.match(words.text, end):
        year = match[2] or ""
        fact = _calendar_day(words, start, match.end(), year, sense.value, match[1])
        if fact is not None:
            return fact
    if (match := _YEAR_AFTER.match(words.text, end)) and _is_year(match[1]):
        return _calendar_day(words, start, match.end(), match[1], sense.value, "")
    if sense.role == "short month" or _is_in_name(words, start):
        return None
    return _calendar_day(words, start, end, "", sense.value, "")


def _is_in_name(words: Words, start: int) -> bool:
    """Tell whether the capitalised word just before makes a name of a month, as in "Theresa May"."""
    text = words.text
    if words.tongue != "en" or text[start - 1 : start] != " " or start < 3:
        return False
    begin = text.rfind(" ", max(0, start - 40), start - 1) + 1
    before = text[begin : start - 1]
    return before[:1].isupper() and before.isalpha() and before.lower() not in words.seen and before.lower() not in _OPENERS


_OPENERS = frozenset("in on by since until from last this next late early mid for after before during between and".split())


def read_weekday(words: Words, start: int, word: str, sense: Sense, published: datetime | None) -> Fact:
    """Read a day of the week: the latest one up to the report's day, or the coming one after "next"."""
    end = start + len(word)
    weekday = int(sense.value)
    if published is None:
        return words.fact("date", start, end, f"weekday:{WEEKDAYS[weekday]}")
    days_back = (published.weekday() - weekday) % 7
    before = words.before(start)
    if before in ("next", "coming"):
        days_back -= 7
    elif before == "last" and days_back == 0:
        days_back = 7
    return words.fact("date", start, end, _days_from(published, -days_back))


def read_day(words: Words, start: int, word: str, sense: Sense, published: datetime | None) -> Fact:
    """Read "yesterday", "today", "tomorrow": a date where the report has one, else how many days off."""
    away = int(sense.value)
    value = f"day:{away:+d}" if published is None else _days_from(published, away)
    return words.fact("date", start, start + len(word), value)


def _days_from(published: datetime, days: int) -> str:
    try:
        return (published.date() + timedelta(days=days)).isoformat()
    except OverflowError:
        return date(published.year, published.month, published.day).isoformat() + f"{days:+d}"
