"""The lock names what is installed, to the byte, and not where it was fetched from."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

PARTS = ("dev", "spark", "bench")


@pytest.fixture(params=PARTS)
def part(request: pytest.FixtureRequest) -> str:
    """Return which part of what this repository needs is locked."""
    return request.param


@pytest.fixture
def lock(root: Path, part: str) -> str:
    """Return the text of the lock."""
    return (root / f"requirements-{part}.lock").read_text(encoding="utf-8")


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


def test_the_lock_names_all_that_pyproject_asks_for(root: Path, part: str, lock: str) -> None:
    """A dependency was not added without making the lock anew."""
    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    parts = pyproject["dependency-groups"] | pyproject["project"]["optional-dependencies"]
    asked = chain(pyproject["project"]["dependencies"], parts[part])
    names = {re.match(r"[\w.-]+", line).group().lower() for line in asked}

    locked = set(pins(lock))

    assert names <= locked


def test_the_locks_agree(root: Path) -> None:
    """They are installed into one environment, one over the other."""
    texts = [(root / f"requirements-{part}.lock").read_text(encoding="utf-8") for part in PARTS]

    dev, *others = (pins(text) for text in texts)

    assert all(pinned[name] == dev[name] for pinned in others for name in pinned.keys() & dev.keys())
    assert others[0].keys() & others[1].keys() & dev.keys()


def pins(lock: str) -> dict[str, list[str]]:
    """List the versions that a lock pins, by package."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found
