"""Which numbers, sums, dates, names, negations and hedges a copy altered, dropped or put in.

Facts are compared only where the two texts correspond and only where an edit touches them, so what both texts say in
the same words can never be reported. A fact of a passage that was dropped whole went with its passage: it is listed
only where the rest of the copy does not have it either.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from mediawire.report import Span
from mediawire.reuse.constants import JUDGEMENT
from mediawire.text.facts import Fact, Kind

WIDE_EDIT = JUDGEMENT.wide_edit_characters
"""An edit of more code points than a dozen words is a rewriting: the order of the facts in it proves nothing."""

_WORD = re.compile(r"\w+")
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central upper lower new old great san los saint st".split()
)
"""What makes another place of a place: "North Korea" is no Korea with a first name."""

_LEGAL_FORMS = frozenset(
    {"Inc", "Corp", "Co", "Ltd", "Plc", "GmbH", "Group", "Holdings", "Limited", "Corporation", "&"}
)

Status = Literal["altered", "dropped", "inserted"]

REACH = JUDGEMENT.fact_reach_characters
"""Facts farther from an edit cannot be touched by it, nor stand over against a touched one: few are half as long."""
LONGEST_SEARCHED = 4096
"""In a longer edit no name is looked for in other letters: there may be as many names as letters."""
CROWDED = JUDGEMENT.crowded_facts
"""So many facts that one edit touches, on either side, are a rewriting as well."""

# A small word stands for nothing but itself in its place; the others may be said elsewhere in the copy.
_OF_ITS_PLACE = frozenset({"negation", "hedge"})
_FIGURES = frozenset({"number", "money", "date"})
_PAIRED_KINDS = (
    *(frozenset({kind}) for kind in ("number", "money", "date", "name", "negation", "hedge")),
    _FIGURES,
)


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two pieces that correspond, and the word edits that make the one from the other, in order and apart.

    Between the edits the two pieces are the same, code point for code point.
    """

    original: Span
    copy: Span
    edits: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class FactChange:
    """What the copy did to one fact. ``from_`` and ``to`` are the wording on either side, None where there is none."""

    kind: Kind
    status: Status
    from_: str | None
    to: str | None
    original: Span | None
    copy: Span | None


def compare_facts(
    original_facts: Sequence[Fact],
    copy_facts: Sequence[Fact],
    links: Sequence[Aligned],
    texts: tuple[str, str] = ("", ""),
) -> tuple[FactChange, ...]:
    """List the facts that the copy altered, dropped or inserted, in the order of the copy, then of the original.

    Both lists of facts are in text order, as ``find_facts`` gives them. Two facts that say the same are no change, nor
    is a person called by the surname alone. Every number, date or name dropped or inserted is listed once. Where the
    ``texts`` are given, a name that only went into other letters, capital or small, is no change either.
    """
    original, copy = _Side(original_facts, texts[0]), _Side(copy_facts, texts[1])
    changes: list[FactChange] = []
    for link in links:
        if link.edits:
            old_facts = original.near([edit[0] for edit in link.edits], link.original)
            new_facts = copy.near([edit[1] for edit in link.edits], link.copy)
            for old, new, edited, is_wide in _touched(link, old_facts, new_facts):
                old, new = _without_same(old, new)
                kept = copy.without_other_case(old, edited[1]), original.without_other_case(new, edited[0])
                changes += _compare(*kept, is_wide, original, copy)
    changes += (_dropped(fact) for fact in original.outside(link.original for link in links) if not copy.says(fact))
    changes += (_inserted(fact) for fact in copy.outside(link.copy for link in links) if not original.says(fact))
    return tuple(sorted(_once(changes), key=_order))


