"""The command line: takes arguments, calls the door, prints. No rule about texts lives here.

Exit status: 0 done, 1 an input could not be read or an output not be written (one line on standard error), 2 wrong
usage, 3 with ``--check`` where a promise was broken, 130 stopped by Ctrl-C. Nothing heavy is imported before it is
needed.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from mediawire.commands import COMMANDS
from mediawire.commands.shell import (
    BROKEN,
    DONE,
    FAILED,
    PIPE_CLOSED,
    STANDARD,
    STOPPED,
    USAGE,
    complain,
    count,
    dump,
    is_terminal,
    name_file,
    wants_color,
)
from mediawire.errors import InputError, MediawireError
from mediawire.output import open_lines, overwrites, write_aside, write_file, write_line, write_out

if TYPE_CHECKING:
    from mediawire.batch import Compare, Outcome, Pair, Refused
    from mediawire.files import Text

INPUT_NUMBER, OUTPUT_NUMBERS = 0, (1, 2)
PROGRESS_SECONDS = 0.2
SPAN_ON_LINES = re.compile(r"\[\n\s+(\d+),\n\s+(\d+)\n\s+\]")


def run(arguments: Sequence[str] | None = None, door: Callable[[], Compare] | None = None) -> int:
    """Run the command and return its exit status. ``door`` loads another comparison than ours, as tests do."""
    options = argparse.Namespace(door=door or load_door, debug=False)
    try:
        build_parser().parse_args(arguments, options)
        return int(options.verb(options))
    except BrokenPipeError:
        return PIPE_CLOSED
    except KeyboardInterrupt:
        complain("stopped")
        return STOPPED
    except Exception as error:
        if options.debug:
            raise
        complain(describe(error))
        return FAILED


def main() -> NoReturn:
    """Run the command and end the process with its status; the ``mediawire`` script enters here."""
    sys.exit(run())


def describe(error: Exception) -> str:
    """Say an error in one line."""
    if isinstance(error, MediawireError):
        return str(error)
    if isinstance(error, MemoryError):
        return "the comparison needs more memory than there is"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"internal error: {type(error).__name__}: {error} (--debug shows the trace)"


class Parser(argparse.ArgumentParser):
    """Prints its help as all else is printed, so that what goes wrong is one line."""

    def print_help(self, file: object = None) -> None:
        """Print the help on standard output."""
        write_out(self.format_help())


class Version(argparse.Action):
    """Prints the installed version; looked up only when asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        """Print and end."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("mediawire")
        except PackageNotFoundError:
            number = read_tree_version()
        write_out(f"mediawire {number}\n")
        parser.exit()


def read_tree_version() -> str:
    """Read the version of a source tree that is not installed."""
    import tomllib

    try:
        with Path(__file__).parents[2].joinpath("pyproject.toml").open("rb") as file:
            return f"{tomllib.load(file)['project']['version']} (source tree)"
    except (OSError, KeyError, ValueError):
        return "(not installed)"


def build_parser() -> argparse.ArgumentParser:
    """Lay out the command line."""
    parser = Parser(prog="mediawire", description="A media wire whose promise can be checked.", allow_abbrev=False)
    parser.add_argument("--version", action=Version, nargs=0, help="show the version and end")
    parser.add_argument("--debug", action="store_true", help="show the trace of an error")
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    told = "what did the copy do to the original?"
    add_compare(verbs.add_parser("compare", allow_abbrev=False, help=told, description=COMPARE))
    for name, command in COMMANDS.items():
        command.lay_out(verbs.add_parser(name, allow_abbrev=False, help=command.TOLD, description=command.ABOUT))
    return parser


COMPARE = """Say what a copy did to an original: what it kept, edited, moved, inserted and dropped; whether quotations,
facts and the headline were touched; whether the source is given; and whether the promise was kept."""


def add_compare(parser: argparse.ArgumentParser) -> None:
    """Lay out ``mediawire compare``."""
    parser.add_argument(
        "original", nargs="?", metavar="ORIGINAL", help="the original: a text file, or - for standard input"
    )
    parser.add_argument("copy", nargs="?", metavar="COPY", help="the copy: a text file, or - for standard input")
    parser.add_argument(
        "--html",
        metavar="FILE",
        type=name_file,
        help="also write the report as one self-contained page; - prints the page instead of the report",
    )
    parser.add_argument("--json", action="store_true", help="print the comparison as JSON instead of the report")
    parser.add_argument("--check", action="store_true", help=f"end with status {BROKEN} where the promise is broken")
    parser.add_argument(
        "--pairs",
        metavar="FILE.tsv",
        type=name_file,
        help="compare many pairs: original TAB copy [TAB name] a line; prints JSON lines",
    )
    parser.add_argument(
        "--refused",
        metavar="FILE",
        type=name_file,
        help="with --pairs: write the refused pairs here, not among the others",
    )
    parser.add_argument(
        "--workers", metavar="N", type=count, help="with --pairs: processes to use (default: all cores)"
    )
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colours in the report (default: auto)"
    )
    parser.add_argument(
        "--width", metavar="N", type=count, help="columns of the report (default: those of the terminal)"
    )
    parser.add_argument(
        "--corpus", metavar="DIR", help="a corpus that knows what outlets print on their pages: it is told as furniture"
    )
    parser.add_argument("--constants", action="store_true", help="end the report with the constants behind the verdict")
    parser.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help="show the trace of an error")
    parser.set_defaults(verb=compare, usage=parser.error)


def load_door() -> Compare:
    """Import the door to the comparison; the heavy parts load at its first call."""
    from mediawire.batch import compare_texts

    return compare_texts


def compare(options: argparse.Namespace) -> int:
    """Compare two files, or the pairs of a list."""
    if options.pairs is not None:
        if options.original or options.html or options.json or options.corpus:
            options.usage("--pairs takes no ORIGINAL, COPY, --html, --json or --corpus")
        return compare_list(options)
    if not options.original or not options.copy:
        options.usage("give an ORIGINAL and a COPY, or --pairs FILE.tsv")
    if options.original == options.copy == STANDARD:
        options.usage("only one of ORIGINAL and COPY can be standard input")
    if options.refused or options.workers:
        options.usage("--refused and --workers go with --pairs")
    if options.html == STANDARD and options.json:
        options.usage("only one of --json and --html - can be printed")
    return compare_two(options)


def compare_two(options: argparse.Namespace) -> int:
    """Compare two files and show the result in the ways that were asked for."""
    from mediawire.batch import tell_reading

    printed = options.html == STANDARD
    if options.html and not printed and overwrites(Path(options.html), [*list_read(options), *OUTPUT_NUMBERS]):
        return refuse_overwriting(f"--html {options.html}")
    original, copy = read_side(options.original), read_side(options.copy)
    knowing = {"corpus": Path(options.corpus)} if options.corpus else {}
    comparison = dict(options.door()(original.text, copy.text, **knowing))
    comparison["read"] = {
        "original": tell_reading(original, name_side(options.original)),
        "copy": tell_reading(copy, name_side(options.copy)),
    }
    told = write_page(options.html, comparison, original.text, copy.text) if options.html else ""
    if options.json:
        write_out(SPAN_ON_LINES.sub(r"[\1, \2]", dump(comparison, indent=1)) + "\n")
    elif not printed:
        write_out(show(options, comparison, original.text, copy.text))
    if told:
        write_aside(told) if options.json else write_out(told + "\n")
    return BROKEN if options.check and is_broken(comparison) else DONE


def list_read(options: argparse.Namespace) -> list[Path | int]:
    """List the files that the command itself reads; standard input by its number, as it may be a file."""
    read = (path for path in (options.original, options.copy, options.pairs) if path)
    return [INPUT_NUMBER if path == STANDARD else Path(path) for path in read]


def refuse_overwriting(what: str) -> int:
    """Say that an output would fall on another file of the command."""
    complain(f"{what} would overwrite a file that is read, or that is standard output")
    return USAGE


def read_side(path: str) -> Text:
    """Read one of the two texts."""
    from mediawire.files import read_stream, read_text

    if path != STANDARD:
        return read_text(path)
    if sys.stdin is None:
        raise InputError(name_side(path), "it is closed")
    try:
        return read_text(read_stream(sys.stdin.buffer, name_side(path)), name_side(path))
    except OSError as error:
        raise InputError(name_side(path), f"cannot be read: {error.strerror}") from error


def name_side(path: str) -> str:
    """Name a text as the report names it."""
    return "standard input" if path == STANDARD else path


def show(options: argparse.Namespace, comparison: Mapping[str, Any], original: str, copy: str) -> str:
    """Render the report for this terminal."""
    from shutil import get_terminal_size

    from mediawire.view.terminal import render_terminal

    width = options.width or get_terminal_size((80, 24)).columns
    return render_terminal(comparison, original, copy, width, wants_color(options.color), options.constants)


def write_page(path: str, comparison: Mapping[str, Any], original: str, copy: str) -> str:
    """Write the report as a page, and return the line that says where; nothing where it was printed."""
    from mediawire.view.page import render_page

    page = render_page(comparison, original, copy)
    if path == STANDARD:
        write_out(page)
        return ""
    made = write_file(Path(path), page.encode("utf-8", "replace"))
    return f"Page written: {path}" + " (in a new folder)" * made


def is_broken(comparison: Mapping[str, Any]) -> bool:
    """Tell whether the copy broke a clause of the promise."""
    return any(clause.get("kept") is False for clause in comparison.get("promise") or ())


def compare_list(options: argparse.Namespace) -> int:
    """Compare the pairs of a list: JSON lines out, progress and a sum on standard error."""
    from collections import Counter
    from contextlib import nullcontext
    from itertools import chain

    from mediawire.batch import Refused, compare_pairs, list_files, read_pairs

    folder = Path() if options.pairs == STANDARD else Path(options.pairs).parent
    listed = read_side(options.pairs)
    file = Path(options.refused) if options.refused and options.refused != STANDARD else None
    texts = list_files(read_pairs(listed, folder))
    if file and overwrites(file, chain(list_read(options), OUTPUT_NUMBERS, texts)):
        return refuse_overwriting(f"--refused {options.refused}")
    warn_of_repeated(read_pairs(listed, folder))
    reasons: Counter[str] = Counter()
    compared = broken = 0
    with open_lines(file) if file else nullcontext() as refused:
        for outcome in watch(compare_pairs(read_pairs(listed, folder), options.door(), options.workers)):
            if isinstance(outcome, Refused):
                reasons[outcome.reason] += 1
                line = dump(outcome.to_dict()) + "\n"
                write_line(refused, line) if refused else write_out(line)
            else:
                compared += 1
                broken += is_broken(outcome)
                write_out(dump(outcome) + "\n")
    complain(sum_up(compared, reasons))
    return FAILED if reasons else BROKEN if options.check and broken else DONE


def warn_of_repeated(pairs: Iterable[Pair | Refused]) -> None:
    """Warn once of names that are given to several pairs: their results cannot be told apart."""
    from mediawire.batch import list_repeated

    repeated = list_repeated(pairs)
    if repeated:
        more = f" and {len(repeated) - 1:,} more" if len(repeated) > 1 else ""
        complain(f"several pairs have the same name: {repeated[0]}{more}")


def sum_up(compared: int, reasons: Mapping[str, int]) -> str:
    """Say in one line how a batch went."""
    told = f"{compared:,} pair{'s' * (compared != 1)} compared"
    if reasons:
        listed = ", ".join(f"{number:,} {reason}" for reason, number in sorted(reasons.items()))
        told += f"; {sum(reasons.values()):,} refused: {listed}"
    return told


def watch(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Show on a terminal how far a batch is; elsewhere, or where the lines themselves run by, stay silent."""
    if not is_terminal(sys.stderr) or is_terminal(sys.stdout):
        yield from outcomes
        return
    from time import monotonic

    start = shown = monotonic()
    for number, outcome in enumerate(outcomes, 1):
        yield outcome
        now = monotonic()
        if now - shown >= PROGRESS_SECONDS:
            shown = now
            print(
                f"\r{number:,} pairs, {number / (now - start):,.0f} a second", end="\x1b[K", file=sys.stderr, flush=True
            )
    print("\r\x1b[K", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
