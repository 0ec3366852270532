"""Widens the blocks of links to the edges of the paragraphs that they nearly fill."""

from __future__ import annotations

import numpy as np

from mediawire.reuse import paragraph_kernels as kernels
from mediawire.reuse.links import Links
from mediawire.reuse.portions import Portion


def widen(links: Links, portion: Portion) -> Links:
    """Return the links of a portion with blocks that reach to where both their paragraphs begin or end.

    A paragraph that was rewritten begins or ends with words that no alignment finds; it was taken over all the same.
    """
    words = portion.words
    begins = np.zeros(len(words.starts), np.uint8)
    kernels.mark_lines(portion.data, portion.bounds, words.starts, words.offsets, begins)
    blocks = links.blocks.copy()
    kernels.reach_edges(links.a, links.b, links.block_offsets, blocks, words.offsets, begins)
    return Links(links.a, links.b, links.block_offsets, blocks)
