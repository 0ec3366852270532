"""Says which files of a corpus are damaged, and makes anew what can be made of the rest.

Everything but the texts can be made from the texts. Of a damaged file of texts each row group that can be read is kept,
text by text, where the text has the digest under which it was filed; the file is set aside in ``damaged``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from mediawire.corpus.adding import Sketched, make_index, name_file
from mediawire.corpus.durable import digest_file, hold, making, writing
from mediawire.corpus.index import hash_ids
from mediawire.corpus.manifest import (
    LOCK,
    MERGING_LOCK,
    NAME,
    REMOVED,
    TEXTS,
    Manifest,
    StoredFile,
    commit,
    has_texts,
    read_manifest,
)
from mediawire.corpus.merging import sweep
from mediawire.corpus.parts import PART, digest_texts, join, read_part, strings, text_bytes, write_part
from mediawire.errors import CorpusBroken, InputError

DAMAGED = "damaged"
WAIT_SECONDS = 600.0
"""A bulk import holds the corpus for seconds at a time, a merge of millions for minutes."""
NAMED = re.compile(r"(\d+)-(\d+)\.(\d+)\.parquet")


class Damage(NamedTuple):
    """A file that is not what was written, and what is wrong with it."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of making a corpus anew: its reports, the texts that were lost, and the files that were damaged."""

    reports: int
    lost: int
    damaged: tuple[Damage, ...]


