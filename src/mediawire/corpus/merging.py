"""Merges small files into larger ones, and lets go of removed texts, beside those who read and add.

Texts are rewritten only where files are small or hold what was removed. All is written beside what is there; the lock
is held for the commit alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mediawire.corpus.adding import name_file
from mediawire.corpus.durable import making, remove
from mediawire.corpus.index import Columns, write_index
from mediawire.corpus.manifest import INDEX, OURS, REMOVED, TEXTS, Manifest, StoredFile, commit, read_manifest
from mediawire.corpus.pages import PAGE
from mediawire.corpus.parts import PAGED, gather, pages_of, read_part, text_bytes, write_part
from mediawire.corpus.postings import NONE_GONE, merge_keys
from mediawire.corpus.snapshot import Snapshot
from mediawire.corpus.tiers import Size, Work

PART_BYTES = 64 * 1024 * 1024
"""Of texts in a file: small enough to be rewritten for a removal, large enough that a million reports are 50 files."""
SMALL_BYTES = PART_BYTES // 2
"""A file of texts that has less is put together with its neighbours."""

Pages = dict[str, NDArray[Any]]
"""The pages of each column that is read value by value."""


class Stopped(Exception):
    """Somebody asked the merging to stop; nothing was changed."""


class Merged(NamedTuple):
    """What takes the place of what."""

    old_parts: tuple[StoredFile, ...]
    new_parts: tuple[StoredFile, ...]
    old_indexes: tuple[StoredFile, ...]
    new_index: StoredFile


def sizes_of(snapshot: Snapshot) -> list[Size]:
    """Return the sizes of all indexes."""
    return [Size(index.count, int(index.postings.postings.size)) for index in snapshot.indexes]


def holds_removed(snapshot: Snapshot, file: StoredFile) -> bool:
    """Tell whether a file still holds reports that were removed."""
    low, high = np.searchsorted(snapshot.removed, [file.first, file.end])
    return int(high - low) > file.end - file.first - file.rows


class Merging:
    """One merge: files that are made for others, as a snapshot has them. `Stopped` leaves everything as it was."""

    def __init__(self, snapshot: Snapshot, work: Work, is_stopped: Callable[[], bool] = lambda: False) -> None:
        self.snapshot, self.work, self.is_stopped = snapshot, work, is_stopped
        self.folder, self.generation = snapshot.folder, snapshot.manifest.generation + 1
        self.old_indexes = snapshot.manifest.indexes[work.start : work.end]
        self.first, self.end = self.old_indexes[0].first, self.old_indexes[-1].end
        self.old_parts = tuple(part for part in snapshot.manifest.parts if self.first <= part.first < self.end)
        self.made: list[Path] = []

    def make(self) -> Merged:
        """Write the new files; nothing names them yet."""
        try:
            new_parts, pages = self.merge_parts()
            return Merged(self.old_parts, new_parts, self.old_indexes, self.merge_indexes(pages))
        except BaseException:
            self.drop()
            raise

    def drop(self) -> None:
        """Remove what was made."""
        for path in self.made:
            remove(path)

    def go_on(self) -> None:
        """Stop where that is asked for."""
        if self.is_stopped():
            raise Stopped

    def merge_parts(self) -> tuple[tuple[StoredFile, ...], Pages]:
        """Write texts anew where need be; return all files of texts, and where their pages are."""
        new: list[StoredFile] = []
        pages: list[Pages] = [{name: np.zeros(0, PAGE) for name in PAGED}]
        row = 0
        for group in group_parts(self.old_parts):
            is_kept = len(group) == 1 and not holds_removed(self.snapshot, group[0])
            file = group[0] if is_kept else self.rewrite(group)
            if file is not None:
                new.append(file)
                pages.append(self.pages_kept(file, row) if is_kept else pages_of(self.folder / file.file, row))
                row += file.rows
        return tuple(new), {name: np.concatenate([table[name] for table in pages]) for name in PAGED}

    def rewrite(self, group: Sequence[StoredFile]) -> StoredFile | None:
        """Write the texts of some files into one, without those that were removed; None where nothing is left."""
        first, end = group[0].first, group[-1].end
        path = self.folder / TEXTS / name_file(first, end, self.generation, "parquet")
        weights: list[int] = []
        with making(path):
            self.made.append(path)
            rows = write_part(path, self.weighed(gather(self.read_kept(group), PART_BYTES // 4), weights))
        if not rows:
            remove(path)
            return None
        return StoredFile.of(self.folder, path, first, end, rows, sum(weights))

    def read_kept(self, group: Sequence[StoredFile]) -> Iterator[pa.RecordBatch]:
        """Read the texts of some files, without those that were removed."""
        for file in group:
            for batch in read_part(self.folder / file.file):
                self.go_on()
                if not self.snapshot.gone.size:
                    yield batch
                    continue
                yield batch.filter(pa.array(~self.snapshot.gone[batch.column("number").to_numpy()]))

    @staticmethod
    def weighed(batches: Iterator[pa.RecordBatch], weights: list[int]) -> Iterator[pa.RecordBatch]:
        """Pass batches on and note the bytes of their texts."""
        for batch in batches:
            weights.append(text_bytes(batch))
            yield batch

    def pages_kept(self, file: StoredFile, row: int) -> Pages:
        """Take over the pages of a file that stays, as the old index has them; its rows now begin at ``row``."""
        index, report = self.snapshot.place_in(file.first)
        start = report if index.rows is None else int(np.searchsorted(index.rows, report))
        found = {}
        for name, table in index.pages.items():
            low, high = np.searchsorted(index.page_rows[name], [start, start + file.rows])
            found[name] = table[low:high].copy()
            found[name]["row"] = table["row"][low:high].astype(np.int64) + (row - start)
        return found

    def merge_indexes(self, pages: Pages) -> StoredFile:
        """Write one index for several."""
        indexes = self.snapshot.indexes[self.work.start : self.work.end]
        gone = [self.gone_in(index.first, index.count) for index in indexes]
        columns = Columns.join([index.columns for index in indexes])
        if self.snapshot.gone.size:
            columns = columns.keep(~self.gone_in(self.first, self.end - self.first))
        shifts = [index.first - self.first for index in indexes]
        postings = [index.postings for index in indexes]
        total = sum(source.postings.size for source in postings)
        path = self.folder / INDEX / name_file(self.first, self.end, self.generation, "index")
        self.made.append(path)
        write_index(path, columns, pages, total, self.stoppable(merge_keys(postings, shifts, gone)))
        return StoredFile.of(self.folder, path, self.first, self.end, int(columns.present.sum()))

    def gone_in(self, first: int, count: int) -> NDArray[np.bool_]:
        """Return which reports of a range were removed; nothing where none was."""
        gone = self.snapshot.gone
        return gone[first : first + count] if gone.size else NONE_GONE

    def stoppable(self, pieces: Iterator[NDArray[np.uint64]]) -> Iterator[NDArray[np.uint64]]:
        """Pass pieces on until somebody asks to stop."""
        for piece in pieces:
            self.go_on()
            yield piece


def group_parts(parts: Sequence[StoredFile]) -> list[list[StoredFile]]:
    """Put small files of texts together with their neighbours, up to the size of a large one."""
    groups: list[list[StoredFile]] = []
    for part in parts:
        weight = sum(file.weight for file in groups[-1]) if groups else PART_BYTES
        is_small = part.weight < SMALL_BYTES and weight + part.weight <= PART_BYTES
        if is_small and weight < SMALL_BYTES:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def commit_merged(folder: Path, merged: Merged) -> Manifest | None:
    """Put new files in the place of old ones; None where those are no longer there. The caller holds the lock."""
    manifest = read_manifest(folder)
    parts = exchange(manifest.parts, merged.old_parts, merged.new_parts)
    indexes = exchange(manifest.indexes, merged.old_indexes, (merged.new_index,))
    if parts is None or indexes is None:
        return None
    manifest = replace(manifest, generation=manifest.generation + 1, parts=parts, indexes=indexes)
    made = *(part for part in merged.new_parts if part not in merged.old_parts), merged.new_index
    commit(folder, manifest, made)
    return manifest


def exchange(
    files: tuple[StoredFile, ...], old: tuple[StoredFile, ...], new: tuple[StoredFile, ...]
) -> tuple[StoredFile, ...] | None:
    """Put new files in the place of old neighbours; None where the old ones are not all there."""
    if not old:
        return files
    if old[0] not in files:
        return None
    at = files.index(old[0])
    return files[:at] + new + files[at + len(old) :] if files[at : at + len(old)] == old else None


def sweep(folder: Path, manifest: Manifest) -> None:
    """Remove the files that no manifest names. The caller holds both locks, so that nobody is writing any.

    Only what is named as the files of a corpus are is removed: anything else in these folders is somebody's.
    """
    named = {file.file for file in manifest.files}
    for kind in (TEXTS, INDEX, REMOVED):
        for path in (folder / kind).glob("*"):
            if OURS.fullmatch(path.name) and path.relative_to(folder).as_posix() not in named:
                remove(path)
