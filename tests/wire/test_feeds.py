"""Feeds become reports with all that they say, and what they say wrongly costs no more than itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.document import Document
from mediawire.wire.feed_addresses import absolute
from mediawire.wire.feed_people import Person, split_name
from mediawire.wire.feed_text import mark_up
from mediawire.wire.feeds import read_feed
from mediawire.wire.formats import read_document, tell_format
from mediawire.wire.markup import join_address, parse_markup, text_of
from mediawire.wire.reading import NoticeKind, PubStatus, Reading, Received, Verdict

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "media": "http://search.yahoo.com/mrss/",
        "atom": "http://www.w3.org/2005/Atom",
        "slash": "http://purl.org/rss/1.0/modules/slash/",
        "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
        "cc": "http://backend.userland.com/creativeCommonsRssModule",
        "fh": "http://purl.org/syndication/history/1.0",
        "x": "http://x.example/",
    }.items()
)


def rss(*items: str, channel: str = "") -> Reading:
    """Read an RSS feed of some items."""
    inner = "".join(f"<item>{item}</item>" for item in items)
    text = f'<rss version="2.0" {SPACES}><channel><title>The Post</title>{channel}{inner}</channel></rss>'
    return read_feed(Document(text.encode(), "https://post.example/feed", now=NOW))


def atom(entry: str, feed: str = "") -> Reading:
    """Read an Atom feed of one entry."""
    text = f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">{feed}'
    return read_feed(Document(f"{text}<entry>{entry}</entry></feed>".encode(), "https://post.example/atom", now=NOW))


def only(reading: Reading) -> Received:
    """Return the one report of a reading."""
    assert len(reading.reports) == 1
    return reading.reports[0]


def test_an_item_of_rss_is_a_report() -> None:
    """What a usual item says stands in the fields of a report."""
    report = only(
        rss(
            "<title>Bridge &amp; road</title><link>/news/7</link><guid isPermaLink='false'>p-7</guid>"
            "<pubDate>Sat, 21 Nov 2026 10:15:00 +0100</pubDate><dc:creator>Ann Lee</dc:creator>"
            "<category>City</category><category domain='urn:iptc'>11006000</category><dc:rights>(c) Post</dc:rights>"
            "<description>&lt;p&gt;It &lt;b&gt;opens&lt;/b&gt;. &lt;a href='/map'&gt;Map&lt;/a&gt;"
            "&lt;/p&gt;</description>",
            channel="<language>en-gb</language>",
        )
    )

    assert (report.headline, report.url, report.guid) == ("Bridge & road", "https://post.example/news/7", "p-7")
    assert (report.byline, report.outlet, report.language) == ("Ann Lee", "The Post", "en-gb")
    assert report.published == datetime(2026, 11, 21, 9, 15, tzinfo=UTC)
    assert (report.keywords, report.subjects) == (("City", "11006000"), ("urn:iptc:11006000",))
    assert (report.body.text, report.links) == ("It opens. Map", ("https://post.example/map",))
    assert report.rights.copyright_notice == "(c) Post"


def test_the_body_is_markup_as_received() -> None:
    """No tag is taken from a body and no address in it is rewritten."""
    markup = '<p onclick="x()">One <a href="/two">two</a></p><script>three()</script>'

    report = only(rss(f"<description><![CDATA[{markup}]]></description>"))

    assert report.body.html == markup
    assert report.body.text == "One two"


def test_content_comes_before_the_summary() -> None:
    """The fuller text is the body, the other one the teaser."""
    report = only(rss("<description>Short.</description><content:encoded>&lt;p&gt;Long.&lt;/p&gt;</content:encoded>"))

    assert (report.body.text, report.teaser) == ("Long.", "Short.")


def test_a_description_without_tags_is_text() -> None:
    """Words with a bare bracket are no markup."""
    report = only(rss("<description>if a &lt; b and b &gt; c</description>"))

    assert (report.body.text, report.body.html) == ("if a < b and b > c", None)


@pytest.mark.parametrize(
    "end", ["and so ...", "and so […]", "and so…", "&lt;a href='x'&gt;Read more&lt;/a&gt;", "Weiterlesen"]
)
def test_a_stump_is_incomplete(end: str) -> None:
    """A text that says that it goes on elsewhere is not passed off as whole."""
    report = only(rss(f"<link>https://post.example/1</link><description>It began {end}</description>"))

    assert report.completeness.verdict is Verdict.INCOMPLETE


def test_an_item_without_text_is_still_a_report() -> None:
    """A headline with an address is a report whose text is known to lack."""
    report = only(rss("<title>Only this</title><link>https://post.example/1</link>"))

    assert report.body.text == ""
    assert report.completeness.verdict is Verdict.INCOMPLETE


def test_a_guid_that_is_an_address_is_one() -> None:
    """Where no link is given the guid leads to the page, unless it says that it does not."""
    reading = rss("<guid>https://post.example/1</guid>", "<guid isPermaLink='false'>https://post.example/2</guid>")

    assert [report.url for report in reading.reports] == ["https://post.example/1", None]


def test_times_that_are_out_of_reason_stay_stated() -> None:
    """A date in the future orders nothing and is kept as stated."""
    report = only(rss("<pubDate>Fri, 01 Jan 2038 00:00:00 GMT</pubDate>"))

    assert report.published is None
    assert [time.stated for time in report.stated] == ["Fri, 01 Jan 2038 00:00:00 GMT"]


def test_what_has_no_field_is_kept() -> None:
    """An element nobody knows is kept with its attributes; of two titles none is lost."""
    report = only(
        rss("<title>One</title><title>Two</title><slash:comments>7</slash:comments><x:y z='1'>w<x:v>u</x:v></x:y>")
    )

    assert report.headline == "One"
    assert report.others == {
        "title": ("Two",), "slash:comments": ("7",), "x:y": ("wu",), "x:y/@z": ("1",)
    }  # fmt: skip


def test_of_links_and_times_given_twice_the_last_counts() -> None:
    """What stands twice is a field by its last; the first is kept, its address absolute."""
    report = only(
        rss(
            "<link>/first</link><link>/second</link><pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate>"
            "<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>"
        )
    )

    assert report.url == "https://post.example/second"
    assert report.others["link"] == ("https://post.example/first",)
    assert report.published is not None and report.published.day == 20
    assert [time.stated[:3] for time in report.stated] == ["Fri", "Sat"]


def test_controls_are_the_letters_that_were_meant() -> None:
    """A control of windows-1252, as a letter or as a reference, is what was meant by it; as a letter it is told."""
    reading = rss("<title>a\x92b&#147;c&#x94;</title>")

    assert reading.reports[0].headline == "a\u2019b\u201cc\u201d"
    assert any("windows-1252" in warning for warning in reading.warnings)


def test_categories_of_media_have_the_vocabulary_of_media_rss() -> None:
    """A category that names no vocabulary is of the one that its format gives it; tags are words parted by commas."""
    report = only(rss("<media:category>music</media:category><tags>one, two</tags>"))

    assert report.subjects == ("http://search.yahoo.com/mrss/category_schema:music",)
    assert report.keywords == ("music", "one", "two")


@pytest.mark.parametrize(("markup", "text"), [("a  b\n c", "a b c"), ("a < b", "a < b"), ("<x>a</x> &lt", "a <")])
def test_markup_without_tags_is_its_letters(markup: str, text: str) -> None:
    """What is stated to be markup and holds no tag and no reference shows all its letters."""
    words = mark_up(markup, None)

    assert (words.text, words.markup) == (text, markup)


def test_pictures_have_their_own_rights() -> None:
    """Media RSS and enclosures become pictures, none twice, with credit and rights; pictures in the text come last."""
    report = only(
        rss(
            "<enclosure url='/a.jpg' type='image/jpeg' length='10'/>"
            "<media:group><media:credit>Jo/Post</media:credit><media:copyright>(c) Jo</media:copyright>"
            "<media:content url='/b.jpg' medium='image' width='640' height='480'><media:title>Bridge</media:title>"
            "</media:content><media:content url='/c.mp4' type='video/mp4'/></media:group>"
            "<description>&lt;img src='/d.png' alt='A dog'&gt;&lt;img src='/a.jpg'&gt;</description>"
        )
    )

    first, second, third, film = report.pictures
    assert (first.url, first.size_bytes) == ("https://post.example/a.jpg", 10)
    assert (second.headline, second.credit_line, second.width) == ("Bridge", "Jo/Post", 640)
    assert second.rights.copyright_notice == "(c) Jo"
    assert (third.url, third.alternative) == ("https://post.example/d.png", "A dog")
    assert film.kind == "video"


def test_the_source_of_an_item_is_named() -> None:
    """An aggregator's item says where it was taken from."""
    report = only(rss("<source url='https://agency.example/rss'>The Agency</source><dc:publisher>Mill</dc:publisher>"))

    assert report.source is not None
    assert (report.source.name, report.source.url) == ("The Agency", "https://agency.example/rss")
    assert [(source.role, source.name) for source in report.info_sources] == [
        ("originator", "The Agency"), ("provider", "Mill")
    ]  # fmt: skip


