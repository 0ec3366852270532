"""Telegram Desktop's JSON exports (``result.json``): one chat or many, each message a report.

A message's guid is the chat's number and its own. Text comes as a string or as pieces with their kinds; links and
emphasis are kept as markup that is written from them. An export does not say which messages are one album: messages
whose numbers follow on one another, of the same second and sender, all with a picture or a film and at most one with a
text, are taken as one. What Telegram itself says in a chat is refused by name, numbers that are not there are missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from typing import Any

from mediawire.errors import InputError
from mediawire.report import Body, Source
from mediawire.wire.document import Document
from mediawire.wire.json_values import kept_words, parse_json
from mediawire.wire.reading import (
    Change,
    Channel,
    Completeness,
    InfoSource,
    Picture,
    Reading,
    Received,
    Refusal,
    StatedTime,
    Verdict,
)
from mediawire.wire.stated_times import FROM_NUMBER, state_time, time_of
from mediawire.wire.telegram import find_missing

ALBUM_MOST = 10
"""Telegram lets no album have more pictures."""
_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_KINDS = {
    "video_file": "video",
    "video_message": "video",
    "animation": "video",
    "voice_message": "audio",
    "audio_file": "audio",
    "sticker": "graphic",
}
_READ = frozenset(
    "id type date date_unixtime edited edited_unixtime from author text text_entities photo file file_name media_type "
    "mime_type width height forwarded_from poll photo_file_size file_size".split()
)


class NotAnExport(InputError):
    """The JSON is no export of Telegram Desktop."""


def read_export(document: Document) -> Reading:
    """Read an export of one chat or of many; raises `InputError` where it is none."""
    values, warning = parse_json(document.data, "Telegram export")
    chats = [chat for value in values for chat in _list_chats(value)]
    if not chats:
        raise NotAnExport("Telegram export", "it holds no list of messages")
    reports: list[Received] = []
    refusals: list[Refusal] = []
    numbers: dict[str, set[int]] = {}
    for chat in chats:
        for group in _group_albums(chat["messages"]):
            read = _read_group(group, chat, document, numbers)
            (refusals if isinstance(read, Refusal) else reports).append(read)  # type: ignore[arg-type]
    missing, left_off = find_missing(numbers)
    warnings = ((warning,) if warning else ()) + ((f"{left_off:,} more numbers are missing",) if left_off else ())
    channel = _read_channel(chats[0]) if len(chats) == 1 else None
    return Reading("telegram", tuple(reports), (), (), tuple(refusals), missing, channel, warnings=warnings)


def _list_chats(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the chats of an export, in either of its forms."""
    if not isinstance(value, Mapping):
        return
    if isinstance(value.get("messages"), list):
        yield value
    for name in ("chats", "left_chats"):
        held = value.get(name)
        listed = held.get("list") if isinstance(held, Mapping) else None
        for chat in listed if isinstance(listed, list) else ():
            if isinstance(chat, Mapping) and isinstance(chat.get("messages"), list):
                yield chat


def _read_channel(chat: Mapping[str, Any]) -> Channel:
    others = {"type": (str(chat["type"]),)} if chat.get("type") else {}
    return Channel(title=_string(chat.get("name")), others=others)


def _group_albums(messages: Sequence[Any]) -> Iterator[list[Any]]:
    """Yield the messages, those of an album together."""
    album: list[Any] = []
    for message in messages:
        if album and not _continues(album, message):
            yield album
            album = []
        album.append(message)
    if album:
        yield album


def _continues(album: list[Any], message: Any) -> bool:
    """Tell whether a message is the next picture of an album."""
    last = album[-1]
    if not (isinstance(last, Mapping) and isinstance(message, Mapping)) or len(album) >= ALBUM_MOST:
        return False
    if not (_is_visual(last) and _is_visual(message)) or not _follows(last, message):
        return False
    same = ("date", "date_unixtime", "from_id", "author", "forwarded_from", "type", "reply_to_message_id")
    if any(last.get(name) != message.get(name) for name in same):
        return False
    return sum(bool(one.get("text")) for one in (*album, message)) <= 1


def _is_visual(message: Mapping[str, Any]) -> bool:
    return bool(message.get("photo")) or message.get("media_type") == "video_file"


