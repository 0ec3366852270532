"""NewsML 1: revisions, nested components, equivalents."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mediawire.wire.document import Document
from mediawire.wire.newsml_1 import read_newsml_1
from mediawire.wire.reading import Change, NoticeKind, PubStatus, Reading

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def read(*items: str) -> Reading:
    """Read items as a file of NewsML 1."""
    envelope = "<NewsEnvelope><DateAndTime>20310504T120000Z</DateAndTime></NewsEnvelope>"
    return read_newsml_1(Document(f'<NewsML Version="1.2">{envelope}{"".join(items)}</NewsML>'.encode()))


def an_item(management: str = "", components: str = "", number: int = 7) -> str:
    """Return a news item in its second revision."""
    return (
        "<NewsItem xml:lang='fr'><Identification><NewsIdentifier>"
        "<ProviderId>ex.org</ProviderId><DateId>20310504</DateId>"
        f"<NewsItemId>T{number}</NewsItemId><RevisionId PreviousRevision='1' Update='N'>2</RevisionId>"
        f"<PublicIdentifier>urn:newsml:ex.org:20310504:T{number}:2</PublicIdentifier></NewsIdentifier></Identification>"
        f"<NewsManagement>{management}</NewsManagement>{components}</NewsItem>"
    )


def a_text(text: str, lines: str = "", attributes: str = "") -> str:
    """Return a component that holds a text."""
    return (
        f"<NewsComponent {attributes}><NewsLines>{lines}</NewsLines><ContentItem><MediaType FormalName='Text'/>"
        f"<DataContent>{text}</DataContent></ContentItem></NewsComponent>"
    )


def test_fields_are_read() -> None:
    """The identifier without its revision, the lines, and the metadata go to their fields."""
    management = (
        "<FirstCreated>20310504T093000+0000</FirstCreated><ThisRevisionCreated>20310504T140000+0200"
        "</ThisRevisionCreated><Status FormalName='Usable'/><Urgency FormalName='4'/>"
    )
    component = (
        "<NewsComponent><NewsLines><HeadLine>Le bac</HeadLine>"
        "<DateLine>PORT, 4 mai (EX) -</DateLine><ByLine>Par A. Utre</ByLine>"
        "<SlugLine>bac-retard</SlugLine><CopyrightLine>(c) Ex"
        "</CopyrightLine></NewsLines><AdministrativeMetadata><Provider>"
        "<Party FormalName='EX'/></Provider></AdministrativeMetadata><RightsMetadata><UsageRights><UsageType>Print"
        "</UsageType></UsageRights></RightsMetadata><DescriptiveMetadata>"
        "<Language FormalName='fr'/><Genre FormalName='News'/>"
        "<SubjectCode><Subject FormalName='04000000'/></SubjectCode><Property FormalName='Keyword' Value='bac'/>"
        "</DescriptiveMetadata><ContentItem><DataContent><p>Un <b>bac"
        "</b> tard.</p></DataContent></ContentItem></NewsComponent>"
    )

    report = read(an_item(management, component)).reports[0]

    assert (report.guid, report.version, report.language) == ("urn:newsml:ex.org:20310504:T7", "2", "fr")
    assert (report.headline, report.slugline, report.byline) == ("Le bac", "bac-retard", "Par A. Utre")
    assert (report.modified, report.urgency, report.genre) == (NOON, 4, "News")
    assert (report.subjects, report.keywords, report.outlet) == (("04000000",), ("bac",), "EX")
    assert (report.rights.copyright_notice, report.rights.usage_terms) == ("(c) Ex", "Print")
    assert report.body.text == "Un bac tard."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<nitf><body><body.content><p>One <i>two</i> three.</p></body.content></body></nitf>", "One two three."),
        ("<html><body><p>One</p><p>Two</p></body></html>", "One\n\nTwo"),
        ("<![CDATA[<p>One</p><p>Two &amp; three</p>]]>", "One\n\nTwo & three"),
        ("One line\nand another.", "One line\nand another."),
        ("Bare <b>text</b> around.", "Bare text around."),
    ],
)
def test_text_is_read_in_any_dress(content: str, text: str) -> None:
    """NITF, XHTML, HTML in a CDATA section, plain text: the same letters."""
    assert read(an_item(components=a_text(content))).reports[0].body.text == text


def test_a_codes_name_comes_from_the_topics_of_the_file() -> None:
    """A topic set that comes with the item names its codes."""
    topics = (
        "<TopicSet><Topic><FormalName>09</FormalName><Description "
        "Variant='Name' xml:lang='en'>work</Description></Topic></TopicSet>"
    )
    subject = "<DescriptiveMetadata><SubjectCode><Subject FormalName='09'/></SubjectCode></DescriptiveMetadata>"

    report = read(an_item(components=f"<NewsComponent>{topics}{subject}</NewsComponent>")).reports[0]

    assert report.subjects == ("work",)


def test_equivalents_are_said_once() -> None:
    """Of equivalent components the fullest is the text; the others are kept."""
    both = a_text("<p>Short.</p>") + a_text("<p>Short. And long.</p>") + a_text("Other words.")

    report = read(an_item(components=f"<NewsComponent EquivalentsList='yes'>{both}</NewsComponent>")).reports[0]

    assert report.body.text == "Short. And long."
    assert report.others["equivalent text"] == ("Other words.",)


def test_a_picture_keeps_caption_and_rights() -> None:
    """A component with a picture and a caption gives a picture, and the caption is no part of the story."""
    photo = (
        "<NewsComponent><NewsLines><CopyrightLine>(c) Foto</CopyrightLine></NewsLines><ContentItem Href='f.jpg'>"
        "<MediaType FormalName='Photo'/><Characteristics><Property FormalName='Width' Value='9'/></Characteristics>"
        "</ContentItem></NewsComponent><NewsComponent><Role FormalName='Caption'/><ContentItem><DataContent>The ferry."
        "</DataContent></ContentItem></NewsComponent>"
    )

    report = read(an_item(components=f"<NewsComponent>{a_text('<p>Story.</p>')}{photo}</NewsComponent>")).reports[0]

    (picture,) = report.pictures
    assert report.body.text == "Story."
    assert (picture.url, picture.kind, picture.caption, picture.width) == ("f.jpg", "picture", "The ferry.", 9)
    assert picture.rights.copyright_notice == "(c) Foto"


def test_stories_with_headlines_of_their_own_are_reports_of_their_own() -> None:
    """Two headed texts in one item are two reports with addresses of their own."""
    texts = a_text("<p>A.</p>", "<HeadLine>First</HeadLine>", "Duid='d1'") + a_text(
        "<p>B.</p>", "<HeadLine>Second</HeadLine>", "Duid='d2'"
    )

    reports = read(an_item(components=f"<NewsComponent>{texts}</NewsComponent>")).reports

    assert [(report.headline, report.body.text) for report in reports] == [("First", "A."), ("Second", "B.")]
    assert len({report.guid for report in reports}) == 2


def test_status_is_acted_on() -> None:
    """Canceled is a kill; an embargo with an end is a time, one without is a hold."""
    canceled = read(an_item("<Status FormalName='Canceled'/>"))
    until = (
        "<StatusWillChange><FutureStatus FormalName='Usable'/>"
        "<DateAndTime>20310504T120000Z</DateAndTime></StatusWillChange>"
    )
    embargoed = read(an_item("<Status FormalName='Embargoed'/>" + until))
    endless = read(an_item("<Status FormalName='Embargoed'/>"))

    assert canceled.reports == ()
    assert [notice.kind for notice in canceled.notices] == [NoticeKind.KILL]
    assert embargoed.reports[0].embargoed_until == NOON
    assert endless.reports[0].pub_status is PubStatus.WITHHELD
    assert [notice.kind for notice in endless.notices] == [NoticeKind.HOLD]


def test_an_instruction_tells_the_change() -> None:
    """A correction comes as a report and as a notice."""
    reading = read(an_item("<Instruction FormalName='Correction'/>"))

    assert reading.reports[0].change is Change.CORRECTION
    assert [notice.kind for notice in reading.notices] == [NoticeKind.CORRECTION]


def test_all_items_of_a_file_are_read() -> None:
    """Several items in one file are several reports, each with its own bytes."""
    reading = read(an_item(number=1), an_item(number=2))

    assert [report.guid for report in reading.reports] == [
        "urn:newsml:ex.org:20310504:T1",
        "urn:newsml:ex.org:20310504:T2",
    ]
    assert b"T2" not in (reading.reports[0].body.received or b"")


def test_style_sheets_are_no_text() -> None:
    """A content item of CSS is kept aside."""
    css = (
        "<NewsComponent><ContentItem><MimeType FormalName='text/css'/>"
        "<DataContent>.a {b: c}</DataContent></ContentItem></NewsComponent>"
    )

    report = read(an_item(components=f"<NewsComponent>{css}{a_text('<p>Story.</p>')}</NewsComponent>")).reports[0]

    assert report.body.text == "Story."


def test_title_lead_and_body_in_components_of_their_own() -> None:
    """A title by its role is the headline; a lead by its role opens the body."""
    pieces = "".join(
        f"<NewsComponent><Role FormalName='{role}'/><ContentItem><DataContent>{text}</DataContent></ContentItem>"
        "</NewsComponent>"
        for role, text in (("Title", "Late ferry"), ("Lead", "It was late."), ("Body", "<p>It sank.</p>"))
    )

    report = read(an_item(components=f"<NewsComponent>{pieces}</NewsComponent>")).reports[0]

    assert (report.headline, report.body.text) == ("Late ferry", "It was late.\n\nIt sank.")


def test_a_kill_takes_all_stories_of_its_item() -> None:
    """A canceled item with two stories is two kills; neither is a report."""
    texts = a_text("<p>A.</p>", "<HeadLine>First</HeadLine>") + a_text("<p>B.</p>", "<HeadLine>Second</HeadLine>")

    reading = read(an_item("<Status FormalName='Canceled'/>", f"<NewsComponent>{texts}</NewsComponent>"))

    assert reading.reports == ()
    assert [(notice.kind, notice.targets[0].headline) for notice in reading.notices] == [
        (NoticeKind.KILL, "First"),
        (NoticeKind.KILL, "Second"),
    ]
