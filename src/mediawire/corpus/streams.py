"""Files of any size as UTF-8, a piece at a time: unpacked as they are read, in whatever encoding they were written.

Packing is told by the first bytes, never by the name. What is damaged or cut short is given up to where it can be read,
and then refused with its name.
"""

from __future__ import annotations

import bz2
import codecs
import gzip
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO

from mediawire.corpus.refused import CUT_SHORT, LINE_TOO_LONG, Place, Refusals
from mediawire.errors import InputError, NotText
from mediawire.files import MARKS, PYTHON_NAMES, SAMPLE_BYTES, decode, is_decodable, refuse_formats

CHUNK_BYTES = 1 << 20
ZSTD_CHUNK_BYTES = 1 << 17
"""A block of Zstandard: what was unpacked of a larger piece is lost where its end is missing."""
MOST_LINE_BYTES = 128 << 20
"""The longest line that is read: the longest text that is taken, with every character escaped."""
KEPT_BYTES = 1 << 20
"""What is kept aside of a line that is longer than that."""
TAR_MARK = slice(257, 262)
ZERO_BYTES: dict[tuple[bool, ...], str] = {
    (False, False, False, True): "utf-32-be",
    (False, True, False, True): "utf-16-be",
    (True, False, False, False): "utf-32-le",
    (True, False, True, False): "utf-16-le",
}
DAMAGES = (EOFError, OSError, zlib.error, lzma.LZMAError)


def unpack_zstd(file: BinaryIO) -> BinaryIO:
    """Unpack Zstandard, which the standard library does not know before Python 3.14."""
    import pyarrow as pa

    stream: BinaryIO = pa.CompressedInputStream(pa.PythonFile(file, "r"), "zstd")
    return stream


PACKINGS: tuple[tuple[bytes, int, Callable[[BinaryIO], Any]], ...] = (
    (b"\x1f\x8b\x08", CHUNK_BYTES, lambda file: gzip.GzipFile(fileobj=file)),
    (b"BZh", CHUNK_BYTES, bz2.BZ2File),
    (b"\xfd7zXZ\x00", CHUNK_BYTES, lzma.LZMAFile),
    (b"\x28\xb5\x2f\xfd", ZSTD_CHUNK_BYTES, unpack_zstd),
)
PACKED_NAMES = (".gz", ".bz2", ".xz", ".zst")


@dataclass(slots=True)
class Stream:
    """An open file: its name, its bytes piece by piece, and the first of them, already unpacked."""

    name: str
    chunks: Iterator[bytes]
    head: bytes = field(default=b"", repr=False)


def open_file(path: Path) -> BufferedReader:
    """Open a file; every way in which that can fail is one clear line."""
    try:
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise InputError(str(path), describe_failure(error)) from error


def describe_failure(error: Exception) -> str:
    """Say why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "no permission to read"
    return getattr(error, "strerror", None) or str(error).partition("\n")[0] or type(error).__name__


def read_stream(file: BufferedReader, name: str, refused: Refusals, moved: Callable[[int], None]) -> Stream:
    """Read an open file piece by piece, unpacked; ``moved`` is told how many bytes of the file were read."""
    start = file.peek(8)
    for mark, size, unpack in PACKINGS:
        if start.startswith(mark):
            chunks = read_chunks(file, unpack(file), size, name, refused, moved)
            break
    else:
        chunks = read_chunks(file, file, CHUNK_BYTES, name, refused, moved)
    head = next(chunks, b"")
    if head[TAR_MARK] == b"ustar":
        raise NotText(name, "not text: a tar archive; unpack it and give the folder")
    return Stream(name, put_first(head, chunks), head)


def put_first(head: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Put back the piece that was looked at."""
    if head:
        yield head
    yield from chunks


