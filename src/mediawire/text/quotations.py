"""Finds what a report quotes, between which marks, and hands on who said it.

Any script, by rule: a mark opens or closes by what stands beside it and by what is open already, so German and
Swedish marks, which close where English ones open, need no knowledge of the language. A quotation is the outermost
pair of marks; what is quoted within it is in ``inner``. A quotation may run over paragraphs that each open anew, and
a paragraph that closes a mark which it never opened is quoted from its start.

Time grows linearly with the text, however many marks it holds: nothing is looked for twice, and marks nest
``MOST_NESTED`` deep at most.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mediawire.report import Span
from mediawire.text.clauses import opens_with_cue
from mediawire.text.speakers import Said, find_speakers

MOST_NESTED = 8
"""Marks opened within open marks beyond this depth are taken for stray ones."""

LONGEST_DIALOGUE = 4000
"""Code points of a paragraph that are read for speech between dashes."""

_MARK = re.compile(r"""["“”„‟«»‹›「」『』《》〈〉﹁﹂﹃﹄〝〞〟＂'‘’‚‛`](?!(?<=\w['‘’‛`])\w)""")
_SPEECH_END = re.compile(r"[,?!…](?=\s)")
_SINGLE_AHEAD = re.compile(r"[,.!?]['’](?!\w)|\s['‘](?=\w)")
_LETTER = re.compile(r"\w")
_DASHES = frozenset("—–―")
_INNER_DASH = re.compile(r"(?<=[\s,.!?…])[—–―]|[—–―](?=[\s,.])")
_FIXED = {"「": "」", "『": "』", "《": "》", "〈": "〉", "﹁": "﹂", "﹃": "﹄", "〝": "〞〟"}
_FIXED_CLOSERS = frozenset("".join(_FIXED.values()))
_CLOSES = {'"': '"”', "“": '”"', "„": '“”‟"', "‟": '”"', "”": '”"', "«": "»", "»": "«", "‹": "›", "›": "‹"}
_CLOSES |= {"'": "'’", "‘": "’'", "‚": "‘’", "‛": "’'"} | _FIXED
_SINGLE = frozenset("'‘‚‛’`")
_DRAWN_ALIKE = frozenset("\"“＂")
_GUILLEMETS = frozenset("«»‹›")
_BEFORE_OPENING = frozenset("([{<—–―-:;,/|=¿¡*_\"“„«‹‘'‚「『《〈：，、。؛،>")
_AFTER_CLOSING = frozenset(")]}>.,;:!?…—–―-/|*_\"”»›’'」』》〉。、，！？：；،؛؟۔।")
_ENDS_SPEECH = frozenset(",.!?…—–-،؟۔।。，！？")
_ELIDED = frozenset(("em", "til", "till", "cause", "tis", "twas", "n", "bout", "round", "cuz", "nuff", "s", "t"))


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody is quoted with: the words, the marks around them, and who said them where the report tells.

    ``span`` includes the marks, ``content`` is what stands between them. ``speaker`` is a name wherever one is known:
    where the report says only "she", it is the name she was last given, while ``speaker_span`` stays where the
    report says "she". Both are None where nobody is told to have said it, as with a title or a scare quote.
    """

    span: Span
    content: Span
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: Span | None = None
    inner: tuple[Span, ...] = ()


@dataclass(slots=True)
class _Piece:
    """A stretch between marks within one paragraph; a mark that is missing has width 0."""

    start: int
    end: int
    mark: str
    open_width: int
    close_width: int
    inner: list[Span]

    def lengthen(self, other: _Piece) -> None:
        """Go on with a later paragraph's piece."""
        self.end, self.close_width = other.end, other.close_width
        self.inner += other.inner


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Find every quotation of the paragraphs, in text order, each with its speaker where the report tells.

    Quotations never overlap. The paragraphs must be in text order and not overlap.

    >>> text = "“We saw no ship,” said Ada Holm. “None,” she added."
    >>> [(found.content.of(text), found.speaker) for found in find_quotations(text, [Span(0, len(text))])]
    [('We saw no ship,', 'Ada Holm'), ('None,', 'Ada Holm')]
    """
    found: list[_Piece] = []
    waiting: str | None = None
    marks = [match.start() for match in _MARK.finditer(text)]
    marks.append(len(text))
    first = 0
    for number, paragraph in enumerate(paragraphs):
        first = bisect_left(marks, paragraph.start, first)
        if marks[first] >= paragraph.end and text[paragraph.start : paragraph.start + 1] not in _DASHES:
            waiting = None
            continue
        last = bisect_left(marks, paragraph.end, first)
        ahead = text[paragraphs[number + 1].start] if number + 1 < len(paragraphs) else ""
        pieces, still_open = _read_paragraph(text, paragraph, marks[first:last], ahead)
        if waiting and pieces and _continues(text, paragraph, pieces[0], waiting):
            found[-1].lengthen(pieces.pop(0))
        found += pieces
        waiting = still_open
    found = [piece for piece in found if _LETTER.search(text, piece.start + piece.open_width, piece.end)]
    told = find_speakers(text, paragraphs, [Span(piece.start, piece.end) for piece in found]) if found else []
    return tuple(_quotation(piece, said) for piece, said in zip(found, told, strict=True))


def _quotation(piece: _Piece, said: Said | None) -> Quotation:
    span = Span(piece.start, piece.end)
    content = Span(piece.start + piece.open_width, piece.end - piece.close_width)
    if said is None:
        return Quotation(span, content, inner=tuple(piece.inner))
    return Quotation(span, content, said.speaker, said.span, said.cue, tuple(piece.inner))


def _continues(text: str, paragraph: Span, piece: _Piece, waiting: str) -> bool:
    """Tell whether a paragraph's first piece goes on with the quotation that the paragraph before left open."""
    at_start = not text[paragraph.start : piece.start].strip()
    return at_start and (not piece.open_width or piece.mark == waiting or piece.mark in _CLOSES[waiting])


