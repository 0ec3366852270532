"""NewsML-G2: items, packages and messages, with every letter of their text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.document import Document
from mediawire.wire.newsml_g2 import read_newsml_g2
from mediawire.wire.reading import Change, NoticeKind, PubStatus, Reading, Verdict

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def read(xml: str) -> Reading:
    """Read XML as a file of NewsML-G2."""
    return read_newsml_g2(Document(xml.encode()))


def an_item(
    item_meta: str = "", content_meta: str = "", content: str = "", rest: str = "", guid: str = "urn:ex:1"
) -> str:
    """Return a news item."""
    return (
        f'<newsItem {NAR} guid="{guid}" version="3" xml:lang="en-GB"><itemMeta>{item_meta}</itemMeta>'
        f"<contentMeta>{content_meta}</contentMeta>{rest}<contentSet>{content}</contentSet></newsItem>"
    )


def xhtml(body: str) -> str:
    """Return a body as XHTML inside."""
    return (
        f'<inlineXML contenttype="application/xhtml+xml"><html '
        f"{XHTML}><head><title>T</title></head>{body}</html></inlineXML>"
    )


def test_text_after_an_inline_tag_is_kept() -> None:
    """What follows a link, a bold word and a line break belongs to the body, in its order."""
    content = xhtml(
        "<body><p>The <a href='https://ex.org/a'>ferry</a> left <b>late</b>, they<br/>said.</p><p>It sank.</p></body>"
    )

    report = read(an_item(content=content)).reports[0]

    assert report.body.text == "The ferry left late, they\nsaid.\n\nIt sank."
    assert report.links == ("https://ex.org/a",)
    assert report.body.html is not None
    assert "<a href" in report.body.html


def test_fields_are_read_by_their_roles() -> None:
    """Each property of the standard goes to its field; a second headline is kept under its role."""
    item_meta = (
        '<provider qcode="p:ex"><name>Example Agency</name></provider>'
        "<versionCreated>2031-05-04T14:00:00+02:00</versionCreated>"
        "<firstCreated>2031-05-04T09:30:00Z</firstCreated><edNote>Adds "
        "quote.</edNote><expires>2031-06-01T00:00:00Z</expires>"
    )
    content_meta = (
        '<urgency>4</urgency><headline role="hlr:sub">Ferry company '
        'silent</headline><headline role="hlr:main">Ferry leaves'
        " late</headline><slugline>FERRY-DELAY</slugline><dateline>HARBOUR, May 4</dateline><by>By Ann Other</by>"
        '<creditline>EX</creditline><description role="drol:summary">A '
        "ferry left late.</description><keyword>ferry</keyword>"
        '<subject qcode="medtop:1"><name xml:lang="en">shipping</name>'
        '</subject><genre qcode="g:2"><name>Report</name></genre>'
        '<infoSource role="crol:distributor" literal="Wire Two"/><language tag="en"/>'
    )

    report = read(an_item(item_meta, content_meta)).reports[0]

    assert (report.guid, report.version, report.language, report.urgency) == ("urn:ex:1", "3", "en", 4)
    assert (report.headline, report.others["headline sub"]) == ("Ferry leaves late", ("Ferry company silent",))
    assert (report.slugline, report.dateline, report.byline) == ("FERRY-DELAY", "HARBOUR, May 4", "By Ann Other")
    assert (report.credit_line, report.teaser, report.ed_note) == ("EX", "A ferry left late.", "Adds quote.")
    assert (report.keywords, report.subjects, report.genre) == (("ferry",), ("shipping",), "Report")
    assert (report.modified, report.first_created) == (NOON, datetime(2031, 5, 4, 9, 30, tzinfo=UTC))
    assert report.expires == datetime(2031, 6, 1, tzinfo=UTC)
    assert [(party.role, party.name) for party in report.info_sources] == [
        ("provider", "Example Agency"),
        ("distributor", "Wire Two"),
    ]


def test_an_embargo_is_read_and_an_empty_one_is_none() -> None:
    """The end of an embargo is a time; the empty element says that there is none any more."""
    held = read(an_item("<embargoed>2031-05-04T12:00:00Z</embargoed>")).reports[0]

    free = read(an_item("<embargoed/>")).reports[0]

    assert held.embargoed_until == NOON
    assert free.embargoed_until is None
    assert free.others["embargoed"] == ("empty: no longer embargoed",)


@pytest.mark.parametrize("meta", ['<pubStatus qcode="stat:canceled"/>', '<signal qcode="sig:kill"/>'])
def test_a_canceled_item_is_a_notice_and_no_report(meta: str) -> None:
    """What is canceled or killed is never among the reports; the notice names it and holds it."""
    reading = read(an_item(meta, "<headline>Wrong</headline>", xhtml("<body><p>Wrong.</p></body>")))

    notice = reading.notices[0]
    assert reading.reports == ()
    assert (notice.kind, notice.targets[0].guid) == (NoticeKind.KILL, "urn:ex:1")
    assert notice.report is not None
    assert notice.report.body.text == "Wrong."
    assert notice.report.pub_status is PubStatus.CANCELED


def test_a_withheld_item_is_a_report_and_a_hold() -> None:
    """What is withheld came in; a hold tells the desk not to use it."""
    reading = read(an_item('<pubStatus qcode="stat:withheld"/>'))

    assert reading.reports[0].pub_status is PubStatus.WITHHELD
    assert [notice.kind for notice in reading.notices] == [NoticeKind.HOLD]


def test_a_correction_is_a_report_and_a_notice_and_an_update_only_a_report() -> None:
    """Signals of change mark the report; only a correction is news to the desk."""
    corrected = read(an_item('<signal qcode="sig:update"/><signal qcode="sig:correction"/>'))
    updated = read(an_item('<signal qcode="sig:update"/>'))

    assert corrected.reports[0].change is Change.CORRECTION
    assert [notice.kind for notice in corrected.notices] == [NoticeKind.CORRECTION]
    assert (updated.reports[0].change, updated.notices) == (Change.UPDATE, ())


def test_the_fullest_rendition_is_the_body() -> None:
    """Renditions of one content are not said twice; one that says something else is kept."""
    content = (
        '<inlineData contenttype="text/plain">Short text.</inlineData>'
        + xhtml("<body><p>Short text, and the rest of it.</p></body>")
        + '<inlineData contenttype="text/html">&lt;p&gt;Short text, and the rest of it.&lt;/p&gt;</inlineData>'
    )

    report = read(an_item(content=content)).reports[0]

    assert report.body.text == "Short text, and the rest of it."
    assert report.others["alternative content"] == ("Short text.",)


def test_text_in_base64_and_html_in_disguise_are_read() -> None:
    """Escaped HTML inside is markup; base64 is read by its type, and a picture in it is no text."""
    disguised = read(
        an_item(content='<inlineData contenttype="text/html">&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</inlineData>')
    )
    encoded = read(an_item(content='<inlineData contenttype="text/plain" encoding="encd:base64">SGVsbG8=</inlineData>'))
    picture = read(an_item(content='<inlineData contenttype="image/png" encoding="base64">iVBORw0K</inlineData>'))

    assert disguised.reports[0].body.text == "One\n\nTwo"
    assert encoded.reports[0].body.text == "Hello"
    assert picture.reports[0].body.text == ""
    assert picture.reports[0].completeness.left_out[0].reason == "data of type image/png"


def test_nitf_inside_gives_body_and_what_the_item_does_not_say() -> None:
    """The item's own fields stand; the NITF document adds byline and body."""
    nitf = (
        '<inlineXML contenttype="application/nitf+xml"><nitf><body><body.head><hedline><hl1>Other</hl1></hedline>'
        "<byline>By <person>A. Riter</person></byline></body.head>"
        "<body.content><p>One <em>two</em> three.</p></body.content>"
        "</body></nitf></inlineXML>"
    )

    report = read(an_item(content_meta="<headline>Own</headline>", content=nitf)).reports[0]

    assert (report.headline, report.byline, report.body.text) == ("Own", "By A. Riter", "One two three.")
    assert report.others["nitf headline"] == ("Other",)


