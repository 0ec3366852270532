"""The smallest set of reports that explains a text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.reuse.cover import Candidate, Choice, count_heading, explain
from mediawire.reuse.cover_kernels import EQUAL, TEXT_END, TEXT_FIRST
from mediawire.text.tokens import scan

FLOOD = (
    "The river rose by two metres in the night and flooded the lower part of the old town, where firemen carried "
    "people out of their houses in rubber boats until the morning."
)
MAYOR = (
    "The mayor said that the new wall had been promised for eleven years and that not one stone of it had been laid, "
    "for which he blamed the government in the capital."
)
STRIKE = (
    "Drivers of trams and buses will stop work on Thursday for the third time this month, after talks about pay "
    "between their union and the owners broke down without any result."
)


def trace(text: str, *candidates: Candidate, noise: str = "") -> list[Choice]:
    """Explain a text by candidates; the words of ``noise`` are page noise."""
    tokens = scan(text)
    worth = np.ones(len(tokens), np.float32)
    if noise:
        first = text.index(noise)
        worth[(tokens.starts >= first) & (tokens.starts < first + len(noise))] = 0.0
    return explain(tokens.ids, worth, candidates, count_heading(text, tokens.starts))


def numbers(choices: list[Choice]) -> list[int]:
    """List the numbers of the reports chosen."""
    return [choice.witness.candidate.number for choice in choices]


def test_a_text_from_two_reports_names_both() -> None:
    """A merged text is explained by its two sources, the one that explains more first."""
    text = f"{FLOOD}\n\n{MAYOR}\n\n{STRIKE}"

    found = trace(text, Candidate(1, STRIKE), Candidate(2, f"{FLOOD}\n\n{MAYOR}"))

    assert numbers(found) == [2, 1]


def test_what_holds_nothing_new_is_alike() -> None:
    """A report whose words are all explained by another is no source of its own; it is named beside it."""
    text = f"{FLOOD}\n\n{MAYOR}"

    found = trace(text, Candidate(1, FLOOD), Candidate(2, text))

    assert numbers(found) == [2]
    assert [witness.candidate.number for witness in found[0].alike] == [1]
    assert int(found[0].explained.sum()) == len(scan(text))


def test_the_same_text_elsewhere_is_alike() -> None:
    """Of two reports with the same words one is the source, the other is alike."""
    found = trace(FLOOD, Candidate(1, f"Flood. {FLOOD}"), Candidate(2, FLOOD))

    assert numbers(found) == [1]
    assert [witness.candidate.number for witness in found[0].alike] == [2]


def test_the_nearest_version_is_named() -> None:
    """Of several versions that one is the source of which the text lacks the fewest of its own words."""
    second = FLOOD.replace("two metres", "three metres")
    text = f"{second}\n\n{MAYOR}"
    versions = [FLOOD, second, text, text.replace("for eleven years and that", "since the last flood, when")]

    found = trace(text, *(Candidate(number, version, 0, number) for number, version in enumerate(versions)))

    assert numbers(found) == [2]


def test_between_outlets_the_first_to_publish_is_preferred_and_within_it_its_last_version() -> None:
    """Two outlets have the text: the one that had it first is the source, in the version nearest in time."""
    candidates = [Candidate(1, FLOOD, 5, 300), Candidate(2, FLOOD, 4, 100), Candidate(3, FLOOD, 4, 200)]

    found = trace(FLOOD, *candidates)

    assert numbers(found) == [3]


def test_a_version_of_the_same_report_goes_before_its_twin() -> None:
    """Where an id says that two are versions of one report, a twin published between them is not the source."""
    found = trace(FLOOD, Candidate(1, FLOOD, 0, 100, is_kin=True), Candidate(2, FLOOD, 0, 200))

    assert numbers(found) == [1]


def test_what_was_published_later_comes_after_all_others() -> None:
    """A later report that holds everything is a relative: it explains only what no earlier one does."""
    text = f"{FLOOD}\n\n{MAYOR}"

    found = trace(text, Candidate(1, text, 0, 900, is_later=True), Candidate(2, FLOOD, 0, 100))

    assert numbers(found) == [2, 1]
    assert int(found[1].explained.sum()) == len(scan(MAYOR))


def test_page_noise_explains_nothing() -> None:
    """Two pages that share only what their outlets print on every page are not related."""
    noise = "Subscribe to our letter and read all that matters in the town every morning before you leave the house."

    found = trace(f"{FLOOD}\n\n{noise}", Candidate(1, f"{STRIKE}\n\n{noise}"), noise=noise)

    assert found == []


@pytest.mark.parametrize("quoted", [FLOOD[:95], MAYOR[:95]])
def test_a_quotation_inside_another_report_is_found(quoted: str) -> None:
    """Some seventeen words in a text of its own are enough."""
    text = f"{STRIKE} According to earlier reports, “{quoted}”, which nobody in the office wanted to confirm to us."

    found = trace(text, Candidate(1, f"{FLOOD}\n\n{MAYOR}"))

    assert numbers(found) == [1]


def test_a_phrase_is_no_source() -> None:
    """Nine equal words happen between reports that know nothing of each other."""
    text = f"{FLOOD} It was not clear at the end of the day who had opened the gate."

    found = trace(text, Candidate(1, f"{STRIKE} Nobody knew at the end of the day who had called it."))

    assert found == []


def test_a_headline_alone_is_no_source() -> None:
    """A list of links holds headlines; who is named there was not copied from."""
    headline = "Talks about pay for drivers of trams and buses broke down without any result again"

    linked = trace(f"{FLOOD}\n\nRead more: {headline} Other news", Candidate(1, f"{headline}\n\n{STRIKE}"))
    listed = trace(f"{headline}\n\n{STRIKE}", Candidate(1, f"{FLOOD}\n\nRead more: {headline} Other news"))

    assert linked == []
    assert listed == []


def test_nothing_is_explained_by_nothing() -> None:
    """An empty text, a text without candidates and an empty candidate are all in order."""
    results = trace(""), trace(FLOOD), trace(FLOOD, Candidate(1, "")), trace("", Candidate(1, FLOOD))

    assert results == ([], [], [], [])


@given(st.permutations(range(4)), st.integers(0, 3))
def test_the_order_of_the_candidates_does_not_matter(order: list[int], cut: int) -> None:
    """Whoever is read first, the same reports are chosen, for the same words."""
    texts = [FLOOD, f"{FLOOD}\n\n{MAYOR}", STRIKE, f"{MAYOR}\n\n{STRIKE}"]
    text = "\n\n".join([FLOOD, MAYOR, STRIKE][cut:] or [FLOOD])
    candidates = [Candidate(number, each) for number, each in enumerate(texts)]

    found = trace(text, *(candidates[row] for row in order))

    expected = trace(text, *candidates)
    assert numbers(found) == numbers(expected)
    assert [int(choice.explained.sum()) for choice in found] == [int(choice.explained.sum()) for choice in expected]


@given(st.lists(st.sampled_from("a b c d e f g h . , \n".split(" ")), max_size=120), st.integers(0, 80))
def test_pieces_lie_apart_and_no_word_is_explained_twice(words: list[str], cut: int) -> None:
    """Pieces stand in the text's order without overlap, and each word is explained by one report."""
    text = " ".join(words)
    others = [Candidate(number, " ".join(words[cut * number :])) for number in range(3)]

    found = trace(text, *others)

    total = sum((choice.explained.astype(int) for choice in found), np.zeros(len(scan(text)), int))
    assert total.max(initial=0) <= 1
    for choice in found:
        pieces = choice.witness.pieces
        assert (pieces[1:, TEXT_FIRST] >= pieces[:-1, TEXT_END]).all()
        assert (pieces[:, EQUAL] <= pieces[:, TEXT_END] - pieces[:, TEXT_FIRST]).all()
