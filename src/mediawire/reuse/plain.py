"""A comparison as plain values for JSON: the names are a contract, written down in ``schema/comparison-1.json``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from mediawire.report import Span
from mediawire.reuse import constants
from mediawire.text.tokens import Trick

if TYPE_CHECKING:
    from mediawire.reuse.comparison import Comparison
    from mediawire.reuse.passages import Passage
    from mediawire.reuse.reading import Reading

SCHEMA = "mediawire.comparison/1"
NAMES = {"from_": "from", "edit_class": "class", "class_": "class"}
"""Fields whose names in JSON are words that Python keeps for itself."""


def describe(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as plain values; a value that is not there is null."""
    return {
        "schema": SCHEMA,
        "original": _describe_side(comparison.original, comparison.passages, "original"),
        "copy": _describe_side(comparison.copy, comparison.passages, "copy"),
        "verdict": _plain(comparison.verdict),
        "shares": _plain(comparison.shares),
        "reuse": _plain(comparison.reuse),
        "passages": _plain(comparison.passages),
        "headline": _plain(comparison.headline),
        "quotations": _plain(comparison.quotations),
        "facts": _plain(comparison.facts),
        "attribution": _plain(comparison.attribution),
        "promise": _plain(comparison.promise),
        "tricks": [
            *_describe_tricks("original", comparison.original.side.tokens.tricks),
            *_describe_tricks("copy", comparison.copy.side.tokens.tricks),
        ],
        "constants": constants.as_dict(),
    }


def _describe_side(reading: Reading, passages: Sequence[Passage], name: str) -> dict[str, Any]:
    document = reading.document
    gone = [getattr(passage, name) for passage in passages if passage.kind in ("dropped", "inserted")]
    return {
        "headline": reading.headline,
        "published": reading.report.published.isoformat() if reading.report.published else None,
        "url": reading.report.url,
        "outlet": reading.report.outlet,
        "digest": reading.report.body.digest,
        "stories": [
            {
                "span": list(story.span),
                "headline_span": _plain(story.headline),
                "byline_span": _plain(story.byline),
                "dateline_span": _plain(story.dateline),
                "shared": not all(any(each and each.holds(part) for each in gone) for part in story.paragraphs),
            }
            for story in document.stories
        ],
        "furniture": [
            {"span": list(piece.span), "kind": piece.kind, "items": _plain(piece.items)} for piece in document.furniture
        ],
    }


def _describe_tricks(side: str, tricks: Iterable[Trick]) -> list[dict[str, Any]]:
    """Count each kind of trick, with all its places."""
    kinds: dict[str, list[list[int]]] = {}
    for trick in tricks:
        kinds.setdefault(trick.kind, []).append(list(trick.span))
    return [{"kind": kind, "side": side, "count": len(spans), "spans": spans} for kind, spans in kinds.items()]


def _plain(value: Any) -> Any:
    """Return a value of ours as plain ones: spans as pairs, records as objects, tuples as lists."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        return [_plain(each) for each in value]
    names = getattr(value, "_fields", None) or value.__slots__
    return {NAMES.get(name, name): _plain(getattr(value, name)) for name in names}
