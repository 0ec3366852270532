"""What search engines and other programs are told of an article: a NewsArticle of schema.org, as JSON-LD.

``isBasedOn`` and ``publisher`` name the source; ``sdPublisher``, who publishes these data, is us. No body is in it.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from mediawire.web.models import Correction
from mediawire.web.site.cards import Article

_ESCAPES = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}
"""Letters by which a script element could end, or begin, wherever they stand (HTML, section 4.12.1.3)."""


def write_structured(article: Article, site_name: str, site: str) -> SafeString:
    """Write the JSON-LD of an article, safe to stand in a script element; ``site`` is the site's address."""
    told = json.dumps(describe(article, site_name, site), ensure_ascii=False, separators=(",", ":"))
    return mark_safe(told.translate(_ESCAPES))


def describe(article: Article, site_name: str, site: str) -> dict[str, Any]:
    """Describe an article in schema.org's words; what is not known is left out."""
    card = article.card
    outlet = {"@type": "Organization", "name": card.outlet}
    found = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": card.headline,
        "alternativeHeadline": article.source_headline if article.has_house_headline else None,
        "url": site.rstrip("/") + card.address,
        "inLanguage": card.language,
        "articleSection": card.section,
        "datePublished": article.published or card.public_from.isoformat(),
        "dateModified": article.retrieved_at.isoformat(),
        "author": {"@type": "Person", "name": card.byline} if card.byline else outlet,
        "publisher": outlet,
        "isBasedOn": article.source_url,
        "sdPublisher": {"@type": "Organization", "name": site_name, "url": site},
        "sdDatePublished": card.public_from.isoformat(),
        "creditText": article.credit,
        "usageInfo": article.disclaimer,
        "dateline": article.dateline,
        "correction": [describe_correction(row) for row in article.corrections],
    }
    return {name: value for name, value in found.items() if value}


def describe_correction(row: Correction) -> dict[str, Any]:
    """Describe a correction."""
    return {
        "@type": "CorrectionComment",
        "text": row.text or f"The source has changed this report ({row.grade}).",
        "datePublished": row.at.isoformat(),
    }
