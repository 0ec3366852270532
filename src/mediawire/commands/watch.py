"""``mediawire watch``: goes the rounds of sources, decides what came, and fills a corpus."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from mediawire.commands.arguments import add_debug
from mediawire.commands.shell import DONE, FAILED, STOPPED, complain, count, dump, name_file
from mediawire.output import write_out

if TYPE_CHECKING:
    from mediawire.corpus.corpus import Corpus
    from mediawire.wire.memory import Memory
    from mediawire.wire.reading import Reading
    from mediawire.wire.rounds import Reader, Round, Visitor
    from mediawire.wire.source import Source
    from mediawire.wire.visits import Fetched, Validators, Visit

TOLD = "visit sources, decide what came, and fill a corpus"
ABOUT = """Visit the sources of a list when they are due, politely; read what they give; decide for each report whether
it is new, a new version and of what kind, the same, a duplicate, withdrawn or gone, and say why; append new reports and
versions to a corpus. It goes on where it was stopped, and may be stopped at any time."""
LISTED = "the sources: a TOML or OPML file (what stands in them: docs/watch.md)"
MEMORY, LOCK, MANNERS = "memory.sqlite", "watch.lock", "manners"
FILE_SECONDS, MANNERS_SECONDS = 2.0, 30.0
WORKERS = 8


def lay_out(parser: argparse.ArgumentParser) -> None:
    """Lay out ``mediawire watch``."""
    parser.add_argument("--sources", metavar="FILE", type=name_file, required=True, help=LISTED)
    parser.add_argument("--out", metavar="FOLDER", type=name_file, required=True, help="where it remembers what it did")
    parser.add_argument("--corpus", metavar="DIR", type=name_file, help="the corpus to fill (default: FOLDER/corpus)")
    parser.add_argument("--once", action="store_true", help="visit what is due once, and end")
    parser.add_argument("--status", action="store_true", help="visit nothing; show how each source is")
    parser.add_argument("--jsonl", action="store_true", help="print visits and decisions as JSON lines")
    parser.add_argument("--contact", metavar="ADDRESS", help="a page or mailbox for complaints, shown to every server")
    parser.add_argument(
        "--workers", metavar="N", type=count, default=WORKERS, help=f"hosts visited at a time (default: {WORKERS})"
    )
    add_debug(parser)
    parser.set_defaults(verb=watch, usage=parser.error)


def watch(options: argparse.Namespace, visitor: Visitor | None = None, reader: Reader | None = None) -> int:
    """Go the rounds. ``visitor`` and ``reader`` are other ways to the network and to reports, as tests have them."""
    from mediawire.corpus.durable import hold
    from mediawire.wire.memory import open_memory
    from mediawire.wire.source_files import read_sources

    listed = read_sources(Path(options.sources))
    for refusal in listed.refusals:
        complain(f"{options.sources}: {refusal.why}")
    if not listed.sources:
        complain(f"{options.sources}: no source in it can be visited")
        return FAILED
    folder = Path(options.out)
    sources = {source.name: source for source in listed.sources}
    if options.status:
        with open_memory(folder / MEMORY) as memory:
            return show_status(options, memory, sources)
    folder.mkdir(parents=True, exist_ok=True)
    with hold(folder / LOCK, 0.0), open_memory(folder / MEMORY) as memory:
        stopped = go_rounds(options, memory, sources, visitor, reader)
    return STOPPED if stopped else FAILED if listed.refusals else DONE


def go_rounds(
    options: argparse.Namespace,
    memory: Memory,
    sources: Mapping[str, Source],
    visitor: Visitor | None,
    reader: Reader | None,
) -> bool:
    """Visit, tell and file until nothing is due or a person stops it; tell whether it was stopped."""
    from mediawire import open_corpus
    from mediawire.view.watching import count_round, tell_summary
    from mediawire.wire.rounds import Rounds

    counts: Counter[str] = Counter()
    network = Network(options.contact, memory)
    with open_corpus(options.corpus or Path(options.out) / "corpus") as corpus:
        filing = Filing(memory, corpus, sources)
        rounds = Rounds(
            memory, sources.values(), visitor or network.visit, reader or read_visit, now_in_utc, options.workers
        )

        def tell(done: Round) -> None:
            count_round(done, counts)
            tell_one(options, done)

        def keep() -> None:
            filing.now_and_then()
            network.now_and_then()

        stopped = False
        try:
            rounds.go(tell, options.once, keep)
        except KeyboardInterrupt:
            stopped = True
        filing.file()
        network.keep()
    complain(tell_summary(counts, *memory.count()) + ("; stopped. Run it again, and it goes on" if stopped else ""))
    return stopped


def tell_one(options: argparse.Namespace, done: Round) -> None:
    """Print what a visit came to."""
    from mediawire.view.watching import list_values, tell_round

    if options.jsonl:
        write_out("".join(dump(value) + "\n" for value in list_values(done)))
    else:
        lines = "".join(f"{line}\n" for line in tell_round(done))
        if lines:
            write_out(lines)


def show_status(options: argparse.Namespace, memory: Memory, sources: Mapping[str, Source]) -> int:
    """Show how each source is: health, last visit, rhythm, failures, and when it is due."""
    from mediawire.view.watching import STATUS_HEAD, lay_out_table, status_rows

    now = now_in_utc()
    places = [place for place in memory.places() if place.source in sources]
    rows = status_rows(places, now)
    if options.jsonl:
        keys = [name.replace(" ", "_") for name in STATUS_HEAD]
        write_out("".join(dump(dict(zip(keys, row, strict=True))) + "\n" for row in rows))
        return DONE
    items, versions = memory.count()
    unknown = len(sources) - len({place.source for place in places})
    write_out(lay_out_table(STATUS_HEAD, rows))
    write_out(f"{len(sources):,} sources, {unknown:,} never visited; {items:,} items in {versions:,} versions\n")
    return DONE


class Filing:
    """Files into the corpus now and then: each time costs a commit, so that visits share one."""

    def __init__(self, memory: Memory, corpus: Corpus, sources: Mapping[str, Source]) -> None:
        self.memory, self.corpus, self.sources = memory, corpus, sources
        self.last = monotonic()
        self.file()

    def now_and_then(self) -> None:
        """File what waits, where some time has passed since the last time."""
        if monotonic() - self.last >= FILE_SECONDS:
            self.file()

    def file(self) -> None:
        """File what waits."""
        from mediawire.commands.filing import file_reports

        done = file_reports(self.memory, self.corpus, self.sources, now_in_utc())
        self.last = monotonic()
        if done.refused:
            complain(f"{done.refused:,} reports were not taken into the corpus")


class Network:
    """The way out: one set of manners for all visits, kept from run to run."""

    def __init__(self, contact: str | None, memory: Memory) -> None:
        from mediawire.wire.manners import Manners

        self.memory, self.manners = memory, Manners(contact=contact)
        self.manners.recall(memory.plain(MANNERS) or {})
        self.last = monotonic()

    def visit(self, source: Source, validators: Validators | None) -> Visit:
        """Visit a source once."""
        from mediawire.wire.fetch import visit

        return visit(source, validators, manners=self.manners)

    def now_and_then(self) -> None:
        """Keep what is known of the hosts, where some time has passed since the last time."""
        if monotonic() - self.last >= MANNERS_SECONDS:
            self.keep()

    def keep(self) -> None:
        """Keep what is known of the hosts: their robots.txt, and until when they want to be left alone."""
        self.last = monotonic()
        self.manners.forget(now_in_utc())
        self.memory.keep_plain(MANNERS, self.manners.to_dict())


def read_visit(visit: Fetched, source: Source) -> Reading:
    """Read what a visit gave, in a process of its own."""
    from mediawire.wire.read import read

    return read(visit.body, visit.url, visit.content_type, article_links=source.article_links, now=visit.at)


def now_in_utc() -> datetime:
    """Return the time."""
    return datetime.now(UTC)
