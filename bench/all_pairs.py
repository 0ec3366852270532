"""Aligns every report of a sample with every other: what a corpus-wide job may not leave out to be fast.

It knows nothing of features, candidates, page noise or outlets; it is the comparison's own alignment of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numba
import numpy as np

from mediawire.reuse import kernels
from mediawire.reuse.constants import ALIGNMENT
from mediawire.text.tokens import scan

Numbers = np.ndarray[Any, Any]


def align_all(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Align every text, as the original, with every text after it, as its copy.

    returns   (n, n) int32 equal words, the original's row and the copy's column, 0 on and below the diagonal;
              (n,) int32 the words of each text
    """
    scanned = [scan(text).ids for text in texts]
    offsets = np.concatenate([[0], np.cumsum([ids.size for ids in scanned])]).astype(np.int64)
    equal = np.zeros((len(texts), len(texts)), np.int32)
    _align_all(np.concatenate(scanned), offsets, ALIGNMENT.least_equal_words, equal)
    return equal, np.diff(offsets).astype(np.int32)


@numba.njit(cache=True, nogil=True)
def _align_all(words: Numbers, offsets: Numbers, least: int, equal: Numbers) -> None:
    """Count the equal words of every pair; each original's seeds are filed once.

    words     (n,) uint64       the words' ids, text after text
    offsets   (m + 1,) int64    text i is words[offsets[i] : offsets[i + 1]]
    equal     (m, m) int32      written, all zeros before
    """
    longest = int(np.max(np.diff(offsets)))
    heads, links = np.empty(4 * longest + 4, np.int32), np.empty(longest + 1, np.int32)
    blocks = np.empty((longest // kernels.SEED + 8, kernels.BLOCK_COLUMNS), np.int32)
    runs = np.empty((longest + 8, kernels.RUN_COLUMNS), np.int32)
    scratch = np.empty((longest + 8, kernels.RUN_COLUMNS), np.int32)
    for one in range(offsets.size - 1):
        a = words[offsets[one] : offsets[one + 1]]
        if a.size < kernels.SEED:
            continue
        shift = kernels.index_seeds(a, a.size, heads, links)
        for other in range(one + 1, offsets.size - 1):
            b = words[offsets[other] : offsets[other + 1]]
            found, _ = kernels.walk_copy(a, a.size, b, b.size, heads, links, shift, least, blocks, runs, scratch)
            for block in range(found):
                equal[one, other] += blocks[block, kernels.EQUAL]
