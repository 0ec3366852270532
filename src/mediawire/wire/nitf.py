"""NITF, the News Industry Text Format (IPTC, versions 2.5 to 3.6), alone or inside another format, namespaced or not.

``date.release`` is when the text may be used; ``date.expire`` is when it loses its validity; the two are kept apart.
``management-doc-idref`` with ``management-idref-status`` speaks of another document: it is a notice about that one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from mediawire.wire.agency_xml import flag_broken, parse_agency_xml
from mediawire.wire.document import Document
from mediawire.wire.draft import BROKEN, Draft, tidy
from mediawire.wire.reading import Change, Notice, NoticeKind, PubStatus, Reading, Received, Refusal, Target
from mediawire.wire.signals import file_report, meaning_of_words
from mediawire.wire.xml_content import markup_of, read_content
from mediawire.wire.xml_trees import text_in

_STATUS_NOTICES = {
    "usable": NoticeKind.RELEASE,
    "embargoed": NoticeKind.EMBARGO,
    "withheld": NoticeKind.HOLD,
    "canceled": NoticeKind.KILL,
    "cancelled": NoticeKind.KILL,
}
_DATES = {
    "date.issue": "modified",
    "date.release": "embargoed_until",
    "date.expire": "expires",
    "story.date": "story.date",
    "date.publication": "published",
}
_READ = frozenset(_DATES) | frozenset(
    "docdata doc-id urgency ed-msg du-key doc.copyright doc.rights key-list keyword evloc fixture doc-scope correction "
    "del-list from-src series identified-content".split()
)


def read_nitf(document: Document) -> Reading:
    """Read a file of NITF: one document, or several under one root."""
    root, flaw = parse_agency_xml(document.data, "NITF")
    found = [root] if name_of(root) == "nitf" else list(root.iter("{*}nitf"))
    reports: list[Received] = []
    notices: list[Notice] = []
    refusals = [] if found else [Refusal("no news item", "there is no nitf element in it")]
    for place, element in enumerate(found, 1):
        received = document.data if len(found) == 1 else markup_of(element).encode()
        draft = Draft("nitf", received)
        try:
            take_nitf(element, draft)
        except BROKEN as error:
            refusals.append(Refusal("unreadable item", f"{type(error).__name__}: {error}", f"nitf {place}"))
            continue
        own, about = file_report(draft.finish(), instructions(element), draft.values.get("genre") or "")
        notices.extend(about)
        others = tuple(notices_for_others(element, draft))
        notices.extend(others)
        if not (others and is_only_message(element, draft)):
            reports.extend(own)
    return flag_broken(Reading("nitf", tuple(reports), tuple(notices), refusals=tuple(refusals)), flaw)


def name_of(element: etree._Element) -> str:
    """Return the name of an element without its namespace, in small letters; empty for a comment."""
    tag = element.tag
    return _small_name(tag) if isinstance(tag, str) else ""


@lru_cache(4096)
def _small_name(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def parts(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Yield the children of an element that have one of these names, in any namespace."""
    if element is not None:
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and (not names or _small_name(tag) in names):
                yield child


