"""Fits how the signs of a whole or a cut body are weighed: ``python -m bench.fit_completeness`` writes the table.

Fitted on the tuned half of the hosts of trafilatura's evaluation, with real pages of any length as whole ones and cut
copies of the longer ones (`bench.completeness`) as stumps; the other half is only measured. A weight starts from one
set by hand, is drawn to it where few pages show the sign, and never turns against what the sign says. A verdict is
*incomplete* below the score that `WHOLE_LOST` of the whole pages miss, and *complete* from the score on that
`WHOLE_KEPT` of them reach.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from lxml import etree
from scipy.optimize import minimize

from bench.archives import ROOT
from bench.completeness import KINDS, area, cut, whole_pages
from bench.page_golds import TRAFILATURA
from mediawire.wire.completeness import LENGTHS, PARAGRAPHS, see_signs
from mediawire.wire.document import Document
from mediawire.wire.markup import parse_markup
from mediawire.wire.page_body import take_page_body
from mediawire.wire.page_marks import gather_marks

FILE = ROOT / "src/mediawire/wire/completeness_weights.json"
WHOLE_LOST, WHOLE_KEPT = 0.01, 0.85
SHORTEST = 200
"""Letters of the shortest page that counts as a whole report."""
PULL = 0.02
"""How strongly a weight is drawn to the one set by hand, beside the mean loss of an example."""
BY_HAND = {
    "start": 1.0, "certainty": 1.5, "locked": -2.0, "metered": -0.8, "not free": -2.0, "not free, but shown": -0.4,
    "not free, and not shown": -2.8, "fewer words than counted": -3.6, "words as counted": 1.6, "data hold more": -3.2,
    "data hold as much": 1.2, "marked as walled": -0.6, "asks at the text": -2.4, "asks near a short text": -1.6,
    "asks near a text": -0.6, "cut off": -2.4, "paragraph cut off": -2.0, "no end of a sentence": -1.0,
    "short last line": -0.3, "only the teaser": -2.0, "too short for its time": -2.0, "as long as its time": 0.8,
    "summary": -2.4,
    "letters 0": -2.8, "letters 1": -1.6, "letters 2": -0.8, "letters 3": -0.4, "letters 4": 0.0, "letters 5": 0.4,
    "letters 6": 0.8, "paragraphs 0": -0.8, "paragraphs 1": -0.4, "paragraphs 2": 0.0, "paragraphs 3": 0.3,
}  # fmt: skip
_FREE = {
    "start",
    *(f"letters {n}" for n in range(len(LENGTHS) + 1)),
    *(f"paragraphs {n}" for n in range(len(PARAGRAPHS) + 1)),
}
NAMES = tuple(BY_HAND)


@dataclass(frozen=True, slots=True)
class Example:
    """A page as it was received: whole, or cut in one of the ways, and how often it shows each sign."""

    kind: str
    seen: tuple[float, ...]


def see(tree: etree._Element, url: str | None, kind: str) -> Example:
    """See a tree as a page that was received so."""
    markup = etree.tostring(tree, encoding="unicode", method="html")
    page = parse_markup(markup)
    taken = take_page_body(page, Document(markup.encode(), url))
    seen = dict.fromkeys(NAMES, 0.0) | {"start": 1.0, "certainty": taken.certainty - 0.5}
    for sign in see_signs(gather_marks(page, url), taken.body.text, taken.left_out):
        seen[sign.kind] += 1.0
    return Example(kind, tuple(seen.values()))


def examples(tuned: bool, limit: int) -> Iterator[Example]:
    """Yield whole pages of a half, and of the longer ones a stump of each kind."""
    for page, tree in islice(whole_pages(TRAFILATURA, tuned, least_letters=SHORTEST, least_elements=1), limit):
        yield see(tree, page.url, "whole")
    for page, tree in islice(whole_pages(TRAFILATURA, tuned), limit // 2):
        for kind in KINDS:
            yield see(cut(tree, page.url, kind), page.url, kind)


def fit(found: list[Example]) -> dict[str, float]:
    """Fit the weights: whole pages count twice as much as stumps, all in all."""
    seen = np.array([one.seen for one in found])
    whole = np.array([one.kind == "whole" for one in found])
    share = np.where(whole, 2 / 3 / whole.sum(), 1 / 3 / (~whole).sum())
    by_hand = np.array(list(BY_HAND.values()))

    def loss(weights: Any) -> tuple[float, Any]:
        logits = seen @ weights
        likely = 1 / (1 + np.exp(-logits))
        apart = weights - by_hand
        value = share @ np.logaddexp(0, np.where(whole, -logits, logits)) + PULL * apart @ apart / len(NAMES)
        return float(value), seen.T @ (share * (likely - whole)) + 2 * PULL * apart / len(NAMES)

    limits = [
        (None, None) if name in _FREE else (None, -0.05) if by < 0 else (0.05, None) for name, by in BY_HAND.items()
    ]
    fitted = minimize(loss, by_hand, jac=True, bounds=limits, method="L-BFGS-B").x
    return {name: round(float(weight), 3) for name, weight in zip(NAMES, fitted, strict=True)}


def scores(found: list[Example], weights: dict[str, float], kind: str) -> Any:
    """Return the scores of all examples of a kind."""
    seen = np.array([one.seen for one in found if one.kind == kind])
    return np.round(1 / (1 + np.exp(-seen @ np.array(list(weights.values())))), 3)


def rows(half: str, found: list[Example], weights: dict[str, float], low: float, high: float) -> Iterator[str]:
    """Say what the fitted weights do to a half."""
    whole = scores(found, weights, "whole")
    verdicts = f"incomplete {(whole < low).mean():.1%}, complete {(whole >= high).mean():.1%}"
    yield f"{half}: {len(whole)} whole pages, {verdicts}"
    for kind in KINDS:
        told = scores(found, weights, kind)
        verdicts = f"incomplete {(told < low).mean():.1%}, complete {(told >= high).mean():.1%}"
        yield f"{half}: {kind:8} AUC {area(list(whole), list(told)):.3f}, {verdicts}"


def main() -> None:
    """Fit on the tuned half, measure on both, and write the table where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=160, help="whole pages a half; half as many are cut")
    parser.add_argument("--write", action="store_true", help="write the table that ships")
    chosen = parser.parse_args()
    halves = {half: list(examples(half == "tuned", chosen.limit)) for half in ("tuned", "other")}
    weights = fit(halves["tuned"])
    whole = scores(halves["tuned"], weights, "whole")
    low, high = (round(float(np.quantile(whole, share)), 3) for share in (WHOLE_LOST, 1 - WHOLE_KEPT))
    for half, found in halves.items():
        for row in rows(half, found, weights, low, high):
            print(row)
    if chosen.write:
        said = f"{len(halves['tuned'])} whole and cut pages of {TRAFILATURA}, the half of the hosts for tuning"
        table = {"fitted_on": said, "incomplete_below": low, "complete_from": high, "weights": weights}
        FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
