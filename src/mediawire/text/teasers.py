"""Teasers: titles of other reports, with or without a summary that is cut off and the time gone by since."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mediawire.report import Span
from mediawire.text import furniture_cues as cues
from mediawire.text.blocks import Block
from mediawire.text.calendar_words import MONTH_NAMES
from mediawire.text.cue_index import find_exact
from mediawire.text.headlines import is_headline
from mediawire.text.story_heads import measure_echo

_FEWEST_PROSE_WORDS = 12
_ECHO = 0.25
"""One long word in four of a title, said again below it, ties the two together."""

_LONGEST_INLINE = 3000
_LONGEST_HEADING = 40
_BARS = (" | ", "｜")
_DIVIDERS = (("|", " | "), ("｜", "｜"), ("•", " • "), ("·", " · "), ("●", " ● "))
"""The sign that shows quickly whether a divider may be there, and the divider."""

_ONE = frozenset(("a", "an", "one", "une", "un", "eine", "einer", "una", "bir", "yek", "یک", "ساعة"))

_FEWEST_TITLES = 3
_FEWEST_TITLE_WORDS, _MOST_TITLE_WORDS = 4, 18

_WORD = re.compile(r"\w[\w'’.]*")
_UNSPACED_AGO = re.compile(
    r"\d+\s*(?:秒|分钟|分鐘|分|小时|小時|時間|天|日|个月|ヶ月|か月|週間|周|년|개월|주|일|시간|분|초)\s*(?:前|전)"
)
_AGO_FIRST = re.compile(r"(?:il y a|hace|vor|há|منذ|for)\s+\w+\s+\w+\.?(?:\s+siden)?", re.I)


def is_heading(block: Block) -> bool:
    """Tell whether a block is the heading of a list of other reports: "Recent Posts", "Читайте также"."""
    return len(block.text) < 80 and find_exact(block.text.casefold()) == "teasers"


def is_time_line(block: Block) -> bool:
    """Tell whether a block only says when: "44 minutes ago", "November 22, 2026 10:15 GMT", "2小时前"."""
    if block.words > 10 or len(block.text) > 60:
        return False
    text = block.text
    if not any(map(str.isdigit, text)) and block.words > 4:
        return False
    words = [word.strip(".'’") for word in _WORD.findall(text.casefold())]
    if block.words <= 5 and not cues.TIME_WORDS.isdisjoint(words):
        return (any(map(_is_number, words)) and not block.closed) or len(words) == 1
    if (text[0].isdigit() and _UNSPACED_AGO.fullmatch(text)) or (len(words) > 2 and _AGO_FIRST.fullmatch(text)):
        return True
    if not all(_is_number(word) or word in MONTH_NAMES or word in cues.CLOCK_WORDS for word in words):
        return False
    return any(word in MONTH_NAMES or _is_year_or_hour(word) for word in words)


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word in _ONE


def _is_year_or_hour(word: str) -> bool:
    return (
        (word.isdigit() and len(word) == 4)
        or word.count(".") == 2
        or (word[:2].isdigit() and word[-2:] in ("am", "pm"))
    )


def label_teasers(blocks: Sequence[Block], kinds: list[str | None]) -> None:
    """Label what follows a teasers' heading, and titles with a cut-off summary, up to where prose runs on."""
    for place, block in enumerate(blocks):
        if kinds[place] == "teasers" and is_heading(block):
            _take_run(blocks, kinds, place + 1)
        elif kinds[place] is None and _is_cut_off(block) and place and _starts_teaser(blocks, kinds, place):
            kinds[place - 1] = kinds[place] = "teasers"
            _take_run(blocks, kinds, place + 1)


def _starts_teaser(blocks: Sequence[Block], kinds: Sequence[str | None], place: int) -> bool:
    """Tell whether a title before a cut-off summary is a teaser: a time or another such pair follows."""
    if not is_headline(blocks[place - 1]) or kinds[place - 1] is not None:
        return False
    rest = range(place + 1, min(place + 4, len(blocks)))
    return any(kinds[i] == "time" or _is_cut_off(blocks[i]) for i in rest)


def _take_run(blocks: Sequence[Block], kinds: list[str | None], place: int) -> None:
    """Label titles, cut-off summaries and times as teasers from here on; whole summaries only below their titles."""
    title: Block | None = None
    summaries = 0
    while place < len(blocks) and kinds[place] in (None, "time"):
        block = blocks[place]
        if kinds[place] == "time" or _is_cut_off(block):
            title = None
        elif is_headline(block):
            if _begins_story(blocks, kinds, place):
                return
            title = block
        elif title is None or not _is_summary(blocks, kinds, place, title, summaries):
            return
        else:
            title = None
            summaries += 1
        kinds[place] = "teasers"
        place += 1


