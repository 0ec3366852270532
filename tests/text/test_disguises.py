"""Ways of writing that hide a text are told where one text has them and the other has not."""

from __future__ import annotations

import pytest

from mediawire.text.disguises import find_disguises
from mediawire.text.tokens import scan

PLAIN = "The harbour office said on Friday that five of the finest ferries would stop for repairs. " * 6


@pytest.mark.parametrize(
    ("kind", "hidden"),
    [
        ("odd space", PLAIN.replace(" ", "\u2003")),
        ("soft hyphen", PLAIN.replace("rr", "r\u00adr")),
        ("bidi mark", PLAIN.replace("a", "\u200ea")),
        ("ligature", PLAIN.replace("fi", "\ufb01")),
        ("combining mark", PLAIN.replace("o", "o\u0323")),
        ("styled letter", PLAIN.replace("r", "\u0280")),
        ("figure for a letter", PLAIN.replace("o", "0")),
        ("doubled blanks", PLAIN.replace(" ", "  ")),
        ("broken word", PLAIN.replace("rr", "r-\nr")),
        ("capitals", PLAIN.upper()),
    ],
)
def test_a_disguise_is_named_with_its_places(kind: str, hidden: str) -> None:
    """Each way of hiding a text is told by its name, and nothing else is."""
    tricks = find_disguises(hidden, PLAIN)

    assert {trick.kind for trick in tricks} == {kind}
    assert all(0 <= trick.span.start < trick.span.end <= len(hidden) for trick in tricks)


def test_what_both_texts_have_is_no_disguise() -> None:
    """A language that sets hard spaces does so in both texts."""
    hard = PLAIN.replace(" ", "\u00a0")

    assert find_disguises(hard, hard + "More\u00a0of it.") == ()


def test_a_few_places_are_no_disguise() -> None:
    """A stray hard space or soft hyphen is told of nobody."""
    copy = PLAIN.replace("harbour office", "harbour\u00a0of\u00adfice", 1)

    assert find_disguises(copy, PLAIN) == ()


def test_letters_set_apart_are_words_again() -> None:
    """A text with blanks between its letters has the words of the text without them, in their places."""
    spaced = "   ".join(" ".join(word) for word in PLAIN.split())

    tokens = scan(spaced)

    assert tokens.ids.tolist() == scan(PLAIN).ids.tolist()
    assert {trick.kind for trick in tokens.tricks} == {"spaced letters"}
    assert tokens.span(1, 2).of(spaced) == "h a r b o u r"


def test_a_letter_deleted_behind_itself_is_not_read() -> None:
    """A letter and the sign that deletes it are not seen by a reader, and are no part of a word."""
    tokens = scan("The harxb\bbour ofx\bfice".replace("xb\b", "x\b"))

    assert tokens.ids.tolist() == scan("The harbour office").ids.tolist()
    assert [trick.kind for trick in tokens.tricks] == ["deletion character"] * 2


def test_a_long_row_of_letters_is_no_word() -> None:
    """Letters that stand apart without wider gaps between words are read one by one."""
    tokens = scan("x " + "p q " * 40 + "z")

    assert len(tokens) == 82


def test_a_list_of_single_letters_stays_what_it_is() -> None:
    """Letters of a short list are words of their own."""
    tokens = scan("vitamins a b c and d")

    assert len(tokens) == 6