def test_licences_are_links() -> None:
    """A licence is kept as the address that was given."""
    report = only(rss("<cc:license>https://licence.example/by</cc:license>"))

    assert report.rights.links == ("https://licence.example/by",)


def test_a_channel_tells_hubs_pages_and_wholeness() -> None:
    """What a feed says of itself is told: hub, itself, next page, whether it lists all there is."""
    links = "".join(f"<atom:link rel='{rel}' href='/{rel}'/>" for rel in ("self", "hub", "next"))

    channel = rss(
        channel=f"<link>https://post.example/</link><description>News</description>{links}<fh:complete/>"
    ).channel

    assert channel is not None
    assert (channel.title, channel.url, channel.description) == ("The Post", "https://post.example/", "News")
    assert (channel.feed_url, channel.next_url) == ("https://post.example/self", "https://post.example/next")
    assert channel.hubs == ("https://post.example/hub",)
    assert channel.is_whole


def test_an_entry_of_atom_is_a_report() -> None:
    """Atom's own forms: persons, terms with labels, times, a base for addresses, a language."""
    report = only(
        atom(
            "<title type='html'>A &amp;amp; B</title><id>urn:1</id><updated>2026-11-21T10:00:00Z</updated>"
            "<published>2026-11-20T10:00:00Z</published><author><name>Ann</name><email>ann@post.example</email></author>"
            "<category term='c1' scheme='urn:s' label='City'/><link href='seven'/><link rel='related' href='other'/>"
            "<content type='xhtml' xml:lang='de_DE'><div xmlns='http://www.w3.org/1999/xhtml'>Ein <b>Satz</b>."
            "<a href='x'>y</a></div></content>",
            feed="<title>F</title>",
        )
    )

    assert (report.headline, report.guid, report.byline, report.language) == ("A & B", "urn:1", "Ann", "de-DE")
    assert report.url == "https://post.example/seven"
    assert (report.keywords, report.subjects) == (("City",), ("urn:s:c1",))
    assert report.body.text == "Ein Satz.y"
    assert report.body.html == 'Ein <b>Satz</b>.<a href="x">y</a>'
    assert report.links == ("https://post.example/x",)
    assert report.others["atom:link/related/@href"] == ("https://post.example/other",)
    assert report.modified == datetime(2026, 11, 21, 10, tzinfo=UTC)