class _Side:
    """The facts of one text, looked up by place and by what they say."""

    def __init__(self, facts: Sequence[Fact], text: str) -> None:
        self.facts = facts
        self._text = text
        self._starts = [fact.span.start for fact in facts]
        self._said: set[tuple[str, str]] | None = None
        self._names: set[str] | None = None

    def near(self, edits: Iterable[Span], within: Span) -> list[Fact]:
        """Return the facts that begin in a piece of the text and stand in reach of one of its edits."""
        first, last = bisect_left(self._starts, within.start), bisect_left(self._starts, within.end)
        found: list[Fact] = []
        for edit in edits:
            start = max(first, bisect_left(self._starts, edit.start - REACH) - 1)
            first = max(first, min(last, bisect_right(self._starts, edit.end + REACH)))
            found += self.facts[start:first]
        return found

    def outside(self, spans: Iterable[Span]) -> Iterator[Fact]:
        """Give the facts that begin in none of the pieces and may be looked for elsewhere."""
        place = 0
        for span in sorted(spans):
            yield from self._between(place, span.start)
            place = max(place, span.end)
        yield from self._between(place, None)

    def _between(self, start: int, end: int | None) -> Iterator[Fact]:
        first = bisect_left(self._starts, start)
        last = len(self.facts) if end is None else bisect_left(self._starts, end)
        return (fact for fact in self.facts[first:last] if fact.kind not in _OF_ITS_PLACE)

    def says(self, fact: Fact) -> bool:
        """Tell whether this text says the same thing somewhere; a surname says the full name."""
        if self._said is None:
            self._said = {(each.kind, value) for each in self.facts for value in _sayings(each)}
        return any((fact.kind, value) in self._said for value in _sayings(fact))

    def names_in_full(self, value: str, surname: str) -> bool:
        """Tell whether a name stands in this text just so, or its surname never with another first name."""
        if self._names is None:
            self._names = {fact.value for fact in self.facts if fact.kind == "name"}
        if value in self._names or " " in surname:
            return value in self._names
        return not any(name.endswith(f" {surname}") for name in self._names)

    def without_other_case(self, facts: list[Fact], around: Span) -> list[Fact]:
        """Leave out the names of the other text that this one has in other letters, and only so, about a place."""
        if around.end - around.start > LONGEST_SEARCHED or not self._text or all(fact.kind != "name" for fact in facts):
            return facts
        written = _worded(self._text[max(0, around.start - REACH) : around.end + REACH])
        folded = written.casefold()
        return [fact for fact in facts if fact.kind != "name" or not _is_in_other_case(fact, written, folded)]


def _worded(piece: str) -> str:
    """Return the words of a piece, each between two single blanks."""
    return f" {' '.join(_WORD.findall(piece))} "


def _is_in_other_case(name: Fact, written: str, folded: str) -> bool:
    wording = _worded(name.text)
    return wording not in written and wording.casefold() in folded


def _sayings(fact: Fact) -> Iterator[str]:
    """Give what a fact says, and for a name every shorter way to say it from its end."""
    yield fact.value
    if fact.kind == "name":
        place = fact.value.find(" ")
        while place >= 0:
            yield fact.value[place + 1 :]
            place = fact.value.find(" ", place + 1)


_Group = tuple[list[Fact], list[Fact], tuple[Span, Span], bool]


def _touched(link: Aligned, old: Sequence[Fact], new: Sequence[Fact]) -> Iterator[_Group]:
    """Give the facts that each edit touches, with those of the other side, what was edited there, and if it is wide.

    Both pieces are laid on one axis on which an edit is as long as its longer side; what overlaps there goes together.
    """
    axis = _Axis(link)
    laid: list[tuple[int, int, int, Fact | None]] = list(axis.edits)
    laid += [(*axis.lay(fact.span, 0), 0, fact) for fact in old]
    laid += [(*axis.lay(fact.span, 1), 1, fact) for fact in new]
    laid.sort(key=itemgetter(0, 1))
    laid.append((max(stop for _, stop, _, _ in laid), 0, -1, None))
    group: tuple[list[Fact], list[Fact]] = ([], [])
    edits: list[int] = []
    end, widest = 0, 0
    for start, stop, side, fact in laid:
        if start >= end:
            if edits and (group[0] or group[1]):
                yield *group, _hull(link.edits[edits[0]], link.edits[edits[-1]]), _is_wide(group, widest)
            group, edits, widest = ([], []), [], 0
        end = max(end, stop)
        if fact is None:
            widest = max(widest, stop - start)
            edits.append(side)
        else:
            group[side].append(fact)


def _hull(first: tuple[Span, Span], last: tuple[Span, Span]) -> tuple[Span, Span]:
    """Return what two edits and all between them hold, on either side."""
    return Span(first[0].start, last[0].end), Span(first[1].start, last[1].end)


def _is_wide(group: tuple[list[Fact], list[Fact]], widest: int) -> bool:
    return widest > WIDE_EDIT or len(group[0]) > CROWDED or len(group[1]) > CROWDED


class _Axis:
    """Lays the places of both sides of a pair of pieces on one line."""

    def __init__(self, link: Aligned) -> None:
        self._origins = (link.original.start, link.copy.start)
        self._starts = tuple([edit[side].start for edit in link.edits] for side in (0, 1))
        self._ends = tuple([edit[side].end for edit in link.edits] for side in (0, 1))
        self.edits: list[tuple[int, int, int, None]] = []  # begin, end and number
        place, before = 0, link.original.start
        for i, (old, new) in enumerate(link.edits):
            place += old.start - before
            length = max(1, old.end - old.start, new.end - new.start)
            self.edits.append((place, place + length, i, None))
            place, before = place + length, old.end

    def lay(self, span: Span, side: int) -> tuple[int, int]:
        """Return where a piece begins and ends on the line; an edit is taken in whole."""
        starts, ends = self._starts[side], self._ends[side]
        k = bisect_right(starts, span.start) - 1
        if k < 0:
            first = span.start - self._origins[side]
        else:
            first = self.edits[k][0] if span.start < ends[k] else self.edits[k][1] + span.start - ends[k]
        k = bisect_left(starts, span.end) - 1
        if k < 0:
            return first, span.end - self._origins[side]
        return first, self.edits[k][1] + max(0, span.end - ends[k])


