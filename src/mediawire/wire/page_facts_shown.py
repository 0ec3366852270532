"""What a page shows of its day and its author: elements that are marked as such, and lines near the headline.

One walk over the page finds all of them, each with its place and whether it stands where other reports are spoken of.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import etree

from mediawire.wire.page_marks import line_of

MOST_ELEMENTS = 60_000
MOST_MARKS = 400
LONGEST_LINE = 240
_DATE_CUE = re.compile(
    r"date|datum|fecha|pub(?:lish|lic|tim)|posted|time-?stamp|(?:^|[\s_-])(?:time|day|datetime|meta|created|updated|"
    r"modified|erstellt"
    r"|veroeffentlicht|stand|horodat|giorno)(?:$|[\s_-])",
)
_AUTHOR_CUE = re.compile(
    r"by-?_?line|auth?or|auteur|autrice|writer|redakteur|(?:^|[\s_-])(?:author|fn|reporter|contributor|journalist|"
    r"credits?|writtenby"
    r"|signature|firma|verfasser)s?(?:$|[\s_-])",
)
_DATE_HINTS = ("dat", "pub", "post", "time", "day", "meta", "fecha", "erstell", "modif", "veroef", "stand", "giorno",
               "horo", "stamp", "created")  # fmt: skip
_AUTHOR_HINTS = ("by", "aut", "writ", "redak", "fn", "report", "contrib", "journ", "credit", "sign", "firma", "verfass")
"""What every cue holds: looked for first, as most marks hold none of it."""
_ELSEWHERE = re.compile(
    r"related|recommend|sidebar|side-?bar|widget|comment|recent|popular|footer|teaser|trending|most-?read|newsletter|"
    r"promo"
    r"|latest|more-?(?:from|news|stories)|also-?(?:like|read)|similar|nav(?:bar|igation)?\b|menu|carousel|slider|"
    r"weitere|aehnliche"
    r"|cookie|respond|archive|calendar|disqus|(?:^|[\s_-])ad(?:$|[\s_-])",
)
_YEAR = re.compile(r"[0-9٠-٩۰-۹०-९](?:(?<=[12])[90]\d\d|(?<=2)5\d\d|[./]\d{2}(?!\d)|(?<=[٠-٩۰-۹०-९])[٠-٩۰-۹०-९]{3})")
"""Begins with a class of signs, which is searched for many times faster than a choice of beginnings."""
_OF_READERS = re.compile(r"comment|respond|repl(?:y|ies)|kommentar|disqus", re.IGNORECASE)
_OF_REPORT = re.compile(r"post|entry|article|story", re.IGNORECASE)
_NO_TEXT = frozenset({"script", "style", "noscript", "template", "head", "html", "body", "form", "textarea", "option"})


AUTHOR_ADDRESS = re.compile(
    r"/(?:authors?|autor(?:en|es|as|i)?|auteurs?|people|staff|contributors?|redakteur\w*|journalists?|writers?|"
    r"editors)/[^/?#]{3,}"
)


class Shown(NamedTuple):
    """An element or line of the page: its words, its place among all elements, and how it is marked."""

    text: str
    place: int
    element: etree._Element
    cue: str
    """its class, id and other marks, in small letters; empty for a plain line"""


class ShownMarks(NamedTuple):
    """What a walk over the page found, in page order, and where the headline stands."""

    dated: tuple[Shown, ...]
    signed: tuple[Shown, ...]
    heading: int


def walk_page(page: etree._Element, heading: etree._Element | None, lines: bool = True) -> ShownMarks:
    """Find all elements that are marked as day or author, and with ``lines`` also short lines that hold a year."""
    dated: list[Shown] = []
    signed: list[Shown] = []
    at_heading = 0
    for place, element in enumerate(islice(page.iter("*"), MOST_ELEMENTS)):
        if element is heading:
            at_heading = place
        tag = element.tag
        if tag in _NO_TEXT:
            continue
        kinds = _kinds_at(element)
        if (kinds & _SIGNS or (tag == "a" and leads_to_author(element))) and len(signed) < MOST_MARKS:
            signed.append(Shown("", place, element, _cue_of(element) if kinds & _SIGNS else "author-link"))
        if tag == "time" or kinds & _DATES:
            if len(dated) < MOST_MARKS:
                dated.append(Shown("", place, element, _cue_of(element) or "time"))
        elif lines and len(dated) < MOST_MARKS:
            _take_dated_lines(element, place, dated)
    return ShownMarks(tuple(dated), tuple(signed), at_heading)


_SIGNS, _DATES = 1, 2


def _kinds_at(element: etree._Element) -> int:
    """Tell what an element is marked as; an id, which stands once, is looked at only where it can matter.

    A link's ``rel`` is looked at with its address.
    """
    get = element.get
    marked, name, unique = get("class"), get("itemprop"), get("id")
    kinds = _kinds_of(marked) if marked else 0
    if name:
        kinds |= _kinds_of(name)
    if unique and _MAY_TELL.search(unique):
        kinds |= _kinds_of(unique[:LONGEST_CUE])
    return kinds


_MAY_TELL = re.compile("[DdAaBbPpTt](?:at|ut|y|ub|ime)")


@lru_cache(maxsize=8192)
def _kinds_of(cue: str) -> int:
    """Tell what an element is marked as: the same few hundred marks come again and again."""
    kinds = 0
    for word in cue.split():
        kinds |= _kinds_of_word(word)
    return kinds


@lru_cache(maxsize=16384)
def _kinds_of_word(word: str) -> int:
    word = word.lower()
    may_sign = any(hint in word for hint in _AUTHOR_HINTS)
    may_date = any(hint in word for hint in _DATE_HINTS)
    return _SIGNS * bool(may_sign and _AUTHOR_CUE.search(word)) + _DATES * bool(may_date and _DATE_CUE.search(word))


@lru_cache(maxsize=8192)
def _is_elsewhere(cue: str) -> bool:
    """Tell whether something is marked as standing apart from the report; asked of few elements only."""
    return any(_ELSEWHERE.search(word.lower()) for word in cue.split())


def _cue_of(element: etree._Element) -> str:
    """Join what an element is marked by; most have a class, few the rest."""
    get = element.get
    cue = get("class") or ""
    for name in _OTHER_MARKS:
        value = get(name)
        if value:
            cue = f"{cue} {value}"
    return cue if len(cue) < LONGEST_CUE else cue[:LONGEST_CUE]


_OTHER_MARKS = ("id", "itemprop", "rel")
LONGEST_CUE = 400


def _take_dated_lines(element: etree._Element, place: int, dated: list[Shown]) -> None:
    for text in (element.text, element.tail):
        if text is not None and 5 < len(text) < LONGEST_LINE and _YEAR.search(text):
            dated.append(Shown(" ".join(text.split()), place, element, ""))


def leads_to_author(link: etree._Element) -> bool:
    """Tell whether a link leads to a page about an author."""
    address, rel = link.get("href"), link.get("rel")
    if rel and "author" in rel.split():
        return True
    return address is not None and "/" in address[1:] and AUTHOR_ADDRESS.search(address) is not None


def words_of(shown: Shown) -> str:
    """Return the words of what is shown, as one line."""
    return shown.text or line_of(shown.element)[: 2 * LONGEST_LINE]


def stands_elsewhere(element: etree._Element, heading: etree._Element | None) -> bool:
    """Tell whether an element stands in a part of the page that speaks of other reports, or of none."""
    above_heading = set(heading.iterancestors()) if heading is not None else set()
    for depth, above in enumerate((element, *element.iterancestors())):
        if above in above_heading or depth > 15 or above.tag == "body":
            return False
        if above.tag in ("nav", "aside") or (above.tag == "footer" and not _OF_REPORT.search(_cue_of(above))):
            return True
        if _is_elsewhere(_cue_of(above)):
            return True
    return False


def stands_in_comments(element: etree._Element) -> bool:
    """Tell whether an element stands among what readers have written."""
    return any(_OF_READERS.search(_cue_of(above)) for above in (element, *element.iterancestors()))
