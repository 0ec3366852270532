"""Agencies' own flat XML, one element a field."""

from __future__ import annotations

from mediawire.wire.document import Document
from mediawire.wire.news_xml import read_news_xml
from mediawire.wire.reading import Change, NoticeKind, Reading

NIL = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"'


def read(*items: str) -> Reading:
    """Read items in their list."""
    return read_news_xml(Document(f"<ListOfRBNews>{''.join(items)}</ListOfRBNews>".encode()))


def an_item(flags: str = "", headline: str = "<headline>Sen færge</headline>") -> str:
    """Return an item with its text escaped, as it is sent."""
    return (
        f"<RBNews><NewsID>n1</NewsID><PublishDate>2031-05-04T12:00:00</PublishDate>{headline}<town>Havn</town>"
        f"<strapline>FÆRGE</strapline><byLine>Ann Andersen</byLine>"
        f"<content>&lt;p&gt;En &lt;b&gt;sen&lt;/b&gt; færge.&lt;/p&gt;"
        f"</content><TilRedaktionen>&lt;p&gt;Til jer.&lt;/p&gt;</TilRedaktionen><Replaces>n0</Replaces>{flags}</RBNews>"
    )


def test_fields_are_read_under_their_own_names() -> None:
    """Each element goes to its field; markup in the text is read, notes for desks are apart."""
    report = read(an_item()).reports[0]

    assert (report.guid, report.headline, report.byline) == ("n1", "Sen færge", "Ann Andersen")
    assert (report.slugline, report.dateline, report.ed_note) == ("FÆRGE", "Havn", "Til jer.")
    assert report.body.text == "En sen færge."
    assert report.stated[0].guessed == ("time without zone, taken as UTC",)


def test_flags_are_acted_on() -> None:
    """An item that is annulled is a kill; a correction names what it replaces."""
    killed = read(an_item("<Annuleret>true</Annuleret>"))
    corrected = read(an_item("<Korrektion>true</Korrektion><Annuleret>false</Annuleret>"))

    assert (killed.reports, killed.notices[0].kind) == ((), NoticeKind.KILL)
    assert (corrected.reports[0].change, corrected.notices[0].kind) == (Change.CORRECTION, NoticeKind.CORRECTION)
    assert [target.guid for target in corrected.notices[0].targets] == ["n1", "n0"]


def test_a_headline_of_nil_is_none() -> None:
    """What is stated as nothing is unknown."""
    report = read(an_item(headline=f"<headline {NIL}/>")).reports[0]

    assert report.headline is None
