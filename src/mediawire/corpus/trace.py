"""Where a text comes from, as a value: the smallest set of reports that explains it, and what remains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mediawire.report import Span
from mediawire.reuse import constants
from mediawire.reuse.comparison import Shares
from mediawire.reuse.paraphrase import Correspondence
from mediawire.reuse.plain import make_plain

SCHEMA = "mediawire.trace/1"


@dataclass(frozen=True, slots=True)
class TracedSource:
    """A report of the corpus that explains passages of the text that no better source explains.

    ``version`` of ``versions``  which version of the report; 1 of 1 where it never changed
    ``reuse``         the passages that both share, the report's first; spans of the report's text and of the traced one
    ``explains``      share of the text's words that it explains and no source named before it, 0 to 1
    ``is_later``      it was published after the text: not a source, but a relative (None where a time is unknown)
    ``alike``         ids of other reports that hold what it explains, first published first: its family
    ``evidence``      sentences a person can check
    """

    id: str
    outlet: str | None
    published: datetime | None
    headline: str | None
    version: int
    versions: int
    shares: Shares
    reuse: tuple[Correspondence, ...]
    explains: float
    is_later: bool | None
    alike: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """What explains a text, best source first. Iterating gives the sources.

    ``unexplained``    what no report of the corpus explains, blanks trimmed
    ``common_source``  where the sources named are probably not what the text was taken from but were taken, as it was,
                       from a report that is not in the corpus: says why; None otherwise
    """

    text: str
    sources: tuple[TracedSource, ...]
    unexplained: tuple[Span, ...]
    common_source: str | None = None

    def __iter__(self) -> Iterator[TracedSource]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)

    @property
    def explained(self) -> float:
        """Return the share of the text's words that its sources explain, 0 to 1."""
        return round(min(1.0, sum(source.explains for source in self.sources)), 4)

    def to_dict(self) -> dict[str, Any]:
        """Return the trace as plain values for JSON; spans become pairs of numbers."""
        return {
            "schema": SCHEMA,
            "explained": self.explained,
            "sources": make_plain(self.sources),
            "unexplained": make_plain(self.unexplained),
            "common_source": self.common_source,
            "constants": make_plain(constants.as_dict(constants.TRACED)),
        }
