"""One item of a feed becomes one report: RSS of all versions, RDF, Atom 0.3 and 1.0, CDF, and their extensions.

The body is the fullest text that the feed offers (``content:encoded`` before ``description``); the other is the
teaser. What has no field is kept among ``others`` under the format's own name; of elements given twice none is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from mediawire.report import Source
from mediawire.wire.feed_addresses import absolute
from mediawire.wire.feed_media import KEYS as MEDIA
from mediawire.wire.feed_media import read_pictures
from mediawire.wire.feed_names import XML_BASE, XML_LANG, group_children, key_of
from mediawire.wire.feed_others import list_others
from mediawire.wire.feed_people import Person, read_person
from mediawire.wire.feed_text import one_line, plain_text, read_headline
from mediawire.wire.feed_words import BODIES, SUMMARIES, choose_words, tell_completeness
from mediawire.wire.reading import InfoSource, PubStatus, Received, Rights, StatedTime
from mediawire.wire.stated_times import state_time

Parts = Mapping[str, list[etree._Element]]

TITLES = ("title", "atom:title", "dc:title", "dcterms:title", "media:title", "itunes:title")
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
_RANKS = {key: rank for rank, key in enumerate(TIMES)}
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
    "tags",
)
_LISTS = ("keywords", "tags")
"""What holds words parted by commas."""
_VOCABULARIES = {
    "media:category": "http://search.yahoo.com/mrss/category_schema",
    "itunes:category": "http://www.itunes.com/",
}
"""The vocabulary of a category that names none: Media RSS states it, and those of iTunes are Apple's own."""
NOTICES = ("atom:rights", "rights", "atom:copyright", "copyright", "dc:rights", "dcterms:rights", "prism:copyright")
LICENCES = ("cc:license", "dcterms:license")
_READ = frozenset((*TIMES, *CATEGORIES, *NOTICES, *LICENCES, *MEDIA, "dc:creator", "dc:publisher"))
_ONCE = frozenset("title atom:title guid atom:id id feedburner:origlink language dc:language".split())
"""What stands once: the first is a field, and any further one is kept as well."""
_OF_RIGHTS = frozenset(
    (*NOTICES, *LICENCES, "atom:link", "atom:source", "dcterms:rightsholder", "dcterms:accessrights")
)
_OF_SOURCES = frozenset(("source", "atom:source", "dc:publisher", "dcterms:publisher", *CONTRIBUTORS))
_TEXTS = frozenset((*BODIES, *SUMMARIES, *TITLES))
_PERIOD = re.compile(r"(?:^|;)\s*(start|end)\s*=\s*([^;]+)")


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


def read_item(
    element: etree._Element, feed: Feed, base: str | None, unfinished: tuple[etree._Element, ...] = ()
) -> Received:
    """Read one item; ``base`` is the address its links start from.

    ``unfinished`` are the elements that the feed breaks off in: of an item among them the body is told as incomplete,
    and an address, an identifier or a time that breaks off is not taken for one.
    """
    is_cut = bool(unfinished) and any(element is each for each in unfinished)
    base = (absolute(base, element.get(XML_BASE) or "") if element.keys() else None) or base
    parts = _without_stumps(group_children(element), unfinished) if is_cut else group_children(element)
    words = choose_words(parts, base)
    authors = [person.name for person in list_people(parts, AUTHORS)] or [*feed.authors]
    stated = tuple(_state_times(parts, element, feed.now))
    times = {time.field: time.at for time in reversed(stated) if time.at is not None}
    link = choose_link(parts)
    url = _find_url(parts, element, base, link)
    sources = tuple(_list_sources(parts, base))
    origin = next((source for source in sources if source.role == "originator"), None)
    return Received(
        body=words.body.as_body(feed.data),
        headline=_first(parts, *TITLES) or None,
        byline=", ".join(dict.fromkeys(name for name in authors if name)) or None,
        published=times.get("published"),
        outlet=feed.title,
        url=url,
        source=Source(origin.name, origin.uri) if origin else None,
        language=words.body.language
        or (element.get(XML_LANG) or _plain(parts, "dc:language", "language")).replace("_", "-")
        or feed.language,
        links=words.body.links,
        format=feed.format,
        guid=_plain(parts, "guid", "atom:id", "id") or _attribute(element, "about") or None,
        canonical=_find_canonical(parts, base),
        teaser=words.teaser or None,
        keywords=tuple(_list_keywords(parts)),
        subjects=tuple(_list_subjects(parts)),
        first_created=times.get("first_created"),
        modified=times.get("modified"),
        embargoed_until=times.get("embargoed_until"),
        expires=times.get("expires"),
        stated=stated,
        pub_status=PubStatus.WITHHELD if _is_draft(parts) else PubStatus.USABLE,
        rights=read_rights(parts, base),
        info_sources=sources,
        pictures=read_pictures(parts, base, words.body.images),
        completeness=tell_completeness(words.body.text, words.is_full, is_cut, url is not None),
        others=list_others(parts, _READ, _ONCE, words.used if link is None else (*words.used, link), base),
    )


