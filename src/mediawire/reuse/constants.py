"""Every constant that a comparison rests on, in one place. They are printed with each result.

Each group says on which named data it was fitted and by which command. None was set by hand on one example.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class AlignmentConstants:
    """Where equal words begin to mean something: fitted on planted copies by ``python -m bench.passages --fit``.

    The kernels take these in when they are compiled: after a change, remove their ``__pycache__``.
    """

    seed_words: int = 3
    least_equal_words: int = 8
    candidates: int = 16
    reach_words: int = 6
    drop_words: int = 10
    join_words: int = 12
    join_even_words: int = 30
    edge_words: int = 6


ALIGNMENT = AlignmentConstants()


@dataclass(frozen=True, slots=True)
class ParaphraseConstants:
    """When two pieces say the same in other words: fitted on half of PAN 2013 by ``python -m bench.fit_paraphrase``."""

    shortest_unit_words: int = 3
    longest_unit_words: int = 30
    unseen_units: float = 10.0
    common_units: int = 64
    seeds_per_unit: int = 4
    seed_agreement: float = 0.30
    price: float = 0.25
    jump: float = 0.5
    reach: int = 6
    shaving: float = 3.0
    chance_agreement: float = 0.30
    least_evidence: float = 12.0
    least_words: int = 25
    band_chance_agreement: float = 0.25
    band_box_evidence: float = 4.0
    band_box_words: int = 120
    band_gap_words: int = 40
    band_boxes: int = 2
    band_evidence: float = 15.0
    band_words: int = 50
    band_scatter: float = 1.5
    band_highest_agreement: float = 0.8
    band_whole: float = 0.5
    edited_share: float = 0.8
    echo_agreement: float = 0.40


PARAPHRASE = ParaphraseConstants()


def as_dict() -> dict[str, dict[str, float]]:
    """Return all constants by group, to be printed with a result."""
    groups = {"alignment": ALIGNMENT, "paraphrase": PARAPHRASE}
    return {name: asdict(group) for name, group in groups.items()}
