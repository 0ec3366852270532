"""Passages come in the order in which a reader meets them."""

from __future__ import annotations

from typing import Any

from mediawire.report import Span
from mediawire.view.rows import Row, Run, cut_merged, cut_side, is_rewritten, order_rows

ORIGINAL = "alpha beta gamma delta"
COPY = "gamma new alpha Beta"


def passage(kind: str, original: Any, copy: Any, *edits: Any) -> dict[str, Any]:
    """Write a passage as the JSON has it."""
    return {"kind": kind, "original": original, "copy": copy, "edits": list(edits)}


def test_a_dropped_passage_stands_behind_what_preceded_it_in_the_original() -> None:
    """What is missing is shown where a reader would look for it."""
    passages = [
        passage("dropped", [16, 22], None),
        passage("kept", [0, 11], [10, 20]),
        passage("moved", [11, 16], [0, 5]),
        passage("inserted", None, [5, 10]),
    ]

    rows = order_rows(passages, ORIGINAL, COPY)

    assert [(row.number, row.kind) for row in rows.shown] == [
        (1, "moved"),
        (2, "dropped"),
        (3, "inserted"),
        (4, "kept"),
    ]


def test_what_is_dropped_before_all_else_comes_first() -> None:
    """The lost begin of an original opens the list."""
    rows = order_rows([passage("kept", [6, 10], [0, 4]), passage("dropped", [0, 6], None)], ORIGINAL, "beta")

    assert [row.kind for row in rows.shown] == ["dropped", "kept"]


def test_white_space_is_no_row_but_counted() -> None:
    """A passage without a letter is not shown, and the count says so."""
    rows = order_rows([passage("inserted", None, [0, 2]), passage("inserted", None, [2, 5])], "", "\n\nabc")

    assert (len(rows.shown), rows.blank) == (1, 1)


def test_an_empty_span_counts_as_no_side() -> None:
    """A tiling may give a dropped passage an empty place in the copy: it stands there."""
    rows = order_rows([passage("dropped", [0, 5], [3, 3]), passage("kept", [5, 8], [0, 3])], "lost.abc", "abcdef")

    assert [(row.kind, row.copy) for row in rows.shown] == [("kept", Span(0, 3)), ("dropped", None)]


def test_a_place_finds_its_row() -> None:
    """Findings can point to the passage in which they stand."""
    rows = order_rows([passage("kept", [0, 11], [10, 20]), passage("moved", [11, 16], [0, 5])], ORIGINAL, COPY)

    found = [rows.find("original", Span(start, start + 1)) for start in (0, 10, 11, 15, 16, 21)]

    assert [row and row.kind for row in found] == ["kept", "kept", "moved", "moved", None, None]


def test_the_runs_of_a_side_are_its_text() -> None:
    """Cutting a side loses nothing, and what only it has is marked."""
    edit = {"class": "case", "from": "beta", "to": "Beta", "original": [6, 10], "copy": [16, 20]}
    row = Row(1, "edited", Span(0, 11), Span(10, 20), (edit,))

    left, right = cut_side(row, ORIGINAL, "original"), cut_side(row, COPY, "copy")

    assert left == [Run("same", "alpha "), Run("gone", "beta"), Run("same", " ")]
    assert right == [Run("same", "alpha "), Run("come", "Beta")]


def test_merged_runs_replay_to_the_copy() -> None:
    """What stayed and what came, read in one stream, is the copy's part."""
    edits = (
        {"class": "case", "from": "beta", "to": "Beta", "original": [6, 10], "copy": [16, 20]},
        {"class": "deletion", "from": " ", "to": "", "original": [10, 11], "copy": [20, 20]},
    )
    row = Row(1, "edited", Span(0, 11), Span(10, 20), edits)

    runs = cut_merged(row, ORIGINAL)

    assert "".join(run.text for run in runs if run.tone != "gone") == COPY[10:20]
    assert [run.text for run in runs if run.tone == "gone"] == ["beta"]


def test_a_passage_with_little_in_common_is_read_apart() -> None:
    """Merging two sentences that share no word would be unreadable."""
    whole = {"class": "rewording", "from": "alpha beta", "to": "gamma new", "original": [0, 10], "copy": [0, 9]}

    rewritten = is_rewritten(Row(1, "edited", Span(0, 11), Span(0, 10), (whole,)), ORIGINAL)

    assert rewritten
