"""Lays out who was taken from whom as rows, one a report, with the lines that run past it. It draws nothing.

An only child stands straight below its parent; where a report was taken by several, they stand one column further in.
So a chain of any length stays narrow. A parent that is not in the corpus has a row of its own. Parents that run in a
circle, which no lineage should hold, are cut once and said to be. Nothing here recurses: a chain may be long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from mediawire.reuse.family import Change, Edge, Family, Member, SharedPassage

LAST_COLUMN = 8
LEAVES_SHOWN = 12
ROWS_SHOWN = 250
SOLID, DASHED = "solid", "dashed"
LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class Node:
    """A report, or a lost parent, with what was taken from it. ``missing`` is an id that the family does not hold."""

    member: Member | None
    lost: int | None = None
    missing: str | None = None
    is_circular: bool = False
    children: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the tree: its node, where it stands, and the lines beside it.

    ``rails``   the columns in which a line runs past the whole row, with its style
    ``origin``  the column from which its own line comes, and ``style`` that line's; none for a root
    ``follows`` the style of its parent's line where that goes on to further children; none where it ends here
    ``below``   the style of the line that leaves it downward; none where nothing was taken from it
    ``folded``  further reports that were taken from the same parent and passed on by no one, told in one row
    """

    node: Node
    column: int
    rails: tuple[tuple[int, str], ...] = ()
    origin: int | None = None
    style: str = SOLID
    follows: str | None = None
    below: str | None = None
    folded: tuple[Member, ...] = ()
    parent: Node | None = None
    edge: Edge | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """The rows that are shown, and how many reports are not."""

    rows: tuple[Row, ...]
    left_out: int
    columns: int


def lay_out(family: Family, most: int = ROWS_SHOWN) -> Tree:
    """Lay out a family's lineage, at most so many rows, the earliest root first."""
    edges = list_parent_edges(family)
    rows: list[Row] = []
    stack = [Row(root, 0) for root in reversed(plant(family))]
    while stack and len(rows) < most:
        row = stack.pop()
        below = branch(row, edges) if not row.folded else []
        rows.append(row if not below else begin_line(row, below))
        stack += reversed(below)
    left_out = len(family) - sum(len(row.folded) or (row.node.member is not None) for row in rows)
    return Tree(tuple(rows), left_out, 1 + max((row.column for row in rows), default=0))


def list_parent_edges(family: Family) -> dict[tuple[str, str], Edge]:
    """Return the edges along which the lineage runs, by parent and child; an undirected one may have to be turned."""
    parents = {member.id: member.parent for member in family}
    edges: dict[tuple[str, str], Edge] = {}
    for edge in family.edges:
        if not edge.is_parent:
            continue
        is_turned = parents.get(edge.copy) != edge.original and parents.get(edge.original) == edge.copy
        turned = turn(edge) if is_turned else edge
        edges[turned.original, turned.copy] = turned
    return edges


def turn(edge: Edge) -> Edge:
    """Return an edge seen from its other end: what came has gone."""
    return replace(
        edge,
        original=edge.copy,
        copy=edge.original,
        copy_from_original=edge.original_in_copy,
        original_in_copy=edge.copy_from_original,
        lag=None if edge.lag is None else -edge.lag,
        passages=tuple(SharedPassage(each.copy, each.original) for each in edge.passages),
        changes=tuple(Change(each.copy, each.original, each.to, each.from_) for each in edge.changes),
    )


def plant(family: Family) -> list[Node]:
    """Return the roots with all that hangs from them: firsts, lost parents, and whoever names an unknown parent."""
    nodes = {member.id: Node(member) for member in family}
    lost: dict[object, Node] = {}
    roots: list[Node] = []
    for member in sorted(family, key=when):
        node = nodes[member.id]
        if node.member is not member:
            continue
        if member.parent is not None and member.parent in nodes:
            nodes[member.parent].children.append(node)
        elif member.parent is not None:
            hang(lost, member.parent, Node(None, missing=member.parent), node, roots)
        elif member.lost_parent is not None:
            hang(lost, member.lost_parent, Node(None, lost=member.lost_parent), node, roots)
        else:
            roots.append(node)
    return [*roots, *cut_circles(nodes, roots)]


def hang(lost: dict[object, Node], key: object, parent: Node, child: Node, roots: list[Node]) -> None:
    """Hang a report below a parent that is not in the family; the first to do so makes it a root."""
    if key not in lost:
        lost[key] = parent
        roots.append(parent)
    lost[key].children.append(child)


def cut_circles(nodes: Mapping[str, Node], roots: Sequence[Node]) -> list[Node]:
    """Cut every circle of parents at its earliest report and return those reports as roots."""
    reached = reach(roots)
    cut: list[Node] = []
    for node in sorted(nodes.values(), key=lambda node: when(node.member)):
        if id(node) in reached or node.member is None:
            continue
        parent = nodes[node.member.parent or ""]
        parent.children = [child for child in parent.children if child is not node]
        node.is_circular = True
        cut.append(node)
        reached |= reach([node])
    return cut


def reach(roots: Sequence[Node]) -> set[int]:
    """Return which nodes hang from the given ones, by identity."""
    reached: set[int] = set()
    stack = list(roots)
    while stack:
        node = stack.pop()
        if id(node) not in reached:
            reached.add(id(node))
            stack += node.children
    return reached


def when(member: Member | None) -> tuple[datetime, str]:
    """Order reports by time; those without one come last."""
    if member is None:
        return LATEST, ""
    time = member.published or LATEST
    return time if time.tzinfo else time.replace(tzinfo=UTC), member.id


def branch(row: Row, edges: Mapping[tuple[str, str], Edge]) -> list[Row]:
    """Return the rows of a node's children; beyond a dozen, those that nobody took further are told in one row."""
    node = row.node
    leaves = [child for child in node.children if not child.children]
    folded = leaves[LEAVES_SHOWN:] if len(leaves) > LEAVES_SHOWN + 2 else []
    hidden = {id(child) for child in folded}
    shown = [child for child in node.children if id(child) not in hidden]
    styles = [style_of(child) for child in shown] + [SOLID] * bool(folded)
    column = row.column if len(styles) == 1 else min(row.column + 1, LAST_COLUMN)
    origin = row.column if row.column < column or len(styles) == 1 else None
    rows: list[Row] = []
    for at, style in enumerate(styles):
        rest = styles[at + 1 :]
        follows = (SOLID if SOLID in rest else DASHED) if rest and origin is not None else None
        rails = row.rails if row.follows is None or row.origin is None else (*row.rails, (row.origin, row.follows))
        child = shown[at] if at < len(shown) else Node(None)
        members = () if at < len(shown) else tuple(each.member for each in folded if each.member)
        edge = find_edge(node, child, edges)
        rows.append(Row(child, column, rails, origin, style, follows, None, members, node, edge))
    return rows


def begin_line(row: Row, below: Sequence[Row]) -> Row:
    """Let the line to its children leave a row."""
    if below[0].origin is None:
        return row
    style = SOLID if any(child.style == SOLID for child in below) else DASHED
    return replace(row, below=style)


def style_of(node: Node) -> str:
    """Draw with dashes what cannot be told."""
    return DASHED if node.member is not None and node.member.certainty == "cannot tell" else SOLID


def find_edge(parent: Node, child: Node, edges: Mapping[tuple[str, str], Edge]) -> Edge | None:
    """Return the edge along which a report was taken."""
    if parent.member is None or child.member is None:
        return None
    return edges.get((parent.member.id, child.member.id))
