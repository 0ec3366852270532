"""``mediawire check``: tells whether a corpus is whole, and rebuilds what is not."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from mediawire.commands.arguments import add_corpus
from mediawire.commands.refusing import number_of
from mediawire.commands.shell import DONE, FAILED, STOPPED, complain
from mediawire.errors import InputError

if TYPE_CHECKING:
    from mediawire.corpus.repair import Rebuilt

TOLD = "is a corpus whole?"
ABOUT = """Read every file of a corpus and say which are damaged. The texts are what counts: with --rebuild, all that is
made from them is made anew, and of a damaged file of texts every report that can still be read is kept."""


def lay_out(parser: argparse.ArgumentParser) -> None:
    """Lay out ``mediawire check``."""
    add_corpus(parser)
    parser.add_argument("--rebuild", action="store_true", help="make all that can be made from the texts anew")
    parser.set_defaults(verb=check, usage=parser.error)


def check(options: argparse.Namespace) -> int:
    """Check a corpus, or rebuild it: neither needs it to be in order, so that it is not opened."""
    folder = Path(options.corpus)
    if not folder.is_dir():
        raise InputError(str(folder), "is no corpus")
    try:
        return rebuild(folder) if options.rebuild else look(folder)
    except KeyboardInterrupt:
        complain(f"stopped; {folder} is as it was. Run it again")
        return STOPPED


def look(folder: Path) -> int:
    """Read every file, and name those that are damaged."""
    from mediawire.corpus import repair
    from mediawire.progress import Progress

    with Progress("checking", measure(folder)) as progress:
        damages = repair.check(folder, progress.move)
    for damage in damages:
        complain(f"{folder / damage.file} {damage.why}")
    told = "whole" if not damages else f"{number_of(len(damages), 'file')} damaged; --rebuild makes them anew"
    complain(f"{folder}: {told}")
    return FAILED if damages else DONE


def rebuild(folder: Path) -> int:
    """Make anew what can be made from the texts, and say what was lost."""
    from mediawire.corpus import repair
    from mediawire.corpus.corpus import settings
    from mediawire.progress import Progress

    with Progress("rebuilding", measure(folder / "texts")) as progress:
        rebuilt = repair.rebuild(folder, settings(), progress.move)
    return tell_rebuilt(folder, rebuilt)


def tell_rebuilt(folder: Path, rebuilt: Rebuilt) -> int:
    """Say what was damaged and what came of it."""
    from mediawire.corpus.manifest import REMOVED

    for damage in rebuilt.damaged:
        complain(f"{folder / damage.file} {damage.why}; made anew")
    forgets = any(damage.file.startswith(f"{REMOVED}/") for damage in rebuilt.damaged)
    if forgets:
        complain("what was removed lately may be there again; remove it once more")
    lost = f"; {number_of(rebuilt.lost, 'text')} could not be read and {'is' if rebuilt.lost == 1 else 'are'} lost"
    complain(f"{folder}: rebuilt; it holds {number_of(rebuilt.reports, 'report')}{lost if rebuilt.lost else ''}")
    return FAILED if rebuilt.lost or forgets else DONE


def measure(folder: Path) -> int:
    """Count the bytes of a folder, for a progress bar."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
