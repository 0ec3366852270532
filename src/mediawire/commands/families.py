"""``mediawire families``: finds the families of copies in a corpus."""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediawire.commands.arguments import add_debug, add_reading, beside, keep_aside, read_size
from mediawire.commands.refusing import number_of, tell_refused
from mediawire.commands.shell import DONE, FAILED, STOPPED, complain, name_file, tell_first_use
from mediawire.errors import CorpusBroken, InputError, OutputError

if TYPE_CHECKING:
    import pyarrow as pa

    from mediawire.corpus.refused import Refusals
    from mediawire.reuse import plan

TOLD = "which families of copies are in a corpus?"
ABOUT = """Find the families of copies in a corpus: who printed the same story, who took it from whom, how fast, and
what was changed on the way. Writes tables for DuckDB or pandas, a graph for Gephi or NetworkX, and pages to look at."""
EPILOG = """What is done is kept beside the results until they are there: after an interruption, run it again."""
LOCK = "lock"
PAGES = "families"
WRITTEN = re.compile(
    r"(families|members|edges|passages|changes|outlets)\.parquet|families\.graphml|constants\.json|(index|outlets)\.html"
    rf"|{PAGES}(/family-\d+\.html)?|\.DS_Store"
)
"""All that a run writes into its folder. Anything else there is somebody's, and would go with the folder."""


def lay_out(parser: argparse.ArgumentParser) -> None:
    """Lay out ``mediawire families``."""
    parser.add_argument(
        "--corpus",
        metavar="SOURCE",
        type=name_file,
        required=True,
        help="the folder of a corpus, or a file of reports as for `mediawire add`",
    )
    parser.add_argument("--out", metavar="FOLDER", type=name_file, required=True, help="where the tables and pages go")
    parser.add_argument(
        "--anew", action="store_true", help="find all families of a corpus again, not only what has changed since"
    )
    parser.add_argument("--memory", metavar="SIZE", type=read_size, help="use no more than this, such as 8GB")
    parser.add_argument(
        "--runner", choices=("local", "spark"), default="local", help="on this machine, or on Spark (default: local)"
    )
    parser.add_argument("--master", metavar="URL", help="with --runner spark: where Spark runs (default: local[2])")
    parser.add_argument(
        "--html", action=argparse.BooleanOptionalAction, default=True, help="write pages to look at (default: yes)"
    )
    add_reading(parser, "default: FOLDER-refused-1.jsonl and so on, beside the results")
    add_debug(parser)
    parser.epilog = EPILOG
    parser.set_defaults(verb=families, usage=parser.error)


def families(options: argparse.Namespace) -> int:
    """Find the families, and write what is told of them."""
    if options.master and options.runner != "spark":
        options.usage("--master goes with --runner spark")
    if options.memory and options.runner == "spark":
        options.usage("--memory goes with --runner local; Spark has settings of its own")
    refuse_source(Path(options.corpus))
    out = Path(options.out).absolute()
    refuse_foreign(out)
    tell_first_use("reuse.lineage_kernels", "about a minute")
    work = out.with_name(f"{out.name}-unfinished")
    try:
        with keep_aside(options.refused, beside(options.out)) as refused:
            return find(options, out, work, refused)
    except KeyboardInterrupt:
        kept = f"what was done is kept in {work}" if work.exists() else "nothing was done yet"
        complain(f"stopped; {kept}. Run it again, and it goes on")
        return STOPPED


def refuse_source(source: Path) -> None:
    """Refuse what is not there, and a corpus that has lost its manifest: its files would be taken for reports."""
    from mediawire.corpus.manifest import NAME, has_texts

    if not source.exists():
        raise InputError(str(source), "is no corpus and no file of reports")
    if not (source / NAME).exists() and has_texts(source):
        raise CorpusBroken(
            str(source / NAME), "is missing, and there are texts; rebuild it with mediawire check --rebuild"
        )


def refuse_foreign(out: Path) -> None:
    """Refuse a folder that holds anything but the results of an earlier run: the new ones replace the whole folder."""
    if out.exists() and not out.is_dir():
        raise OutputError(str(out), "is a file, and a folder is wanted")
    if out.is_mount():
        raise OutputError(str(out), "is where a disk is mounted; name a folder on it")
    foreign = find_foreign(out) if out.is_dir() else None
    if foreign is not None:
        raise OutputError(str(out), f"holds something else than families ({foreign}); it is left as it is")


def find_foreign(out: Path) -> Path | None:
    """Find something in a folder that no run has written; None where all is of an earlier run, or nothing is there."""
    try:
        there = sorted(path.relative_to(out) for path in (*out.iterdir(), *(out / PAGES).glob("*")))
    except OSError as error:
        raise OutputError(str(out), f"cannot be read: {error.strerror or error}") from error
    return next((path for path in there if not WRITTEN.fullmatch(path.as_posix())), None)


