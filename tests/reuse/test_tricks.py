"""Tricks on letters are listed side by side, and slips of the pen only where they are many."""

from __future__ import annotations

import pytest

from mediawire import compare
from mediawire.report import Span
from mediawire.reuse.passages import Edit
from mediawire.reuse.tricks import is_slip

TEXT = (
    "The harbour office said on Friday that five ferries would stop for repairs. Passengers were asked to travel by "
    "train instead. The company promised that tickets would remain valid until the summer timetable begins again."
)


def edit(before: str, now: str, edit_class: str = "wording") -> Edit:
    """Make an edit of one word."""
    return Edit(edit_class, before, now, Span(0, len(before)), Span(0, len(now)))


@pytest.mark.parametrize(("before", "now"), [("harbour", "habrour"), ("ferries", "fcrries"), ("company", "cornpany")])
def test_a_letter_put_wrong_inside_a_word_is_a_slip(before: str, now: str) -> None:
    """Letters that change places, or are read wrong by a scanner, are slips."""
    assert is_slip(edit(before, now))


@pytest.mark.parametrize(("before", "now"), [("ferry", "ferries"), ("said", "says"), ("big", "bag"), ("rose", "fell")])
def test_another_word_or_form_is_no_slip(before: str, now: str) -> None:
    """Another ending, a short word, another word: an edit and not a slip."""
    assert not is_slip(edit(before, now))


def test_many_slips_are_told_as_a_trick_of_the_copy() -> None:
    """A copy in which word after word has letters swapped hides from a search; it is told where."""
    words = TEXT.split()
    copy = " ".join(word[:2] + word[3] + word[2] + word[4:] if len(word) > 6 else word for word in words)

    told = [trick for trick in compare(TEXT, copy).to_dict()["tricks"] if trick["kind"] == "misspelt word"]

    assert [trick["side"] for trick in told] == ["copy"]
    assert told[0]["count"] == len(told[0]["spans"]) >= 5


def test_an_untouched_copy_has_no_tricks() -> None:
    """A copy with other words and no tricks is told to have none."""
    assert compare(TEXT, TEXT.replace("promised", "said")).to_dict()["tricks"] == []