def test_text_that_atom_calls_text_stays_text() -> None:
    """What looks like a tag is none where the feed says so."""
    report = only(atom("<title type='text'>a &lt;b&gt; c</title><content type='text'>one &lt;br&gt; two</content>"))

    assert (report.headline, report.body.text, report.body.html) == ("a <b> c", "one <br> two", None)


def test_an_entry_inherits_its_feed_s_author() -> None:
    """In Atom the feed's author is that of each entry without one (RFC 4287, section 4.2.1)."""
    assert only(atom("<title>t</title>", feed="<author><name>Desk</name></author>")).byline == "Desk"


def test_a_deleted_entry_is_a_notice() -> None:
    """A tombstone says which entry was taken out of the feed, when and why (RFC 6721)."""
    reading = atom(
        "<title>t</title>",
        feed="<at:deleted-entry ref='urn:9' when='2026-11-20T10:00:00Z'><at:comment>Withdrawn</at:comment>"
        "</at:deleted-entry>",
    )

    (notice,) = reading.notices
    assert notice.kind is NoticeKind.TOMBSTONE
    assert notice.targets[0].guid == "urn:9"
    assert (notice.at, notice.text) == (datetime(2026, 11, 20, 10, tzinfo=UTC), "Withdrawn")


def test_a_draft_is_withheld() -> None:
    """An entry that is a draft is not to be used (RFC 5023, section 13.1.1)."""
    control = "<control xmlns='http://www.w3.org/2007/app'><draft>yes</draft></control>"

    assert only(atom(f"<title>t</title>{control}")).pub_status is PubStatus.WITHHELD


def test_every_base_on_the_way_counts() -> None:
    """xml:base of the feed, the entry and the link itself, one upon the other."""
    reading = read_feed(
        Document(
            b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/x/"><entry xml:base="y/">'
            b'<link xml:base="z/" href="1"/><content type="html" xml:base="w/">&lt;a href="2"&gt;b&lt;/a&gt;</content>'
            b"</entry></feed>"
        )
    )

    report = only(reading)
    assert report.url == "http://a.example/x/y/z/1"
    assert report.links == ("http://a.example/x/y/w/2",)


def test_rdf_and_its_items_are_read() -> None:
    """In RSS 1.0 the items stand beside the channel and are named by rdf:about."""
    reading = read_feed(
        Document(
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
            b' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title></channel>'
            b'<item rdf:about="http://a.example/1"><title>One</title><dc:date>2026-11-20</dc:date></item></rdf:RDF>',
            now=NOW,
        )
    )

    report = only(reading)
    assert (report.guid, report.url, report.headline) == ("http://a.example/1",) * 2 + ("One",)
    assert report.published == datetime(2026, 11, 20, tzinfo=UTC)


