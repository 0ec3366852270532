"""A body's text from its markup: every letter that a reader sees, in order, with its paragraphs.

What is never shown as text (scripts, styles, templates, comments) is not text; everything else is, whatever tag it
stands in: an unknown tag loses nothing, and what follows an inline tag is kept. The markup itself stays beside the text
as received (`Body.html`); what may be shown of it is decided by `mediawire.wire.clean`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

from mediawire.report import Body

NOT_TEXT = frozenset("script style template head title".split())
PARAGRAPHS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr hgroup legend li main menu nav ol optgroup p pre search section summary table tbody "
    "tfoot thead ul tr caption option".split()
)
LINES = frozenset("li tr option dt dd".split())
"""What stands on a line of its own, without a blank line before it."""
CELLS = frozenset("td th".split())
KEPT_BLANKS = frozenset("pre textarea listing xmp plaintext".split())

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE, _LINE, _PARAGRAPH = " ", "\n", "\n\n"


def take_body(markup: str, received: bytes | None = None) -> Body:
    r"""Take a piece of markup as a body: its text with paragraphs, and the markup as received.

    >>> take_body("<p>One <b>two</b> three.</p><p>Four<br>five</p>").text
    'One two three.\n\nFour\nfive'
    """
    return Body(text_of(parse_markup(markup)), received, markup)


def parse_markup(markup: str) -> etree._Element:
    """Parse a page, or a piece of one, as browsers do, as far as libxml2 can; nothing is loaded.

    Characters that no page may hold (controls, lone surrogates) become U+FFFD, so that their place stays.
    """
    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_pis=True, encoding="utf-8")
    data = _UNFIT.sub("\ufffd", markup).encode()
    try:
        root = html.document_fromstring(data, parser=parser) if data.strip() else None
    except etree.ParserError:  # nothing in it but comments
        root = None
    return root if root is not None else html.document_fromstring("<html><body></body></html>")


def text_of(root: etree._Element) -> str:
    """Return all text under an element: blanks folded as browsers do, paragraphs apart by a blank line."""
    writer = _Writer()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            writer.open(element)
        elif event == "end":
            writer.close(element)
        if event != "start" and element is not root and element.tail:
            writer.write(element.tail)
    return "".join(writer.pieces)


def links_of(root: etree._Element, base: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield the address, made absolute, and the text of every link under an element, in page order."""
    for link in root.iter("a"):
        address = join_address(base, link.get("href") or "")
        if address:
            yield address, _BLANKS.sub(" ", "".join(link.itertext())).strip()


def join_address(base: str | None, address: str) -> str | None:
    """Make an address absolute; None where it leads to no page: empty, a place on the same page, a script."""
    address = _BLANKS.sub("", address) if address.lstrip()[:5].lower() == "data:" else address.strip(" \t\n\r\f")
    if not address or address.startswith("#"):
        return None
    try:
        joined = urljoin(base, address) if base else address
    except ValueError:
        return None
    scheme = joined.partition(":")[0].lower() if ":" in joined else ""
    return joined if scheme in ("http", "https", "") or "/" in scheme else None


class _Writer:
    """Writes text as a browser would lay it out: breaks wait until a letter follows."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.waiting = ""
        self.hidden = self.kept = 0

    def open(self, element: Any) -> None:
        """Enter an element: break the line where it does, write its first text."""
        tag = element.tag
        if tag in NOT_TEXT:
            self.hidden += 1
            return
        if tag == "br":
            self.break_line()
        elif tag in CELLS:
            self.wait("\t" if self.pieces and self.waiting in ("", _SPACE) else self.waiting)
        elif tag in PARAGRAPHS:
            self.wait(_LINE if tag in LINES else _PARAGRAPH)
        self.kept += tag in KEPT_BLANKS
        if element.text:
            self.write(element.text)

    def close(self, element: Any) -> None:
        """Leave an element."""
        tag = element.tag
        if tag in NOT_TEXT:
            self.hidden -= 1
            return
        self.kept -= tag in KEPT_BLANKS
        if tag in PARAGRAPHS:
            self.wait(_LINE if tag in LINES else _PARAGRAPH)

    def wait(self, blank: str) -> None:
        """Let a break wait for the next letter; the wider one wins."""
        if len(blank) > len(self.waiting) or self.waiting == _SPACE:
            self.waiting = blank

    def break_line(self) -> None:
        """Break the line where the page says so: twice is a blank line, as many pages part paragraphs."""
        self.waiting = _PARAGRAPH if self.waiting in (_LINE, _PARAGRAPH) else _LINE

    def write(self, text: str) -> None:
        """Write a run of text."""
        if self.hidden:
            return
        if not self.kept:
            text = _BLANKS.sub(" ", text)
            if text.startswith(" "):
                self.wait(self.waiting or _SPACE)
                text = text[1:]
            if not text:
                return
            follows = text.endswith(" ")
            text = text[:-1] if follows else text
        else:
            follows = False
        if self.pieces:
            self.pieces.append(self.waiting)
        self.pieces.append(text)
        self.waiting = _SPACE if follows else ""
