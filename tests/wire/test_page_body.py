from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.wire.document import Document
from mediawire.wire.markup import parse_markup, text_of
from mediawire.wire.page_blocks import list_blocks
from mediawire.wire.page_body import take_page_body
from mediawire.wire.page_body_model import PageBody
from mediawire.wire.page_cut import cut_out

PARAGRAPHS = (
    "The harbour of Lindhaven will stay closed to ferries until the end of the month, the port authority said on "
    "Tuesday, after divers found cracks in two of the five piers.",
    "Some four thousand commuters cross the bay on a working day, and many of them were sent to buses that needed an "
    "hour longer, according to figures of the town.",
    "“We had hoped to open the northern pier this week, but the concrete does not allow it,” said Marta Oyelaran, who "
    "leads the repairs. She did not say what the work would cost.",
    "The piers were built in 1962 and last inspected nine years ago, when engineers asked for repairs that the council "
    "put off twice because money was short.",
    "A report on the state of all bridges and landing stages is due in spring, and the council wants to vote on it "
    "before the summer holidays begin.",
)
FURNITURE = """
<header class="site-header"><nav class="main-menu"><ul>
<li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/money">Money</a></li></ul></nav></header>"""
AROUND = """
<aside class="sidebar related"><h3>More stories</h3><ul>
<li><a href="/1">Council votes on new school in the west</a></li>
<li><a href="/2">Storm takes roofs in three villages</a></li>
<li><a href="/3">Old mill sold to a baker</a></li></ul></aside>
<div class="comments" id="comments"><h3>Comments</h3><p class="comment">Great work, as ever!</p></div>
<footer class="site-footer"><p>© The Lindhaven Post. <a href="/imprint">Imprint</a> <a href="/privacy">Privacy</a></p>
</footer>"""


def a_news_page(paragraphs: tuple[str, ...] = PARAGRAPHS, inside: str = "") -> str:
    """Build a page of a newspaper with an article among menus, teasers, comments and a footer."""
    body = "\n".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        "<!DOCTYPE html><html><head><title>Ferries stay in harbour - The Lindhaven Post</title></head><body>"
        f'{FURNITURE}<main><article class="article"><h1>Ferries stay in harbour</h1>'
        f'<div class="article-body">{body}{inside}</div></article></main>{AROUND}</body></html>'
    )


def take(markup: str) -> PageBody:
    """Take the body of a page."""
    return take_page_body(parse_markup(markup), Document(markup.encode("utf-8", "replace"), "https://post.test/a"))


def letters_of(text: str) -> str:
    """Return the letters and figures of a text."""
    return re.sub(r"[\W_]+", "", text)


def test_the_article_is_taken_and_the_page_around_it_is_not() -> None:
    """Paragraphs come whole and apart by a blank line; menus, teasers, comments and the footer stay out."""
    taken = take(a_news_page())

    assert taken.body.text == "\n\n".join(PARAGRAPHS)


def test_what_is_left_out_is_listed_with_its_reason() -> None:
    """Every letter of the page is either in the body or in the list of what was left out."""
    page = a_news_page()

    taken = take(page)

    reasons = {left.reason for left in taken.left_out}
    assert {"headline", "navigation", "comments of readers"} <= reasons
    left = sum(left.letters for left in taken.left_out)
    assert left + len(letters_of(taken.body.text)) == len(letters_of(text_of(parse_markup(page))))


def test_subheads_lists_and_quotes_inside_the_article_come_along() -> None:
    """They are short and may look like teasers, but stand among paragraphs."""
    inside = (
        "<h2>What is closed</h2><ul><li>the northern pier, from Monday on</li>"
        "<li>the car deck of the old ferry</li></ul>"
        f"<blockquote><p>We shall not take risks with people.</p></blockquote><p>{PARAGRAPHS[0]} It stays so.</p>"
    )

    taken = take(a_news_page(inside=inside))

    for words in ("What is closed", "the northern pier, from Monday on", "We shall not take risks with people."):
        assert words in taken.body.text


