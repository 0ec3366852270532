"""Names: capitalised runs that are more than the opening of a sentence."""

from __future__ import annotations

import pytest

from mediawire.report import Span
from mediawire.text.facts import find_facts
from mediawire.text.names import LONGEST_RUN


def names_in(text: str) -> list[str]:
    """Return the names of a text as they are written."""
    return [fact.text for fact in find_facts(text, [Span(0, len(text))], None) if fact.kind == "name"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met Anna Berg in Oldtown.", ["Anna Berg", "Oldtown"]),
        ("They met Ursula von der Leyen.", ["Ursula von der Leyen"]),
        ("They met Rev. Jon Berg in Ft. Oldtown.", ["Jon Berg", "Ft", "Oldtown"]),
        ("Он живет на ул. Ладина в порту.", ["Ладина"]),
        ("They met Bashar al-Assad.", ["Bashar al-Assad"]),
        ("They met Mohammed bin Salman.", ["Mohammed bin Salman"]),
        ("They met Jean-Claude O'Brien.", ["Jean-Claude O'Brien"]),
        ("They met J. P. Morgan there.", ["J. P. Morgan"]),
        ("They praised Berg's house.", ["Berg"]),
        ("They praised Berg\u2019s house.", ["Berg"]),
        ("They met President Anna Berg.", ["Anna Berg"]),
        ("They met the Oldtown Foreign Minister Anna Berg.", ["Oldtown", "Anna Berg"]),
        ("They left NATO and the U.N. there.", ["NATO", "U.N"]),
        ("They met Interior Minister Luis Campos.", ["Luis Campos"]),
        ("Interior Minister Luis Campos left.", ["Luis Campos"]),
        ("They met Deputy Prime Minister Anna Berg.", ["Anna Berg"]),
        ("They met Secretary of State Anna Berg.", ["Anna Berg"]),
        ("They met Chief Executive Anna Berg.", ["Anna Berg"]),
        ("They met Minister of Foreign Affairs Anna Berg.", ["Anna Berg"]),
        ("They met the Interior Minister, Luis Campos, there.", ["Luis Campos"]),
        ("They met Luis Campos, Interior Minister, there.", ["Luis Campos"]),
        ("They met the Interior Minister there.", ["Interior Minister"]),
        ("They met Home Depot there.", ["Home Depot"]),
        ("They bought General Motors.", ["General Motors"]),
        ("It rose. NEW TROUBLE The Acme Group fell.", ["NEW TROUBLE", "Acme Group"]),
        ("They met Anna Berg (Acme).", ["Anna Berg", "Acme"]),
        ("They met Anna \u201cThe\u201d Berg there.", ["Anna", "Berg"]),
        ("They met Anna\n\nBerg did it.", ["Anna"]),
        ("They met Anna  Berg there.", ["Anna  Berg"]),
        ("They met Anna\nBerg there.", ["Anna\nBerg"]),
        ("Они видели Анну Берг.", ["Анну Берг"]),
        ("Είδαν την Άννα Μπεργκ.", ["Άννα Μπεργκ"]),
        ("Sie trafen nicht auf die Frau Berg, und es war im Haus.", ["Berg"]),
    ],
)
def test_a_name_is_a_capitalised_run_with_its_particles(text: str, names: list[str]) -> None:
    """Titles and possessives stand outside; brackets, quotation marks and lines end it."""
    found = names_in(text)

    assert found == names


def test_a_word_that_only_opens_a_sentence_is_no_name() -> None:
    """Every sentence begins with a capital."""
    found = names_in("Rain fell. Streets flooded. Earlier Berg had left. The rain went on.")

    assert found == ["Berg"]


def test_a_name_that_opens_a_sentence_is_known_from_elsewhere() -> None:
    """What is capitalised inside a sentence is a name at its beginning too."""
    found = names_in("Berg left. They had met Berg.")

    assert found == ["Berg", "Berg"]


def test_two_names_that_differ_in_case_accents_or_points_say_the_same() -> None:
    """NATO is Nato, the U.N. is the UN, and Erdoğan needs no breve."""
    text = "They told NATO, Nato, the U.N, the UN, Erdo\u011fan and Erdogan so."

    values = [fact.value for fact in find_facts(text, [Span(0, len(text))], None)]

    assert values == ["nato", "nato", "un", "un", "erdogan", "erdogan"]


def test_a_run_without_end_is_cut_into_names() -> None:
    """A million capitals are not one name."""
    text = "they met " + "Abc " * 50

    names = names_in(text)

    assert max(len(name.split()) for name in names) == LONGEST_RUN
    assert sum(len(name.split()) for name in names) == 50


@pytest.mark.parametrize("before", ["", " ", "\n\n", "The men said: "])
def test_a_hyphen_before_a_capital_opens_no_sentence(before: str) -> None:
    """Not even where the text begins with it."""
    names = names_in(f"{before}-Oldtown")

    assert names == ["Oldtown"]


@pytest.mark.parametrize("word", ["Somebody", "Everyone", "Nothing", "Anybody"])
def test_a_pronoun_is_no_name(word: str) -> None:
    """Not even where it is said to speak."""
    names = names_in(f"{word} said so. They met {word} there.")

    assert names == []


def test_capitals_prove_nothing_in_a_text_of_capitals() -> None:
    """No word is a name only because all are in capitals."""
    names = names_in("QUAKE HITS OLDTOWN, KILLING AT LEAST TEN. THE MAYOR, ANNA BERG, LEFT IN THE NIGHT.")

    assert names == []


def test_a_known_name_is_known_in_a_sentence_of_capitals() -> None:
    """What the report names elsewhere it names there too."""
    names = names_in("They met Anna Berg of Acme. WHY DID MAYOR ANNA BERG SELL ACME? The BBC asked, and so did they.")

    assert names == ["Anna Berg", "Acme", "ANNA BERG", "ACME", "BBC"]
