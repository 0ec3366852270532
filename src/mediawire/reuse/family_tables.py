"""Families as flat tables in Parquet, which DuckDB, pandas or a spreadsheet can open; and who copies whom.

The columns are those of ``tables.py``, where they are explained; ``family`` is in each table what ties them together.
Passages and changes belong to the edge with the same ``family``, ``original`` and ``copy``. Times are UTC, positions
code points of the text as received, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from mediawire.reuse.tables import EDGE, FAMILIES, MEMBER, SPAN_FIELDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAME = FAMILIES.field("family")
ENDS = [EDGE.field("original"), EDGE.field("copy")]

FAMILY_TABLE = pa.schema(
    [NAME, FAMILIES.field("first_seen"), *(pa.field(n, pa.uint32()) for n in ("members", "edges"))]
)
"""A family a row: when it was first seen, how many members and edges it has."""

MEMBER_TABLE = pa.schema([NAME, *MEMBER])
"""A member a row; a round-up or an excerpt has one in each of its families."""

EDGE_TABLE = pa.schema([NAME, *(field for field in EDGE if field.name not in ("passages", "changes"))])
"""Two members that share passages a row."""

PASSAGE_TABLE = pa.schema([NAME, *ENDS, *SPAN_FIELDS])
"""A passage that two members share a row."""

CHANGE_TABLE = pa.schema([NAME, *ENDS, *EDGE.field("changes").type.value_type])
"""A change a row, on the edges that the lineage runs along."""

OUTLET_TABLE = pa.schema(
    [
        pa.field("original_outlet", pa.string(), nullable=False),
        pa.field("copy_outlet", pa.string(), nullable=False),
        pa.field("copies", pa.uint32(), nullable=False),
        pa.field("median_lag_seconds", pa.float64()),
        pa.field("share_verbatim", pa.float64(), nullable=False),
        pa.field("share_naming_source", pa.float64()),
    ]
)
"""An outlet that was copied from and one that copied a row: both may be the same, whose later versions these are then.

