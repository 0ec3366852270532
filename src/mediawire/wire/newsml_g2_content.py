"""The content of a NewsML-G2 item: text inside it, in any of its renditions, and what lies elsewhere.

The renditions inside one ``contentSet`` are the same content in other clothes: the one with the most letters is the
body, the one with markup where they are level. Several sets are parts of one text, unless one repeats the other.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace

from lxml import etree

from mediawire.report import Body
from mediawire.wire.draft import Draft, Once, local_part, tidy
from mediawire.wire.newsml_g2_fields import code_of, kind_of, media_kind
from mediawire.wire.nitf import name_of, parts, take_nitf
from mediawire.wire.reading import LeftOut, Picture
from mediawire.wire.xml_content import Content, looks_like_html, number, read_content, read_html, read_plain
from mediawire.wire.xml_trees import text_in

MOST_PARTS = 100
"""Of more parts than these only equal ones are told apart; no text has so many."""
_PLAIN = ("text/plain", "text/x-plain", "text/markdown")


def take_contents(item: etree._Element, draft: Draft) -> None:
    """Put the text and the pictures of a news item into its draft."""
    bodies: list[Body] = []
    remotes: list[etree._Element] = []
    for content_set in parts(item, "contentset"):
        found = [read_rendition(element, draft) for element in parts(content_set, "inlinexml", "inlinedata")]
        if found:
            best = choose_rendition(found)
            bodies.append(best.body)
            _take_content(best, draft)
            _keep_alternatives(found, best, draft)
        for element in parts(content_set, "inlinexml", "inlinedata"):
            draft.keep("wordcount", element.get("wordcount"))
        remotes.extend(parts(content_set, "remotecontent"))
    draft.body = join_bodies(bodies)
    _take_remotes(item, remotes, draft)


def read_rendition(element: etree._Element, draft: Draft) -> Content:
    """Read one rendition of the content: XML inside, or text inside."""
    if name_of(element) == "inlinexml":
        return _read_xml(element, draft)
    return _read_data(element)


def _read_xml(element: etree._Element, draft: Draft) -> Content:
    """Read XHTML, NITF or other XML; escaped markup too, which some send in its place."""
    children = list(parts(element))
    if not children:
        return _read_text(text_in(element), element)
    if len(children) == 1 and name_of(children[0]) == "nitf":
        inner = Draft(draft.format)
        take_nitf(children[0], inner)
        take_inner(inner, draft)
        return Content(inner.body, tuple(inner.links), tuple(inner.pictures), tuple(inner.left_out))
    if tidy(element.text) or any(tidy(child.tail) for child in children):
        return read_content([element], draft)
    return read_content(children, draft)


def take_inner(inner: Draft, draft: Draft) -> None:
    """Take from an NITF document inside what its item does not say; what differs is kept."""
    for name, value in inner.values.items():
        if name == "pub_status":
            continue
        if isinstance(value, str) and name not in ("guid", "version"):
            draft.take(name, value, f"nitf {name}")
        elif draft.values.get(name) is None:
            draft.values[name] = value
    for name, values in inner.others.items():
        draft.others.setdefault(f"nitf {name}", []).extend(values)
    draft.is_embargoed = draft.is_embargoed or inner.is_embargoed
    if "pub_status" in inner.values:
        draft.take_status(inner.values["pub_status"], "pub_status")
    draft.stated.extend(inner.stated)
    for own, found in ((draft.keywords, inner.keywords), (draft.subjects, inner.subjects)):
        own.extend(found)
    draft.ed_notes.extend(inner.ed_notes)
    draft.info_sources.extend(inner.info_sources)
    for key, values_ in inner.rights.items():
        draft.rights.setdefault(key, Once()).extend(values_)


def _read_data(element: etree._Element) -> Content:
    """Read text inside, in base64 where that is said; a picture inside is data and no text."""
    text = text_in(element)
    content_type = tidy(element.get("contenttype")).lower()
    if "base64" in tidy(element.get("encoding")).lower():
        try:
            data = base64.b64decode(text, validate=False)
        except (binascii.Error, ValueError):
            return _left(f"base64 that cannot be read in {content_type or 'inlineData'}", text)
        if content_type and not content_type.startswith("text/") and "html" not in content_type:
            return _left(f"data of type {content_type}", text)
        text = data.decode("utf-8", "replace")
    return _read_text(text, element)


def _left(reason: str, text: str) -> Content:
    return Content(Body(""), (), (), (LeftOut(reason, 0, text.strip()[:80]),))


def _read_text(text: str, element: etree._Element) -> Content:
    content_type = tidy(element.get("contenttype")).lower().partition(";")[0]
    is_html = "html" in content_type or (content_type not in _PLAIN and looks_like_html(text))
    return read_html(text) if is_html else read_plain(text)


def choose_rendition(found: list[Content]) -> Content:
    """Choose the rendition with the most letters; the first with markup where they are level."""
    if len(found) == 1:
        return found[0]
    return max(found, key=lambda content: (letters_in(content.body.text), content.body.html is not None))


def letters_of(text: str) -> str:
    """Return the letters and figures of a text."""
    return "".join(filter(str.isalnum, text))


def letters_in(text: str) -> int:
    """Count the letters and figures of a text."""
    return len(letters_of(text))


def _keep_alternatives(found: list[Content], best: Content, draft: Draft) -> None:
    """Keep the renditions that say something else than the body."""
    for content in found:
        if content is not best and letters_of(content.body.text) != letters_of(best.body.text):
            draft.keep("alternative content", content.body.text)


def _take_content(content: Content, draft: Draft) -> None:
    draft.links.extend(content.links)
    draft.pictures.extend(content.pictures)
    draft.left_out.extend(content.left_out)


def join_bodies(bodies: list[Body]) -> Body:
    """Join the parts of a text; a part that stands whole in another is not said twice."""
    kept: list[Body] = []
    if len(bodies) > MOST_PARTS:
        kept, bodies = list({body.text: body for body in bodies if body.text}.values()), []
    for body in bodies:
        if body.text and not any(body.text in other.text for other in kept):
            kept = [other for other in kept if other.text not in body.text]
            kept.append(body)
    if len(kept) <= 1:
        return kept[0] if kept else (bodies[0] if bodies else Body(""))
    markup = [body.html for body in kept if body.html]
    return Body("\n\n".join(body.text for body in kept), html="\n".join(markup) or None)


def _take_remotes(item: etree._Element, remotes: list[etree._Element], draft: Draft) -> None:
    """Take what lies elsewhere as one picture, in its largest rendition; the other renditions are kept by address."""
    kind = kind_of(item)
    pictures = [picture for element in remotes if (picture := _read_remote(element, kind, draft)) is not None]
    groups: dict[str, list[Picture]] = {}
    for picture in pictures:
        groups.setdefault(picture.kind, []).append(picture)
    for renditions in groups.values():
        best = max(renditions, key=_size)
        draft.pictures.append(best)
        for other in renditions:
            if other is not best:
                draft.keep("rendition", other.url)
    for element in remotes:
        draft.keep("remoteContent", _describe(element))


def _size(picture: Picture) -> tuple[int, int]:
    return (picture.width or 0) * (picture.height or 0), picture.size_bytes or 0


def _read_remote(element: etree._Element, kind: str, draft: Draft) -> Picture | None:
    address = tidy(element.get("href")) or tidy(element.get("residref"))
    if not address:
        return None
    content_type = tidy(element.get("contenttype"))
    rendition_kind = media_kind(content_type)
    values = draft.values
    picture = Picture(
        address,
        rendition_kind if rendition_kind != "document" else media_kind(kind),
        content_type or None,
        headline=values.get("headline"),
        caption=values.get("teaser"),
        byline=values.get("byline"),
        credit_line=values.get("credit_line"),
        width=number(element.get("width")),
        height=number(element.get("height")),
        size_bytes=number(element.get("size")),
    )
    return replace(picture, rights=draft.rights_so_far())


def _describe(element: etree._Element) -> str:
    names = (local_part(code_of(element, "rendition")), element.get("contenttype"), element.get("href"))
    return " ".join(filter(None, map(tidy, (*names, element.get("residref"), element.get("hash")))))
