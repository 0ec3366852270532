"""Finds the data that mediawire is measured on and unpacks each archive once.

The data is no part of this project: it lies in ``../shared/data`` beside the repository, or where ``MEDIAWIRE_DATA``
points. What is unpacked goes to ``~/.cache/mediawire-data`` or ``MEDIAWIRE_CACHE``, keyed by the archive's digest.
Many processes may ask at once: each makes its own aside, the first rename wins, nobody sees a half.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class DataMissing(Exception):
    """The data to measure on is not on this machine; the message says where it was looked for."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path} is not there: put the data in ../shared/data or say where it is in MEDIAWIRE_DATA"


def data_folder() -> Path:
    """Return the folder of the archives, or raise DataMissing."""
    folder = Path(os.environ.get("MEDIAWIRE_DATA") or ROOT.parent / "shared" / "data")
    return _present(folder)


def tools_folder() -> Path:
    """Return the folder of the tools that make data; it stands beside the data, or DataMissing is raised."""
    return _present(data_folder().parent / "tools")


def cache_folder() -> Path:
    """Return the folder that holds what was unpacked or made; it need not exist yet."""
    return Path(os.environ.get("MEDIAWIRE_CACHE") or Path.home() / ".cache" / "mediawire-data")


@cache
def digest(path: Path) -> str:
    """Return the SHA-256 of a file, 64 hexadecimal digits: floors are pinned together with it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpacked(name: str) -> Path:
    """Return the folder that a ``.tar.xz`` unpacks to, or the file that another ``.xz`` does."""
    archive = _present(data_folder() / name)
    key = f"{name.removesuffix('.xz').removesuffix('.tar')}-{digest(archive)[:12]}"
    return made_once(key, lambda aside: _unpack(archive, aside))


def made_once(key: str, make: Callable[[Path], None]) -> Path:
    """Return what ``make`` leaves at the path it is given, kept in the cache under ``key`` from then on."""
    kept = cache_folder() / key
    if kept.exists():
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{key}-", dir=kept.parent))
    try:
        make(aside / "new")
        _move(aside / "new", kept)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return kept


def _move(new: Path, kept: Path) -> None:
    """Rename what was made to its lasting place; a process that was there first has made the same."""
    try:
        new.rename(kept)
    except OSError:
        if not kept.exists():
            raise


def _unpack(archive: Path, target: Path) -> None:
    if archive.name.endswith(".tar.xz"):
        with tarfile.open(archive) as tar:
            tar.extraction_filter = getattr(tarfile, "data_filter", None)  # 3.11.4 and later have it
            tar.extractall(target)
    else:
        with lzma.open(archive) as packed, target.open("wb") as plain:
            shutil.copyfileobj(packed, plain)


def _present(path: Path) -> Path:
    if not path.exists():
        raise DataMissing(path)
    return path