Counted are the edges that the lineage runs along and of which it is known who was first. ``share_verbatim`` is the mean
share of the copies' words that stand in the original, ``share_naming_source`` the share of copies that name the outlet
they were taken from. The lag is unknown where no copy has both times.
"""


def write_tables(table: pa.Table, folder: Path) -> None:
    """Write a table of the schema FAMILIES as families, members, edges, passages, changes and outlets, in Parquet."""
    for name, flat in flatten(table).items():
        pq.write_table(flat, folder / f"{name}.parquet", compression="zstd")


def flatten(table: pa.Table) -> dict[str, pa.Table]:
    """Return the flat tables by name."""
    families = one_array(table["family"])
    members, edges = Listed.of(table["members"]), Listed.of(table["edges"])
    passages, changes = (Listed.of(edges.values.field(name)) for name in ("passages", "changes"))
    edge_names = {"family": families.take(pa.array(edges.rows)), **_fields(edges.values)}
    of_edges = {name: edge_names[name] for name in ("family", "original", "copy")}
    flat = {
        "families": _table(
            FAMILY_TABLE,
            {"family": families, "first_seen": table["first_seen"], "members": members.counts, "edges": edges.counts},
        ),
        "members": _table(MEMBER_TABLE, {"family": families.take(pa.array(members.rows)), **_fields(members.values)}),
        "edges": _table(EDGE_TABLE, edge_names),
    }
    for name, listed, schema in (("passages", passages, PASSAGE_TABLE), ("changes", changes, CHANGE_TABLE)):
        taken = {key: column.take(pa.array(listed.rows)) for key, column in of_edges.items()}
        flat[name] = _table(schema, {**taken, **_fields(listed.values)})
    return {**flat, "outlets": count_outlets(members, edges)}


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """A column of lists: ``rows`` says in whose list each of the ``values`` stands, ``counts`` how long each is."""

    rows: NDArray[np.int64]
    values: pa.StructArray
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, column: pa.ChunkedArray | pa.ListArray) -> Listed:
        """Take the values out of their lists."""
        lists = one_array(column)
        counts = np.diff(lists.offsets.to_numpy())
        return cls(np.repeat(np.arange(len(lists)), counts), lists.flatten(), counts)


def count_outlets(members: Listed, edges: Listed) -> pa.Table:
    """Count which outlet copies from which, after how long, how faithfully, and whether it says so."""
    chosen = np.flatnonzero(_numbers(edges.values, "parent") & _numbers(edges.values, "directed"))
    ends = find_ends(members, edges, chosen)
    outlets = members.values.field("outlet").dictionary_encode()
    code = outlets.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    names = outlets.dictionary.to_pylist()
    order = {name: rank for rank, name in enumerate(sorted(names))}
    ranks = np.array([order[name] for name in names] + [-1], np.int64)  # the last is what -1 points to
    sides = ranks[code[ends]]
    known = (sides >= 0).all(axis=1)
    chosen, copies = chosen[known], ends[known, 1]
    pairs, row = np.unique((sides[known, 0] << 32) | sides[known, 1], return_inverse=True)
    counts = np.bincount(row, minlength=pairs.size)
    naming = members.values.field("names_source").take(pa.array(copies))
    answered = naming.is_valid().to_numpy(zero_copy_only=False)
    named = naming.fill_null(False).to_numpy(zero_copy_only=False)
    asked = np.bincount(row[answered], minlength=pairs.size)
    verbatim = np.bincount(row, _numbers(edges.values, "verbatim")[chosen], pairs.size)
    by_rank = pa.array(sorted(names), pa.string())
    return _table(
        OUTLET_TABLE,
        {
            "original_outlet": by_rank.take(pa.array(pairs >> 32)),
            "copy_outlet": by_rank.take(pa.array(pairs & 0xFFFFFFFF)),
            "copies": counts,
            "median_lag_seconds": find_medians(
                row, edges.values.field("lag_seconds").take(pa.array(chosen)), pairs.size
            ),
            "share_verbatim": verbatim / np.maximum(1, counts),
            "share_naming_source": pa.array(
                np.bincount(row, named, pairs.size) / np.maximum(1, asked), mask=asked == 0
            ),
        },
    )


def find_ends(members: Listed, edges: Listed, chosen: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows of the members at both ends of some edges: (e, 2) int64, the original's first."""
    ids, originals, copies = members.values.field("id"), edges.values.field("original"), edges.values.field("copy")
    codes = pa.concat_arrays([ids, originals.take(pa.array(chosen)), copies.take(pa.array(chosen))]).dictionary_encode()
    numbers = codes.indices.to_numpy().astype(np.int64)
    keys = (members.rows << 32) | numbers[: len(ids)]
    order = np.argsort(keys, kind="stable")
    wanted = (edges.rows[chosen] << 32) | numbers[len(ids) :].reshape(2, -1)
    rows: NDArray[np.int64] = order[np.searchsorted(keys[order], wanted)].T
    return rows


def find_medians(groups: NDArray[np.int64], values: pa.Array, count: int) -> pa.Array:
    """Return the median of the values of each of so many groups; unknown where a group has none."""
    known = values.is_valid().to_numpy(zero_copy_only=False)
    numbers = values.drop_null().to_numpy().astype(np.float64)
    groups = groups[known]
    order = np.lexsort((numbers, groups))
    sizes = np.bincount(groups, minlength=count)
    firsts = np.cumsum(sizes) - sizes
    there = np.flatnonzero(sizes)
    medians = np.zeros(count)
    low, high = (order[firsts[there] + (sizes[there] - back) // 2] for back in (1, 0))
    medians[there] = (numbers[low] + numbers[high]) / 2
    return pa.array(medians, mask=sizes == 0)


def one_array(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Return a column as one array."""
    if not isinstance(column, pa.ChunkedArray):
        return column
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def _numbers(values: pa.StructArray, name: str) -> NDArray[Any]:
    found: NDArray[Any] = values.field(name).to_numpy(zero_copy_only=False)
    return found


def _fields(values: pa.StructArray) -> dict[str, pa.Array]:
    """Return the columns of a struct by name."""
    return dict(zip((field.name for field in values.type), values.flatten(), strict=True))


def _table(schema: pa.Schema, columns: dict[str, Any]) -> pa.Table:
    """Make a table of those columns that the schema names, in its types."""
    arrays = [columns[field.name] for field in schema]
    arrays = [array if isinstance(array, (pa.Array, pa.ChunkedArray)) else pa.array(array) for array in arrays]
    return pa.table([a.cast(f.type) for a, f in zip(arrays, schema, strict=True)], schema=schema)
