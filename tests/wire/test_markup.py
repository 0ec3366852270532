from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mediawire.wire.markup import join_address, links_of, parse_markup, take_body, text_of
from mediawire.wire.markup_repairs import flatten, thin_tags

INLINE = ("b", "i", "em", "a", "span", "font", "sub", "unknown-tag")
BLOCK = ("div", "section", "p", "li", "blockquote", "h2", "article")
LETTERS = st.text(alphabet="abcxyzéßжд中文ア&<> ", min_size=1, max_size=12)


def letters_of(text: str) -> str:
    """Return a text without its blanks."""
    return re.sub(r"\s+", "", text)


def escape(text: str) -> str:
    """Write a text as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def pieces_of_markup(draw: st.DrawFn) -> tuple[str, str]:
    """Draw markup of nested elements, and the text that stands in it."""
    nested = st.recursive(
        LETTERS.map(lambda text: (escape(text), text)),
        lambda inner: st.tuples(st.sampled_from(INLINE + BLOCK), st.lists(inner, max_size=4)).map(
            lambda one: (
                f"<{one[0]}>{''.join(markup for markup, _ in one[1])}</{one[0]}>",
                "".join(text for _, text in one[1]),
            )
        ),
        max_leaves=12,
    )
    parts = draw(st.lists(nested, min_size=1, max_size=5))
    return "".join(markup for markup, _ in parts), "".join(text for _, text in parts)


@given(pieces_of_markup())
def test_every_letter_comes_out_in_order(piece: tuple[str, str]) -> None:
    """Whatever tags it stands in, a text loses no letter, gains none, and keeps its order."""
    markup, text = piece

    taken = take_body(markup).text

    assert letters_of(taken) == letters_of(text)


@given(st.integers(min_value=0, max_value=4000), st.sampled_from(["div", "span", "b", "blockquote", "font"]))
def test_no_depth_loses_text(depth: int, tag: str) -> None:
    """Text stays before, in and behind elements, however deep they stand in one another."""
    markup = f"before {f'<{tag}>' * depth}in{f'</{tag}>' * depth} behind"

    taken = take_body(markup).text

    assert taken.split() == ["before", "in", "behind"]


@given(st.text(alphabet="<>/a!-?\"'= \n&;#x", max_size=300))
def test_nothing_is_too_broken_to_read(markup: str) -> None:
    """Any run of the characters that make markup gives some text, and never an error."""
    taken = take_body(markup)

    assert isinstance(taken.text, str)
    assert taken.html == markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One <b>two</b> three</p>four", "One two three\n\nfour"),
        ("one<br>two", "one\ntwo"),
        ("one<br><br>two", "one\n\ntwo"),
        ("<ul><li>one<li>two</ul>three", "one\ntwo\n\nthree"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a\tb\nc"),
        ("<pre>a  b\n c</pre>", "a  b\n c"),
        ("a\u00a0b", "a\u00a0b"),
        ("a<!-- not seen -->b", "ab"),
        ("<p>a<noscript>b <i>c</i></noscript>d", "ab cd"),
        ("<p>a<template>b</template>c", "ac"),
        ("<p>a<iframe>b <i>c</i></iframe>d", "ad"),
        ("<p>a</p><xmp><b>b</b></xmp>c", "a\n\n<b>b</b>\n\nc"),
        ("<p>a</p><plaintext>b <i>c</i>", "a\n\nb <i>c</i>"),
        ("<textarea>a <b></textarea>", "a <b>"),
        ("<p>a</p><script>b <p>c", "a"),
        ("<style>p {}</style><p>a", "a"),
        ("<svg><title>a</title><text>b</text></svg>", "b"),
        ("a < b and c > d & e", "a < b and c > d & e"),
        ("", ""),
        ("<!-- nothing -->", ""),
    ],
)
def test_text_is_what_a_reader_sees(markup: str, text: str) -> None:
    """Paragraphs part by a blank line, lines by a break, cells by a tab; what is never shown is no text."""
    taken = take_body(markup).text

    assert taken == text


def test_a_title_that_nobody_closed_keeps_no_text_of_the_page() -> None:
    """Browsers would show nothing of such a page; it is read as if the title ended at the first tag."""
    root = parse_markup("<title>The title <p>One.</p><p>Two.</p>")

    assert text_of(root) == "One.\n\nTwo."
    assert root.findtext(".//title") == "The title "


def test_a_character_that_no_page_may_hold_keeps_its_place() -> None:
    """A zero byte or a lone surrogate becomes the sign for what cannot be read."""
    taken = take_body("a\0b\ud800c").text

    assert taken == "a\ufffdb\ufffdc"


def test_what_lies_in_deep_templates_stays_hidden() -> None:
    """Taking deep elements apart does not bring to light what was never shown."""
    markup = "<div>" * 3000 + "<template>no</template>yes" + "</div>" * 3000

    taken = take_body(markup).text

    assert taken == "yes"


def test_deep_elements_still_part_paragraphs() -> None:
    """Blocks too deep to be kept leave their line breaks."""
    markup = "<div>" * 3000 + "<p>one</p><p>two</p>"

    taken = take_body(markup).text

    assert taken == "one\n\ntwo"


def test_a_tag_of_very_many_attributes_keeps_its_text_and_first_attributes() -> None:
    """Attributes hold no text; a hundred thousand of them would take the parser minutes."""
    markup = f'<p class="lead" {" ".join(f"a{n}=1" for n in range(100_000))}>text</p>'

    root = parse_markup(markup)

    paragraph = root.find(".//p")
    assert paragraph is not None
    assert (paragraph.get("class"), paragraph.text) == ("lead", "text")


def test_a_long_tag_of_few_attributes_is_left_alone() -> None:
    """A picture may stand in its own address, which makes a long tag."""
    markup = f'<img src="data:image/png;base64,{"A" * 50_000}">'

    assert thin_tags(markup) == markup


@pytest.mark.parametrize(
    "piece", ["<", "&", "<a", "</", "<!", "<!--", "<a '", '<a b="', "<script>", "</script", "<p>x"]
)
def test_floods_are_read_in_one_pass(piece: str) -> None:
    """Hundreds of thousands of the same broken piece end as text or as nothing, soon."""
    markup = piece * 200_000

    taken, flat = take_body(markup + "end").text, flatten("<b>" * 300 + markup)

    assert taken in ("", taken.strip())
    assert len(flat) <= 3 * len(markup) + 1000


def test_very_many_comments_are_passed_over() -> None:
    """They hold no text, and hide none."""
    markup = "<p>one" + "<!--x-->" * 20_000 + "two"

    taken = take_body(markup).text

    assert taken == "onetwo"


def test_links_are_made_absolute_in_page_order() -> None:
    """Addresses that lead to no page are no links."""
    root = parse_markup('<a href="/a">A <b>b</b></a><a href="#x">x</a><a href="javascript:y">y</a><a href="c">C</a>')

    links = list(links_of(root, "https://desk.test/news/"))

    assert links == [("https://desk.test/a", "A b"), ("https://desk.test/news/c", "C")]


@given(st.text(max_size=40))
def test_any_address_is_joined_or_refused(address: str) -> None:
    """No address is an error."""
    joined = join_address("https://desk.test/", address)

    assert joined is None or joined.startswith(("http://", "https://"))


@given(pieces_of_markup())
def test_parsing_gives_a_root(piece: tuple[str, str]) -> None:
    """There is always a tree to look at."""
    root = parse_markup(piece[0])

    assert isinstance(root, etree._Element)
    assert root.tag == "html"
