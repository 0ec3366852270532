"""What a page itself claims to be its title, its text and its description: agreement with them is evidence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

_LETTERS = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[^<>]*>")
_BODY = re.compile(r'"articleBody"')
_DESCRIPTIONS = frozenset(("description", "og:description", "twitter:description"))
_TITLES = frozenset(("og:title", "twitter:title"))
MOST_DEEP = 20


@dataclass(frozen=True, slots=True)
class PageClaims:
    """Folded to small letters without blanks or marks. ``body`` is all of JSON-LD's ``articleBody``."""

    titles: tuple[str, ...] = ()
    body: str = ""
    descriptions: tuple[str, ...] = ()

    def agree(self, text: str) -> tuple[bool, bool, bool]:
        """Say whether a text is the title or a part of it, stands in the claimed text, and begins as described."""
        letters = len(text)
        if letters < 8:
            return False, False, False
        is_short = letters < 250
        folded = fold(text if is_short else text[:500]) if is_short or self.body or self.descriptions else ""
        return (
            is_short and self._holds_title(folded),
            bool(self.body) and folded in self.body,
            letters >= 30 and self._describes(folded[:40]),
        )

    def is_title(self, text: str) -> bool:
        """Say whether a text is the title or a part of it, or holds it."""
        return 8 <= len(text) < 250 and self._holds_title(fold(text))

    def _holds_title(self, folded: str) -> bool:
        return len(folded) >= 8 and any(folded in title or title in folded for title in self.titles)

    def _describes(self, folded: str) -> bool:
        return len(folded) >= 20 and any(folded in description for description in self.descriptions)


def fold(text: str) -> str:
    """Fold a text to its letters and figures, so that typography does not part what is the same."""
    return _LETTERS.sub("", text).lower()


def read_claims(page: etree._Element) -> PageClaims:
    """Read what a page claims in its head and in JSON-LD; what cannot be read claims nothing."""
    titles, descriptions, bodies = [], [], []
    for meta in page.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name in _DESCRIPTIONS:
            descriptions.append(fold(meta.get("content") or ""))
        elif name in _TITLES:
            titles.append(fold(meta.get("content") or ""))
    title = page.find(".//title")
    titles.append(fold(title.text or "") if title is not None else "")
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or "") and _BODY.search(script.text or ""):
            bodies += _bodies(script.text or "")
    return PageClaims(
        tuple(filter(None, titles)), fold(_TAG.sub(" ", " ".join(bodies))), tuple(filter(None, descriptions))
    )


def _bodies(script: str) -> list[str]:
    try:
        return list(_find_bodies(json.loads(script.strip().rstrip(";"), strict=False), 0))
    except (ValueError, RecursionError):
        return []


def _find_bodies(value: Any, depth: int) -> list[str]:
    if depth > MOST_DEEP:
        return []
    if isinstance(value, list):
        return [body for one in value for body in _find_bodies(one, depth + 1)]
    if not isinstance(value, dict):
        return []
    own = [body] if isinstance(body := value.get("articleBody"), str) else []
    return own + [
        body for one in value.values() for body in _find_bodies(one, depth + 1) if isinstance(one, dict | list)
    ]
