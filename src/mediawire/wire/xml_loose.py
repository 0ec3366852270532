"""XML that is broken, read as far as it can be, with all its letters and a list of what was wrong.

libxml2 in its recovering mode drops a bare ``&`` and hangs the rest of a feed under one ``<br>`` that was never closed.
Here an end tag closes what it names, an end tag of nothing is passed over, a bare ``&`` or ``<`` is itself, and an
item that begins inside another one ends that. What the document breaks off in is named, so that no stump passes for
the whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html.entities import html5
from typing import NamedTuple

from lxml import etree

from mediawire.errors import InputError

MOST_DEPTH = 200
APART = frozenset(("item", "entry"))
"""What never stands inside its like."""
VOID = frozenset(("br", "hr", "img", "wbr", "input"))
"""What holds nothing, in whatever case, though careless markup forgets to close it."""

_TOKEN = re.compile(
    r"(?P<text>[^<]+)"
    r"|</(?P<end>[A-Za-z_][^\s<>/]*+)[^<>]*+>"
    r"|<(?P<start>[A-Za-z_][^\s<>/]*+)(?P<attributes>(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>"
    r"|<(?P<careless>[A-Za-z_][^\s<>/]*+)(?P<rest>[^<>]*+)>"
    r"|<!\[CDATA\[(?P<cdata>.*?)(?P<closed>\]\]>|\Z)"
    r"|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<![A-Za-z][^<>]*>"
    r"|(?P<partial><[/!?A-Za-z][^<>]*\Z)|(?P<stray><)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w.:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{1,40}));")
_NAME = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(
    r"(?:https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~#?=&:/+-]*)?|urn:[A-Za-z0-9:._-]+|[A-Za-z0-9._/-]+#?)\Z", re.ASCII
)
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9.-]+")
_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


class NotXml(InputError):
    """The bytes are no XML that can be read safely."""


class Loose(NamedTuple):
    """A tree out of broken XML. ``faults`` counts what was wrong; ``unfinished`` are the elements it breaks off in."""

    root: etree._Element
    faults: tuple[str, ...]
    unfinished: tuple[etree._Element, ...] = ()


def read_loosely(text: str, name: str = "XML", prefixes: Mapping[str, str] | None = None) -> Loose:
    """Read XML that was prepared (see `mediawire.wire.xml_trees`) and is not well-formed.

    ``prefixes`` are the namespaces that usual prefixes stand for where they are not declared. Raises `NotXml` where
    there is no element at all.
    """
    builder = _Builder(dict(prefixes or {}))
    text, unfit = _UNFIT.subn("\ufffd", text)
    if unfit:
        builder.faults["characters that XML does not allow, shown as \ufffd"] += unfit
    for token in _TOKEN.finditer(text):
        builder.take(token)
    return builder.finish(name)


@dataclass(slots=True)
class _Open:
    """An element that is still open: its name as written, and the namespaces that hold inside it."""

    name: str
    element: etree._Element
    namespaces: dict[str, str]
    pieces: list[str]


class _Builder:
    """Builds a tree from tokens."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefixes = prefixes
        self.stack: list[_Open] = []
        self.root: etree._Element | None = None
        self.faults: Counter[str] = Counter()
        self.names: Counter[str] = Counter()
        self.is_cut = False

    def take(self, token: re.Match[str]) -> None:
        """Take one token: text, a tag, or what is nothing to a reader."""
        kind = token.lastgroup
        if kind in ("text", "stray"):
            self.write(_resolve(token[0]))
        elif kind == "end":
            self.close(token["end"])
        elif kind in ("attributes", "rest"):
            self.open(token["start"] or token["careless"], token[kind])
        elif kind == "closed":
            self.write(token["cdata"])
            self.is_cut |= not token["closed"]
        elif kind == "partial":
            self.is_cut = True

    def write(self, text: str) -> None:
        """Write letters where we are; outside of all there is nothing to write in."""
        if self.stack:
            self.stack[-1].pieces.append(text)
        elif text.strip():
            self.faults["text outside of all elements"] += 1

    def flush(self) -> None:
        """Hand the letters that have gathered to the tree."""
        here = self.stack[-1]
        if not here.pieces:
            return
        text = "".join(here.pieces)
        here.pieces.clear()
        if len(here.element):
            here.element[-1].tail = (here.element[-1].tail or "") + text
        else:
            here.element.text = (here.element.text or "") + text

    def open(self, name: str, attributes: str) -> None:
        """Open an element, unless we are too deep or past the root."""
        local = name.rpartition(":")[2]
        if local.lower() in APART and self.names[name]:
            self.faults[f"<{name}> inside <{name}>"] += 1
            self.close(name)
        if not _NAME.match(local) or len(self.stack) >= MOST_DEPTH or (self.root is not None and not self.stack):
            self.faults["tags that stand where none can"] += 1
            return
        pairs = [
            (key, _resolve(double or single or bare))
            for key, double, single, bare in (_ATTRIBUTE.findall(attributes) if "=" in attributes else ())
        ]
        outer = self.stack[-1].namespaces if self.stack else self.prefixes
        declared = {key.partition(":")[2]: value for key, value in pairs if key == "xmlns" or key.startswith("xmlns:")}
        namespaces = {**outer, **declared} if declared else outer
        element = self.place(_qualify(name, namespaces, True), _usable(declared) if declared else None)
        for key, value in pairs:
            if key.partition(":")[0] != "xmlns" and _NAME.match(key.rpartition(":")[2]):
                self.set(element, _qualify(key, namespaces, False), value)
        if element is self.root or not (attributes.endswith("/") or local.lower() in VOID):
            self.stack.append(_Open(name, element, namespaces, []))
            self.names[name] += 1

    def set(self, element: etree._Element, name: str, value: str) -> None:
        """Set an attribute; of two alike the first counts, and that is told."""
        if name in element.attrib:
            self.faults["attributes given twice"] += 1
        else:
            element.set(name, value)

    def place(self, tag: str, namespaces: dict[str | None, str] | None) -> etree._Element:
        """Put a new element into the tree, behind the letters that have gathered."""
        if self.stack:
            self.flush()
            return etree.SubElement(self.stack[-1].element, tag, nsmap=namespaces)
        self.root = etree.Element(tag, nsmap=namespaces)
        return self.root

    def close(self, name: str) -> None:
        """Close the element that an end tag names, and those left open inside it."""
        if not self.names[name]:
            self.faults["end tags of nothing"] += 1
            return
        while self.stack:
            self.flush()
            closed = self.stack.pop().name
            self.names[closed] -= 1
            if closed == name:
                return
            self.faults["elements that are never closed"] += 1

    def finish(self, name: str) -> Loose:
        """Return the tree and what was wrong with it."""
        if self.root is None:
            raise NotXml(name, "holds no element")
        unfinished = tuple(here.element for here in self.stack)
        while self.stack:
            self.flush()
            self.stack.pop()
        if unfinished or self.is_cut:
            self.faults["it breaks off before its end"] += 1
        return Loose(self.root, tuple(f"{what} ({count:,})" for what, count in self.faults.items()), unfinished)


