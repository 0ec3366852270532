"""Altered facts: what an edit did to a number, a sum, a date, a name, a negation or a hedge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mediawire.report import Span
from mediawire.reuse.altered import Aligned, FactChange, compare_facts
from mediawire.text.facts import Fact, find_facts

WORD = re.compile(r"\w+|\s+|[^\w\s]")
SENTENCES = st.lists(
    st.sampled_from(
        [
            "The minister Anna Berg did not resign on Monday.",
            "He paid $5 million for 12 percent of Acme Steel.",
            "It could rain in March, Anna Berg said.",
            "On 6 October 2021 two people left Moscow.",
            "They walked home without a word.",
        ]
    ),
    max_size=6,
)


def changes_between(original: str, copy: str) -> tuple[FactChange, ...]:
    """Compare two texts as one aligned passage."""
    return compare_facts(facts_of(original), facts_of(copy), [aligned(original, copy)])


def facts_of(text: str) -> tuple[Fact, ...]:
    """Return the facts of a text as one piece."""
    return find_facts(text, [Span(0, len(text))], None)


def aligned(original: str, copy: str) -> Aligned:
    """Align two whole texts word by word."""
    old, new = ([match.span() for match in WORD.finditer(text)] for text in (original, copy))
    matcher = SequenceMatcher(
        None, [original[start:end] for start, end in old], [copy[start:end] for start, end in new], autojunk=False
    )
    edits = tuple(
        (place(old, i, j, len(original)), place(new, k, m, len(copy)))
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    )
    return Aligned(Span(0, len(original)), Span(0, len(copy)), edits)


def place(words: Sequence[tuple[int, int]], first: int, last: int, length: int) -> Span:
    """Return where a run of words stands; an empty run stands where its first word would."""
    start = words[first][0] if first < len(words) else length
    return Span(start, words[last - 1][1] if last > first else start)


def told(changes: Sequence[FactChange]) -> list[tuple[str, str, str | None, str | None]]:
    """Return the changes without their places."""
    return [(change.kind, change.status, change.from_, change.to) for change in changes]


def test_another_number_is_an_altered_number() -> None:
    """The whole number is reported on both sides, not the digit that differs."""
    original, copy = "Some 1,430 people left.", "Some 1,630 people left."

    (change,) = changes_between(original, copy)

    assert (change.kind, change.status) == ("number", "altered")
    assert change.original is not None and change.original.of(original) == change.from_ == "1,430"
    assert change.copy is not None and change.copy.of(copy) == change.to == "1,630"


def test_the_same_number_in_another_form_is_no_change() -> None:
    """Three million is 3,000,000, and percent is the sign for it."""
    changes = changes_between("Of three million, 10 percent left.", "Of 3,000,000, 10% left.")

    assert changes == ()


def test_another_magnitude_is_an_altered_number() -> None:
    """The word behind the digits is a part of the number."""
    changes = changes_between("It lost 3 million barrels.", "It lost 3 billion barrels.")

    assert told(changes) == [("number", "altered", "3 million barrels", "3 billion barrels")]


def test_a_number_that_becomes_a_sum_is_altered_money() -> None:
    """A currency that came or went changes what the figure says."""
    changes = changes_between("They asked for 5 million.", "They asked for $5 million.")

    assert told(changes) == [("money", "altered", "5 million", "$5 million")]


def test_another_currency_is_altered_money() -> None:
    """Five euros are not five dollars."""
    changes = changes_between("It costs 5 euros.", "It costs 5 dollars.")

    assert told(changes) == [("money", "altered", "5 euros", "5 dollars")]


def test_a_year_that_no_calendar_of_news_has_is_still_an_altered_date() -> None:
    """The kind is the original's, also where the copy's digits are no year any more."""
    changes = changes_between("It was built in 1998.", "It was built in 9998.")

    assert told(changes) == [("date", "altered", "1998", "9998")]


def test_another_weekday_is_an_altered_date() -> None:
    """Monday is not Tuesday."""
    changes = changes_between("He left on Monday, he said.", "He left on Tuesday, he said.")

    assert told(changes) == [("date", "altered", "Monday", "Tuesday")]


def test_a_day_that_two_reports_resolve_differently_is_no_change() -> None:
    """The same letters are the same fact, whatever day each report came out on."""
    changes = changes_between("He left on Monday, he said.", "He left on Monday, she said.")

    assert changes == ()


def test_another_name_is_an_altered_name() -> None:
    """Who did it was changed."""
    changes = changes_between("The mayor, Anna Berg, left.", "The mayor, Carla Dorn, left.")

    assert told(changes) == [("name", "altered", "Anna Berg", "Carla Dorn")]


def test_a_surname_alone_is_the_same_name() -> None:
    """Who loses the first name, or gets the one that the original gives elsewhere, is the same person."""
    original = "The mayor, Anna Berg, left. Then the mayor said Berg was tired."

    shortened = changes_between(original, original.replace("Anna Berg", "Berg"))
    lengthened = changes_between(original, original.replace("said Berg", "said Anna Berg"))

    assert shortened == lengthened == ()


def test_a_title_and_a_first_name_make_no_other_person() -> None:
    """Unless the original gives that surname to somebody else; and another person with a title is another person."""
    told = changes_between("They heard Berg speak.", "They heard Defence Minister Anna Berg speak.")
    other = changes_between("They heard Berg and Eva Berg.", "They heard Anna Berg and Eva Berg.")
    swapped = changes_between("They heard President Ana Rojas.", "They heard Interior Minister Luis Campos.")

    assert told == ()
    assert [(change.from_, change.to) for change in other] == [("Berg", "Anna Berg")]
    assert [(change.from_, change.to) for change in swapped] == [("Ana Rojas", "Luis Campos")]


def test_a_direction_makes_another_place() -> None:
    """Carolina is neither of the Carolinas."""
    lengthened = changes_between("They left Carolina.", "They left North Carolina.")
    shortened = changes_between("They left North Carolina.", "They left Carolina.")

    assert [change.status for change in (*lengthened, *shortened)] == ["altered", "altered"]


def test_capitals_alone_change_no_name() -> None:
    """Copy in capitals names whom the original names."""
    original = "The mayor Anna Berg met killing frost in Oldtown, and the men left."
    copy = original.upper()

    changes = compare_facts(facts_of(original), facts_of(copy), [aligned(original, copy)], (original, copy))

    assert changes == ()


def test_another_name_in_capitals_is_another_name() -> None:
    """Only the letters may differ."""
    original, copy = "They met Anna Berg there.", "They met EVA BERG there."

    (change,) = compare_facts(facts_of(original), facts_of(copy), [aligned(original, copy)], (original, copy))

    assert (change.status, change.from_, change.to) == ("altered", "Anna Berg", "EVA BERG")


def test_one_number_in_other_words_is_no_change() -> None:
    """Digits or words, a sign or a word, a contraction or not: the same is said."""
    original = "It rose 3 percent, or 1.2%, and hasn't fallen."
    copy = "It rose three percent, or 1.2 percent, and has not fallen."

    assert changes_between(original, copy) == ()


def test_who_is_somebody_was_nobody() -> None:
    """A pronoun is no name, but its negation is dropped."""
    (change,) = changes_between("Nobody was hurt.", "Somebody was hurt.")

    assert (change.kind, change.status, change.from_, change.to) == ("negation", "dropped", "Nobody", None)


def test_a_comparison_that_turns_is_told() -> None:
    """More than 40 are not fewer than 40, nor 40."""
    (turned,) = changes_between("More than 40 left.", "Fewer than 40 left.")
    (dropped,) = changes_between("It killed at least 35 men.", "It killed 35 men.")

    assert (turned.kind, turned.from_, turned.to) == ("hedge", "More than", "Fewer than")
    assert (dropped.kind, dropped.status, dropped.from_) == ("hedge", "dropped", "at least")


def test_a_legal_form_makes_no_other_name() -> None:
    """Acme is Acme with its Ltd, and with its ticker."""
    changes = changes_between("He bought Acme Steel today.", "He bought Acme Steel Ltd today.")

    assert changes == ()


def test_a_number_and_a_weekday_are_not_paired() -> None:
    """What one sentence counted is not what another day was."""
    changes = changes_between("It went on for 20 hours.", "It went on for Wednesday hours.")

    assert told(changes) == [("date", "inserted", None, "Wednesday"), ("number", "dropped", "20", None)]


def test_a_name_in_place_of_a_first_name_is_altered() -> None:
    """A surname that stayed does not hide that a part of the name became another's."""
    changes = changes_between("He met Acme Holdings LLC today.", "He met Apple and Birch LLC today.")

    assert told(changes)[0] == ("name", "altered", "Acme Holdings LLC", "Apple")


