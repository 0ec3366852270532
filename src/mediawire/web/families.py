"""Which story an item tells: one row of the inbox, however many outlets carry it."""

from __future__ import annotations

from mediawire.report import Body
from mediawire.web.models import Known
from mediawire.web.recollection import key_of
from mediawire.wire.decisions import Decision
from mediawire.wire.identity import Appearance

SHORTEST_WORDS = 40
"""A shorter text may stand in many outlets by chance."""


def find_family(shown: Appearance, decision: Decision, source: str) -> str | None:
    """Find the story that an item tells: that of the item it repeats, or of one with the same text elsewhere."""
    if decision.of is not None:
        return decision.of
    if len(shown.text.split()) < SHORTEST_WORDS:
        return None
    same = Known.objects.filter(kind="digest", key=key_of(Body(shown.text).digest)).exclude(source=source)
    return same.order_by("pk").values_list("item__family", flat=True).first()
