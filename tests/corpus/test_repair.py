"""Damage: every kind of file, cut short, changed or missing, is named, and what the texts hold comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mediawire.corpus import manifest, parts
from mediawire.corpus.corpus import Corpus, check_corpus, open_corpus, rebuild_corpus
from mediawire.errors import CorpusBroken, InputError
from tests.corpus.made_texts import find, write_row, write_text

KINDS = {"texts": "texts/*.parquet", "index": "index/*.index", "removed": "removed/*.u32", "manifest": "manifest.json"}
REPORTS = 6


def cut(path: Path) -> None:
    """Lose the end of a file."""
    path.write_bytes(path.read_bytes()[:-3])


def empty(path: Path) -> None:
    """Lose all of it."""
    path.write_bytes(b"")


def flip(path: Path) -> None:
    """Change a byte in its middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x55
    path.write_bytes(data)


def lose(path: Path) -> None:
    """Lose the file."""
    path.unlink()


@pytest.fixture
def filled(corpus: Corpus, folder: Path) -> Path:
    """Return the folder of a corpus with two files of texts, in which one report was removed."""
    corpus.add([write_row(seed, headline=f"About {seed}", outlet="Post") for seed in range(3)])
    corpus.add([write_row(seed) for seed in range(3, REPORTS)])
    corpus.remove("report-5")
    for path in folder.glob("removed/*"):
        assert path.stat().st_size == 4
    return folder


def damage(folder: Path, kind: str, harm: Callable[[Path], None]) -> str:
    """Harm the first file of a kind, and return its name."""
    path = sorted(folder.glob(KINDS[kind]))[0]
    harm(path)
    return path.relative_to(folder).as_posix()


def there(folder: Path) -> set[str]:
    """Return the reports that are there, each found by its id and by its text."""
    corpus = open_corpus(folder, create=False)
    by_id = {f"report-{seed}" for seed in range(REPORTS) if f"report-{seed}" in corpus}
    assert by_id == {id for seed in range(REPORTS) for id in find(corpus, write_text(seed))}
    assert len(corpus) == len(by_id)
    return by_id


ALL = {f"report-{seed}" for seed in range(REPORTS - 1)}


@pytest.mark.parametrize("harm", [cut, empty, lose])
@pytest.mark.parametrize("kind", ["texts", "index", "removed"])
def test_a_file_cut_short_is_named_when_the_corpus_is_opened(
    filled: Path, kind: str, harm: Callable[[Path], None]
) -> None:
    """Nobody asks a corpus that lacks something without knowing it."""
    name = damage(filled, kind, harm)

    with pytest.raises(CorpusBroken) as caught:
        open_corpus(filled)

    assert Path(caught.value.what) == filled / name
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("harm", [cut, empty, lose, flip])
@pytest.mark.parametrize("kind", KINDS)
def test_checking_names_every_damaged_file(filled: Path, kind: str, harm: Callable[[Path], None]) -> None:
    """Also where a single byte is another one."""
    name = damage(filled, kind, harm)

    damaged = check_corpus(filled)

    assert [found.file for found in damaged] == [name]


@pytest.mark.parametrize("harm", [cut, empty, lose, flip])
def test_an_index_is_made_anew(filled: Path, harm: Callable[[Path], None]) -> None:
    """Nothing is lost with it."""
    name = damage(filled, "index", harm)

    rebuilt = rebuild_corpus(filled)

    assert ([found.file for found in rebuilt.damaged], rebuilt.lost, rebuilt.reports) == ([name], 0, 5)
    assert there(filled) == ALL
    assert check_corpus(filled) == ()


@pytest.mark.parametrize("harm", [cut, empty, lose, flip])
def test_a_manifest_is_made_anew(filled: Path, harm: Callable[[Path], None]) -> None:
    """What the files say of themselves is enough; what was removed stays removed."""
    damage(filled, "manifest", harm)

    rebuild_corpus(filled)

    assert there(filled) == ALL
    assert check_corpus(filled) == ()


def test_a_manifest_that_is_missing_makes_no_empty_corpus(filled: Path) -> None:
    """Texts stand there: they are not passed over in silence."""
    damage(filled, "manifest", lose)

    with pytest.raises(CorpusBroken, match="is missing, and there are texts; rebuild it with mediawire check"):
        open_corpus(filled)


