"""What a corpus keeps of its families, so that the next question costs only what has come since.

::

    corpus/families/current.json         what counts, and of which state of the corpus; put in place last
    corpus/families/<generation>.<n>/    families.arrow: rows of FAMILIES; reports.arrow: rows of REPORTS_KEPT
    corpus/families/work/                texts that a running job holds, and what it has done so far
    corpus/families/lock                 held by the one job that keeps what it finds

All of it can be made anew at any time, so that what is damaged, or was found by other rules, is as if it were not
there. A kill at any instant leaves what was kept before.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from mediawire.compiled import digest
from mediawire.corpus.durable import bring_to_disk, digest_file, hold, put_in_place
from mediawire.corpus.manifest import ManifestFile
from mediawire.errors import OutputError
from mediawire.reuse.tables import FAMILIES

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 2
FOLDER, CURRENT, LOCK, WORK = "families", "current.json", "lock", "work"
ALONE = np.uint32(0xFFFFFFFF)

REPORTS_KEPT = pa.schema(
    [pa.field(name, kind, nullable=False) for name, kind in
     (("number", pa.uint32()), ("component", pa.uint32()), ("mark", pa.uint64()))]
)  # fmt: skip
"""A report a row: its number, what it hangs together with by links (ALONE for nothing), what tells it from others."""


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """The families of a corpus at one moment, and what is needed to find those of a later one.

    ``families``     rows of FAMILIES
    ``numbers``      (n,) uint32   of the reports that were there, sorted
    ``components``   (n,) uint32   reports that hang together by links have one; ALONE for those that have none
    ``marks``        (n,) uint64   what tells a report from another that has its number in another corpus
    ``bits``         of the numbers in the job; other ones look at others of the features that outlets repeat
    """

    families: pa.Table
    numbers: NDArray[np.uint32]
    components: NDArray[np.uint32]
    marks: NDArray[np.uint64]
    bits: int


class Shelf:
    """Where the families of a corpus are kept. Where nothing can be written, nothing is kept, and that is all."""

    def __init__(self, corpus: Path) -> None:
        self.folder = corpus / FOLDER

    @contextmanager
    def working(self) -> Iterator[tuple[Path, bool]]:
        """Yield a folder for a job, and whether it may keep what it finds: one job at a time may."""
        try:
            self.folder.mkdir(exist_ok=True)
            holding = hold(self.folder / LOCK, 0)
            holding.__enter__()
        except (OSError, OutputError):
            with tempfile.TemporaryDirectory(prefix="mediawire-families-") as folder:
                yield Path(folder), False
            return
        try:
            work = self.folder / WORK
            work.mkdir(exist_ok=True)
            yield work, True
            shutil.rmtree(work, ignore_errors=True)
        finally:
            holding.__exit__(None, None, None)

    def load(self) -> tuple[Kept, str] | None:
        """Return what is kept, and the digest of the manifest it is of; None where nothing is, or by other rules."""
        try:
            note = json.loads((self.folder / CURRENT).read_bytes())
            if note["format"] != FORMAT or note["rules"] != rules():
                return None
            for name, digest in note["files"].items():
                if digest_file(self.folder / name) != digest:
                    return None
            families, reports = (read_table(self.folder / name) for name in sorted(note["files"]))
            numbers, components, marks = (reports[name].to_numpy() for name in REPORTS_KEPT.names)
            return Kept(families.cast(FAMILIES), numbers, components, marks, note["bits"]), note["manifest"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, pa.ArrowException):
            return None

    def keep(self, kept: Kept, generation: int, manifest: ManifestFile) -> None:
        """Keep families in the place of older ones. The caller holds the lock. What a full disk refuses is not kept."""
        with suppress(OSError, OutputError):
            folder = self.make_folder(generation)
            reports = pa.table([kept.numbers, kept.components, kept.marks], REPORTS_KEPT)
            for name, table in (("families", kept.families), ("reports", reports)):
                write_table(folder / f"{name}.arrow", table)
            bring_to_disk(folder)
            bring_to_disk(self.folder)
            files = {f"{folder.name}/{path.name}": digest_file(path) for path in sorted(folder.iterdir())}
            note = {"format": FORMAT, "generation": generation, "manifest": digest_of(manifest), "rules": rules(),
                    "bits": kept.bits, "reports": len(kept.numbers), "files": files}  # fmt: skip
            put_in_place(self.folder / CURRENT, json.dumps(note, indent=1).encode() + b"\n")
            self.sweep(folder)

    def make_folder(self, generation: int) -> Path:
        """Make a folder that nothing names yet."""
        for number in range(1_000_000):
            folder = self.folder / f"{generation:08}.{number}"
            if not folder.exists():
                folder.mkdir()
                return folder
        raise FileExistsError(self.folder)

    def sweep(self, current: Path) -> None:
        """Remove what was kept before, and what interrupted jobs have left."""
        for path in self.folder.glob("[0-9]*.[0-9]*"):
            if path.is_dir() and path != current:
                shutil.rmtree(path, ignore_errors=True)


def digest_of(manifest: ManifestFile) -> str:
    """Tell one committed state from another."""
    return hashlib.sha256(manifest.data).hexdigest()


@cache
def rules() -> str:
    """Tell the rules by which families are found from others: all sources that decide about them."""
    return digest("reuse.plan", "reuse.joining", "corpus.growing")


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table as it is, and bring it to the disk."""
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema, options=options) as writer:
        writer.write_table(table, 1 << 14)
    bring_to_disk(path)


def read_table(path: Path) -> pa.Table:
    """Read a table that was written as it is."""
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).read_all()
