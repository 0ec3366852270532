"""What a user installs is what the package imports: nothing more, nothing less."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any


def test_every_import_is_declared_and_every_dependency_is_imported(root: Path) -> None:
    """The list in pyproject.toml and the imports in src/ name the same packages; some of them are extras."""
    files = (root / "src").rglob("*.py")
    modules = {module for path in files for module in imported(path.read_text(encoding="utf-8"))}
    owners = packages_distributions()

    needed = {owners[module][0].lower() for module in modules - sys.stdlib_module_names - {"mediawire"}}

    assert declared(root) <= needed <= declared(root) | extras(root)


def test_imports_inside_functions_are_seen() -> None:
    """Heavy things are imported where they are used; they count all the same."""
    source = "import os.path\ndef f():\n    from numpy.linalg import norm\n    from . import near\n"

    modules = set(imported(source))

    assert modules == {"os", "numpy"}


def imported(source: str) -> Iterator[str]:
    """Yield the top names of what a file imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def declared(root: Path) -> set[str]:
    """List the packages that a user installs with mediawire."""
    return names(project(root)["dependencies"])


def extras(root: Path) -> set[str]:
    """List the packages that a user may install beside it."""
    return names(line for lines in project(root)["optional-dependencies"].values() for line in lines)


def project(root: Path) -> dict[str, Any]:
    """Return what pyproject.toml says of the package."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(lines: Iterable[str]) -> set[str]:
    """Return the names of required packages, without their versions."""
    return {re.match(r"[\w.-]+", line).group().lower() for line in lines}
