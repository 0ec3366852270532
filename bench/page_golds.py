"""Loads article pages whose headline, author and date people wrote down: three sets, as plain values.

A fact that a set does not state for a page is None and not counted: in no set does silence mean "there is none".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.archives import unpacked

TRAFILATURA, POSTLIGHT, NEWSPAPER = "trafilatura-eval", "postlight", "newspaper4k"
SETS = (TRAFILATURA, POSTLIGHT, NEWSPAPER)


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page as stored, and what people say its headline, authors and date are."""

    set: str
    name: str
    path: Path
    url: str | None
    headline: str | None = None
    author: str | None = None
    published: str | None = None
    text: str | None = None

    @property
    def host(self) -> str:
        """Return the host that published the page, without "www."."""
        named = urlsplit(self.url or "").hostname or self.name.removesuffix(".html").partition("--")[0]
        return named.removeprefix("www.")

    @property
    def is_for_tuning(self) -> bool:
        """Tell whether the page is in the half, by host, that rules may be made on."""
        return hashlib.sha256(self.host.encode()).digest()[0] % 2 == 0


def gold_pages(name: str) -> Iterator[GoldPage]:
    """Yield the pages of one set, in a fixed order."""
    yield from {TRAFILATURA: _trafilatura, POSTLIGHT: _postlight, NEWSPAPER: _newspaper}[name]()


def _trafilatura() -> Iterator[GoldPage]:
    folder = unpacked("trafilatura-eval.tar.xz") / "trafilatura-eval" / "tests"
    rows = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    for url, row in rows.items():
        path = next(
            folder / place / row["file"] for place in ("cache", "eval") if (folder / place / row["file"]).exists()
        )
        author = row.get("author")
        author = ", ".join(author) if isinstance(author, list) else author
        address = url if url.startswith("http") else None
        yield GoldPage(
            TRAFILATURA, row["file"], path, address, row.get("title") or None, author or None, row.get("date") or None
        )


def _postlight() -> Iterator[GoldPage]:
    folder = unpacked("postlight.tar.xz") / "postlight-parser"
    for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        expected = row["expected"]
        path = _told_of(folder / "fixtures", row["fixtures"], expected.get("title"))
        if path is not None:
            name = path.name
            url = None  # the set names the site only
            yield GoldPage(
                POSTLIGHT,
                name,
                path,
                url,
                expected.get("title"),
                expected.get("author"),
                expected.get("date_published"),
            )


def _told_of(folder: Path, names: list[str], title: str | None) -> Path | None:
    """Return the page that a row tells of: where a site has several, the one that holds the headline of the row."""
    paths = [folder / name for name in sorted(names, key=len) if (folder / name).exists()]
    held = (path for path in paths if title and title in path.read_text(encoding="utf-8", errors="replace"))
    return next(held, paths[0] if paths else None)


def _newspaper() -> Iterator[GoldPage]:
    folder = unpacked("newspaper4k.tar.xz") / "newspaper4k" / "tests" / "data"
    for stated in sorted((folder / "metadata").glob("*.json")):
        row = json.loads(stated.read_text(encoding="utf-8"))
        path = folder / "html" / f"{stated.stem}.html"
        if path.exists():
            author = ", ".join(row.get("authors") or ()) or None
            title, date = row.get("title") or None, row.get("publish_date") or None
            yield GoldPage(NEWSPAPER, path.name, path, row.get("url"), title, author, date, row.get("text") or None)
