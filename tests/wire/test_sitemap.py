"""Sitemaps become entries, each with what was said of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.document import Document
from mediawire.wire.formats import read_document, tell_format
from mediawire.wire.reading import Reading
from mediawire.wire.sitemap import read_address_list, read_sitemap

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def sitemap(inner: str, root: str = "urlset") -> Reading:
    """Read a sitemap."""
    text = f'<?xml version="1.0"?><{root} {SPACES}>{inner}</{root}>'
    return read_sitemap(Document(text.encode(), "https://post.example/sitemap.xml", now=NOW))


def test_a_news_entry_says_what_it_is() -> None:
    """Address, headline and time stand in fields, the rest under its own name whatever prefix the file gave it."""
    (entry,) = sitemap(
        "<url><loc>https://post.example/7</loc><lastmod>2026-11-21</lastmod><n:news><n:publication><n:name>Post</n:name>"
        "<n:language>en</n:language></n:publication><n:publication_date>2026-11-20T10:00:00Z</n:publication_date>"
        "<n:title>Bridge</n:title></n:news><image:image><image:loc>/a.jpg</image:loc></image:image></url>"
    ).entries

    assert (entry.url, entry.headline, entry.kind) == ("https://post.example/7", "Bridge", "article")
    assert entry.published == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert entry.modified == datetime(2026, 11, 21, tzinfo=UTC)
    assert entry.others == {
        "news:news/news:publication/news:name": ("Post",),
        "news:news/news:publication/news:language": ("en",),
        "image:image/image:loc": ("/a.jpg",),
    }


def test_an_index_names_sitemaps() -> None:
    """The entries of an index are sitemaps themselves."""
    (entry,) = sitemap("<sitemap><loc>/news.xml</loc></sitemap>", "sitemapindex").entries

    assert (entry.url, entry.kind) == ("https://post.example/news.xml", "sitemap")


def test_a_time_that_is_none_is_kept_as_stated() -> None:
    """A time that cannot be believed is kept in its own words."""
    (entry,) = sitemap("<url><loc>/1</loc><lastmod>0001-01-01T00:00:00Z</lastmod></url>").entries

    assert entry.modified is None
    assert entry.others == {"lastmod": ("0001-01-01T00:00:00Z",)}


@pytest.mark.parametrize("loc", ["", "javascript:x()", "#top"])
def test_an_entry_without_an_address_is_refused(loc: str) -> None:
    """What leads nowhere is a refusal, and the rest goes on."""
    reading = sitemap(f"<url><loc>{loc}</loc></url><url><loc>/2</loc></url>")

    assert [entry.url for entry in reading.entries] == ["https://post.example/2"]
    assert [refusal.where for refusal in reading.refusals] == ["entry 1"]


def test_a_sitemap_that_breaks_off_says_so() -> None:
    """The address in which a file breaks off is a stump, and no entry."""
    reading = read_sitemap(Document(b"<urlset><url><loc>https://post.example/1</loc></url><url><loc>https://post.exa"))

    assert [entry.url for entry in reading.entries] == ["https://post.example/1"]
    assert {refusal.reason for refusal in reading.refusals} >= {"cut off"}


def test_too_many_entries_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is cut at a limit without saying so."""
    monkeypatch.setattr("mediawire.wire.sitemap.MOST_ENTRIES", 2)

    reading = sitemap("<url><loc>/1</loc></url>" * 5)

    assert len(reading.entries) == 2
    assert [refusal.reason for refusal in reading.refusals] == ["too many entries"]


def test_a_list_of_addresses_is_a_sitemap() -> None:
    """A text of nothing but addresses is one, and a line that is none is refused."""
    document = Document(b"https://post.example/1\r\nhttps://post.example/2\r\n")

    assert tell_format(document).reader == "sitemap:read_address_list"
    assert [entry.url for entry in read_document(document).entries] == [
        "https://post.example/1",
        "https://post.example/2",
    ]
    assert [refusal.where for refusal in read_address_list(Document(b"https://a.example/\nno\n")).refusals] == [
        "line 2"
    ]


@given(st.lists(st.sampled_from(["https://post.example/", "no address", "javascript:x"]), max_size=6))
def test_every_entry_is_told_or_refused(addresses: list[str]) -> None:
    """As many entries and refusals come out as went in."""
    reading = sitemap("".join(f"<url><loc>{address}</loc></url>" for address in addresses))

    assert len(reading.entries) + len(reading.refusals) == len(addresses)


@given(st.binary(max_size=200))
def test_no_bytes_are_an_error(data: bytes) -> None:
    """Whatever follows the head of a sitemap, the door gives a reading."""
    reading = read_document(Document(b"<urlset><url><loc>https://post.example/1</loc></url>" + data))

    assert reading.entries or reading.refusals
