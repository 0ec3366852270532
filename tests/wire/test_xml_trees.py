"""XML from anyone: nothing is loaded, nothing expands, and broken XML keeps its letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mediawire.wire.xml_loose import MOST_DEPTH, read_loosely
from mediawire.wire.xml_trees import NotXml, parse_xml, prepare_xml, text_in


def text_of(xml: str) -> str:
    """Parse XML and return all its text."""
    return text_in(parse_xml(xml.encode()))


def test_a_named_reference_of_html_is_its_letter() -> None:
    """HTML's names mean in XML what they mean in a page, with a document type or without."""
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd">'

    assert text_of("<a>caf&eacute;&nbsp;&hellip;</a>") == "café\u00a0…"
    assert text_of(f"{doctype}<a>caf&eacute;</a>") == "café"


def test_a_named_reference_in_cdata_stays() -> None:
    """What stands in CDATA is text for whoever reads it next."""
    assert text_of("<a><![CDATA[x&nbsp;y]]>&nbsp;</a>") == "x&nbsp;y\u00a0"


def test_an_entity_of_plain_letters_is_resolved() -> None:
    """A document may declare a few letters of its own."""
    assert text_of('<!DOCTYPE a [<!ENTITY co "Example Company">]><a>&co; says</a>') == "Example Company says"


def test_entities_do_not_multiply() -> None:
    """A billion laughs are none: an entity that names another stays as it was written."""
    laughs = '<!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">'

    assert text_of(f'<!DOCTYPE x [<!ENTITY a "ha">{laughs}]><x>&c;</x>') == "&c;"


def test_own_entities_give_no_more_than_a_million_letters() -> None:
    """One entity named very often does not fill the memory either."""
    xml = f'<!DOCTYPE x [<!ENTITY a "{"h" * 900}">]><x>{"&a;" * 5000}</x>'

    assert len(text_of(xml)) < 1_100_000


def test_no_file_is_opened(tmp_path: Path) -> None:
    """An entity, a document type, an inclusion that names a file loads nothing."""
    secret = tmp_path / "secret"
    secret.write_text("<!ENTITY leak 'secret words'>")
    address = secret.as_uri()
    inclusion = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}" parse="text"/>'

    found = [
        text_of(f'<!DOCTYPE a [<!ENTITY x SYSTEM "{address}">]><a>&x;</a>'),
        text_of(f'<!DOCTYPE a SYSTEM "{address}"><a>&leak;</a>'),
        text_of(f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{address}">%p;]><a>&leak;</a>'),
        text_of(f"<a>{inclusion}</a>"),
    ]

    assert found == ["&x;", "&leak;", "&leak;", ""]


def test_what_is_broken_is_refused_where_it_must_be_whole() -> None:
    """Without leave to recover, broken XML is no XML, told in one line."""
    with pytest.raises(NotXml, match="not well-formed") as refused:
        parse_xml(b"<a><b></a>")

    assert "\n" not in str(refused.value)


def test_broken_xml_keeps_its_letters() -> None:
    """A bare ampersand, an unknown name, a stray bracket are letters; an open tag swallows nothing that follows."""
    root = parse_xml(b"<a><t>Q & A &foo; 1 < 2<br></t><u>next</u></a>", recover=True)

    assert [text_in(child) for child in root] == ["Q & A &foo; 1 < 2", "next"]


def test_what_breaks_off_is_named() -> None:
    """The elements in which a document ends are told, so that no stump passes for the whole."""
    loose = read_loosely("<rss><item><t>one</t></item><item><t>tw", "feed")

    assert [element.tag for element in loose.unfinished] == ["rss", "item", "t"]
    assert loose.faults == ("it breaks off before its end (1)",)


def test_an_item_inside_another_ends_it() -> None:
    """A feed that forgets to close its items has as many as it begins."""
    loose = read_loosely("<rss><item><t>one</t><item><t>two</t></rss>", "feed")

    assert [text_in(item) for item in loose.root] == ["one", "two"]


def test_a_prefix_that_nobody_declared_stands_for_itself() -> None:
    """A usual prefix has its usual namespace, any other its own."""
    loose = read_loosely("<a><m:b/><z:c/></a>", "feed", {"m": "http://m.example/"})

    assert [child.tag for child in loose.root] == ["{http://m.example/}b", "{urn:undeclared:z}c"]


@pytest.mark.parametrize("space", ["http://a|b", "http://a:b@c:99999/%zz", "http://w\u00b3.example/", " ", "x y", "{}"])
def test_an_odd_namespace_costs_nothing(space: str) -> None:
    """A namespace that is no address keeps its element all the same."""
    loose = read_loosely(f'<a xmlns:n="{space}" xmlns="{space}"><n:b/>text</a>', "feed")

    assert text_in(loose.root) == "text"
    assert len(loose.root) == 1


def test_depth_has_an_end_and_text_has_none() -> None:
    """Tags too deep are passed over, what stands in them is kept, and that is told."""
    loose = read_loosely("<a>" * 5000 + "deep" + "</a>" * 5000, "feed")

    assert text_in(loose.root) == "deep"
    assert sum(1 for _ in loose.root.iter()) <= MOST_DEPTH
    assert any("tags that stand where none can" in fault for fault in loose.faults)


def test_characters_that_xml_forbids_keep_their_place() -> None:
    """A control character is shown as U+FFFD, counted, and costs nothing else."""
    loose = read_loosely("<a>one\x00two\x0bthree</a>", "feed")

    assert loose.root.text == "one\ufffdtwo\ufffdthree"
    assert loose.faults == ("characters that XML does not allow, shown as \ufffd (2)",)


def test_a_huge_text_is_read_whole() -> None:
    """A text node beyond libxml2's usual limit of ten million letters is no attack once entities are gone."""
    assert len(text_of(f"<a>{'x' * 11_000_000}</a>")) == 11_000_000


def test_a_comment_is_no_text() -> None:
    """Comments and instructions are no part of the tree, and part no text."""
    assert text_of("<?xml version='1.0'?><?style x?><a>one<!-- not this -->two<?nor this?></a>") == "onetwo"


@given(st.text("<>/ab&;\"'=! -[]\n", max_size=80))
def test_anything_is_read_or_is_no_xml(text: str) -> None:
    """Whatever the letters, there is a tree or `NotXml`."""
    try:
        root = parse_xml(f"<a>{text}".encode(), recover=True)
    except NotXml:
        return

    assert isinstance(root, etree._Element)


@given(st.lists(st.sampled_from(["word ", "&amp;", "<b>", "</b>", "é", "<br>", "&nope;", " & "]), max_size=20))
def test_loose_reading_keeps_every_letter_in_order(pieces: list[str]) -> None:
    """Tags aside, all that was written is in the text, in order."""
    written = "".join(pieces)
    letters = written.replace("<b>", "").replace("</b>", "").replace("<br>", "").replace("&amp;", "&")

    loose = read_loosely(f"<a>{written}</a>", "feed")

    assert text_in(loose.root) == letters


@given(st.text(min_size=0, max_size=60))
def test_preparing_twice_is_preparing_once(text: str) -> None:
    """What has no declaration, document type or named reference is left as it is."""
    once = prepare_xml(f"<a>{text}</a>").text

    assert prepare_xml(once).text == once
