"""Families as flat tables, as a matrix of outlets, and as a graph."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mediawire.reuse.family_tables import (
    CHANGE_TABLE,
    EDGE_TABLE,
    FAMILY_TABLE,
    MEMBER_TABLE,
    OUTLET_TABLE,
    PASSAGE_TABLE,
    write_tables,
)
from mediawire.reuse.graphml import write_graphml
from mediawire.reuse.tables import FAMILIES

NOON = datetime(2025, 11, 22, 12, tzinfo=UTC)
PLACE = {"original_start": 0, "original_end": 4, "copy_start": 2, "copy_end": 6}
SPACE = "{http://graphml.graphdrawing.org/xmlns}"
SCHEMAS = {
    "families": FAMILY_TABLE,
    "members": MEMBER_TABLE,
    "edges": EDGE_TABLE,
    "passages": PASSAGE_TABLE,
    "changes": CHANGE_TABLE,
    "outlets": OUTLET_TABLE,
}


def member(id: str, outlet: str | None, role: str = "copy", named: bool | None = None, **other: Any) -> dict[str, Any]:
    """Make a member of a family."""
    plain = {"id": id, "outlet": outlet, "published": NOON, "headline": f"<{id}> & more", "words": 9, "role": role}
    told = {"start": 0, "end": 60, "certainty": "sure", "margin": 1.0, "own_words": 0, "shared_with_parent": 0}
    return {**plain, **told, "names_source": named, **other}


def edge(original: str, copy: str, lag: int | None, verbatim: float = 1.0, **other: Any) -> dict[str, Any]:
    """Make an edge that the lineage runs along."""
    shares = {"equal_words": 9, "copy_from_original": 0.5, "original_in_copy": 0.25, "verbatim": verbatim}
    changes = [{**PLACE, "from": "Oslo", "to": "Rome"}]
    plain = {"original": original, "copy": copy, "directed": True, "parent": True, "lag_seconds": lag}
    return {**plain, **shares, "passages": [PLACE, PLACE], "changes": changes, **other}


@pytest.fixture
def table() -> pa.Table:
    """Return two families that share a round-up."""
    one = [member("a", "Wire", "first"), member("b", "Echo", named=True), member("c", "Echo", named=False)]
    two = [member("d", "Wire", "first"), member("r", None, "round-up"), member("x", "Echo", "excerpt", named=False)]
    return pa.Table.from_pylist(
        [
            {
                "family": "a",
                "first_seen": NOON,
                "members": [*one, member("r", None, "round-up")],
                "edges": [edge("a", "b", 60), edge("a", "c", 120, 0.5), edge("b", "c", 60, parent=False)],
            },
            {
                "family": "d",
                "first_seen": None,
                "members": two,
                "edges": [edge("d", "r", 5), edge("d", "x", None, 0.0)],
            },
        ],
        FAMILIES,
    )


def read(table: pa.Table, folder: Path) -> dict[str, pa.Table]:
    """Write the tables and read them again."""
    write_tables(table, folder)
    return {path.stem: pq.read_table(path) for path in folder.iterdir()}


def test_the_tables_have_the_columns_that_are_documented(table: pa.Table, tmp_path: Path) -> None:
    """Six tables, of the schemas that the module states, also where there is nothing to tell."""
    schemas = [{name: flat.schema for name, flat in read(part, tmp_path).items()} for part in (table, table[:0])]

    assert schemas == [SCHEMAS, SCHEMAS]


def test_every_row_says_where_it_belongs(table: pa.Table, tmp_path: Path) -> None:
    """Members and edges carry their family, passages and changes their edge, too."""
    tables = read(table, tmp_path)

    assert tables["families"].to_pylist()[0] == {"family": "a", "first_seen": NOON, "members": 4, "edges": 3}
    assert tables["members"]["family"].to_pylist() == ["a"] * 4 + ["d"] * 3
    assert tables["edges"].select(["family", "copy"]).to_pylist()[3] == {"family": "d", "copy": "r"}
    assert tables["passages"]["copy"].to_pylist() == ["b", "b", "c", "c", "c", "c", "r", "r", "x", "x"]
    assert tables["changes"].to_pylist()[0] == {"family": "a", "original": "a", "copy": "b", **PLACE} | {
        "from": "Oslo",
        "to": "Rome",
    }


def test_the_matrix_tells_who_copies_whom(table: pa.Table, tmp_path: Path) -> None:
    """Copies along the lineage between outlets that are known: how many, how late, how faithful, how open about it."""
    outlets = read(table, tmp_path)["outlets"].to_pylist()

    (row,) = outlets
    assert (row["original_outlet"], row["copy_outlet"], row["copies"]) == ("Wire", "Echo", 3)
    assert (row["median_lag_seconds"], row["share_verbatim"]) == (90.0, 0.5)
    assert row["share_naming_source"] == pytest.approx(1 / 3)


def test_edges_without_direction_are_not_counted(table: pa.Table, tmp_path: Path) -> None:
    """Where it is not known who was first, nobody is said to copy."""
    rows = table.to_pylist()
    for family in rows:
        for held in family["edges"]:
            held["directed"] = False

    outlets = read(pa.Table.from_pylist(rows, FAMILIES), tmp_path)["outlets"]

    assert outlets.num_rows == 0


def test_a_slice_of_the_table_is_told_alone(table: pa.Table, tmp_path: Path) -> None:
    """Lists that begin in the middle of their values are read from there."""
    tables = read(table[1:], tmp_path)

    assert tables["members"]["id"].to_pylist() == ["d", "r", "x"]
    assert tables["changes"]["copy"].to_pylist() == ["r", "x"]


def test_the_graph_has_a_node_for_each_report(table: pa.Table, tmp_path: Path) -> None:
    """A round-up is one node in which its families meet; marks of XML in a headline are no marks."""
    write_graphml(table, tmp_path / "graph.xml")

    nodes = [told(element) for element in ElementTree.parse(tmp_path / "graph.xml").iter(f"{SPACE}node")]
    assert [node["node_report"] for node in nodes] == ["a", "b", "c", "r", "d", "x"]
    assert nodes[0]["node_headline"] == "<a> & more"
    assert nodes[0]["node_published"] == "2025-11-22T12:00:00Z"
    assert nodes[3]["node_families"] == "a; d"
    assert "node_outlet" not in nodes[3]


def test_the_graph_has_all_edges_between_nodes_that_are_there(table: pa.Table, tmp_path: Path) -> None:
    """From the original to the copy, with what they share."""
    write_graphml(table, tmp_path / "graph.xml")

    root = ElementTree.parse(tmp_path / "graph.xml").getroot()
    names = {node.get("id"): told(node)["node_report"] for node in root.iter(f"{SPACE}node")}
    edges = list(root.iter(f"{SPACE}edge"))
    assert [names[e.get("source")] + names[e.get("target")] for e in edges] == ["ab", "ac", "bc", "dr", "dx"]
    assert told(edges[1])["edge_lag_seconds"] == "120"
    assert told(edges[2])["edge_parent"] == "false"
    assert {data.get("key") for data in root.iter(f"{SPACE}data")} <= {
        key.get("id") for key in root.iter(f"{SPACE}key")
    }


def test_control_characters_do_not_break_the_graph(table: pa.Table, tmp_path: Path) -> None:
    """What XML may not hold is replaced, so that the file opens."""
    rows = table.to_pylist()
    rows[0]["members"][0]["headline"] = "bell \x07 & \x00 \ufffe"

    write_graphml(pa.Table.from_pylist(rows, FAMILIES), tmp_path / "graph.xml")

    first = next(ElementTree.parse(tmp_path / "graph.xml").iter(f"{SPACE}node"))
    assert told(first)["node_headline"] == "bell \ufffd & \ufffd \ufffd"


def told(element: ElementTree.Element) -> dict[str | None, str | None]:
    """Return the data of an element by key."""
    return {data.get("key"): data.text for data in element.iter(f"{SPACE}data")}
