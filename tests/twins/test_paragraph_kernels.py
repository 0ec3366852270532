"""The kernels that widen blocks to the edges of paragraphs, against slow twins."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.reuse.constants import ALIGNMENT
from mediawire.reuse.fingerprint import lay_out, scan_all
from mediawire.text.tokens import scan

KernelsOf = Callable[[str], ModuleType]


@given(st.lists(st.text(st.sampled_from("aé 日\n.")), max_size=4))
@settings(deadline=None, max_examples=50)
def test_lines_begin_behind_line_feeds(kernels_of: KernelsOf, texts: list[str]) -> None:
    """A word is the first of its line where nothing but a line feed and blanks stands before it."""
    kernels = kernels_of("mediawire.reuse.paragraph_kernels")
    data, bounds = lay_out(texts)
    words = scan_all(texts)
    begins = np.zeros(len(words.starts), np.uint8)

    kernels.mark_lines(data, bounds, words.starts, words.offsets, begins)

    expected = []
    for text in texts:
        end = None
        for start, stop in zip(*(places.tolist() for places in (scan(text).starts, scan(text).ends)), strict=True):
            expected.append(end is None or "\n" in text[end:start])
            end = stop
    assert begins.tolist() == expected


def test_a_block_reaches_the_edges_of_both_paragraphs(kernels_of: KernelsOf) -> None:
    """A block that ends two words before either paragraph's end is widened; one that ends far from it is not."""
    kernels = kernels_of("mediawire.reuse.paragraph_kernels")
    far = ALIGNMENT.edge_words + 1
    begins = np.zeros(80, np.uint8)
    begins[[0, 20, 40, 60]] = 1  # two reports of two paragraphs each, of 20 words
    blocks = np.array([[3, 18, 2, 18, 15], [20 + far, 40, 20 + far, 40, 13]], np.int32)
    offsets = np.array([0, 40, 80], np.int64)

    kernels.reach_edges(
        np.array([0], np.int32),
        np.array([1], np.int32),
        np.array([True]),
        np.array([0, 2], np.int64),
        blocks,
        offsets,
        begins,
    )

    assert blocks.tolist() == [[0, 20, 0, 20, 15], [20 + far, 40, 20 + far, 40, 13]]


def test_a_block_is_not_widened_over_another(kernels_of: KernelsOf) -> None:
    """Where another block has the words at the edge, or one side only is near it, the block stays."""
    kernels = kernels_of("mediawire.reuse.paragraph_kernels")
    begins = np.zeros(80, np.uint8)
    begins[[0, 40]] = 1
    blocks = np.array([[4, 20, 4, 20, 16], [0, 3, 30, 33, 3]], np.int32)

    kernels.reach_edges(
        np.array([0], np.int32), np.array([1], np.int32), np.array([True]), np.array([0, 2], np.int64), blocks,
        np.array([0, 40, 80], np.int64), begins,
    )  # fmt: skip

    assert blocks.tolist() == [[4, 20, 4, 20, 16], [0, 3, 30, 33, 3]]


def test_a_link_that_shares_little_is_not_widened(kernels_of: KernelsOf) -> None:
    """Around a quotation stand the words of the one who quotes."""
    kernels = kernels_of("mediawire.reuse.paragraph_kernels")
    begins = np.zeros(80, np.uint8)
    blocks = np.array([[3, 18, 2, 18, 15]], np.int32)

    kernels.reach_edges(
        np.array([0], np.int32), np.array([1], np.int32), np.array([False]), np.array([0, 1], np.int64), blocks,
        np.array([0, 40, 80], np.int64), begins,
    )  # fmt: skip

    assert blocks.tolist() == [[3, 18, 2, 18, 15]]
