"""A page as the blocks of text that a reader sees, each with the elements that it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from mediawire.wire.markup import CELLS, NOT_TEXT, PARAGRAPHS
from mediawire.wire.page_words import MARKS, told_by_names, told_by_tag

BLOCKS = PARAGRAPHS | CELLS | frozenset("html template select button textarea video audio object canvas".split())
MOST_BLOCKS = 20_000
"""A page of more blocks than this is no article; what comes after them is refused in one piece."""
_KNOWN = BLOCKS | NOT_TEXT | {"a", "br", "b", "strong"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER = -99
_IS_HIDDEN = MARKS.index("hidden")


@dataclass(slots=True)
class Container:
    """A block-level element: how deep it stands, and in which blocks (``first`` to ``end``) its text stands.

    ``marks`` holds for each mark of `MARKS` the depth of the nearest element at or above this one that bears it.
    """

    element: etree._Element
    tag: str
    parent: Container | None
    depth: int
    marks: list[int]
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
    walk = _Walk(page)
    spans, starts = walk.page.spans, [0]
    for event, element in etree.iterwalk(page, events=("start", "end", "comment", "pi")):
        if event == "start":
            starts.append(walk.slot)
            tag = element.tag
            if tag in _KNOWN:
                walk.open(element, tag)
            if (text := element.text) and not walk.hidden:
                walk.read(text)
            continue
        if event == "end":
            if (tag := element.tag) in _KNOWN:
                walk.close(tag)
            spans[element] = starts.pop(), walk.slot
        if (tail := element.tail) and not walk.hidden and element is not page:
            walk.read(tail)
    return walk.end()


class _Walk:
    """Walks a page once, in the order of its text."""

    def __init__(self, root: etree._Element) -> None:
        self.page = PageText()
        self.container = Container(root, "", None, 0, [_NEVER] * len(MARKS), 0)
        self.slot = self.first = 0
        self.pieces: list[str] = []
        self.hidden = self.linked = self.strong = self.links = self.link_letters = self.strong_letters = 0
        self.breaks = 0

    def open(self, element: etree._Element, tag: str) -> None:
        """Enter an element that parts blocks, hides, or says something of its letters."""
        if tag in NOT_TEXT:
            self.hidden += 1
        elif tag in BLOCKS:
            self.flush()
            self.enter(element, tag)
        elif tag == "a":
            self.linked += 1
            self.links += 1
        elif tag == "br":
            self.break_line()
        else:
            self.strong += 1

    def close(self, tag: str) -> None:
        """Leave such an element."""
        if tag in NOT_TEXT:
            self.hidden -= 1
        elif tag in BLOCKS:
            self.flush()
            self.container.end = len(self.page.blocks)
            self.container = self.container.parent or self.container
        elif tag == "a":
            self.linked -= 1
        elif tag != "br":
            self.strong -= 1

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
        attributes = element.attrib
        marks, depth = outer.marks, outer.depth + 1
        classes = identifier = ""
        if attributes:
            classes, identifier = attributes.get("class", ""), attributes.get("id", "")
        hits = told_by_names(tag, classes, identifier) if classes or identifier else told_by_tag(tag)
        if attributes and ("hidden" in attributes or _HIDDEN.search(attributes.get("style", ""))):
            hits = (*hits, _IS_HIDDEN)
        if hits:
            marks = marks.copy()
            for hit in hits:
                marks[hit] = depth
        first = len(self.page.blocks)
        self.container = Container(element, tag, outer, depth, marks, first, -1, classes, identifier)
        self.page.containers.append(self.container)

    def read(self, text: str) -> None:
        """Read the text of one slot."""
        self.slot += 1
        self.pieces.append(text)
        if text.isspace():
            return
        self.breaks = 0
        if self.linked:
            self.link_letters += len(text.strip())
        if self.strong:
            self.strong_letters += len(text.strip())

    def flush(self) -> None:
        """End the block here, if anything stands in it."""
        if self.first == self.slot:
            self.links = 0
            return
        text = " ".join("".join(self.pieces).split())
        if text:
            counts = self.link_letters, self.links, self.strong_letters
            self.page.blocks.append(Block(text, self.container, self.first, self.slot, *counts))
        self.pieces.clear()
        self.links = self.link_letters = self.strong_letters = 0
        self.first = self.slot

    def end(self) -> PageText:
        """End the page."""
        self.flush()
        self.container.end = len(self.page.blocks)
        self.page.slots = self.slot
        return self.page
