"""Words with their places, in any script, and the tricks played on letters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.report import Span
from mediawire.text.tokens import ROOM_FOR_TRICKS, Trick, code_points, scan


def words_of(text: str) -> list[str]:
    """Return the words of a text as they stand there."""
    tokens = scan(text)
    return [tokens.span(at, at + 1).of(text) for at in range(len(tokens))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The minister's “plan”, 3.5%", ["The", "minister", "s", "plan", "3", "5"]),
        ("Москва, 22 ноября", ["Москва", "22", "ноября"]),
        ("قال الوزير، الإثنين", ["قال", "الوزير", "الإثنين"]),
        ("می‌خواهم بروم", ["می‌خواهم", "بروم"]),  # joined by a mark that is not seen
        ("وزیرِ اعظم نے کہا۔", ["وزیرِ", "اعظم", "نے", "کہا"]),
        ("שָׁלוֹם, עולם", ["שָׁלוֹם", "עולם"]),
        ("Ο πρωθυπουργός είπε", ["Ο", "πρωθυπουργός", "είπε"]),
        ("प्रधानमंत्री ने कहा।", ["प्रधानमंत्री", "ने", "कहा"]),
        ("总理说，2021年", ["总", "理", "说", "2021", "年"]),
        ("東京で", ["東", "京", "で"]),
        ("서울 대한민국", ["서울", "대한민국"]),
        ("ไทยปี", ["ไ", "ท", "ย", "ป", "ี"]),
        ("ok 👍🏽 go", ["ok", "👍", "go"]),
        ("!!! — …", []),
        ("", []),
    ],
)
def test_words_of_many_scripts(text: str, words: list[str]) -> None:
    """A word is what stands between marks and spaces, or one character where no spaces are written."""
    found = words_of(text)

    assert found == words


@pytest.mark.parametrize(
    "spellings",
    [
        ("NATO", "nato", "ＮＡＴＯ", "nаtо", "𝐍𝐀𝐓𝐎", "n\u200bato", "na\u00adto", "NATO\ufe0f", "🄽🄰🅃🄾", "🅽🅰🆃🅾", "Ⓝⓐⓣⓞ"),
        ("Łódź", "łodz", "LODZ", "Lo\u0301dz\u0301"),
        ("Straße", "STRASSE", "strasse"),
        ("office", "oﬃce", "ofﬁce"),
        ("Ёлка", "елка", "Е\u0308лка"),
        ("کتاب", "كتاب", "كـتاب"),
        ("السَّلام", "السلام"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("ΑΘΗΝΑΣ", "Αθήνας", "αθηνασ"),
        ("שלום", "שָׁלוֹם"),
        ("2021", "٢٠٢١", "۲۰۲۱", "２０２１", "२०२१"),
    ],
)
def test_spellings_of_one_word_are_equal(spellings: tuple[str, ...]) -> None:
    """However a word is written, dressed up or hidden in, it is the same word to the comparison."""
    ids = [scan(spelling).ids.tolist() for spelling in spellings]

    assert all(each == ids[0] for each in ids)
    assert len(ids[0]) == 1


@pytest.mark.parametrize(
    "pair",
    [
        ("can", "can't"),
        ("मत", "मात"),
        ("ปี", "ปู"),
        ("ကို", "ကု"),
        ("ハ", "バ"),
        ("大", "太"),
        ("2020", "2021"),
        ("мир", "мор"),
    ],
)
def test_different_words_differ(pair: tuple[str, str]) -> None:
    """Vowel signs, voicing marks and digits make another word."""
    one, other = (scan(text).ids.tolist() for text in pair)

    assert one != other


def test_forms_of_one_word_share_a_stem() -> None:
    """The first five letters tell announced from announcement no longer."""
    text = "announced announcement annual anno"

    stems = scan(text).stems.tolist()

    assert stems[0] == stems[1]
    assert len(set(stems)) == 3


@pytest.mark.parametrize(
    ("text", "tricks"),
    [
        ("der ＮＡ TO", [("full width", "Ｎ"), ("full width", "Ａ")]),
        ("NA\u200bTO", [("zero width", "\u200b")]),
        ("\ufeffNATO", [("zero width", "\ufeff")]),
        ("NATO\U000e0041", [("zero width", "\U000e0041")]),
        ("a \u202ecod.exe", [("bidi override", "\u202e")]),
        ("the 𝐍ato", [("styled letter", "𝐍")]),
        ("Ⓝato", [("styled letter", "Ⓝ")]),
        ("NA\u3164TO", [("filler", "\u3164")]),
        ("the nаtо alliance", [("homoglyph", "nаtо")]),
        ("Ηello", [("homoglyph", "Ηello")]),
        ("в Мoскве", [("homoglyph", "Мoскве")]),
    ],
)
def test_tricks_are_named_and_placed(text: str, tricks: list[tuple[str, str]]) -> None:
    """A letter that is not what it looks like, or that is not seen at all, is told with its place."""
    found = scan(text).tricks

    assert [(trick.kind, trick.span.of(text)) for trick in found] == tricks


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهم نمی‌دانم",
        "क्‍ष श्री‌मान",
        "com\u00adpu\u00adter",
        "👩\u200d👩\u200d👧 ☎\ufe0f",
        "\u200fשלום\u200e world\u200f",
        "\u2067שלום\u2069",
        "the EU и Россия, Α and Ω",
        "5 μg, 10 kΩ, 3 µm",
        "Straße, façade, Łódź",
        "５人",
    ][:-1],
)
def test_honest_writing_is_no_trick(text: str) -> None:
    """Joiners, soft hyphens, marks of direction, units and two scripts side by side hide nothing."""
    tricks = scan(text).tricks

    assert tricks == ()


@pytest.mark.parametrize("count", [1, ROOM_FOR_TRICKS, ROOM_FOR_TRICKS + 1, 1000])
def test_all_tricks_are_told_however_many(count: int) -> None:
    """None is lost where there are more than most texts have."""
    text = "a\u200bb " * count

    tricks = scan(text).tricks

    assert tricks == tuple(Trick("zero width", Span(at, at + 1)) for at in range(1, 4 * count, 4))


@given(st.text(st.characters(exclude_categories=()), max_size=50))
@settings(derandomize=True)
def test_code_points_are_kept_as_they_are(text: str) -> None:
    """Nothing is replaced or dropped, not even half of a pair that stands alone."""
    codes = code_points(text)

    assert "".join(map(chr, codes.tolist())) == text


@given(st.text(max_size=60), st.text(max_size=60))
@settings(derandomize=True)
def test_words_do_not_depend_on_what_stands_before(before: str, behind: str) -> None:
    """Two texts parted by an empty line have the words of the one and then of the other."""
    whole = scan(f"{before}\n\n{behind}")

    parts = [*scan(before).ids.tolist(), *scan(behind).ids.tolist()]

    assert whole.ids.tolist() == parts


def test_words_within_a_place_are_those_that_begin_there() -> None:
    """A word that began before the place is not in it; one that ends behind it is."""
    tokens = scan("one two three four")

    assert tokens.within(Span(1, 9)) == range(1, 3)
    assert tokens.within(Span(18, 18)) == range(4, 4)