def read_chunks(
    file: BufferedReader, unpacked: Any, size: int, name: str, refused: Refusals, moved: Callable[[int], None]
) -> Iterator[bytes]:
    """Read up to the end, or to where the file is damaged."""
    read = getattr(unpacked, "read1", unpacked.read)
    place = 0
    while True:
        try:
            chunk = bytes(read(size))
        except DAMAGES as error:
            refused.refuse(Place(name), CUT_SHORT, told=f"{CUT_SHORT} ({describe_failure(error)}); what was read is in")
            return
        if file.seekable():
            now = file.tell()
            moved(now - place)
            place = now
        if not chunk:
            return
        yield chunk


def in_utf8(stream: Stream, find_codec: Callable[[bytes, str], str | None]) -> Iterator[bytes]:
    """Turn a stream to UTF-8 where its first bytes show that it is something else. Raises `NotText`."""
    codec = find_codec(stream.head, stream.name)
    if codec is None:
        yield next(stream.chunks, b"").removeprefix(codecs.BOM_UTF8)
        yield from stream.chunks
        return
    decoder = codecs.getincrementaldecoder(codec)("replace")
    yield decoder.decode(next(stream.chunks)).removeprefix("\ufeff").encode("utf-8", "surrogatepass")
    for chunk in stream.chunks:
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass")


def find_json_codec(head: bytes, name: str) -> str | None:
    """Name the codec of JSON; None where it is UTF-8, as it should be (RFC 8259, 8.1), or broken line by line.

    JSON begins with two ASCII characters, so that its first zero bytes tell the others (RFC 4627, section 3).
    """
    refuse_formats(head, name)
    marked = next((codec for mark, codec, _ in MARKS[1:] if head.startswith(mark)), None)
    zeros = tuple(bool(byte) for byte in head[:4])
    return marked or ZERO_BYTES.get(zeros)


def find_table_codec(head: bytes, name: str) -> str | None:
    """Name the codec of a table of text, which a spreadsheet may have written in any; None where it is UTF-8."""
    if not head or is_decodable_head(head):
        return None
    label = decode(head, name).encoding
    codec = next((codec for _, codec, marked in MARKS if label == marked), PYTHON_NAMES.get(label, label))
    return None if codec == "utf-8" else codec


def is_decodable_head(head: bytes) -> bool:
    """Tell whether the first bytes are UTF-8 and text; the last character of a piece may be cut."""
    sample = head[:SAMPLE_BYTES]
    return b"\0" not in sample and any(is_decodable(sample[: len(sample) - cut], "utf-8") for cut in range(4))


def read_lines(chunks: Iterator[bytes], name: str, refused: Refusals) -> Iterator[tuple[int, bytes]]:
    """Cut pieces into lines, each with its number from 1 and without its end; one that never ends is not held."""
    number, rest, size = 1, [b""], 0
    for chunk in chunks:
        first, *lines = chunk.split(b"\n")
        rest.append(first if size <= MOST_LINE_BYTES else b"")
        size += len(first)
        for line in lines:
            if size > MOST_LINE_BYTES:
                refuse_line(Place(name, number), rest, size, refused)
            else:
                yield number, b"".join(rest)
            number, rest, size = number + 1, [line], len(line)
        if size > MOST_LINE_BYTES:
            rest = [b"".join(rest)[:KEPT_BYTES]]
    if size > MOST_LINE_BYTES:
        refuse_line(Place(name, number), rest, size, refused)
    elif size:
        yield number, b"".join(rest)


def refuse_line(place: Place, rest: list[bytes], size: int, refused: Refusals) -> None:
    """Refuse a line that is too long to be held; its beginning is kept, and how much of it that is."""
    kept = b"".join(rest)[:KEPT_BYTES]
    told = f"{LINE_TOO_LONG}: {size:,} bytes, of which the first {len(kept):,} are kept"
    refused.refuse(place, LINE_TOO_LONG, raw=show_bytes(kept), told=told)


def show_bytes(data: bytes) -> str:
    """Show bytes as text from which they can be told: those that are no UTF-8 become lone surrogates."""
    return data.decode("utf-8", "surrogateescape")
