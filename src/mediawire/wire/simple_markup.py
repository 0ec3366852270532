"""Simple markup read at a glance: well-nested paragraphs, lists and inline tags, as nearly all feeds have them.

What `mediawire.wire.markup` makes of a parsed tree can be told from such tags themselves, eight times as fast. Whatever
is not simple (a tag that is not named here, one that closes out of turn, a ``<`` that begins none, a reference that
older parsers do not know) is left to the parser: the answer is None, and never another one than the parser's.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

_INLINE = frozenset(
    "a abbr acronym b big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u "
    "var".split()
)
_LEAVES = frozenset("p h1 h2 h3 h4 h5 h6".split())
"""Blocks that hold no other block."""
_HOLDERS = frozenset("div blockquote".split())
_VOID = frozenset(("br", "img"))
_DEEPEST = 50
_ATTRIBUTES = r"(?:\s+[a-zA-Z_][\w:.-]*(?:=(?:\"[^\"<>]*\"|'[^'<>]*'))?)*+\s*"
_TAG = re.compile(rf"<(/[a-z][a-z0-9]*|[a-z][a-z0-9]*(?={_ATTRIBUTES}/?>))")
_INLINE_TAG = re.compile(rf"</?(?:{'|'.join(sorted(_INLINE, reverse=True))}|img)(?=[\s/>])[^<>]*>")
_BREAK = re.compile(r"<(/?(?:p|h[1-6]|div|blockquote|br))(?=[\s/>])[^<>]*>")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_ODD_REFERENCE = re.compile(
    r"&(?!(?:amp|lt|gt|quot|nbsp|hellip|[lr][sd]quo|[mn]dash|eacute|euro|#(?:1[6-9]\d|[2-9]\d\d|[1-9]\d{3}|[12]\d{4}));)"
)
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HREF = re.compile(r"<a(?=\s)[^<>]*?\shref=(?:\"([^\"]*)\"|'([^']*)')")
_IMAGE = re.compile(r"<img(?=[\s/>])([^<>]*)>")
_ATTRIBUTE = re.compile(r"\s([a-zA-Z_][\w:.-]*)=(?:\"([^\"]*)\"|'([^']*)')")


class Glance(NamedTuple):
    """What simple markup shows: its text, where its links lead, and the attributes of its pictures, as written."""

    text: str
    hrefs: tuple[str, ...] = ()
    images: tuple[dict[str, str], ...] = ()


def read_at_a_glance(markup: str) -> Glance | None:
    r"""Read markup that is simple; None where it is not.

    >>> read_at_a_glance("<p>One <b>two</b>.</p><p>Three &amp; <a href='/4'>four</a></p>")
    Glance(text='One two.\n\nThree & four', hrefs=('/4',), images=())
    """
    names = _TAG.findall(markup)
    if len(names) != markup.count("<") or ("&" in markup and _ODD_REFERENCE.search(markup)):
        return None
    if not _is_simple(names):
        return None
    hrefs = tuple(unescape(double or single) for double, single in _HREF.findall(markup)) if "a" in names else ()
    images = tuple(map(_list_attributes, _IMAGE.findall(markup))) if "img" in names else ()
    text = _show(markup)
    if _is_unfit(text) or any(map(_is_unfit, hrefs)) or (images and _UNFIT.search(markup)):
        return None
    return Glance(text, hrefs, images)


def _is_unfit(text: str) -> bool:
    """Tell whether a text holds what no page may; nearly all is printable, which is told much faster."""
    return not text.replace("\n", "").isprintable() and _UNFIT.search(text) is not None


def _is_simple(names: list[str]) -> bool:
    """Tell whether tags are all known, and each closes what was opened last: ``p``, ``/p``."""
    open_tags: list[str] = []
    for name in names:
        if name[0] == "/":
            if not open_tags or open_tags.pop() != name[1:]:
                return False
        elif name in _INLINE:
            open_tags.append(name)
        elif name in _LEAVES or name in _HOLDERS:
            if (open_tags and open_tags[-1] not in _HOLDERS) or len(open_tags) > _DEEPEST:
                return False
            open_tags.append(name)
        elif name not in _VOID:
            return False
    return not open_tags


def _show(markup: str) -> str:
    """Return the text: blanks folded, paragraphs apart; one ``br`` breaks the line, several are a blank line."""
    pieces: list[str] = []
    gap = ""
    for number, piece in enumerate(_BREAK.split(_INLINE_TAG.sub("", markup))):
        if number % 2:
            gap = "\n" if piece == "br" and not gap else "\n\n"
        elif text := _fold(piece):
            pieces += (gap, text) if pieces else (text,)
            gap = ""
    shown = "".join(pieces)
    return unescape(shown) if "&" in shown else shown


def _fold(piece: str) -> str:
    """Fold blanks; most pieces hold none but single spaces."""
    if "  " in piece or not piece.isprintable():
        piece = _BLANKS.sub(" ", piece)
    return piece.strip(" ")


def _list_attributes(written: str) -> dict[str, str]:
    """List attributes by their names; of two alike the first counts, as for the parser."""
    found: dict[str, str] = {}
    for name, double, single in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), unescape(double or single))
    return found
