"""Site maps, by Django's framework: the articles that their sources let search engines list, and no killed one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from mediawire.web.feeds.answers import give_document, with_etag
from mediawire.web.feeds.identity import changed_at, xml_text
from mediawire.web.feeds.settling import settle
from mediawire.web.gate import readable
from mediawire.web.models import Publication
from mediawire.web.site.cards import address_of, make_card

NEWS_DAYS, MOST_NEWS = 2, 1000
"""What a news site map may hold: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"""
PER_MAP = 5000

Maps = dict[str, "type[Sitemap[Any]] | Sitemap[Any]"]


def indexed(moment: datetime) -> QuerySet[Publication]:
    """Return the articles that readers may see and search engines may list."""
    rows = readable(moment).filter(item__source__terms__is_indexed=True)
    return rows.select_related("headline").order_by("-public_from", "-pk")


class Pages(Sitemap):  # type: ignore[type-arg]  # it takes none when it runs
    """The pages that are always there."""

    def items(self) -> list[str]:
        """List them by name."""
        return ["front", "corrections", "about"]

    def location(self, item: str) -> str:
        """Return the address of one."""
        return reverse(item)


class Articles(Sitemap):  # type: ignore[type-arg]  # it takes none when it runs
    """The articles that search engines may list."""

    limit = PER_MAP

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def items(self) -> QuerySet[Publication]:
        """List them, the newest first."""
        return indexed(self.moment)

    def location(self, item: Publication) -> str:
        """Return the address of one."""
        return address_of(item)

    def lastmod(self, item: Publication) -> datetime:
        """Return when one changed for its readers."""
        return changed_at(item, self.moment)

    def get_latest_lastmod(self) -> datetime | None:
        """Return nothing: the newest of all would have to be looked for in all."""
        return None


class News(Articles):
    """The articles of the last two days, in the words of a news site map."""

    limit = MOST_NEWS

    def items(self) -> QuerySet[Publication]:
        """List them, the newest first, as many as one map may hold."""
        return indexed(self.moment).filter(public_from__gt=self.moment - timedelta(days=NEWS_DAYS))[:MOST_NEWS]

    def get_urls(self, page: Any = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Return the rows, each with what a news site map says of it."""
        rows = super().get_urls(page, site, protocol)
        for row in rows:
            card = make_card(row["item"])
            row["news"] = {
                "name": xml_text(settings.SITE_NAME),
                "language": card.language or settings.LANGUAGE_CODE,
                "title": xml_text(card.headline),
            }
        return rows


def site_map_index(request: HttpRequest) -> HttpResponseBase:
    """List the site maps."""
    maps: Maps = {"pages": Pages(), "articles": Articles(settle(timezone.now()).moment)}
    given = index(request, sitemaps=maps, template_name="feeds/sitemap_index.xml", sitemap_url_name="sitemap")
    return with_etag(request, given.render())


def site_map(request: HttpRequest, section: str) -> HttpResponseBase:
    """Give a site map."""
    maps: Maps = {"pages": Pages(), "articles": Articles(settle(timezone.now()).moment)}
    given = sitemap(request, sitemaps=maps, section=section, template_name="feeds/sitemap.xml")
    return with_etag(request, given.render())


def news_site_map(request: HttpRequest) -> HttpResponseBase:
    """Give the site map of the news."""
    moment = settle(timezone.now()).moment
    given = sitemap(request, sitemaps={"news": News(moment)}, template_name="feeds/news_sitemap.xml")
    return give_document(request, given.render().content, "application/xml", moment)
