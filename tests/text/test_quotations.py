"""Quotations: which marks make one, and what is between them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.report import Span
from mediawire.text.quotations import Quotation, find_quotations

MARKS = "\"“”„‟«»‹›「」『』《》〈〉'‘’‚`—–"


def lines_of(text: str) -> list[Span]:
    """Take each line that is not blank for a paragraph."""
    return [Span(*match.span()) for match in re.finditer(r"\S[^\n]*", text)]


def quoted_in(text: str) -> list[str]:
    """Give the words that a text quotes, marks left out."""
    return [quotation.content.of(text) for quotation in find_quotations(text, lines_of(text))]


@pytest.mark.parametrize(
    "marked",
    [
        "“{}”",
        '"{}"',
        "„{}“",
        "„{}”",
        "”{}”",
        "«{}»",
        "»{}«",
        "‹{}›",
        "‘{}’",
        "'{}'",
        "‚{}‘",
        "''{}''",
        "``{}''",
        "＂{}＂",
    ],
)
def test_every_pair_of_spaced_marks(marked: str) -> None:
    """Each script's own marks enclose a quotation, and its place replays."""
    text = f"The harbour was, as we read, {marked.format('shut for good')} that week."

    (found,) = find_quotations(text, lines_of(text))

    assert found.content.of(text) == "shut for good"
    assert found.span.of(text) == marked.format("shut for good")


@pytest.mark.parametrize("marked", ["「{}」", "『{}』", "《{}》", "“{}”", "〈{}〉", "﹁{}﹂"])
def test_every_pair_of_unspaced_marks(marked: str) -> None:
    """Marks that touch the words around them enclose a quotation where the script has no spaces."""
    text = f"港口{marked.format('永远关闭')}。"

    assert quoted_in(text) == ["永远关闭"]


def test_french_spaces_within_the_marks() -> None:
    """A space inside the marks does not keep them from pairing."""
    assert [words.strip() for words in quoted_in("Il a dit : « Le port est fermé » hier.")] == ["Le port est fermé"]


def test_apostrophes_quote_nothing() -> None:
    """Owners, contractions, decades and letters left out are no quotations."""
    assert (
        quoted_in("The sailors' boats didn't leave in the '90s, rock 'n' roll or not; get 'em. It’s the crews’ fault.")
        == []
    )


def test_urdu_double_marks() -> None:
    """Urdu papers open with two right single marks and close with two left ones, blanks inside or not."""
    assert quoted_in("فلموں میں ’’ساحل‘‘ اور ’’ بندرگاہ ‘‘ شامل ہیں") == ["ساحل", " بندرگاہ "]


def test_hebrew_abbreviations_quote_nothing() -> None:
    """The mark before an abbreviation's last letter neither opens nor closes."""
    assert quoted_in('דובר צה"ל אמר: "מנכ"ל הנמל עזב".') == ['מנכ"ל הנמל עזב']


def test_owners_within_single_marks() -> None:
    """A single mark after an s is an owner's while the quotation's own end is ahead."""
    assert quoted_in("'The sailors' boats weren't there,' he said.") == ["The sailors' boats weren't there,"]


def test_inches_quote_nothing() -> None:
    """A height in feet and inches opens and closes nothing."""
    assert quoted_in('He was 5\' 10" tall. "I saw it," she said.') == ["I saw it,"]


def test_nested_quotation_stays_inside() -> None:
    """What is quoted within a quotation is kept as its inner place, not as another quotation."""
    text = "“He told me ‘never’ and left,” she said."

    (found,) = find_quotations(text, lines_of(text))

    assert [inner.of(text) for inner in found.inner] == ["‘never’"]


def test_one_mark_closes_two() -> None:
    """In Russian one mark may close both of two that open; the quotation after it stands by itself."""
    assert quoted_in("Суд закрыл ООО «Фирма «Якорь» вчера. «Мы ждём», — сказал Ладин.") == ["Фирма «Якорь", "Мы ждём"]


def test_three_single_marks() -> None:
    """Of three single marks that close, the first is the inner quotation's."""
    text = "''I heard 'never,''' she said."

    (found,) = find_quotations(text, lines_of(text))

    assert found.content.of(text) == "I heard 'never,'"


def test_ellipsis_and_brackets_inside() -> None:
    """What an editor put into a quotation stays in it."""
    assert quoted_in("“We [the crew] saw … nothing (at all) ... there,” he said.") == [
        "We [the crew] saw … nothing (at all) ... there,"
    ]


def test_paragraphs_that_open_anew() -> None:
    """A quotation whose paragraphs each open anew and close once is one quotation."""
    text = "“The quay is old.\n\n“The cranes are older.\n\n“Nobody cares,” said Ada Holm."

    (found,) = find_quotations(text, lines_of(text))

    assert found.span == Span(0, text.index(" said"))
    assert found.speaker == "Ada Holm"


