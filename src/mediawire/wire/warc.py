"""Web archives: each answer in a WARC or an ARC is a document, which is read by looking.

Whatever else is packed (a feed, a sitemap, a page, as .gz or .zst) comes here as well, and is one document. What holds
no document of a newsroom is passed over and counted: requests, what the crawler says of itself, pictures, styles and
scripts, answers that are no success. What should hold one and cannot be read is a refusal, and the rest goes on.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from typing import BinaryIO

from mediawire.wire.archive_records import Record, split_records
from mediawire.wire.archived import Archived, Part, PassedOver
from mediawire.wire.document import Document
from mediawire.wire.formats import read_document, tell_format
from mediawire.wire.http_message import read_answer
from mediawire.wire.reading import Reading, Received, Refusal
from mediawire.wire.unpacking import MOST_UNPACKED, Piece, is_packed, unpack_stream, unpack_whole

HOLD_DOCUMENTS = frozenset({"response", "resource", "conversion", "unknown"})
_ARCHIVE = re.compile(rb"\s*(?:WARC/[01]\.\d|filedesc:)")
_TEXTS = frozenset({"", "text/plain"})
_CRAWLERS = re.compile(r"https?://[^/]+/robots\.txt\Z|(?!(?:https?|ftp|file):)[a-z][a-z0-9+-]*:", re.IGNORECASE)
"""What a crawler keeps for itself: the rules that it was given, and what it says of its own work."""

Read = Callable[[Document], Reading]


def is_archive(document: Document) -> bool:
    """Tell by its first bytes whether a document is an archive, or packed as one."""
    return is_packed(document.data[:16]) or _ARCHIVE.match(document.data[:100]) is not None


def split_archive(stream: BinaryIO) -> Iterator[Part]:
    """Yield what a stream holds, record by record; a packed document that is no archive is one by itself."""
    pieces = unpack_stream(stream)
    first = next((piece for piece in pieces if isinstance(piece, Refusal) or piece), b"")
    if isinstance(first, bytes) and _ARCHIVE.match(first):
        for record in split_records(chain([first], pieces)):
            yield record if isinstance(record, Refusal) else take_record(record)
    else:
        yield from _take_whole(chain([first], pieces))


def _take_whole(pieces: Iterator[Piece]) -> Iterator[Part]:
    """Take what is packed and no archive as one document; it may be packed once more."""
    parts, refusals = bytearray(), []
    for piece in pieces:
        if isinstance(piece, Refusal):
            refusals.append(piece)
        elif len(parts) + len(piece) > MOST_UNPACKED:
            yield Refusal("too large", f"it unpacks to more than {MOST_UNPACKED >> 20} MB")
            return
        else:
            parts += piece
    unpacked = unpack_whole(bytes(parts))
    refusals += unpacked.refusals
    if unpacked.data and _ARCHIVE.match(unpacked.data[:100]):
        yield from refusals
        yield from split_archive(io.BytesIO(unpacked.data))
    elif unpacked.data:
        yield Archived(Document(unpacked.data), "", refusals=tuple(refusals))
    else:
        yield from refusals or [Refusal("empty", "there is nothing in it")]


def take_record(record: Record) -> Part:
    """Take the document out of a record, tell that it holds none, or refuse it."""
    if record.kind not in HOLD_DOCUMENTS:
        return PassedOver(f"{record.kind or 'unnamed'} record")
    url = record.headers.get("warc-target-uri", "").strip("<>") or None
    content, content_type = record.content, record.headers.get("content-type")
    refusals: tuple[Refusal, ...] = ()
    if content.startswith(b"HTTP/") or (record.kind == "response" and "http" in (content_type or "")):
        answer = read_answer(content)
        if isinstance(answer, Refusal):
            return replace(answer, where=record.name)
        if not 200 <= answer.status < 300:
            return PassedOver(f"answer with status {answer.status}")
        content, content_type, refusals = answer.content, answer.content_type, answer.refusals
    unpacked = unpack_whole(content)
    if unpacked.refusals and not unpacked.data:
        return replace(unpacked.refusals[0], where=record.name)
    return _sort_out(record, Document(unpacked.data, url, content_type), (*refusals, *unpacked.refusals))


def _sort_out(record: Record, document: Document, refusals: tuple[Refusal, ...]) -> Part:
    """Pass over what is no text of a newsroom: told by looking, by what is stated only where looking tells nothing."""
    if not document.data.strip():
        return PassedOver("answer without content")
    kind = document.media_type
    if tell_format(document).name == "text" and (kind not in _TEXTS or _CRAWLERS.match(document.url or "")):
        return PassedOver(kind if kind not in _TEXTS else "file of the crawler")
    facts = tuple(
        (name, record.headers[name.lower()])
        for name in ("WARC-Record-ID", "WARC-Date", "WARC-IP-Address", "WARC-Truncated")
        if record.headers.get(name.lower())
    )
    named = tuple(replace(refusal, where=record.name) for refusal in refusals)
    return Archived(document, record.name, facts, named)


def read_part(part: Archived, read: Read) -> Reading:
    """Read a document out of an archive, and add to what it holds what the archive says of it."""
    reading = read(part.document)
    if not part.facts and not part.name:
        return replace(reading, refusals=(*part.refusals, *reading.refusals))
    refusals = (replace(refusal, where=refusal.where or part.name) for refusal in reading.refusals)
    return replace(
        reading,
        reports=tuple(_add_facts(report, part) for report in reading.reports),
        notices=tuple(
            replace(notice, report=_add_facts(notice.report, part)) if notice.report else notice
            for notice in reading.notices
        ),
        refusals=(*part.refusals, *refusals),
    )


def _add_facts(report: Received, part: Archived) -> Received:
    return replace(report, others={**report.others, **{name: (value,) for name, value in part.facts}})


def read_parts(parts: Iterator[Part], read: Read) -> Iterator[Reading]:
    """Read what an archive holds, document by document; what was passed over is counted in the last reading."""
    passed: Counter[str] = Counter()
    for part in parts:
        if isinstance(part, PassedOver):
            passed[part.kind] += 1
        else:
            yield read_part(part, read) if isinstance(part, Archived) else read_refused(part)
    if passed:
        yield Reading("archive", warnings=tell_passed(passed))


def take_ahead(parts: Iterator[Part], most: int = MOST_UNPACKED) -> Iterator[Part]:
    """Take the parts of an archive before the first is read, as long as they are small; then one by one."""
    ahead: list[Part] = []
    for part in parts:
        ahead.append(part)
        most -= len(part.document.data) if isinstance(part, Archived) else 0
        if most < 0:
            break
    yield from ahead
    yield from parts


def read_refused(part: Part) -> Reading:
    """Make a reading of what an archive holds and cannot be read."""
    return Reading("archive", refusals=(part,) if isinstance(part, Refusal) else ())


def tell_passed(passed: Counter[str]) -> tuple[str, ...]:
    """Say what was passed over, most of it first."""
    return tuple(f"passed over: {number:,} {kind}" for kind, number in passed.most_common())


def join_readings(readings: Iterator[Reading]) -> Reading:
    """Join the readings of an archive's documents into one; a packed document that is no archive stays what it is."""
    several = list(readings)
    if len(several) == 1 and several[0].format != "archive":
        return several[0]
    return Reading(
        "archive",
        reports=tuple(report for reading in several for report in reading.reports),
        notices=tuple(notice for reading in several for notice in reading.notices),
        entries=tuple(entry for reading in several for entry in reading.entries),
        refusals=tuple(refusal for reading in several for refusal in reading.refusals),
        missing=tuple(guid for reading in several for guid in reading.missing),
        warnings=tuple(dict.fromkeys(warning for reading in several for warning in reading.warnings)),
    )


def read_archive(document: Document) -> Reading:
    """Read an archive, or a packed document, that is at hand; in this process.

    Raises nothing: each record that cannot be read is a `Refusal`.
    """
    if not is_archive(document):
        return Reading("archive", refusals=(Refusal("unreadable", "it begins as an archive and holds no record"),))
    parts = split_archive(io.BytesIO(document.data))
    return join_readings(read_parts((place_part(part, document) for part in parts), read_document))


def place_part(part: Part, document: Document) -> Part:
    """Give a packed document the address that it came from, where it is no archive."""
    if isinstance(part, Archived) and not part.name:
        content_type = None if "zip" in document.media_type or "zst" in document.media_type else document.content_type
        return replace(part, document=replace(part.document, url=document.url, content_type=content_type))
    return part
