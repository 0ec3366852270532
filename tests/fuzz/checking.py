"""What must hold of a reading, whatever the bytes were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from mediawire.report import Span
from mediawire.wire.answers import pack, put_together, take_apart, unpack
from mediawire.wire.reading import Notice, Reading, Received
from mediawire.wire.reading_json import list_reading

WORDS = ("headline", "byline", "outlet", "url", "language", "guid", "version", "canonical", "slugline", "dateline",
         "teaser", "credit_line", "section", "genre", "ed_note")  # fmt: skip


def check_reading(reading: Reading) -> None:
    """Check a reading: every value of the kind that its field has, fit for JSON and for another process."""
    assert put_together(unpack(pack(take_apart(reading)))) == reading
    json.dumps(list_reading(reading), allow_nan=False)
    for value in walk(reading):
        if isinstance(value, datetime):
            assert value.utcoffset() is not None, value
        elif isinstance(value, Received):
            check_report(value)
        elif isinstance(value, Notice) and value.span is not None and value.report is not None:
            check_span(value.span, value.report)
    for refusal in reading.refusals:
        assert refusal.reason and refusal.why


def check_report(report: Received) -> None:
    """Check a report: what is unknown is None and never empty; figures are in their ranges."""
    empty = [name for name in WORDS if getattr(report, name) == ""]
    assert not empty, f"empty: {empty}"
    assert report.urgency is None or 1 <= report.urgency <= 9
    assert 0 <= report.completeness.score <= 1
    assert report.completeness.letters >= 0
    assert report.body.digest.startswith("sha256:")
    assert all(values and all(isinstance(value, str) for value in values) for values in report.others.values())


def check_span(span: Span, report: Received) -> None:
    """Check that a span lies in a text that it may speak of."""
    longest = max(
        len(report.body.text), *(len(getattr(report, name) or "") for name in ("headline", "slugline", "ed_note"))
    )
    assert 0 <= span.start <= span.end <= longest


def walk(value: Any) -> Iterator[Any]:
    """Yield a value and all that it holds."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from walk(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from walk(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from walk(part)
