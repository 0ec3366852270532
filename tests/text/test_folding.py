"""What each letter is compared as."""

from __future__ import annotations

import unicodedata

import pytest

from mediawire.text import folding
from mediawire.text.folding import EXPANDED, FOLD_MASK, KIND_SHIFT, SINGLE, WORD, fold_letter


def test_the_shipped_table_is_what_the_rules_make() -> None:
    """Nobody changes the rules and forgets the table, or the other way round."""
    if unicodedata.unidata_version != folding.UNICODE_VERSION:
        pytest.skip(f"the table was made from Unicode {folding.UNICODE_VERSION}, not {unicodedata.unidata_version}")
    table, expansions = folding.load_table()

    made = folding.make_table()

    assert (table.tolist(), expansions.tolist()) == made


def test_folding_twice_is_folding_once() -> None:
    """What a letter is compared as is compared as itself, or else two equal words could differ."""
    table, expansions = folding.load_table()
    kinds = table >> KIND_SHIFT & 7
    letters = table[(kinds == WORD) | (kinds == SINGLE)] & FOLD_MASK
    folded = {code for code in [*letters.tolist(), *expansions.ravel().tolist()] if 0 < code < folding.LIMIT - 1}
    folded = {code for code in folded if chr(code).isalnum()}  # a fraction's stroke, a bracket around a number

    changed = {chr(code) for code in folded if kinds[code] not in (WORD, SINGLE) or table[code] & FOLD_MASK != code}

    assert len(folded) > 10_000
    assert changed == set()


@pytest.mark.parametrize("char", [chr(code) for code in folding.HANGUL[::999]])
def test_a_korean_syllable_is_compared_as_its_sounds(char: str) -> None:
    """Korean is the same word whether its syllables came composed or taken apart."""
    table, _ = folding.load_table()

    kinds = [int(table[ord(each)]) >> KIND_SHIFT & 7 for each in char + unicodedata.normalize("NFD", char)]

    assert kinds == [EXPANDED, *[WORD] * (len(kinds) - 1)]


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("А", "a"),  # Cyrillic
        ("Ѕ", "s"),
        ("Ο", "o"),  # Greek
        ("ɡ", "g"),
        ("Ａ", "a"),
        ("９", "9"),
        ("ｶ", "カ"),
        ("ﬁ", "fi"),
        ("ﬃ", "ffi"),
        ("ß", "ss"),
        ("Æ", "æ"),
        ("é", "e"),
        ("Ø", "o"),
        ("ł", "l"),
        ("ı", "i"),
        ("İ", "i"),
        ("ſ", "s"),
        ("ё", "e"),
        ("й", "и"),
        ("ς", "σ"),
        ("𝐍", "n"),
        ("Ⓝ", "n"),
        ("🄽", "n"),
        ("🅝", "n"),
        ("ی", "ي"),  # Persian and Arabic yeh
        ("ک", "ك"),
        ("ہ", "ه"),  # Urdu heh
        ("ة", "ه"),
        ("أ", "ا"),
        ("ـ", ""),  # stretches a word
        ("ﻻ", "لا"),
        ("ﷲ", "الله"),
        ("٣", "3"),
        ("۴", "4"),
        ("४", "4"),
        ("が", "が"),
        ("漢", "漢"),
    ],
)
def test_letters_are_compared_as(written: str, compared: str) -> None:
    """Case, width, accents, ligatures, styles and the keyboard of the country make no difference."""
    folded = fold_letter(written)

    assert folded == compared


@pytest.mark.parametrize("pair", ["бв", "щш", "עא", "かが", "नण", "กข", "大太", "ب ت".split(), "12", "їі", "øö"])
def test_different_letters_stay_different(pair: str) -> None:
    """A letter that is another letter to those who read it is not folded away."""
    one, other = pair

    folded = fold_letter(one), fold_letter(other)

    assert (folded[0] == folded[1]) == (pair in ("їі", "øö"))  # an accent more or less is no other letter


@pytest.mark.parametrize("alphabet", ["абвгдежзийклмнопрстуфхцчшщъыьэюя", "αβγδεζηθικλμνξοπρστυφχψω"])
def test_lookalikes_give_each_letter_of_an_alphabet_its_own_image(alphabet: str) -> None:
    """No two words of one alphabet become one because their letters look like Latin ones."""
    images = {letter: fold_letter(letter) for letter in alphabet}

    doubled = [letter for letter in alphabet if list(images.values()).count(images[letter]) > 1]

    assert "".join(doubled) in ("ий", "γυ", "")
