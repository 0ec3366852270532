"""Which markup of a body may be shown: nothing runs, nothing loads from elsewhere, every letter stays.

The view is written anew from the tree that the body's text is taken from (`mediawire.wire.markup`), out of a short list
of elements and attributes, so that the text of the view is the text of the body; what is written then passes nh3
(ammonia), which parses as browsers do and holds to the same list. Pictures are left out unless their host is one's own:
to load one tells its server who reads. What was taken out is counted by kind. Cleaning twice is cleaning once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import nh3
from lxml import etree

from mediawire.wire.markup import KEPT_BLANKS, LINES, NOT_TEXT, PARAGRAPHS, parse_markup, text_of

INLINE = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var "
    "wbr".split()
)
BLOCKS = frozenset(
    "blockquote caption dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td tfoot th thead "
    "tr ul".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "reversed"},
    "time": {"datetime"},
    "abbr": {"title"},
    "dfn": {"title"},
    "*": {"lang", "dir"},
}
LINK_SCHEMES = frozenset(("http", "https", "mailto"))
LINK_REL = "noopener noreferrer nofollow"
VOID = frozenset("br hr img wbr".split())
MOST_PASSES = 5
DEEPEST = 200
"""Elements nested deeper are written without their tags; no report is laid out so."""
TRACKER_PIXELS = 3

KINDS = {
    **dict.fromkeys(("script", "noscript", "template"), "script"),
    **dict.fromkeys(("style", "link"), "style sheet"),
    **dict.fromkeys(("iframe", "frame", "frameset", "fencedframe", "portal"), "frame"),
    **dict.fromkeys(("object", "embed", "applet", "param"), "plug-in"),
    **dict.fromkeys(("video", "audio", "source", "track", "bgsound"), "video or sound"),
    **dict.fromkeys(("form", "input", "button", "select", "textarea", "isindex", "keygen"), "form"),
    **dict.fromkeys(("svg", "math", "canvas"), "drawing"),
    **dict.fromkeys(("meta", "base"), "page instruction"),
}
_SOLE = frozenset("p pre h1 h2 h3 h4 h5 h6".split())
"""Elements that no block may stand in: a browser would close them."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_COUNTERS = re.compile(r"\b(?:pixel|beacon|counter|track(?:er|ing)?|count|stat|impression)s?\b", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]")


class Removed(NamedTuple):
    """One kind of thing that the view leaves out, and how often it stood there."""

    kind: str
    times: int


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The view of a body that may be shown, and what was taken out of its markup, by kind."""

    html: str
    removed: tuple[Removed, ...] = ()

    def __str__(self) -> str:
        return self.html


def clean(markup: str, base: str | None = None, picture_hosts: frozenset[str] = frozenset()) -> Cleaned:
    """Return the safe view of a body's markup. ``base`` makes its links absolute; without it relative links go.

    Pictures stay only where their host is among ``picture_hosts``: those of the site that shows the view.

    >>> clean('<p onclick="x()">A <b>fire</b><img src="//t.example/1.gif" width=1 height=1></p>').html
    '<p>A <b>fire</b></p>'
    """
    view, removed = _write_view(markup, base, picture_hosts)
    for _ in range(MOST_PASSES):  # what one parser makes of a torn page, the next may read otherwise
        again, _nothing = _write_view(view, base, picture_hosts)
        if again == view:
            break
        view = again
    else:
        view = _plain_view(markup)
    return Cleaned(view, tuple(Removed(*pair) for pair in sorted(removed.items()) if pair[1]))


def _write_view(markup: str, base: str | None, picture_hosts: frozenset[str]) -> tuple[str, Counter[str]]:
    """Write the view of some markup once, and count what it leaves out."""
    writer = _Writer(base, picture_hosts)
    writer.write_element(parse_markup(markup))
    return _cleaner(bool(picture_hosts)).clean("".join(writer.pieces)).strip(), writer.removed


def _plain_view(markup: str) -> str:
    """Write the text alone, in paragraphs."""
    paragraphs = text_of(parse_markup(markup)).split("\n\n")
    return "".join(f"<p>{escape(' '.join(text.split()), quote=False)}</p>" for text in paragraphs if text.strip())


def _cleaner(with_pictures: bool) -> Any:
    """Make nh3's cleaner, which holds to the same list."""
    return nh3.Cleaner(
        tags=set(INLINE | BLOCKS | ({"img"} if with_pictures else set())),
        clean_content_tags={"script", "style"},
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(LINK_SCHEMES),
        link_rel=LINK_REL,
        strip_comments=True,
    )


