"""One report, read for a comparison: its text as characters, words and shape, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mediawire.report import Report, Span, is_held
from mediawire.reuse.passages import Side
from mediawire.reuse.shape import shape_of
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
    def of(cls, report: Report, templates: Sequence[Span] = ()) -> Reading:
        """Read a report; ``templates`` are pieces known to stand on many pages of its outlet."""
        text = report.body.text
        document = read_document(text, templates)
        tokens = scan(text)
        paragraphs = [span for story in document.stories for span in story.paragraphs]
        headlines = [story.headline for story in document.stories if story.headline]
        return cls(
            report,
            document,
            Side(text, tokens, shape_of(document, tokens)),
            find_facts(text, sorted(headlines + paragraphs), report.published),
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
    def datelines(self) -> list[Span]:
        """Return the datelines of all stories."""
        return [story.dateline for story in self.document.stories if story.dateline]

    @property
    def body_facts(self) -> list[Fact]:
        """Return the facts outside the headlines, which a house may change."""
        headlines = [story.headline for story in self.document.stories if story.headline]
        return [fact for fact in self.facts if not is_held(fact.span, headlines)]

    @property
    def headline_span(self) -> Span | None:
        """Return where the headline stands in the text; None where it came apart from it, or there is none."""
        if self.report.headline is not None or not self.document.stories:
            return None
        return self.document.stories[0].headline
