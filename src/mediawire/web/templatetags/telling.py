"""How templates tell times and languages: "44 minutes ago" in a report's own language, and the exact time beside it."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from mediawire.web.site.languages import direction_of, tell_ago

register = template.Library()


@register.filter
def ago(time: datetime, language: str = "") -> str:
    """Tell how long ago a time was, in a language; in English where we have no words of it."""
    return tell_ago(time, timezone.now(), language)


@register.filter
def exact(time: datetime) -> str:
    """Tell a time to the minute, with its zone: 22 November 2026, 13:05 UTC."""
    return date_format(timezone.localtime(time), "j F Y, H:i e")


@register.filter
def direction(language: str) -> str:
    """Return the direction in which a language is written; ``auto`` where it is not stated."""
    return direction_of(language)
