"""An entry of a feed: a card and its safe body, and around it, apart, what the promise asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from mediawire.web.feeds.identity import changed_at, id_of
from mediawire.web.feeds.ninjs import usage_terms
from mediawire.web.models import Exits, Publication
from mediawire.web.site.cards import Article, make_article


@dataclass(frozen=True, slots=True)
class Entry:
    """A publication as feeds have it."""

    id: str
    address: str
    article: Article
    content: str
    """the safe body, and behind a line what is ours: source, address, credit, disclaimer"""
    published: datetime
    updated: datetime
    rights: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """A killed publication as feeds have it."""

    id: str
    at: datetime
    text: str


def make_entry(row: Publication, exits: Exits, home: str) -> Entry:
    """Make the entry of a publication that readers may see."""
    article = make_article(row)
    keywords = (row.section, *row.version.facts.get("keywords", []))
    return Entry(
        id=id_of(exits.site, row.pk),
        address=home + article.card.address,
        article=article,
        content=mark_safe(article.body) + attribute(article),
        published=row.public_from,
        updated=changed_at(row, exits.moment),
        rights=usage_terms(row, article),
        keywords=tuple(dict.fromkeys(word for word in keywords if isinstance(word, str) and word)),
    )


def make_gone(row: Publication, exits: Exits) -> Gone:
    """Make the tombstone of a killed publication."""
    return Gone(id_of(exits.site, row.pk), row.killed_at or row.updated_at, row.kill_text)


def attribute(article: Article) -> SafeString:
    """Write the source, its address, the credit line and the disclaimer of an article."""
    address = article.source_url
    link = format_html('<a href="{}">{}</a>', address, address) if is_web(address) else address
    return format_html(
        "<hr><p>{}</p><p>Source: {}, {}</p>{}",
        article.credit,
        article.card.outlet,
        link,
        format_html("<p>{}</p>", article.disclaimer) if article.disclaimer else "",
    )


def is_web(address: str) -> bool:
    """Tell whether an address is one that may be linked to."""
    return address.lower().startswith(("http://", "https://"))
