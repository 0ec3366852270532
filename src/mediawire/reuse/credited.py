"""Which passages and edits do nothing but give credit: a source line added, an agency's mark left out.

The promise of a media wire asks for the source, so to give it is no change of the content. A place counts where all
its words stand in credit lines, marks or addresses (``credits.py``); the marks and white space around them go along.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from mediawire.report import Span, is_held

if TYPE_CHECKING:
    from mediawire.reuse.passages import Edit, Passage
    from mediawire.reuse.reading import Reading
    from mediawire.text.credits import Credits

_SIGNING = frozenset({"credit", "link"})
"""The roles in which a mark gives credit and no more; a dateline is a part of the report."""

_SET_OFF = frozenset("()[]/|*•©®–—―-（）【】")
"""Marks that set a credit off; others, as a full stop or a question mark, belong to the sentence before."""

_FURTHEST = 8
"""A mark sets off what follows it so closely, in code points."""

_WORDS = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_WORD = re.compile(r"\w")
_START = attrgetter("start")
_SPACING = "spacing"


class Parted(NamedTuple):
    """Passages of the report itself, without edits that only give credit; and passages that only give credit."""

    content: tuple[Passage, ...]
    credits: tuple[Passage, ...]


def set_credits_apart(passages: Sequence[Passage], original: Reading, copy: Reading) -> Parted:
    """Part what was inserted or dropped to give credit from what was done to the report."""
    ours = CreditPlaces.of(copy.side.text, copy.credits)
    theirs = CreditPlaces.of(original.side.text, original.credits)
    content, credits = [], []
    for passage in passages:
        place, places = (passage.copy, ours) if passage.kind == "inserted" else (passage.original, theirs)
        if passage.kind in ("inserted", "dropped") and place and places.hold(place):
            credits.append(passage)
        else:
            content.append(_without_credits(passage, theirs, ours))
    return Parted(tuple(content), tuple(credits))


def _without_credits(passage: Passage, original: CreditPlaces, copy: CreditPlaces) -> Passage:
    """Leave out the edits that only give credit; what is left without any was kept."""
    edits = tuple(edit for edit in passage.edits if not _only_credits(edit, original, copy))
    if len(edits) == len(passage.edits):
        return passage
    is_kept = passage.kind == "edited" and all(edit.edit_class == _SPACING for edit in edits)
    return replace(passage, kind="kept" if is_kept else passage.kind, edits=edits)


def _only_credits(edit: Edit, original: CreditPlaces, copy: CreditPlaces) -> bool:
    if not edit.from_.strip():
        return copy.hold(edit.copy)
    return not edit.to.strip() and original.hold(edit.original)


@dataclass(frozen=True, slots=True)
class CreditPlaces:
    """The places of one text that give credit, apart and in order."""

    text: str
    places: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, credits: Credits) -> CreditPlaces:
        """Gather credit lines, addresses and marks; places with no word between them are one."""
        marks = [mark.span for mark in credits.agencies if mark.role in _SIGNING]
        places: list[Span] = []
        for span in sorted([*credits.credit_lines, *(link.span for link in credits.urls), *marks]):
            if places and (span.start <= places[-1].end or not _WORD.search(text, places[-1].end, span.start)):
                places[-1] = Span(places[-1].start, max(places[-1].end, span.end))
            else:
                places.append(span)
        return cls(text, tuple(places))

    def hold(self, span: Span) -> bool:
        """Tell whether all words of a place stand in credits; of a place without words, whether it sets one off."""
        if not self.places:
            return False
        if words := _WORDS.search(self.text, span.start, span.end):
            return is_held(Span(words.start(), words.end()), self.places)
        marks = "".join(span.of(self.text).split())
        return bool(marks) and _SET_OFF.issuperset(marks) and self._begins_behind(span)

    def _begins_behind(self, span: Span) -> bool:
        """Tell whether a credit begins right behind a place, or holds it."""
        at = bisect_left(self.places, span.start, key=_START)
        follows = at < len(self.places) and self.places[at].start - span.end <= _FURTHEST
        gap = self.text[span.end : self.places[at].start] if follows else ""
        return is_held(span, self.places) or (follows and not _WORD.search(gap))
