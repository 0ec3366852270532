"""The article's own text from any news page: what belongs to it is taken, the page around it is left out and listed.

The page is read as blocks of text (`page_blocks`); what can be seen of each (`page_block_features`) is weighed by
fitted tables (`page_body_weights`), first alone and then beside its neighbours and within its containers; what is
likely enough is cut out of the tree (`page_cut`). Nothing of a source is known by name, and no text is changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from mediawire.report import Body
from mediawire.wire.document import Document
from mediawire.wire.page_blocks import MOST_BLOCKS, Block, list_blocks
from mediawire.wire.page_body_model import PageBody
from mediawire.wire.page_body_weights import LEAST_LIKELY, MODELS
from mediawire.wire.page_claims import read_claims
from mediawire.wire.page_cut import cut_out
from mediawire.wire.page_judges import PageWeights, judge_blocks
from mediawire.wire.page_left_out import list_left_out
from mediawire.wire.reading import LeftOut


def take_page_body(page: etree._Element, document: Document, models: Sequence[PageWeights] = MODELS) -> PageBody:
    """Take the text of the article out of a page, with its markup, and list what was left out.

    ``page`` is the root that `mediawire.wire.markup.parse_markup` gives, ``document`` what it was parsed from. The page
    is not changed. The headline is no part of the body where it stands above it. ``models`` is for measuring alone.
    """
    text = list_blocks(page)
    beyond = text.blocks[MOST_BLOCKS:]
    del text.blocks[MOST_BLOCKS:]
    likely = judge_blocks(text, read_claims(page), models)
    taken: list[Block] = []
    left: list[Block] = []
    for block, chance in zip(text.blocks, likely, strict=True):
        (taken if chance >= LEAST_LIKELY else left).append(block)
    text.blocks += beyond
    cut = cut_out(page, text, taken)
    left_out = list_left_out(left) + _list_beyond(beyond)
    return PageBody(Body(cut.text, document.data, cut.html), left_out, _certainty(text.blocks, likely), cut.elements)


def _certainty(blocks: list[Block], likely: Sequence[float]) -> float:
    """Return the mean likelihood of what was taken, weighed by its letters; 0 where nothing was."""
    taken = [
        (len(block.text), float(chance))
        for block, chance in zip(blocks, likely, strict=False)
        if chance >= LEAST_LIKELY
    ]
    letters = sum(length for length, _ in taken)
    return sum(length * chance for length, chance in taken) / letters if letters else 0.0


def _list_beyond(blocks: list[Block]) -> tuple[LeftOut, ...]:
    if not blocks:
        return ()
    letters = sum(sum(map(str.isalnum, block.text)) for block in blocks)
    return (LeftOut(f"more than {MOST_BLOCKS:,} blocks", letters, blocks[0].text[:80]),)
