"""Plain text: one report, with what newsrooms write at its head and its foot told by looking.

The body is the text as received, to the letter: headline, byline and dateline are said to stand in it, and stay there.
Bytes that are no text, and markup of a kind that none of the other readers knows, are refused.
"""

from __future__ import annotations

import re
from typing import Any

from mediawire.errors import InputError
from mediawire.files import Text, decode
from mediawire.report import Body, Source, Span
from mediawire.text.credits import find_credits
from mediawire.text.stories import read_document
from mediawire.wire.charset import decode_bytes
from mediawire.wire.document import Document
from mediawire.wire.reading import Completeness, InfoSource, Reading, Received, Verdict

MOST_CHARACTERS = 16_000_000
"""As many as a corpus takes: longer than any report or book."""
MOST_LETTERS = 200_000
"""A longer text is a collection; its head tells who wrote what of its first piece only, and its foot of its last."""
LONGEST_FIELD = 500
_MARKUP = re.compile(
    r"\s*<(?:\?xml|!doctype|!\[CDATA\[)[^>]{0,2000}>(?:\s|<!--.{0,2000}?-->)*(<[^<>\s]{1,60})?", re.I | re.S
)


def read_plain_text(document: Document) -> Reading:
    """Read a plain text as one report.

    Raises `InputError` where the bytes are no text, too long for one, or markup that no reader knows.
    """
    name = document.url or "text"
    text = decode_bytes(document.data, document.charset) if document.charset else decode(document.data, name)
    if len(text.text) > MOST_CHARACTERS:
        raise InputError(name, f"{len(text.text):,} characters; more than {MOST_CHARACTERS:,} are no report")
    found = _MARKUP.match(text.text)
    if found:
        raise InputError(name, f"markup of a kind that is not known: {(found[1] or found[0])[:80]}")
    report = Received(
        Body(text.text, document.data), url=document.url, completeness=judge(text), **tell_fields(text.text)
    )
    return Reading("text", (report,), encoding=text.encoding, warnings=text.warnings)


def judge(text: Text) -> Completeness:
    """Say that a text does not tell whether it is whole; where places could not be read, that it is not."""
    letters = sum(map(str.isalnum, text.text))
    if not letters:
        return Completeness(Verdict.UNKNOWN, 0.5, ("no letter in it",))
    if "\ufffd" in text.text:
        return Completeness(Verdict.INCOMPLETE, 0.5, text.warnings or ("some places could not be read",), letters)
    return Completeness(Verdict.UNKNOWN, 0.5, ("plain text does not say where it ends",), letters)


def tell_fields(text: str) -> dict[str, Any]:
    """Tell headline, byline, dateline, credit line and source of a plain text, as far as it says them itself."""
    head = text[:MOST_LETTERS]
    told = read_document(head)
    story = next(iter(told.stories), None)
    places = {name: getattr(story, name) for name in ("headline", "byline", "dateline")} if story else {}
    fields: dict[str, Any] = {name: words for name, span in places.items() if span and (words := _words_of(span, head))}
    credits = find_credits(head, told)
    line = next((words for span in credits.credit_lines if (words := _words_of(span, head))), None)
    mark = next((mark for mark in credits.agencies if mark.role != "link"), None)
    if line:
        fields["credit_line"] = line
    if mark:
        fields["source"] = Source(mark.agency, credit_line=line)
        fields["info_sources"] = (InfoSource("originator", mark.agency),)
    links = tuple(dict.fromkeys(link.span.of(head) for link in credits.urls))
    return fields | {"links": links}


def _words_of(span: Span, text: str) -> str | None:
    words = " ".join(span.of(text).split())
    return words if 0 < len(words) <= LONGEST_FIELD else None
