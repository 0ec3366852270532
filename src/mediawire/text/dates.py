"""Dates, years, times of day, and days named by their place in the week or before and after the report."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cache

from mediawire.text.decimals import ascii_digits
from mediawire.text.lexicon import Sense
from mediawire.text.names import NO_NAME
from mediawire.text.word_sets import set_of
from mediawire.text.words import Fact, Words

SATURDAY = 5
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

BUDDHIST_ERA = 543
"""Thai reports count the years from the Buddha: 2569 is 2026."""
LAST_YEAR = 2400

_ISO_REST = re.compile(r"-(\d\d)-(\d\d)(?!\d)")
_HALF_DAY = re.compile(r" ?([ap])(?:\. ?m\.|m\b)", re.IGNORECASE)
_CLOCKS = frozenset({"gmt", "utc", "est", "edt", "cet", "msk", "local"})
_LASTING = frozenset("間间後后내간")
"""What makes of the day of a month so many days, behind the sign for a day."""
_HEBREW = ("\u05d0", "\u05ea")
_DAY_LINKS = frozenset({"st", "nd", "rd", "th", "er", "º", "of", "de", "di"})
_HOUR_AFTER = re.compile(r" ?h ?(\d\d)?(?!\w)| Uhr\b")
_NUMERIC = re.compile(r"(\d{1,4})([./])(\d{1,2})\2(\d{2,4})")
_TWO_YEARS = re.compile(r"(?:19|20)\d\d/(?:\d\d){1,2}")
_DAY_REST = re.compile(r"(?:st|nd|rd|th|er|º|\.)?(?: of| de| di)?(?= [^\W\d_]|-[^\W\d_])")
_YEAR_AFTER = re.compile(r"(?:\.|,)?(?: de| del|,)? ?(\d{4})(?![\d%]|[.,]\d)")
_DAY_AFTER = re.compile(r"\.? (\d{1,2})(?:st|nd|rd|th)?(?!\d|[.,:/]\d| ?%)(?:,? (\d{4})(?![\d%]|[.,]\d))?")
_MONEY_SIGNS = frozenset("$€£¥₹₽₩")
_MILLENNIA = ("18", "19", "20")

_BEFORE_YEAR = set_of(
    "a the its his their our this in since by of from until till to and during early late mid before after fiscal"
    " year through between end en de desde dans depuis im jahr seit del nel dal em по с в до после года january"
    " february march april may june july august september october november december summer winter spring autumn"
    " fall"
)
_AFTER_YEAR = set_of("год года году годом годов роки року yılında")
_PORTUGUESE_ON = set_of("na nesta desta à última")
_PERIODS = set_of("week weekend month quarter year decade century spring summer autumn fall winter")
_COUNTED = set_of("percent per million billion thousand people dollars euros pounds tonnes barrels points miles km")
_MONTHS_AND_NAMES = frozenset("34568")
"""March, April, May, June and August are names of persons too; nobody is called October."""


def read_dated_digits(words: Words, start: int, raw: str, word: str, after: int) -> Fact | None:
    """Read the date, year or time of day that begins with the given digits; None where they are plain numbers.

    ``word`` is the word that follows the digits, in lower case, and ``after`` its end.
    """
    size = len(raw)
    if raw.isdigit():
        if size <= 2:
            return _read_short(words, start, raw, word, after)
        return _read_four_digits(words, start, raw, word, after) if size == 4 else None
    if ":" in raw:
        hour, _, minute = raw.partition(":")
        is_clock = hour.isdecimal() and minute.isdecimal() and len(minute) == 2
        return _time(words, start, start + size, hour, minute) if is_clock else None
    if size >= 6 and (match := _NUMERIC.fullmatch(raw)):
        return _read_numeric(words, start, match)
    if size >= 7 and _TWO_YEARS.fullmatch(raw):
        return words.fact("date", start, start + size, ascii_digits(raw))
    if size <= 5 and word in ("p", "pm", "a", "am", "uhr"):
        hour, point, minute = raw.partition(".")
        if point and len(minute) == 2:
            return _read_hour(words, start, start + size, hour, minute)
    return None


def _read_hour(words: Words, start: int, end: int, hour: str, minute: str) -> Fact | None:
    """Read "2.30 p.m.", "2 pm", "14.30 Uhr"."""
    if _HALF_DAY.match(words.text, end) or words.text.startswith(" Uhr", end):
        return _time(words, start, end, hour, minute)
    return None


def _calendar_day(words: Words, start: int, end: int, year: str, month: str, day: str) -> Fact | None:
    """Return a date as 2026-11-22, --11-22 or --11; None where no calendar has it."""
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return None
    parts = [f"{int(year) - (BUDDHIST_ERA if int(year) > LAST_YEAR else 0):04d}" if year else "-"]
    parts += [f"{int(part):02d}" for part in (month, day) if part]
    return words.fact("date", start, end, "-".join(parts))


def _read_short(words: Words, start: int, raw: str, word: str, after: int) -> Fact | None:
    """Read what begins with one or two digits: a day of a month, an hour, an East Asian date."""
    text, end = words.text, start + len(raw)
    sense = words.senses.get(word)
    if sense is None or sense.role == "comparison":  # "de", which stands in "plus de" as well
        if word in _DAY_LINKS or text[end : end + 1] == ".":
            rest = _DAY_REST.match(text, end)
            if rest is None:
                return None
            word, after = words.after(rest.end())
            sense = words.senses.get(word)
        elif word[:1] in ("月", "월"):
            return _read_east_asian(words, start)
        elif word[:1] in ("日", "일") and word[1:2] not in _LASTING:
            day = int(raw)
            return (
                words.fact("date", start, end + 1, f"---{day:02d}") if 1 <= day <= 31 and text[end] in "日일" else None
            )
        elif word in ("p", "pm", "a", "am", "uhr"):
            return _read_hour(words, start, end, raw, "0")
        elif word == "h" and (match := _HOUR_AFTER.match(text, end)):
            return _time(words, start, match.end(), raw, match[1] or "0")
    if word == "may" and text[after - 3] == "M":
        return _day_of_month(words, start, after, "5", raw)
    if sense is None or not sense.role.endswith("month"):
        return None
    return _day_of_month(words, start, after, sense.value, raw)


def _day_of_month(words: Words, start: int, end: int, month: str, day: str) -> Fact | None:
    year = _YEAR_AFTER.match(words.text, end)
    if year and _is_year(year[1]):
        return _calendar_day(words, start, year.end(), year[1], month, day)
    return _calendar_day(words, start, end, "", month, day)


def _time(words: Words, start: int, end: int, hour: str, minute: str) -> Fact | None:
    """Return a time of day as 14:30, with "p.m." taken in; None where no clock shows it."""
    hours, minutes = int(hour), int(minute)
    if (match := _HALF_DAY.match(words.text, end)) and 1 <= hours <= 12:
        hours, end = hours % 12 + (12 if match[1] in "pP" else 0), match.end()
    if hours > 24 or minutes > 59:
        return None
    return words.fact("date", start, end, f"{hours:02d}:{minutes:02d}")


def _read_numeric(words: Words, start: int, match: re.Match[str]) -> Fact | None:
    """Read 22.11.2026 and 11/22/2026; where both orders fit, points say day first and strokes keep what is written."""
    end = start + match.end()
    first, second, third = match[1], match[3], match[4]
    if len(first) == 4:
        return _calendar_day(words, start, end, first, second, third)
    if len(first) > 2 or len(third) == 3:
        return None
    year = third if len(third) == 4 else f"20{third}"
    if match[2] == "/" and int(first) <= 12 and int(second) <= 12:
        return words.fact("date", start, end, f"{int(first)}/{int(second)}/{int(year)}")
    day, month = (second, first) if int(second) > 12 else (first, second)
    return _calendar_day(words, start, end, year, month, day)


@cache
def _east_asian() -> re.Pattern[str]:
    """Compile the signs of year, month and day when the first is met: that takes as long as all the others."""
    return re.compile(r"(?:(\d{4}) ?[年년] ?)?(?:(\d{1,2}) ?[月월] ?(?:(\d{1,2}) ?[日일号號])?)?")


def _read_east_asian(words: Words, start: int) -> Fact | None:
    match = _east_asian().match(words.text, start)
    if match is None or match.end() == start:
        return None
    return _calendar_day(words, start, match.end(), match[1] or "", match[2] or "", match[3] or "")


def _is_year(raw: str) -> bool:
    return 1000 <= int(raw) < 2700


def _read_four_digits(words: Words, start: int, raw: str, word: str, after: int) -> Fact | None:
    """Read what begins with four digits: a year, a decade, 2026-11-22, 1430 GMT; else None."""
    text, end = words.text, start + 4
    following = text[end : end + 1]
    if following == "-" and (match := _ISO_REST.match(text, end)):
        return _calendar_day(words, start, match.end(), raw, match[1], match[2])
    if following in ("年", "년"):
        return _read_east_asian(words, start)
    if word in _CLOCKS and following == " ":
        return _time(words, start, end, raw[:2], raw[2:])
    year = ascii_digits(raw)
    if not year.startswith(_MILLENNIA) or following == "%" or text[start - 1 : start] in _MONEY_SIGNS:
        return None
    if following == "s":
        return words.fact("date", start, end + 1, f"{year}s")
    return words.fact("date", start, end, year) if _stands_as_year(words, start, end, word, after) else None


def _stands_as_year(words: Words, start: int, end: int, word: str, after: int) -> bool:
    """Tell whether four digits name a year: they count nothing, which "2000 soldiers" and "1900 km" do."""
    if not word or words.text[end] != " ":
        return after - len(word) != end or not word
    if word in _COUNTED:
        return False
    if not word.endswith("s") or word in _AFTER_YEAR or words.text[end + 1].isupper():
        return True
    return words.before(start) in _BEFORE_YEAR


def read_month(words: Words, start: int, word: str, sense: Sense) -> Fact | None:
    """Read "November 22, 2026", "November 2026" or "November"; None where a name or a verb stands there."""
    end = start + len(word)
    if words.tongue == "en" and word.islower() and word.isascii():
        return None
    if sense.role == "month" and words.text[end : end + 1] == ".":
        return None if _is_in_name(words, start, sense.value) else _calendar_day(words, start, end, "", sense.value, "")
    if match := _DAY_AFTER.match(words.text, end):
        year = match[2] or ""
        fact = _calendar_day(words, start, match.end(), year, sense.value, match[1])
        if fact is not None:
            return fact
    if (match := _YEAR_AFTER.match(words.text, end)) and _is_year(match[1]):
        return _calendar_day(words, start, match.end(), match[1], sense.value, "")
    if sense.role == "short month" or _is_in_name(words, start, sense.value):
        return None
    return _calendar_day(words, start, end, "", sense.value, "")


def _is_in_name(words: Words, start: int, month: str) -> bool:
    """Tell whether the capitalised word just before makes a name of a month, as in "Theresa May"."""
    text = words.text
    if words.tongue != "en" or month not in _MONTHS_AND_NAMES or text[start - 1 : start] != " ":
        return False
    before = (text[max(0, start - 40) : start - 1].split() or [""])[-1]
    if not before[:1].isupper() or not before.isalpha():
        return False
    return before.lower() not in words.seen and before not in NO_NAME


def read_weekday(words: Words, start: int, word: str, sense: Sense) -> Fact | None:
    """Read a day of the week: the latest one up to the report's day, or the coming one after "next".

    Portuguese counts its weekdays: "quinta" is Thursday with "feira" behind it or a word for "on" before it. So does
    Hebrew, with the word for "day" before all but the Sabbath.
    """
    published = words.published
    end = start + len(word)
    weekday = int(sense.value)
    if words.tongue == "pt" and weekday < SATURDAY:
        following, after = words.after(end)
        if following == "feira":
            end = after
        elif words.before(start) not in _PORTUGUESE_ON:
            return None
    if _HEBREW[0] <= word[0] <= _HEBREW[1] and weekday != SATURDAY and not words.before(start).endswith("יום"):
        return None
    if published is None:
        return words.fact("date", start, end, f"weekday:{WEEKDAYS[weekday]}")
    days_back = (published.weekday() - weekday) % 7
    before = words.before(start)
    if before in ("next", "coming"):
        days_back -= 7
    elif before == "last" and days_back == 0:
        days_back = 7
    return words.fact("date", start, end, _days_from(published, -days_back))


def read_day(words: Words, start: int, word: str, sense: Sense) -> Fact:
    """Read "yesterday", "today", "tomorrow": a date where the report has one, else how many days off."""
    published = words.published
    away = int(sense.value)
    value = f"day:{away:+d}" if published is None else _days_from(published, away)
    return words.fact("date", start, start + len(word), value)


def read_which(words: Words, start: int, word: str, sense: Sense) -> Fact | None:
    """Read "last year" and "this month": how many of them off, and the year itself where the report has a date."""
    published = words.published
    period, end = words.after(start + len(word))
    if period not in _PERIODS:
        return None
    if period == "year" and published is not None:
        return words.fact("date", start, end, str(published.year + int(sense.value)))
    return words.fact("date", start, end, f"{period}:{sense.value}")


def _days_from(published: datetime, days: int) -> str:
    try:
        return (published.date() + timedelta(days=days)).isoformat()
    except OverflowError:
        return date(published.year, published.month, published.day).isoformat() + f"{days:+d}"
