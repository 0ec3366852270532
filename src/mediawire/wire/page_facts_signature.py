"""Lines that sign a report in plain text: "By Ada Bell" below the headline, "Text: Ada Bell" at its end.

Whether what stands there is a name is told by `mediawire.wire.page_facts_byline`; here only lines are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise
from typing import NamedTuple

from lxml import etree

LONGEST_SIGNED = 100
MOST_TEXTS = 60
NEAR_HEADLINE = 15
FIRST_LINES, LAST_LINES = 4, 8
_BY_LINE = re.compile(
    r"^\s*(?:by|von|par|por|di|door|av|af|przez|text|texte|autor(?:in)?|author|words by|written by|"
    r"автор)\s*[:：]?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_BARE_CUE = re.compile(
    r"(?:by|von|par|por|di|door|av|af|text|autor(?:in|en)?|authors?|written by|text von|posted by)\s*:?", re.IGNORECASE
)
_CONNECTS = re.compile(r",|&|and|und|et|y|e|och|og|en", re.IGNORECASE)
_SIGNED_TEXT = re.compile(
    r"^\W*(?:(?:blog[ -]?|gast)?(?:text|texte|texto|testo|beitrag|artikel|article|bericht|reportage|story|words|"
    r"interview|kommentar|autor|autorin|autoren|author|authors|auteur|autore|reporter|recherche|report)"
    r"(?:\s*(?:&|\+|/|und|and|et|y|e)\s*[^\W\d_]{3,15})?"
    r"\s*(?:[:：]|\s(?:von|by|par|por|di|door|av|af)\s)|autoren\s|"
    r"(?:责任编辑|責任編輯|作者|记者|記者|文|撰文|編集|取材・文)\s*[:：／/])\s*(?=\w)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[-–—|•·]\s+|\s*[|•·]\s*")
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d")


class SignedLine(NamedTuple):
    """A line that may name the author, and how far it is trusted to."""

    text: str
    trust: float


def signed_lines(heading: etree._Element | None, body: str) -> Iterator[SignedLine]:
    """Yield lines that may name the author: those near the headline first, then those of the report's own text."""
    if heading is not None:
        yield from _below_headline(list(islice(_texts_after(heading), MOST_TEXTS)))
    yield from _in_text(body)


def _texts_after(heading: etree._Element) -> Iterator[str]:
    """Yield every text that follows the headline on its page, as one line each, without blank ones."""
    node: etree._Element | None = heading
    while node is not None:
        texts = chain([node.tail or ""], chain.from_iterable(map(_texts_in, node.itersiblings())))
        yield from (line for text in texts if (line := " ".join(text.split())))
        node = node.getparent()


def _texts_in(node: etree._Element) -> Iterable[str]:
    """Return the texts in a node and behind it; of a comment only what stands behind."""
    return node.itertext("*") if isinstance(node.tag, str) else [node.tail or ""]


def _below_headline(lines: list[str]) -> Iterator[SignedLine]:
    """Yield the lines that begin with "By", what a cue by itself announces, and names beside a day."""
    for place, line in enumerate(lines):
        if len(line) > LONGEST_SIGNED:
            continue
        if _BARE_CUE.fullmatch(line):
            yield SignedLine(_connected(lines[place + 1 : place + 8]), 70)
        elif len(line) > 4 and _BY_LINE.match(line):
            yield SignedLine(_connected(lines[place : place + 7]), 70)
        elif place < NEAR_HEADLINE and _DAY.search(line):
            parts = _PARTS.split(line)
            if len(parts) == 2:
                yield from (SignedLine(part, 40) for part in parts if not any(map(str.isdigit, part)))


def _connected(lines: list[str]) -> str:
    """Join lines as long as a word between them says that names go on."""
    text = lines[0] if lines else ""
    for before, line in pairwise(lines):
        goes_on = _CONNECTS.fullmatch(line) or _CONNECTS.fullmatch(before) or before.endswith((",", " und", " and"))
        if not goes_on or len(text) + len(line) > LONGEST_SIGNED:
            break
        text = f"{text} {line}"
    return text


def _in_text(body: str) -> Iterator[SignedLine]:
    lines = [line for line in body.split("\n") if line.strip()]
    for line in (*lines[:FIRST_LINES], *lines[max(FIRST_LINES, len(lines) - LAST_LINES) :]):
        found = _SIGNED_TEXT.match(line) if len(line) <= LONGEST_SIGNED else None
        if found:
            yield SignedLine(line[found.end() :], 50)
    if len(lines) > FIRST_LINES and len(lines[-1]) < 40:
        yield SignedLine(lines[-1], 26)
