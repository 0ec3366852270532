"""Does the merging of a corpus, when asked or by itself in a thread, one merge after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

from mediawire.corpus.durable import hold
from mediawire.corpus.manifest import LOCK, MERGING_LOCK, Manifest
from mediawire.corpus.merging import Merging, Stopped, commit_merged, holds_removed, sizes_of, sweep
from mediawire.corpus.snapshot import Snapshot
from mediawire.corpus.tiers import Work, plan_all, plan_merge
from mediawire.errors import CorpusBusy, MediawireError

WAIT_SECONDS = 60.0
"""How long a writer waits for another one; a batch of a bulk import takes two."""


class Merger:
    """Merges the files of one corpus; ``refresh`` returns its last state."""

    def __init__(self, folder: Path, refresh: Callable[[], Snapshot]) -> None:
        self.folder, self.refresh = folder, refresh
        self.stop = Event()
        self.thread: Thread | None = None
        self.trouble: MediawireError | None = None

    def run(self, everything: bool = False) -> None:
        """Merge what should be merged; ``everything`` into as few files as there can be, without removed texts."""
        with hold(self.folder / MERGING_LOCK, WAIT_SECONDS):
            for snapshot, work in self.works(everything):
                self.do(Merging(snapshot, work, self.stop.is_set))

    def works(self, everything: bool) -> Iterator[tuple[Snapshot, Work]]:
        """Yield what there is to do, each time from the last state."""
        while True:
            snapshot = self.refresh()
            sizes = sizes_of(snapshot)
            works = plan_all(sizes, holding_removed(snapshot)) if everything else [plan_merge(sizes)]
            if not works or works[0] is None:
                return
            yield snapshot, works[0]

    def do(self, merging: Merging) -> None:
        """Do one merge and commit it. The caller holds the lock against other mergers."""
        merged = merging.make()
        with hold(self.folder / LOCK, WAIT_SECONDS):
            manifest = commit_merged(self.folder, merged)
            if manifest is None:
                merging.drop()
            else:
                sweep(self.folder, manifest)

    def begin(self) -> None:
        """Merge in a thread, where there is anything to merge and none is running."""
        if not self.is_running and not self.stop.is_set() and plan_merge(sizes_of(self.refresh())):
            self.thread = Thread(target=self.run_quietly, name="mediawire-merge", daemon=True)
            self.thread.start()

    @property
    def is_running(self) -> bool:
        """Tell whether a thread is merging."""
        return self.thread is not None and self.thread.is_alive()

    def run_quietly(self) -> None:
        """Merge, and keep for the next act what went wrong; where another process merges, that is enough."""
        try:
            self.run()
        except (Stopped, CorpusBusy):
            return
        except MediawireError as error:
            self.trouble = error

    def raise_trouble(self) -> None:
        """Raise what went wrong in the thread, once."""
        trouble, self.trouble = self.trouble, None
        if trouble is not None:
            raise trouble

    def wait(self) -> None:
        """Wait until the thread has merged what there was."""
        if self.thread is not None:
            self.thread.join()

    def close(self) -> None:
        """Stop; what is half done is dropped."""
        self.stop.set()
        self.wait()
        self.raise_trouble()


def holding_removed(snapshot: Snapshot) -> list[bool]:
    """Tell for each index whether its texts still hold reports that were removed."""
    holding = [part.first for part in snapshot.manifest.parts if holds_removed(snapshot, part)]
    return [any(file.first <= first < file.end for first in holding) for file in snapshot.manifest.indexes]


def sweep_idle(folder: Path, manifest: Manifest) -> bool:
    """Remove what interrupted acts have left, unless somebody is merging. The caller holds the lock."""
    try:
        with hold(folder / MERGING_LOCK, 0):
            sweep(folder, manifest)
    except CorpusBusy:
        return False
    return True
