"""``mediawire families``: what is written, from what, and that an interruption costs nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mediawire.commands import families
from mediawire.commands.shell import DONE, FAILED, STOPPED, USAGE
from mediawire.corpus import growing
from mediawire.corpus.durable import hold
from tests.commands.conftest import BAKERS, FERRY, ROWS, Run, write_rows

COPY = {"id": "f2", "outlet": "Island Echo", "published": "2021-03-01T20:00:00Z", "text": FERRY + " Dogs were seasick."}
TABLES = ["changes", "edges", "families", "members", "outlets", "passages"]


@pytest.fixture
def copies(tmp_path: Path) -> str:
    """Write three reports, two of them a family."""
    write_rows(tmp_path / "copies.jsonl", [*ROWS, COPY])
    return "copies.jsonl"


def members_of(folder: str) -> list[str]:
    """List the members of all families, as the table has them."""
    return sorted(pq.read_table(Path(folder) / "members.parquet")["id"].to_pylist())


def test_tables_graph_and_pages_are_written(mediawire: Run, copies: str) -> None:
    """In one folder, and nothing is left beside it."""
    said = mediawire("families", "--corpus", copies, "--out", "found")

    assert said == (
        DONE,
        "",
        "mediawire: 1 family of copies, with 2 reports, written to found; look at found/index.html\n",
    )
    assert sorted(path.stem for path in Path("found").glob("*.parquet")) == TABLES
    assert {path.name for path in Path("found").iterdir()} >= {"families.graphml", "index.html"}
    assert members_of("found") == ["f1", "f2"]
    assert sorted(path.name for path in Path().iterdir()) == ["copies.jsonl", "found"]


@pytest.mark.parametrize("kind", ["corpus", "ready", "other"])
def test_the_families_are_the_same_wherever_the_reports_stand(mediawire: Run, copies: str, kind: str) -> None:
    """In a corpus, in Parquet as it is wanted, in Parquet with columns of other names."""
    rows = [{"id": row["id"], "outlet": row["outlet"], "text": row["text"]} for row in [*ROWS, COPY]]
    if kind == "corpus":
        mediawire("add", copies, "--corpus", "source")
    else:
        names = ["id", "outlet", "text"] if kind == "ready" else ["guid", "site", "body"]
        pq.write_table(pa.Table.from_pylist(rows).rename_columns(names), "source")

    said = mediawire("families", "--corpus", "source", "--out", "found", "--no-html")

    assert said.status == DONE
    assert members_of("found") == ["f1", "f2"]
    assert not Path("found/index.html").exists()


def test_removed_reports_are_in_no_family(mediawire: Run, copies: str) -> None:
    """From the moment they are removed."""
    mediawire("add", copies, "--corpus", "wire")
    mediawire("remove", "f2", "--corpus", "wire")

    said = mediawire("families", "--corpus", "wire", "--out", "found", "--no-html")

    assert said.err == "mediawire: 0 families of copies, with 0 reports, written to found\n"


def test_families_of_a_corpus_grow(mediawire: Run, copies: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found serves again; ``--anew`` finds all of it again."""
    mediawire("add", copies, "--corpus", "wire")
    mediawire("families", "--corpus", "wire", "--out", "found", "--no-html")
    runs: list[int] = []
    really = growing.find_anew
    monkeypatch.setattr(growing, "find_anew", lambda *given: (runs.append(1), really(*given))[1])

    mediawire("families", "--corpus", "wire", "--out", "found", "--no-html")
    before = len(runs)
    mediawire("families", "--corpus", "wire", "--out", "found", "--no-html", "--anew")

    assert (before, len(runs)) == (0, 1)
    assert members_of("found") == ["f1", "f2"]


