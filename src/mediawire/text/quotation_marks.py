"""Pairs the quotation marks of a paragraph, whichever of the world's they are.

A mark opens or closes by what stands beside it and by what is open already, so German and Swedish marks, which close
where English ones open, need no knowledge of the language. Doubled single marks are one double mark. Time grows
linearly with the number of marks: none is looked at twice, and they nest ``MOST_NESTED`` deep at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mediawire.report import Span
from mediawire.text.word_sets import set_of

MOST_NESTED = 8
"""Marks opened within open marks beyond this depth are taken for stray ones."""

FARTHEST_OWNER = 300
"""Code points ahead in which a quotation's own end must stand for a single mark after an s to be an owner's."""

LEAST_UNOPENED = 12
"""Code points that a paragraph must have before a closing mark which nothing opened to be quoted from its start."""

_MARKS = "\"“”„‟«»‹›「」『』《》〈〉﹁﹂﹃﹄〝〞〟＂'‘’‚‛`"
_APOSTROPHES = frozenset("'‘’‛`")
_GERSHAYIM = frozenset('"”“')
_SINGLE_AHEAD = re.compile(r"[,.!?]['’](?!\w)|\s['‘](?=\w)")
_FIXED = {"「": "」", "『": "』", "《": "》", "〈": "〉", "﹁": "﹂", "﹃": "﹄", "〝": "〞〟"}
_FIXED_CLOSERS = frozenset("".join(_FIXED.values()))
_CLOSERS = {'"': '"”', "“": '”"', "„": '“”‟"', "‟": '”"', "”": '”"', "«": "»", "»": "«", "‹": "›", "›": "‹", "＂": "＂"}
_CLOSERS |= {"'": "'’", "‘": "’'", "‚": "‘’", "‛": "’'"} | _FIXED
_DOUBLED = {"'": '"', "`": '"', "‘": "“", "’": "”", "‚": "„", "‛": "‟"}
_REVERSED = _DOUBLED | {"’": "﹁", "‘": "﹂"}  # Urdu papers open with ’’ and close with ‘‘, blanks or not
_ARABIC = re.compile(r"\s?[\u0600-\u06ff]")
_SINGLE = frozenset("'‘‚‛’`")
_GUILLEMETS = frozenset("«»‹›")
_DRAWN_ALIKE = frozenset('"“＂')
_NEVER_CLOSING = frozenset("„«‹")
_BEFORE_OPENING = frozenset("([{<—–―-:;,/|=¿¡*_\"“„«‹‘'‚「『《〈：，、。؛،>")
_AFTER_CLOSING = frozenset(")]}>.,;:!?…—–―-/|*_\"”»›’'」』》〉。、，！？：；،؛؟۔।")
_ENDS_SPEECH = frozenset(",.!?…—–-،؟۔।。，！？")
_ELIDED = set_of("em til till cause tis twas n bout round cuz nuff s t")


@dataclass(slots=True)
class Piece:
    """A stretch between marks within one paragraph; a mark that is missing has width 0."""

    start: int
    end: int
    mark: str
    open_width: int
    close_width: int
    inner: list[Span]

    def lengthen(self, other: Piece) -> None:
        """Go on with a later paragraph's piece."""
        self.end, self.close_width = other.end, other.close_width
        self.inner += other.inner

    def goes_on_in(self, text: str, paragraph: Span, piece: Piece) -> bool:
        """Tell whether a later paragraph's first piece goes on with this one, which its own paragraph left open."""
        if text[paragraph.start : piece.start].strip():
            return False
        return not piece.open_width or piece.mark == self.mark or piece.mark in _CLOSERS.get(self.mark, "")


def find_marks(text: str) -> list[int]:
    """Give the places of all marks, apostrophes within words left out."""
    present = [mark for mark in _MARKS if mark in text]
    return sorted([match.start() for mark in present for match in _finder(mark).finditer(text)])


@cache
def _finder(mark: str) -> re.Pattern[str]:
    """Find one mark: a single character is found five times faster than any of a set.

    What stands between two letters is left out: an apostrophe, or the mark of a Hebrew abbreviation.
    """
    if mark in _APOSTROPHES:
        return re.compile(rf"{mark}(?!(?<=\w{mark})\w)")
    if mark in _GERSHAYIM:
        return re.compile(rf"{mark}(?!(?<=[\u05d0-\u05ea]{mark})[\u05d0-\u05ea])")
    return re.compile(mark)


def pair_marks(text: str, paragraph: Span, marks: list[int], ahead: str) -> tuple[list[Piece], bool]:
    """Pair a paragraph's marks; also tell whether the last piece is still open at its end.

    ``ahead`` is what the next paragraph begins with: a mark that it opens anew was not forgotten in this one.
    """
    stack: list[Piece] = []
    pieces: list[Piece] = []
    past = -1
    is_reversed = None
    for place in marks:
        if place < past:
            continue
        mark, width = text[place], 1
        if mark in _SINGLE and _is_doubled(text, paragraph, place):
            if is_reversed is None:
                is_reversed = mark == "’" and bool(_ARABIC.match(text, place + 2))
            mark, width, past = (_REVERSED if is_reversed else _DOUBLED).get(mark, '"'), 2, place + 2
        elif mark == "`":
            continue
        _take_mark(text, paragraph, place, mark, width, stack, pieces)
    return pieces, _settle(text, paragraph, stack, pieces, ahead)


