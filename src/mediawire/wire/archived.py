"""What an archive holds, as values: documents with what the archive says of them, and what was passed over."""

from __future__ import annotations

from dataclasses import dataclass

from mediawire.wire.document import Document
from mediawire.wire.reading import Refusal


@dataclass(frozen=True, slots=True)
class Archived:
    """A document out of an archive, and what the archive says of it: ``facts`` by the archive's own names."""

    document: Document
    name: str
    facts: tuple[tuple[str, str], ...] = ()
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A record that holds no document, by what it is counted as."""

    kind: str


Part = Archived | PassedOver | Refusal
