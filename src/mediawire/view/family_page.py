"""One family as a page: how it spread in time, who was taken from whom, its reports, and what each copy changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

from mediawire.reuse.family import Edge, Family, Member
from mediawire.view.markup import begin_document, read_sheets, show_table, show_text
from mediawire.view.naming import (
    NAMES_SOURCE,
    WORD_LENGTH,
    has_parent,
    name_outlet,
    show_changes,
    show_headline,
    show_id,
    show_outlet,
)
from mediawire.view.timeline import show_timeline
from mediawire.view.times import tell_lag, tell_time
from mediawire.view.tree import show_tree
from mediawire.view.tree_layout import list_parent_edges, when
from mediawire.view.words import count, percent, shorten

CHANGES_LISTED = 60
EDGES_LISTED = 200
MEMBERS_LISTED = 200
FEW_MORE = 20
CHANGE_LENGTH = 160
TITLE_LENGTH = 120


def render_family(family: Family, way_back: str = "../index.html") -> str:
    """Return the page of a family as HTML."""
    members = sorted(family, key=when)
    anchors = {member.id: f"m{number}" for number, member in enumerate(members, 1)}
    title = name_family(family)
    return "".join(
        (
            begin_document(shorten(title, TITLE_LENGTH), read_style()),
            "<body>\n<a class=skip href='#reports'>Skip to the reports</a>\n<header class=masthead>\n"
            f"<p class=kicker><a href='{way_back}'>mediawire · all families</a> "
            "<span>Who was taken from whom?</span></p>\n"
            f"<h1 class=headline>{show_headline(title, TITLE_LENGTH)}</h1>\n<p class=deck>{tell_family(family)}</p>\n"
            "</header>\n<main>\n",
            f"<section aria-labelledby=time>\n<h2 id=time>How it spread</h2>\n{show_timeline(family)}</section>\n",
            f"<section aria-labelledby=tree>\n<h2 id=tree>Who was taken from whom</h2>\n{show_legend()}"
            f"{show_tree(family, anchors)}</section>\n",
            show_members(members, anchors),
            show_edges(family, members, anchors),
            "</main>\n<footer>\n<p>On a line stands what the copy changed in the words it shares with its parent: "
            "struck out what it lacks, underlined what it adds. A time is what the report carried; it may be wrong. "
            f"Family {show_id(family.id)}.</p>\n</footer>\n</body>\n</html>\n",
        )
    )


def read_style() -> str:
    """Return the style sheet that every page of families carries."""
    return read_sheets("sheet", "families")


def name_family(family: Family) -> str:
    """Name a family by the headline of its first report, else of the earliest that has one."""
    ordered = sorted(family, key=lambda member: (member.role != "first", when(member)))
    return next((member.headline.strip() for member in ordered if member.headline and member.headline.strip()), "")


def tell_family(family: Family) -> str:
    """Say in two sentences how large a family is, when it was first seen, and how many name their source."""
    outlets = {named for member in family if (named := name_outlet(member.outlet))}
    told = (
        f"{count(len(family), 'report')} at {count(len(outlets), 'outlet')}"
        if outlets
        else count(len(family), "report")
    )
    seen = (
        f", first seen {tell_time(family.first_seen)}."
        if family.first_seen
        else "; when it was first seen is not known."
    )
    judged = [member for member in family if member.names_source is not None and has_parent(member)]
    naming = sum(bool(member.names_source) for member in judged)
    credit = f" {naming:,} of {count(len(judged), 'copy', 'copies')} name their source." if judged else ""
    return escape(told + seen + credit)


def show_legend() -> str:
    """Explain the signs of the tree, each beside its word."""
    signs = (
        ("<circle class=first cx=11 cy=9 r=5 />", "first"),
        ("<circle class=copy cx=11 cy=9 r=5 />", "copy"),
        ("<path class=excerpt d='M11 3l6 6l-6 6l-6 -6z' />", "excerpt"),
        ("<rect class=round-up x=6 y=4 width=10 height=10 />", "round-up"),
        ("<circle class=lost cx=11 cy=9 r=5 />", "not in the corpus"),
        ("<line class=solid x1=1 x2=21 y1=9 y2=9 />", "taken from"),
        ("<line class=dashed x1=1 x2=21 y1=9 y2=9 />", "cannot tell"),
    )
    return (
        "<p class=legend>"
        + " ".join(f"<span><svg width=22 height=18 aria-hidden=true>{sign}</svg> {word}</span>" for sign, word in signs)
        + "</p>\n"
    )


def show_members(members: Sequence[Member], anchors: Mapping[str, str]) -> str:
    """List all reports of a family in the order of time."""
    by_id = {member.id: member for member in members}
    rows = [show_member(number, member, by_id, anchors) for number, member in enumerate(members, 1)]
    heads = ("", "Outlet", "Headline", "Published", "Role", "Taken from", "How sure", "Names the source")
    listed = MEMBERS_LISTED if len(rows) > MEMBERS_LISTED + FEW_MORE else len(rows)
    table = show_table("list cards members", heads, "".join(rows[:listed]))
    if rows[listed:]:
        rest = show_table("list cards members", heads, "".join(rows[listed:]))
        table += f"<details><summary>{count(len(rows) - listed, 'more report')}</summary>\n{rest}</details>\n"
    return f"<section aria-labelledby=reports>\n<h2 id=reports tabindex=-1>The reports</h2>\n{table}</section>\n"


def show_member(number: int, member: Member, by_id: Mapping[str, Member], anchors: Mapping[str, str]) -> str:
    """Write a report as a row."""
    is_child = has_parent(member)
    sure = show_text(shorten(member.certainty, WORD_LENGTH))
    cells = (
        ("Outlet", show_outlet(member.outlet)),
        ("Headline", f"{show_headline(member.headline)}<br>{show_id(member.id)}"),
        ("Published", show_time(member.published)),
        ("Role", show_text(shorten(member.role, WORD_LENGTH))),
        ("Taken from", show_parent(member, by_id, anchors)),
        ("How sure", f"{sure} <span class=margin>margin {percent(member.margin)}</span>" if is_child else "–"),
        ("Names the source", NAMES_SOURCE[member.names_source] if is_child else "–"),
    )
    written = "".join(f"<td data-label='{label}'>{cell}</td>" for label, cell in cells)
    return f"<tr id=m{number}><td class=number>{number}</td>{written}</tr>\n"


def show_time(time: datetime | None) -> str:
    """Write a time; its day and its hour stay together."""
    if time is None:
        return "not known"
    return " ".join(f"<span class=nowrap>{part}</span>" for part in tell_time(time).split(", "))


def show_parent(member: Member, by_id: Mapping[str, Member], anchors: Mapping[str, str]) -> str:
    """Name the report from which one was taken, as a link to its row."""
    if member.parent is None:
        return "a lost parent" if member.lost_parent is not None else "–"
    parent = by_id.get(member.parent)
    if parent is None:
        return f"not in this family: {show_id(member.parent)}"
    number = anchors[parent.id]
    return f"<a href='#{number}'>{show_outlet(parent.outlet)}</a> <span class=number>({number[1:]})</span>"


def show_edges(family: Family, members: Sequence[Member], anchors: Mapping[str, str]) -> str:
    """List what was changed along each edge, in the order of the reports above."""
    edges = list_parent_edges(family)
    by_id = {member.id: member for member in members}
    told = [
        (by_id[member.parent], member, edge)
        for member in members
        if member.parent in by_id and (edge := edges.get((member.parent, member.id)))
    ]
    changed = [each for each in told if each[2].changes]
    if not told:
        return ""
    same = len(told) - len(changed)
    unchanged = (
        "1 copy changes no word of what it shares" if same == 1 else f"{same:,} copies change no word they share"
    )
    alike = f" {unchanged}." if same else ""
    left = len(changed) - EDGES_LISTED
    more = f"<p class=sum>… and {count(left, 'more copy', 'more copies')} with changes: all are in the tables.</p>\n"
    shown = "".join(show_edge(*each, anchors) for each in changed[:EDGES_LISTED])
    return (
        "<section aria-labelledby=changes>\n<h2 id=changes>What was changed on the way</h2>\n"
        f"<p class=sum>{count(len(changed), 'copy', 'copies')} with changed words.{alike}</p>\n{shown}"
        f"{more if left > 0 else ''}</section>\n"
    )


def show_edge(parent: Member, copy: Member, edge: Edge, anchors: Mapping[str, str]) -> str:
    """Write what one copy changed, change by change."""
    facts = [
        f"{percent(edge.copy_from_original)} of the copy comes from it",
        f"{percent(edge.verbatim)} word for word",
        f"{percent(edge.original_in_copy)} of it is in the copy",
    ]
    facts += [f"{tell_lag(edge.lag)} later"] if edge.lag else []
    lines = "".join(f"<li>{line}</li>\n" for line in show_changes(edge, CHANGES_LISTED, CHANGE_LENGTH))
    left = len(edge.changes) - CHANGES_LISTED
    more = f"<p class=sum>… and {count(left, 'more change')}: all are in the tables.</p>\n" if left > 0 else ""
    mark = anchors[copy.id]
    return (
        f"<article class=edge id={mark}c>\n<h3><a href='#{mark}'>{show_outlet(copy.outlet)}</a> "
        f"<span>from <a href='#{anchors[parent.id]}'>{show_outlet(parent.outlet)}</a></span></h3>\n"
        f"<p class=fact>{escape(' · '.join(facts))}</p>\n<ul>\n{lines}</ul>\n{more}</article>\n"
    )
