"""The door: facts of given pieces of a text, in order and apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.report import Span
from mediawire.text.facts import find_facts

PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "not",
                "May",
                "may",
                "3",
                "million",
                "$",
                "5",
                "%",
                "Anna",
                "Berg",
                "de",
                "22",
                "November",
                "2026",
                "Mr.",
            ),
            *(
                ",",
                ".",
                '"',
                "'",
                "t",
                "don",
                "-",
                " ",
                " ",
                " ",
                "\n",
                "\u2019s",
                "twenty",
                "hundred",
                "and",
                "No",
                "EUR",
                "%",
                "€",
                "th",
                "p.m.",
            ),
            *(
                "不",
                "三百万",
                "亿",
                "元",
                "月",
                "日",
                "年",
                "22",
                "نوفمبر",
                "٣",
                "नहीं",
                "ไม่",
                "ล้าน",
                "\ud800",
                "\x00",
                "½",
            ),
        ]
    ),
    max_size=30,
).map("".join)


MARKS = st.text("0123456789.:,/-$€%²½٣३๑ \n'\"“”ABab—", max_size=40)
"""Digits of several scripts among the marks that stand in and about numbers, as broken tables and scores have them."""


@given(st.one_of(PIECES, MARKS, st.text(max_size=60)))
def test_facts_are_in_order_apart_and_hold_their_wording(text: str) -> None:
    """Whatever the text, each place can be shown."""
    facts = find_facts(text, [Span(0, len(text))], None)

    assert all(fact.span.of(text) == fact.text and fact.text for fact in facts)
    assert all(one.span.end <= other.span.start for one, other in pairwise(facts))
    assert all(fact.value and fact.value == fact.value.strip() for fact in facts)


@pytest.mark.parametrize(
    "text", ["7,", "12,", "12/01/2005", "1.33", "x\u00b2", "12:", "1:2.30 pm", "\u2460", "\u1369 \u0969,"]
)
def test_broken_figures_are_no_error(text: str) -> None:
    """Tables and footnotes leave marks behind digits, and not every digit is one that can be reckoned with."""
    facts = find_facts(text, [Span(0, len(text))], None)

    assert all(fact.text in text for fact in facts)


@given(st.one_of(PIECES, MARKS), st.one_of(PIECES, MARKS))
def test_what_was_read_before_changes_nothing(text: str, other: str) -> None:
    """What is remembered of words and numbers from one text says nothing about the next."""
    alone = find_facts(text, [Span(0, len(text))], None)

    find_facts(f"{other} и {other} der die das und nicht", [Span(0, len(other))], None)

    assert find_facts(text, [Span(0, len(text))], None) == alone


@given(PIECES)
def test_the_same_text_gives_the_same_facts_wherever_it_stands(text: str) -> None:
    """Places move with the piece; what is said does not change."""
    before = "\n\n"
    plain = find_facts(text, [Span(0, len(text))], None)

    moved = find_facts(before + text, [Span(len(before), len(before) + len(text))], None)

    assert [(fact.kind, fact.value) for fact in moved] == [(fact.kind, fact.value) for fact in plain]


def test_only_the_given_pieces_are_read() -> None:
    """Furniture between two pieces states nothing."""
    text = "It cost 5 euros.\nRecent posts: 7 things\nIt cost 6 euros."

    facts = find_facts(text, [Span(0, 16), Span(40, 56)], None)

    assert [fact.value for fact in facts] == ["EUR 5", "EUR 6"]


def test_no_pieces_have_no_facts() -> None:
    """A text without a story is no error."""
    facts = find_facts("It cost 5 euros.", [], None)

    assert facts == ()


def test_the_language_of_a_text_decides_what_its_small_words_are() -> None:
    """English "die" and "sin" are no article and no preposition; Spanish "once" is eleven."""
    english = find_facts("Men once had to die for a sin, and the son of that man was there.", [Span(0, 64)], None)
    spanish = find_facts("Los once fueron sin que el ministro los viera en la ciudad.", [Span(0, 58)], None)

    assert [fact.value for fact in english] == []
    assert [fact.value for fact in spanish] == ["11", "without"]


@pytest.mark.parametrize("white", ["  ", "\n", " \n ", "\u00a0", "\t", "\r\n"])
def test_white_space_changes_no_fact(white: str) -> None:
    """Wire copy is wrapped and justified: a name, a date, a sum or a number goes on over a blank of any width."""
    plain = "On March 12, 2026, Ana von der Berg gave $250 million and 2.3 percent at 3:40 a.m. for two hundred people."
    spread = plain.replace(" ", white)

    facts = find_facts(spread, [Span(0, len(spread))], None)

    known = find_facts(plain, [Span(0, len(plain))], None)
    assert [(fact.kind, fact.value) for fact in facts] == [(fact.kind, fact.value) for fact in known]
    assert [" ".join(fact.text.split()) for fact in facts] == [fact.text for fact in known]


def test_a_line_broken_in_a_paragraph_goes_on_with_its_facts() -> None:
    """A lone line break among blank lines was taken for a paragraph's end; the name goes on over it."""
    text = "Town left empty\n\nThey met Ana\nBerg there.\n\nIt cost $5\nmillion."
    spans = [Span(0, 15), Span(17, 29), Span(30, 41), Span(43, 53), Span(54, 62)]

    facts = find_facts(text, spans, None)

    assert [fact.value for fact in facts] == ["ana berg", "$ 5000000"]