def test_a_manifest_of_a_later_version_is_no_damage(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be read here, and must not be taken for broken."""
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "FORMAT", 2)
        (filled / "manifest.json").write_bytes(manifest.Manifest().to_bytes())

    with pytest.raises(InputError, match="later mediawire") as caught:
        open_corpus(filled)

    assert not isinstance(caught.value, CorpusBroken)


@pytest.mark.parametrize("harm", [empty, lose])
def test_texts_that_are_lost_are_counted(filled: Path, harm: Callable[[Path], None]) -> None:
    """The other texts stay; what is left of the file is set aside."""
    name = damage(filled, "texts", harm)

    rebuilt = rebuild_corpus(filled)

    assert ([found.file for found in rebuilt.damaged], rebuilt.lost, rebuilt.reports) == ([name], 3, 2)
    assert there(filled) == {"report-3", "report-4"}
    assert check_corpus(filled) == ()
    assert (filled / "damaged" / Path(name).name).exists() == (harm is empty)


def test_of_a_damaged_file_what_can_be_read_is_kept(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row group by row group: a bad byte costs its neighbours, and not the file."""
    monkeypatch.setattr(parts, "ALONE_BYTES", 1)
    corpus.add([write_row(seed) for seed in range(REPORTS)])
    page = corpus.snapshot().indexes[0].pages["text"][2]
    path = next(folder.glob("texts/*"))
    data = bytearray(path.read_bytes())
    data[int(page["place"]) + int(page["packed"]) // 2] ^= 0x55
    path.write_bytes(data)

    rebuilt = rebuild_corpus(folder)

    assert (rebuilt.lost, rebuilt.reports) == (1, REPORTS - 1)
    assert there(folder) == {f"report-{seed}" for seed in range(REPORTS)} - {"report-2"}
    assert check_corpus(folder) == ()


def test_a_rebuilt_corpus_goes_on(filled: Path) -> None:
    """Reports are added, merged and removed as before; no number is given twice."""
    damage(filled, "texts", empty)
    rebuild_corpus(filled)
    corpus = open_corpus(filled)

    corpus.add([write_row(0)])
    corpus.merge(everything=True)

    assert corpus.numbers_of("report-0") == [REPORTS]
    assert there(filled) == {"report-0", "report-3", "report-4"}


def test_rebuilding_what_is_whole_changes_nothing(filled: Path) -> None:
    """The same reports under the same numbers."""
    before = open_corpus(filled)
    numbers = [before.numbers_of(f"report-{seed}") for seed in range(REPORTS)]

    rebuilt = before.rebuild()

    assert (rebuilt.damaged, rebuilt.lost, rebuilt.reports) == ((), 0, 5)
    assert [before.numbers_of(f"report-{seed}") for seed in range(REPORTS)] == numbers
    assert before.words.tolist()[:5] == [30] * 5


def test_a_text_that_cannot_be_read_names_its_file(filled: Path) -> None:
    """A bad byte that was not there when the corpus was opened, or that nobody looked for."""
    corpus = open_corpus(filled)
    page = corpus.snapshot().indexes[0].pages["text"][0]
    path = sorted(filled.glob("texts/*"))[0]
    with path.open("r+b") as file:
        file.seek(int(page["place"]))
        file.write(b"\0" * 8)

    with pytest.raises(CorpusBroken, match="is damaged") as caught:
        corpus.text(0)

    assert Path(caught.value.what) == path


def test_a_folder_that_is_no_corpus_is_not_rebuilt(tmp_path: Path) -> None:
    """Nothing is written where nothing was."""
    with pytest.raises(InputError, match="is no corpus"):
        rebuild_corpus(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_other_texts_is_no_corpus(tmp_path: Path) -> None:
    """Neither asking nor rebuilding touches what somebody else has in folders of these names."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "story.txt").write_text("The bridge stays closed.")

    for act in (check_corpus, rebuild_corpus):
        with pytest.raises(InputError, match="is no corpus"):
            act(tmp_path)

    assert [path.name for path in tmp_path.rglob("*")] == ["texts", "story.txt"]


def test_what_is_no_file_of_a_corpus_is_left_alone(filled: Path) -> None:
    """Only what a corpus itself may have written and forgotten is removed from its folders."""
    notes = [filled / kind / "notes.parquet" for kind in ("texts", "index", "removed")]
    for path in notes:
        path.write_bytes(b"mine")
    forgotten = filled / "texts" / "0000000000-0000000003.00000099.parquet"
    forgotten.write_bytes(b"of a process that was killed")

    with open_corpus(filled) as corpus:
        corpus.add([{"id": "later", "text": "The bridge over the Vistula is open again."}])
    rebuild_corpus(filled)

    assert [path.read_bytes() for path in notes] == [b"mine"] * 3
    assert not forgotten.exists()


def test_folders_that_a_copy_left_out_are_made_again(corpus: Corpus, folder: Path) -> None:
    """Many tools that copy folders leave out those that are empty."""
    corpus.add([write_row(seed) for seed in range(2)])
    (folder / "removed").rmdir()

    with open_corpus(folder) as copy:
        copy.add([write_row(2)])
        removed = copy.remove("report-1")

    assert removed == 1
    assert check_corpus(folder) == ()


def test_a_wrong_number_among_the_removed_is_told_when_it_is_asked_for(filled: Path) -> None:
    """No report is taken for removed, or for there, that is not."""
    name = damage(filled, "removed", flip)

    with pytest.raises(CorpusBroken, match=f"{Path(name).name}: is damaged"):
        open_corpus(filled).get("report-1")
