"""What the rounds need of whoever remembers: a file for ``mediawire watch``, the site's own database for the wire."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from mediawire.wire.decisions import Decision, Had, Known
from mediawire.wire.memory import Bytes, Visited
from mediawire.wire.reading import Reading


class Remembering(Protocol):
    """Remembers places to visit, and what each visit led to, in one transaction."""

    def places(self, due: datetime | None = None) -> list[Visited]:
        """List the places to visit, those that are longest due first."""

    def begin_places(self, places: Iterable[Visited]) -> None:
        """Take in places that are not known yet."""

    def claim(self, place: Visited, now: datetime) -> bool:
        """Take a place for a visit; False where somebody else has it."""

    def recall(self, source: str, came: Reading, place: str | None = None) -> Had:
        """Recall what may be meant by what came of a source."""

    def recall_item(self, id: str) -> Known | None:
        """Recall an item; None where it is not there."""

    def keep(
        self,
        place: Visited,
        decisions: Sequence[Decision] = (),
        received: Bytes | None = None,
        window: Sequence[str] | None = None,
        pages: Sequence[Visited] = (),
        now: datetime | None = None,
        reading: Reading | None = None,
    ) -> None:
        """Keep all that a visit led to, in one transaction."""
