"""The pictures, films, sounds and files of a post on a Telegram preview page. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from mediawire.wire.reading import Picture

_BACKGROUND = re.compile(r"background-image\s*:\s*url\(\s*['\"]?([^'\")]+)", re.IGNORECASE)
_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*(\d+)px")
_SIZE = re.compile(r"([\d.,]+)\s*([KMG]?)B\b", re.IGNORECASE)
_UNITS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}


def find_media(post: Any, base: str | None) -> tuple[Picture, ...]:
    """Return what goes with a post, in page order: of an album every picture and film."""
    found: list[Picture] = []
    for element in post.iter():
        if isinstance(element.tag, str):
            for name in (element.get("class") or "").split():
                reader = _READERS.get(name)
                found += reader(element, base) if reader else ()
    return tuple(found)


def address_of(element: Any, base: str | None) -> str | None:
    """Return the address of an element's background picture."""
    found = _BACKGROUND.search(element.get("style") or "")
    return urljoin(base or "https://t.me/", found[1].strip()) if found else None


def _read_photo(element: Any, base: str | None) -> Iterator[Picture]:
    address = address_of(element, base)
    if address:
        width = _WIDTH.search(element.get("style") or "")
        yield Picture(address, width=int(width[1]) if width else None)


def _read_video(element: Any, base: str | None) -> Iterator[Picture]:
    """Read a film: its own address, else its thumbnail's, for those too big for the preview."""
    films = [film.get("src") for film in element.iter("video") if film.get("src")]
    thumbs = [address_of(thumb, base) for thumb in element.iter("i")]
    address = next(iter(films), None) or next(filter(None, thumbs), None) or element.get("href")
    if address:
        yield Picture(urljoin(base or "https://t.me/", address), "video")


def _read_audio(element: Any, base: str | None) -> Iterator[Picture]:
    sounds = [sound.get("src") for sound in element.iter("audio") if sound.get("src")]
    if sounds:
        yield Picture(urljoin(base or "https://t.me/", sounds[0]), "audio")


def _read_document(element: Any, base: str | None) -> Iterator[Picture]:
    """Read a file: its name and size; its address is the post's, as the preview gives no other."""
    names = {name: one for one in element.iter("div") for name in (one.get("class") or "").split()}
    title, extra = (
        " ".join("".join(names[name].itertext()).split()) if name in names else None
        for name in ("tgme_widget_message_document_title", "tgme_widget_message_document_extra")
    )
    sounds = [sound.get("src") for sound in element.iter("audio") if sound.get("src")]
    address = next(iter(sounds), None) or element.get("href")
    if address:
        kind = "audio" if sounds else "document"
        size = read_size(extra or "")
        yield Picture(urljoin(base or "https://t.me/", address), kind, headline=title, caption=extra, size_bytes=size)


def read_size(words: str) -> int | None:
    """Read a size as the preview writes it, rounded as it is there.

    >>> read_size("2.1 MB")
    2202009
    """
    found = _SIZE.search(words)
    if found is None or found[1].count(".") > 1:
        return None
    return int(float(found[1].replace(",", "")) * _UNITS[found[2].upper()]) if found[1].strip(".,") else None


def _read_sticker(element: Any, base: str | None) -> Iterator[Picture]:
    """Read a sticker: a picture in the background, an animation among its sources, or a film."""
    sources = [one.get("srcset") for one in element.iter("source") if one.get("srcset")]
    films = [one.get("src") for one in element.iter("video") if one.get("src")]
    own = (element.get("data-webp"), address_of(element, base))
    address = next((one for one in (*films, *sources, *own) if one and not one.startswith("data:")), None)
    if address:
        yield Picture(urljoin(base or "https://t.me/", address), "graphic")


_READERS = {
    "tgme_widget_message_photo_wrap": _read_photo,
    "tgme_widget_message_video_player": _read_video,
    "tgme_widget_message_roundvideo_player": _read_video,
    "tgme_widget_message_voice_player": _read_audio,
    "tgme_widget_message_document_wrap": _read_document,
    "tgme_widget_message_sticker": _read_sticker,
    "tgme_widget_message_tgsticker": _read_sticker,
    "tgme_widget_message_videosticker": _read_sticker,
}
"""How each kind is read, by its class."""
