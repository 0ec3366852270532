from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.errors import InputError
from mediawire.wire.document import Document
from mediawire.wire.plain_text import read_plain_text
from mediawire.wire.reading import Verdict

STORY = """Cranes fall in Lindby harbour

By Ada Holm

LINDBY, Nov 22 (Reuters) - The harbour was closed on Monday after a storm tore two cranes from the quay, officials said.

The repair will take three weeks and may cost three million euros, the port director told a news conference.

Source: https://reuters.example/cranes
"""


def test_what_a_text_says_of_itself_is_told_and_stays_in_it() -> None:
    """Headline, byline, dateline and source are found; the body is the text, to the letter."""
    (report,) = read_plain_text(Document(STORY.encode())).reports

    assert report.body.text == STORY
    assert report.headline == "Cranes fall in Lindby harbour"
    assert report.byline is not None and "Ada Holm" in report.byline
    assert report.dateline is not None and report.dateline.startswith("LINDBY")
    assert report.source is not None and report.source.name == "Reuters"
    assert report.links == ("https://reuters.example/cranes",)
    assert report.completeness.verdict is Verdict.UNKNOWN


def test_a_text_that_says_nothing_of_itself_has_no_fields() -> None:
    """What is not known is None."""
    (report,) = read_plain_text(Document(b"It rained.")).reports

    assert (report.headline, report.byline, report.dateline, report.source) == (None, None, None, None)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 40, b"<?xml version='1.0'?><invoice/>"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """Pictures, documents of other programs, noise, and markup of a kind that nobody here knows."""
    with pytest.raises(InputError):
        read_plain_text(Document(data))


def test_the_stated_charset_is_heard() -> None:
    """A text too short to tell its letters by is read as it says."""
    (report,) = read_plain_text(Document("Żółw".encode("cp1250"), None, "text/plain; charset=windows-1250")).reports

    assert report.body.text == "Żółw"


def test_places_that_cannot_be_read_make_it_incomplete() -> None:
    """A text with broken places is not passed off as whole."""
    reading = read_plain_text(Document("Grüße aus Köln und Düsseldorf, schöne Wäsche. ".encode() * 9 + b"\xc3 end"))

    assert reading.reports[0].completeness.verdict is Verdict.INCOMPLETE


@given(st.text(min_size=1, max_size=400))
def test_every_letter_stays(text: str) -> None:
    """Whatever the text is: where it is read, it is read whole."""
    try:
        data = text.encode()
        reading = read_plain_text(Document(data, None, "text/plain; charset=utf-8"))
    except (InputError, UnicodeEncodeError):
        return

    assert reading.reports[0].body.text.encode("utf-8", "surrogatepass").replace(b"\xef\xbb\xbf", b"") == data.replace(
        b"\xef\xbb\xbf", b""
    )