def _read_paragraph(text: str, paragraph: Span, marks: list[int], ahead: str) -> tuple[list[_Piece], str | None]:
    """Pair the marks of one paragraph; also give the mark that its last piece leaves open at its end, if any."""
    if text[paragraph.start : paragraph.start + 1] in _DASHES and (spoken := _read_dialogue(text, paragraph)):
        return spoken, None
    pieces: list[_Piece] = []
    stack: list[_Piece] = []
    past = -1
    for place in marks:
        if place < past:
            continue
        mark, width = text[place], 1
        if mark in _SINGLE:
            if _is_doubled(text, paragraph, place):
                mark, width, past = _DOUBLED.get(mark, '"'), 2, place + 2
            elif mark == "`":
                continue
        _take_mark(text, paragraph, place, mark, width, stack, pieces)
    return pieces, _settle(text, paragraph, stack, pieces, ahead)


_DOUBLED = {"'": '"', "`": '"', "‘": "“", "’": "”", "‚": "„", "‛": "‟"}


def _is_doubled(text: str, paragraph: Span, place: int) -> bool:
    """Tell whether a single mark and the next are one double mark; of three that close, the first is by itself."""
    if text[place + 1 : place + 2] != text[place] or place + 1 >= paragraph.end:
        return False
    return text[place + 2 : place + 3] != text[place] or place == paragraph.start or text[place - 1].isspace()


_DOUBLED = {"'": '"', "`": '"', "‘": "“", "’": "”", "‚": "„", "‛": "‟"}


def _is_doubled(text: str, paragraph: Span, place: int) -> bool:
    """Tell whether a single mark and the next are one double mark; of three that close, the first is by itself."""
    if text[place + 1 : place + 2] != text[place] or place + 1 >= paragraph.end:
        return False
    return text[place + 2 : place + 3] != text[place] or place == paragraph.start or text[place - 1].isspace()


def _is_word(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isalnum()


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
    text: str, paragraph: Span, place: int, mark: str, width: int, stack: list[_Piece], pieces: list[_Piece]
) -> None:
    """Let one mark open a piece, close the one that it fits, or be taken for stray."""
    opens = _may_open(text, paragraph, place, width)
    closes = _may_close(text, paragraph, place, width)
    fits = _fitting(stack, "”" if mark == "“" and closes and not opens else mark)
    if mark in _FIXED:
        fits = None
    elif mark in _SINGLE:
        closes = closes and not (fits is not None and _is_possessive(text, paragraph, place))
        if not closes or fits is None:
            fits = None
            if mark == "’" or not opens or (mark == "'" and _is_elided(text, place)):
                return
    elif fits is not None and opens and not closes and mark in _DRAWN_ALIKE and text[place - 1] not in _ENDS_SPEECH:
        if stack[fits].mark == mark:
            del stack[fits:]
        fits = None
    if fits is not None:
        _close(stack, fits, place + width, width, pieces)
    elif mark in _FIXED_CLOSERS or (closes and not opens and (mark not in "“„«‹" or mark == "“")):
        _close_unopened(text, paragraph, place, mark, width, stack, pieces)
    elif len(stack) < MOST_NESTED:
        stack.append(_Piece(place, place, mark, width, 0, []))


