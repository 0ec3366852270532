"""The key that signs sessions: made once, kept in the folder, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def read_secret(folder: Path) -> str:
    """Return the installation's key: ``MEDIAWIRE_SECRET``, else its folder's, which is made where there is none."""
    if given := os.environ.get("MEDIAWIRE_SECRET"):
        return given
    path = folder / "secret"
    with suppress(FileNotFoundError):
        return path.read_text(encoding="ascii").strip()
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):  # another process was faster
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()
