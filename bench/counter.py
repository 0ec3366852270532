"""How well wholly, partially and not derived reports are told apart, measured on COUNTER: ``python -m bench.counter``.

300 Urdu pairs of an agency's report and a newspaper's (the even half of Sharjeel, Nawab and Rayson, "COUNTER: corpus of
Urdu news text reuse", 2017). The figure is F1 weighted by class size, by ten-fold cross-validation repeated with ten
seeds; two classes are WD and PD against ND. Nothing in the figures knows Urdu. The row "through compare" is what the
product says of all pairs, with the shipped weights and what the passages add; the weights were fitted on these pairs.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import numpy as np

from bench.data import counter
from bench.fit_verdict import (
    SEEDS,
    Score,
    cross_validate,
    fit_derivation,
    measure_all,
    score,
    tell_derivation,
    tell_scores,
)
from mediawire.reuse.comparison import compare
from mediawire.reuse.constants import VERDICT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from mediawire.reuse.verdict import Verdict

CLASSES = ("ND", "PD", "WD")
ASKED = {"classes_f1": 0.76, "two_f1": 0.85}
PUBLISHED = {"classes_f1": 0.727, "two_f1": 0.811}


def load() -> tuple[list[tuple[str, str]], NDArray[np.int64]]:
    """Return the bodies of all pairs, and their classes: 0 ND, 1 PD, 2 WD."""
    cases = list(counter())
    pairs = [(case.original.body, case.copy.body) for case in cases]
    return pairs, np.array([CLASSES.index(case.derivation) for case in cases])


def judge_all(pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
    """Return what the product says of each pair of bodies."""
    return [compare(original, copy).verdict for original, copy in pairs]


def score_verdicts(verdicts: Sequence[Verdict], classes: NDArray[np.int64]) -> Score:
    """Score the derivations that the product tells."""
    told = np.array([("none", "partially", "wholly").index(verdict.derivation) for verdict in verdicts])
    return score(classes, told, told > 0)


def main() -> None:
    """Print the figures beside what is asked."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    pairs, classes = load()
    measures = measure_all(pairs)
    scores = cross_validate(measures, classes, fit_derivation, tell_derivation)
    shipped = [tell_derivation(each, VERDICT) for each in measures]
    fitted = score(classes, np.array([told for told, _ in shipped]), np.array([derived for _, derived in shipped]))
    through = score_verdicts(judge_all(pairs), classes)
    print(f"COUNTER, even half: {len(pairs)} pairs, ten folds, seeds {SEEDS.start} to {SEEDS.stop - 1}, weighted F1")
    for name, field in (("3 classes", "classes_f1"), ("2 classes", "two_f1")):
        print(
            f"{name}  {tell_scores(scores, field)}   asked {ASKED[field]:.2f}   published {PUBLISHED[field]:.3f}   "
            f"as shipped, on what it was fitted on {getattr(fitted, field):.3f}"
        )
        print(f"{name}  through compare {getattr(through, field):.3f}")


if __name__ == "__main__":
    main()
