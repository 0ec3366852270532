from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.reuse.derivation import step, weigh_depth, weigh_derivation
from mediawire.reuse.measures import Measures

SHARES = st.floats(0.0, 1.0)


def figures(share: float, longest_run: int, long_runs: float = 0.0, together: float = 0.5) -> Measures:
    """Return the figures of a copy of 2,000 letters."""
    return Measures(2000, 2000, share, 0.05, share, longest_run, long_runs, together, together / 2, 0.1)


def test_nearly_everything_shared_is_wholly_derived() -> None:
    """A copy that shares nearly all its letters is wholly derived, and that surely."""
    likelihood = weigh_derivation(figures(0.95, 500, 0.9, 0.95))

    assert likelihood.ranked[0] == (likelihood.wholly, "wholly")
    assert likelihood.wholly >= 0.99
    assert likelihood.rule.startswith("0.90 of the copy in long runs")


def test_what_stands_nowhere_together_is_not_derived() -> None:
    """Pieces scattered over the original are the language's, not the original's."""
    likelihood = weigh_derivation(figures(0.3, 15, 0.0, 0.08))

    assert likelihood.ranked[0][1] == "none"
    assert likelihood.rule == "so little stands together in one place: 0.08 < 0.115"


def test_a_run_longer_than_any_phrase_is_copying() -> None:
    """However little of the copy it is, a run of two hundred letters came from somewhere."""
    likelihood = weigh_derivation(figures(0.15, 240, 0.12, 0.08))

    assert likelihood.none <= 0.2
    assert "no common phrase is so long" in likelihood.rule


def test_at_the_same_share_a_longer_run_speaks_for_a_common_quotation() -> None:
    """Below the length at which a run is proof, it explains part of what is shared."""
    spread, in_one_run = weigh_derivation(figures(0.3, 20)), weigh_derivation(figures(0.3, 150))

    assert in_one_run.none > spread.none


@given(SHARES, st.integers(0, 2000), SHARES, SHARES)
def test_likelihoods_add_up(share: float, longest_run: int, long_runs: float, together: float) -> None:
    """Probabilities are never negative, add up to one, and are ranked."""
    measures = figures(share, longest_run, long_runs, together)

    likelihood = weigh_derivation(measures)
    depths = weigh_depth(measures)

    assert min(likelihood[:3]) >= 0
    assert sum(likelihood[:3]) == pytest.approx(1.0)
    assert likelihood.ranked == sorted(likelihood.ranked, key=lambda entry: -entry[0])
    assert min(depths.values()) >= 0
    assert sum(depths.values()) == pytest.approx(1.0)


@given(SHARES, SHARES, st.integers(0, 199))
def test_sharing_more_never_makes_a_copy_less_derived(one: float, other: float, longest_run: int) -> None:
    """With everything else alike, a larger share is more derived."""
    less, more = (weigh_derivation(figures(share, longest_run)) for share in sorted((one, other)))

    assert more.none <= less.none + 1e-12
    assert more.wholly >= less.wholly - 1e-12


def test_the_deeper_the_rewriting_the_less_is_left() -> None:
    """A near copy, a light rewrite and own words are told apart by their figures."""
    near = weigh_depth(Measures(900, 800, 0.98, 0.1, 0.98, 400, 0.9, 0.98, 0.9, 0.01))
    heavy = weigh_depth(Measures(900, 800, 0.5, 0.1, 0.42, 60, 0.1, 0.5, 0.2, 0.1))
    own = weigh_depth(Measures(900, 800, 0.25, 0.1, 0.12, 18, 0.0, 0.2, 0.04, 0.03))

    assert max(near, key=lambda depth: near[depth]) == "near copy"
    assert max(heavy, key=lambda depth: heavy[depth]) == "heavy rewrite"
    assert max(own, key=lambda depth: own[depth]) == "own words"


def test_a_step_bears_any_figure() -> None:
    """Figures beyond all measure give probabilities that are still between 0 and 1."""
    assert 0 < step((0.0, 1.0), (-1e9,)) < 1e-9
    assert 1 - 1e-9 < step((0.0, 1.0), (1e9,)) < 1
