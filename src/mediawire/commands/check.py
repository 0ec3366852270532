"""``mediawire check``: tells whether a corpus is whole, and rebuilds what is not."""

from __future__ import annotations

import argparse

from mediawire.commands.arguments import add_corpus
from mediawire.commands.refusing import number_of
from mediawire.commands.shell import DONE, FAILED, complain

TOLD = "is a corpus whole?"
ABOUT = """Read every file of a corpus and say which are damaged. The texts are what counts: with --rebuild, all that is
made from them is made anew."""


def lay_out(parser: argparse.ArgumentParser) -> None:
    """Lay out ``mediawire check``."""
    add_corpus(parser)
    parser.add_argument("--rebuild", action="store_true", help="make all that can be made from the texts anew")
    parser.set_defaults(verb=check, usage=parser.error)


def check(options: argparse.Namespace) -> int:
    """Check a corpus, or rebuild it."""
    from mediawire import open_corpus

    with open_corpus(options.corpus, create=False) as corpus:
        if options.rebuild:
            corpus.rebuild()
        damages = list(corpus.check())
        for damage in damages:
            complain(str(damage))
        told = f"{number_of(len(damages), 'damage')} found" if damages else "whole"
        complain(f"{options.corpus}: {told}; it holds {number_of(len(corpus), 'report')}")
    return FAILED if damages else DONE
