"""The floors of the house: who may import whom."""

from __future__ import annotations

from pathlib import Path

import pytest
from importlinter.cli import lint_imports


def test_imports_run_downward_only(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The contracts of pyproject.toml hold: floors, strangers, no circles, Django in web alone."""
    monkeypatch.chdir(root)

    exit_code = lint_imports(config_filename="pyproject.toml", no_cache=True)

    assert exit_code == 0, "lint-imports says above which import is not allowed"
