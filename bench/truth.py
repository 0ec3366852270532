"""Scores pairs of reports against what was planted, by the scorer that stands beside the generator.

The scorer is loaded from the tools folder when first asked, and is no part of this repository.
"""

from __future__ import annotations

import runpy
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.archives import tools_folder

KINDS = ("republish", "light_edit", "rewrite", "ocr", "merge2", "partial", "quote")
SHORT = ("repub", "light", "rewr", "ocr", "merge", "part", "quote")


@dataclass(frozen=True, slots=True)
class PairScore:
    """How well a set of pairs agrees with what was planted; all but ``pairs`` are 0 to 1."""

    pairs: int
    precision: float
    all_pairs: float
    mean: float
    kinds: dict[str, float]

    def row(self) -> str:
        """Return the figures in a line, in the order of HEAD."""
        kinds = " ".join(f"{self.kinds.get(kind, 0):6.3f}" for kind in KINDS)
        return f"{self.precision:6.3f} {self.all_pairs:6.3f} {self.mean:6.3f} {kinds}"


HEAD = " ".join(f"{name:>6}" for name in ("prec.", "all", "mean", *SHORT))


@cache
def load_truth(folder: Path) -> Any:
    """Load the scorer with the gold of a planted corpus; DataMissing where the tools are not."""
    return runpy.run_path(str(tools_folder() / "planted" / "truth.py"))["Truth"](str(folder))


def score_pairs(folder: Path, pairs: Iterable[tuple[int, int]]) -> PairScore:
    """Score pairs of numbers of reports; a pair may come in either order, and twice."""
    figures = load_truth(folder).score(pairs)
    return PairScore(
        figures["pairs"], figures["precision"], figures["recall_all_pairs"], figures["recall_mean"], figures["recall"]
    )
