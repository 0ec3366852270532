"""JSON Feed 1.0 and 1.1 (jsonfeed.org): each item a report, with all that has no field of its own.

A value of another type than the format asks is read where it plainly means something (a number as an id), else kept
among ``others``; a broken item costs itself only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mediawire.report import Source
from mediawire.wire.document import Document
from mediawire.wire.feed_text import NOTHING, Words, mark_up, one_line
from mediawire.wire.feed_words import tell_completeness
from mediawire.wire.json_values import kept_words, parse_json
from mediawire.wire.markup import join_address
from mediawire.wire.reading import (
    Channel,
    InfoSource,
    Picture,
    Reading,
    Received,
    Refusal,
    StatedTime,
)
from mediawire.wire.stated_times import state_time, time_of

MOST_ITEMS = 10_000
_READ = frozenset(
    "id url title content_html content_text summary image banner_image date_published date_modified author authors "
    "tags language attachments".split()
)
_HELD = frozenset("name mime_type title size_in_bytes".split())
_READ_OF_FEED = frozenset("title home_page_url feed_url description next_url language items hubs".split())


def read_json_feed(document: Document) -> Reading:
    """Read a JSON Feed; raises `InputError` where it is no JSON object."""
    values, warning = parse_json(document.data, "JSON feed")
    feed = next((value for value in values if isinstance(value, Mapping)), {})
    items = feed.get("items")
    refusals = [] if isinstance(items, list) else [Refusal("no feed", "it holds no list of items")]
    listed: list[Any] = items if isinstance(items, list) else []
    channel = _read_channel(feed, document)
    reports = []
    for number, item in enumerate(listed[:MOST_ITEMS], 1):
        if isinstance(item, Mapping):
            reports.append(_read_item(item, feed, channel, document))
        else:
            refusals.append(Refusal("unreadable item", f"it is no object but {type(item).__name__}", f"item {number}"))
    if len(listed) > MOST_ITEMS:
        why = f"{len(listed):,} items; the first {MOST_ITEMS:,} were read"
        refusals.append(Refusal("too many items", why, f"from item {MOST_ITEMS + 1:,} on"))
    warnings = (warning,) if warning else ()
    return Reading("json-feed", tuple(reports), (), (), tuple(refusals), (), channel, None, warnings)


def _read_channel(feed: Mapping[str, Any], document: Document) -> Channel:
    hubs = feed.get("hubs")
    addresses = [join_address(document.url, _words(hub, "url")) for hub in (hubs if isinstance(hubs, list) else ())]
    return Channel(
        title=one_line(_words(feed, "title")) or None,
        url=join_address(document.url, _words(feed, "home_page_url")),
        feed_url=join_address(document.url, _words(feed, "feed_url")),
        description=one_line(_words(feed, "description")) or None,
        language=_words(feed, "language") or None,
        hubs=tuple(filter(None, addresses)),
        next_url=join_address(document.url, _words(feed, "next_url")),
        others=_list_others(feed, _READ_OF_FEED),
    )


def _read_item(item: Mapping[str, Any], feed: Mapping[str, Any], channel: Channel, document: Document) -> Received:
    """Read one item; ``external_url`` is where the report was taken from (JSON Feed 1.1, "Items")."""
    url = join_address(document.url, _words(item, "url"))
    body, teaser, is_full = _choose_words(item, url or channel.url or document.url)
    stated = tuple(_state_times(item, document))
    origin = join_address(document.url, _words(item, "external_url"))
    return Received(
        body=body.as_body(document.data),
        headline=one_line(_words(item, "title")) or None,
        byline=", ".join(dict.fromkeys(_list_names(item) or _list_names(feed))) or None,
        published=time_of(stated, "published"),
        outlet=channel.title,
        url=url,
        source=Source(origin, origin) if origin else None,
        language=_words(item, "language") or channel.language,
        links=body.links,
        format="json-feed",
        guid=_words(item, "id") or None,
        teaser=teaser or None,
        keywords=tuple(_list_words(item.get("tags"))),
        modified=time_of(stated, "modified"),
        stated=stated,
        info_sources=(InfoSource("originator", origin, origin),) if origin else (),
        pictures=tuple(_list_pictures(item, document.url)),
        completeness=tell_completeness(body.text, is_full, False, url is not None),
        others=_list_others(item, _READ - ({"content_text"} if body.markup else set())),
    )


def _choose_words(item: Mapping[str, Any], base: str | None) -> tuple[Words, str, bool]:
    """Choose body and teaser: markup before text, either before the summary."""
    markup, text, summary = _words(item, "content_html"), _words(item, "content_text"), _words(item, "summary")
    if markup.strip():
        return mark_up(markup, base), one_line(summary), True
    if text.strip():
        return Words(text.strip()), one_line(summary), True
    return (Words(summary.strip()) if summary.strip() else NOTHING), "", False


def _state_times(item: Mapping[str, Any], document: Document) -> Iterator[StatedTime]:
    for key, field in (("date_published", "published"), ("date_modified", "modified")):
        words = _words(item, key)
        if words:
            yield state_time(field, words, document.now)


def _list_names(value: Mapping[str, Any]) -> list[str]:
    """List the names of authors: of 1.1 a list, of 1.0 one object; a text alone is a name."""
    authors = value.get("authors") or value.get("author") or ()
    listed = authors if isinstance(authors, list) else [authors]
    names = (_words(author, "name") if isinstance(author, Mapping) else _text(author) for author in listed)
    return [name for name in map(one_line, names) if name]


def _list_words(value: Any) -> Iterator[str]:
    listed = value if isinstance(value, list) else [value]
    yield from dict.fromkeys(word for word in (one_line(_text(each)) for each in listed) if word)


def _list_pictures(item: Mapping[str, Any], base: str | None) -> Iterator[Picture]:
    """List pictures and attachments, none twice."""
    seen: set[str] = set()
    attachments = item.get("attachments")
    files = [each for each in attachments if isinstance(each, Mapping)] if isinstance(attachments, list) else []
    for each in ({"url": item.get("image")}, {"url": item.get("banner_image")}, *files):
        url = join_address(base, _words(each, "url"))
        if not url or url in seen:
            continue
        seen.add(url)
        content_type = _words(each, "mime_type") or None
        size = each.get("size_in_bytes")
        yield Picture(
            url,
            _tell_kind(content_type),
            content_type,
            one_line(_words(each, "title")) or None,
            size_bytes=size if isinstance(size, int) and 0 <= size < 10**15 else None,
        )


def _tell_kind(content_type: str | None) -> str:
    kind = (content_type or "image/").partition("/")[0].lower()
    return {"image": "picture", "video": "video", "audio": "audio"}.get(kind, "document")


def _list_others(value: Mapping[str, Any], read: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """List what has no field, and what has one but is of no type that the field can hold."""
    return {
        key: words
        for key, words in ((key, tuple(kept_words(each))) for key, each in value.items() if _is_odd(key, each, read))
        if words
    }


def _is_odd(key: str, value: Any, read: frozenset[str]) -> bool:
    """Tell whether a value says more than its field holds."""
    if key not in read or (isinstance(value, Mapping) and key != "author"):
        return True
    inner = value if isinstance(value, list) else [value]
    held = _HELD | ({"url"} if key == "attachments" else set())
    return key in ("author", "authors", "attachments") and any(
        isinstance(each, Mapping) and not each.keys() <= held for each in inner
    )


def _words(value: Any, key: str) -> str:
    """Return the text under a key; of other types only a number stands for a text."""
    return _text(value.get(key)) if isinstance(value, Mapping) else ""


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
