"""Reads a page as a browser would, to say what stands in it."""

from __future__ import annotations

import base64
import hashlib
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "input", "link", "rect"}


class Page(HTMLParser):
    """What stands in a page, as a browser would see it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.text: dict[str, list[str]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its attributes."""
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself."""
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Hold that tags close in order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note the text under its tag."""
        self.text.setdefault(self.open[-1] if self.open else "", []).append(data)

    def values(self, name: str) -> list[str]:
        """Return every value of an attribute."""
        return [value for _, each, value in self.attributes if each == name]

    @property
    def shown(self) -> str:
        """Return all text of the page."""
        return "".join(text for texts in self.text.values() for text in texts)


def assert_sound(html: str, elsewhere: bool = False) -> Page:
    """Hold a page to what holds of every page, and return it: closed, safe, fetching nothing, its links leading on.

    ``elsewhere`` allows links to further pages of the same folder.
    """
    page = Page(html)
    digest = base64.b64encode(hashlib.sha256(html.split("<style>")[1].split("</style>")[0].encode()).digest()).decode()
    names = page.values("id")
    links = page.values("href")
    outward = [link for link in links if not link.startswith("#")]
    assert not page.open
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in html
    assert not {"script", "img", "iframe", "object", "form", "base"} & set(page.tags)
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name in ("src", "style", "action")]
    assert elsewhere or not outward
    assert not [link for link in outward if ":" in link or link.startswith("/")]
    assert len(names) == len(set(names))
    assert {link[1:] for link in links if link.startswith("#")} <= set(names)
    assert set(page.values("aria-labelledby")) <= set(names)
    assert not {"\u202e", "\x1b", "\x00"} & set(html)
    return page
