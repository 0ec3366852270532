"""The matrix of outlets as a table: who copies whom, how fast, how literally, how openly.

Shading says how many, and the number stands in each cell. Rows copy, columns are copied from; the busiest come first.
"""

from __future__ import annotations

import math
from html import escape

from mediawire.view.marks import make_visible
from mediawire.view.markup import show_table
from mediawire.view.naming import show_outlet
from mediawire.view.times import tell_lag
from mediawire.view.traffic import Flow, Traffic
from mediawire.view.words import count, percent, shorten

TAKERS_SHOWN = 24
GIVERS_SHOWN = 14
PAIRS_SHOWN = 100
SHADES = 6


def show_matrix(traffic: Traffic) -> str:
    """Write the matrix: the outlets that copy most, by those most copied from."""
    takers, givers = traffic.rank_takers()[:TAKERS_SHOWN], traffic.rank_givers()[:GIVERS_SHOWN]
    if not takers:
        return "<p class=sum>No copy whose outlet and whose source’s outlet are both known.</p>\n"
    most = max(flow.copies for flow in traffic.pairs.values())
    heads = "".join(f"<th scope=col><div>{show_outlet(giver, 24)}</div></th>" for giver in givers)
    rows = "".join(
        f"<tr><th scope=row>{show_outlet(taker, 24)}</th>"
        + "".join(show_cell(traffic, giver, taker, most) for giver in givers)
        + f"<td class=total>{traffic.takers[taker].copies:,}</td></tr>\n"
        for taker in takers
    )
    totals = "".join(f"<td class=total>{traffic.givers[giver]:,}</td>" for giver in givers)
    return (
        f"<p class=sum>{escape(tell_scope(traffic))}</p>\n"
        "<div class=wide tabindex=0 role=region aria-label='Matrix of outlets'><table class=matrix>\n"
        "<caption>Each row copied from the columns. In a cell: <b>how many</b> copies, the median lag, and in percent "
        "how much is word for word / how many name the source.</caption>\n"
        f"<thead><tr><td class=corner>copied by ↓ <span>from →</span></td>{heads}"
        "<th scope=col><div>all it took</div></th></tr></thead>\n"
        f"<tbody>\n{rows}</tbody>\n<tfoot><tr><th scope=row>all taken from it</th>{totals}"
        "<td class=total></td></tr></tfoot>\n"
        "</table></div>\n"
    )


def tell_scope(traffic: Traffic) -> str:
    """Say what the matrix counts and what it leaves out."""
    takers, givers = len(traffic.takers), len(traffic.givers)
    copies = count(sum(traffic.givers.values()), "copy", "copies")
    told = [f"{copies}: {count(takers, 'outlet')} took from {count(givers, 'outlet')}"]
    if takers > TAKERS_SHOWN or givers > GIVERS_SHOWN:
        told.append("the busiest are shown, and the totals count all")
    if traffic.within:
        told.append(f"{count(traffic.within, 'copy', 'copies')} within one outlet left out")
    if traffic.undirected:
        told.append(f"{count(traffic.undirected, 'copy', 'copies')} left out where nobody can tell who was first")
    if traffic.unknown:
        told.append(f"{count(traffic.unknown, 'copy', 'copies')} left out where an outlet is not known")
    return "; ".join(told) + "."


def show_cell(traffic: Traffic, giver: str, taker: str, most: int) -> str:
    """Write a cell: how many copies, the median lag, and all figures on hover."""
    if giver == taker:
        return "<td class=self aria-label='the same outlet'></td>"
    flow = traffic.pairs.get((giver, taker))
    if flow is None:
        return "<td></td>"
    title = escape(make_visible(f"{shorten(taker, 80)} from {shorten(giver, 80)}: {tell_flow(flow)}"))
    lag = tell_lag(flow.lag) if flow.lag is not None else "–"
    shares = " / ".join("–" if share is None else f"{100 * share:.0f}" for share in (flow.verbatim, flow.attributed))
    return (
        f"<td class=h{shade(flow.copies, most)} title='{title}'>"
        f"<b>{flow.copies:,}</b><small>{lag}</small><small>{shares}</small></td>"
    )


def shade(copies: int, most: int) -> int:
    """Return the step of shading, 1 to 6, on a scale of proportions: one copy has the first, the most have the last."""
    if copies >= most:
        return SHADES
    return 1 + int((SHADES - 1) * math.log(copies) / math.log(most))


def tell_flow(flow: Flow) -> str:
    """Say all figures of a pair in words."""
    told = [count(flow.copies, "copy", "copies")]
    told += [f"median lag {tell_lag(flow.lag)}"] if flow.lag is not None else []
    told += [f"{percent(flow.verbatim)} word for word"] if flow.verbatim is not None else []
    told += [f"{percent(flow.attributed)} name the source"] if flow.attributed is not None else []
    return ", ".join(told)


def show_pairs(traffic: Traffic) -> str:
    """Write the busiest pairs of outlets with all their figures."""
    ranked = traffic.rank_pairs()
    if not ranked:
        return ""
    rows = "".join(
        f"<tr><th scope=row data-label='Copied by'>{show_outlet(taker)}</th>"
        f"<td data-label=From>{show_outlet(giver)}</td>{show_figures(flow)}</tr>\n"
        for (giver, taker), flow in ranked[:PAIRS_SHOWN]
    )
    left = len(ranked) - PAIRS_SHOWN
    more = f"<p class=sum>… and {count(left, 'more pair')}.</p>\n" if left > 0 else ""
    heads = ("Copied by", "From", "Copies", "Median lag", "Word for word", "Name the source")
    return show_table("list cards", heads, rows) + more


def show_figures(flow: Flow) -> str:
    """Write the figures of a flow as cells, the shares with a bar."""
    lag = tell_lag(flow.lag) if flow.lag is not None else "not known"
    return (
        f"<td class=figure data-label=Copies>{flow.copies:,}</td><td class=figure data-label='Median lag'>{lag}</td>"
        f"<td class=figure data-label='Word for word'>{show_share(flow.verbatim)}</td>"
        f"<td class=figure data-label='Name the source'>{show_share(flow.attributed)}</td>"
    )


def show_share(share: float | None) -> str:
    """Write a share in percent, with a bar before it."""
    if share is None:
        return "not known"
    return f"{show_bar(share)}{percent(share)}"


def show_bar(share: float) -> str:
    """Draw a share as a bar; the figure beside it says the same."""
    return f"<svg class=bar aria-hidden=true><rect class=whole /><rect class=part width='{100 * share:.1f}%' /></svg>"
