"""NewsML 1.0 to 1.2 (IPTC, 2000 to 2003): items with their revisions, and components inside components.

What components in a list of equivalents hold is the same content in other clothes: the one with the most letters is
taken. The text of a component with a headline of its own, beside others, is a report of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from mediawire.report import Body
from mediawire.wire.agency_xml import flag_broken, parse_agency_xml
from mediawire.wire.document import Document
from mediawire.wire.draft import BROKEN, Draft, Once, tidy
from mediawire.wire.newsml_1_fields import formal, read_topics, take_identification, take_management, take_metadata
from mediawire.wire.newsml_g2_content import join_bodies, letters_in, take_inner
from mediawire.wire.nitf import name_of, part, parts, take_nitf
from mediawire.wire.reading import Channel, LeftOut, Notice, Picture, Reading, Received, Refusal
from mediawire.wire.signals import file_report
from mediawire.wire.xml_content import Content, looks_like_html, markup_of, number, read_content, read_html, read_plain
from mediawire.wire.xml_trees import local_name, text_in

_CAPTIONS = frozenset("caption legend picturecaption photocaption".split())
_TEASERS = frozenset("abstract summary teaser description standfirst".split())
_HEADLINES = frozenset("title headline head".split())
_MEDIA = {
    "photo": "picture",
    "picture": "picture",
    "image": "picture",
    "graphic": "graphic",
    "infographics": "graphic",
} | {
    "video": "video",
    "audio": "audio",
    "animation": "video",
}


@dataclass(slots=True)
class Text:
    """A text that a component holds, with the headline and the role that the component gives it."""

    content: Content
    role: str
    headline: str
    label: str


@dataclass(slots=True)
class Found:
    """What the components of an item hold, in their order."""

    texts: list[Text] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    documents: list[Draft] = field(default_factory=list)
    """what NITF documents inside say beside their text"""


def read_newsml_1(document: Document) -> Reading:
    """Read a file of NewsML 1: every news item in it, in their order."""
    root, flaw = parse_agency_xml(document.data, "NewsML")
    items = [element for element in root.iter("{*}NewsItem") if _is_item(element)]
    reports: list[Received] = []
    notices: list[Notice] = []
    refusals: list[Refusal] = []
    for place, item in enumerate(items, 1):
        received = document.data if len(items) == 1 else markup_of(item).encode()
        try:
            own, about, refused = read_item(item, received)
        except BROKEN as error:
            refusals.append(Refusal("unreadable item", f"{type(error).__name__}: {error}", f"NewsItem {place}"))
            continue
        reports.extend(own)
        notices.extend(about)
        refusals.extend(refused)
    if not items:
        refusals.append(Refusal("no news item", "a NewsML without a NewsItem"))
    envelope = _read_envelope(root)
    reading = Reading("newsml-1", tuple(reports), tuple(notices), refusals=tuple(refusals), channel=envelope)
    return flag_broken(reading, flaw)


def _is_item(element: etree._Element) -> bool:
    """Tell an item from the reference of the same name inside a component."""
    return part(element, "identification") is not None or part(element, "newscomponent") is not None


def read_item(item: etree._Element, received: bytes) -> tuple[list[Received], list[Notice], list[Refusal]]:
    """Read one news item: its report, further stories in components of their own, and its notices."""
    draft = Draft("newsml-1", received)
    topics = read_topics(item)
    take_identification(part(item, "identification"), draft)
    take_management(part(item, "newsmanagement"), draft)
    found = Found()
    for component in parts(item, "newscomponent"):
        read_component(component, found, draft, topics)
    for document in found.documents:
        take_inner(document, draft)
    for element in parts(item):
        if name_of(element) not in ("identification", "newsmanagement", "newscomponent", "topicset", "catalog"):
            draft.keep(local_name(element), text_in(element) or formal(element))
    language = item.get("{http://www.w3.org/XML/1998/namespace}lang")
    draft.take("language", language, "xml:lang")
    if not any(party.role == "provider" for party in draft.info_sources):
        draft.take_source("provider", next(iter(draft.others.get("ProviderId", ())), None))
    if "slugline" not in draft.values and draft.others.get("NameLabel"):
        draft.values["slugline"] = draft.others["NameLabel"][0]
    main, further = put_texts(found, draft)
    kind = next(iter(draft.others.get("NewsItemType", ())), "")
    words = tuple(draft.others.get("Instruction", ()))
    filed = [file_report(report, words, kind) for report in (main, *further)]
    reports = [report for own, _ in filed for report in own]
    return reports, [notice for _, about in filed for notice in about], found.refusals


def put_texts(found: Found, draft: Draft) -> tuple[Received, list[Received]]:
    """Put the texts of the components into the draft; those with headlines of their own become reports of their own."""
    stories: list[Text] = []
    captions: list[str] = []
    for text in found.texts:
        if text.role in _CAPTIONS:
            captions.append(text.content.body.text)
        elif text.role in _HEADLINES and len(found.texts) > 1:
            draft.take("headline", text.content.body.text, text.role)
        elif text.role in _TEASERS and any(other.role not in _TEASERS | _CAPTIONS for other in found.texts):
            draft.take("teaser", text.content.body.text, text.role)
        else:
            stories.append(text)
    draft.pictures.extend(picture for text in found.texts for picture in text.content.pictures)
    _put_captions(captions, found, draft)
    draft.pictures.extend(found.pictures)
    main = [text for text in stories if not text.headline or text.headline == draft.values.get("headline")]
    rest = [text for text in stories if text.headline and text.headline != draft.values.get("headline")]
    if not main and rest:
        main, rest = rest[:1], rest[1:]
    for text in main:
        draft.links.extend(text.content.links)
        draft.left_out.extend(text.content.left_out)
    draft.body = join_bodies([text.content.body for text in main])
    report = draft.finish()
    return report, [_story(report, text) for text in rest]


def _put_captions(captions: list[str], found: Found, draft: Draft) -> None:
    """Give a picture its caption; what has no picture is kept."""
    bare = [place for place, picture in enumerate(found.pictures) if picture.caption is None]
    for caption in captions:
        draft.keep("Caption", caption)
        if bare:
            place = bare.pop(0)
            found.pictures[place] = replace(found.pictures[place], caption=caption)


def _story(report: Received, text: Text) -> Received:
    """Make the report of a further story in the same item."""
    body = Body(text.content.body.text, report.body.received, text.content.body.html)
    guid = f"{report.guid}#{text.label or text.headline}" if report.guid else None
    return replace(report, body=body, headline=text.headline, guid=guid, links=text.content.links)


def read_component(
    component: etree._Element, found: Found, draft: Draft, topics: dict[str, str], depth: int = 0
) -> None:
    """Read a component and the ones inside it."""
    metadata = Draft("newsml-1")
    take_metadata(component, metadata, topics)
    headline = metadata.values.get("headline", "")
    role = formal(part(component, "role")).casefold()
    _merge(metadata, draft, is_top=depth == 0)
    children = list(parts(component, "newscomponent", "contentitem", "newsitemref", "newsitem"))
    if (component.get("EquivalentsList") or "").lower() in ("yes", "y", "true"):
        _read_equivalents(component, children, found, draft, topics, depth)
        return
    for child in children:
        if name_of(child) == "newscomponent":
            if depth < 50:
                before = len(found.texts)
                read_component(child, found, draft, topics, depth + 1)
                for text in found.texts[before:]:
                    text.role = text.role or role
        elif name_of(child) == "contentitem":
            _read_item_content(child, component, role, headline, found, metadata)
        else:
            draft.keep("NewsItemRef", child.get("NewsItem") or text_in(child))


def _merge(metadata: Draft, draft: Draft, is_top: bool) -> None:
    """Take what a component says into its item: all of the outermost, what is still unknown of those inside."""
    for name, value in metadata.values.items():
        if isinstance(value, str):
            if is_top or name not in ("headline", "byline") or name not in draft.values:
                draft.take(name, value, name)
        else:
            draft.values.setdefault(name, value)
    for own, more in ((draft.keywords, metadata.keywords), (draft.subjects, metadata.subjects)):
        own.extend(more)
    draft.info_sources.extend(metadata.info_sources)
    for key, words in metadata.rights.items():
        draft.rights.setdefault(key, Once()).extend(words)
    draft.stated.extend(metadata.stated)
    draft.ed_notes.extend(metadata.ed_notes)
    for name, values in metadata.others.items():
        draft.others.setdefault(name, []).extend(values)


def _read_equivalents(
    component: etree._Element,
    children: list[etree._Element],
    found: Found,
    draft: Draft,
    topics: dict[str, str],
    depth: int,
) -> None:
    """Read a list of equivalents: the text with the most letters; every picture rendition but the largest is kept."""
    options = Found()
    for child in children:
        if name_of(child) == "newscomponent" and depth < 50:
            read_component(child, options, draft, topics, depth + 1)
        elif name_of(child) == "contentitem":
            metadata = Draft("newsml-1")
            _read_item_content(child, component, formal(part(component, "role")).casefold(), "", options, metadata)
    stories = [text for text in options.texts if text.role not in _CAPTIONS | _TEASERS]
    if stories:
        best = max(stories, key=lambda text: (letters_in(text.content.body.text), text.content.body.html is not None))
        for text in stories:
            if text is not best and text.content.body.text not in best.content.body.text:
                draft.keep("equivalent text", text.content.body.text)
        found.texts.append(best)
    found.texts.extend(text for text in options.texts if text.role in _CAPTIONS | _TEASERS)
    if options.pictures:
        largest = max(options.pictures, key=lambda picture: ((picture.width or 0), picture.size_bytes or 0))
        found.pictures.append(largest)
        for picture in options.pictures:
            if picture is not largest:
                draft.keep("rendition", picture.url)
    found.refusals.extend(options.refusals)
    found.documents.extend(options.documents)


def _read_item_content(
    item: etree._Element, component: etree._Element, role: str, headline: str, found: Found, metadata: Draft
) -> None:
    """Read a content item: text inside it, or a picture, film or sound that lies elsewhere."""
    media = _MEDIA.get(formal(part(item, "mediatype")).casefold(), "")
    data = part(item, "datacontent")
    encoding = part(item, "encoding")
    if data is None and encoding is not None:
        data = part(encoding, "datacontent")
        if formal(encoding, "Notation").lower().rpartition(":")[2] == "base64" and data is not None:
            left = LeftOut("data in base64", 0, tidy(text_in(data))[:80])
            metadata.left_out.append(left)
            found.refusals.append(Refusal("data inside", "a picture or file in base64 is not read", local_name(item)))
            return
    if is_style(item):
        metadata.keep("stylesheet", text_in(data) if data is not None else item.get("Href"))
    elif data is not None:
        label = component.get("Duid") or component.get("Euid") or ""
        found.texts.append(Text(_read_data(data, found), role, headline, label))
    elif item.get("Href"):
        found.pictures.append(_read_picture(item, media, metadata))


def is_style(item: etree._Element) -> bool:
    """Tell a style sheet or a script, which is no text of the item."""
    kinds = [formal(part(item, "mimetype")), formal(part(item, "format"))]
    return any(kind.lower().rpartition("/")[2] in ("css", "javascript", "xsl") for kind in kinds)


def _read_picture(item: etree._Element, media: str, metadata: Draft) -> Picture:
    """Read a picture that lies elsewhere, with what its component says of it."""
    facts = {formal(node).casefold(): node.get("Value") for node in item.iter("{*}Property")}
    size = next((text_in(node) for node in item.iter("{*}SizeInBytes")), None)
    mime = part(item, "mimetype")
    values = metadata.values
    return Picture(
        item.get("Href") or "",
        media or "document",
        formal(mime) or None if mime is not None else None,
        headline=values.get("headline"),
        byline=values.get("byline"),
        credit_line=values.get("credit_line"),
        rights=metadata.rights_so_far(),
        width=number(facts.get("width")),
        height=number(facts.get("height")),
        size_bytes=number(size),
    )


def _read_data(data: etree._Element, found: Found) -> Content:
    """Read the text of a content item: NITF, XHTML, bare paragraphs, HTML in disguise, or plain text."""
    children = list(parts(data))
    if len(children) == 1 and name_of(children[0]) == "nitf":
        inner = Draft("nitf")
        take_nitf(children[0], inner)
        found.documents.append(inner)
        return Content(inner.body, tuple(inner.links), tuple(inner.pictures), tuple(inner.left_out))
    if children:
        return read_content([data] if tidy(data.text) or any(tidy(child.tail) for child in children) else children)
    text = text_in(data)
    return read_html(text) if looks_like_html(text) else read_plain(text)


def _read_envelope(root: etree._Element) -> Channel | None:
    envelope = part(root, "newsenvelope")
    if envelope is None:
        return None
    draft = Draft("newsml-1")
    for child in parts(envelope):
        draft.keep(local_name(child), text_in(child) or formal(child))
    sent = draft.take_time("modified", next(iter(draft.others.get("DateAndTime", ())), None))
    return Channel(updated=sent, others={name: tuple(values) for name, values in draft.others.items()})
