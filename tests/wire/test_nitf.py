"""NITF: head, body and what a document says of others."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mediawire.wire.document import Document
from mediawire.wire.nitf import read_nitf
from mediawire.wire.reading import Change, NoticeKind, PubStatus, Reading, Verdict

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def read(
    docdata: str = "", content: str = "<p>Text.</p>", body_head: str = "", attributes: str = "", root: str = ""
) -> Reading:
    """Read an NITF document made of these parts."""
    xml = (
        f"<nitf {root}><head><title>Title</title><docdata {attributes}>{docdata}</docdata></head><body>"
        f"<body.head>{body_head}</body.head><body.content>{content}</body.content></body></nitf>"
    )
    return read_nitf(Document(xml.encode()))


@pytest.mark.parametrize("root", ["", 'xmlns="http://iptc.org/std/NITF/2006-10-18/"'])
def test_head_and_body_go_to_their_fields(root: str) -> None:
    """With the namespace of version 3.6 or without, the same is read."""
    docdata = (
        '<doc-id id-string="ex.1" regsrc="EX"/><urgency ed-urg="3"/><date.issue norm="20310504T120000Z"/>'
        '<ed-msg info="Note to desks"/><du-key key="FERRY" version="2"/><key-list><keyword key="ferry"/></key-list>'
        '<doc.copyright holder="Ex" year="2031"/>'
    )
    head = (
        "<hedline><hl1>Ferry <b>late</b> again</hl1><hl2>Company "
        "silent</hl2></hedline><byline>By <person>Ann Other</person>"
        "<byttl>Ex Writer</byttl></byline><distributor>Ex Wire"
        "</distributor><dateline><location>HARBOUR</location></dateline>"
        "<abstract><p>It was late.</p></abstract>"
    )

    report = read(docdata, body_head=head, root=root).reports[0]

    assert (report.headline, report.others["hl2"]) == ("Ferry late again", ("Company silent",))
    assert (report.byline, report.dateline, report.teaser) == ("By Ann Other Ex Writer", "HARBOUR", "It was late.")
    assert (report.guid, report.version, report.slugline, report.urgency) == ("ex.1", "2", "FERRY", 3)
    assert (report.modified, report.ed_note, report.keywords) == (NOON, "Note to desks", ("ferry",))
    assert report.rights.copyright_holder == "Ex"
    assert {(party.role, party.name) for party in report.info_sources} == {
        ("provider", "EX"),
        ("distributor", "Ex Wire"),
    }


def test_release_and_expiry_are_two_times() -> None:
    """When a text may be used is not when it loses its validity."""
    report = read('<date.release norm="20310504T120000Z"/><date.expire norm="20310604T120000Z"/>').reports[0]

    assert report.embargoed_until == NOON
    assert report.expires == datetime(2031, 6, 4, 12, 0, tzinfo=UTC)


def test_tables_lists_and_captions_are_text() -> None:
    """Rows stand on lines, cells apart, captions and notes in their place; a picture keeps its caption too."""
    content = (
        "<block><p>Before <org>Ex</org> after.</p><table><tr><td>A"
        "</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>"
        '<media media-type="image"><media-reference source="f.jpg" mime-type="image/jpeg" width="10" height="20"/>'
        "<media-caption>The ferry.</media-caption><media-producer>P. Hoto</media-producer>"
        '<media-object encoding="base64">AAAA</media-object>'
        "</media><hl2>More</hl2><ul><li>x</li><li>y</li></ul></block>"
    )

    report = read(content=content).reports[0]

    assert report.body.text == "Before Ex after.\n\nA\t1\nB\t2\n\nThe ferry.\n\nP. Hoto\n\nMore\n\nx\ny"
    (picture,) = report.pictures
    assert (picture.url, picture.caption, picture.byline, picture.width) == ("f.jpg", "The ferry.", "P. Hoto", 10)


@pytest.mark.parametrize(
    ("status", "reports", "kinds"),
    [("usable", 1, []), ("withheld", 1, [NoticeKind.HOLD]), ("canceled", 0, [NoticeKind.KILL])],
)
def test_management_status_is_acted_on(status: str, reports: int, kinds: list[NoticeKind]) -> None:
    """Usable copy is a report, withheld copy a report and a hold, canceled copy a kill."""
    reading = read(attributes=f'management-status="{status}"')

    assert len(reading.reports) == reports
    assert [notice.kind for notice in reading.notices] == kinds


def test_embargoed_without_an_end_is_held() -> None:
    """An embargo that does not say until when holds the copy: in doubt, hold."""
    reading = read(attributes='management-status="embargoed"')

    assert reading.reports[0].pub_status is PubStatus.WITHHELD
    assert [notice.kind for notice in reading.notices] == [NoticeKind.HOLD]


def test_a_document_can_kill_another() -> None:
    """A kill of another document is a notice about that one; a story that replaces it stays a report."""
    attributes = 'management-doc-idref="ex.0" management-idref-status="canceled"'

    story = read('<doc-id id-string="ex.1"/>', attributes=attributes)
    message = read('<doc-id id-string="ex.1"/>', "<p>KILL the ferry story: it is wrong.</p>", attributes=attributes)

    assert [(notice.kind, notice.targets[0].guid) for notice in story.notices] == [(NoticeKind.KILL, "ex.0")]
    assert [report.guid for report in story.reports] == ["ex.1"]
    assert [(notice.kind, notice.targets[0].guid) for notice in message.notices] == [(NoticeKind.KILL, "ex.0")]
    assert message.reports == ()


def test_a_correction_names_what_it_corrects() -> None:
    """A correction is a report with a notice whose target is the document that it corrects."""
    reading = read('<correction info="Name was wrong" id-string="ex.0"/>')

    assert reading.reports[0].change is Change.CORRECTION
    assert [(notice.kind, notice.targets[0].guid, notice.text) for notice in reading.notices] == [
        (NoticeKind.CORRECTION, "ex.0", "Name was wrong")
    ]


def test_a_body_without_body_content_is_read() -> None:
    """Some agencies put the paragraphs right into the body."""
    reading = read_nitf(Document(b"<nitf><body><p>One.</p><p>Two.</p></body></nitf>"))

    assert reading.reports[0].body.text == "One.\n\nTwo."


def test_a_broken_file_is_read_as_far_as_it_goes() -> None:
    """A file that is not well-formed gives what can be read, and says that it may not be all."""
    reading = read_nitf(
        Document(b"<nitf><body><body.content><p>One & two.</p><p>Three.</b></p></body.content></body></nitf>")
    )

    report = reading.reports[0]
    assert "Three." in report.body.text
    assert report.completeness.verdict is Verdict.INCOMPLETE
    assert reading.warnings


def test_a_release_that_nobody_can_read_holds() -> None:
    """In doubt, hold: an embargo whose end cannot be read withholds; a machine's word for no time does not."""
    doubtful = read('<date.release norm="when the minister speaks"/>')
    none = read('<date.release norm="0001-01-01T00:00:00"/>')

    assert doubtful.reports[0].pub_status is PubStatus.WITHHELD
    assert [notice.kind for notice in doubtful.notices] == [NoticeKind.HOLD]
    assert (none.reports[0].pub_status, none.notices) == (PubStatus.USABLE, ())


