"""Sitemaps: lists of addresses with what they say of each; plain, news, pictures and films, indexes, and plain text.

sitemaps.org protocol 0.9 and the news, image and video extensions of Google. Each address is an entry, as the report
itself stands elsewhere; an index gives entries of kind ``sitemap``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from mediawire.errors import NotText
from mediawire.wire.charset import decode_document
from mediawire.wire.document import Document
from mediawire.wire.feed_text import one_line, plain_text
from mediawire.wire.markup import join_address
from mediawire.wire.reading import Channel, Entry, Reading, Refusal
from mediawire.wire.stated_times import state_time
from mediawire.wire.xml_loose import Loose, read_loosely
from mediawire.wire.xml_trees import NotXml, parse_text, prepare_xml

MOST_ENTRIES = 50_000
"""A sitemap holds no more (sitemaps.org, "Sitemap file"); the rest is refused by number."""
_SPACES = {"sitemap-news": "news", "sitemap-image": "image", "sitemap-video": "video", "1999/xhtml": "xhtml"}
USUAL = {
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "video": "http://www.google.com/schemas/sitemap-video/1.1",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
_READ = frozenset(("loc", "lastmod", "news:news/news:title", "news:news/news:publication_date"))


def read_sitemap(document: Document) -> Reading:
    """Read a sitemap or an index of sitemaps: an entry for each address.

    Raises `NotXml` where there is no element at all.
    """
    try:
        text = decode_document(document)
    except NotText as error:
        raise NotXml("sitemap", error.why) from None
    prepared = prepare_xml(text.text)
    try:
        tree = Loose(parse_text(prepared.text, "sitemap"), ())
    except NotXml as error:
        tree = read_loosely(prepared.text, "sitemap", USUAL)
        tree = tree._replace(faults=(error.why.removeprefix("not well-formed: "), *tree.faults))
    elements = list(tree.root.iter("{*}url", "{*}sitemap"))
    entries: list[Entry] = []
    refusals: list[Refusal] = []
    for number, element in enumerate(elements[:MOST_ENTRIES], 1):
        entry = _read_entry(element, document, any(element is cut for cut in tree.unfinished))
        if entry is None:
            refusals.append(
                Refusal("entry without address", "it has no address that could be visited", f"entry {number}")
            )
        else:
            entries.append(entry)
    refusals += _refuse_rest(len(elements), tree)
    warnings = (*text.warnings, *prepared.notes, *(f"not well-formed: {fault}" for fault in tree.faults))
    channel = Channel(url=document.url, is_whole=False)
    return Reading("sitemap", (), (), tuple(entries), tuple(refusals), (), channel, text.encoding, warnings)


def read_address_list(document: Document) -> Reading:
    """Read a sitemap of plain text: one address a line (sitemaps.org, "Text file")."""
    text = decode_document(document)
    entries, refusals = [], []
    lines = [line.strip() for line in text.text.splitlines()]
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        if line.startswith(("http://", "https://")) and " " not in line:
            entries.append(Entry(line))
        else:
            refusals.append(Refusal("no address", "the line holds no address", f"line {number}"))
    if len(entries) > MOST_ENTRIES:
        why = f"{len(entries):,} entries; the first {MOST_ENTRIES:,} were read"
        refusals.append(Refusal("too many entries", why, f"from entry {MOST_ENTRIES + 1:,} on"))
    return Reading(
        "sitemap", (), (), tuple(entries[:MOST_ENTRIES]), tuple(refusals), (), None, text.encoding, text.warnings
    )


def _refuse_rest(count: int, tree: Loose) -> Iterator[Refusal]:
    if tree.unfinished:
        yield Refusal("cut off", "the sitemap breaks off before its end", f"after entry {count:,}")
    if count > MOST_ENTRIES:
        why = f"{count:,} entries; the first {MOST_ENTRIES:,} were read"
        yield Refusal("too many entries", why, f"from entry {MOST_ENTRIES + 1:,} on")


def _read_entry(element: etree._Element, document: Document, is_cut: bool) -> Entry | None:
    """Read one entry; of one that the file breaks off in the address may be a stump."""
    said = dict[str, list[str]]()
    for name, words in _list_words(element):
        said.setdefault(name, []).append(words)
    url = join_address(document.url, next(iter(said.get("loc", ())), ""))
    if not url or is_cut:
        return None
    published = state_time("published", next(iter(said.get("news:news/news:publication_date", ())), ""), document.now)
    modified = state_time("modified", next(iter(said.get("lastmod", ())), ""), document.now)
    is_index = _name(str(element.tag), None) == "sitemap"
    kept = {name: tuple(words) for name, words in said.items() if name not in _READ}
    for time, name in ((published, "news:news/news:publication_date"), (modified, "lastmod")):
        if time.stated and time.at is None:
            kept[name] = (time.stated,)
    return Entry(
        url,
        next((one_line(title) for title in said.get("news:news/news:title", ()) if title), None),
        published.at,
        modified.at,
        kind="sitemap" if is_index else "article",
        others=kept,
    )


def _list_words(element: etree._Element, above: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """List what an entry says, each under its name with the names above it."""
    for child in element:
        name = above + _name(str(child.tag), child.prefix)
        words = plain_text(child) if not len(child) else ""
        if words:
            yield name, words
        for key in child.attrib.keys()[:20]:
            yield f"{name}/@{str(key).rpartition('}')[2]}", child.get(key) or ""
        if depth < 3:
            yield from _list_words(child, name + "/", depth + 1)


@lru_cache(maxsize=1024)
def _name(tag: str, prefix: str | None) -> str:
    """Return the name of an element with its usual prefix."""
    space, _, local = tag.rpartition("}")
    known = next((name for part, name in _SPACES.items() if part in space), "")
    if known:
        return f"{known}:{local}"
    return f"{prefix}:{local}" if prefix and "sitemap" not in space else local
