"""Arguments that several commands take, and what they mean."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mediawire.commands.shell import STANDARD, name_file

if TYPE_CHECKING:
    from mediawire.corpus.refused import Refusals

UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]?)(i?)b?", re.IGNORECASE)
FIELDS = ("id", "outlet", "published", "headline", "url", "text")


def add_corpus(parser: argparse.ArgumentParser) -> None:
    """Lay out ``--corpus`` and ``--debug``, which every command on a corpus takes."""
    parser.add_argument("--corpus", metavar="DIR", type=name_file, required=True, help="the folder of the corpus")
    add_debug(parser)


def add_debug(parser: argparse.ArgumentParser) -> None:
    """Lay out ``--debug`` behind the command, too."""
    parser.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help="show the trace of an error")


def add_reading(parser: argparse.ArgumentParser, beside: str) -> None:
    """Lay out how files of reports are read."""
    parser.add_argument(
        "--field",
        metavar="NAME=COLUMN",
        type=name_field,
        action="append",
        default=[],
        help=f"take a field ({', '.join(FIELDS)}) from this column; may be given several times",
    )
    parser.add_argument(
        "--refused", metavar="FILE", type=name_file, help=f"keep what cannot be read here, as JSON lines ({beside})"
    )


def name_field(text: str) -> tuple[str, str]:
    """Take a field of a report and the column that holds it."""
    field, equals, column = text.partition("=")
    if not equals or field not in FIELDS or not column:
        raise argparse.ArgumentTypeError(f"{text!r} is no NAME=COLUMN; the names are {', '.join(FIELDS)}")
    return field, column


def read_size(text: str) -> int:
    """Take a size in bytes: ``8GB``, ``512MB``, ``1.5GiB``."""
    found = SIZE.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size like 8GB or 512MB")
    unit = UNITS[found[2].lower()]
    size = int(float(found[1]) * (1024 ** list(UNITS.values()).index(unit) if found[3] else unit))
    if size < UNITS["m"]:
        raise argparse.ArgumentTypeError(f"{text!r} is less than a megabyte")
    return size


def read_time(text: str) -> datetime:
    """Take a time, in any of the ways a report may have it; without a zone it is UTC."""
    from mediawire import times

    time = times.read_time(text, datetime.now(UTC).year + 1).time
    if time is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no time like 2025-11-22T14:05Z")
    return time


def beside(folder: str) -> Path:
    """Return the stem of the files in which is kept aside what a folder did not take: ``wire-refused``."""
    path = Path(folder).absolute()
    return path.with_name(f"{path.name}-refused")


def keep_aside(chosen: str | None, stem: Path | None) -> Refusals:
    """Collect what is refused: in the file that was asked for, else in a numbered one of this stem."""
    from mediawire.corpus.refused import Refusals

    return Refusals(Path(chosen)) if chosen else Refusals(stem, is_stem=True)


def falls_on_input(chosen: str | None, files: Sequence[str]) -> bool:
    """Tell whether a file that is to be written is one that is read."""
    from mediawire.output import overwrites

    return bool(chosen) and overwrites(Path(str(chosen)), [0 if file == STANDARD else Path(file) for file in files])
