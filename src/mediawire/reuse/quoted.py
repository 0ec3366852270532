"""What the copy did to each quotation: left it word for word, altered, re-attributed, dropped or inserted it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from mediawire.report import Span
from mediawire.reuse.passages import Passage, Side
from mediawire.text.quotations import Quotation

QuotationStatus = Literal["verbatim", "altered", "re-attributed", "dropped", "inserted"]


@dataclass(frozen=True, slots=True)
class QuotationChange:
    """One quotation of either text, and what became of it.

    ``speaker`` and ``speaker_span`` are those of the copy, or of the original where the copy does not quote it. Of a
    re-attributed quotation ``original_speaker`` tells who said it before. A quotation that only lost or gained its
    marks is dropped or inserted as a quotation, and has a place in both texts.
    """

    status: QuotationStatus
    speaker: str | None
    speaker_span: Span | None
    original: Span | None
    copy: Span | None
    original_speaker: str | None = None


def compare_quotations(
    original: Side,
    copy: Side,
    original_quotations: Sequence[Quotation],
    copy_quotations: Sequence[Quotation],
    passages: Sequence[Passage],
) -> tuple[QuotationChange, ...]:
    """List every quotation of both texts, those of the original first, each in the order of its text."""
    atlas = Atlas(passages)
    spoken = _Spoken(copy, copy_quotations)
    changes = []
    for quotation in original_quotations:
        facing = atlas.copy_of(quotation.content)
        words = _words(original, quotation.content)
        found = spoken.take(words, facing)
        changes.append(_judge(quotation, found, facing, words, copy))
    changes += [
        QuotationChange("inserted", each.speaker, each.speaker_span, atlas.original_of(each.content), each.span)
        for each in spoken.left()
    ]
    return tuple(changes)


def _judge(
    quotation: Quotation, found: Quotation | None, facing: Span | None, words: list[int], copy: Side
) -> QuotationChange:
    if found is None:
        return QuotationChange("dropped", quotation.speaker, quotation.speaker_span, quotation.span, facing)
    status: QuotationStatus = "verbatim"
    if words != _words(copy, found.content):
        status = "altered"
    elif _are_two_people(quotation.speaker, found.speaker):
        status = "re-attributed"
    return QuotationChange(status, found.speaker, found.speaker_span, quotation.span, found.span, quotation.speaker)


def _words(side: Side, span: Span) -> list[int]:
    words = side.tokens.within(span)
    ids: list[int] = side.tokens.ids[words.start : words.stop].tolist()
    return ids


def _are_two_people(old: str | None, new: str | None) -> bool:
    """Tell whether two speakers differ; a fuller or shorter name of the same person does not."""
    if not old or not new:
        return False
    before, now = (set(name.casefold().replace("’", "'").split()) for name in (old, new))
    return not before & now


class _Spoken:
    """The quotations of the copy, each taken once, by place or by their words."""

    def __init__(self, side: Side, quotations: Sequence[Quotation]) -> None:
        self.side, self.quotations = side, quotations
        self.starts = [each.content.start for each in quotations]
        self.words = [_words(side, each.content) for each in quotations]
        self.free = set(range(len(quotations)))
        self.by_words: dict[tuple[int, ...], list[int]] = {}
        for at, words in enumerate(self.words):
            self.by_words.setdefault(tuple(words), []).append(at)

    def take(self, words: list[int], facing: Span | None) -> Quotation | None:
        """Take the quotation that stands where these words went, or else one of the very same words."""
        nearby = [at for at in self._within(facing) if at in self.free] if facing else []
        best = max(nearby, key=lambda at: _shared(words, self.words[at]), default=None)
        if best is None or 2 * _shared(words, self.words[best]) < min(len(words), len(self.words[best])):
            best = next((at for at in self.by_words.get(tuple(words), ()) if at in self.free), None)
        if best is None:
            return None
        self.free.discard(best)
        return self.quotations[best]

    def left(self) -> Iterator[Quotation]:
        """Give the quotations that nothing in the original was found for."""
        return (self.quotations[at] for at in sorted(self.free))

    def _within(self, span: Span) -> range:
        last = bisect_left(self.starts, span.end)
        first = bisect_right(self.starts, span.start)
        while first and self.quotations[first - 1].content.end > span.start:
            first -= 1
        return range(first, last)


def _shared(some: list[int], others: list[int]) -> int:
    return sum((Counter(some) & Counter(others)).values())


class Atlas:
    """Finds where a piece of one text stands in the other, by the passages that hold it."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        both = [passage for passage in passages if passage.original and passage.copy]
        self._sides = [
            sorted(both, key=lambda passage: passage.original or Span(0, 0)),
            sorted(both, key=lambda passage: passage.copy or Span(0, 0)),
        ]
        self._starts = [
            [passage.original.start for passage in self._sides[0] if passage.original],
            [passage.copy.start for passage in self._sides[1] if passage.copy],
        ]

    def copy_of(self, span: Span) -> Span | None:
        """Return where a piece of the original stands in the copy; None where it does not."""
        return self._facing(span, 0)

    def original_of(self, span: Span) -> Span | None:
        """Return where a piece of the copy stands in the original; None where it does not."""
        return self._facing(span, 1)

    def _facing(self, span: Span, side: int) -> Span | None:
        found = []
        at = max(0, bisect_right(self._starts[side], span.start) - 1)
        for passage in self._sides[side][at:]:
            own, other = (passage.original, passage.copy) if side == 0 else (passage.copy, passage.original)
            if own is None or other is None or own.start >= span.end:
                break
            if own.overlap(span):
                found.append(_face(passage, Span(max(own.start, span.start), min(own.end, span.end)), side))
        found = [piece for piece in found if piece.start < piece.end]
        return Span(min(piece.start for piece in found), max(piece.end for piece in found)) if found else None


def _face(passage: Passage, span: Span, side: int) -> Span:
    """Return the piece of the other text that faces a piece of a passage; a touched edit faces it whole."""
    return Span(_place(passage, span.start, side, 0), _place(passage, span.end, side, 1))


def _place(passage: Passage, place: int, side: int, end: int) -> int:
    assert passage.original is not None
    assert passage.copy is not None
    spans = [(edit.original, edit.copy) for edit in passage.edits]
    at = bisect_right(spans, place, key=lambda pair: pair[side].start)
    if at == 0:
        own, other = (passage.original, passage.copy) if side == 0 else (passage.copy, passage.original)
        return other.start + place - own.start
    own, other = spans[at - 1][side], spans[at - 1][1 - side]
    if place < own.end or (place == own.start and not end):
        return other.end if end else other.start
    return other.end + place - own.end
