"""How the blocks of a page are judged by fitted tables: words first, then trees, then trees that see the first.

Which tables, and on what they were fitted, `mediawire.wire.page_body_weights` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mediawire.wire.page_block_context import Numbers, see_context
from mediawire.wire.page_block_features import see_blocks
from mediawire.wire.page_blocks import Block, Container, PageText
from mediawire.wire.page_claims import PageClaims
from mediawire.wire.page_trees import Trees, read_trees
from mediawire.wire.page_words import list_name_words, list_text_words

LEAST_ODDS = -3.0
"""A block that the first look gives less is not looked at again: under one in twenty."""
_NEAR_LEVELS = 3


@dataclass(frozen=True, slots=True)
class PageWeights:
    """One model: what words are worth, the trees of the first look, and those of the second, which sees the first's."""

    words: dict[str, float]
    first: Trees
    second: Trees

    def judge(self, blocks: list[Block], seen: Numbers) -> Numbers:
        """Return the log odds (n,) that each block belongs to the article; ``seen`` is what `see_blocks` gives."""
        rows = np.hstack([seen, see_words(blocks, self.words)])
        odds = self.first.score(rows)
        again = np.flatnonzero(odds > LEAST_ODDS)
        if again.size:
            judged = self.second.score(np.hstack([see_context(blocks, odds)[again], rows[again]]))
            odds[again] = judged
        return odds


def judge_blocks(page: PageText, claims: PageClaims, models: Sequence[PageWeights]) -> Numbers:
    """Return how likely each block of a page belongs to the article, (n,) from 0 to 1."""
    if not page.blocks:
        return np.zeros(0)
    seen = see_blocks(page, claims)
    odds = sum(model.judge(page.blocks, seen) for model in models) / len(models)
    likely: Numbers = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return likely


def see_words(blocks: list[Block], words: dict[str, float]) -> Numbers:
    """Return what the names of all containers of each block, its own, its nearest ones and its first words weigh."""
    sums: dict[int, tuple[float, float, float]] = {}
    rows = []
    for block in blocks:
        container = block.container
        key = id(container)
        if key not in sums:
            sums[key] = _weigh_names(container, words)
        rows.append((*sums[key], sum(words.get(word, 0.0) for word in list_text_words(block.text))))
    return np.array(rows, np.float64)


def _weigh_names(container: Container, words: dict[str, float]) -> tuple[float, float, float]:
    levels = [sum(words.get(name, 0.0) for name in names) for names in name_levels(container)]
    return sum(levels), levels[0] if levels else 0.0, sum(levels[:_NEAR_LEVELS])


def name_levels(container: Container) -> Iterator[tuple[str, ...]]:
    """Yield the words in the names of a container and of each around it, the nearest first."""
    level = container
    while level.parent is not None:
        attributes = level.element.attrib
        yield list_name_words(level.tag, attributes.get("class", ""), attributes.get("id", ""))
        level = level.parent


def read_weights(table: dict[str, Any]) -> PageWeights:
    """Read one model as the fitting command writes it."""
    return PageWeights(table["words"], read_trees(table["first"]), read_trees(table["second"]))
