"""Fits the constants of reuse in other words on half the pairs of PAN 2013, and judges them by the other half.

``python -m bench.fit_paraphrase [--rounds N]``

Each constant in turn is tried at the values of a coarse grid, the others as they are, and keeps the value that is best
by more than a hair; so round by round, until nothing changes. What is raised is plagdet, the mean of the kinds and
that of all pairs counted alike, less the share of clean pairs in which something was found.

Chosen, not fitted: what bounds the time (``common_units``, ``seeds_per_unit``); ``shortest_unit_words``; and
``unseen_units``, which makes no difference here and was chosen on short texts (COUNTER, Clough and Stevenson). For
``edited_share`` and ``echo_agreement`` the limits below were chosen knowing which value each would give: the limit that
tells verbatim from reworded passages best gives 0.9, and one echo in 5,000 sentences gives 0.35. The hair was widened
from 0.0005 so that ``band_most_scatter`` stays at 20, where large texts have fewer summaries by chance; else it is 60.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from statistics import fmean
from typing import Any

from bench.pan13 import clean_alarms, corpus, echo_alarms, find_cases, halves, judge
from mediawire.reuse.constants import PARAPHRASE, ParaphraseConstants
from mediawire.reuse.paraphrase import find_passages

GRID: dict[str, tuple[Any, ...]] = {
    "longest_unit_words": (16, 20, 25, 30),
    "seed_agreement": (0.2, 0.25, 0.3, 0.35),
    "price": (0.2, 0.225, 0.25, 0.275, 0.3),
    "jump": (0.0, 0.5, 1.0, 2.0),
    "reach": (4, 5, 6, 8),
    "shaving": (2.0, 3.0, 4.0, 6.0),
    "chance_agreement": (0.25, 0.275, 0.3, 0.325, 0.35),
    "least_evidence": (10.0, 12.0, 14.0, 16.0, 20.0),
    "least_words": (20, 25, 30),
    "band_chance_agreement": (0.1, 0.15, 0.2, 0.25),
    "band_box_least_evidence": (1.0, 2.0, 3.0, 4.0),
    "band_box_most_evidence": (100.0, 150.0, 200.0, 300.0),
    "band_gap_words": (20, 30, 40, 60),
    "band_evidence": (6.0, 8.0, 10.0, 12.0, 16.0),
    "band_least_scatter": (1.0, 1.5, 2.0, 3.0),
    "band_most_scatter": (15.0, 20.0, 30.0, 60.0),
    "band_highest_agreement": (0.7, 0.8, 0.9),
    "band_whole": (0.25, 0.33, 0.5),
}
"""Coarse on purpose: what a finer grid finds is noise of the half it is fitted on."""

HAIR = 0.001
"""Less than this is noise of the half that is fitted on; see above on how it was set."""

EDITED_SHARES = (0.7, 0.75, 0.8, 0.85, 0.9)
ECHO_AGREEMENTS = (0.3, 0.35, 0.4, 0.45, 0.5)
MOST_EDITED = 1 / 20
"""How many shuffled or translated passages may be taken for edited ones."""

MOST_ECHOES = 1 / 20_000
"""How many sentences of unrelated news may be taken for an echo. Those of related news are more alike: be strict."""


def worth(numbers: Sequence[int], constants: ParaphraseConstants) -> float:
    """Say how good constants are on the pairs of those numbers."""
    found = find_cases(numbers, constants)
    alarms, clean = clean_alarms(found)
    scores = judge(found)
    kinds = fmean(figures.plagdet for kind, figures in scores.items() if kind != "all")
    return (kinds + scores["all"].plagdet) / 2 - alarms / clean


def fit(numbers: Sequence[int], constants: ParaphraseConstants, rounds: int) -> ParaphraseConstants:
    """Return the constants that are best on the pairs of those numbers, telling of each step."""
    best = worth(numbers, constants)
    for _ in range(rounds):
        before = constants
        for name, values in GRID.items():
            tried = [replace(constants, **{name: value}) for value in values if value != getattr(constants, name)]
            figures = [worth(numbers, candidate) for candidate in tried]
            if max(figures) > best + HAIR:
                best, constants = max(figures), tried[figures.index(max(figures))]
            print(f"{name:24}{getattr(constants, name):>8}  {best:.4f}", flush=True)
        if constants == before:
            break
    return constants


def fit_edited_share(numbers: Sequence[int], constants: ParaphraseConstants) -> float:
    """Return the lowest share of words in equal runs that shuffled and translated passages hardly ever reach."""
    for share in EDITED_SHARES:
        kinds = [*_reworded_kinds(numbers, replace(constants, edited_share=share))]
        if kinds.count("paraphrase") > (1 - MOST_EDITED) * len(kinds):
            return share
    return EDITED_SHARES[-1]


def _reworded_kinds(numbers: Sequence[int], constants: ParaphraseConstants) -> Iterator[str]:
    """Yield the kind of each passage found in pairs whose passages were shuffled or translated."""
    pairs, readings = corpus()
    for pair in (pairs[number] for number in numbers if pairs[number].kind in ("random", "translation")):
        original, copy = readings[pair.original_name], readings[pair.copy_name]
        for passage in find_passages(original.tokens, copy.tokens, original.sentences, copy.sentences, constants):
            yield passage.kind


def fit_echo_agreement(constants: ParaphraseConstants) -> float:
    """Return the lowest agreement at which unrelated news hardly ever echoes."""
    for agreement in ECHO_AGREEMENTS:
        echoes, sentences = echo_alarms(replace(constants, echo_agreement=agreement))
        if echoes < MOST_ECHOES * sentences:
            return agreement
    return ECHO_AGREEMENTS[-1]


def main() -> None:
    """Fit, and print the constants with the figures of both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often each constant is tried, at most")
    asked = parser.parse_args()
    fitted, other = halves(len(corpus().pairs))
    constants = fit(fitted, PARAPHRASE, asked.rounds)
    constants = replace(constants, edited_share=fit_edited_share(fitted, constants))
    constants = replace(constants, echo_agreement=fit_echo_agreement(constants))
    for field in fields(constants):
        print(f"    {field.name}: {field.type} = {getattr(constants, field.name)}")
    for name, numbers in (("fitted half", fitted), ("other half", other)):
        scores = judge(find_cases(numbers, constants))
        print(name, "  ".join(f"{kind} {figures.plagdet:.3f}" for kind, figures in scores.items()))


if __name__ == "__main__":
    main()
