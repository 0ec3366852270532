"""Planted families: whose parents are known, on any machine, and whose clocks are wrong as they say."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench import planted_families as planting


@pytest.fixture(autouse=True)
def no_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no data be there, so that articles are made."""
    monkeypatch.setenv("MEDIAWIRE_DATA", str(tmp_path))
    planting.base_articles.cache_clear()


def test_every_member_but_the_first_copies_one_that_was_there() -> None:
    """A parent is earlier than its copies."""
    families = planting.planted_families(20, planting.ALL, seed=3)

    for family in families:
        assert [witness.parent for witness in family].count(-1) == 1 + sum(witness.lost >= 0 for witness in family)
        assert all(family[witness.parent].time < witness.time for witness in family if witness.parent >= 0)


def test_the_same_seed_plants_the_same() -> None:
    """Figures can be told again."""
    once, again = (planting.planted_families(5, planting.ALL, seed=3) for _ in range(2))

    assert once == again


def test_noisy_clocks_hide_some_times_and_keep_others_near() -> None:
    """A time is that of a witness at most two ranks away, or nearly so, or missing."""
    (family,) = planting.planted_families(1, planting.PLAIN, seed=4)

    dated = planting.noisy_times(family, random.Random(1))

    times = sorted(witness.time for witness in family)
    ranks = [abs(times.index(time) - rank) for rank, time in enumerate(dated) if time != planting.MISSING]
    assert 0 < len(ranks) < len(family)
    assert max(ranks) <= 4


def test_parents_are_found_in_made_families() -> None:
    """The floor is far below the figures of the table, which are of real articles."""
    corpus = planting.corpus_of(planting.planted_families(40, planting.PLAIN, seed=5), seed=5)

    by_time = planting.score(corpus, corpus.infer(corpus.times(planting.true_times)))
    without = planting.score(corpus, corpus.infer(corpus.times(planting.hidden_times)))

    assert by_time.parent > 0.9
    assert without.parent > 0.75
