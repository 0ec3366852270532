"""The body of an agency item from its markup: XHTML, NITF or any other XML, by the rules that pages are read by.

Every letter of the content element is a letter of the text, in order: what follows an inline tag, what stands in
tables, captions and tags that no standard knows. The text is written by `mediawire.wire.markup` from a copy whose tags
are named as HTML names them.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from mediawire.report import Body
from mediawire.wire.draft import Draft, tidy
from mediawire.wire.markup import join_address, links_of, take_body, text_of
from mediawire.wire.markup import parse_markup as parse_html
from mediawire.wire.reading import LeftOut, Picture
from mediawire.wire.xml_trees import local_name

_AS_HTML = {
    "hl1": "h1", "hl2": "h2", "hedline": "div", "block": "div", "note": "div", "bq": "blockquote", "nitf-table": "div",
    "nitf-table-metadata": "div", "nitf-table-summary": "p", "custom-table": "div", "fn": "p", "media": "figure",
    "media-caption": "p", "media-producer": "p", "credit": "p", "datasource": "p", "body.head": "header",
    "body.content": "div", "body.end": "footer", "abstract": "div", "tagline": "p", "bibliography": "p", "byline": "p",
    "dateline": "p", "distributor": "p", "headline": "h1", "paragraph": "p", "para": "p", "quote": "blockquote",
    "nitf": "div", "subheadline": "h2", "intertitle": "h2", "crosshead": "h2", "lead": "p", "lede": "p",
}  # fmt: skip
_NOT_SHOWN = frozenset({"media-metadata", "media-object", "docdata", "nitf-colgroup"})
_KINDS = {"image": "picture", "photo": "picture", "picture": "picture", "graphic": "graphic", "video": "video"} | {
    "audio": "audio",
    "sound": "audio",
}


class Content(NamedTuple):
    """What a content element holds: its body, the addresses it links to, its pictures, and what is not in the text."""

    body: Body
    links: tuple[str, ...]
    pictures: tuple[Picture, ...]
    left_out: tuple[LeftOut, ...]


def read_content(elements: Sequence[etree._Element], draft: Draft | None = None) -> Content:
    """Read content elements as one body, one below the other.

    With a ``draft``, the heading of an HTML document and the teaser that only repeat its fields are left out.
    """
    left_out: list[LeftOut] = []
    texts: list[str] = []
    links: list[str] = []
    pictures: list[Picture] = []
    for element in elements:
        copy = name_as_html(element)
        pictures.extend(read_media(copy))
        left_out.extend(drop_not_shown(copy))
        if draft is not None:
            left_out.extend(drop_repeated(copy, draft))
        text = text_of(copy).strip()
        links.extend(address for address, _ in links_of(copy))
        if text:
            texts.append(text)
    markup = "\n".join(markup_of(element) for element in elements)
    body = Body("\n\n".join(texts), html=markup or None)
    return Content(body, tuple(dict.fromkeys(links)), tuple(pictures), tuple(left_out))


def read_html(markup: str) -> Content:
    """Read a piece of HTML that came as text inside an item, as received."""
    tree = parse_html(markup)
    links = tuple(dict.fromkeys(address for address, _ in links_of(tree)))
    pictures = tuple(
        Picture(address, alternative=tidy(image.get("alt")) or None)
        for image in tree.iter("img")
        if (address := join_address(None, image.get("src") or ""))
    )
    text = take_body(markup).text.strip()
    return Content(Body(text, html=markup), links, pictures, ())


def read_plain(text: str) -> Content:
    """Read plain text, its line breaks kept; only blanks before and after it go."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return Content(Body(lines), (), (), ())


def looks_like_html(text: str) -> bool:
    """Tell whether a text that came inside an item is markup in disguise."""
    low = text.lower()
    return any(f"</{tag}>" in low for tag in ("p", "div", "b", "i", "a", "span", "table", "h2", "em", "strong")) or (
        "<br" in low or "<p>" in low
    )


