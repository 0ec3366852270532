"""The pages of families: an index, the outlets, and a page a family."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from mediawire.reuse.family import Family
from mediawire.reuse.tables import FAMILIES
from mediawire.view.family_page import MEMBERS_LISTED, name_family, render_family
from mediawire.view.family_pages import write_family_pages
from tests.view.parsed import assert_sound
from tests.view.press import (
    describe,
    write_chain,
    write_circle,
    write_corpus,
    write_family,
    write_hostile_family,
    write_member,
    write_star,
)

SILENT = Family("n0", None, tuple(write_member(f"n{at}", "", None, headline=None) for at in range(3)), ())
EMPTY = Family("none", None, (), ())


@pytest.mark.parametrize(
    "family",
    [
        write_family(),
        write_chain(50),
        write_circle(),
        write_hostile_family(),
        write_star(50),
        write_star(2_000, silent=range(0, 2_000, 3)),
        SILENT,
        EMPTY,
    ],
    ids=["newsroom", "chain", "circle", "hostile", "fifty", "two thousand", "silent", "empty"],
)
def test_every_family_has_a_sound_page(family: Family) -> None:
    """Closed, safe, fetching nothing, its links leading somewhere, whatever the family holds."""
    page = assert_sound(render_family(family), elsewhere=True)

    assert page.tags.count("h1") == 1
    assert page.tags.count("tr") >= 1 + len(family)
    assert [link for link in page.values("href") if not link.startswith("#")] == ["../index.html"]


def test_a_family_page_says_who_when_and_what_was_changed() -> None:
    """Time line, tree, reports and changes stand under their headings."""
    page = assert_sound(render_family(write_family()), elsewhere=True)

    assert page.text["h2"] == ["How it spread", "Who was taken from whom", "The reports", "What was changed on the way"]
    assert "11 reports at 9 outlets, first seen 5 March 2024, 12:00 UTC. 3 of 6 copies name their source." in page.shown
    assert {"a lost parent", "first", "copy", "excerpt", "round-up", "yes", "no"} <= set(page.text["td"])
    assert "rather" in page.text["del"]
    assert "2 copies change no word they share." in page.shown


def test_a_long_headline_is_cut_and_a_missing_one_is_said() -> None:
    """Ten thousand letters do not push the page aside, and none is not blank."""
    html = render_family(write_hostile_family())

    assert "x" * 500 not in html
    assert "no headline" in html
    assert "no headline" in render_family(SILENT)


def test_a_family_is_named_by_its_first_report_that_has_a_headline() -> None:
    """The first of a family may have none."""
    members = (
        write_member("a", headline=None),
        write_member("c", "C", 9, "a", headline="Later"),
        write_member("b", "B", 5, "a", headline=" Sooner "),
    )

    assert name_family(Family("a", None, members, ())) == "Sooner"


def test_very_many_reports_are_folded_not_lost() -> None:
    """Two thousand rows stand in the page, the later ones behind a fold."""
    html = render_family(write_star(2_000))

    assert f"{2_000 - MEMBERS_LISTED:,} more reports" in html
    assert html.count("<tr id=m") == 2_000


def test_the_index_counts_all_and_lists_the_largest(tmp_path: Path) -> None:
    """Three pages for ninety families, and the index says how many stand in the tables alone."""
    index = write_family_pages(write_corpus(90), tmp_path, "Harbour press", pages=3)

    page = assert_sound(index.read_text(encoding="utf-8"), elsewhere=True)
    assert page.text["b"][0] == "90"
    assert "87 smaller families more: the Parquet tables have them all." in page.shown
    assert sorted(path.name for path in (tmp_path / "families").iterdir()) == [
        f"family-000{number}.html" for number in (1, 2, 3)
    ]
    assert_sound((tmp_path / "outlets.html").read_text(encoding="utf-8"), elsewhere=True)


def test_every_link_between_pages_leads_somewhere(tmp_path: Path) -> None:
    """From the index to each family and to the outlets, and back."""
    write_family_pages([*write_corpus(10), write_hostile_family()], tmp_path)

    for path in tmp_path.rglob("*.html"):
        page = assert_sound(path.read_text(encoding="utf-8"), elsewhere=True)
        outward = [link for link in page.values("href") if not link.startswith("#")]
        assert outward
        assert all((path.parent / link).is_file() for link in outward)


def test_the_order_of_families_changes_no_byte(tmp_path: Path) -> None:
    """The same families give the same pages, from values or from the table, in any order."""
    rows = [describe(family) for family in (*write_corpus(30), write_family())]
    table = pa.Table.from_pylist(rows, schema=FAMILIES)
    turned = [Family.of_row(row) for row in reversed(table.to_pylist())]

    write_family_pages(turned, tmp_path / "values")
    write_family_pages(table, tmp_path / "table")

    assert read_folder(tmp_path / "values") == read_folder(tmp_path / "table")
    assert len(read_folder(tmp_path / "values")) == 31 + 2


def test_pages_that_are_no_longer_true_are_taken_away(tmp_path: Path) -> None:
    """A second run with fewer families leaves none of the first, and touches nothing else."""
    write_family_pages(write_corpus(5), tmp_path)
    (tmp_path / "families/notes.txt").write_text("mine", encoding="utf-8")

    write_family_pages(write_corpus(2), tmp_path)

    assert sorted(path.name for path in (tmp_path / "families").iterdir()) == [
        "family-0001.html",
        "family-0002.html",
        "notes.txt",
    ]


def test_an_empty_corpus_has_an_index(tmp_path: Path) -> None:
    """No family is a result, too."""
    index = write_family_pages([], tmp_path)

    page = assert_sound(index.read_text(encoding="utf-8"), elsewhere=True)
    assert "There is no family in this corpus." in page.shown


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
