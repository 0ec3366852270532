from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.report import Span
from mediawire.reuse import measures as module
from mediawire.reuse.measures import Measures, measure_words
from mediawire.text.tokens import scan

REPORT = (
    "The harbour council voted on Tuesday to close the northern pier until its beams have been replaced. "
    "Engineers found cracks in eleven of forty beams during an inspection in March, the council said. "
    "Fishing boats will use the southern basin for the time being, and the ferry will leave from there too."
)
ELSEWHERE = (
    "A comet that passes once in six thousand years could be seen over the valley with the naked eye this week. "
    "Hundreds of people climbed the hill with telescopes, though clouds hid the sky for most of two nights."
)


def measured(original: str, copy: str) -> Measures:
    """Measure two plain texts."""
    return measure_words(scan(original), scan(copy))


def test_a_text_has_all_of_itself() -> None:
    """A text against itself shares every piece, in one run as long as it is."""
    figures = measured(REPORT, REPORT)

    assert figures.share == figures.share_five == figures.long_runs == figures.together == figures.weakest == 1.0
    assert figures.longest_run == figures.copy_letters == figures.original_letters
    assert figures.unevenness == 0.0


def test_texts_on_other_things_share_little_beyond_chance() -> None:
    """What two unrelated reports of one language have in common is no more than their letters bring about."""
    figures = measured(REPORT, ELSEWHERE)

    assert figures.beyond_chance < 0.12
    assert figures.together < 0.115
    assert figures.longest_run < 20


def test_spaces_case_and_spelling_of_letters_make_no_difference() -> None:
    """A space inside a word, another keyboard's letters, and capitals leave the figures as they are."""
    urdu, respelt = "وزیر نے کہا کہ یہ کتاب ہوگی جس کی قیمت کم ہے", "وزير نے كہا كہ يہ كتاب ہو گی جس كی قيمت كم ہے"

    figures = measured(urdu, respelt)
    shouted = measured(REPORT, REPORT.upper().replace(" ", ""))

    assert figures.share == 1.0
    assert shouted.longest_run == shouted.copy_letters


def test_the_original_may_be_longer_or_in_another_order() -> None:
    """Only the copy is asked what it has from the original, wherever it stands there."""
    first, _, third = REPORT.split(". ")

    figures = measured(f"{ELSEWHERE} {REPORT}", f"{third} {first}.")

    assert figures.share > 0.95
    assert figures.long_runs > 0.9


def test_only_the_given_pieces_count() -> None:
    """What stands outside the given pieces is not measured."""
    text = f"{ELSEWHERE}\n\n{REPORT}"
    tokens = scan(text)
    report = [Span(len(ELSEWHERE) + 2, len(text))]

    inside = measure_words(scan(REPORT), tokens, None, report)
    whole = measure_words(scan(REPORT), tokens)

    assert inside.share == 1.0
    assert inside.copy_letters == scan(REPORT).codes.size - REPORT.count(" ") - REPORT.count(".") - REPORT.count(",")
    assert whole.share < 0.8


@pytest.mark.parametrize("text", ["", " \n", "ab", "…!", "\ud800", "\x00"])
def test_a_text_of_hardly_a_letter_has_no_figures(text: str) -> None:
    """Nothing is claimed of a text without words, and nothing breaks."""
    figures = measured(REPORT, text)

    assert (figures.share, figures.longest_run, figures.together) == (0.0, 0, 0.0)
    assert measured(text, REPORT).share == 0.0


def test_a_very_long_text_is_measured_in_part_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters beyond the limit are left out, and the figures say that they are not of the whole."""
    monkeypatch.setattr(module, "MOST_LETTERS", 100)

    figures = measured(REPORT, REPORT)

    assert not figures.is_whole
    assert figures.copy_letters == 100
    assert measured("Short as it is.", "Short as it is.").is_whole


def test_one_letter_over_and_over_is_measured_in_no_time() -> None:
    """A text of one letter is one run, and is walked once."""
    figures = measured("a" * 200_000, "a" * 200_000)

    assert figures.longest_run == 200_000


@given(st.text(max_size=200), st.text(max_size=200))
def test_every_share_is_a_share(original: str, copy: str) -> None:
    """Whatever the two texts are, shares are from 0 to 1 and no run is longer than either text."""
    figures = measured(original, copy)

    shares = (figures.share, figures.by_chance, figures.share_five, figures.long_runs, figures.together)
    assert all(0.0 <= share <= 1.0 for share in (*shares, figures.weakest, figures.unevenness, figures.beyond_chance))
    assert figures.longest_run <= min(figures.original_letters, figures.copy_letters)
