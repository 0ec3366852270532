"""Floors for notices in plain copy, on the sets where they are there."""

from __future__ import annotations

import pytest

from bench.archives import DataMissing
from bench.wire_notices import GRAVE, NOTICES, take_stories, tell_golden


@pytest.mark.parametrize("name", NOTICES)
def test_every_kill_hold_and_embargo_is_told(name: str) -> None:
    """None of them passes as a story."""
    told = tell_golden(name)

    assert {kind: told[kind].missed for kind in GRAVE if kind in told} == {kind: () for kind in GRAVE if kind in told}


@pytest.mark.quality
@pytest.mark.slow
def test_stories_are_not_taken_for_notices() -> None:
    """Of the news texts, under 1 in 10,000 is surely a kill, hold, release, embargo or advisory."""
    try:
        taken = take_stories(every=4)
    except DataMissing as missing:
        pytest.skip(str(missing))

    assert taken.texts > 10_000
    assert taken.count_texts(is_sure=True, changes=False) / taken.texts < 1 / 10_000
    assert taken.count_texts(is_sure=False, changes=False) / taken.texts < 10 / 10_000