def _compare(old: list[Fact], new: list[Fact], is_wide: bool, original: _Side, copy: _Side) -> Iterator[FactChange]:
    """Pair the facts of one edit that say something else: those of one kind, then figures of two kinds."""
    if not is_wide:
        old, new = _without_variants(old, new, original)
    paired: set[Fact] = set()
    for kinds in _PAIRED_KINDS:
        olds = [fact for fact in old if fact not in paired and _may_pair(fact, kinds)]
        news = [fact for fact in new if fact not in paired and _may_pair(fact, kinds)]
        if not is_wide or (len(olds) == len(news) == 1 and kinds <= _FIGURES):
            for one, other in zip(olds, news, strict=False):
                paired |= {one, other}
                yield _altered(one, other)
    for fact in old:
        if fact not in paired and (fact.kind in _OF_ITS_PLACE or not copy.says(fact)):
            yield _dropped(fact)
    for fact in new:
        if fact not in paired and (fact.kind in _OF_ITS_PLACE or not original.says(fact)):
            yield _inserted(fact)


def _may_pair(fact: Fact, kinds: frozenset[str]) -> bool:
    """Tell whether a fact may be paired among some kinds; of days, only years in digits are figures like others."""
    return fact.kind in kinds and (len(kinds) == 1 or fact.kind != "date" or fact.text.isdecimal())


def _without_same(old: list[Fact], new: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Take out the facts that both sides state, or write in the same letters."""
    for say in (_what_is_said, _what_is_written):
        waiting: dict[object, list[int]] = {}
        for i in range(len(new) - 1, -1, -1):
            waiting.setdefault(say(new[i]), []).append(i)
        kept, gone = [], set()
        for fact in old:
            if same := waiting.get(say(fact)):
                gone.add(same.pop())
            else:
                kept.append(fact)
        old, new = kept, [fact for i, fact in enumerate(new) if i not in gone]
    return old, new


def _what_is_said(fact: Fact) -> object:
    return ("figure" if fact.kind in _FIGURES else fact.kind), fact.value


def _what_is_written(fact: Fact) -> object:
    return fact.kind, fact.text.casefold()


def _without_variants(old: list[Fact], new: list[Fact], original: _Side) -> tuple[list[Fact], list[Fact]]:
    """Take out the names that only lost or gained a legal form or a ticker, lost a first name, or gained a known one.

    Where the counts differ, one name may have become two: then a part that stayed is no surname.
    """
    olds = [fact for fact in old if fact.kind == "name"]
    news = [fact for fact in new if fact.kind == "name"]
    if not olds or len(olds) != len(news):
        return old, new
    same: set[Fact] = set()
    for fact in olds:
        variant = next((o for o in news if o not in same and _is_variant(fact, o, original)), None)
        if variant is not None:
            same |= {fact, variant}
    return [fact for fact in old if fact not in same], [fact for fact in new if fact not in same]


def _is_variant(old: Fact, new: Fact, original: _Side) -> bool:
    """Tell whether two names are one: a first name, a legal form or a ticker came or went, none out of nowhere."""
    if old.value.endswith(f" {new.value}"):
        return old.value.split(" ", 1)[0] not in _DIRECTIONS
    if new.value.endswith(f" {old.value}"):
        return original.names_in_full(new.value, old.value) and new.value.split(" ", 1)[0] not in _DIRECTIONS
    longer, shorter = (old.text, new.text) if len(old.text) > len(new.text) else (new.text, old.text)
    if not longer.startswith(f"{shorter} "):
        return False
    return all(word.isupper() or word in _LEGAL_FORMS for word in longer[len(shorter) :].split())


def _altered(old: Fact, new: Fact) -> FactChange:
    kind = "money" if "money" in (old.kind, new.kind) else old.kind
    return FactChange(kind, "altered", old.text, new.text, old.span, new.span)


def _dropped(fact: Fact) -> FactChange:
    return FactChange(fact.kind, "dropped", fact.text, None, fact.span, None)


def _inserted(fact: Fact) -> FactChange:
    return FactChange(fact.kind, "inserted", None, fact.text, None, fact.span)


def _once(changes: list[FactChange]) -> Iterator[FactChange]:
    """Leave out a number, date or name that was listed as dropped, or as inserted, in the same letters already."""
    listed = set()
    for change in sorted(changes, key=_order):
        said = (change.kind, change.status, change.from_ or change.to)
        if change.status == "altered" or change.kind in _OF_ITS_PLACE or said not in listed:
            listed.add(said)
            yield change


def _order(change: FactChange) -> tuple[bool, Span, Span]:
    nowhere = Span(0, 0)
    return change.copy is None, change.copy or nowhere, change.original or nowhere


__all__ = ["WIDE_EDIT", "Aligned", "FactChange", "Status", "compare_facts"]
