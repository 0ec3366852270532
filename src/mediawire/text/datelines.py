"""The dateline: where, when and by whom a report was sent, at the head of its first paragraph.

"MOSCOW, Nov 22 (Reuters) -", "(ANSA) - ROMA, 22 NOV -", "KYIV, November 22 /Ukrinform/.", "新华社北京11月22日电":
every agency writes its own, so the rule asks what a dateline is made of and not how it is set. All that stands before
the mark that closes it must be places, dates, agencies or the small words between them.
"""

from __future__ import annotations

import re
from functools import cache

from mediawire.report import Span
from mediawire.text.agencies import index_names, name_agency
from mediawire.text.calendar_words import MONTH_NAMES
from mediawire.text.word_sets import set_of

_FIRST_CASELESS = "\u0590"
_LONGEST = 110
"""Characters in which a dateline must close; the longest agencies write (place, two days, agency) stay under 90."""

_MOST_PLACE_WORDS = 4
_MOST_WORDS = 12
_CLOSE = re.compile(r"\s*\.?\s*[-–—―][-–—―]*|[/.:=۔](?=\s|$)")
_HINT = re.compile("[-–—―/:=(（【［[۔电電讯訊]")
"""No dateline goes without one of these; most paragraphs do."""

_DAY_OF_MONTH = re.compile(r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?|\d{4}|'\d\d", re.I)
_EAST_ASIAN = re.compile(r"[^。，、！？\n]{0,24}?(?:\d{1,2}|[０-９]{1,2})日(?:[^。，、！？\n]{0,8}?)(?:电|電|讯|訊)")
_DESK_WORDS = (
    "ڈیسک",
    "نیوز",
    "نمائندہ",
    "رپورٹر",
    "ایجنسی",
    "desk",
    "wire",
    "डेस्क",
    "संवाददाता",
    "एजेंसी",
    "وكالات",
    "agenc",
)
_OPENERS = {"(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "〔": "〕"}

_BETWEEN = set_of(
    """
    le la de del den der di du d of and und et e y и i'm i on am im г года год year yil the st saint san santa los las
    el al new um monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    gmt utc news agency correspondent корр корреспондент staff یکم
    """
)


def find_dateline(text: str, start: int, end: int) -> Span | None:
    """Return the dateline at the head of a paragraph with the mark that closes it; None where there is none."""
    head = text[start : min(end, start + 2 * _LONGEST)]
    if not _HINT.search(head, 0, _LONGEST) and not head[:3].isupper():
        return None
    length = _bracketed(head) or _with_brackets(head) or _east_asian(head) or _plain(head)
    if not length or length >= end - start or _is_all_capitals(head):
        return None
    return Span(start, start + length)


def find_signature(text: str, start: int, end: int) -> Span | None:
    """Return the byline that runs on into a dateline in capitals: "By Jane Doe LONDON (Reuters) -"; else None."""
    if text[start : start + 3].casefold() not in _BY:
        return None
    match = _SIGNATURE.match(text, start, min(end, start + _LONGEST))
    if match is None or find_dateline(text, match.end(), end) is None:
        return None
    return Span(start, start + len(match.group().rstrip()))


_BY = frozenset(("by ", "von", "par", "por", "di "))
_SIGNATURE = re.compile(r"\w{2,3}\s+(?:[^\W\d_][\w.'’-]{0,30},?\s+){1,10}?(?=[^\W\d_a-zà-öø-ÿа-я]{3})")


def _bracketed(head: str) -> int:
    """Measure a dateline that opens with brackets: "(ANSA) - ROMA, 22 NOV -", "(서울=연합뉴스) ... ="."""
    closer = _OPENERS.get(head[:1])
    place = head.find(closer, 1, 60) if closer else -1
    if place < 0:
        return 0
    inside = head[1:place]
    if not (_names_agency(inside) or _east_asian(inside)):
        return 0
    length = _swallow_dash(head, place + 1)
    if "=" in inside:
        closing = head.find("=", length, length + 24)
        return closing + 1 if closing > 0 else length
    skipped = length + len(head[length:]) - len(head[length:].lstrip())
    more = _plain(head[skipped:]) if length > place + 1 else 0
    return skipped + more if more else length


def _with_brackets(head: str) -> int:
    """Measure place and day before an agency in brackets: "MOSCOW, Nov 22 (Reuters) -", "KYIV /Ukrinform/."."""
    opening, closer = _first_opening(head)
    place = head.find(closer, opening + 1, opening + 46) if opening > 0 else -1
    if place < 0:
        return 0
    before, inside = head[:opening], head[opening + 1 : place]
    closed = _swallow_dash(head, place + 1)
    if _names_agency(inside):
        cased = before[0].upper() != before[0].lower()
        sure = closed > place + 1 or not cased or before.isupper() or _has_date(before.split())
        return closed if sure and _is_place(before) else 0
    lower = inside.casefold()
    if closed > place + 1 or any(word in lower for word in _DESK_WORDS):
        sure = before.isupper() or _has_date(before.split()) or any(word in lower for word in _DESK_WORDS)
        return closed if sure and _is_place(before) else 0
    return 0


def _first_opening(head: str) -> tuple[int, str]:
    for mark, closer in (("(", ")"), ("（", "）"), ("[", "]"), ("/", "/")):
        place = head.find(mark, 0, 76)
        if place > 0:
            return place, closer
    return -1, ""


def _east_asian(head: str) -> int:
    """Measure agency, place and day run together before the word for a dispatch: "新华社北京11月22日电（记者张三）"."""
    if head.isascii():
        return 0
    match = _EAST_ASIAN.match(head.lstrip("（(【"))
    if not match:
        return 0
    length = match.end() + len(head) - len(head.lstrip("（(【"))
    if head[length : length + 1] in ("（", "("):
        closing = max(head.find("）", length, length + 32), head.find(")", length, length + 32))
        length = closing + 1 if closing > 0 else length
    return length + 1 if head[length : length + 1] in ("）", "】", ")") else length


def _plain(head: str) -> int:
    """Measure up to the last mark before which all is dateline: "Москва. 6 октября. ИНТЕРФАКС -", "NEW DELHI:"."""
    length = 0
    for match in _CLOSE.finditer(head[:_LONGEST]):
        before = head[: match.start()]
        words = [word for word in _WORD_BREAK.split(before) if word]
        if not words or not _is_material(words):
            break
        mark = match.group().strip()
        after = head[match.end() : match.end() + 1]
        if after > " " and after < _FIRST_CASELESS and mark[-1] in "-–—―":
            continue  # a hyphen inside a name
        if _suffices(words, mark):
            length = match.end()
    return length


_WORD_BREAK = re.compile(r"[\s.,;:/()=\-–—―]+")


def _suffices(words: list[str], mark: str) -> bool:
    """Ask for a day or an agency; a place in capitals does where a dash or colon closes it."""
    agency = _holds_agency(words)
    if agency or _has_date(words):
        return len(words) > 1 and (mark not in ("/", "=") or agency)
    capitals = [word for word in words if word.isupper()]
    strong = mark not in (".", "/", "=", "۔")
    return strong and capitals == words and len(words) <= _MOST_PLACE_WORDS and len(words[0]) > 2


def _holds_agency(words: list[str]) -> bool:
    """Tell whether one to three neighbouring words are an agency's name."""
    return any(name_agency(" ".join(words[i : i + n])) for i in range(len(words)) for n in (1, 2, 3))


def _is_all_capitals(head: str) -> bool:
    """Tell whether a head is a headline in capitals: there a place in capitals says nothing."""
    return head.isupper() and not any("\u0590" <= character <= "\uffdc" for character in head)


def _is_material(words: list[str], places: int = _MOST_PLACE_WORDS) -> bool:
    """Tell whether every word may stand in a dateline; the first few may be a place written with a capital."""
    for place, word in enumerate(words):
        lower = word.casefold()
        if word.isupper() or lower in MONTH_NAMES or (lower in _BETWEEN and place) or lower in _agency_words():
            continue
        if _DAY_OF_MONTH.fullmatch(word):
            continue
        if place >= places or word[0].islower() or lower in _NEVER_PLACES:
            return False
    return True


_NEVER_PLACES = set_of("in on at by the a an this that it he she we they i but and as for if when")


def _is_place(before: str) -> bool:
    """Tell whether what stands before the agency's brackets may be a place and a day."""
    words = [word for word in _WORD_BREAK.split(before) if word]
    return 0 < len(words) <= _MOST_WORDS and (before.isupper() or _is_material(words, _MOST_WORDS) or _has_date(words))


def _has_date(words: list[str]) -> bool:
    return any(word.casefold().strip(",.") in MONTH_NAMES for word in words) and any(map(str.isdigit, words))


def _names_agency(inside: str) -> bool:
    """Tell whether brackets hold an agency, alone or beside others and a place: "Reuters/AFP", "東京 22日 ロイター"."""
    if name_agency(inside):
        return True
    if any(name_agency(part) for part in _PARTS.split(inside)):
        return True
    return not inside.isascii() and any(alias in inside for alias in _unspaced_names())


_PARTS = re.compile(r"[\s/,;=\u3000]+|\s+-\s+")


@cache
def _agency_words() -> frozenset[str]:
    return frozenset(word for alias in index_names() for word in alias.split() if len(word) > 1)


@cache
def _unspaced_names() -> tuple[str, ...]:
    return tuple(alias for alias in index_names() if len(alias) > 1 and "\u3040" <= alias[-1] <= "\uffdc")


def _swallow_dash(head: str, place: int) -> int:
    """Return the place after the dash, stop or colon that follows, else the same place."""
    match = _AFTER.match(head, place)
    return match.end() if match else place


_AFTER = re.compile(r"\s*(?:\.\s*)?(?:--?|[–—―:=])+|\s*\.(?=\s|$)")
