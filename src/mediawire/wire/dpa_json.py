"""dpa's digitalwires: news items as JSON, which become the same report as their twins in NewsML-G2.

The article and its box are one text, as dpa prints them; the dateline opens the text where the article came without it.
The teaser, the kicker and the note pad have fields of their own and are no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mediawire.report import Body
from mediawire.wire.draft import Draft, local_part
from mediawire.wire.json_values import kept_words, name_of_value, objects_in, words_of
from mediawire.wire.markup import links_of, parse_markup
from mediawire.wire.newsml_g2_fields import ROLES, media_kind
from mediawire.wire.reading import Picture
from mediawire.wire.xml_content import number, read_html

_DATELINE = 'class="dateline"'
_EMPTY_FIRST = re.compile(r"\s*(?:<section[^>]*>\s*)?<p>\s*</p>", re.IGNORECASE)
"""dpa sets the dateline into the first paragraph, even where that is empty."""
_TAKEN = frozenset(
    "urn version version_created pubstatus signal embargoed content_created language urgency headline teaser byline "
    "dateline article_html infobox_html linkbox_html creditline copyrightnotice usageterms ednotes descriptions "
    "associations categories format".split()
)


def is_dpa(item: Mapping[str, Any]) -> bool:
    """Tell an item of digitalwires: it says so, or has its article and categories under dpa's keys."""
    return words_of(item.get("format")).startswith("digitalwires") or {"urn", "article_html", "categories"} <= set(item)


def read_dpa(item: Mapping[str, Any], received: bytes) -> Draft:
    """Read one item of digitalwires."""
    draft = Draft("dpa-digitalwires", received)
    _take_words(item, draft)
    _take_parties(item, draft)
    _take_categories(item, draft)
    _take_content(item, draft)
    for link in links_of(parse_markup(words_of(item.get("linkbox_html")))):
        draft.add(draft.links, link[0])
    for other in objects_in(item.get("associations")):
        _take_association(other, draft)
    for key, value in item.items():
        if key not in _TAKEN and value not in (None, "", [], {}):
            for words in kept_words(value):
                draft.keep(key, words)
    return draft


def _take_words(item: Mapping[str, Any], draft: Draft) -> None:
    """Take what is one value: names, times, notes, rights."""
    fields = {"urn": "guid", "headline": "headline", "teaser": "teaser", "byline": "byline", "dateline": "dateline"}
    fields |= {"version": "version", "language": "language", "creditline": "credit_line"}
    for key, field in fields.items():
        draft.take(field, words_of(item.get(key)), key)
    for key, field in (("version_created", "modified"), ("embargoed", "embargoed_until")):
        draft.take_time(field, words_of(item.get(key)))
    draft.take_time("contentCreated", words_of(item.get("content_created")))
    draft.take_urgency(words_of(item.get("urgency")), "urgency")
    draft.take_right("copyright_notice", words_of(item.get("copyrightnotice")))
    draft.take_right("usage_terms", words_of(item.get("usageterms")))
    draft.add(draft.signals, words_of(item.get("signal")))
    draft.take_status(words_of(item.get("pubstatus")), "pubstatus")
    for note in objects_in(item.get("ednotes")):
        draft.add(draft.ed_notes, words_of(note.get("ednote")))
    for description in objects_in(item.get("descriptions")):
        role = local_part(words_of(description.get("role")))
        if role == "caption":
            draft.take("teaser", words_of(description.get("description")), "caption")
        else:
            draft.keep(f"description {role}", words_of(description.get("description")))


def _of(item: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    """Return the categories of one kind, in their order."""
    return [thing for thing in objects_in(item.get("categories")) if local_part(words_of(thing.get("type"))) == kind]


def _take_parties(item: Mapping[str, Any], draft: Draft) -> None:
    for kind in ("provider", "infosource", "creator", "contributor"):
        for thing in _of(item, kind):
            role = local_part(words_of(thing.get("role")))
            role = kind if kind != "infosource" else ROLES.get(role, role) or "originator"
            draft.take_source(role, name_of_value(thing), words_of(thing.get("qcode")))


def _take_categories(item: Mapping[str, Any], draft: Draft) -> None:
    """Take subjects, keywords, genre and signals; the rest by its kind."""
    for kind in ("desk", "geosubject", "dpasubject", "poi"):
        for thing in _of(item, kind):
            place = thing.get("geojson")
            properties = place.get("properties") if isinstance(place, Mapping) else None
            name = words_of(properties.get("name")) if isinstance(properties, Mapping) and kind == "poi" else ""
            draft.add(draft.subjects, name or name_of_value(thing))
    for thing in _of(item, "keyword"):
        draft.add(draft.keywords, name_of_value(thing))
    for thing in _of(item, "genre"):
        draft.take("genre", name_of_value(thing), "genre")
    for thing in _of(item, "signal"):
        draft.add(draft.signals, words_of(thing.get("qcode")) or name_of_value(thing))
    for thing in objects_in(item.get("categories")):
        draft.keep(local_part(words_of(thing.get("type"))) or "category", " ".join(kept_words(thing)))


def _take_content(item: Mapping[str, Any], draft: Draft) -> None:
    """Put article and box together; open the text with the dateline where the article came without it."""
    article, box = (item.get(key) if isinstance(item.get(key), str) else "" for key in ("article_html", "infobox_html"))
    pieces = [read_html(str(markup)) for markup in (article, box) if str(markup).strip()]
    text = "\n\n".join(piece.body.text for piece in pieces if piece.body.text)
    dateline = item.get("dateline")
    if text and isinstance(dateline, str) and dateline.strip() and _DATELINE not in str(article):
        is_alone = _EMPTY_FIRST.match(str(article)) is not None
        text = f"{dateline.strip()}{chr(10) * 2 if is_alone else ' '}{text}"
    draft.body = Body(text, html="\n".join(filter(None, (article, box))) or None)
    for piece in pieces:
        draft.pictures.extend(piece.pictures)
        for address in piece.links:
            draft.add(draft.links, address)


def _take_association(other: Mapping[str, Any], draft: Draft) -> None:
    """Take a picture, film or sound that goes with the item, in its largest rendition."""
    renditions = [thing for thing in objects_in(other.get("renditions")) if words_of(thing.get("url"))]
    if not renditions:
        draft.keep("association", " ".join(kept_words(other)))
        return
    best = max(renditions, key=lambda thing: number(words_of(thing.get("width"))) or 0)
    content_type = words_of(best.get("mimetype"))
    kind = media_kind(words_of(other.get("type")))
    draft.pictures.append(
        Picture(
            words_of(best.get("url")),
            kind if kind != "document" else media_kind(content_type),
            content_type or None,
            headline=words_of(other.get("headline")) or None,
            caption=words_of(other.get("caption")) or None,
            credit_line=words_of(other.get("creditline")) or None,
            width=number(words_of(best.get("width"))),
            height=number(words_of(best.get("height"))),
        )
    )
    for thing in renditions:
        if thing is not best:
            draft.keep("rendition", words_of(thing.get("url")))