def _is_doubled(text: str, paragraph: Span, place: int) -> bool:
    """Tell whether a single mark and the next are one double mark; of three that close, the first is by itself."""
    mark = text[place]
    if text[place + 1 : place + 2] != mark or place + 1 >= paragraph.end:
        return False
    if mark == "`" and "`" in (text[place - 1 : place], text[place + 2 : place + 3]):  # a program, not a report
        return False
    return text[place + 2 : place + 3] != mark or place == paragraph.start or text[place - 1].isspace()


def _may_open(text: str, paragraph: Span, place: int, width: int) -> bool:
    """Tell whether what stands beside a mark lets it open a quotation."""
    after = place + width
    if after >= paragraph.end or text[after].isspace():
        return False
    if place == paragraph.start:
        return True
    before = text[place - 1]
    return before.isspace() or before in _BEFORE_OPENING


def _may_close(text: str, paragraph: Span, place: int, width: int) -> bool:
    """Tell whether what stands beside a mark lets it close a quotation."""
    if place == paragraph.start or text[place - 1].isspace():
        return False
    after = place + width
    return after >= paragraph.end or text[after].isspace() or text[after] in _AFTER_CLOSING


def _take_mark(
    text: str, paragraph: Span, place: int, mark: str, width: int, stack: list[Piece], pieces: list[Piece]
) -> None:
    """Let one mark open a piece, close the one that it fits, or be taken for stray."""
    opens = _may_open(text, paragraph, place, width)
    closes = _may_close(text, paragraph, place, width)
    fits = _fitting(stack, "”" if mark == "“" and closes and not opens else mark)
    if mark in _SINGLE:
        if fits is None or not closes or _is_owner(text, paragraph, place):
            if mark != "’" and opens and not (mark == "'" and _is_elided(text, place)) and len(stack) < MOST_NESTED:
                stack.append(Piece(place, place, mark, width, 0, []))
            return
    elif fits is not None and opens and not closes and mark in _DRAWN_ALIKE and text[place - 1] not in _ENDS_SPEECH:
        if stack[fits].mark == mark:
            del stack[fits:]
        fits = None
    if fits is not None:
        _close(stack, fits, place + width, width, pieces)
    elif mark in _FIXED_CLOSERS or (closes and not opens and mark not in _NEVER_CLOSING and mark not in _FIXED):
        if not stack and not pieces and _closes_start(text, paragraph, place):
            pieces.append(Piece(paragraph.start, place + width, mark, 0, width, []))
    elif len(stack) < MOST_NESTED:
        stack.append(Piece(place, place, mark, width, 0, []))


def _fitting(stack: list[Piece], mark: str) -> int | None:
    """Find the innermost open piece that the mark can close; a single mark never closes over a double one."""
    for number in range(len(stack) - 1, -1, -1):
        if mark in _CLOSERS.get(stack[number].mark, ""):
            return number
        if mark in _SINGLE and stack[number].mark not in _SINGLE:
            return None
    return None


def _is_owner(text: str, paragraph: Span, place: int) -> bool:
    """Tell whether a single mark after an s rather belongs to an owner, the quotation's own end being ahead."""
    if text[place - 1] not in "sS" or not text[place + 1 : place + 3].strip()[:1].isalpha():
        return False
    ahead = _SINGLE_AHEAD.search(text, place + 1, min(paragraph.end, place + FARTHEST_OWNER))
    return ahead is not None and ahead[0][0] in ",.!?"


def _is_elided(text: str, place: int) -> bool:
    """Tell whether a straight single mark stands for letters left out, as in the '90s or get 'em."""
    letters = text[place + 1 : place + 8].split(maxsplit=1)[0].rstrip(".,;:!?'\"”").lower()
    return letters in _ELIDED or (letters[:1].isdigit() and letters[-1:] == "s")


def _close(stack: list[Piece], number: int, end: int, width: int, pieces: list[Piece]) -> None:
    """Close an open piece; what was opened within it and not closed was stray."""
    piece = stack[number]
    del stack[number:]
    piece.end, piece.close_width = end, width
    if stack:
        stack[0].inner.append(Span(piece.start, end))
    else:
        pieces.append(piece)


def _closes_start(text: str, paragraph: Span, place: int) -> bool:
    """Tell whether a closing mark that nothing opened closes what is quoted from the paragraph's start: speech."""
    return place - paragraph.start >= LEAST_UNOPENED and text[place - 1] in _ENDS_SPEECH


def _settle(text: str, paragraph: Span, stack: list[Piece], pieces: list[Piece], ahead: str) -> bool:
    """Decide what becomes of a piece still open where the paragraph ends; tell whether it stays open."""
    if not stack:
        return False
    outer = stack[0]
    nested = [inner for inner in outer.inner if text[inner.start] == outer.mark]
    if nested and outer.mark in _GUILLEMETS:  # «of two that open, «one mark closes both»
        outer.end, outer.close_width = nested[0].end, 1
        pieces.append(outer)
        pieces.extend(_promote(outer, outer.end))
        outer.inner = [inner for inner in outer.inner if inner.end <= outer.end]
        return False
    is_led = text[max(paragraph.start, outer.start - 3) : outer.start].rstrip()[-1:] in ("", ":", ",")
    if ahead != text[outer.start] and (outer.mark in _SINGLE or nested or not is_led):
        pieces.extend(_promote(outer, outer.start))
        return False
    outer.end = paragraph.end
    pieces.append(outer)
    return True


def _promote(outer: Piece, past: int) -> Iterator[Piece]:
    """Give what was quoted, from a place on, within a piece that proved to be none or to be shorter."""
    for inner in outer.inner:
        if inner.start >= past:
            past = inner.end
            yield Piece(inner.start, inner.end, "", 1, 1, [])
