"""Scores detections of reused passages against the truth, as the PAN text alignment tasks of 2012 to 2014 did.

Potthast, Stein, Barrón-Cedeño and Rosso, "An Evaluation Framework for Plagiarism Detection", COLING 2010, section 3,
in the macro-averaged form of the tasks' evaluator. A detection and a true case meet where their passages overlap on
both sides at once; what counts then is code points, of the copy and of the original together.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import fsum, log2
from typing import NamedTuple, TypeVar

from bench.data import Case
from mediawire.report import Span

Pair = TypeVar("Pair", bound=Hashable)


class Score(NamedTuple):
    """How well passages were found; each figure is 1 where all is right.

    precision     mean over detections of the share that is truly reused
    recall        mean over true cases of the share that was found
    granularity   mean over the cases found of how many detections each is in, 1 or more
    """

    precision: float
    recall: float
    granularity: float

    @property
    def plagdet(self) -> float:
        """Return the harmonic mean of precision and recall, lowered where cases were found in pieces."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total / log2(1 + self.granularity) if total else 0.0


def score(truth: Mapping[Pair, Sequence[Case]], found: Mapping[Pair, Sequence[Case]]) -> Score:
    """Score what was found in pairs of texts against what is true of them; a pair that is not named has no cases.

    The same case twice counts once. Nothing true and nothing found is perfect; where only one of them is empty,
    precision and recall are both 0.
    """
    if not any(truth.values()) and not any(found.values()):
        return Score(1.0, 1.0, 1.0)
    met = [count_met(case, found.get(pair, ())) for pair, cases in truth.items() for case in set(cases)]
    return Score(
        precision=_mean(share(case, truth.get(pair, ())) for pair, cases in found.items() for case in set(cases)),
        recall=_mean(share(case, found.get(pair, ())) for pair, cases in truth.items() for case in set(cases)),
        granularity=_mean(count for count in met if count) or 1.0,
    )


def share(case: Case, others: Iterable[Case]) -> float:
    """Return the share of a case, of both its passages together, that the others which meet it cover."""
    met = [other for other in others if meets(case, other)]
    size = sum(span.end - span.start for span in case)
    if not met or not size:
        return 0.0
    covered = covered_length(case.copy, (other.copy for other in met))
    return (covered + covered_length(case.original, (other.original for other in met))) / size


def count_met(case: Case, others: Iterable[Case]) -> int:
    """Count the others that meet a case, each once."""
    return sum(meets(case, other) for other in set(others))


def meets(one: Case, other: Case) -> bool:
    """Tell whether two cases overlap on both sides, in the copy and in the original."""
    return one.copy.overlap(other.copy) > 0 and one.original.overlap(other.original) > 0


def covered_length(span: Span, others: Iterable[Span]) -> int:
    """Count the code points of a span that lie in one or more of the others."""
    total, reached = 0, span.start
    for start, end in sorted(others):
        start, end = max(start, reached), min(end, span.end)
        if end > start:
            total, reached = total + end - start, end
    return total


def _mean(values: Iterable[float]) -> float:
    """Return the mean, and 0 of nothing; the sum is exact, so that the order of the cases does not matter."""
    kept = list(values)
    return fsum(kept) / len(kept) if kept else 0.0