def _fitting(stack: list[_Piece], mark: str) -> int | None:
    """Find the innermost open piece that the mark can close."""
    for number in range(len(stack) - 1, -1, -1):
        if mark in _CLOSES.get(stack[number].mark, ""):
            return number
        if mark in _SINGLE and stack[number].mark not in _SINGLE:
            return None
    return None


def _is_possessive(text: str, paragraph: Span, place: int) -> bool:
    """Tell whether a single mark after an s rather belongs to an owner, the quotation's own end being ahead."""
    if text[place - 1] not in "sS" or not text[place + 1 : place + 3].strip()[:1].isalpha():
        return False
    ahead = _SINGLE_AHEAD.search(text, place + 1, min(paragraph.end, place + 300))
    return ahead is not None and ahead[0][0] in ",.!?"


def _is_elided(text: str, place: int) -> bool:
    """Tell whether a straight single mark stands for letters left out, as in the '90s or get 'em."""
    word = text[place + 1 : place + 8].split(maxsplit=1)[0]
    letters = word.rstrip(".,;:!?'\"”").lower()
    return letters in _ELIDED or (letters[:1].isdigit() and letters[-1:] == "s")


def _close(stack: list[_Piece], number: int, end: int, width: int, pieces: list[_Piece]) -> None:
    piece = stack[number]
    del stack[number:]
    piece.end, piece.close_width = end, width
    if stack:
        stack[0].inner.append(Span(piece.start, end))
    else:
        pieces.append(piece)


def _close_unopened(
    text: str, paragraph: Span, place: int, mark: str, width: int, stack: list[_Piece], pieces: list[_Piece]
) -> None:
    """Take a closing mark that nothing opened: the paragraph is quoted from its start, if it reads like speech."""
    if stack or pieces or text[place - 1] not in _ENDS_SPEECH or place - paragraph.start < 12:
        return
    pieces.append(_Piece(paragraph.start, place + width, mark, 0, width, []))


def _settle(text: str, paragraph: Span, stack: list[_Piece], pieces: list[_Piece], ahead: str) -> str | None:
    """Decide what becomes of a piece still open where the paragraph ends; give its mark if it may go on."""
    if not stack:
        return None
    outer = stack[0]
    same = [inner for inner in outer.inner if text[inner.start] == outer.mark]
    if same and outer.mark in _GUILLEMETS:
        outer.end, outer.close_width = same[0].end, 1
        pieces.append(outer)
        pieces.extend(_promote(outer, outer.end))
        outer.inner = [inner for inner in outer.inner if inner.end <= outer.end]
        return None
    led = not text[paragraph.start : outer.start].strip() or text[max(0, outer.start - 3) : outer.start].rstrip()[-1:] in (":", ",")
    goes_on = ahead == text[outer.start]
    if not goes_on and (outer.mark in _SINGLE or same or not led):
        pieces.extend(_promote(outer, outer.start))
        return None
    outer.end = paragraph.end
    pieces.append(outer)
    return outer.mark


def _promote(outer: _Piece, past: int) -> Iterator[_Piece]:
    """Give what was quoted, from a place on, within a piece that proved to be none or to be shorter."""
    for inner in outer.inner:
        if inner.start >= past:
            past = inner.end
            yield _Piece(inner.start, inner.end, "", 1, 1, [])


def _read_dialogue(text: str, paragraph: Span) -> list[_Piece]:
    """Read speech that dashes set off, as in «— Да, — сказал он. — Пойдём.»; nothing where no cue stands."""
    start, end = paragraph.start + 1, min(paragraph.end, paragraph.start + LONGEST_DIALOGUE)
    edges = [match.start() for match in _INNER_DASH.finditer(text, start, end)]
    if not edges:
        return _read_led(text, start, end)
    bounds = [start, *edges, paragraph.end]
    told = [False, *(opens_with_cue(text, left + 1, right) for left, right in pairwise(bounds[1:]))]
    if not any(told):
        return []
    stretches = zip(pairwise(bounds), told, strict=True)
    return [piece for (left, right), is_told in stretches if not is_told and (piece := _spoken(text, left, right))]


def _read_led(text: str, start: int, end: int) -> list[_Piece]:
    """Read speech that a dash leads and a comma ends, as in «– Vi går nå, sier Moe.»."""
    for match in _SPEECH_END.finditer(text, start, end):
        if opens_with_cue(text, match.end(), end, words=1):
            piece = _spoken(text, start, match.end())
            return [piece] if piece else []
    return []


def _spoken(text: str, start: int, end: int) -> _Piece | None:
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip(" \t\xa0—–―.,;:"))
    end = start + len(text[start:end].rstrip())
    return _Piece(start, end, "—", 0, 0, []) if end > start else None
