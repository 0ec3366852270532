"""A corpus on disk: reports go in, and what is there is found by id, by number and by feature.

Many may read while one writes. What a call has acknowledged stays, whatever happens afterwards; what a kill interrupts
is as if it had never begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Any, NamedTuple, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mediawire.corpus.adding import Added, file_batch
from mediawire.corpus.durable import hold, making
from mediawire.corpus.intake import batches_of
from mediawire.corpus.manifest import (
    LOCK,
    MERGING_LOCK,
    NAME,
    REMOVED,
    StoredFile,
    commit,
    make_folders,
    stamp_of,
)
from mediawire.corpus.merging import (
    PART_BYTES,
    Merging,
    Stopped,
    commit_merged,
    holds_removed,
    sizes_of,
    sweep,
)
from mediawire.corpus.parts import gather
from mediawire.corpus.refused import Refusals
from mediawire.corpus.repair import Damage, Rebuilt, check, rebuild
from mediawire.corpus.snapshot import Facts, Snapshot, open_snapshot
from mediawire.corpus.tiers import plan_all, plan_merge
from mediawire.errors import CorpusBroken, CorpusBusy, InputError, MediawireError
from mediawire.output import refuse
from mediawire.report import Body, Report
from mediawire.reuse.constants import FINGERPRINT

WAIT_SECONDS = 60.0
"""How long a writer waits for another one; a batch of a bulk import takes two."""
CAP = 4_096
"""Reports listed of one feature: what more of them hold is looked at once, and not found by this feature."""


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the corpus has it: ``version`` of ``versions``, the first text of an id being version 1."""

    id: str
    version: int
    versions: int
    outlet: str | None
    published: datetime | None
    headline: str | None
    url: str | None
    text: str

    def to_report(self) -> Report:
        """Return it as the value that a comparison takes."""
        return Report(Body(self.text), self.headline, published=self.published, outlet=self.outlet, url=self.url)


class Files(NamedTuple):
    """The texts for other tools: Parquet files, and the numbers in them that were removed."""

    texts: tuple[Path, ...]
    removed: NDArray[np.uint32]


def open_corpus(folder: Path | str, create: bool = True) -> Corpus:
    """Open a corpus, or make an empty one where there is none.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, open_corpus(folder) as corpus:
    ...     corpus.add([{"id": "7", "text": "The bridge over the Vistula will stay closed until March."}]).added
    ...     corpus.get("7").text
    1
    'The bridge over the Vistula will stay closed until March.'

    Raises `CorpusBroken` naming a file that is damaged, `InputError` where there is no corpus and none is to be made,
    `OutputError` where none can be made.
    """
    folder = Path(folder)
    if not (folder / NAME).exists():
        if not create:
            raise InputError(str(folder), "is no corpus")
        make_corpus(folder)
    return Corpus(folder)


