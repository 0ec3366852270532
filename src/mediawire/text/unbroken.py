"""Facts in scripts written without blanks or in blocks: Chinese, Japanese, Korean, Thai."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mediawire.text.dates import read_dated_digits, read_day, read_weekday
from mediawire.text.lexicon import Sense
from mediawire.text.numbers import DIGITS, read_digits, with_units
from mediawire.text.words import WORD_AFTER, Fact, Words

_FIGURE = re.compile(f"({DIGITS})(?:{WORD_AFTER})?")
LARGEST = 10**20
"""More than the world's money: a row of numerals worth more is no number."""

_NEGATIONS = (
    "没有|沒有|并非|並非|不(?!断|到\\s?\\d|足\\s?\\d|斷|仅|僅|同|久|少|得不|过|過)|没(?!收)|沒(?!收)|未(?!来|來|満)|无(?!线|人机)|無(?!線|人機)"
    "|なかった|ません|ない|ず(?=に)|않|없(?!애)|못하|아니|ไม่|มิได้"
)
_HEDGES = (
    "据称|據稱|据报|據報|疑似|涉嫌|可能|或许|或許|大概|とみられ|かもしれ|という|可能性|혐의|가능성|추정|อาจ|คาดว่า|น่าจะ"
)
_COMPARISONS = {
    **dict.fromkeys(("超过", "超過", "逾"), "more than"), **dict.fromkeys(("不到", "不足"), "less than"),
    **dict.fromkeys(("至少", "少なくとも"), "at least"), "近": "nearly", **dict.fromkeys(("约", "約"), "about"),
}  # fmt: skip
"""What stands before a number and says on which side of it the truth lies."""
_NUMERALS = "[一二三四五六七八九两兩十百千万萬亿億]"
_ONE_NUMERAL = "[二三四五六七八九两兩十](?=[周週年个個月天人名日岁歲次倍元位家名]|小时|小時|分钟|分鐘)"
"""One numeral by itself counts where a measure follows; "one" is an article and a part of many words."""
_NUMERAL_WORTH = {sign: i for i, sign in enumerate("〇一二三四五六七八九")} | {"两": 2, "兩": 2}
_SMALL_POWERS = {"十": 10, "百": 100, "千": 1000}
_LARGE_POWERS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_WEEKDAYS = "(?:星期|周|週|礼拜)([一二三四五六日天])|([月火水木金土日])曜|([월화수목금토일])요일"
_THAI_WEEKDAY = "(วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์))"
_DAYS = {
    "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "어제": -1, "오늘": 0, "내일": 1,
    "เมื่อวาน": -1, "วันนี้": 0, "พรุ่งนี้": 1,
}  # fmt: skip
_WEEKDAY_SIGNS = {
    sign: i for line in ("一二三四五六日", "月火水木金土日", "월화수목금토일") for i, sign in enumerate(line)
} | {f"วัน{day}": i for i, day in enumerate("จันทร์ อังคาร พุธ พฤหัส ศุกร์ เสาร์ อาทิตย์".split())}


def read_figure(words: Words, start: int) -> Fact | None:
    """Read the date, number or sum whose digits begin at a place, at the head of a piece between two marks."""
    match = _FIGURE.match(words.text, start)
    if match is None:
        return None
    raw, word = match[1], match[2]
    word, after = word.lower() if word else "", match.end()
    return read_dated_digits(words, start, raw, word, after) or read_digits(words, start, raw, word, after)


@cache
def _pattern() -> re.Pattern[str]:
    days = "|".join(_DAYS)
    comparisons = f"(?:{'|'.join(_COMPARISONS)})(?=\\s?[\\d{_NUMERALS[1:-1]}])"
    return re.compile(
        f"(\\d)|({_NEGATIONS})|({_HEDGES}|{comparisons})|({days})|({_NUMERALS}{{2,}}|{_ONE_NUMERAL})|{_WEEKDAYS}|{_THAI_WEEKDAY}"
    )


def without_sign(words: Words, start: int, fact: Fact) -> Fact:
    """Return a figure without the sign before it, which went to the figure before: the 4 of "3$ 4"."""
    return words.fact("number", start, fact.span.end, words.text[start : fact.span.end])


def find_unbroken(words: Words, begin: int, run: str, taken: int) -> Iterator[Fact]:
    """Give the facts in one run of letters without blanks, from where the facts before it end."""
    for match in _pattern().finditer(words.text, begin, begin + len(run)):
        start = match.start()
        if start < taken:
            continue
        fact = _read(words, match)
        if fact is not None:
            yield fact if fact.span.start >= taken else without_sign(words, start, fact)
            taken = fact.span.end


def _read(words: Words, match: re.Match[str]) -> Fact | None:
    start, found = match.start(), match[0]
    match match.lastindex:
        case 1:
            return read_figure(words, start)
        case 2:
            return words.fact("negation", start, match.end(), "not")
        case 3:
            return words.fact("hedge", start, match.end(), _COMPARISONS.get(found, "possible"))
        case 4:
            return read_day(words, start, found, Sense("day", str(_DAYS[found])))
        case 5:
            return _read_numerals(words, start, found)
        case _:
            sign = "日" if "天" in found else match[match.lastindex or 0]
            return read_weekday(words, start, found, Sense("weekday", str(_WEEKDAY_SIGNS[sign])))


def _read_numerals(words: Words, start: int, found: str) -> Fact | None:
    """Read a number in Chinese numerals; a row of them without a ten or more among them is none that is sure."""
    total = section = digit = 0
    for sign in found:
        if sign in _NUMERAL_WORTH:
            digit = _NUMERAL_WORTH[sign]
        elif sign in _SMALL_POWERS:
            section, digit = section + (digit or 1) * _SMALL_POWERS[sign], 0
        elif total > LARGEST:
            return None
        else:
            total, section, digit = (total + section + digit) * _LARGE_POWERS[sign], 0, 0
    value = total + section + digit
    if (value < 10 and len(found) > 1) or found[0] in "百千万萬亿億" or value > LARGEST:
        return None
    end = start + len(found)
    return with_units(words, start, end, str(value), *words.after(end))
