"""Sentences of the copy that say a sentence of the original again in other words.

Where that sentence of the original stands nowhere else in the copy, both make a stretch, marked as weaker evidence;
where it does, the copy says it twice, and the new sentence is an insertion that echoes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from mediawire.report import Span
from mediawire.reuse.paraphrase import Correspondence, find_echoes
from mediawire.reuse.passages import Side
from mediawire.reuse.shape import Words
from mediawire.reuse.stretches import Run, Stretch

if TYPE_CHECKING:
    from numpy.typing import NDArray


def find_restated(
    original: Side, copy: Side, stretches: Sequence[Stretch], reuse: Sequence[Correspondence]
) -> tuple[list[Stretch], dict[Words, Span]]:
    """Find what the copy says again in other words, outside the stretches already found.

    returns   the stretches of which that is all the copy has, and, for the words of each sentence that says again
              what the copy has anyway, the sentence of the original
    """
    used_original = _used(len(original.tokens), [stretch.original for stretch in stretches])
    used_copy = _used(len(copy.tokens), [stretch.copy for stretch in stretches])
    found: list[Stretch] = []
    echoes: dict[Words, Span] = {}
    asked = [words for words in copy.shape.sentences if not used_copy[words.start : words.end].any()]
    spans = [copy.span(words) for words in asked]
    echoed = find_echoes(original.tokens, copy.tokens, original.sentences, copy.sentences, spans)
    if not stretches and not reuse and 2 * sum(each is not None for each in echoed) < len(copy.shape.sentences):
        return [], {}  # two texts on one subject have a sentence in common now and then, and nothing else
    for words, echo in zip(asked, echoed, strict=True):
        if echo is None:
            continue
        source = original.tokens.within(echo.original)
        if used_original[source.start : source.stop].any():
            echoes[words] = echo.original
        else:
            found.append(_correspond(Words(source.start, source.stop), words, original, copy))
            used_original[source.start : source.stop] = True
        used_copy[words.start : words.end] = True
    for each in reuse:
        a = _longest_free(used_original, original.tokens.within(each.original))
        b = _longest_free(used_copy, copy.tokens.within(each.copy))
        if each.kind == "paraphrase" and _is_most_of(a, original, each.original) and _is_most_of(b, copy, each.copy):
            found.append(_correspond(a, b, original, copy))
            used_original[a.start : a.end] = used_copy[b.start : b.end] = True
    return found, echoes


def _correspond(a: Words, b: Words, original: Side, copy: Side) -> Stretch:
    """Make a stretch of two pieces that say the same; where the words are the same, too, they are a run after all."""
    alike = np.array_equal(original.tokens.ids[a.start : a.end], copy.tokens.ids[b.start : b.end])
    return Stretch(a, b, (Run(a.start, b.start, a.end - a.start),) if alike else ())


def _used(size: int, taken: Iterable[Words]) -> NDArray[np.bool_]:
    used = np.zeros(size, np.bool_)
    for words in taken:
        used[words.start : words.end] = True
    return used


def _longest_free(used: NDArray[np.bool_], words: range) -> Words:
    """Return the longest run of words not used; empty where all are."""
    busy = used[words.start : words.stop]
    edges = np.flatnonzero(np.concatenate(([True], busy, [True])))
    gaps = np.diff(edges)
    if not len(gaps) or gaps.max() == 1:
        return Words(words.start, words.start)
    at = int(gaps.argmax())
    return Words(words.start + int(edges[at]), words.start + int(edges[at + 1]) - 1)


def _is_most_of(words: Words, side: Side, span: Span) -> bool:
    whole = side.tokens.within(span)
    return 2 * (words.end - words.start) > len(whole)
