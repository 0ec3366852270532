"""Names of elements in feeds: one key a name, whatever prefix, namespace of the day, or case a feed writes it in.

RSS has no namespace of its own, or one of a dozen that meant it; both Atoms are ``atom:``; an extension has its usual
prefix. A name in an unknown namespace keeps the prefix that the feed gave it.
"""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_TABLE = """
http://purl.org/rss/1.0/
http://my.netscape.com/rdf/simple/0.9/
http://channel.netscape.com/rdf/simple/0.9/
http://purl.org/net/rss1.1#
http://backend.userland.com/rss
http://backend.userland.com/rss2
http://backend.userland.com/rss091
http://backend.userland.com/rss092
http://blogs.law.harvard.edu/tech/rss
http://cyber.law.harvard.edu/rss/rss.html
http://cyber.law.harvard.edu/rss
http://www.rssboard.org/rss-specification
http://www.w3.org/2005/atom atom
http://purl.org/atom/ns# atom
http://example.com/newformat# atom
http://example.com/necho atom
http://purl.org/echo/ atom
uri/of/echo/namespace# atom
http://purl.org/pie/ atom
http://purl.org/atompub/tombstones/1.0 at
http://purl.org/syndication/history/1.0 fh
http://purl.org/syndication/thread/1.0 thr
http://www.w3.org/2007/app app
http://purl.org/atom/app# app
http://www.w3.org/1999/02/22-rdf-syntax-ns# rdf
http://www.w3.org/2000/01/rdf-schema# rdfs
http://www.w3.org/1999/xhtml xhtml
http://purl.org/dc/elements/1.0/ dc
http://purl.org/dc/elements/1.1/ dc
http://purl.org/dc/terms/ dcterms
http://purl.org/rss/1.0/modules/content/ content
http://purl.org/rss/1.0/modules/slash/ slash
http://purl.org/rss/1.0/modules/syndication/ sy
http://purl.org/rss/1.0/modules/threading/ thr
http://purl.org/rss/1.0/modules/link/ l
http://wellformedweb.org/commentapi/ wfw
http://www.itunes.com/dtds/podcast-1.0.dtd itunes
http://example.com/dtds/podcast-1.0.dtd itunes
http://www.google.com/schemas/play-podcasts/1.0 googleplay
http://search.yahoo.com/mrss/ media
http://search.yahoo.com/mrss media
http://www.rssboard.org/media-rss media
http://backend.userland.com/creativecommonsrssmodule cc
http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html cc
http://web.resource.org/cc/ cc
http://creativecommons.org/ns# cc
http://rssnamespace.org/feedburner/ext/1.0 feedburner
http://www.georss.org/georss georss
http://www.opengis.net/gml gml
http://www.w3.org/2003/01/geo/wgs84_pos# geo
http://webns.net/mvcb/ admin
http://purl.org/rss/1.0/modules/prism/ prism
http://prismstandard.org/namespaces/basic/2.0/ prism
http://prismstandard.org/namespaces/1.2/basic/ prism
http://xmlns.com/foaf/0.1/ foaf
http://podlove.org/simple-chapters psc
https://podcastindex.org/namespace/1.0 podcast
urn:ebay:apis:eblbasecomponents ebay
"""
_PREFIXES = {space: " ".join(prefix) for space, *prefix in (line.split() for line in _TABLE.strip().splitlines())}
USUAL = {prefix: space for space, prefix in reversed(_PREFIXES.items()) if prefix} | {
    "creativecommons": "http://backend.userland.com/creativecommonsrssmodule",
    "creativeCommons": "http://backend.userland.com/creativecommonsrssmodule",
}
"""The namespace that a usual prefix stands for where a feed forgot to declare it."""


def key_of(element: etree._Element) -> str:
    """Return the key of an element: ``title``, ``atom:title``, ``dc:creator``; all in small letters."""
    key = _key(element.tag if isinstance(element.tag, str) else None)
    return _own_key(element) if key is None else key


def _own_key(element: etree._Element) -> str:
    """Return the key of an element by the prefix that the feed gave it."""
    local = str(element.tag).rpartition("}")[2].lower()
    return f"{element.prefix.lower()}:{local}" if element.prefix else local


@lru_cache(maxsize=4096)
def _key(tag: str | None) -> str | None:
    """Return the key of a tag: empty for what is no element, None where its namespace has no usual prefix."""
    if tag is None:
        return ""
    space, _, local = tag.rpartition("}")
    space, local = space[1:].strip().lower(), local.lower()
    if space.startswith("urn:undeclared:"):
        known: str | None = space.rpartition(":")[2]
    else:
        known = _PREFIXES.get(space, _PREFIXES.get(space.rstrip("/"))) if space else ""
    return None if known is None else f"{known}:{local}" if known else local


def group_children(element: etree._Element) -> dict[str, list[etree._Element]]:
    """Gather the children of an element by their keys, in order."""
    parts: dict[str, list[etree._Element]] = {}
    for child in element:
        key = _key(child.tag if isinstance(child.tag, str) else None)
        if key is None:
            key = _own_key(child)
        if key in parts:
            parts[key].append(child)
        elif key:
            parts[key] = [child]
    return parts
