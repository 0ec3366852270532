"""Every constant that a comparison rests on, in one place. They are printed with each result.

Each group says on which named data it was fitted and by which command. None was set by hand on one example.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlignmentConstants:
    """Where a run of equal words begins to mean something: fitted by ``python -m bench.passages --fit``."""

    least_equal_words: int = 5


ALIGNMENT = AlignmentConstants()
