"""One item of a feed becomes one report: RSS of all versions, RDF, Atom 0.3 and 1.0, CDF, and their extensions.

The body is the fullest text that the feed offers (``content:encoded`` before ``description``); the other is the
teaser. What has no field is kept among ``others`` under the format's own name; of elements given twice none is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from lxml import etree

from mediawire.report import Source
from mediawire.wire.feed_media import KEYS as MEDIA
from mediawire.wire.feed_media import group_children, read_pictures
from mediawire.wire.feed_names import XML_BASE, XML_LANG, key_of
from mediawire.wire.feed_people import Person, read_person
from mediawire.wire.feed_text import NOTHING, Words, one_line, plain_text, read_headline, read_words
from mediawire.wire.markup import join_address
from mediawire.wire.reading import Completeness, InfoSource, PubStatus, Received, Rights, StatedTime, Verdict
from mediawire.wire.stated_times import state_time, time_of

Parts = Mapping[str, list[etree._Element]]

BODIES = (
    "content:encoded",
    "encoded",
    "atom:content",
    "xhtml:body",
    "xhtml:div",
    "body",
    "fullitem",
    "content",
    "rdf:value",
)
SUMMARIES = (
    "description",
    "atom:summary",
    "summary",
    "abstract",
    "dc:description",
    "dcterms:abstract",
    "dcterms:description",
)
LAST_SUMMARIES = ("itunes:summary", "itunes:subtitle", "googleplay:description", "media:description", "prism:teaser")
TIMES = {
    "pubdate": "published",
    "atom:published": "published",
    "published": "published",
    "atom:issued": "published",
    "issued": "published",
    "dcterms:issued": "published",
    "dc:date": "published",
    "dcterms:date": "published",
    "prism:publicationdate": "published",
    "atom:updated": "modified",
    "updated": "modified",
    "atom:modified": "modified",
    "modified": "modified",
    "dcterms:modified": "modified",
    "lastbuilddate": "modified",
    "prism:modificationdate": "modified",
    "atom:created": "first_created",
    "created": "first_created",
    "dcterms:created": "first_created",
    "expirationdate": "expires",
    "prism:expirationdate": "expires",
    "dcterms:valid": "expires",
    "prism:embargodate": "embargoed_until",
    "dcterms:available": "embargoed_until",
}
AUTHORS = ("atom:author", "author", "dc:creator", "dc:author", "itunes:author", "googleplay:author", "managingeditor")
CONTRIBUTORS = ("atom:contributor", "contributor", "dc:contributor")
CATEGORIES = (
    "category",
    "atom:category",
    "dc:subject",
    "media:category",
    "itunes:category",
    "itunes:keywords",
    "media:keywords",
    "keywords",
    "prism:keyword",
)
NOTICES = ("atom:rights", "rights", "atom:copyright", "copyright", "dc:rights", "dcterms:rights", "prism:copyright")
LICENCES = ("cc:license", "dcterms:license")
_READ = frozenset((*TIMES, *AUTHORS, *CONTRIBUTORS, *CATEGORIES, *NOTICES, *LICENCES, *MEDIA)) | frozenset(
    "title atom:title link guid atom:id id dc:publisher source atom:source feedburner:origlink language".split()
)
MOST_ATTRIBUTES = 100
_ONCE = frozenset("title atom:title guid atom:id id feedburner:origlink language".split())
"""What stands once: the first is a field, and any further one is kept as well."""
_WITH_MORE = frozenset((*AUTHORS, *CONTRIBUTORS, "source", "atom:source", "link"))
"""What may say more than its field holds."""
_NOT_LETTERS = re.compile(r"[\W_]+")
_PERIOD = re.compile(r"(?:^|;)\s*(start|end)\s*=\s*([^;]+)")
_STUMP = re.compile(
    r"(?:\.\.\.|\u2026|\[\s*(?:\.\.\.|\u2026|&hellip;)\s*\]"
    r"|[(\[]?\b(?:read|see|view) (?:more|the (?:full|rest))\b[^.]{0,40}"
    r"|\bcontinue reading\b.{0,120}|\b(?:weiterlesen|lire la suite|leer m\u00e1s|leggi tutto|ler mais|lees meer|"
    r"\u0447\u0438\u0442\u0430\u0442\u044c \u0434\u0430\u043b\u0435\u0435))\W*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Feed:
    """What the items of a feed share."""

    data: bytes
    format: str
    base: str | None
    title: str | None = None
    language: str | None = None
    authors: tuple[str | None, ...] = ()
    now: datetime | None = None


class Chosen(NamedTuple):
    """The words of an item: body and teaser, the elements they were taken from, and whether the body is a full text."""

    body: Words
    teaser: str = ""
    used: tuple[etree._Element, ...] = ()
    is_full: bool = False


def read_item(element: etree._Element, feed: Feed, base: str | None, is_cut: bool = False) -> Received:
    """Read one item; ``base`` is the address its links start from, ``is_cut`` that the feed breaks off inside it."""
    base = join_address(base, element.get(XML_BASE) or "") or base
    parts = group_children(element)
    words = _choose_words(parts, base)
    authors = [person.name for person in list_people(parts, AUTHORS)] or [*feed.authors]
    stated = tuple(_state_times(parts, element, feed.now))
    url = _find_url(parts, element, base)
    sources = tuple(_list_sources(parts, base))
    origin = next((source for source in sources if source.role == "originator"), None)
    return Received(
        body=words.body.as_body(feed.data),
        headline=_first(parts, "title", "atom:title") or None,
        byline=", ".join(dict.fromkeys(name for name in authors if name)) or None,
        published=time_of(stated, "published"),
        outlet=feed.title,
        url=url,
        source=Source(origin.name, origin.uri) if origin else None,
        language=words.body.language
        or element.get(XML_LANG)
        or _plain(parts, "dc:language", "language")
        or feed.language,
        links=words.body.links,
        format=feed.format,
        guid=_plain(parts, "guid", "atom:id", "id") or _attribute(element, "about") or None,
        canonical=_find_canonical(parts, base),
        teaser=words.teaser or None,
        keywords=tuple(_list_keywords(parts)),
        subjects=tuple(_list_subjects(parts)),
        first_created=time_of(stated, "first_created"),
        modified=time_of(stated, "modified"),
        embargoed_until=time_of(stated, "embargoed_until"),
        expires=time_of(stated, "expires"),
        stated=stated,
        pub_status=PubStatus.WITHHELD if _is_draft(parts) else PubStatus.USABLE,
        rights=read_rights(parts, base),
        info_sources=sources,
        pictures=read_pictures(dict(parts), base),
        completeness=_tell_completeness(words, is_cut, url is not None),
        others=list_others(parts, _READ, words.used),
    )


def _choose_words(parts: Parts, base: str | None) -> Chosen:
    """Choose the body and the teaser out of all texts that an item has."""
    full, full_element = _first_words(parts, BODIES, base)
    short, short_element = _first_words(parts, (*SUMMARIES, *LAST_SUMMARIES), base)
    used = tuple(element for element in (full_element, short_element) if element is not None)
    if full is None:
        return Chosen(short or NOTHING, "", used)
    return Chosen(full, one_line(short.text) if short else "", used, True)


def _first_words(parts: Parts, keys: tuple[str, ...], base: str | None) -> tuple[Words | None, etree._Element | None]:
    """Return the first words that say anything, and the element that they stand in."""
    for key in keys:
        for element in parts.get(key, ()):
            words = read_words(element, base)
            if words.text or words.markup:
                return words, element
    return None, None


def _state_times(parts: Parts, item: etree._Element, now: datetime | None) -> Iterator[StatedTime]:
    for key, elements in parts.items():
        field = TIMES.get(key)
        if field is None:
            continue
        for element in elements:
            words = plain_text(element)
            for name, value in (_PERIOD.findall(words) if key == "dcterms:valid" else ()) or (("end", words),):
                if value:
                    yield state_time(field if name == "end" else "valid_from", value.strip(), now)
    if item.get("lastmod"):  # CDF
        yield state_time("modified", item.get("lastmod") or "", now)


def _find_url(parts: Parts, item: etree._Element, base: str | None) -> str | None:
    """Find the address of the report: the link, else a guid that is one."""
    for link in parts.get("link", ()):
        url = join_address(base, plain_text(link) or link.get("href") or "")
        if url:
            return url
    links = [link for link in parts.get("atom:link", ()) if (link.get("rel") or "alternate").lower() == "alternate"]
    links.sort(key=lambda link: "html" not in (link.get("type") or "html"))
    for link in links:
        url = join_address(base, link.get("href") or plain_text(link))
        if url:
            return url
    for guid in (*parts.get("guid", ()), *parts.get("atom:id", ())):
        words = plain_text(guid)
        if (
            words.startswith(("http://", "https://"))
            and (guid.get("ispermalink") or guid.get("isPermaLink")) != "false"
        ):
            return join_address(None, words)
    return join_address(base, item.get("href") or _attribute(item, "about"))


def _find_canonical(parts: Parts, base: str | None) -> str | None:
    for link in parts.get("atom:link", ()):
        if (link.get("rel") or "").lower() == "canonical":
            return join_address(base, link.get("href") or "")
    return join_address(base, _plain(parts, "feedburner:origlink") or "")


def list_people(parts: Parts, keys: tuple[str, ...]) -> list[Person]:
    """List the people whom some elements name."""
    return [read_person(element) for key in keys for element in parts.get(key, ())]


def _list_keywords(parts: Parts) -> Iterator[str]:
    """List the words that an item is filed under, as readers see them, none twice."""
    seen: set[str] = set()
    for key in CATEGORIES:
        for element in parts.get(key, ()):
            label = element.get("label") or element.get("text") or plain_text(element) or element.get("term") or ""
            for word in label.split(",") if key.endswith("keywords") else (label,):
                word = one_line(word)
                if word and word not in seen:
                    seen.add(word)
                    yield word


def _list_subjects(parts: Parts) -> Iterator[str]:
    """List the terms of stated vocabularies: ``scheme:term``."""
    for key in CATEGORIES:
        for element in parts.get(key, ()):
            scheme = element.get("scheme") or element.get("domain")
            term = element.get("term") or plain_text(element)
            if scheme and term:
                yield f"{scheme}:{term}"


def _list_sources(parts: Parts, base: str | None) -> Iterator[InfoSource]:
    """List whom the item was taken from, who provides it, and who contributed."""
    for element in (*parts.get("source", ()), *parts.get("atom:source", ())):
        inner = group_children(element)
        name = _first(inner, "atom:title", "title") if len(element) else one_line(plain_text(element))
        address = element.get("url") or (_find_url(inner, element, base) if len(element) else None)
        if name or address:
            yield InfoSource("originator", name or address or "", join_address(base, address or ""))
    for role, keys in (("provider", ("dc:publisher", "dcterms:publisher")), ("contributor", CONTRIBUTORS)):
        for person in list_people(parts, keys):
            if person.name or person.mail:
                yield InfoSource(role, person.name or person.mail or "", person.url)


def read_rights(parts: Parts, base: str | None) -> Rights:
    """Read who holds the rights and what may be done."""
    links = [
        join_address(base, element.get("url") or _attribute(element, "resource") or plain_text(element))
        for key in LICENCES
        for element in parts.get(key, ())
    ]
    links += [
        join_address(base, link.get("href") or "")
        for link in parts.get("atom:link", ())
        if (link.get("rel") or "").lower() == "license"
    ]
    source = parts.get("atom:source", ())
    notice = _first(parts, *NOTICES) or (_first(group_children(source[0]), *NOTICES) if source else "")
    return Rights(
        _plain(parts, "dcterms:rightsholder") or None,
        notice or None,
        _plain(parts, "dcterms:accessrights") or None,
        tuple(dict.fromkeys(filter(None, links))),
    )


def _is_draft(parts: Parts) -> bool:
    """Tell whether the item says that it is not to be shown yet (RFC 5023, section 13.1.1)."""
    return any(
        plain_text(element).lower() == "yes"
        for control in parts.get("app:control", ())
        for element in control
        if key_of(element) == "app:draft"
    )


def _tell_completeness(words: Chosen, is_cut: bool, has_url: bool) -> Completeness:
    """Say whether the body may be all that was published; only signs make it incomplete."""
    text = words.body.text
    letters = len(_NOT_LETTERS.sub("", text))
    if is_cut:
        return Completeness(Verdict.INCOMPLETE, 0.0, ("the feed breaks off inside this item",), letters)
    if not letters:
        return Completeness(Verdict.INCOMPLETE, 0.0, ("the feed gives no text",), 0)
    if _STUMP.search(text[-200:]):
        return Completeness(Verdict.INCOMPLETE, 0.1, ("the text says that it goes on elsewhere",), letters)
    if words.is_full:
        return Completeness(Verdict.UNKNOWN, 0.8, ("the feed gives content apart from a summary",), letters)
    reason = "the feed gives only a summary" + (", the page may have more" if has_url else "")
    return Completeness(Verdict.UNKNOWN, 0.3, (reason,), letters)


def list_others(
    parts: Parts, read: frozenset[str], used: tuple[etree._Element, ...] = ()
) -> dict[str, tuple[str, ...]]:
    """List what has no field, under its own name: text, attributes (``name/@attribute``), and what stands inside."""
    found: dict[str, list[str]] = {}
    for key, elements in parts.items():
        if key in read and key not in _ONCE and key not in _WITH_MORE:
            continue
        first = key in _ONCE
        for element in elements[first:]:
            if element not in used:
                _tell_element(key, element, found)
        if first and elements[0].attrib:
            _tell_attributes(key, elements[0], found)
    for element in used:
        if element.get("src"):
            _tell_attributes(key_of(element), element, found)
    return {key: tuple(values) for key, values in found.items()}


def _tell_element(key: str, element: etree._Element, found: dict[str, list[str]], depth: int = 0) -> None:
    """Tell an element and what stands inside it, to a depth that no format needs."""
    if key == "atom:link":
        key = f"atom:link/{(element.get('rel') or 'alternate').lower()}"
    text = one_line((element.text or "") if len(element) and depth < 4 else "".join(element.itertext()))
    if text:
        found.setdefault(key, []).append(text)
    _tell_attributes(key, element, found)
    if depth < 4:
        for child in element:
            _tell_element(f"{key}/{key_of(child)}", child, found, depth + 1)
            if child.tail and child.tail.strip():
                found.setdefault(key, []).append(one_line(child.tail))


def _tell_attributes(key: str, element: etree._Element, found: dict[str, list[str]]) -> None:
    """Tell the attributes of an element; looking up all of very many takes the square of their number."""
    names = element.attrib.keys()
    for name in names[:MOST_ATTRIBUTES]:
        value = element.get(name)
        if value and name not in (XML_BASE, XML_LANG):
            found.setdefault(f"{key}/@{str(name).rpartition('}')[2]}", []).append(value)
    if len(names) > MOST_ATTRIBUTES:
        found.setdefault(key, []).append(f"[{len(names) - MOST_ATTRIBUTES:,} more attributes]")


def _first(parts: Parts, *keys: str) -> str:
    """Return the first words that say anything, on one line and without markup."""
    return next((words for key in keys for words in map(read_headline, parts.get(key, ())) if words), "")


def _plain(parts: Parts, *keys: str) -> str:
    """Return the first text that says anything, as it stands."""
    return next((text for key in keys for text in map(plain_text, parts.get(key, ())) if text), "")


def _attribute(element: etree._Element, name: str) -> str:
    """Return an attribute whatever its namespace: ``rdf:about``."""
    keys = (key for key in element.attrib.keys() if str(key).rpartition("}")[2] == name)  # noqa: SIM118 - items() is slow
    return next((element.get(key) or "" for key in keys), "")
