"""The article's own text from any news page: what belongs to it is taken, the page around it is left out and listed.

The page is read as blocks of text (`page_blocks`); what can be seen of each (`page_block_features`) is weighed by
fitted tables (`page_body_weights`), first alone and then beside its neighbours and within its containers; what is
likely enough is cut out of the tree (`page_cut`). Nothing of a source is known by name, and no text is changed.
"""

from __future__ import annotations

from lxml import etree

from mediawire.report import Body
from mediawire.wire.document import Document
from mediawire.wire.page_blocks import MOST_BLOCKS, Block, list_blocks
from mediawire.wire.page_body_model import PageBody
from mediawire.wire.page_body_weights import LEAST_LIKELY, MODEL
from mediawire.wire.page_claims import PageClaims, read_claims
from mediawire.wire.page_cut import cut_out
from mediawire.wire.page_judges import PageWeights, judge_blocks
from mediawire.wire.page_left_out import count_letters, list_left_out
from mediawire.wire.reading import LeftOut

LEAST_DOUBTED = 0.2
"""Where nothing on a page is likely enough, what is not this unlikely is taken; its certainty says what it is worth."""
PARAGRAPH_LETTERS = 150
"""The body has begun with a block of more letters than this; a headline stands above it."""
_HEADS = frozenset(("h2", "h3"))


def take_page_body(page: etree._Element, document: Document, model: PageWeights = MODEL) -> PageBody:
    """Take the text of the article out of a page, with its markup, and list what was left out.

    ``page`` is the root that `mediawire.wire.markup.parse_markup` gives, ``document`` what it was parsed from. The page
    is not changed. The headline above the body is no part of it. ``model`` is for measuring alone.
    """
    text = list_blocks(page)
    beyond = text.blocks[MOST_BLOCKS:]
    del text.blocks[MOST_BLOCKS:]
    claims = read_claims(page)
    likely = judge_blocks(text, claims, model)
    chances = zip(text.blocks, likely.tolist(), strict=True)
    least = LEAST_LIKELY if likely.max(initial=0) >= LEAST_LIKELY else LEAST_DOUBTED
    chosen = [(block, chance) for block, chance in chances if chance >= least]
    chosen = _drop_headline(chosen, claims)
    taken = [block for block, _ in chosen]
    kept = set(map(id, taken))
    left = [block for block in text.blocks if id(block) not in kept]
    text.blocks += beyond
    cut = cut_out(page, text, taken)
    left_out = list_left_out(left) + _list_beyond(beyond)
    return PageBody(Body(cut.text, document.data, cut.html), left_out, _certainty(chosen), cut.elements)


def _drop_headline(chosen: list[tuple[Block, float]], claims: PageClaims) -> list[tuple[Block, float]]:
    """Drop the headline that stands above the body: it is received apart from it."""
    place = next((place for place, (block, _) in enumerate(chosen) if len(block.text) > PARAGRAPH_LETTERS), len(chosen))
    above = [one for one in chosen[:place] if not _is_headline(one[0], claims)]
    return above + chosen[place:]


def _is_headline(block: Block, claims: PageClaims) -> bool:
    return block.container.tag == "h1" or (block.container.tag in _HEADS and claims.is_title(block.text))


def _certainty(chosen: list[tuple[Block, float]]) -> float:
    """Return the mean likelihood of what was taken, weighed by its letters; 0 where nothing was."""
    letters = sum(len(block.text) for block, _ in chosen)
    return sum(len(block.text) * chance for block, chance in chosen) / letters if letters else 0.0


def _list_beyond(blocks: list[Block]) -> tuple[LeftOut, ...]:
    if not blocks:
        return ()
    letters = sum(count_letters(block.text) for block in blocks)
    return (LeftOut(f"more than {MOST_BLOCKS:,} blocks", letters, blocks[0].text[:80]),)
