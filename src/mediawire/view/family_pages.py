"""Writes the families of a corpus as pages: an index with the figures, the matrix of outlets, and a page a family.

A corpus of a million reports has tens of thousands of families: the largest get a page, all are counted, and the index
says how many more stand in the tables. Families are read once, one after the other, and only the largest are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from html import escape
from pathlib import Path
from typing import Any

from mediawire.reuse.family import Family
from mediawire.view.family_page import name_family, read_style, render_family, show_time
from mediawire.view.markup import begin_document, show_foreign, show_table
from mediawire.view.naming import name_outlet, show_headline, show_outlet
from mediawire.view.outlet_matrix import show_bar, show_figures, show_matrix, show_pairs
from mediawire.view.times import tell_lag
from mediawire.view.traffic import SIZES, Traffic
from mediawire.view.words import count, percent

PAGES = 200
FASTEST_SHOWN = 15
MOST_COPIED_SHOWN = 8
FEWEST_COPIES = 3
"""An outlet with fewer timed copies than this is not ranked by speed: one lucky copy is no habit."""
ROWS_AT_ONCE = 1_000
PAGE_NAME = re.compile(r"family-\d{4,}\.html")
DEFAULT_HEADLINE = "Families of copies"


def write_family_pages(
    families: Iterable[Family] | Any, folder: str | Path, headline_of_corpus: str | None = None, pages: int = PAGES
) -> Path:
    """Write the pages of some families into a folder and return its index.

    ``families`` are values, or the table FAMILIES as Arrow holds it. The same families give the same bytes, in whatever
    order they come. Pages of an earlier run that are no longer true are taken away. An OSError is the caller's to tell.
    """
    traffic = Traffic()
    largest = nsmallest(pages, traffic.watch(read_families(families)), key=rank)
    folder = Path(folder)
    (folder / "families").mkdir(parents=True, exist_ok=True)
    written = set()
    for number, family in enumerate(largest, 1):
        path = folder / name_page(number)
        put(path, render_family(family))
        written.add(path.name)
    headline = headline_of_corpus or DEFAULT_HEADLINE
    put(folder / "outlets.html", render_outlets(traffic, headline))
    put(folder / "index.html", render_index(largest, traffic, headline))
    for path in (folder / "families").iterdir():
        if PAGE_NAME.fullmatch(path.name) and path.name not in written:
            path.unlink()
    return folder / "index.html"


def read_families(families: Iterable[Family] | Any) -> Iterator[Family]:
    """Yield families one after the other, from values or from a table, of which never more than some rows are open."""
    if not hasattr(families, "to_batches"):
        yield from families
        return
    for batch in families.to_batches(max_chunksize=ROWS_AT_ONCE):
        yield from map(Family.of_row, batch.to_pylist())


def rank(family: Family) -> tuple[int, str]:
    """Order families: the largest first, then by name."""
    return -len(family), family.id


def name_page(number: int) -> str:
    """Return the path of a family's page, by its rank."""
    return f"families/family-{number:04}.html"


def put(path: Path, page: str) -> None:
    """Write a page aside and move it into place, so that none is ever half written."""
    aside = path.with_name(path.name + ".part")
    aside.write_bytes(page.encode("utf-8", "replace"))
    aside.replace(path)


def render_index(largest: list[Family], traffic: Traffic, headline: str) -> str:
    """Return the index as HTML: the figures, the families, the fastest outlets."""
    figures = list_figures(traffic)
    shown = "".join(f"<li><b>{number}</b> {words}</li>\n" for number, words in figures)
    return "".join(
        (
            begin_document(headline, read_style()),
            "<body>\n<a class=skip href='#families'>Skip to the families</a>\n<header class=masthead>\n"
            "<p class=kicker>mediawire <span>Who copies whom, how fast, and what do they change?</span></p>\n"
            f"<h1>{show_foreign(headline, limit=120)}</h1>\n</header>\n<main>\n"
            f"<ul class='figures row-of-figures'>\n{shown}</ul>\n<div class=two>\n",
            f"<div>{show_sizes(traffic)}{show_most_copied(traffic)}</div>\n",
            show_fastest(traffic),
            "</div>\n",
            show_families(largest, traffic),
            "</main>\n<footer>\n<p>A family is what goes back to one text, as verified word by word. A lag runs from "
            "the report something was taken from to the copy; the median is told. Copies within one outlet do not "
            "count between outlets.</p>\n</footer>\n</body>\n</html>\n",
        )
    )


def list_figures(traffic: Traffic) -> list[tuple[str, str]]:
    """List the figures of the corpus with what they count."""
    figures = [
        (f"{traffic.families:,}", "family of copies" if traffic.families == 1 else "families of copies"),
        (f"{traffic.all_reports:,}", "reports in them"),
        (f"{len(traffic.reports):,}", "outlets"),
    ]
    if traffic.all.lag is not None:
        figures.append((tell_lag(traffic.all.lag), "from report to copy (median)"))
    if traffic.all.verbatim is not None:
        figures.append((percent(traffic.all.verbatim), "of a copy is word for word (mean)"))
    if traffic.all.attributed is not None:
        figures.append((percent(traffic.all.attributed), "of copies name their source"))
    return [(escape(number), escape(words)) for number, words in figures]


