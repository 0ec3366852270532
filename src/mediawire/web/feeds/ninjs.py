"""Articles as ninjs 3.1, the IPTC's JSON (https://iptc.org/std/ninjs/): so they stand in the API and in webhooks.

``headlines`` are told apart by role: ``house`` is ours, ``source`` the source's; without one of ours there is only the
latter. Of a withdrawn publication there is its id and its status, and no text.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mediawire.web.feeds.identity import changed_at, id_of
from mediawire.web.models import Exits, Publication
from mediawire.web.site.cards import Article, make_article

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
MEDIA_TYPE = "application/json"


def write_ninjs(row: Publication, exits: Exits, home: str, site_name: str) -> dict[str, Any]:
    """Write a publication that readers may see as a ninjs object; ``home`` is the site's address without a slash."""
    article, facts = make_article(row), row.version.facts
    body, language = row.version.body.text, article.card.language
    told = _begin(row, exits, "usable", changed_at(row, exits.moment)) | {
        "version": str(row.revision),
        "type": "text",
        "representationType": "full" if facts.get("is_whole") else "partial",
        "firstCreated": stamp(row.public_from),
        "contentCreated": facts.get("published"),
        "language": language,
        "headlines": _headlines(article),
        "slugline": facts.get("slugline"),
        "by": article.card.byline,
        "located": article.dateline,
        "descriptions": [{"role": "teaser", "contentType": "text/plain", "value": article.card.teaser}],
        "bodies": [
            {"role": "received", "contentType": "text/plain", "charCount": len(body), "value": body},
            {"role": "safe", "contentType": "text/html", "value": article.body},
        ],
        "subjects": [{"literal": word, "name": word} for word in facts.get("keywords", []) if isinstance(word, str)],
        "infoSources": [
            {"name": article.card.outlet, "role": "originator", "uri": article.source_url},
            {"name": site_name, "role": "distributor", "uri": home + "/"},
        ],
        "copyrightNotice": facts.get("copyright"),
        "usageTerms": usage_terms(row, article),
        "renditions": [{"name": "web", "href": home + article.card.address, "contentType": "text/html"}],
        "altIds": _other_ids(row, article),
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def write_ninjs_withdrawn(row: Publication, exits: Exits, is_killed: bool) -> dict[str, Any]:
    """Write what is told of a withdrawn publication: canceled for good, or withheld for now; never its text."""
    if not is_killed:
        return _begin(row, exits, "withheld", None)
    told = _begin(row, exits, "canceled", row.killed_at)
    return told | {"type": "text", "descriptions": [{"role": "withdrawal", "value": row.kill_text}]}


def stamp(time: datetime) -> str:
    """Write a time as RFC 3339 has it, in UTC, to the second."""
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"


def usage_terms(row: Publication, article: Article) -> str:
    """Write on what terms an article may be used: as its source states them, with credit and disclaimer."""
    parts = (row.version.facts.get("usage_terms"), article.credit, article.disclaimer)
    return " ".join(dict.fromkeys(str(part) for part in parts if part))


def _begin(row: Publication, exits: Exits, status: str, changed: datetime | None) -> dict[str, Any]:
    told = {
        "uri": id_of(exits.site, row.pk),
        "standard": STANDARD,
        "pubStatus": status,
    }
    return told | ({"versionCreated": stamp(changed)} if changed else {})


def _headlines(article: Article) -> list[dict[str, str]]:
    source = {"role": "source", "contentType": "text/plain", "value": article.source_headline}
    if not article.has_house_headline:
        return [source]
    return [{"role": "house", "contentType": "text/plain", "value": article.card.headline}, source]


def _other_ids(row: Publication, article: Article) -> list[dict[str, str]]:
    guid = row.version.facts.get("guid")
    known = {"number": str(row.pk), "guid": guid, "text digest": article.digest}
    return [{"role": role, "value": str(value)} for role, value in known.items() if value]
