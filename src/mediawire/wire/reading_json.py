"""A reading as JSON has it: ``mediawire.reading/1`` (see schema/reading-1.json and docs/reading.md).

What is not known is left out, so that what stands there was found. A report is one flat row that ``mediawire add`` and
other programs read as it is: the six fields of a corpus always stand in it, first. Bytes are not repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from mediawire.report import Span
from mediawire.wire.reading import Notice, Reading, Received

SCHEMA = "mediawire.reading/1"
_OF_BODY = ("body", "headline", "outlet", "published", "url", "source")
_NUMBERED = (":", "@")


def list_reading(reading: Reading) -> dict[str, Any]:
    """Return a reading as plain values."""
    return {
        "schema": SCHEMA,
        "format": reading.format,
        **_known({"encoding": reading.encoding, "channel": reading.channel, "missing": reading.missing}),
        "reports": [list_report(report, reading) for report in reading.reports],
        "notices": [list_notice(notice, reading) for notice in reading.notices],
        "entries": [_plain(entry) for entry in reading.entries],
        "refusals": [_plain(refusal) for refusal in reading.refusals],
        "warnings": list(reading.warnings),
    }


def list_report(report: Received, reading: Reading | None = None) -> dict[str, Any]:
    """Return a report as one flat row; the fields of a corpus stand first, null where they are not known."""
    channel = reading.channel if reading else None
    outlet = report.outlet or (channel.title if channel else None)
    row: dict[str, Any] = {
        "id": name_report(report, outlet),
        "outlet": outlet,
        "published": report.published.isoformat() if report.published else None,
        "headline": report.headline,
        "url": report.url,
        "text": report.body.text,
        "digest": report.body.digest,
    }
    others = {field.name: getattr(report, field.name) for field in fields(report) if field.name not in _OF_BODY}
    return row | _known({"html": report.body.html, "taken_from": report.source} | others)


def name_report(report: Received, outlet: str | None) -> str | None:
    """Name a report for a corpus: by its guid, made its outlet's own where it is a mere number, else by its address.

    >>> from mediawire.report import Body
    >>> name_report(Received(Body("Late."), guid="17", url="https://www.post.example/17"), None)
    'www.post.example/17'
    """
    if report.guid and not any(mark in report.guid for mark in _NUMBERED):
        owner = _host_of(report.url) or outlet
        return f"{owner}/{report.guid}" if owner else report.guid
    return report.guid or report.canonical or report.url


def _host_of(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def list_notice(notice: Notice, reading: Reading | None = None) -> dict[str, Any]:
    """Return a notice as plain values; the report that it came in stands in it whole."""
    row: dict[str, Any] = _known({field.name: getattr(notice, field.name) for field in fields(notice)})
    if notice.report is not None:
        row["report"] = list_report(notice.report, reading)
    return row


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what is known; nothing else says anything."""
    plain = {name: _plain(value) for name, value in values.items()}
    return {name: value for name, value in plain.items() if value is not None and value != [] and value != {}}


def _plain(value: Any) -> Any:
    """Turn one of our values into what JSON has."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Received):
        return list_report(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return _known({field.name: getattr(value, field.name) for field in fields(value)})
    return str(value) if isinstance(value, str) else value
