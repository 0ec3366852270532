"""RSS 2.0 and Atom, by the feed generators of Django's syndication framework.

Its views are not used: they take the time of an empty feed to be now, and a feed's time from the newest entry alone,
which moves back when that one is withdrawn; an Atom feed here has tombstones (RFC 6721) beside its entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date

from mediawire.web.feeds.entries import Entry, Gone, is_web
from mediawire.web.feeds.identity import xml_text

TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed changed in which there was never anything; it is never now."""


class _Dated:
    """Gives a feed the time that it was made with."""

    feed: dict[str, Any]

    def latest_post_date(self) -> datetime:
        """Return when the feed last changed."""
        return self.feed["changed"]  # type: ignore[no-any-return]


class Rss(_Dated, Rss201rev2Feed):
    """RSS 2.0 with the whole body, and the source of each item by name and address."""

    def rss_attributes(self) -> dict[str, str]:
        """Return the attributes of the document."""
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write an item."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])
        if is_web(item["source_url"]):
            handler.addQuickElement("source", item["outlet"], {"url": item["source_url"]})


class Atom(_Dated, Atom1Feed):
    """Atom with the whole body and with tombstones."""

    def root_attributes(self) -> dict[str, str]:
        """Return the attributes of the document."""
        return {**super().root_attributes(), "xmlns:at": TOMBSTONES}

    def add_root_elements(self, handler: Any) -> None:
        """Write what stands before the entries: of the feed itself, and the tombstones."""
        super().add_root_elements(handler)
        for gone in self.feed["gone"]:
            handler.startElement("at:deleted-entry", {"ref": gone.id, "when": rfc3339_date(gone.at)})
            handler.addQuickElement("at:comment", xml_text(gone.text))
            handler.endElement("at:deleted-entry")

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write an entry."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})
        if is_web(item["source_url"]):
            handler.addQuickElement("link", "", {"rel": "via", "href": item["source_url"], "title": item["outlet"]})


def write_xml(
    kind: type[Rss] | type[Atom],
    title: str,
    id: str,
    home: str,
    address: str,
    entries: Sequence[Entry],
    gone: Sequence[Gone],
) -> bytes:
    """Write a feed; ``id`` is the feed's own, ``address`` where it stands."""
    feed = kind(
        title=xml_text(title),
        link=home + "/",
        description=xml_text(title),
        feed_url=address,
        feed_guid=id,
        changed=find_changed(entries, gone),
        gone=gone,
    )
    for entry in entries:
        feed.add_item(**_tell(entry))
    return feed.writeString("utf-8").encode()


def find_changed(entries: Sequence[Entry], gone: Sequence[Gone]) -> datetime:
    """Return when a feed last changed: its newest entry, or its newest tombstone."""
    return max([*(entry.updated for entry in entries), *(one.at for one in gone)], default=NEVER)


def _tell(entry: Entry) -> dict[str, Any]:
    card = entry.article.card
    return {
        "title": xml_text(card.headline),
        "link": entry.address,
        "description": xml_text(card.teaser),
        "author_name": xml_text(card.byline or card.outlet),
        "unique_id": entry.id,
        "unique_id_is_permalink": False,
        "pubdate": entry.published,
        "updateddate": entry.updated,
        "categories": [xml_text(word) for word in entry.keywords],
        "item_copyright": xml_text(entry.rights),
        "content": xml_text(entry.content),
        "outlet": xml_text(card.outlet),
        "source_url": xml_text(entry.article.source_url),
    }
