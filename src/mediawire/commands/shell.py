"""What the commands share with the shell they are called from: exit statuses, arguments, lines for a person."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any, TextIO

from mediawire.output import write_aside

DONE, FAILED, USAGE, BROKEN, STOPPED, PIPE_CLOSED = 0, 1, 2, 3, 130, 141
STANDARD = "-"


def tell_first_use(module: str, how_long: str) -> None:
    """Say to a person who waits at a terminal that kernels are compiled first, once."""
    from mediawire.compiled import is_first_use

    if sys.stderr is not None and sys.stderr.isatty() and is_first_use(module):
        complain(f"first use: compiling its kernels, once, for {how_long}")


def complain(line: str) -> None:
    """Print one line on standard error, safe to show whatever a file name holds."""
    from mediawire.view.marks import make_visible

    write_aside("mediawire: " + make_visible(" ".join(line.split())))


def count(text: str) -> int:
    """Take an argument that must be a whole number of one or more."""
    if not text.isdecimal() or not (number := int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of one or more")
    return number


def name_file(text: str) -> str:
    """Take an argument that must name a file."""
    if not text:
        raise argparse.ArgumentTypeError("a file name is wanted")
    return text


def dump(value: Any, indent: int | None = None) -> str:
    """Write JSON that any terminal and any UTF-8 reader bears: what is unseen is escaped."""
    import json

    from mediawire.view.marks import UNSEEN

    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=None if indent else (",", ":"))
    return UNSEEN.sub(lambda found: json.dumps(found.group())[1:-1], text)


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is read by a person; a closed one is None."""
    return stream is not None and stream.isatty()


def wants_color(choice: str) -> bool:
    """Tell whether to print colours: as asked, else where a terminal shows them (see no-color.org)."""
    if choice != "auto":
        return choice == "always"
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
