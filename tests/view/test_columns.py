"""Text fits its column in every script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediawire.view.columns import Piece, measure, wrap
from mediawire.view.marks import make_visible

PIECES = st.lists(st.tuples(st.sampled_from(["same", "gone"]), st.text(max_size=40)), max_size=4)


@given(PIECES, st.integers(8, 60))
def test_no_line_is_wider_than_the_column(pieces: list[Piece], width: int) -> None:
    """Whatever the letters are, a line takes at most the cells it has."""
    lines = wrap(pieces, width)

    assert all(sum(measure(text) for _, text in line) <= width for line in lines)


@given(PIECES, st.integers(8, 60))
def test_no_letter_is_lost(pieces: list[Piece], width: int) -> None:
    """Breaking lines drops blanks only."""
    lines = wrap(pieces, width)

    shown = "".join(text for line in lines for _, text in line)
    whole = "".join(make_visible(text) for _, text in pieces)
    assert "".join(shown.split()) == "".join(whole.split())


def test_lines_break_at_spaces() -> None:
    """A word is not cut where it fits on the next line."""
    lines = wrap([("", "one two three")], 8)

    assert ["".join(text for _, text in line) for line in lines] == ["one two", "three"]


def test_a_word_that_changes_its_style_within_stays_together() -> None:
    """An edit of an ending does not tear the word apart."""
    lines = wrap([("same", "first word"), ("come", "s"), ("same", " end")], 11)

    assert ["".join(text for _, text in line) for line in lines] == ["first words", "end"]


def test_wide_letters_take_two_cells_and_break_anywhere() -> None:
    """Chinese and Japanese have no spaces to break at."""
    lines = wrap([("", "外務大臣は火曜日")], 8)

    assert ["".join(text for _, text in line) for line in lines] == ["外務大臣", "は火曜日"]


def test_combining_marks_take_no_cell_and_stay_with_their_letter() -> None:
    """An accent never begins a line."""
    lines = wrap([("", "e\u0301" * 10)], 8)

    assert ["".join(text for _, text in line) for line in lines] == ["e\u0301" * 8, "e\u0301" * 2]


def test_a_blank_line_between_paragraphs_is_kept_once() -> None:
    """Paragraphs stay apart, however many blank lines stood between them."""
    lines = wrap([("", "\n\none\n\n\n\ntwo\n")], 20)

    assert lines == [[("", "one")], [], [("", "two")]]
