"""Sentences of the copy that say a sentence of the original again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Lay = Callable[[str, str], Any]

OPENING = "The harbour of Lindby was closed on Monday after a storm tore two cranes from the quay."
COST = "Port officials said the repair of the cranes would take at least three weeks and cost four million crowns."
COST_AGAIN = "The cranes’ repair, port officials said, would cost four million crowns and take three weeks at least."
CATCH = "Fishermen unloaded their catch in the neighbouring village of Storvik, a spokeswoman said."
ELSEWHERE = "The national theatre opens its season in September with a comedy about two brothers and a bakery."

RUSSIAN = "Ремонт кранов займёт не меньше трёх недель и обойдётся в четыре миллиона крон, сообщили в порту."
RUSSIAN_AGAIN = "В порту сообщили: ремонт кранов обойдётся в четыре миллиона крон и займёт не меньше трёх недель."
RUSSIAN_OPENING = "Порт Линдбю закрыли в понедельник: шторм сорвал с причала два крана."


@pytest.mark.parametrize(
    ("opening", "sentence", "again"), [(OPENING, COST, COST_AGAIN), (RUSSIAN_OPENING, RUSSIAN, RUSSIAN_AGAIN)]
)
def test_a_sentence_said_in_other_words_is_paraphrased(lay: Lay, opening: str, sentence: str, again: str) -> None:
    """Where the copy has it in no other way, the sentence and its new form are one passage."""
    original, copy = f"{opening}\n\n{sentence}", f"{opening}\n\n{again}"

    laid = lay(original, copy)

    assert laid.kinds == ["kept", "paraphrased"]
    assert laid.texts("paraphrased") == [again]
    assert laid.echoes == ()


@pytest.mark.parametrize(
    ("opening", "sentence", "again"), [(OPENING, COST, COST_AGAIN), (RUSSIAN_OPENING, RUSSIAN, RUSSIAN_AGAIN)]
)
def test_a_sentence_said_twice_is_an_echo_the_second_time(lay: Lay, opening: str, sentence: str, again: str) -> None:
    """What the copy keeps word for word belongs to that; the other sentence is put in and echoes it."""
    original, copy = f"{opening}\n\n{sentence}", f"{again}\n\n{opening}\n\n{sentence}"

    laid = lay(original, copy)

    assert laid.kinds == ["inserted", "kept", "kept"]
    assert laid.passages[0].echoes.of(original) == sentence.rstrip(".")


def test_a_short_sentence_that_only_changed_its_place_has_moved(lay: Lay) -> None:
    """The same words elsewhere are no other words, be they too few for a block."""
    short = "Nobody was hurt."

    laid = lay(f"{OPENING}\n\n{COST} {short}\n\n{CATCH}", f"{OPENING}\n\n{short} {COST}\n\n{CATCH}")

    assert laid.texts("moved") == [short]
    assert {edit_class for edit_class, _, _ in laid.edits} == {"spacing"}


def test_a_sentence_about_something_else_echoes_nothing(lay: Lay) -> None:
    """What has nothing to do with the original is put in, and dropped is what it stands for."""
    laid = lay(f"{OPENING}\n\n{COST}\n\n{CATCH}", f"{OPENING}\n\n{ELSEWHERE}\n\n{CATCH}")

    assert sorted(laid.kinds) == ["dropped", "inserted", "kept", "kept"]
    assert laid.echoes == ()


def test_reuse_lists_what_was_said_again_as_well(lay: Lay) -> None:
    """The plain list tells every correspondence, and what passages tell as echoes."""
    laid = lay(f"{OPENING}\n\n{COST}\n\n{CATCH}", f"{OPENING}\n\n{COST}\n\n{CATCH}")

    (found,) = laid.reuse
    assert (found.kind, found.score) == ("verbatim", 1.0)
    assert found.copy.of(laid.copy) == laid.copy.rstrip(".")


def test_a_text_without_sentences_is_not_asked_for_echoes(lay: Lay) -> None:
    """Nothing to say again is no error."""
    assert lay("", ELSEWHERE).echoes == ()
    assert lay(ELSEWHERE, "").echoes == ()