def test_remote_content_is_one_picture_in_its_largest_rendition() -> None:
    """A picture elsewhere is kept with the item's rights; smaller renditions are kept by address."""
    remote = (
        '<remoteContent contenttype="image/jpeg" href="https://ex.org/small.jpg" width="100" height="50"/>'
        '<remoteContent contenttype="image/jpeg" href="https://ex.org/large.jpg" width="2000" height="1000" size="99"/>'
    )
    rights = "<rightsInfo><copyrightHolder literal='Ex'/><usageTerms>Print only</usageTerms></rightsInfo>"

    report = read(an_item('<itemClass qcode="ninat:picture"/>', content=remote, rest=rights)).reports[0]

    (picture,) = report.pictures
    assert (picture.url, picture.kind, picture.size_bytes) == ("https://ex.org/large.jpg", "picture", 99)
    assert (picture.rights.copyright_holder, picture.rights.usage_terms) == ("Ex", "Print only")
    assert report.others["rendition"] == ("https://ex.org/small.jpg",)
    assert report.completeness.verdict is Verdict.UNKNOWN


def test_hops_and_encoded_rights_are_kept() -> None:
    """The stages of handling are values; what a machine can read of the rights stays verbatim."""
    rest = (
        '<hopHistory><hop seq="1" timestamp="2031-05-04T12:00:00Z"><party literal="Stringer"/>'
        '<action qcode="hop:created" target="content"/></hop></hopHistory>'
        '<rightsInfo><rightsExpressionXML langid="odrl"><o:policy xmlns:o="urn:o"/></rightsExpressionXML></rightsInfo>'
    )

    report = read(an_item(rest=rest)).reports[0]

    assert [(hop.party, hop.action, hop.target, hop.at) for hop in report.hops] == [
        ("Stringer", "hop:created", "content", NOON)
    ]
    assert "policy" in report.rights.encoded[0]


