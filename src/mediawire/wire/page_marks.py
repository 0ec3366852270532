"""What a page says of itself outside its text, gathered once for all rules: metas, links, titles, the main thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree

from mediawire.wire.markup import join_address
from mediawire.wire.structured_data import ARTICLE_TYPES, SURE_ARTICLE_TYPES, Thing, find_things

_TEXT = etree.XPath("string()", smart_strings=False)
_HOLDERS = ("mainEntity", "mainEntityOfPage", "hasPart", "about", "blogPost", "itemListElement", "item")
LONGEST_LINE = 500
MOST_METAS = 500
TELLING_LINKS = frozenset("canonical original source amphtml alternate license next prev syndication".split())


@dataclass(frozen=True, slots=True)
class PageMarks:
    """A page's tree and what it states of itself.

    ``metas`` has every content of each meta by its name in small letters (``name``, ``property`` and ``itemprop``),
    ``links`` every address by its ``rel``. ``article`` is the thing that describes the page's own report.
    """

    page: etree._Element
    url: str | None
    metas: Mapping[str, tuple[str, ...]]
    links: Mapping[str, tuple[str, ...]]
    things: tuple[Thing, ...]
    title: str
    headings: tuple[etree._Element, ...]
    """all ``h1``"""
    article: Thing | None = None
    language: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    def meta(self, *names: str) -> str | None:
        """Return the first content of the first of some metas that is there."""
        return next((value for name in names for value in self.metas.get(name, ())), None)

    def link(self, rel: str) -> str | None:
        """Return the first address of a kind of link, made absolute."""
        return next(iter(self.links.get(rel, ())), None)


def gather_marks(page: etree._Element, url: str | None) -> PageMarks:
    """Gather what a page states of itself, in one walk for each kind of mark."""
    metas = _gather_metas(page)
    things = find_things(page)
    title = next((line_of(element) for element in page.iter("title")), "")
    headings = tuple(element for _, element in zip(range(50), page.iter("h1"), strict=False))
    told = [fold(line_of(heading)) for heading in headings] + [fold(text) for text in metas.get("og:title", ())]
    links = _gather_links(page, url)
    own = {address_key(one) for one in (*links.get("canonical", ()), *metas.get("og:url", ()), url or "") if one}
    article = _main_article(things, [*told, fold(title)], own)
    return PageMarks(page, url, metas, links, things, title, headings, article, _language(page, metas, article))


def line_of(element: etree._Element) -> str:
    """Return the text in an element as one line."""
    found = _TEXT(element)
    return " ".join(found.split()) if isinstance(found, str) else ""


def fold(text: str) -> str:
    """Return the letters and figures of a text, without case and width: what two ways of writing it share."""
    return _NEITHER.sub("", unicodedata.normalize("NFKC", text).casefold())


_NEITHER = re.compile(r"[\W_]+")


def address_key(address: str) -> str:
    """Return host and path of an address: what two ways of writing it share."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    return (parts.netloc.lower().removeprefix("www.") + parts.path).rstrip("/")


def _gather_metas(page: etree._Element) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for _, meta in zip(range(MOST_METAS), page.iter("meta"), strict=False):
        content = " ".join((meta.get("content") or meta.get("value") or "").split())
        if not content:
            continue
        for place in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(place) or "").strip().lower()
            name = name.replace(":", ".") if name.startswith(("dc:", "dcterms:")) else name
            if name and content not in found.setdefault(name, []):
                found[name].append(content)
    return {name: tuple(values) for name, values in found.items()}


def _gather_links(page: etree._Element, url: str | None) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    base = next((element.get("href") for element in page.iter("base") if element.get("href")), None)
    base = join_address(url, base) if base else url
    for _, link in zip(range(MOST_METAS), page.iter("link"), strict=False):
        rels = [rel for rel in (link.get("rel") or "").lower().split() if rel in TELLING_LINKS]
        address = join_address(base, link.get("href") or "") if rels else None
        if address:
            for rel in rels:
                found.setdefault(rel, []).append(address)
    return {rel: tuple(addresses) for rel, addresses in found.items()}


def _main_article(things: tuple[Thing, ...], told: list[str], own: set[str]) -> Thing | None:
    """Choose the thing that describes this page's report among all that call themselves articles."""
    best: tuple[int, Thing] | None = None
    for depth, thing in _articles(things):
        headline = fold(thing.text("headline", "name") or "")
        address = {address_key(one) for one in (*thing.texts("url", "@id"), *_page_addresses(thing))}
        score = 4 * thing.is_a(SURE_ARTICLE_TYPES) + (thing.syntax == "json-ld") - depth
        score += 6 * bool(headline and any(headline in one or one in headline for one in told if one))
        score += 6 * (not own.isdisjoint(address))
        score += 2 * bool(thing.all("datePublished")) + bool(thing.all("author"))
        if best is None or score > best[0]:
            best = score, thing
    return best[1] if best and best[0] >= 4 else None


def _page_addresses(thing: Thing) -> tuple[str, ...]:
    nested = tuple(text for page in thing.things("mainEntityOfPage") for text in page.texts("@id", "url"))
    return (*thing.texts("mainEntityOfPage"), *nested)


def _articles(things: tuple[Thing, ...], depth: int = 0) -> list[tuple[int, Thing]]:
    found = []
    for thing in things:
        if thing.is_a(ARTICLE_TYPES):
            found.append((depth, thing))
        if depth < 4:
            found += _articles(thing.things(*_HOLDERS), depth + 1)
    return found


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def _language(page: etree._Element, metas: Mapping[str, tuple[str, ...]], article: Thing | None) -> str:
    """Return the language that the page states, as BCP 47 writes it; empty where none."""
    root = page if page.tag == "html" else next(page.iter("html"), page)
    xml = "{http://www.w3.org/XML/1998/namespace}lang"
    stated = [root.get("lang"), root.get("xml:lang"), root.get(xml)]
    stated += [
        text for name in ("content-language", "og:locale", "dc.language", "language") for text in metas.get(name, ())
    ]
    stated += article.texts("inLanguage") if article else ()
    for text in stated:
        found = _LANGUAGE.fullmatch((text or "").split(",")[0].strip())
        if found:
            return found[0].replace("_", "-")
    return ""
