"""The metadata of NewsML 1: identification, management, news lines, and the three kinds of metadata of a component."""

from __future__ import annotations

import re

from lxml import etree

from mediawire.wire.draft import Draft, status_of, tidy
from mediawire.wire.nitf import name_of, part, parts
from mediawire.wire.reading import PubStatus
from mediawire.wire.xml_trees import local_name, text_in

_LINES = {
    "headline": "headline",
    "byline": "byline",
    "dateline": "dateline",
    "creditline": "credit_line",
    "slugline": "slugline",
}
_PARTIES = {
    "provider": "provider",
    "creator": "creator",
    "source": "originator",
    "contributor": "contributor",
    "distributor": "distributor",
}
_SUBJECTS = frozenset("subject subjectmatter subjectdetail subjectqualifier".split())
_REVISION = re.compile(r":\d+[A-Z]?$")


def formal(element: etree._Element | None, key: str = "FormalName") -> str:
    """Return the formal name of an element, else its value; empty where there is none."""
    return tidy(element.get(key) or element.get("Value")) if element is not None else ""


def read_topics(item: etree._Element) -> dict[str, str]:
    """Return the names of the topics that an item brings with it, by their codes."""
    names: dict[str, str] = {}
    for topic in item.iter("{*}Topic"):
        codes = [tidy(text_in(code)) for code in parts(topic, "formalname")]
        told = [
            (text_in(line), (line.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower())
            for line in parts(topic, "description")
            if (line.get("Variant") or "Name").lower() == "name"
        ]
        best = next((words for words, language in told if language.startswith("en")), told[0][0] if told else "")
        names.update((code, tidy(best)) for code in codes if tidy(best))
    return names


def take_identification(element: etree._Element | None, draft: Draft) -> None:
    """Take the identifier, without the revision that it ends in, and the revision."""
    if element is None:
        return
    identifier = part(element, "newsidentifier")
    known = {name_of(child): child for child in parts(identifier)}
    words = {name: tidy(text_in(child)) for name, child in known.items()}
    public = words.get("publicidentifier", "")
    made = ":".join(filter(None, ("urn:newsml", words.get("providerid"), words.get("dateid"), words.get("newsitemid"))))
    revision = words.get("revisionid", "")
    is_versioned = bool(revision) and re.search(rf":{re.escape(revision)}[A-Z]?$", public) is not None
    guid = _REVISION.sub("", public) if is_versioned else public or (made if words.get("newsitemid") else "")
    draft.take("guid", guid, "PublicIdentifier")
    draft.take("version", revision, "RevisionId")
    draft.keep("PublicIdentifier", public)
    draft.keep("ProviderId", words.get("providerid"))
    if "revisionid" in known:
        draft.keep("PreviousRevision", known["revisionid"].get("PreviousRevision"))
        update = known["revisionid"].get("Update")
        draft.keep("Update", update if update != "N" else None)
    for child in parts(element):
        if name_of(child) == "namelabel":
            draft.keep("NameLabel", text_in(child))
        elif name_of(child) != "newsidentifier":
            draft.keep(local_name(child), text_in(child))


def take_management(element: etree._Element | None, draft: Draft) -> None:
    """Take status, urgency, times and instructions."""
    for child in parts(element):
        name = name_of(child)
        if name == "firstcreated":
            draft.take_time("first_created", text_in(child))
        elif name == "thisrevisioncreated":
            draft.take_time("modified", text_in(child))
        elif name == "status":
            draft.take_status(formal(child), "Status")
        elif name == "statuswillchange":
            _take_future(child, draft)
        elif name == "urgency":
            draft.take_urgency(formal(child), "Urgency")
        elif name == "instruction":
            draft.keep("Instruction", formal(child))
            draft.keep("Instruction", text_in(child) or formal(part(child, "revisionstatus"), "Status"))
        else:
            known = " ".join(filter(None, (formal(child), child.get("NewsItem"), tidy(text_in(child)))))
            draft.keep(local_name(child), known)


def _take_future(element: etree._Element, draft: Draft) -> None:
    """Take what an item will be, and when: one that will become usable is embargoed until then."""
    future = formal(part(element, "futurestatus"))
    when = part(element, "dateandtime")
    words = text_in(when) if when is not None else ""
    is_release = status_of(future) is PubStatus.USABLE
    draft.take_time("embargoed_until" if is_release else "StatusWillChange", words)
    draft.keep("FutureStatus", future)


def take_metadata(component: etree._Element, draft: Draft, topics: dict[str, str]) -> None:
    """Take the news lines and the metadata of one component."""
    for child in parts(component):
        name = name_of(child)
        if name == "newslines":
            _take_lines(child, draft)
        elif name == "administrativemetadata":
            _take_parties(child, draft)
        elif name == "rightsmetadata":
            _take_rights(child, draft)
        elif name == "descriptivemetadata":
            _take_descriptive(child, draft, topics)
        elif name == "metadata":
            draft.keep(formal(part(child, "metadatatype")) or "Metadata", _properties(child))
        elif name == "basisforchoice" or name == "comment":
            draft.keep(local_name(child), text_in(child))


def _take_lines(lines: etree._Element, draft: Draft) -> None:
    for line in parts(lines):
        name = name_of(line)
        if name in _LINES:
            draft.take(_LINES[name], text_in(line), local_name(line))
        elif name in ("copyrightline", "rightsline"):
            draft.take_right("copyright_notice" if name == "copyrightline" else "usage_terms", text_in(line))
        elif name == "keywordline":
            for word in text_in(line).split(","):
                draft.add(draft.keywords, word)
        elif name == "newsline":
            _take_own_line(line, draft)
        else:
            draft.keep(local_name(line), text_in(line))


def _take_own_line(line: etree._Element, draft: Draft) -> None:
    """Take a line of an agency's own kind: notes to editors as such, the others by their name."""
    kind = formal(part(line, "newslinetype"))
    words = "\n".join(tidy(text_in(text)) for text in parts(line, "newslinetext"))
    if any(word in kind.casefold() for word in ("note", "advisory", "instruction", "editor")):
        draft.add(draft.ed_notes, words)
    else:
        draft.keep(kind or "NewsLine", words)


def _take_parties(section: etree._Element, draft: Draft) -> None:
    for child in parts(section):
        role = _PARTIES.get(name_of(child))
        if role is None:
            words = tidy(text_in(child)) or tidy(child.get("Value"))
            draft.keep(formal(child) if name_of(child) == "property" else local_name(child), words or formal(child))
            continue
        for party in parts(child, "party"):
            draft.take_source(role, formal(party) or text_in(party))
        if not len(child):
            draft.take_source(role, text_in(child) or formal(child))


def _take_rights(section: etree._Element, draft: Draft) -> None:
    for child in parts(section):
        name = name_of(child)
        if name == "copyright":
            holder = part(child, "copyrightholder")
            draft.take_right("copyright_holder", text_in(holder) if holder is not None else text_in(child))
            date = part(child, "copyrightdate")
            draft.keep("CopyrightDate", text_in(date) if date is not None else None)
        elif name == "usagerights":
            for line in parts(child):
                if name_of(line) in ("usagetype", "limitations"):
                    draft.take_right("usage_terms", text_in(line) or formal(line))
                else:
                    draft.keep(f"UsageRights {local_name(line)}", text_in(line) or formal(line))
        else:
            draft.keep(local_name(child), text_in(child) or _properties(child) or formal(child))


def _take_descriptive(section: etree._Element, draft: Draft, topics: dict[str, str]) -> None:
    for child in parts(section):
        name = name_of(child)
        if name == "language":
            draft.take("language", formal(child), "Language")
        elif name == "genre":
            draft.take("genre", formal(child), "Genre")
            draft.keep("Genre code", formal(child))
        elif name == "subjectcode":
            _take_subjects(child, draft, topics)
        elif name == "topicoccurrence":
            code = tidy(child.get("Topic")).lstrip("#")
            draft.keep("TopicOccurrence", topics.get(code) or code)
        elif name == "datelinedate":
            draft.take_time("DateLineDate", text_in(child))
        elif name == "location":
            draft.keep(f"Location {child.get('HowPresent') or ''}".strip(), _properties(child))
        elif name == "property":
            _take_property(child, draft)
        else:
            draft.keep(local_name(child), text_in(child) or formal(child))


def _take_subjects(code: etree._Element, draft: Draft, topics: dict[str, str]) -> None:
    for subject in code.iter():
        if isinstance(subject.tag, str) and name_of(subject) in _SUBJECTS and formal(subject):
            draft.add(draft.subjects, topics.get(formal(subject)) or formal(subject))
            draft.keep("SubjectCode", formal(subject))


def _take_property(element: etree._Element, draft: Draft) -> None:
    key, value = tidy(element.get("FormalName")), tidy(element.get("Value"))
    if key.casefold() in ("keyword", "keywords"):
        draft.add(draft.keywords, value)
    else:
        draft.keep(key or "Property", value or _properties(element))


def _properties(element: etree._Element) -> str:
    """Return the properties inside an element in one line: ``Country SWE, City Stockholm``."""
    pairs = [
        f"{node.get('FormalName') or ''} {node.get('Value') or ''}".strip() for node in element.iter("{*}Property")
    ]
    return ", ".join(filter(None, pairs)) or " ".join(text_in(element).split())
