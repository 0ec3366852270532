"""XML as a tree, from anyone's bytes: nothing is loaded, nothing expands, nothing grows without bound.

The document type is cut off before a parser sees it, so there is no DTD, no parameter entity and no address to visit;
XInclude is never asked for. Named entities are resolved by a table: HTML's own (``&nbsp;`` in a feed means what it
means in a page, as the DTD of RSS 0.91 has it) and those that the document declares as a few plain letters. Any other
name stays as it was written: ``&xxe;`` is five letters. What is not well-formed is read by `mediawire.wire.xml_loose`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.entities import html5
from typing import NamedTuple

from lxml import etree

from mediawire.errors import NotText
from mediawire.wire.charset import decode_bytes
from mediawire.wire.xml_loose import NotXml as NotXml
from mediawire.wire.xml_loose import read_loosely

MOST_BYTES = 64 * 1024 * 1024
LONGEST_ENTITY = 1000
MOST_ENTITY_LETTERS = 1_000_000
"""So many letters may come of the entities that a document declares itself: no feed and no agency file needs more."""

_DECLARATION = re.compile(r"\A[\s\ufeff\0]*<\?xml\b[^>]{0,1000}\?>")
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_IN_DOCTYPE = re.compile(r"<!--.*?-->|<\?.*?\?>|\"[^\"]*\"|'[^']*'|[\[\]>]", re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY\s+([\w.:-]{1,100})\s+(?:\"([^\"&%<]*)\"|'([^'&%<]*)')\s*>")
_MEANT = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|&#(?:0*(1[2-5]\d)|[xX]0*([89][0-9a-fA-F]));", re.DOTALL)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);|#)(\w{1,100});")
_NAMED_OR_KEPT = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|&(?!(?:amp|lt|gt|quot|apos);|#)(\w{1,100});", re.DOTALL)


_LETTERS_MEANT = {
    number: bytes((number,)).decode("windows-1252") for number in {*range(128, 160)} - {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_CONTROLS = re.compile(f"[{''.join(map(chr, _LETTERS_MEANT))}]")
_REFERENCE_MEANT = re.compile(r"&#(?:0*1[2-5]\d|[xX]0*[89][0-9a-fA-F]);")


class Prepared(NamedTuple):
    """XML without declaration and document type, its named entities resolved. ``notes`` says what was done."""

    text: str
    notes: tuple[str, ...] = ()


def parse_xml(data: bytes, name: str = "XML", recover: bool = False, charset: str | None = None) -> etree._Element:
    """Parse bytes as XML; ``charset`` is the one that came with them.

    Raises `NotXml` where it is none or is too large. With ``recover`` what is broken is read as far as it can be; see
    `mediawire.wire.xml_loose` for what was wrong.
    """
    text = prepare_xml(decode_xml(data, name, charset)).text
    try:
        return parse_text(text, name)
    except NotXml:
        if not recover:
            raise
    return read_loosely(text, name).root


def decode_xml(data: bytes, name: str, charset: str | None = None) -> str:
    """Turn bytes into text, or raise `NotXml` where they are too many or no text."""
    if len(data) > MOST_BYTES:
        raise NotXml(name, f"larger than {MOST_BYTES >> 20} MB")
    try:
        return decode_bytes(data, charset).text
    except NotText as error:
        raise NotXml(name, error.why) from None


def parse_text(text: str, name: str) -> etree._Element:
    """Parse well-formed XML that was prepared; raises `NotXml` for any other. Comments are no part of the tree."""
    try:
        root = etree.fromstring(text.encode("utf-8"), _parser())
    except etree.XMLSyntaxError as error:
        raise NotXml(name, f"not well-formed: {_first_line(error.msg)}") from None
    except UnicodeEncodeError:
        raise NotXml(name, "not well-formed: it holds lone surrogates") from None
    if root is None:
        raise NotXml(name, "holds no element")
    return root


def _first_line(message: str | None) -> str:
    return (message or "broken").splitlines()[0][:200]


def _parser() -> etree.XMLParser:
    """Make a parser that opens nothing. A huge tree is allowed since no entity is left that could make one."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_pis=True,
        remove_comments=True,
    )


def prepare_xml(text: str) -> Prepared:
    """Cut off the declaration and the document type, and resolve named entities."""
    text = _DECLARATION.sub("", text, count=1).lstrip(" \t\r\n\ufeff\0")
    text, entities, notes = _cut_document_type(text)
    if _REFERENCE_MEANT.search(text):
        text = _MEANT.sub(_take_as_meant, text)
    if _NAMED.search(text):
        text, noted = _resolve_named(text, entities)
        notes += noted
    return Prepared(text, notes)


def take_controls_as_meant(text: str) -> tuple[str, tuple[str, ...]]:
    """Take control characters from U+0080 to U+009F as the letters of windows-1252 that were meant, and say so.

    No text holds these controls: they come of windows-1252 that was once read as ISO 8859-1. One letter stands for one.
    """
    if text.isascii() or not (found := len(_CONTROLS.findall(text))):
        return text, ()
    note = f"control characters taken as the letters of windows-1252 that were meant ({found:,})"
    return text.translate(_LETTERS_MEANT), (note,)


def _take_as_meant(found: re.Match[str]) -> str:
    """Take a reference to a control character as browsers do: as the letter of windows-1252 that was meant by it."""
    number = int(found[1]) if found[1] else int(found[2], 16) if found[2] else 0
    return _LETTERS_MEANT.get(number, found[0])


def _cut_document_type(text: str) -> tuple[str, Mapping[str, str], tuple[str, ...]]:
    """Cut off the document type; return the rest, the entities of a few plain letters it declares, and notes."""
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    if not _DOCTYPE.match(text, start):
        return text, {}, ()
    depth = 0
    for piece in _IN_DOCTYPE.finditer(text, start):
        depth += {"[": 1, "]": -1}.get(piece[0], 0)
        if piece[0] == ">" and depth <= 0:
            subset = text[start : piece.end()]
            notes = ("entities that the document declares were not loaded",) if "<!ENTITY" in subset else ()
            return text[piece.end() :], _list_entities(subset), notes
    return text, {}, ()


def _list_entities(subset: str) -> Mapping[str, str]:
    """List the entities declared as plain letters; the first declaration of a name counts (XML 1.0, section 4.2)."""
    found: dict[str, str] = {}
    for name, double, single in _ENTITY.findall(subset):
        if len(double or single) <= LONGEST_ENTITY:
            found.setdefault(name, double or single)
    return found


def _resolve_named(text: str, entities: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Put letters in the place of named entities outside CDATA and comments; unknown names stay as written."""
    unknown: set[str] = set()
    left = MOST_ENTITY_LETTERS

    def resolve(found: re.Match[str]) -> str:
        nonlocal left
        name = found[1]
        if name is None:
            return found[0]
        letters = entities.get(name) if left > 0 else None
        if letters is not None:
            left -= len(letters)
            return letters
        letters = html5.get(name + ";")
        if letters is None:
            unknown.add(name)
            return f"&amp;{name};"
        return letters.replace("&", "&amp;").replace("<", "&lt;")

    text = _NAMED_OR_KEPT.sub(resolve, text)
    return text, ((f"entities that nobody knows stay as written: {', '.join(sorted(unknown)[:5])}",) if unknown else ())


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_in(element: etree._Element | None) -> str:
    """Return all text inside an element, tails of inline elements too, as it stands."""
    return "" if element is None else "".join(element.itertext())
