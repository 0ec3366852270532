"""Days and hours as pages print them, in the languages we know: "5. Juni 2019, 14:30 Uhr", "June 5, 2019", "05/06/19".

A month's name counts only between figures, so the verb "may" is no month. Days in figures alone are read by what the
page's language, or another day on the same page, says of their order; that is noted as guessed.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from mediawire.text.calendar_words import MONTHS, SHORT_MONTHS
from mediawire.times import HOURS, NO_HOUR, NO_ZONE

ORDER_BY_LANGUAGE = "order of day and month taken from the page's language"
ORDER_BY_PAGE = "order of day and month taken from another day on the page"
SHORT_YEAR = "year of two figures taken as this century's"
FIRST_YEAR = 1990
BUDDHIST_ERA = 543

MORE_MONTHS = {
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "hr": "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna . . prosinca",
    "sk": "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    "sl": "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",
    "sr": "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "sr2": ". . . . . . . avgust septembar oktobar novembar decembar",
    "lt": "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    "lv": "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
    "lv2": "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī",
    "et": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "cs": "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
    "pl": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "sv": "jan feb mars apr maj juni juli aug sept okt nov dec",
    "no": "jan feb mars apr mai juni juli aug sep okt nov des",
    "hu": "jan febr márc ápr máj jún júl aug szept okt nov dec",
    "tr": "oca şub mar nis may haz tem ağu eyl eki kas ara",
    "fr": "jan fév mar avril mai juin juil août sept oct nov déc",
    "de": "jän feb mrz apr mai juni juli aug sep okt nov dez",
    "en": "jan feb mar apr may june july aug sept oct nov dec",
    "fi": "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
    "el": "ιαν φεβ μαρ απρ μαϊ ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
    "el2": "ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος"
    " δεκέμβριος",
    "th": "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
    "uk": "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
}


def _month_numbers() -> dict[str, int]:
    found: dict[str, int] = {}
    for table in (MONTHS, SHORT_MONTHS, MORE_MONTHS):
        for line in table.values():
            for number, name in enumerate(line.split(), 1):
                if name != ".":
                    found.setdefault(name.casefold(), number)
    return found


MONTH_NUMBERS = _month_numbers()
_LATER_OF_TWO = {"hr": {"listopada": 10, "studenoga": 11, "studenog": 11}}
"""Names that mean another month in one language than in the others."""

_DIGITS = {
    ord(digit): str(number)
    for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "０１２３４５６７８９")
    for number, digit in enumerate(row)
}
_NAME = r"(?P<{}>[^\W\d_][^\W\d_'’.\u0e00-\u0e7f]{{1,14}}|[\u0e00-\u0e7f][\u0e00-\u0e7f.]{{1,12}})"
_YEAR = r"(?P<{}>(?:19|20|25)\d\d)(?!\d)"
_DAY_NAME_YEAR = re.compile(
    r"(?<![\d.:])(?P<d1>[0-3]?\d)(?:st|nd|rd|th|er|[.ºª°])?[\s\u00a0-]*(?:of|de|d['’]|i|ta['’])?[\s\u00a0-]*"
    + _NAME.format("m1")
    + r"[.,]?[\s\u00a0,-]*(?:de |del |do |พ\.ศ\. ?)?['’]?(?P<y1>(?:19|20|25)\d\d(?!\d)|\d\d(?![\d:.]))"
)
_NAME_DAY_YEAR = re.compile(
    _NAME.format("m2") + r"\.?[\s\u00a0]*(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\.?,?[\s\u00a0,-]{1,3}" + _YEAR.format("y2")
)
_YEAR_NAME_DAY = re.compile(
    _YEAR.format("y3")
    + r"[.,]?[\s\u00a0]*(?:m\. |gada |年)?[\s\u00a0]*"
    + _NAME.format("m3")
    + r"\.?[\s\u00a0]*(?P<d3>[0-3]?\d)(?!\d)"
    r"|"
    + _YEAR.format("y4")
    + r"[\s\u00a0]*(?:[-/.]|[年년]|\. )[\s\u00a0]*(?P<m4>[01]?\d)[\s\u00a0]*(?:[-/.]|[月월])[\s\u00a0]*"
    r"(?P<d4>[0-3]?\d)(?!\d)"
)
_FIGURES = re.compile(
    r"(?<![\d.:/-])(?P<a>[0-3]?\d)(?P<sep>[./-])[\s\u00a0]?(?P<b>[0-3]?\d)(?P=sep)[\s\u00a0]?(?P<y5>(?:19|20)\d\d|"
    r"\d\d)(?![\d/-]|\.\d)"
)
_CLOCK = re.compile(
    r"(?P<h>[0-2]?\d)(?P<cut>[:.h時时点시]|"
    r"[ \u00a0]Uhr)[ \u00a0]?(?P<min>[0-5]\d)?(?:[:分](?P<s>[0-5]\d)(?:[.,]\d+)?)?[ \u00a0]*"
    r"(?P<half>[ap]\.?[ ]?m\b\.?|午後|下午|오후)?"
    r"|(?P<h2>1?\d)[ \u00a0]?(?P<half2>[ap]\.?m\b\.?)",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"[ \u00a0(]*(?:(?P<name>Z|[A-Z]{3,4})\b)?[ \u00a0]*(?P<offset>[+-]\d{1,2}(?::?[0-5]\d)?)?(?![\w:-])"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d.*)?")
_WORD_ZONES = {"uhr": None}
_MONTH_FIRST = ("en-us", "en_us", "en-ca", "en-ph")
_DAY_FIRST_ENGLISH = ("en-gb", "en_gb", "en-au", "en-nz", "en-ie", "en-in", "en-za", "en_au", "en_ie", "en_in", "en_za")


class Stamp(NamedTuple):
    """A day, or a day and hour, as printed: an aware time, the words, what was guessed, and whether an hour stood."""

    at: datetime
    stated: str
    guessed: tuple[str, ...] = ()
    has_hour: bool = False
    has_zone: bool = False

    @property
    def day(self) -> str:
        """Return the day in the zone that was stated."""
        return self.at.date().isoformat()


class Reckoning(NamedTuple):
    """What tells the order of day and month on a page: its language, another day there; and the last year believed."""

    language: str = ""
    month_first: bool | None = None
    last_year: int = 2100


NO_RECKONING = Reckoning()


def read_stamp(text: str, reckoning: Reckoning = NO_RECKONING) -> Stamp | None:
    """Read the day that a text begins with or holds, with its hour and zone; None where there is none.

    >>> read_stamp("Stand: 5. Juni 2019, 14:30 Uhr").at.isoformat()
    '2019-06-05T14:30:00+00:00'
    >>> read_stamp("You may go on 5 of 20 tours") is None
    True
    """
    text = text.strip()[:300].translate(_DIGITS)
    if _ISO.fullmatch(text):
        stamp = _read_iso(text)
        if stamp is not None:
            return stamp if _is_believed(stamp.at, reckoning) else None
    for read in (_read_named, _read_year_first, _read_figures):
        found = read(text, reckoning)
        if found is not None:
            year, month, day, end, guessed = found
            stamp = _with_hour(text, year, month, day, end, guessed)
            if stamp is not None and _is_believed(stamp.at, reckoning):
                return stamp
    return None


def tell_order(texts: list[str], language: str, last_year: int) -> Reckoning:
    """Tell from all days in figures on a page which of two figures is the month."""
    for text in texts:
        found = _FIGURES.search(text)
        if found and found["sep"] == "/" and max(int(found["a"]), int(found["b"])) > 12:
            return Reckoning(language.lower(), int(found["b"]) > 12, last_year)
    return Reckoning(language.lower(), None, last_year)


def _is_believed(at: datetime, reckoning: Reckoning) -> bool:
    return FIRST_YEAR <= at.year <= reckoning.last_year


Found = tuple[int, int, int, int, tuple[str, ...]]


def _read_iso(text: str) -> Stamp | None:
    try:
        at = datetime.fromisoformat(text.replace("  ", " "))
    except ValueError:
        return None
    if len(text) <= len("2019-06-05"):
        return Stamp(at.replace(tzinfo=UTC), text, (NO_HOUR,))
    if at.tzinfo is None:
        return Stamp(at.replace(tzinfo=UTC), text, (NO_ZONE,), True)
    return Stamp(at, text, (), True, True)


def _month_of(name: str, language: str) -> int | None:
    name = name.casefold()
    special = _LATER_OF_TWO.get(language[:2], {})
    return special.get(name) or MONTH_NUMBERS.get(name) or MONTH_NUMBERS.get(name.rstrip("."))


def _read_named(text: str, reckoning: Reckoning) -> Found | None:
    """Read a day whose month has a name, whichever of day and month stands first."""
    best: Found | None = None
    for pattern, suffix in ((_DAY_NAME_YEAR, "1"), (_NAME_DAY_YEAR, "2")):
        for found in pattern.finditer(text):
            month = _month_of(found["m" + suffix], reckoning.language)
            if month is not None:
                year, guessed = _full_year(found["y" + suffix])
                candidate = (year, month, int(found["d" + suffix]), found.end(), guessed)
                if best is None or candidate[3] < best[3]:
                    best = candidate
                break
    return best


def _read_year_first(text: str, reckoning: Reckoning) -> Found | None:
    for found in _YEAR_NAME_DAY.finditer(text):
        if found["y3"]:
            month = _month_of(found["m3"], reckoning.language)
            if month is not None:
                return _full_year(found["y3"])[0], month, int(found["d3"]), found.end(), ()
        else:
            return _full_year(found["y4"])[0], int(found["m4"]), int(found["d4"]), found.end(), ()
    return None


def _read_figures(text: str, reckoning: Reckoning) -> Found | None:
    """Read a day in figures alone; which of two is the month is told by points, by size, by page or by language."""
    found = _FIGURES.search(text)
    if found is None or (found["sep"] == "-" and len(found["y5"]) == 2):
        return None
    first, second = int(found["a"]), int(found["b"])
    year, guessed = _full_year(found["y5"])
    if first > 12 or second > 12 or found["sep"] == "." or first == second:
        month_first = second > 12
    elif reckoning.month_first is not None:
        month_first, guessed = reckoning.month_first, (*guessed, ORDER_BY_PAGE)
    else:
        language = reckoning.language
        month_first = language.startswith(_MONTH_FIRST) or (
            language[:2] == "en" and not language.startswith(_DAY_FIRST_ENGLISH)
        )
        guessed = (*guessed, ORDER_BY_LANGUAGE)
    day, month = (second, first) if month_first else (first, second)
    return year, month, day, found.end(), guessed


def _full_year(year: str) -> tuple[int, tuple[str, ...]]:
    number = int(year)
    if len(year) == 2:
        return number + (2000 if number < 70 else 1900), (SHORT_YEAR,)
    return number - (BUDDHIST_ERA if number >= 2500 else 0), ()


def _with_hour(text: str, year: int, month: int, day: int, end: int, guessed: tuple[str, ...]) -> Stamp | None:
    """Add the hour that stands behind the day, or right before it, and its zone."""
    clock = _clock_near(text, end)
    try:
        at = datetime(year, month, day, tzinfo=UTC)
        if clock is None:
            return Stamp(at, text, (*guessed, NO_HOUR))
        hour, minute, second, after = clock
        zone = _zone_at(text, after)
        at = datetime(year, month, day, hour, minute, second, tzinfo=zone or UTC)
    except (ValueError, OverflowError):
        return None
    return Stamp(at, text, guessed if zone else (*guessed, NO_ZONE), True, zone is not None)


def _clock_near(text: str, end: int) -> tuple[int, int, int, int] | None:
    for place in (_CLOCK.search(text, end, end + 40), _CLOCK.search(text, 0, end)):
        if place is None or place.end() == place.start():
            continue
        hour, minute = int(place["h"] or place["h2"]), int(place["min"] or 0)
        half = (place["half"] or place["half2"] or "").lower()
        if place["min"] is None and not half and "uhr" not in place["cut"].lower():
            continue
        is_day = place["cut"] == "." and not half and "uhr" not in text[place.end() : place.end() + 5].lower()
        if is_day and place.start() < end:
            continue
        if half:
            if hour > 12:
                half = ""
            else:
                hour = hour % 12 + (12 if half[0] in "p午下오" else 0)
        if hour < 24:
            return hour, minute, int(place["s"] or 0), place.end()
    return None


def _zone_at(text: str, at: int) -> tzinfo | None:
    found = _ZONE.match(text, at)
    if found is None:
        return None
    name, offset = (found["name"] or "").lower(), found["offset"]
    if name and name not in HOURS:
        return None
    hours = HOURS.get(name, 0.0) if name else 0.0
    if offset and (not name or name in ("gmt", "utc", "ut", "z")):
        figures = offset[1:].replace(":", "")
        minutes = 60 * int(figures[:2]) + int(figures[2:] or 0)
        hours = (-minutes if offset[0] == "-" else minutes) / 60
        return timezone(timedelta(hours=hours)) if abs(hours) < 24 else None
    return timezone(timedelta(hours=hours)) if name else None
