"""What a news document is made of: its stories, each with headline, byline, dateline, paragraphs and sentences, and the rest.

A document may hold several stories, and a page carries furniture around and between them. Nothing is changed and nothing
is lost: every character that is not white space belongs to exactly one story or one piece of furniture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from mediawire.report import Span
from mediawire.text.blocks import Block, split_blocks
from mediawire.text.datelines import find_dateline
from mediawire.text.furniture import Furniture, collect_furniture, label_blocks
from mediawire.text.headlines import find_byline, is_headline, is_section
from mediawire.text.sentences import find_sentences

__all__ = ["Document", "Furniture", "Story", "read_document"]

_FEWEST_LEAD_WORDS = 12
_FEWEST_STORY_WORDS = 6
"""Words of a headline that may begin a second story: sub-headings are shorter."""

_ECHO = 0.34
"""The share of a second headline's words that its lead says again."""


@dataclass(frozen=True, slots=True)
class Story:
    """A self-contained piece of a document.

    ``span`` runs from its first character to its last. Where furniture stands inside a story ("Advertisement" between
    two paragraphs), ``parts`` are the pieces that are the story; elsewhere ``parts`` is the span alone. ``paragraphs``
    are the body, without headline and byline line; the dateline is inside the first of them. ``sentences`` are those of
    the body, in order, each inside one paragraph.
    """

    span: Span
    headline: Span | None
    byline: Span | None
    dateline: Span | None
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    parts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its stories and its furniture, each in order; the stories' parts and the furniture never overlap."""

    text: str
    stories: tuple[Story, ...]
    furniture: tuple[Furniture, ...]


def read_document(text: str) -> Document:
    """Read a plain text as a news document.

    Any text is read, an empty one as a document without stories. A text of nothing but short lines is one story whose
    paragraphs they are: what cannot be told apart stays with the report.

    >>> document = read_document("Mayor opens bridge\\n\\nThe mayor opened the new bridge on Monday, a year late.")
    >>> document.stories[0].headline.of(document.text)
    'Mayor opens bridge'
    """
    blocks = split_blocks(text)
    kinds = label_blocks(blocks)
    if blocks and all(kind is not None for kind in kinds):
        kinds = _keep_something(blocks, kinds)
    heads = _find_heads(blocks, kinds)
    stories = []
    for place, head in enumerate(heads):
        until = heads[place + 1] if place + 1 < len(heads) else len(blocks)
        own = [i for i in range(head, until) if kinds[i] is None]
        if own:
            stories.append(_build_story(text, blocks, own))
    return Document(text, tuple(stories), collect_furniture(blocks, kinds))


def _keep_something(blocks: Sequence[Block], kinds: list[str | None]) -> list[str | None]:
    """A text that looks like furniture through and through is left so, unless prose is in it."""
    longest = max(range(len(blocks)), key=lambda i: blocks[i].words)
    if blocks[longest].words >= _FEWEST_LEAD_WORDS and kinds[longest] == "teasers":
        return [None if i == longest else kind for i, kind in enumerate(kinds)]
    return kinds


def _find_heads(blocks: Sequence[Block], kinds: list[str | None]) -> list[int]:
    """Find the block with which each story begins; label the section lines above the headlines on the way."""
    free = [i for i, kind in enumerate(kinds) if kind is None]
    if not free:
        return []
    _label_sections(blocks, kinds, free)
    free = [i for i in free if kinds[i] is None]
    heads = free[:1]
    usual_gap = median_low([blocks[i].gap for i in free[1:]] or [1])
    prose_since = False
    for place, i in enumerate(free):
        block = blocks[i]
        if prose_since and _begins_story(blocks, kinds, free, place, usual_gap):
            heads.append(i)
            prose_since = False
        prose_since = prose_since or _is_prose(block)
    return heads


def _label_sections(blocks: Sequence[Block], kinds: list[str | None], free: Sequence[int]) -> None:
    """Label the section lines that stand above a headline, at the head of the page or of a later story."""
    for place, i in enumerate(free[:-1]):
        following = blocks[free[place + 1]]
        if blocks[i].words <= 8 and is_section(blocks[i]) and (is_headline(following) and following.words > 2):
            kinds[i] = "section"


