"""``mediawire doctor``: says what is wrong with an installation of the wire, and what to do about it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from mediawire.commands.arguments import add_debug
from mediawire.commands.shell import DONE, FAILED, complain, name_file
from mediawire.errors import InputError

TOLD = "what is wrong with an installation of the wire?"
ABOUT = """Look an installation over, and say in a line each what is wrong with it: the database and its journal, rights
of files, names and https, missing migrations, guards of what was received, the ledger's chain, the digests of all
bodies, the clock, the loop. Nothing is changed. It ends with 1 where something is wrong."""


def lay_out(parser: argparse.ArgumentParser) -> None:
    """Lay out ``mediawire doctor``."""
    parser.add_argument("--folder", metavar="DIR", type=name_file, default="wire", help="the wire's folder")
    add_debug(parser)
    parser.set_defaults(verb=doctor, usage=parser.error)


def doctor(options: argparse.Namespace) -> int:
    """Look an installation over."""
    folder = Path(os.environ.setdefault("MEDIAWIRE_FOLDER", str(Path(options.folder).absolute())))
    if not folder.is_dir():
        raise InputError(str(folder), "is no folder of a wire")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediawire.web.settings")
    from mediawire.web.operations.looking_over import look_over

    found = look_over()
    for line in found:
        complain(line)
    complain(f"{folder}: " + (f"{len(found)} found wrong" if found else "all is well"))
    return FAILED if found else DONE
