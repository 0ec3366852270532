"""Finds what a report quotes, between which marks, and who said it.

Any script, by rule, no language model. A quotation is the outermost pair of marks; what is quoted within it is in
``inner``. A quotation may run over paragraphs that each open anew, and a paragraph that closes a mark which it never
opened is quoted from its start. Speech that dashes set off is quoted as well, where a cue stands beside it. A scare
quote or a title is a quotation without a speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from mediawire.report import Span
from mediawire.text.clauses import opens_with_cue
from mediawire.text.marks import DASHES
from mediawire.text.quotation_marks import Piece, find_marks, pair_marks
from mediawire.text.speakers import Said, find_speakers

LONGEST_DIALOGUE = 4000
"""Code points of a paragraph that are read for speech between dashes."""

_DASHES = frozenset(DASHES)
_INNER_DASH = re.compile(rf"(?<=[\s,.!?…])[{DASHES}]|[{DASHES}](?=[\s,.])")
_SPEECH_END = re.compile(r"[,?!…](?=\s)")
_LETTER = re.compile(r"\w")
_NOBODY = (None, None, None)


class Quotation(NamedTuple):
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


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Find every quotation of the paragraphs, in text order, each with its speaker where the report tells.

    Quotations never overlap. The paragraphs must be in text order and not overlap.

    >>> text = "“We saw no ship,” said Ada Holm. “None,” she added."
    >>> [(found.content.of(text), found.speaker) for found in find_quotations(text, [Span(0, len(text))])]
    [('We saw no ship,', 'Ada Holm'), ('None,', 'Ada Holm')]
    """
    found = _find_pieces(text, paragraphs)
    if not found:
        return ()
    spans = [Span(piece.start, piece.end) for piece in found]
    return tuple(map(_quotation, found, spans, find_speakers(text, paragraphs, spans)))


def _find_pieces(text: str, paragraphs: Sequence[Span]) -> list[Piece]:
    """Find what is quoted, whoever said it, each quotation as one piece however many paragraphs it runs over."""
    found: list[Piece] = []
    is_open = False
    marks = [*find_marks(text), len(text)]
    first = 0
    for number, paragraph in enumerate(paragraphs):
        start, end = paragraph
        is_led = start < end and text[start] in _DASHES
        first = bisect_left(marks, start, first)
        if marks[first] >= end and not is_led:
            is_open = False
            continue
        pieces = _read_dialogue(text, paragraph) if is_led else []
        still_open = False
        if not pieces:
            below = paragraphs[number + 1] if number + 1 < len(paragraphs) else Span(end, end)
            ahead = text[below.start : min(below.start + 1, below.end)]
            pieces, still_open = pair_marks(text, paragraph, marks[first : bisect_left(marks, end, first)], ahead)
        if is_open and pieces and found[-1].goes_on_in(text, paragraph, pieces[0]):
            found[-1].lengthen(pieces.pop(0))
        found += pieces
        is_open = still_open
    return [piece for piece in found if _LETTER.search(text, piece.start + piece.open_width, piece.end)]


def _quotation(piece: Piece, span: Span, said: Said | None) -> Quotation:
    content = Span(piece.start + piece.open_width, piece.end - piece.close_width)
    speaker, speaker_span, cue = said or _NOBODY
    return Quotation(span, content, speaker, speaker_span, cue, tuple(piece.inner))


def _read_dialogue(text: str, paragraph: Span) -> list[Piece]:
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


def _read_led(text: str, start: int, end: int) -> list[Piece]:
    """Read speech that a dash leads and a comma ends, as in «– Vi går nå, sier Moe.»."""
    for match in _SPEECH_END.finditer(text, start, end):
        if opens_with_cue(text, match.end(), end, words=1):
            piece = _spoken(text, start, match.end())
            return [piece] if piece else []
    return []


def _spoken(text: str, start: int, end: int) -> Piece | None:
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip(" \t\xa0.,;:" + DASHES))
    end = start + len(text[start:end].rstrip())
    return Piece(start, end, "—", 0, 0, []) if end > start else None
