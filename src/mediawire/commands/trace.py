"""``mediawire trace``: tells where texts come from."""

from __future__ import annotations

import argparse
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediawire.commands.arguments import add_corpus, add_reading, falls_on_input, keep_aside, read_time
from mediawire.commands.refusing import number_of, tell_refused
from mediawire.commands.shell import (
    DONE,
    FAILED,
    STANDARD,
    complain,
    count,
    dump,
    is_terminal,
    name_file,
    wants_color,
)
from mediawire.errors import MediawireError
from mediawire.output import write_aside, write_file, write_out

if TYPE_CHECKING:
    import pyarrow as pa

    from mediawire.corpus.corpus import Corpus
    from mediawire.corpus.refused import Refusals
    from mediawire.corpus.trace import Trace
    from mediawire.view.trace_page import Entry

TOLD = "where do these texts come from?"
ABOUT = """Say where texts come from: for each the smallest set of reports of the corpus that explains it, with the
passages, the evidence, and what remains unexplained. A text that is itself in the corpus, under the same id, is not
named as its own source."""
FILES = """texts, or files of reports as for `mediawire add`; - is standard input"""
MOST_ON_PAGE = 500
FIRST_WORDS = 8
FAULT = "text that could not be traced"

Row = dict[str, Any]
Traced = tuple[Row, "Trace"]


def lay_out(parser: argparse.ArgumentParser) -> None:
    """Lay out ``mediawire trace``."""
    parser.add_argument("files", nargs="+", metavar="FILE", type=name_file, help=FILES)
    add_corpus(parser)
    parser.add_argument("--json", action="store_true", help="print a line of JSON for each text")
    parser.add_argument(
        "--html",
        metavar="OUT",
        type=name_file,
        help="write the traces as one self-contained page; - prints it",
    )
    parser.add_argument(
        "--since", metavar="TIME", type=read_time, help="ask only reports published at this time or later"
    )
    parser.add_argument("--before", metavar="TIME", type=read_time, help="ask only reports published before this time")
    parser.add_argument("--all", action="store_true", help="of several texts, show those without a source, too")
    add_reading(parser, "default: they are only named")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours (default: auto)")
    parser.add_argument("--width", metavar="N", type=count, help="columns (default: those of the terminal)")
    parser.set_defaults(verb=trace, usage=parser.error)


def trace(options: argparse.Namespace) -> int:
    """Trace the texts of files one after another."""
    from mediawire import open_corpus
    from mediawire.corpus.readers import read_reports

    if options.json and options.html == STANDARD:
        options.usage("only one of --json and --html - can be printed")
    for name in ("refused", "html"):
        if falls_on_input(getattr(options, name), options.files):
            options.usage(f"--{name} {getattr(options, name)} would overwrite a file that is read")
    found: Counter[bool] = Counter()
    with open_corpus(options.corpus, create=False) as corpus, keep_aside(options.refused, None) as refused:
        batches = read_reports(options.files, refused, dict(options.field))
        traced = watch(trace_all(corpus, list_rows(batches), refused, options), options)
        show_all(corpus, tally(traced, found), options)
        if found.total() != 1 or refused.reasons:
            sum_up(found, refused)
    return FAILED if refused.reasons else DONE


def list_rows(batches: Iterable[pa.RecordBatch]) -> Iterator[Row]:
    """List the reports of batches one by one."""
    for batch in batches:
        yield from batch.to_pylist()


def trace_all(corpus: Corpus, rows: Iterable[Row], refused: Refusals, options: argparse.Namespace) -> Iterator[Traced]:
    """Trace one text after another; a fault of ours with one of them does not stop the others.

    An id that is nothing but a digest of the text names no report: the same text in the corpus is a source.
    """
    from mediawire.corpus.refused import Place
    from mediawire.corpus.rows import MADE_NAME

    for row in rows:
        try:
            asked = row | {"id": None} if row["id"].startswith(MADE_NAME) else row
            yield row, corpus.trace(asked, since=options.since, before=options.before)
        except (MediawireError, MemoryError):
            raise
        except Exception as error:
            if options.debug:
                raise
            refused.refuse(Place(row["id"]), FAULT, row, told=f"internal error: {type(error).__name__}: {error}")


