"""``mediawire read``: reads reports out of files, addresses and archives, and shows or prints them."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING

from mediawire.commands.arguments import add_debug, falls_on_input, keep_aside
from mediawire.commands.refusing import number_of, tell_refused
from mediawire.commands.shell import DONE, FAILED, STOPPED, complain, count, dump, name_file, wants_color
from mediawire.output import write_line, write_out

if TYPE_CHECKING:
    from mediawire.corpus.refused import Refusals
    from mediawire.wire.reading import Notice, Reading

TOLD = "read reports out of pages, feeds, agency files, mails and archives"
ABOUT = """Read reports, notices and entries out of whatever holds them: feeds, sitemaps, pages, agency files (NewsML,
NITF, ninjs, IPTC 7901), Telegram, e-mail, plain text, and web archives (WARC, ARC) of any size. The format is told by
looking. Each is read in a process of its own that can open nothing and has little time and memory; what cannot be read
is counted and named, and the rest goes on."""
FILES = "a file, a folder, an address (https://...), or - for standard input"
NOTICES_NAMED = 5


class Tally:
    """What a run has read: how many of each, and the notices to name."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.notices: list[str] = []

    def add(self, reading: Reading, name: str) -> None:
        """Count what a reading holds."""
        self.counts.update(report=len(reading.reports), notice=len(reading.notices), entry=len(reading.entries))
        for notice in reading.notices[: NOTICES_NAMED - len(self.notices)]:
            self.notices.append(f"{tell_notice(notice)} ({name})")

    def __str__(self) -> str:
        told = [number_of(self.counts["report"], "report"), number_of(self.counts["notice"], "notice")]
        entries = self.counts["entry"]
        told += [f"{entries:,} entr{'y' if entries == 1 else 'ies'}"] if entries else []
        return ", ".join(told) + " read"


Show = Callable[["Reading", str, int], Iterator[str]]
"""Prints a reading: what it is named, and how many were printed before."""


def lay_out(parser: argparse.ArgumentParser) -> None:
    """Lay out ``mediawire read``."""
    parser.add_argument("files", nargs="+", metavar="FILE|URL", type=name_file, help=FILES)
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print one JSON document of all that was read")
    shape.add_argument(
        "--jsonl", action="store_true", help="print a line of JSON a report, as `mediawire add` takes them"
    )
    parser.add_argument("--notices", metavar="FILE", type=name_file, help="with --jsonl: write the notices here")
    parser.add_argument(
        "--refused", metavar="FILE", type=name_file, help="write what could not be read here, as JSON lines"
    )
    parser.add_argument("--workers", metavar="N", type=count, help="processes to use (default: all cores)")
    parser.add_argument(
        "--article-links", metavar="CSS", help="a CSS rule that finds the articles of a list page: 'h2.title a'"
    )
    parser.add_argument("--allow-private", action="store_true", help="visit addresses of one's own network, too")
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colours (default: auto; see NO_COLOR)"
    )
    parser.add_argument("--width", metavar="N", type=count, help="columns (default: those of the terminal)")
    add_debug(parser)
    parser.set_defaults(verb=read, usage=parser.error)


def read(options: argparse.Namespace) -> int:
    """Read all that was named, and print it as it comes, in order."""
    if options.notices and not options.jsonl:
        options.usage("--notices goes with --jsonl; elsewhere notices are printed beside the reports")
    for option in ("refused", "notices"):
        if falls_on_input(getattr(options, option), options.files):
            options.usage(f"--{option} {getattr(options, option)} would overwrite a file that is read")
    if options.article_links is not None and (wrong := find_wrong(options.article_links)):
        options.usage(f"--article-links {options.article_links!r} is no CSS rule: {wrong}")
    tally = Tally()
    with keep_aside(options.refused, None) as refused:
        try:
            print_readings(options, tally, refused)
        except KeyboardInterrupt:
            complain(f"stopped; {tally}")
            return STOPPED
        finish(options, tally, refused)
        return FAILED if refused.reasons else DONE


