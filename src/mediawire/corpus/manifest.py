"""What a corpus holds at one moment: the files, their sizes and digests. Putting it in place is what commits.

::

    corpus/manifest.json                         what counts; everything it does not name is nothing
    corpus/texts/<first>-<end>.<generation>.parquet   reports with numbers first .. end - 1
    corpus/index/<first>-<end>.<generation>.index     their features, ids and dates, for look-ups
    corpus/removed/<generation>.u32              the numbers of reports that were removed, sorted
    corpus/lock, corpus/merging.lock             held while something is written

A report's number is given once and for ever. Files are never changed; a new generation replaces them.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import weakref
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mediawire.corpus.durable import DIGEST_BYTES, bring_to_disk, digest_file, put_in_place, remove, writing
from mediawire.errors import CorpusBroken, InputError

FORMAT = 1
NAME, LOCK, MERGING_LOCK = "manifest.json", "lock", "merging.lock"
TEXTS, INDEX, REMOVED = "texts", "index", "removed"
OURS = re.compile(r"(\d{10,}-\d{10,}\.)?\d{8,}\.(parquet|index|u32)")
"""How the files of these folders are named. Anything else in them is somebody's, and is left alone."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a corpus: where it is below the corpus folder, and what it must be.

    It is about the reports ``first`` .. ``end - 1``, of which ``rows`` are in it; their texts have ``weight`` bytes.
    """

    file: str
    size: int
    digest: str
    first: int = 0
    end: int = 0
    rows: int = 0
    weight: int = 0

    @classmethod
    def of(cls, folder: Path, path: Path, first: int = 0, end: int = 0, rows: int = 0, weight: int = 0) -> StoredFile:
        """Describe a file as it stands on the disk."""
        name = path.relative_to(folder).as_posix()
        return cls(name, path.stat().st_size, digest_file(path), first, end, rows, weight)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A committed state of a corpus.

    ``next_number``   the number that the next report gets
    ``reports``       how many ids it holds; a report with several versions counts once
    ``parts``         the texts, by number; numbers that were removed may be in none
    ``indexes``       the look-ups, by number, without gaps; each is about whole parts
    """

    generation: int = 0
    settings: dict[str, int] = field(default_factory=dict)
    next_number: int = 0
    reports: int = 0
    parts: tuple[StoredFile, ...] = ()
    indexes: tuple[StoredFile, ...] = ()
    removed: StoredFile | None = None

    @property
    def files(self) -> tuple[StoredFile, ...]:
        """Return all files that it names."""
        return self.parts + self.indexes + ((self.removed,) if self.removed else ())

    def to_bytes(self) -> bytes:
        """Return it as JSON, with its own digest as the last field."""
        fields: dict[str, Any] = {"format": FORMAT, **asdict(self)}
        return json.dumps({**fields, "digest": _digest(fields)}, indent=1).encode() + b"\n"

    @classmethod
    def of_bytes(cls, data: bytes) -> Manifest:
        """Read it back; `ValueError` where it is damaged."""
        fields = json.loads(data)
        if not isinstance(fields, dict) or fields.pop("digest", None) != _digest(fields):
            raise ValueError("its digest does not agree")
        if fields.pop("format") != FORMAT:
            raise NotImplementedError
        for kind in ("parts", "indexes"):
            fields[kind] = tuple(StoredFile(**file) for file in fields[kind])
        fields["removed"] = StoredFile(**fields["removed"]) if fields["removed"] else None
        return cls(**fields)


def _digest(fields: dict[str, Any]) -> str:
    data = json.dumps(fields, sort_keys=True).encode()
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


Stamp = tuple[int, int]
"""Tells one manifest file from another without reading it: device and inode."""


class ManifestFile:
    """The manifest as it stood when it was opened; as long as this is held, no later one can have its stamp.

    A time of change would not do: two commits may come within one tick of the file system's clock.
    """

    def __init__(self, folder: Path) -> None:
        number = os.open(folder / NAME, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, number)
        found = os.fstat(number)
        self.stamp: Stamp = found.st_dev, found.st_ino
        self.data = os.pread(number, found.st_size + 1, 0)


def stamp_of(folder: Path) -> Stamp | None:
    """Return the stamp of the manifest that stands now; None where there is none."""
    try:
        found = (folder / NAME).stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def open_manifest(folder: Path) -> tuple[Manifest, ManifestFile]:
    """Read the last committed state. `CorpusBroken` where the manifest is damaged or missing."""
    path = folder / NAME
    try:
        file = ManifestFile(folder)
        return Manifest.of_bytes(file.data), file
    except NotImplementedError:
        raise InputError(str(path), "was written by a later mediawire; this one cannot read it") from None
    except FileNotFoundError:
        raise CorpusBroken(str(path), "is missing") from None
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorpusBroken(str(path), "is damaged") from error


def read_manifest(folder: Path) -> Manifest:
    """Read the last committed state alone."""
    return open_manifest(folder)[0]


def commit(folder: Path, manifest: Manifest, made: Collection[StoredFile] = ()) -> None:
    """Make a state the one that counts. The files ``made`` for it must be on the disk, their folders not yet.

    Where that fails they are removed, unless the state counts already: then all but its staying after a power cut is
    sure.
    """
    try:
        for parent in sorted({(folder / file.file).parent for file in made}):
            with writing(parent):
                bring_to_disk(parent)
        put_in_place(folder / NAME, manifest.to_bytes())
    except BaseException:
        for file in () if is_committed(folder, manifest) else made:
            remove(folder / file.file)
        raise


def has_texts(folder: Path) -> bool:
    """Tell whether a folder holds texts of a corpus, which then has lost its manifest if it has none."""
    return any(OURS.fullmatch(path.name) for path in (folder / TEXTS).glob("*.parquet"))


def is_committed(folder: Path, manifest: Manifest) -> bool:
    """Tell whether a state is the one that counts."""
    try:
        return read_manifest(folder) == manifest
    except CorpusBroken:
        return False


def make_folders(folder: Path, settings: dict[str, int]) -> None:
    """Make an empty corpus. The caller holds its lock."""
    for name in (TEXTS, INDEX, REMOVED):
        with writing(folder / name):
            (folder / name).mkdir(exist_ok=True)
    commit(folder, Manifest(settings=settings))
