"""What was compiled is used only as long as it is what the sources say."""

from __future__ import annotations

from pathlib import Path

import pytest
from numba import config

from mediawire import compiled


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a package of a few sources, for which folders are looked up anew."""
    (tmp_path / "reuse").mkdir()
    (tmp_path / "compiled.py").write_text("", encoding="utf-8")
    (tmp_path / "reuse" / "kernels.py").write_text("from mediawire.reuse.constants import REACH\n", encoding="utf-8")
    (tmp_path / "reuse" / "other_kernels.py").write_text("SEED = 3\n", encoding="utf-8")
    (tmp_path / "reuse" / "constants.py").write_text("REACH = 6\n", encoding="utf-8")
    monkeypatch.setattr(compiled, "PACKAGE", tmp_path)
    monkeypatch.setattr(config, "CACHE_DIR", "")
    monkeypatch.setattr(compiled, "cache_folder", compiled.cache_folder.__wrapped__)
    return tmp_path


def test_the_same_sources_share_a_folder(package: Path) -> None:
    """A second process finds what the first one compiled, beside the sources."""
    assert compiled.cache_folder("reuse.kernels") == compiled.cache_folder("reuse.kernels")
    assert compiled.cache_folder("reuse.kernels").parent == package / "__pycache__"


def test_a_changed_constant_changes_the_folder(package: Path) -> None:
    """Kernels hold the constants they were compiled with: another constant, another folder; the old one goes."""
    before = compiled.cache_folder("reuse.kernels")
    before.mkdir()

    (package / "reuse" / "constants.py").write_text("REACH = 7\n", encoding="utf-8")

    assert compiled.cache_folder("reuse.kernels") != before
    assert not before.exists()


def test_a_change_elsewhere_changes_nothing(package: Path) -> None:
    """What a module's kernels do not hold does not compile them anew."""
    before = compiled.cache_folder("reuse.kernels")

    (package / "reuse" / "other_kernels.py").write_text("SEED = 4\n", encoding="utf-8")

    assert compiled.cache_folder("reuse.kernels") == before


def test_the_user_says_where_to_keep_it(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """NUMBA_CACHE_DIR is heeded, and still holds one folder for each state of the sources."""
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path / "mine"))

    assert compiled.cache_folder("reuse.kernels").parent == tmp_path / "mine"


def test_a_kernel_is_compiled_where_nothing_can_be_kept(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder to write in, it is slower and works all the same."""
    monkeypatch.setattr(compiled, "cache_folder", lambda module: package / "reuse" / "kernels.py")

    double = compiled.kernel(_double)

    assert double(21) == 42


def _double(number: int) -> int:
    return number + number


def test_first_use_is_known(package: Path) -> None:
    """Until something is kept for the sources as they are, their kernels are yet to be compiled."""
    before = compiled.is_first_use("reuse.kernels")
    compiled.cache_folder("reuse.kernels").mkdir()

    assert before
    assert not compiled.is_first_use("reuse.kernels")