def test_straight_marks_that_open_anew() -> None:
    """The same holds for marks that look alike at both ends."""
    assert len(quoted_in('"The quay is old.\n\n"The cranes are older," said Ada Holm. "Nobody cares."')) == 2


def test_paragraph_that_only_closes() -> None:
    """A paragraph that closes a mark it never opened is quoted from its start."""
    text = "The harbour was shut.\n\nWe just cannot wait for the board any longer,” Holm said."

    (found,) = find_quotations(text, lines_of(text))

    assert found.content.of(text) == "We just cannot wait for the board any longer,"
    assert (found.speaker, found.content.start) == ("Holm", found.span.start)


def test_stray_closing_mark() -> None:
    """A closing mark after words that do not read like the end of speech quotes nothing."""
    assert quoted_in("The boat is ten feet and seven inches” long, they found.") == []


def test_paragraph_that_never_closes() -> None:
    """A mark that leads a paragraph and is never closed quotes it to its end."""
    text = "Holm wrote: “The quay is old and nobody cares.\n\nThe board met on Monday."

    assert quoted_in(text) == ["The quay is old and nobody cares."]


def test_forgotten_closing_mark() -> None:
    """A quotation that opens while one like it is open takes the place of the one never closed."""
    assert quoted_in('The "quay is old, he said. It is, he said. "Nobody cares," he said.') == ["Nobody cares,"]


def test_closing_mark_typed_as_an_opening_one() -> None:
    """An opening mark that stands where only a closing one can closes."""
    assert quoted_in("“It's old,“ said Holm. “Very.”") == ["It's old,", "Very."]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("— Да, — сказал он. — Пойдём.", ["Да,", "Пойдём."]),
        ("—Sí —dijo Prado—. Nada más.", ["Sí", "Nada más."]),
        ("– Vi går nå, sier Kari Moe.", ["Vi går nå,"]),
        ("— The port stays shut — for good.", []),
        ("— The port stays shut.", []),
    ],
)
def test_speech_between_dashes(text: str, spoken: list[str]) -> None:
    """A dash leads speech only where a cue stands beside it."""
    assert quoted_in(text) == spoken


def test_marks_around_nothing() -> None:
    """Marks that hold no letter and no digit quote nothing."""
    assert quoted_in("He typed “” and '...' and left.") == []


def test_no_paragraphs() -> None:
    """Only the paragraphs are read."""
    assert find_quotations("“Hello,” he said.", []) == ()


def test_example_pair(root: Path) -> None:
    """The real pair: five quotations of one woman, the last of which opens no mark."""
    text = (root / "examples" / "000_41e8a6afc443994c.txt").read_text(encoding="utf-8")

    found = find_quotations(text, lines_of(text))

    assert [quotation.speaker for quotation in found] == ["Zakharova"] * 5
    assert [quotation.speaker_span.of(text) for quotation in found if quotation.speaker_span] == [
        "Zakharova",
        "she",
        "Zakharova",
        "she",
        "Zakharova",
    ]
    assert found[4].content.of(text).startswith("We just can’t take seriously")


@given(st.lists(st.text(alphabet=MARKS + " .,sAa\ud800\x00說は'", max_size=40), max_size=6))
def test_places_hold_for_any_text(paragraphs: list[str]) -> None:
    """Whatever the text, quotations stand in order, never overlap, and their parts lie where they must."""
    text = "\n".join(paragraphs)
    spans: list[Span] = []
    for paragraph in paragraphs:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(paragraph)))

    found = find_quotations(text, spans)

    assert all(earlier.span.end <= later.span.start for earlier, later in pairwise(found))
    assert all(holds_together(quotation, text) for quotation in found)


def holds_together(quotation: Quotation, text: str) -> bool:
    """Tell whether the parts of a quotation lie within it and within the text."""
    inside = quotation.span.holds(quotation.content) and all(quotation.span.holds(inner) for inner in quotation.inner)
    told = [span for span in (quotation.speaker_span, quotation.cue) if span]
    named = (quotation.speaker is None) == (quotation.speaker_span is None)
    return inside and named and all(Span(0, len(text)).holds(span) and span.start < span.end for span in told)


@given(
    st.sampled_from(["“{}”", '"{}"', "«{}»", "„{}“", "「{}」"]), st.text(alphabet="abc def,é", min_size=1, max_size=30)
)
def test_marked_words_are_found(marked: str, words: str) -> None:
    """What somebody puts between marks is what is found between them."""
    words = f"x{words}x"
    text = f"Yesterday {marked.format(words)} stood on the wall."

    assert quoted_in(text) == [words]


@pytest.mark.parametrize("mark", ["“", '"', "'", "«", "“”", "“x” said ", "s' ", "‘s' "])
def test_marks_by_the_ten_thousand(mark: str) -> None:
    """A text of nothing but marks ends, in order and without overlap."""
    text = mark * 10_000

    found = find_quotations(text, [Span(0, len(text))])

    assert all(earlier.span.end <= later.span.start for earlier, later in pairwise(found))