def _without_stumps(parts: Parts, unfinished: tuple[etree._Element, ...]) -> Parts:
    """Leave out what breaks off and is no text: a stump of a guid may be the whole guid of another item."""
    kept = {
        key: [each for each in elements if key in _TEXTS or not any(each is stump for stump in unfinished)]
        for key, elements in parts.items()
    }
    return {key: elements for key, elements in kept.items() if elements}


def _state_times(parts: Parts, item: etree._Element, now: datetime | None) -> Iterator[StatedTime]:
    """State all times, the one that counts first: a format's own before an extension's, of one given twice the last."""
    keys = [key for key in parts if key in TIMES]
    for key in sorted(keys, key=_RANKS.__getitem__) if len(keys) > 1 else keys:
        field = TIMES[key]
        for element in reversed(parts[key]):
            words = plain_text(element)
            for name, value in (_PERIOD.findall(words) if key == "dcterms:valid" else ()) or (("end", words),):
                if value:
                    yield state_time(field if name == "end" else "valid_from", value.strip(), now)
    changed = _attribute(item, "lastmod")
    if changed:
        yield state_time("modified", changed, now)


def choose_link(parts: Parts) -> etree._Element | None:
    """Choose the link of RSS that leads to the report; of several the last, as all readers of feeds do."""
    links = [link for link in parts.get("link", ()) if plain_text(link) or link.get("href")]
    return next((link for link in reversed(links) if link.get("rel") in (None, "alternate")), None)


def _find_url(parts: Parts, item: etree._Element, base: str | None, link: etree._Element | None) -> str | None:
    """Find the address of the report: the link, else a guid that is one."""
    url = None if link is None else absolute(base, plain_text(link) or link.get("href") or "")
    if url:
        return url
    links = [link for link in parts.get("atom:link", ()) if (link.get("rel") or "alternate").lower() == "alternate"]
    links.sort(key=lambda link: "html" not in (link.get("type") or "html"))
    for link in links:
        url = link_address(link, base)
        if url:
            return url
    for guid in (*parts.get("guid", ()), *parts.get("atom:id", ())):
        words = plain_text(guid)
        if (
            words.startswith(("http://", "https://"))
            and (guid.get("ispermalink") or guid.get("isPermaLink")) != "false"
        ):
            return absolute(None, words)
    return absolute(base, _attribute(item, "href") or _attribute(item, "about"))


def link_address(link: etree._Element, base: str | None) -> str | None:
    """Return the address that an Atom link leads to; one may bring its own base."""
    base = absolute(base, link.get(XML_BASE, "")) or base
    return absolute(base, link.get("href") or plain_text(link))


