"""XML of agencies as a tree, broken files as far as they go; what may be missing then is said of each report."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from mediawire.wire.reading import Notice, Reading, Received, Verdict
from mediawire.wire.xml_trees import NotXml, parse_xml

_DECLARATION = re.compile(rb"<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*>")
_SECOND_ROOT = re.compile(rb"</(?:[\w.-]+:)?(?:newsItem|newsMessage|packageItem|NewsML|nitf|RBNews)>\s*<[\w!?]")
_CHARSET = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)")


def parse_agency_xml(data: bytes, name: str) -> tuple[etree._Element, str | None]:
    """Parse a file; also say what is wrong with it, where it is not well-formed.

    Raises `NotXml` where nothing of it can be read, and where it is not safe to.
    """
    try:
        return parse_xml(data, name), None
    except NotXml as error:
        if not error.why.startswith("not well-formed"):
            raise
        if (together := _join(data, name)) is not None:
            return together, None
        return parse_xml(data, name, recover=True), f"{error.why}: read as far as it goes"


def _join(data: bytes, name: str) -> etree._Element | None:
    """Read documents that stand one behind the other in one file, as a line leaves them; None where they are broken."""
    if len(_DECLARATION.findall(data)) < 2 and not _SECOND_ROOT.search(data):
        return None
    charset = _CHARSET.search(data[:200])
    bare = _DECLARATION.sub(b"", data.removeprefix(b"\xef\xbb\xbf"))
    try:
        return parse_xml(b"<files>" + bare + b"</files>", name, charset=charset[1].decode() if charset else None)
    except NotXml:
        return None


def flag_broken(reading: Reading, flaw: str | None) -> Reading:
    """Mark all reports of a broken file as incomplete: nobody knows what stood where it broke."""
    if flaw is None:
        return reading
    return replace(
        reading,
        reports=tuple(_flag(report, flaw) for report in reading.reports),
        notices=tuple(_flag_notice(notice, flaw) for notice in reading.notices),
        warnings=(*reading.warnings, flaw),
    )


def _flag(report: Received, flaw: str) -> Received:
    known = report.completeness
    whole = replace(known, verdict=Verdict.INCOMPLETE, score=0.0, reasons=(*known.reasons, flaw))
    return replace(report, completeness=whole)


def _flag_notice(notice: Notice, flaw: str) -> Notice:
    return replace(notice, report=_flag(notice.report, flaw)) if notice.report else notice
