"""Reads a page: an article, a list of articles, a live blog, or several stories on one page, told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from lxml import etree

from mediawire.report import Body
from mediawire.wire.charset import decode_document
from mediawire.wire.completeness import count_letters, judge_page, judge_text
from mediawire.wire.document import Document
from mediawire.wire.list_page import find_entries, follow_rule, is_list_page, next_page
from mediawire.wire.live_blog import Post, find_posts, find_stories
from mediawire.wire.markup import links_of, parse_markup, take_body
from mediawire.wire.no_article import tell_no_article
from mediawire.wire.page_body import take_page_body
from mediawire.wire.page_body_model import PageBody
from mediawire.wire.page_facts import PageFacts, find_outlet, read_facts
from mediawire.wire.page_marks import PageMarks, gather_marks
from mediawire.wire.reading import (
    Certainty,
    Change,
    Channel,
    Completeness,
    Notice,
    NoticeKind,
    Reading,
    Received,
    Refusal,
    StatedTime,
    Target,
    Verdict,
)

FORMAT = "page"
LEAST_LETTERS = 40
"""A text shorter than this, on a page that does not say it is an article, is no report."""
HOLDS_MORE = 1.6


def read_page(document: Document) -> Reading:
    """Read a page as browsers would: its report, its posts, or the entries of its list.

    What is no article (an error, a consent wall, a sign-in) is a refusal with its reason; a body that is not whole says
    so in its completeness. Raises `NotText` where the bytes are no text.
    """
    text = decode_document(document)
    page = parse_markup(text.text)
    marks = gather_marks(page, document.url)
    now = document.now or datetime.now(UTC)
    if document.article_links is not None:
        reading = follow_rule(marks, document.article_links, now)
        return replace(reading, channel=_channel(marks), encoding=text.encoding)
    return replace(_read(document, marks, now), encoding=text.encoding)


def _read(document: Document, marks: PageMarks, now: datetime) -> Reading:
    """Tell what kind of page it is, and read it as that."""
    posts = find_posts(marks, document.data) or find_stories(marks, document.data)
    body = take_page_body(marks.page, document)
    letters = count_letters(body.body.text)
    if posts:
        return Reading(FORMAT, _post_reports(posts, marks, now), channel=_channel(marks))
    refusal = tell_no_article(marks, body.body.text, letters)
    entries = () if refusal else find_entries(marks, now)
    if refusal is None and is_list_page(marks, entries, letters):
        following = next_page(marks)
        return Reading(FORMAT, entries=(*entries, *([following] if following else ())), channel=_channel(marks))
    if refusal is None and letters < LEAST_LETTERS and marks.article is None:
        refusal = Refusal("no article", "no text of a report stands on the page", document.url or "")
    if refusal is not None:
        return Reading(FORMAT, refusals=(refusal,), channel=_channel(marks))
    return _read_article(document, marks, body, now)


def _read_article(document: Document, marks: PageMarks, taken: PageBody, now: datetime) -> Reading:
    body, warnings = _fuller_body(marks, taken, document.data)
    facts = read_facts(marks, body.text, taken.elements, now)
    completeness = judge_page(marks, body.text, taken.left_out, taken.certainty)
    links = tuple(
        dict.fromkeys(address for element in taken.elements for address, _ in links_of(element, document.url))
    )
    report = _report(facts, marks, body, completeness, links)
    return Reading(FORMAT, (report,), _correction_notices(report, facts), channel=_channel(marks), warnings=warnings)


def _fuller_body(marks: PageMarks, taken: PageBody, data: bytes) -> tuple[Body, tuple[str, ...]]:
    """Return the body that was taken, or the one in the page's data where that holds plainly more of the report.

    Only JSON-LD has a text of its own; a body that is marked up in the page holds all that stands between its tags.
    """
    article = marks.article
    if article is None or article.syntax != "json-ld":
        return taken.body, ()
    raw = max((one for one in article.all("articleBody") if isinstance(one, str)), key=len, default="")
    if count_letters(raw) <= max(200, HOLDS_MORE * count_letters(taken.body.text)):
        return taken.body, ()
    body = take_body(raw, data) if "</" in raw else Body(raw.strip(), data)
    return body, ("the body is taken from the page's data, which hold more of it than the page shows",)


def _report(
    facts: PageFacts, marks: PageMarks, body: Body, completeness: Completeness, links: tuple[str, ...]
) -> Received:
    published, modified = facts.dates.published, facts.dates.modified
    others = dict(facts.others)
    if facts.corrections:
        others["corrections"] = facts.corrections
    return Received(
        body,
        headline=facts.headline.text,
        byline=facts.byline.text,
        published=published.at if published else None,
        outlet=facts.outlet,
        url=marks.url or facts.canonical,
        source=facts.source,
        language=facts.language,
        links=links,
        format=FORMAT,
        guid=facts.canonical or marks.url,
        canonical=facts.canonical,
        teaser=facts.teaser,
        credit_line=facts.source.credit_line if facts.source else None,
        section=facts.section,
        keywords=facts.keywords,
        genre=facts.genre,
        modified=modified.at if modified else None,
        stated=facts.times,
        change=Change.CORRECTION if facts.corrections else None,
        rights=facts.rights,
        info_sources=facts.info_sources,
        pictures=facts.pictures,
        completeness=completeness,
        others=others,
    )


def _correction_notices(report: Received, facts: PageFacts) -> tuple[Notice, ...]:
    target = Target(report.guid, report.url, headline=report.headline)
    return tuple(
        Notice(
            NoticeKind.CORRECTION,
            (target,),
            Certainty.SURE,
            report.modified,
            text=text,
            evidence="correction note on the page",
            report=report,
        )
        for text in facts.corrections
    )


def _post_reports(posts: tuple[Post, ...], marks: PageMarks, now: datetime) -> tuple[Received, ...]:
    """Make a report of each post; what the page says for all of them stands for each."""
    facts = read_facts(marks, "", (), now)
    reports = []
    for place, post in enumerate(posts):
        times = tuple(time for time in (post.published, post.modified) if time is not None)
        reports.append(
            Received(
                post.body,
                headline=post.headline,
                byline=post.byline or facts.byline.text,
                published=_believed(post.published, now),
                outlet=facts.outlet,
                url=post.url or marks.url,
                language=facts.language,
                links=post.links,
                format=FORMAT,
                guid=post.guid or f"{facts.canonical or marks.url or ''}#{place + 1}",
                canonical=post.url,
                section=facts.section,
                modified=_believed(post.modified, now),
                stated=times,
                rights=facts.rights,
                completeness=replace(judge_text(post.body.text), verdict=Verdict.UNKNOWN),
                others={"page headline": (facts.headline.text,)} if facts.headline.text else {},
            )
        )
    return tuple(reports)


def _believed(time: StatedTime | None, now: datetime) -> datetime | None:
    return time.at if time is not None and time.at is not None and time.at.year <= now.year + 1 else None


def _channel(marks: PageMarks) -> Channel:
    feeds = tuple(element.get("href") or "" for element in _feed_links(marks.page))
    others = {"feeds": feeds} if feeds else {}
    return Channel(
        find_outlet(marks), marks.url, language=marks.language or None, next_url=marks.link("next"), others=others
    )


def _feed_links(page: etree._Element) -> list[etree._Element]:
    kinds = ("rss", "atom", "feed+json", "application/json")
    return [
        link
        for _, link in zip(range(500), page.iter("link"), strict=False)
        if "alternate" in (link.get("rel") or "")
        and any(kind in (link.get("type") or "") for kind in kinds)
        and link.get("href")
    ]
