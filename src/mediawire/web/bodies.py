"""Files bodies under their digests, and says beside them what else a report states."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Any

from mediawire.report import Body
from mediawire.web import models
from mediawire.wire.identity import Appearance
from mediawire.wire.reading import Received

_NO_CHARACTERS = re.compile("[\\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return a text with U+FFFD for what no database and no page can hold: NUL and lone surrogates.

    Only JSON can bring them. HTML shows NUL so as well; a version's ``appearance`` keeps what came, letter by letter.
    """
    return _NO_CHARACTERS.sub("\ufffd", text)


def keep_body(text: str, html: str | None) -> models.Body:
    """File a body, once."""
    text, html = storable(text), storable(html) if html is not None else None
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
    return {name: _storable(value) for name, value in facts.items() if value not in (None, "", [], ())}


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {name: _storable(one) for name, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list) else value


def _iso(time: datetime | None) -> str | None:
    return time.isoformat() if time else None
