"""Makes up the front page from the newest cards: a lead, what stands beside it, the latest, and the sections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mediawire.web.site.cards import Card

SECONDS, LATEST, LARGE = 2, 6, 1
"""Cards under the lead, headlines in the column of the latest, and cards of a section that show their teaser."""


class Block(NamedTuple):
    """A section on the front page: its first cards with their teasers, of the others the headlines."""

    section: str
    large: list[Card]
    small: list[Card]


class Front(NamedTuple):
    """The front page."""

    lead: Card | None
    seconds: list[Card]
    latest: list[Card]
    blocks: list[Block]


def make_up(cards: Sequence[Card]) -> Front:
    """Make up a front page; each card stands on it once, and the newest lead."""
    lead, rest = (cards[0], list(cards[1:])) if cards else (None, [])
    seconds, rest = rest[:SECONDS], rest[SECONDS:]
    latest, rest = rest[:LATEST], rest[LATEST:]
    sections: dict[str, list[Card]] = {}
    for card in rest:
        sections.setdefault(card.section, []).append(card)
    return Front(lead, seconds, latest, [Block(name, of[:LARGE], of[LARGE:]) for name, of in sections.items()])