def markup_of(element: etree._Element) -> str:
    """Return an element's markup as received."""
    return etree.tostring(element, encoding="unicode", with_tail=False)


def name_as_html(element: etree._Element) -> etree._Element:
    """Copy an element with its tags named as HTML names them, without their namespaces."""
    copy = deepcopy(element)
    copy.tail = None
    for node in copy.iter():
        if isinstance(node.tag, str):
            name = local_name(node).lower()
            node.tag = _AS_HTML.get(name, name)
            if name == "media-producer":
                node.set("media-role", "producer")
    return copy


def drop_not_shown(copy: etree._Element) -> list[LeftOut]:
    """Take out data that is no text: a picture's own bytes, table measures."""
    dropped = []
    for node in [node for node in copy.iter(*_NOT_SHOWN) if node is not copy]:
        text = "".join(node.itertext())
        if text.strip():
            dropped.append(LeftOut(f"data in {local_name(node)}", sum(map(str.isalnum, text)), text.strip()[:80]))
        _remove(node)
    return dropped


def drop_repeated(copy: etree._Element, draft: Draft) -> list[LeftOut]:
    """Take out what an HTML document says twice: a header that holds the headline, a teaser that is the item's own."""
    dropped = []
    headline, teaser = draft.values.get("headline"), draft.values.get("teaser")
    for node in list(copy.iter("header")):
        if headline and any(tidy(_words(title)) == headline for title in node.iter("h1", "h2")):
            dropped.append(_drop(node, "header that repeats headline, date and subjects", draft))
    for node in list(copy.iter("p")):
        if teaser and "teaser" in (node.get("class") or "").split() and tidy(_words(node)) == tidy(teaser):
            dropped.append(_drop(node, "teaser that is a field of its own", draft))
    return dropped


def _drop(node: etree._Element, reason: str, draft: Draft) -> LeftOut:
    words = _words(node)
    draft.keep("content " + local_name(node), words)
    _remove(node)
    return LeftOut(reason, sum(map(str.isalnum, words)), words[:80])


def _words(node: etree._Element) -> str:
    return " ".join("".join(node.itertext()).split())


def _remove(node: etree._Element) -> None:
    """Remove an element and keep what follows it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if node.tail:
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def read_media(copy: etree._Element) -> list[Picture]:
    """Read the pictures, films and sounds of a body: NITF's ``media`` and HTML's ``img``, ``video`` and ``audio``."""
    found = []
    for media in copy.iter("figure"):
        for reference in media.iter("media-reference"):
            found.extend(_nitf_picture(media, reference))
    for image in copy.iter("img", "video", "audio"):
        address = join_address(None, image.get("src") or "")
        if address:
            kind = "picture" if image.tag == "img" else str(image.tag)
            found.append(Picture(address, kind, alternative=tidy(image.get("alt")) or None))
    return found


def _nitf_picture(media: etree._Element, reference: etree._Element) -> list[Picture]:
    address = reference.get("source") or reference.get("data-location") or reference.get("name")
    if not address:
        return []
    lines = [node for node in media.iter("p") if node.getparent() is media]
    captions = [node for node in lines if not node.get("media-role")]
    producers = [_words(node) for node in lines if node.get("media-role")]
    return [
        Picture(
            address,
            _KINDS.get((media.get("media-type") or "").lower(), "document"),
            content_type=reference.get("mime-type"),
            caption=tidy("\n".join("".join(node.itertext()) for node in captions)) or None,
            byline=" ".join(producers) or None,
            alternative=tidy(reference.get("alternate-text")) or None,
            width=number(reference.get("width")),
            height=number(reference.get("height")),
        )
    ]


def number(words: str | None) -> int | None:
    """Read a whole number of pixels or bytes; None for anything else."""
    words = (words or "").strip()
    return int(words) if words.isdecimal() and words.isascii() and len(words) < 16 else None
