"""Who copies whom: the figures, and the matrix that shows them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from mediawire.reuse.family import Family
from mediawire.view.outlet_matrix import SHADES, TAKERS_SHOWN, shade, show_matrix, show_pairs
from mediawire.view.traffic import Traffic
from tests.view.parsed import Page
from tests.view.press import HOSTILE, write_corpus, write_edge, write_family, write_member, write_star


def test_a_pair_has_count_median_lag_and_shares() -> None:
    """Three copies: the middle lag, the mean share word for word, and those that name the source of those known."""
    members = [
        write_member("w", "Wire"),
        *(write_member(f"c{at}", "Daily", at, "w", names_source=names) for at, names in enumerate((True, False, None))),
    ]
    edges = [
        replace(write_edge("w", f"c{at}", minutes=minutes), verbatim=verbatim)
        for at, (minutes, verbatim) in enumerate(((5, 0.5), (60, 1.0), (1_000, 0.9)))
    ]

    traffic = tally([Family("w", None, tuple(members), tuple(edges))])

    flow = traffic.pairs["Wire", "Daily"]
    assert (flow.copies, flow.lag, flow.verbatim, flow.attributed) == (3, timedelta(hours=1), pytest.approx(0.8), 0.5)


def test_what_is_not_known_is_not_zero() -> None:
    """No lag and no edge: the copy counts, its lag and shares do not."""
    members = (write_member("w", "Wire", None), write_member("c", "Daily", None, "w"))

    flow = tally([Family("w", None, members, ())]).pairs["Wire", "Daily"]

    assert (flow.copies, flow.lag, flow.verbatim, flow.attributed) == (1, None, None, None)


def test_copies_within_an_outlet_and_without_a_name_are_told_apart() -> None:
    """An outlet that takes from itself is no traffic; one without a name cannot stand in the matrix."""
    traffic = tally([write_family()])

    assert traffic.within == 1
    assert traffic.unknown == 1
    assert ("Coast & Country", "Coast & Country") not in traffic.pairs


def test_a_round_up_in_two_families_is_one_report() -> None:
    """It belongs to each, and was published once."""
    traffic = tally([write_family(), write_family()])

    assert traffic.families == 2
    assert traffic.all_reports == 2 * 10 + 1


def test_no_order_of_families_changes_a_figure() -> None:
    """The same corpus gives the same matrix, byte for byte."""
    families = write_corpus(60)
    turned = random.Random(3).sample(families, len(families))

    assert show_matrix(tally(families)) == show_matrix(tally(turned))
    assert show_pairs(tally(families)) == show_pairs(tally(turned))


def test_the_matrix_says_its_numbers_beside_its_shades() -> None:
    """Colour is never alone: each shaded cell holds how many, how fast, how literally and how openly."""
    page = Page(show_matrix(tally(write_corpus())))

    shaded = [value for value in page.values("class") if value in {f"h{step}" for step in range(1, SHADES + 1)}]
    titles = [title for title in page.values("title") if " from " in title]
    assert len(shaded) == len(titles) == len([text for text in page.text["b"] if text.isdecimal()])
    assert any("median lag" in title and "word for word" in title and "name the source" in title for title in titles)


def test_the_busiest_outlets_are_shown_and_the_rest_is_said() -> None:
    """A matrix of a thousand outlets nobody can read."""
    html = show_matrix(tally([write_star(200, f"s{at}") for at in range(3)]))

    page = Page(html)
    assert page.tags.count("tr") == 1 + TAKERS_SHOWN + 1
    assert "the busiest are shown, and the totals count all" in html


@pytest.mark.parametrize("most", [1, 2, 7, 1_000])
def test_more_copies_are_never_paler(most: int) -> None:
    """One copy has the first step where there is more than one, the most have the last."""
    steps = [shade(copies, most) for copies in range(1, most + 1)]

    assert steps == sorted(steps)
    assert steps[-1] == SHADES
    assert min(steps) == (1 if most > 1 else SHADES)


def test_an_outlet_cannot_break_out_of_the_matrix() -> None:
    """Markup and quotation marks in a name are text, also in the titles."""
    members = (write_member("a", HOSTILE), write_member("b", HOSTILE + "2", 5, "a"))
    traffic = tally([Family("a", None, members, ())])

    page = Page(show_matrix(traffic) + show_pairs(traffic))

    assert not {"script", "img"} & set(page.tags)
    assert not {"\u202e", "\x1b"} & set(page.shown + "".join(page.values("title")))


def test_an_empty_corpus_has_no_matrix() -> None:
    """Nothing to show is said."""
    assert "No copy" in show_matrix(tally([]))


def tally(families: list[Family]) -> Traffic:
    """Add up the figures of some families."""
    traffic = Traffic()
    for family in families:
        traffic.take_in(family)
    return traffic
