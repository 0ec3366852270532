"""Takes reports in: a batch becomes a file of texts and an index, and is there for all once the manifest names them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mediawire.corpus.durable import making, remove
from mediawire.corpus.index import Columns, hash_ids, write_index
from mediawire.corpus.manifest import INDEX, TEXTS, Manifest, StoredFile, commit
from mediawire.corpus.parts import PART, digest_texts, pages_of, strings, text_bytes, write_part
from mediawire.corpus.postings import make_keys
from mediawire.corpus.snapshot import Snapshot
from mediawire.corpus.versions import Known, decide_versions
from mediawire.reuse.fingerprint import sketch

FEW = 64
"""Reports that are sketched where they are: a thread takes longer to start."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of reports that were given: new ids, new versions of known ids, no change, refused."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.refused + other.refused,
        )


def file_batch(snapshot: Snapshot, batch: pa.RecordBatch) -> Added:
    """File what is new in a batch of reports, and commit. The caller holds the lock; the snapshot is the last state."""
    digests = _digest(batch.column("text"))
    versions = _decide(snapshot, batch.column("id"), digests.view(np.uint64)[:, :2])
    is_new = versions > 0
    added = Added(int(np.sum(versions == 1)), int(np.sum(versions > 1)), int(np.sum(~is_new)))
    if not is_new.any():
        return added
    if not is_new.all():
        batch, digests, versions = batch.filter(pa.array(is_new)), digests[is_new], versions[is_new]
    manifest = file_rows(snapshot.folder, snapshot.manifest, number_rows(snapshot.manifest, batch, versions, digests))
    made = manifest.parts[-1], manifest.indexes[-1]
    commit(snapshot.folder, replace(manifest, reports=manifest.reports + added.added), made)
    return added


def _decide(snapshot: Snapshot, ids: pa.Array, digests: NDArray[np.uint64]) -> NDArray[np.uint32]:
    rows, numbers = snapshot.find_ids(ids)
    known = Known(rows, *snapshot.versions_and_digests(numbers))
    return decide_versions(ids, hash_ids(*strings(ids)), digests, known)


def _digest(texts: pa.Array) -> NDArray[np.uint8]:
    """Digest texts on two cores."""
    if len(texts) < FEW:
        return digest_texts(texts)
    half = len(texts) // 2
    with ThreadPoolExecutor(2) as threads:
        return np.concatenate(list(threads.map(digest_texts, (texts[:half], texts[half:]))))


def number_rows(
    manifest: Manifest, batch: pa.RecordBatch, versions: NDArray[np.uint32], digests: NDArray[np.uint8]
) -> pa.RecordBatch:
    """Give reports their numbers."""
    first = manifest.next_number
    numbers = np.arange(first, first + batch.num_rows, dtype=np.uint32)
    digest = pa.Array.from_buffers(PART.field("digest").type, batch.num_rows, [None, pa.py_buffer(digests)])
    return pa.RecordBatch.from_arrays([*batch.columns, pa.array(numbers), pa.array(versions), digest], schema=PART)


def file_rows(folder: Path, manifest: Manifest, batch: pa.RecordBatch) -> Manifest:
    """Write numbered reports and their index, and return the manifest that names them; nothing is committed."""
    first, end = manifest.next_number, manifest.next_number + batch.num_rows
    generation = manifest.generation + 1
    texts = folder / TEXTS / name_file(first, end, generation, "parquet")
    with ThreadPoolExecutor(1) as threads:
        sketched = threads.submit(Sketched.of, batch, first) if batch.num_rows >= FEW else None
        with making(texts):
            write_part(texts, [batch])
        features = sketched.result() if sketched else Sketched.of(batch, first)
    try:
        index = make_index(folder, first, end, generation, batch, features, texts)
        part = StoredFile.of(folder, texts, first, end, batch.num_rows, text_bytes(batch))
    except BaseException:
        remove(texts)
        raise
    return replace(
        manifest,
        generation=generation,
        next_number=end,
        parts=(*manifest.parts, part),
        indexes=(*manifest.indexes, index),
    )


class Sketched(NamedTuple):
    """What an index holds of the texts: the words of each, and the sorted keys of their features."""

    words: NDArray[np.uint32]
    keys: NDArray[np.uint64]

    @classmethod
    def of(cls, batch: pa.RecordBatch, first: int) -> Sketched:
        """Sketch the texts of numbered reports; the index begins with the report ``first``."""
        features = sketch(batch.column("text"))
        numbers = batch.column("number").to_numpy() - np.uint32(first)
        return cls(features.words, make_keys(features.hashes, features.offsets, numbers))


def name_file(first: int, end: int, generation: int, kind: str) -> str:
    """Name a file for the reports it holds and the state it came with."""
    return f"{first:010}-{end:010}.{generation:08}.{kind}"


def make_index(
    folder: Path, first: int, end: int, generation: int, batch: pa.RecordBatch, sketched: Sketched, texts: Path
) -> StoredFile:
    """Make the index of a file of texts for the reports first .. end - 1; those that are not in the batch are gone."""
    path = folder / INDEX / name_file(first, end, generation, "index")
    numbers = batch.column("number").to_numpy() - np.uint32(first)
    columns = Columns.of_part(batch, sketched.words).spread(numbers, end - first)
    write_index(path, columns, pages_of(texts, 0), sketched.keys.size, iter([sketched.keys]))
    return StoredFile.of(folder, path, first, end, batch.num_rows)
