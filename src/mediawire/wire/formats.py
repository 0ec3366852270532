"""Which format some bytes are in, told by looking; a stated content type is only a hint, as many state a wrong one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from mediawire.errors import InputError
from mediawire.wire.document import HEAD_BYTES, Document
from mediawire.wire.plain_notices import tell_notices
from mediawire.wire.reading import Reading, Refusal

MOST_BYTES = 64 * 1024 * 1024

Reader = Callable[[Document], Reading]


class Format(NamedTuple):
    """A format: its name, how it is told, and the function that reads it (``module:function`` in `mediawire.wire`)."""

    name: str
    is_format: Callable[[Document], bool]
    reader: str

    def load(self) -> Reader:
        """Import the reader."""
        from importlib import import_module

        module, _, function = self.reader.partition(":")
        reader: Reader = getattr(import_module(f"mediawire.wire.{module}"), function)
        return reader


_FEED = re.compile(
    rb"<(?:\w+:)?(?:rss[\s>]|RDF[\s>]|feed\s[^>]*atom)|<!DOCTYPE\s+(?:rss|rdf:RDF|feed)\b", re.IGNORECASE
)
_ADDRESSES = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:https?://[!-~]+[ \t]*(?:\r\n?|\n)\s*)+https?://[!-~]+\s*\Z")
_PACKED = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18")
_ARC = re.compile(rb"filedesc://\S+ ")
_JSON = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*[{\[]")
_JSON_FEED = re.compile(
    rb'"version"\s*:\s*"(?:https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org|1(?:\.\d)?"(?=.*"(?:home_page_url|feed_url|content_text|content_html)"\s*:))',
    re.DOTALL,
)
_TELEGRAM_PAGE = re.compile(rb"class=[\"']tgme_(?:page|body|main|widget_message)\b|tgme_widget_message")
_TELEGRAM = re.compile(rb'"messages"\s*:\s*\[')
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|h1|article|script|table)\b", re.IGNORECASE)
_HTML_ROOT = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MAIL = re.compile(
    rb"(?:From |(?:Return-Path|Received|From|To|Subject|Date|Message-ID|MIME-Version|Delivered-To|Content-Type"
    rb"|X-[\w-]+):)[^\n]*\n(?:[ \t][^\n]*\n|[!-9;-~]+:[^\n]*\n)*",
    re.IGNORECASE,
)
_WIRE_CONTROLS = re.compile(rb"^(?:[\r\n\x16\x00]*[\x01\x16]|ZCZC)")
_PAGE_ROOT = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_BLANKS = b"\xef\xbb\xbf\xff\xfe \r\n\t"
_G2 = {
    "newsMessage",
    "newsItem",
    "packageItem",
    "conceptItem",
    "knowledgeItem",
    "planningItem",
    "catalogItem",
    "groupSet",
}
_NEWS_XML = ("RBNews", "XMLNewsQueuedResponse", "ArrayOfRBNews", "ListOfRBNews", "news", "newslist", "stories", "story")


def _packed_or_warc(document: Document) -> bool:
    return document.data.startswith((b"WARC/", *_PACKED)) or _ARC.match(document.data) is not None


def _has_tag(*names: str) -> Callable[[Document], bool]:
    folded = {name.lower() for name in names}
    return lambda document: document.first_tag.lower() in folded and document.head.lstrip()[:1] in b"<\xef\xff\xfe"


def _is_feed(document: Document) -> bool:
    """Tell a feed, also behind a warning of the server's or a document type that is longer than a look."""
    if _has_tag("rss", "RDF", "feed", "channel")(document):
        return True
    found = _FEED.search(document.head[:4096])
    if found is None or _is_json(document) or _is_mail(document):
        return False
    return _HTML_ROOT.search(document.head[: found.start()]) is None


def _is_address_list(document: Document) -> bool:
    """Tell a sitemap of plain text: nothing but addresses, one a line."""
    head = document.head if len(document.data) <= HEAD_BYTES else document.head.rpartition(b"\n")[0]
    return _ADDRESSES.match(head) is not None


def _is_wrapped(names: bytes) -> Callable[[Document], bool]:
    """Tell agency XML inside an envelope of another name (SOAP, a list of items); never inside a page."""
    tag = re.compile(rb"<(?:[\w.-]+:)?(?:" + names + rb")[\s>]")

    def is_wrapped(document: Document) -> bool:
        found = tag.search(document.head) if document.head.lstrip(_BLANKS)[:1] == b"<" else None
        return found is not None and _PAGE_ROOT.search(document.head[: found.start()]) is None

    return is_wrapped


def _is_json(document: Document) -> bool:
    return _JSON.match(document.head) is not None


def _is_page(document: Document) -> bool:
    return _HTML.search(document.head[:4096]) is not None


def _is_mail(document: Document) -> bool:
    found = _MAIL.match(document.head.lstrip())
    return found is not None and found[0].count(b"\n") >= 2


FORMATS = (
    Format("archive", _packed_or_warc, "warc:read_archive"),
    Format("feed", _is_feed, "feeds:read_feed"),
    Format("sitemap", _has_tag("urlset", "sitemapindex"), "sitemap:read_sitemap"),
    Format("sitemap", _is_address_list, "sitemap:read_address_list"),
    Format("newsml-g2", _has_tag(*_G2), "newsml_g2:read_newsml_g2"),
    Format("newsml-1", _has_tag("NewsML"), "newsml_1:read_newsml_1"),
    Format("nitf", _has_tag("nitf"), "nitf:read_nitf"),
    Format("newsml-g2", _is_wrapped(rb"newsItem|packageItem|newsMessage"), "newsml_g2:read_newsml_g2"),
    Format("newsml-1", _is_wrapped(rb"NewsML|NewsItem"), "newsml_1:read_newsml_1"),
    Format("nitf", _is_wrapped(rb"nitf"), "nitf:read_nitf"),
    Format("news-xml", _has_tag(*_NEWS_XML), "news_xml:read_news_xml"),
    Format("json-feed", lambda d: _is_json(d) and bool(_JSON_FEED.search(d.head)), "json_feed:read_json_feed"),
    Format("telegram", lambda d: _is_json(d) and bool(_TELEGRAM.search(d.head)), "telegram_export:read_export"),
    Format("json", _is_json, "ninjs:read_ninjs"),
    Format("iptc7901", lambda d: bool(_WIRE_CONTROLS.match(d.data[:64])), "iptc7901:read_iptc7901"),
    Format("telegram", lambda d: bool(_TELEGRAM_PAGE.search(d.data)), "telegram:read_preview"),
    Format("mail", _is_mail, "mail:read_mail"),
    Format("page", _is_page, "page:read_page"),
    Format("text", lambda _: True, "plain_text:read_plain_text"),
)
"""In the order in which they are tried. One row a format; `mediawire.wire.read` needs no other change."""


def tell_format(document: Document) -> Format:
    """Tell the format of some bytes; what is none of the others is plain text."""
    return next(format for format in FORMATS if format.is_format(document))


def read_document(document: Document) -> Reading:
    """Read a document in this process; `mediawire.wire.read.read` is the door."""
    if not document.data.strip():
        return Reading("empty", refusals=(Refusal("empty", "there is nothing in it"),))
    if len(document.data) > MOST_BYTES:
        why = f"{len(document.data):,} bytes; more than {MOST_BYTES >> 20} MB is no report"
        return Reading("unknown", refusals=(Refusal("too large", why),))
    format = tell_format(document)
    try:
        return tell_notices(format.load()(document))
    except InputError as error:
        return Reading(format.name, refusals=(Refusal("unreadable", str(error)),))
