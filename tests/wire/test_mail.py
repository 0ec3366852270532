from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.document import Document
from mediawire.wire.formats import tell_format
from mediawire.wire.mail import read_mail, read_words, split_messages
from mediawire.wire.reading import Verdict

PLAIN = """From: Desk <desk@post.example>
To: all@post.example
Subject: Ferry late
Date: Mon, 1 Mar 2021 19:00:00 +0100 (CET)
Message-ID: <1@post.example>
Keywords: ferry, harbour
X-Desk: north
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: 8bit

The ferry left late, caf\xe9 owners said.
"""


def mail(*parts: str, kind: str = "mixed") -> bytes:
    """Make a message of several parts."""
    joined = "".join(f"--b\n{part}\n" for part in parts)
    return f"From: a@a.example\nSubject: s\nContent-Type: multipart/{kind}; boundary=b\n\n{joined}--b--\n".encode()


def part(content_type: str, text: str, *headers: str) -> str:
    """Make one part."""
    return "\n".join((f"Content-Type: {content_type}", *headers, "", text))


def test_a_message_is_a_report_with_its_headers() -> None:
    """Each header has its field, or stands under its own name."""
    document = Document(PLAIN.encode("latin-1"))

    (report,) = read_mail(document).reports

    assert tell_format(document).name == "mail"
    assert report.body.text == "The ferry left late, café owners said.\n"
    assert report.headline == "Ferry late"
    assert report.published == datetime(2021, 3, 1, 18, tzinfo=UTC)
    assert report.guid == "1@post.example"
    assert report.keywords == ("ferry", "harbour")
    assert [(party.role, party.name) for party in report.info_sources] == [("creator", "Desk")]
    assert report.others == {"To": ("all@post.example",), "X-Desk": ("north",)}
    assert report.body.received == document.data


def test_of_two_alternatives_the_marked_up_one_is_the_body_and_both_are_kept() -> None:
    """The links and the emphasis stand in the marked-up text."""
    data = mail(part("text/plain", "The ferry."), part("text/html", "<p>The <a href='https://x.example'>ferry</a>.</p>"),
                kind="alternative")  # fmt: skip

    (report,) = read_mail(Document(data)).reports

    assert report.body.text == "The ferry."
    assert report.body.html is not None
    assert report.links == ("https://x.example",)
    assert report.others["text/plain"] == ("The ferry.",)


def test_a_marked_up_text_that_holds_less_than_half_is_not_the_body() -> None:
    """Some senders put the report into the plain text, and an advertisement beside it."""
    data = mail(
        part("text/plain", "The ferry left two hours late."), part("text/html", "<p>Ferry</p>"), kind="alternative"
    )

    (report,) = read_mail(Document(data)).reports

    assert report.body.text == "The ferry left two hours late."
    assert report.others["text/html"] == ("<p>Ferry</p>",)


def test_texts_that_follow_each_other_are_one_body() -> None:
    """Nothing of a message in several texts is lost."""
    (report,) = read_mail(Document(mail(part("text/plain", "One."), part("text/plain", "Two.")))).reports

    assert report.body.text == "One.\n\nTwo."


def test_what_hangs_on_a_message_is_read_listed_or_refused() -> None:
    """A text is a report of its own, a picture is listed, anything else is named."""
    text = part("text/plain; name=a.txt", "A report of its own.", "Content-Disposition: attachment; filename=a.txt")
    picture = part("image/png; name=p.png", "iVBORw0K", "Content-Transfer-Encoding: base64", "Content-ID: <c1>")
    other = part("application/pdf; name=x.pdf", "%PDF-")

    reading = read_mail(Document(mail(part("text/plain", "See below."), text, picture, other)))

    assert [report.body.text for report in reading.reports] == ["See below.", "A report of its own."]
    assert [(found.url, found.headline) for found in reading.reports[0].pictures] == [("cid:c1", "p.png")]
    assert [(refusal.reason, refusal.where) for refusal in reading.refusals] == [("attachment not read", "x.pdf")]


def test_a_message_in_a_message_is_read() -> None:
    """What was passed on is a report as well."""
    inner = part("message/rfc822", "From: b@b.example\nSubject: inner\n\nInner text.\n")

    reading = read_mail(Document(mail(part("text/plain", "Outer text."), inner)))

    assert [report.headline for report in reading.reports] == ["s", "inner"]


def test_a_file_of_messages_is_read_message_by_message() -> None:
    """An mbox file holds many."""
    data = b"From a@a.example Mon Mar  1 18:00:00 2021\nSubject: one\nTo: b\n\nOne.\n\n" * 2

    assert len(list(split_messages(data))) == 2
    assert [report.headline for report in read_mail(Document(data)).reports] == ["one", "one"]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("=?utf-8?q?Caf=C3=A9_closes?=", "Café closes"),
        ("=?utf-8?b?w4Q=?= =?utf-8?b?w5Y=?= x", "ÄÖ x"),
        ("=?utf-8?q?Caf=C3?= =?utf-8?q?=A9?=", "Café"),
        ("=?no-such-charset?q?abc?=", "abc"),
        ("=?utf-8?b?!!!?= rest", "rest"),
        ("plain = ? words", "plain = ? words"),
        ("folded\r\n line", "folded line"),
    ],
)
def test_headers_are_decoded_also_where_they_are_broken(header: str, words: str) -> None:
    """Letters cut in two, charsets that are none, words that are no code."""
    assert read_words(header) == words


def test_bytes_in_a_header_that_nothing_declares_are_read() -> None:
    """Old programs put letters into headers as they are."""
    data = "From: a@a.example\nSubject: Fähre spät\n\nText.\n".encode()

    assert read_mail(Document(data)).reports[0].headline == "Fähre spät"


def test_parts_within_parts_have_an_end() -> None:
    """A message that nests without end is refused at a depth, and what was found stands."""
    data = b"From: a@a.example\nSubject: deep\n"
    for number in range(40):
        data += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)

    reading = read_mail(Document(data + b"\nText.\n"))

    assert [refusal.reason for refusal in reading.refusals] == ["too many parts"]


@given(st.text(max_size=200))
def test_every_header_gives_words(header: str) -> None:
    """No header is an error."""
    assert isinstance(read_words(header), str)


@pytest.mark.parametrize(
    "message",
    [
        mail(part("text/plain", "The ferry left late.")).removesuffix(b"--b--\n"),
        mail(part("text/plain", "VGhlIGZlcnJ5!!!IGxlZnQg=\nZZ", "Content-Transfer-Encoding: base64")),
    ],
)
def test_a_message_that_lost_letters_is_incomplete(message: bytes) -> None:
    """One without its last boundary was cut, and broken base64 is no whole text."""
    (report,) = read_mail(Document(message)).reports

    assert report.completeness.verdict is Verdict.INCOMPLETE
    assert report.completeness.reasons
