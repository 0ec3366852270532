"""Telegram's public preview pages (``t.me/s/channel``): each post a report, with its origin where it was forwarded.

A post has no headline, and its guid is ``channel/number``. An album is one post whose pictures have numbers of their
own; a number between the first and the last post of a page that neither a post nor an album has is *missing*: deleted,
or a service message that the preview does not show. Pages that tell there is no preview or no such channel are refused.
What the classes of the page mean is known from its pages alone: Telegram documents none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from lxml import etree

from mediawire.report import Body, Source
from mediawire.wire.charset import decode_document
from mediawire.wire.document import Document
from mediawire.wire.markup import links_of, parse_markup, text_of
from mediawire.wire.reading import (
    Change,
    Channel,
    Completeness,
    InfoSource,
    Reading,
    Received,
    Refusal,
    StatedTime,
    Verdict,
)
from mediawire.wire.stated_times import state_time, time_of
from mediawire.wire.telegram_media import address_of, find_media

HOME = "https://t.me/"
MOST_MISSING = 10_000
MOST_POSTS, MOST_PARTS = 5000, 100
"""Of a page, and of one kind in a post: a real page has some twenty posts, a poll twelve answers."""
_NUMBERED = re.compile(r"(?P<channel>[\w.-]+)/(?P<number>\d+)")


def read_preview(document: Document) -> Reading:
    """Read a public preview page, or a single post's widget, of a channel."""
    text = decode_document(document)
    root = parse_markup(text.text)
    channel = _read_channel(root, document.url)
    posts = list(_list_posts(root))
    if not posts:
        return Reading("telegram", refusals=(_tell_why_empty(root),), channel=channel)
    reports: list[Received] = []
    refusals: list[Refusal] = []
    numbers: dict[str, set[int]] = {}
    if len(posts) > MOST_POSTS:
        refusals.append(Refusal("too many posts", f"{len(posts):,} posts; the first {MOST_POSTS:,} were read"))
    for post in posts[:MOST_POSTS]:
        _note_numbers(post, numbers)
        read = _read_service(post) or _read_post(post, document, channel)
        (refusals if isinstance(read, Refusal) else reports).append(read)  # type: ignore[arg-type]
    if reports and is_cut(document.data):
        last = reports.pop()
        known = Completeness(Verdict.INCOMPLETE, 0.0, ("the page breaks off",), last.completeness.letters)
        reports.append(replace(last, completeness=known))
        refusals.append(Refusal("cut off", "the page breaks off before its end", last.guid or ""))
    missing, left_off = find_missing(numbers)
    warnings = (f"{left_off:,} more numbers are missing",) if left_off else ()
    return Reading(
        "telegram", tuple(reports), (), (), tuple(refusals), missing, channel, encoding=text.encoding, warnings=warnings
    )


def is_cut(data: bytes) -> bool:
    """Tell whether a whole page, which begins as one, does not end as one."""
    return b"<html" in data[:2000].lower() and b"</html" not in data[-2000:].lower()


def _list_posts(root: Any) -> Iterator[Any]:
    """Yield the posts of a page; what stands inside one is part of it, however torn the page."""
    inside = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            inside = None if element is inside else inside
        elif inside is None and element.get("data-post") and _is_of(element, "tgme_widget_message"):
            inside = element
            yield element


def find_missing(numbers: dict[str, set[int]]) -> tuple[tuple[str, ...], int]:
    """Return the guids that lie between a channel's first and last number and are not there; and how many more are.

    >>> find_missing({"harbour": {7, 8, 11}})
    (('harbour/9', 'harbour/10'), 0)
    """
    missing: list[str] = []
    left_off = 0
    for channel, seen in numbers.items():
        ordered = sorted(seen)
        for before, after in pairwise(ordered):
            room = max(0, MOST_MISSING - len(missing))
            gap = range(before + 1, after)
            missing += (f"{channel}/{number}" for number in gap[:room])
            left_off += max(0, len(gap) - room)
    return tuple(missing), left_off


def _note_numbers(post: Any, numbers: dict[str, set[int]]) -> None:
    """Note the numbers that a post takes: its own, and those of an album's pictures."""
    found = _NUMBERED.fullmatch(post.get("data-post"))
    if found is None:
        return
    channel, first = found["channel"], int(found["number"])
    taken = numbers.setdefault(channel, set())
    taken.add(first)
    grouped = _all(post, "grouped_media_wrap")
    inner = [_NUMBERED.search(urlsplit(one.get("href") or "").path) for one in grouped]
    own = {int(one["number"]) for one in inner if one is not None}
    taken |= own if len(own) > 1 else set(range(first, first + len(grouped)))


