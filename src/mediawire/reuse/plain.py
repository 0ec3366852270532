"""A comparison as plain values for JSON: the names are a contract, written down in ``schema/comparison-1.json``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mediawire.report import Span, is_held
from mediawire.reuse.passages import Passage
from mediawire.reuse.reading import Reading

NAMES = {"from_": "from", "edit_class": "class", "class_": "class"}
"""Fields whose names in JSON are words that Python keeps for itself."""


def describe_side(reading: Reading, passages: Sequence[Passage], name: str) -> dict[str, Any]:
    """Describe the original or the copy: what is known of it, its stories and its furniture."""
    document = reading.document
    gone = sorted(place for each in passages if each.kind in ("dropped", "inserted") and (place := getattr(each, name)))
    return {
        "headline": reading.headline,
        "published": reading.report.published.isoformat() if reading.report.published else None,
        "url": reading.report.url,
        "outlet": reading.report.outlet,
        "digest": reading.report.body.digest,
        "stories": [
            {
                "span": list(story.span),
                "headline_span": make_plain(story.headline),
                "byline_span": make_plain(story.byline),
                "dateline_span": make_plain(story.dateline),
                "shared": not all(is_held(part, gone) for part in story.paragraphs),
            }
            for story in document.stories
        ],
        "furniture": [
            {"span": list(piece.span), "kind": piece.kind, "items": make_plain(piece.items)}
            for piece in document.furniture
        ],
    }


def make_plain(value: Any) -> Any:
    """Return a value of ours as plain ones: spans as pairs, records as objects, tuples as lists, times as ISO 8601."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, dict):
        return {name: make_plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        return [make_plain(each) for each in value]
    names = getattr(value, "_fields", None) or value.__slots__
    return {NAMES.get(name, name): make_plain(getattr(value, name)) for name in names}
