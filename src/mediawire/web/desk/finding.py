"""Finds what can be retrieved at an address that somebody typed: the feed itself, or the feeds that a page names.

What another site does is a value: where nothing is found, why stands in its place. Nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from mediawire.wire.feed_addresses import absolute
from mediawire.wire.fetch import visit
from mediawire.wire.manners import Manners
from mediawire.wire.read import read
from mediawire.wire.reading import Reading
from mediawire.wire.source import Source
from mediawire.wire.visits import Fetched, Refused, Visit

MOST_FEEDS = 4
"""Feeds of a page that are looked into; whoever asks is waiting."""
MOST_HEADLINES = 3

Visitor = Callable[[Source], Visit]
Reader = Callable[[Fetched], Reading]


class Offer(NamedTuple):
    """Something that can be retrieved: what it is, what it calls itself, and what stands in it now."""

    url: str
    title: str
    kind: str
    articles: int
    """reports in it, or articles that it points to"""
    whole: int
    """reports whose whole text it brings along"""
    headlines: tuple[str, ...]
    newest: datetime | None


class Looked(NamedTuple):
    """What a look at an address came to: what may be taken, and why not more."""

    offers: tuple[Offer, ...]
    why: str = ""


def visit_once(source: Source) -> Visit:
    """Visit an address politely, without a pause: a person waits for it."""
    return visit(source, manners=Manners(gap_seconds=0.0))


def read_apart(came: Fetched) -> Reading:
    """Read what came, in a process of its own."""
    return read(came.body, came.url, came.content_type, now=came.at)


def look_into(address: str, is_own: bool = False, visitor: Visitor = visit_once, reader: Reader = read_apart) -> Looked:
    """Look into an address: a feed is offered as it is, of a page the feeds that it names, and then the page itself."""
    came = visitor(Source(address, allow_private=is_own))
    if not isinstance(came, Fetched):
        return Looked((), why_not(came))
    reading = reader(came)
    linked = (
        [] if reading.channel is None else [absolute(came.url, url) for url in reading.channel.others.get("feeds", ())]
    )
    feeds = list(dict.fromkeys(url for url in linked if url))
    offers = [offer for url in feeds[:MOST_FEEDS] if (offer := _try(url, is_own, visitor, reader)) is not None]
    own = make_offer(came.moved_to or came.url, reading)
    if own.articles or not offers:
        offers.append(own)
    left = (
        f"{len(feeds) - MOST_FEEDS} further feeds of the page were not looked into." if len(feeds) > MOST_FEEDS else ""
    )
    if not any(offer.articles for offer in offers):
        told = reading.refusals[0].why if reading.refusals else "no report stands there now"
        return Looked(tuple(offers), f"Nothing to retrieve was found: {told}.")
    return Looked(tuple(offer for offer in offers if offer.articles), left)


def _try(url: str, is_own: bool, visitor: Visitor, reader: Reader) -> Offer | None:
    """Look into a feed that a page names; None where nothing comes."""
    came = visitor(Source(url, allow_private=is_own))
    return make_offer(came.moved_to or came.url, reader(came)) if isinstance(came, Fetched) else None


def why_not(came: Visit) -> str:
    """Say why nothing came."""
    return f"Nothing came: {came.reason.value}. {came.why}" if isinstance(came, Refused) else "Nothing came."


def make_offer(url: str, reading: Reading) -> Offer:
    """Say what stands in a document."""
    heads = [*(one.headline for one in reading.reports), *(one.headline for one in reading.entries)]
    times = [*(one.published for one in reading.reports), *(one.published for one in reading.entries)]
    pointed = [entry for entry in reading.entries if entry.kind != "page"]
    title = (reading.channel.title if reading.channel else None) or urlsplit(url).hostname or url
    return Offer(
        url=url,
        title=" ".join(title.split())[:200],
        kind=reading.format,
        articles=len(reading.reports) + len(pointed),
        whole=sum(report.completeness.verdict == "complete" for report in reading.reports),
        headlines=tuple(head for head in heads if head)[:MOST_HEADLINES],
        newest=max((time for time in times if time is not None), default=None),
    )
