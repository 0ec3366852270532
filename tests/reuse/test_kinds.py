"""What is told as kept, moved, put in, dropped and furniture, in several languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Lay = Callable[[str, str], Any]

HARBOUR = (
    "The harbour of Lindby was closed on Monday after a storm tore two cranes from the quay.",
    "Port officials said the repair would take at least three weeks and cost four million crowns.",
    "Fishermen unloaded their catch in the neighbouring village of Storvik, a spokeswoman said.",
    "The ferry to the outer islands sailed from the old pier, with room for passengers only.",
)
HARBOURS = (
    HARBOUR,
    (
        "Порт Линдбю закрыли в понедельник: шторм сорвал с причала два крана.",
        "Ремонт займёт не меньше трёх недель, сообщили в администрации порта.",
        "Рыбаки выгружали улов в соседней деревне Сторвик, рассказала представительница порта.",
        "Паром на дальние острова ушёл от старого пирса и взял на борт только пассажиров.",
    ),
    (
        "أغلق ميناء ليندبي يوم الاثنين بعد أن اقتلعت عاصفة رافعتين من الرصيف.",
        "قال مسؤولون في الميناء إن الإصلاح سيستغرق ثلاثة أسابيع على الأقل.",
        "أفرغ الصيادون حمولتهم في قرية ستورفيك المجاورة بعد إغلاق الميناء.",
        "أبحرت العبارة إلى الجزر البعيدة من الرصيف القديم وعلى متنها ركاب فقط.",
    ),
    (
        "林德比港周一因风暴关闭，两台起重机被吹落码头。",
        "港务局官员表示，维修至少需要三周，费用为四百万克朗。",
        "渔民在邻村斯托维克卸下渔获，一位发言人说。",
        "开往外岛的渡轮从旧码头出发，只搭载乘客。",
    ),
)


def text_of(*paragraphs: str) -> str:
    """Return paragraphs as a text."""
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize("harbour", HARBOURS)
def test_a_paragraph_put_elsewhere_has_moved(lay: Lay, harbour: tuple[str, ...]) -> None:
    """The paragraph that changed its place is told as moved; those around it stay."""
    first, second, third, last = harbour

    laid = lay(text_of(first, second, third, last), text_of(first, last, second, third))

    assert laid.kinds == ["kept", "moved", "kept", "kept"]
    assert laid.texts("moved") == [last]


@pytest.mark.parametrize("harbour", HARBOURS)
def test_a_paragraph_left_out_was_dropped(lay: Lay, harbour: tuple[str, ...]) -> None:
    """What the copy lacks is told behind what preceded it in the original."""
    first, second, third, last = harbour

    laid = lay(text_of(first, second, third, last), text_of(first, third, last))

    assert laid.kinds == ["kept", "dropped", "kept", "kept"]
    assert laid.texts("dropped") == [second]


@pytest.mark.parametrize("harbour", HARBOURS)
def test_a_paragraph_put_in_was_inserted(lay: Lay, harbour: tuple[str, ...]) -> None:
    """What the original lacks is told in its place, and echoes nothing."""
    first, second, third, last = harbour

    laid = lay(text_of(first, second, last), text_of(first, second, third, last))

    assert laid.kinds == ["kept", "kept", "inserted", "kept"]
    assert [passage.echoes for passage in laid.passages] == [None] * 4


@pytest.mark.parametrize("harbour", HARBOURS)
def test_a_paragraph_that_stands_twice_in_the_copy_is_an_insertion_with_an_echo(
    lay: Lay, harbour: tuple[str, ...]
) -> None:
    """The second time it is new to its place, and says again what the copy already has."""
    first, second, third, _ = harbour
    original = text_of(first, second, third)

    laid = lay(original, text_of(first, second, first, third))

    (inserted,) = (passage for passage in laid.passages if passage.kind == "inserted")
    assert laid.kinds == ["kept", "kept", "inserted", "kept"]
    assert inserted.echoes.of(original) == first.rstrip(".。")


def test_a_sentence_that_says_again_what_is_there_is_an_insertion_with_an_echo(lay: Lay) -> None:
    """A summary of a paragraph that the copy keeps takes nothing away from that paragraph."""
    first, second, third, _ = HARBOUR
    original = text_of(first, second, third)
    summary = "The repair of the port will take three weeks at least, officials said, and cost four million crowns."

    laid = lay(original, text_of(summary, first, second, third))

    assert laid.kinds == ["inserted", "kept", "kept", "kept"]
    assert laid.passages[0].echoes.of(original) == second.rstrip(".")


def test_a_sentence_put_into_a_paragraph_is_a_passage_of_its_own(lay: Lay) -> None:
    """A whole sentence is no edit of the sentence before it."""
    added = "It was the worst storm in forty years, the weather service wrote."

    laid = lay(text_of(*HARBOUR), text_of(f"{HARBOUR[0]} {added}", *HARBOUR[1:]))

    assert laid.kinds == ["kept", "inserted", "kept", "kept", "kept"]
    assert laid.texts("inserted") == [added]


def test_paragraphs_joined_or_parted_are_kept(lay: Lay) -> None:
    """A line break more or less changes no word."""
    whole, parted = " ".join(HARBOUR), text_of(*HARBOUR)

    laid = [lay(parted, whole), lay(whole, parted)]

    assert [set(each.kinds) for each in laid] == [{"kept"}, {"kept"}]
    assert {edit_class for each in laid for edit_class, _, _ in each.edits} == {"spacing"}


def test_furniture_is_told_apart_from_what_was_put_in(lay: Lay) -> None:
    """What belongs to the page and not to the story is nobody's insertion."""
    page = "Recent Posts\n\nBakery opens in Storvik\n\n2 hours ago\n\nSchool gets new roof\n\n3 hours ago"

    laid = lay(text_of(*HARBOUR), text_of(*HARBOUR, page))

    assert laid.kinds[:4] == ["kept"] * 4
    assert set(laid.kinds[4:]) == {"furniture"}
    assert {passage.part for passage in laid.passages[4:]} == {"furniture"}


@pytest.mark.parametrize("copy", HARBOURS[1:3])
def test_two_texts_with_nothing_in_common_have_no_passage_in_common(lay: Lay, copy: tuple[str, ...]) -> None:
    """All of the one was dropped and all of the other put in."""
    laid = lay(text_of(*HARBOUR), text_of(*copy))

    assert set(laid.kinds) == {"dropped", "inserted"}
    assert laid.reuse == ()


def test_an_opening_mark_goes_with_the_words_behind_it(lay: Lay) -> None:
    """Where no space parts two passages, the marks that open the later one belong to it."""
    first, second, *_ = HARBOURS[-1]
    added = "“渡轮今天全部停航，我们只能等待。”"

    laid = lay(first + second, first + added + second)

    assert laid.kinds == ["kept", "inserted", "kept"]
    assert laid.texts("inserted") == [added]
