"""Compiles kernels, and keeps what was compiled only as long as it is what the sources say.

numba files compiled code under the source file of the function alone. A kernel also holds the constants and the kernels
that it was compiled with, from other files; a changed constant would go unnoticed. So ours are kept in a folder that is
named for the digest of all they are made of.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numba

PACKAGE = Path(__file__).parent
SOURCES = ("*/*kernels.py", "*/folding.py", "*/constants.py", "compiled.py")
"""All that a compiled kernel may hold."""

config: Any = numba.config


def kernel(function: Callable[..., Any] | None = None, **options: Any) -> Any:
    """Compile a function over arrays, as ``@kernel`` or as ``@kernel(inline="always")``; it releases the GIL.

    Compiling happens at the first call. Where nothing can be kept, it happens in each process anew.
    """
    if function is None:
        return lambda function: kernel(function, **options)
    kept = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder())
    try:
        return numba.njit(cache=True, nogil=True, **options)(function)
    except RuntimeError:  # no folder to keep it in
        return numba.njit(nogil=True, **options)(function)
    finally:
        config.CACHE_DIR = kept


@cache
def cache_folder() -> Path:
    """Return where what these sources compile to is kept: where NUMBA_CACHE_DIR says, or beside them, or at home."""
    name = f"kernels-{digest()[:16]}"
    for base in [Path(config.CACHE_DIR)] if config.CACHE_DIR else [PACKAGE / "__pycache__", _home()]:
        try:
            base.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(base, os.W_OK):
            if not (base / name).exists():
                _drop_older(base)
            return base / name
    return _home() / name


def digest() -> str:
    """Return the SHA-256 of all sources that a compiled kernel may hold, in hexadecimal digits."""
    found = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(PACKAGE.glob(pattern)):
            found.update(path.read_bytes())
    return found.hexdigest()


def _home() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mediawire"


def _drop_older(base: Path) -> None:
    """Remove what was compiled of other sources; a process that still uses it holds it in memory."""
    for folder in base.glob("kernels-*"):
        shutil.rmtree(folder, ignore_errors=True)
