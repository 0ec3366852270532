"""Lists of sources as people keep them: TOML of our own, and OPML, which every feed reader writes.

A TOML file has a table ``[[sources]]`` for each source; ``[defaults]`` holds what all of them share::

    [defaults]
    shortest_minutes = 10

    [[sources]]
    url = "https://harbour.example/feed.xml"
    name = "harbour-post"            # stands in the ids of reports, blanks as dashes; made from the address if missing
    outlet = "Harbour Post"
    follow = true                    # read the page of each report whose text is not in the feed
    identity = "guid"                # or "address", "text": for sources whose guids cannot be trusted
    article_links = "main h2 a"      # a CSS rule, for list pages
    headers = { Authorization = "Bearer ${HARBOUR_TOKEN}" }
    proxy = "${PROXY}"
    allow_private = false            # true for a host of one's own
    longest_minutes = 720
    section = "Coast"
    may_mine = false                 # true where the source granted text and data mining that its answers reserve
    off = false

``${NAME}`` is taken from the environment, so that no secret stands in the file. A source that is wrong is refused with
the line it begins on, and the others are taken.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from mediawire.errors import InputError
from mediawire.wire.identity import clean_address
from mediawire.wire.reading import Refusal
from mediawire.wire.source import Identity, Secret, Source
from mediawire.wire.xml_trees import decode_xml, local_name, parse_text, prepare_xml

WRONG = "wrong source"
SHORTEST, LONGEST = Source("").shortest_minutes, Source("").longest_minutes
_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_TABLE = re.compile(r"^\s*\[\[\s*[\"']?sources[\"']?\s*\]\]", re.MULTILINE)
_MINUTES_OF_A_YEAR = 366 * 1440
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Listed(NamedTuple):
    """The sources of a list, and what in it is wrong, each with its line."""

    sources: tuple[Source, ...]
    refusals: tuple[Refusal, ...] = ()


class _Wrong(Exception):
    """What is wrong with one source."""


def read_sources(path: Path, environment: Mapping[str, str] | None = None) -> Listed:
    """Read a list of sources, TOML or OPML, told by looking. Raises `InputError` where nothing of it can be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    if data.lstrip(b"\xef\xbb\xbf \t\r\n\0\xff\xfe").startswith(b"<"):
        return read_opml(data, path.name)
    return read_toml(data, path.name, os.environ if environment is None else environment)


