"""A file is named for the one thing in it."""

from __future__ import annotations

from pathlib import Path

NAMELESS = {"base", "common", "core", "helpers", "manager", "misc", "util", "utils"}


def test_no_file_has_a_name_that_says_nothing(root: Path) -> None:
    """What is in ``utils`` nobody can guess, so that everything ends up there."""
    files = [path for folder in ("src", "bench", "tests") for path in (root / folder).rglob("*.py")]

    nameless = [str(path.relative_to(root)) for path in files if NAMELESS & {path.stem, path.parent.name}]

    assert files
    assert nameless == []
