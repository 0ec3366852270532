"""``mediawire trace``: where texts come from, for one text and for many."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mediawire.commands.shell import DONE, FAILED, USAGE
from tests.commands.conftest import BAKERS, FERRY, ROWS, Run, write_rows

COPY = "From our correspondent. " + FERRY + " The company runs three more ferries."
STRANGER = "Nothing in this text about a lighthouse keeper and his nine cats stands in any other report that we hold."


@pytest.fixture
def copy(tmp_path: Path) -> str:
    """Write a copy of the report on the ferry."""
    (tmp_path / "copy.txt").write_text(COPY)
    return "copy.txt"


def lines_of(out: str) -> list[dict[str, object]]:
    """Read JSON lines."""
    return [json.loads(line) for line in out.splitlines()]


def test_a_text_is_traced_to_its_source(mediawire: Run, wire: str, copy: str) -> None:
    """The source is named with its headline, and nothing is said aside."""
    said = mediawire("trace", copy, "--corpus", wire)

    assert (said.status, said.err) == (DONE, "")
    assert "Found in one report · copy.txt" in said.out
    assert "Ferry late" in said.out
    assert "Harbour Post" in said.out


def test_json_has_a_line_for_each_text(mediawire: Run, wire: str, copy: str) -> None:
    """Those without a source, too."""
    Path("other.txt").write_text(STRANGER)

    said = mediawire("trace", copy, "other.txt", "--corpus", wire, "--json")

    first, second = lines_of(said.out)
    assert (first["id"], [source["id"] for source in first["sources"]]) == ("copy.txt", ["f1"])
    assert (second["id"], second["sources"]) == ("other.txt", [])
    assert said.err == "mediawire: 2 texts traced: 1 with a source, 1 without\n"


def test_of_many_texts_those_with_a_source_are_shown(mediawire: Run, wire: str, copy: str) -> None:
    """The others are counted, and shown where one asks for all."""
    Path("other.txt").write_text(STRANGER)

    some = mediawire("trace", "other.txt", copy, "--corpus", wire)
    every = mediawire("trace", "other.txt", copy, "--corpus", wire, "--all")
    alone = mediawire("trace", "other.txt", "--corpus", wire)

    assert "other.txt" not in some.out
    assert "copy.txt" in some.out
    assert every.out.index("No source found · other.txt") < every.out.index("copy.txt")
    assert "No source found · other.txt" in alone.out


def test_a_report_of_the_corpus_is_not_its_own_source(mediawire: Run, wire: str, reports: str) -> None:
    """A batch of the corpus's own reports asks for others."""
    said = mediawire("trace", reports, "--corpus", wire, "--json")

    assert [line["sources"] for line in lines_of(said.out)] == [[], []]


def test_a_text_without_a_name_is_found_under_any(mediawire: Run, wire: str) -> None:
    """Whoever pastes a text asks whether we have it already."""
    write_rows(Path("bare.jsonl"), [{"text": FERRY}])
    mediawire("add", "bare.jsonl", "--corpus", "bare")

    said = mediawire("trace", "bare.jsonl", "--corpus", "bare", "--json")

    assert [len(line["sources"]) for line in lines_of(said.out)] == [1]


def test_only_a_period_can_be_asked(mediawire: Run, wire: str, copy: str) -> None:
    """The report on the ferry is of the first of March, in the evening."""
    found = {
        arguments: bool(lines_of(mediawire("trace", copy, "--corpus", wire, "--json", *arguments).out)[0]["sources"])
        for arguments in (
            ("--since", "2021-03-01T18:00Z"),
            ("--since", "2021-03-01T18:01Z"),
            ("--before", "2021-03-02"),
            ("--before", "2021-03-01T18:00Z"),
        )
    }

    assert list(found.values()) == [True, False, True, False]


def test_a_page_is_written(mediawire: Run, wire: str, copy: str) -> None:
    """It holds the words of both, and its place is told aside."""
    said = mediawire("trace", copy, "--corpus", wire, "--html", "new/page.html")

    page = Path("new/page.html").read_text(encoding="utf-8")
    assert said == (DONE, "", "Page written: new/page.html (in a new folder)\n")
    assert page.startswith("<!DOCTYPE html>")
    assert "Ferry late" in page


def test_the_page_can_be_printed_or_stand_beside_json(mediawire: Run, wire: str, copy: str) -> None:
    """Only one of them on standard output."""
    printed = mediawire("trace", copy, "--corpus", wire, "--html", "-")
    both = mediawire("trace", copy, "--corpus", wire, "--html", "page.html", "--json")

    assert printed.out.startswith("<!DOCTYPE html>")
    assert len(lines_of(both.out)) == 1
    assert Path("page.html").exists()


def test_no_page_is_written_of_nothing(mediawire: Run, wire: str) -> None:
    """Where none of many texts has a source, that is said."""
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(STRANGER)

    said = mediawire("trace", "a.txt", "b.txt", "--corpus", wire, "--html", "page.html")

    assert said.status == DONE
    assert said.err.startswith("mediawire: no page was written: no text has a source")
    assert not Path("page.html").exists()


def test_a_batch_goes_on_behind_what_is_broken(mediawire: Run, wire: str, copy: str) -> None:
    """It is named, kept where one asks for it, and shows in the status."""
    Path("bad.jsonl").write_text("{}\n" + json.dumps({"id": "x", "text": BAKERS}) + "\n")

    said = mediawire("trace", "none.txt", "bad.jsonl", copy, "--corpus", wire, "--json", "--refused", "kept.jsonl")

    assert said.status == FAILED
    assert [line["id"] for line in lines_of(said.out)] == ["x", "copy.txt"]
    assert said.err.splitlines()[0] == "mediawire: 2 texts traced: 2 with a source, 0 without"
    assert Path("kept.jsonl").read_text().count("\n") == 2


def test_a_fault_of_ours_with_one_text_stops_no_batch(
    mediawire: Run, wire: str, copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as what it is."""
    from mediawire.corpus.corpus import Corpus

    trace = Corpus.trace

    def fail(self: Corpus, report: dict[str, object], **options: object) -> object:
        if "bakers" in str(report["text"]).lower():
            raise ZeroDivisionError("a fault\nof ours")
        return trace(self, report, **options)

    monkeypatch.setattr(Corpus, "trace", fail)
    write_rows(Path("two.jsonl"), [ROWS[1] | {"id": "x"}, ROWS[0] | {"id": "y"}])

    said = mediawire("trace", "two.jsonl", "--corpus", wire, "--json")

    assert said.status == FAILED
    assert [line["id"] for line in lines_of(said.out)] == ["y"]
    assert "mediawire: refused: x: internal error: ZeroDivisionError: a fault of ours\n" in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["copy.txt"],
        ["copy.txt", "--corpus", "wire", "--html", "-", "--json"],
        ["copy.txt", "--corpus", "wire", "--html", "copy.txt"],
        ["copy.txt", "--corpus", "wire", "--refused", "copy.txt"],
        ["copy.txt", "--corpus", "wire", "--since", "01/02/2009"],
    ],
)
def test_wrong_usage_is_told(mediawire: Run, wire: str, copy: str, arguments: list[str]) -> None:
    """And nothing that is read is overwritten."""
    said = mediawire("trace", *arguments)

    assert said.status == USAGE
    assert said.err.splitlines()[-1].startswith("mediawire trace: error: ")
    assert Path(copy).read_text() == COPY
