"""Files bodies under their digests, and says beside them what else a report states."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from mediawire.report import Body
from mediawire.web import models
from mediawire.wire.identity import Appearance
from mediawire.wire.reading import Received


def keep_body(text: str, html: str | None) -> models.Body:
    """File a body, once."""
    whole = hashlib.sha256(f"{text}\0{html if html is not None else ''}".encode("utf-8", "surrogatepass")).hexdigest()
    body, _ = models.Body.objects.get_or_create(
        pk=f"sha256:{whole}", defaults={"text_digest": Body(text).digest, "text": text, "html": html}
    )
    return body


def tell_facts(shown: Appearance, report: Received | None) -> dict[str, Any]:
    """Return what a report says beside headline, byline and body, as plain values."""
    facts: dict[str, Any] = {
        "is_whole": shown.is_whole,
        "url": shown.link,
        "published": _iso(shown.published),
        "modified": _iso(shown.modified),
        "outlet": shown.outlet,
        "slugline": shown.slugline,
        "change": shown.change,
    }
    if report is not None:
        facts |= {
            "dateline": report.dateline,
            "credit_line": report.credit_line or (report.source.credit_line if report.source else None),
            "credited": report.source.name if report.source else None,
            "language": report.language,
            "section": report.section,
            "teaser": report.teaser,
            "usage_terms": report.rights.usage_terms,
            "copyright": report.rights.copyright_notice,
            "guid": report.guid,
            "version": report.version,
            "completeness": report.completeness.verdict,
            "keywords": list(report.keywords),
            "pictures": [
                {"url": one.url, "caption": one.caption, "credit": one.credit_line, "alternative": one.alternative}
                for one in report.pictures
            ],
        }
    return {name: value for name, value in facts.items() if value not in (None, "", [], ())}


def _iso(time: datetime | None) -> str | None:
    return time.isoformat() if time else None
