"""Tells of what sort an edit is: a mark, a letter case, a reporting verb, a number, a name, a word.

The first rule that holds decides, from what cannot change the meaning to what does: only white space; only marks or
the way letters are written; a fact that was changed; a verb of saying; the same word in another form; other words.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from mediawire.report import Span, is_held
from mediawire.reuse.constants import JUDGEMENT
from mediawire.reuse.passages import Side
from mediawire.text.facts import Fact
from mediawire.text.speech_cues import CUES, Cue

HARMLESS = frozenset({"spacing", "typography"})
"""Classes that leave every letter and every mark what it was, whatever its drawing."""

FACT_KINDS = ("negation", "number", "money", "date", "hedge", "name")
"""Where an edit changes several facts, the first of these names it."""

_SET_OFF = 3
"""Code points that may set a dateline off from the text: a dash between two spaces."""

_FIGURES = ("number", "money", "date")
"""Facts that marks alone can change: 1.500 and 1,500, 5 and -5."""

SHORTEST_STEM = JUDGEMENT.least_stem_letters
"""Two words are forms of one where they share at least so many letters at the start and differ in the rest only."""

_DECEIVING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the order of what stands behind them, and end that: a reader sees another text than a program."""

_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


class EditClasses:
    """Classes the edits of one pair of texts; the facts of either text are in text order.

    ``datelines`` are those of the original and of the copy: what is edited inside them is the dateline, not a name.
    """

    def __init__(
        self,
        original: Side,
        copy: Side,
        original_facts: Sequence[Fact],
        copy_facts: Sequence[Fact],
        datelines: tuple[Sequence[Span], Sequence[Span]] = ((), ()),
    ) -> None:
        self._sides = ((original, _Facts(original_facts)), (copy, _Facts(copy_facts)))
        self._datelines = tuple([Span(line.start, line.end + _SET_OFF) for line in lines] for lines in datelines)

    def __call__(self, old: Span, new: Span) -> str:
        """Return the class of the edit that put what stands at `new` in the copy for what stood at `old`."""
        (original, original_facts), (copy, copy_facts) = self._sides
        before, now = old.of(original.text), new.of(copy.text)
        if not before.strip() and not now.strip():
            return "spacing"
        a, b = original.tokens.within(old), copy.tokens.within(new)
        are_words_same = len(a) == len(b) and np.array_equal(
            original.tokens.ids[a.start : a.stop], copy.tokens.ids[b.start : b.stop]
        )
        if are_words_same and _deceives(before, now):
            return "trick"
        if (a or b) and _is_inside(old, self._datelines[0]) and _is_inside(new, self._datelines[1]):
            return "dateline"
        room = 0 if a or b else 1  # a lone mark changes the figure that it stands beside
        changed = {kind for kind, _ in original_facts.touching(old, room) ^ copy_facts.touching(new, room)}
        for kind in _FIGURES if are_words_same else FACT_KINDS:
            if kind in changed:
                return kind
        if are_words_same:
            return _class_of_writing(before, now)
        return _class_of_words(before.split() if a else [], now.split() if b else [])


def _is_inside(span: Span, datelines: Sequence[Span]) -> bool:
    """Tell whether a piece of a text is no more than a dateline, with what sets it off; nothing always is."""
    return span.start == span.end or is_held(span, datelines)


def _class_of_writing(before: str, now: str) -> str:
    """Class an edit that leaves the words as they were."""
    if before.casefold() == now.casefold():
        return "case"
    if _plain(before) == _plain(now):
        return "typography"
    return "accent" if any(char.isalnum() for char in before + now) else "punctuation"


def _deceives(before: str, now: str) -> bool:
    """Tell whether the same words were written so that a reader sees others, or a search finds none."""
    return bool(_DECEIVING & (set(now) - set(before))) or (_mixes(now) and not _mixes(before))


def _mixes(text: str) -> bool:
    """Tell whether Latin letters and letters that look like Latin ones stand side by side."""
    scripts = {unicodedata.name(char, "").split(" ")[0] for char in text if char.isalpha()}
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK"})


def _plain(text: str) -> str:
    """Return marks and digits as the plainest of their kind, in one width, without what is not seen."""
    seen = (
        str(unicodedata.digit(char, char))
        for char in unicodedata.normalize("NFKC", text)
        if unicodedata.category(char) != "Cf"
    )
    return " ".join("".join(seen).translate(_MARKS).split())


def _class_of_words(before: list[str], now: list[str]) -> str:
    if not before:
        return "insertion"
    if not now:
        return "deletion"
    if all(any(_says(word) for word in words) and len(words) <= 2 for words in (before, now)):
        return "reporting verb"
    if len(before) == len(now) == 1 and _is_form(before[0].lower(), now[0].lower()):
        return "word form"
    return "wording"


def _says(word: str) -> bool:
    return bool(CUES.get(word.lower().strip(".,;:!?"), Cue(0)) & Cue.SAYS)


def _is_form(old: str, new: str) -> bool:
    shared = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    return shared >= SHORTEST_STEM and max(len(old), len(new)) - shared <= shared


class _Facts:
    """The facts of one text, looked up by place."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = facts
        self.starts = [fact.span.start for fact in facts]
        self.longest = max((fact.span.end - fact.span.start for fact in facts), default=0)

    def touching(self, span: Span, room: int) -> set[tuple[str, str]]:
        """Return kind and value of the facts in a piece of the text and so many code points around it."""
        wide = Span(span.start - room, span.end + room)
        first = bisect_left(self.starts, wide.start - self.longest)
        last = bisect_right(self.starts, wide.end - 1)
        return {(fact.kind, fact.value) for fact in self.facts[first:last] if fact.span.overlap(wide)}