def read_toml(data: bytes, name: str, environment: Mapping[str, str]) -> Listed:
    """Read sources from TOML."""
    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(name, f"line {line} is no UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(name, f"is no TOML: {error}") from error
    rows, defaults = table.get("sources", []), table.get("defaults", {})
    if unknown := sorted(table.keys() - {"sources", "defaults"}):
        raise InputError(name, f"has {unknown[0]!r}, where only [defaults] and [[sources]] are known")
    if not isinstance(rows, list) or not isinstance(defaults, dict) or not all(isinstance(row, dict) for row in rows):
        raise InputError(name, "wants a table [[sources]] for each source")
    lines = [text.count("\n", 0, found.end()) + 1 for found in _TABLE.finditer(text)]
    places = [f"line {line}" for line in lines] if len(lines) == len(rows) else [f"source {n}" for n in _count(rows)]
    return _gather(
        (place, lambda row=row: make_source({**defaults, **row}, environment))
        for place, row in zip(places, rows, strict=True)
    )


def read_opml(data: bytes, name: str) -> Listed:
    """Read the feeds of an OPML list, folders in folders; what a feed stands under is its section."""
    text = decode_xml(data, name)
    prepared = prepare_xml(text).text
    above = text.count("\n") - prepared.count("\n")
    root = parse_text(prepared, name)
    if local_name(root).lower() != "opml":
        raise InputError(name, f"is no OPML: its first element is <{local_name(root)}>")
    outlines = [(one, _feed_of(one)) for one in root.iter("{*}outline")]
    return _gather(
        (f"line {(one.sourceline or 0) + above}", lambda one=one, url=url: _take_outline(one, url))
        for one, url in outlines
        if url is not None or (not len(one) and one.get("type", "").lower() in ("rss", "atom", "feed"))
    )


def _take_outline(outline: etree._Element, url: str | None) -> Source:
    if not url:
        raise _Wrong("it has no xmlUrl")
    title = (outline.get("title") or outline.get("text") or "").strip() or None
    above = outline.getparent()
    section = above.get("text") or above.get("title") if above is not None and local_name(above) == "outline" else None
    return make_source({"url": url, **{k: v for k, v in (("outlet", title), ("section", section)) if v}}, {})


def _feed_of(outline: etree._Element) -> str | None:
    """Return the address of an outline's feed; writers disagree on the case of the name."""
    return next((str(value) for key, value in outline.attrib.items() if str(key).lower() == "xmlurl"), None)


def _gather(made: Iterator[tuple[str, Any]]) -> Listed:
    """Make the sources one by one; a wrong one, or one that comes twice, is refused and named."""
    sources: dict[str, Source] = {}
    refusals, addresses = [], set()
    for place, make in made:
        try:
            source: Source = make()
            if source.name in sources:
                same = sources[source.name].url == source.url
                raise _Wrong(f"{source.url if same else source.name!r} stands there twice")
        except _Wrong as wrong:
            refusals.append(Refusal(WRONG, f"{place}: {wrong}", place))
        else:
            sources[source.name] = source
            addresses.add(source.url)
    return Listed(tuple(sources.values()), tuple(refusals))


def make_source(row: Mapping[str, Any], environment: Mapping[str, str]) -> Source:
    """Make a source from the values of its table; raises what is wrong with them."""
    row = dict(row)
    url = _take(row, "url", str)
    if url is None:
        raise _Wrong("it has no url")
    url = _fill(url.strip(), environment)
    if clean_address(url) is None:
        raise _Wrong(f"{url!r} is no address that begins with http:// or https://")
    called = _take(row, "name", str)
    name = None if called is None else make_name(called)
    if name == "":
        raise _Wrong(f"the name {called!r} has no letter in it")
    shortest, longest = (_take_minutes(row, key) for key in ("shortest_minutes", "longest_minutes"))
    source = Source(
        url=url,
        name=name or name_source(url),
        outlet=_take(row, "outlet", str) or (called.strip() if called and called != name else None),
        article_links=_take_rule(row),
        follow=_or(_take(row, "follow", bool), True),
        identity=_take_identity(row),
        allow_private=_or(_take(row, "allow_private", bool), False),
        headers=_take_headers(row, environment),
        proxy=_take_secret(row, "proxy", environment),
        shortest_minutes=min(SHORTEST, longest or SHORTEST) if shortest is None else shortest,
        longest_minutes=max(LONGEST, shortest or LONGEST) if longest is None else longest,
        section=_take(row, "section", str),
        may_mine=_or(_take(row, "may_mine", bool), False),
        is_off=_or(_take(row, "off", bool), False),
    )
    if row:
        raise _Wrong(f"{sorted(row)[0]!r} is not known of a source")
    if source.shortest_minutes > source.longest_minutes:
        raise _Wrong("shortest_minutes is more than longest_minutes")
    return source


def _or(value: Any, default: bool) -> bool:
    return default if value is None else bool(value)


def _count(rows: list[Any]) -> range:
    return range(1, len(rows) + 1)


def _take(row: dict[str, Any], key: str, kind: type) -> Any:
    """Take a value of a kind out of a table; None where it is not there."""
    value = row.pop(key, None)
    if value is None:
        return None
    if not isinstance(value, kind):
        raise _Wrong(f"{key} must be {_KINDS[kind]}, not {value!r}")
    return value or None if kind is str else value


_KINDS = {str: "a text", bool: "true or false", dict: "a table"}


def _take_minutes(row: dict[str, Any], key: str) -> float | None:
    value = row.pop(key, None)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= _MINUTES_OF_A_YEAR:
        raise _Wrong(f"{key} must be a number of minutes from 1 on, not {value!r}")
    return float(value)


def _take_identity(row: dict[str, Any]) -> Identity:
    value = row.pop("identity", Identity.GUID.value)
    if value not in list(Identity):
        raise _Wrong(f"identity must be guid, address or text, not {value!r}")
    return Identity(value)


def _take_rule(row: dict[str, Any]) -> str | None:
    rule: str | None = _take(row, "article_links", str)
    if rule is not None:
        from cssselect import SelectorError
        from lxml.cssselect import CSSSelector

        try:
            CSSSelector(rule)
        except (SelectorError, etree.XPathError) as error:
            raise _Wrong(f"article_links {rule!r} is no CSS rule: {error}") from None
    return rule


def _take_headers(row: dict[str, Any], environment: Mapping[str, str]) -> dict[str, Secret]:
    headers: dict[str, Secret] = {}
    for name, value in (_take(row, "headers", dict) or {}).items():
        if not isinstance(value, str) or not re.fullmatch(r"[!#$%&'*+.^`|~\w-]+", name, re.ASCII):
            raise _Wrong(f"the header {name!r} is none, or its value is no text")
        filled = _fill(value, environment)
        if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", filled):
            raise _Wrong(f"the value of the header {name!r} has a line break or a control in it")
        headers[name] = Secret(filled)
    return headers


def _take_secret(row: dict[str, Any], key: str, environment: Mapping[str, str]) -> Secret | None:
    value = _take(row, key, str)
    return None if value is None else Secret(_fill(value, environment))


def _fill(text: str, environment: Mapping[str, str]) -> str:
    """Put in what a text takes from the environment; the error names the variable and never a value."""
    for name in _VARIABLE.findall(text):
        if name not in environment:
            raise _Wrong(f"${{{name}}} is not set in the environment")
    return _VARIABLE.sub(lambda found: environment[found[1]], text)


def name_source(url: str) -> str:
    """Name a source by its address.

    >>> name_source("https://www.harbour.example/news/feed.xml?lang=en")
    'harbour.example-news-feed.xml-lang-en'
    """
    bare = (clean_address(url) or url).partition("://")[2]
    return make_name(bare.rpartition("@")[2].removeprefix("www.")) or "source"


def make_name(words: str) -> str:
    """Make of any words a name that may stand in ids: letters, figures, dots, dashes and underscores.

    >>> make_name("Harbour Agency (north)")
    'Harbour-Agency-north'
    """
    return _NOT_IN_NAMES.sub("-", words).strip("-.")[:80].rstrip("-.")


def write_opml(sources: tuple[Source, ...] | list[Source], title: str = "mediawire") -> bytes:
    """Write a list of sources as OPML, for other readers; headers, proxies and logins stay out of it."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _UNFIT.sub("\ufffd", title)
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {}
    for source in sources:
        place = body
        if source.section:
            section = _UNFIT.sub("\ufffd", source.section)
            if section not in folders:
                folders[section] = etree.SubElement(body, "outline", text=section)
            place = folders[section]
        told = _UNFIT.sub("\ufffd", source.outlet or source.name or source.url)
        address = re.sub(r"(?<=://)[^/?#@]*@", "", _UNFIT.sub("", source.url))
        etree.SubElement(place, "outline", type="rss", text=told, title=told, xmlUrl=address)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
