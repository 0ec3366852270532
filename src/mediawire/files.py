"""Bytes of unknown encoding become text, and the reader is told how they were read.

The order: a byte order mark; the first bytes of formats that are no text; UTF-32 and UTF-16 by their zero bytes; UTF-8;
Japanese mail; last a legacy code page by its letter statistics (chardet), decoded as browsers do (WHATWG Encoding
Standard: ISO-8859-1 is windows-1252). Line ends stay as received. Nothing is decoded silently: what could not be read
as it should is a warning, and what is no text is `NotText`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from mediawire.errors import InputError, NotText

MOST_BYTES = 256 * 1024 * 1024
SAMPLE_BYTES = 256 * 1024
MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32 LE"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32 BE"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 BE"),
)
FORMATS = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document; save it as plain text"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"OggS\x00", "an Ogg recording"),
    (b"ID3\x03", "an MP3 recording"),
    (b"ID3\x04", "an MP3 recording"),
)
WESTERN = "windows-1252"
CODECS = {
    "ISO-8859-1": WESTERN,
    "ASCII": WESTERN,
    "ISO-8859-9": "windows-1254",
    "ISO-8859-11": "windows-874",
    "TIS-620": "windows-874",
    "CP874": "windows-874",
    "GB2312": "gb18030",
    "EUC-KR": "cp949",
    "UHC": "cp949",
    "SHIFT_JIS": "cp932",
    "BIG5": "big5hkscs",
}
PYTHON_NAMES = {"windows-874": "cp874"}
NOT_ASCII = re.compile(rb"[\x80-\xff]")
ODD_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
ODD_CHARACTERS = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")
SURROGATES = re.compile("[\ud800-\udfff]")
MARKUP = re.compile(rb"\s*<(?:!doctype html|html|\?xml)", re.IGNORECASE)
MOST_ODD = 0.05
BROKEN_PER_WHOLE = 0.1


@dataclass(frozen=True, slots=True)
class Text:
    """A text as read: in which encoding, how that was known, and what did not go as it should."""

    text: str
    encoding: str
    how: str
    warnings: tuple[str, ...] = ()


def read_text(source: Path | str | bytes, name: str | None = None) -> Text:
    """Read a file, or bytes already at hand, as text.

    Raises `InputError` where nothing can be read, and `NotText` where what is read is no text.
    """
    if isinstance(source, bytes):
        return decode(source, name or "bytes")
    return decode(read_bytes(Path(source)), name or str(source))


def read_bytes(path: Path) -> bytes:
    """Read a file whole; every way in which that can fail is one clear line."""
    try:
        with path.open("rb") as file:
            return read_stream(file, str(path))
    except FileNotFoundError:
        raise InputError(str(path), "no such file") from None
    except IsADirectoryError:
        raise InputError(str(path), "a directory, not a file") from None
    except PermissionError:
        raise InputError(str(path), "no permission to read") from None
    except (OSError, ValueError) as error:
        raise InputError(str(path), getattr(error, "strerror", None) or str(error)) from None


def read_stream(file: BinaryIO, name: str) -> bytes:
    """Read a stream to its end, but no more than the limit: an endless one is refused."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError(name, f"larger than {MOST_BYTES >> 20} MB")
    return data


def decode(data: bytes, name: str) -> Text:
    """Turn bytes into text by the first reading that fits."""
    if not data:
        return Text("", "UTF-8", "empty")
    refuse_formats(data, name)
    for read in (read_marked, read_wide, read_japanese_mail, read_utf8, read_code_page):
        text = read(data)
        if text is not None:
            return add_warnings(data, text)
    raise NotText(name, "not text in any encoding we know")


def refuse_formats(data: bytes, name: str) -> None:
    """Refuse what its first bytes give away as another format."""
    for start, what in FORMATS:
        if data.startswith(start):
            raise NotText(name, f"not text: {what}")
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise NotText(name, "not text: a picture, sound or film")
    if data[4:8] == b"ftyp":
        raise NotText(name, "not text: a picture or film")


def add_warnings(data: bytes, text: Text) -> Text:
    """Add what a reader should know about a text that was read."""
    warnings = list(text.warnings)
    zeros = text.text.count("\0")
    if zeros:
        warnings.append(f"holds {zeros:,} NUL character{'s' * (zeros != 1)}")
    if MARKUP.match(data):
        warnings.append("looks like a page with markup; the markup is compared as text")
    return Text(text.text, text.encoding, text.how, tuple(warnings))


def read_marked(data: bytes) -> Text | None:
    """Read by the byte order mark; FF FE 00 00 is UTF-32 where the rest is, else UTF-16."""
    for mark, codec, label in MARKS:
        rest = data[len(mark) :]
        if not data.startswith(mark) or (codec == "utf-32-le" and not is_decodable(rest, codec)):
            continue
        if codec == "utf-8":
            plain = read_utf8(rest)
            return Text(plain.text, label, "byte order mark", plain.warnings) if plain else None
        text = rest.decode(codec, "replace")
        return Text(text, label, "byte order mark", tell_broken(text.count("\ufffd")))
    return None