def _find_canonical(parts: Parts, base: str | None) -> str | None:
    for link in parts.get("atom:link", ()):
        if (link.get("rel") or "").lower() == "canonical":
            return absolute(base, link.get("href") or "")
    return absolute(base, _plain(parts, "feedburner:origlink") or "")


def list_people(parts: Parts, keys: tuple[str, ...]) -> list[Person]:
    """List the people whom some elements name."""
    return [read_person(element) for key in keys if key in parts for element in parts[key]]


def _list_keywords(parts: Parts) -> Iterator[str]:
    """List the words that an item is filed under, as readers see them, none twice."""
    seen: set[str] = set()
    for key in [key for key in CATEGORIES if key in parts]:
        for element in parts[key]:
            for word in _category_words(key, element):
                if word and word not in seen:
                    seen.add(word)
                    yield word


def _category_words(key: str, element: etree._Element) -> Iterator[str]:
    if not (element.keys() or len(element) or key.endswith(_LISTS)):
        yield one_line(element.text or "")
        return
    label = element.get("label") or element.get("text") or (element.text or "").strip() or element.get("term") or ""
    yield from map(one_line, label.split(",") if key.endswith(_LISTS) else (label,))
    for inner in element:  # categories of iTunes stand inside one another
        yield from _category_words(key, inner)


def _list_subjects(parts: Parts) -> Iterator[str]:
    """List terms of vocabularies: ``scheme:term``, or the term alone where a label is shown in its stead."""
    for key in [key for key in CATEGORIES if key in parts]:
        for element in parts[key]:
            scheme = element.get("scheme") or element.get("domain")
            term = element.get("term") or element.get("text") or plain_text(element)
            scheme = scheme or (_VOCABULARIES.get(key) if term else None)
            if scheme or (term and (element.get("label") not in (None, term))):
                yield f"{scheme}:{term}" if scheme else term


def _list_sources(parts: Parts, base: str | None) -> Iterator[InfoSource]:
    """List whom the item was taken from, who provides it, and who contributed."""
    if parts.keys().isdisjoint(_OF_SOURCES):
        return
    for element in (*parts.get("source", ()), *parts.get("atom:source", ())):
        inner = group_children(element)
        name = _first(inner, "atom:title", "title") if len(element) else one_line(plain_text(element))
        address = element.get("url") or (_find_url(inner, element, base, choose_link(inner)) if len(element) else None)
        if name or address:
            yield InfoSource("originator", name or address or "", absolute(base, address or ""))
    for role, keys in (("provider", ("dc:publisher", "dcterms:publisher")), ("contributor", CONTRIBUTORS)):
        for person in list_people(parts, keys):
            if person.name or person.mail:
                yield InfoSource(role, person.name or person.mail or "", person.url)


def read_rights(parts: Parts, base: str | None) -> Rights:
    """Read who holds the rights and what may be done."""
    if parts.keys().isdisjoint(_OF_RIGHTS):
        return Rights()
    links = [
        absolute(base, element.get("url") or _attribute(element, "resource") or plain_text(element))
        for key in LICENCES
        for element in parts.get(key, ())
    ]
    links += [
        absolute(base, link.get("href") or "")
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


def _first(parts: Parts, *keys: str) -> str:
    """Return the first words that say anything, on one line and without markup."""
    found = (words for key in keys if key in parts for words in map(read_headline, parts[key]) if words)
    return next(found, "")


def _plain(parts: Parts, *keys: str) -> str:
    """Return the first text that says anything, as it stands."""
    return next((text for key in keys if key in parts for text in map(plain_text, parts[key]) if text), "")


def _attribute(element: etree._Element, name: str) -> str:
    """Return an attribute whatever its namespace and case: ``rdf:about``."""
    keys = (key for key in element.keys() if str(key).rpartition("}")[2].lower() == name)  # noqa: SIM118 - items() is slow
    return next((element.get(key) or "" for key in keys), "")
