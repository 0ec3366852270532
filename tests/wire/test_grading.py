"""What kind of change lies between two versions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.decisions import Grade
from mediawire.wire.grading import MOST_SENTENCES, grade, is_slip_of
from mediawire.wire.reading import Change, PubStatus
from tests.wire.made import BAKERS, FERRY, NOON, shown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (FERRY.replace(" ", "  "), Grade.COSMETIC),
        (FERRY.replace("\n\n", "\n \n"), Grade.COSMETIC),
        (FERRY.replace("company", "COMPANY"), Grade.COSMETIC),
        (FERRY.replace("passengers", "pasengers"), Grade.COSMETIC),
        (FERRY.replace("harbour two", "harbour harbour two"), Grade.COSMETIC),
        (FERRY.replace("212", "221"), Grade.CORRECTION),
        (FERRY.replace("will not pay", "will pay"), Grade.CORRECTION),
        (FERRY.replace("Sandholm", "Norholm"), Grade.CORRECTION),
        (FERRY.replace("Monday", "Tuesday"), Grade.CORRECTION),
        (f"(Corrects number of passengers in paragraph 2)\n\n{FERRY}", Grade.CORRECTION),
        (f"{FERRY}\n\nCORRECTION: An earlier version named another island.", Grade.CORRECTION),
        (f"{FERRY}\n\nBerichtigung: Die Zahl der Reisenden wurde geändert.", Grade.CORRECTION),
        (f"REFILE-{FERRY}", Grade.REFILE),
        (f"(Refiles to add dropped word)\n\n{FERRY}", Grade.REFILE),
        (FERRY.replace("PORT ELLEN", "OSLO"), Grade.METADATA),
        (f"{FERRY} A tug brought the divers home.", Grade.UPDATE),
        (FERRY.replace(" Nobody was hurt, the company said.", ""), Grade.UPDATE),
        (BAKERS, Grade.UPDATE),
    ],
)
def test_texts_are_graded_by_what_they_show(text: str, wanted: Grade) -> None:
    """Words after folding, figures, names, negations, and which sentences come and go."""
    found = grade(shown(FERRY), shown(text))

    assert found.grade is wanted, found.reason


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"headline": "Ferry sails late"}, Grade.HEADLINE),
        ({"headline": "FERRY  late"}, Grade.COSMETIC),
        ({"headline": "CORRECTED: Ferry late"}, Grade.CORRECTION),
        ({"headline": "REFILE-Ferry late"}, Grade.REFILE),
        ({"published": NOON}, Grade.METADATA),
        ({"change": Change.CORRECTION}, Grade.CORRECTION),
        ({"change": Change.REPEAT}, Grade.REFILE),
        ({"pub_status": PubStatus.CANCELED}, Grade.WITHDRAWAL),
    ],
)
def test_the_same_text_is_graded_by_what_stands_beside_it(facts: dict[str, object], wanted: Grade) -> None:
    """Headline, times, and what the source states."""
    facts.setdefault("headline", "Ferry late")

    assert grade(shown(FERRY), shown(FERRY, **facts)).grade is wanted


def test_a_mark_that_was_there_before_marks_nothing_new() -> None:
    """The line of a first correction stays under the text for good."""
    corrected = f"{FERRY}\n\nCorrection: an earlier version named another island."

    assert grade(shown(corrected), shown(f"{corrected}\n\nA tug brought the divers home.")).grade is Grade.UPDATE


def test_a_story_about_a_correction_is_not_one() -> None:
    """The word inside a sentence marks nothing."""
    told = f"{FERRY}\n\nThe paper was corrected on Friday, and a repeat of the race is planned."

    assert grade(shown(FERRY), shown(told)).grade is Grade.UPDATE


def test_a_text_where_there_was_none_completes_a_report() -> None:
    """A feed that gave headlines begins to give texts."""
    assert grade(shown(""), shown(FERRY)).grade is Grade.COMPLETED


def test_a_text_of_countless_sentences_is_not_compared_one_by_one() -> None:
    """Whoever writes it wants to keep us busy."""
    many = "A bell rang. " * (MOST_SENTENCES + 1)

    assert grade(shown(many), shown(f"{many} It rang again.")).grade is Grade.UPDATE


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("recieve", "receive", True),
        ("goverment", "government", True),
        ("harbour,", "harbour", True),
        ("now", "not", False),
        ("increase", "decrease", False),
        ("legal", "illegal", False),
    ],
)
def test_a_slip_is_one_letter_of_a_long_word(one: str, other: str, wanted: bool) -> None:
    """Short words and two letters may be another word."""
    assert is_slip_of(one, other) is wanted
    assert is_slip_of(other, one) is wanted


SENTENCES = st.lists(
    st.sampled_from([*FERRY.split(". "), *BAKERS.split(". "), "12 dead", "第一。第二。", ""]), max_size=6
)


@given(SENTENCES, SENTENCES)
def test_every_change_has_a_grade_and_a_reason(old: list[str], new: list[str]) -> None:
    """Whatever the texts are."""
    found = grade(shown(". ".join(old)), shown("\n".join(new)))

    assert found.reason


@given(SENTENCES, st.sampled_from(["  ", " \n", "\u00a0"]))
def test_blanks_never_make_more_than_a_cosmetic_change(sentences: list[str], blank: str) -> None:
    """However many."""
    text = ". ".join(sentences)

    found = grade(shown(text), shown(text.replace(" ", blank)))

    assert found.grade in (Grade.COSMETIC, Grade.METADATA)
