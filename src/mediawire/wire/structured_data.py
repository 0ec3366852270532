"""What a page states for machines in the words of schema.org: JSON-LD, microdata and RDFa, as one kind of value.

Broken JSON is read as far as it can be, graphs are flattened, things that are named by ``@id`` are put where they are
referred to, and a name that stands twice keeps both values. Nothing is weighed here: `mediawire.wire.page_facts` does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, TypeAlias

from lxml import etree

MOST_JSON = 2_000_000
"""Longer blocks hold the data of a program, not of a report."""
DEEPEST = 12
MOST_THINGS = 2000
LONGEST_TEXT = 100_000

ARTICLE_TYPES = frozenset(
    "Article NewsArticle Report ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle ReviewNewsArticle "
    "BackgroundNewsArticle AskPublicNewsArticle AdvertiserContentArticle BlogPosting LiveBlogPosting TechArticle "
    "ScholarlyArticle SocialMediaPosting DiscussionForumPosting SatiricalArticle MedicalScholarlyArticle Review "
    "Recipe CreativeWork Blog WebContent".split()
)
"""What a report may call itself, as schema.org names it."""
SURE_ARTICLE_TYPES = ARTICLE_TYPES - {"CreativeWork", "Blog", "Recipe", "Review", "WebContent"}

Value: TypeAlias = "str | Thing"

_COMMENTS = re.compile(
    r"^\s*(?:<!--|(?:/\*|//)?\s*<!\[CDATA\[\s*(?:\*/)?)|(?:-->|(?:/\*|//)?\s*\]\]>\s*(?:\*/)?)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_FAR_ESCAPE = re.compile(r'\\(?![\\"/bfnrtu])')
_NEXT = re.compile(r"[{\[]")


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that a page describes: its types without their prefix, and every property with all its values."""

    syntax: str
    """json-ld, microdata or rdfa"""
    types: tuple[str, ...] = ()
    properties: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    def all(self, name: str) -> tuple[Value, ...]:
        """Return every value of a property."""
        return self.properties.get(name, ())

    def texts(self, *names: str) -> tuple[str, ...]:
        """Return the plain values of some properties, cleaned of blanks; a thing is named by its name."""
        return tuple(text for name in names for value in self.all(name) if (text := text_of_value(value)))

    def text(self, *names: str) -> str | None:
        """Return the first plain value of some properties."""
        return next(iter(self.texts(*names)), None)

    def things(self, *names: str) -> tuple[Thing, ...]:
        """Return the things among the values of some properties."""
        return tuple(value for name in names for value in self.all(name) if isinstance(value, Thing))

    def is_a(self, types: Iterable[str]) -> bool:
        """Tell whether the thing is of one of some types."""
        return not set(types).isdisjoint(self.types)


def text_of_value(value: Value) -> str:
    """Return a plain value without needless blanks; of a thing its name."""
    if isinstance(value, Thing):
        return value.text("name", "@value", "alternateName", "legalName") or ""
    return " ".join(unescape(value).split()) if "&" in value else " ".join(value.split())


def find_things(page: etree._Element) -> tuple[Thing, ...]:
    """Find all that a page states for machines, in page order: JSON-LD first, then microdata, then RDFa."""
    return (*json_things(page), *_marked_up(page, "microdata"), *_marked_up(page, "rdfa"))


def json_things(page: etree._Element) -> tuple[Thing, ...]:
    """Return the things of all blocks of JSON-LD, nested ones inside those that hold them."""
    raw: list[dict[str, Any]] = []
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            for block in parse_loosely(script.text):
                raw.extend(_objects(block))
    named = {_id(one): one for one in raw if _id(one) and len(one) > 2}
    return tuple(_json_thing(one, named, 0) for one in raw[:MOST_THINGS])


def parse_loosely(text: str) -> Iterator[Any]:
    """Parse JSON as pages have it: with comments, entities, commas too many, line ends in strings, several in a row.

    What follows the place where it breaks is left alone; nothing is raised.
    """
    text = text[:MOST_JSON].strip()
    for attempt in (_as_it_stands, _mended):
        try:
            found = list(attempt(text))
        except (ValueError, RecursionError):
            continue
        yield from found
        return


def _as_it_stands(text: str) -> Iterator[Any]:
    yield _DECODER.decode(text)


def _mended(text: str) -> Iterator[Any]:
    """Read what can be read of a block that is no JSON, object by object."""
    text = _TRAILING_COMMA.sub("", _FAR_ESCAPE.sub(r"\\\\", _COMMENTS.sub("", text)))
    if '"' not in text and "&quot;" in text:
        text = unescape(text)
    at = 0
    for _ in range(50):
        start = _NEXT.search(text, at)
        if start is None:
            return
        try:
            found, at = _DECODER.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            yield from _torn(text[start.start() :])
            return
        yield found


_TEXT_PAIR = re.compile(r'"(@?\w{2,40})"\s*:\s*"((?:[^"\\]|\\.){1,2000})"')


def _torn(text: str) -> Iterator[dict[str, Any]]:
    """Take the plain pairs at the top of an object that breaks off or breaks inside."""
    if '"@type"' not in text:
        return
    found: dict[str, Any] = {}
    depth, at = 0, 0
    for pair in _TEXT_PAIR.finditer(text):
        between = text[at : pair.start()]
        depth += between.count("{") + between.count("[") - between.count("}") - between.count("]")
        at = pair.end()
        if depth == 1:
            found.setdefault(pair[1], _unquoted(pair[2]))
    if found:
        yield found


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Keep every value of a name that stands twice."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found and found[name] != value:
            known = found[name] if isinstance(found[name], list) else [found[name]]
            value = [*known, *(value if isinstance(value, list) else [value])]
        found[name] = value
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_int=str, parse_float=str, parse_constant=str, strict=False)


