"""What readers are shown of a publication: one value that pages, lists and feeds take, so that none says more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any, NamedTuple

from django.urls import reverse

from mediawire.text.datelines import find_dateline
from mediawire.web.models import Correction, Publication, Version
from mediawire.wire.clean import clean
from mediawire.wire.decisions import Grade
from mediawire.wire.terms import Canonical, Terms

TEASER_LETTERS = 240
MOST_VERSIONS = 20
LONGEST_NOTE = 200
"""Letters of a paragraph before the one with the dateline that may be an editor's note."""
_SEEN_CHANGES = {Grade.UPDATE, Grade.CORRECTION, Grade.REFILE, Grade.HEADLINE}
"""Changes that a reader would see; of blanks, addresses and times nobody is told."""
_SENTENCE_END = re.compile(r"[.!?؟。！？](?:[\"'”’»」)]*)(?=\s+\W*[^\W\d_a-z]|$)|[。！？]")


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
    told_at: datetime | None = None
    """when its source told it, as far as it says so; never later than it was public here"""


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
    left_out: tuple[str, ...]
    corrections: tuple[Correction, ...]
    canonical: str | None
    is_indexed: bool


class Versions(NamedTuple):
    """The versions of a report: the newest ones, and how many came before them."""

    newest: tuple[Version, ...]
    earlier: int


def make_card(publication: Publication) -> Card:
    """Make the card of a publication that readers may see, or of a killed one without any of its text."""
    if publication.killed_at is not None:
        return make_tombstone(publication)
    version, facts = publication.version, publication.version.facts
    return Card(
        number=publication.pk,
        address=address_of(publication),
        headline=publication.headline.text if publication.headline else version.headline,
        section=publication.section,
        outlet=outlet_of(publication),
        byline=version.byline,
        teaser=shorten(skip_dateline(version.body.text), TEASER_LETTERS),
        public_from=publication.public_from,
        updated_at=publication.updated_at,
        is_updated=version.grade in _SEEN_CHANGES and version.seen_at > publication.public_from,
        language=facts.get("language") or "",
        told_at=tell_time(publication),
    )


def make_tombstone(publication: Publication) -> Card:
    """Make the card of a killed publication: its number, its address without words, and what readers are told."""
    at = publication.killed_at or publication.updated_at
    return Card(
        number=publication.pk,
        address=reverse("article", args=[publication.pk, "withdrawn"]),
        headline="Withdrawn",
        section=publication.section,
        outlet=publication.item.source.title,
        byline="",
        teaser="",
        public_from=publication.public_from,
        updated_at=at,
        is_updated=True,
        language="",
        is_killed=True,
        kill_text=publication.kill_text,
        told_at=at,
    )


def make_article(publication: Publication) -> Article:
    """Make all that the page of a publication shows."""
    version, facts, terms = publication.version, publication.version.facts, Terms.read(publication.item.source.terms)
    card = make_card(publication)
    url = facts.get("url") or publication.item.source.url
    safe = clean(version.body.html, url) if version.body.html is not None else None
    return Article(
        card=card,
        body=safe.html if safe else paragraphs(version.body.text),
        source_headline=version.headline,
        has_house_headline=card.headline != version.headline,
        source_url=url,
        credit=write_credit(terms, facts, card, url),
        disclaimer=terms.disclaimer,
        dateline=facts.get("dateline") or "",
        published=facts.get("published") or "",
        retrieved_at=version.seen_at,
        digest=version.body.text_digest,
        left_out=tuple(f"{removed.times} × {removed.kind}" for removed in safe.removed) if safe else (),
        corrections=tuple(publication.corrections.order_by("-at")),
        canonical={Canonical.SOURCE: url, Canonical.OWN: card.address, Canonical.NONE: None}[terms.canonical],
        is_indexed=terms.is_indexed,
    )


def list_versions(publication: Publication) -> Versions:
    """List the newest versions that were received of a report, and count the others."""
    rows = publication.item.versions.filter(is_version=True)
    newest = tuple(rows.only("number", "seen_at", "grade").order_by("-number")[:MOST_VERSIONS])
    return Versions(newest, rows.count() - len(newest) if len(newest) == MOST_VERSIONS else 0)


def outlet_of(publication: Publication) -> str:
    """Return the name of the outlet: as the report says, else as its source is configured."""
    source = publication.item.source
    return str(publication.version.facts.get("outlet") or source.outlet or source.title)


def write_credit(terms: Terms, facts: dict[str, Any], card: Card, url: str) -> str:
    """Write the credit line in the source's own wording; a byline that is not there is its outlet."""
    wording = terms.credit_wording or facts.get("credit_line") or "Originally published by {outlet}."
    known = {"{outlet}": card.outlet, "{byline}": card.byline or card.outlet, "{url}": url}
    for name, value in known.items():
        wording = wording.replace(name, value)
    return str(wording)


def skip_dateline(text: str) -> str:
    """Return a text from behind its dateline on, for a teaser; the body itself keeps it.

    A short note may stand before it: "CORRECTION: In paragraph 2, corrects ...".
    """
    second = text.find("\n\n", 0, LONGEST_NOTE) + 2
    for start in (second, 0) if second > 1 else (0,):
        found = find_dateline(text, start, len(text))
        if found is not None:
            return text[found.end :].lstrip()
    return text


def tell_time(publication: Publication) -> datetime:
    """Tell when a report was news: when its source told it, not before its embargo, nor after it was public here."""
    item = publication.item
    return min(max(item.ordered_at, item.embargoed_until or item.ordered_at), publication.public_from)


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
    """Return the beginning of a text: to the end of a sentence where one ends in time, else cut at a word and marked.

    >>> shorten("The gate is shut. It opens at noon, the port said.", 30)
    'The gate is shut.'
    >>> shorten("It opens at noon, the port said.", 20)
    'It opens at noon,…'
    """
    words = " ".join(text[: letters * 2].split())
    if len(words) <= letters:
        return words
    ends = [found.end() for found in _SENTENCE_END.finditer(words, 0, letters)]
    if ends and ends[-1] >= letters / 2:
        return words[: ends[-1]].rstrip()
    return words[:letters].rsplit(" ", 1)[0] + "…"
