"""Links: pairs of reports that share passages, as verified by alignment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mediawire.reuse import family_kernels as kernels

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Pairs of reports, and the blocks in which the two run alike.

    ``a``, ``b``       (k,) int32      rows of a table of reports; never the same, and each pair once
    ``block_offsets``  (k + 1,) int64  link i has blocks[block_offsets[i] : block_offsets[i + 1]]
    ``blocks``         (n, 5) int32    words of a and of b, half-open; equal words
    """

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    block_offsets: NDArray[np.int64]
    blocks: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.a)

    def ranked(self, rank: NDArray[np.int32]) -> Links:
        """Return the same links with other numbers for the reports, in the order of these, the smaller number first."""
        a, b = rank[self.a], rank[self.b]
        order = np.argsort((np.minimum(a, b).astype(np.int64) << 32) | np.maximum(a, b), kind="stable")
        lengths = np.diff(self.block_offsets)[order]
        offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        blocks = np.empty((len(self.blocks), 5), np.int32)
        kernels.arrange_blocks(order, a > b, self.block_offsets, self.blocks, offsets, blocks)
        return Links(np.minimum(a, b)[order], np.maximum(a, b)[order], offsets, blocks)
