"""The tree of a family: its layout, and the lines and words drawn from it."""

from __future__ import annotations

from dataclasses import replace

from mediawire.reuse.family import Family
from mediawire.view.tree import show_tree
from mediawire.view.tree_layout import DASHED, LAST_COLUMN, LEAVES_SHOWN, SOLID, lay_out, list_parent_edges
from tests.view.parsed import Page
from tests.view.press import write_chain, write_circle, write_edge, write_family, write_member, write_star


def test_children_stand_below_and_beside_their_parent() -> None:
    """The rows come in reading order: a report, what was taken from it, what was taken from that."""
    tree = lay_out(write_family())

    placed = [(row.node.member.id if row.node.member else "lost", row.column) for row in tree.rows]
    assert placed == [
        ("wire-204", 0),
        ("daily-77", 1),
        ("echo-1", 2),
        ("tide-5", 3),
        ("mina-2", 3),
        ("week-1", 2),
        ("coast-3", 1),
        ("coast-9", 2),
        ("blog-8", 2),
        ("lost", 0),
        ("isle-1", 1),
        ("isle-2", 1),
    ]
    assert tree.left_out == 0


def test_what_cannot_be_told_is_dashed() -> None:
    """A line to a child without a sure parent looks other than one with."""
    rows = {row.node.member.id: row for row in lay_out(write_family()).rows if row.node.member}

    assert rows["tide-5"].style == DASHED
    assert rows["daily-77"].style == SOLID
    assert rows["coast-9"].follows == DASHED
    assert rows["blog-8"].follows is None


def test_lines_run_past_what_hangs_from_earlier_children() -> None:
    """Between two children of one report stands all that was taken from the first; the line goes on beside it."""
    rows = {row.node.member.id: row for row in lay_out(write_family()).rows if row.node.member}

    assert rows["echo-1"].rails == ((0, SOLID),)
    assert rows["tide-5"].rails == ((0, SOLID), (1, SOLID))
    assert rows["blog-8"].rails == ()


def test_a_chain_of_any_length_stays_narrow() -> None:
    """Each copied the one before: two thousand reports stand below each other, and nothing recurses."""
    tree = lay_out(write_chain(2_000), most=5_000)

    assert len(tree.rows) == 2_000
    assert {row.column for row in tree.rows} == {0}
    assert all(row.origin == 0 for row in tree.rows[1:])


def test_a_bush_never_grows_wider_than_a_telephone() -> None:
    """Where reports were taken by several over and over, the last column holds the rest, and words name the parent."""
    members = [write_member("n0")]
    for at in range(1, 41):
        members += [
            write_member(f"n{at}", f"Outlet {at}", at, f"n{at - 1}"),
            write_member(f"s{at}", "Side", at, f"n{at - 1}"),
        ]
    family = Family("n0", None, tuple(members), ())

    tree = lay_out(family)

    assert max(row.column for row in tree.rows) == LAST_COLUMN
    assert tree.columns == LAST_COLUMN + 1
    assert "from <bdi lang='' dir=auto>Outlet 12</bdi>" in show_tree(family, {})


def test_very_many_copies_of_one_report_are_told_together() -> None:
    """A dozen are drawn, the rest is one row that counts them; none is lost."""
    tree = lay_out(write_star(2_000))

    assert len(tree.rows) == 1 + LEAVES_SHOWN + 1
    assert len(tree.rows[-1].folded) == 2_000 - 1 - LEAVES_SHOWN
    assert tree.left_out == 0
    assert "1,987 more reports" in show_tree(write_star(2_000), {})


def test_what_is_not_drawn_is_counted() -> None:
    """A tree that is cut says how many reports it leaves out."""
    tree = lay_out(write_chain(50), most=20)

    assert len(tree.rows) == 20
    assert tree.left_out == 30


def test_a_circle_of_parents_is_cut_and_said() -> None:
    """A mistake in the lineage neither hangs the page nor hides a report."""
    family = write_circle()

    tree = lay_out(family)

    shown = [row.node.member.id for row in tree.rows if row.node.member]
    assert sorted(shown) == ["a", "b", "c", "d", "e"]
    assert [row.node.member.id for row in tree.rows if row.node.is_circular and row.node.member] == ["a", "d"]
    assert "taken from it in turn" in show_tree(family, {})


def test_a_parent_that_is_not_in_the_family_is_an_empty_ring() -> None:
    """Lost parents and unknown ones have a row of their own, and their children hang from it."""
    page = Page(show_tree(write_family(), {}))

    assert "Lost parent" in page.text["i"]
    assert "lost" in page.values("class")
    assert "not here" in show_tree(write_circle(), {})


def test_the_changed_words_stand_on_the_line() -> None:
    """Three changes at most, struck out and underlined, then how many more, as a link to all."""
    page = Page(show_tree(write_family(), {"echo-1": "m6"}))

    assert {"said", "Marta Lund", "on Tuesday"} <= set(page.text["del"])
    assert {"stated", "Martha Lund", "reportedly"} <= set(page.text["ins"])
    assert "rather" not in page.text["del"]
    assert "#m6c" in page.values("href")
    assert "and 2 more" in page.text["a"]


def test_an_undirected_edge_is_read_from_the_parent() -> None:
    """Where nobody knows who was first, the edge may run against the lineage: then what came has gone."""
    members = (write_member("b", "South", 0), write_member("a", "North", None, "b", certainty="cannot tell"))
    edge = replace(write_edge("a", "b", ("old", "new"), minutes=None), is_directed=False)

    edges = list_parent_edges(Family("a", None, members, (edge,)))

    assert list(edges) == [("b", "a")]
    assert [(change.from_, change.to) for change in edges["b", "a"].changes] == [("new", "old")]
    assert edges["b", "a"].copy_from_original == edge.original_in_copy


def test_an_empty_family_has_an_empty_tree() -> None:
    """Nothing to draw is no reason to fail."""
    tree = lay_out(Family("none", None, (), ()))

    assert tree.rows == ()
    assert tree.left_out == 0