def test_the_body_keeps_its_markup() -> None:
    """Emphasis and links stay as received, and the markup gives the same text again."""
    inside = '<p>See the <a href="https://port.test/report"><em>report of the port</em></a> for the plans, it said.</p>'

    taken = take(a_news_page(inside=inside))

    assert '<a href="https://port.test/report"><em>report of the port</em></a>' in (taken.body.html or "")
    assert text_of(parse_markup(taken.body.html or "")) == taken.body.text


def test_a_run_between_line_breaks_is_taken_without_what_stands_beside_it() -> None:
    """Old pages part paragraphs by line breaks alone."""
    article = "<br><br>".join(PARAGRAPHS)
    page = f"<html><body>{FURNITURE}<div id='story'>{article}</div>{AROUND}</body></html>"

    taken = take(page)

    assert taken.body.text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("page", ["", "<html></html>", "<!-- -->", "<p></p>", "<title>Only a title</title>"])
def test_a_page_without_text_has_an_empty_body(page: str) -> None:
    """Nothing is taken, nothing is made up."""
    taken = take(page)

    assert (taken.body.text, taken.elements, taken.certainty) == ("", (), 0.0)


@pytest.mark.parametrize("tag", ["p", "div", "pre", "li", "td", "blockquote", "figcaption", "noscript", "form", "font"])
def test_the_only_paragraph_of_a_page_is_its_body(tag: str) -> None:
    """Whatever it stands in: a page that has text gives a body, and its certainty says what it is worth."""
    taken = take(f"<html><head><title>T</title></head><body><{tag}>{PARAGRAPHS[0]}</{tag}></body></html>")

    assert taken.body.text == PARAGRAPHS[0]
    assert 0 < taken.certainty < 1


def test_the_page_is_not_changed() -> None:
    """Others read facts from the same tree afterwards."""
    root = parse_markup(a_news_page())
    before = text_of(root)

    take_page_body(root, Document(b""))

    assert text_of(root) == before


def test_taking_twice_is_the_same() -> None:
    """The same page gives the same body, letter for letter."""
    first, second = take(a_news_page()), take(a_news_page())

    assert first.body == second.body
    assert first.left_out == second.left_out


@given(st.text(alphabet='<>/abp "=div!-&;', max_size=300))
@settings(max_examples=60)
def test_every_letter_of_any_markup_is_taken_or_left_out(markup: str) -> None:
    """Whatever the markup, no letter is lost between the body and the list."""
    taken = take(markup)

    left = sum(left.letters for left in taken.left_out)
    assert left + len(letters_of(taken.body.text)) == len(letters_of(text_of(parse_markup(markup))))


@given(st.lists(st.booleans(), min_size=40, max_size=40))
@settings(max_examples=40)
def test_any_choice_of_blocks_is_cut_out_letter_for_letter(choice: list[bool]) -> None:
    """The cut holds the text of the blocks chosen, in page order, and its markup holds the same."""
    inside = "one<br>two<br><br>three<div>four <b>five</b></div>six<ul><li>seven<li>eight"
    root = parse_markup(a_news_page(inside=inside))
    page = list_blocks(root)
    chosen = [block for block, is_chosen in zip(page.blocks, choice, strict=False) if is_chosen]

    cut = cut_out(root, page, chosen)

    expected = letters_of("".join(block.text for block in chosen))
    assert letters_of(cut.text) == expected
    assert letters_of(text_of(parse_markup(cut.html))) == expected


def test_very_deep_and_very_long_pages_are_read() -> None:
    """Elements a thousand deep and a hundred thousand links neither fail nor lose the article."""
    deep = "<div>" * 1500 + a_news_page() + "</div>" * 1500
    long = a_news_page().replace("</body>", '<a href="/x">more</a> ' * 100_000 + "</body>")

    first, second = take(deep), take(long)

    assert PARAGRAPHS[0] in first.body.text
    assert PARAGRAPHS[0] in second.body.text
