"""Widens the blocks of links to the edges of the paragraphs that they nearly fill."""

from __future__ import annotations

import numpy as np

from mediawire.reuse import family_kernels
from mediawire.reuse import paragraph_kernels as kernels
from mediawire.reuse.constants import FAMILY
from mediawire.reuse.links import Links
from mediawire.reuse.portions import Portion


def widen(links: Links, portion: Portion) -> Links:
    """Return the links of a portion with blocks that reach to where both their paragraphs begin or end.

    A paragraph that was rewritten begins or ends with words that no alignment finds; it was taken over all the same.
    Only where much is shared: around a quotation stand the words of the one who quotes.
    """
    words = portion.words
    smaller = np.minimum(portion.sizes[links.a], portion.sizes[links.b])
    equal = family_kernels.sum_equal(links.block_offsets, links.blocks, smaller)
    begins = np.zeros(len(words.starts), np.uint8)
    kernels.mark_lines(portion.data, portion.bounds, words.starts, words.offsets, begins)
    blocks = links.blocks.copy()
    strong = equal >= FAMILY.containment * smaller
    kernels.reach_edges(links.a, links.b, strong, links.block_offsets, blocks, words.offsets, begins)
    return Links(links.a, links.b, links.block_offsets, blocks)
