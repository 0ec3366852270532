"""To whom a page gives the report: agency marks, bylines, credit lines and addresses, each with its place.

Only the places where newsrooms sign are looked at: dateline, byline, the end of a paragraph, lines of their own, the
foot of the page. An agency that is merely spoken of ("told Reuters") is no credit, and nor is a person or a ministry
that the report quotes. Whether the credits suffice is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from mediawire.report import Span, is_held
from mediawire.text.agencies import index_names, name_agency, name_host
from mediawire.text.furniture import Furniture
from mediawire.text.furniture_cues import CREDIT_STARTS, STAFF_STARTS
from mediawire.text.stories import Document, Story
from mediawire.text.word_sets import set_of

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»\u3000-\u303f\uff00-\uffef]{3,2000}", re.IGNORECASE)
_BARE_HOST = re.compile(r"\b(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}\b(?:/[^\s<>\"]{0,500})?", re.IGNORECASE)
_AFTER_URL = ".,;:!?)]}'’*"
_LONGEST_NAME = 45
_LONGEST_LINE = 400
_CLOSES_NAME = frozenset(")]/）】|")
_TAIL = re.compile(r"(?:[(\[/（【]|[-–—―|]\s*)([^()\[\]/（）【】|\n]{2,45}?)\s*[)\]/）】|]?\s*\.?$")
_SIGNED_LINE = re.compile(
    r"[\W_]*(?:(?:by|from|via|with|de|von|par|di)\s+)?(?:\d{4}\s+)?(?:the\s+|la\s+|l['’])?(.{2,45}?)(?:\s+\d{4})?[\W_]*",
    re.IGNORECASE,
)
_LONGEST_SIGNED_LINE = 60
_STAFF_CHARACTERS = 300
_LONGEST_CUE = 50
_BEFORE_CUE = "([*—–-• \xa0"
_ALL_STARTS = f"{CREDIT_STARTS};{STAFF_STARTS}"
_ENDS_SENTENCE = frozenset(".!?…。！？۔؟।\"'”’»")
"""A paragraph that ends so ends with its own words; one that ends otherwise may be signed."""
_OPENS_NAME = re.compile(
    r"(?:\b(?:by|from|via|of|with|to|de|von|par|di)\s+|©\s*(?:\d{4}\s+)?|\d{4}\s+)(?:the\s+|la\s+|l['’])?$", re.I
)
_WORD = re.compile(r"[^\W\d_]\w*(?:['’-]\w+)*")
_SIGNING = frozenset({"credit", "copyright", "disclaimer", "label", "share", "newsletter", "tags", "navigation"})
_GENERIC = "Agencies"


class Mark(NamedTuple):
    """An agency named where newsrooms sign: its name in the index, the place, and in what role it stands there."""

    agency: str
    span: Span
    role: str
    """dateline, byline, credit or link"""


class Link(NamedTuple):
    """An address written in the text, and its host in lower case without "www."."""

    span: Span
    host: str


@dataclass(frozen=True, slots=True)
class Credits:
    """All that a text says about where it is from, in text order.

    ``credit_lines`` are lines and brackets that give credit whether or not they name an agency we know ("Source:
    Evening Herald", "(Reporting by ...; editing by ...)"). ``byline`` is that of the first story that has one.
    """

    agencies: tuple[Mark, ...]
    credit_lines: tuple[Span, ...]
    urls: tuple[Link, ...]
    byline: Span | None


def find_credits(text: str, document: Document) -> Credits:
    r"""Find the credits of a document; ``text`` is the text that the document was read from.

    >>> from mediawire.text.stories import read_document
    >>> text = "PARIS (AFP) - The museum opened on Monday after three years of work.\n\nSource: https://example.com/a"
    >>> credits = find_credits(text, read_document(text))
    >>> [(mark.agency, mark.role) for mark in credits.agencies], [link.host for link in credits.urls]
    ([('AFP', 'dateline')], ['example.com'])
    """
    marks: list[Mark] = []
    lines: list[Span] = []
    for story in document.stories:
        _read_story(text, story, marks, lines)
    for piece in document.furniture:
        _read_furniture(text, piece, marks, lines)
    urls = sorted([*_find_urls(text), *_find_hosts(text, lines)])
    places = [link.span for link in urls]
    marks = [mark for mark in marks if not is_held(mark.span, places)]
    marks += [Mark(agency, link.span, "link") for link in urls if (agency := name_host(link.host))]
    byline = next((story.byline for story in document.stories if story.byline), None)
    return Credits(tuple(_settle(marks)), tuple(sorted(set(lines))), tuple(urls), byline)


def find_name(names: Iterable[str], line: str) -> str | None:
    """Return the first of some names that stands in a line word for word; letters are folded, "Sun" is no "Sunday".

    >>> find_name(["Post", "Harbour Herald"], "Source: HARBOUR HERALD's correspondent in Postlethwaite")
    'Harbour Herald'
    """
    from mediawire.text.tokens import scan  # what reads credits alone starts without the kernels

    words = scan(line).ids.tolist()
    for name in names:
        sought = scan(name).ids.tolist()
        if sought and any(words[at : at + len(sought)] == sought for at in range(len(words) - len(sought) + 1)):
            return name
    return None


def _settle(marks: list[Mark]) -> list[Mark]:
    """Put the marks in text order, each agency once at a place."""
    settled: dict[tuple[str, Span], Mark] = {}
    for mark in sorted(marks, key=lambda mark: mark.span):
        settled.setdefault((mark.agency, mark.span), mark)
    return list(settled.values())


def _read_story(text: str, story: Story, marks: list[Mark], lines: list[Span]) -> None:
    if story.dateline:
        marks += _name_all(text, story.dateline, "dateline")
    if story.byline:
        marks += _name_all(text, story.byline, "byline")
    for paragraph in story.paragraphs:
        line = text[paragraph.start : paragraph.start + _LONGEST_CUE]
        is_last = paragraph == story.paragraphs[-1]
        if paragraph.end - paragraph.start <= _LONGEST_LINE and (
            _gives_credit(line) or (is_last and _is_signed(paragraph.of(text)))
        ):
            lines.append(paragraph)
            marks += _name_all(text, paragraph, "credit")
        elif text[paragraph.end - 1] in _ENDS_SENTENCE and text[paragraph.end - 2] not in _CLOSES_NAME:
            continue
        elif staff := _find_staff(text, paragraph):
            lines.append(staff)
            marks += _name_all(text, staff, "credit")
        elif signed := _find_signature(text, paragraph, is_last):
            marks += _name_all(text, signed, "credit")


def _find_staff(text: str, paragraph: Span) -> Span | None:
    """Find the bracket at a paragraph's end that names who worked on it: "(Reporting by A; editing by B)"."""
    low = max(paragraph.start, paragraph.end - _STAFF_CHARACTERS)
    opening = max(text.rfind("(", low, paragraph.end), text.rfind("[", low, paragraph.end))
    if opening < 0 or not _signs_staff(text[opening : paragraph.end]):
        return None
    return Span(opening, paragraph.end)


def _find_signature(text: str, paragraph: Span, is_last: bool) -> Span | None:
    """Find the agency that signs a paragraph after its last sentence: ". (Reuters)", ". /TASS/", ". - AFP"."""
    low = max(paragraph.start, paragraph.end - _LONGEST_NAME - 6)
    match = _TAIL.search(text[low : paragraph.end])
    if match is None or not _is_agency(match.group(1)):
        return None
    before = text[paragraph.start : low + match.start()].rstrip()
    if before and not is_last and before[-1] not in _ENDS_SENTENCE:
        return None
    return Span(low + match.start(1), low + match.end(1))


def _is_signed(line: str) -> bool:
    """Tell whether a line holds nothing but an agency's name, as a signature does: "Via Reuters", "— AFP"."""
    if len(line) > _LONGEST_SIGNED_LINE:
        return False
    match = _SIGNED_LINE.fullmatch(line)
    return match is not None and _is_agency(match.group(1))


def _is_agency(name: str) -> bool:
    return name_agency(name) is not None or all(map(name_agency, re.split(r"[/,;&+]|\band\b", name)))


def _read_furniture(text: str, piece: Furniture, marks: list[Mark], lines: list[Span]) -> None:
    if piece.kind not in _SIGNING or piece.span.end - piece.span.start > 4 * _LONGEST_LINE:
        return
    line = piece.span.of(text)
    if piece.kind == "credit" or _gives_credit(line):
        lines.append(piece.span)
        marks += _name_all(text, piece.span, "credit")
    elif _is_agency(line):
        marks += _name_all(text, piece.span, "credit")
    else:
        marks += (
            mark
            for mark in _name_all(text, piece.span, "credit")
            if mark.agency != _GENERIC and _OPENS_NAME.search(text[max(0, mark.span.start - 24) : mark.span.start])
        )


def _gives_credit(line: str) -> bool:
    """Tell whether a line begins as credit lines do ("Source:", "Источник:") or those that name the staff.

    Some languages set a space before a colon.
    """
    folded = line.lstrip(_BEFORE_CUE).casefold().replace(" :", ":").replace("\xa0:", ":")
    return folded.startswith(_cues(_ALL_STARTS).get(folded[:2], ()))


def _signs_staff(line: str) -> bool:
    """Tell whether a bracket begins as those do that name who worked: "(Reporting by", "(Editing by"."""
    folded = line.lstrip(_BEFORE_CUE).casefold()
    return folded.startswith(_cues(STAFF_STARTS).get(folded[:2], ()))


@cache
def _cues(row: str) -> dict[str, tuple[str, ...]]:
    cues: dict[str, tuple[str, ...]] = {}
    for cue in (" ".join(cue.split()).casefold().lstrip(_BEFORE_CUE) for cue in row.split(";")):
        cues[cue[:2]] = (*cues.get(cue[:2], ()), cue)
    return cues


def _name_all(text: str, span: Span, role: str) -> Iterator[Mark]:
    """Find every agency named in a piece; the longest name wins where one holds another."""
    piece = span.of(text)[: _LONGEST_LINE * 4]
    taken = 0
    if not _names_by_first_word().keys().isdisjoint(_WORD.findall(piece.casefold())):
        for match in _WORD.finditer(piece):
            alias = _match_name(piece, match) if match.start() >= taken else None
            if alias is not None:
                taken = match.start() + len(alias)
                yield Mark(index_names()[alias], Span(span.start + match.start(), span.start + taken), role)
    if not taken and not piece.isascii():
        yield from _name_unspaced(piece, span.start, role)


def _match_name(piece: str, word: re.Match[str]) -> str | None:
    """Return the longest name of an agency that begins with this word, case folded; None where none does."""
    for alias in _names_by_first_word().get(word.group().casefold(), ()):
        end = word.start() + len(alias)
        name = piece[word.start() : end]
        if name.casefold() == alias and not piece[end : end + 1].isalnum():
            return alias if _is_written_as_name(name) else None
    return None


def _is_written_as_name(name: str) -> bool:
    """Tell names from words: "trend" and "beta" in small letters are words; "dpa" and "agencies" are written so."""
    return not name.islower() or name in _SMALL or not name.isascii()


_SMALL = set_of("dpa epd sda agencies reuters")


def _name_unspaced(piece: str, start: int, role: str) -> Iterator[Mark]:
    """Find an agency whose name runs together with what stands beside it, as in 新华社北京11月22日电."""
    for alias in _unspaced_names():
        place = piece.find(alias)
        if place >= 0:
            yield Mark(index_names()[alias], Span(start + place, start + place + len(alias)), role)
            return


@cache
def _names_by_first_word() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for alias in sorted(index_names(), key=len, reverse=True):
        first = _WORD.match(alias)
        if first and not alias.startswith("the "):  # the name without its article is there too
            names.setdefault(first.group(), []).append(alias)
    return names


@cache
def _unspaced_names() -> tuple[str, ...]:
    return tuple(
        sorted((a for a in index_names() if "\u3040" <= a[-1] <= "\uffdc" and len(a) > 1), key=len, reverse=True)
    )


def _find_urls(text: str) -> Iterator[Link]:
    if "://" not in text and "www." not in text and "WWW." not in text:
        return
    for match in _URL.finditer(text):
        url = match.group().rstrip(_AFTER_URL)
        host = name_of_host(url)
        if "." in host:
            yield Link(Span(match.start(), match.start() + len(url)), host)


def _find_hosts(text: str, lines: list[Span]) -> Iterator[Link]:
    """Find hosts written bare in a credit line: "Source: tass.com"."""
    for span in lines:
        line = span.of(text)
        if _URL.search(line):
            continue
        for match in _BARE_HOST.finditer(line):
            if name_host(match.group().split("/")[0]) or match.group()[0].islower():
                host = match.group().rstrip(_AFTER_URL)
                yield Link(Span(span.start + match.start(), span.start + match.start() + len(host)), name_of_host(host))


def name_of_host(url: str) -> str:
    """Return the host of an address in lower case, without user, port and "www."."""
    rest = url.split("://", 1)[-1]
    host = re.split(r"[/?#\\]", rest, maxsplit=1)[0].rsplit("@", 1)[-1].split(":", 1)[0].casefold()
    return host.removeprefix("www.").strip(".")
