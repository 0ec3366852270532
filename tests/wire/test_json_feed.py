"""JSON Feed 1.0 and 1.1 become reports; what is of a wrong type costs itself only."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.errors import InputError
from mediawire.wire.document import Document
from mediawire.wire.formats import read_document, tell_format
from mediawire.wire.json_feed import read_json_feed
from mediawire.wire.reading import Reading, Verdict

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def feed(*items: Any, **fields: Any) -> Reading:
    """Read a JSON Feed of some items."""
    value = {"version": "https://jsonfeed.org/version/1.1", "title": "The Post", "items": list(items), **fields}
    return read_json_feed(Document(json.dumps(value).encode(), "https://post.example/feed.json", now=NOW))


def test_an_item_is_a_report() -> None:
    """What an item says stands in the fields of a report, and the rest under its own name."""
    (report,) = feed(
        {
            "id": 7,
            "url": "/news/7",
            "external_url": "https://agency.example/7",
            "title": "Bridge",
            "content_html": "<p>It <a href='/map'>opens</a>.</p>",
            "content_text": "It opens.",
            "summary": "Short.",
            "image": "/a.jpg",
            "date_published": "2026-11-21T10:00:00+01:00",
            "authors": [{"name": "Ann", "url": "https://ann.example/"}, {"name": "Bo"}],
            "tags": ["City", "City", "Traffic"],
            "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}],
            "_own": {"a": 1},
        },
        language="en",
    ).reports

    assert (report.guid, report.url, report.headline) == ("7", "https://post.example/news/7", "Bridge")
    assert (report.body.text, report.teaser, report.links) == ("It opens.", "Short.", ("https://post.example/map",))
    assert (report.byline, report.language, report.outlet) == ("Ann, Bo", "en", "The Post")
    assert report.published == datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert report.source is not None
    assert report.source.url == "https://agency.example/7"
    assert report.keywords == ("City", "Traffic")
    assert [(picture.kind, picture.size_bytes) for picture in report.pictures] == [("picture", None), ("audio", 9)]
    assert report.others["_own"] == ('{"a":1}',)
    assert report.others["content_text"] == ("It opens.",)
    assert "authors" in report.others


def test_the_author_of_version_1_0_is_read() -> None:
    """An author is one object there, and that of the feed where an item has none."""
    reading = feed({"id": "1", "content_text": "x"}, author={"name": "Desk"})

    assert reading.reports[0].byline == "Desk"


def test_text_is_text() -> None:
    """Brackets in content_text are no markup."""
    (report,) = feed({"id": "1", "content_text": "a <b> c"}).reports

    assert (report.body.text, report.body.html) == ("a <b> c", None)


def test_a_summary_alone_may_not_be_all() -> None:
    """Where only a summary is given it is the body, and it is said that there may be more."""
    (report,) = feed({"id": "1", "url": "https://post.example/1", "summary": "Short."}).reports

    assert (report.body.text, report.teaser) == ("Short.", None)
    assert report.completeness.verdict is Verdict.UNKNOWN


def test_wrong_types_cost_themselves_only() -> None:
    """A list for an id, a number for a text, a word for the authors: what means something is read, the rest kept."""
    reading = feed({"id": ["x"], "title": {"a": 1}, "content_html": 5, "date_published": True, "authors": "me"}, "no")

    (report,) = reading.reports
    assert (report.guid, report.headline, report.body.text, report.byline) == (None, None, "5", "me")
    assert report.published is None
    assert [refusal.where for refusal in reading.refusals] == ["item 2"]


def test_a_key_that_comes_twice_is_kept() -> None:
    """Of two values under one key none is overwritten silently."""
    data = b'{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"a","content_text":"b"}]}'

    (report,) = read_json_feed(Document(data)).reports

    assert report.body.text == "a"
    assert report.others["content_text (2)"] == ("b",)


def test_a_feed_tells_itself_its_hubs_and_its_next_page() -> None:
    """What the feed says of itself is told."""
    channel = feed(
        home_page_url="https://post.example", next_url="?p=2", hubs=[{"type": "WebSub", "url": "/hub"}]
    ).channel

    assert channel is not None
    assert (channel.url, channel.next_url) == ("https://post.example", "https://post.example/feed.json?p=2")
    assert channel.hubs == ("https://post.example/hub",)


@pytest.mark.parametrize("data", [b"[" * 10_000, b'{"items": [', b"", b'{"a":'])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    """Broken or bottomless JSON is refused in one line."""
    with pytest.raises(InputError):
        read_json_feed(Document(data))


def test_a_number_of_thousands_of_digits_is_words() -> None:
    """No number is too long to be an id."""
    data = b'{"version":"https://jsonfeed.org/version/1","items":[{"id":' + b"9" * 5000 + b',"content_text":"x"}]}'

    assert read_json_feed(Document(data)).reports[0].guid == "9" * 5000


def test_json_feeds_are_told_by_looking() -> None:
    """The address of the version tells a JSON Feed, also in UTF-16 and with escaped slashes."""
    escaped = b'{"version":"https:\\/\\/jsonfeed.org\\/version\\/1.1","items":[]}'

    assert tell_format(Document(escaped)).name == "json-feed"
    assert tell_format(Document(escaped.decode().encode("utf-16"))).name == "json-feed"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from(
    ["id", "title", "content_html", "content_text", "authors", "tags", "attachments", "url", "image"]
)


@given(st.lists(st.dictionaries(keys, values, max_size=5) | values, max_size=3))
def test_no_item_is_an_error(items: list[Any]) -> None:
    """Whatever stands for an item, it is a report or a refusal."""
    reading = feed(*items)

    assert len(reading.reports) + len(reading.refusals) == len(items)


@given(st.binary(max_size=200))
def test_no_bytes_are_an_error(data: bytes) -> None:
    """Whatever follows the head of a JSON Feed, the door gives a reading."""
    reading = read_document(Document(b'{"version":"https://jsonfeed.org/version/1","items":[' + data))

    assert reading.reports or reading.refusals
