"""What the tests of feedparser and gofeed expect of their feeds, as plain rows: a place in the feed, and its value.

feedparser writes an expression into the comment at a file's head; each part of it that compares a place with a value
is a row. gofeed keeps a JSON file beside the feed; each of its values is a row. Places have feedparser's names.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.archives import unpacked

ARCHIVE = "feeds-feedparser-gofeed.tar.xz"
_EXPECT = re.compile(r"Expect:\s*(.*?)\s*-->", re.DOTALL)
_HEADER = re.compile(r"Header:\s*Content-type:\s*(.+)", re.IGNORECASE)
_LOCATION = re.compile(r"Header:\s*Content-Location:\s*(\S+)", re.IGNORECASE)
_WIDE = (("utf-32-le", b"<\0\0\0"), ("utf-32-be", b"\0\0\0<"), ("utf-16-le", b"<\0"), ("utf-16-be", b"\0<"))

_GOFEED = {
    "items": "entries",
    "pubDate": "published",
    "pubDateParsed": "published_parsed",
    "publishedParsed": "published_parsed",
    "updatedParsed": "updated_parsed",
    "lastBuildDate": "updated",
    "lastBuildDateParsed": "updated_parsed",
    "guid": "id",
    "categories": "tags",
    "enclosure": "enclosures",
    "copyright": "rights",
    "feedLink": "feed_link",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One expectation: the place by feedparser's names, and the value that stands there."""

    path: tuple[str | int, ...]
    value: Any


@dataclass(frozen=True, slots=True)
class Case:
    """A feed and what is expected of it. ``source`` is feedparser or gofeed; ``location`` is its Content-Location."""

    name: str
    source: str
    data: bytes
    content_type: str | None
    rows: tuple[Row, ...]
    location: str | None = None


def cases() -> Iterator[Case]:
    """Read all cases in the order of their names."""
    root = unpacked(ARCHIVE)
    folder = next(iter(sorted(root.rglob("feedparser"))))
    for path in sorted((folder / "tests").rglob("*.xml")):
        data = path.read_bytes()
        rows = tuple(_read_comment(data))
        content_type, location = (_header(header, data) for header in (_HEADER, _LOCATION))
        yield Case(str(path.relative_to(root)), "feedparser", data, content_type, rows, location)
    folder = next(iter(sorted(root.rglob("gofeed"))))
    for path in sorted(folder.rglob("*.*")):
        told = path.with_suffix(".json") if path.suffix == ".xml" else path.with_name(path.stem + "_expected.json")
        if told != path and told.is_file():
            rows = tuple(_read_json(json.loads(told.read_text("utf-8"))))
            yield Case(str(path.relative_to(root)), "gofeed", path.read_bytes(), None, rows)


def _header(header: re.Pattern[str], data: bytes) -> str | None:
    found = header.search(_as_text(data))
    return found[1].strip() if found else None


def _as_text(data: bytes) -> str:
    """Return the comment at the head of a feed as text; all that matters in it is ASCII."""
    bare = (
        data.removeprefix(b"\xff\xfe\0\0")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\0\0\xfe\xff")
        .removeprefix(b"\xfe\xff")
    )
    codec = next((codec for codec, start in _WIDE if bare.startswith(start)), "latin-1")
    return bare.decode(codec, "replace")[:20_000]


def _read_comment(data: bytes) -> Iterator[Row]:
    found = _EXPECT.search(_as_text(data))
    if not found:
        return
    try:
        tree = ast.parse(re.sub(r"\s*\n\s*", " ", found[1]).strip(), mode="eval").body
    except SyntaxError:
        return
    for part in tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]:
        row = _read_part(part)
        if row is not None:
            yield row


def _read_part(part: ast.expr) -> Row | None:
    """Read one comparison; any other kind of expression asks nothing of a place."""
    if not (isinstance(part, ast.Compare) and len(part.ops) == 1 and isinstance(part.ops[0], ast.Eq)):
        return None
    left, right = part.left, part.comparators[0]
    is_code = isinstance(left, ast.Call) and isinstance(left.func, ast.Name) and left.func.id == "ord"
    try:
        value = ast.literal_eval(right)
        path = _path(left.args[0] if is_code and isinstance(left, ast.Call) else left)
    except (ValueError, TypeError):
        return None
    return Row(path, chr(value) if is_code else value)


def _path(node: ast.expr) -> tuple[str | int, ...]:
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        return (*_path(node.value), node.attr)
    if isinstance(node, ast.Subscript):
        return (*_path(node.value), ast.literal_eval(node.slice))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        return (*_path(node.func.value), ast.literal_eval(node.args[0]))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len":
        return (*_path(node.args[0]), "#")
    raise ValueError


def _read_json(value: Any) -> Iterator[Row]:
    """Read the values of gofeed's model, of the feed first and then of its items."""
    for path, found in _walk(value, ()):
        names = tuple(_GOFEED.get(str(name), name) if isinstance(name, str) else name for name in path)
        if names[:1] != ("entries",):
            names = ("feed", *names)
        yield Row(_in_feedparser_names(names), found)


def _walk(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _walk(inner, (*path, number))
    elif value not in ("", None):
        yield path, value


def _in_feedparser_names(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Name a place of gofeed's as feedparser does where it has another name there."""
    names = list(path)
    last = names[-1]
    if "tags" in names and last == "value":
        names[-1] = "term"
    elif "tags" in names and isinstance(last, int):
        names.append("term")
    elif "tags" in names and last == "domain":
        names[-1] = "scheme"
    elif "id" in names and last in ("value", "isPermalink"):
        names = [*names[:-1]] if last == "value" else [*names[:-2], "guidislink"]
    elif "enclosures" in names and last == "url":
        names[-1] = "href"
    elif "content" in names[2:3] and last not in ("content",):
        names.insert(3, 0)
    elif "author" in names and last in ("name", "email", "uri", "url"):
        names[names.index("author")] = "author_detail"
    elif "image" in names and last == "url":
        names[-1] = "href"
    return tuple(names)
