"""What the copy did to each quotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from mediawire import compare
from mediawire.report import Span
from mediawire.reuse.passages import Edit, Passage
from mediawire.reuse.quoted import Atlas

Lay = Callable[[str, str], Any]


class Tongue(NamedTuple):
    """The same report in one language: what opens it, and its quotation told in several ways."""

    opening: str
    quoted: str
    altered: str
    given_away: str
    unmarked: str
    speaker: str
    other_speaker: str


TONGUES = (
    Tongue(
        "The harbour of Lindby was closed on Monday after a storm tore two cranes from the quay.",
        "“The repair will take three weeks,” port director Ada Holm said on Tuesday.",
        "“The repair will take five weeks,” port director Ada Holm said on Tuesday.",
        "“The repair will take three weeks,” Mayor Nils Brandt said on Tuesday.",
        "The repair will take three weeks, port director Ada Holm said on Tuesday.",
        "Ada Holm",
        "Nils Brandt",
    ),
    Tongue(
        "Порт Линдбю закрыли в понедельник: шторм сорвал с причала два крана.",
        "«Ремонт займёт три недели», — сказала директор порта Ада Хольм во вторник.",
        "«Ремонт займёт пять недель», — сказала директор порта Ада Хольм во вторник.",
        "«Ремонт займёт три недели», — сказал мэр Нильс Брандт во вторник.",
        "Ремонт займёт три недели, сказала директор порта Ада Хольм во вторник.",
        "Ада Хольм",
        "Нильс Брандт",
    ),
    Tongue(
        "Der Hafen von Lindby wurde am Montag geschlossen, nachdem ein Sturm zwei Kräne vom Kai gerissen hatte.",
        "„Die Reparatur dauert drei Wochen“, sagte Hafendirektorin Ada Holm am Dienstag.",
        "„Die Reparatur dauert höchstens drei Wochen“, sagte Hafendirektorin Ada Holm am Dienstag.",
        "„Die Reparatur dauert drei Wochen“, sagte Bürgermeister Nils Brandt am Dienstag.",
        "Die Reparatur dauert drei Wochen, sagte Hafendirektorin Ada Holm am Dienstag.",
        "Ada Holm",
        "Nils Brandt",
    ),
)
"""Every way to tell a quotation in each language."""


def pair_of(tongue: Tongue, before: str, now: str) -> tuple[str, str]:
    """Return an original and a copy that tell the quotation in two ways."""
    return f"{tongue.opening}\n\n{before}", f"{tongue.opening}\n\n{now}"


@pytest.mark.parametrize("tongue", TONGUES)
def test_an_untouched_quotation_is_verbatim(lay: Lay, tongue: Tongue) -> None:
    """Word for word, by the same speaker, with its place in both texts."""
    original, copy = pair_of(tongue, tongue.quoted, tongue.quoted)

    (change,) = lay(original, copy).quotations

    assert change.status == "verbatim"
    assert tongue.speaker in change.speaker
    assert change.original.of(original) == change.copy.of(copy)
    assert tongue.quoted.startswith(change.copy.of(copy))


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_quotation_with_another_word_is_altered(lay: Lay, tongue: Tongue) -> None:
    """Somebody is made to say what he did not say."""
    original, copy = pair_of(tongue, tongue.quoted, tongue.altered)

    (change,) = lay(original, copy).quotations

    assert change.status == "altered"
    assert tongue.speaker in change.speaker
    assert (change.original.of(original)[1:4], change.copy.of(copy)[1:4]) == (tongue.quoted[1:4], tongue.altered[1:4])


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_quotation_given_to_somebody_else_is_re_attributed(lay: Lay, tongue: Tongue) -> None:
    """Both speakers are told: who said it, and who is now said to have said it."""
    original, copy = pair_of(tongue, tongue.quoted, tongue.given_away)

    (change,) = lay(original, copy).quotations

    assert change.status == "re-attributed"
    assert tongue.other_speaker in change.speaker
    assert tongue.speaker in change.original_speaker
    assert tongue.other_speaker in change.speaker_span.of(copy)


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_quotation_that_lost_its_marks_is_dropped_and_has_its_place(lay: Lay, tongue: Tongue) -> None:
    """The words stand there still, no longer as somebody's own."""
    original, copy = pair_of(tongue, tongue.quoted, tongue.unmarked)

    (change,) = lay(original, copy).quotations

    assert change.status == "dropped"
    assert tongue.speaker in change.speaker
    assert change.copy.of(copy).strip(",") in tongue.unmarked


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_quotation_that_gained_marks_is_inserted_and_has_its_place(lay: Lay, tongue: Tongue) -> None:
    """What the original told in its own words, the copy puts into somebody's mouth."""
    original, copy = pair_of(tongue, tongue.unmarked, tongue.quoted)

    (change,) = lay(original, copy).quotations

    assert change.status == "inserted"
    assert change.original.of(original).strip(",") in tongue.unmarked


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_quotation_left_out_is_dropped_and_one_put_in_is_inserted(lay: Lay, tongue: Tongue) -> None:
    """Where the words are gone, or were never there, there is no place to point to."""
    original, without = pair_of(tongue, tongue.quoted, "")

    (dropped,), (inserted,) = lay(original, without).quotations, lay(without, original).quotations

    assert (dropped.status, inserted.status) == ("dropped", "inserted")
    assert dropped.copy is inserted.original is None
    assert tongue.speaker in dropped.speaker
    assert tongue.speaker in inserted.speaker


