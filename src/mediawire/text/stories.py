"""What a news document is made of: its stories, with headline, byline, dateline, paragraphs, sentences, and the rest.

A document may hold several stories, and a page carries furniture around and between them. Nothing is changed and
nothing is lost: every character that is not white space belongs to exactly one story or one piece of furniture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mediawire.report import Span
from mediawire.text.blocks import Block, split_blocks
from mediawire.text.datelines import find_dateline, find_signature
from mediawire.text.furniture import Furniture, collect_furniture, label_blocks, mark_templates
from mediawire.text.headlines import find_byline, is_headline, is_plain_byline
from mediawire.text.sentences import find_sentences
from mediawire.text.story_heads import FEWEST_LEAD_WORDS, find_heads, has_dateline, is_prose

__all__ = ["Document", "Furniture", "Story", "read_document"]

_DATELINE_PARAGRAPHS = 2
"""An editor's note or a standfirst may stand before the paragraph with the dateline."""


_MOST_HEADING_WORDS = 60
"""Headline and sub-headlines run together: of 600 Urdu ones (COUNTER) the longest have about 50 words."""


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


def read_document(text: str, templates: Sequence[Span] = ()) -> Document:
    r"""Read a plain text as a news document.

    Any text is read, an empty one as a document without stories. A text of nothing but short lines is one story whose
    paragraphs they are: what cannot be told apart stays with the report. ``templates`` are pieces of the text known to
    stand on many pages of its outlet, sorted and apart: blocks made of them are furniture.

    >>> document = read_document("Mayor opens bridge\n\nThe mayor opened the new bridge on Monday, a year late.")
    >>> document.stories[0].headline.of(document.text)
    'Mayor opens bridge'
    """
    blocks = split_blocks(text)
    kinds = label_blocks(blocks)
    if templates:
        mark_templates(blocks, kinds, templates)
    if blocks and None not in kinds:
        kinds = _keep_something(blocks, kinds)
    heads = find_heads(blocks, kinds)
    stories = []
    for place, head in enumerate(heads):
        until = heads[place + 1] if place + 1 < len(heads) else len(blocks)
        own = [i for i in range(head, until) if kinds[i] is None]
        if own:
            stories.append(_build_story(text, blocks, own))
    return Document(text, tuple(stories), collect_furniture(blocks, kinds))


def _keep_something(blocks: Sequence[Block], kinds: list[str | None]) -> list[str | None]:
    """Give the report back the longest block, if it is prose, where all looks like furniture."""
    longest = max(range(len(blocks)), key=lambda i: blocks[i].words)
    if blocks[longest].words >= FEWEST_LEAD_WORDS:
        return [None if i == longest else kind for i, kind in enumerate(kinds)]
    return kinds


def _build_story(text: str, blocks: Sequence[Block], own: Sequence[int]) -> Story:
    headline, byline, body = _split_head(blocks, own)
    dateline = None
    paragraphs = []
    sentences: list[Span] = []
    for i in body:
        block = blocks[i]
        paragraphs.append(Span(block.start, block.end))
        if dateline is None and len(paragraphs) <= _DATELINE_PARAGRAPHS:
            signature = find_signature(text, block.start, block.end)
            byline = byline or signature
            dateline = find_dateline(text, signature.end + 1 if signature else block.start, block.end)
        floor = dateline.end if dateline else 0
        sentences.extend(find_sentences(text, block.start, block.end, floor))
    span = Span(blocks[own[0]].start, blocks[own[-1]].end)
    return Story(span, headline, byline, dateline, tuple(paragraphs), tuple(sentences), _find_parts(blocks, own))


def _split_head(blocks: Sequence[Block], own: Sequence[int]) -> tuple[Span | None, Span | None, list[int]]:
    """Take the headline and the byline from the short blocks before the first prose; the rest is body."""
    prose = next((place for place, i in enumerate(own) if is_prose(blocks[i])), 0)
    lifted = not prose and len(own) > 1 and _stands_above(blocks[own[0]], blocks[own[1]])
    prose = 1 if lifted else prose
    headline = byline = None
    body = []
    for place, i in enumerate(own):
        block = blocks[i]
        if (
            place < prose + 2
            and byline is None
            and (headline or is_plain_byline(block))
            and (found := find_byline(block))
        ):
            byline = found
        elif place < prose and headline is None and (lifted or is_headline(block)) and not has_dateline(block):
            headline = Span(block.start, block.end)
        else:
            body.append(i)
    if not body and headline is not None:
        body = [i for i in own if blocks[i].start == headline.start]
        headline = None
    return headline, byline, body


def _stands_above(first: Block, second: Block) -> bool:
    """Tell whether a first block is a headline all the same: long, as in Urdu papers, or above a text without prose."""
    if first.text[0] in "([-*–—•" or first.text[-1] in ":,;)]" or first.words > _MOST_HEADING_WORDS:
        return False
    if has_dateline(second):
        return not has_dateline(first)
    if first.closed or has_dateline(first):
        return False
    if not second.closed or not is_prose(first):
        return second.closed
    cased = first.text.upper() != first.text.lower()
    return not cased and second.words > first.words


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