def watch(traced: Iterable[Traced], options: argparse.Namespace) -> Iterator[Traced]:
    """Show how far a batch is, unless the traces themselves run by on the terminal."""
    from mediawire.progress import Progress

    runs_by = is_terminal(sys.stdout) and (options.json or not options.html)
    if runs_by:
        yield from traced
        return
    with Progress("tracing") as progress:
        for each in traced:
            yield each
            progress.move()


def tally(traced: Iterable[Traced], found: Counter[bool]) -> Iterator[Traced]:
    """Count the texts with a source, and those without."""
    for row, result in traced:
        found[bool(result.sources)] += 1
        yield row, result


def show_all(corpus: Corpus, traced: Iterator[Traced], options: argparse.Namespace) -> None:
    """Show the traces in the ways that were asked for."""
    traced = print_lines(traced) if options.json else traced
    chosen = choose(traced, options.all)
    if options.html:
        entries = [entry_of(corpus, *each) for each in islice(chosen, MOST_ON_PAGE + 1)]
        deque(traced, 0)  # the rest is counted
        write_page(entries, options)
    for row, result in chosen:
        if not options.json:
            write_out(render(row, result, options))


def print_lines(traced: Iterator[Traced]) -> Iterator[Traced]:
    """Print a line of JSON for each trace that passes."""
    for row, result in traced:
        write_out(dump({"id": row["id"]} | result.to_dict()) + "\n")
        yield row, result


def choose(traced: Iterator[Traced], is_all: bool) -> Iterator[Traced]:
    """Choose what is shown: texts with a source, and one that is alone."""
    first = next(traced, None)
    second = next(traced, None)
    if first is not None and (is_all or second is None or first[1].sources):
        yield first
    rest = traced if second is None else chain([second], traced)
    yield from (each for each in rest if is_all or each[1].sources)


def entry_of(corpus: Corpus, row: Row, result: Trace) -> Entry:
    """Lay out a trace for the page, with the texts of its sources in the versions that were named."""
    reports = (corpus.get(source.id, source.version) for source in result.sources)
    texts = {report.id: report.text for report in reports if report is not None}
    return row["headline"] or name_of(row), row["text"], result, texts


def render(row: Row, result: Trace, options: argparse.Namespace) -> str:
    """Render a trace for this terminal."""
    from shutil import get_terminal_size

    from mediawire.view.trace_terminal import render_trace

    width = options.width or get_terminal_size((80, 24)).columns
    return render_trace(result, name_of(row), width, wants_color(options.color))


def name_of(row: Row) -> str:
    """Name a text for a person: by its id, or by its first words where it has none of its own."""
    from mediawire.corpus.rows import MADE_NAME

    return " ".join(row["text"].split()[:FIRST_WORDS]) + " …" if row["id"].startswith(MADE_NAME) else str(row["id"])


def write_page(entries: list[Entry], options: argparse.Namespace) -> None:
    """Write the page, and say where."""
    from mediawire.view.trace_page import render_trace_page

    if len(entries) > MOST_ON_PAGE:
        complain(f"the page shows the first {MOST_ON_PAGE:,} texts; --json has all")
    if not entries:
        complain("no page was written: no text has a source (--all shows them all the same)")
        return
    page = render_trace_page(entries[:MOST_ON_PAGE])
    if options.html == STANDARD:
        write_out(page)
        return
    made = write_file(Path(options.html), page.encode("utf-8", "replace"))
    write_aside(f"Page written: {options.html}" + " (in a new folder)" * made)


def sum_up(found: Counter[bool], refused: Refusals) -> None:
    """Say how a batch went."""
    complain(f"{number_of(found.total(), 'text')} traced: {found[True]:,} with a source, {found[False]:,} without")
    tell_refused(refused)