def _follows(last: Mapping[str, Any], message: Mapping[str, Any]) -> bool:
    before, after = _whole(last.get("id")), _whole(message.get("id"))
    return before is not None and after is not None and after == before + 1


def _read_group(
    group: list[Any], chat: Mapping[str, Any], document: Document, numbers: dict[str, set[int]]
) -> Received | Refusal:
    """Read a message, or an album as one."""
    messages = [message for message in group if isinstance(message, Mapping)]
    if not messages:
        return Refusal("unreadable message", f"it is no object but {type(group[0]).__name__}", _name(chat) or "")
    chat_id = str(chat.get("id") or chat.get("name") or "chat")
    own = [number for message in messages if (number := _whole(message.get("id"))) is not None]
    numbers.setdefault(chat_id, set()).update(own)
    guid = f"{chat_id}/{own[0]}" if own else None
    if messages[0].get("type") not in ("message", None):
        action = _string(messages[0].get("action")) or _string(messages[0].get("type")) or "it says nothing"
        return Refusal("service message", action, guid or chat_id)
    return _read_message(messages, chat, document, guid)


def _read_message(
    messages: list[Mapping[str, Any]], chat: Mapping[str, Any], document: Document, guid: str | None
) -> Received:
    first = next((message for message in messages if message.get("text")), messages[0])
    body, links = _read_body(first, document.data)
    stated = tuple(_read_times(first, document.now))
    pictures = tuple(picture for message in messages for picture in _read_media(message))
    origin = _string(first.get("forwarded_from"))
    owner = _string(first.get("from")) or _name(chat)
    letters = sum(map(str.isalnum, body.text))
    is_whole = bool(letters or pictures)
    return Received(
        body,
        byline=_string(first.get("author")),
        published=time_of(stated, "published"),
        outlet=owner,
        source=Source(origin) if origin else None,
        links=links,
        format="telegram",
        guid=guid,
        stated=stated,
        modified=time_of(stated, "modified"),
        change=Change.UPDATE if any(time.field == "modified" for time in stated) else None,
        keywords=tuple(dict.fromkeys(text[1:] for kind, text, _ in _pieces(first) if kind == "hashtag" and text[1:])),
        info_sources=tuple(_list_sources(origin, owner)),
        pictures=pictures,
        completeness=Completeness(
            Verdict.COMPLETE if is_whole else Verdict.UNKNOWN, 1.0 if is_whole else 0.5, (), letters
        ),
        others=_read_others(messages, first),
    )


def _read_body(message: Mapping[str, Any], received: bytes) -> tuple[Body, tuple[str, ...]]:
    """Join a message's text, its markup and the addresses it links to; of a poll, the question and the answers."""
    pieces = list(_pieces(message))
    poll = message.get("poll")
    if isinstance(poll, Mapping):
        lines = [_string(poll.get("question")), *(_string(answer.get("text")) for answer in _answers(poll))]
        words = "\n".join(line for line in lines if line)
        pieces += [("plain", ("\n\n" if pieces else "") + words, None)] if words else []
    text = "".join(piece for _, piece, _ in pieces)
    is_plain = all(kind == "plain" for kind, _, _ in pieces)
    links = tuple(dict.fromkeys(address for *_, address in pieces if address))
    return Body(text, received, None if is_plain else "".join(_mark_up(*piece) for piece in pieces)), links


Piece = tuple[str, str, str | None]
"""Kind, words, and the address that they lead to."""


def _pieces(message: Mapping[str, Any]) -> Iterator[Piece]:
    """Yield a message's text by its pieces; every letter of ``text`` comes, whatever its kind."""
    text = message.get("text")
    listed = text if isinstance(text, list) else [text]
    entities = message.get("text_entities")
    if isinstance(text, str) and text and isinstance(entities, list) and _join(entities) == text:
        listed = entities
    for piece in listed:
        if isinstance(piece, str) and piece:
            yield "plain", piece, None
        elif isinstance(piece, Mapping) and isinstance(piece.get("text"), str) and piece["text"]:
            kind, words = str(piece.get("type") or "plain"), piece["text"]
            yield kind, words, _link_of(kind, words, piece.get("href"))


def _join(entities: Sequence[Any]) -> str:
    return "".join(str(one.get("text", "")) for one in entities if isinstance(one, Mapping))


