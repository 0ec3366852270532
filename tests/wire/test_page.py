from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from mediawire.wire.document import Document
from mediawire.wire.page import read_page
from mediawire.wire.reading import Change, NoticeKind, Reading, Verdict

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PARAGRAPHS = (
    "The lock at Upper Weir opened again on Tuesday after two years of work, the harbour board said.",
    "Barges had to take the long way round the island since the gates broke in the great flood of 2024.",
    "“We are glad to have it back,” said Ada Bell, who has kept the lock for twenty years and lives beside it.",
    "The work cost four million, twice what was planned, as divers found the old walls hollow below the water.",
)
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HEAD = (
    "<title>Lock opens again | The Weir Herald</title>"
    '<meta property="og:type" content="article"><meta property="og:site_name" content="The Weir Herald">'
    '<meta property="article:published_time" content="2026-03-04T09:30:00+01:00">'
    '<meta name="author" content="Ben Cole">'
    '<link rel="canonical" href="https://weir.example/lock">'
)


def page(body: str, head: str = HEAD, lang: str = "en") -> str:
    """Write a page."""
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def read(
    markup: str | bytes, url: str | None = "https://weir.example/lock?from=feed", content_type: str | None = None
) -> Reading:
    """Read a page as it comes from an address."""
    data = markup if isinstance(markup, bytes) else markup.encode()
    return read_page(Document(data, url, content_type, None, NOW))


def test_an_article_page_is_one_report_with_its_facts() -> None:
    """Body, headline, authors, time and address come out together; menus stay outside the body."""
    menu = '<nav><a href="/a">Home</a><a href="/b">Sport</a></nav>'

    reading = read(page(f"{menu}<main><article><h1>Lock opens again</h1>{TEXT}</article></main>"))

    (report,) = reading.reports
    assert all(paragraph in report.body.text for paragraph in PARAGRAPHS)
    assert "Sport" not in report.body.text
    assert (report.headline, report.byline, report.outlet) == ("Lock opens again", "Ben Cole", "The Weir Herald")
    assert report.published is not None
    assert report.published.isoformat() == "2026-03-04T09:30:00+01:00"
    assert (report.canonical, report.guid, report.language) == (
        "https://weir.example/lock",
        "https://weir.example/lock",
        "en",
    )
    assert report.completeness.verdict is Verdict.UNKNOWN  # three short paragraphs, of which the page says nothing
    assert reading.encoding is not None


def test_the_paragraphs_keep_their_order() -> None:
    """What follows comes after what stands before it."""
    (report,) = read(page(f"<article><h1>Lock opens again</h1>{TEXT}</article>")).reports

    places = [report.body.text.index(paragraph) for paragraph in PARAGRAPHS]

    assert places == sorted(places)


def test_a_stump_is_not_passed_off_as_a_report() -> None:
    """A teaser with a wall below it says that it is incomplete, and why."""
    block = '{"@type": "NewsArticle", "headline": "Lock opens again", "isAccessibleForFree": false, "wordCount": 800}'
    head = HEAD + f'<script type="application/ld+json">{block}</script>'

    (report,) = read(page(f"<article><h1>Lock opens again</h1><p>{PARAGRAPHS[0]}</p></article>", head)).reports

    assert report.completeness.verdict is Verdict.INCOMPLETE
    assert len(report.completeness.reasons) >= 2


def test_a_body_that_only_the_page_s_data_hold_is_taken_from_there() -> None:
    """A page that needs scripts to show its text states it all the same; that is told."""
    whole = " ".join(PARAGRAPHS)
    block = json.dumps({"@type": "NewsArticle", "headline": "Lock opens again", "articleBody": whole})
    head = HEAD + f'<script type="application/ld+json">{block}</script>'

    reading = read(page('<h1>Lock opens again</h1><div id="app"></div>', head))

    assert reading.reports[0].body.text == " ".join(PARAGRAPHS)
    assert any("data" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        ("404 - Page not found", "<h1>Page not found</h1><p>Try our front page.</p>", "error page"),
        ("Seite nicht gefunden", "<h1>Fehler</h1>", "error page"),
        ("Just a moment...", "<p>Checking your browser before you go on.</p>", "check for robots"),
        ("We value your privacy", "<h1>We value your privacy</h1><button>Accept all</button>", "consent wall"),
        ("Sign in", "<h1>Sign in</h1><form><input type=text><input type=password></form>", "sign-in"),
        ("", '<meta http-equiv="refresh" content="0; url=https://weir.example/new">', "redirect"),
        ("The Weir Herald", "<p></p>", "no article"),
    ],
)
def test_a_page_that_is_no_article_is_refused_with_its_reason(title: str, body: str, reason: str) -> None:
    """Errors, walls and empty pages are no reports."""
    reading = read(page(body, f"<title>{title}</title>"))

    assert not reading.reports
    assert [refusal.reason for refusal in reading.refusals] == [reason]


def test_a_report_about_missing_pages_is_a_report() -> None:
    """Words of an error page in a long text say nothing about the page."""
    text = "".join(f"<p>Page not found, said the reader. {paragraph * 4}</p>" for paragraph in PARAGRAPHS)

    reading = read(page(f"<article><h1>Why readers see “page not found”</h1>{text}</article>"))

    assert len(reading.reports) == 1


def test_a_correction_note_is_a_notice_and_the_report_says_so() -> None:
    """What the page corrected is told beside the report, which stays a report."""
    note = "<p>Correction: An earlier version of this report named the wrong lock and the wrong year.</p>"

    reading = read(page(f"<article><h1>Lock opens again</h1>{TEXT}{note}</article>"))

    assert [notice.kind for notice in reading.notices] == [NoticeKind.CORRECTION]
    assert reading.notices[0].text.startswith("Correction: An earlier version")
    assert reading.reports[0].change is Change.CORRECTION


def test_bytes_in_another_charset_are_read_as_stated() -> None:
    """The charset of the content type is believed where it fits."""
    markup = page(f"<article><h1>Größe der Schleuse</h1>{TEXT}</article>", "<title>Größe</title>", "de")

    reading = read(markup.encode("cp1252", "replace"), content_type="text/html; charset=windows-1252")

    assert reading.reports[0].headline == "Größe der Schleuse"


def test_reading_twice_gives_the_same() -> None:
    """The same bytes give the same reading."""
    markup = page(f"<article><h1>Lock opens again</h1>{TEXT}</article>")

    assert read(markup) == read(markup)


def test_what_stands_between_the_tags_of_a_marked_up_body_is_not_taken_for_it() -> None:
    """A body marked up in the page holds scripts and shares, too; only a text of its own may take its place."""
    script = "<script>" + "var counted = count(visitor, page); " * 200 + "</script>"
    body = f'<div itemprop="articleBody">{TEXT}{script}<div class="share">Share this</div></div>'

    reading = read(page(f'<article itemscope itemtype="https://schema.org/NewsArticle"><h1>Lock</h1>{body}</article>'))

    assert "counted" not in reading.reports[0].body.text
    assert reading.warnings == ()
