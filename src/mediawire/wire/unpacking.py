"""Unpacks what is packed, piece by piece and never more than is bearable: gzip (RFC 1952), Zstandard, LZ4.

A gzip file is a chain of members, and in an archive each record is one: where a member is broken, that is said in its
place, and the next one is looked for. What unpacks to very much more than it was is a bomb, and its unpacking ends.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Generator, Iterator
from typing import BinaryIO, NamedTuple

from fastwarc.stream_io import Lz4Reader, ZstdReader

from mediawire.wire.reading import Refusal

PIECE_BYTES = 1 << 18
MOST_UNPACKED = 64 << 20
"""Of what is one document. An archive may be of any size; it is read piece by piece."""
MOST_RATIO, FREE_BYTES = 200, 256 << 20
"""Text seldom packs to less than a fifth, templates to a fiftieth; a bomb to a thousandth and less."""
MOST_LEVELS = 4
GZIP, ZSTD, LZ4 = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"
ZSTD_SKIPPED = bytes.fromhex("2a4d18")
MOST_PASSED = 4 << 20
_BROKEN = "broken gzip"
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04]", re.DOTALL)

Piece = bytes | Refusal
"""Some unpacked bytes; or a place at which something was broken, after which what follows may go on."""


class Unpacked(NamedTuple):
    """What some bytes unpacked to, and what was wrong with them."""

    data: bytes
    refusals: tuple[Refusal, ...] = ()


def is_packed(head: bytes) -> bool:
    """Tell by their first bytes whether some are packed in a way we know."""
    return head.startswith((GZIP + b"\x08", ZSTD, LZ4)) or head[1:4] == ZSTD_SKIPPED


def unpack_stream(stream: BinaryIO) -> Iterator[Piece]:
    """Yield what a stream holds, unpacked where it is packed."""
    head = stream.read(PIECE_BYTES)
    source = _Counted(head, stream)
    if not is_packed(head):
        pieces: Iterator[Piece] = iter(lambda: source.read(PIECE_BYTES), b"")
        yield from pieces
        return
    unpacked = 0
    for piece in unpack_gzip(source) if head.startswith(GZIP) else _unpack_frames(source, head):
        yield piece
        unpacked += len(piece) if isinstance(piece, bytes) else 0
        if unpacked > FREE_BYTES and unpacked > MOST_RATIO * source.count:
            yield Refusal("unpacks to too much", f"{source.count:,} bytes unpacked to more than {unpacked:,}")
            return


def unpack_whole(data: bytes) -> Unpacked:
    """Unpack bytes that may be packed, several times over, into one document.

    What is broken is unpacked as far as it goes, and told; what unpacks to too much, or for ever, gives nothing.
    """
    refusals: list[Refusal] = []
    for _ in range(MOST_LEVELS):
        if not is_packed(data[:16]):
            return Unpacked(data, tuple(refusals))
        pieces, size = [], 0
        for piece in unpack_stream(io.BytesIO(data)):
            if isinstance(piece, Refusal):
                refusals.append(piece)
                continue
            pieces.append(piece)
            size += len(piece)
            if size > MOST_UNPACKED:
                why = f"{len(data):,} bytes unpack to more than {MOST_UNPACKED >> 20} MB"
                return Unpacked(b"", (Refusal("too large", why),))
        data = b"".join(pieces)
    if is_packed(data[:16]):
        return Unpacked(b"", (Refusal("packed too often", f"more than {MOST_LEVELS} times over"),))
    return Unpacked(data, tuple(refusals))


class _Counted(io.RawIOBase):
    """A stream of which some was read already, and how many bytes were taken from it."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self.head, self.stream, self.count = head, stream, 0

    def read(self, size: int = -1, /) -> bytes:
        """Read some bytes; none at the end."""
        data, self.head = (self.head[:size], self.head[size:]) if self.head else (self.stream.read(size), b"")
        self.count += len(data)
        return data

    def seek(self, place: int, whence: int = 0, /) -> int:
        """Tell the place, which is all that is asked of a stream that cannot go back."""
        return self.count

    def tell(self) -> int:
        """Tell how many bytes were taken."""
        return self.count


