"""Cuts what was taken out of a page: its markup as the tree has it and its text, both in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from mediawire.wire.markup import CELLS, PARAGRAPHS, TextWriter, write_text
from mediawire.wire.page_blocks import Block, PageText

_ROWS = frozenset("ul ol dl table tbody thead tfoot tr".split())
_OUTSIDE = frozenset("html body".split())
_PARTED = (PARAGRAPHS | CELLS) - _ROWS - _OUTSIDE


class Cut(NamedTuple):
    """The markup and the text that were taken, and the elements taken whole."""

    html: str
    text: str
    elements: tuple[etree._Element, ...]


def cut_out(page: etree._Element, text: PageText, taken: list[Block]) -> Cut:
    """Cut blocks out of a page: elements of which all text is taken come whole, others lose what was left out."""
    cutter = _Cutter(text, taken)
    cutter.cut(page)
    return Cut("".join(cutter.markup), "".join(cutter.writer.pieces), tuple(cutter.elements))


class _Cutter:
    """Goes down only where an element was taken in part."""

    def __init__(self, text: PageText, taken: list[Block]) -> None:
        self.spans = text.spans
        self.held = _count(text.blocks, text.slots)
        self.taken = _count(taken, text.slots)
        self.markup: list[str] = []
        self.writer = TextWriter()
        self.elements: list[etree._Element] = []

    def cut(self, root: etree._Element) -> None:
        """Cut from the root down, without recursion: pages may nest deeper than Python may."""
        stack = [self.walk(root)]
        while stack:
            inner = next(stack[-1], None)
            if inner is None:
                stack.pop()
            else:
                stack.append(self.walk(inner))

    def walk(self, element: etree._Element) -> Iterator[etree._Element]:
        """Write an element that was taken in part; yield the children of which the same is true."""
        slot = self.spans[element][0]
        self.start(element)
        if element.text:
            self.write(element.text, slot)
            slot += 1
        for child in element:
            first, end = self.spans.get(child, (slot, slot))
            taken, held = self.taken[end] - self.taken[first], self.held[end] - self.held[first]
            if taken and taken == held:
                self.take(child)
            elif taken:
                yield child
            elif held:
                self.part(element)
            elif child.tag == "br":
                self.markup.append("<br>")
                self.writer.break_line()
            slot = end
            if child.tail:
                self.write(child.tail, slot)
                slot += 1
        self.stop(element)

    def take(self, element: etree._Element) -> None:
        """Take an element whole."""
        self.elements.append(element)
        self.markup.append(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
        write_text(element, self.writer)

    def write(self, text: str, slot: int) -> None:
        """Write the text of one slot, if it was taken."""
        if self.taken[slot + 1] > self.taken[slot]:
            self.markup.append(escape(text, quote=False))
            self.writer.write(text)

    def start(self, element: etree._Element) -> None:
        """Write the start tag of an element that was taken in part."""
        if element.tag not in _OUTSIDE:
            self.writer.enter(str(element.tag))
            self.markup.append(_start_tag(element))

    def stop(self, element: etree._Element) -> None:
        """Write the end tag of an element; one that holds nothing so far is unwritten."""
        if element.tag in _OUTSIDE:
            return
        self.writer.close(str(element.tag))
        if self.markup[-1] == _start_tag(element):
            self.markup.pop()
        else:
            self.markup.append(f"</{element.tag!s}>")

    def part(self, element: etree._Element) -> None:
        """End an element and begin it anew where something in it was left out, so that no two runs grow together."""
        if element.tag in _PARTED and self.markup[-1] != _start_tag(element):
            self.stop(element)
            self.start(element)


def _start_tag(element: etree._Element) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    return f"<{element.tag!s}{attributes}>"


def _count(blocks: list[Block], slots: int) -> list[int]:
    """Return at each place how many slots before it belong to the blocks."""
    belongs = bytearray(slots)
    for block in blocks:
        belongs[block.first : block.end] = b"\1" * (block.end - block.first)
    return [0, *accumulate(belongs)]
