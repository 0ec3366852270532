"""Feeds and single articles, as other programs fetch them. All that they hold has passed the gate."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from mediawire.web.feeds import newsml_g2
from mediawire.web.feeds.answers import give_document, home_of, with_etag
from mediawire.web.feeds.entries import Entry, Gone, make_entry, make_gone
from mediawire.web.feeds.identity import id_of
from mediawire.web.feeds.json_feed import write_json
from mediawire.web.feeds.newsml_g2 import write_newsml, write_newsml_withdrawn
from mediawire.web.feeds.selection import Scope, list_killed, list_open
from mediawire.web.feeds.settling import settle
from mediawire.web.feeds.xml_feeds import Atom, Rss, write_xml
from mediawire.web.gate import readable, withdrawn
from mediawire.web.models import Exits


class Filled(NamedTuple):
    """What a feed is made of."""

    title: str
    id: str
    entries: list[Entry]
    gone: list[Gone]


def rss(request: HttpRequest, section: str = "", source: str = "") -> HttpResponseBase:
    """Give the newest articles as RSS 2.0."""
    exits = settle(timezone.now())
    filled = fill(exits, Scope(section, source), home_of(request))
    address = request.build_absolute_uri(request.path)
    data = write_xml(Rss, filled.title, filled.id, home_of(request), address, filled.entries, [])
    return give_document(request, data, "application/rss+xml; charset=utf-8", exits.moment)


def atom(request: HttpRequest, section: str = "", source: str = "") -> HttpResponseBase:
    """Give what changed last as Atom, with a tombstone for what was killed."""
    exits = settle(timezone.now())
    filled = fill(exits, Scope(section, source), home_of(request), "updated_at")
    address = request.build_absolute_uri(request.path)
    data = write_xml(Atom, filled.title, filled.id, home_of(request), address, filled.entries, filled.gone)
    return give_document(request, data, "application/atom+xml; charset=utf-8", exits.moment)


def json_feed(request: HttpRequest, section: str = "", source: str = "") -> HttpResponseBase:
    """Give the newest articles as a JSON Feed."""
    exits = settle(timezone.now())
    filled = fill(exits, Scope(section, source), home_of(request))
    address = request.build_absolute_uri(request.path)
    data = write_json(filled.title, home_of(request), address, filled.entries, filled.gone)
    return give_document(request, data, "application/feed+json", exits.moment)


def newsml(request: HttpRequest, number: int) -> HttpResponseBase:
    """Give an article as NewsML-G2; a killed one as canceled, without its text."""
    exits = settle(timezone.now())
    answer = partial(HttpResponse, content_type=newsml_g2.MEDIA_TYPE)
    row = readable(exits.moment).select_related("headline").filter(pk=number).first()
    if row is not None:
        return with_etag(request, answer(write_newsml(row, exits, home_of(request), settings.SITE_NAME)))
    killed = withdrawn(exits.moment).filter(pk=number).first()
    if killed is None:
        raise Http404("there is no such article")
    return answer(write_newsml_withdrawn(killed, exits, home_of(request), settings.SITE_NAME), status=410)


def fill(exits: Exits, scope: Scope, home: str, newest_by: str = "public_from") -> Filled:
    """Fill a feed. One of a section or source of which there is nothing to tell is not there at all."""
    if "\0" in scope.source:  # PostgreSQL has no such name, and does not let one ask
        raise Http404("there is no such feed")
    rows, killed = list_open(scope, exits.moment, newest_by), list_killed(scope, exits.moment)
    if scope != Scope() and not rows and not killed:
        raise Http404("there is no such feed")
    about = scope.section or next((row.item.source.title for row in [*rows, *killed] if scope.source), "")
    return Filled(
        title=f"{settings.SITE_NAME}: {about}" if about else settings.SITE_NAME,
        id=id_of(exits.site, 0) if scope == Scope() else f"{id_of(exits.site, 0)}#{scope.section}/{scope.source}",
        entries=[make_entry(row, exits, home) for row in rows],
        gone=[make_gone(row, exits) for row in killed],
    )
