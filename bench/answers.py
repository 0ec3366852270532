"""Scores the answers to planted queries: who was found, who was named without reason, and what an answer cost."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.reports import Query
from bench.truth import KINDS, load_truth

LEAST_SHARED = 40
"""Code points of a common source that make two texts related, as the scorer of pairs has it."""
FIRST = 10


class Answer(NamedTuple):
    """The ids an answer names, the best first, and the seconds it took."""

    ids: list[str]
    cpu_seconds: float
    wall_seconds: float


@dataclass(frozen=True, slots=True)
class AnswerScore:
    """How well queries were answered; shares are 0 to 1, times are of one query.

    ``kinds``       share of the sources of each kind that were named
    ``precision``   share of the first ten names, over all answers, that are related to the query
    ``unrelated``   share of the queries taken from nothing that were answered
    """

    kinds: dict[str, float]
    precision: float
    unrelated: float
    cpu_ms: float
    cpu_p99_ms: float
    p50_ms: float
    p99_ms: float

    @property
    def mean(self) -> float:
        """Return the mean over the kinds."""
        return statistics.mean(self.kinds.values())


def score_answers(folder: Path, queries: Sequence[Query], answers: Sequence[Answer]) -> AnswerScore:
    """Score the answers to the queries of a planted corpus."""
    hits: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    related: list[bool] = []
    silent: list[bool] = []
    for query, answer in zip(queries, answers, strict=True):
        if query.kind == "none":
            silent.append(not answer.ids)
        else:
            hits[query.kind] += [source in answer.ids for source in query.gold]
            related += [is_related(folder, query, int(name)) for name in answer.ids[:FIRST]]
    spent = sorted(answer.cpu_seconds for answer in answers)
    walls = sorted(answer.wall_seconds for answer in answers)
    return AnswerScore(
        {kind: statistics.mean(found) for kind, found in hits.items()},
        statistics.mean(related) if related else 0.0,
        1 - statistics.mean(silent),
        1e3 * statistics.mean(spent),
        1e3 * spent[int(0.99 * len(spent))],
        1e3 * walls[len(walls) // 2],
        1e3 * walls[int(0.99 * len(walls))],
    )


def is_related(folder: Path, query: Query, report: int) -> bool:
    """Tell whether a report and a query hold 40 code points or more of the same passage of one source."""
    held = load_truth(folder).iv.get(report, {})
    for source, spans in query.gold.items():
        shared = sum(
            max(0, min(end, until) - max(start, since))
            for start, end, *_ in spans
            for since, until in held.get(int(source), [(0, 1 << 30)] if report == int(source) else ())
        )
        if shared >= LEAST_SHARED:
            return True
    return False


def read_answers(path: Path) -> list[Answer]:
    """Read the answers that a process wrote."""
    return [Answer(*row) for row in json.loads(path.read_text(encoding="utf-8"))]