def find(options: argparse.Namespace, out: Path, work: Path, refused: Refusals) -> int:
    """Work in a folder of our own, which is held against others who would write the same results."""
    from mediawire.corpus.durable import hold
    from mediawire.corpus.job import make_folder

    make_folder(work)
    with hold(work / LOCK, 0):
        try:
            return replace_results(options, out, work, refused)
        finally:
            if [path.name for path in work.glob("*")] == [LOCK]:
                shutil.rmtree(work, ignore_errors=True)


def replace_results(options: argparse.Namespace, out: Path, work: Path, refused: Refusals) -> int:
    """Find the families, put what comes of it in the place of the results, and say what was found."""
    table = ask_corpus(options) if asks_corpus(options) else run_job(options, open_source(options, work, refused), work)
    write_all(table, work / "results", options)
    put_in_place(work / "results", out)
    shutil.rmtree(work, ignore_errors=True)
    tell(table, options)
    tell_refused(refused)
    return FAILED if refused.reasons else DONE


def asks_corpus(options: argparse.Namespace) -> bool:
    """Tell whether the families are those of a corpus, which keeps them, found on this machine."""
    from mediawire.corpus.manifest import NAME

    return options.runner == "local" and (Path(options.corpus) / NAME).exists()


def ask_corpus(options: argparse.Namespace) -> pa.Table:
    """Ask a corpus for its families; what it knows of them serves again."""
    from mediawire import open_corpus

    with open_corpus(options.corpus, create=False) as corpus:
        return corpus.families(anew=options.anew, memory_bytes=options.memory, progress=True).table


def open_source(options: argparse.Namespace, work: Path, refused: Refusals) -> plan.Corpus:
    """Open what the job reads: a corpus, or files of reports."""
    from mediawire import open_corpus
    from mediawire.corpus.job import gather_files, hold_files
    from mediawire.corpus.manifest import NAME
    from mediawire.corpus.readers import count_bytes
    from mediawire.progress import Progress

    source = Path(options.corpus)
    if (source / NAME).exists():
        with open_corpus(source, create=False) as corpus:
            return hold_files(corpus.files(), work)
    with Progress("gathering", count_bytes([source])) as progress:
        return gather_files(source, work, refused, dict(options.field), progress.move)


def run_job(options: argparse.Namespace, corpus: plan.Corpus, work: Path) -> pa.Table:
    """Run the job where it was asked to run."""
    from mediawire.reuse.plan import find_families

    with make_runner(options, corpus, work) as runner:
        return find_families(runner, corpus)


def make_runner(options: argparse.Namespace, corpus: plan.Corpus, work: Path) -> Any:
    """Make the runner: this machine, or Spark."""
    if options.runner == "spark":
        from mediawire.reuse.spark import SparkRunner

        return SparkRunner(options.master or "local[2]", progress=True)
    from mediawire.corpus.job import describe_job
    from mediawire.reuse.checkpoint import Checkpoint
    from mediawire.reuse.local import LocalRunner

    checkpoint = Checkpoint(work / "steps", describe_job(corpus))
    return LocalRunner(options.memory, folder=work, progress=True, checkpoint=checkpoint)


def write_all(table: pa.Table, folder: Path, options: argparse.Namespace) -> None:
    """Write the tables, the graph and the pages."""
    from mediawire.progress import Progress
    from mediawire.reuse.family_tables import write_tables
    from mediawire.reuse.graphml import write_graphml
    from mediawire.view.family_pages import write_family_pages

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with Progress("writing", 3) as progress:
        write_tables(table, folder)
        progress.move()
        write_graphml(table, folder / "families.graphml")
        write_constants(folder / "constants.json")
        progress.move()
        if options.html:
            write_family_pages(table, folder, Path(options.corpus).name)


def write_constants(path: Path) -> None:
    """Write down the constants that decided what was found."""
    import json

    from mediawire.reuse import constants

    path.write_text(json.dumps(constants.as_dict(constants.GATHERED), indent=1) + "\n", encoding="utf-8")


def put_in_place(made: Path, out: Path) -> None:
    """Put the results in their place; those of an earlier run go only then."""
    former = made.with_name("former")
    try:
        if out.exists():
            out.rename(former)
        out.parent.mkdir(parents=True, exist_ok=True)
        made.rename(out)
    except OSError as error:
        raise OutputError(str(out), f"cannot be written: {error.strerror or error}") from error


def tell(table: pa.Table, options: argparse.Namespace) -> None:
    """Say what was found and where it stands."""
    import pyarrow.compute as pc

    reports = pc.sum(pc.list_value_length(table["members"])).as_py() or 0
    pages = f"; look at {Path(options.out) / 'index.html'}" if options.html else ""
    found = "1 family" if table.num_rows == 1 else f"{table.num_rows:,} families"
    complain(f"{found} of copies, with {number_of(reports, 'report')}, written to {options.out}{pages}")
