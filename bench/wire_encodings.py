"""How many feeds and pages are decoded as they were meant: ``python -m bench.wire_encodings``.

The sentences of ``bench.encodings``, in the code pages they are written in, sent as feeds and as pages: with the right
charset stated in every place where one can be, with a wrong one in some, with none; and the hostile files where the
data is there. A document is right where the very text comes back. feedparser reads the feeds of the same run.
"""

from __future__ import annotations

import argparse
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from bench.archives import DataMissing, unpacked
from bench.encodings import SAMPLES
from mediawire.wire.charset import decode_document
from mediawire.wire.document import Document

ASKED = 0.97
_NAME = re.compile(r"(?P<stated>.+)__sent_(?P<sent>.+)__http_(?P<http>.+)\.xml")
_LABELS = {"cp1252": "iso-8859-1", "cp949": "euc-kr", "gb18030": "gb2312", "cp874": "tis-620"}
"""The label that pages write for a code page, where it is not the code page's own."""


class Sent(NamedTuple):
    """A document as it was sent: its bytes, the content type, the text it means, and how it was made."""

    data: bytes
    content_type: str | None
    text: str
    kind: str

    @property
    def is_feed(self) -> bool:
        """Tell whether it is XML."""
        return self.kind.startswith(("feed", "hostile"))


def feed(text: str, stated: str | None) -> str:
    """Write a feed of three items that says its charset, or does not."""
    declaration = f'<?xml version="1.0" encoding="{stated}"?>' if stated else ""
    items = f"<item><title>{text}</title><description>{text} {text}</description></item>" * 3
    return f"{declaration}<rss version='2.0'><channel><title>{text}</title>{items}</channel></rss>"


def page(text: str, stated: str | None) -> str:
    """Write a page that says its charset in its head, or does not."""
    meta = f'<meta charset="{stated}">' if stated else ""
    return f"<!doctype html><html><head>{meta}<title>{text}</title></head><body>{f'<p>{text}</p>' * 4}</body></html>"


def made() -> Iterator[Sent]:
    """Make the documents of all kinds."""
    for text, codec in SAMPLES:
        label = _LABELS.get(codec, codec)
        for name, write in (("feed", feed), ("page", page)):
            yield Sent(write(text, label).encode(codec), None, write(text, label), f"{name}, declared")
            yield Sent(write(text, None).encode(codec), f"x/x; charset={label}", write(text, None), f"{name}, by HTTP")
            yield Sent(write(text, None).encode(codec), None, write(text, None), f"{name}, not stated")
            yield Sent(write(text, "utf-8").encode(codec), None, write(text, "utf-8"), f"{name}, wrongly UTF-8")
            yield Sent(
                write(text, label).encode(codec), "x/x; charset=utf-8", write(text, label), f"{name}, HTTP wrong"
            )
            yield Sent(
                write(text, label).encode("utf-8"), None, write(text, label), f"{name}, UTF-8 under another name"
            )
            yield Sent(write(text, "nonsense").encode("utf-8"), None, write(text, "nonsense"), f"{name}, unknown name")
            for wide in ("utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"):
                yield Sent(write(text, label).encode(wide), None, write(text, label), f"{name}, {wide}")


def hostile() -> Iterator[Sent]:
    """Read the hostile files whose name says what was sent; nothing where the data is not there."""
    try:
        folder = next(unpacked("hostile.tar.xz").rglob("encoding"))
    except DataMissing:
        return
    for path in sorted(folder.glob("*__sent_*.xml")):
        found = _NAME.fullmatch(path.name)
        if found:
            http = None if found["http"] == "none" else f"text/xml; charset={found['http']}"
            data = path.read_bytes()
            yield Sent(data, http, data.decode(found["sent"]).removeprefix("\ufeff"), "hostile")


def is_right(sent: Sent) -> bool:
    """Tell whether a document is decoded to the text it means."""
    return decode_document(Document(sent.data, None, sent.content_type)).text == sent.text


def is_right_for_feedparser(sent: Sent) -> bool:
    """Tell whether feedparser reads the title of a feed as it was meant."""
    import feedparser

    headers = {"content-type": sent.content_type} if sent.content_type else {}
    told = feedparser.parse(io.BytesIO(sent.data), response_headers=headers).entries
    title = re.findall(r"<title>(.*?)</title>", sent.text)[1]
    return bool(told) and told[0].get("title") == title


def measure() -> Counter[tuple[str, bool]]:
    """Count the documents by kind, and by whether they are right."""
    return Counter((sent.kind, is_right(sent)) for sent in (*made(), *hostile()))


def main() -> None:
    """Print a row a kind, and the whole beside what is asked and beside the peer."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    counts = measure()
    for kind in sorted({kind for kind, _ in counts}):
        print(f"{kind:32} {counts[kind, True]:4} of {counts[kind, True] + counts[kind, False]}")
    right = sum(count for (_, is_so), count in counts.items() if is_so)
    print(f"decoded as meant: {right:,} of {counts.total():,}  {right / counts.total():.4f}   asked {ASKED}")
    try:
        told = [is_right_for_feedparser(sent) for sent in (*made(), *hostile()) if sent.is_feed]
    except ModuleNotFoundError:
        return
    print(f"feedparser, the feeds of these: {sum(told):,} of {len(told):,}  {sum(told) / len(told):.4f}")


if __name__ == "__main__":
    main()