def _read_post(post: Any, document: Document, channel: Channel) -> Received:
    """Read one post."""
    guid = post.get("data-post")
    body = _read_body(post, document.data)
    stated = tuple(_read_times(post, document.now))
    owner = _words(_first(post, "tgme_widget_message_owner_name")) or channel.title
    origin = _read_origin(post)
    media = find_media(post, document.url)
    others = dict(_read_others(post, document.url))
    is_shown = not _all(post, "message_media_not_supported")
    return Received(
        body,
        byline=_words(_first(post, "tgme_widget_message_from_author")),
        published=time_of(stated, "published"),
        outlet=owner,
        url=urljoin(HOME, guid),
        source=Source(origin.name, origin.uri) if origin else None,
        links=tuple(_read_links(post, document.url)),
        format="telegram",
        guid=guid,
        stated=stated,
        change=Change.UPDATE if "edited" in others else None,
        keywords=tuple(_read_hashtags(post)),
        info_sources=_list_sources(origin, owner, guid),
        pictures=media,
        completeness=_tell_completeness(body, bool(media), is_shown),
        others=others,
    )


def _read_body(post: Any, received: bytes) -> Body:
    """Read a post's text, or a poll's question and answers where there is no text."""
    pieces = _list_texts(post)
    for name in ("tgme_widget_message_poll_question", "tgme_widget_message_poll_option_text"):
        pieces += [part for part in _all(post, name) if not _stands_in(part, name)]
    markup = "".join(etree.tostring(part, encoding="unicode", method="html", with_tail=False) for part in pieces)
    return Body(text_of(parse_markup(markup)) if markup else "", received, markup or None)


def _list_texts(post: Any) -> list[Any]:
    """List the elements that hold a post's text; none stands in another, none is what the post replies to."""
    for name in ("js-message_text", "tgme_widget_message_text"):
        found = [part for part in _all(post, name) if not _stands_in(part, name)]
        found = [part for part in found if not _stands_in(part, "tgme_widget_message_reply")]
        if found:
            return found
    return []


def _read_times(post: Any, now: datetime | None) -> Iterator[StatedTime]:
    """Yield the time in a post's foot; an edited one tells no second time."""
    date = _first(post, "tgme_widget_message_date")
    times = [] if date is None else [time for time in date.iter("time") if time.get("datetime")]
    for time in times[:1]:
        yield state_time("published", time.get("datetime"), now)


def _read_origin(post: Any) -> InfoSource | None:
    """Read whom a post was forwarded from: a channel with the post's address, or a name alone."""
    name = _first(post, "tgme_widget_message_forwarded_from_name")
    words = _words(name)
    return InfoSource("originator", words, name.get("href") or None) if words and name is not None else None


def _list_sources(origin: InfoSource | None, owner: str | None, guid: str) -> tuple[InfoSource, ...]:
    """List the parties to a post: a channel that forwards is its distributor, else its originator."""
    address = urljoin(HOME, guid.partition("/")[0])
    own = () if owner is None else (InfoSource("distributor" if origin else "originator", owner, address),)
    return (*((origin,) if origin else ()), *own)


def _read_links(post: Any, base: str | None) -> Iterator[str]:
    """Yield the addresses that a post's text and its link preview lead to."""
    texts = _list_texts(post)
    links = [pair for text in texts for pair in links_of(text, base)]
    found = [address for address, words in links if not words.startswith("#")]
    preview = _first(post, "tgme_widget_message_link_preview")
    if preview is not None and preview.get("href"):
        found.append(preview.get("href"))
    yield from dict.fromkeys(found)


def _read_hashtags(post: Any) -> Iterator[str]:
    """Yield the hashtags of a post, without their sign."""
    tags = (_words(link) for text in _list_texts(post) for link in text.iter("a"))
    yield from dict.fromkeys(tag[1:] for tag in tags if tag and re.fullmatch(r"#\w+", tag))


_OTHERS = {
    "views": "tgme_widget_message_views",
    "forwarded_from_author": "tgme_widget_message_forwarded_from_author",
    "via_bot": "tgme_widget_message_via_bot",
    "reply_author": "tgme_widget_message_author_name",
    "reply_text": "js-message_reply_text",
    "poll_question": "tgme_widget_message_poll_question",
    "poll_type": "tgme_widget_message_poll_type",
    "poll_option": "tgme_widget_message_poll_option_text",
    "poll_percent": "tgme_widget_message_poll_option_percent",
    "poll_voters": "tgme_widget_message_voters",
    "link_preview_site": "link_preview_site_name",
    "link_preview_title": "link_preview_title",
    "link_preview_description": "link_preview_description",
    "reaction": "tgme_reaction",
    "button": "tgme_widget_message_inline_button_text",
    "not_supported": "message_media_not_supported_label",
    "duration": "message_video_duration",
    "duration_of_round_video": "tgme_widget_message_roundvideo_duration",
    "duration_of_voice": "tgme_widget_message_voice_duration",
    "contact": "tgme_widget_message_contact_name",
    "place": "tgme_widget_message_location_title",
}
"""What has no field, by the class that it stands in."""


