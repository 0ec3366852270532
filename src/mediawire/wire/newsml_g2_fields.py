"""The metadata of a NewsML-G2 item: management, content and rights, each property to its field.

Guidelines of the IPTC for version 2.35; the roles of headlines, descriptions, notes and sources are those of its
NewsCodes.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from mediawire.wire.draft import Draft, local_part, tidy
from mediawire.wire.nitf import name_of, part, parts
from mediawire.wire.reading import Hop, Picture
from mediawire.wire.xml_content import markup_of
from mediawire.wire.xml_trees import local_name, text_in

Taker = Callable[[etree._Element, Draft], None]

ROLES = {
    "origprov": "originator", "originalprovider": "originator", "originator": "originator",
    "contentsource": "originator", "source": "originator",
    "distributor": "distributor", "distrib": "distributor", "aggregator": "aggregator",
    "transmit": "distributor", "transmitter": "distributor", "enhancer": "contributor", "provider": "provider",
}  # fmt: skip
"""Roles of information sources in the IPTC's and the agencies' codes, by their last part in small letters."""
_MAIN_HEADLINES = frozenset({"", "main", "hl1", "headline", "title", "default", "medium"})
_TEASERS = frozenset({"", "teaser", "summary", "abstract", "caption", "lead", "description", "short", "lede"})
_MEDIA = {"picture": "picture", "photo": "picture", "graphic": "graphic", "video": "video", "audio": "audio"} | {
    "image": "picture",
    "animated": "video",
}


def code_of(element: etree._Element, key: str = "qcode") -> str:
    """Return the code of a property: its qcode, URI or literal."""
    if key != "qcode":
        return tidy(element.get(key) or element.get(key + "uri"))
    return tidy(element.get("qcode") or element.get("uri") or element.get("literal") or element.get("value"))


def label_of(element: etree._Element) -> str:
    """Return the name of a property in words, the one to display where there are several; empty for none."""
    names = list(parts(element, "name"))
    best = [name for name in names if local_part(code_of(name, "role")) in ("display", "full", "")]
    return next((tidy(text_in(name)) for name in (*best, *names) if tidy(text_in(name))), "")


def named(element: etree._Element) -> str:
    """Return what a property is called: its name, else its literal, else its code."""
    return label_of(element) or code_of(element)


def kind_of(item: etree._Element) -> str:
    """Return the class of an item in one word: text, picture, graphic, video, audio, composite; empty for unsaid."""
    meta = part(item, "itemmeta")
    item_class = part(meta, "itemclass") if meta is not None else part(item, "itemclass")
    return local_part(code_of(item_class)) if item_class is not None else ""


def media_kind(word: str) -> str:
    """Return what kind of picture an item class or a content type speaks of."""
    return _MEDIA.get(word.partition("/")[0].casefold(), "document")


def take_fields(item: etree._Element, draft: Draft) -> None:
    """Put all the metadata of an item into a draft."""
    for section in parts(item):
        name = name_of(section)
        if name == "itemmeta":
            _take_all(section, draft, _ITEM)
        elif name == "contentmeta":
            _take_all(section, draft, _CONTENT)
        elif name == "rightsinfo":
            _take_rights(section, draft)
        elif name == "hophistory":
            _take_hops(section, draft)
        elif name in ("catalogref", "catalog"):
            draft.keep(local_name(section), section.get("href"))
        elif name in ("assert", "inlineref", "derivedfrom", "partmeta") or name not in ("contentset", "groupset"):
            _keep(section, draft)


def _take_all(section: etree._Element, draft: Draft, takers: dict[str, Taker]) -> None:
    for element in parts(section):
        taker = takers.get(name_of(element)) or _ITEM.get(name_of(element)) or _CONTENT.get(name_of(element), _keep)
        taker(element, draft)


def _keep(element: etree._Element, draft: Draft) -> None:
    """Keep a property without a field: its code and its words."""
    words = " ".join(text_in(element).split())
    known = " ".join(filter(None, (code_of(element), code_of(element, "role"), words)))
    links = [element.get(key) for key in ("href", "residref", "guidref")]
    draft.keep(local_name(element), " ".join(filter(None, (known, *links))) or _attributes(element))


def _attributes(element: etree._Element) -> str:
    return " ".join(str(value) for value in element.attrib.values())


def _time(field: str) -> Taker:
    def take(element: etree._Element, draft: Draft) -> None:
        draft.take_time(field, text_in(element))

    return take


def _words(field: str) -> Taker:
    def take(element: etree._Element, draft: Draft) -> None:
        draft.take(field, text_in(element) or named(element), name_of(element))

    return take


def _party(role: str) -> Taker:
    def take(element: etree._Element, draft: Draft) -> None:
        draft.take_source(role, named(element) or text_in(element), tidy(element.get("qcode") or element.get("uri")))

    return take


def _take_info_source(element: etree._Element, draft: Draft) -> None:
    code = local_part(code_of(element, "role").split()[0] if code_of(element, "role") else "")
    role = ROLES.get(code, code) or "originator"
    draft.take_source(role, named(element) or text_in(element), tidy(element.get("qcode") or element.get("uri")))


def _take_status(element: etree._Element, draft: Draft) -> None:
    code = code_of(element) or label_of(element) or text_in(element)
    draft.take_status(code, "pubStatus")


def _take_embargo(element: etree._Element, draft: Draft) -> None:
    """Take the end of an embargo; the element without a time says that there is none any more."""
    if tidy(text_in(element)):
        draft.take_time("embargoed_until", text_in(element))
        return
    draft.others.setdefault("embargoed", []).append("empty: no longer embargoed")


def _take_signal(element: etree._Element, draft: Draft) -> None:
    draft.add(draft.signals, code_of(element) or label_of(element) or text_in(element))


def _take_ed_note(element: etree._Element, draft: Draft) -> None:
    """Take a note to editors; one that is markup repeats the others and is kept as it is."""
    if any(isinstance(child.tag, str) for child in element):
        draft.keep(f"edNote {local_part(code_of(element, 'role'))}".strip(), markup_of(element[0]))
    else:
        draft.add(draft.ed_notes, text_in(element))


def _take_link(element: etree._Element, draft: Draft) -> None:
    """Take a link: to a picture that goes with the item, to a page, or to another item."""
    address = element.get("href") or element.get("residref") or element.get("guidref")
    title = part(element, "title")
    words = tidy(text_in(title)) if title is not None else ""
    kind = kind_of(element)
    if kind in _MEDIA and element.get("href"):
        draft.pictures.append(
            Picture(element.get("href", ""), media_kind(kind), element.get("contenttype"), headline=words or None)
        )
    elif element.get("href"):
        draft.add(draft.links, element.get("href"))
    parts_ = (code_of(element, "rel"), address, element.get("residref"), element.get("version"), words)
    draft.keep("link", " ".join(dict.fromkeys(filter(None, map(tidy, parts_)))))


def _take_headline(element: etree._Element, draft: Draft) -> None:
    """Take the main headline; the others are kept with their role or rank."""
    role = local_part(code_of(element, "role"))
    rank = tidy(element.get("rank"))
    own_name = f"headline {role or rank}".strip()
    if role in _MAIN_HEADLINES and rank in ("", "1"):
        draft.take("headline", text_in(element), own_name)
    else:
        draft.keep(own_name, text_in(element))


def _take_description(element: etree._Element, draft: Draft) -> None:
    role = local_part(code_of(element, "role"))
    if role in _TEASERS:
        draft.take("teaser", text_in(element), f"description {role}".strip())
    else:
        draft.keep(f"description {role}", text_in(element))


def _take_subject(element: etree._Element, draft: Draft) -> None:
    draft.add(draft.subjects, named(element))
    draft.keep("subject", " ".join(filter(None, (code_of(element), tidy(element.get("type")), label_of(element)))))


def _take_genre(element: etree._Element, draft: Draft) -> None:
    draft.take("genre", named(element) or text_in(element), "genre")
    draft.keep("genre code", code_of(element))


def _take_located(element: etree._Element, draft: Draft) -> None:
    draft.keep("located", named(element) or text_in(element))
    for wider in parts(element, "broader"):
        draft.keep("located broader", named(wider))


def _take_alt_id(element: etree._Element, draft: Draft) -> None:
    draft.keep(f"altId {tidy(element.get('type'))}".strip(), text_in(element))


def _take_language(element: etree._Element, draft: Draft) -> None:
    tag = tidy(element.get("tag")) or code_of(element)
    if tag and not draft.values.get("language"):
        draft.values["language"] = tag
    else:
        draft.keep("language", tag)


def _take_keyword(element: etree._Element, draft: Draft) -> None:
    draft.add(draft.keywords, text_in(element))


def _take_rights(section: etree._Element, draft: Draft) -> None:
    """Take who holds the rights and what may be done; what a machine can read is kept verbatim."""
    for element in parts(section):
        name = name_of(element)
        draft.add(draft.rights_links, element.get("href"))
        if name == "copyrightholder":
            draft.take_right("copyright_holder", named(element) or text_in(element))
        elif name == "copyrightnotice":
            draft.take_right("copyright_notice", text_in(element))
        elif name == "usageterms":
            draft.take_right("usage_terms", text_in(element))
        elif name == "link":
            draft.keep("rights link", code_of(element, "rel"))
        elif name in ("rightsexpressionxml", "rightsexpressiondata"):
            draft.rights_encoded.append("".join(markup_of(child) for child in parts(element)) or text_in(element))
        else:
            draft.keep(f"rights {name}", text_in(element) or named(element))


def _take_hops(section: etree._Element, draft: Draft) -> None:
    """Take the stages that the item passed, each with its party and what it did."""
    for hop in parts(section, "hop"):
        party = part(hop, "party")
        name = (named(party) or tidy(text_in(party))) if party is not None else ""
        stamp = draft.take_time("hop", hop.get("timestamp"))
        actions = list(parts(hop, "action"))
        for action in actions or [hop]:
            at = draft.take_time("hop", action.get("timestamp")) if action is not hop else None
            what, target = (code_of(action), tidy(action.get("target"))) if action is not hop else ("", "")
            draft.hops.append(Hop(name, what or None, target or None, at or stamp))


def _take_urgency(element: etree._Element, draft: Draft) -> None:
    draft.take_urgency(text_in(element), "urgency")


def _take_slugline(element: etree._Element, draft: Draft) -> None:
    draft.take("slugline", text_in(element), "slugline")
    draft.keep("slugline separator", element.get("separator"))


_ITEM: dict[str, Taker] = {
    "provider": _party("provider"),
    "versioncreated": _time("modified"),
    "firstcreated": _time("first_created"),
    "embargoed": _take_embargo,
    "pubstatus": _take_status,
    "signal": _take_signal,
    "ednote": _take_ed_note,
    "link": _take_link,
    "expires": _time("expires"),
    "firstpublished": _time("published"),
}
_CONTENT: dict[str, Taker] = {
    "urgency": _take_urgency,
    "contentcreated": _time("contentCreated"),
    "contentmodified": _time("contentModified"),
    "headline": _take_headline,
    "slugline": _take_slugline,
    "dateline": _words("dateline"),
    "by": _words("byline"),
    "creditline": _words("credit_line"),
    "description": _take_description,
    "subject": _take_subject,
    "genre": _take_genre,
    "keyword": _take_keyword,
    "language": _take_language,
    "located": _take_located,
    "infosource": _take_info_source,
    "creator": _party("creator"),
    "contributor": _party("contributor"),
    "altid": _take_alt_id,
}
