"""Compiles kernels, and keeps what was compiled only as long as it is what the sources say.

numba files compiled code under the source file of the function alone. A kernel also holds the constants and the kernels
that it was compiled with, from other files; a changed constant would go unnoticed. So the kernels of a module are kept
in a folder that is named for the digest of all they are made of: its source, and those of ours that it imports.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numba

PACKAGE = Path(__file__).parent
IMPORTED = re.compile(r"^from mediawire\.([\w.]+) import ([\w, ]*)", re.MULTILINE)

config: Any = numba.config


def kernel(function: Callable[..., Any] | None = None, **options: Any) -> Any:
    """Compile a function over arrays, as ``@kernel`` or as ``@kernel(inline="always")``; it releases the GIL.

    Compiling happens at the first call. Where nothing can be kept, it happens in each process anew.
    """
    if function is None:
        return lambda function: kernel(function, **options)
    kept = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder(function.__module__.removeprefix("mediawire.")))
    try:
        return numba.njit(cache=True, nogil=True, **options)(function)
    except RuntimeError:  # no folder to keep it in
        return numba.njit(nogil=True, **options)(function)
    finally:
        config.CACHE_DIR = kept


@cache
def cache_folder(module: str) -> Path:
    """Return where what a module compiles to is kept: where NUMBA_CACHE_DIR says, or beside the sources, or at home."""
    name = f"kernels-{module}-{digest(module)[:16]}"
    for base in [Path(config.CACHE_DIR)] if config.CACHE_DIR else [PACKAGE / "__pycache__", _home()]:
        try:
            base.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(base, os.W_OK):
            if not (base / name).exists():
                _drop_older(base, module)
            return base / name
    return _home() / name


def is_first_use(module: str) -> bool:
    """Tell whether the kernels of a module are yet to be compiled, for this state of their sources."""
    return not cache_folder(module).exists()


def digest(*modules: str) -> str:
    """Return the SHA-256 of all sources that kernels of these modules may hold, in hexadecimal digits.

    Modules are named within the package, as ``reuse.kernels``. All that they import of ours counts, with what that
    imports.
    """
    found = hashlib.sha256((PACKAGE / "compiled.py").read_bytes())
    waiting, seen = list(modules), set(modules)
    sources: dict[str, bytes] = {}
    while waiting:
        name = waiting.pop()
        path = PACKAGE / f"{name.replace('.', '/')}.py"
        if not path.exists():  # a kernel of a test, or a package
            continue
        sources[name] = path.read_bytes()
        imported = set(list_imports(sources[name].decode("utf-8"))) - seen
        seen |= imported
        waiting += imported
    for name in sorted(sources):
        found.update(sources[name])
    return found.hexdigest()


def list_imports(source: str) -> Iterator[str]:
    """List what a source imports of ours: modules, and names that may be modules of a package."""
    for module, names in IMPORTED.findall(source):
        yield module
        yield from (f"{module}.{name.split()[0]}" for name in names.split(",") if name.strip())


def _home() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mediawire"


def _drop_older(base: Path, module: str) -> None:
    """Remove what the module compiled to before; a process that still uses it holds it in memory."""
    for folder in base.glob(f"kernels-{module}-*"):
        shutil.rmtree(folder, ignore_errors=True)
