"""Families as arrays -> rows of the table FAMILIES."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mediawire.reuse import edge_kernels
from mediawire.reuse.edges import Changes, Edges
from mediawire.reuse.family_kernels import UNKNOWN
from mediawire.reuse.grouping import CORE, EXCERPT, ROUND_UP, Grouping
from mediawire.reuse.lineage import Lineage
from mediawire.reuse.portions import Portion
from mediawire.reuse.tables import EDGE, FAMILIES, MEMBER, SPAN_FIELDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROLES = pa.array(["first", "copy", "excerpt", "round-up"])
FIRST, COPY, PASSAGE, PARTS = range(4)
CERTAINTIES = pa.array(["cannot tell", "likely", "sure"])
SECOND = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """All that is known of the families of a portion.

    ``spans``   (m, 2) int64   words of each member that belong to its family
    ``names``   (m,) int8      whether a member names its parent's outlet; -1 where it cannot be known
    """

    portion: Portion
    grouping: Grouping
    spans: NDArray[np.int64]
    lineage: Lineage
    edges: Edges
    changes: Changes
    names: NDArray[np.int8]


def make_rows(found: Findings) -> pa.Table:
    """Make a table of the schema FAMILIES, sorted by its first column."""
    members, edges = found.grouping.members, found.edges
    starts = np.flatnonzero(np.diff(members.family, prepend=-1))
    bounds = np.append(starts, len(members.report))
    edge_bounds = np.searchsorted(np.minimum(edges.links.a, edges.links.b), bounds)
    ids = found.portion.reports["id"].combine_chunks()
    times = np.where(found.portion.times == UNKNOWN, np.iinfo(np.int64).max, found.portion.times)
    first_seen = np.minimum.reduceat(times[members.report], starts)
    return pa.table(
        [
            ids.take(pa.array(members.family[starts])),
            _nullable(first_seen, first_seen == np.iinfo(np.int64).max, FAMILIES.field("first_seen").type),
            _listed(bounds, _make_members(found, ids), FAMILIES.field("members").type),
            _listed(edge_bounds, _make_edges(found, ids), FAMILIES.field("edges").type),
        ],
        schema=FAMILIES,
    )


def _make_members(found: Findings, ids: pa.Array) -> pa.StructArray:
    """Make the members of all families, one after the other."""
    reports, lineage, report = found.portion.reports, found.lineage, found.grouping.members.report
    rows = pa.array(report)
    taken = {name: reports[name].combine_chunks().take(rows) for name in ("outlet", "published", "headline")}
    span = _in_code_points(found)
    columns = {
        **taken,
        "id": ids.take(rows),
        "words": found.portion.sizes[report],
        "role": ROLES.take(pa.array(_roles(found))),
        "start": span[:, 0],
        "end": span[:, 1],
        "parent": ids.take(_nullable(report[np.maximum(lineage.parent, 0)], lineage.parent < 0, pa.int32())),
        "lost_parent": _nullable(lineage.lost_parent, lineage.lost_parent < 0, pa.uint32()),
        "certainty": CERTAINTIES.take(pa.array(lineage.certainty)),
        "margin": lineage.margin,
        "own_words": lineage.own_words,
        "shared_with_parent": lineage.shared_with_parent,
        "names_source": _nullable(found.names == 1, found.names < 0, pa.bool_()),
    }
    return _struct(columns, MEMBER)


def _roles(found: Findings) -> NDArray[np.int64]:
    """Return the role of each member as a row of ROLES."""
    lineage, kind = found.lineage, found.grouping.members.kind
    has_parent = (lineage.parent >= 0) | (lineage.lost_parent >= 0)
    return np.select([kind == EXCERPT, (kind == ROUND_UP), (kind == CORE) & has_parent], [PASSAGE, PARTS, COPY], FIRST)


def _in_code_points(found: Findings) -> NDArray[np.int64]:
    """Return the part of each member that belongs to its family: the whole text of one of the core."""
    members, words = found.grouping.members, found.portion.words
    lengths = pc.utf8_length(found.portion.reports["text"].combine_chunks()).to_numpy(zero_copy_only=False)
    spans = np.stack([np.zeros(members.report.size, np.int64), lengths[members.report].astype(np.int64)], axis=1)
    part = np.flatnonzero(members.kind != CORE)
    base = words.offsets[members.report[part]]
    spans[part, 0] = words.starts[base + found.spans[part, 0]]
    spans[part, 1] = words.ends[base + found.spans[part, 1] - 1]
    return spans


def _make_edges(found: Findings, ids: pa.Array) -> pa.StructArray:
    """Make the edges of all families, one after the other."""
    portion, links = found.portion, found.edges.links
    report = found.grouping.members.report
    original, copy = report[links.a], report[links.b]
    figures = np.empty((len(links), 3), np.int64)
    edge_kernels.measure_edges(links.block_offsets, links.blocks, figures)
    sizes, times = np.maximum(1, portion.sizes), portion.times
    unknown = (times[original] == UNKNOWN) | (times[copy] == UNKNOWN)
    columns = {
        "original": ids.take(pa.array(original)),
        "copy": ids.take(pa.array(copy)),
        "directed": found.edges.is_directed,
        "parent": found.edges.is_parent,
        "equal_words": figures[:, 0],
        "copy_from_original": np.minimum(figures[:, 0], figures[:, 2]) / sizes[copy],
        "original_in_copy": np.minimum(figures[:, 0], figures[:, 1]) / sizes[original],
        "verbatim": np.minimum(figures[:, 0], figures[:, 2]) / np.maximum(1, figures[:, 2]),
        "lag_seconds": _nullable((times[copy] - times[original]) // SECOND, unknown, pa.int64()),
        "passages": _listed(links.block_offsets, _make_passages(found, original, copy), EDGE.field("passages").type),
        "changes": _listed(found.changes.offsets, _make_changes(found.changes), EDGE.field("changes").type),
    }
    return _struct(columns, EDGE)


def _make_passages(found: Findings, original: NDArray[np.int32], copy: NDArray[np.int32]) -> pa.StructArray:
    """Make the passages of all edges, in code points."""
    words, links = found.portion.words, found.edges.links
    lengths = np.diff(links.block_offsets)
    a, b = (np.repeat(words.offsets[side], lengths) for side in (original, copy))
    places = [
        words.starts[a + links.blocks[:, 0]],
        words.ends[a + links.blocks[:, 1] - 1],
        words.starts[b + links.blocks[:, 2]],
        words.ends[b + links.blocks[:, 3] - 1],
    ]
    return _struct(dict(zip((field.name for field in SPAN_FIELDS), places, strict=True)), pa.struct(SPAN_FIELDS))


def _make_changes(changes: Changes) -> pa.StructArray:
    """Make the changes of all edges: places, and what stood and stands there."""
    ends = np.concatenate([np.zeros(1, np.int64), changes.ends.ravel()])
    both = pa.LargeStringArray.from_buffers(ends.size - 1, pa.py_buffer(ends), pa.py_buffer(changes.letters))
    texts = [both.take(pa.array(np.arange(side, ends.size - 1, 2))).cast(pa.string()) for side in (0, 1)]
    places = {field.name: changes.places[:, at] for at, field in enumerate(SPAN_FIELDS)}
    return _struct({**places, "from": texts[0], "to": texts[1]}, EDGE.field("changes").type.value_type)


def _struct(columns: dict[str, Any], kind: pa.StructType) -> pa.StructArray:
    """Make a struct of columns, each of the type that the struct wants."""
    fields = [kind.field(at) for at in range(kind.num_fields)]
    arrays = [_typed(columns[field.name], field.type) for field in fields]
    return pa.StructArray.from_arrays(arrays, fields=fields)


def _typed(column: Any, kind: pa.DataType) -> pa.Array:
    array = column if isinstance(column, (pa.Array, pa.ChunkedArray)) else pa.array(column)
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    return array if array.type == kind else array.cast(kind)


def _nullable(values: NDArray[Any], missing: NDArray[np.bool_], kind: pa.DataType) -> pa.Array:
    """Make an array in which some values are not there; what stands for them may not fit the type."""
    return pa.array(np.where(missing, np.zeros(1, values.dtype), values), mask=missing).cast(kind)


def _listed(offsets: NDArray[np.int64], values: pa.Array, kind: pa.ListType) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), values, type=kind)
