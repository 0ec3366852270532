"""What depends on the language of a report: the direction of its lines, and the words for how long ago it came."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.humanize.templatetags.humanize import NaturalTimeFormatter
from django.utils import translation
from django.utils.timesince import timesince
from django.utils.translation.trans_real import get_supported_language_variant

RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he iw ks nqo pnb ps sd syr ug ur yi".split())
"""Languages whose usual script runs from right to left, by the first part of their tag (BCP 47)."""
LEFT_TO_RIGHT_SCRIPTS = frozenset(("latn", "cyrl", "deva"))
RIGHT_TO_LEFT_SCRIPTS = frozenset(("arab", "hebr", "syrc", "thaa", "nkoo"))


def direction_of(language: str) -> str:
    """Return the direction of a language's lines; ``auto`` where no language is stated.

    >>> direction_of("ar-EG"), direction_of("de"), direction_of("az-Arab"), direction_of("")
    ('rtl', 'ltr', 'rtl', 'auto')
    """
    first, *others = language.lower().replace("_", "-").split("-")
    if not first:
        return "auto"
    if not RIGHT_TO_LEFT_SCRIPTS.isdisjoint(others):
        return "rtl"
    return "rtl" if first in RIGHT_TO_LEFT and LEFT_TO_RIGHT_SCRIPTS.isdisjoint(others) else "ltr"


def words_for(language: str) -> str:
    """Return the language in which times can be told: the one asked for, or English."""
    try:
        return get_supported_language_variant(language.replace("_", "-")) if language else "en"
    except LookupError:
        return "en"


def tell_ago(time: datetime, now: datetime, language: str = "") -> str:
    """Tell how long ago a time was, by the one unit that counts: 44 minutes ago, an hour ago, 3 days ago.

    A time to come, as of a clock that is fast, is "now".
    """
    told, past = NaturalTimeFormatter.time_strings, now - time
    with translation.override(words_for(language)):
        if past < timedelta(minutes=1):
            return str(told["now"])
        if past >= timedelta(days=1):
            units = NaturalTimeFormatter.past_substrings
            return str(told["past-day"] % {"delta": timesince(time, now, depth=1, time_strings=units)})
        hours, minutes = divmod(past // timedelta(minutes=1), 60)
        words, count = (told["past-hour"], hours) if hours else (told["past-minute"], minutes)
        return str(words % {"count": count})
