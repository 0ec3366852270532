"""The letters of an agency file's content, taken without the readers that are measured, and what peers keep of them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from mediawire.wire.reading import Reading, Received

_NOT_TEXT = {"script", "style", "template", "head", "title", "docdata", "media-object", "media-metadata"}
_HEADS = {"body.head", "body.end"}
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")


def letters(text: str) -> str:
    """Return the letters and figures of a text, in order."""
    return "".join(filter(str.isalnum, text))


def reports_of(reading: Reading) -> list[Received]:
    """Return all reports of a reading, those of its notices too."""
    found = list(reading.reports)
    found += [notice.report for notice in reading.notices if notice.report and notice.report not in found]
    return found


def count_lost(path: Path, reading: Reading) -> tuple[int, int, int, int]:
    """Count the letters of a file's content, and those lost by us, by newsmlg2 and by a plain ``elem.text``."""
    data = path.read_bytes()
    contents = list(content_texts(path, data))
    held = "".join(letters(text_held(report)) for report in reports_of(reading))
    total = sum(len(letters(text)) for text in contents)
    bodies = [letters(report.body.text) for report in reports_of(reading)]
    pieces = [piece for text in contents for piece in (text.splitlines() if b"\x02" in data else [text])]
    wanted = [letters(piece) for piece in pieces]
    ours = sum(missing(piece, held) for piece in wanted if not any(piece in body for body in bodies))
    return total, ours, _by_newsmlg2(data, contents), _by_elem_text(data, contents)


def text_held(report: Received) -> str:
    """Return the body, and what its reader took out of it to a field of its own."""
    fields = [report.headline, report.teaser, report.byline, report.dateline, report.ed_note]
    kept = [word for words in report.others.values() for word in words]
    return " ".join(filter(None, [report.body.text, *fields, *kept, *(p.caption or "" for p in report.pictures)]))


def missing(wanted: str, held: str) -> int:
    """Count the letters of a text that are not held in order: whole, or in pieces of a paragraph's length."""
    if wanted in held:
        return 0
    lost, at = 0, 0
    while at < len(wanted):
        size = 16
        if wanted[at : at + size] not in held:
            lost, at = lost + 1, at + 1
            continue
        while at + 2 * size <= len(wanted) and wanted[at : at + 2 * size] in held:
            size *= 2
        while at + size < len(wanted) and wanted[at : at + size + 1] in held:
            size += 1
        at += size
    return lost


def content_texts(path: Path, data: bytes) -> Iterator[str]:
    """Yield the text of each content element of a file."""
    start = data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if start == b"<":
        yield from _xml_texts(data)
    elif start in (b"{", b"["):
        yield from _json_texts(json.loads(data.decode("utf-8-sig")))
    elif b"\x02" in data:
        for piece in re.findall(rb"\x02(.*?)\x03", data, re.DOTALL):
            text = piece.decode("utf-8" if _is_utf8(piece) else "cp1252")
            yield re.sub(r"[\x00-\x08\x0e-\x1f]|< \^", "\n", text)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _xml_texts(data: bytes) -> Iterator[str]:
    charset = "utf-8" if _is_utf8(data) else None  # some declare ISO-8859-1 and send UTF-8
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True, encoding=charset)
    root = etree.fromstring(data, parser)
    bodies = {"inlineXML", "inlineData", "DataContent", "content"} if _name(root) != "nitf" else {"body.content"}
    for element in root.iter():
        if _name(element) not in bodies or (_name(element) == "content" and len(element)):
            continue
        if "css" in " ".join("".join(node.attrib.values()) for node in element.itersiblings(preceding=True)).lower():
            continue
        text = "".join(_walk(element))
        yield _unescaped(text) if not len(element) else text


def _walk(element: etree._Element) -> Iterator[str]:
    if _name(element) in _NOT_TEXT or _name(element) in _HEADS:
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _walk(child)
        yield child.tail or ""


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _unescaped(text: str) -> str:
    return html.unescape(_TAG.sub(" ", text)) if re.search(r"</\w|<br|<p>", text, re.IGNORECASE) else text


def _json_texts(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("associations", "renditions", "descriptions", "headlines"):
                yield from _json_texts(inner, "body" if key == "bodies" and name == "value" else name)
    elif isinstance(value, list):
        for inner in value:
            yield from _json_texts(inner, key)
    elif isinstance(value, str) and key in ("body_html", "body_text", "body", "article_html", "infobox_html"):
        if value.lstrip().startswith(("<?xml", "<nitf")):
            yield from _xml_texts(value.encode())
            return
        yield lxml_html.fromstring(f"<div>{value}</div>").text_content() if "<" in value else html.unescape(value)


def _by_elem_text(data: bytes, contents: list[str]) -> int:
    """Count what is lost by taking the ``text`` of each block, as Superdesk's parser of NewsML-G2 does."""
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") or not contents:
        return -1
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    blocks = [element for element in root.iter() if _name(element) in ("p", "h1", "h2", "h3", "pre", "li", "td", "hl2")]
    if not blocks:
        return -1
    held = letters("".join(element.text or "" for element in blocks))
    return max(0, sum(len(letters(text)) for text in contents) - len(held))


def _by_newsmlg2(data: bytes, contents: list[str]) -> int:
    """Count what the `newsmlg2` package keeps of the content; -1 where it reads no such file."""
    if b"iptc.org/std/nar" not in data or not contents:
        return -1
    try:
        import NewsMLG2
    except ImportError:
        return -1
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):  # it prints what it does not load
            item = NewsMLG2.NewsMLG2Document(data).get_item()
    except Exception:  # the package raises whatever its parser does; it then has read nothing
        return sum(len(letters(text)) for text in contents)
    held = letters(" ".join(_strings(item, set())))
    return sum(missing(letters(text), held) for text in contents)


def _strings(value: Any, seen: set[int]) -> Iterator[str]:
    """Yield every string that can be reached in an object of the package."""
    if isinstance(value, str):
        yield value
    elif id(value) not in seen:
        seen.add(id(value))
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
        if isinstance(value, etree._Element):
            inner = ["".join(value.itertext())]
        elif hasattr(value, "__dict__"):
            inner = vars(value).values()
        for one in inner:
            yield from _strings(one, seen)
