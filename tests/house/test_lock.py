"""The lock names what is installed, to the byte, and not where it was fetched from."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest


@pytest.fixture
def lock(root: Path) -> str:
    """Return the text of the lock."""
    return (root / "requirements-dev.lock").read_text(encoding="utf-8")


def test_the_lock_holds_no_addresses(lock: str) -> None:
    """No registry, index or machine stands in it: it serves whoever installs from wherever."""
    places = re.findall(r"(?i)^.*(?:\w://|--\S*index|find-links|trusted-host|file:|localhost).*$", lock, re.MULTILINE)

    assert places == []


def test_every_package_in_the_lock_has_its_digests(lock: str) -> None:
    """A package whose bytes changed is not installed."""
    rows = re.split(r"\n(?=\w)", lock.strip())

    bare = [row for row in rows if not re.match(r"[\w.-]+==[\w.]+.*\\\n +--hash=sha256:[0-9a-f]{64}", row)]

    assert len(rows) > 1
    assert bare == []


def test_the_lock_names_all_that_pyproject_asks_for(root: Path, lock: str) -> None:
    """A dependency was not added without making the lock anew."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = chain(project["project"]["dependencies"], *project["dependency-groups"].values())
    names = {re.match(r"[\w.-]+", line).group().lower() for line in asked}

    locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))

    assert names <= locked
