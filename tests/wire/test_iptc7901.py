"""Teleprinter copy: IPTC 7901 and ANPA 1312."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.document import Document
from mediawire.wire.iptc7901 import read_iptc7901
from mediawire.wire.reading import Change, NoticeKind, Reading, Verdict


def read(data: str | bytes, charset: str = "utf-8") -> Reading:
    """Read teleprinter copy."""
    return read_iptc7901(Document(data.encode(charset) if isinstance(data, str) else data))


def a_message(text: str, stamp: str = "041200 GMT May 31", number: str = "062") -> str:
    """Return a message of IPTC 7901."""
    return f"\x01exa{number} 4 i 211 ccccb   exa 061\r\n\r\nFerry-delay/\r\n\x02{text}\r\n\x03{stamp}\r\n\x7f\x04"


def an_anpa(text: str, take: str = "1stLd-Writethru") -> str:
    """Return a message of ANPA 1312."""
    return (
        f"\x16\x16\x01W2607\x1fasian\r\nr a\x13\x11 BC-US--FerryDelay {take}   05-04 0123\r\n"
        f"\x02^BC-US--Ferry Delay, 1st Ld,20<\r\n{text}\r\n\t   \x03AP-WF-05-04-31 1200GMT<\r\n\x0c\r\n\x04"
    )


def test_a_message_is_read_whole() -> None:
    """Header, keyword line, take key, headline, byline, body and time go to their places."""
    text = (
        "REFILE\n1ST LEAD\nFerry leaves late again, they\nsay\nBy Ann "
        "Other =\r\n\n   Harbour (exa) - It was late.\r\n\n   It sank."
    )

    reading = read(a_message(text))

    report = reading.reports[0]
    assert (report.headline, report.byline) == ("Ferry leaves late again, they say", "By Ann Other")
    assert (report.slugline, report.urgency, report.outlet) == ("Ferry-delay", 4, "exa")
    assert report.body.text == "Harbour (exa) - It was late.\n\n   It sank."
    assert (report.dateline, report.modified) == ("Harbour (exa)", datetime(2031, 5, 4, 12, tzinfo=UTC))
    assert (report.others["sequence"], report.others["take key"]) == (("062",), ("REFILE 1ST LEAD",))
    assert (report.change, reading.notices[0].kind) == (Change.REFILE, NoticeKind.REFILE)


def test_what_is_not_for_publication_is_a_note() -> None:
    """The part for desks only goes to the editors' note and is listed as left out."""
    text = "Headline =\n\nStory.\n\n* * * *\nThe following information is not for publication\n\nTel: 123"

    report = read(a_message(text)).reports[0]

    assert report.body.text == "Story."
    assert (report.ed_note or "").endswith("Tel: 123")
    assert report.completeness.left_out[0].reason == "not for publication"


def test_many_messages_and_what_stands_between_them() -> None:
    """Each message of a file is a report; text outside any is refused by name."""
    data = a_message("One =\n\nA.") + "line noise" + a_message("Two =\n\nB.", number="063")

    reading = read(data)

    assert [report.headline for report in reading.reports] == ["One", "Two"]
    assert [refusal.reason for refusal in reading.refusals] == ["no message"]
    assert "line noise" in reading.refusals[0].why


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_letters_beyond_ascii_are_read(charset: str) -> None:
    """UTF-8 and the code page of old lines give the same letters, and the reading says which it was."""
    reading = read(
        a_message("Münchner Fähre =\n\nDer Müller fährt über die Brücke, größer und schöner als früher."), charset
    )

    assert reading.reports[0].headline == "Münchner Fähre"


def test_an_old_line_with_zczc_is_read() -> None:
    """A message between ZCZC and NNNN has its first line as header."""
    reading = read("ZCZC exa062 4 i 20 exa 061\nHeadline here =\n\nText of it.\nNNNN\n")

    assert (reading.reports[0].headline, reading.reports[0].body.text) == ("Headline here", "Text of it.")


def test_anpa_lines_are_told_by_their_marks() -> None:
    """Slug line, headline, notes and byline stand above the story; cycle and take key in the header."""
    text = (
        "^Ferry leaves late<\r\n^AP Photo X1<\r\n^Eds: Adds quote.<\r\n^By ANN "
        "OTHER=\r\n^Associated Press=\r\n\t   HARBOUR (AP) _ It was late.\r\n \r\n\t   It sank."
    )

    report = read(an_anpa(text)).reports[0]

    assert (report.headline, report.byline, report.ed_note) == ("Ferry leaves late", "By ANN OTHER", "Eds: Adds quote.")
    assert (report.slugline, report.section, report.urgency) == ("US--FerryDelay", "a", 4)
    assert report.body.text == "HARBOUR (AP) _ It was late.\n\n   It sank."
    assert (report.dateline, report.modified) == ("HARBOUR (AP)", datetime(2031, 5, 4, 12, tzinfo=UTC))
    assert (report.format, report.change) == ("anpa1312", Change.UPDATE)


def test_a_table_is_body() -> None:
    """Rows of a table and the lines above them are kept, their blanks in place of controls."""
    text = "^Standings=\r\n^By The Associated Press=\r\n^East=\r\n\x08\x1f W \x1e L\r\n\x08Hill\x10Town\x1f 7 \x1e 5"

    report = read(an_anpa(text, "")).reports[0]

    assert report.headline == "Standings"
    assert report.body.text.split() == ["East", "W", "L", "Hill", "Town", "7", "5"]


def test_a_kill_in_the_take_key_is_acted_on() -> None:
    """A take that kills is a notice and no report."""
    reading = read(an_anpa("^Ferry<\r\n\t   HARBOUR (AP) _ Kill the story.", "Kill"))

    assert (reading.reports, [notice.kind for notice in reading.notices]) == ((), [NoticeKind.KILL])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.binary(max_size=40))
def test_no_bytes_break_the_reader(words: str, noise: bytes) -> None:
    """Any bytes between the controls end as a report, a notice or a refusal."""
    reading = read(b"\x01" + noise + words.encode() + b"\x02" + noise + b"\x03\x04" + noise)

    assert reading.reports or reading.notices or reading.refusals


@given(st.lists(st.text("abcdefgh ÄÖ,.", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=6))
def test_the_body_keeps_every_letter(paragraphs: list[str]) -> None:
    """What stands below the headline is the body, letter for letter."""
    report = read(a_message("Headline =\n\n" + "\n\n".join(paragraphs))).reports[0]

    wanted = "".join(filter(str.isalnum, "".join(paragraphs)))
    assert "".join(filter(str.isalnum, report.body.text)) == wanted


def test_controls_without_a_message_are_a_refusal() -> None:
    """A file that begins like a message and holds none says so."""
    reading = read("\x16\x16 no message here")

    assert (reading.reports, [refusal.reason for refusal in reading.refusals]) == ((), ["no message"])


def test_a_message_without_an_end_is_incomplete() -> None:
    """The line broke before ETX and EOT came."""
    (report,) = read(a_message("Headline =\n\nThe ferry was la").partition("\r\n\x03")[0]).reports

    assert report.body.text == "The ferry was la"
    assert report.completeness.verdict is Verdict.INCOMPLETE