def test_a_negation_put_in_is_inserted() -> None:
    """The place of the word in the copy is given, and none in the original."""
    copy = "The plan is not expected to pass."

    (change,) = changes_between("The plan is expected to pass.", copy)

    assert told([change]) == [("negation", "inserted", None, "not")]
    assert change.original is None
    assert change.copy is not None and change.copy.of(copy) == "not"


def test_a_negation_taken_out_is_dropped_though_others_stay() -> None:
    """A negation stands for its place only: another "not" elsewhere does not make up for it."""
    changes = changes_between("He did not go. She did not stay.", "He did go. She did not stay.")

    assert told(changes) == [("negation", "dropped", "not", None)]


def test_a_hedge_that_became_surer_is_altered() -> None:
    """Possibly and likely are not the same claim."""
    changes = changes_between("It will possibly rain.", "It will probably rain.")

    assert told(changes) == [("hedge", "altered", "possibly", "probably")]


def test_a_fact_of_a_dropped_passage_is_listed_only_where_the_copy_has_it_nowhere() -> None:
    """It went with its passage; nothing was made of it."""
    first, second = "On Monday 12 people left Moscow. ", "In Paris 12 people stayed on Monday."
    links = [Aligned(Span(0, len(first)), Span(0, len(first)))]

    changes = compare_facts(facts_of(first + second), facts_of(first), links)

    assert told(changes) == [("name", "dropped", "Paris", None)]


