"""A page as the blocks of text that a reader sees, each with the elements that it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from mediawire.wire.markup import CELLS, NOT_TEXT, PARAGRAPHS
from mediawire.wire.page_words import MARKS, told_by_names, told_by_tag

BLOCKS = PARAGRAPHS | CELLS | frozenset("html template select button textarea video audio object canvas".split())
MOST_BLOCKS = 20_000
"""A page of more blocks than this is no article; what comes after them is refused in one piece."""
_HIDES, _PARTS, _LINKS, _BREAKS, _STRONG, _SLANTED = range(1, 7)
_KINDS = {
    **dict.fromkeys(BLOCKS, _PARTS),
    **dict.fromkeys(NOT_TEXT, _HIDES),
    **dict.fromkeys(("b", "strong"), _STRONG),
    **dict.fromkeys(("i", "em"), _SLANTED),
    "a": _LINKS,
    "br": _BREAKS,
}
"""What a tag does to the blocks: most do nothing."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 250
"""Elements that stand deeper count as standing here: marks are bytes."""
_IS_HIDDEN = MARKS.index("hidden")


@dataclass(slots=True)
class Container:
    """A block-level element: how deep it stands, and in which blocks (``first`` to ``end``) its text stands.

    ``place`` is its own in `PageText.containers`. ``marks`` holds for each mark of `MARKS`, a byte each, the depth of
    the nearest element at or above this one that bears it; 0 where none does.
    """

    place: int
    tag: str
    parent: Container | None
    depth: int
    marks: bytes
    first: int
    end: int = -1
    classes: str = ""
    identifier: str = ""


@dataclass(slots=True)
class Block:
    """A run of text that no block-level element or blank line parts, as the slots ``first`` to ``end`` of its page."""

    text: str
    container: Container
    first: int
    end: int
    link_letters: int
    links: int
    strong_letters: int
    slanted_letters: int


@dataclass(slots=True)
class PageText:
    """All blocks of a page in order. A slot is one text of the tree: an element's first, or what follows an element.

    ``spans`` says of each element which slots stand in it.
    """

    blocks: list[Block] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    spans: dict[etree._Element, tuple[int, int]] = field(default_factory=dict)
    slots: int = 0


def list_blocks(page: etree._Element) -> PageText:
    """List the blocks of a page."""
    walk = _Walk()
    spans, starts = walk.page.spans, [0]
    opened, closed, read = walk.open, walk.close, walk.read
    kinds: dict[Any, int] = _KINDS
    for event, element in etree.iterwalk(page, events=("start", "end", "comment", "pi")):
        if event == "start":
            starts.append(walk.slot)
            if kind := kinds.get(tag := element.tag):
                opened(kind, element, tag)
            text = element.text
        else:
            if event == "end":
                if kind := kinds.get(element.tag):
                    closed(kind)
                spans[element] = starts.pop(), walk.slot
            text = element.tail if element is not page else None
        if text and not walk.hidden:
            read(text)
    return walk.end()


class _Walk:
    """Walks a page once, in the order of its text."""

    __slots__ = (
        "breaks container first hidden link_letters linked links page pieces slanted slanted_letters slot strong "
        "strong_letters"
    ).split()

    def __init__(self) -> None:
        self.container = Container(0, "", None, 0, bytes(len(MARKS)), 0)
        self.page = PageText(containers=[self.container])
        self.slot = self.first = self.breaks = 0
        self.pieces: list[str] = []
        self.hidden = self.linked = self.strong = self.slanted = 0
        self.links = self.link_letters = self.strong_letters = self.slanted_letters = 0

    def open(self, kind: int, element: etree._Element, tag: Any) -> None:
        """Enter an element that parts blocks, hides, or says something of its letters."""
        if kind == _PARTS:
            if self.first != self.slot:
                self.flush()
            self.links = 0
            self.enter(element, tag)
        elif kind == _LINKS:
            self.linked += 1
            self.links += 1
        elif kind == _HIDES:
            self.hidden += 1
        elif kind == _BREAKS:
            self.break_line()
        elif kind == _STRONG:
            self.strong += 1
        else:
            self.slanted += 1

    def close(self, kind: int) -> None:
        """Leave such an element."""
        if kind == _PARTS:
            if self.first != self.slot:
                self.flush()
            self.links = 0
            self.container.end = len(self.page.blocks)
            self.container = self.container.parent or self.container
        elif kind == _LINKS:
            self.linked -= 1
        elif kind == _HIDES:
            self.hidden -= 1
        elif kind == _STRONG:
            self.strong -= 1
        elif kind == _SLANTED:
            self.slanted -= 1

    def break_line(self) -> None:
        """Break the line; two breaks part blocks, as many pages part paragraphs."""
        self.breaks += 1
        if self.breaks == 2:
            self.flush()
        elif self.pieces:
            self.pieces.append("\n")

    def enter(self, element: etree._Element, tag: str) -> None:
        """Enter a container."""
        outer = self.container
        marks, depth = outer.marks, outer.depth + 1 if outer.depth < _DEEPEST else _DEEPEST
        get = element.get
        classes, identifier, style = get("class", ""), get("id", ""), get("style")
        hits = told_by_names(tag, classes, identifier) if classes or identifier else told_by_tag(tag)
        if (style and _HIDDEN.search(style)) or get("hidden") is not None:
            hits = (*hits, _IS_HIDDEN)
        if hits:
            changed = bytearray(marks)
            for hit in hits:
                changed[hit] = depth
            marks = bytes(changed)
        containers = self.page.containers
        first = len(self.page.blocks)
        self.container = Container(len(containers), tag, outer, depth, marks, first, -1, classes, identifier)
        containers.append(self.container)

    def read(self, text: str) -> None:
        """Read the text of one slot."""
        self.slot += 1
        if text.isspace():
            if self.pieces:
                self.pieces.append(" ")
            return
        self.pieces.append(text)
        self.breaks = 0
        if self.linked:
            self.link_letters += len(text.strip())
        if self.strong:
            self.strong_letters += len(text.strip())
        if self.slanted:
            self.slanted_letters += len(text.strip())

    def flush(self) -> None:
        """End the block here, if anything stands in it."""
        if self.pieces:
            text = " ".join("".join(self.pieces).split())
            counts = self.link_letters, self.links, self.strong_letters, self.slanted_letters
            self.page.blocks.append(Block(text, self.container, self.first, self.slot, *counts))
            self.link_letters = self.strong_letters = self.slanted_letters = 0
            self.pieces.clear()
        self.links = 0
        self.first = self.slot

    def end(self) -> PageText:
        """End the page."""
        self.flush()
        self.container.end = len(self.page.blocks)
        self.page.slots = self.slot
        return self.page