def part(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of that name."""
    return next(parts(element, name), None)


def take_nitf(root: etree._Element, draft: Draft) -> None:
    """Put all that an NITF document says into a draft; what the draft knows already stands."""
    body = part(root, "body")
    head = part(root, "head")
    draft.take("language", root.get("baselang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"), "baselang")
    for element in parts(body, "body.head"):
        _take_body_head(element, draft)
    for element in parts(head):
        _take_head(element, draft)
    for element in [node for node in root.iter("{*}docdata") if node.getparent() is not head]:
        _take_docdata(element, draft)
    for element in parts(body, "body.end"):
        for line in parts(element):
            draft.keep(name_of(line), text_in(line))
    _take_content(root, body, draft)


def _take_head(element: etree._Element, draft: Draft) -> None:
    """Take one element of the head."""
    name = name_of(element)
    if name == "docdata":
        _take_docdata(element, draft)
    elif name == "title":
        draft.take("headline", text_in(element), "title")
    elif name == "meta":
        if tidy(element.get("name")).lower() == "anpa-keyword":
            draft.values.setdefault("slugline", tidy(element.get("content")) or None)
        draft.keep(f"meta {element.get('name') or element.get('http-equiv') or ''}".strip(), element.get("content"))
    elif name == "tobject":
        _take_tobject(element, draft)
    elif name == "pubdata":
        draft.take_time("published", element.get("date.publication"))
        draft.take("section", element.get("position.section"), "position.section")
        _keep_attributes(element, draft, "date.publication", "position.section")
    else:
        _keep_attributes(element, draft)


def _keep_attributes(element: etree._Element, draft: Draft, *read: str) -> None:
    """Keep the attributes of an element that has no field, and its text."""
    for key, value in element.attrib.items():
        if key not in read:
            draft.keep(f"{name_of(element)} {key}", str(value))
    draft.keep(name_of(element), text_in(element))


def _take_tobject(element: etree._Element, draft: Draft) -> None:
    """Take what the document is about; the most precise name of each subject."""
    draft.take("genre", element.get("tobject.type"), "tobject.type")
    for child in parts(element):
        if name_of(child) == "tobject.property":
            draft.keep("tobject.property", child.get("tobject.property.type"))
            continue
        names = [child.get(f"tobject.subject.{key}") for key in ("detail", "matter", "type")]
        code = child.get("tobject.subject.refnum") or child.get("tobject.subject.code")
        draft.add(draft.subjects, next((name for name in names if tidy(name)), code))
        draft.keep("tobject.subject", " ".join(str(value) for value in child.attrib.values()))


def _take_docdata(docdata: etree._Element, draft: Draft) -> None:
    """Take the management data of the document."""
    draft.take_status(docdata.get("management-status"), "management-status")
    for key in ("management-doc-idref", "management-idref-status"):
        draft.keep(key, docdata.get(key))
    for element in parts(docdata):
        _take_datum(element, draft)


def _take_datum(element: etree._Element, draft: Draft) -> None:
    """Take one element of the management data."""
    name = name_of(element)
    if name in _DATES:
        draft.take_time(_DATES[name], element.get("norm") or text_in(element))
    elif name == "doc-id":
        draft.take("guid", element.get("id-string"), "doc-id")
        draft.take_source("provider", element.get("regsrc"))
    elif name == "urgency":
        draft.take_urgency(element.get("ed-urg") or text_in(element), "urgency")
    elif name == "ed-msg":
        draft.add(draft.ed_notes, element.get("info") or text_in(element))
        draft.keep("ed-msg msg-type", element.get("msg-type"))
    elif name == "du-key":
        draft.take("slugline", element.get("key"), "du-key")
        draft.take("version", element.get("version") or element.get("generation"), "du-key version")
        draft.keep("du-key part", element.get("part"))
    elif name == "doc.copyright":
        draft.take_right("copyright_holder", element.get("holder"))
        draft.keep("doc.copyright year", element.get("year"))
    elif name == "doc.rights":
        draft.take_right("usage_terms", element.get("type") or text_in(element))
        _keep_attributes(element, draft, "type")
    elif name == "correction":
        draft.values["change"] = Change.CORRECTION
        draft.add(draft.ed_notes, element.get("info"))
        _keep_attributes(element, draft)
    elif name == "from-src" or name == "del-list":
        for source in (element, *parts(element, "from-src")):
            draft.take_source("distributor", source.get("src-name"))
    elif name == "key-list":
        draft.add(draft.keywords, element.get("key"))
        for word in parts(element, "keyword"):
            draft.add(draft.keywords, word.get("key") or text_in(word))
    elif name == "identified-content":
        for thing in parts(element):
            draft.keep(name_of(thing), text_in(thing) or thing.get("value"))
    elif name == "pubdata":
        _take_head(element, draft)
    else:
        _keep_attributes(element, draft)


def _take_body_head(head: etree._Element, draft: Draft) -> None:
    """Take headlines, byline, dateline and the like."""
    for element in parts(head):
        name = name_of(element)
        if name == "hedline":
            _take_hedline(element, draft)
        elif name in ("hl1", "headline"):
            draft.take("headline", text_in(element), name)
        elif name == "byline":
            draft.take("byline", _spaced(element), "byline")
        elif name == "dateline":
            _take_dateline(element, draft)
        elif name == "distributor":
            draft.take_source("distributor", _spaced(element))
        elif name == "abstract":
            draft.take("teaser", _lines(element), "abstract")
        elif name == "note":
            kind = tidy(element.get("noteclass")).lower()
            if kind in ("", "editorsnote", "hd"):
                draft.add(draft.ed_notes, _lines(element))
            else:
                draft.keep(f"note {kind}", _lines(element))
        elif name == "rights":
            _take_rights(element, draft)
        else:
            draft.keep(name, text_in(element))


def _take_hedline(hedline: etree._Element, draft: Draft) -> None:
    """Take the main headline, and the ones below it as they stand."""
    for element in parts(hedline):
        if name_of(element) == "hl1":
            draft.take("headline", _spaced(element), "hl1")
        else:
            draft.keep(name_of(element), _spaced(element))
    if not len(hedline):
        draft.take("headline", text_in(hedline), "hedline")


def _take_dateline(dateline: etree._Element, draft: Draft) -> None:
    """Take the dateline's words, and the date inside it as a time."""
    for date in dateline.iter("{*}story.date"):
        draft.take_time("story.date", date.get("norm") or text_in(date))
    words = _spaced(dateline, leave="story.date" if _is_code(dateline) else "")
    draft.take("dateline", words, "dateline")


def _is_code(dateline: etree._Element) -> bool:
    """Tell whether the date in a dateline is for machines, not for readers."""
    return any(tidy(text_in(date))[:8].isdecimal() for date in dateline.iter("{*}story.date"))


def _take_rights(rights: etree._Element, draft: Draft) -> None:
    """Take the statement of rights: its owner, and the whole in words."""
    for element in rights.iter("{*}rights.owner"):
        draft.take_right("copyright_holder", text_in(element))
    words = " ".join(text_in(rights).split())
    if words not in draft.rights.get("copyright_holder", ()):
        draft.take_right("copyright_notice", words)


def _take_content(root: etree._Element, body: etree._Element | None, draft: Draft) -> None:
    """Take the text; where a document has no ``body.content``, all that stands in its body."""
    contents = list(parts(body, "body.content"))
    if not contents and body is not None:
        contents = [node for node in parts(body) if name_of(node) not in ("body.head", "body.end")]
        contents = contents or ([body] if tidy(body.text) else [])
    if not contents and body is None:
        contents = list(root.iter("{*}body.content")) or [node for node in parts(root) if name_of(node) != "head"]
    content = read_content(contents)
    draft.body = content.body
    draft.links.extend(content.links)
    draft.pictures.extend(content.pictures)
    draft.left_out.extend(content.left_out)


def _spaced(element: etree._Element, leave: str = "") -> str:
    """Return the words of a line whose parts stand in elements of their own (``<person>`` beside ``<byttl>``)."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and name_of(child) != leave:
            gap = " " if name_of(child) in ("byttl", "person", "city", "state", "country", "story.date") else ""
            pieces.append(gap + text_in(child))
        pieces.append(child.tail or "")
    return " ".join("".join(pieces).split())


def _lines(element: etree._Element) -> str:
    """Return the paragraphs of a note or an abstract, one a line."""
    paragraphs = [tidy(_spaced(child)) for child in parts(element)]
    return "\n".join(filter(None, paragraphs)) if not tidy(element.text) else _spaced(element)


def instructions(root: etree._Element) -> tuple[str, ...]:
    """Return what the document says in words about itself: ``ed-msg`` types, revision names."""
    found = [message.get("msg-type") for message in root.iter("{*}ed-msg")]
    found += [
        meta.get("content")
        for meta in root.iter("{*}meta")
        if tidy(meta.get("name")).lower() in ("anpa-takekey", "takekey", "signal", "instruction")
    ]
    return tuple(filter(None, map(tidy, found)))


def notices_for_others(root: etree._Element, draft: Draft) -> Iterator[Notice]:
    """Yield the notices that a document gives about other ones, and the correction it says it is."""
    report = draft.finish()
    for docdata in root.iter("{*}docdata"):
        guid, status = tidy(docdata.get("management-doc-idref")), tidy(docdata.get("management-idref-status")).lower()
        if not status and report.pub_status is PubStatus.CANCELED:  # a kill that names another kills that one, too
            status = "canceled" if guid != report.guid else ""
        kind = _STATUS_NOTICES.get(status)
        if guid and kind is not None:
            until = report.embargoed_until if kind is NoticeKind.EMBARGO else None
            evidence = f"nitf: management-idref-status {status}"
            text = report.ed_note or report.headline or ""
            yield Notice(
                kind, (Target(guid),), at=report.modified, until=until, text=text, evidence=evidence, report=report
            )
    for element in root.iter("{*}correction"):
        target = Target(tidy(element.get("id-string")) or report.guid)
        text = tidy(element.get("info")) or report.headline or ""
        yield Notice(
            NoticeKind.CORRECTION, (target,), at=report.modified, text=text, evidence="nitf: correction", report=report
        )


def is_only_message(root: etree._Element, draft: Draft) -> bool:
    """Tell whether a document that speaks of another is nothing but that message: a kill in words, or no text."""
    docdata = next(root.iter("{*}docdata"), None)
    status = tidy(docdata.get("management-idref-status")).lower() if docdata is not None else ""
    if status not in ("canceled", "cancelled", "withheld", "embargoed", "usable"):
        return False
    lines = [draft.values.get("headline"), draft.values.get("slugline"), *draft.ed_notes, draft.body.text[:200]]
    told = {meaning_of_words(line) for line in lines if line}
    return not draft.body.text or bool(
        told & {NoticeKind.KILL, NoticeKind.HOLD, NoticeKind.ADVISORY, NoticeKind.RELEASE}
    )
