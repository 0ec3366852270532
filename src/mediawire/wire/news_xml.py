"""News items in an agency's own flat XML, one element a field, as Ritzau's ``RBNews``.

The elements are read as the keys of a JSON item are, by `mediawire.wire.ninjs`, under the names that these formats give
to the same things. What an item says that it replaces is a target of its notices.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from mediawire.wire.agency_xml import flag_broken, parse_agency_xml
from mediawire.wire.document import Document
from mediawire.wire.draft import BROKEN, tidy
from mediawire.wire.json_values import fold
from mediawire.wire.ninjs import find_items, read_item
from mediawire.wire.reading import Entry, Notice, Reading, Received, Refusal, Target
from mediawire.wire.signals import file_report
from mediawire.wire.xml_content import markup_of
from mediawire.wire.xml_trees import local_name, text_in

_NAMES = {
    "newsid": "guid",
    "articleid": "guid",
    "storyid": "guid",
    "content": "body_html",
    "text": "body_html",
    "bodytext": "body_html",
    "publishdate": "versioncreated",
    "pubdate": "versioncreated",
    "strapline": "slugline",
    "town": "dateline",
    "origin": "creditline",
    "tilredaktionen": "ednote",
    "lead": "description_text",
    "ingress": "description_text",
    "summary": "description_text",
}
_BODIES = frozenset("content body text bodytext bodyhtml article".split())
_FLAGS = {
    "annuleret": ("pubstatus", "canceled"),
    "canceled": ("pubstatus", "canceled"),
    "cancelled": ("pubstatus", "canceled"),
    "korrektion": ("signal", "sig:correction"),
    "correction": ("signal", "sig:correction"),
    "nyversion": ("signal", "sig:update"),
}
_REPLACED = ("replaces", "replacedid")


def read_news_xml(document: Document) -> Reading:
    """Read the news items of an agency's own XML."""
    root, flaw = parse_agency_xml(document.data, "news XML")
    refusals: list[Refusal] = []
    found = list(find_items(_value(root), local_name(root), refusals))
    reports: list[Received] = []
    notices: list[Notice] = []
    entries: list[Entry] = []
    elements = [element for element in root.iter() if isinstance(element.tag, str) and _holds_item(element)]
    for place, (item, where) in enumerate(found):
        is_alone = len(found) == 1 or len(elements) != len(found)
        received = document.data if is_alone else markup_of(elements[place]).encode()
        try:
            draft = read_item(item, received, entries)
            draft.format = "news-xml"
            own, about = file_report(draft.finish())
        except BROKEN as error:
            refusals.append(Refusal("unreadable item", f"{type(error).__name__}: {error}", where))
            continue
        reports.extend(own)
        notices.extend(add_targets(notice, item) for notice in about)
    return flag_broken(Reading("news-xml", tuple(reports), tuple(notices), tuple(entries), tuple(refusals)), flaw)


def add_targets(notice: Notice, item: Mapping[str, Any]) -> Notice:
    """Add what an item says that it replaces to the targets of its notice."""
    ids = [tidy(str(value)) for key, value in item.items() if fold(key) in _REPLACED and value]
    return replace(notice, targets=(*notice.targets, *(Target(guid) for guid in dict.fromkeys(filter(None, ids)))))


def _holds_item(element: etree._Element) -> bool:
    names = {_NAMES.get(local_name(child).lower(), local_name(child).lower()) for child in element}
    return "body_html" in names or "body" in names


def _value(element: etree._Element) -> Any:
    """Return an element as JSON would have it: words, or an object of its children; markup stays markup."""
    if not len(element):
        return None if _is_nil(element) else text_in(element)
    name = local_name(element).lower()
    if name in _BODIES:
        return (element.text or "") + "".join(markup_of(child) + (child.tail or "") for child in element)
    found: dict[str, Any] = {}
    for child in element:
        if isinstance(child.tag, str):
            _put(found, child)
    return found


def _is_nil(element: etree._Element) -> bool:
    return any(local_name_of(key) == "nil" and value == "true" for key, value in element.attrib.items())


def local_name_of(key: str | bytes) -> str:
    """Return the name of an attribute without its namespace."""
    return str(key).rpartition("}")[2]


def _put(found: dict[str, Any], child: etree._Element) -> None:
    """Put one child into an object: a flag by what it says, what comes again as a list."""
    name, value = local_name(child), _value(child)
    if name.lower() in _FLAGS:
        if tidy(str(value)).lower() in ("true", "1", "yes"):
            key, code = _FLAGS[name.lower()]
            found[key] = code
        return
    key = _NAMES.get(name.lower(), name)
    if value in (None, "", {}):
        return
    if key in found:
        known = found[key]
        found[key] = [*known, value] if isinstance(known, list) else [known, value]
    else:
        found[key] = value