def is_decodable(data: bytes, codec: str) -> bool:
    """Tell whether every byte fits an encoding."""
    with suppress(UnicodeDecodeError):
        data.decode(codec)
        return True
    return False


def read_wide(data: bytes) -> Text | None:
    """Read UTF-32 and UTF-16 without a mark: zero bytes give them away, spaces and line ends tell the order.

    In the wrong order a space becomes U+2000 and a line end U+0A00, which no one writes.
    """
    if b"\0" not in data[:SAMPLE_BYTES] or is_plain(data):
        return None
    found = max(list_wide(data), default=None)
    if found is None:
        return None
    _, codec, label = found
    whole = data[: len(data) - len(data) % (4 if "32" in codec else 2)]
    text = whole.decode(codec, "replace")
    warnings = tell_broken(text.count("\ufffd") + (len(whole) != len(data)))
    return Text(text, label, "zero bytes", warnings)


def is_plain(data: bytes) -> bool:
    """Tell whether bytes are valid UTF-8 with no more control characters than a few strays.

    In UTF-16 every second byte of most scripts is a control character when taken for UTF-8.
    """
    return len(ODD_CONTROLS.findall(data[:SAMPLE_BYTES])) <= MOST_ODD * len(data[:SAMPLE_BYTES]) and is_decodable(
        data, "utf-8"
    )


def list_wide(data: bytes) -> Iterator[tuple[float, str, str]]:
    """List the wide encodings that a sample of the bytes fits, each with how many of its characters are plausible."""
    sample = data[: SAMPLE_BYTES - SAMPLE_BYTES % 4]
    for _, codec, label in MARKS[1:]:
        size = 4 if "32" in codec else 2
        text = sample[: len(sample) - len(sample) % size].decode(codec, "replace")
        odd = len(ODD_CHARACTERS.findall(text)) + text.count("\ufffd")
        usual = sum(map(text.count, " \n\r、。，")) - sum(map(text.count, "\u2000\u0a00\u0d00"))
        if text and odd <= len(text) / 100 and (usual > 0 or (text.isprintable() and is_mostly_ascii(text))):
            yield (100.0 if size == 4 else 0.0) + usual / len(text), codec, label


def is_mostly_ascii(text: str) -> bool:
    """Tell whether most characters are plain letters: one English word in UTF-16 has no space to go by."""
    return 2 * sum(letter < "\x7f" for letter in text[:1000]) > len(text[:1000])


def read_utf8(data: bytes) -> Text | None:
    """Read UTF-8; a few broken bytes in a text that else is plainly UTF-8 are told, not fatal."""
    odd = len(ODD_CONTROLS.findall(data[:SAMPLE_BYTES]))
    if odd > MOST_ODD * min(len(data), SAMPLE_BYTES) and odd > 1:
        return None
    if is_decodable(data, "utf-8"):
        return Text(data.decode("utf-8"), "UTF-8", "valid throughout")
    with suppress(UnicodeDecodeError):
        text = data.decode("utf-8", "surrogatepass")
        halves = sum(map(text.count, set(SURROGATES.findall(text))))
        return Text(
            text, "UTF-8", "valid but for surrogates", (f"holds {halves:,} lone surrogate{'s' * (halves != 1)}",)
        )
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    if broken > BROKEN_PER_WHOLE * whole:
        return None
    return Text(text, "UTF-8", "valid but for a few bytes", tell_broken(broken))


def tell_broken(broken: int) -> tuple[str, ...]:
    """Say how many places could not be read."""
    return (f"{broken:,} broken place{'s' * (broken != 1)} could not be read (shown as \ufffd)",) if broken else ()


def read_japanese_mail(data: bytes) -> Text | None:
    """Read ISO-2022-JP, which is seven bits wide with escapes."""
    if b"\x1b$" not in data or not is_decodable(data, "iso2022_jp_2"):
        return None
    return Text(data.decode("iso2022_jp_2"), "ISO-2022-JP", "escapes")


def read_code_page(data: bytes) -> Text | None:
    """Read a legacy code page, recognised by how often its letters stand beside each other."""
    from chardet import detect

    first = NOT_ASCII.search(data)
    start = max(0, first.start() - SAMPLE_BYTES // 8) if first else 0
    sample = data[start : start + SAMPLE_BYTES]
    if len(ODD_CONTROLS.findall(sample)) > MOST_ODD * len(sample):
        return None
    guess = str(detect(sample).get("encoding") or WESTERN)
    for label in dict.fromkeys((CODECS.get(guess.upper(), guess.lower()), WESTERN)):
        text = try_code_page(data, label)
        if text is not None:
            return text
    return None


def try_code_page(data: bytes, label: str) -> Text | None:
    """Read one code page; a few broken places are told, many mean that it is another."""
    try:
        text = data.decode(PYTHON_NAMES.get(label, label), "replace")
    except LookupError:
        return None
    broken, odd = text.count("\ufffd"), len(ODD_CHARACTERS.findall(text[:SAMPLE_BYTES]))
    if broken > len(text) / 100 or odd > MOST_ODD * min(len(text), SAMPLE_BYTES):
        return None
    if label != WESTERN and text == data.decode(WESTERN, "replace"):
        label = WESTERN
    return Text(text, label, "letter statistics", tell_broken(broken))
