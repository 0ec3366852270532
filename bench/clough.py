"""How well the depth of rewriting is told, measured on Clough and Stevenson's answers: ``python -m bench.clough``.

95 short answers to five questions, each written from an encyclopedia article in one of four ways (Clough and Stevenson,
"Developing a corpus of plagiarised short answers", 2011): near copy, light revision, heavy revision, or without it. As
the figures to beat were computed so, accuracy is printed beside F1 weighted by class size; ten-fold cross-validation
repeated with ten seeds. Two classes are any reuse against none.

The rows "through compare" are what the product says of all answers. Its derivation is fitted on COUNTER, where a fact
told by both counts as derived, and so calls own words on one subject derived more often than this set does; the kind
of copy also weighs the depth, and is a kind of reuse where it is neither "unrelated" nor "cannot tell".
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import numpy as np

from bench.counter import judge_all
from bench.data import clough
from bench.fit_verdict import SEEDS, Score, cross_validate, fit_depth, measure_all, score, tell_depth, tell_scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from mediawire.reuse.verdict import Verdict

CLASSES = ("non", "heavy", "light", "cut")
ASKED = {"classes": 0.78, "two": 0.96}
COMPUTED = {"classes": 0.747, "two": 0.947}


def load() -> tuple[list[tuple[str, str]], NDArray[np.int64]]:
    """Return all articles and answers, and the classes of the answers: 0 non, 1 heavy, 2 light, 3 cut."""
    answers = list(clough())
    pairs = [(answer.original, answer.copy) for answer in answers]
    return pairs, np.array([CLASSES.index(answer.category) for answer in answers])


def score_derivations(verdicts: Sequence[Verdict], classes: NDArray[np.int64]) -> Score:
    """Score by whether any derivation is told."""
    return _score_two([verdict.derivation != "none" for verdict in verdicts], classes)


def score_kinds(verdicts: Sequence[Verdict], classes: NDArray[np.int64]) -> Score:
    """Score by whether a kind of reuse is named."""
    return _score_two([verdict.class_ not in ("unrelated", "cannot tell") for verdict in verdicts], classes)


def _score_two(reused: Sequence[bool], classes: NDArray[np.int64]) -> Score:
    told = np.array(reused)
    return score((classes > 0).astype(np.int64), told.astype(np.int64), told)


def main() -> None:
    """Print the figures beside what is asked."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    pairs, classes = load()
    scores = cross_validate(measure_all(pairs), classes, fit_depth, tell_depth)
    print(f"Clough and Stevenson: {len(pairs)} answers, ten folds, seeds {SEEDS.start} to {SEEDS.stop - 1}")
    for name, field in (("4 classes", "classes"), ("2 classes", "two")):
        print(
            f"{name}  accuracy {tell_scores(scores, field + '_accuracy')}   F1 {tell_scores(scores, field + '_f1')}   "
            f"asked {ASKED[field]:.2f}   computed before {COMPUTED[field]:.3f}"
        )
    verdicts = judge_all(pairs)
    for name, through in (
        ("derivation", score_derivations(verdicts, classes)),
        ("kind of copy", score_kinds(verdicts, classes)),
    ):
        print(f"2 classes  through compare, by {name}: {through.two_accuracy:.3f}   F1 {through.two_f1:.3f}")


if __name__ == "__main__":
    main()
