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
        odds = self.first.score(rows, LEAST_ODDS)
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
    names = _Names(words)
    rows = []
    for block in blocks:
        container = block.container
        total, own = names.weigh(container)
        near, level = own, container.parent
        for _ in range(_NEAR_LEVELS - 1):
            if level is not None:
                near += names.weigh(level)[1]
                level = level.parent
        rows.append((total, own, near, sum([words.get(word, 0.0) for word in list_text_words(block.text)])))
    return np.array(rows, np.float64)


class _Names:
    """Weighs the names of containers: each once, whatever number of blocks stands in it."""

    def __init__(self, words: dict[str, float]) -> None:
        self.words = words
        self.known: dict[int, tuple[float, float]] = {}
        self.same: dict[tuple[str, str, str], float] = {}

    def weigh(self, container: Container) -> tuple[float, float]:
        """Return the weight of all names from the page down to a container, and of its own."""
        path: list[Container] = []
        level: Container | None = container
        while level is not None and id(level) not in self.known:
            path.append(level)
            level = level.parent
        total = self.known[id(level)][0] if level is not None else 0.0
        for one in reversed(path):
            own = self.weigh_names(one)
            total += own
            self.known[id(one)] = total, own
        return self.known[id(container)]

    def weigh_names(self, container: Container) -> float:
        """Return the weight of a container's own names; many on a page bear the same."""
        key = container.tag, container.classes, container.identifier
        own = self.same.get(key)
        if own is None:
            own = self.same[key] = sum([self.words.get(name, 0.0) for name in list_names(container)])
        return own


def list_names(container: Container) -> tuple[str, ...]:
    """Return the words in the names of a container; the page itself has none."""
    if container.parent is None:
        return ()
    return list_name_words(container.tag, container.classes, container.identifier)


def name_levels(container: Container) -> Iterator[tuple[str, ...]]:
    """Yield the words in the names of a container and of each around it, the nearest first."""
    level: Container | None = container
    while level is not None:
        yield list_names(level)
        level = level.parent


def read_weights(table: dict[str, Any]) -> PageWeights:
    """Read one model as the fitting command writes it."""
    return PageWeights(table["words"], read_trees(table["first"]), read_trees(table["second"]))
