"""The signs of notices in the lines of a report: wordings that stand apart, marks, orders, and whom they address.

Which of them together make a notice is decided in `mediawire.text.notices`; the wordings are in `notice_words`. Lines
are looked at where notices stand: the headline, the slugline, the note to editors, the head and the foot of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import NamedTuple

from mediawire.text import notice_words as tables
from mediawire.text.embargo_times import ReleaseTime, holds_time, read_release_time
from mediawire.text.notice_cues import FOOT_LENGTH, HEAD_LENGTH
from mediawire.text.notice_targets import fold_letters

HEAD_LINES, FOOT_LINES, OPENING_LINES = 12, 3, 5
EMBARGO_LENGTH = 110
MOST_SENTENCES, MOST_GAPS = 24, 40
"""Of a note to editors, and of a line: more are looked at by nobody."""


class Place(StrEnum):
    """Where a notice was found."""

    HEADLINE = "headline"
    SLUGLINE = "slugline"
    ED_NOTE = "ed_note"
    TEXT = "text"


class Line(NamedTuple):
    """A line that is looked at: as received and folded, both of one length, and where it stands."""

    words: str
    folded: str
    place: Place
    start: int
    is_message: bool = False
    """in a note to editors, or under a line that is addressed to them"""
    is_late: bool = False
    """so far down a text that a mark there may belong to a list of other stories"""


class Sign(NamedTuple):
    """One thing found in a line: a shout, a mark, an order."""

    kind: str
    rule: str
    line: Line
    start: int
    end: int
    is_strong: bool = False
    until: ReleaseTime | None = None


def lines_of_text(text: str, is_message: bool) -> list[Line]:
    """Return the lines at the head and at the foot of a text; those under an address belong to the message."""
    lines = list(split_lines(text, Place.TEXT))[:HEAD_LINES]
    if len(text) > HEAD_LENGTH or len(lines) == HEAD_LINES:
        reached = lines[-1].start + 1 if lines else 0
        start = max(len(text) - FOOT_LENGTH, reached)
        foot = list(split_lines(text[start:], Place.TEXT))[-FOOT_LINES:]
        lines += [line._replace(start=line.start + start) for line in foot if line.start + start >= reached]
    addressed = next((n for n, line in enumerate(lines[:HEAD_LINES]) if is_addressed(line)), len(lines))
    return [
        line._replace(is_message=is_message or n >= addressed, is_late=n >= OPENING_LINES)
        for n, line in enumerate(lines)
    ]


def is_addressed(line: Line) -> bool:
    """Tell whether a line opens by speaking to editors, clients or subscribers."""
    return _ADDRESS.match(line.folded) is not None


def split_lines(words: str, place: Place) -> Iterator[Line]:
    """Yield the lines of a text that hold anything; of a note to editors, every sentence as well.

    No headline or note is longer than a text's head: what is, is looked at so far only.
    """
    pattern = _SENTENCES if place is Place.ED_NOTE else _LINES
    most = MOST_SENTENCES if place is Place.ED_NOTE else None
    for found in islice(pattern.finditer(words[:HEAD_LENGTH]), most):
        if found[0].strip(" \t^<"):
            folded = fold_letters(found[0]).replace("\n", " ")
            yield Line(found[0], folded, place, found.start(), place is Place.ED_NOTE)
    if place is Place.ED_NOTE:
        yield from (
            Line(found[0], fold_letters(found[0]), place, found.start(), True) for found in _LINES.finditer(words)
        )


_LINES = re.compile(r"[^\n\r\u2028\u2029]+")
_SENTENCES = re.compile(r"(?:(?![.:;!]\s|\n\s*\n)[\s\S])+")


def marks_of(line: Line, published: datetime | None, language: str | None) -> Iterator[Sign]:
    """Yield the shouts and marks that stand apart in a line, and the end of an embargo."""
    embargo = _find_embargo(line, published, language) if any(cue in line.folded for cue in _EMBARGO_CUES) else None
    if embargo is not None:
        yield embargo
    for kind, pattern in _shouts().items():
        found = pattern.match(line.folded) or _trailing(pattern, line)
        if found and _is_shouted(line, found):
            is_strong = kind != "hold" or not _may_open_story(line, found.end("words"))
            yield Sign(kind, "shout", line, found.start("words"), found.end("words"), is_strong)
    for kind, pattern in _marks().items():
        found = pattern.match(line.folded)
        found = found if found and _stands_apart(line, found) else _trailing_mark(kind, line)
        if found and not (line.is_late and kind in tables.PLAIN_MARKS):
            is_strong = _is_strong(kind, line, found)
            yield Sign(kind, "mark", line, found.start("words"), found.end("words"), is_strong)


def orders_of(line: Line, is_marked: bool) -> Iterator[Sign]:
    """Yield what a line orders; it is looked at where the report ``is_marked``, or where it may hold an order."""
    if line.place is not Place.SLUGLINE and (is_marked or may_order(line)):
        yield from _find_orders(line)


def faint_signs(lines: Iterable[Line]) -> Iterator[Sign]:
    """Yield where a short text speaks of withdrawing or holding, and in words of the desk: a person should see it."""
    held = list(lines)
    if any(_DESK.search(line.folded) for line in held):
        for kind, pattern in _FAINT.items():
            for line in held:
                if found := pattern.search(line.folded):
                    yield Sign(kind, "faint", line, found.start(), found.end())


_DESK = re.compile(tables.DESK)
_FAINT = {kind: re.compile(words) for kind, words in tables.FAINT.items()}


def _find_orders(line: Line) -> Iterator[Sign]:
    """Yield what a line orders; "do not use for the time being" holds and does not kill."""
    orders = {kind: found for kind, pattern in _orders().items() if (found := pattern.search(line.folded))}
    if "kill" in orders and "hold" in orders and _FOR_NOW.search(line.folded):
        del orders["kill"]
    for kind, found in orders.items():
        yield Sign(kind, "order", line, found.start(), found.end())


_FOR_NOW = re.compile(tables.FOR_NOW)


def may_order(line: Line) -> bool:
    """Tell whether a line may hold an order: it speaks to editors, stands in brackets, asks, or speaks of copy."""
    return line.is_message or line.words.lstrip("^ \t")[:1] in BRACKETS or any(cue in line.folded for cue in _ASKS)


_ASKS = tuple(tables.ASKS.strip().replace("\n", "|").split("|"))
_EMBARGO_CUES = tuple(tables.EMBARGO_CUES.strip().replace("\n", "|").split("|"))


def _find_embargo(line: Line, published: datetime | None, language: str | None) -> Sign | None:
    """Find what opens a line with a time before which nothing may be used; in brackets, it may stand anywhere."""
    found = _embargo().match(line.folded) or _in_brackets(line)
    if not found and line.place in (Place.HEADLINE, Place.SLUGLINE, Place.ED_NOTE):
        found = _later_embargo().search(line.folded)
    if not found:
        return _find_named_embargo(line, published, language)
    start, opened = found.span("words")
    when = line.folded[opened : opened + EMBARGO_LENGTH].partition(")")[0]
    if not holds_time(when[:60]):
        return _find_named_embargo(line, published, language)
    until = read_release_time(_SENTENCE_END.split(when, 1)[0], published, language)
    opening = line.words[start:opened]
    is_set = opening.upper() == opening or line.is_message or line.words[:start].rstrip()[-1:] in BRACKETS
    is_line = len(line.words) <= EMBARGO_LENGTH and bool(_NAMES_EMBARGO.search(line.folded[start:opened]))
    if not is_set and not is_line:
        return _find_named_embargo(line, published, language)
    return Sign("embargo", "embargo", line, start, opened + len(when.rstrip()), True, until)


def _in_brackets(line: Line) -> re.Match[str] | None:
    """Find an embargo's opening behind a bracket, wherever in a line."""
    has_one = any(bracket in line.folded for bracket in BRACKETS)
    return _bracketed_embargo().search(line.folded) if has_one else None