def test_a_feed_that_breaks_off_says_so() -> None:
    """The item inside which it breaks off is incomplete, its stump of a guid is none, and the rest is refused."""
    text = "<rss><channel><item><guid>g1</guid><description>Whole.</description></item><item><description>Ha"
    text += "</description><guid>g"

    reading = read_feed(Document(text.encode()))

    whole, stump = reading.reports
    assert whole.completeness.verdict is Verdict.UNKNOWN
    assert (stump.completeness.verdict, stump.guid) == (Verdict.INCOMPLETE, None)
    assert [refusal.reason for refusal in reading.refusals] == ["cut off"]


def test_a_broken_feed_keeps_its_items() -> None:
    """A bare ampersand, an open tag and a prefix that nobody declared cost nothing but a warning."""
    text = (
        "<rss><channel><item><title>Q & A</title><description>one<br>two</description><dc:creator>Ann</dc:creator>"
        "</item><item><title>Next</title></item></channel></rss>"
    )

    reading = read_feed(Document(text.encode()))

    first, second = reading.reports
    assert (first.headline, first.body.text, first.byline) == ("Q & A", "one\ntwo", "Ann")
    assert second.headline == "Next"
    assert reading.warnings


def test_letters_inside_an_empty_tag_are_kept() -> None:
    """HTML has no place for what stands in a ``br``; its letters are kept all the same."""
    report = only(atom("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a<br>b</br>c</div></content>"))

    assert report.body.text == "abc"


def test_a_feed_behind_a_warning_of_the_server_is_one() -> None:
    """What a server prints before the feed does not hide it, and a page that speaks of feeds is none."""
    feed = (
        b"<br />\n<b>Warning</b>: x\n<?xml version='1.0'?><rss><channel><item><title>t</title></item></channel></rss>"
    )

    reading = read_document(Document(feed))

    assert [report.headline for report in reading.reports] == ["t"]
    assert tell_format(Document(b"<html><body><rss >no</rss></body></html>")).name == "page"


def test_too_many_items_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is cut at a limit without saying so."""
    monkeypatch.setattr("mediawire.wire.feeds.MOST_ITEMS", 2)

    reading = rss(*["<title>t</title>"] * 5)

    assert len(reading.reports) == 2
    assert reading.refusals[0].why == "5 items; the first 2 were read"
    assert reading.warnings == ()


def test_items_that_are_only_told_of_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What looks like an item inside CDATA or a comment costs no item its place."""
    monkeypatch.setattr("mediawire.wire.feeds.MOST_ITEMS", 2)

    reading = rss("<title><![CDATA[<item>a</item><item>b</item>]]></title>", "<!-- <item></item> --><title>c</title>")

    assert [report.headline for report in reading.reports] == ["<item>a</item><item>b</item>", "c"]
    assert reading.refusals == ()


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("Ann Lee", Person("Ann Lee")),
        ("ann@post.example (Ann Lee)", Person("Ann Lee", "ann@post.example")),
        ("Ann Lee <ann@post.example>", Person("Ann Lee", "ann@post.example")),
        ("ann@post.example", Person(None, "ann@post.example")),
        ("", Person(None)),
    ],
)
def test_names_are_parted_from_addresses(words: str, person: Person) -> None:
    """An e-mail address is no name."""
    assert split_name(words) == person


@given(
    st.sampled_from(["https://a.example/b/c?d=1", "http://A.example", "HTTP://a.example/x", None]),
    st.text("ab/.:?#=& %é\n", max_size=12)
    | st.sampled_from(["/x/y", "http://b.example/c", "//c.example/d", "mailto:x@y"]),
)
def test_the_short_way_to_an_address_is_the_long_one(base: str | None, address: str) -> None:
    """What is made absolute at a glance is what the rules of addresses make of it."""
    assert absolute(base, address) == join_address(base, address)


@given(st.lists(st.sampled_from(["x ", "<b>y</b>", "<p>z</p>", "&amp;", "é", "&lt;", "\n"]), max_size=12).map("".join))
def test_every_letter_of_a_description_is_in_the_body(markup: str) -> None:
    """Escaped or in CDATA, the letters of a description are those of the body, in order."""
    letters = "".join(text_of(parse_markup(markup)).split())

    told = only(rss(f"<description><![CDATA[<p>{markup}</p>]]></description>")).body.text

    assert "".join(told.split()) == letters


@given(st.binary(max_size=300))
def test_no_bytes_are_an_error(data: bytes) -> None:
    """Whatever follows the head of a feed, there is a reading."""
    reading = read_document(Document(b"<rss><channel><item><title>t" + data))

    assert reading.reports or reading.refusals
