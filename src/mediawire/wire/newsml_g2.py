"""NewsML-G2 (IPTC, versions 2.0 to 2.35): one item, a package, or a message with many of both.

The text is read from whatever the item carries it in: XHTML, NITF or other XML inside, or text inside. What lies
elsewhere becomes a picture of the report, which nobody fetches here. Elements are told by their names, in any
namespace and in any case, as agencies' own dialects need it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from mediawire.wire.agency_xml import flag_broken, parse_agency_xml
from mediawire.wire.document import Document
from mediawire.wire.draft import BROKEN, Draft, Once, tidy
from mediawire.wire.newsml_g2_content import take_contents
from mediawire.wire.newsml_g2_fields import code_of, label_of, take_fields
from mediawire.wire.nitf import name_of, part, parts
from mediawire.wire.reading import Channel, Entry, Notice, Reading, Received, Refusal
from mediawire.wire.signals import file_report
from mediawire.wire.xml_content import markup_of
from mediawire.wire.xml_trees import text_in

ITEMS = ("newsitem", "packageitem")
_NO_NEWS = {
    "conceptitem": "a concept item explains a term; it is no report",
    "knowledgeitem": "a knowledge item lists terms; it is no report",
    "planningitem": "a planning item tells what will be covered; it is no report",
    "catalogitem": "a catalog item lists vocabularies; it is no report",
}


def read_newsml_g2(document: Document) -> Reading:
    """Read a file of NewsML-G2: every news item and package in it, in their order.

    An item of another kind (concepts, plans, catalogs) is refused with its reason.
    """
    root, flaw = parse_agency_xml(document.data, "NewsML-G2")
    reports: list[Received] = []
    notices: list[Notice] = []
    entries: list[Entry] = []
    refusals: list[Refusal] = []
    items = list(find_items(root))
    message = _read_header(root)
    for item in items:
        name = name_of(item)
        where = f"{name} {item.get('guid') or ''}".strip()
        if name in _NO_NEWS:
            refusals.append(Refusal("no news item", _NO_NEWS[name], where))
            continue
        received = document.data if len(items) == 1 else markup_of(item).encode()
        try:
            draft = read_item(item, received, entries)
        except BROKEN as error:
            refusals.append(Refusal("unreadable item", f"{type(error).__name__}: {error}", where))
            continue
        if draft is None:
            refusals.append(Refusal("no news item", "a package without a headline: its members are entries", where))
            continue
        own, about = file_report(draft.finish(), tuple(draft.others.get("instruction", ())))
        reports.extend(own)
        notices.extend(about)
    if not items:
        refusals.append(Refusal("no news item", f"a {name_of(root)} without items"))
    reading = Reading("newsml-g2", tuple(reports), tuple(notices), tuple(entries), tuple(refusals), channel=message)
    return flag_broken(reading, flaw)


def find_items(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the items of a message in their order, not the ones inside other items."""
    if name_of(root) in ITEMS or name_of(root) in _NO_NEWS:
        yield root
        return
    for child in parts(root):
        yield from find_items(child)


def read_item(item: etree._Element, received: bytes, entries: list[Entry]) -> Draft | None:
    """Read one news item or package; None for a package that says nothing of its own but its members."""
    draft = Draft("newsml-g2", received)
    draft.take("guid", item.get("guid"), "guid")
    draft.take("version", item.get("version"), "version")
    language = item.get("{http://www.w3.org/XML/1998/namespace}lang") or item.get("lang")
    draft.values["language"] = None
    take_fields(item, draft)
    draft.values["language"] = draft.values["language"] or tidy(language) or None
    if draft.values["language"] != tidy(language):
        draft.keep("xml:lang", language)
    if name_of(item) == "newsitem":
        beside, draft.links = draft.links, Once()
        take_contents(item, draft)
        draft.links.extend(beside)
        return draft
    members = list(_read_members(item, draft))
    entries.extend(members)
    draft.reasons.append(f"a package of {len(members)} items")
    return draft if "headline" in draft.values or "guid" in draft.values else None


def _read_members(package: etree._Element, draft: Draft) -> Iterator[Entry]:
    """Yield an entry for each item that a package points to, and keep its place in the groups."""
    for group in package.iter("{*}group"):
        draft.keep("group", " ".join(filter(None, (group.get("id"), code_of(group, "role"), group.get("mode")))))
    for reference in package.iter("{*}itemRef"):
        address = reference.get("href") or reference.get("residref") or reference.get("guidref")
        if not address:
            continue
        draft.keep("itemRef", address)
        yield _read_member(reference, address)


def _read_member(reference: etree._Element, address: str) -> Entry:
    """Read what a package says of one of its members, as of an item of its own."""
    hint = Draft("newsml-g2")
    for child in parts(reference):
        name = name_of(child)
        if name in ("headline", "title"):
            hint.take("headline", text_in(child), name)
        elif name == "versioncreated":
            hint.take_time("modified", text_in(child))
        elif name == "description":
            hint.take("teaser", text_in(child), name)
        else:
            hint.keep(name, text_in(child) or label_of(child) or code_of(child))
    for key in ("residref", "version", "contenttype", "format"):
        hint.keep(key, reference.get(key))
    return Entry(
        address,
        hint.values.get("headline"),
        modified=hint.values.get("modified"),
        teaser=hint.values.get("teaser"),
        others={name: tuple(values) for name, values in hint.others.items()},
    )


def _read_header(root: etree._Element) -> Channel | None:
    """Read the envelope of a message: who sent it, when, by what channel."""
    header = part(root, "header")
    if header is None:
        return None
    envelope = Draft("newsml-g2")
    for child in parts(header):
        name = name_of(child)
        if name == "sent":
            envelope.take_time("modified", text_in(child))
        envelope.keep(name, text_in(child) or code_of(child))
    others = {name: tuple(values) for name, values in envelope.others.items()}
    return Channel(next(iter(others.get("sender", ())), None), updated=envelope.values.get("modified"), others=others)
