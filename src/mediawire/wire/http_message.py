"""Takes the content out of an HTTP answer as an archive keeps it: chunks joined, codings undone, never without bound.

What an archive keeps is often not what its headers say: a crawler may have joined the chunks or unpacked the content
already. So a coding is undone only where the bytes are in it; where they are neither that nor anything, it is refused.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import NamedTuple

from fastwarc.stream_io import BrotliReader

from mediawire.wire.archive_records import read_headers
from mediawire.wire.reading import Refusal
from mediawire.wire.unpacking import MOST_UNPACKED, PIECE_BYTES, is_packed, unpack_whole

MOST_HEAD = 256 << 10
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


class Answer(NamedTuple):
    """An HTTP answer: its status, the content type that it states, its content, and what was wrong with that."""

    status: int
    content_type: str | None
    content: bytes
    refusals: tuple[Refusal, ...] = ()


def read_answer(message: bytes) -> Answer | Refusal:
    """Read an HTTP answer; what is none is a refusal."""
    found = _STATUS.match(message)
    if found is None:
        return Refusal("no answer", "it does not begin as an HTTP answer")
    head, content = _part_head(message)
    headers = read_headers(head)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        content = join_chunks(content)
    decoded = undo_codings(content, headers.get("content-encoding", ""))
    if isinstance(decoded, Refusal):
        return decoded
    return Answer(int(found[1]), headers.get("content-type"), decoded[0], decoded[1])


def _part_head(message: bytes) -> tuple[bytes, bytes]:
    """Part the header from the content, at the first empty line."""
    places = [(at, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (at := message.find(mark, 0, MOST_HEAD)) >= 0]
    at, size = min(places, default=(len(message), 0))
    return message[: at + 1], message[at + size :]


def join_chunks(content: bytes) -> bytes:
    """Join the chunks of a content (RFC 9112, section 7.1); one in no chunks, or in broken ones, is as it was."""
    chunks: list[bytes] = []
    at = 0
    while found := _CHUNK.match(content, at):
        size, at = int(found[1], 16), found.end()
        if not size:
            return b"".join(chunks)
        chunks.append(content[at : at + size])
        at += size
        if at > len(content) or content[at : at + 1] not in (b"\r", b"\n"):
            return content
        at += 2 if content[at : at + 2] == b"\r\n" else 1
    return b"".join(chunks) if chunks and at == len(content) else content


def undo_codings(content: bytes, stated: str) -> tuple[bytes, tuple[Refusal, ...]] | Refusal:
    """Undo the content codings that are stated (RFC 9110, section 8.4), last one first."""
    refusals: tuple[Refusal, ...] = ()
    for coding in reversed([name.strip().lower() for name in stated.split(",") if name.strip()][:4]):
        if coding in ("gzip", "x-gzip", "zstd") and is_packed(content[:16]):
            unpacked = unpack_whole(content)
            if not unpacked.data and unpacked.refusals:
                return unpacked.refusals[0]
            content, refusals = unpacked.data, refusals + unpacked.refusals
        elif coding == "deflate":
            content = _inflate(content)
        elif coding == "br":
            content = _unpack_brotli(content)
        if len(content) > MOST_UNPACKED:
            return Refusal("too large", f"it unpacks to more than {MOST_UNPACKED >> 20} MB")
    return content, refusals


def _inflate(content: bytes) -> bytes:
    """Undo ``deflate``, which some send with its header and some without; what is in neither is as it was."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(bits).decompress(content, MOST_UNPACKED + 1)
        except zlib.error:
            continue
    return content


def _unpack_brotli(content: bytes) -> bytes:
    """Undo Brotli; it has no mark to be told by, so that what cannot be unpacked is taken as it was."""
    reader, pieces, size = BrotliReader(io.BytesIO(content)), [], 0
    try:
        while size <= MOST_UNPACKED and (piece := reader.read(PIECE_BYTES)):
            pieces.append(piece)
            size += len(piece)
    except (OSError, ValueError):
        return content
    return b"".join(pieces)
