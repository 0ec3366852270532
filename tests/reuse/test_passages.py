"""Two texts laid out in passages: what stands where, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.reuse.comparison import compare
from mediawire.reuse.passages import Passage

Lay = Callable[[str, str], Any]

WORDS = (
    "The minister said on Monday that talks with the rebels had failed again and no new date was set",
    "Министр заявил в понедельник что переговоры с повстанцами снова провалились и новой даты нет",
    "قال الوزير يوم الاثنين إن المحادثات مع المتمردين فشلت مرة أخرى ولم يحدد موعد جديد",
    "وزیر نے پیر کو کہا کہ باغیوں سے مذاکرات پھر ناکام ہو گئے اور کوئی نئی تاریخ طے نہیں",
    "השר אמר ביום שני כי השיחות עם המורדים נכשלו שוב ולא נקבע מועד חדש",
    "Ο υπουργός είπε τη Δευτέρα ότι οι συνομιλίες με τους αντάρτες απέτυχαν και πάλι",
    "मंत्री ने सोमवार को कहा कि विद्रोहियों से बातचीत फिर विफल रही और नई तारीख तय नहीं",
    "部长 周一 表示 与 叛军 的 会谈 再次 失败 没有 新 日期",
    "大臣は 月曜日に 会談は 再び 失敗したと 述べた",
    "장관은 월요일 반군과의 회담이 다시 실패했다고 말했다",
    "รัฐมนตรี กล่าว เมื่อ วันจันทร์ ว่า การเจรจา ล้มเหลว อีกครั้ง",
    "“We will not” ‘go’ «нет» 「はい」 — – ... !!! 12 3.5% $40 (a) [b] 🙂 👩🏽‍💻 \ud800 \x00 \u200b \u202e \u0301 ﬁn",
)
VOCABULARIES = tuple(tuple(row.split(" ")) for row in WORDS)
FURNITURE = (
    "Recent Posts",
    "Share this article",
    "© 2024 Example News",
    "Read more:",
    "By Ada Holm",
    "***",
    "Advertisement",
)
ENDS = (".", ".", ".”", "!", "?", "。", "।", "؟", "", ":", ",")
BREAKS = ("\n\n", "\n\n", "\n", "\r\n\r\n", "\n\n\n", " ", "\u2028", "\n \n")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Draw a sentence in one script."""
    words = draw(st.sampled_from(VOCABULARIES))
    return " ".join(draw(st.lists(st.sampled_from(words), min_size=1, max_size=14))) + draw(st.sampled_from(ENDS))


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Draw a paragraph of a few sentences, or a line that belongs to the page."""
    if draw(st.integers(0, 5)) == 0:
        return draw(st.sampled_from(FURNITURE))
    return draw(st.sampled_from(["", "“", "  "])) + " ".join(draw(st.lists(sentences(), min_size=1, max_size=4)))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Draw an original, and a copy that edits, drops, moves, repeats and puts in what it likes."""
    original = draw(st.lists(paragraphs(), max_size=6))
    copy = list(original)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(copy)))
        match draw(st.sampled_from(["edit", "edit", "insert", "drop", "move", "repeat", "shuffle"])):
            case "insert":
                copy.insert(at, draw(paragraphs()))
            case "drop":
                del copy[at : at + 1]
            case "move":
                copy[draw(st.integers(0, len(copy))) : 0] = [copy.pop(at)] if at < len(copy) else []
            case "repeat":
                copy[at:at] = copy[at : at + 2]
            case "shuffle":
                copy = draw(st.permutations(copy))
            case _:
                copy[at : at + 1] = [draw(edited(paragraph)) for paragraph in copy[at : at + 1]]
    return draw(joined(original)), draw(joined(copy))


@st.composite
def edited(draw: st.DrawFn, paragraph: str) -> str:
    """Draw a paragraph with some of its words replaced, put in, taken out or written otherwise."""
    words = paragraph.split(" ")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(words)))
        new = draw(st.lists(st.sampled_from(VOCABULARIES[0] + VOCABULARIES[-1]), max_size=3))
        words[at : at + draw(st.integers(0, 3))] = new
    text = " ".join(words)
    return draw(st.sampled_from([text, text, text.upper(), text.replace(" ", "  "), text.replace("“", '"')]))


