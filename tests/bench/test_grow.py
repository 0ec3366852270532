"""The grown corpus: the same every time, whatever is made of it at once, and its gold is true."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench import grow
from bench.grow import KINDS, make_batch, published
from bench.grow import grow as make_corpus
from mediawire.reuse.tables import REPORTS

pytestmark = [pytest.mark.quality, pytest.mark.slow, pytest.mark.usefixtures("data")]

REPORTS_MADE = 3_000


@pytest.fixture(scope="module")
def made() -> tuple[pa.RecordBatch, pa.RecordBatch]:
    """Return a small corpus and its gold."""
    return make_batch(0, REPORTS_MADE, REPORTS_MADE)


def test_batches_do_not_depend_on_where_they_begin(made: tuple[pa.RecordBatch, pa.RecordBatch]) -> None:
    """Each report is a function of its number: whoever makes a part makes the same part."""
    reports, gold = made

    part, part_of_gold = make_batch(1_000, 500, REPORTS_MADE)

    assert part.equals(reports.slice(1_000, 500))
    assert part_of_gold.num_rows == sum(1_000 <= copy < 1_500 for copy in gold.column("copy").to_pylist())


def test_a_whole_copy_holds_its_source(made: tuple[pa.RecordBatch, pa.RecordBatch]) -> None:
    """All paragraphs of the source stand in it, up to the notices under the page."""
    reports, gold = made
    texts = reports.column("text").to_pylist()

    whole = [row for row in gold.to_pylist() if row["kind"] == "whole"]

    assert whole
    for row in whole:
        own = texts[row["source"]].split("\n\n")[1:7]
        assert all(paragraph in texts[row["copy"]] for paragraph in own)


def test_every_kind_is_planted_and_shares_a_long_run(made: tuple[pa.RecordBatch, pa.RecordBatch]) -> None:
    """What is called a copy has eight words in a row of its source."""
    reports, gold = made
    texts = reports.column("text").to_pylist()

    shared = [
        (row["kind"], bool(runs_of(texts[row["source"]]) & runs_of(texts[row["copy"]]))) for row in gold.to_pylist()
    ]

    assert {kind for kind, _ in shared} == set(KINDS) - {"fresh"}
    assert np.mean([is_shared for _, is_shared in shared]) > 0.98


def test_a_copy_is_later_than_its_source() -> None:
    """The clocks of the grown corpus are right."""
    numbers = np.arange(12, 1_000)
    sources = numbers // 12 * 0 + 12

    times = published(numbers, sources)

    assert (times > published(np.array([12]), np.array([-1]))[0]).all()


def test_what_is_written_reads_as_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of reports with all their columns, the gold beside them, in as many files as the rows ask for."""
    monkeypatch.setattr(grow, "ROWS", 40)
    monkeypatch.setattr(grow, "FILE_ROWS", 80)

    make_corpus(tmp_path / "made", 100)

    files = sorted((tmp_path / "made").glob("*.parquet"))
    assert [pq.read_metadata(file).num_rows for file in files] == [80, 20]
    assert pq.read_schema(files[0]).equals(REPORTS)
    assert len(list((tmp_path / "made" / "gold").iterdir())) == 2


def runs_of(text: str) -> set[tuple[str, ...]]:
    """Return the 8-word runs of a text."""
    words = text.split()
    return set(zip(*(words[start:] for start in range(8)), strict=False))
