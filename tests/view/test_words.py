"""Both views speak in the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.view.words import (
    group_constants,
    list_counts,
    list_names,
    percent,
    say,
    shorten,
    tell_direction,
    tell_promise,
)


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0 %"), (0.001, "under 1 %"), (0.62, "62 %"), (0.999, "over 99 %"), (1.0, "100 %")],
)
def test_a_share_is_never_rounded_to_all_or_nothing(share: float, said: str) -> None:
    """Nearly all is not all, and a trace is not nothing."""
    assert percent(share) == said


@given(st.text(max_size=300), st.integers(20, 100))
def test_a_shortened_text_is_one_line_and_begins_as_the_text_does(text: str, limit: int) -> None:
    """A quote in a list says where it goes on."""
    line = shorten(text, limit)

    head = line.removesuffix(" …")
    assert "\n" not in line
    assert len(line) <= limit + 2
    assert " ".join(text.split()).startswith(head) or not head


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ([], ""),
        ([True, True], "promise kept"),
        ([True, None], "promise: cannot tell"),
        ([True, None, False], "promise broken"),
    ],
)
def test_one_broken_clause_breaks_the_promise(kept: list[bool | None], said: str) -> None:
    """What cannot be told is neither kept nor broken."""
    assert tell_promise({"promise": [{"clause": "c", "kept": one} for one in kept]}) == said


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ({"direction": "cannot tell"}, "Cannot tell."),
        ({"direction": "cannot tell", "direction_why": ["a", "b."]}, "Cannot tell, because a; b."),
        ({"direction": "cannot tell", "direction_why": "because no date"}, "Cannot tell, because no date."),
    ],
)
def test_the_direction_gives_its_reason(verdict: dict[str, object], said: str) -> None:
    """Not knowing which text was first is said together with why."""
    assert tell_direction({"verdict": verdict}) == said


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("a sentence", "a sentence"),
        ({"what": "reporting verb", "from": "said", "to": "stated"}, "reporting verb: “said” → “stated”"),
        ({"kind": "homoglyph", "count": 3}, "homoglyph (3 times)"),
        ({"kind": "credit line", "text": "Reuters"}, "credit line: “Reuters”"),
    ],
)
def test_evidence_is_said_in_one_line_whatever_its_form(item: object, said: str) -> None:
    """The contract lets evidence be a sentence or an object."""
    assert say(item) == said


def test_equal_names_are_counted_in_the_order_they_appear() -> None:
    """A sum reads as the list below it."""
    assert list_counts(["verb", "date", "verb"]) == "2 verb, 1 date"


def test_names_are_listed_with_how_often_they_are_there() -> None:
    """Once is not worth a number."""
    assert list_names(["date", "case", "date"]) == "date (2), case"


def test_constants_come_group_by_group() -> None:
    """Every constant behind a verdict can be found in the source."""
    told = list(group_constants({"alignment": {"seed_words": 3}, "floor": 0.5}))

    assert told == [("", {"floor": "0.5"}), ("alignment", {"seed words": "3"})]
