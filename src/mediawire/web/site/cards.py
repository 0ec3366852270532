"""What readers are shown of a publication: one value that pages, lists and feeds take, so that none says more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.urls import reverse

from mediawire.web.models import Correction, Publication
from mediawire.wire.clean import clean
from mediawire.wire.terms import Canonical, Terms

TEASER_LETTERS = 220


@dataclass(frozen=True, slots=True)
class Card:
    """A publication as it stands in a list. Of a killed one there is nothing but that."""

    number: int
    address: str
    headline: str
    section: str
    outlet: str
    byline: str
    teaser: str
    public_from: datetime
    updated_at: datetime
    is_updated: bool
    language: str
    is_killed: bool = False
    kill_text: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A publication as its page shows it: the body as received, and around it what the promise asks for."""

    card: Card
    body: str
    """safe markup"""
    source_headline: str
    has_house_headline: bool
    source_url: str
    credit: str
    disclaimer: str
    dateline: str
    published: str
    retrieved_at: datetime
    digest: str
    versions: int
    left_out: tuple[str, ...]
    corrections: tuple[Correction, ...]
    canonical: str | None
    is_indexed: bool


def make_card(publication: Publication) -> Card:
    """Make the card of a publication that readers may see, or of a killed one without any of its text."""
    if publication.killed_at is not None:
        return make_tombstone(publication)
    version, facts = publication.version, publication.version.facts
    return Card(
        publication.pk,
        address_of(publication),
        publication.headline.text if publication.headline else version.headline,
        publication.section,
        facts.get("outlet") or publication.item.source.outlet or publication.item.source.title,
        version.byline,
        shorten(version.body.text, TEASER_LETTERS),
        publication.public_from,
        publication.updated_at,
        publication.updated_at > publication.public_from,
        facts.get("language") or "",
    )


def make_tombstone(publication: Publication) -> Card:
    """Make the card of a killed publication: its number, its address without words, and what readers are told."""
    address = reverse("article", args=[publication.pk, "withdrawn"])
    at = publication.killed_at or publication.updated_at
    return Card(
        publication.pk, address, "Withdrawn", publication.section, publication.item.source.title, "", "",
        publication.public_from, at, True, "", True, publication.kill_text,
    )  # fmt: skip


def make_article(publication: Publication) -> Article:
    """Make all that the page of a publication shows."""
    version, facts, terms = publication.version, publication.version.facts, Terms.read(publication.item.source.terms)
    card = make_card(publication)
    url = facts.get("url") or publication.item.source.url
    safe = clean(version.body.html, url) if version.body.html is not None else None
    wording = terms.credit_wording or facts.get("credit_line") or "Originally published by {outlet}."
    credit = wording.replace("{outlet}", card.outlet).replace("{byline}", card.byline).replace("{url}", url)
    return Article(
        card,
        safe.html if safe else paragraphs(version.body.text),
        version.headline,
        card.headline != version.headline,
        url,
        credit,
        terms.disclaimer,
        facts.get("dateline") or "",
        facts.get("published") or "",
        version.seen_at,
        version.body.text_digest,
        publication.item.versions.filter(is_version=True).count(),
        tuple(f"{removed.times} × {removed.kind}" for removed in safe.removed) if safe else (),
        tuple(publication.corrections.order_by("-at")),
        {Canonical.SOURCE: url, Canonical.OWN: card.address, Canonical.NONE: None}[terms.canonical],
        terms.is_indexed,
    )


def address_of(publication: Publication) -> str:
    """Return the address of a publication; it never changes."""
    return reverse("article", args=[publication.pk, publication.slug])


def paragraphs(text: str) -> str:
    """Write a plain text as paragraphs, every letter of it."""
    blocks = [block for block in text.split("\n\n") if block.strip()]
    return "".join(
        f"<p>{'<br>'.join(escape(line, quote=False) for line in block.splitlines())}</p>" for block in blocks
    )


def shorten(text: str, letters: int) -> str:
    """Return the beginning of a text, cut at a word and marked as cut."""
    words = " ".join(text.split())
    return words if len(words) <= letters else words[:letters].rsplit(" ", 1)[0] + "…"
