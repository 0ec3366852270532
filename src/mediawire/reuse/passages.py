"""Lays both texts out in passages: what the copy kept, edited, moved, inserted, paraphrased and dropped.

Passages tile the whole copy and the whole original, each place once. A passage that stands in both texts carries the
edits that make its part of the copy out of its part of the original, exactly. What stands between the words of two
passages (marks, white space) belongs to the earlier one up to its last space, and from there to the later one.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal

from mediawire.report import Span
from mediawire.reuse.shape import Shape, Words
from mediawire.reuse.stretches import Stretch
from mediawire.text.tokens import Tokens

PassageKind = Literal["kept", "edited", "moved", "inserted", "paraphrased", "dropped", "furniture"]
Classify = Callable[[Span, Span], str]
"""Tells the class of an edit from its place in the original and in the copy."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One place where the copy differs from the original inside a passage; ``edit_class`` says of what sort."""

    edit_class: str
    from_: str
    to: str
    original: Span
    copy: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the copy, of the original, or of both where they correspond.

    ``part`` is what it is in the copy, or in the original where it was dropped: headline, byline, paragraph or
    furniture. ``echoes`` is the sentence of the original that an inserted passage says again, while another passage
    already covers that sentence.
    """

    kind: PassageKind
    original: Span | None
    copy: Span | None
    edits: tuple[Edit, ...] = ()
    echoes: Span | None = None
    part: str = "paragraph"


@dataclass(frozen=True, eq=False)
class Side:
    """One text of a comparison, as characters, as words, and in its shape."""

    text: str
    tokens: Tokens
    shape: Shape

    def span(self, words: Words) -> Span:
        """Return the place of some words, at least one."""
        return self.tokens.span(words.start, words.end)

    @cached_property
    def sentences(self) -> list[Span]:
        """Return the places of the sentences."""
        return [self.span(words) for words in self.shape.sentences]


@dataclass(slots=True, eq=False)
class _Entry:
    """A passage in the making: its words, and how far it reaches over the marks and spaces around them."""

    kind: PassageKind
    part: str
    original: Words | None = None
    copy: Words | None = None
    stretch: Stretch | None = None
    stays: bool = False
    changes: Sequence[tuple[Span, Span]] = ()
    echoes: Span | None = None
    reach: dict[str, Span] = field(default_factory=dict)


def lay_out(
    original: Side,
    copy: Side,
    stretches: Sequence[Stretch],
    changes: Sequence[Sequence[tuple[Span, Span]]],
    echoes: Mapping[Words, Span],
    classify: Classify,
) -> tuple[Passage, ...]:
    """Lay two texts out in passages, in the order of the copy, what was dropped behind what preceded it.

    ``stretches`` are apart in both texts and in the order of the copy, each with the changes inside its runs;
    ``echoes`` says of inserted sentences which sentence of the original they say again.
    """
    if not (len(original.tokens) and len(copy.tokens)):
        return _without_words(original, copy)
    staying = _heaviest_row([(stretch.original.start, max(1, stretch.equal)) for stretch in stretches])
    both = [
        _corresponding(stretch, inside, at in staying, copy.shape)
        for at, (stretch, inside) in enumerate(zip(stretches, changes, strict=True))
    ]
    only_copy = [
        _Entry("furniture" if part == "furniture" else "inserted", part, copy=words, echoes=echoes.get(words))
        for words, part in _left_over(copy.shape, [stretch.copy for stretch in stretches], sorted(echoes))
    ]
    only_original = [
        _Entry("furniture" if part == "furniture" else "dropped", part, original=words)
        for words, part in _left_over(original.shape, sorted(stretch.original for stretch in stretches), ())
    ]
    _reach_out(original, "original", sorted(both + only_original, key=lambda entry: entry.original or Words(0, 0)))
    _reach_out(copy, "copy", sorted(both + only_copy, key=lambda entry: entry.copy or Words(0, 0)))
    ordered = _in_order(sorted(both + only_copy, key=lambda entry: entry.copy or Words(0, 0)), only_original)
    return tuple(_finish(entry, original, copy, classify) for entry in ordered)


def _without_words(original: Side, copy: Side) -> tuple[Passage, ...]:
    """Lay out two texts of which one at least holds no word at all."""
    whole_original, whole_copy = Span(0, len(original.text)), Span(0, len(copy.text))
    if original.text == copy.text:
        return (Passage("kept", whole_original, whole_copy),) if original.text else ()
    inserted = (Passage("inserted", None, whole_copy),) if copy.text else ()
    return inserted + ((Passage("dropped", whole_original, None),) if original.text else ())


def _corresponding(stretch: Stretch, inside: Sequence[tuple[Span, Span]], stays: bool, shape: Shape) -> _Entry:
    """Begin a passage that stands in both texts; it moved if it is not in the row of those that kept their order."""
    kind: PassageKind = "paraphrased" if not stretch.runs else "kept" if stays else "moved"
    return _Entry(kind, shape.kind_at(stretch.copy.start), stretch.original, stretch.copy, stretch, stays, inside)


def _left_over(shape: Shape, taken: Sequence[Words], cuts: Sequence[Words]) -> Iterator[tuple[Words, str]]:
    """Yield the words of each unit that no stretch has taken, parted where one of the cuts begins or ends."""
    places = sorted({place for cut in cuts for place in cut})
    at = 0
    for start, end, part in _units_and_between(shape):
        while at < len(taken) and taken[at].end <= start:
            at += 1
        free, behind = start, at
        while behind < len(taken) and taken[behind].start < end:
            yield from ((piece, part) for piece in _parted(free, taken[behind].start, places))
            free = taken[behind].end
            behind += 1
        yield from ((piece, part) for piece in _parted(free, end, places))


def _units_and_between(shape: Shape) -> Iterator[tuple[int, int, str]]:
    """Yield all units, and what little may stand between them, so that no word is passed over."""
    place = 0
    for unit, kind in zip(shape.units, shape.kinds, strict=True):
        if place < unit.start:
            yield place, unit.start, "paragraph"
        yield unit.start, unit.end, kind
        place = unit.end
    if place < shape.size:
        yield place, shape.size, "paragraph"


def _parted(start: int, end: int, places: Sequence[int]) -> Iterator[Words]:
    inside = places[bisect_right(places, start) : bisect_right(places, end - 1)]
    for first, last in pairwise((start, *inside, end)):
        if first < last:
            yield Words(first, last)


def _heaviest_row(entries: Sequence[tuple[int, int]]) -> set[int]:
    """Return the numbers of the entries (place, weight) that form the heaviest row of rising places.

    A Fenwick tree over the ranks of the places holds the best row that ends at or before each: n log n steps.
    """
    rank = {place: at + 1 for at, place in enumerate(sorted(place for place, _ in entries))}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(entries) + 1)
    before: list[int] = []
    best = (0, -1)
    for number, (place, weight) in enumerate(entries):
        heaviest, at = (0, -1), rank[place] - 1
        while at > 0:
            heaviest, at = max(heaviest, tree[at], key=lambda row: row[0]), at - (at & -at)
        before.append(heaviest[1])
        row, at = (heaviest[0] + weight, number), rank[place]
        best = max(best, row, key=lambda row: row[0])
        while at <= len(entries):
            tree[at], at = max(tree[at], row, key=lambda row: row[0]), at + (at & -at)
    staying, number = set(), best[1]
    while number >= 0:
        staying.add(number)
        number = before[number]
    return staying


def _reach_out(side: Side, name: Literal["original", "copy"], entries: Sequence[_Entry]) -> None:
    """Let neighbours share out the marks and spaces between their words, and the first and last take the ends."""
    start = 0
    for entry, follower in zip(entries, [*entries[1:], None], strict=True):
        words: Words = getattr(entry, name)
        end = len(side.text)
        if follower is not None:
            following: Words = getattr(follower, name)
            end = _divide(side.text, int(side.tokens.ends[words.end - 1]), int(side.tokens.starts[following.start]))
        entry.reach[name] = Span(start, end)
        start = end


def _divide(text: str, end: int, start: int) -> int:
    """Return where the earlier of two neighbours ends: behind the last space, or else before opening marks."""
    for place in range(start - 1, end - 1, -1):
        if text[place].isspace():
            return place + 1
    place = start
    while place > end and unicodedata.category(text[place - 1]) in ("Ps", "Pi"):
        place -= 1
    return place


def _in_order(entries: Sequence[_Entry], dropped: Sequence[_Entry]) -> list[_Entry]:
    """Put what was dropped behind what preceded it in the original, as far as that stayed in its place."""
    staying = [(entry.original.start, at) for at, entry in enumerate(entries) if entry.original and entry.stays]
    places = [place for place, _ in staying]
    behind: dict[int, list[_Entry]] = {}
    for entry in dropped:
        at = bisect_right(places, entry.original.start if entry.original else 0) - 1
        behind.setdefault(staying[at][1] if at >= 0 else -1, []).append(entry)
    ordered = behind.get(-1, [])
    for at, entry in enumerate(entries):
        ordered.append(entry)
        ordered.extend(behind.get(at, ()))
    return ordered


def _finish(entry: _Entry, original: Side, copy: Side, classify: Classify) -> Passage:
    a, b = entry.reach.get("original"), entry.reach.get("copy")
    if a is None or b is None or entry.stretch is None:
        return Passage(entry.kind, a, b, (), entry.echoes, entry.part)
    edits = tuple(
        Edit(classify(old, new), old.of(original.text), new.of(copy.text), old, new)
        for old, new in _changes(entry.stretch, entry.changes, a, b, original, copy)
    )
    kind: PassageKind = entry.kind
    if kind == "kept" and any(edit.edit_class != "spacing" for edit in edits):
        kind = "edited"
    return Passage(kind, a, b, edits, None, entry.part)


def _changes(
    stretch: Stretch, inside: Sequence[tuple[Span, Span]], a: Span, b: Span, original: Side, copy: Side
) -> Iterator[tuple[Span, Span]]:
    """Yield all changes of a passage: those before its first equal word, those inside, those behind its last."""
    if not stretch.runs:
        yield from _difference(original.text, a, copy.text, b)
        return
    first, last = stretch.runs[0], stretch.runs[-1]
    a_start, b_start = int(original.tokens.starts[first.original]), int(copy.tokens.starts[first.copy])
    a_end = int(original.tokens.ends[last.original + last.length - 1])
    b_end = int(copy.tokens.ends[last.copy + last.length - 1])
    yield from _difference(original.text, Span(a.start, a_start), copy.text, Span(b.start, b_start))
    yield from inside
    yield from _difference(original.text, Span(a_end, a.end), copy.text, Span(b_end, b.end))


def _difference(old_text: str, old: Span, new_text: str, new: Span) -> Iterator[tuple[Span, Span]]:
    """Yield the one place where two pieces differ, without the marks and spaces that both share at either end."""
    (a, a_end), (b, b_end) = old, new
    if old_text[a:a_end] == new_text[b:b_end]:
        return
    while a < a_end and b < b_end and old_text[a] == new_text[b] and not old_text[a].isalnum():
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and old_text[a_end - 1] == new_text[b_end - 1] and not old_text[a_end - 1].isalnum():
        a_end, b_end = a_end - 1, b_end - 1
    yield Span(a, a_end), Span(b, b_end)
