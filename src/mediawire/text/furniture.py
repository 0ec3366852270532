"""Which blocks of a page are not the report: disclaimers, teasers, share lines, section lines and the like.

Structure decides first (runs of titles, cut-off summaries, times gone by, the place on the page), then cue words weighed
together. In doubt a block stays with the report: a lost paragraph is worse than a kept teaser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from mediawire.report import Span
from mediawire.text import furniture_cues as cues
from mediawire.text.blocks import Block
from mediawire.text.datelines import is_month
from mediawire.text.headlines import is_headline

_SHORT_WORDS = 16
"""A block that begins with a cue is furniture up to this length; longer ones are weighed."""

_CREDIT_WORDS = 30
_ENOUGH_AT_EDGE = 3.0
_ENOUGH_SHORT = 2.0
_ENOUGH_INSIDE = 5.0
_MOST_WEIGHED_CHARACTERS = 1500
_FEWEST_PROSE_WORDS = 12
_FEWEST_TITLES = 3
_MOST_TITLE_WORDS = 18

_SEPARATOR = re.compile(r"[\W_]+|[\W_]*(?:30|ends?|конец|fin|fine|ende|son|完|了|끝|\(?end\)?|xxx+)[\W_]*", re.I)
_WORD = re.compile(r"\w[\w'’.]*")
_UNSPACED_AGO = re.compile(
    r"\d+\s*(?:秒|分钟|分鐘|分|小时|小時|時間|天|日|个月|ヶ月|か月|週間|周|년|개월|주|일|시간|분|초)\s*(?:前|전)"
)
_IL_Y_A = re.compile(r"(?:il y a|hace|vor|há|منذ|for)\s+\w+\s+\w+\.?(?:\s+siden)?", re.I)
_EDGES = " \t\xa0:：…►▶»›>|•·*#-–—.!()[]«"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of a page that is not the report: what it is, where it stands, and its items where it lists some.

    ``kind`` is one of section, label, disclaimer, teasers, share, copyright, newsletter, comments, navigation, tags,
    caption, time, advertisement, credit, separator. ``items`` are the single teasers of a run, each from its title
    to its time; empty for other kinds.
    """

    span: Span
    kind: str
    items: tuple[Span, ...] = ()


def label_blocks(blocks: Sequence[Block]) -> list[str | None]:
    """Give each block the kind of furniture it is, or None where it belongs to the report."""
    kinds = [_own_kind(block) for block in blocks]
    _label_teasers(blocks, kinds)
    _label_edges(blocks, kinds)
    _label_title_runs(blocks, kinds)
    _label_headings(blocks, kinds)
    return kinds


def collect_furniture(blocks: Sequence[Block], kinds: Sequence[str | None]) -> tuple[Furniture, ...]:
    """Make one piece of furniture of each run of neighbouring blocks of one kind."""
    pieces = []
    place = 0
    while place < len(blocks):
        kind = kinds[place]
        after = place + 1
        if kind is not None:
            while after < len(blocks) and kinds[after] == kind and kind == "teasers":
                after += 1
            items = _list_items(blocks[place:after]) if kind == "teasers" else ()
            pieces.append(Furniture(Span(blocks[place].start, blocks[after - 1].end), kind, items))
        place = after
    return tuple(pieces)


def is_time_line(block: Block) -> bool:
    """Tell whether a block only says when: "44 minutes ago", "November 22, 2026 10:15 GMT", "2小时前"."""
    if block.words > 10 or len(block.text) > 60:
        return False
    text = block.text
    if not any(map(str.isdigit, text)) and block.words > 4:
        return False
    words = [word.strip(".'’") for word in _WORD.findall(text.casefold())]
    if any(word in cues.TIME_WORDS for word in words) and block.words <= 5:
        return (any(map(_is_number, words)) and not block.closed) or len(words) == 1
    if _UNSPACED_AGO.fullmatch(text.strip()) or _IL_Y_A.fullmatch(text):
        return True
    dated = any(is_month(word) or _is_year_or_hour(word) for word in words)
    return dated and all(_is_number(word) or is_month(word) or word in cues.CLOCK_WORDS for word in words)


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word in (
        "a",
        "an",
        "one",
        "une",
        "un",
        "eine",
        "einer",
        "una",
        "bir",
        "yek",
        "یک",
        "ساعة",
    )


def _is_year_or_hour(word: str) -> bool:
    return (
        (word.isdigit() and len(word) == 4)
        or word.count(".") == 2
        or (word[:2].isdigit() and word[-2:] in ("am", "pm"))
    )