def show_sizes(traffic: Traffic) -> str:
    """Draw how many families have how many reports."""
    most = max(traffic.sizes.values(), default=0)
    if not most:
        return ""
    counted = [(name, traffic.sizes[name]) for _, name in SIZES if traffic.sizes[name]]
    rows = "".join(
        f"<tr><th scope=row>{name}</th><td class=figure>{show_bar(number / most)}{number:,}</td></tr>\n"
        for name, number in counted
    )
    table = show_table("list sizes", ("Reports", "Families"), rows)
    return f"<section aria-labelledby=sizes>\n<h2 id=sizes>How large the families are</h2>\n{table}</section>\n"


def show_most_copied(traffic: Traffic) -> str:
    """List the outlets from which others took most, each with its number of copies."""
    ranked = [(giver, traffic.givers[giver]) for giver in traffic.rank_givers()[:MOST_COPIED_SHOWN]]
    if not ranked:
        return ""
    most = ranked[0][1]
    rows = "".join(
        f"<tr><th scope=row>{show_outlet(giver)}</th><td class=figure>{show_bar(number / most)}{number:,}</td></tr>\n"
        for giver, number in ranked
    )
    table = show_table("list sizes", ("Outlet", "Copies by others"), rows)
    return f"<section aria-labelledby=copied>\n<h2 id=copied>The most copied outlets</h2>\n{table}</section>\n"


def show_fastest(traffic: Traffic) -> str:
    """List the outlets that copy fastest, and point to the matrix."""
    ranked = traffic.rank_fastest(FEWEST_COPIES)
    rows = "".join(
        f"<tr><th scope=row data-label=Outlet>{show_outlet(outlet)}</th>{show_figures(flow)}</tr>\n"
        for outlet, flow in ranked[:FASTEST_SHOWN]
    )
    table = (
        show_table("list cards", ("Outlet", "Copies", "Median lag", "Word for word", "Name the source"), rows)
        if rows
        else f"<p class=sum>No outlet has {FEWEST_COPIES} copies whose lag is known.</p>\n"
    )
    return (
        "<section aria-labelledby=fastest>\n<h2 id=fastest>The fastest outlets</h2>\n"
        f"<p class=sum>With {FEWEST_COPIES} timed copies or more. "
        f"<a href='outlets.html'>Who copies whom: the matrix</a></p>\n{table}</section>\n"
    )


def show_families(largest: list[Family], traffic: Traffic) -> str:
    """List the largest families, each with a link to its page, and say how many more there are."""
    rows = "".join(show_family(number, family) for number, family in enumerate(largest, 1))
    left = traffic.families - len(largest)
    more = (
        f" {count(left, 'smaller family', 'smaller families')} more: the Parquet tables have them all."
        if left > 0
        else ""
    )
    which = "All of them" if left <= 0 else f"The {len(largest):,} largest"
    told = f"{which}, each with its page.{more}" if largest else "There is no family in this corpus."
    heads = ("Reports", "Outlets", "First report", "Outlet", "First seen", "Spread over")
    table = show_table("list cards families", heads, rows) if rows else ""
    return (
        "<section aria-labelledby=families>\n<h2 id=families tabindex=-1>The families</h2>\n"
        f"<p class=sum>{escape(told)}</p>\n{table}</section>\n"
    )


def show_family(number: int, family: Family) -> str:
    """Write a family as a row of the index."""
    outlets = {named for member in family if (named := name_outlet(member.outlet))}
    times = [member.published for member in family if member.published]
    first = next((member for member in family if member.role == "first"), family.members[0] if len(family) else None)
    spread = tell_lag(max(times) - min(times)) if len(times) > 1 else "not known"
    title = show_headline(name_family(family))
    return (
        f"<tr><td class=figure data-label=Reports>{len(family):,}</td>"
        f"<td class=figure data-label=Outlets>{len(outlets):,}</td>"
        f"<th scope=row data-label='First report'><a href='{name_page(number)}'>{title}</a></th>"
        f"<td data-label=Outlet>{show_outlet(first.outlet if first else None)}</td>"
        f"<td data-label='First seen'>{show_time(family.first_seen)}</td>"
        f"<td class=nowrap data-label='Spread over'>{spread}</td></tr>\n"
    )


def render_outlets(traffic: Traffic, headline: str) -> str:
    """Return the page of the outlets as HTML: the matrix, then the busiest pairs."""
    return "".join(
        (
            begin_document(f"Who copies whom: {headline}", read_style()),
            "<body>\n<header class=masthead>\n<p class=kicker><a href='index.html'>mediawire · all families</a> "
            f"<span>{show_foreign(headline, limit=120)}</span></p>\n<h1>Who copies whom</h1>\n</header>\n<main>\n"
            "<section aria-labelledby=matrix>\n<h2 id=matrix>The matrix of outlets</h2>\n",
            show_matrix(traffic),
            "</section>\n<section aria-labelledby=pairs>\n<h2 id=pairs>The busiest ways</h2>\n",
            show_pairs(traffic),
            "</section>\n</main>\n<footer>\n<p>Counted are copies whose parent is known to the lineage. The lag is the "
            "median; word for word is the mean share of a copy that stands in its parent in the same place; the share "
            "that names its source is of those copies in which that could be told.</p>\n</footer>\n</body>\n</html>\n",
        )
    )
