"""Undoes content codings (RFC 9110, section 8.4), in little memory whatever the bytes are.

A coding is a step that takes pieces and yields pieces of at most `PIECE_BYTES`; several are one behind the other. What
each yields is counted, so that a bomb within a bomb costs no more than one. Data that ends early, goes on after its
end, or fails its own check is not passed off as an answer.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO

import brotli
import zstandard

from mediawire.errors import VisitStopped
from mediawire.wire.visits import Reason

PIECE_BYTES = 65_536
TAKEN_BYTES = 16_384
ZSTD_TAKEN_BYTES = 256
"""Taken by zstd at once: 4 bytes may say 128 kB (RFC 8878, section 3.1.1.2), and its decoder yields all they say."""
ZSTD_WINDOW_BYTES = 8 << 20
"""The window that a server may count on (RFC 9659)."""
MOST_CODINGS = 4

Step = Callable[[Iterable[bytes]], Iterator[bytes]]


def decode(body: bytes, codings: Iterable[str], most_bytes: int) -> bytes:
    """Undo the codings, which are named in the order they were applied; raise VisitStopped if that cannot be done.

    Every step may yield ``most_bytes`` and not one more.
    """
    named = [coding for coding in codings if coding not in ("", "identity")]
    if not named:
        return body
    whole = BytesIO()
    for piece in _steps(body, named, most_bytes):
        whole.write(piece)
    return whole.getvalue()


def decode_start(body: bytes, codings: Iterable[str], most_bytes: int) -> bytes:
    """Return what can be decoded of a body, at most so many bytes; for files that count as far as they can be read."""
    named = [coding for coding in codings if coding not in ("", "identity")]
    whole = BytesIO()
    with suppress(VisitStopped):
        for piece in _steps(body, named, most_bytes + PIECE_BYTES) if named else (body,):
            whole.write(piece)
            if whole.tell() >= most_bytes:
                break
    return whole.getvalue()[:most_bytes]


def _steps(body: bytes, named: Sequence[str], most_bytes: int) -> Iterable[bytes]:
    """Put the steps one behind the other, the coding applied last first."""
    if len(named) > MOST_CODINGS:
        raise VisitStopped(Reason.BROKEN, f"{len(named)} codings one upon the other")
    pieces: Iterable[bytes] = _cut(body, TAKEN_BYTES)
    for coding in reversed(named):
        if coding not in STEPS:
            raise VisitStopped(Reason.BROKEN, f"content coding {coding[:20]!r} is not known")
        pieces = _counted(_explained(STEPS[coding](pieces), coding), most_bytes)
    return pieces


def read_codings(value: str) -> list[str]:
    """Read a Content-Encoding header: names in small letters, in the order they were applied."""
    names = (name.strip().lower() for name in value.split(","))
    return [name.removeprefix("x-") if name in ("x-gzip", "x-deflate") else name for name in names]


def _cut(data: bytes, size: int) -> Iterator[bytes]:
    view = memoryview(data)
    for start in range(0, len(data), size):
        yield bytes(view[start : start + size])


def _counted(pieces: Iterable[bytes], most_bytes: int) -> Iterator[bytes]:
    """Pass pieces on until they are too many bytes."""
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > most_bytes:
            raise VisitStopped(Reason.TOO_LARGE, f"more than {most_bytes} bytes when decoded")
        yield piece


def _explained(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Pass pieces on; say what is wrong in our words where a decoder says it in its own."""
    try:
        yield from pieces
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise VisitStopped(Reason.BROKEN, f"what should be {coding} is not") from error


def _cut_short(coding: str) -> VisitStopped:
    return VisitStopped(Reason.BROKEN, f"{coding} data ends early")


def _undo_gzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Undo gzip, of one member or many (RFC 1952, section 2.2); zeros and blanks after the last are padding."""
    member = zlib.decompressobj(31)
    for piece in pieces:
        data = piece
        while data:
            if member.eof:
                data = data.lstrip(b"\0\t\r\n ")
                member = zlib.decompressobj(31) if data else member
            if data:
                yield member.decompress(data, PIECE_BYTES)
                data = member.unused_data if member.eof else member.unconsumed_tail
    if not member.eof:
        raise _cut_short("gzip")


def _undo_deflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Undo deflate: in its zlib wrapping as the standard has it, or bare as some servers send it."""
    stream = None
    for piece in pieces:
        stream = stream or zlib.decompressobj(15 if _is_zlib(piece) else -15)
        data = piece
        while data:
            if stream.eof:
                raise VisitStopped(Reason.BROKEN, "deflate data goes on after its end")
            yield stream.decompress(data, PIECE_BYTES)
            data = stream.unused_data if stream.eof else stream.unconsumed_tail
    while stream is not None and not stream.eof and (rest := stream.decompress(b"", PIECE_BYTES)):
        yield rest
    if stream is None or not stream.eof:
        raise _cut_short("deflate")


def _is_zlib(start: bytes) -> bool:
    """Claim that deflated data begins with a zlib header (RFC 1950, section 2.2)."""
    return len(start) > 1 and start[0] & 15 == 8 and start[0] >> 4 < 8 and (start[0] << 8 | start[1]) % 31 == 0


def _undo_brotli(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Undo Brotli (RFC 7932), whose window is 16 MiB at most."""
    stream = brotli.Decompressor()
    for piece in pieces:
        if stream.is_finished():
            raise VisitStopped(Reason.BROKEN, "br data goes on after its end")
        yield stream.process(piece, output_buffer_limit=PIECE_BYTES)
        while not stream.can_accept_more_data():
            yield stream.process(b"", output_buffer_limit=PIECE_BYTES)
    while rest := stream.process(b"", output_buffer_limit=PIECE_BYTES):
        yield rest
    if not stream.is_finished():
        raise _cut_short("br")


def _undo_zstd(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Undo Zstandard, of one frame or many (RFC 8878); a window larger than servers may ask for is refused."""
    decoder = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW_BYTES)
    frame = decoder.decompressobj()
    for piece in pieces:
        for small in _cut(piece, ZSTD_TAKEN_BYTES):
            data = small
            while data:
                frame = decoder.decompressobj() if frame.eof else frame
                yield from _cut(frame.decompress(data), PIECE_BYTES)
                data = frame.unused_data if frame.eof else b""
    if not frame.eof:
        raise _cut_short("zstd")


STEPS: dict[str, Step] = {
    "gzip": _undo_gzip,
    "deflate": _undo_deflate,
    "br": _undo_brotli,
    "zstd": _undo_zstd,
}
ACCEPTED = ", ".join(STEPS)