def _objects(block: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects at the top of a block: of lists and graphs each."""
    if depth > DEEPEST:
        return
    if isinstance(block, list):
        for one in block:
            yield from _objects(one, depth + 1)
    elif isinstance(block, dict):
        graph = block.get("@graph")
        if isinstance(graph, list | dict):
            yield from _objects(graph, depth + 1)
        if len(block) > 1 + ("@context" in block) or graph is None:
            yield block


def _id(one: dict[str, Any]) -> str:
    name = one.get("@id")
    return name if isinstance(name, str) else ""


def _json_thing(one: dict[str, Any], named: dict[str, dict[str, Any]], depth: int) -> Thing:
    if len(one) <= 2 and _id(one) in named and set(one) <= {"@id", "@type"}:
        one = named[_id(one)]
    properties: dict[str, tuple[Value, ...]] = {}
    for name, value in one.items():
        if name not in ("@context", "@graph", "@type") and depth < DEEPEST:
            values = tuple(_json_values(value, named, depth + 1))
            if values:
                properties[_local(name)] = values
    return Thing("json-ld", tuple(_types(one.get("@type"))), properties)


def _json_values(value: Any, named: dict[str, dict[str, Any]], depth: int) -> Iterator[Value]:
    if isinstance(value, list):
        for one in value[:500]:
            yield from _json_values(one, named, depth + 1) if depth < DEEPEST else ()
    elif isinstance(value, dict):
        if "@value" in value and isinstance(value["@value"], str):
            yield value["@value"]
        else:
            yield _json_thing(value, named, depth)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif value is not None:
        yield str(value)


def _types(stated: Any) -> Iterator[str]:
    for one in stated if isinstance(stated, list) else [stated]:
        if isinstance(one, str):
            yield from (_local(name) for name in one.split())


def _local(name: str) -> str:
    """Return a name without the address or prefix before it."""
    return re.split(r"[/#:]", name.rstrip("/#"))[-1] if name[:1] != "@" else name


# How the two ways of marking text say: here begins a thing, of this type, and this is one of its properties.
_MARKS = {
    "microdata": ("itemscope", "itemtype", "itemprop"),
    "rdfa": ("typeof", "typeof", "property"),
}
_VALUE_PLACES = {
    "meta": "content", "time": "datetime", "img": "src", "a": "href", "link": "href", "audio": "src", "video": "src",
    "source": "src", "iframe": "src", "embed": "src", "object": "data", "data": "value", "meter": "value",
}  # fmt: skip
_NAMES = frozenset({"author", "name", "headline", "creator", "editor"})
_OF_METAS = ("og:", "fb:", "twitter:", "article:", "al:")
_FIND = {
    "microdata": etree.XPath("//*[@itemscope or @itemprop]"),
    "rdfa": etree.XPath("//*[@typeof or @property]"),
}
_HAS = {"microdata": etree.XPath("boolean(//@itemscope)"), "rdfa": etree.XPath("boolean(//@typeof)")}
_TEXT = etree.XPath("string()", smart_strings=False)


class _Open:
    """A marked thing while its properties are gathered."""

    __slots__ = ("element", "found")

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.found: dict[str, list[str | _Open]] = {}


def _marked_up(page: etree._Element, syntax: str) -> tuple[Thing, ...]:
    """Return the things that are marked in the page's own text, each with its properties, nested as they stand."""
    scope, kind, name = _MARKS[syntax]
    if not _HAS[syntax](page):
        return ()
    marked = _FIND[syntax](page)
    if not isinstance(marked, list):
        return ()
    opened: dict[etree._Element, _Open] = {}
    roots: list[_Open] = []
    for element in marked[:MOST_THINGS]:
        names = [_local(one) for one in (element.get(name) or "").split() if not one.startswith(_OF_METAS)]
        holder = _nearest(element, opened)
        begun = _Open(element) if element.get(scope) is not None else None
        if begun is not None:
            opened[element] = begun
            if not names or holder is None:
                roots.append(begun)
        if names and holder is not None and (value := begun or _marked_value(element, names[0])):
            for one in names:
                holder.found.setdefault(one, []).append(value)
    return tuple(_closed(one, kind, syntax) for one in roots)


def _nearest(element: etree._Element, opened: Mapping[etree._Element, _Open]) -> _Open | None:
    return next((opened[above] for above in element.iterancestors() if above in opened), None) if opened else None


def _closed(begun: _Open, kind: str, syntax: str, depth: int = 0) -> Thing:
    properties: dict[str, tuple[Value, ...]] = {}
    if depth < DEEPEST:
        for name, values in begun.found.items():
            properties[name] = tuple(
                _closed(value, kind, syntax, depth + 1) if isinstance(value, _Open) else value for value in values
            )
    if not properties and depth:  # a person whose name is all that stands there
        text = " ".join(_string(begun.element)[:300].split())
        properties = {"name": (text,)} if text else {}
    return Thing(syntax, tuple(_types(begun.element.get(kind))), properties)


def _marked_value(element: etree._Element, name: str) -> str:
    """Return what a mark states: in its attribute where it has one, else the text that it stands around."""
    stated = element.get("content")
    if stated is None and not (element.tag == "a" and name in _NAMES):
        place = _VALUE_PLACES.get(str(element.tag))
        stated = element.get(place) if place else None
    return (_string(element)[:LONGEST_TEXT] if stated is None else stated).strip()


def _string(element: etree._Element) -> str:
    text = _TEXT(element)
    return text if isinstance(text, str) else ""
