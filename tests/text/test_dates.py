"""Dates, years, times of day and relative days."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.report import Span
from mediawire.text.facts import find_facts

SUNDAY = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def dates_in(text: str, published: datetime | None = None) -> list[str]:
    """Return what the dates of a text say."""
    return [fact.value for fact in find_facts(text, [Span(0, len(text))], published) if fact.kind == "date"]


@pytest.mark.parametrize(
    "text",
    [
        "It was on November 22, 2026.",
        "It was on Nov. 22, 2026.",
        "It was on 22 November 2026.",
        "It was on the 22nd of November, 2026.",
        "It was on 2026-11-22.",
        "It was on 22.11.2026.",
        "It was on 11/22/2026.",
        "Es war nicht am 22. November 2026.",
        "Le 22 novembre 2026, il est dans la ville.",
        "El 22 de noviembre de 2026 no se fue.",
        "Il 22 novembre 2026 non è qui.",
        "Em 22 de novembro de 2026 não foi.",
        "Op 22 november 2026 is het niet zo.",
        "Den 22 november 2026 är det inte så.",
        "Nie było to w Warszawie 22 listopada 2026, jak się okazało.",
        "Это было 22 ноября 2026 года.",
        "Це було 22 листопада 2026 року.",
        "Ήταν στις 22 Νοεμβρίου 2026.",
        "كان ذلك في 22 نوفمبر 2026",
        "यह २२ नवंबर २०२६ को था",
        "یہ 22 نومبر 2026 کو تھا",
        "זה היה ב 22 בנובמבר 2026",
        "2026年11月22日に",
        "2026년 11월 22일에",
        "วันที่ 22 พฤศจิกายน 2569",
        "Bu 22 Kasım 2026 için bir gün.",
    ],
)
def test_one_day_is_one_value_in_every_language(text: str) -> None:
    """Order, language, script and calendar are ways of writing a day."""
    dates = dates_in(text)

    assert dates == ["2026-11-22"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was on October 6.", "--10-06"),
        ("It was on 6 October.", "--10-06"),
        ("Он ушел 6 окт.", "--10-06"),
        ("Das war am 6. Jänner und es ist gut.", "--01-06"),
        ("वह 6 अक्तूबर को गया।", "--10-06"),
        ("It was in October 2021.", "2021-10"),
        ("It was in October.", "--10"),
        ("While September\u2019s rise was good, it fell.", "--09"),
        ("While May was good, it fell.", "--05"),
        ("It was in 2009.", "2009"),
        ("It was in the 1990s.", "1990s"),
        ("It was on Thursday.", "weekday:thursday"),
        ("Das war nicht am Donnerstag und es ist gut.", "weekday:thursday"),
        ("В четверг он ушел.", "weekday:thursday"),
        ("O ministro não foi na quinta-feira em Lisboa.", "weekday:thursday"),
        ("It was yesterday.", "day:-1"),
        ("It was last year.", "year:-1"),
        ("It will be next month.", "month:+1"),
        ("It was in the 2007/08 season.", "2007/08"),
        ("It was the 2010 Games.", "2010"),
        ("It was at 2:30 p.m. there.", "14:30"),
        ("It was at 14:30 there.", "14:30"),
        ("It was at 1430 GMT there.", "14:30"),
        ("It was at 10am there.", "10:00"),
        ("It was at 12 a.m. there.", "00:00"),
        ("Es war nicht um 14.30 Uhr, und das ist gut.", "14:30"),
        ("It was on 3/4/2026.", "3/4/2026"),
    ],
)
def test_what_is_not_said_of_a_date_is_not_made_up(text: str, value: str) -> None:
    """A day without a year has none, and an order that may be either is kept as it is."""
    dates = dates_in(text)

    assert dates == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was on Thursday.", "2026-11-19"),
        ("It was on Sunday.", "2026-11-22"),
        ("It was last Sunday.", "2026-11-15"),
        ("It will be next Thursday.", "2026-11-26"),
        ("It was yesterday.", "2026-11-21"),
        ("It is today.", "2026-11-22"),
        ("It was last year.", "2025"),
        ("It will be tomorrow.", "2026-11-23"),
        ("星期四", "2026-11-19"),
        ("昨天", "2026-11-21"),
        ("Вчера он ушел.", "2026-11-21"),
    ],
)
def test_a_relative_day_is_resolved_against_the_day_of_the_report(text: str, value: str) -> None:
    """A weekday is the latest one up to that day, if no word says otherwise."""
    dates = dates_in(text, SUNDAY)

    assert dates == [value]


@pytest.mark.parametrize(
    "text", ["It may rain.", "Theresa May left.", "They march on.", "He saw 2000 soldiers.", "A 45:99 result."]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    """A verb, a surname, a count and a score are not in the calendar."""
    dates = dates_in(text)

    assert dates == []


def test_the_first_day_of_the_calendar_has_no_day_before() -> None:
    """A date that no calendar has is told as a distance, not as an error."""
    dates = dates_in("It was yesterday.", datetime(1, 1, 1, tzinfo=UTC))

    assert dates == ["0001-01-01-1"]


@given(st.dates(min_value=datetime(1800, 1, 1).date(), max_value=datetime(2399, 12, 31).date()))
def test_any_day_in_figures_is_read_back(day: object) -> None:
    """The ISO form stays what it is."""
    dates = dates_in(f"It was on {day}, they said.")

    assert dates == [str(day)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("הוא הגיע ביום שלישי לעיר", "weekday:tuesday"),
        ("הוא הגיע בשבת לעיר ביום ראשון", "weekday:sunday"),
        ("เขามาถึงเมืองในวันอังคาร", "weekday:tuesday"),
        ("Bakan bu konuda bir açıklama için Salı günü geldi ve gitti.", "weekday:tuesday"),
        ("他12日到达北京", "---12"),
        ("彼は12日に東京で話した", "---12"),
        ("그는 12일 서울에서 말했다", "---12"),
    ],
)
def test_a_weekday_or_a_day_of_the_month_in_more_languages(text: str, value: str) -> None:
    """Hebrew counts its weekdays, Thai writes on without blanks, and East Asian reports leave the month out."""
    dates = dates_in(text)

    assert dates == [value]


@pytest.mark.parametrize("text", ["הוא הגיע בפעם שלישי לעיר", "会议持续12日間"])
def test_a_third_time_and_twelve_days_are_no_dates(text: str) -> None:
    """The same words count other things as well."""
    dates = dates_in(text)

    assert dates == []
