"""Fits how the blocks of a page are weighed: ``python -m bench.fit_page_bodies`` writes the table that ships.

**What is right** of a block: of trafilatura's evaluation (990 pages), one that holds a wanted segment belongs to the
article and one that holds an unwanted segment does not; these weigh most. All its other blocks get the answer of
trafilatura, weighing little, and less where resiliparse answers otherwise. Of the pages of readability and newspaper4k
(153), a block belongs to the article if the expected text holds its letters.

**Three models**, each a linear one on words, trees on what is seen of a block, and trees on what the first say of its
neighbours: one is fitted on each half of the hosts, and measured on the other half; one, which ships, on all pages.
While a later step is fitted, what it sees of an earlier one comes from the other half's, so that it learns how that
does on hosts not seen.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from bench.archives import ROOT
from bench.page_sets import SegmentPage, TextPage, decoded, newspaper_pages, readability_pages, segment_pages
from mediawire.wire.markup import parse_markup
from mediawire.wire.page_block_context import see_context
from mediawire.wire.page_block_features import see_blocks
from mediawire.wire.page_block_layout import Layout, Numbers, lay_out
from mediawire.wire.page_blocks import Block, PageText, list_blocks
from mediawire.wire.page_claims import fold, read_claims
from mediawire.wire.page_judges import name_levels, see_words
from mediawire.wire.page_trees import read_trees
from mediawire.wire.page_words import list_text_words

Table = dict[str, Any]
Judge = Callable[[list[Block]], tuple[Numbers, Numbers]]
GOLD, AGREED, DOUBTED = 4.0, 0.5, 0.2
"""Weights of a block that people judged, one that both extractors judge alike, and one that they do not."""
SHORT_LETTERS, SHORT_WEIGHT = 25, 0.6
USUAL_BLOCKS = 120
"""Pages of more blocks than this weigh less a block."""
LEAST_HOSTS = 4
"""A word counts if so many hosts use it."""
LEAST_WORTH = 0.02
KEPT_SHARE = 0.7
"""Of the blocks that nobody judged, so many are fitted on, each weighing the more."""
FILE = ROOT / "src/mediawire/wire/page_body_weights.json"
HALVES = ROOT / "bench/page_body_halves.json"
LEAST_LIKELY = 0.55
FIRST = {"max_iter": 120, "max_leaf_nodes": 15}
SECOND = {"max_iter": 120, "max_leaf_nodes": 12}


@dataclass(slots=True)
class Example:
    """A page to fit on: its blocks, what is seen of them, what is right, and how much that weighs."""

    host: str
    half: int
    page: PageText
    layout: Layout
    seen: Numbers
    right: Numbers
    weights: Numbers
    words: Numbers = field(default_factory=lambda: np.zeros((0, 4)))
    odds: Numbers = field(default_factory=lambda: np.zeros(0))

    @property
    def first_rows(self) -> Numbers:
        """Return what the first look sees."""
        return np.hstack([self.seen, self.words])

    @property
    def second_rows(self) -> Numbers:
        """Return what the second look sees."""
        return np.hstack([see_context(self.layout, self.odds), self.seen, self.words])


def load_examples() -> Iterator[Example]:
    """Yield all pages to fit on."""
    for page in segment_pages():
        text = decoded(page.data)
        yield from _example(page.url, page.half, text, _judge_segments(page, text))
    for whole in (*readability_pages(), *newspaper_pages()):
        yield from _example(whole.name, whole.half, decoded(whole.data), _judge_text(whole))


def _example(address: str, half: int, text: str, judge: Judge) -> Iterator[Example]:
    root = parse_markup(text)
    page = list_blocks(root)
    if not page.blocks:
        return
    right, weights = judge(page.blocks)
    weights = weights * min(1.0, (USUAL_BLOCKS / len(page.blocks)) ** 0.5)
    host = re.sub(r"^https?://(?:www\.)?([^/]*).*", r"\1", address)
    layout = lay_out(page)
    yield Example(host, half, page, layout, see_blocks(page, read_claims(root), layout), right, weights)


def _judge_text(page: TextPage) -> Judge:
    expected = fold(page.text)

    def judge(blocks: list[Block]) -> tuple[Numbers, Numbers]:
        folded = [fold(block.text) for block in blocks]
        right = np.array([bool(one) and one in expected for one in folded], np.float64)
        return right, np.array([1.0 if len(one) >= SHORT_LETTERS else AGREED for one in folded])

    return judge


def _judge_segments(page: SegmentPage, text: str) -> Judge:
    first = fold(trafilatura.extract(page.data, include_comments=False) or "")
    second = fold(extract_plain_text(text, main_content=True, alt_texts=False))

    def judge(blocks: list[Block]) -> tuple[Numbers, Numbers]:
        folded = [fold(block.text) for block in blocks]
        right = np.array([bool(one) and one in first for one in folded], np.float64)
        agreed = right == np.array([bool(one) and one in second for one in folded])
        weights = np.where(agreed, AGREED, DOUBTED)
        weights *= np.where(np.array([len(one) for one in folded]) < SHORT_LETTERS, SHORT_WEIGHT, 1)
        for segment in page.wanted:
            _mark_wanted(fold(segment), folded, right, weights)
        for segment in page.unwanted:
            _mark_unwanted(" ".join(segment.split()), blocks, right, weights)
        return right, weights

    return judge


def _mark_wanted(segment: str, folded: list[str], right: Numbers, weights: Numbers) -> None:
    """Judge the blocks that hold a wanted segment or stand in it; of several, those that trafilatura takes."""
    hits = [
        place for place, one in enumerate(folded) if segment and (segment in one or (len(one) > 20 and one in segment))
    ]
    hits = [place for place in hits if right[place] == 1] or hits
    right[hits] = 1
    weights[hits] = GOLD / max(1, len(hits)) ** 0.5


def _mark_unwanted(segment: str, blocks: list[Block], right: Numbers, weights: Numbers) -> None:
    hits = [place for place, block in enumerate(blocks) if segment in block.text]
    for place in hits:
        if not (right[place] == 1 and weights[place] >= 1):
            right[place], weights[place] = 0, GOLD / len(hits) ** 0.5


def fit_words(examples: Sequence[Example]) -> Table:
    """Fit what each word is worth, in the names of containers and in the first words of a block."""
    counted = [[_count_words(block) for block in example.page.blocks] for example in examples]
    hosts: dict[str, set[str]] = defaultdict(set)
    for example, rows in zip(examples, counted, strict=True):
        for word in set().union(*rows):
            hosts[word].add(example.host)
    known = {word: place for place, word in enumerate(sorted(w for w, by in hosts.items() if len(by) >= LEAST_HOSTS))}
    entries = [
        [(known[word], count) for word, count in row.items() if word in known] for rows in counted for row in rows
    ]
    ends = np.cumsum([0, *map(len, entries)])
    flat = [entry for row in entries for entry in row]
    places, counts = [place for place, _ in flat], [float(count) for _, count in flat]
    matrix = csr_matrix((counts, places, ends), shape=(len(entries), len(known)))
    model = LogisticRegression(C=0.05, max_iter=40, tol=1e-3)
    model.fit(matrix, _stack(examples, "right"), sample_weight=_stack(examples, "weights"))
    worth = {word: round(float(model.coef_[0][place]), 3) for word, place in known.items()}
    return _part_words({word: value for word, value in worth.items() if abs(value) >= LEAST_WORTH})


def _part_words(worth: dict[str, float]) -> Table:
    """Part the words of names, which begin with a sign, from those of texts, which begin with a block's length."""
    begins: dict[str, dict[str, float]] = {"short": {}, "middling": {}, "long": {}}
    names = {}
    for word, value in worth.items():
        length, _, rest = word.partition(" ")
        if rest:
            begins[length][rest] = value
        else:
            names[word] = value
    return {"names": names, "begins": begins}