def _find_named_embargo(line: Line, published: datetime | None, language: str | None) -> Sign | None:
    """Find a short line that names an embargo and a time, in whatever words: sure in capitals, else for a person."""
    found = _EMBARGO_WORD.search(line.folded)
    if not found or len(line.words) > NAMED_LENGTH or line.is_late:
        return None
    behind = line.folded[found.end() :] if found[0] < "\u2e80" else line.folded  # there the time comes first
    word = line.words[found.start() : found.end()]
    is_set = line.is_message or (
        word.upper() == word and (line.place is not Place.HEADLINE or not is_all_capitals(line.words))
    )
    if not holds_time(behind) or not (is_set or _CLOCK_HINT.search(behind)):
        return None
    until = read_release_time(behind, published, language)
    return Sign("embargo", "embargo named", line, found.start(), len(line.words), is_set, until)


NAMED_LENGTH = 140
_EMBARGO_WORD = re.compile(
    r"\bembarg(?:o|oed|ad[ao]s?)\b|\bambargo\w*|\bsperrfrist\b|\bgesperrt bis\b|эмбарго|ембарго|禁发|解禁|엠바고"
    "|محظور النشر|[时時点](?:以|之)?[后後](?:发布|播发|使用|刊发|见报|発表)"
)
_CLOCK_HINT = re.compile(r"\d[:.h]\d\d|\d ?uhr|\bgmt\b|\d ?[ap]\.?m\b|мск|\d ?[时時시]")
_SENTENCE_END = re.compile(r"(?<!\b[ap]\.m)(?<!\d)(?<!\bsept)(?<!\b[a-z]{3})\.\s|[。！!;]")
BRACKETS = ("(", "[", "*", "【", "（")
_NAMES_EMBARGO = re.compile(tables.EMBARGO_NAMES)


