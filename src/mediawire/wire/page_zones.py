"""In which zone a page's clock goes, where the page does not say: by its language, or by the day that it shows.

A guess changes how a time is written, or which instant an hour without a zone is; it is always told.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mediawire.times import NO_HOUR, NO_ZONE
from mediawire.wire.reading import StatedTime

BY_LANGUAGE = "time without zone, taken as in the country of the page's language"
BY_SHOWN_DAY = "time in UTC, written in the zone in which its day is the one that the page shows"

# Languages that are written in one zone, or nearly so; English, Spanish, French, Russian and Arabic are not.
_ZONES = {
    "ja": "Asia/Tokyo", "ko": "Asia/Seoul", "zh": "Asia/Shanghai", "th": "Asia/Bangkok", "vi": "Asia/Ho_Chi_Minh",
    "hi": "Asia/Kolkata", "ne": "Asia/Kathmandu", "bn": "Asia/Dhaka", "fa": "Asia/Tehran", "tr": "Europe/Istanbul",
    "he": "Asia/Jerusalem", "el": "Europe/Athens", "fi": "Europe/Helsinki", "et": "Europe/Tallinn", "lv": "Europe/Riga",
    "lt": "Europe/Vilnius", "uk": "Europe/Kyiv", "bg": "Europe/Sofia", "ro": "Europe/Bucharest", "de": "Europe/Berlin",
    "it": "Europe/Rome", "nl": "Europe/Amsterdam", "pl": "Europe/Warsaw", "cs": "Europe/Prague",
    "sk": "Europe/Bratislava",
    "sl": "Europe/Ljubljana", "hr": "Europe/Zagreb", "sr": "Europe/Belgrade", "hu": "Europe/Budapest",
    "sv": "Europe/Stockholm",
    "da": "Europe/Copenhagen", "no": "Europe/Oslo", "nb": "Europe/Oslo", "nn": "Europe/Oslo",
    "is": "Atlantic/Reykjavik",
    "ca": "Europe/Madrid", "fr-fr": "Europe/Paris", "es-es": "Europe/Madrid", "en-gb": "Europe/London",
    "en-ie": "Europe/Dublin",
    "pt-pt": "Europe/Lisbon", "en-in": "Asia/Kolkata", "en-nz": "Pacific/Auckland", "ru-ru": "Europe/Moscow",
    "es-ar": "America/Argentina/Buenos_Aires", "es-co": "America/Bogota", "es-pe": "America/Lima",
}  # fmt: skip
_DAY_TOO = ("ja", "ko", "zh")
"""Here a day without an hour begins at its own midnight; elsewhere that would move few days and is left alone."""


def zone_of(language: str) -> tzinfo | None:
    """Return the zone of the country where a language is written; None where there are several."""
    language = language.lower()
    name = _ZONES.get(language) or _ZONES.get(language.partition("-")[0])
    return _load_zone(name) if name else None


def load_ahead() -> None:
    """Load every zone: a worker that reads foreign bytes can open no file any more."""
    for name in set(_ZONES.values()):
        _load_zone(name)


@cache
def _load_zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):  # a system without a table of zones
        return None


def in_country_zone(time: StatedTime, language: str) -> StatedTime:
    """Take an hour that was stated without a zone as one of the country where the page's language is written."""
    missing = NO_ZONE if NO_ZONE in time.guessed else NO_HOUR if NO_HOUR in time.guessed else None
    if time.at is None or missing is None or (missing == NO_HOUR and not language.lower().startswith(_DAY_TOO)):
        return time
    zone = zone_of(language)
    if zone is None:
        return time
    local = time.at.replace(tzinfo=zone)
    at = local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))
    kept = time.guessed if missing == NO_HOUR else tuple(note for note in time.guessed if note != NO_ZONE)
    return StatedTime(time.field, time.stated, at, (*kept, BY_LANGUAGE))


def in_shown_zone(time: StatedTime, days: set[str], language: str) -> StatedTime:
    """Write a time in UTC in the zone in which its day is one that the page shows; the instant stays the same."""
    at = time.at
    if at is None or at.utcoffset() != timedelta() or NO_HOUR in time.guessed or at.date().isoformat() in days:
        return time
    zone = zone_of(language)
    local = at.astimezone(zone) if zone else None
    if local is None or local.date().isoformat() not in days:
        local = next((one for one in _neighbours(at) if one.date().isoformat() in days), None)
    if local is None:
        return time
    fixed = local.astimezone(timezone(local.utcoffset() or timedelta()))
    return StatedTime(time.field, time.stated, fixed, (*time.guessed, BY_SHOWN_DAY))


def _neighbours(at: datetime) -> tuple[datetime, ...]:
    """Return the time on the next day and on the day before, in the nearest zones of whole hours that have it so."""
    later, earlier = 24 - at.hour, -(at.hour + 1)
    found = []
    if later <= 14:
        found.append(at.astimezone(timezone(timedelta(hours=later))))
    if earlier >= -12:
        found.append(at.astimezone(timezone(timedelta(hours=earlier))))
    return tuple(found)
