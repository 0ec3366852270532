"""Mends markup that libxml2 would lose text of, or sit over for minutes; whatever else it holds stays as it is."""

from __future__ import annotations

import re

MOST_DEEP = 200
"""From this depth on elements lose their tags, where libxml2 could not follow: it gives up at 2,048."""
LONG_TAG, MOST_ATTRIBUTES = 20_000, 500
"""A longer tag than anyone writes by hand, and how many attributes of it are kept: each costs libxml2 a look at all."""

_LONG_TAG = re.compile(rf"<[A-Za-z][^<>]{{{LONG_TAG},}}")
_ATTRIBUTE = re.compile(r"""[\s/]*[^\s/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']\S*))?""")
_RAW = "script|style|title|textarea|iframe|noembed|noframes|xmp"
_REST = r"""(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[^>"'])*+(?:>|\Z)"""
_PIECE = re.compile(
    r"<!--.*?(?:--!?>|\Z)"
    rf"|<(?P<raw>{_RAW})\b{_REST}.*?(?:</(?P=raw)\b[^>]*(?:>|\Z)|\Z)"
    rf"|<(?P<close>/?)(?P<tag>[A-Za-z][^\s/>]*){_REST}",
    re.DOTALL | re.IGNORECASE,
)
"""Each alternative can end where the markup does, so that no place is looked at twice."""
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSES_ITSELF = frozenset("p li dt dd option tr td th html body head".split())
"""They never stand directly in their like, so that they add no depth of their own."""
_BLOCKS = frozenset(
    "address article aside blockquote center div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "li main menu nav ol p pre section table tbody tr ul".split()
)
_TITLE = re.compile(r"(<title\b[^>]*>)([^<]*)", re.IGNORECASE)


def thin_tags(markup: str) -> str:
    """Leave each overlong tag its first attributes. Attributes hold no text of a body."""
    return _LONG_TAG.sub(_thin, markup) if _may_hold_long_tag(markup) else markup


def _may_hold_long_tag(markup: str) -> bool:
    """Say whether any stretch is free of angle brackets; stretches are such that an overlong tag holds a whole one."""
    step = LONG_TAG // 2
    return any(
        markup.find("<", place, place + step) < 0 and markup.find(">", place, place + step) < 0
        for place in range(0, len(markup) - step + 1, step)
    )


def _thin(tag: re.Match[str]) -> str:
    end = place = len(re.match(r"<[A-Za-z][^\s/>]*", tag[0])[0])  # type: ignore[index]  # every match begins so
    for _ in range(MOST_ATTRIBUTES):
        found = _ATTRIBUTE.match(tag[0], place)
        if found is None:
            return tag[0]
        end = place = found.end()
    return tag[0][:end]


def flatten(markup: str) -> str:
    """Take the tags off all that stands deeper than anyone can see, block by block a line break; no letter goes.

    One pass over the markup: linear in its length.
    """
    pieces: list[str] = []
    place = depth = hidden = 0
    for found in _PIECE.finditer(markup):
        if not hidden:
            pieces.append(markup[place : found.start()])
        place = found.end()
        tag = (found["tag"] or "").lower()
        if tag == "template":
            hidden = max(0, hidden + (-1 if found["close"] else 1))
        elif not hidden:
            pieces.append(_keep(found, tag, depth))
            depth = _step(found, tag, depth)
    if not hidden:
        pieces.append(markup[place:])
    return "".join(pieces)


def _keep(found: re.Match[str], tag: str, depth: int) -> str:
    deepest = depth + (not found["close"])
    if not tag or tag in _VOID or deepest <= MOST_DEEP:
        return found[0]
    return "<br><br>" if tag in _BLOCKS else ""


def _step(found: re.Match[str], tag: str, depth: int) -> int:
    if not tag or tag in _VOID or tag in _CLOSES_ITSELF:
        return depth
    return max(0, depth - 1) if found["close"] else depth + 1


def close_title(markup: str) -> str:
    """End a title that nobody ended where the first tag in it begins."""
    return _TITLE.sub(r"\1\2</title>", markup, count=1)