def _trailing(pattern: re.Pattern[str], line: Line) -> re.Match[str] | None:
    """Find a shout behind a slug or a headline: "BC-US--Harbor Fire, MANDATORY KILL"."""
    if line.place is Place.TEXT and line.words.upper() != line.words and not line.words.lstrip("^ ").startswith(_SLUGS):
        return None
    return _find_behind(pattern, line)


def _trailing_mark(kind: str, line: Line) -> re.Match[str] | None:
    """Find a mark behind a slug or a headline: "USA-WEATHER/ (UPDATE 1, CORRECTED)"."""
    if line.place not in (Place.HEADLINE, Place.SLUGLINE) and not line.words.lstrip("^ ").startswith(_SLUGS):
        return None
    found = _find_behind(_marks()[kind], line, kind in tables.PLAIN_MARKS)
    return found if found and _BEHIND.match(line.folded, found.end("words")) else None


_SLUGS = ("BC-", "AM-", "PM-")
"""How the sluglines of American wires open."""


def _find_behind(pattern: re.Pattern[str], line: Line, may_be_small: bool = False) -> re.Match[str] | None:
    is_small = may_be_small and line.words.lstrip("^ ").startswith(_SLUGS)
    for gap in islice(_GAPS.finditer(line.folded), MOST_GAPS):
        found = pattern.match(line.folded, gap.end())
        if found and (is_small or line.words[found.start("words") : found.end("words")].isupper()):
            return found
        if found and gap[0].strip() in ("(", "[", "【", "（") and not found["words"].isascii():
            return found
    return None


_GAPS = re.compile(r"[,/(\[:|【（-]+\s{0,4}|\s(?=(?:bulletin|mandatory|urgent|story|apnewsalert) )")
_BEHIND = re.compile(r"\s*(?:[)\],/】）<]|$|-(?=\w|\s*$))")


