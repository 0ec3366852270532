"""Bytes of a page or a feed become text, in the charset that was stated where that fits, else in the one that does.

The order is that of browsers (WHATWG HTML, section 13.2.3, and Encoding, section 4.2): byte order mark, charset of the
content type, XML declaration or ``meta``, then the bytes themselves. Two departures, each told as a warning: a stated
charset that does not fit the bytes gives way to the next one that does, and bytes that are plainly UTF-8 are UTF-8
whatever is stated. Where a server states windows-1252, as many do of everything, and the document another charset that
fits, letter statistics decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from mediawire.errors import NotText
from mediawire.files import BROKEN_PER_WHOLE, MARKS, NOT_ASCII, SURROGATES, Text, decode, read_wide, tell_broken
from mediawire.wire.charset_labels import LABELS, Charset, find_charset
from mediawire.wire.document import HEAD_BYTES, Document

LEAST_SEQUENCES = 4
"""So many characters of two bytes and more, all valid, are UTF-8 and not a double-byte charset by chance: of GB 2312
one character in seven is also valid UTF-8."""
_XML_DECLARATION = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([^\"'<>]{1,60})[\"']", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,60})", re.IGNORECASE)
_NOT_META = re.compile(rb"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)", re.IGNORECASE | re.DOTALL)
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_UTF8, _WESTERN = LABELS["utf-8"], LABELS["windows-1252"]


class Stated(NamedTuple):
    """A charset that something states, and what it is that states it."""

    label: str
    by: str

    @property
    def charset(self) -> Charset | None:
        """Return what the label means; UTF-16 stated inside bytes that can be read one by one is no UTF-16."""
        return find_charset(self.label)


def decode_document(document: Document) -> Text:
    """Turn the bytes of a page or a feed into text; which charset was used, and why, is told.

    Raises `NotText` where the bytes are of a format that is no text. ``encoding`` is a name of the Encoding Standard.
    """
    return decode_bytes(document.data, document.charset)


def decode_bytes(data: bytes, stated: str | None = None) -> Text:
    """Turn bytes into text; ``stated`` is the charset that came with them."""
    for read in (_read_marked, _read_wide, _read_ascii):
        text = read(data, stated)
        if text is not None:
            return text
    claims = list(list_stated(data, stated))
    return _read_plain_utf8(data, claims) or _read_stated(data, claims) or _read_unstated(data, claims)


def list_stated(data: bytes, stated: str | None = None) -> Iterator[Stated]:
    """List the charsets that are stated for some bytes, the strongest first."""
    if stated:
        yield Stated(stated, "content type")
    declared = _XML_DECLARATION.match(data[:1024])
    if declared:
        yield Stated(declared[1].decode("latin-1"), "XML declaration")
        return
    head = data[:HEAD_BYTES]
    meta = _META.search(_NOT_META.sub(b"", head)) if b"charset" in head.lower() else None
    if meta:
        yield Stated(meta[1].decode("latin-1"), "meta")


def _read_marked(data: bytes, stated: str | None) -> Text | None:
    for mark, codec, _ in MARKS:
        rest = data[len(mark) :]
        if not data.startswith(mark) or (codec == "utf-32-le" and len(rest) % 4):
            continue
        charset = LABELS[codec]
        text, broken = _decode(rest, charset)
        if codec == "utf-32-le" and broken:
            continue
        if codec == "utf-8" and broken > BROKEN_PER_WHOLE * _count_whole(text):
            return None  # a mark on other bytes
        return Text(text, charset.name, "byte order mark", tell_broken(broken))
    return None


def _read_wide(data: bytes, stated: str | None) -> Text | None:
    found = read_wide(data)
    return None if found is None else Text(found.text, found.encoding.replace(" ", ""), found.how, found.warnings)


def _read_ascii(data: bytes, stated: str | None) -> Text | None:
    """Read plain ASCII, which is the same in all charsets but those with escapes."""
    if not data.isascii() or b"\x1b" in data or b"~{" in data:
        return None
    claims = list(list_stated(data, stated))
    known = next((claim for claim in claims if _fits_bytewise(claim)), None)
    warnings = tuple(_tell_unfit(claim) for claim in claims if not _fits_bytewise(claim))
    name = known.charset.name if known and known.charset else _UTF8.name
    return Text(data.decode("ascii"), name, known.by if known else "valid throughout", warnings)


def _fits_bytewise(claim: Stated) -> bool:
    """Tell whether a stated charset is one that can be read byte by byte at all."""
    return claim.charset is not None and not claim.charset.is_wide


def _read_plain_utf8(data: bytes, claims: list[Stated]) -> Text | None:
    """Read UTF-8 that shows itself as such: no stated charset is stronger than many valid sequences."""
    text, broken = _decode(data, _UTF8)
    first = next((claim.charset for claim in claims if claim.charset), _UTF8)
    least = 1 if first.is_single_byte or first == _UTF8 else LEAST_SEQUENCES
    if broken or _count_whole(text) < least:
        return None
    warnings = tuple(_tell_unfit(claim) for claim in claims if claim.charset != _UTF8)
    by = next((claim.by for claim in claims if claim.charset == _UTF8), "valid throughout")
    return Text(text, _UTF8.name, by, (*warnings, *_tell_surrogates(data)))


def _read_stated(data: bytes, claims: list[Stated]) -> Text | None:
    """Read by a stated charset that every byte fits; where two fit and differ, statistics choose between them."""
    fitting = [claim for claim in claims if _fits_bytewise(claim) and claim.charset and _fits(data, claim.charset)]
    if not fitting:
        fitting = [
            claim for claim in claims if _fits_bytewise(claim) and claim.charset and _nearly(data, claim.charset)
        ]
    if not fitting:
        return None
    chosen = _choose(data, fitting)
    charset = chosen.charset or _WESTERN
    text, broken = _decode(data, charset)
    others = [claim for claim in claims if claim.charset != charset]
    warnings = [_tell_weaker(claim, chosen) if claim in fitting else _tell_unfit(claim) for claim in others]
    return Text(text, charset.name, chosen.by, (*warnings, *tell_broken(broken)))


def _choose(data: bytes, fitting: list[Stated]) -> Stated:
    """Choose the strongest; windows-1252, which servers state of everything, only where statistics see no other."""
    others = [claim for claim in fitting if claim.charset != fitting[0].charset]
    if others and fitting[0].charset == _WESTERN:
        with suppress(NotText):
            guessed = find_charset(decode(data, "bytes").encoding)
            return next((claim for claim in others if claim.charset == guessed), fitting[0])
    return fitting[0]


def _read_unstated(data: bytes, claims: list[Stated]) -> Text:
    """Read what nothing that is stated fits: by the bytes alone."""
    warnings = tuple(_tell_unfit(claim) for claim in claims)
    try:
        found = decode(data, "bytes")
    except NotText:
        if not data.lstrip()[:1] == b"<":
            raise
        text, broken = _decode(data, _WESTERN)
        return Text(text, _WESTERN.name, "last resort", (*warnings, *tell_broken(broken)))
    charset = find_charset(found.encoding)
    told = tuple(warning for warning in found.warnings if "markup" not in warning)
    return Text(found.text, charset.name if charset else found.encoding, found.how, (*warnings, *told))


def _decode(data: bytes, charset: Charset) -> tuple[str, int]:
    """Decode, and count the places that could not be; surrogate pairs written as two characters are joined."""
    with suppress(UnicodeDecodeError):
        return data.decode(charset.codec), 0
    if charset == _UTF8:
        with suppress(UnicodeDecodeError):
            return _PAIRS.sub(_join, data.decode("utf-8", "surrogatepass")), 0
    text = data.decode(charset.codec, "replace")
    own = data.count("\ufffd".encode()) if charset == _UTF8 else 0
    return text, text.count("\ufffd") - own


def _join(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _count_whole(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore")) - text.count("\ufffd")


def _fits(data: bytes, charset: Charset) -> bool:
    with suppress(UnicodeDecodeError):
        data.decode(charset.codec)
        return True
    return False


def _nearly(data: bytes, charset: Charset) -> bool:
    """Tell whether all but a few bytes fit a charset."""
    text, broken = _decode(data, charset)
    whole = len(NOT_ASCII.findall(data)) if charset.is_single_byte else _count_whole(text)
    return broken <= BROKEN_PER_WHOLE * whole


def _tell_surrogates(data: bytes) -> tuple[str, ...]:
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return ()
    lone = len(SURROGATES.findall(_decode(data, _UTF8)[0]))
    return (f"characters written as two surrogates were joined; {lone:,} stand alone",)


def _tell_weaker(claim: Stated, chosen: Stated) -> str:
    return f"{claim.by} states charset {claim.label!r}; the one of the {chosen.by} is used"


def _tell_unfit(claim: Stated) -> str:
    if claim.charset is None:
        return f"{claim.by} states charset {claim.label!r}, which nobody knows"
    return f"{claim.by} states charset {claim.label!r}, which does not fit the bytes"