def _unpack_frames(source: _Counted, head: bytes) -> Iterator[Piece]:
    """Yield what stands in Zstandard or LZ4 frames."""
    reader = (Lz4Reader if head.startswith(LZ4) else ZstdReader)(source)
    try:
        while piece := reader.read(PIECE_BYTES):
            yield piece
    except (OSError, ValueError) as error:
        yield Refusal("broken packing", str(error))


def unpack_gzip(source: _Counted) -> Iterator[Piece]:
    """Yield what stands in the members of a gzip file; after a broken one go on with the next that can be found."""
    waiting = _Waiting(source)
    while waiting.fill(18):
        waiting.passed.clear()
        if not waiting.data.startswith(GZIP):
            rest = waiting.find_member()
            if rest.strip(b"\0"):  # zeros fill up a block of a tape or a disk
                yield Refusal(_BROKEN, f"{len(rest):,} bytes that belong to no member")
            continue
        if _skip_header(waiting):
            broken = yield from _inflate(waiting)
        else:
            broken = "its header is cut"
        if broken:
            yield Refusal(_BROKEN, broken)
            waiting.go_back()
            waiting.find_member()


class _Waiting:
    """Packed bytes that wait to be unpacked, and those of a member that passed, in case that it is broken."""

    def __init__(self, source: _Counted) -> None:
        self.source, self.data, self.passed = source, bytearray(), bytearray()

    def fill(self, size: int = 1) -> bool:
        """Read until so many bytes wait, or there are no more; tell whether any wait."""
        while len(self.data) < size and (more := self.source.read(PIECE_BYTES)):
            self.data += more
        return bool(self.data)

    def take(self, size: int) -> bytes:
        """Take some bytes; no more of a member than a record usually has are remembered."""
        taken = bytes(self.data[:size])
        del self.data[:size]
        self.passed += taken
        if len(self.passed) > MOST_PASSED:
            self.passed.clear()
        return taken

    def give_back(self, taken: bytes) -> None:
        """Put bytes back that belong to what follows."""
        self.data[:0] = taken
        if taken:
            del self.passed[-len(taken) :]

    def go_back(self) -> None:
        """Go back to just behind the mark of a broken member: where it was cut, the next began inside of it."""
        self.data[:0] = self.passed[len(GZIP) :]
        self.passed.clear()

    def find_member(self) -> bytes:
        """Go on to what looks like a member, and return a little of what stood before it."""
        passed = bytearray()
        while self.fill(10):
            found = _MEMBER.search(self.data)
            end = found.start() if found else max(1, len(self.data) - 9)
            passed += self.data[: min(end, 1 << 16)] if len(passed) < 1 << 16 else b""
            del self.data[:end]
            if found:
                break
        return bytes(passed)


def _skip_header(waiting: _Waiting) -> bool:
    """Skip the header of a member; tell whether it is whole (RFC 1952, section 2.3)."""
    waiting.fill(1 << 16)
    data = waiting.data
    if len(data) < 10 or data[2] != 8:
        return False
    flags, at = data[3], 10
    if flags & 4:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    for flag in (8, 16):
        if flags & flag:
            end = data.find(b"\0", at)
            if end < 0:
                return False
            at = end + 1
    at += 2 if flags & 2 else 0
    is_whole = at < len(data)
    waiting.take(at)
    return is_whole


def _inflate(waiting: _Waiting) -> Generator[Piece, None, str]:
    """Yield what a member holds; return what was wrong with it, or an empty text."""
    inflater, checksum, packed = zlib.decompressobj(-15), 0, b""
    while not inflater.eof:
        packed = inflater.unconsumed_tail
        if not packed:
            if not waiting.fill():
                return "it is cut"
            packed = waiting.take(PIECE_BYTES)
        try:
            piece = inflater.decompress(packed, PIECE_BYTES)
        except zlib.error as error:
            return str(error)
        checksum = zlib.crc32(piece, checksum)
        if piece:
            yield piece
    waiting.give_back(inflater.unused_data)
    waiting.fill(8)
    stated = waiting.take(8)
    return "" if len(stated) == 8 and int.from_bytes(stated[:4], "little") == checksum else "its checksum is wrong"