def _own_kind(block: Block) -> str | None:
    """Name the kind of a block that shows by itself, wherever it stands."""
    if block.words > _CREDIT_WORDS or len(block.text) > 300:
        return None
    text = block.text.casefold()
    if _begins(text, _credit_starts()) or (" " not in text and text.startswith(("http://", "https://", "www."))):
        return "credit"
    if block.words > _SHORT_WORDS:
        return None
    first = text[0]
    if not first.isalpha() or block.words <= 2:
        if _SEPARATOR.fullmatch(text) and len(text) <= 80:
            return "separator"
    exact = _exact().get(text) or _exact().get(text.strip(_EDGES).rstrip("0123456789").rstrip(_EDGES))
    if exact and block.words <= 8:
        return exact
    return _begins(text, _starts()) or ("time" if is_time_line(block) else None)


def _begins(text: str, starts: dict[str, list[tuple[str, str]]]) -> str | None:
    """Return the kind of the phrase that a case-folded text begins with, whole words only; None without one."""
    for phrase, kind in starts.get(text[:2], ()):
        if text.startswith(phrase):
            inside_word = (
                phrase[-1].isalnum() and text[len(phrase) : len(phrase) + 1].isalpha() and phrase[-1] < "\u0e00"
            )
            if not inside_word:
                return kind
    return None


def is_heading(block: Block) -> bool:
    """Tell whether a block is the heading of a list of other reports: "Recent Posts", "Читайте также"."""
    text = block.text.casefold()
    return (_exact().get(text) or _exact().get(text.strip(_EDGES))) == "teasers"


def weigh(block: Block) -> tuple[float, str]:
    """Weigh the cue words of a block; the kind is that which weighs most."""
    text = block.text.casefold().replace("’", "'") if len(block.text) <= _MOST_WEIGHED_CHARACTERS else ""
    words = set(_WORD.findall(text))
    sums: dict[str, float] = {}
    for weight, index, unspaced in _weighted():
        for word in words & index.keys():
            for phrase, kind in index[word]:
                if phrase in text:
                    sums[kind] = sums.get(kind, 0.0) + weight
        if not text.isascii():
            for phrase, kind in unspaced:
                if phrase in text:
                    sums[kind] = sums.get(kind, 0.0) + weight
    if not sums:
        return 0.0, ""
    quoted = any(mark in block.text for mark in '"“«„「')
    total = sum(sums.values()) + min(1.0, 0.5 * len(words & cues.ADDRESS)) - (1.5 if quoted else 0.0)
    return total, max(sums, key=lambda kind: (sums[kind], kind))


def _is_furniture(block: Block, inside: bool) -> str | None:
    score, kind = weigh(block)
    enough = _ENOUGH_INSIDE if inside else _ENOUGH_SHORT if block.words <= 20 else _ENOUGH_AT_EDGE
    return kind if score >= enough else None


def _label_edges(blocks: Sequence[Block], kinds: list[str | None]) -> None:
    """Weigh the blocks at the foot and the head of the page, up to the first that is not furniture."""
    for places in (range(len(blocks) - 1, -1, -1), range(len(blocks))):
        for place in places:
            if kinds[place] is None:
                kinds[place] = _is_furniture(blocks[place], inside=False)
                if kinds[place] is None:
                    break
    for place in range(1, len(blocks) - 1):
        if kinds[place] is None and (kinds[place + 1] is not None or kinds[place - 1] is not None):
            kinds[place] = _is_furniture(blocks[place], inside=True)


def _label_teasers(blocks: Sequence[Block], kinds: list[str | None]) -> None:
    """Label what follows a teasers' heading, and titles with a cut-off summary, up to where prose runs on."""
    for place, block in enumerate(blocks):
        if kinds[place] == "teasers" and is_heading(block):
            _take_run(blocks, kinds, place + 1)
        elif kinds[place] is None and _is_cut_off(block) and place and _starts_teaser(blocks, kinds, place):
            kinds[place - 1] = kinds[place] = "teasers"
            _take_run(blocks, kinds, place + 1)


def _starts_teaser(blocks: Sequence[Block], kinds: Sequence[str | None], place: int) -> bool:
    """A title before a cut-off summary starts a teaser where a time or a second such pair follows."""
    if not is_headline(blocks[place - 1]) or kinds[place - 1] is not None:
        return False
    rest = range(place + 1, min(place + 4, len(blocks)))
    return any(kinds[i] == "time" or _is_cut_off(blocks[i]) for i in rest)


def _take_run(blocks: Sequence[Block], kinds: list[str | None], place: int) -> None:
    """Label titles, cut-off summaries and times as teasers from here on; whole summaries only between titles."""
    titled = False
    while place < len(blocks):
        block = blocks[place]
        if kinds[place] not in (None, "time"):
            return
        if kinds[place] == "time" or _is_cut_off(block):
            titled = False
        elif is_headline(block):
            if _begins_prose(blocks, kinds, place + 1):
                return
            titled = True
        elif not titled or _prose_runs_on(blocks, kinds, place):
            return
        else:
            titled = False
        kinds[place] = "teasers"
        place += 1