def test_an_id_that_comes_twice_is_named_and_the_first_counts(mediawire: Run) -> None:
    """In files there are no versions to tell them apart by."""
    write_rows(Path("twice.jsonl"), [*ROWS, COPY, {"id": "f1", "text": BAKERS}])

    said = mediawire("families", "--corpus", "twice.jsonl", "--out", "found", "--no-html")

    assert said.status == FAILED
    assert "mediawire: refused: twice.jsonl: id was given before: f1\n" in said.err
    assert Path("found-refused-1.jsonl").exists()
    assert members_of("found") == ["f1", "f2"]


def test_an_id_like_that_of_a_version_hides_no_report(mediawire: Run) -> None:
    """The second version of f1 and a report that is called f1@2 are two members."""
    ending = [" Dogs were seasick.", " Cats were not.", " Birds flew ahead.", " Fish did not care."]
    ids = ["f1", "f1", "f1@2", "f1@2"]
    write_rows(Path("close.jsonl"), [{"id": id, "text": FERRY + end} for id, end in zip(ids, ending, strict=True)])
    mediawire("add", "close.jsonl", "--corpus", "wire")

    mediawire("families", "--corpus", "wire", "--out", "found", "--no-html")

    assert members_of("found") == ["f1", "f1@2", "f1@2@1", "f1@2@2"]


def test_no_reports_are_no_families(mediawire: Run) -> None:
    """An empty corpus is no fault."""
    Path("empty.jsonl").write_text("")

    said = mediawire("families", "--corpus", "empty.jsonl", "--out", "found")

    assert said.status == DONE
    assert said.err.startswith("mediawire: 0 families of copies, with 0 reports, written to found")
    assert members_of("found") == []


def test_a_new_run_takes_the_place_of_an_older_one(mediawire: Run, copies: str) -> None:
    """Only when it is done; pages of the older one do not stay among those of the new."""
    mediawire("families", "--corpus", copies, "--out", "found")

    mediawire("families", "--corpus", copies, "--out", "found", "--no-html")

    assert not Path("found/index.html").exists()
    assert members_of("found") == ["f1", "f2"]


def test_a_folder_of_something_else_is_left_alone(mediawire: Run, copies: str) -> None:
    """A slip of the hand costs a line, and no holiday pictures."""
    Path("pictures").mkdir()
    Path("pictures/beach.jpg").write_bytes(b"x")

    said = mediawire("families", "--corpus", copies, "--out", "pictures")

    assert said.status == FAILED
    assert said.err.endswith("/pictures: holds something else than families (beach.jpg); it is left as it is\n")
    assert [path.name for path in Path("pictures").iterdir()] == ["beach.jpg"]


@pytest.mark.parametrize("name", ["notes.md", "families/notes.md"])
def test_what_somebody_put_among_the_results_is_not_thrown_away(mediawire: Run, copies: str, name: str) -> None:
    """The new results would take the place of the whole folder; so the run is refused before it begins."""
    mediawire("families", "--corpus", copies, "--out", "found")
    Path("found", name).write_text("Who is the Island Echo?")

    said = mediawire("families", "--corpus", copies, "--out", "found")

    assert said.status == FAILED
    assert said.err.endswith(f"/found: holds something else than families ({name}); it is left as it is\n")
    assert Path("found", name).read_text() == "Who is the Island Echo?"


def test_a_place_where_a_disk_is_mounted_is_refused_before_the_work(mediawire: Run, copies: str) -> None:
    """No folder can be put in the place of it, which would come out only at the end."""
    said = mediawire("families", "--corpus", copies, "--out", "/dev")

    assert said == (FAILED, "", "mediawire: /dev: is where a disk is mounted; name a folder on it\n")


def test_two_runs_do_not_write_the_same_results(mediawire: Run, copies: str) -> None:
    """The second says so at once, and takes nothing away from the first."""
    Path("found-unfinished").mkdir()
    with hold(Path("found-unfinished/lock"), 0):
        said = mediawire("families", "--corpus", copies, "--out", "found")

    assert said.status == FAILED
    assert said.err.endswith("/found-unfinished: another process is writing to it\n")
    assert Path("found-unfinished").exists()