@pytest.mark.parametrize(("old", "new"), [("“”", '""'), ("“”", "«»"), ('""', "„“")])
def test_other_marks_around_the_same_words_change_no_quotation(lay: Lay, old: str, new: str) -> None:
    """Each house has its own marks."""
    opening = TONGUES[0].opening
    texts = [f"{opening}\n\n{left}Nobody was hurt{right}, port director Ada Holm said." for left, right in (old, new)]

    (change,) = lay(*texts).quotations

    assert change.status == "verbatim"


@pytest.mark.parametrize("name", ["Holm", "Port director Ada Holm", "ADA HOLM"])
def test_a_fuller_or_shorter_name_is_the_same_speaker(lay: Lay, name: str) -> None:
    """Houses differ in how they name people."""
    original, copy = (f"“The repair will take three weeks,” {who} said on Tuesday." for who in ("Ada Holm", name))

    (change,) = lay(original, copy).quotations

    assert change.status == "verbatim"


def test_the_same_words_said_twice_are_matched_one_to_one(lay: Lay) -> None:
    """Each quotation of the copy answers for one of the original."""
    once = "“No comment,” said Ada Holm."
    original = f"{TONGUES[0].opening} {once}\n\nThe mayor left the hall early. {once}"

    laid = [lay(original, original), lay(original, f"{TONGUES[0].opening} {once}")]

    assert [[change.status for change in each.quotations] for each in laid] == [
        ["verbatim", "verbatim"],
        ["verbatim", "dropped"],
    ]


@pytest.mark.parametrize(("asked", "answered"), [(40, 40), (40, 25), (25, 40)])
def test_one_answer_given_many_times_is_matched_as_often_as_both_texts_have_it(
    lay: Lay, asked: int, answered: int
) -> None:
    """Wherever each went, none of the copy answers for two, and none is left over that could answer."""
    said = "“Yes,” said Ada Holm."
    original = "\n\n".join(f"{said} Question {number} was on the quay." for number in range(asked))
    copy = "\n\n".join(f"Something else came {number} times. {said}" for number in range(answered))

    changes = lay(original, copy).quotations

    places = [change.copy for change in changes if change.copy]
    counted = Counter(change.status for change in changes)
    assert counted["verbatim"] == min(asked, answered)
    assert (counted["dropped"], counted["inserted"]) == (max(0, asked - answered), max(0, answered - asked))
    assert len(places) == len(set(places)) == answered


def test_a_quotation_moved_with_its_paragraph_is_still_verbatim(lay: Lay) -> None:
    """Its place is no part of what somebody said."""
    tongue = TONGUES[0]
    original, copy = f"{tongue.opening}\n\n{tongue.quoted}", f"{tongue.quoted}\n\n{tongue.opening}"

    (change,) = lay(original, copy).quotations

    assert change.status == "verbatim"
    assert change.copy.start == 0


def test_every_quotation_of_both_texts_is_told_once(lay: Lay, root: Any) -> None:
    """Of the example, two quotations were kept word for word and those of the second report are gone."""
    names = ("000_41e8a6afc443994c.txt", "001_a44b472b2ae151a5.txt")
    original, copy = ((root / "examples" / name).read_text(encoding="utf-8") for name in names)

    changes = lay(original, copy).quotations

    assert [change.status for change in changes[:2]] == ["verbatim", "verbatim"]
    assert all("Zakharova" in change.speaker for change in changes[:2])
    assert len(changes) > 2
    assert {change.status for change in changes[2:] if change.original} == {"dropped"}


def test_an_atlas_finds_the_place_across_edits() -> None:
    """Before, inside and behind an edit, each place of a passage has its place in the other text."""
    edit = Edit("wording", "abc", "x", Span(13, 16), Span(3, 4))
    atlas = Atlas([Passage("edited", Span(10, 30), Span(0, 18), (edit,))])

    faced = [atlas.copy_of(Span(*span)) for span in [(10, 12), (11, 14), (14, 15), (16, 20), (0, 10)]]

    assert faced == [Span(0, 2), Span(1, 4), Span(3, 4), Span(4, 8), None]
    assert atlas.original_of(Span(4, 8)) == Span(16, 20)
    assert atlas.original_of(Span(3, 4)) == Span(13, 16)


def test_an_atlas_finds_a_piece_that_reaches_over_two_passages() -> None:
    """The place is from the first to the last of what corresponds."""
    atlas = Atlas([Passage("kept", Span(0, 10), Span(20, 30)), Passage("kept", Span(10, 20), Span(30, 40))])

    place = atlas.copy_of(Span(5, 15))

    assert place == Span(25, 35)


@pytest.mark.parametrize(
    ("before", "now"), [("$5 million", "€5 million"), ("-5 degrees", "5 degrees"), ("5% less", "5 less")]
)
def test_a_figure_that_lost_its_mark_makes_another_quotation(before: str, now: str) -> None:
    """The words are the same; what was said is not."""
    text = 'The harbour was closed all day.\n\n"We counted on {}, and it came so," director Ada Holm told the council.'

    (change,) = compare(text.format(before), text.format(now)).quotations

    assert change.status == "altered"