def check(folder: Path, moved: Callable[[int], None] = lambda size: None) -> tuple[Damage, ...]:
    """Read every file of a corpus and name those that are damaged. ``moved`` is told the bytes that were read."""
    refuse_foreign(folder)
    try:
        manifest = read_manifest(folder)
    except CorpusBroken as error:
        return (Damage(Path(error.what).name, error.why),)
    found = []
    for file in manifest.files:
        if why := judge(folder, file):
            found.append(Damage(file.file, why))
        moved(file.size)
    named = {file.file for file in read_manifest(folder).files}  # a merge may have removed what was missed
    return tuple(damage for damage in found if damage.file in named)


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that is no corpus: it has no manifest, and no texts that could have lost theirs."""
    if not (folder / NAME).exists() and not has_texts(folder):
        raise InputError(str(folder), "is no corpus")


def judge(folder: Path, file: StoredFile) -> str | None:
    """Say what is wrong with a file; None where nothing is."""
    path = folder / file.file
    try:
        size = path.stat().st_size
        if size != file.size:
            return f"has {size:,} bytes of {file.size:,}"
        return None if digest_file(path) == file.digest else "is damaged"
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def rebuild(folder: Path, settings: dict[str, int], moved: Callable[[int], None] = lambda size: None) -> Rebuilt:
    """Make all indexes anew from the texts. No report is lost but those whose text cannot be read any more.

    ``moved`` is told the bytes of the files of texts that are done.
    """
    refuse_foreign(folder)
    with hold(folder / MERGING_LOCK, WAIT_SECONDS), hold(folder / LOCK, WAIT_SECONDS):
        damaged = check(folder)
        before = manifest_or_guess(folder)
        removed = read_removed(folder, before)
        parts, gone = keep_readable(folder, before, {damage.file for damage in damaged})
        lost = np.setdiff1d(gone, removed).size
        removed = np.union1d(removed, gone).astype(np.uint32)
        manifest = replace(before, settings=settings, generation=before.generation + 1, parts=parts, indexes=())
        manifest = index_parts(folder, manifest, removed, moved)
        manifest = replace(manifest, removed=write_removed(folder, manifest.generation, removed))
        commit(folder, manifest, [file for file in manifest.files if file not in before.files])
        set_aside(folder, [part.file for part in before.parts if part.file in {damage.file for damage in damaged}])
        sweep(folder, manifest)
    return Rebuilt(manifest.reports, lost, damaged)


def manifest_or_guess(folder: Path) -> Manifest:
    """Read the manifest, or make one of the files of texts that are there, the latest for each range of numbers."""
    with suppress(CorpusBroken):
        return read_manifest(folder)
    named = [(NAMED.fullmatch(path.name), path) for path in sorted((folder / TEXTS).glob("*.parquet"))]
    ranges = sorted((-int(found[3]), int(found[1]), int(found[2]), path) for found, path in named if found)
    parts: list[StoredFile] = []
    for _, first, end, path in ranges:
        if all(end <= part.first or part.end <= first for part in parts):
            parts.append(StoredFile.of(folder, path, first, end))
    removed = max((folder / REMOVED).glob("*.u32"), default=None)
    return Manifest(
        generation=max(map(generation_of, folder.glob("*/*.*")), default=0),
        next_number=max((part.end for part in parts), default=0),
        parts=tuple(sorted(parts, key=lambda part: part.first)),
        removed=StoredFile.of(folder, removed) if removed else None,
    )


def generation_of(path: Path) -> int:
    """Return the state that a file came with, by its name."""
    numbers = [int(piece) for piece in path.name.split(".") if piece.isdigit()]
    return numbers[-1] if numbers else 0


def read_removed(folder: Path, manifest: Manifest) -> NDArray[np.uint32]:
    """Read which numbers were removed; of a damaged file what can be one, as its numbers ascend."""
    if manifest.removed is None:
        return np.empty(0, np.uint32)
    try:
        data = (folder / manifest.removed.file).read_bytes()
    except OSError:
        return np.empty(0, np.uint32)
    numbers = np.frombuffer(data[: len(data) // 4 * 4], np.uint32)
    return np.unique(numbers[numbers < manifest.next_number])


def write_removed(folder: Path, generation: int, removed: NDArray[np.uint32]) -> StoredFile | None:
    """Write which numbers were removed; no file where none was."""
    if not removed.size:
        return None
    path = folder / REMOVED / f"{generation:08}.u32"
    with making(path):
        path.write_bytes(removed.tobytes())
    return StoredFile.of(folder, path, rows=removed.size)


def keep_readable(
    folder: Path, manifest: Manifest, damaged: set[str]
) -> tuple[tuple[StoredFile, ...], NDArray[np.uint32]]:
    """Return files of texts that can be read, and the numbers of the reports that cannot."""
    parts: list[StoredFile] = []
    for part in manifest.parts:
        kept = part
        if part.file in damaged or not part.rows:
            salvaged = salvage(folder, part, manifest.generation + 1)
            if salvaged is None:
                continue
            kept = salvaged
        parts.append(kept)
    there = [np.concatenate([numbers_in(folder, part), np.empty(0, np.uint32)]) for part in parts]
    every = np.arange(manifest.next_number, dtype=np.uint32)
    return tuple(parts), np.setdiff1d(every, np.concatenate([np.empty(0, np.uint32), *there]), assume_unique=True)


def numbers_in(folder: Path, part: StoredFile) -> NDArray[np.uint32]:
    """Return the numbers of the reports in a file of texts."""
    numbers = pq.read_table(folder / part.file, columns=["number"]).column("number")
    return np.asarray(numbers.to_numpy(), np.uint32)


def salvage(folder: Path, part: StoredFile, generation: int) -> StoredFile | None:
    """Write what can be read of a damaged file of texts into a new one; None where nothing can."""
    path = folder / TEXTS / name_file(part.first, part.end, generation, "parquet")
    batches = list(readable(folder / part.file))
    rows = sum(batch.num_rows for batch in batches)
    if not rows:
        return None
    with making(path):
        write_part(path, batches)
    return StoredFile.of(folder, path, part.first, part.end, rows, sum(map(text_bytes, batches)))


def readable(path: Path) -> Iterator[pa.RecordBatch]:
    """Yield the reports of a damaged file whose text still has its digest."""
    try:
        groups = pq.ParquetFile(path).num_row_groups
    except (OSError, pa.ArrowException):
        return
    for group in range(groups):
        with suppress(OSError, pa.ArrowException, ValueError):
            with pq.ParquetFile(path) as file:
                table = file.read_row_group(group).cast(PART)
            table.validate(full=True)
            for batch in table.combine_chunks().to_batches():
                yield batch.filter(pa.array(is_whole(batch)))


def is_whole(batch: pa.RecordBatch) -> NDArray[np.bool_]:
    """Tell which texts have the digest under which they were filed."""
    digests = batch.column("digest")
    filed = np.frombuffer(digests.buffers()[1], np.uint8)[32 * digests.offset :].reshape(-1, 32)[: batch.num_rows]
    whole: NDArray[np.bool_] = (digest_texts(batch.column("text")) == filed).all(axis=1)
    return whole


def set_aside(folder: Path, files: Sequence[str]) -> None:
    """Keep damaged files of texts for whoever can do more with them."""
    for file in files:
        target = folder / DAMAGED / Path(file).name
        with writing(target), suppress(FileNotFoundError):
            target.parent.mkdir(exist_ok=True)
            (folder / file).replace(target)


def index_parts(
    folder: Path, manifest: Manifest, removed: NDArray[np.uint32], moved: Callable[[int], None]
) -> Manifest:
    """Make an index for each file of texts; a gap before a file belongs to its index, as all numbers have to."""
    indexes: list[StoredFile] = []
    parts: list[StoredFile] = []
    ids: list[NDArray[np.uint64]] = []
    first = 0
    for at, part in enumerate(manifest.parts):
        end = part.end if at + 1 < len(manifest.parts) else manifest.next_number
        batch = join(list(read_part(folder / part.file)))
        parts.append(replace(part, rows=batch.num_rows, weight=text_bytes(batch)))
        sketched = Sketched.of(batch, first)
        indexes.append(make_index(folder, first, end, manifest.generation, batch, sketched, folder / part.file))
        ids.append(hash_ids(*strings(batch.column("id")))[~np.isin(batch.column("number").to_numpy(), removed)])
        moved(part.size)
        first = end
    reports = np.unique(np.concatenate(ids)).size if ids else 0
    return replace(manifest, parts=tuple(parts), indexes=tuple(indexes), reports=int(reports))
