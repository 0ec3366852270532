"""Where the wire keeps what it has: SQLite in a folder, or PostgreSQL by an address."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mediawire.errors import InputError

_BACK_PORTED = {(3, 44, 6), (3, 50, 7)}
_RESET_BUG = ((3, 7, 0), (3, 51, 3))


def read_database(address: str, folder: Path) -> dict[str, Any]:
    """Return Django's description of a database; `InputError` where an address is none that we can use."""
    if not address:
        return sqlite_in(folder)
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return sqlite_in(Path(unquote(parts.path)).parent, Path(unquote(parts.path)).name)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise InputError("DATABASE_URL", "must be postgres://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite_in(folder: Path, name: str = "wire.sqlite") -> dict[str, Any]:
    """Return a SQLite database that loses nothing it acknowledged: synchronous FULL, and WAL only where it is safe."""
    folder.mkdir(parents=True, exist_ok=True)
    journal = "DELETE" if has_reset_bug(sqlite3.sqlite_version_info) else "WAL"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def has_reset_bug(version: tuple[int, ...]) -> bool:
    """Tell whether this SQLite may lose what it acknowledged where a commit meets a checkpoint of its write-ahead log.

    3.7.0 to 3.51.2, but for two that had the mend carried back (benbjohnson/litestream#1432).
    """
    first, mended = _RESET_BUG
    return first <= version[:3] < mended and version[:3] not in _BACK_PORTED
