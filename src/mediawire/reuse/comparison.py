"""Two reports -> what the copy did to the original.

``compare`` is a table of contents: read both sides, find what runs alike and what says the same in other words, lay both
texts out in passages, and judge. Each step is a module of its own and decides nothing of the others' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mediawire.report import Report, Span
from mediawire.reuse import constants
from mediawire.reuse.align import Blocks, find_blocks, list_edits
from mediawire.reuse.altered import Aligned, FactChange, compare_facts
from mediawire.reuse.edit_classes import EditClasses
from mediawire.reuse.paraphrase import Correspondence, find_passages
from mediawire.reuse.passages import Passage, Side, lay_out
from mediawire.reuse.quoted import QuotationChange, compare_quotations
from mediawire.reuse.restated import find_restated
from mediawire.reuse.shape import shape_of
from mediawire.reuse.stretches import Run, Stretch, make_stretches
from mediawire.text.credits import Credits, find_credits
from mediawire.text.facts import Fact, find_facts
from mediawire.text.quotations import Quotation, find_quotations
from mediawire.text.stories import Document, read_document
from mediawire.text.tokens import scan


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One report, read: its text as characters, words and shape, and what it says."""

    report: Report
    document: Document
    side: Side
    facts: tuple[Fact, ...]
    quotations: tuple[Quotation, ...]
    credits: Credits

    @classmethod
    def of(cls, report: Report) -> Reading:
        """Read a report."""
        text = report.body.text
        document = read_document(text)
        tokens = scan(text)
        units = sorted(span for story in document.stories for span in (story.headline, *story.paragraphs) if span)
        paragraphs = [span for story in document.stories for span in story.paragraphs]
        return cls(
            report,
            document,
            Side(text, tokens, shape_of(document, tokens)),
            find_facts(text, units, report.published),
            find_quotations(text, paragraphs),
            find_credits(text, document),
        )

    @property
    def headline(self) -> str | None:
        """Return the headline: the one the report came with, or the one that heads its first story."""
        if self.report.headline is not None:
            return self.report.headline
        span = self.headline_span
        return span.of(self.side.text) if span else None

    @property
    def headline_span(self) -> Span | None:
        """Return where the headline stands in the text; None where it came apart from it, or there is none."""
        if self.report.headline is not None or not self.document.stories:
            return None
        return self.document.stories[0].headline


def find_alike(original: Side, copy: Side) -> tuple[list[Stretch], tuple[Correspondence, ...], dict[Any, Span]]:
    """Find what corresponds: the stretches of both texts, the plain list of reuse, and the echoes."""
    blocks = find_blocks(original.tokens, copy.tokens)
    stretches = make_stretches(blocks, original.shape, copy.shape)
    sentences = ([side.span(words) for words in side.shape.sentences] for side in (original, copy))
    reuse = _with_blocks(find_passages(original.tokens, copy.tokens, *sentences), blocks, original, copy)
    restated, echoes = find_restated(original, copy, stretches, reuse)
    return sorted(stretches + restated, key=lambda stretch: stretch.copy), reuse, echoes


def _with_blocks(
    passages: Sequence[Correspondence], blocks: Blocks, original: Side, copy: Side
) -> tuple[Correspondence, ...]:
    """Add the blocks that lie in no passage: too short for the search in other words, and yet word for word."""
    found = list(passages)
    for a, a_end, b, b_end, equal, *_ in blocks.rows.tolist():
        here = copy.tokens.span(b, b_end)
        if not any(passage.copy.overlap(here) for passage in passages):
            score = 2 * equal / (a_end - a + b_end - b)
            kind = "verbatim" if score == 1 else "edited"
            found.append(Correspondence(original.tokens.span(a, a_end), here, kind, round(score, 4)))
    return tuple(sorted(found, key=lambda passage: passage.copy))


def list_changes(original: Side, copy: Side, stretches: Sequence[Stretch]) -> list[list[tuple[Span, Span]]]:
    """List the changes inside the runs of each stretch, word by word."""
    edits = list_edits(original.tokens, copy.tokens, [stretch.runs for stretch in stretches])
    return [[(Span(a, b), Span(c, d)) for a, b, c, d in rows] for rows in edits]


def aligned_of(passages: Sequence[Passage]) -> list[Aligned]:
    """Return the passages that stand in both texts, for the comparison of facts."""
    return [
        Aligned(passage.original, passage.copy, tuple((edit.original, edit.copy) for edit in passage.edits))
        for passage in passages
        if passage.original and passage.copy
    ]