@st.composite
def joined(draw: st.DrawFn, paragraphs: Sequence[str]) -> str:
    """Draw a text of paragraphs with breaks of one sort between them and perhaps around them."""
    edge = st.sampled_from(["", "", "\n", "  ", "— "])
    return draw(edge) + draw(st.sampled_from(BREAKS)).join(paragraphs) + draw(edge)


@pytest.fixture(scope="module")
def example_pair(root: Path) -> tuple[str, str]:
    """Return the original and the copy that the folder of examples holds."""
    names = ("000_41e8a6afc443994c.txt", "001_a44b472b2ae151a5.txt")
    original, copy = ((root / "examples" / name).read_text(encoding="utf-8") for name in names)
    return original, copy


def check_tiles(passages: Sequence[Passage], original: str, copy: str) -> None:
    """Check that the passages hold each place of either text exactly once."""
    for spans, text in (
        ([passage.original for passage in passages if passage.original is not None], original),
        ([passage.copy for passage in passages if passage.copy is not None], copy),
    ):
        edges = [0, *(edge for span in sorted(spans) for edge in span), len(text)]
        assert all(edges[at] == edges[at + 1] for at in range(0, len(edges), 2))
        assert all(span.start < span.end for span in spans)


def replay(passage: Passage, original: str) -> str:
    """Make a passage's part of the copy out of its part of the original by its edits."""
    assert passage.original is not None
    made, place = "", passage.original.start
    for edit in passage.edits:
        made, place = made + original[place : edit.original.start] + edit.to, edit.original.end
    return made + original[place : passage.original.end]


def check_edits(passages: Sequence[Passage], original: str, copy: str) -> None:
    """Check that edits say what they change, lie in order and apart, and make the copy out of the original."""
    for passage in passages:
        if passage.original is None or passage.copy is None:
            assert passage.edits == ()
            continue
        for edit in passage.edits:
            assert passage.original.holds(edit.original)
            assert passage.copy.holds(edit.copy)
            assert (edit.from_, edit.to) == (edit.original.of(original), edit.copy.of(copy))
            assert edit.from_ != edit.to
        for before, behind in pairwise(passage.edits):
            assert before.original.end <= behind.original.start
            assert before.copy.end <= behind.copy.start
        assert replay(passage, original) == passage.copy.of(copy)


@given(pairs())
@settings(derandomize=True, max_examples=100)
def test_passages_hold_each_place_of_both_texts_once(lay: Lay, pair: tuple[str, str]) -> None:
    """Nothing of either text is passed over, and nothing is told twice."""
    laid = lay(*pair)

    check_tiles(laid.passages, *pair)


@given(pairs())
@settings(derandomize=True, max_examples=100)
def test_edits_make_the_copy_out_of_the_original(lay: Lay, pair: tuple[str, str]) -> None:
    """A passage's edits, applied in order, give its part of the copy, character for character."""
    laid = lay(*pair)

    check_edits(laid.passages, *pair)


@given(pairs())
@settings(derandomize=True, max_examples=80)
def test_a_passage_is_of_the_kind_that_its_places_and_edits_say(lay: Lay, pair: tuple[str, str]) -> None:
    """What was kept is edited in its spacing at most; only what was put in or dropped stands in one text alone."""
    laid = lay(*pair)

    for passage in laid.passages:
        classes = {edit.edit_class for edit in passage.edits} - {"spacing"}
        assert {"kept": not classes, "edited": bool(classes)}.get(passage.kind, True)
        assert passage.original is not None or passage.kind in ("inserted", "furniture")
        assert passage.copy is not None or passage.kind in ("dropped", "furniture")
        assert (
            passage.original is None or passage.copy is None or passage.kind not in ("inserted", "dropped", "furniture")
        )
        assert passage.echoes is None or passage.kind in ("inserted", "furniture")


@given(pairs())
@settings(derandomize=True, max_examples=100)
def test_passages_come_in_the_order_of_the_copy(lay: Lay, pair: tuple[str, str]) -> None:
    """Whoever reads the passages one by one reads the copy, with what was dropped in between."""
    laid = lay(*pair)

    assert "".join(passage.copy.of(pair[1]) for passage in laid.passages if passage.copy) == pair[1]