def test_a_fact_of_a_new_passage_is_inserted_once() -> None:
    """What the original says nowhere was put in; saying it twice is one insertion."""
    first, second = "On Monday 12 people left. ", "In all 15 went, and 15 is many."
    links = [Aligned(Span(0, len(first)), Span(0, len(first)))]

    changes = compare_facts(facts_of(first), facts_of(first + second), links)

    assert told(changes) == [("number", "inserted", None, "15")]


def test_the_names_of_a_rewritten_sentence_are_not_paired() -> None:
    """In a long edit the order of names proves nothing, so none is said to have become another."""
    original = "The spokeswoman Anna Berg of the Council of Elders has said that nobody had any idea of what was meant."
    copy = "Officials in the capital Oldtown announced at night, as Carla Dorn reports, how little was known to them."
    links = [Aligned(Span(0, len(original)), Span(0, len(copy)), ((Span(0, len(original)), Span(0, len(copy))),))]

    changes = compare_facts(facts_of(original), facts_of(copy), links)

    assert "altered" not in {change.status for change in changes}
    assert {change.from_ for change in changes if change.kind == "name"} >= {"Anna Berg"}


def test_moved_passages_are_compared_where_they_correspond() -> None:
    """The pieces may stand in another order; places are those of the whole texts."""
    one, other, changed = "He paid 5 euros. ", "She left on Monday. ", "She left on Sunday. "
    links = [
        Aligned(Span(0, 17), Span(20, 37)),
        Aligned(Span(17, 37), Span(0, 20), ((Span(29, 35), Span(12, 18)),)),
    ]

    changes = compare_facts(facts_of(one + other), facts_of(changed + one), links)

    assert told(changes) == [("date", "altered", "Monday", "Sunday")]


@given(SENTENCES)
def test_a_text_compared_with_itself_has_no_changes(sentences: list[str]) -> None:
    """Nothing was touched, so nothing is reported."""
    text = " ".join(sentences)

    changes = changes_between(text, text)

    assert changes == ()


@given(SENTENCES, SENTENCES)
def test_every_place_that_is_given_holds_the_wording_that_is_given(old: list[str], new: list[str]) -> None:
    """A change can be shown in both texts."""
    original, copy = " ".join(old), " ".join(new)

    changes = changes_between(original, copy)

    for change in changes:
        assert change.from_ == (change.original.of(original) if change.original else None)
        assert change.to == (change.copy.of(copy) if change.copy else None)


def alike_paragraphs(original: str, copy: str) -> list[Aligned]:
    """Align each paragraph of the copy with the one of the original that shares four fifths of its words."""
    links = []
    for new in re.finditer(r"[^\n]+", copy):
        for old in re.finditer(r"[^\n]+", original):
            if SequenceMatcher(None, old[0].split(), new[0].split()).ratio() > 0.8:
                edits = aligned(old[0], new[0]).edits
                moved = tuple((shifted(one, old.start()), shifted(other, new.start())) for one, other in edits)
                links.append(Aligned(Span(*old.span()), Span(*new.span()), moved))
    return links


def shifted(span: Span, by: int) -> Span:
    """Return a place in the paragraph as one in the text."""
    return Span(span.start + by, span.end + by)


def test_no_number_date_or_name_of_the_example_was_altered(root: Path) -> None:
    """The copy of the example pair left its facts alone, whatever else it did."""
    original, copy = (path.read_text(encoding="utf-8") for path in sorted((root / "examples").glob("00*.txt")))
    links = alike_paragraphs(original, copy)

    changes = compare_facts(facts_of(original), facts_of(copy), links)

    assert len(links) == 5
    assert changes
    assert "altered" not in {change.status for change in changes}
