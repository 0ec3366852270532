"""Reads a time as people write it into a form: a wall clock and its zone; clocks that change are told, not guessed."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mediawire.errors import InputError

FIELD = "time"


def read_time(text: str, zone: str) -> datetime:
    """Read a time such as ``2026-03-29T06:00`` of a zone; `InputError` where there is no such time, or two of it."""
    try:
        time = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InputError(FIELD, "is written 2026-11-22T06:00") from None
    if time.tzinfo is not None:
        return time.astimezone(UTC)
    try:
        place = ZoneInfo(zone.strip() or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(FIELD, f"{zone!r} is no time zone; one is written Europe/Paris") from None
    try:
        first, second = (time.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1))
    except OverflowError:
        raise InputError(FIELD, "is out of range") from None
    if first == second:
        return first
    if first.astimezone(place).replace(tzinfo=None) == time:
        raise InputError(FIELD, f"comes twice that night in {zone}, as clocks go back; say it in UTC")
    raise InputError(FIELD, f"does not come that night in {zone}, as clocks go forward; say another, or UTC")
