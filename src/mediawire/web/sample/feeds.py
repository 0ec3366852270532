"""Sample agencies' feeds, in the formats of the day: RSS, Atom and JSON Feed. The same stories give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from email.utils import format_datetime
from html import escape
from typing import NamedTuple

from mediawire.web.sample.stories import Outlet
from mediawire.web.sample.timeline import Told


class Feed(NamedTuple):
    """A feed as it is sent."""

    content_type: str
    text: str


def write_feed(outlet: Outlet, told: Sequence[Told], home: str) -> Feed:
    """Write an agency's feed in its own format; ``home`` is its address."""
    return WRITERS[outlet.format](outlet, told, home)


def write_rss(outlet: Outlet, told: Sequence[Told], home: str) -> Feed:
    """Write RSS 2.0 with whole texts, and PRISM's embargo date."""
    items = "".join(
        f'<item><title>{escape(one.headline)}</title><guid isPermaLink="false">{one.id}</guid>'
        f"<link>{home}/{one.id}</link><category>{escape(one.section)}</category>"
        f"<dc:creator>{escape(one.byline)}</dc:creator><pubDate>{format_datetime(one.published, usegmt=True)}</pubDate>"
        f"<dcterms:modified>{one.modified.isoformat(timespec='seconds')}</dcterms:modified>{_write_embargo(one)}"
        f"<content:encoded>{escape(mark_up(one))}</content:encoded></item>\n"
        for one in told
    )
    return Feed(
        "application/rss+xml; charset=utf-8",
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">\n'
        f"<channel><title>{escape(outlet.name)}</title><link>{home}</link><description>A sample</description>"
        f"<language>{outlet.language}</language>\n{items}</channel></rss>\n",
    )


def write_atom(outlet: Outlet, told: Sequence[Told], home: str) -> Feed:
    """Write Atom (RFC 4287) with whole texts."""
    entries = "".join(
        f"<entry><title>{escape(one.headline)}</title><id>tag:{outlet.slug}.example,2026:{one.id}</id>"
        f'<link href="{home}/{one.id}"/><category term="{escape(one.section)}"/>'
        f"<author><name>{escape(one.byline)}</name></author><published>{one.published.isoformat(timespec='seconds')}"
        f"</published><updated>{one.modified.isoformat(timespec='seconds')}</updated>"
        f'<content type="html">{escape(mark_up(one))}</content></entry>\n'
        for one in told
    )
    updated = max((one.modified for one in told), default=None)
    return Feed(
        "application/atom+xml; charset=utf-8",
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}"><title>{escape(outlet.name)}</title>'
        f'<id>tag:{outlet.slug}.example,2026:feed</id><link href="{home}"/>'
        f"<updated>{updated.isoformat(timespec='seconds') if updated else ''}</updated>\n{entries}</feed>\n",
    )


def write_json(outlet: Outlet, told: Sequence[Told], home: str) -> Feed:
    """Write JSON Feed 1.1 with whole texts."""
    items = [
        {
            "id": one.id,
            "url": f"{home}/{one.id}",
            "title": one.headline,
            "authors": [{"name": one.byline}],
            "tags": [one.section],
            "date_published": one.published.isoformat(timespec="seconds"),
            "date_modified": one.modified.isoformat(timespec="seconds"),
            "content_html": mark_up(one),
        }
        for one in told
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": home,
        "language": outlet.language,
        "items": items,
    }
    return Feed("application/feed+json", json.dumps(feed, ensure_ascii=False, indent=1))


WRITERS: dict[str, Callable[[Outlet, Sequence[Told], str], Feed]] = {
    "rss": write_rss,
    "atom": write_atom,
    "json": write_json,
}


def mark_up(told: Told) -> str:
    """Return a story's text as paragraphs of HTML."""
    return "".join(f"<p>{escape(paragraph, quote=False)}</p>\n" for paragraph in told.paragraphs)


def _write_embargo(told: Told) -> str:
    if told.embargoed_until is None:
        return ""
    return f"<prism:embargoDate>{told.embargoed_until.isoformat(timespec='seconds')}</prism:embargoDate>"
