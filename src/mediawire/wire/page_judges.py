"""How the blocks of a page are judged by fitted tables: words first, then trees, then trees that see the first.

Which tables, and on what they were fitted, `mediawire.wire.page_body_weights` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from mediawire.wire.page_block_context import see_context
from mediawire.wire.page_block_features import see_blocks
from mediawire.wire.page_block_layout import Layout, Numbers, lay_out
from mediawire.wire.page_blocks import Container, PageText
from mediawire.wire.page_claims import PageClaims
from mediawire.wire.page_trees import Trees, read_trees
from mediawire.wire.page_words import list_name_words, list_text_words

LEAST_ODDS = -3.0
"""A block that the first look gives less is not looked at again: under one in twenty."""
_NEAR_LEVELS = 3


@dataclass(frozen=True, slots=True)
class PageWeights:
    """One model: what words are worth, the trees of the first look, and those of the second, which sees the first's.

    ``names`` are words in the names of containers; ``begins`` are first words of short, middling and long blocks.
    """

    names: dict[str, float]
    begins: dict[str, dict[str, float]]
    first: Trees
    second: Trees

    def judge(self, page: PageText, layout: Layout, seen: Numbers) -> Numbers:
        """Return the log odds (n,) that each block belongs to the article; ``seen`` is what `see_blocks` gives."""
        rows = np.hstack([seen, see_words(page, layout, self.names, self.begins)])
        odds = self.first.score(rows, LEAST_ODDS)
        again = np.flatnonzero(odds > LEAST_ODDS)
        if again.size:
            odds[again] = self.second.score(np.hstack([see_context(layout, odds)[again], rows[again]]))
        return odds


def judge_blocks(page: PageText, claims: PageClaims, model: PageWeights) -> Numbers:
    """Return how likely each block of a page belongs to the article, (n,) from 0 to 1."""
    if not page.blocks:
        return np.zeros(0)
    layout = lay_out(page)
    odds = model.judge(page, layout, see_blocks(page, claims, layout))
    likely: Numbers = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return likely


def see_words(page: PageText, layout: Layout, names: dict[str, float], begins: dict[str, dict[str, float]]) -> Numbers:
    """Return (n, 4): what the names of all containers of a block, its own, its nearest and its first words weigh."""
    own = _weigh_names(page.containers, names)
    totals = [0.0]
    for container, weight in zip(page.containers[1:], own[1:], strict=True):
        totals.append(weight + (totals[container.parent.place] if container.parent else 0.0))
    weights = np.array(own)
    near = weights[layout.homes[:_NEAR_LEVELS]]
    texts = [_weigh_text(block.text, begins) for block in page.blocks]
    return np.array([np.array(totals)[layout.homes[0]], near[0], near.sum(axis=0), texts]).T


def _weigh_names(containers: list[Container], names: dict[str, float]) -> list[float]:
    """Return the weight of each container's own names, 0 where no text stands in it; many on a page bear the same."""
    known: dict[tuple[str, str, str], float] = {}
    weights = []
    for container in containers:
        if container.first == container.end:
            weights.append(0.0)
            continue
        key = container.tag, container.classes, container.identifier
        weight = known.get(key)
        if weight is None:
            weight = known[key] = sum([names.get(name, 0.0) for name in list_names(container)])
        weights.append(weight)
    return weights


def _weigh_text(text: str, begins: dict[str, dict[str, float]]) -> float:
    length, words = list_text_words(text)
    worth = begins[length]
    return sum([worth[word] for word in words if word in worth])


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
    return PageWeights(table["names"], table["begins"], read_trees(table["first"]), read_trees(table["second"]))