def test_a_message_gives_all_its_items_and_refuses_concepts() -> None:
    """Every news item of a message is read; an item that is no news is refused with its reason."""
    message = (
        f"<newsMessage {NAR}><header><sender>ex.org</sender><sent>2031-05-04T12:00:00Z</sent></header><itemSet>"
        f"{an_item(guid='urn:a')}<conceptItem guid='urn:c'/>{an_item(guid='urn:b')}</itemSet></newsMessage>"
    )

    reading = read(message)

    assert [report.guid for report in reading.reports] == ["urn:a", "urn:b"]
    assert [(refusal.reason, refusal.where) for refusal in reading.refusals] == [("no news item", "conceptitem urn:c")]
    assert reading.channel is not None
    assert (reading.channel.title, reading.channel.updated) == ("ex.org", NOON)
    assert b"urn:b" not in (reading.reports[0].body.received or b"")


def test_a_package_points_to_its_members() -> None:
    """A package is a report without text; its members are entries."""
    package = (
        f'<packageItem {NAR} guid="urn:p" version="1"><contentMeta>'
        f"<headline>Top news</headline></contentMeta><groupSet>"
        '<group id="g"><itemRef residref="urn:m" href="https://ex.org/m.xml"><headline>Member</headline>'
        "<versionCreated>2031-05-04T12:00:00Z</versionCreated></itemRef></group></groupSet></packageItem>"
    )

    reading = read(package)

    assert reading.reports[0].headline == "Top news"
    assert [(entry.url, entry.headline, entry.modified) for entry in reading.entries] == [
        ("https://ex.org/m.xml", "Member", NOON)
    ]


def test_an_empty_message_is_a_refusal() -> None:
    """A message without items says so."""
    reading = read(f"<newsMessage {NAR}><itemSet/></newsMessage>")

    assert reading.reports == ()
    assert reading.refusals[0].reason == "no news item"


def test_a_header_that_repeats_the_headline_is_left_out_and_listed() -> None:
    """What an HTML document says twice is a field once; what was taken out is named."""
    body = (
        "<body><header><h1>Late ferry</h1><time>4 May</time></header><section>"
        "<p class='teaser'>It is late.</p><p>Text.</p></section></body>"
    )
    meta = "<headline>Late ferry</headline><description role='drol:teaser'>It is late.</description>"

    report = read(an_item(content_meta=meta, content=xhtml(body))).reports[0]

    assert (report.body.text, report.teaser) == ("Text.", "It is late.")
    assert len(report.completeness.left_out) == 2


def test_a_header_with_another_headline_stays() -> None:
    """Only what is said twice is taken out."""
    content = xhtml("<body><header><h1>Other words</h1></header><p>Text.</p></body>")

    report = read(an_item(content_meta="<headline>Late ferry</headline>", content=content)).reports[0]

    assert report.body.text == "Other words\n\nText."


WORDS = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_characters="<>&\x7f"), min_size=1, max_size=8
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.tuples(
        st.sampled_from("p b a em table tr td ul li foo blockquote".split()), st.lists(inner, max_size=4)
    ),
    max_leaves=20,
)


def written(tree: object) -> str:
    """Write a made-up tree as markup, with a word after each element."""
    if isinstance(tree, str):
        return tree
    tag, inner = tree  # type: ignore[misc]
    return f"<{tag}>{' '.join(map(written, inner))}</{tag}>tail"


@given(st.lists(TREES, max_size=4))
def test_no_letter_of_the_content_is_lost(trees: list[object]) -> None:
    """Whatever tags stand in a body, known or not, its letters are those of the content, in order."""
    markup = "".join(map(written, trees))
    content = f"<inlineXML><html {XHTML}><body>{markup}</body></html></inlineXML>"
    expected = "".join(filter(str.isalnum, "".join(_words(trees))))

    report = read(an_item(content=content)).reports[0]

    assert "".join(filter(str.isalnum, report.body.text)) == expected


def _words(trees: list[object]) -> list[str]:
    found = []
    for tree in trees:
        if isinstance(tree, str):
            found.append(tree)
        else:
            found += [*_words(tree[1]), "tail"]  # type: ignore[index]
    return found