@given(pairs())
@settings(derandomize=True, max_examples=100)
def test_what_is_not_called_moved_stands_in_the_order_of_the_original(lay: Lay, pair: tuple[str, str]) -> None:
    """Kept and edited passages follow each other in both texts."""
    laid = lay(*pair)

    stays = [passage.original for passage in laid.passages if passage.kind in ("kept", "edited")]
    assert stays == sorted(stays)


@given(pairs())
@settings(derandomize=True, max_examples=100)
def test_a_text_laid_beside_itself_is_kept_whole(lay: Lay, pair: tuple[str, str]) -> None:
    """What was not changed is told as kept, without a single edit, whatever it is made of."""
    text, _ = pair

    laid = lay(text, text)

    assert set(laid.kinds) <= {"kept"}
    assert laid.edits == []


@given(pairs())
@settings(derandomize=True, max_examples=40)
def test_a_text_compared_with_itself_has_no_finding(pair: tuple[str, str]) -> None:
    """No fact was touched, and every quotation is word for word."""
    text, _ = pair

    comparison = compare(text, text)

    assert comparison.facts == ()
    assert {change.status for change in comparison.quotations} <= {"verbatim"}


@given(pairs())
@settings(derandomize=True, max_examples=30)
def test_the_same_pair_is_laid_out_the_same_way(lay: Lay, pair: tuple[str, str]) -> None:
    """Nothing depends on what was compared before."""
    first = lay(*pair)
    lay(pair[1], pair[0])

    assert lay(*pair) == first


def test_the_example_is_laid_out_exactly(lay: Lay, example_pair: tuple[str, str]) -> None:
    """The example's passages tile both texts, and its edits make the copy."""
    laid = lay(*example_pair)

    check_tiles(laid.passages, *example_pair)
    check_edits(laid.passages, *example_pair)


def test_the_example_shows_what_an_editor_sees(lay: Lay, example_pair: tuple[str, str]) -> None:
    """One verb changed, two sentences put in, a lead that echoes another, and the second report left out."""
    laid = lay(*example_pair)

    inserted = laid.texts("inserted")
    assert [edit for edit in laid.edits if edit[0] != "spacing"] == [("reporting verb", "said", "stated")]
    assert any(text.startswith("Earlier, Stoltenberg said") for text in inserted)
    assert any(text.startswith("Moscow has announced") for text in inserted)
    assert any(text.startswith("Stoltenberg’s remarks on NATO’s being open") for text in laid.texts("dropped"))
    assert "moved" not in laid.kinds
    (lead,) = (passage for passage in laid.passages if passage.echoes and passage.part == "paragraph")
    assert lead.copy.of(laid.copy).startswith("Moscow has announced")
    assert "spokeswoman Maria Zakharova has said" in lead.echoes.of(laid.original)


@given(pairs())
@settings(derandomize=True, max_examples=60)
def test_the_plain_list_of_reuse_is_in_order_and_apart_in_the_copy(lay: Lay, pair: tuple[str, str]) -> None:
    """Each place of the copy is said to come from one place of the original, which is not empty."""
    laid = lay(*pair)

    edges = [edge for each in laid.reuse for edge in each.copy]
    assert edges == sorted(edges)
    assert all(each.copy.start < each.copy.end and each.original.start < each.original.end for each in laid.reuse)
    assert all(0 < each.score <= 1 for each in laid.reuse)
    assert {each.kind for each in laid.reuse} <= {"verbatim", "edited", "paraphrase"}


@pytest.mark.parametrize(
    ("original", "copy", "kinds"),
    [
        ("", "", []),
        ("", "one", ["inserted"]),
        ("one", "", ["dropped"]),
        ("one", "one", ["kept"]),
        ("one", "!!!", ["inserted", "dropped"]),
        ("!!!", "!!!", ["kept"]),
        (" \n", "?!", ["inserted", "dropped"]),
        (" \n", " \n", ["kept"]),
        ("\x00", "\ud800", ["inserted", "dropped"]),
    ],
)
def test_texts_without_words_are_laid_out_too(lay: Lay, original: str, copy: str, kinds: list[str]) -> None:
    """Empty, blank and wordless texts are the same text or they are not."""
    laid = lay(original, copy)

    assert laid.kinds == kinds
    check_tiles(laid.passages, original, copy)
