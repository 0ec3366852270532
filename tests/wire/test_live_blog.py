from __future__ import annotations

import json
from datetime import UTC, datetime

from mediawire.wire.document import Document
from mediawire.wire.page import read_page
from mediawire.wire.reading import Reading

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TEXTS = (
    "The first barge has passed the lock at Upper Weir this morning, two years after it closed.",
    "The chair of the harbour board speaks of a good day for the river and for all who live by it.",
    "Hundreds of people have come to the banks; the police have closed the bridge to cars until noon.",
)


def read(markup: str) -> Reading:
    """Read a page as it comes from an address."""
    return read_page(Document(markup.encode(), "https://weir.example/live/lock", "text/html; charset=utf-8", None, NOW))


def test_the_posts_that_a_live_blog_states_are_reports() -> None:
    """Each post has its own headline, time and address; the page's headline is kept beside it."""
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Post {place}",
            "articleBody": text,
            "datePublished": f"2026-03-04T0{place + 7}:00:00Z",
            "url": f"https://weir.example/live/lock#p{place}",
        }
        for place, text in enumerate(TEXTS)
    ]
    block = json.dumps({"@type": "LiveBlogPosting", "headline": "Lock opens: live", "liveBlogUpdate": updates})

    reading = read(
        f'<html><script type="application/ld+json">{block}</script><body><h1>Lock opens: live</h1></body></html>'
    )

    assert [report.body.text for report in reading.reports] == list(TEXTS)
    assert [report.headline for report in reading.reports] == ["Post 0", "Post 1", "Post 2"]
    assert reading.reports[1].published == datetime(2026, 3, 4, 8, tzinfo=UTC)
    assert reading.reports[2].guid == "https://weir.example/live/lock#p2"


def test_the_posts_that_a_live_blog_shows_are_reports() -> None:
    """Elements of one kind, side by side, each with a time of its own, are posts; what stands before them is none."""
    posts = "".join(
        f'<div class="liveblog-post" id="p{place}"><time datetime="2026-03-04T0{place + 7}:00:00+01:00">'
        f"0{place + 7}:00</time><h3>Post {place}</h3><p>{text}</p></div>"
        for place, text in enumerate(TEXTS)
    )

    head = "<head><title>Liveblog: Lock opens</title></head>"

    reading = read(f"<html>{head}<body><h1>Lock opens</h1><div>{posts}</div></body></html>")

    assert [report.headline for report in reading.reports] == ["Post 0", "Post 1", "Post 2"]
    assert all(text in report.body.text for text, report in zip(TEXTS, reading.reports, strict=True))
    assert reading.reports[0].published == datetime(2026, 3, 4, 6, tzinfo=UTC)
    assert reading.reports[0].url == "https://weir.example/live/lock#p0"


def test_several_whole_stories_on_a_page_are_several_reports() -> None:
    """A blog's front page with whole posts is no list and no single report."""
    stories = "".join(
        f'<article><h2><a href="/s{place}">Story {place}</a></h2><time datetime="2026-03-0{place + 1}">x</time>'
        f"<p>{text * 8}</p></article>"
        for place, text in enumerate(TEXTS)
    )

    reading = read(f"<html><body>{stories}</body></html>")

    assert [report.headline for report in reading.reports] == ["Story 0", "Story 1", "Story 2"]
    assert reading.reports[1].url == "https://weir.example/s1"
    assert TEXTS[1] * 8 in reading.reports[1].body.text


def test_a_report_with_times_in_it_is_no_live_blog() -> None:
    """A page that does not call itself live is one report, whatever times stand in it."""
    body = "".join(
        f"<p><time datetime='2026-03-0{place + 1}'>Day {place}</time> {text}</p>" for place, text in enumerate(TEXTS)
    )

    reading = read(
        '<html><head><meta property="og:type" content="article"></head><body><article><h1>The week at the lock</h1>'
        f"{body}</article></body></html>"
    )

    assert len(reading.reports) == 1
