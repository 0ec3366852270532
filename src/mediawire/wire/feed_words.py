"""Which of an item's texts is its body and which its teaser, and whether the body may be all that was published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from mediawire.wire.feed_names import group_children
from mediawire.wire.feed_text import NOTHING, Words, one_line, read_words
from mediawire.wire.reading import Completeness, Verdict

BODIES = (
    "content:encoded",
    "encoded",
    "atom:content",
    "xhtml:body",
    "xhtml:div",
    "body",
    "fullitem",
    "content",
    "rdf:value",
)
SUMMARIES = (
    "description",
    "atom:summary",
    "summary",
    "abstract",
    "dc:description",
    "dcterms:abstract",
    "dcterms:description",
)
LAST_SUMMARIES = ("itunes:summary", "itunes:subtitle", "googleplay:description", "media:description", "prism:teaser")
_ALL_SUMMARIES = (*SUMMARIES, *LAST_SUMMARIES)
_STUMP = re.compile(
    r"(?:\.\.\.|\u2026|\[\s*(?:\.\.\.|\u2026|&hellip;)\s*\]"
    r"|[(\[]?\b(?:read|see|view) (?:more|the (?:full|rest))\b[^.]{0,40}"
    r"|\bcontinue reading\b.{0,120}|\b(?:weiterlesen|lire la suite|leer m\u00e1s|leggi tutto|ler mais|lees meer|"
    r"\u0447\u0438\u0442\u0430\u0442\u044c \u0434\u0430\u043b\u0435\u0435))\W*\Z",
    re.IGNORECASE,
)
_CUES = (
    "..", "\u2026", "more", "full", "rest", "continue", "weiterlesen", "suite", "m\u00e1s", "tutto", "mais", "meer",
    "\u0434\u0430\u043b\u0435\u0435",
)  # fmt: skip
_BEFORE_CUE = 20
STUMP_LETTERS = 200
_NOT_ALNUM = bytes(byte for byte in range(128) if not chr(byte).isalnum())
_NOT_ASCII = re.compile("[^\x00-\x7f]+")


class Chosen(NamedTuple):
    """The words of an item: body and teaser, the elements they were taken from, and whether the body is a full text."""

    body: Words
    teaser: str = ""
    used: tuple[etree._Element, ...] = ()
    is_full: bool = False


def choose_words(parts: Mapping[str, list[etree._Element]], base: str | None) -> Chosen:
    """Choose the body and the teaser out of all texts that an item has."""
    full, full_element = _first_words(parts, BODIES, base)
    short, short_element = _first_words(parts, _ALL_SUMMARIES, base)
    if short is None and "media:group" in parts:
        grouped = group_children(parts["media:group"][0])
        short, short_element = _first_words(grouped, LAST_SUMMARIES, base)
    used = tuple(element for element in (full_element, short_element) if element is not None)
    if full is None:
        return Chosen(short or NOTHING, "", used)
    return Chosen(full, one_line(short.text) if short else "", used, True)


def _first_words(
    parts: Mapping[str, list[etree._Element]], keys: tuple[str, ...], base: str | None
) -> tuple[Words | None, etree._Element | None]:
    """Return the first words that say anything, and the element that they stand in."""
    for key in [key for key in keys if key in parts]:
        for element in parts[key]:
            words = read_words(element, base)
            if words.text or words.markup:
                return words, element
    return None, None


def tell_completeness(text: str, is_full: bool, is_cut: bool, has_url: bool) -> Completeness:
    """Say whether a body may be all that was published; only signs make it incomplete."""
    letters = count_letters(text)
    if is_cut:
        return Completeness(Verdict.INCOMPLETE, 0.0, ("the feed breaks off inside this item",), letters)
    if not letters:
        return Completeness(Verdict.INCOMPLETE, 0.0, ("the feed gives no text",), 0)
    if _is_stump(text[-STUMP_LETTERS:]):
        return Completeness(Verdict.INCOMPLETE, 0.1, ("the text says that it goes on elsewhere",), letters)
    if is_full:
        return Completeness(Verdict.UNKNOWN, 0.8, ("the feed gives content apart from a summary",), letters)
    reason = "the feed gives only a summary" + (", the page may have more" if has_url else "")
    return Completeness(Verdict.UNKNOWN, 0.3, (reason,), letters)


def _is_stump(end: str) -> bool:
    """Tell whether the last letters of a text say that it goes on elsewhere; few hold a word that can."""
    folded = end.lower()
    found = [at for at in map(folded.rfind, _CUES) if at >= 0]
    return bool(found) and _STUMP.search(end, max(0, min(found) - _BEFORE_CUE)) is not None


def count_letters(text: str) -> int:
    """Count letters and figures."""
    plain = len(text.encode("ascii", "ignore").translate(None, _NOT_ALNUM))
    return plain if text.isascii() else plain + sum(map(str.isalnum, "".join(_NOT_ASCII.findall(text))))
