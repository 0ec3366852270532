"""The shape of a text in words: its units (headline, byline, paragraphs, furniture) and its sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from mediawire.report import Span
from mediawire.text.furniture import Furniture
from mediawire.text.stories import Document
from mediawire.text.tokens import Tokens


class Words(NamedTuple):
    """Words of one text by their numbers, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the units and sentences of a text begin and end, in words: what stretches are cut by.

    ``units`` and ``sentences`` are in order and apart; ``kinds`` tells of each unit whether it is a "headline", a
    "byline", a "paragraph" or "furniture". ``borders`` are the words at which a text is parted whatever the other
    text does: where a headline, a story or furniture begins, and the unit behind it.
    """

    size: int
    units: tuple[Words, ...]
    kinds: tuple[str, ...]
    sentences: tuple[Words, ...]
    borders: tuple[int, ...]

    def unit_at(self, word: int) -> Words:
        """Return the unit in which a word stands; a word in none is a unit by itself."""
        return _holding(self.units, word) or Words(word, word + 1)

    def kind_at(self, word: int) -> str:
        """Return the kind of the unit in which a word stands; between units it is taken for a paragraph."""
        at = bisect_right(self.units, word, key=_start) - 1
        return self.kinds[at] if at >= 0 and word < self.units[at].end else "paragraph"

    @property
    def body_size(self) -> int:
        """Count the words of the paragraphs."""
        pairs = zip(self.units, self.kinds, strict=True)
        return sum(unit.end - unit.start for unit, kind in pairs if kind == "paragraph")

    def sentence_at(self, word: int) -> Words:
        """Return the sentence in which a word stands, or else its unit."""
        return _holding(self.sentences, word) or self.unit_at(word)

    def holds_sentence(self, words: Words) -> bool:
        """Tell whether a whole sentence stands in these words."""
        at = bisect_left(self.sentences, words.start, key=_start)
        return at < len(self.sentences) and self.sentences[at].end <= words.end


def shape_of(document: Document, tokens: Tokens) -> Shape:
    """Count a document's units and sentences in words; units without words are left out."""
    spans = sorted(_units_of(document))
    sentences = [sentence for story in document.stories for sentence in story.sentences]
    words = _in_words([span for span, _ in spans] + sentences, tokens)
    units = [(unit, kind) for unit, (_, kind) in zip(words, spans, strict=False) if unit.start < unit.end]
    return Shape(
        len(tokens),
        tuple(unit for unit, _ in units),
        tuple(kind for _, kind in units),
        tuple(each for each in words[len(spans) :] if each.start < each.end),
        tuple(_borders(units)),
    )


def _units_of(document: Document) -> list[tuple[Span, str]]:
    units = [(span, "furniture") for piece in document.furniture for span in _items_of(piece)]
    for story in document.stories:
        units += [(span, kind) for span, kind in ((story.headline, "headline"), (story.byline, "byline")) if span]
        units += [(span, "paragraph") for span in story.paragraphs]
    return units


def _items_of(piece: Furniture) -> list[Span]:
    """Return the items of a piece of furniture, and before them its heading."""
    starts = sorted({piece.span.start, *(item.start for item in piece.items)})
    return [Span(start, end) for start, end in pairwise([*starts, piece.span.end])]


def _in_words(spans: list[Span], tokens: Tokens) -> list[Words]:
    if not spans:
        return []
    places = [place for span in spans for place in span]  # numpy reads numbers ten times faster than pairs
    bounds = tokens.starts.searchsorted(np.array(places, np.int32)).tolist()
    return list(map(Words, bounds[::2], bounds[1::2]))


def _borders(units: list[tuple[Words, str]]) -> list[int]:
    kinds = ["", *(kind for _, kind in units)]
    return [unit.start for (unit, kind), before in zip(units, kinds, strict=False) if not kind == before == "paragraph"]


def _holding(pieces: tuple[Words, ...], word: int) -> Words | None:
    at = bisect_right(pieces, word, key=_start) - 1
    return pieces[at] if at >= 0 and word < pieces[at].end else None


def _start(words: Words) -> int:
    return words.start