def _begins_prose(blocks: Sequence[Block], kinds: Sequence[str | None], place: int) -> bool:
    """Tell whether two paragraphs of prose stand here: then the title before them is a story's headline."""
    return place < len(blocks) and _is_prose(blocks[place]) and _prose_runs_on(blocks, kinds, place)


def _prose_runs_on(blocks: Sequence[Block], kinds: Sequence[str | None], place: int) -> bool:
    """Tell whether the paragraph here is followed by another, or by nothing that shows it to be a summary."""
    after = place + 1
    return after >= len(blocks) or (kinds[after] is None and not is_headline(blocks[after]))


def _is_prose(block: Block) -> bool:
    return block.closed and block.words >= _FEWEST_PROSE_WORDS and not _is_cut_off(block)


def _is_cut_off(block: Block) -> bool:
    """Tell whether a block stops short: "... causing…", "[…]", "(more)"."""
    return block.text.rstrip(" )]").endswith(("…", "...")) and block.words <= 80


def _label_title_runs(blocks: Sequence[Block], kinds: list[str | None]) -> None:
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
        4 <= block.words <= _MOST_TITLE_WORDS
        and not block.closed
        and is_headline(block)
        and _has_few_digits(block.text)
    )


def _has_few_digits(text: str) -> bool:
    """Results and prices come in runs of short lines as titles do, but are full of digits."""
    return sum(map(str.isdigit, text)) * 10 < len(text)


def _label_headings(blocks: Sequence[Block], kinds: list[str | None]) -> None:
    """Label the short line right above a disclaimer or a run of teasers: the name of the column it speaks of."""
    for place in range(len(blocks) - 1, 0, -1):
        above = blocks[place - 1]
        if kinds[place] in ("disclaimer", "newsletter", "copyright", "teasers") and kinds[place - 1] is None:
            listed = kinds[place] != "teasers" or not is_heading(blocks[place])
            if listed and above.words <= 5 and is_headline(above) and place > 1:
                kinds[place - 1] = "label"


def _list_items(blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Find the single teasers of a run: each begins at a title and ends before the next one."""
    if len(blocks) == 1:
        return _list_inline(blocks[0])
    items: list[Span] = []
    for block in blocks:
        if is_heading(block):
            continue
        continues = _is_cut_off(block) or is_time_line(block) or not is_headline(block)
        if items and continues:
            items[-1] = Span(items[-1].start, block.end)
        else:
            items.append(Span(block.start, block.end))
    return tuple(items)


def _list_inline(block: Block) -> tuple[Span, ...]:
    """Find the teasers of one line: "Recent posts: title | title | title"."""
    if is_heading(block):
        return ()
    colon = max(block.text.find(":"), block.text.find("："))
    start = colon + 1 if 0 <= colon < 40 else 0
    mark = next((mark for mark in ("|", "•", "·", " / ", ";") if mark in block.text), "\n")
    items = []
    for piece in block.text[start:].split(mark):
        kept = piece.strip()
        if kept:
            first = block.start + start + piece.find(kept[0])
            items.append(Span(first, first + len(kept)))
        start += len(piece) + len(mark)
    return tuple(items)


class _Weighted(NamedTuple):
    weight: float
    index: dict[str, list[tuple[str, str]]]
    unspaced: list[tuple[str, str]]


def _phrases(table: dict[str, str]) -> Iterable[tuple[str, str]]:
    return (
        (" ".join(phrase.split()), kind) for kind, row in table.items() for phrase in row.split(";") if phrase.strip()
    )


@cache
def _exact() -> dict[str, str]:
    exact: dict[str, str] = {}
    for phrase, kind in _phrases(cues.EXACT):
        exact.setdefault(phrase.casefold(), kind)
    return exact


@cache
def _starts() -> dict[str, list[tuple[str, str]]]:
    return _index_starts(cues.STARTS)


@cache
def _credit_starts() -> dict[str, list[tuple[str, str]]]:
    return _index_starts({"credit": cues.CREDIT_STARTS})


def _index_starts(table: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    starts: dict[str, list[tuple[str, str]]] = {}
    for phrase, kind in _phrases(table):
        starts.setdefault(phrase[:2].casefold(), []).append((phrase.casefold(), kind))
    return starts


@cache
def _weighted() -> tuple[_Weighted, ...]:
    weighted = []
    for weight, table in ((2.0, cues.STRONG), (1.0, cues.WEAK)):
        index: dict[str, list[tuple[str, str]]] = {}
        unspaced = []
        for phrase, kind in _phrases(table):
            phrase = phrase.casefold().replace("’", "'")
            words = _WORD.findall(phrase)
            if not words or "\u3040" <= phrase[0] <= "\uffdc":
                unspaced.append((phrase, kind))
            else:
                index.setdefault(max(words, key=len), []).append((phrase, kind))
        weighted.append(_Weighted(weight, index, unspaced))
    return tuple(weighted)