def _count_words(block: Block) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for names in name_levels(block.container):
        for name in names:
            counts[name] += 1
    length, words = list_text_words(block.text)
    for word in words:
        counts[f"{length} {word}"] += 1
    return counts


def fit_trees(examples: Sequence[Example], rows: str, size: dict[str, int]) -> Table:
    """Fit trees to what is right, and return them as a table."""
    weights = _stack(examples, "weights")
    chosen = (weights >= 0.9) | (np.random.default_rng(0).random(len(weights)) < KEPT_SHARE)
    raised = np.where(weights >= 0.9, weights, weights / KEPT_SHARE)
    model = HistGradientBoostingClassifier(
        **size, learning_rate=0.08, min_samples_leaf=30, l2_regularization=5.0, early_stopping=False, random_state=0
    )
    model.fit(_stack(examples, rows)[chosen], _stack(examples, "right")[chosen], sample_weight=raised[chosen])
    return list_trees(model)


def list_trees(model: Any) -> Table:
    """Write fitted trees as one list of nodes, the two that follow a node side by side."""
    nodes: list[list[float | int | None]] = []
    roots, depth = [], 0
    for (predictor,) in model._predictors:
        roots.append(len(nodes))
        depth = max(depth, int(predictor.nodes["depth"].max()))
        _list_nodes(predictor.nodes, nodes)
    return {"start": float(model._baseline_prediction.ravel()[0]), "depth": depth, "roots": roots, "nodes": nodes}


def _list_nodes(tree: Any, nodes: list[list[float | int | None]]) -> None:
    waiting = [(0, len(nodes))]
    nodes.append([])
    while waiting:
        source, target = waiting.pop()
        node = tree[source]
        if node["is_leaf"]:
            nodes[target] = [0, None, target, round(float(node["value"]), 5)]
            continue
        below = len(nodes)
        nodes[target] = [int(node["feature_idx"]), float(f"{node['num_threshold']:.7g}"), below, 0.0]
        nodes += [[], []]
        waiting += [(int(node["left"]), below), (int(node["right"]), below + 1)]


def _stack(examples: Sequence[Example], name: str) -> Numbers:
    stacked: Numbers = np.concatenate([getattr(example, name) for example in examples])
    return stacked


def fit_models(examples: Sequence[Example]) -> list[Table]:
    """Fit a model on each half, and one on all."""
    halves = [[example for example in examples if example.half == half] for half in (0, 1)]
    parts = (*halves, examples)
    words = [fit_words(part) for part in parts]
    for half, table in zip(halves, words[1::-1], strict=True):
        for example in half:
            example.words = see_words(example.page, example.layout, table["names"], table["begins"])
    first = [fit_trees(part, "first_rows", FIRST) for part in parts]
    for half, table in zip(halves, first[1::-1], strict=True):
        trees = read_trees(table)
        for example in half:
            example.odds = trees.score(example.first_rows)
    second = [fit_trees(part, "second_rows", SECOND) for part in parts]
    return [{**words[at], "first": first[at], "second": second[at]} for at in range(len(parts))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit all models; write the one that ships and those that are measured."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    examples = list(load_examples())
    about = f"{len(examples)} pages of trafilatura-eval, readability and newspaper4k"
    *halves, whole = fit_models(examples)
    _write(FILE, {"fitted_on": about, "least_likely": LEAST_LIKELY, "model": whole})
    _write(HALVES, {"fitted_on": f"{about}, halved by host", "halves": halves})
    print(f"{FILE}: {about}; measure with python -m bench.page_bodies")
    return 0


def _write(path: Path, table: Table) -> None:
    path.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
