"""The shape of a text in words: units, sentences, borders."""

from __future__ import annotations

from mediawire.reuse.shape import Shape, Words, shape_of
from mediawire.text.stories import read_document
from mediawire.text.tokens import scan

PAGE = """Storm closes harbour

By Ada Holm

A storm tore two cranes from the quay on Monday. Nobody was hurt.

The repair will take three weeks, officials said.

Recent Posts

Bakery opens in Storvik

2 hours ago
"""


def shape(text: str) -> Shape:
    """Return the shape of a text."""
    return shape_of(read_document(text), scan(text))


def words_of(text: str, words: Words) -> str:
    """Return the piece of a text from the first of some words to the last."""
    return scan(text).span(*words).of(text)


def test_units_and_sentences_are_counted_in_words() -> None:
    """Headline, byline, paragraphs and furniture follow each other; sentences are those of the body."""
    found = shape(PAGE)

    units = [(kind, words_of(PAGE, unit)) for unit, kind in zip(found.units, found.kinds, strict=True)]
    assert units[:4] == [
        ("headline", "Storm closes harbour"),
        ("byline", "By Ada Holm"),
        ("paragraph", "A storm tore two cranes from the quay on Monday. Nobody was hurt"),
        ("paragraph", "The repair will take three weeks, officials said"),
    ]
    assert {kind for kind, _ in units[4:]} == {"furniture"}
    assert [words_of(PAGE, sentence) for sentence in found.sentences] == [
        "A storm tore two cranes from the quay on Monday",
        "Nobody was hurt",
        "The repair will take three weeks, officials said",
    ]


def test_borders_stand_where_the_text_is_parted_for_good() -> None:
    """Between headline, byline and body there is a border; between two paragraphs there is none."""
    found = shape(PAGE)

    bordering = [words_of(PAGE, unit) for unit in found.units if unit.start in found.borders]
    assert "Storm closes harbour" in bordering
    assert "The repair will take three weeks, officials said" not in bordering
    assert any(words.startswith("Recent Posts") for words in bordering)


def test_every_word_has_its_unit_and_its_sentence() -> None:
    """A word in a headline has no sentence but its headline; a word in nothing is by itself."""
    found = Shape(12, (Words(0, 3), Words(4, 10)), ("headline", "paragraph"), (Words(4, 7), Words(7, 10)), (0, 4))

    units = [found.unit_at(word) for word in (0, 2, 3, 4, 9, 11)]
    sentences = [found.sentence_at(word) for word in (2, 3, 4, 6, 7)]

    assert units == [Words(0, 3), Words(0, 3), Words(3, 4), Words(4, 10), Words(4, 10), Words(11, 12)]
    assert sentences == [Words(0, 3), Words(3, 4), Words(4, 7), Words(4, 7), Words(7, 10)]


def test_a_whole_sentence_is_held_or_not() -> None:
    """Half a sentence is no sentence, and two sentences hold one."""
    found = Shape(10, (Words(0, 10),), ("paragraph",), (Words(0, 4), Words(4, 10)), (0,))

    held = [
        found.holds_sentence(Words(*words)) for words in [(0, 4), (0, 3), (1, 9), (0, 10), (3, 10), (4, 10), (5, 5)]
    ]

    assert held == [True, False, False, True, True, True, False]


def test_texts_without_words_have_no_units() -> None:
    """Marks and spaces alone make no shape."""
    for text in ("", "  \n", "!!! —\n\n…"):
        found = shape(text)

        assert (found.size, found.units, found.kinds, found.sentences) == (0, (), (), ())