@dataclass(slots=True)
class _Writer:
    """Writes an element's view piece by piece, and counts what it leaves out."""

    base: str | None
    picture_hosts: frozenset[str]
    pieces: list[str] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)
    open_tags: list[str] = field(default_factory=list)
    sound: dict[Any, bool] = field(default_factory=dict)
    """Whether each table is one that a browser leaves as it stands; asked once for all its cells."""

    def write_element(self, root: Any) -> None:
        """Write an element and all in it, without recursion: pages nest as deep as they please."""
        stack: list[tuple[Any, str | None, Iterator[Any]]] = [(root, self.open(root), iter(root))]
        while stack:
            element, tag, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self.close(tag)
                if stack:
                    self.write_text(element.tail)
            elif not isinstance(child.tag, str):
                self.removed["comment"] += isinstance(child, etree._Comment)
                self.write_text(child.tail)
            elif child.tag in NOT_TEXT or child.tag == "img":
                self.leave_out(child)
                self.write_text(child.tail)
            else:
                stack.append((child, self.open(child), iter(child)))

    def open(self, element: Any) -> str | None:
        """Write an element's first tag and text; return the tag to close."""
        name = element.tag
        self.count(element)
        tag = self.tag_for(element) if len(self.open_tags) < DEEPEST else None
        if tag is not None:
            self.pieces.append(f"<{tag}{self.attributes(element, tag)}>")
            self.open_tags.append(tag)
        elif name in ("td", "th"):
            self.pieces.append(" ")
        text = element.text
        self.write_text(text.lstrip("\r\n") if tag == "pre" and text else text)
        return tag

    def close(self, tag: str | None) -> None:
        """Write an element's last tag."""
        if tag is None:
            return
        self.open_tags.pop()
        if tag not in VOID:
            self.pieces.append(f"</{tag}>")

    def write_text(self, text: str | None) -> None:
        """Write text, as text."""
        if text:
            self.pieces.append(escape(text, quote=False))

    def leave_out(self, element: Any) -> None:
        """Leave an element out with all in it, or write it where it is a picture that may be shown."""
        if element.tag == "img":
            self.write_picture(element)
        elif element.tag not in ("head", "title"):
            self.removed[KINDS.get(element.tag, "element")] += 1
        for inner in element.iterdescendants():
            if isinstance(inner.tag, str) and inner.tag in KINDS:
                self.removed[KINDS[inner.tag]] += 1

    def write_picture(self, element: Any) -> None:
        """Write a picture of one's own host; another is counted as a picture, or as a tracker."""
        address = self.join(element.get("src") or "")
        if address and urlsplit(address).hostname in self.picture_hosts and not is_tracker(element):
            self.count(element)
            self.pieces.append(f'<img src="{escape(address)}"{self.attributes(element, "img")}>')
        else:
            self.removed["tracker" if is_tracker(element) else "picture"] += 1

    def tag_for(self, element: Any) -> str | None:
        """Tell the tag under which an element is shown; None where only what is in it is."""
        name = element.tag
        if name in ("html", "body"):
            return None
        if name in ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"):
            return self.table_tag(element)
        if name == "a" and "a" in self.open_tags:
            return None
        tag = _RENAMED.get(name, name)
        if tag not in INLINE and tag not in BLOCKS:
            tag = "div" if name in PARAGRAPHS else ""
        if tag in BLOCKS and not self.may_stand(tag):
            return "div" if tag not in VOID else None
        if tag in _SOLE and holds_block(element):
            return "div"
        return tag or None

    def may_stand(self, tag: str) -> bool:
        """Tell whether a browser would leave a block where it stands: no item right in an item."""
        if tag in ("li", "dd", "dt"):
            lists = {"ul", "ol"} if tag == "li" else {"dl"}
            same = {"li"} if tag == "li" else {"dd", "dt"}
            for one in reversed(self.open_tags):
                if one in lists or one in ("td", "th"):
                    return True
                if one in same:
                    return False
        return True

    def table_tag(self, element: Any) -> str | None:
        """Keep the tags of tables in which every letter stands in a cell; a browser would move others out."""
        table = element if element.tag == "table" else next(element.iterancestors("table"), None)
        if table is not None and table not in self.sound:
            self.sound[table] = is_sound_table(table)
        if table is None or not self.sound[table]:
            return None if element.tag in ("td", "th") else "div"
        return str(element.tag)

    def attributes(self, element: Any, tag: str) -> str:
        """Write the attributes that may stay."""
        allowed = ATTRIBUTES.get(tag, set()) | ATTRIBUTES["*"]
        written = []
        for name, value in sorted(element.attrib.items()):
            if name == "href" and tag == "a":
                address = self.address(value)
                written += [f' href="{escape(address)}"'] if address else []
            elif name in allowed and name not in ("href", "src"):
                written.append(f' {name}="{escape(_CONTROLS.sub(" ", value))}"')
        return "".join(written)

    def address(self, stated: str) -> str | None:
        """Make a link absolute; None, and counted, where it leads to no page."""
        address = self.join(stated)
        if address is None:
            self.removed["link"] += 1
        return address

    def join(self, stated: str) -> str | None:
        """Make an address absolute: of the web or of a mailbox, with a host."""
        try:
            address = urljoin(self.base or "", _CONTROLS.sub("", stated))
            parts = urlsplit(address)
        except ValueError:
            return None
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
        return address if is_web or (parts.scheme == "mailto" and parts.path) else None

    def count(self, element: Any) -> None:
        """Count what an element loses: itself where its kind is never shown, and its attributes."""
        if element.tag in KINDS:
            self.removed[KINDS[element.tag]] += 1
        allowed = ATTRIBUTES.get(element.tag, set()) | ATTRIBUTES["*"]
        for name in element.attrib:
            if name.startswith("on"):
                self.removed["event handler"] += 1
            elif name == "style":
                self.removed["style"] += 1
            elif name == "ping":
                self.removed["tracker"] += 1
            elif name not in allowed and name != "rel" and element.tag not in KINDS:
                self.removed["attribute"] += 1


