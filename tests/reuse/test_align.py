"""The blocks in which two plain texts run alike, and the edits inside them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.reuse import kernels
from mediawire.reuse.align import find_blocks, list_edits, match, match_edits
from mediawire.reuse.constants import ALIGNMENT
from mediawire.text.tokens import scan

SENTENCES = (
    "The harbour of Lindby was closed on Monday after a storm tore two cranes from the quay.",
    "Ремонт займёт не меньше трёх недель, сообщили в администрации порта.",
    "أغلق ميناء ليندبي يوم الاثنين بعد أن اقتلعت عاصفة رافعتين من الرصيف.",
    "渔民在邻村斯托维克卸下渔获，一位发言人说。",
    "린드비 항구는 월요일 폭풍으로 폐쇄되었다고 항만 당국이 화요일 밝혔다.",
    "ท่าเรือลินด์บีปิดเมื่อวันจันทร์",
)

texts = st.lists(st.sampled_from([*" ".join(SENTENCES).split(), "“", "—", "\n\n", "!", "ﬁn"]), max_size=60).map(
    " ".join
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_found_wherever_it_stands(sentence: str) -> None:
    """In any script, and whatever stands around it."""
    words = len(scan(sentence))
    original, copy = f"Ada holt Brot. {sentence} 7 8", f"9 {sentence}"

    (row,) = match(original, copy, least=words).tolist()

    assert original[row[0] : row[1]] == copy[row[2] : row[3]] == sentence.rstrip(".。")


def test_short_agreement_is_no_block() -> None:
    """A few equal words are chance in news; one word more begins to mean something."""
    least = ALIGNMENT.least_equal_words
    words = " ".join(f"w{at}" for at in range(least - 1))

    assert match(words, f"x {words} y").tolist() == []
    assert match(words, f"x {words} y", least - 1).tolist() == [[0, len(words), 2, 2 + len(words)]]
    assert len(match(f"{words} z", f"x {words} z y")) == 1


def test_blocks_may_stand_in_another_order() -> None:
    """Blocks come in the order of the copy, wherever the original has them."""
    first, second = SENTENCES[:2]

    rows = match(f"{first}\n{second}", f"{second}\n{first}").tolist()

    assert [row[0] for row in rows] == [len(first) + 1, 0]


def test_edits_inside_a_block_are_listed_word_by_word() -> None:
    """One edit for each change, with its place in both texts."""
    original = "The minister said on Monday that the talks with the rebels had failed."
    copy = "The minister stated on Monday that all talks with the rebels, again, had failed."

    blocks, edits = match_edits(original, copy)

    assert len(blocks) == 1
    assert [(original[a:b], copy[c:d]) for a, b, c, d in edits.tolist()] == [
        ("said", "stated"),
        ("the", "all"),
        ("", ", again,"),
    ]


@given(texts, texts)
@settings(derandomize=True, max_examples=80)
def test_outside_its_edits_a_block_is_the_same_in_both_texts(original: str, copy: str) -> None:
    """The edits of all blocks, applied in order, make each block of the copy."""
    blocks, edits = (found.tolist() for found in match_edits(original, copy + original[: len(original) // 2], 3))
    copy += original[: len(original) // 2]

    for start, end, copy_start, copy_end in blocks:
        made, place = "", start
        for a, b, c, d in [edit for edit in edits if copy_start <= edit[2] and edit[3] <= copy_end]:
            made, place = made + original[place:a] + copy[c:d], b
        assert made + original[place:end] == copy[copy_start:copy_end]


@given(texts, texts)
@settings(derandomize=True, max_examples=80)
def test_both_doors_find_the_same_blocks(original: str, copy: str) -> None:
    """Plain texts in one call, or words first: the blocks and their edits are the same."""
    left, right = scan(original), scan(copy)

    found = find_blocks(left, right, 3)

    spans = [
        [*left.span(row[kernels.A_START], row[kernels.A_END]), *right.span(row[kernels.B_START], row[kernels.B_END])]
        for row in found.rows.tolist()
    ]
    runs = [
        [(a, b, length) for a, b, length in found.runs[row[kernels.FIRST_RUN] : row[kernels.LAST_RUN]].tolist()]
        for row in found.rows.tolist()
    ]
    assert spans == match(original, copy, 3).tolist()
    assert [edit for edits in list_edits(left, right, runs) for edit in edits] == match_edits(original, copy, 3)[
        1
    ].tolist()
    assert len(found) == len(spans)


@given(texts)
@settings(derandomize=True, max_examples=60)
def test_a_text_runs_alike_with_itself_from_end_to_end(text: str) -> None:
    """One block, no edit, where there are words enough."""
    words = len(scan(text))

    blocks, edits = match_edits(text, text)

    assert len(blocks) == (words >= ALIGNMENT.least_equal_words)
    assert edits.tolist() == []


def test_many_short_blocks_are_all_found() -> None:
    """Room is made for as many blocks as there can be, in long texts too."""
    triples = [f"a{at} b{at} c{at}" for at in range(4000)]
    original = " ".join(triples)
    copy = " ".join(reversed(triples))

    found = find_blocks(scan(original), scan(copy), 3)

    assert len(found) == len(triples)


def test_nothing_is_found_where_there_are_no_words() -> None:
    """Empty texts, marks, and the two mixed."""
    for original, copy in [("", ""), ("", "a b c d e f g"), ("!!!", "!!!"), ("a b c d e f g", " \n")]:
        assert match(original, copy).tolist() == []
        assert match_edits(original, copy)[1].tolist() == []
    assert list_edits(scan(""), scan(""), []) == []


def test_long_texts_before_and_after_short_ones_change_nothing() -> None:
    """Arrays are kept from call to call; what they held before is never read."""
    short = (SENTENCES[0], f"x {SENTENCES[0]}")
    long = " ".join(f"word{at % 900}" for at in range(9000))
    before = match(*short).tolist()

    match(long, long)

    assert match(*short).tolist() == before


def test_threads_do_not_write_into_each_others_arrays() -> None:
    """Each thread has its own room, and finds what one thread alone finds."""
    pairs = [(" ".join(SENTENCES[:at]), " ".join(SENTENCES[at - 1 :])) for at in range(1, 6)] * 20
    expected = [match(*pair).tolist() for pair in pairs]
    found: dict[int, Any] = {}

    threads = [
        _thread(lambda at=at, pair=pair: found.update({at: match(*pair).tolist()})) for at, pair in enumerate(pairs)
    ]
    for thread in threads:
        thread.join()

    assert [found[at] for at in range(len(pairs))] == expected


def _thread(work: Callable[[], None]) -> threading.Thread:
    """Start some work in a thread."""
    thread = threading.Thread(target=work)
    thread.start()
    return thread
