"""dpa's digitalwires: the same report as their twin in NewsML-G2."""

from __future__ import annotations

import json
from typing import Any

from mediawire.wire.document import Document
from mediawire.wire.newsml_g2 import read_newsml_g2
from mediawire.wire.ninjs import read_ninjs
from mediawire.wire.reading import NoticeKind, Received

ITEM: dict[str, Any] = {
    "format": "digitalwires@0.9.1",
    "urn": "urn:newsml:ex:1",
    "version": 2,
    "version_created": "2031-05-04T14:00:00+02:00",
    "pubstatus": "usable",
    "signal": "sig:update",
    "embargoed": "2031-05-04T19:00:00+02:00",
    "language": "de",
    "urgency": 3,
    "headline": "Fähre spät",
    "kicker": "Hafen",
    "teaser": "Sie kam spät.",
    "byline": "Von A. Ndere",
    "dateline": "Hafen (ex) - ",
    "article_html": '<section class="main"><p>Die <b>Fähre</b> kam <a '
    'href="https://ex.org/f">spät</a> an.</p></section>',
    "infobox_html": '<section class="infobox"><h2>Kasten</h2><p>Zahl: 7</p></section>',
    "linkbox_html": '<ul><li><a href="https://ex.org/l">L</a></li></ul>',
    "creditline": "ex",
    "copyrightnotice": "(c) ex",
    "usageterms": None,
    "ednotes": [{"role": "r:closingline", "ednote": "ex aa bb", "is_publishable": True}],
    "categories": [
        {"type": "dnltype:provider", "name": "ex", "qcode": "p:ex"},
        {"type": "dnltype:desk", "name": "vm", "qcode": "c:vm"},
        {"type": "dnltype:dpasubject", "name": "Schiffe", "qcode": "m:1"},
        {"type": "dnltype:keyword", "name": "Fähre"},
        {"type": "dnltype:genre", "name": "Meldung", "qcode": "g:1"},
    ],
}
TWIN = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:ex:1" version="2" xml:lang="de">
<rightsInfo><copyrightNotice>(c) ex</copyrightNotice><usageTerms>None</usageTerms></rightsInfo>
<itemMeta><provider qcode="p:ex"><name>ex</name></provider><versionCreated>2031-05-04T14:00:00+02:00</versionCreated>
<embargoed>2031-05-04T19:00:00+02:00</embargoed><pubStatus qcode="stat:usable"/>
<edNote role="r:closingline">ex aa bb</edNote><edNote role="r:notepad"><section><p>ex aa bb</p></section></edNote>
<signal qcode="sig:update"/><link rel="irel:seeAlso" href="https://ex.org/l"><title>L</title></link></itemMeta>
<contentMeta><urgency>3</urgency><genre qcode="g:1"><name>Meldung</name></genre>
<subject qcode="c:vm"><name>vm</name></subject><subject qcode="m:1"><name>Schiffe</name></subject>
<keyword>Fähre</keyword><language tag="de"/><headline rank="1">Fähre spät</headline><headline rank="3">Hafen</headline>
<dateline>Hafen (ex) - </dateline><by>Von A. Ndere</by><creditline>ex</creditline>
<description role="drol:teaser">Sie kam spät.</description></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><header><time>04.05.2031</time><h1>Fähre spät</h1><h3>Hafen</h3></header><section class="main">
<p class="teaser">Sie kam spät.</p>
<p><span class="dateline">Hafen <span class="credit">(ex)</span> - </span>Die <b>Fähre</b> kam <a
href="https://ex.org/f">spät</a> an.</p>
<div class="INFOBOX"><h2>Kasten</h2><p>Zahl: 7</p></div></section></body></html></inlineXML></contentSet></newsItem>"""
FIELDS = (
    "headline byline published modified embargoed_until language "
    "guid version dateline teaser credit_line keywords subjects "
    "genre urgency pub_status change signals ed_note rights info_sources outlet links"
).split()


def read(**changes: Any) -> Received:
    """Read the item, changed, as JSON."""
    return read_ninjs(Document(json.dumps(ITEM | changes).encode())).reports[0]


def test_twins_give_the_same_report() -> None:
    """An item as JSON and as NewsML-G2 has the same fields and the same body, letter for letter."""
    ours, theirs = read(), read_newsml_g2(Document(TWIN.encode())).reports[0]

    assert ours.body.text == theirs.body.text == "Hafen (ex) - Die Fähre kam spät an.\n\nKasten\n\nZahl: 7"
    assert {name: getattr(ours, name) for name in FIELDS} == {name: getattr(theirs, name) for name in FIELDS}


def test_a_dateline_in_the_article_is_not_said_twice() -> None:
    """An article that came with its dateline stays as it is."""
    report = read(article_html='<p><span class="dateline">Hafen (ex) - </span>Text.</p>', infobox_html=None)

    assert report.body.text == "Hafen (ex) - Text."


def test_what_has_no_field_is_kept() -> None:
    """Kicker and categories stay under dpa's own names."""
    report = read()

    assert report.others["kicker"] == ("Hafen",)
    assert "desk" in report.others


def test_a_canceled_item_is_a_kill() -> None:
    """A kill of dpa's is acted on."""
    reading = read_ninjs(Document(json.dumps(ITEM | {"pubstatus": "canceled"}).encode()))

    assert (reading.reports, [notice.kind for notice in reading.notices]) == ((), [NoticeKind.KILL])
