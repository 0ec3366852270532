"""Expectations of feedparser's and gofeed's tests that are not met, by the reason why: docs/feed-exceptions.md."""

from __future__ import annotations

import re
from typing import NamedTuple

from bench.feed_expectations import Case, Row


class Exempt(NamedTuple):
    """One reason, the files it covers and the places in them."""

    reason: str
    files: str
    places: str = ""

    def covers(self, case: Case, row: Row) -> bool:
        """Tell whether this reason is why an expectation is not met."""
        place = ".".join(map(str, row.path))
        return re.search(self.files, case.name) is not None and re.search(self.places, place) is not None


EXEMPT = (
    Exempt("a cleaned body is not the body as received", r"/sanitize/|item_description_not_a_doctype"),
    Exempt("text that was encoded twice stays so", r"double-encoded|linenoise"),
    Exempt("a character that XML forbids is shown as U+FFFD, not dropped", r"illegal_char"),
    Exempt("named references are those of HTML 5", r"entities/(?:lang|rang)"),
    Exempt("an identifier is compared as written, never resolved", r"/base/|_base", r"\bid$"),
    Exempt("the language of an HTTP header is not handed to the reader", r"http_content_language"),
    Exempt("a base that is no folder is not taken for one", r"logo_uri_base", r"icon"),
    Exempt("yes with blanks around it is yes", r"/itunes/.*whitespace", r"block|explicit"),
    Exempt("a vocabulary that nobody stated is not invented", r"category_scheme", r"scheme"),
    Exempt(
        "values derived from others are not invented",
        r"atom03_feed_entry_modified|json1[01]_full|generator",
        r"published|updated|generator",
    ),
    Exempt("a list of words is kept as words", r"item_extensions", r"keywords"),
    Exempt("bytes of a film or a picture are no words", r"extensions_and_source", r"content"),
    Exempt("a channel's picture stays in its description", r"feed_image", r"image"),
    Exempt("a link is told by its purpose, not by its number", r"feed_link_xml_base\.", r"links"),
)


def why_not(case: Case, row: Row) -> str | None:
    """Return the reason why an expectation need not be met; None where there is none."""
    return next((each.reason for each in EXEMPT if each.covers(case, row)), None)
