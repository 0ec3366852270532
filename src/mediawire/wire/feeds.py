"""Feeds: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, CDF; well-formed or broken; with hubs, tombstones and completeness.

A reader of our own over lxml: see docs/adr for what others cost and lose. Every item is a report, whatever it lacks; an
``at:deleted-entry`` is a notice (RFC 6721); a feed that says it is whole (RFC 5005, section 2) is told as such. The
body is kept as received: nothing is cleaned, no address in it is rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice

from lxml import etree

from mediawire.errors import NotText
from mediawire.wire.charset import decode_document
from mediawire.wire.document import Document
from mediawire.wire.feed_items import AUTHORS, NOTICES, TIMES, Feed, choose_link, link_address, list_people, read_item
from mediawire.wire.feed_names import USUAL, XML_BASE, XML_LANG, group_children, key_of
from mediawire.wire.feed_others import list_others
from mediawire.wire.feed_text import one_line, plain_text, read_headline, read_words
from mediawire.wire.markup import join_address
from mediawire.wire.reading import Channel, Notice, NoticeKind, Reading, Received, Refusal, StatedTime, Target
from mediawire.wire.stated_times import state_time, time_of
from mediawire.wire.xml_loose import Loose, read_loosely
from mediawire.wire.xml_trees import NotXml, parse_text, prepare_xml, take_controls_as_meant

MOST_ITEMS = 10_000
"""No feed of news holds so many; the rest is refused by number, not dropped in silence. These take two seconds."""
ITEMS = ("item", "entry")
_ITEM = re.compile(r"<((?:[A-Za-z_][\w.-]*:)?(?:item|entry))(?=[\s/>])")
_READ_OF_CHANNEL = frozenset(
    (*ITEMS, *(f"atom:{name}" for name in ITEMS), "fh:complete", "at:deleted-entry", "items", "channel")
)
_ONCE_IN_CHANNEL = frozenset("title atom:title description atom:subtitle atom:tagline language dc:language".split())


def read_feed(document: Document) -> Reading:
    """Read a feed: a report for each item, a notice for each tombstone, and what the feed says about itself.

    Raises `NotXml` where there is no element at all.
    """
    try:
        text = decode_document(document)
    except NotText as error:
        raise NotXml("feed", error.why) from None
    prepared = prepare_xml(text.text)
    letters, meant = take_controls_as_meant(prepared.text)
    tree, cut = _parse_first(letters)
    root = tree.root
    parts = _channel_parts(root)
    channel, feed = _read_channel(document, root, parts)
    found = _list_items(root)
    items = [*islice(found, MOST_ITEMS)]
    reports, refusals = _read_items(items, cut + sum(1 for _ in found), feed, tree)
    notices = tuple(_list_tombstones(root, feed))
    if not items and not parts and not notices:
        refusals = (*refusals, Refusal("no feed", f"<{key_of(root)}> holds neither a channel nor items"))
    warnings = (*text.warnings, *prepared.notes, *meant, *(f"not well-formed: {fault}" for fault in tree.faults))
    return Reading("feed", reports, notices, (), refusals, (), channel, text.encoding, warnings)


def _parse_first(text: str) -> tuple[Loose, int]:
    """Parse a feed, of very many items only those that are read; return how many were cut out as well.

    Where they do not stand side by side, cutting them out leaves what is not well-formed; all is parsed then.
    """
    if text.count("</") > MOST_ITEMS:
        first = next(islice(_ITEM.finditer(text), MOST_ITEMS, None), None)
        end = text.rfind(f"</{first[1]}>") if first else -1
        if first and end > first.start():
            with suppress(NotXml):
                tree = parse_text(text[: first.start()] + text[end + len(f"</{first[1]}>") :], "feed")
                if sum(1 for _ in _list_items(tree)) == MOST_ITEMS:  # else some of them stand in CDATA
                    return Loose(tree, ()), sum(text.count(f"<{first[1]}{mark}", first.start()) for mark in " >\n\t\r/")
    return _parse(text), 0


def _parse(text: str) -> Loose:
    """Parse a feed as XML, or as what is left of it."""
    try:
        return Loose(parse_text(text, "feed"), ())
    except NotXml as error:
        loose = read_loosely(text, "feed", USUAL)
        return loose._replace(faults=(error.why.removeprefix("not well-formed: "), *loose.faults))


def _list_items(root: etree._Element) -> Iterator[etree._Element]:
    """List the items in the order of the feed; an item inside another is none of its own."""
    stands_in_item: dict[etree._Element | None, bool] = {}
    for element in root.iter("{*}item", "{*}entry", "{*}Item", "{*}Entry", "{*}ITEM", "{*}ENTRY"):
        parent = element.getparent()
        if parent not in stands_in_item:
            outer = () if parent is None else (parent, *parent.iterancestors())
            stands_in_item[parent] = any(key_of(each).rpartition(":")[2] in ITEMS for each in outer)
        if not stands_in_item[parent]:
            yield element


def _read_items(
    items: list[etree._Element], left: int, feed: Feed, tree: Loose
) -> tuple[tuple[Received, ...], tuple[Refusal, ...]]:
    """Read items, and refuse those that are ``left`` behind them; a broken one costs itself only."""
    reports: list[Received] = []
    refusals: list[Refusal] = []
    bases: dict[etree._Element | None, str | None] = {}
    for number, item in enumerate(items, 1):
        parent = item.getparent()
        if parent not in bases:
            bases[parent] = _base_of(parent, feed.base)
        is_cut = any(item is unfinished for unfinished in tree.unfinished)
        try:
            report = read_item(item, feed, bases[parent], tree.unfinished)
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            refusals.append(Refusal("unreadable item", str(error), f"item {number}"))
            continue
        reports.append(report)
        if is_cut:
            refusals.append(Refusal("cut off", "the feed breaks off inside this item", report.guid or f"item {number}"))
    if tree.unfinished and not any(refusal.reason == "cut off" for refusal in refusals):
        refusals.append(Refusal("cut off", "the feed breaks off before its end", f"after item {len(items) + left}"))
    if left:
        why = f"{len(items) + left:,} items; the first {MOST_ITEMS:,} were read"
        refusals.append(Refusal("too many items", why, f"from item {MOST_ITEMS + 1:,} on"))
    return tuple(reports), tuple(refusals)


def _base_of(element: etree._Element | None, outer: str | None) -> str | None:
    """Return the address that relative ones start from: every ``xml:base`` on the way counts (XML Base, section 4)."""
    above = [] if element is None else [*reversed(list(element.iterancestors())), element]
    for ancestor in above:
        outer = join_address(outer, ancestor.get(XML_BASE) or "") or outer
    return outer


def _channel_parts(root: etree._Element) -> dict[str, list[etree._Element]]:
    """Gather what a feed says about itself: the children of the root and of its channel."""
    parts: dict[str, list[etree._Element]] = {}
    channels = [child for child in root if key_of(child) == "channel"]
    for child in chain.from_iterable((*channels, root)):
        key = key_of(child)
        if key and key.rpartition(":")[2] not in ITEMS:
            parts.setdefault(key, []).append(child)
    return parts


def _read_channel(
    document: Document, root: etree._Element, parts: dict[str, list[etree._Element]]
) -> tuple[Channel, Feed]:
    """Read what a feed says about itself, and what its items share."""
    here = next(iter(parts.get("channel", ())), root)
    base = _base_of(here, document.url)
    links = list(_list_links(parts, base))
    link = choose_link(parts)
    url = _channel_url(link, here, base, links)
    language = _first(parts, "language", "dc:language") or here.get(XML_LANG) or root.get(XML_LANG) or ""
    title = _first(parts, "title", "atom:title") or None
    stated = tuple(_state_times(parts, here, document))
    rights = _first(parts, *NOTICES) or None
    channel = Channel(
        title=title,
        url=url,
        feed_url=next((href for rel, href in links if rel == "self"), None),
        description=_first(parts, "description", "atom:subtitle", "atom:tagline", "subtitle", "tagline", "abstract")
        or None,
        language=language.replace("_", "-") or None,
        updated=time_of(stated, "modified") or time_of(stated, "published"),
        hubs=tuple(dict.fromkeys(href for rel, href in links if rel == "hub")),
        next_url=next((href for rel, href in links if rel in ("next", "prev-archive")), None),
        rights=rights,
        is_whole=bool(parts.get("fh:complete")),
        others={"version": (_tell_version(root),)}
        | list_others(parts, _READ_OF_CHANNEL, _ONCE_IN_CHANNEL, () if link is None else (link,), base),
    )
    kind = _tell_version(root).partition(" ")[0]
    authors = tuple(person.name for person in list_people(parts, AUTHORS)) if kind == "atom" else ()
    return channel, Feed(document.data, kind, base or url, title, channel.language, authors, document.now)


def _channel_url(
    link: etree._Element | None, here: etree._Element, base: str | None, links: list[tuple[str, str]]
) -> str | None:
    """Find the address of the pages that a feed belongs to."""
    plain = None if link is None else join_address(base, plain_text(link) or link.get("href") or "")
    linked = (href for rel, href in links if rel == "alternate")
    return next(filter(None, (plain, *linked, join_address(base, _attribute_of(here, "href")))), None)


def _list_links(parts: dict[str, list[etree._Element]], base: str | None) -> Iterator[tuple[str, str]]:
    """List the links of a feed with what each is for."""
    for link in parts.get("atom:link", ()):
        rel = (link.get("rel") or "alternate").strip().lower()
        href = link_address(link, base)
        if rel == "self" and link.get("href") == "":  # this very document (RFC 3986, section 4.4)
            href = base
        if href:
            yield rel, href


def _state_times(
    parts: dict[str, list[etree._Element]], here: etree._Element, document: Document
) -> Iterator[StatedTime]:
    for key, field in TIMES.items():
        for element in reversed(parts.get(key, ())):
            yield state_time(field, plain_text(element), document.now)
    if _attribute_of(here, "lastmod"):
        yield state_time("modified", _attribute_of(here, "lastmod"), document.now)


def _list_tombstones(root: etree._Element, feed: Feed) -> Iterator[Notice]:
    """List the entries that were taken out of the feed (RFC 6721, section 3)."""
    for element in root.iter("{http://purl.org/atompub/tombstones/1.0}deleted-entry"):
        parts = group_children(element)
        stated = state_time("at", element.get("when") or "", feed.now)
        url = next((href for rel, href in _list_links(parts, feed.base) if rel == "alternate"), None)
        yield Notice(
            NoticeKind.TOMBSTONE,
            (Target(guid=(element.get("ref") or "").strip() or None, url=url),),
            at=stated.at,
            text=" ".join(one_line(read_words(comment, None).text) for comment in parts.get("at:comment", ())),
            evidence="at:deleted-entry (RFC 6721)",
        )


def _tell_version(root: etree._Element) -> str:
    """Tell which format it is: ``rss 2.0``, ``rdf 1.0``, ``atom 0.3``."""
    name = key_of(root).rpartition(":")[2]
    stated = (root.get("version") or "").strip()
    if name == "feed" or key_of(root) == "atom:entry":
        is_modern = "2005/atom" in str(root.tag).lower()
        return f"atom {stated or ('1.0' if is_modern else '0.3')}"
    if name == "rdf":
        return "rdf 0.9" if ".netscape.com" in " ".join(filter(None, root.nsmap.values())) else "rdf 1.0"
    return f"{'rss' if name != 'channel' else 'cdf'} {stated}".strip()


def _attribute_of(element: etree._Element, name: str) -> str:
    """Return an attribute in whatever case CDF writes it."""
    return element.get(name) or element.get(name.upper()) or ""


def _first(parts: dict[str, list[etree._Element]], *keys: str) -> str:
    return next((words for key in keys for words in map(read_headline, parts.get(key, ())) if words), "")
