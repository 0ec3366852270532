"""``mediawire show``: shows a report as the corpus has it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from mediawire.commands.arguments import add_corpus
from mediawire.commands.shell import DONE, count, dump, is_terminal
from mediawire.errors import InputError
from mediawire.output import write_out

if TYPE_CHECKING:
    from mediawire.corpus.stored import StoredReport

TOLD = "show a report of a corpus"
ABOUT = """Show a report as the corpus has it: what is known of it, and its text as it was received. On a terminal,
characters that do not show themselves are marked; elsewhere the text is printed untouched."""


def lay_out(parser: argparse.ArgumentParser) -> None:
    """Lay out ``mediawire show``."""
    parser.add_argument("id", metavar="ID", help="the id of the report")
    add_corpus(parser)
    parser.add_argument("--version", metavar="N", type=count, dest="number", help="this version; by default the latest")
    parser.add_argument("--json", action="store_true", help="print the report as a line of JSON")
    parser.add_argument("--text", action="store_true", help="print the text alone")
    parser.set_defaults(verb=show, usage=parser.error)


def show(options: argparse.Namespace) -> int:
    """Print a report."""
    from mediawire import open_corpus

    with open_corpus(options.corpus, create=False) as corpus:
        report = corpus.get(options.id, options.number)
        known = len(corpus.versions(options.id)) if report is None else 0
    if report is None:
        told = f"has no version {options.number} in {options.corpus}, but {known:,}" if known else None
        raise InputError(options.id, told or f"is not in {options.corpus}")
    write_out(
        lay_out_json(report) if options.json else make_safe(report.text if options.text else lay_out_text(report))
    )
    return DONE


def lay_out_text(report: StoredReport) -> str:
    """Lay out a report for a person."""
    published = report.published.isoformat() if report.published else None
    version = f"{report.version} of {report.versions}" if report.versions > 1 else None
    known = {
        "id": report.id,
        "outlet": report.outlet,
        "published": published,
        "headline": report.headline,
        "url": report.url,
        "version": version,
    }
    head = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in known.items() if value)
    return f"{head}\n{report.text}\n"


def lay_out_json(report: StoredReport) -> str:
    """Lay out a report as a line of JSON that ``mediawire add`` reads."""
    published = report.published.isoformat() if report.published else None
    row = {"id": report.id, "outlet": report.outlet, "published": published, "headline": report.headline}
    row |= {"url": report.url, "text": report.text}
    return dump(row | {"version": report.version, "versions": report.versions}) + "\n"


def make_safe(text: str) -> str:
    """Mark what would take over a terminal; elsewhere nothing is changed."""
    if not is_terminal(sys.stdout):
        return text
    from mediawire.view.marks import make_visible

    return make_visible(text)
