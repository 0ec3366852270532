"""Who copied whom: what the copies share tells it, times help, and where nothing tells it is said."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.reuse.lineage import CANNOT_TELL, MISSING, SURE, Lineage, infer
from mediawire.reuse.lineage_evidence import explain
from mediawire.text.tokens import scan

HOUR = 3600 * 1_000_000
SENTENCES = [
    f"The {who} of {where} said on {day} that the {what} would {act} before the {when}."
    for who, where, day, what, act, when in [
        ("mayor", "Ulm", "Monday", "bridge", "open", "summer"),
        ("head", "Graz", "Tuesday", "harbour", "close", "election"),
        ("union", "Brest", "Friday", "strike", "end", "holidays"),
        ("minister", "Riga", "Sunday", "budget", "pass", "winter"),
        ("museum", "Bergen", "Thursday", "painting", "return", "opening"),
        ("court", "Porto", "Wednesday", "ruling", "stand", "appeal"),
        ("bank", "Split", "Saturday", "rate", "fall", "meeting"),
        ("coach", "Leeds", "noon", "captain", "play", "final"),
    ]
]
ORIGINAL = " ".join(SENTENCES)


def change(text: str, *words: str) -> str:
    """Put other words for some: ``bridge:tunnel``."""
    for word in words:
        old, new = word.split(":")
        assert f" {old} " in text
        text = text.replace(f" {old} ", f" {new} ")
    return text


def trace(*families: Sequence[tuple[str, int | None]], outlets: Sequence[int] | None = None) -> Lineage:
    """Infer the lineage of families of texts with their hours; each is from an outlet of its own unless it is said."""
    members = [member for family in families for member in family]
    words = [scan(text).ids for text, _ in members]
    return infer(
        np.cumsum([0, *map(len, families)]),
        np.concatenate([np.empty(0, np.uint64), *words]),
        np.cumsum([0, *map(len, words)]),
        np.array([MISSING if hour is None else hour * HOUR for _, hour in members], np.int64),
        np.arange(len(members), dtype=np.int32) if outlets is None else np.array(outlets, np.int32),
    )


SECOND = change(ORIGINAL, "bridge:tunnel", "strike:walkout", "painting:drawing")
THIRD = change(SECOND, "harbour:port", "captain:keeper", "rate:tax")
BESIDE = change(ORIGINAL, "budget:bill", "ruling:verdict", "Sunday:today")
FAMILY = [(ORIGINAL, 1), (SECOND, 2), (THIRD, 5), (BESIDE, 4)]


def test_a_copy_comes_from_the_text_whose_changes_it_has() -> None:
    """What the second changed stands in the third, too."""
    lineage = trace(FAMILY)

    assert lineage.parent.tolist() == [-1, 0, 1, 0]
    assert lineage.certainty[2] == SURE


@settings(max_examples=25)
@given(st.permutations(range(4)), st.sampled_from([[1, 2, 5, 4], [1, 1, 1, 1], [None] * 4, [5, None, 2, 1]]))
def test_the_order_of_members_makes_no_difference(order: list[int], hours: list[int | None]) -> None:
    """Given in another order, the same members get the same parents."""
    members = [(text, hour) for (text, _), hour in zip(FAMILY, hours, strict=True)]
    straight = trace(members)

    shuffled = trace([members[number] for number in order])

    for place, number in enumerate(order):
        parent = shuffled.parent[place]
        assert (order[parent] if parent >= 0 else -1) == straight.parent[number]
        assert shuffled.margin[place] == straight.margin[number]
        assert shuffled.certainty[place] == straight.certainty[number]


def test_families_do_not_disturb_each_other() -> None:
    """A family gets the same lineage alone and among others."""
    alone, other = trace(FAMILY), [(SENTENCES[0], 1), (SENTENCES[0], 2)]

    together = trace(other, FAMILY, other)

    assert [int(parent) - 2 if parent >= 0 else -1 for parent in together.parent[2:6]] == alone.parent.tolist()
    assert together.own_words[2:6].tolist() == alone.own_words.tolist()


def test_a_wrong_clock_does_not_overturn_what_the_texts_say() -> None:
    """Dated before all others, the third still comes from the second, of which it has every change."""
    hours = [3, 4, 1, 6]

    lineage = trace([(text, hour) for (text, _), hour in zip(FAMILY, hours, strict=True)])

    assert lineage.parent[2] == 1 or lineage.parent[1] == 2  # side by side, whatever the clocks say
    assert lineage.parent[3] == 0


def test_times_tell_which_of_two_was_first() -> None:
    """A word changed looks the same from either side."""
    forth, back = trace([(ORIGINAL, 1), (SECOND, 9)]), trace([(ORIGINAL, 9), (SECOND, 1)])

    assert forth.parent.tolist() == [-1, 0]
    assert back.parent.tolist() == [1, -1]


@settings(max_examples=40)
@given(st.data())
def test_no_report_is_taken_from_a_later_one_of_its_own_outlet(data: st.DataObject) -> None:
    """An outlet has one clock; nothing is sure, either, that goes back to a later one over other outlets."""
    texts = data.draw(st.lists(st.sampled_from([text for text, _ in FAMILY]), min_size=2, max_size=8))
    hours = [data.draw(st.one_of(st.none(), st.integers(0, 9))) for _ in texts]
    outlets = [data.draw(st.integers(-1, 1)) for _ in texts]

    lineage = trace(list(zip(texts, hours, strict=True)), outlets=outlets)

    def is_later(above: int, row: int) -> bool:
        one, other = hours[row], hours[above]
        return outlets[row] == outlets[above] >= 0 and one is not None and other is not None and other > one

    for row, parent in enumerate(lineage.parent.tolist()):
        assert parent < 0 or not is_later(parent, row)
        above = parent
        while above >= 0:
            assert lineage.certainty[row] < SURE or not is_later(above, row)
            above = lineage.parent[above]


def test_versions_of_one_outlet_follow_its_clock_against_the_texts() -> None:
    """Of another outlet the third would stand beside the second; here the clock says that it was the first."""
    hours = [3, 4, 1, 6]

    lineage = trace([(text, hour) for (text, _), hour in zip(FAMILY, hours, strict=True)], outlets=[0, 0, 0, 0])

    assert (lineage.parent[2], lineage.lost_parent[2]) == (-1, -1)


def test_a_crowd_of_one_outlet_follows_its_clock() -> None:
    """Where not every report is tried as the first, the one that the clock allows is."""
    crowd = [(ORIGINAL + " " + " ".join(f"own{number}" for number in range(size)), 60 - size) for size in range(60)]

    lineage = trace(crowd, outlets=[0] * 60)

    assert lineage.parent[59] == -1
    assert (lineage.parent[:59] > np.arange(59)).all()


@pytest.mark.parametrize("outlets", [[0, 1, 2], [0, 0, 0], [-1, -1, -1]])
def test_a_copy_comes_from_the_one_report_that_has_its_end(outlets: list[int]) -> None:
    """Of two earlier reports one ends before the copy's last sentence."""
    whole, cut, tail = (" ".join(SENTENCES[first:last]) for first, last in ((0, 4), (0, 3), (1, 4)))

    lineage = trace([(whole, 1), (cut, 2), (tail, 3)], outlets=outlets)

    assert lineage.parent.tolist() == [-1, 0, 0]