def test_documents_one_behind_the_other_are_all_read() -> None:
    """A file that a line wrote one document after another into gives them all."""
    one = (
        '<?xml version="1.0" encoding="iso-8859-1"?>\n'
        "<nitf><body><body.content><p>Größe {}</p></body.content></body></nitf>\n"
    )

    reading = read_nitf(Document((one.format(1) + one.format(2)).encode("iso-8859-1")))

    assert [report.body.text for report in reading.reports] == ["Größe 1", "Größe 2"]
    assert reading.warnings == ()


def test_a_broken_namespace_costs_no_text() -> None:
    """Elements are told by their names: a namespace that no tree can hold is left aside."""
    xml = (
        '<n:nitf xmlns:n="http://ex.\x00org/>"><n:body><n:body.content><p>Text.</p></n:body.content></n:body></n:nitf>'
    )

    reading = read_nitf(Document(xml.encode()))

    assert reading.reports[0].body.text == "Text."
    assert reading.reports[0].completeness.verdict is Verdict.INCOMPLETE


def test_a_kill_that_names_another_document_kills_that_one_too() -> None:
    """Where no status of the other is stated, it is the document's own."""
    reading = read('<doc-id id-string="b"/>', attributes='management-status="canceled" management-doc-idref="a"')

    killed = {target.guid for notice in reading.notices if notice.kind is NoticeKind.KILL for target in notice.targets}
    assert killed == {"a", "b"}
    assert reading.reports == ()
