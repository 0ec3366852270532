"""A writer that is killed: what it acknowledged is there, and nothing half written is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.killing import DRAWS, Tally, apply, do, kill_often, look
from mediawire.corpus.corpus import Corpus
from tests.corpus.made_texts import write_text


@pytest.mark.slow
@pytest.mark.parametrize("kind", DRAWS)
def test_a_kill_loses_nothing_that_was_acknowledged(folder: Path, kind: str) -> None:
    """Whatever the instant; `python -m bench.kills` does it hundreds of times."""
    tally = kill_often(folder, DRAWS[kind], kills=6, seed=7)

    assert (tally.lost, tally.half, tally.damaged) == (0, 0, 0)
    assert tally.kills == 6
    assert tally.acts > 6


def test_what_is_lost_would_be_seen(corpus: Corpus, folder: Path) -> None:
    """The looking itself is no formality."""
    corpus.add([{"id": "id-1", "text": write_text(1)}])
    tally = Tally(shelf={"id-2": [5]})

    look(folder, [("add", [("id-1", 3)]), None], tally)

    assert (tally.lost, tally.half) == (1, 0)


def test_a_half_would_be_seen(corpus: Corpus, folder: Path) -> None:
    """Of an act that was cut off, a part is too much."""
    tally = Tally()
    act = ("add", [("id-1", 3), ("id-2", 4)])
    do(corpus, ("add", act[1][:1]))

    look(folder, [act], tally)

    assert (tally.lost, tally.half, tally.cut_off) == (0, 1, 1)


def test_acts_are_applied_by_the_rules_alone() -> None:
    """What a version is, and what removing is, said in a few lines."""
    shelf = apply({"id-1": [1]}, ("add", [("id-1", 2), ("id-1", 1), ("id-2", 1)]))

    assert shelf == {"id-1": [1, 2], "id-2": [1]}
    assert apply(shelf, ("remove", [("id-1", 0)])) == {"id-2": [1]}
    assert apply(shelf, ("merge", [])) == shelf
