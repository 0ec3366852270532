"""``mediawire remove``: takes reports out of a corpus."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from mediawire.commands.arguments import add_corpus
from mediawire.commands.refusing import number_of
from mediawire.commands.shell import DONE, FAILED, STANDARD, complain

TOLD = "take reports out of a corpus"
ABOUT = """Take reports out of a corpus by their ids, with all their versions. From then on no trace and no family knows
them; their texts leave the disk when the files they stand in are next merged."""
NAMED = 3


def lay_out(parser: argparse.ArgumentParser) -> None:
    """Lay out ``mediawire remove``."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="the id of a report; - reads ids from standard input")
    add_corpus(parser)
    parser.set_defaults(verb=remove, usage=parser.error)


def remove(options: argparse.Namespace) -> int:
    """Remove reports; an id that is not there is named, and the rest is removed."""
    from mediawire import open_corpus

    ids = list(dict.fromkeys(list_ids(options.ids)))
    with open_corpus(options.corpus, create=False) as corpus:
        missing = [name for name in ids if name not in corpus]
        removed = corpus.remove(ids)
        complain(f"{number_of(removed, 'report')} removed from {options.corpus}; it holds {len(corpus):,}")
    if missing:
        more = f" and {len(missing) - NAMED:,} more" if len(missing) > NAMED else ""
        complain(f"not there: {', '.join(missing[:NAMED])}{more}")
    return FAILED if missing else DONE


def list_ids(given: list[str]) -> Iterator[str]:
    """List the ids that are given, and those on standard input, one a line."""
    for name in given:
        if name == STANDARD and sys.stdin is not None:
            yield from filter(None, (line.rstrip("\r\n") for line in sys.stdin))
        else:
            yield name
