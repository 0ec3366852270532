from __future__ import annotations

import pytest

from mediawire.report import Body, Report
from mediawire.reuse.direction import Direction, tell_direction
from mediawire.reuse.reading import Reading

TEXT = (
    "The harbour council voted on Tuesday to close the northern pier until its beams have been replaced.\n\n"
    "Engineers found cracks in eleven of forty beams during an inspection in March, the council said."
)


def told(outlet: str, foot: str) -> Direction:
    """Tell the direction between an outlet's report and one with a line at its foot."""
    original = Reading.of(Report(Body(TEXT), outlet=outlet))
    return tell_direction(original, Reading.of(Report.of(f"{TEXT}\n\n{foot}")), True)


@pytest.mark.parametrize(("outlet", "foot"), [("Sun", "Source: The Sun"), ("AP", "Source: AP")])
def test_who_names_the_other_came_after_it(outlet: str, foot: str) -> None:
    """A credit line with the other's name tells which text was first."""
    direction = told(outlet, foot)

    assert direction.which == "the original was first"
    assert direction.why == (f"the copy credits {outlet}, who published the original",)


@pytest.mark.parametrize(
    ("outlet", "foot"),
    [("Sun", "Source: Sunday Herald"), ("Post", "Source: John Postlethwaite"), ("AP", "Source: Naplaap")],
)
def test_a_part_of_a_word_names_nobody(outlet: str, foot: str) -> None:
    """A name inside another word is no credit."""
    assert told(outlet, foot).which == "cannot tell"
