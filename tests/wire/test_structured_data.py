from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.markup import parse_markup
from mediawire.wire.structured_data import Thing, find_things, parse_loosely


def things_in(markup: str) -> tuple[Thing, ...]:
    """Return the things that a page with this markup describes."""
    return find_things(parse_markup(f"<html><body>{markup}</body></html>"))


def json_block(text: str) -> str:
    """Wrap a block of JSON-LD as pages do."""
    return f'<script type="application/ld+json">{text}</script>'


def test_a_graph_gives_each_of_its_things() -> None:
    """What stands in a graph is found, and what refers to it by its id gets it."""
    block = (
        '{"@context": "https://schema.org", "@graph": ['
        '{"@type": "NewsArticle", "headline": "Lock reopens", "author": {"@id": "#ada"}},'
        '{"@type": "Person", "@id": "#ada", "name": "Ada Bell"}]}'
    )

    article, person = things_in(json_block(block))

    assert article.types == ("NewsArticle",)
    assert article.texts("author") == ("Ada Bell",)
    assert person.text("name") == "Ada Bell"


def test_broken_json_gives_what_can_be_read() -> None:
    """Commas too many, line ends in strings, comments and a block that breaks off cost nothing that stands before."""
    trailing = things_in(json_block('{"@type": "Article", "headline": "One", }'))
    torn = things_in(json_block('{"@type": "Article", "headline": "Two", "author": {"name": "Ada'))
    wrapped = things_in(json_block('<!-- {"@type": "Article", "headline": "Three\n lines"} -->'))
    twice = things_in(json_block('{"@type": "Article", "headline": "Four"}; {"@type": "Person", "name": "Ada"}'))

    assert trailing[0].text("headline") == "One"
    assert torn[0].text("headline") == "Two"
    assert wrapped[0].text("headline") == "Three lines"
    assert [thing.types for thing in twice] == [("Article",), ("Person",)]


def test_a_name_that_stands_twice_keeps_both_values() -> None:
    """A duplicate key overwrites nothing."""
    (article,) = things_in(json_block('{"@type": "Article", "author": "Ada Bell", "author": "Ben Cole"}'))

    assert article.texts("author") == ("Ada Bell", "Ben Cole")


def test_microdata_nests_as_the_elements_do() -> None:
    """A person inside an article is the article's author, with the person's own name."""
    (article,) = things_in(
        '<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Lock <b>reopens</b></h1>'
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="name" href="/ada">Ada</a>'
        '</span><meta itemprop="datePublished" content="2026-03-04"></div>'
    )

    assert article.types == ("NewsArticle",)
    assert article.text("headline") == "Lock reopens"
    assert article.things("author")[0].text("name") == "Ada"
    assert article.text("datePublished") == "2026-03-04"


def test_rdfa_is_read_like_microdata() -> None:
    """Prefixes before types and properties do not matter."""
    (article,) = things_in(
        '<div typeof="schema:NewsArticle"><h1 property="schema:headline">Lock reopens</h1>'
        '<span property="schema:author" typeof="schema:Person"><b property="schema:name">Ada Bell</b></span></div>'
    )

    assert article.text("headline") == "Lock reopens"
    assert article.text("author") == "Ada Bell"


def test_things_that_refer_to_each_other_come_to_an_end() -> None:
    """A circle of references is cut, not followed."""
    second = '{"@id": "#b", "name": "x", "about": {"@id": "#a"}}'
    block = '[{"@id": "#a", "@type": "Article", "about": {"@id": "#b"}}, ' + second + "]"

    found = things_in(json_block(block))

    assert [thing.text("@id") for thing in found] == ["#a", "#b"]


def test_depth_is_bounded() -> None:
    """A block nested ten thousand deep is no crash."""
    assert list(parse_loosely("[" * 10_000)) == []
    assert len(things_in(json_block('{"a":' * 400 + "1" + "}" * 400))) == 1


@given(st.text(alphabet='{}[]":,\\ab1@type \n', max_size=60))
def test_no_text_is_an_error(text: str) -> None:
    """Whatever stands in a block is read or left alone; the things that come out are of plain values."""
    found = list(parse_loosely(text))

    assert all(isinstance(one, dict | list | str | bool | type(None)) for one in found)
