"""``mediawire add``: puts the reports of files into a corpus."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mediawire.commands.arguments import add_corpus, add_reading, beside, falls_on_input, keep_aside
from mediawire.commands.refusing import number_of, tell_refused
from mediawire.commands.shell import DONE, FAILED, STOPPED, complain, name_file

if TYPE_CHECKING:
    import pyarrow as pa

    from mediawire.corpus.corpus import Corpus
    from mediawire.corpus.refused import Refusals

TOLD = "put reports into a corpus"
ABOUT = """Put the reports of files into a corpus, which is made where there is none. A report that is there already
with the same text is no change; with another text it becomes a new version. Adding the same files again is safe: it
goes on where an interrupted run stopped."""
FILES = """JSON lines, JSON, CSV, TSV, Parquet, texts, or folders of these; gzip, bzip2, xz and Zstandard are
unpacked; - is standard input"""


def lay_out(parser: argparse.ArgumentParser) -> None:
    """Lay out ``mediawire add``."""
    parser.add_argument("files", nargs="+", metavar="FILE", type=name_file, help=FILES)
    add_corpus(parser)
    add_reading(parser, "default: DIR-refused-1.jsonl and so on, beside the corpus")
    parser.set_defaults(verb=add, usage=parser.error)


def add(options: argparse.Namespace) -> int:
    """Add the reports of files; what cannot be read is counted, named and kept aside."""
    from mediawire import open_corpus
    from mediawire.corpus.readers import count_bytes, read_reports
    from mediawire.progress import Progress

    if falls_on_input(options.refused, options.files):
        options.usage(f"--refused {options.refused} would overwrite a file that is read")
    with open_corpus(options.corpus) as corpus, keep_aside(options.refused, beside(options.corpus)) as refused:
        before = len(corpus)
        try:
            with Progress("adding", count_bytes(options.files)) as progress:
                batches = read_reports(options.files, refused, dict(options.field), progress.move)
                return add_batches(corpus, batches, refused, options.corpus)
        except KeyboardInterrupt:
            complain(f"stopped; {tell_standing(len(corpus) - before, options.corpus)}. Run it again, and it goes on")
            return STOPPED


def add_batches(corpus: Corpus, batches: Iterable[pa.RecordBatch], refused: Refusals, folder: str) -> int:
    """Add batches of reports, and say how it went."""
    added = corpus.add(batches, refused)
    told = [f"{number_of(added.added, 'report')} added to {folder}"]
    if added.changed:
        told.append(f"{number_of(added.changed, 'new version')}")
    if added.unchanged:
        told.append(f"{added.unchanged:,} already there")
    complain(f"{', '.join(told)}; it holds {len(corpus):,}")
    tell_refused(refused)
    return FAILED if refused.reasons else DONE


def tell_standing(number: int, folder: str) -> str:
    """Say what of an interrupted run stands."""
    return f"{number_of(number, 'report')} that this run added to {Path(folder)} stand{'s' * (number == 1)}"
