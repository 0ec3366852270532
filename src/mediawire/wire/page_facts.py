"""All facts of an article page: each by rules in an order of trust, agreement between them weighing with it.

Headline, authors, times, section, language, address, outlet, source credited, rights, pictures, keywords and
corrections are read from JSON-LD, microdata, RDFa, metas and, at last, from what the page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lxml import etree

from mediawire.report import Source
from mediawire.wire.markup import join_address
from mediawire.wire.page_facts_byline import Byline, find_byline
from mediawire.wire.page_facts_dates import Dates, find_dates, states_time
from mediawire.wire.page_facts_headline import Headline, find_headline, host_in, host_of, site_names, strip_site_name
from mediawire.wire.page_facts_pictures import find_pictures
from mediawire.wire.page_facts_shown import walk_page
from mediawire.wire.page_facts_sources import find_corrections, find_rights, find_sources
from mediawire.wire.page_marks import PageMarks
from mediawire.wire.reading import InfoSource, Picture, Rights, StatedTime
from mediawire.wire.structured_data import Thing

KEPT_METAS = (
    "news_keywords",
    "twitter:site",
    "twitter:creator",
    "og:type",
    "article:opinion",
    "article:content_tier",
    "generator",
)
"""Metas that have no field in a report and are kept under their own names."""
MOST_KEYWORDS = 100


NO_RIGHTS = Rights()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says about its report. What it does not say is None; ``rules`` tells which rules gave each fact."""

    headline: Headline
    byline: Byline
    dates: Dates
    section: str | None = None
    language: str | None = None
    canonical: str | None = None
    outlet: str | None = None
    teaser: str | None = None
    genre: str | None = None
    keywords: tuple[str, ...] = ()
    source: Source | None = None
    info_sources: tuple[InfoSource, ...] = ()
    rights: Rights = NO_RIGHTS
    pictures: tuple[Picture, ...] = ()
    corrections: tuple[str, ...] = ()
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def times(self) -> tuple[StatedTime, ...]:
        """Return all times as stated."""
        return tuple(time for time in (self.dates.published, self.dates.modified) if time is not None)


def read_facts(
    marks: PageMarks, body: str = "", elements: Iterable[etree._Element] = (), now: datetime | None = None
) -> PageFacts:
    """Read the facts of a page; ``body`` and ``elements`` are the text of its report and where that stands."""
    outlet = find_outlet(marks)
    names = site_names(marks, outlet)
    headline = find_headline(marks, outlet)
    shown = walk_page(marks.page, headline.element, lines=not states_time(marks))
    byline = find_byline(marks, shown, headline.element, names, body)
    source, info_sources = find_sources(marks, body, byline.text, outlet)
    return PageFacts(
        headline,
        byline,
        find_dates(marks, shown, headline.element, now or datetime.now(UTC)),
        find_section(marks),
        marks.language or None,
        find_canonical(marks),
        outlet,
        find_teaser(marks, names),
        marks.article.types[0] if marks.article and marks.article.types else None,
        find_keywords(marks),
        source,
        info_sources,
        find_rights(marks),
        find_pictures(marks, elements),
        find_corrections(marks, body),
        _others(marks, {"headline": headline.rules, "byline": byline.rules}),
    )


def find_outlet(marks: PageMarks) -> str | None:
    """Find the name of the site that publishes the page."""
    publisher = marks.article.text("publisher") if marks.article else None
    site = next((name for thing in marks.things if thing.is_a(("WebSite",)) and (name := thing.text("name"))), None)
    stated = marks.meta("og:site_name") or publisher or site
    named = marks.meta("application-name", "dc.publisher", "publisher", "al:ios:app_name")
    return stated or named or host_in(marks.url) or host_of(marks) or None


def find_section(marks: PageMarks) -> str | None:
    """Find the section that the report stands in."""
    if marks.article is not None and (text := marks.article.text("articleSection")):
        return text
    stated = marks.meta(
        "article:section",
        "section",
        "parsely-section",
        "sailthru.section",
        "cg",
        "category",
        "dc.subject.section",
        "vr:category",
    )
    if stated:
        return stated
    for thing in marks.things:
        if thing.is_a(("BreadcrumbList",)):
            names = [
                name for item in thing.things("itemListElement") if (name := item.text("name") or _name_of_item(item))
            ]
            if len(names) >= 2:
                return names[1] if len(names) > 2 else names[0]
    return None


def _name_of_item(item: object) -> str | None:
    if not isinstance(item, Thing):
        return None
    return next((name for one in item.things("item") if (name := one.text("name"))), None)


def find_canonical(marks: PageMarks) -> str | None:
    """Find the address that the page calls its own."""
    stated = marks.link("canonical") or join_address(marks.url, marks.meta("og:url") or "")
    if stated:
        return stated
    return next((join_address(marks.url, text) for text in (marks.article.texts("url") if marks.article else ())), None)


def find_teaser(marks: PageMarks, names: set[str]) -> str | None:
    """Find the few sentences by which the page announces its report."""
    stated = marks.article.text("description", "abstract", "alternativeHeadline") if marks.article else None
    text = stated or marks.meta(
        "og:description", "description", "twitter:description", "dc.description", "sailthru.description"
    )
    return strip_site_name(text, names) if text else None


def find_keywords(marks: PageMarks) -> tuple[str, ...]:
    """Find the keywords, each by itself, in the order they are stated."""
    lists = [*(marks.article.texts("keywords") if marks.article else ()), *marks.metas.get("news_keywords", ())]
    lists += marks.metas.get("keywords", ())
    singles = [
        *marks.metas.get("article:tag", ()),
        *(text for name in ("parsely-tags", "sailthru.tags") for text in marks.metas.get(name, ())),
    ]
    words = [word.strip() for text in (*lists, *singles) for word in text.replace(";", ",").split(",")]
    return tuple(dict.fromkeys(word for word in words if word))[:MOST_KEYWORDS]


def _others(marks: PageMarks, rules: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    kept = {name: marks.metas[name] for name in KEPT_METAS if name in marks.metas}
    if marks.article is not None:
        for name in (
            "alternativeHeadline",
            "backstory",
            "dateline",
            "wordCount",
            "isAccessibleForFree",
            "editor",
            "contributor",
            "about",
            "mentions",
            "printSection",
            "printPage",
            "identifier",
        ):
            texts = marks.article.texts(name)
            if texts:
                kept[f"schema:{name}"] = texts
    kept.update({f"rules:{name}": value for name, value in rules.items() if value})
    return kept
