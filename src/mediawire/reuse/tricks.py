"""What was played on the letters of either text, so that a search finds nothing or a reader sees another word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from mediawire.report import Span
from mediawire.reuse.passages import Edit, Passage
from mediawire.reuse.reading import Reading
from mediawire.text.disguises import FEWEST_PLACES, PLACES_A_WORD, find_disguises
from mediawire.text.tokens import Trick

MISSPELT = "misspelt word"
_SHORTEST = 4
_WRITTEN_OTHERWISE = frozenset({"trick", "accent", "case", "typography"})
"""Classes of edits that leave the word what it was."""


def tell_tricks(original: Reading, copy: Reading, passages: Sequence[Passage]) -> list[dict[str, Any]]:
    """Count each kind of trick that was played in the original and in the copy, with all its places."""
    told = []
    for side, reading, other in (("original", original, copy), ("copy", copy, original)):
        tricks = [*reading.side.tokens.tricks, *find_disguises(reading.side.text, other.side.text)]
        if side == "copy":
            tricks += find_misspelt(passages, len(reading.side.tokens))
        told += describe_tricks(side, tricks)
    return told


def find_misspelt(passages: Iterable[Passage], words: int) -> tuple[Trick, ...]:
    """Find the words of a copy of ``words`` words that have a letter put wrong; told only where there are many.

    A change at the end of a word is another form of it, not a slip.
    """
    slips = tuple(Trick(MISSPELT, edit.copy) for passage in passages for edit in passage.edits if is_slip(edit))
    return slips if len(slips) >= max(FEWEST_PLACES, PLACES_A_WORD * words) else ()


def is_slip(edit: Edit) -> bool:
    """Tell whether a word was put for another that differs by two letters at most, not at its end."""
    if edit.edit_class in _WRITTEN_OTHERWISE:
        return False
    old, new = edit.from_.strip().casefold(), edit.to.strip().casefold()
    if min(len(old), len(new)) < _SHORTEST or abs(len(old) - len(new)) > 1 or not (old.isalnum() and new.isalnum()):
        return False
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if start is None:
        return False
    end = next((at for at, (a, b) in enumerate(zip(reversed(old), reversed(new), strict=False)) if a != b), 0)
    return max(len(old), len(new)) - start - end <= 2 and end > 0


def describe_tricks(side: str, tricks: Iterable[Trick]) -> list[dict[str, Any]]:
    """Count each kind of trick that was played in the original or the copy, with all its places."""
    kinds: dict[str, list[Span]] = {}
    for trick in tricks:
        kinds.setdefault(trick.kind, []).append(trick.span)
    return [
        {"kind": kind, "side": side, "count": len(spans), "spans": [list(span) for span in sorted(spans)]}
        for kind, spans in kinds.items()
    ]
