"""Headlines, bylines and paragraphs that are the same word for word, and too short to be found as blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from mediawire.reuse.passages import Side
from mediawire.reuse.shape import Shape, Words
from mediawire.reuse.stretches import Run, Stretch


def match_units(original: Side, copy: Side, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Match units that no stretch has touched: of the same kind and the same words, the first with the first."""
    waiting: dict[tuple[str, bytes], list[Words]] = {}
    for unit, kind in _free_units(original.shape, [stretch.original for stretch in stretches]):
        waiting.setdefault((kind, _words_of(original, unit)), []).append(unit)
    for units in waiting.values():
        units.reverse()
    found = []
    for unit, kind in _free_units(copy.shape, [stretch.copy for stretch in stretches]):
        if units := waiting.get((kind, _words_of(copy, unit)), []):
            source = units.pop()
            found.append(Stretch(source, unit, (Run(source.start, unit.start, unit.end - unit.start),)))
    return found


def _free_units(shape: Shape, taken: Iterable[Words]) -> Iterator[tuple[Words, str]]:
    """Yield the units of the report, not its furniture, in which no word is taken, with their kinds."""
    ordered = sorted(taken)
    for unit, kind in zip(shape.units, shape.kinds, strict=True):
        at = bisect_left(ordered, unit.end, key=lambda words: words.start)
        is_free = at == 0 or ordered[at - 1].end <= unit.start
        if is_free and kind != "furniture":
            yield unit, kind


def _words_of(side: Side, unit: Words) -> bytes:
    return side.tokens.ids[unit.start : unit.end].tobytes()