def _begins_story(blocks: Sequence[Block], kinds: Sequence[str | None], place: int) -> bool:
    """Tell whether a title is a story's headline: two paragraphs follow, and the first says its words again."""
    below = blocks[place + 1 : place + 3]
    free = all(kind is None for kind in kinds[place + 1 : place + 3])
    return len(below) == 2 and free and all(map(_is_prose, below)) and measure_echo(blocks[place], below[0]) >= _ECHO


def _is_summary(blocks: Sequence[Block], kinds: Sequence[str | None], place: int, title: Block, summaries: int) -> bool:
    """Tell whether whole sentences below a title sum it up: another title or a time follows, or it closes a list."""
    after = place + 1
    if after < len(blocks):
        return kinds[after] is not None or is_headline(blocks[after])
    return summaries > 0 or measure_echo(title, blocks[place]) >= _ECHO


def _is_prose(block: Block) -> bool:
    return block.closed and block.words >= _FEWEST_PROSE_WORDS and not _is_cut_off(block)


def _is_cut_off(block: Block) -> bool:
    """Tell whether a block stops short: "... causing…", "[…]", "(more)"."""
    return block.text.rstrip(" )]").endswith(("…", "...")) and block.words <= 80


def label_title_runs(blocks: Sequence[Block], kinds: list[str | None]) -> None:
    """Label a run of titles at the foot of the page, with no prose after them, as teasers."""
    place = len(blocks)
    titles = 0
    while place and (kinds[place - 1] is not None or _is_title(blocks[place - 1])):
        titles += kinds[place - 1] is None
        place -= 1
    if titles < _FEWEST_TITLES or not any(_is_prose(block) for block in blocks[:place]):
        return
    for i in range(place, len(blocks)):
        if kinds[i] is None:
            kinds[i] = "teasers"


def _is_title(block: Block) -> bool:
    return (
        _FEWEST_TITLE_WORDS <= block.words <= _MOST_TITLE_WORDS
        and not block.closed
        and is_headline(block)
        and _has_few_digits(block.text)
    )


def _has_few_digits(text: str) -> bool:
    """Results and prices come in runs of short lines as titles do, but are full of digits."""
    return sum(map(str.isdigit, text)) * 10 < len(text)


def list_items(blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Find the single teasers of a run: each begins at a title and ends before the next one."""
    if len(blocks) == 1:
        return _list_inline(blocks[0])
    items: list[Span] = []
    for block in blocks:
        if is_heading(block):
            continue
        if is_inline_list(block):
            items.extend(_list_inline(block))
            continue
        continues = _is_cut_off(block) or is_time_line(block) or not is_headline(block)
        if items and continues:
            items[-1] = Span(items[-1].start, block.end)
        else:
            items.append(Span(block.start, block.end))
    return tuple(items)


def is_inline_list(block: Block) -> bool:
    """Tell whether a block lists titles in one line: "Recent posts: title | title | title"."""
    mark = _find_divider(block.text)
    if mark is None or len(block.text) > _LONGEST_INLINE:
        return False
    heading, colon, rest = block.text[:_LONGEST_HEADING].partition(":")
    headed = bool(colon and rest) and find_exact(heading.casefold()) == "teasers"
    pieces = block.text.split(mark)
    return headed or (
        mark in _BARS and all(_FEWEST_TITLE_WORDS <= len(piece.split()) <= _MOST_TITLE_WORDS for piece in pieces)
    )


def _find_divider(text: str) -> str | None:
    for sign, mark in _DIVIDERS:
        if sign in text and text.count(mark) >= _FEWEST_TITLES - 1:
            return mark
    return None


def _list_inline(block: Block) -> tuple[Span, ...]:
    """Find the teasers of one line; a line that is not divided is one teaser, its cue left out."""
    if is_heading(block):
        return ()
    colon = block.text.find(":", 0, _LONGEST_HEADING) + 1 or block.text.find("：", 0, _LONGEST_HEADING) + 1
    place = block.start + colon
    mark = _find_divider(block.text) or "\n"
    items = []
    for piece in block.text[colon:].split(mark):
        kept = piece.strip()
        if kept:
            start = place + len(piece) - len(piece.lstrip())
            items.append(Span(start, start + len(kept)))
        place += len(piece) + len(mark)
    return tuple(items)
