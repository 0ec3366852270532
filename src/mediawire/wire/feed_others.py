"""What a feed says that has no field of ours: kept under the feed's own names, so that nothing is lost silently."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from mediawire.wire.feed_addresses import absolute
from mediawire.wire.feed_names import XML_BASE, XML_LANG, key_of
from mediawire.wire.feed_text import one_line, read_words

MOST_ATTRIBUTES = 100
DEEPEST = 4
_MAY_SAY_MORE = frozenset(("dc:creator", "dc:publisher", "enclosure"))
_ADDRESSES = frozenset(
    "docs comments wfw:comment wfw:commentrss atom:logo atom:icon logo icon atom:uri atom:url uri url link atom:id "
    "@uri @url @href @src".split()
)
"""Elements and attributes that hold an address: a relative one means nothing away from the place it started from."""
_OF_PICTURES = frozenset("url href type length medium width height filesize fileSize".split())


def list_others(
    parts: Mapping[str, list[etree._Element]],
    read: frozenset[str],
    once: frozenset[str] = frozenset(),
    used: tuple[etree._Element, ...] = (),
    base: str | None = None,
) -> dict[str, tuple[str, ...]]:
    """List what has no field, under its own name: text, attributes (``name/@attribute``), and what stands inside.

    What is ``read`` has a field; of what is read ``once``, any further element has none; ``used`` are elements whose
    words are body or teaser, or the link. Addresses are made absolute, by ``base``; any other words stay as written.
    """
    found: dict[str, list[str]] = {}
    for key, elements in parts.items():
        if key in read and not (key in _MAY_SAY_MORE or key.startswith("media:")):
            continue
        if key in read and not any(_says_more(key, element) for element in elements):
            continue
        for element in elements[key in once :]:
            if element not in used:
                _tell_element(key, element, found, base)
        if key in once and elements[0].keys():
            _tell_attributes(key, elements[0], found, base)
    for element in used:
        if element.keys() and (element.get("src") or key_of(element) == "link"):
            _tell_attributes(key_of(element), element, found, base)
    return {key: tuple(values) for key, values in found.items()}


def _says_more(key: str, element: etree._Element) -> bool:
    """Tell whether an element that has a field says more than the field holds: a mail address, a role, a bit rate."""
    if key in ("dc:creator", "dc:publisher"):
        return len(element) > 0 or "@" in (element.text or "")
    if key.startswith(("media:", "enclosure")):
        return len(element) > 0 or any(name not in _OF_PICTURES for name in element.attrib.keys()[:MOST_ATTRIBUTES])
    return False


def _tell_element(
    key: str, element: etree._Element, found: dict[str, list[str]], base: str | None, depth: int = 0
) -> None:
    """Tell an element and what stands inside it, to a depth that no format needs."""
    if key == "atom:link":
        key = f"atom:link/{(element.get('rel') or 'alternate').lower()}"
    if key.rpartition("/")[2].startswith("atom:") and (element.get("type") or element.get("mode")):
        words = one_line(read_words(element, None).text)
        if words:
            found.setdefault(key, []).append(words)
            return
    is_mixed = len(element) > 0 and bool((element.text or "").strip())
    depth = DEEPEST if is_mixed else depth
    text = one_line((element.text or "") if len(element) and depth < DEEPEST else "".join(element.itertext()))
    if base is not None and (inner := element.get(XML_BASE)):
        base = absolute(base, inner) or base
    if text:
        is_address = base is not None and key.rpartition("/")[2] in _ADDRESSES
        found.setdefault(key, []).append(_resolved(base, text) if is_address else text)
    if element.keys():
        _tell_attributes(key, element, found, base)
    if depth < DEEPEST:
        for child in element:
            _tell_element(f"{key}/{key_of(child)}", child, found, base, depth + 1)
            if child.tail and child.tail.strip():
                found.setdefault(key, []).append(one_line(child.tail))


def _resolved(base: str | None, address: str) -> str:
    """Make an address absolute; what leads to no page stays as written."""
    return address if " " in address else absolute(base, address) or address


def _tell_attributes(key: str, element: etree._Element, found: dict[str, list[str]], base: str | None) -> None:
    """Tell the attributes of an element; looking up all of very many takes the square of their number."""
    names = element.keys()
    for name in names[:MOST_ATTRIBUTES]:
        value = element.get(name)
        if value and name not in (XML_BASE, XML_LANG):
            local = f"@{str(name).rpartition('}')[2]}"
            told = _resolved(base, value) if base is not None and local in _ADDRESSES else value
            found.setdefault(f"{key}/{local}", []).append(told)
    if len(names) > MOST_ATTRIBUTES:
        found.setdefault(key, []).append(f"[{len(names) - MOST_ATTRIBUTES:,} more attributes]")
