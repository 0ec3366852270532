"""Pictures, sound and film that go with an item: enclosures, Media RSS, podcasts. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from mediawire.wire.feed_addresses import absolute
from mediawire.wire.feed_names import group_children, key_of
from mediawire.wire.feed_text import one_line, plain_text, read_headline
from mediawire.wire.reading import Picture, Rights

KEYS = frozenset(
    "enclosure media:content media:thumbnail media:group media:player itunes:image image atom:logo atom:icon "
    "googleplay:image podcast:images".split()
)
_HOLD_MEDIA = KEYS | {"atom:link", "itunes:link"}
_KINDS = {"image": "picture", "video": "video", "audio": "audio", "application": "document", "text": "document"}
_ENDINGS = {
    "picture": (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"),
    "audio": (".mp3", ".m4a", ".ogg", ".oga", ".wav", ".aac", ".flac"),
    "video": (".mp4", ".m4v", ".mov", ".webm", ".avi", ".mpg", ".mpeg"),
    "document": (".pdf", ".zip", ".torrent", ".doc", ".docx", ".txt", ".html"),
}


class _Words(NamedTuple):
    """What Media RSS says of a piece of media, or of all pieces of a group or an item."""

    headline: str | None = None
    caption: str | None = None
    credit_line: str | None = None
    rights: Rights = Rights()

    def over(self, outer: _Words) -> _Words:
        """Fill what is not said here with what is said further out (Media RSS, "Optional elements")."""
        return _Words(
            self.headline or outer.headline,
            self.caption or outer.caption,
            self.credit_line or outer.credit_line,
            self.rights if self.rights != Rights() else outer.rights,
        )


def read_pictures(
    parts: Mapping[str, list[etree._Element]], base: str | None, inside: tuple[tuple[str, str | None], ...] = ()
) -> tuple[Picture, ...]:
    """Read all media of an item: pictures first, then in the order of the feed, none twice.

    ``inside`` are the pictures that stand in its text, with their alternative texts; they come last of their kind.
    """
    if not inside and parts.keys().isdisjoint(_HOLD_MEDIA):
        return ()
    outer = _read_media_words(parts)
    found: dict[str, Picture] = {}
    for key in [key for key in parts if key in KEYS]:
        for element in parts[key]:
            for picture in _read_one(key, element, outer, base):
                found.setdefault(picture.url, picture)
    for link in (*parts.get("atom:link", ()), *parts.get("itunes:link", ())):
        if (link.get("rel") or "").lower() in ("enclosure", "image"):
            for picture in _read_file(link, link.get("href"), _Words(link.get("title")), base):
                found.setdefault(picture.url, picture)
    for url, alternative in inside:
        found.setdefault(url, Picture(url, alternative=alternative))
    return (
        tuple(sorted(found.values(), key=lambda picture: _ORDER.get(picture.kind, 9)))
        if len(found) > 1
        else (*found.values(),)
    )


_ORDER = {"picture": 0, "graphic": 0, "video": 1, "audio": 2, "document": 3}


def _read_one(key: str, element: etree._Element, outer: _Words, base: str | None) -> Iterator[Picture]:
    if key == "media:group":
        parts = group_children(element)
        within = _read_media_words(parts).over(outer)
        for inner in ("media:content", "media:thumbnail", "media:player"):
            for child in parts.get(inner, ()):
                yield from _read_one(inner, child, within, base)
    elif key == "media:content":
        parts = group_children(element)
        yield from _read_file(element, element.get("url"), _read_media_words(parts).over(outer), base)
        for child in parts.get("media:thumbnail", ()):
            yield from _read_file(child, child.get("url"), _Words(), base, "picture")
    elif key == "media:player":
        yield from _read_file(element, element.get("url"), outer, base, "video")
    elif key == "media:thumbnail":
        yield from _read_file(element, element.get("url") or plain_text(element), _Words(), base, "picture")
    elif key == "enclosure":
        yield from _read_file(element, element.get("url") or plain_text(element), _Words(), base)
    else:
        address = element.get("href") or element.get("url") or _url_within(element) or plain_text(element)
        yield from _read_file(element, address, _Words(), base, "picture")


def _url_within(element: etree._Element) -> str | None:
    return next((plain_text(child) for child in element if key_of(child) in ("url", "src")), None)


def _read_file(
    element: etree._Element, address: str | None, words: _Words, base: str | None, kind: str | None = None
) -> Iterator[Picture]:
    url = absolute(base, address or "")
    if not url or any(letter in url for letter in " \n<>"):
        return
    content_type = (element.get("type") or "").strip() or None
    yield Picture(
        url,
        kind or _tell_kind(element.get("medium"), content_type, url),
        content_type,
        words.headline,
        words.caption,
        None,
        None,
        words.credit_line,
        words.rights,
        _number(element.get("width")),
        _number(element.get("height")),
        _number(element.get("length") or element.get("filesize") or element.get("fileSize")),
    )


def _tell_kind(medium: str | None, content_type: str | None, url: str) -> str:
    """Tell the kind by the medium, the content type, or how the address ends; a document where nothing does."""
    stated = _KINDS.get((medium or "").strip().lower()) or _KINDS.get((content_type or "").partition("/")[0].lower())
    if stated and (content_type or medium):
        return stated
    path = url.partition("?")[0].lower()
    return next((kind for kind, endings in _ENDINGS.items() if path.endswith(endings)), "document")


def _number(words: str | None) -> int | None:
    digits = (words or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 16 else None


def _read_media_words(parts: Mapping[str, list[etree._Element]]) -> _Words:
    if not any(key.startswith("media:") for key in parts):
        return _Words()
    credits = [one_line(plain_text(credit)) for credit in parts.get("media:credit", ())]
    return _Words(
        _first(parts, "media:title"),
        _first(parts, "media:description") or _first(parts, "media:text"),
        "; ".join(filter(None, credits)) or None,
        _read_media_rights(parts),
    )


def _read_media_rights(parts: Mapping[str, list[etree._Element]]) -> Rights:
    addresses = [
        one.get("url") or one.get("href") for key in ("media:copyright", "media:license") for one in parts.get(key, ())
    ]
    return Rights(
        copyright_notice=_first(parts, "media:copyright"),
        usage_terms=_first(parts, "media:license"),
        links=tuple(filter(None, addresses)),
    )


def _first(parts: Mapping[str, list[etree._Element]], key: str) -> str | None:
    return next((words for words in map(read_headline, parts.get(key, ())) if words), None)
