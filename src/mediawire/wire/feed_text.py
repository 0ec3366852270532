"""The words of a feed's element: plain text, or markup as received and the text that it shows.

What Atom states is believed (RFC 4287, section 3.1; Atom 0.3 with its modes). RSS states nothing: there a description
is markup where it holds a tag of HTML or a reference, and else text. Nothing is cleaned and no address is rewritten.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import cast

from lxml import etree

from mediawire.report import Body
from mediawire.wire.feed_addresses import absolute
from mediawire.wire.feed_names import XHTML, XML_BASE, XML_LANG
from mediawire.wire.markup import join_address, parse_markup, text_of
from mediawire.wire.simple_markup import read_at_a_glance
from mediawire.wire.xml_loose import VOID

_HREFS = etree.XPath("//a/@href", smart_strings=False)
_TAGS = (
    "a abbr acronym address article aside audio b bdi bdo big blockquote body br button caption center cite code col "
    "dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header "
    "hr html i iframe img input ins kbd label li link main map mark meta nav nobr noscript object ol p param picture "
    "pre q s samp script section small source span strike strong style sub summary sup svg table tbody td textarea "
    "tfoot th thead time title tr tt u ul var video wbr math"
).split()
_HTML = re.compile(
    rf"[<&](?:(?<=<)/?(?:{'|'.join(_TAGS)})(?=[\s/>])[^<>]*>|(?<=<)!--"
    r"|(?<=&)(?:\w{2,32}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_TAG_OR_REFERENCE = re.compile(r"<[A-Za-z/!?][^>]*>|<!--|&[#\w]")
_BARE_TYPES = {
    "": "text",
    "text/plain": "text",
    "text/html": "html",
    "application/xhtml+xml": "xhtml",
    "text/x-html": "html",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What an element says: its text, and the markup as received where it is markup."""

    text: str
    markup: str | None = None
    links: tuple[str, ...] = ()
    images: tuple[tuple[str, str | None], ...] = ()
    """address and alternative text of each"""
    language: str | None = None
    address: str | None = None
    """where the content stands, if it stands elsewhere"""

    def as_body(self, received: bytes) -> Body:
        """Return the words as a body that was received in some bytes."""
        return Body(self.text, received, self.markup)


NOTHING = Words("")


def plain_text(element: etree._Element) -> str:
    """Return the text of a simple element, without the blanks around it."""
    text = element.text if not len(element) else "".join(element.itertext())
    return text.strip() if text else ""


def one_line(text: str) -> str:
    """Fold all blanks, as a headline or a name has them."""
    return " ".join(text.split())


def looks_like_markup(text: str) -> bool:
    """Tell whether words of which nothing is stated are HTML."""
    return ("<" in text or "&" in text) and _HTML.search(text) is not None


def read_headline(element: etree._Element) -> str:
    """Return the words of a title on one line, without markup."""
    if not len(element) and not element.keys():
        text = element.text or ""
        return one_line(_show(text) if looks_like_markup(text) else text)
    return one_line(read_words(element, None).text)


def read_words(element: etree._Element, base: str | None) -> Words:
    """Read the words of an element; ``base`` is the address that its links start from."""
    text, kind = _raw_words(element)
    if not element.keys():
        return Words(text.strip()) if kind == "text" else mark_up(text, base)
    language = (element.get(XML_LANG) or "").replace("_", "-") or None
    if kind == "text":
        return Words(text.strip(), None, (), (), language, _src(element, base))
    return mark_up(text, join_address(base, element.get(XML_BASE) or "") or base, language, _src(element, base))


