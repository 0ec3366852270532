"""Keeps what the steps of a job have made, so that a second run goes on where the first was interrupted.

Each named step has a folder, each partition of its rows a file, renamed to its name when it is whole; a run that finds
the file does not make it again. When all of a step's rows are there, those it was made of are needed no more and go.
That is safe against a kill at any instant, though not against a power cut: nothing here waits for the disk.

A checkpoint holds for one job: the caller describes all that the result hangs on (files with their sizes and times,
settings), and what was kept for another description is removed.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from mediawire.reuse.held import Piece, map_batches, unwritable, write_batches

FORMAT = "1"
DIGITS = 16


@dataclass(frozen=True, slots=True)
class Stage:
    """What one step has made so far."""

    folder: Path

    @property
    def is_done(self) -> bool:
        """Tell whether all partitions were made."""
        return (self.folder / "done").exists()

    @property
    def is_spent(self) -> bool:
        """Tell whether the rows have gone, as what was made of them is kept."""
        return (self.folder / "spent").exists()

    def begin(self, count: int) -> None:
        """Prepare for so many partitions; what was made for another number is of no use."""
        noted = self.folder / f"{count}.partitions"
        try:
            if self.folder.exists() and not noted.exists():
                shutil.rmtree(self.folder)
            self.folder.mkdir(parents=True, exist_ok=True)
            noted.touch()
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def has(self, number: int) -> bool:
        """Tell whether the rows of a partition have been made."""
        return self._path(number).exists()

    def keep(self, number: int, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> list[Piece]:
        """Write the rows of a partition, and return them as they lie in the file."""
        aside = self._path(number).with_suffix(".part")
        write_batches(aside, batches, schema)
        aside.replace(self._path(number))
        return map_batches(self._path(number))

    def finish(self) -> None:
        """Note that all partitions were made."""
        (self.folder / "done").touch()

    def spend(self) -> None:
        """Let the rows go; first the note, then the files."""
        (self.folder / "spent").touch()
        for path in self.folder.glob("*.arrow"):
            path.unlink()

    def load(self) -> Iterator[list[Piece]]:
        """Yield the rows of all partitions, none if they have gone."""
        for path in sorted(self.folder.glob("*.arrow")):
            yield map_batches(path)

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:06}.arrow"


class Checkpoint:
    """What was kept of one job. Two runs at once may not share it."""

    def __init__(self, folder: Path, job: str) -> None:
        self.folder = folder / hashlib.sha256(f"{FORMAT} {job}".encode()).hexdigest()[:DIGITS]
        self.steps = 0
        for other in folder.glob("?" * DIGITS):
            if other != self.folder and re.fullmatch("[0-9a-f]+", other.name):
                shutil.rmtree(other, ignore_errors=True)

    def stage(self, doing: str) -> Stage:
        """Return what the next step has made; the steps of a job come in the same order every time."""
        self.steps += 1
        return Stage(self.folder / f"{self.steps:02}-{re.sub('[^a-z]+', '-', doing.lower())}")

    def remove(self) -> None:
        """Remove all of it: the job is done."""
        shutil.rmtree(self.folder, ignore_errors=True)
        with suppress(OSError):
            self.folder.parent.rmdir()
