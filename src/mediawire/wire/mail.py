"""E-mail (RFC 5322, MIME): each message is a report; what hangs on it is read as documents of its own.

Of the alternatives of one text the marked-up one is the body, as it has the links and the emphasis, unless it holds
less than half of the letters of the plain one; the other is kept beside it. Pictures are listed, never loaded. What
hangs on the message and cannot be read is refused by name. A file of many messages (mbox) is read message by message.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import a2b_qp
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message
from email.utils import getaddresses
from typing import NamedTuple

from mediawire.report import Body
from mediawire.wire.charset import decode_bytes
from mediawire.wire.document import Document
from mediawire.wire.formats import read_document
from mediawire.wire.markup import links_of, parse_markup, take_body
from mediawire.wire.plain_text import tell_fields
from mediawire.wire.reading import Completeness, InfoSource, Picture, Reading, Received, Refusal, StatedTime, Verdict
from mediawire.wire.stated_times import state_time

MOST_PARTS = 500
MOST_DEPTH = 20
LEAST_SHARE = 0.5
_ENVELOPE = re.compile(rb"(?:\A|\n\r?\n)From \S+ [^\r\n]{10,60}\r?\n(?=[!-9;-~]+:)")
_FIELDS = frozenset(
    "subject from date message-id content-type content-transfer-encoding content-language mime-version keywords "
    "content-disposition".split()
)
_DOCUMENTS = re.compile(
    r"text/(?:plain|html|xml)|message/rfc822|application/(?:(?:\w+\+)?xml|(?:[\w-]+\+)?json|gzip)\Z"
)
_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?(.*?)\?=")
_FLAWS = {
    "InvalidBase64CharactersDefect": "broken base64",
    "InvalidBase64PaddingDefect": "base64 that breaks off",
    "InvalidBase64LengthDefect": "base64 that breaks off",
    "CloseBoundaryNotFoundDefect": "the message breaks off before its end",
    "StartBoundaryNotFoundDefect": "the message breaks off before its first part",
}
_SPACE = re.compile(r"\s+")


class _Text(NamedTuple):
    """A text of a message: its media type, the words, the encoding and what did not go as it should."""

    media_type: str
    words: str
    encoding: str
    warnings: tuple[str, ...]

    @property
    def letters(self) -> int:
        return sum(map(str.isalnum, self.body.text))

    @property
    def body(self) -> Body:
        return take_body(self.words) if self.media_type == "text/html" else Body(self.words)


class _Parts:
    """What a message is made of: its texts, alternatives beside each other, and what hangs on it."""

    def __init__(self) -> None:
        self.texts: list[tuple[_Text, ...]] = []
        self.attached: list[Message] = []
        self.refusals: list[Refusal] = []
        self.count = 0


def read_mail(document: Document) -> Reading:
    """Read an e-mail, or a file of them. Nothing raises: what cannot be read is a `Refusal`."""
    readings = [_read_message(data, document) for data in split_messages(document.data)]
    return Reading(
        "mail",
        tuple(report for reading in readings for report in reading.reports),
        tuple(notice for reading in readings for notice in reading.notices),
        tuple(entry for reading in readings for entry in reading.entries),
        tuple(refusal for reading in readings for refusal in reading.refusals),
        encoding=next((reading.encoding for reading in readings), None),
        warnings=tuple(dict.fromkeys(warning for reading in readings for warning in reading.warnings)),
    )


def split_messages(data: bytes) -> Iterator[bytes]:
    """Yield the messages of an mbox file (RFC 4155), or the one message that there is."""
    data = data.lstrip(b" \t\r\n")
    found = list(_ENVELOPE.finditer(data))
    if not found or found[0].start():
        yield data
        return
    for place, envelope in enumerate(found):
        until = found[place + 1].start() if place + 1 < len(found) else len(data)
        yield data[envelope.end() : until]


def _read_message(data: bytes, document: Document) -> Reading:
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        parts = _Parts()
        _collect(message, parts, 0)
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        why = f"{type(error).__name__}: {error}"
        return Reading("mail", refusals=(Refusal("unreadable", why, document.url or ""),))
    hung = [_read_attached(part, document) for part in parts.attached]
    pictures = tuple(picture for picture, _ in hung if picture)
    report = _build(message, parts, pictures, data if data != document.data else document.data, document)
    texts = [text for alternatives in parts.texts for text in alternatives]
    read = [reading for _, reading in hung if reading]
    reports = (report, *(report for reading in read for report in reading.reports))
    return Reading(
        "mail",
        reports if report.body.text.strip() or report.headline else reports[1:],
        tuple(notice for reading in read for notice in reading.notices),
        tuple(entry for reading in read for entry in reading.entries),
        (*parts.refusals, *(refusal for reading in read for refusal in reading.refusals)),
        encoding=next((text.encoding for text in texts), None),
        warnings=tuple(dict.fromkeys(warning for text in texts for warning in text.warnings)),
    )


def _collect(part: Message, parts: _Parts, depth: int) -> None:
    """Sort the parts of a message, in order."""
    parts.count += 1
    if parts.count > MOST_PARTS or depth > MOST_DEPTH:
        if parts.count == MOST_PARTS + 1 or depth == MOST_DEPTH + 1:
            parts.refusals.append(
                Refusal("too many parts", f"more than {MOST_PARTS} parts, or {MOST_DEPTH} in another")
            )
        return
    inner = _inner(part)
    kind = part.get_content_type()
    if kind == "multipart/alternative" and inner:
        _collect_alternatives(inner, parts, depth)
    elif kind.startswith("multipart/") and inner:
        for other in inner:
            _collect(other, parts, depth + 1)
    elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
        parts.texts.append((_decode(part, kind),))
    else:
        parts.attached.append(part)


def _collect_alternatives(inner: list[Message], parts: _Parts, depth: int) -> None:
    own = _Parts()
    for other in inner:
        _collect(other, own, depth + 1)
    parts.count += own.count
    parts.attached += own.attached
    parts.refusals += own.refusals
    texts = [text for alternatives in own.texts for text in alternatives]
    if texts:
        parts.texts.append(tuple(_best_first(texts)))


def _best_first(texts: list[_Text]) -> list[_Text]:
    """Put the marked-up text first, unless it holds much less than the plain one."""
    marked = [text for text in texts if text.media_type == "text/html"]
    plain = [text for text in texts if text.media_type != "text/html"]
    most = max((text.letters for text in plain), default=0)
    whole = [text for text in marked if text.letters >= LEAST_SHARE * most]
    return [*whole, *plain, *(text for text in marked if text not in whole)]


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [other for other in payload if isinstance(other, Message)] if isinstance(payload, list) else []


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decode(part: Message, kind: str) -> _Text:
    try:
        stated = part.get_content_charset()
    except (ValueError, LookupError):
        stated = None
    text = decode_bytes(_payload(part), stated)
    return _Text(kind, text.text, text.encoding, (*text.warnings, *list_flaws(part)))


def list_flaws(part: Message) -> tuple[str, ...]:
    """Name what shows that letters of a part are lost: broken base64, an end that is not there."""
    told = (_FLAWS.get(type(defect).__name__) for defect in part.defects)
    return tuple(dict.fromkeys(words for words in told if words))


def header(message: Message, name: str) -> str | None:
    """Return a header's words, encoded words decoded (RFC 2047); None where it is not there or empty."""
    return next((words for key, value in list_headers(message) if key.lower() == name and (words := value)), None)