def _resolve(text: str) -> str:
    """Resolve references; what is none stays as it was written."""
    return _REFERENCE.sub(_resolve_one, text) if "&" in text else text


def _resolve_one(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return html5.get(name + ";", found[0])
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return _UNFIT.sub("\ufffd", chr(number)) if 0 < number < 0x110000 else "\ufffd"


def _qualify(name: str, namespaces: Mapping[str, str], is_element: bool) -> str:
    """Write a name with its namespace; a prefix that nobody declared stands for itself."""
    prefix, colon, local = name.rpartition(":")
    if prefix == "xml":
        return f"{{{_XML_NAMESPACE}}}{local}"
    space = namespaces.get(prefix, f"urn:undeclared:{prefix}" if colon else "") if colon or is_element else ""
    return f"{{{_plain(space)}}}{local}" if space.strip() else local


def _usable(declared: Mapping[str, str]) -> dict[str | None, str]:
    """Return the declared namespaces that a tree can hold."""
    return {
        prefix or None: _plain(space)
        for prefix, space in declared.items()
        if space.strip() and prefix != "xml" and (not prefix or _NAME.match(prefix))
    }


def _plain(space: str) -> str:
    """Return a namespace as a tree can hold it; one that is no address becomes a name that is as odd."""
    space = space.strip()
    return space if _SPACE.match(space) else "urn:odd:" + _NOT_PLAIN.sub("-", space)[:200]
