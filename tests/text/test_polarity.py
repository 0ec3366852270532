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
