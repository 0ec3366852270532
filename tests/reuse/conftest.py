"""What the tests of the comparison share: two texts laid out side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from mediawire.report import Report, Span
from mediawire.reuse.alike import find_alike
from mediawire.reuse.edit_classes import EditClasses
from mediawire.reuse.paraphrase import Correspondence
from mediawire.reuse.passages import Passage, lay_out
from mediawire.reuse.quoted import QuotationChange, compare_quotations
from mediawire.reuse.reading import Reading


class Laid(NamedTuple):
    """Two texts laid out, without any judgement."""

    original: str
    copy: str
    passages: tuple[Passage, ...]
    quotations: tuple[QuotationChange, ...]
    reuse: tuple[Correspondence, ...]
    echoes: tuple[Span, ...]

    @property
    def kinds(self) -> list[str]:
        """Return the kind of each passage."""
        return [passage.kind for passage in self.passages]

    @property
    def edits(self) -> list[tuple[str, str, str]]:
        """Return the class of each edit, what stood there before, and what stands there now."""
        return [(edit.edit_class, edit.from_, edit.to) for passage in self.passages for edit in passage.edits]

    def texts(self, kind: str) -> list[str]:
        """Return the text of each passage of a kind: the copy's, or the original's where the copy has none."""
        return [
            (passage.copy.of(self.copy) if passage.copy else passage.original.of(self.original)).strip()
            for passage in self.passages
            if passage.kind == kind and (passage.copy or passage.original)
        ]


@pytest.fixture(scope="session")
def lay() -> Callable[[str, str], Laid]:
    """Return a way to lay out an original and a copy."""
    return _lay


def _lay(original: str, copy: str) -> Laid:
    left, right = Reading.of(Report.of(original)), Reading.of(Report.of(copy))
    alike = find_alike(left.side, right.side)
    classify = EditClasses(left.side, right.side, left.facts, right.facts)
    passages = lay_out(left.side, right.side, alike.stretches, alike.changes, alike.echoes, classify)
    quotations = compare_quotations(left.side, right.side, left.quotations, right.quotations, passages)
    return Laid(original, copy, passages, quotations, alike.reuse, tuple(alike.echoes.values()))
