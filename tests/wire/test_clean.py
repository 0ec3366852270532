"""The safe view of a body: nothing runs, nothing loads, every letter stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.wire.clean import ATTRIBUTES, BLOCKS, INLINE, Removed, clean
from mediawire.wire.markup import parse_markup, text_of

BASE = "https://news.example/2026/harbour.html"
TAGS = (
    "p div span a b i em h1 h2 ul ol li dl dt dd table tr td th tbody caption pre blockquote article section form "
    "button select option textarea svg math text script style iframe object video ruby rt center font nobr img br hr"
).split()
NAMES = "href src onclick onload style class id srcset ping xlink:href formaction lang title dir colspan".split()
VALUES = (
    "javascript:alert(1)",
    "https://news.example/a?b=1&c=2",
    "//t.example/p.gif",
    "x",
    "url(//t.example)",
    "data:text/html,<b>",
    "ja\tvascript:x",
    "2",
)
attributes = st.builds(lambda name, value: f' {name}="{value}"', st.sampled_from(NAMES), st.sampled_from(VALUES))
openings = st.builds(
    lambda tag, given: f"<{tag}{''.join(given)}>", st.sampled_from(TAGS), st.lists(attributes, max_size=2)
)
closings = st.builds(lambda tag: f"</{tag}>", st.sampled_from(TAGS))
words = st.sampled_from(
    ("harbour", " fire ", "&lt;b&gt;", "é", "火", "\n\n", " ", "&amp;", "&nbsp;", "<!-- no -->", "<")
)
soups = st.lists(st.one_of(openings, closings, words), max_size=25).map("".join)


@given(soups)
@settings(max_examples=300, deadline=None)
def test_every_letter_stays_in_its_order(markup: str) -> None:
    """What a reader sees of the view is what a reader sees of the body, blanks aside."""
    before = text_of(parse_markup(markup))

    view = clean(markup, BASE).html

    assert letters(text_of(parse_markup(view))) == letters(before)


@given(soups)
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_is_cleaning_once(markup: str) -> None:
    """A view is its own view."""
    once = clean(markup, BASE).html

    twice = clean(once, BASE)

    assert twice.html == once
    assert all(kind == "link" for kind, _ in twice.removed)


@given(soups)
@settings(max_examples=300, deadline=None)
def test_only_listed_elements_and_attributes_are_left(markup: str) -> None:
    """No element, attribute or scheme stands in a view that the list does not name."""
    root = parse_markup(clean(markup, BASE).html)

    elements = [element for element in root.iter() if isinstance(element.tag, str)][2:]

    for element in elements:
        assert element.tag in INLINE | BLOCKS
        assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set()) | ATTRIBUTES["*"] | {"rel"}
        assert element.get("href", "https:").startswith(("https:", "http:", "mailto:"))


def test_paragraphs_emphasis_and_links_are_kept() -> None:
    """The view reads like the body, and a link leads where it led, without a word about us."""
    markup = '<h2>Fire</h2><p>The <em>harbour</em> <a href="/b">burns</a>.</p><ul><li>One<li>Two</ul>'

    view = clean(markup, BASE)

    link = '<a href="https://news.example/b" rel="noopener noreferrer nofollow">burns</a>'
    assert view.html == f"<h2>Fire</h2><p>The <em>harbour</em> {link}.</p><ul><li>One</li><li>Two</li></ul>"
    assert view.removed == ()


@pytest.mark.parametrize(
    ("markup", "removed"),
    [
        ("<script>x()</script>", Removed("script", 1)),
        ("<style>p{}</style>", Removed("style sheet", 1)),
        ("<iframe src='//a.example'></iframe>", Removed("frame", 1)),
        ("<object data='a'></object><embed src='b'>", Removed("plug-in", 2)),
        ("<video src='a'></video>", Removed("video or sound", 1)),
        ("<form><input></form>", Removed("form", 2)),
        ("<svg></svg>", Removed("drawing", 1)),
        ("<p onclick='x()'>", Removed("event handler", 1)),
        ("<p style='color: red'>", Removed("style", 1)),
        ("<p id='a' class='b'>", Removed("attribute", 2)),
        ("<a href='javascript:x()'>a</a>", Removed("link", 1)),
        ("<img src='https://a.example/fire.jpg' alt='Fire'>", Removed("picture", 1)),
        ("<img src='https://a.example/b.gif' width='1' height='1'>", Removed("tracker", 1)),
        ("<img src='https://pixel.example/b.gif'>", Removed("tracker", 1)),
        ("<a href='https://a.example' ping='//b.example'>a</a>", Removed("tracker", 1)),
        ("<p>a<!-- b --></p>", Removed("comment", 1)),
    ],
)
def test_what_is_taken_out_is_listed(markup: str, removed: Removed) -> None:
    """Each kind is named and counted."""
    view = clean(f"<div>{markup}</div>")

    assert view.removed == (removed,)


def test_a_link_that_leads_nowhere_sure_is_no_link() -> None:
    """Without the page's address, a relative link would lead into the site that shows the view."""
    view = clean('<a href="/logout">out</a>')

    assert view.html == '<a rel="noopener noreferrer nofollow">out</a>'
    assert view.removed == (Removed("link", 1),)


def test_a_picture_of_ones_own_host_may_stay() -> None:
    """A picture that was taken in is shown, without what its page said of sizes to load."""
    markup = '<img src="/p/1.jpg" srcset="//b.example/2.jpg 2x" alt="Fire" width="600">'

    view = clean(markup, "https://wire.example/", frozenset({"wire.example"}))

    assert view.html == '<img src="https://wire.example/p/1.jpg" alt="Fire" width="600">'


def test_a_table_that_no_browser_would_leave_alone_becomes_text() -> None:
    """Browsers move letters between a table's rows out of it: then the rows go, and the letters stay in order."""
    view = clean("<table>Before<tr><td>one</td><td>two</td></tr></table>")

    assert letters(text_of(parse_markup(view.html))) == "Beforeonetwo"
    assert "<table" not in view.html


def test_deep_nesting_is_flattened() -> None:
    """A page nested 5,000 deep keeps its letters and costs no stack."""
    view = clean("<div>" * 5000 + "deep" + "</div>" * 5000)

    assert "deep" in view.html
    assert view.html.count("<div>") <= 200


def letters(text: str) -> str:
    """Return a text without its blanks."""
    return re.sub(r"\s+", "", text)
