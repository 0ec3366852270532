"""What corresponds in two texts: word for word, edited, or in other words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from mediawire.report import Span
from mediawire.reuse.align import Blocks, find_blocks, list_edits
from mediawire.reuse.constants import ALIGNMENT
from mediawire.reuse.kernels import SEED
from mediawire.reuse.paraphrase import Correspondence, find_passages
from mediawire.reuse.passages import Side
from mediawire.reuse.restated import find_restated
from mediawire.reuse.reused import list_reuse
from mediawire.reuse.shape import Words
from mediawire.reuse.stretches import Stretch, hold_ends, make_stretches
from mediawire.reuse.units import match_units


class Alike(NamedTuple):
    """All that corresponds in two texts.

    ``stretches`` hold each word of either text once, in the order of the copy, each with its ``changes``; ``reuse``
    is the plain list of correspondences, as long as they can be made; ``echoes`` tells which sentence of the original
    is said again by words of the copy that are an insertion.
    """

    stretches: list[Stretch]
    changes: list[list[tuple[Span, Span]]]
    reuse: tuple[Correspondence, ...]
    echoes: dict[Words, Span]


def find_alike(original: Side, copy: Side) -> Alike:
    """Find what corresponds in two texts."""
    blocks = _find_blocks(original, copy)
    stretches = [
        hold_ends(stretch, original.tokens.ids, copy.tokens.ids)
        for stretch in make_stretches(blocks, original.shape, copy.shape)
    ]
    stretches += match_units(original, copy, stretches)
    passages = find_passages(original.tokens, copy.tokens, original.sentences, copy.sentences)
    reuse = list_reuse(passages, blocks, stretches, original.tokens, copy.tokens)
    restated, echoes = find_restated(original, copy, stretches, reuse)
    stretches = sorted(stretches + restated, key=lambda stretch: stretch.copy)
    return Alike(stretches, _list_changes(original, copy, stretches), reuse, echoes)


def _find_blocks(original: Side, copy: Side) -> Blocks:
    """Find the blocks; texts of the same words are one block however short, and short texts may have short blocks."""
    size = len(copy.tokens)
    if size and np.array_equal(original.tokens.ids, copy.tokens.ids):
        return Blocks(np.array([[0, size, 0, size, size, 0, 1]], np.int32), np.array([[0, 0, size]], np.int32))
    shorter = min(size, len(original.tokens))
    return find_blocks(original.tokens, copy.tokens, min(ALIGNMENT.least_equal_words, max(SEED, shorter // 4)))


def _list_changes(original: Side, copy: Side, stretches: Sequence[Stretch]) -> list[list[tuple[Span, Span]]]:
    """List the changes inside the runs of each stretch, word by word."""
    edits = list_edits(original.tokens, copy.tokens, [stretch.runs for stretch in stretches])
    return [[(Span(a, b), Span(c, d)) for a, b, c, d in rows] for rows in edits]
