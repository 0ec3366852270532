"""What a copy did to an original: the door ``compare`` and the value it returns.

``compare`` is a table of contents: read both reports, find what corresponds, lay both texts out in passages, compare
what they quote and state, and judge. Each step is a module of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from mediawire.report import Report, Span, is_held
from mediawire.reuse import constants
from mediawire.reuse.alike import Alike, find_alike
from mediawire.reuse.altered import Aligned, FactChange, compare_facts
from mediawire.reuse.attribution import Attribution, judge_attribution
from mediawire.reuse.credited import set_credits_apart
from mediawire.reuse.edit_classes import EditClasses
from mediawire.reuse.headline import HeadlineChange, judge_headline
from mediawire.reuse.measures import measure
from mediawire.reuse.paraphrase import Correspondence
from mediawire.reuse.passages import Passage, lay_out
from mediawire.reuse.plain import describe_side, make_plain
from mediawire.reuse.promise import Clause, judge_promise
from mediawire.reuse.quoted import QuotationChange, compare_quotations
from mediawire.reuse.reading import Reading
from mediawire.reuse.shape import Shape, Words
from mediawire.reuse.tricks import tell_tricks
from mediawire.reuse.verdict import Verdict, judge

SCHEMA = "mediawire.comparison/1"
_AS_THEY_ARE = (
    "verdict", "shares", "reuse", "passages", "headline", "quotations", "facts", "attribution", "promise"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of either text corresponds, counted in words of the body; headlines, bylines and furniture do not count.

    ``copy_from_original``  of the copy's words, those in passages that the original has too, in other words or the same
    ``original_in_copy``    of the original's words, those in passages that the copy has too
    ``verbatim``            of the copy's words, those that stand in the original in the same place of a passage
    """

    copy_from_original: float
    original_in_copy: float
    verbatim: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is found when two reports are compared. ``to_dict`` is the same as JSON, held to by a schema."""

    original: Reading
    copy: Reading
    verdict: Verdict
    shares: Shares
    reuse: tuple[Correspondence, ...]
    passages: tuple[Passage, ...]
    headline: HeadlineChange
    quotations: tuple[QuotationChange, ...]
    facts: tuple[FactChange, ...]
    attribution: Attribution
    promise: tuple[Clause, ...]

    @property
    def is_promise_kept(self) -> bool:
        """Tell whether every clause of the promise was kept."""
        return all(clause.kept for clause in self.promise)

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as plain values for JSON; spans become pairs of numbers."""
        return {
            "schema": SCHEMA,
            "original": describe_side(self.original, self.passages, "original"),
            "copy": describe_side(self.copy, self.passages, "copy"),
            **{name: make_plain(getattr(self, name)) for name in _AS_THEY_ARE},
            "tricks": tell_tricks(self.original, self.copy, self.passages),
            "constants": make_plain(constants.as_dict(constants.COMPARED)),
        }


class KnowsPages(Protocol):
    """What a corpus knows of pages."""

    def page_noise(self, report: str | Report) -> tuple[Span, ...]:
        """Return what of a report its outlet prints on many pages, sorted and apart."""


def compare(original: str | Report, copy: str | Report, corpus: KnowsPages | None = None) -> Comparison:
    """Tell what the copy did to the original: passage by passage, quotation by quotation, number by number.

    Either side is a text, or a report with what else is known of it (headline, time, address). Nothing is assumed about
    who copied whom unless there is evidence. Any text can be compared, an empty one too. With a ``corpus`` at hand,
    what an outlet prints on its pages is told as furniture.

    >>> comparison = compare("The mayor said on Monday the old bridge was safe.",
    ...                      "The mayor stated on Monday the old bridge was safe.")
    >>> [(edit.edit_class, edit.from_, edit.to) for passage in comparison.passages for edit in passage.edits]
    [('reporting verb', 'said', 'stated')]
    """
    left, right = (read_side(Report.of(report), corpus) for report in (original, copy))
    alike = find_alike(left.side, right.side)
    classify = EditClasses(left.side, right.side, left.facts, right.facts, (left.datelines, right.datelines))
    passages = lay_out(left.side, right.side, alike.stretches, alike.changes, alike.echoes, classify)
    shares = count_shares(left.side.shape, right.side.shape, alike)
    headline = judge_headline(left, right)
    attribution = judge_attribution(left, right)
    content, credits = set_credits_apart(passages, left, right)
    return Comparison(
        left,
        right,
        judge(measure(left, right), shares, passages, left, right),
        shares,
        alike.reuse,
        passages,
        headline,
        compare_quotations(left.side, right.side, left.quotations, right.quotations, passages),
        list_fact_changes(left, right, passages),
        attribution,
        judge_promise(content, headline, attribution, credits),
    )


def read_side(report: Report, corpus: KnowsPages | None) -> Reading:
    """Read one side of a comparison, with what a corpus knows of its pages."""
    return Reading.of(report, corpus.page_noise(report) if corpus else ())


def list_fact_changes(original: Reading, copy: Reading, passages: Sequence[Passage]) -> tuple[FactChange, ...]:
    """List what became of the facts of the body; what comes or goes with a dateline is no fact of the report."""
    aligned = [
        Aligned(passage.original, passage.copy, tuple((edit.original, edit.copy) for edit in passage.edits))
        for passage in passages
        if passage.original and passage.copy
    ]
    texts = original.side.text, copy.side.text
    changes = compare_facts(original.body_facts, copy.body_facts, aligned, texts)
    datelines = original.datelines, copy.datelines
    return tuple(change for change in changes if change.status == "altered" or not _is_of_dateline(change, *datelines))


def _is_of_dateline(change: FactChange, original: Sequence[Span], copy: Sequence[Span]) -> bool:
    pairs = ((change.original, original), (change.copy, copy))
    return any(span and is_held(span, datelines) for span, datelines in pairs)


def count_shares(original: Shape, copy: Shape, alike: Alike) -> Shares:
    """Count how much of either text corresponds; a text without words has a share of 0."""
    inside = [stretch for stretch in alike.stretches if copy.kind_at(stretch.copy.start) == "paragraph"]
    known = [stretch for stretch in alike.stretches if original.kind_at(stretch.original.start) == "paragraph"]
    body_copy, body_original = copy.body_size, original.body_size
    return Shares(
        _share(sum(_size(stretch.copy) for stretch in inside), body_copy),
        _share(sum(_size(stretch.original) for stretch in known), body_original),
        _share(sum(stretch.equal for stretch in inside), body_copy),
    )


def _size(words: Words) -> int:
    return words.end - words.start


def _share(part: int, whole: int) -> float:
    return round(min(1.0, part / whole), 4) if whole else 0.0
