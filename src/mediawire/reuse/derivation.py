"""How likely it is that a copy derives from an original, wholly or in part, and how deeply it was rewritten.

Logistic steps on few figures, fitted on reports and answers that people had judged (``python -m bench.fit_verdict``).
Each step asks whether the text is at least so much derived, and has weights of its own: on COUNTER that is worth .02
of F1 over one slope for all borders.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, log1p
from typing import Literal, NamedTuple

from mediawire.reuse.constants import VERDICT, VerdictConstants
from mediawire.reuse.measures import Measures

Derivation = Literal["wholly", "partially", "none"]
Depth = Literal["near copy", "light rewrite", "heavy rewrite", "own words"]

SURE = 0.99
"""What a rule without a fitted probability may claim, and no more."""


class Likelihood(NamedTuple):
    """How likely each derivation is, adding up to 1, and the rule that said so, with its figures."""

    none: float
    partially: float
    wholly: float
    rule: str

    @property
    def ranked(self) -> list[tuple[float, Derivation]]:
        """Return the derivations with their probabilities, the likeliest first."""
        named: list[tuple[float, Derivation]] = [
            (self.wholly, "wholly"),
            (self.partially, "partially"),
            (self.none, "none"),
        ]
        return sorted(named, key=_probability, reverse=True)


def weigh_derivation(measures: Measures, constants: VerdictConstants = VERDICT) -> Likelihood:
    """Say how likely a copy derives wholly, partially or not at all.

    Three rules, in this order: what hardly stands together in one place of the original has nothing from it; a copy
    that runs on with it for longer than any phrase or title in common derives from it; else the fitted steps decide.
    """
    is_phrase = measures.longest_run < constants.no_common_phrase_letters
    if is_phrase and measures.together < constants.least_together:
        rule = f"so little stands together in one place: {measures.together:.2f} < {constants.least_together}"
        return _as_likelihood(1 - SURE, 0.0, rule)
    figures = derivation_figures(measures, constants)
    derived, wholly = step(constants.derived, figures), step(constants.wholly, figures)
    told = f"{figures_of(measures)}: derived {derived:.2f}, wholly {wholly:.2f}"
    if measures.long_runs >= constants.wholly_in_long_runs:
        rule = f"{measures.long_runs:.2f} of the copy in long runs; {told}"
        return _as_likelihood(max(derived, (1 + SURE) / 2), max(wholly, SURE), rule)
    if is_phrase:
        return _as_likelihood(derived, wholly, told)
    return _as_likelihood(max(derived, constants.sure_of_copying), wholly, f"no common phrase is so long; {told}")


def weigh_depth(measures: Measures, constants: VerdictConstants = VERDICT) -> dict[Depth, float]:
    """Say how likely each depth of rewriting is: Clough and Stevenson's near copy, light and heavy revision, none."""
    first, second, third = depth_steps(measures, constants)
    second, third = min(first, second), min(first, second, third)
    return {
        "own words": 1 - first,
        "heavy rewrite": first - second,
        "light rewrite": second - third,
        "near copy": third,
    }


def depth_steps(measures: Measures, constants: VerdictConstants = VERDICT) -> tuple[float, float, float]:
    """Return how likely a text is at least a heavy rewrite, at least a light one, and a near copy."""
    first, second, third = constants.depths
    manner = manner_figures(measures, constants)
    return step(first, evidence_figures(measures, constants)), step(second, manner), step(third, manner)


def derivation_figures(measures: Measures, constants: VerdictConstants) -> tuple[float, ...]:
    """Return what the steps of the derivation weigh: the share beyond chance as log-odds, and the longest run.

    At the same share a longer run tells of a common quotation or statement, and speaks against derivation.
    """
    return _log_odds(measures.beyond_chance, constants.beyond_smoothing), log1p(measures.longest_run)


def evidence_figures(measures: Measures, constants: VerdictConstants) -> tuple[float, ...]:
    """Return what the first step of the depth weighs."""
    return *derivation_figures(measures, constants), measures.weakest


def manner_figures(measures: Measures, constants: VerdictConstants) -> tuple[float, ...]:
    """Return what the other steps of the depth weigh."""
    return (
        _log_odds(measures.share, constants.share_smoothing),
        log1p(measures.longest_run),
        measures.weakest,
        measures.share_five,
        measures.unevenness,
    )


def figures_of(measures: Measures) -> str:
    """Name the figures of the derivation with their values."""
    return f"share beyond chance {measures.beyond_chance:.2f}, longest run {measures.longest_run} letters"


def step(weights: Sequence[float], figures: Sequence[float]) -> float:
    """Return the probability of one logistic step: the bias first, then a weight for each figure."""
    total = weights[0] + sum(weight * figure for weight, figure in zip(weights[1:], figures, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def _log_odds(share: float, smoothing: float) -> float:
    return log((share + smoothing) / (1 + smoothing - share))


def _as_likelihood(derived: float, wholly: float, rule: str) -> Likelihood:
    wholly = min(derived, wholly)
    return Likelihood(1 - derived, derived - wholly, wholly, rule)


def _probability(entry: tuple[float, Derivation]) -> float:
    return entry[0]