def _link_of(kind: str, words: str, href: Any) -> str | None:
    """Return where a piece leads: its own address, or the words where they are one."""
    if isinstance(href, str) and href:
        return href
    if kind == "link":
        return words if re.match(r"[a-z][a-z0-9+.-]*:", words, re.IGNORECASE) else f"http://{words}"
    return f"mailto:{words}" if kind == "email" else None


def _mark_up(kind: str, words: str, address: str | None) -> str:
    """Write a piece as markup."""
    inner = escape(words, quote=False)
    if kind != "pre":
        inner = inner.replace("\n", "<br>")
    if address:
        return f'<a href="{escape(address)}">{inner}</a>'
    return f"<{_TAGS[kind]}>{inner}</{_TAGS[kind]}>" if kind in _TAGS else inner


def _read_times(message: Mapping[str, Any], now: datetime | None) -> Iterator[StatedTime]:
    """Yield when a message was sent and edited: in seconds since 1970, else in the exporter's own unnamed zone."""
    for field, name in (("published", "date"), ("modified", "edited")):
        seconds, local = _string(message.get(f"{name}_unixtime")), _string(message.get(name))
        if seconds and re.fullmatch(r"\d{1,11}", seconds) and int(seconds):
            time = state_time(field, seconds, now)  # seconds are what the format means: no guess
            yield replace(time, guessed=tuple(guess for guess in time.guessed if guess != FROM_NUMBER))
        elif local and not local.startswith("1970-01-01T0"):
            yield state_time(field, local, now)


def _read_media(message: Mapping[str, Any]) -> Iterator[Picture]:
    """Yield a message's picture, film or file; one that was not exported has no path and is told among ``others``."""
    width, height = _whole(message.get("width")), _whole(message.get("height"))
    photo, file = _path(message.get("photo")), _path(message.get("file"))
    if photo:
        yield Picture(photo, width=width, height=height, size_bytes=_whole(message.get("photo_file_size")))
    if file:
        kind = _KINDS.get(str(message.get("media_type")), "document")
        yield Picture(
            file,
            kind,
            _string(message.get("mime_type")),
            _string(message.get("file_name")),
            width=width,
            height=height,
            size_bytes=_whole(message.get("file_size")),
        )


def _path(value: Any) -> str | None:
    return value if isinstance(value, str) and value and not value.startswith("(") else None


def _list_sources(origin: str | None, owner: str | None) -> Iterator[InfoSource]:
    if origin:
        yield InfoSource("originator", origin)
    if owner:
        yield InfoSource("distributor" if origin else "originator", owner)


def _read_others(messages: list[Mapping[str, Any]], first: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Keep what has no field under its own name; of an album also the numbers of its other pictures."""
    others: dict[str, tuple[str, ...]] = {}
    for name, value in first.items():
        if (name not in _READ or name in ("from_id", "forwarded_from_id", "thumbnail")) and value not in (
            None,
            "",
            [],
            {},
        ):
            others[name] = tuple(kept_words(value))
    poll = first.get("poll")
    if isinstance(poll, Mapping):
        others |= _read_poll(poll)
    for name in ("photo", "file"):
        left_out = [one[name] for one in messages if isinstance(one.get(name), str) and one[name].startswith("(")]
        others |= {name: tuple(left_out)} if left_out else {}
    if len(messages) > 1:
        others["album"] = tuple(str(message.get("id")) for message in messages)
    return others


def _read_poll(poll: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Read a poll as its preview page has it."""
    question, voters = _string(poll.get("question")), poll.get("total_voters")
    found = {
        "poll_question": (question,) if question else (),
        "poll_option": tuple(_string(answer.get("text")) or "" for answer in _answers(poll)),
        "poll_votes": tuple(str(answer.get("voters", "")) for answer in _answers(poll)),
        "poll_voters": (str(voters),) if voters is not None else (),
        "poll_closed": (str(poll["closed"]).lower(),) if "closed" in poll else (),
    }
    return {name: words for name, words in found.items() if words}


def _answers(poll: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    answers = poll.get("answers")
    return [answer for answer in answers if isinstance(answer, Mapping)] if isinstance(answers, list) else []


def _name(chat: Mapping[str, Any]) -> str | None:
    return _string(chat.get("name"))


def _string(value: Any) -> str | None:
    """Return words or a number as words; None where there are none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 53 else None