def list_headers(message: Message) -> Iterator[tuple[str, str]]:
    """Yield the headers in order, each as words."""
    for name, value in message.raw_items():
        yield name, read_words(str(value))


def read_words(value: str) -> str:
    """Decode a header: words in any charset, also where they are cut in the middle of a letter, or not quite to rule.

    >>> read_words("=?utf-8?q?Caf=C3?= =?utf-8?q?=A9?= closes")
    'Café closes'
    """
    if not value.isascii():
        value = decode_bytes(value.encode("utf-8", "surrogateescape")).text
    pieces: list[tuple[str | None, bytes | str]] = []
    at = 0
    for found in _ENCODED.finditer(value):
        between = value[at : found.start()]
        if between.strip() or not pieces:
            pieces.append((None, between))
        data, charset = _decode_word(found), found[1].partition("*")[0].lower()
        before, known = pieces[-1]
        if before == charset and isinstance(known, bytes):
            pieces[-1] = (charset, known + data)
        else:
            pieces.append((charset, data))
        at = found.end()
    pieces.append((None, value[at:]))
    words = "".join(decode_bytes(part, charset).text if isinstance(part, bytes) else part for charset, part in pieces)
    return _SPACE.sub(" ", words).strip()


def _decode_word(found: re.Match[str]) -> bytes:
    """Decode one encoded word to bytes; letters that should not stand in it are put into its charset."""
    try:
        data = found[3].encode(found[1].partition("*")[0], "ignore")
    except (LookupError, ValueError):
        data = found[3].encode("utf-8", "surrogatepass")
    if found[2] in "bB":
        with suppress(ValueError):
            return b64decode(data + b"=" * (-len(data) % 4))
        return data
    return a2b_qp(data, header=True)


