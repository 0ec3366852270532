"""Articles as NewsML-G2, version 2.35 (https://iptc.org/std/NewsML-G2/): with signal, status and the way they took."""

from __future__ import annotations

from datetime import datetime

from lxml import etree, html

from mediawire.web.feeds.identity import changed_at, id_of, xml_text
from mediawire.web.feeds.ninjs import stamp, usage_terms
from mediawire.web.models import Exits, Publication
from mediawire.web.site.cards import Article, make_article
from mediawire.wire.decisions import Grade

NAR = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"
MEDIA_TYPE = "application/vnd.iptc.g2.newsitem+xml"
SIGNALS = {Grade.CORRECTION: "sig:correction", Grade.REFILE: "sig:correction", Grade.WITHDRAWAL: "sig:correction"}
"""Other changes are ``sig:update``; what is as it was first has no signal."""


def write_newsml(row: Publication, exits: Exits, home: str, site_name: str) -> bytes:
    """Write a publication that readers may see as a news item."""
    article, facts = make_article(row), row.version.facts
    item = _begin(row, exits, article.card.language)
    _add_hops(item, row, article, site_name)
    rights = _add(item, "rightsInfo")
    _named(_add(rights, "copyrightHolder", uri=article.source_url), article.card.outlet)
    if facts.get("copyright"):
        _add(rights, "copyrightNotice", str(facts["copyright"]))
    _add(rights, "usageTerms", usage_terms(row, article))
    meta = _add_management(item, row, site_name, home, "stat:usable", changed_at(row, exits.moment))
    if (signal := signal_of(row)) is not None:
        _add(meta, "signal", qcode=signal)
    _add(meta, "link", rel="irel:isA", href=home + article.card.address, contenttype="text/html")
    _add_content_meta(item, row, article)
    contents = _add(item, "contentSet")
    _add(contents, "inlineData", row.version.body.text, contenttype="text/plain")
    contents.append(_as_xhtml(article))
    return _write(item)


def write_newsml_withdrawn(row: Publication, exits: Exits, home: str, site_name: str) -> bytes:
    """Write a killed publication as a canceled news item, without any of its text."""
    item = _begin(row, exits, "")
    meta = _add_management(item, row, site_name, home, "stat:canceled", row.killed_at or row.updated_at)
    _add(meta, "edNote", row.kill_text)
    return _write(item)


def signal_of(row: Publication) -> str | None:
    """Return the signal of a publication's last change, None where it has not changed since it was published."""
    if row.version.seen_at > row.public_from:
        grade = Grade(row.version.grade) if row.version.grade else Grade.UPDATE
        return SIGNALS.get(grade, "sig:update")
    return "sig:update" if row.updated_at > row.public_from else None


def _begin(row: Publication, exits: Exits, language: str) -> etree._Element:
    item = etree.Element(f"{{{NAR}}}newsItem", nsmap={None: NAR})
    given = {"guid": id_of(exits.site, row.pk), "version": str(row.revision), "standard": "NewsML-G2"}
    for name, value in (given | {"standardversion": "2.35", "conformance": "power"}).items():
        item.set(name, value)
    if language:
        item.set("{http://www.w3.org/XML/1998/namespace}lang", xml_text(language))
    _add(item, "catalogRef", href=CATALOG)
    return item


def _add_hops(item: etree._Element, row: Publication, article: Article, site_name: str) -> None:
    """Say which way the item took: its source made it, we added a headline or nothing."""
    hops = _add(item, "hopHistory")
    made = _add(hops, "hop", seq="1", timestamp=stamp(row.item.ordered_at))
    _named(_add(made, "party", uri=article.source_url), article.card.outlet)
    _add(made, "action", qcode="hopaction:created", target="hatarget:content")
    ours = _add(hops, "hop", seq="2", timestamp=stamp(row.version.seen_at))
    _named(_add(ours, "party", literal=site_name), site_name)
    if article.has_house_headline:
        _add(ours, "action", qcode="hopaction:enhanced", target="hatarget:metadata")


def _add_management(
    item: etree._Element, row: Publication, site_name: str, home: str, status: str, changed: datetime
) -> etree._Element:
    meta = _add(item, "itemMeta")
    _add(meta, "itemClass", qcode="ninat:text")
    _named(_add(meta, "provider", uri=home + "/"), site_name)
    _add(meta, "versionCreated", stamp(changed))
    _add(meta, "firstCreated", stamp(row.public_from))
    _add(meta, "pubStatus", qcode=status)
    return meta


def _add_content_meta(item: etree._Element, row: Publication, article: Article) -> None:
    meta, facts = _add(item, "contentMeta"), row.version.facts
    if facts.get("published"):
        _add(meta, "contentCreated", str(facts["published"]))
    _named(_add(meta, "infoSource", uri=article.source_url), article.card.outlet)
    for word in facts.get("keywords", []):
        _add(meta, "keyword", str(word))
    if facts.get("slugline"):
        _add(meta, "slugline", str(facts["slugline"]))
    _add(meta, "headline", article.card.headline)
    if article.has_house_headline:
        _add(meta, "headline", article.source_headline, role="hldrole:original")
    if article.card.byline:
        _add(meta, "by", article.card.byline)
    if article.dateline:
        _add(meta, "dateline", article.dateline)
    _add(meta, "creditline", article.credit)


def _as_xhtml(article: Article) -> etree._Element:
    """Write the safe markup as XHTML; the text as received stands beside it."""
    held = etree.Element(f"{{{NAR}}}inlineXML", contenttype="application/xhtml+xml")
    document = etree.SubElement(held, f"{{{XHTML}}}html", nsmap={None: XHTML})
    head = etree.SubElement(document, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = xml_text(article.card.headline)
    body = html.document_fromstring(f"<html><body>{xml_text(article.body)}</body></html>").find("body")
    if body is not None:
        for element in body.iter():
            if isinstance(element.tag, str):
                element.tag = f"{{{XHTML}}}{element.tag}"
        document.append(body)
    return held


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{NAR}}}{name}", {key: xml_text(value) for key, value in attributes.items()})
    made.text = xml_text(text) if text is not None else None
    return made


def _named(element: etree._Element, name: str) -> None:
    _add(element, "name", name)


def _write(item: etree._Element) -> bytes:
    return etree.tostring(item, xml_declaration=True, encoding="UTF-8")
