"""Families as a graph in GraphML (graphml.graphdrawing.org), which Gephi, yEd and networkx open.

A report is a node once, also where it belongs to several families: then these meet there. Edges run from the original
to the copy; where it is not known who was first, the attribute ``directed`` is false.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mediawire.reuse.family_tables import Listed, find_ends, one_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

NODE_KEYS = {
    "label": "string",
    "report": "string",
    "outlet": "string",
    "published": "string",
    "headline": "string",
    "families": "string",
    "role": "string",
    "certainty": "string",
}
EDGE_KEYS = {
    "family": "string",
    "directed": "boolean",
    "parent": "boolean",
    "equal_words": "long",
    "copy_from_original": "double",
    "original_in_copy": "double",
    "verbatim": "double",
    "weight": "double",
    "lag_seconds": "long",
}
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
NOT_IN_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
"""Code points that XML 1.0 does not allow."""

ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


def write_graphml(table: pa.Table, path: Path) -> None:
    """Write a table of the schema FAMILIES as one graph."""
    families = one_array(table["family"])
    members, edges = Listed.of(table["members"]), Listed.of(table["edges"])
    ids = members.values.field("id").dictionary_encode()
    nodes = ids.indices.to_numpy().astype(np.int64)
    with path.open("wb") as file:
        file.write(HEAD.encode())
        for kind, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
            for name, type_ in keys.items():
                row = f"<key id={quoteattr(f'{kind}_{name}')} for={quoteattr(kind)} attr.name={quoteattr(name)} "
                file.write(f"{row}attr.type={quoteattr(type_)}/>\n".encode())
        file.write(b'<graph id="families" edgedefault="directed">\n')
        file.write(_text_of(_nodes(members, nodes, families)))
        file.write(_text_of(_edges(members, edges, nodes, families)))
        file.write(b"</graph>\n</graphml>\n")


def _nodes(members: Listed, nodes: NDArray[np.int64], families: pa.Array) -> pa.Array:
    """Return an element for each report; of its memberships the first that is no excerpt tells its role."""
    values = members.values
    passing = pc.is_in(values.field("role"), pa.array(["excerpt", "round-up"])).to_numpy(zero_copy_only=False)
    order = np.lexsort((np.arange(nodes.size), passing, nodes))
    chosen = order[np.flatnonzero(np.diff(nodes[order], prepend=-1))]
    sizes = np.bincount(nodes)
    names = families.take(pa.array(members.rows[np.argsort(nodes, kind="stable")]))
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)]).astype(np.int32)
    held = pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets), names), "; ")
    taken = {
        name: values.field(name).take(pa.array(chosen)) for name in ("id", "outlet", "headline", "role", "certainty")
    }
    times = values.field("published").take(pa.array(chosen)).cast(pa.timestamp("s", tz="UTC"), safe=False)
    columns = {
        "label": pc.coalesce(taken["headline"], taken["id"]),
        "report": taken["id"],
        "outlet": taken["outlet"],
        "published": pc.strftime(times, format="%Y-%m-%dT%H:%M:%SZ"),
        "headline": taken["headline"],
        "families": held,
        "role": taken["role"],
        "certainty": taken["certainty"],
    }
    numbers = pa.array(np.arange(chosen.size)).cast(pa.large_string())
    return _elements("node", [('<node id="n', numbers), ('">', None)], columns)


def _edges(members: Listed, edges: Listed, nodes: NDArray[np.int64], families: pa.Array) -> pa.Array:
    """Return an element for each edge."""
    values = edges.values
    ends = nodes[find_ends(members, edges, np.arange(len(values)))]
    source, target = (pa.array(ends[:, side]).cast(pa.large_string()) for side in (0, 1))
    plain = [name for name in EDGE_KEYS if name not in ("family", "weight")]
    columns = {name: values.field(name) for name in plain}
    columns |= {"family": families.take(pa.array(edges.rows)), "weight": values.field("copy_from_original")}
    numbers = pa.array(np.arange(len(values))).cast(pa.large_string())
    head = [('<edge id="e', numbers), ('" source="n', source), ('" target="n', target), ('">', None)]
    return _elements("edge", head, {name: columns[name] for name in EDGE_KEYS})


def _elements(kind: str, head: list[tuple[str, pa.Array | None]], columns: dict[str, pa.Array]) -> pa.Array:
    """Put elements together, a line each; what is not known is left out."""
    pieces: list[pa.Array | pa.Scalar] = []
    for mark, column in head:
        pieces += [_scalar(mark)] + ([column] if column is not None else [])
    for name, column in columns.items():
        data = pc.binary_join_element_wise(
            _scalar(f'<data key="{kind}_{name}">'), _escaped(column), _scalar("</data>"), _scalar("")
        )
        pieces.append(pc.fill_null(data, ""))
    return pc.binary_join_element_wise(*pieces, _scalar(f"</{kind}>\n"), _scalar(""))


def _escaped(column: pa.Array) -> pa.Array:
    """Return values as text that may stand in XML."""
    if not pa.types.is_string(column.type):
        return column.cast(pa.large_string())
    text = pc.replace_substring_regex(column.cast(pa.large_string()), NOT_IN_XML, "\ufffd")
    for mark, escape in ESCAPES:
        text = pc.replace_substring(text, mark, escape)
    return text


def _scalar(text: str) -> pa.Scalar:
    return pa.scalar(text, pa.large_string())


def _text_of(lines: pa.Array) -> bytes:
    """Return strings one after the other: how an array keeps them."""
    offsets = np.frombuffer(lines.buffers()[1], np.int64, len(lines) + 1, lines.offset * 8)
    data = lines.buffers()[2]
    return bytes(memoryview(data)[offsets[0] : offsets[-1]]) if data is not None else b""
