"""The addresses of what leaves the wire for other programs, and of the page of channels; rights are in the table."""

from __future__ import annotations

from django.urls import URLPattern, path

from mediawire.web.feeds import api, channel_pages, pages, sitemaps

SCOPES = ("", "section/<slug:section>/", "source/<str:source>/")

feeds: list[URLPattern] = [
    path(f"feeds/{scope}{file}", view, name=name)
    for scope in SCOPES
    for file, view, name in (
        ("rss.xml", pages.rss, "rss"),
        ("atom.xml", pages.atom, "atom"),
        ("feed.json", pages.json_feed, "json-feed"),
    )
]
addresses = [
    *feeds,
    path("sitemap.xml", sitemaps.site_map_index, name="sitemap-index"),
    path("sitemap-<slug:section>.xml", sitemaps.site_map, name="sitemap"),
    path("news-sitemap.xml", sitemaps.news_site_map, name="news-sitemap"),
    path("a/<int:number>.newsml", pages.newsml, name="newsml"),
    path("api/v1/changes", api.changes, name="api-changes"),
    path("api/v1/articles/<int:number>", api.article, name="api-article"),
    path("desk/channels", channel_pages.channels, name="channels"),
    path("desk/channels/<int:number>", channel_pages.channel, name="channel"),
]
