"""Tells whether what a test of Superdesk states of a file is what was read of it, field by field."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from bench.agency_data import Expected
from bench.agency_letters import letters, reports_of
from mediawire.wire.reading import Reading, Received

EXCEPTIONS = Path(__file__).parents[1] / "docs" / "agency-exceptions.md"
_TIMES = {
    "firstcreated": ("first_created", "published", "modified"),
    "versioncreated": ("modified",),
    "firstpublished": ("published", "modified"),
    "embargoed": ("embargoed_until",),
}
_FIELDS = {
    "headline": "headline",
    "byline": "byline",
    "language": "language",
    "slugline": "slugline",
    "urgency": "urgency",
    "version": "version",
    "pubstatus": "pub_status",
    "ednote": "ed_note",
    "abstract": "teaser",
    "description_text": "teaser",
    "dateline": "dateline",
    "body_html": "body",
    "genre": "genre",
}
_OTHERS = {
    "type": ("itemclass", "type"),
    "priority": ("priority", "Priority"),
    "anpa_category": ("category", "subject", "service", "meta anpa-category"),
    "anpa_take_key": ("take key",),
    "ingest_provider_sequence": ("sequence",),
    "word_count": ("word count", "wordcount"),
    "format": ("format",),
}


class Excepted(NamedTuple):
    """A value that a test states and that is not in the file, or not what the standard says; with its reason."""

    test: str
    field: str
    value: str

    def covers(self, expected: Expected) -> bool:
        """Tell whether this exception is about that expectation."""
        field = next((step for step in expected.path if not step.isdecimal()), "")
        return self.test == expected.test and self.field == field and self.value in str(expected.value)


def read_exceptions() -> list[Excepted]:
    """Read the table of exceptions: test, field, value or a part of it, reason."""
    rows = re.findall(r"^\| `(\w+)` \| `([^`]+)` \| (?:`([^`]*)`)? *\|", EXCEPTIONS.read_text("utf-8"), re.MULTILINE)
    return [Excepted(*row) for row in rows]


def is_met(expected: Expected, reading: Reading) -> bool:
    """Tell whether a reading says what a test states: of one of its reports, or of a picture in it."""
    reports = reports_of(reading)
    if expected.field.startswith("len(") and not expected.path:
        return int(expected.value) in (len(reports), len(reports) + sum(len(report.pictures) for report in reports))
    return any(says(expected, report) for report in reports)


def says(expected: Expected, report: Received) -> bool:
    """Tell whether a report says what a test states."""
    path = [step for step in expected.path if not step.isdecimal()]
    field, value = (path or [""])[0], expected.value
    if expected.field.startswith("len("):
        return bool(_count(field, report) == value)
    if any(_picture_says(path[-1], value, picture) for picture in report.pictures):
        return True
    if field == "type" and value == "text" and report.body.text:
        return True
    if field == "dateline":
        return str(value) == report.dateline or (path != ["dateline", "text"] and str(value) in (report.dateline or ""))
    if field in _TIMES:
        return any(_same_time(value, getattr(report, name)) for name in _TIMES[field])
    if value in ("", {}, []):
        return not getattr(report, _FIELDS.get(field, ""), None) or field == "slugline"
    return _matches(value, _known(field, report), field)


def _known(field: str, report: Received) -> list[str]:
    """Return all that a report says under a field of Superdesk's."""
    if field == "guid":
        return [report.guid or "", f"{report.guid}:{report.version}"]
    if field == "uri":
        return [report.guid or ""]
    if field == "body_html":
        return [report.body.text]
    if field in ("source", "original_source"):
        return [party.name for party in report.info_sources] + [report.credit_line or ""]
    if field == "authors":
        return [party.name for party in report.info_sources if party.role in ("creator", "contributor")]
    if field in ("usageterms", "copyrightnotice"):
        terms = report.rights.usage_terms if field == "usageterms" else report.rights.copyright_notice
        return [terms or "", *(terms or "").splitlines()]
    known = [str(getattr(report, _FIELDS[field]) or "")] if field in _FIELDS else []
    names = _OTHERS.get(field, ())
    known += [
        word
        for name, words in report.others.items()
        if name.lower() in names or field in name.lower()
        for word in words
    ]
    if field in ("subject", "keywords", "signal"):
        known += [*report.subjects, *report.keywords, *report.signals]
    if field == "subject":
        known += [word for name, words in report.others.items() for word in words if "subject" in name.lower()]
    if field in ("extra", "ednote"):
        known += [report.ed_note or "", *(report.ed_note or "").splitlines()]
    if field in ("place", "subject"):
        known += [word for words in report.others.values() for word in words]
    return known


def _matches(value: Any, known: list[str], field: str) -> bool:
    if isinstance(value, list):
        return all(_matches(one, known, field) for one in value)
    if isinstance(value, dict):
        word = str(value.get("qcode") or value.get("name"))
        return any(word.casefold() in one.casefold() for one in known)
    if field == "body_html":
        return letters(re.sub(r"<[^>]+>", " ", str(value))) in letters(known[0])
    wanted = " ".join(str(value).split())
    if field in ("type", "anpa_category", "ednote", "subject"):
        return any(wanted in " ".join(one.split()) for one in known)
    return any(" ".join(one.split()) == wanted for one in known)


def _count(field: str, report: Received) -> int:
    if field == "authors":
        return len({p.name for p in report.info_sources if p.role == "creator"} or {report.byline} - {None})
    return len(report.subjects) if field == "subject" else -1


def _picture_says(field: str, value: Any, picture: Any) -> bool:
    known = {"headline": picture.headline, "description_text": picture.caption, "alt_text": picture.alternative}
    return bool(value == (picture.kind if field == "type" else known.get(field)))


def _same_time(value: str, at: datetime | None) -> bool:
    if at is None:
        return False
    wanted = datetime.fromisoformat(value)
    return at == wanted if wanted.tzinfo else at.replace(tzinfo=None) == wanted