def find_wrong(rule: str) -> str | None:
    """Say what is wrong with a CSS rule; None where nothing is."""
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector
    from lxml.etree import XPathError

    try:
        CSSSelector(rule)
    except (SelectorError, XPathError) as error:
        return str(error) or "nobody can read it"
    return None


def print_readings(options: argparse.Namespace, tally: Tally, refused: Refusals) -> None:
    """Read and print, one after the other."""
    from pathlib import Path

    from mediawire.commands.read_inputs import count_bytes, list_readings
    from mediawire.output import open_lines
    from mediawire.progress import Progress
    from mediawire.wire.worker_pool import WorkerPool

    show = choose_printer(options)
    with (
        Progress("reading", count_bytes(options.files)) as progress,
        open_lines(Path(options.notices)) if options.notices else nullcontext() as notices,
        WorkerPool(options.workers) as pool,
    ):
        printed = 0
        for name, reading in list_readings(options, pool, progress.move):
            note_refused(reading, name, refused)
            tally.add(reading, name)
            for line in show(reading, name, printed):
                write_out(line)
                printed += 1
            if notices is not None:
                for notice in reading.notices:
                    write_line(notices, dump_notice(notice, reading, name))
            progress.move(0)
        if options.json:
            write_out("\n]}\n" if printed else '{"schema":"mediawire.readings/1","readings":[]}\n')


def choose_printer(options: argparse.Namespace) -> Show:
    """Choose how a reading is printed."""
    if options.json:
        return print_json
    if options.jsonl:
        return print_lines
    from shutil import get_terminal_size

    width = options.width or get_terminal_size((80, 24)).columns
    color = wants_color(options.color)

    def show(reading: Reading, name: str, printed: int) -> Iterator[str]:
        from mediawire.view.reading_terminal import render_reading

        yield render_reading(reading, name, width, color)

    return show


def print_json(reading: Reading, name: str, printed: int) -> Iterator[str]:
    """Print a reading as a part of one document."""
    from mediawire.wire.reading_json import list_reading

    head = ",\n" if printed else '{"schema":"mediawire.readings/1","readings":[\n'
    yield head + dump({"name": name, **list_reading(reading)})


def print_lines(reading: Reading, name: str, printed: int) -> Iterator[str]:
    """Print each report of a reading as a line."""
    from mediawire.wire.reading_json import list_report

    for report in reading.reports:
        yield dump({**list_report(report, reading), "file": name}) + "\n"


def dump_notice(notice: Notice, reading: Reading, name: str) -> str:
    """Write a notice as a line."""
    from mediawire.wire.reading_json import list_notice

    return dump({**list_notice(notice, reading), "file": name}) + "\n"


def note_refused(reading: Reading, name: str, refused: Refusals) -> None:
    """Count what a reading refused, and keep it aside."""
    from mediawire.corpus.refused import Place

    for refusal in reading.refusals:
        told = f"{refusal.where}: {refusal.why}" if refusal.where and refusal.where != name else refusal.why
        refused.refuse(Place(name), refusal.reason, told=told)


def tell_notice(notice: Notice) -> str:
    """Say a notice in a line."""
    named = next((target.headline or target.slugline or target.guid or target.url for target in notice.targets), None)
    unsure = ", unsure" if notice.certainty == "unsure" else ""
    return f"{notice.kind.value.upper()}{unsure}: {named or notice.text[:80] or 'it names no report'}"


def finish(options: argparse.Namespace, tally: Tally, refused: Refusals) -> None:
    """Say on standard error how it went; on a screen that shows the readings themselves, only what was refused."""
    if options.jsonl:
        for line in tally.notices:
            complain(line)
        if tally.counts["notice"] > len(tally.notices):
            complain(f"and {tally.counts['notice'] - len(tally.notices):,} more notices")
    if options.jsonl or options.json or len(options.files) > 1 or not sys.stdout.isatty():
        complain(str(tally))
    tell_refused(refused)
