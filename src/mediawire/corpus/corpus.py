"""A corpus on disk: reports go in, and what is there is found by id, by number and by feature.

Many may read while one writes. What a call has acknowledged stays, whatever happens afterwards; what a kill interrupts
is as if it had never begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mediawire.corpus.adding import Added, file_batch
from mediawire.corpus.durable import bring_to_disk, hold, making, writing
from mediawire.corpus.intake import batches_of
from mediawire.corpus.manifest import LOCK, NAME, REMOVED, StoredFile, commit, has_texts, make_folders, stamp_of
from mediawire.corpus.merger import WAIT_SECONDS, Merger, sweep_idle
from mediawire.corpus.merging import PART_BYTES
from mediawire.corpus.parts import gather
from mediawire.corpus.refused import Refusals
from mediawire.corpus.repair import Damage, Rebuilt, check, rebuild
from mediawire.corpus.snapshot import Snapshot, open_snapshot
from mediawire.corpus.stored import Facts, Files, StoredReport
from mediawire.errors import CorpusBroken, InputError
from mediawire.output import refuse
from mediawire.reuse.constants import FINGERPRINT

if TYPE_CHECKING:
    from mediawire.corpus.families import Families
    from mediawire.corpus.trace import Trace
    from mediawire.report import Span

CAP = 4_096
"""Reports listed of one feature, unless asked otherwise: a text that more than these carry is found by them."""


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
        if has_texts(folder):
            raise CorpusBroken(
                str(folder / NAME), "is missing, and there are texts; rebuild it with mediawire check --rebuild"
            )
        make_folders(folder, settings())
        with writing(folder.parent):
            bring_to_disk(folder.parent)


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
    """A corpus: `add`, `remove`, `get`, `trace`, `families`.

    Every question is answered from the last committed state, also when another process committed it; who asks several
    that belong together asks a `snapshot`. A report's number is given once and for ever; all its versions have numbers
    of their own. Threads may ask at the same time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.last: Snapshot = open_snapshot(folder)
        if self.last.manifest.settings != settings():
            raise InputError(
                str(folder),
                "was indexed with other settings than this mediawire has; rebuild it with mediawire check --rebuild",
            )
        self.merger = Merger(folder, self.snapshot)
        self.is_swept = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        """Count the reports; versions of one count once."""
        return len(self.snapshot())

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and bool(self.snapshot().numbers_of(id))

    def snapshot(self) -> Snapshot:
        """Return the last committed state; it stays as it is, and answers all that is asked by number or feature."""
        if stamp_of(self.folder) != self.last.file.stamp:
            self.last = open_snapshot(self.folder, self.last)
        return self.last

    def add(self, reports: Any, refused: Refusals | None = None) -> Added:
        """Add reports: an Arrow table or batches of them, records (``id``, ``outlet``, ...), `Report` values.

        What is acknowledged stays. The same id with a text that it had is no change, with another text a new version.
        Rows that cannot be reports go to ``refused``, each with its reason, and the rest goes in. In bulk it is
        committed batch by batch: after a kill, run it again.
        """
        self.merger.raise_trouble()
        refused = Refusals() if refused is None else refused
        before = len(refused)
        total = Added()
        for batch in gather(batches_of(reports, refused), PART_BYTES):
            with self.writing() as snapshot:
                total += file_batch(snapshot, batch)
            self.merger.begin()
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
        commit(self.folder, replace(manifest, generation=generation, reports=reports, removed=file), [file])

    @contextmanager
    def writing(self) -> Iterator[Snapshot]:
        """Hold the corpus against other writers, with its last state at hand."""
        with hold(self.folder / LOCK, WAIT_SECONDS):
            snapshot = self.snapshot()
            if not self.is_swept:
                self.is_swept = sweep_idle(self.folder, snapshot.manifest)
            yield snapshot

    def get(self, id: str, version: int | None = None) -> StoredReport | None:
        """Return a report by its id, the latest version or the one asked for; None where it is not there."""
        snapshot = self.snapshot()
        numbers = snapshot.numbers_of(id)
        chosen = [number for number in numbers if version in (None, snapshot.version_of(number))]
        return snapshot.report(chosen[-1]) if chosen else None

    def versions(self, id: str) -> list[StoredReport]:
        """Return all versions of a report, the first one first."""
        snapshot = self.snapshot()
        return [snapshot.report(number) for number in snapshot.numbers_of(id)]

    def trace(self, report: Any, **options: Any) -> Trace:
        """Tell where a text comes from: the smallest set of reports that explains it; see `asking.trace`."""
        from mediawire.corpus.asking import trace

        return trace(self.snapshot(), report, **options)

    def page_noise(self, report: Any) -> tuple[Span, ...]:
        """Return what of a report its outlet prints on many pages, as far as this corpus shows it."""
        from mediawire.corpus.noise import find_page_noise

        return find_page_noise(self.snapshot(), report)

    def families(self, anew: bool = False, memory_bytes: int | None = None, progress: bool = False) -> Families:
        """Find the families of copies among all reports; what was found before serves again, unless ``anew``.

        Where few reports have come or gone since, only what that may change is looked at; see `growing`.
        """
        from mediawire.corpus.growing import find_families

        return find_families(self.snapshot, anew, memory_bytes, progress)

    def text(self, number: int) -> str:
        """Return the text of a report by its number; `KeyError` where it is not there."""
        return self.snapshot().text(number)

    def text_bytes(self, number: int) -> bytes:
        """Return the text of a report in UTF-8; `KeyError` where it is not there."""
        return self.snapshot().text_bytes(number)

    def facts(self, number: int) -> Facts:
        """Return what is known of a report, its text apart; `KeyError` where it is not there."""
        return self.snapshot().facts(number)

    def id_of(self, number: int) -> str:
        """Return the id of a report; `KeyError` where it is not there."""
        return self.snapshot().id_of(number)

    def numbers_of(self, id: str) -> list[int]:
        """List the numbers of a report's versions, the first version first."""
        return self.snapshot().numbers_of(id)

    def look_up(self, hashes: NDArray[np.uint64], cap: int = CAP) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
        """List the reports that hold features: their numbers, and which of the hashes each holds.

        Of a feature that more reports hold the first ``cap`` are listed; `count_postings` tells which those are. A
        feature is known by 35 bits: one in some hundred of those that no report holds seems to be held by one.
        """
        return self.snapshot().look_up(hashes, cap)

    def count_postings(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Count the reports that hold each feature, those that were removed and not yet merged away among them."""
        return self.snapshot().count_postings(hashes)

    @property
    def outlets(self) -> NDArray[np.uint32]:
        """Return for each number its outlet, a place in `outlet_names`; 0 is unknown."""
        return self.snapshot().outlets

    @property
    def published(self) -> NDArray[np.int64]:
        """Return for each number when it was published, in microseconds since 1970; UNKNOWN_TIME where not known."""
        return self.snapshot().published

    @property
    def words(self) -> NDArray[np.uint32]:
        """Return for each number how many words its text has."""
        return self.snapshot().words

    @property
    def outlet_names(self) -> list[str | None]:
        """Return the names of the outlets."""
        return self.snapshot().outlet_names

    def files(self) -> Files:
        """Return the Parquet files of the texts, and the numbers in them that were removed."""
        snapshot = self.snapshot()
        return Files([self.folder / part.file for part in snapshot.manifest.parts], snapshot.removed)

    def merge(self, everything: bool = False) -> None:
        """Merge small files into larger ones; with ``everything`` into as few as there can be.

        Texts of removed reports leave the disk where files are merged, with ``everything`` all of them.
        """
        self.merger.run(everything)

    def check(self) -> tuple[Damage, ...]:
        """Read every file and name those that are damaged."""
        return check(self.folder)

    def rebuild(self) -> Rebuilt:
        """Make the indexes anew from the texts; what was damaged is named, and what can be read of it is kept."""
        return rebuild_corpus(self.folder)

    def close(self) -> None:
        """Stop merging; what is half done is dropped. A closed corpus can still be read."""
        self.merger.close()
