"""Who copies whom: the figures, and the matrix that shows them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pyarrow as pa
import pytest

from mediawire.reuse.family import Family
from mediawire.reuse.family_tables import flatten
from mediawire.reuse.tables import FAMILIES
from mediawire.view.family_pages import read_families
from mediawire.view.outlet_matrix import SHADES, TAKERS_SHOWN, shade, show_matrix, show_pairs
from mediawire.view.traffic import Flow, Traffic
from tests.view.parsed import Page
from tests.view.press import HOSTILE, describe, write_corpus, write_edge, write_family, write_member, write_star


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
    """Without times there is no lag, and without a judgement no share: neither is called 0."""
    members = (write_member("w", "Wire", None), write_member("c", "Daily", None, "w"))
    family = Family("w", None, members, (write_edge("w", "c", minutes=None),))

    flow = tally([family]).pairs["Wire", "Daily"]

    assert (flow.copies, flow.lag, flow.attributed) == (1, None, None)
    assert Flow().verbatim is None


def test_where_nobody_can_tell_who_was_first_nobody_is_said_to_copy() -> None:
    """An undirected edge is counted apart, and the matrix says how many there are."""
    members = (write_member("w", "Wire", None), write_member("c", "Daily", None, "w", certainty="cannot tell"))
    edge = replace(write_edge("w", "c", minutes=None), is_directed=False)

    traffic = tally([Family("w", None, members, (edge,)), write_family()])

    assert ("Wire", "Daily") not in traffic.pairs
    assert "1 copy left out where nobody can tell who was first" in show_matrix(traffic)


def test_the_matrix_agrees_with_the_table_of_outlets() -> None:
    """Who opens the Parquet file reads the figures of the page."""
    table = pa.Table.from_pylist([describe(family) for family in write_corpus(40)], schema=FAMILIES)
    rows = flatten(table)["outlets"].to_pylist()

    traffic = tally(list(read_families(table)))

    apart = {(row["original_outlet"], row["copy_outlet"]): row for row in rows}
    assert set(traffic.pairs) == {pair for pair in apart if pair[0] != pair[1]}
    for pair, flow in traffic.pairs.items():
        assert flow.copies == apart[pair]["copies"]
        assert (flow.lag and flow.lag.total_seconds()) == apart[pair]["median_lag_seconds"]
        assert flow.verbatim == pytest.approx(apart[pair]["share_verbatim"], abs=1e-6)
        assert flow.attributed == pytest.approx(apart[pair]["share_naming_source"])


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
    traffic = tally([Family("a", None, members, (write_edge("a", "b"),))])

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