def test_of_equal_texts_the_earliest_is_the_parent_and_nothing_is_sure() -> None:
    """There is no way to tell but by time."""
    lineage = trace([(ORIGINAL, 3), (ORIGINAL, 1), (ORIGINAL, None)])

    assert lineage.parent.tolist() == [1, -1, 1]
    assert lineage.certainty[[0, 2]].tolist() == [CANNOT_TELL, CANNOT_TELL]


def test_a_lost_parent_is_postulated_where_two_share_what_nobody_else_has() -> None:
    """Neither can have it from the other: each keeps words of the original that the other changed."""
    lost = change(ORIGINAL, "bridge:tunnel", "strike:walkout", "painting:drawing", "captain:keeper")
    one = change(lost, "harbour:port", "rate:tax", "Graz:Linz")
    other = change(lost, "budget:plan", "ruling:sentence", "Riga:Tartu")

    lineage = trace([(ORIGINAL, 1), (one, 5), (other, 6), (BESIDE, 3)])

    assert lineage.parent.tolist() == [-1, -1, -1, 0]
    assert lineage.lost_parent.tolist() == [-1, 0, 0, -1]
    assert lineage.beyond.tolist() == [-1, 0, 0, -1]


def test_own_words_and_words_shared_with_the_parent_alone_are_counted() -> None:
    """An inserted sentence is its author's own until it is copied."""
    inserted = " Nobody at the town hall had been asked."

    copied = change(ORIGINAL, "Porto:Faro") + inserted

    before = trace([(ORIGINAL, 1), (ORIGINAL + inserted, 2), (BESIDE, 4)])
    after = trace([(ORIGINAL, 1), (ORIGINAL + inserted, 2), (copied, 3), (BESIDE, 4)])

    assert before.own_words[1] == 8
    assert after.own_words[1] == 0
    assert after.shared_with_parent[2] == 8


@pytest.mark.parametrize("size", [3, 60])
def test_a_star_is_a_star_whatever_its_size(size: int) -> None:
    """In a crowd not all pairs are weighed, and still each finds the first."""
    chance = random.Random(size)
    words = ORIGINAL.split()
    copies = []
    for number in range(size):
        text = list(words)
        for place in chance.sample(range(len(words)), 6):
            text[place] = f"word{number}x{place}"
        copies.append((" ".join(text), 2 + number))

    lineage = trace([*copies, (ORIGINAL, 1)])

    assert lineage.parent.tolist() == [size] * size + [-1]


def test_one_report_alone_is_the_first() -> None:
    """A family of one, and one of none, have no parents."""
    lineage = trace([(ORIGINAL, None)], [], [("", None)])

    assert lineage.parent.tolist() == [-1, -1]
    assert lineage.lost_parent.tolist() == [-1, -1]


def test_the_evidence_can_be_checked_by_reading() -> None:
    """Each reason names the wordings it stands on."""
    reasons = explain(SECOND, THIRD, [ORIGINAL, BESIDE], ORIGINAL, timedelta(hours=3, minutes=5))

    assert reasons[0].startswith("shares 3 wordings found nowhere else: “the tunnel would”")
    assert reasons[1] == "published 3 h 5 min later"
    assert reasons[2].startswith("the runner-up lacks 3 wordings")
    assert "of its own" in reasons[3]


def test_a_time_against_the_texts_is_told_as_such() -> None:
    """Who reads it shall not take it for a proof."""
    (first, *_) = explain(ORIGINAL, ORIGINAL, [ORIGINAL], None, timedelta(minutes=-20))

    assert first == "dated 20 min earlier, against what the texts say"
