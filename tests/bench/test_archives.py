"""Archives are unpacked once, whole or not at all, whoever else is at it."""

from __future__ import annotations

import lzma
import tarfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.archives import DataMissing, data_folder, made_once, unpacked


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a data folder and a cache of its own."""
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("MEDIAWIRE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MEDIAWIRE_CACHE", str(tmp_path / "cache"))


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    """What was packed comes out, byte for byte."""
    with lzma.open(tmp_path / "data" / "rows.jsonl.xz", "wb") as file:
        file.write(b'{"id": 1}\r\n')

    path = unpacked("rows.jsonl.xz")

    assert path.read_bytes() == b'{"id": 1}\r\n'


def test_a_packed_folder_is_unpacked(tmp_path: Path) -> None:
    """An archive of many files becomes a folder."""
    report = tmp_path / "report.txt"
    report.write_text("Rain fell.", encoding="utf-8")
    with tarfile.open(tmp_path / "data" / "set.tar.xz", "w:xz") as tar:
        tar.add(report, "set/report.txt")

    folder = unpacked("set.tar.xz")

    assert (folder / "set" / "report.txt").read_text(encoding="utf-8") == "Rain fell."


def test_another_archive_of_the_same_name_is_unpacked_anew(tmp_path: Path) -> None:
    """The cache goes by what is in the archive, not by its name."""
    other = tmp_path / "other"
    for folder, text in ((tmp_path / "data", b"old"), (other, b"new")):
        folder.mkdir(exist_ok=True)
        (folder / "rows.jsonl.xz").write_bytes(lzma.compress(text))
    before = unpacked("rows.jsonl.xz")

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIAWIRE_DATA", str(other))
        after = unpacked("rows.jsonl.xz")

    assert (before.read_bytes(), after.read_bytes()) == (b"old", b"new")


def test_what_was_made_is_not_made_again() -> None:
    """The second call finds what the first left."""
    made = [made_once("thing", lambda aside: aside.write_text("first", encoding="utf-8"))]

    made.append(made_once("thing", lambda aside: aside.write_text("second", encoding="utf-8")))

    assert [path.read_text(encoding="utf-8") for path in made] == ["first", "first"]


def test_what_broke_off_leaves_nothing_behind(tmp_path: Path) -> None:
    """A half is never taken for the whole, and does not stay about."""

    def break_off(aside: Path) -> None:
        aside.mkdir()
        (aside / "half").touch()
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        made_once("thing", break_off)

    assert list((tmp_path / "cache").iterdir()) == []


def test_many_may_ask_at_once() -> None:
    """All get the same folder, whole, and no two of them trip over each other."""

    def fill(aside: Path) -> None:
        aside.mkdir()
        for number in range(20):
            (aside / str(number)).touch()

    def take(_: int) -> int:
        return len(list(made_once("thing", fill).iterdir()))

    with ThreadPoolExecutor(8) as threads:
        sizes = list(threads.map(take, range(32)))

    assert set(sizes) == {20}


def test_missing_data_says_where_it_was_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no data learns where to put it."""
    monkeypatch.setenv("MEDIAWIRE_DATA", str(tmp_path / "nowhere"))

    with pytest.raises(DataMissing, match=r"nowhere is not there.*MEDIAWIRE_DATA"):
        data_folder()
