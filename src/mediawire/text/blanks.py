"""White space that reads as one blank: doubled blanks, no-break spaces and lines broken inside a paragraph.

A name, a date or a sum goes on over them. So facts are read in a text that has one blank in their place, and carried
back to where they stand; nearly all reports have none, and are read as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mediawire.report import Span

_DOUBLED = re.compile("  +")
_WHITE = re.compile(r"\s{2,}|[^\S ]")
_SENTENCE_ENDS = frozenset(".!?:;\u2026\u3002\u061f\u06d4\u0964\"'\u201d\u2019\u00bb")


@dataclass(frozen=True, slots=True)
class Flat:
    """A text with one blank for each run of white space in its pieces, those pieces, and the way back.

    ``blanks`` are the places of those blanks; ``shifts`` say how much farther on in the text it was made of a place is
    that has so many of them before it.
    """

    text: str
    spans: Sequence[Span]
    blanks: Sequence[int]
    shifts: Sequence[int]


def flatten(text: str, spans: Sequence[Span]) -> Flat | None:
    """Put one blank for each run of white space with at most one line break; None where there is none to put."""
    runs = [run for piece in _pieces(text, spans) for run in _white_runs(text, piece)]
    if not runs:
        return None
    kept: list[str] = []
    blanks: list[int] = []
    shifts = [0]
    before = 0
    for start, end in runs:
        kept.append(text[before:start])
        blanks.append(start - shifts[-1])
        shifts.append(shifts[-1] + end - start - 1)
        before = end
    kept.append(text[before:])
    starts = [start for start, _ in runs]
    flat = [
        Span(start - shifts[bisect_left(starts, start)], end - shifts[bisect_left(starts, end)]) for start, end in spans
    ]
    return Flat(" ".join(kept), flat, blanks, shifts)


def _white_runs(text: str, piece: Span) -> Iterator[Span]:
    stated = text[piece.start : piece.end]
    if not stated.isprintable():
        yield from (
            Span(*match.span()) for match in _WHITE.finditer(text, piece.start, piece.end) if _breaks(match[0]) <= 1
        )
    elif "  " in stated:
        yield from (Span(*match.span()) for match in _DOUBLED.finditer(text, piece.start, piece.end))


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Give the pieces, and with each the line break behind it where the next piece goes on with its sentence.

    So it does in small letters, or where the other pieces have blank lines between them and it is no headline.
    """
    gaps = [_breaks(text[one.end : other.start]) for one, other in pairwise(spans)]
    if 1 not in gaps:
        yield from spans
        return
    has_blank_lines = max(gaps) > 1
    for i, span in enumerate(spans):
        if i < len(gaps) and gaps[i] == 1 and text[span.end - 1 : span.end] not in _SENTENCE_ENDS:
            following = spans[i + 1].start
            if text[span.end : following].isspace() and (
                text[following : following + 1].islower() or (has_blank_lines and i)
            ):
                yield Span(span.start, following)
                continue
        yield span


def _breaks(white: str) -> int:
    """Count the line breaks in a piece between two words."""
    return len(f"{white}.".splitlines()) - 1
