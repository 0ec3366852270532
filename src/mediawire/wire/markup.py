"""A body's text from its markup: every letter that a reader sees, in order, with its paragraphs.

What is never shown as text (scripts, styles, templates, frames, comments) is not text; everything else is, whatever
tag it stands in: an unknown tag loses nothing, and what follows an inline tag is kept. So is what stands in
``noscript``: a body is read without running anything, and to such a reader a browser shows it. The markup itself stays
beside the text as received (`Body.html`); what may be shown of it is decided by `mediawire.wire.clean`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree

from mediawire.report import Body
from mediawire.wire.markup_repairs import close_title, flatten, thin_tags

NOT_TEXT = frozenset("script style template head title iframe noembed noframes datalist".split())
PARAGRAPHS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup option p plaintext pre search "
    "section summary table caption tbody tfoot thead tr ul xmp".split()
)
LINES = frozenset("li tr option dt dd".split())
"""What stands on a line of its own, without a blank line before it."""
CELLS = frozenset("td th".split())
KEPT_BLANKS = frozenset("pre textarea listing xmp plaintext".split())

MOST_COMMENTS = 5_000
"""A page of more comments than this is parsed without them: they hold no text, and walking over many takes seconds."""

_SPACE, _LINE, _PARAGRAPH = " ", "\n", "\n\n"
_BREAKS = {tag: _LINE if tag in LINES else _PARAGRAPH for tag in PARAGRAPHS}
_KNOWN = NOT_TEXT | PARAGRAPHS | CELLS | KEPT_BLANKS | {"br"}
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNFIT_BYTES = tuple(bytes((code,)) for code in range(32) if code not in b"\t\n\f\r")
_MAY_BE_UNFIT = (*_UNFIT_BYTES, b"\xed", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
"""No markup without these bytes in it, in UTF-8, holds an unfit character; to look for each is faster than one look."""
_EMPTY = "<html><body></body></html>"
_SCHEMES = frozenset(("http", "https", ""))


def take_body(markup: str, received: bytes | None = None) -> Body:
    r"""Take a piece of markup as a body: its text with paragraphs, and the markup as received.

    >>> take_body("<p>One <b>two</b> three.</p><p>Four<br>five</p>").text
    'One two three.\n\nFour\nfive'
    """
    return Body(text_of(parse_markup(markup)), received, markup)


def parse_markup(markup: str, may_close_title: bool = True) -> etree._Element:
    """Parse a page, or a piece of one, as browsers do, as far as libxml2 can; nothing is loaded.

    Characters that no page may hold (controls, lone surrogates) become U+FFFD, so that their place stays. Where
    elements stand in one another deeper than libxml2 follows, the deeper ones lose their tags and keep their text; a
    title that is never closed ends where the first tag in it begins.
    """
    data = _encode(thin_tags(markup))
    root, is_cut = _parse(data)
    if is_cut:
        root, _ = _parse(flatten(data.decode()).encode())
    title = root.find(".//title")
    if may_close_title and title is not None and "<" in (title.text or "") and not _has_text(root):
        return parse_markup(close_title(data.decode()), may_close_title=False)
    return root


def text_of(root: etree._Element) -> str:
    """Return all text under an element: blanks folded as browsers do, paragraphs apart by a blank line."""
    writer = TextWriter()
    write_text(root, writer)
    return "".join(writer.pieces)


def write_text(root: etree._Element, writer: TextWriter) -> None:
    """Write all text under an element, and not what follows it."""
    enter, close, write = writer.enter, writer.close, writer.write
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            tag = element.tag
            if tag in _KNOWN:
                enter(tag)
            if (text := element.text) and not writer.hidden:
                write(text)
            continue
        if event == "end" and (tag := element.tag) in _KNOWN:
            close(tag)
        if (tail := element.tail) and not writer.hidden and element is not root:
            write(tail)


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
    return joined if scheme in _SCHEMES or "/" in scheme else None


def _encode(markup: str) -> bytes:
    """Return markup in UTF-8, with U+FFFD for characters that no page may hold."""
    data = markup.encode("utf-8", "surrogatepass")
    if any(sign in data for sign in _MAY_BE_UNFIT):
        return _UNFIT.sub("\ufffd", markup).encode()
    return data


def _parse(data: bytes) -> tuple[etree._Element, bool]:
    """Parse bytes, and say whether libxml2 gave up before their end."""
    parser = etree.HTMLParser(
        no_network=True,
        huge_tree=True,
        remove_pis=True,
        remove_comments=data.count(b"<!--") > MOST_COMMENTS,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:  # nothing in it but comments
        root = None
    last = parser.error_log.last_error
    is_cut = last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT
    return root if root is not None else etree.fromstring(_EMPTY, etree.HTMLParser()), is_cut


def _has_text(root: etree._Element) -> bool:
    return any(element.tag not in NOT_TEXT for element in root.iterfind("body//*")) or bool(root.findtext("body"))


class TextWriter:
    """Writes text as a browser would lay it out: breaks wait until a letter follows."""

    __slots__ = ("hidden", "kept", "pieces", "waiting")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.waiting = ""
        self.hidden = self.kept = 0

    def enter(self, tag: str) -> None:
        """Enter an element: break the line where it does."""
        if tag in NOT_TEXT:
            self.hidden += 1
        elif tag in _BREAKS:
            self.wait(_BREAKS[tag])
        elif tag == "br":
            self.break_line()
        elif tag in CELLS:
            self.wait("\t" if self.pieces and self.waiting in ("", _SPACE) else self.waiting)
        if tag in KEPT_BLANKS:
            self.kept += 1

    def close(self, tag: str) -> None:
        """Leave an element."""
        if tag in NOT_TEXT:
            self.hidden -= 1
        elif tag in _BREAKS:
            self.wait(_BREAKS[tag])
        if tag in KEPT_BLANKS:
            self.kept -= 1

    def wait(self, blank: str) -> None:
        """Let a break wait for the next letter; the wider one wins."""
        if len(blank) > len(self.waiting) or self.waiting == _SPACE:
            self.waiting = blank

    def break_line(self) -> None:
        """Break the line where the page says so: twice is a blank line, as many pages part paragraphs."""
        self.waiting = _PARAGRAPH if self.waiting in (_LINE, _PARAGRAPH) else _LINE

    def write(self, text: str) -> None:
        """Write a run of text."""
        follows = False
        if not self.kept:
            if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
                text = _BLANKS.sub(" ", text)
            if text[0] == " ":
                self.waiting = self.waiting or _SPACE
                text = text[1:]
            if not text:
                return
            follows = text[-1] == " "
            text = text[:-1] if follows else text
        if self.pieces:
            self.pieces.append(self.waiting)
        self.pieces.append(text)
        self.waiting = _SPACE if follows else ""
