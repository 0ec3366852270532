"""Spoils made-up documents in the ways in which documents are spoilt, and in those in which somebody would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

LONGEST = 64 * 1024
TOKENS = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        *("<", ">", "</", "/>", "&", "&amp;", "&#0;", "&#xD800;", "&nope;", "]]>", "<![CDATA[", "<!--", "-->", "<?xml"),
        *("<!DOCTYPE x [<!ENTITY a 'b'>]>", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>", "<script>", "<style>", "<p>"),
        *("</p>", "<br>", "<div " * 3, "<b></i>", "<textarea>", "<svg><title>", "<template>", "<item>", "</item>"),
        *('"', "'", "\\", "\\u0000", "\\ud800", "{", "}", "[", "]", ":", ",", "null", "true", "1e999", "-0", "NaN"),
        *(
            "\0",
            "\r",
            "\n",
            "\r\n\r\n",
            "\t",
            "\x01",
            "\x02",
            "\x03",
            "\x1b[31m",
            "\ufeff",
            "\u202e",
            "\u200b",
            "\ud800",
        ),
        *("0", "-1", "99999999999999999999", "2021-02-30T25:61:61Z", "Mon, 31 Feb 9999 99:99:99 XXX", "0000-00-00"),
        *("1 January 0001", "+99:99", "1e400", "http://[::1", "javascript:alert(1)", "//", "http://a:b@c:99999/%zz"),
        *(
            "=?utf-8?q?=C3?=",
            "=?x?b?!?=",
            "Content-Length: 99999999999",
            "Transfer-Encoding: chunked",
            "charset=utf-16",
        ),
        *("KILL", "EMBARGOED UNTIL 99.99", "EDS:", "HOLD", "encoding='utf-7'", "xmlns:a='b'", "xml:lang", "standalone"),
    )
)
ENCODINGS = (
    "utf-16",
    "utf-16-be",
    "utf-32",
    "utf-7",
    "cp1251",
    "koi8-r",
    "shift_jis",
    "gb18030",
    "iso2022_jp",
    "cp037",
)

Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]


def mutate(random: Random, seeds: Sequence[bytes]) -> bytes:
    """Spoil one of some documents a few times over."""
    data = random.choice(seeds)
    for _ in range(random.choice((1, 1, 1, 2, 3, 5, 9))):
        data = random.choice(MUTATIONS)(random, data, seeds)[:LONGEST]
    return data


def _piece(random: Random, data: bytes, longest: int = 400) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 2, 8, 40, longest)))


def flip(random: Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Turn some bits over."""
    spoilt = bytearray(data)
    for _ in range(random.choice((1, 1, 4, 16)) if spoilt else 0):
        spoilt[random.randrange(len(spoilt))] ^= 1 << random.randrange(8)
    return bytes(spoilt)


def drop(random: Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Leave a piece out."""
    start, end = _piece(random, data)
    return data[:start] + data[end:]


def cut(random: Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Cut the end off."""
    return data[: random.randrange(len(data) + 1)]


def put(random: Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Put something between that means much somewhere."""
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(TOKENS) * random.choice((1, 1, 1, 2, 50)) + data[at:]


def replace(random: Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Put something in the place of a piece."""
    start, end = _piece(random, data, 40)
    return data[:start] + random.choice(TOKENS) + data[end:]


def repeat(random: Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Say a piece again and again: nesting, floods, duplicate keys."""
    start, end = _piece(random, data)
    return data[:end] + data[start:end] * random.choice((1, 2, 20, 400)) + data[end:]


def splice(random: Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Go on as another document does."""
    other = random.choice(seeds)
    return data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other) + 1) :]


def move(random: Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Put a piece elsewhere."""
    start, end = _piece(random, data)
    rest = data[:start] + data[end:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def recode(random: Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Write it in another encoding than it says."""
    return data.decode("utf-8", "replace").encode(random.choice(ENCODINGS), "replace")


MUTATIONS: tuple[Mutation, ...] = (flip, drop, cut, put, put, replace, replace, repeat, splice, move, recode)
