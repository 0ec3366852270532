"""Traces as a page."""

from __future__ import annotations

from mediawire.corpus.trace import Trace
from mediawire.report import Span
from mediawire.view.trace_page import render_trace_page
from tests.view.parsed import assert_sound
from tests.view.press import COPY, HOSTILE, LOCAL, WIRE, write_hostile_trace, write_trace

TEXTS = {"wire-204": WIRE, "ferry-9": LOCAL}


def test_each_passage_carries_the_number_of_its_source() -> None:
    """Colour is never alone: the number links to the source in the list."""
    page = assert_sound(render_trace_page([("copy.txt", COPY, write_trace(), TEXTS)]))

    assert page.text["h1"] == ["Found in two reports"]
    assert {"#t1s1", "#t1s2"} <= set(page.values("href"))
    assert any("The harbour board stated" in text for text in page.text["mark"])
    assert any(LOCAL in text for text in page.text["mark"])


def test_the_rest_is_marked_and_listed() -> None:
    """What no report explains is shown in the text and once more beside it."""
    html = render_trace_page([("copy.txt", COPY, write_trace(), TEXTS)])

    page = assert_sound(html)
    assert html.count("Nobody was hurt") == 2
    assert "No source found for 13 %" in page.text["h3"]
    assert page.shown.count("No source found: ") == 2


def test_what_was_changed_is_shown_where_the_source_is_at_hand() -> None:
    """With the source's text its words stand beside the copy's; without it only the copy's."""
    with_texts = assert_sound(render_trace_page([("copy.txt", COPY, write_trace(), TEXTS)]))
    without = assert_sound(render_trace_page([("copy.txt", COPY, write_trace(), None)]))

    assert with_texts.text["del"] == ["said"]
    assert with_texts.text["ins"] == ["stated"]
    assert "del" not in without.tags


def test_no_source_found_is_said_honestly() -> None:
    """The page neither invents a source nor calls the text original."""
    trace = Trace("Something new.", (), (Span(0, 14),))

    page = assert_sound(render_trace_page([("new.txt", trace.text, trace, None)]))

    assert page.text["h1"] == ["No source found"]
    assert "no proof" in page.shown
    assert "mark" not in page.tags


def test_several_texts_have_a_list_in_front() -> None:
    """One page for a batch: a row a text, then each trace."""
    none = Trace("Something new.", (), (Span(0, 14),))
    entries = [("copy.txt", COPY, write_trace(), TEXTS), ("new.txt", none.text, none, None)]

    page = assert_sound(render_trace_page(entries))

    assert page.text["h1"] == ["2 texts traced"]
    assert {"#t1", "#t2"} <= set(page.values("href"))
    assert "1 found in the corpus, 1 not." in page.shown


def test_foreign_markup_is_shown_not_obeyed() -> None:
    """A script in any field is text."""
    trace = write_hostile_trace()

    page = assert_sound(render_trace_page([(HOSTILE, trace.text, trace, {HOSTILE: HOSTILE * 9})] * 2))

    assert "alert('1')" in page.shown


def test_an_empty_text_and_no_texts_have_a_page() -> None:
    """Nothing to show is no reason to fail."""
    empty = Trace("", (), ())

    page = assert_sound(render_trace_page([("", "", empty, {})]))
    bare = assert_sound(render_trace_page([]))

    assert page.text["h1"] == ["No source found"]
    assert bare.text["h1"] == ["0 texts traced"]


def test_the_same_traces_give_the_same_bytes() -> None:
    """A page has no date, no random name."""
    entries = [("copy.txt", COPY, write_trace(), TEXTS)]

    assert render_trace_page(entries) == render_trace_page(entries)
