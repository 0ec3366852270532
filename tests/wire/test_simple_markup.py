"""Simple markup is read at a glance as the parser reads it, or left to the parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.markup import parse_markup, text_of
from mediawire.wire.simple_markup import read_at_a_glance

LETTERS = st.sampled_from(
    ["a", "word ", " ", "\n", "  ", "&amp;", "&nbsp;", "&#8217;", "\u00e9", "<br>", "<br />", ">"]
)
PICTURES = st.sampled_from(["<img src='a.png' alt=\"b\">", "<img>", "<a href='/x?a=1&amp;b'>c</a>", "<a href=''></a>"])
WILD = st.sampled_from(
    ["</p>", "<p>", "<b>", "</b>", "<div>", "&lt", "<a href=x>", "<script>", "</br>", "<!-- -->", "\x01"]
)
NESTED = st.recursive(
    LETTERS | PICTURES,
    lambda inner: st.tuples(
        st.sampled_from("p div b i h2 blockquote span ul".split()), st.lists(inner, max_size=3)
    ).map(lambda held: f"<{held[0]}>{''.join(held[1])}</{held[0]}>"),
)


@given(st.lists(NESTED | LETTERS | WILD, max_size=6).map("".join))
def test_a_glance_sees_what_the_parser_sees(markup: str) -> None:
    """Text, links and pictures are those of the tree, wherever a glance is enough."""
    glance = read_at_a_glance(markup)

    if glance is not None:
        root = parse_markup(markup)
        assert glance.text == text_of(root)
        assert list(glance.hrefs) == [link.get("href") for link in root.iter("a") if link.get("href") is not None]
        assert [image.get("src") for image in glance.images] == [image.get("src") for image in root.iter("img")]


@pytest.mark.parametrize(
    "markup",
    ["<p>a", "<b><p>a</b></p>", "<p><div>a</div></p>", "a < b", "<x>a</x>", "<a title='b>c'>d</a>", "&frac12;", "\x01"],
)
def test_what_is_not_simple_is_left_to_the_parser(markup: str) -> None:
    """Tags out of turn, blocks inside paragraphs, unknown names and odd references are not guessed at."""
    assert read_at_a_glance(markup) is None


def test_paragraphs_and_breaks_are_told() -> None:
    """Simple markup is answered, not left."""
    glance = read_at_a_glance("<p>One <b>two</b><br>three</p> <p>Four <a href='/4?a&amp;b'>five</a></p>")

    assert glance is not None
    assert (glance.text, glance.hrefs) == ("One two\nthree\n\nFour five", ("/4?a&b",))
