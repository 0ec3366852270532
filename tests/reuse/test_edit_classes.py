"""Of what sort an edit is, in several languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire import compare
from mediawire.reuse.edit_classes import FACT_KINDS, HARMLESS

Lay = Callable[[str, str], Any]

ENGLISH = (
    "“The port director’s report – all of it – is out,” Ada Holm said on Tuesday after the old repair took 3 weeks "
    "and the town council would pay 40 crowns a day."
)
RUSSIAN = (
    "«Отчёт директора порта готов», – сказала Ада Хольм во вторник, когда старый ремонт занял 3 недели, а городу "
    "осталось платить по 40 крон в день."
)
GERMAN = (
    "„Der Bericht ist fertig“, sagte Ada Holm am Dienstag, nachdem die alte Reparatur 3 Wochen gedauert hatte und "
    "die Stadt jeden Tag 40 Kronen zahlen musste."
)
ARABIC = "قالت مديرة الميناء آدا هولم يوم الثلاثاء إن الإصلاح القديم سيستغرق 3 أسابيع وسيكلف المدينة 40 كرونة في اليوم."
HINDI = "बंदरगाह निदेशक ने मंगलवार को कहा कि पुरानी मरम्मत में 3 सप्ताह लगेंगे और शहर को रोज 40 रुपये देने होंगे।"
CHINESE = "港口主任霍尔姆周二说，旧码头的维修需要3周，每天花费四十克朗。"

CASES = [
    ("reporting verb", ENGLISH, "said", "stated"),
    ("reporting verb", ENGLISH, "said", "has announced"),
    ("reporting verb", RUSSIAN, "сказала", "заявила"),
    ("reporting verb", GERMAN, "sagte", "erklärte"),
    ("reporting verb", ARABIC, "قالت", "أعلنت"),
    ("reporting verb", HINDI, "कहा", "बताया"),
    ("number", ENGLISH, "3 weeks", "5 weeks"),
    ("number", RUSSIAN, "3 недели", "5 недель"),
    ("number", GERMAN, "3 Wochen", "5 Wochen"),
    ("number", ARABIC, "3", "5"),
    ("number", HINDI, "3", "5"),
    ("number", CHINESE, "3", "5"),
    ("date", ENGLISH, "Tuesday", "Friday"),
    ("date", RUSSIAN, "вторник", "пятницу"),
    ("date", GERMAN, "Dienstag", "Freitag"),
    ("name", ENGLISH, "Ada", "Eva"),
    ("name", RUSSIAN, "Ада", "Ева"),
    ("negation", ENGLISH, "would pay", "would not pay"),
    ("negation", ENGLISH, "would", "wouldn’t"),
    ("negation", RUSSIAN, "занял", "не занял"),
    ("negation", GERMAN, "fertig", "nicht fertig"),
    ("negation", ARABIC, "سيستغرق", "لن يستغرق"),
    ("negation", HINDI, "लगेंगे", "नहीं लगेंगे"),
    ("negation", CHINESE, "需要", "不需要"),
    ("case", ENGLISH, "town council", "Town Council"),
    ("case", RUSSIAN, "директора", "Директора"),
    ("case", GERMAN, "Stadt", "stadt"),
    ("spacing", ENGLISH, "old repair", "old  repair"),
    ("spacing", RUSSIAN, "старый ремонт", "старый\nремонт"),
    ("spacing", CHINESE, "周二说，", "周二说， "),
    ("typography", ENGLISH, "“", '"'),
    ("typography", ENGLISH, "’", "'"),
    ("typography", ENGLISH, "–", "—"),
    ("typography", ENGLISH, "day.", "day\u200b."),
    ("typography", ENGLISH, "day.", "day．"),
    ("typography", RUSSIAN, "«", "“"),
    ("typography", CHINESE, "，", ","),
    ("accent", RUSSIAN, "Отчёт", "Отчет"),
    ("typography", ARABIC, "3", "٣"),
    ("accent", ARABIC, "إن", "ان"),
    ("typography", CHINESE, "3", "３"),
    ("punctuation", ENGLISH, "day.", "day!"),
    ("punctuation", ENGLISH, "repair took", "repair, took"),
    ("punctuation", ENGLISH, "day.", "day…"),
    ("punctuation", RUSSIAN, "вторник,", "вторник"),
    ("punctuation", HINDI, "।", "."),
    ("punctuation", CHINESE, "周，", "周；"),
    ("word form", ENGLISH, "repair took", "repairs took"),
    ("word form", RUSSIAN, "городу", "города"),
    ("word form", GERMAN, "alte Reparatur", "alten Reparatur"),
    ("wording", ENGLISH, "old repair", "costly repair"),
    ("wording", RUSSIAN, "старый", "новый и долгий"),
    ("wording", GERMAN, "alte", "teure"),
    ("wording", ARABIC, "القديم", "الجديد"),
    ("wording", HINDI, "पुरानी", "नई"),
    ("wording", CHINESE, "旧", "新"),
    ("insertion", ENGLISH, "old repair", "old and costly repair"),
    ("insertion", RUSSIAN, "ремонт", "и долгий ремонт"),
    ("insertion", CHINESE, "维修", "大维修"),
    ("deletion", ENGLISH, "old repair", "repair"),
    ("deletion", RUSSIAN, "старый ремонт", "ремонт"),
    ("deletion", GERMAN, "alte Reparatur", "Reparatur"),
    ("deletion", HINDI, "पुरानी मरम्मत", "मरम्मत"),
]


SAME_WORDS = HARMLESS | {"case", "punctuation", "accent"}


@pytest.mark.parametrize(("edit_class", "text", "old", "new"), CASES)
def test_an_edit_is_of_the_class_that_an_editor_would_say(
    lay: Lay, edit_class: str, text: str, old: str, new: str
) -> None:
    """One change makes one edit, or one for each word changed alike, and all are of that class."""
    copy = text.replace(old, new)

    laid = lay(text, copy)

    assert copy != text
    assert {found for found, _, _ in laid.edits} == {edit_class}


def test_a_hedge_taken_out_is_told(lay: Lay) -> None:
    """What might be is not what is."""
    text = "The port director said on Tuesday that the old repair might take longer than the council had planned."

    laid = lay(text, text.replace("might", "will"))

    assert [edit_class for edit_class, _, _ in laid.edits] == ["hedge"]


def test_a_word_beside_a_fact_does_not_touch_it(lay: Lay) -> None:
    """A mark put behind a number is a mark."""
    laid = lay(ENGLISH, ENGLISH.replace("on Tuesday", "on Tuesday,"))

    assert laid.edits == [("punctuation", "", ",")]


@pytest.mark.parametrize(("before", "now"), [("about 5 degrees", "about -5 degrees"), ("1,500 people", "1.500 people")])
def test_a_mark_that_changes_a_figure_is_a_number(lay: Lay, before: str, now: str) -> None:
    """A minus or a point may be all that changed, and changes what is said."""
    text = "The harbour office said that {} had been counted on Monday, and that nobody had expected it so late."

    laid = lay(text.format(before), text.format(now))

    assert [edit_class for edit_class, _, _ in laid.edits] == ["number"]


@pytest.mark.parametrize("put", ["\u202e12\u202c", "\u206612\u2069"])
def test_a_mark_that_turns_the_reading_round_is_a_trick(lay: Lay, put: str) -> None:
    """A reader sees 21 where a program reads 12: that is no matter of drawing."""
    text = "The harbour office said that 12 boats had been counted on Monday, and that nobody had expected it so late."

    laid = lay(text, text.replace("12", put))

    assert "trick" in {edit_class for edit_class, _, _ in laid.edits}
    assert "typography" not in {edit_class for edit_class, _, _ in laid.edits}


def test_a_look_alike_letter_is_a_trick(lay: Lay) -> None:
    """A Cyrillic letter in a Latin word is there to deceive a search."""
    laid = lay(ENGLISH, ENGLISH.replace("Tuesday", "Tu\u0435sday"))

    assert {edit_class for edit_class, _, _ in laid.edits} == {"trick"}


def test_a_number_written_in_another_way_is_wording(lay: Lay) -> None:
    """Three is 3: the words differ, the number does not."""
    laid = lay(ENGLISH, ENGLISH.replace("3 weeks", "three weeks"))

    assert laid.edits == [("wording", "3", "three")]


def test_an_edit_is_named_for_what_it_changed_and_not_for_what_it_holds(lay: Lay) -> None:
    """Another speaker on the same day is a change of name, not of date."""
    opening = "Der Hafen von Lindby wurde am Montag geschlossen, nachdem ein Sturm zwei Kräne umgeworfen hatte."
    told = "„Die Reparatur dauert drei Wochen“, sagte {} am Dienstag."

    laid = lay(*(f"{opening}\n\n{told.format(who)}" for who in ("Hafenchefin Ada Holm", "Bürgermeister Nils Brandt")))

    assert laid.edits == [("name", "Hafenchefin Ada Holm", "Bürgermeister Nils Brandt")]


def test_a_mark_put_for_a_word_is_a_deletion(lay: Lay) -> None:
    """What counts is the word that is gone."""
    text = "The harbour and the quay and the pier were closed on Monday after a storm tore two cranes from the quay."

    laid = lay(text, text.replace("harbour and the quay", "harbour, the quay"))

    assert [edit_class for edit_class, _, _ in laid.edits] == ["deletion"]


@given(st.data())
@settings(derandomize=True, max_examples=60)
def test_edits_of_writing_leave_every_word_as_it_was(lay: Lay, data: st.DataObject) -> None:
    """What is called spacing, case, typography or punctuation changed no word; all else did."""
    words = data.draw(st.sampled_from([ENGLISH, RUSSIAN, GERMAN])).split()
    at = data.draw(st.integers(0, len(words) - 1))
    change = data.draw(
        st.sampled_from([str.upper, str.lower, lambda word: word + "!", lambda _: "harbour", lambda _: ""])
    )
    changed = " ".join([*words[:at], change(words[at]), *words[at + 1 :]])

    laid = lay(" ".join(words), changed)

    same_words = _letters(words) == _letters(changed.split())
    assert all((edit_class in SAME_WORDS) == same_words for edit_class, _, _ in laid.edits)


def _letters(words: list[str]) -> list[str]:
    """Return words as their letters alone, without marks and case."""
    bare = ("".join(char for char in word.casefold() if char.isalnum()) for word in words)
    return [word for word in bare if word]


def test_the_kinds_of_facts_that_can_name_an_edit_are_those_there_are() -> None:
    """A kind of fact that names no edit would be told as wording."""
    assert set(FACT_KINDS) == {"number", "money", "date", "name", "negation", "hedge"}


def test_what_changes_inside_a_dateline_is_named_so_wherever_the_story_stands() -> None:
    """Of several stories on a page, each has its own; the same words elsewhere are a name and a date."""
    story = "Bridge opens in Lindby\n\n{} (Reuters) - The mayor left {} on Monday after two years of work.\n\n"
    places = ["LONDON, Nov 21", "PARIS, Nov 21", "ROME, Nov 21"]
    original = "".join(story.format(place, "Paris") for place in places)
    copy = original.replace("PARIS, Nov 21", "LYON, Nov 22").replace("Paris on Monday", "Lyon on Monday", 1)

    passages = compare(original, copy).passages

    assert [(edit.edit_class, edit.from_) for passage in passages for edit in passage.edits] == [
        ("name", "Paris"),
        ("dateline", "PARIS"),
        ("dateline", "21"),
    ]