def _build(message: Message, parts: _Parts, pictures: tuple[Picture, ...], data: bytes, document: Document) -> Received:
    chosen = [alternatives[0] for alternatives in parts.texts]
    body = _join(chosen)
    plain = chosen[0].words if chosen and chosen[0].media_type != "text/html" else body.text
    fields = tell_fields(plain)
    marked = [
        link for text in chosen if text.media_type == "text/html" for link, _ in links_of(parse_markup(text.words))
    ]
    stated = _state_date(message, document.now)
    sender = next(iter(getaddresses([header(message, "from") or ""])), ("", ""))
    parties = (InfoSource("creator", sender[0] or sender[1], f"mailto:{sender[1]}" if sender[1] else None),)
    fields["links"] = tuple(dict.fromkeys((*marked, *fields["links"])))
    fields["info_sources"] = (*(parties if any(sender) else ()), *fields.get("info_sources", ()))
    fields["headline"] = header(message, "subject") or fields.get("headline")
    keywords = (word.strip() for word in (header(message, "keywords") or "").split(","))
    return Received(
        Body(body.text, data, body.html),
        format="mail",
        guid=(header(message, "message-id") or "").strip("<> ") or None,
        url=document.url,
        published=stated.at if stated else None,
        stated=(stated,) if stated else (),
        language=header(message, "content-language"),
        keywords=tuple(word for word in keywords if word),
        pictures=pictures,
        completeness=_judge(body, (*list_flaws(message), *(flaw for text in chosen for flaw in text.warnings))),
        others=_list_others(message, parts),
        **fields,
    )


def _judge(body: Body, flaws: tuple[str, ...]) -> Completeness:
    """Say whether a message came whole; what broke on the way is told."""
    letters = sum(map(str.isalnum, body.text))
    lost = tuple(dict.fromkeys(flaw for flaw in flaws if flaw in _FLAWS.values()))
    if lost or "\ufffd" in body.text:
        return Completeness(Verdict.INCOMPLETE, 0.0, lost or ("some places could not be read",), letters)
    return Completeness(Verdict.COMPLETE if letters else Verdict.UNKNOWN, 1.0 if letters else 0.5, (), letters)


def _join(texts: list[_Text]) -> Body:
    """Join the texts of a message, of which most have one, in order."""
    if len(texts) == 1:
        return texts[0].body
    html = (
        "\n".join(text.words for text in texts) if texts and all(t.media_type == "text/html" for t in texts) else None
    )
    return Body("\n\n".join(text.body.text for text in texts), None, html)


def _state_date(message: Message, now: datetime | None) -> StatedTime | None:
    words = header(message, "date")
    return state_time("published", re.sub(r"\s*\([^()]*\)\s*\Z", "", words), now) if words else None


def _list_others(message: Message, parts: _Parts) -> dict[str, tuple[str, ...]]:
    """List what has no field: the other headers, and the texts beside the body."""
    others: dict[str, list[str]] = {}
    for name, words in list_headers(message):
        if name.lower() not in _FIELDS and words:
            others.setdefault(name, []).append(words)
    for alternatives in parts.texts:
        for text in alternatives[1:]:
            others.setdefault(text.media_type, []).append(text.words)
    return {name: tuple(values) for name, values in others.items()}


def _name(part: Message) -> str:
    try:
        return read_words(part.get_filename() or "") or (header(part, "content-id") or "").strip("<> ") or "attachment"
    except (ValueError, LookupError, MessageError, TypeError):
        return "attachment"


def _read_attached(part: Message, document: Document) -> tuple[Picture | None, Reading | None]:
    """Read what hangs on a message: a picture as such, a text as a document, anything else not at all."""
    kind, name = part.get_content_type(), _name(part)
    family = kind.partition("/")[0]
    if family in ("image", "video", "audio"):
        shown = {"image": "picture"}.get(family, family)
        cid = (header(part, "content-id") or "").strip("<> ")
        size = len(_payload(part))
        return Picture(f"cid:{cid}" if cid else name, shown, kind, headline=name, size_bytes=size), None
    inner = _inner(part)
    try:
        held = inner[0].as_bytes() if inner else _payload(part)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        return None, Reading("mail", refusals=(Refusal("attachment not read", f"{kind}: {error}", name),))
    if not _DOCUMENTS.match(kind):
        why = f"{kind}, {len(held):,} bytes"
        return None, Reading("mail", refusals=(Refusal("attachment not read", why, name),))
    reading = read_document(Document(held, None, header(part, "content-type") or kind, now=document.now))
    refusals = tuple(replace(refusal, where=refusal.where or name) for refusal in reading.refusals)
    return None, replace(reading, refusals=refusals)
