"""What the copy did to each quotation: left it word for word, altered, re-attributed, dropped or inserted it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np

from mediawire.report import Span
from mediawire.reuse.passages import Passage, Side
from mediawire.text.quotations import Quotation

_FIGURE_MARK = re.compile(r"[-−+](?=\d)|(?<=\d)[.,:/](?=\d)|[%‰‱$¢£¤¥฿\u20a0-\u20cf]")

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
    spoken = _Spoken(copy.text, copy_quotations, _words_of(copy, copy_quotations))
    changes = []
    for quotation, words in zip(original_quotations, _words_of(original, original_quotations), strict=True):
        facing = atlas.copy_of(quotation.content)
        found = spoken.take(words, facing)
        changes.append(_judge(quotation, original.text, words, facing, spoken, found))
    changes += [
        QuotationChange("inserted", each.speaker, each.speaker_span, atlas.original_of(each.content), each.span)
        for each in spoken.left()
    ]
    return tuple(changes)


def _judge(
    quotation: Quotation, text: str, words: list[int], facing: Span | None, spoken: _Spoken, at: int | None
) -> QuotationChange:
    if at is None:
        return QuotationChange("dropped", quotation.speaker, quotation.speaker_span, quotation.span, facing)
    found = spoken.quotations[at]
    status: QuotationStatus = "verbatim"
    if words != spoken.words[at] or not _are_figures_same(quotation.content.of(text), spoken.content_of(at)):
        status = "altered"
    elif _are_two_people(quotation.speaker, found.speaker):
        status = "re-attributed"
    return QuotationChange(status, found.speaker, found.speaker_span, quotation.span, found.span, quotation.speaker)


def _words_of(side: Side, quotations: Sequence[Quotation]) -> list[list[int]]:
    """Give the words of each quotation by their numbers; all are looked up at once."""
    if not quotations:
        return []
    places = [place for each in quotations for place in each.content]
    bounds = side.tokens.starts.searchsorted(np.array(places, np.int32)).tolist()
    ids = side.tokens.ids
    return [ids[first:last].tolist() for first, last in zip(bounds[::2], bounds[1::2], strict=True)]


def _are_figures_same(old: str, new: str) -> bool:
    """Tell whether the marks that make a figure what it is are the same: 5 is not -5, $5 not €5, 1.500 not 1,500."""
    return old == new or _FIGURE_MARK.findall(old) == _FIGURE_MARK.findall(new)


def _are_two_people(old: str | None, new: str | None) -> bool:
    """Tell whether two speakers differ; a fuller or shorter name of the same person does not."""
    if not old or not new or old == new:
        return False
    before, now = (set(name.casefold().replace("’", "'").split()) for name in (old, new))
    return not before & now


class _Spoken:
    """The quotations of the copy, each taken once, by place or by their words."""

    def __init__(self, text: str, quotations: Sequence[Quotation], words: list[list[int]]) -> None:
        self.text, self.quotations, self.words = text, quotations, words
        self.starts = [each.content.start for each in quotations]
        self.free = set(range(len(quotations)))
        self.by_words: dict[tuple[int, ...], deque[int]] = {}
        for at, each in enumerate(words):
            self.by_words.setdefault(tuple(each), deque()).append(at)

    def content_of(self, at: int) -> str:
        """Return what stands between the marks of a quotation."""
        return self.quotations[at].content.of(self.text)

    def take(self, words: list[int], facing: Span | None) -> int | None:
        """Take the quotation that stands where these words went, or else one of the very same words."""
        nearby = [at for at in self._within(facing) if at in self.free] if facing else []
        shared = [_shared(words, self.words[at]) for at in nearby]
        most = max(shared, default=0)
        best = nearby[shared.index(most)] if nearby else None
        if best is None or 2 * most < min(len(words), len(self.words[best])):
            best = self._first_of(tuple(words))
        if best is not None:
            self.free.discard(best)
        return best

    def left(self) -> Iterator[Quotation]:
        """Give the quotations that nothing in the original was found for."""
        return (self.quotations[at] for at in sorted(self.free))

    def _first_of(self, words: tuple[int, ...]) -> int | None:
        """Return the first free quotation of these words; those taken are let go, so that none is passed twice."""
        same = self.by_words.get(words, deque())
        while same and same[0] not in self.free:
            same.popleft()
        return same[0] if same else None

    def _within(self, span: Span) -> range:
        last = bisect_left(self.starts, span.end)
        first = bisect_right(self.starts, span.start)
        while first and self.quotations[first - 1].content.end > span.start:
            first -= 1
        return range(first, last)


def _shared(some: list[int], others: list[int]) -> int:
    return len(some) if some == others else sum((Counter(some) & Counter(others)).values())


class _Facing(NamedTuple):
    """A passage as one text sees it: its place there, its place in the other text, and those of its edits."""

    own: Span
    other: Span
    edits: tuple[tuple[Span, Span], ...]


class Atlas:
    """Finds where a piece of one text stands in the other, by the passages that hold it."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages

    @cached_property
    def _of_original(self) -> list[_Facing]:
        return sorted(
            _Facing(each.original, each.copy, tuple((edit.original, edit.copy) for edit in each.edits))
            for each in self._passages
            if each.original and each.copy
        )

    @cached_property
    def _of_copy(self) -> list[_Facing]:
        return sorted(
            _Facing(each.copy, each.original, tuple((edit.copy, edit.original) for edit in each.edits))
            for each in self._passages
            if each.original and each.copy
        )

    def copy_of(self, span: Span) -> Span | None:
        """Return where a piece of the original stands in the copy; None where it does not."""
        return _find_facing(self._of_original, span)

    def original_of(self, span: Span) -> Span | None:
        """Return where a piece of the copy stands in the original; None where it does not."""
        return _find_facing(self._of_copy, span)


def _find_facing(facings: Sequence[_Facing], span: Span) -> Span | None:
    first = last = -1
    at = max(0, bisect_right(facings, span.start, key=_own_start) - 1)
    while at < len(facings) and facings[at].own.start < span.end:
        own = facings[at].own
        if own.overlap(span):
            start = _place(facings[at], max(own.start, span.start), 0)
            end = _place(facings[at], min(own.end, span.end), 1)
            if start < end:
                first, last = (start, end) if last < 0 else (min(first, start), max(last, end))
        at += 1
    return Span(first, last) if last >= 0 else None


def _own_start(facing: _Facing) -> int:
    return facing.own.start


def _place(facing: _Facing, place: int, end: int) -> int:
    """Return the place of the other text that faces a place of a passage; a touched edit is faced whole."""
    at = bisect_right(facing.edits, place, key=_edit_start)
    if at == 0:
        return facing.other.start + place - facing.own.start
    own, other = facing.edits[at - 1]
    if place < own.end or (place == own.start and not end):
        return other.end if end else other.start
    return other.end + place - own.end


def _edit_start(edit: tuple[Span, Span]) -> int:
    return edit[0].start
