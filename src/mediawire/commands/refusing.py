"""How a batch went, told to a person in a few lines: what was refused and why, and where it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediawire.commands.shell import complain

if TYPE_CHECKING:
    from mediawire.corpus.refused import Refusals


def tell_refused(refused: Refusals) -> None:
    """Say what was refused, name the first, and say what was taken all the same but should be known of."""
    if refused.reasons:
        complain(refused.describe())
        for line in refused.named:
            complain(f"refused: {line}")
        if len(refused) > len(refused.named):
            complain(f"refused: and {len(refused) - len(refused.named):,} more")
    for what, number in sorted(refused.notes.items()):
        complain(f"taken, but note: {number:,} {what}")


def number_of(number: int, noun: str) -> str:
    """Count things: ``1 report``, ``2,000 reports``."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
