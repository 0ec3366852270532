"""Negations and hedges, in the languages that the tables hold."""

from __future__ import annotations

import pytest

from mediawire.report import Span
from mediawire.text.facts import find_facts


def polarity_of(text: str) -> list[tuple[str, str, str]]:
    """Return kind, wording and value of the negations and hedges of a text."""
    facts = find_facts(text, [Span(0, len(text))], None)
    return [(fact.kind, fact.text, fact.value) for fact in facts if fact.kind in ("negation", "hedge")]


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("He did not go.", "not"),
        ("He didn't go.", "didn't"),
        ("He didn\u2019t go.", "didn\u2019t"),
        ("He cannot go.", "cannot"),
        ("There is no way.", "no"),
        ("Er sagte nicht, dass er es ist.", "nicht"),
        ("Il est parti et il n'est pas dans la ville.", "pas"),
        ("El ministro no dijo que los vio.", "no"),
        ("Il ministro non ha detto che è qui.", "non"),
        ("O ministro não disse que foi.", "não"),
        ("Bu bir gün değil.", "değil"),
        ("De man is niet in het huis.", "niet"),
        ("Он не ушел.", "не"),
        ("У него нет денег.", "нет"),
        ("لم يحضر الوزير", "لم"),
        ("وہ نہیں آئے", "نہیں"),
        ("वे नहीं आए", "नहीं"),
        ("他没有来", "没有"),
        ("他不会来", "不"),
        ("支払わなかった", "なかった"),
        ("내지 않았다", "않"),
        ("เขาไม่มา", "ไม่"),
        ("הוא לא בא", "לא"),
        ("Δεν ήρθε.", "Δεν"),
    ],
)
def test_a_plain_negation_is_not_in_every_language(text: str, wording: str) -> None:
    """The value is one word, so that a translation of it is no change of kind."""
    found = polarity_of(text)

    assert found == [("negation", wording, "not")]


@pytest.mark.parametrize(
    ("text", "wording", "value"),
    [
        ("He never came.", "never", "never"),
        ("He came without her.", "without", "without"),
        ("He denied it.", "denied", "deny"),
        ("He failed to come.", "failed", "fail"),
        ("He refused to come.", "refused", "refuse"),
    ],
)
def test_other_negations_keep_their_sense(text: str, wording: str, value: str) -> None:
    """Never says more than not."""
    found = polarity_of(text)

    assert found == [("negation", wording, value)]


@pytest.mark.parametrize(
    ("text", "wording", "value"),
    [
        ("He allegedly came.", "allegedly", "alleged"),
        ("He reportedly came.", "reportedly", "reported"),
        ("He may come.", "may", "may"),
        ("He might come.", "might", "may"),
        ("He could come.", "could", "could"),
        ("Perhaps he came.", "Perhaps", "possible"),
        ("He is likely here.", "likely", "likely"),
        ("He claimed it.", "claimed", "claimed"),
        ("He claims that it rains.", "claims", "claimed"),
        ("He appears to come.", "appears", "apparent"),
        ("An unconfirmed report.", "unconfirmed", "unconfirmed"),
        ("Er ist angeblich in der Stadt und nicht dort.", "nicht", "not"),
        ("Он, вероятно, ушел.", "вероятно", "likely"),
        ("Il est peut-être dans la ville.", "peut", "possible"),
        ("据报他来了", "据报", "possible"),
    ],
)
def test_a_hedge_is_found_with_its_sense(text: str, wording: str, value: str) -> None:
    """What takes the certainty away is a fact of the report."""
    found = polarity_of(text)

    assert (wording, value) in [(text, value) for _, text, value in found]


@pytest.mark.parametrize(
    "text",
    [
        "It is No. 7 there.",
        "Jobless claims rose.",
        "The bank failed.",
        "It was in May.",
        "The suspect left.",
        "He drank a cup of 't Smeer.",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    """A numero sign, a noun, a month, a stray letter: none of them turns a statement round."""
    found = polarity_of(text)

    assert found == []


@pytest.mark.parametrize(
    ("text", "wording", "value"),
    [
        ("More than 40 left.", "More than", "more than"),
        ("It was over $5 million.", "over", "more than"),
        ("Fewer than two dozen left.", "Fewer than", "less than"),
        ("It killed at least three men.", "at least", "at least"),
        ("Nearly half left.", "Nearly", "nearly"),
        ("About a dozen left.", "About", "about"),
        ("Es waren nicht mehr als 40 auf der Insel, und die sind da.", "mehr als", "more than"),
        ("Il y a plus de 40 morts dans la ville, et les autres sont en fuite.", "plus de", "more than"),
        ("Там было более 40 человек.", "более", "more than"),
        ("كان هناك أكثر من 40 شخصا", "أكثر من", "more than"),
        ("地震造成至少35人受伤", "至少", "at least"),
        ("地震造成超过三百人受伤", "超过", "more than"),
        ("地震造成不到35人受伤", "不到", "less than"),
    ],
)
def test_a_comparison_before_a_number_is_a_hedge(text: str, wording: str, value: str) -> None:
    """More than 40 are not 40, nor fewer than 40."""
    hedges = [fact for fact in find_facts(text, [Span(0, len(text))], None) if fact.kind == "hedge"]

    assert [(fact.text, fact.value) for fact in hedges] == [(wording, value)]


@pytest.mark.parametrize(
    "text", ["He spoke about it.", "It was over.", "He left more than before.", "At least he came."]
)
def test_a_comparison_without_a_number_is_no_hedge(text: str) -> None:
    """Small words are many."""
    facts = find_facts(text, [Span(0, len(text))], None)

    assert facts == ()