def mark_up(markup: str, base: str | None, language: str | None = None, address: str | None = None) -> Words:
    """Take markup as words: the text it shows and the links it holds; without tags and references all of it shows."""
    if not _TAG_OR_REFERENCE.search(markup):
        return Words(_BLANKS.sub(" ", markup).strip(" "), markup, (), (), language, address)
    glance = read_at_a_glance(markup)
    if glance is not None:
        text, hrefs, pictures = glance
    else:
        root = parse_markup(markup)
        text = text_of(root)
        hrefs = tuple(cast("list[str]", _HREFS(root))) if "<a" in markup or "<A" in markup else ()
        pictures = tuple({**image.attrib} for image in root.iter("img")) if "<im" in markup or "<IM" in markup else ()
    links = tuple(_list_links(hrefs, base)) if hrefs else ()
    images = tuple(_list_images(pictures, base)) if pictures else ()
    return Words(text, markup, links, images, language, address)


def _show(markup: str) -> str:
    """Return the text that markup shows."""
    glance = read_at_a_glance(markup)
    return text_of(parse_markup(markup)) if glance is None else glance.text


def _list_links(hrefs: Iterable[str], base: str | None) -> Iterator[str]:
    """List where the links of a text lead, each once."""
    yield from dict.fromkeys(filter(None, [absolute(base, href) for href in hrefs]))


def _list_images(images: Iterable[Mapping[str, str]], base: str | None) -> Iterator[tuple[str, str | None]]:
    """List the pictures that stand in a text; those of one dot count readers and are none."""
    for image in images:
        url = join_address(base, image.get("src") or image.get("data-src") or "")
        if url and (image.get("width"), image.get("height")) != ("1", "1"):
            yield url, one_line(image.get("alt") or "") or None


def _src(element: etree._Element, base: str | None) -> str | None:
    return join_address(base, element.get("src") or "")


def _raw_words(element: etree._Element) -> tuple[str, str]:
    """Return the words of an element as they stand, and what they are: text or html."""
    if not (len(element) or element.keys()):
        text = element.text or ""
        return text, "html" if looks_like_markup(text) else "text"
    stated = (element.get("type") or "").strip().lower()
    kind = _BARE_TYPES.get(stated, stated)
    if element.get("mode", "").lower() == "base64" or _is_packed(kind, element):
        return _unpack("".join(element.itertext()), kind)
    if len(element):
        return _inner_markup(element), "html"
    text = element.text or ""
    if kind == "html" or ((not stated or kind != "text") and looks_like_markup(text)):
        return text, "html"
    return text, "text"


def _is_packed(kind: str, element: etree._Element) -> bool:
    """Tell whether the content is bytes, in letters of base64 (RFC 4287, section 4.1.3.3)."""
    return not len(element) and kind.startswith(("image/", "audio/", "video/", "application/octet-stream"))


def _unpack(words: str, kind: str) -> tuple[str, str]:
    try:
        text = b64decode(re.sub(r"\s+", "", words), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):  # bytes of a picture or the like: no words
        return ("", "text") if "/" in kind else (words, "text")
    if "/" in kind and kind != "application/octet-stream":
        return "", "text"
    return text, "html" if kind in ("html", "xhtml") or (kind != "text" and looks_like_markup(text)) else "text"


def _inner_markup(element: etree._Element) -> str:
    """Write the markup inside an element as HTML: names of XHTML without their prefix, nothing else changed."""
    inner = deepcopy(element)
    inner.tail = None
    for piece in inner.iter(etree.Element):
        space, _, local = str(piece.tag).rpartition("}")
        if space[1:] == XHTML or not piece.prefix:
            piece.tag = local
        if local.lower() in VOID and (len(piece) or piece.text):
            piece.tag = "span"  # HTML has no place for what stands in it
    wrapper = inner[0] if _is_wrapper(inner) else inner
    etree.cleanup_namespaces(wrapper)
    written = etree.tostring(wrapper, encoding="unicode", method="html", with_tail=False)
    return written[written.index(">") + 1 : written.rindex("</")] if "</" in written else written


def _is_wrapper(element: etree._Element) -> bool:
    """Tell whether an element holds one ``div`` and nothing else: it is no part of the words (RFC 4287, 3.1.1.3)."""
    first = element[0]
    return (
        len(element) == 1
        and first.tag == "div"
        and not (element.text or "").strip()
        and not (first.tail or "").strip()
        and bool(len(first) or first.text)
    )