def _is_shouted(line: Line, found: re.Match[str]) -> bool:
    """Tell whether a wording stands apart from its line: alone, before a colon or dash, or in capitals."""
    start, end = found.span("words")
    words, behind = line.words[start:end], line.words[end:]
    if not behind.strip(" .!*<>)]-:;=/】）。！'\"") or behind.lstrip("*)] ")[:1] in (":", "!", "：", "！"):
        return True
    if not words.isascii() and words.lower() == words.upper():
        return bool(re.match(r"\s*[)\]>】）:：;,，。!！\s-]", behind)) or line.words[:start].strip()[-1:] in (
            "【",
            "(",
            "（",
            "[",
        )
    if not words.isupper():
        return bool(re.match(r"\s*(?:--|[-)\]*])(?:\s|$)", behind)) and line.place is not Place.HEADLINE
    return not is_all_capitals(line.words) or bool(re.match(r"\s*(?:[,./*)\]]|--|-)", behind))


def _may_open_story(line: Line, end: int) -> bool:
    """Tell whether words may open a story's headline: not in capitals, before a colon ("Do not use: smoke alarms")."""
    is_small = line.words[:end].upper() != line.words[:end]
    return line.place is Place.HEADLINE and is_small and bool(re.match(r":\s*\w", line.words[end:]))


def _stands_apart(line: Line, found: re.Match[str]) -> bool:
    """Tell whether a mark is set as one: in capitals or with a capital before a colon, in brackets, or alone."""
    start, end = found.span("words")
    words, behind, before = line.words[start:end], fold_letters(line.words[end:]), line.folded[:start].strip()
    is_caseless = words.lower() == words.upper()
    behind = behind.replace(found["words"], "") if found["words"] * 2 in re.sub(r"\W", "", line.folded) else behind
    is_alone = not behind.strip(" .!*<>)]-:;=/】）。") and not before.strip(" *<>([-:;=/【（。^")
    if is_alone:
        return words.isupper() or is_caseless or words[:1].isupper() or before[-1:] == "("
    if before[-1:] in ("(", "[", "【", "（"):
        return bool(re.match(r"[^)\]】）]{0,40}[)\]】）]|\s*:|\s-|,", behind)) or is_caseless
    if is_caseless:
        return bool(re.match(r"\s*[:：】）)|]|\s*-\s", behind))
    if words.isupper():
        return bool(re.match(r"\s*(?:[:/|)\],=]|--+|-(?=\s|[^a-z]))", _cased(line.words[end:])))
    return words[:1].isupper() and bool(re.match(r"\s*:|\s+--?\s", behind))


def _cased(words: str) -> str:
    """Turn every dash to a hyphen, letters left as they are."""
    return re.sub("[\u2010-\u2015\u2212]", "-", words)


def _is_strong(kind: str, line: Line, found: re.Match[str]) -> bool:
    """Tell whether a mark leaves no doubt by itself."""
    start, end = found.span("words")
    words, rest = line.words[start:end], (line.words[:start] + line.words[end:]).strip(" .!*<>()[]-:;=/^")
    if kind in tables.PLAIN_MARKS:
        return True
    if kind == "embargo":
        if words.isupper() and _EMBARGOED.fullmatch(found["words"]) and line.words[end:].lstrip()[:1] in (":", "："):
            return line.place is not Place.TEXT and not is_all_capitals(rest)
        return not rest and (words.isupper() or line.place is Place.ED_NOTE)
    if line.place is Place.TEXT and not rest:
        return words.isupper() and kind != "advisory"
    is_set = words.isupper() or words.lower() == words.upper()
    if found["words"] in _IN_STORIES and line.place is Place.HEADLINE and line.words[end : end + 1] == ":" and rest:
        return False
    if not _strong_marks().fullmatch(found["words"]):
        return is_set and not rest and line.place is not Place.SLUGLINE and kind != "advisory"
    return is_set and (not rest or not is_all_capitals(rest) or line.place is Place.SLUGLINE)