def _is_prose(block: Block) -> bool:
    return block.words >= _FEWEST_LEAD_WORDS and (block.closed or not is_headline(block))


def _begins_story(
    blocks: Sequence[Block], kinds: Sequence[str | None], free: Sequence[int], place: int, usual_gap: int
) -> bool:
    """Tell whether the block begins another story, and is no sub-heading: by what stands around it and what follows."""
    block = blocks[free[place]]
    parted = free[place] > 0 and kinds[free[place] - 1] == "separator"
    if not is_headline(block):
        return parted and find_dateline(block.text, 0, len(block.text)) is not None
    lead, has_byline = _find_lead(blocks, free, place + 1)
    if lead is None:
        return False
    if block.words >= 3 and (has_byline or find_dateline(lead.text, 0, len(lead.text)) is not None):
        return True
    if parted and block.words >= 3:
        return True
    if block.words < _FEWEST_STORY_WORDS or block.closed:
        return False
    echo = _echo(block, lead)
    wide = block.gap > usual_gap and block.gap > lead.gap
    return echo >= _ECHO or wide and echo > 0


def _find_lead(blocks: Sequence[Block], free: Sequence[int], place: int) -> tuple[Block | None, bool]:
    """Find the prose that follows a headline, and whether a byline stands between; None where titles follow on."""
    has_byline = False
    for i in free[place : place + 3]:
        if _is_prose(blocks[i]):
            return blocks[i], has_byline
        if find_byline(blocks[i]) is None:
            return None, False
        has_byline = True
    return None, False


def _echo(headline: Block, lead: Block) -> float:
    """Return the share of the headline's long words that the lead says again."""
    words = _long_words(headline.text)
    return len(words & _long_words(lead.text[:1000])) / max(4, len(words))


def _long_words(piece: str) -> set[str]:
    """Return the words of four letters and more, cut to their stems' length; pairs of characters without spaces."""
    words = {word.strip("\"'“”‘’«»().,:;?!").casefold()[:6] for word in piece.split()}
    if not piece.isascii() and any("\u3040" <= mark <= "\u9fff" for mark in piece):
        return {piece[i : i + 2] for i in range(len(piece) - 1)}
    return {word for word in words if len(word) > 3}


def _build_story(text: str, blocks: Sequence[Block], own: Sequence[int]) -> Story:
    headline, byline, body = _split_head(blocks, own)
    dateline = None
    paragraphs = []
    sentences: list[Span] = []
    for i in body:
        block = blocks[i]
        paragraphs.append(Span(block.start, block.end))
        if dateline is None and len(paragraphs) <= 2:
            dateline = find_dateline(text, block.start, block.end)
        floor = dateline.end if dateline else 0
        sentences.extend(find_sentences(text, block.start, block.end, floor))
    span = Span(blocks[own[0]].start, blocks[own[-1]].end)
    return Story(span, headline, byline, dateline, tuple(paragraphs), tuple(sentences), _find_parts(blocks, own))


def _split_head(blocks: Sequence[Block], own: Sequence[int]) -> tuple[Span | None, Span | None, list[int]]:
    """Take the headline and the byline from the short blocks before the first prose; the rest is body."""
    prose = next((place for place, i in enumerate(own) if _is_prose(blocks[i])), 0)
    headline = byline = None
    body = []
    for place, i in enumerate(own):
        block = blocks[i]
        if place < prose + 2 and byline is None and (found := find_byline(block)):
            byline = found
        elif place < prose and headline is None and is_headline(block):
            headline = Span(block.start, block.end)
        else:
            body.append(i)
    if not body and headline is not None:
        body = [i for i in own if blocks[i].start == headline.start]
        headline = None
    return headline, byline, body


def _find_parts(blocks: Sequence[Block], own: Sequence[int]) -> tuple[Span, ...]:
    """Join the blocks of a story that follow each other; furniture between them parts them."""
    parts: list[Span] = []
    before = -2
    for i in own:
        if i == before + 1:
            parts[-1] = Span(parts[-1].start, blocks[i].end)
        else:
            parts.append(Span(blocks[i].start, blocks[i].end))
        before = i
    return tuple(parts)