_RENAMED = {
    "strike": "s",
    "tt": "code",
    "acronym": "abbr",
    "dir": "ul",
    "menu": "ul",
    "option": "li",
    "legend": "div",
} | (dict.fromkeys(KEPT_BLANKS, "pre"))


def is_tracker(element: Any) -> bool:
    """Tell whether a picture is there to be counted, not to be seen: tiny, hidden, or called so."""
    sizes = [re.match(r"\s*(\d+)", element.get(side) or "") for side in ("width", "height")]
    if any(size and int(size[1]) < TRACKER_PIXELS for size in sizes):
        return True
    if _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
        return True
    return not element.get("alt") and bool(_COUNTERS.search(urlsplit_path(element.get("src") or "")))


def urlsplit_path(address: str) -> str:
    """Return an address without its scheme and query; as it is where it cannot be split."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return f"{parts.netloc}{parts.path}"


def holds_block(element: Any) -> bool:
    """Tell whether a block stands anywhere in an element."""
    return any(
        isinstance(inner.tag, str) and (inner.tag in PARAGRAPHS or inner.tag in LINES)
        for inner in element.iterdescendants()
    )


_PARENTS = {
    "tr": {"table", "thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "caption": {"table"},
    "thead": {"table"},
    "tbody": {"table"},
    "tfoot": {"table"},
}


def is_sound_table(table: Any) -> bool:
    """Tell whether all parts of a table stand where they belong, and every letter in a cell."""
    for element in table.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag
        if name in _PARENTS and (element.getparent() is None or element.getparent().tag not in _PARENTS[name]):
            return False
        if name in ("table", "thead", "tbody", "tfoot", "tr"):
            if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
                return False
            if any(isinstance(child.tag, str) and child.tag not in _INNER for child in element):
                return False
    return True


_INNER = frozenset((*_PARENTS, "colgroup", "col"))