def _read_others(post: Any, base: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what has no field of its own."""
    for name, marked in _OTHERS.items():
        words = tuple(filter(None, (_words(part) for part in _all(post, marked)[:MOST_PARTS])))
        if words:
            yield name, words
    meta = _first(post, "tgme_widget_message_meta")
    if meta is not None and re.match(r"\s*edited\b", "".join(meta.itertext())):
        yield "edited", ("edited",)
    addresses = {"reply_to": "tgme_widget_message_reply", "link_preview": "tgme_widget_message_link_preview"}
    for name, marked in addresses.items():
        link = _first(post, marked)
        if link is not None and link.get("href"):
            yield name, (urljoin(base or HOME, link.get("href")),)
    picture = _first(post, "link_preview_image")
    address = address_of(picture, base) if picture is not None else None
    if address:
        yield "link_preview_picture", (address,)
    place = _first(post, "tgme_widget_message_location_wrap")
    if place is not None and place.get("href"):
        yield "place_address", (place.get("href"),)


def _tell_completeness(body: Body, has_media: bool, is_shown: bool) -> Completeness:
    """Say whether a post is whole: the preview leaves out what only the app shows."""
    letters = sum(map(str.isalnum, body.text))
    if not is_shown and not has_media:
        return Completeness(Verdict.INCOMPLETE, 0.0, ("not shown in the preview",), letters)
    is_empty = not letters and not has_media and not body.text
    return Completeness(Verdict.UNKNOWN if is_empty else Verdict.COMPLETE, 0.5 if is_empty else 1.0, (), letters)


def _read_service(post: Any) -> Refusal | None:
    """Refuse what Telegram itself says in a channel: a photograph changed, a post pinned."""
    if "service_message" not in (post.get("class") or "").split():
        return None
    texts = [words for part in _all(post, "js-message_text") if (words := _words(part))]
    return Refusal("service message", texts[0] if texts else "it says nothing", post.get("data-post"))


def _read_channel(root: Any, url: str | None) -> Channel:
    """Read what the page says of its channel, and where older posts stand."""
    title = _first(root, "tgme_channel_info_header_title")
    title = title if title is not None else _first(root, "tgme_page_title")
    description = _first(root, "tgme_channel_info_description")
    description = description if description is not None else _first(root, "tgme_page_description")
    username = _first(root, "tgme_channel_info_header_username")
    link = None if username is None else next((a.get("href") for a in username.iter("a") if a.get("href")), None)
    counters = tuple(" ".join(part.itertext()).strip() for part in _all(root, "tgme_channel_info_counter"))
    return Channel(
        title=_words(title),
        url=link or _channel_address(url),
        feed_url=url,
        description=text_of(description) or None if description is not None else None,
        next_url=_find_older(root, url),
        others={"counters": tuple(" ".join(one.split()) for one in counters)} if counters else {},
    )


def _find_older(root: Any, url: str | None) -> str | None:
    """Find the address of the page with older posts."""
    links = [
        one for one in _all(root, "tme_messages_more") if "before" in parse_qs(urlsplit(one.get("href") or "").query)
    ]
    links += [one for one in root.iter("link") if one.get("rel") == "prev"]
    address = next((one.get("href") for one in links if one.get("href")), None)
    return urljoin(url or HOME, address) if address else None


def _channel_address(url: str | None) -> str | None:
    parts = urlsplit(url or "")
    name = parts.path.removeprefix("/s/").strip("/").partition("/")[0]
    return urljoin(HOME, name) if parts.hostname in ("t.me", "telegram.me") and name else None


def _tell_why_empty(root: Any) -> Refusal:
    """Tell why a page holds no posts: no such channel, its preview is off, or it has none."""
    if _first(root, "tgme_channel_info") is not None or _first(root, "tgme_channel_history") is not None:
        return Refusal("no posts", "the channel's preview shows no post")
    if _first(root, "tgme_page") is None:
        return Refusal("no posts", "the page holds no post of a channel")
    title, extra = _first(root, "tgme_page_title"), _words(_first(root, "tgme_page_extra")) or ""
    if title is None or re.match(r"@\w+$", extra):
        return Refusal("no such channel", "Telegram knows no public channel of that name")
    return Refusal("preview off", f"the channel shows no preview of its posts ({extra or 'no number of members'})")


def _all(root: Any, name: str) -> list[Any]:
    """Return all elements under one that are of a class, in page order."""
    return [one for one in root.iter() if isinstance(one.tag, str) and _is_of(one, name)]


def _is_of(element: Any, name: str) -> bool:
    marked = element.get("class")
    return marked is not None and name in marked and name in marked.split()


def _first(root: Any, name: str) -> Any | None:
    return next(iter(_all(root, name)), None)


def _stands_in(element: Any, name: str) -> bool:
    return any(_is_of(one, name) for one in element.iterancestors())


def _words(element: Any | None) -> str | None:
    """Return an element's text on one line; None where there is none."""
    return None if element is None else " ".join(text_of(element).split()) or None