def test_a_run_that_could_not_begin_leaves_nothing(mediawire: Run, wire: str) -> None:
    """Not even a folder for what it would have done."""
    Path(wire, "manifest.json").write_text("{}")

    said = mediawire("families", "--corpus", wire, "--out", "found")

    assert said == (FAILED, "", "mediawire: wire/manifest.json: is damaged\n")
    assert sorted(path.name for path in Path().iterdir()) == ["reports.jsonl", "wire"]


def test_a_corpus_without_its_manifest_is_no_folder_of_files(mediawire: Run, wire: str) -> None:
    """Its own files are not taken for reports; what is to be done is said."""
    Path(wire, "manifest.json").unlink()

    said = mediawire("families", "--corpus", wire, "--out", "found")

    assert said.status == FAILED
    assert said.err.startswith("mediawire: wire/manifest.json: is missing, and there are texts; rebuild it with ")
    assert not Path("found").exists()


def test_texts_that_are_damaged_inside_are_named(mediawire: Run, copies: str) -> None:
    """In one line, and not as an error of ours."""
    mediawire("add", copies, "--corpus", "wire")
    texts = next(Path("wire/texts").iterdir())
    data = bytearray(texts.read_bytes())
    data[4 : len(data) // 2] = bytes(len(data) // 2 - 4)
    texts.write_bytes(data)

    said = mediawire("families", "--corpus", "wire", "--out", "found")

    assert said.status == FAILED
    assert f"{texts.name}: cannot be read: " in said.err
    assert said.err.count("\n") == 1


def test_an_interrupted_run_goes_on(mediawire: Run, copies: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was done is kept, the old results stay, and the next run says what the first refused."""
    Path("copies.jsonl").write_text(Path("copies.jsonl").read_text() + "{}\n")
    write_all = families.write_all

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(families, "write_all", stop)
    stopped = mediawire("families", "--corpus", copies, "--out", "found")
    kept = list(Path("found-unfinished").glob("reports-*.parquet"))
    monkeypatch.setattr(families, "write_all", write_all)
    again = mediawire("families", "--corpus", copies, "--out", "found")

    assert stopped.status == STOPPED
    assert stopped.err.startswith("mediawire: stopped; what was done is kept in ")
    assert stopped.err.endswith("found-unfinished. Run it again, and it goes on\n")
    assert len(kept) == 1
    assert again.status == FAILED
    assert "mediawire: 1 refused: 1 no text" in again.err
    assert members_of("found") == ["f1", "f2"]
    assert not Path("found-unfinished").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--corpus", "copies.jsonl"],
        ["--corpus", "copies.jsonl", "--out", "found", "--memory", "much"],
        ["--corpus", "copies.jsonl", "--out", "found", "--memory", "8"],
        ["--corpus", "copies.jsonl", "--out", "found", "--master", "yarn"],
        ["--corpus", "copies.jsonl", "--out", "found", "--runner", "spark", "--memory", "8GB"],
        ["--corpus", "copies.jsonl", "--out", "found", "--runner", "cloud"],
    ],
)
def test_wrong_usage_is_told(mediawire: Run, copies: str, arguments: list[str]) -> None:
    """And nothing is done."""
    said = mediawire("families", *arguments)

    assert said.status == USAGE
    assert said.err.splitlines()[-1].startswith("mediawire families: error: ")
    assert [path.name for path in Path().iterdir()] == ["copies.jsonl"]


def test_a_source_that_is_not_there_is_told(mediawire: Run) -> None:
    """In one line."""
    said = mediawire("families", "--corpus", "nowhere", "--out", "found")

    assert said == (FAILED, "", "mediawire: nowhere: is no corpus and no file of reports\n")
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(("written", "size"), [("8GB", 8 * 10**9), ("512mb", 512 * 10**6), ("1.5GiB", 3 << 29)])
def test_sizes_are_read_as_people_write_them(written: str, size: int) -> None:
    """Thousands, or with an i for powers of two."""
    from mediawire.commands.arguments import read_size

    assert read_size(written) == size
