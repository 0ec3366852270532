"""Measures and breaks text for the fixed columns of a terminal: wide letters take two cells, combining marks none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from mediawire.view.marks import make_visible

GAP = " \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
TOKEN = re.compile(f"\n|[{GAP}]+|[^\n{GAP}]+")
ZERO_WIDTH_JOINER = "\u200d"
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")

Piece = tuple[str, str]
"""A style and the text that has it; the terminal's styles are names such as ``gone`` or ``label``."""


def measure(text: str) -> int:
    """Count the terminal cells that a text takes."""
    return len(text) if text.isascii() else sum(map(measure_letter, text))


@lru_cache(maxsize=4096)
def measure_letter(letter: str) -> int:
    """Count the cells of one character: 0 for what combines, 2 for what is wide, else 1."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def has_right_to_left(text: str) -> bool:
    """Tell whether a text holds letters that run from right to left."""
    return not text.isascii() and RIGHT_TO_LEFT.search(text) is not None


def wrap(pieces: Iterable[Piece], width: int) -> list[list[Piece]]:
    """Break styled foreign text into lines of at most ``width`` cells, at spaces where there are any.

    Unseen characters become marks. A blank line in the text stays one blank line.
    """
    lines: list[list[Piece]] = [[]]
    used, gap, word = 0, "", list[Piece]()
    for style, token in cut_tokens(pieces):
        if (token != "\n" and not token[0].isspace()) or token[0] in "\u00a0\u2007\u202f":
            word.append((style, token))
            continue
        used = put_word(lines, word, gap, used, width)
        gap, word = " " if used else "", []
        if token == "\n":
            lines.append([])
            used, gap = 0, ""
    put_word(lines, word, gap, used, width)
    return squeeze(lines)


def cut_tokens(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Cut styled text into words, gaps and line ends; a word with wide letters may break between any two."""
    for style, text in pieces:
        for token in TOKEN.findall(make_visible(text)):
            yield style, token


def put_word(lines: list[list[Piece]], word: Sequence[Piece], gap: str, used: int, width: int) -> int:
    """Put a word, which may change its style within, at the end of the lines; return the cells used in the last."""
    size = sum(measure(text) for _, text in word)
    breakable = size > width or any(measure(text) > len(text) for _, text in word)
    if word and gap and used:
        if used + 1 + (2 if breakable else size) > width:
            lines.append([])
            used = 0
        else:
            lines[-1].append((word[0][0] if lines[-1][-1][0] == word[0][0] else "", gap))
            used += 1
    elif used + size > width and not breakable and used:
        lines.append([])
        used = 0
    for style, text in word:
        used = put_letters(lines, style, text, used, width) if breakable else put_whole(lines, style, text, used)
    return used


def put_whole(lines: list[list[Piece]], style: str, text: str, used: int) -> int:
    """Put a piece of a word that fits."""
    lines[-1].append((style, text))
    return used + measure(text)


def put_letters(lines: list[list[Piece]], style: str, text: str, used: int, width: int) -> int:
    """Put a piece of a word that may break anywhere but before a letter that combines with the one before."""
    start = 0
    for place, letter in enumerate(text):
        size = measure_letter(letter)
        if size and used + size > width and (place == 0 or text[place - 1] != ZERO_WIDTH_JOINER):
            lines[-1] += [(style, text[start:place])] if start < place else []
            lines.append([])
            start, used = place, 0
        used += size
    lines[-1] += [(style, text[start:])] if start < len(text) else []
    return used


def squeeze(lines: list[list[Piece]]) -> list[list[Piece]]:
    """Drop blank lines at both ends and keep one of several in a row."""
    kept: list[list[Piece]] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return kept[:-1] if kept and not kept[-1] else kept