def make_corpus(folder: Path) -> None:
    """Make an empty corpus, unless another made one meanwhile."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse(str(folder), error)
    with hold(folder / LOCK, WAIT_SECONDS):
        if (folder / NAME).exists():
            return
        if any((folder / kind).is_dir() and any((folder / kind).iterdir()) for kind in ("texts",)):
            raise CorpusBroken(str(folder / NAME), "is missing, and there are texts; rebuild it")
        make_folders(folder, settings())


def check_corpus(folder: Path | str) -> tuple[Damage, ...]:
    """Read every file of a corpus, also of one that cannot be opened, and name those that are damaged."""
    return check(Path(folder))


def rebuild_corpus(folder: Path | str) -> Rebuilt:
    """Make the indexes of a corpus anew from its texts, also of one that cannot be opened."""
    return rebuild(Path(folder), settings())


def settings() -> dict[str, int]:
    """Return what decides which features a text has; a corpus that was indexed with others has to be rebuilt."""
    return asdict(FINGERPRINT)


class Corpus:
    """A corpus: `add`, `remove`, `get`, and what a trace asks of it.

    Every question is answered from the last committed state, also when another process committed it. A report's number
    is given once and for ever; all its versions have numbers of their own. Threads may ask at the same time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.snapshot: Snapshot = open_snapshot(folder)
        if self.snapshot.manifest.settings != settings():
            raise InputError(str(folder), "was indexed with other settings than this mediawire has; rebuild it")
        self.stop = Event()
        self.merger: Thread | None = None
        self.trouble: MediawireError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        """Count the reports; versions of one count once."""
        return len(self.refresh())

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and bool(self.refresh().numbers_of(id))

    def refresh(self) -> Snapshot:
        """Return the last committed state."""
        if stamp_of(self.folder) != self.snapshot.file.stamp:
            self.snapshot = open_snapshot(self.folder, self.snapshot)
        return self.snapshot

    def add(self, reports: Any, refused: Refusals | None = None) -> Added:
        """Add reports: an Arrow table or batches of them, records (``id``, ``outlet``, ...), `Report` values.

        What is acknowledged stays. The same id with a text that it had is no change, with another text a new version.
        Rows that cannot be reports go to ``refused``, each with its reason, and the rest goes in. In bulk it is
        committed batch by batch: after a kill, run it again.
        """
        self.raise_trouble()
        refused = Refusals() if refused is None else refused
        before = len(refused)
        total = Added()
        for batch in gather(batches_of(reports, refused), PART_BYTES):
            with self.writing() as snapshot:
                total += file_batch(snapshot, batch)
            self.merge_aside()
        return total + Added(refused=len(refused) - before)

    def remove(self, ids: Iterable[str] | str) -> int:
        """Remove reports with all their versions, and return how many there were.

        They are not found from now on; their texts leave the disk with the next merge.
        """
        wanted = pa.array(sorted({ids} if isinstance(ids, str) else set(ids)), pa.string())
        with self.writing() as snapshot:
            rows, numbers = snapshot.find_ids(wanted)
            count = int(np.unique(rows).size)
            if count:
                self.commit_removed(snapshot, numbers, count)
        return count

    def commit_removed(self, snapshot: Snapshot, numbers: NDArray[np.int64], count: int) -> None:
        """Write down which numbers are removed, and commit."""
        manifest = snapshot.manifest
        removed = np.union1d(snapshot.removed, numbers.astype(np.uint32)).astype(np.uint32)
        path = self.folder / REMOVED / f"{manifest.generation + 1:08}.u32"
        with making(path):
            path.write_bytes(removed.tobytes())
        file = StoredFile.of(self.folder, path, rows=removed.size)
        generation, reports = manifest.generation + 1, manifest.reports - count
        commit(self.folder, replace(manifest, generation=generation, reports=reports, removed=file))

    @contextmanager
    def writing(self) -> Iterator[Snapshot]:
        """Hold the corpus against other writers, with its last state at hand."""
        with hold(self.folder / LOCK, WAIT_SECONDS):
            yield self.refresh()

    def get(self, id: str, version: int | None = None) -> StoredReport | None:
        """Return a report by its id, the latest version or the one asked for; None where it is not there."""
        snapshot = self.refresh()
        numbers = snapshot.numbers_of(id)
        chosen = [number for number in numbers if version in (None, snapshot.version_of(number))]
        return self.report(chosen[-1], snapshot) if chosen else None

    def versions(self, id: str) -> list[StoredReport]:
        """Return all versions of a report, the first one first."""
        snapshot = self.refresh()
        return [self.report(number, snapshot) for number in snapshot.numbers_of(id)]

    def report(self, number: int, snapshot: Snapshot | None = None) -> StoredReport:
        """Return a report by its number; `KeyError` where it is not there."""
        snapshot = snapshot or self.snapshot
        facts, url = snapshot.facts(number), snapshot.string(number, "url")
        return StoredReport(*facts, url, snapshot.string(number, "text") or "")

    def text(self, number: int) -> str:
        """Return the text of a report by its number; `KeyError` where it is not there."""
        return self.snapshot.string(number, "text") or ""

    def text_bytes(self, number: int) -> bytes:
        """Return the text of a report in UTF-8; `KeyError` where it is not there."""
        return bytes(self.snapshot.value(number, "text") or b"")

    def facts(self, number: int) -> Facts:
        """Return what is known of a report, its text apart; `KeyError` where it is not there."""
        return self.snapshot.facts(number)

    def look_up(self, hashes: NDArray[np.uint64], cap: int = CAP) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
        """List the reports that hold features: their numbers, and which of the hashes each holds.

        Of a feature that more reports hold the first ``cap`` are listed; `count_postings` tells which those are. A
        feature is known by 35 bits: one in some hundred of those that no report holds seems to be held by one.
        """
        return self.refresh().look_up(hashes, cap)

    def count_postings(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Count the reports that hold each feature, those that were removed and not yet merged away among them."""
        return self.snapshot.count_postings(hashes)

    @property
    def outlets(self) -> NDArray[np.uint32]:
        """Return for each number its outlet, a place in `outlet_names`; 0 is unknown."""
        return self.gathered("outlets")

    @property
    def published(self) -> NDArray[np.int64]:
        """Return for each number when it was published, in microseconds since 1970; the least int64 is unknown."""
        return self.gathered("published")

    @property
    def words(self) -> NDArray[np.uint32]:
        """Return for each number how many words its text has."""
        return self.gathered("words")

    @property
    def outlet_names(self) -> list[str | None]:
        """Return the names of the outlets."""
        self.gathered("outlets")
        return list(self.snapshot.gathered.names)

    def gathered(self, name: str) -> NDArray[Any]:
        """Return an array about all reports, a report's number being its place."""
        snapshot = self.snapshot
        return snapshot.gathered.gather(name, snapshot.indexes, snapshot.manifest.next_number)

    def files(self) -> Files:
        """Return the Parquet files of the texts, and the numbers in them that were removed."""
        snapshot = self.refresh()
        return Files(tuple(self.folder / part.file for part in snapshot.manifest.parts), snapshot.removed)

    def check(self) -> tuple[Damage, ...]:
        """Read every file and name those that are damaged."""
        return check(self.folder)

    def rebuild(self) -> Rebuilt:
        """Make the indexes anew from the texts; what was damaged is named, and what can be read of it is kept."""
        rebuilt = rebuild_corpus(self.folder)
        self.refresh()
        return rebuilt

    def merge(self, everything: bool = False) -> None:
        """Merge small files into larger ones; with ``everything`` into as few as there can be.

        Texts of removed reports leave the disk where files are merged, with ``everything`` all of them.
        """
        with hold(self.folder / MERGING_LOCK, WAIT_SECONDS):
            while work := plan_merge(sizes_of(self.refresh())):
                self.do(Merging(self.refresh(), work, self.stop.is_set))
            while everything:
                snapshot = self.refresh()
                purge = [
                    any(
                        holds_removed(snapshot, part)
                        for part in snapshot.manifest.parts
                        if file.first <= part.first < file.end
                    )
                    for file in snapshot.manifest.indexes
                ]
                works = plan_all(sizes_of(snapshot), purge)
                if not works:
                    break
                self.do(Merging(snapshot, works[0], self.stop.is_set))

    def do(self, merging: Merging) -> None:
        """Do one merge and commit it. The caller holds the lock against other mergers."""
        merged = merging.make()
        with self.writing():
            manifest = commit_merged(self.folder, merged)
            if manifest is None:
                merging.drop()
            else:
                sweep(self.folder, manifest)

    def merge_aside(self) -> None:
        """Merge in a thread of its own, where there is anything to merge and nobody does it yet."""
        if (self.merger and self.merger.is_alive()) or self.stop.is_set() or not plan_merge(sizes_of(self.refresh())):
            return
        self.merger = Thread(target=self.merge_quietly, name="mediawire-merge", daemon=True)
        self.merger.start()

    def merge_quietly(self) -> None:
        """Merge, and keep for the caller's next act what went wrong."""
        try:
            self.merge()
        except (Stopped, CorpusBusy):
            return
        except MediawireError as error:
            self.trouble = error

    def raise_trouble(self) -> None:
        """Raise what went wrong while merging in the background, once."""
        trouble, self.trouble = self.trouble, None
        if trouble is not None:
            raise trouble

    def close(self) -> None:
        """Stop merging; what is half done is dropped. A closed corpus can still be read."""
        self.stop.set()
        if self.merger is not None:
            self.merger.join()
        self.raise_trouble()