_IN_STORIES = frozenset(("killed", "eliminated"))
"""Before a colon and a headline these are as often said of people, teams and plans."""
_EMBARGOED = re.compile(
    r"(?:strict(?:ly)? )?embargoed|under (?:strict )?embargo|sperrfrist|sous embargo|embargad[ao]"
    r"|(?:bajo|sotto|sob) embargo"
)
"""Before a headline these say of the report itself what "embargo" may say of a trade."""


def is_all_capitals(words: str) -> bool:
    """Tell whether a line is all in capitals, as old wires have it: there capitals say nothing."""
    return words.upper() == words and words.lower() != words


_PREFIX = r"(?:[\W_]*|(?:bc|am|pm|eu|us|un)-\S{0,30}[\s,-]+)"
_OPENING = _PREFIX + rf"(?:(?:{tables.PREFIXES})[\s:,!*=/()-]{{1,4}}){{0,3}}"


def _alternatives(block: str) -> str:
    """Turn the rows of a table into one expression."""
    rows = [row for row in block.strip().splitlines() if row]
    pattern = "|".join(rows)
    for language, things in tables.THINGS.items():
        pattern = pattern.replace("{" + language + "}", things)
    pattern = pattern.replace(" .. ", " ..").replace("..", r"[^.\n]{0,60}?")
    return _BLANKS.sub(lambda found: found[0] if found[0][0] == "[" else _BLANK[found[0][1:]], pattern)


_BLANKS = re.compile(r"\[[^\]]*\]| [?*+]?")
_BLANK = {"": r"\s++", "?": r"\s*+", "*": r"\s*+", "+": r"\s++"}
"""Blanks give nothing back (possessive), or a line of blanks would be tried in every way."""


def _worded(pattern: str) -> str:
    return rf"(?<![a-zа-я\d])(?P<words>{pattern})(?![a-zа-я\d])"


@cache
def _shouts() -> dict[str, re.Pattern[str]]:
    return {k: re.compile(_OPENING + _worded(_alternatives(rows))) for k, rows in tables.SHOUTS.items()}


@cache
def _marks() -> dict[str, re.Pattern[str]]:
    opening = rf"[\W_]*(?:(?:{tables.PREFIXES})[\s:,!*=/()-]{{1,4}}){{0,2}}"
    return {k: re.compile(opening + _worded(_listed(rows))) for k, rows in tables.MARKS.items()}


def _listed(block: str) -> str:
    return (
        "|".join(sorted(_alternatives(block).split("|"), key=len, reverse=True))
        if "(" not in block
        else _alternatives(block)
    )


@cache
def _strong_marks() -> re.Pattern[str]:
    return re.compile(_alternatives(tables.STRONG_MARKS))


@cache
def _orders() -> dict[str, re.Pattern[str]]:
    return {k: re.compile(rf"(?<![a-zа-я])(?:{_alternatives(rows)})") for k, rows in tables.ORDERS.items()}


@cache
def _embargo() -> re.Pattern[str]:
    return re.compile(_OPENING + rf"(?P<words>{_alternatives(tables.EMBARGO_OPENINGS)})")


@cache
def _bracketed_embargo() -> re.Pattern[str]:
    return re.compile(rf"[(\[*【（]\s*(?P<words>{_alternatives(tables.EMBARGO_OPENINGS)})")


@cache
def _later_embargo() -> re.Pattern[str]:
    return re.compile(rf"[:;,.-]\s*(?P<words>{_alternatives(tables.EMBARGO_OPENINGS)})")


_ADDRESS = re.compile(
    rf"[\W_]*(?:bc-\S+\s+)?(?:{_alternatives(tables.ADDRESSES)})(?=\s*(?:[:;,.!<\n-]|$|please|bitte))"
)
