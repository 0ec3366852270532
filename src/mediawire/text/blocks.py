"""The blocks of a plain text: what stands between blank lines, or the lines themselves where none are blank.

A block is a candidate for a paragraph, a headline, or a piece of furniture; which it is, others decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from mediawire.text.marks import CLOSERS, SENTENCE_ENDS

_ENDS = frozenset(SENTENCE_ENDS + "．")
_AFTER_END = CLOSERS + "‘ \xa0\t"
_SPLIT_CHARACTERS = 160
"""In longer blocks the words are counted by their spaces, at a tenth of the time: no rule needs them exactly."""

_COUNTED_CHARACTERS = 2000
"""Longer blocks are prose whatever their words; their words are estimated, so that no huge list is built."""

_WIDEST_WRAP = 100
_NARROWEST_WRAP = 40
"""Columns between which lines may have been broken by a program: letters, wire printers and mail stay within."""

_FILLED = 0.85
"""A broken line fills this much of the width once the next line's first word is added to it."""

_MOST_LINES = 0.7
"""So many of the lines are filled in a broken text; the others end a paragraph."""


class Block(NamedTuple):
    """A run of lines that belong together, trimmed, with the blank lines that stand before it."""

    start: int
    end: int
    gap: int
    text: str
    words: int
    closed: bool
    """Whether it ends as a sentence does."""


class _Line(NamedTuple):
    start: int
    end: int
    gap: int


def split_blocks(text: str) -> list[Block]:
    """Cut a text into its blocks, in order; every character that is not white space is in exactly one."""
    lines = _find_lines(text)
    if any(line.gap == 0 for line in lines[1:]):
        lines = _join_wrapped(text, lines)
    return [_measure(text, line) for line in lines]


def count_words(piece: str) -> int:
    """Count the words of a short piece; where a script writes no spaces, two characters count as a word."""
    words = len(piece.split()) if len(piece) < _SPLIT_CHARACTERS else piece.count(" ") + 1
    if not piece.isascii() and len(piece) > 9 * words:
        words = max(words, sum(map(_is_unspaced, piece)) // 2)
    return words


def ends_sentence(piece: str) -> bool:
    """Tell whether a piece ends in a sentence mark, quotation marks and brackets after it not minded."""
    if piece[-1:] in _ENDS:
        return piece != ""
    return (piece.rstrip(_AFTER_END)[-1:] in _ENDS and piece[-1:] not in ")]）") or _ends_in_brackets(piece)


def _ends_in_brackets(piece: str) -> bool:
    """Tell whether brackets close after an ended sentence: "... she said. (Reporting by A; editing by B)"."""
    if piece[-1:] not in ")]）":
        return False
    opening = max(piece.rfind("("), piece.rfind("["), piece.rfind("（"))
    before = piece[max(0, opening - 4) : max(0, opening)].rstrip(_AFTER_END)
    return (before[-1:] in _ENDS and before != "") or piece[-2:-1] in _ENDS


def _is_unspaced(character: str) -> bool:
    """Thai, Lao, Burmese, Khmer, kana and ideographs: scripts that write no space between words."""
    return character >= "\u0e00" and (
        character <= "\u0eff"
        or "\u1000" <= character <= "\u109f"
        or "\u1780" <= character <= "\u17ff"
        or "\u3040" <= character <= "\u9fff"
        or character >= "\U00020000"
    )


def _measure(text: str, line: _Line) -> Block:
    piece = text[line.start : line.end]
    words = count_words(piece) if len(piece) <= _COUNTED_CHARACTERS else len(piece) // 6
    return Block(line.start, line.end, line.gap, piece, words, ends_sentence(piece[-200:]))


def _find_lines(text: str) -> list[_Line]:
    """Find the lines that are not blank, each trimmed, with the number of blank lines before it."""
    lines = []
    place = gap = 0
    for line in text.splitlines(keepends=True):
        kept = line.strip()
        if kept:
            start = place if line[0] == kept[0] else place + line.find(kept[0])
            lines.append(_Line(start, start + len(kept), gap))
            gap = 0
        else:
            gap += 1
        place += len(line)
    return lines


def _join_wrapped(text: str, lines: list[_Line]) -> list[_Line]:
    """Join the lines that were broken at a width; lines that were not stay blocks of their own."""
    pairs = [(left, right) for left, right in pairwise(lines) if right.gap == 0]
    width = max(max(left.end - left.start, right.end - right.start) for left, right in pairs)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP or not _looks_wrapped(text, pairs, width):
        return lines
    return list(_joined(text, lines, width))


def _looks_wrapped(text: str, pairs: list[tuple[_Line, _Line]], width: int) -> bool:
    """Tell whether most lines are full and most do not end with a sentence, as in a text broken at a width."""
    full = sum(_is_full(text, left, right, width) for left, right in pairs)
    ended = sum(text[left.end - 1] in _ENDS for left, _ in pairs)
    if len(pairs) == 1:
        return full == 1 and not ended and text[pairs[0][1].start].islower()
    return full >= _MOST_LINES * len(pairs) and ended <= 0.5 * len(pairs)


def _is_full(text: str, left: _Line, right: _Line, width: int) -> bool:
    """Tell whether the right line's first word found no room on the left line."""
    word = len(text[right.start : min(right.end, right.start + width)].split(None, 1)[0])
    return left.end - left.start + 1 + word > _FILLED * width


def _joined(text: str, lines: list[_Line], width: int) -> Iterator[_Line]:
    held = lines[0]
    last = held
    for line in lines[1:]:
        if line.gap == 0 and _is_full(text, last, line, width):
            held = _Line(held.start, line.end, held.gap)
        else:
            yield held
            held = line
        last = line
    yield held
