"""JSON Feed, version 1.1 (https://www.jsonfeed.org/version/1.1/); the rest stands under ``_mediawire``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from mediawire.web.feeds.entries import Entry, Gone, is_web
from mediawire.web.feeds.ninjs import stamp

VERSION = "https://jsonfeed.org/version/1.1"


def write_json(title: str, home: str, address: str, entries: Sequence[Entry], gone: Sequence[Gone]) -> bytes:
    """Write a feed; what was killed is told in an extension, by its id."""
    told = {
        "version": VERSION,
        "title": title,
        "home_page_url": home + "/",
        "feed_url": address,
        "items": [_tell(entry) for entry in entries],
        "_mediawire": {"deleted": [{"id": one.id, "at": stamp(one.at), "text": one.text} for one in gone]},
    }
    return json.dumps(told, ensure_ascii=True).encode()


def _tell(entry: Entry) -> dict[str, Any]:
    article, card = entry.article, entry.article.card
    told = {
        "id": entry.id,
        "url": entry.address,
        "external_url": article.source_url if is_web(article.source_url) else None,
        "title": card.headline,
        "content_html": entry.content,
        "summary": card.teaser,
        "date_published": stamp(entry.published),
        "date_modified": stamp(entry.updated),
        "authors": [{"name": card.byline or card.outlet}],
        "tags": list(entry.keywords),
        "language": card.language,
        "_mediawire": {
            "source": card.outlet,
            "source_headline": article.source_headline,
            "credit": article.credit,
            "usage_terms": entry.rights,
            "text_digest": article.digest,
        },
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}
