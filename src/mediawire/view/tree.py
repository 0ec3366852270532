"""Draws the tree of a family: who was taken from whom, with the changed words on the lines.

The lines are SVG beside each row and stretch with it; the words are text of the page, so that they wrap on a telephone
and can be read out. Dashed is what cannot be told; an empty ring is a parent that is not in the corpus.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from mediawire.reuse.family import Family, Member
from mediawire.view.markup import show_text
from mediawire.view.naming import list_outlets, show_changes, show_headline, show_id, show_outlet, tell_role
from mediawire.view.times import tell_lag
from mediawire.view.tree_layout import LAST_COLUMN, Node, Row, Tree, lay_out
from mediawire.view.words import count

STEP = 20
MIDDLE = 11
"""Where the lines of a column and the ring of a row stand, in pixels from its left and its top."""
BEND = 7
CHANGES_SHOWN = 3
CHANGE_LENGTH = 48


def show_tree(family: Family, anchors: Mapping[str, str]) -> str:
    """Write the tree as a list, one row a report; ``anchors`` say where more is told of a report, by id."""
    tree = lay_out(family)
    rows = "".join(show_row(row, tree, family.first_seen, anchors) for row in tree.rows)
    more = (
        f"<p class=sum>{count(tree.left_out, 'more report')} not drawn here; the table below has them all.</p>\n"
        if tree.left_out > 0
        else ""
    )
    return f"<ul class=tree>\n{rows}</ul>\n{more}"


def show_row(row: Row, tree: Tree, first_seen: datetime | None, anchors: Mapping[str, str]) -> str:
    """Write a row: the changed words on its line, then its ring and its report."""
    words = show_words(row, anchors)
    width = STEP * min(tree.columns, LAST_COLUMN + 1) + 2
    line = (
        f"<div class='on-line c{row.column}'>{draw(row, width, is_node=False)}<p>{words}</p></div>\n" if words else ""
    )
    root = " root" if row.parent is None else ""
    return (
        f"<li class='branch{root}'>\n{line}<div class='node c{row.column}'>{draw(row, width, is_node=True)}"
        f"{show_node(row, first_seen, anchors)}</div></li>\n"
    )


def show_words(row: Row, anchors: Mapping[str, str]) -> str:
    """Write the first changed words along a row's line; empty where none changed."""
    if row.edge is None or not row.edge.changes:
        return ""
    shown = show_changes(row.edge, CHANGES_SHOWN, CHANGE_LENGTH)
    more = len(row.edge.changes) - len(shown)
    anchor = anchors.get(row.edge.copy, "")
    link = f"<a href='#{anchor}c'>and {more:,} more</a>" if more > 0 and anchor else ""
    return "<span class=dot> · </span>".join([*shown, *([link] if link else [])])


def show_node(row: Row, first_seen: datetime | None, anchors: Mapping[str, str]) -> str:
    """Write what stands at a ring: a report, a lost parent, or reports told together."""
    if row.folded:
        told = count(len(row.folded), "more report")
        return (
            f"<p class=who><b>{told}</b> <span class=fact>taken from the same, passed on by no one</span></p>\n"
            f"<p class=names>{list_outlets(row.folded)}</p>"
        )
    member = row.node.member
    if member is None:
        return show_lost(row)
    anchor = anchors.get(member.id, "")
    link = f"<a href='#{anchor}'>{show_outlet(member.outlet)}</a>" if anchor else show_outlet(member.outlet)
    facts = [tell_when(member, first_seen), show_text(tell_role(member))]
    if row.parent is not None and row.origin is None:
        facts.append(f"from {name_node(row)}")
    if row.node.is_circular:
        facts.append("its parent was taken from it in turn: drawn without")
    is_same = member.headline is not None and row.parent is not None and has_headline(row.parent, member.headline)
    facts += ["same headline"] if is_same else []
    who = f"<p class=who><b>{link}</b> <span class=fact>{' · '.join(facts)}</span></p>\n"
    return who if is_same else f"{who}<p class=head>{show_headline(member.headline)}</p>"


def has_headline(node: Node, headline: str) -> bool:
    """Tell whether a report stood under a headline, blanks at its ends aside."""
    return node.member is not None and (node.member.headline or "").strip() == headline.strip() != ""


def show_lost(row: Row) -> str:
    """Write a parent of which no report is at hand."""
    why = "not in the corpus: what follows shares what no report here has"
    if row.node.missing is not None:
        why = f"named as parent, and not in this family: {show_id(row.node.missing)}"
    return f"<p class=who><b><i>Lost parent</i></b> <span class=fact>{why}</span></p>"


def name_node(row: Row) -> str:
    """Name a row's parent where no line shows it."""
    parent = row.parent.member if row.parent else None
    return show_outlet(parent.outlet) if parent else "the lost parent"


def tell_when(member: Member, first_seen: datetime | None) -> str:
    """Say how long after the first report of its family a report was seen."""
    if member.published is None or first_seen is None:
        return "time unknown"
    lag = member.published - first_seen
    return "first seen" if not lag else f"{'+' if lag.total_seconds() > 0 else ''}{tell_lag(lag)}"


def draw(row: Row, width: int, is_node: bool) -> str:
    """Draw the lines beside a row; they stretch with its height."""
    lines = [draw_down(column, style) for column, style in row.rails]
    if row.origin is not None:
        if not is_node:
            lines.append(draw_down(row.origin, row.style if row.follows is None else row.follows))
        else:
            lines += draw_arrival(row, row.origin)
    if is_node and row.below:
        lines.append(draw_down(row.column, row.below, MIDDLE))
    if is_node:
        lines.append(draw_ring(row))
    return f"<svg class=rails width={width} aria-hidden=true>{''.join(lines)}</svg>"


def draw_down(column: int, style: str, start: int = 0) -> str:
    """Draw a line down a column, to the end of the row."""
    x = MIDDLE + STEP * column
    return f"<line class={style} x1={x} x2={x} y1={start} y2='100%' />"


def draw_arrival(row: Row, origin: int) -> list[str]:
    """Draw the line that ends at a row's ring: straight down, or round a corner into the next column."""
    x, to = MIDDLE + STEP * origin, MIDDLE + STEP * row.column
    if x == to:
        return [f"<line class={row.style} x1={x} x2={x} y1=0 y2={MIDDLE} />"]
    past = [draw_down(origin, row.follows)] if row.follows else []
    bend = f"M{x} 0V{MIDDLE - BEND}Q{x} {MIDDLE} {x + BEND} {MIDDLE}H{to}"
    return [*past, f"<path class={row.style} d='{bend}' />"]


def draw_ring(row: Row) -> str:
    """Draw the sign of a row: full for a first report, a ring for a copy, a dashed ring for a lost parent."""
    x = MIDDLE + STEP * row.column
    if row.folded:
        return "".join(f"<circle class=copy cx={x} cy={MIDDLE + shift} r=2 />" for shift in (-4, 1, 6))
    member = row.node.member
    role = "lost" if member is None else member.role if member.role in ("first", "excerpt", "round-up") else "copy"
    if role == "round-up":
        return f"<rect class=round-up x={x - 5} y={MIDDLE - 5} width=10 height=10 />"
    if role == "excerpt":
        return f"<path class=excerpt d='M{x} {MIDDLE - 6}l6 6l-6 6l-6 -6z' />"
    return f"<circle class={role} cx={x} cy={MIDDLE} r=5 />"
