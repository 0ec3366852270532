from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.report import Span
from mediawire.reuse.paraphrase import Correspondence, Echo, find_echoes, find_passages
from mediawire.text.blocks import split_blocks
from mediawire.text.sentences import find_sentences
from mediawire.text.tokens import scan

HARBOUR = (
    "The port authority of Greyhaven closed the northern harbour on Tuesday after divers discovered a cracked sluice "
    "gate. Engineers expect the repair to take three weeks, and forty fishing boats have been moved to the southern "
    "basin. Mayor Ingrid Solheim promised the crews that the city would pay for their lost catch until the gate "
    "opens again."
)
HARBOUR_REWORDED = (
    "Mayor Ingrid Solheim has pledged to the crews that the city pays their lost catch until the gate is open again. "
    "After divers found a cracked sluice gate, the northern harbour was shut on Tuesday by Greyhaven's port authority. "
    "The repair will take three weeks, engineers say, and forty boats were moved for fishing to the southern basin."
)
ORCHARDS = (
    "Apple growers in the upper valley say that this spring was the driest since their grandparents kept records. "
    "Bees came late, blossoms fell early, and cider makers have begun to order fruit from abroad. "
    "A cooperative of nine farms wants to dig ponds that would hold the water of the winter storms."
)
LIBRARY = (
    "The reading room will stay open until midnight during the examinations, the head librarian wrote to all students. "
    "Two vending machines and a quiet corner for naps were added at the request of the student council. "
    "Lockers cost nothing, but whoever loses a key must replace it within a fortnight."
)


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text, block by block."""
    return [span for block in split_blocks(text) for span in find_sentences(text, block.start, block.end)]


def passages(original: str, copy: str) -> tuple[Correspondence, ...]:
    """Return the passages of two texts."""
    return find_passages(scan(original), scan(copy), sentences(original), sentences(copy))


def echoes(original: str, copy: str, *asked: str) -> list[Echo | None]:
    """Return what sentences of the copy, given as text, echo."""
    spans = [Span(copy.index(sentence), copy.index(sentence) + len(sentence)) for sentence in asked]
    return [*find_echoes(scan(original), scan(copy), sentences(original), sentences(copy), spans)]


def test_reworded_sentences_in_another_order_are_one_passage() -> None:
    """Synonyms, turned sentences and another order hide nothing, and break the passage into no pieces."""
    original, copy = f"{ORCHARDS} {HARBOUR} {LIBRARY}", HARBOUR_REWORDED

    (found,) = passages(original, copy)

    assert found.kind == "paraphrase"
    assert found.original.of(original).rstrip(".") == HARBOUR.rstrip(".")
    assert found.copy.of(copy).rstrip(".") == HARBOUR_REWORDED.rstrip(".")


def test_the_text_around_a_passage_is_left_out() -> None:
    """What one side alone has, before and after, is in no passage."""
    original, copy = f"{ORCHARDS} {HARBOUR}", f"{LIBRARY} {HARBOUR_REWORDED}"

    (found,) = passages(original, copy)

    assert found.original.start == original.index(HARBOUR)
    assert found.copy.start == copy.index(HARBOUR_REWORDED)


def test_equal_words_are_verbatim() -> None:
    """A passage whose words are the same, white space and case apart, is verbatim to the last word."""
    original, copy = f"{ORCHARDS} {HARBOUR}", f"{LIBRARY} {HARBOUR.replace(' the ', '  the ')}"

    (found,) = passages(original, copy)

    assert found.kind == "verbatim"
    assert found.score > 0.9
    assert found.original.of(original).split() == found.copy.of(copy).split()


def test_few_changed_words_are_an_edit() -> None:
    """Where nearly all words stand in runs that are the same, the passage was edited, not said in other words."""
    edited = HARBOUR.replace("discovered", "found").replace("promised", "told")

    (found,) = passages(HARBOUR, edited)

    assert found.kind == "edited"


@pytest.mark.parametrize(("original", "copy"), [(ORCHARDS, LIBRARY), (HARBOUR, LIBRARY), (HARBOUR, ""), ("", "")])
def test_texts_with_nothing_in_common_have_no_passage(original: str, copy: str) -> None:
    """Small words that every text has are no reuse, and an empty text has nothing."""
    found = passages(original, copy)

    assert found == ()


@pytest.mark.parametrize(
    ("original", "copy"),
    [
        (
            "Портовые власти Северной гавани закрыли причал во вторник: водолазы нашли трещину в шлюзовых воротах. "
            "Инженеры полагают, что ремонт займёт три недели, а сорок рыбацких лодок перевели в южный бассейн. "
            "Мэр Ингрид Сольхейм обещала экипажам, что город оплатит потерянный улов до открытия ворот.",
            "Мэр Ингрид Сольхейм пообещала, что потерянный улов экипажей до открытия ворот оплатит город. "
            "Ремонт, по мнению инженеров, займёт три недели; в южный бассейн перевели сорок рыбацких лодок. "
            "Во вторник причал Северной гавани закрыли портовые власти: водолазы нашли трещину в воротах шлюза.",
        ),
        (
            "أغلقت سلطات الميناء المرفأ الشمالي يوم الثلاثاء بعد أن اكتشف الغواصون شقا في بوابة السد الكبيرة. "
            "ويتوقع المهندسون أن يستغرق الإصلاح ثلاثة أسابيع وقد نقل أربعون قارب صيد إلى الحوض الجنوبي. "
            "ووعدت رئيسة البلدية طواقم القوارب بأن تدفع المدينة ثمن الصيد المفقود حتى تفتح البوابة.",
            "ونقل أربعون قارب صيد إلى الحوض الجنوبي ويتوقع المهندسون أن يستغرق الإصلاح ثلاثة أسابيع كاملة. "
            "وكانت سلطات الميناء أغلقت يوم الثلاثاء المرفأ الشمالي إذ اكتشف الغواصون شقا في بوابة السد. "
            "وتدفع المدينة ثمن الصيد المفقود حتى تفتح البوابة كما وعدت رئيسة البلدية طواقم القوارب.",
        ),
        (
            "港务局星期二关闭了北部港口，因为潜水员发现水闸大门出现裂缝。工程师预计维修需要三周时间，四十艘渔船已转移到南部水域。"
            "市长承诺在水闸重新开放之前由市政府赔偿渔民的全部损失。",
            "潜水员发现水闸大门裂缝后，北部港口星期二被港务局关闭。四十艘渔船转移到南部水域，工程师预计三周时间完成维修。"
            "渔民的损失由市政府赔偿，市长承诺直到水闸重新开放。",
        ),
    ],
    ids=["Cyrillic", "Arabic", "Chinese"],
)
def test_every_script_is_treated_alike(original: str, copy: str) -> None:
    """Without any dictionary, a reworded report is found in scripts with and without spaces."""
    found = passages(original, copy)

    assert len(found) == 1
    assert found[0].copy.overlap(Span(0, len(copy))) > 0.8 * len(copy)


def test_a_summary_is_one_passage_though_its_sentences_come_from_all_over() -> None:
    """Sentences that each say, shorter, what stands far apart in the original make up one passage."""
    filler = f"{LIBRARY} {ORCHARDS}"
    first, second, third = (HARBOUR[span.start : span.end] for span in sentences(HARBOUR))
    original = " ".join(
        (first, *topics("river ferry ticket prices"), second, *topics("museum roof copper"), third, *topics("bus lane"))
    )
    copy = (
        f"{filler} Divers discovered a cracked sluice gate, so Greyhaven closed the northern harbour. "
        "Forty fishing boats moved to the southern basin while the repair takes three weeks. "
        "The city would pay crews for lost catch, Mayor Ingrid Solheim promised."
    )

    (found,) = passages(original, copy)

    assert found.kind == "paraphrase"
    assert found.original.holds(Span(original.index(second), original.index(third)))
    assert found.copy.start == copy.index("Divers")
    assert len(found.parts) == 3
    assert all(found.original.holds(left) and found.copy.holds(right) for left, right in found.parts)


def topics(words: str) -> list[str]:
    """Make sentences about something else, four for each word, none of which says what another one says."""
    return [
        f"Somebody {verb} yesterday how {word} {number} {end} once more before long."
        for number, word in enumerate(words.split())
        for verb, end in (("asked", "glows"), ("wondered", "sinks"), ("joked", "rattles"), ("sang", "melts"))
    ]


def test_a_lead_that_says_a_sentence_again_has_that_sentence_as_its_echo() -> None:
    """The echo is the sentence of the original, whole, though another passage may cover it already."""
    lead = "Greyhaven's northern harbour has been closed since Tuesday because divers found a cracked sluice gate."

    (found,) = echoes(HARBOUR, f"{lead} {HARBOUR}", lead)

    assert found is not None
    assert found.original.of(HARBOUR) == HARBOUR[: HARBOUR.index(". ") + 1]
    assert 0.4 < found.score < 1.0


def test_a_sentence_of_the_copy_alone_has_no_echo() -> None:
    """A sentence about the same people and places that the original does not have echoes nothing."""
    alone = "Mayor Solheim had told reporters earlier that Greyhaven would never sell its port to a private company."

    found = echoes(HARBOUR, f"{HARBOUR} {alone}", alone)

    assert found == [None]


def test_no_text_has_no_echo() -> None:
    """Each sentence that is asked for gets an answer, even where there is no original."""
    asked = sentences(HARBOUR)

    found = find_echoes(scan(""), scan(HARBOUR), [], asked, asked)

    assert found == (None, None, None)


def test_the_example_pair_has_one_echo(root: Path) -> None:
    """Of what the second page inserted, the lead says paragraph one again, and the paragraph on Stoltenberg nothing."""
    original, copy = ((root / "examples" / name).read_text(encoding="utf-8") for name in EXAMPLES)
    lead, inserted = "Moscow has announced NATO has no evidence", "Earlier, Stoltenberg said that the decision to expel"
    asked = [span for span in sentences(copy) if span.of(copy).startswith((lead, inserted))]

    echo, none = find_echoes(scan(original), scan(copy), sentences(original), sentences(copy), asked)

    assert echo is not None
    assert "Maria Zakharova has said NATO has no evidence" in echo.original.of(original)
    assert none is None


EXAMPLES = ("000_41e8a6afc443994c.txt", "001_a44b472b2ae151a5.txt")

SENTENCES = [span.of(text) for text in (HARBOUR, HARBOUR_REWORDED, ORCHARDS) for span in sentences(text)]
TEXTS = st.lists(st.sampled_from(SENTENCES) | st.text(max_size=20), max_size=12).map(" ".join)


@given(TEXTS, TEXTS)
def test_passages_are_places_that_do_not_overlap_in_the_copy(original: str, copy: str) -> None:
    """Whatever the texts, passages come in the order of the copy, lie within both texts, and are never empty."""
    found = passages(original, copy)

    assert all(0 <= p.original.start < p.original.end <= len(original) for p in found)
    assert all(0 <= p.copy.start < p.copy.end <= len(copy) for p in found)
    assert all(one.copy.end <= following.copy.start for one, following in pairwise(found))
    assert all(0.0 <= p.score <= 1.0 and p.score == round(p.score, 4) for p in found)


@given(TEXTS)
def test_a_text_echoes_itself(text: str) -> None:
    """Every sentence with words in it is the echo of one that has the same words, in whatever order."""
    words = scan(text)
    asked = [span for span in sentences(text) if len(words.within(span))]

    found = find_echoes(words, words, asked, asked, asked)

    for span, echo in zip(asked, found, strict=True):
        assert echo is not None
        assert echo.score == pytest.approx(1.0)
        assert set(scan(echo.original.of(text)).stems.tolist()) == set(scan(span.of(text)).stems.tolist())
