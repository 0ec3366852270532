"""XML as a tree, from anyone's bytes: nothing is loaded, nothing expands, nothing grows without bound."""

from __future__ import annotations

import re

from lxml import etree

from mediawire.errors import InputError

MOST_BYTES = 64 * 1024 * 1024
_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]*\[", re.IGNORECASE)


class NotXml(InputError):
    """The bytes are no XML that can be read safely."""


def parse_xml(data: bytes, name: str = "XML", recover: bool = False) -> etree._Element:
    """Parse bytes as XML: no DTD is loaded, no entity of its own expands, no address is visited.

    Raises `NotXml` where it is none, where it is too large, and where it brings entities of its own, which no feed
    and no agency file needs. With ``recover`` what is broken is read as far as it can be.
    """
    if len(data) > MOST_BYTES:
        raise NotXml(name, f"larger than {MOST_BYTES >> 20} MB")
    if _SUBSET.search(data.replace(b"\0", b"")):
        raise NotXml(name, "it declares entities of its own")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotXml(name, f"not well-formed: {error.msg}") from None
    if root is None:
        raise NotXml(name, "holds no element")
    return root


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_in(element: etree._Element | None) -> str:
    """Return all text inside an element, tails of inline elements too, as it stands."""
    return "" if element is None else "".join(element.itertext())
