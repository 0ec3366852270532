"""Foreign text cannot take over the screen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.view.marks import Mark, make_visible, split_marks

LEFT_AS_THEY_ARE = "\n\t\u200c\u200d"
"""Line ends, tabs, and joiners, which some scripts cannot be written without."""


@given(st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp", "L"]), max_size=20))
def test_nothing_that_controls_a_terminal_is_left(text: str) -> None:
    """Whatever a text holds, no control character, direction override or surrogate comes through."""
    shown = make_visible(text)

    left = {
        letter for letter in shown if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") or is_override(letter)
    }
    assert left <= set(LEFT_AS_THEY_ARE)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=30))
def test_letters_stay_as_they_are(text: str) -> None:
    """A text without an unseen character is shown as it is."""
    blank = set("\u115f\u1160\u3164\uffa0\u2800\ufffc")

    shown = make_visible(text)

    assert shown == text or blank & set(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "‹ESC›[31mred"),
        ("abc\u202edef", "abc‹RLO›def"),
        ("pay\u200bpal", "pay‹ZWSP›pal"),
        ("pay\u200dpal", "pay‹ZWJ›pal"),
        ("pay\u200d\u200dpal", "pay‹ZWJ›‹ZWJ›pal"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("\x9b31m", "‹U+009B›31m"),
        ("\ud800", "‹U+D800›"),
        ("a\0\0\0b\0\0\0\0c", "a‹NUL›‹NUL›‹NUL›b‹NUL×4›c"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_an_unseen_character_becomes_a_mark(text: str, shown: str) -> None:
    """Tricks are shown, and joiners that a script needs are left alone."""
    assert make_visible(text) == shown


def test_a_mark_knows_its_name() -> None:
    """A screen reader can say what stands there."""
    pieces = list(split_marks("a\u202eb"))

    assert pieces == ["a", Mark("‹RLO›", "right-to-left override"), "b"]


def is_override(letter: str) -> bool:
    """Tell whether a letter changes the direction of what follows."""
    return unicodedata.bidirectional(letter) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
