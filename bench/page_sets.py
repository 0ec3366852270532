"""Loads the pages that reading articles is measured on, with what people said of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from bench.archives import unpacked
from mediawire.wire.charset import decode_bytes
from mediawire.wire.markup import parse_markup, text_of


@dataclass(frozen=True, slots=True)
class SegmentPage:
    """A page of trafilatura's evaluation: what its text must hold (``wanted``) and must not (``unwanted``)."""

    url: str
    path: Path
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    @property
    def data(self) -> bytes:
        """Return the page as received."""
        return self.path.read_bytes()

    @property
    def half(self) -> int:
        """Return 0 or 1, by the host, so that no host stands in both halves."""
        return half_of(self.url)


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page and the whole text that is expected of it."""

    name: str
    data: bytes
    text: str

    @property
    def half(self) -> int:
        """Return 0 or 1, by the name."""
        return half_of(self.name)


def half_of(address: str) -> int:
    """Return 0 or 1 for an address, always the same for all of one registered name's hosts."""
    host = (urlsplit(address).hostname or address).removeprefix("www.")
    name = ".".join(host.split(".")[-2:])
    return sha256(name.encode()).digest()[0] & 1


def segment_pages() -> Iterator[SegmentPage]:
    """Yield the 990 pages of trafilatura's evaluation, in its order."""
    tests = unpacked("trafilatura-eval.tar.xz") / "trafilatura-eval" / "tests"
    rows = json.loads((tests / "evaldata.json").read_text(encoding="utf-8"))
    for url, row in rows.items():
        places = (tests / folder / row["file"] for folder in ("cache", "eval"))
        path = next(place for place in places if place.exists())
        yield SegmentPage(url, path, tuple(row["with"]), tuple(row["without"]))


def readability_pages() -> Iterator[TextPage]:
    """Yield the 130 pages of readability's tests; the expected text is that of the expected markup."""
    folder = unpacked("readability.tar.xz") / "readability-testpages" / "test" / "test-pages"
    for case in sorted(folder.iterdir()):
        if (case / "expected.html").exists():
            expected = (case / "expected.html").read_text(encoding="utf-8")
            yield TextPage(case.name, (case / "source.html").read_bytes(), text_of(parse_markup(expected)))


def newspaper_pages() -> Iterator[TextPage]:
    """Yield the pages of newspaper4k's tests that have an expected text."""
    data = unpacked("newspaper4k.tar.xz") / "newspaper4k" / "tests" / "data"
    for text in sorted((data / "txt").glob("*.txt")):
        page = data / "html" / f"{text.stem}.html"
        if page.exists():
            yield TextPage(text.stem, page.read_bytes(), text.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class FirstWordsPage:
    """A page of Postlight's tests and the first words of its article."""

    name: str
    data: bytes
    first_words: str

    @property
    def half(self) -> int:
        """Return 0 or 1, by the site."""
        return half_of(self.name)


def postlight_pages() -> Iterator[FirstWordsPage]:
    """Yield the pages of Postlight's tests whose first words are stated."""
    folder = unpacked("postlight.tar.xz") / "postlight-parser"
    for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words = row["expected"].get("first13")
        for fixture in row["fixtures"][:1] if words else ():
            path = folder / "fixtures" / fixture
            if path.exists():
                yield FirstWordsPage(row["site"], path.read_bytes(), words)


def decoded(data: bytes) -> str:
    """Return the text of a page's bytes."""
    return decode_bytes(data).text
