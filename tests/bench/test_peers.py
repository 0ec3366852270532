"""The peers and the scorers: they find what is there to be found, and are scored for it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench import answers
from bench.all_pairs import align_all
from bench.answers import Answer, score_answers
from bench.children import ChildFailed, run_apart, run_command
from bench.corpus_traps import find_footers, footer_start, notice_share
from bench.peer_joins import join_with_daft, join_with_datasketch, join_with_duckdb, join_with_rensa
from bench.reports import Query, reports_of
from bench.truth import KINDS

WORDS = [f"{first}{vowel}{last}" for first in "bdfgklmnprst" for vowel in "aeiou" for last in "lmnrst"]


def made(seed: int, count: int = 200) -> str:
    """Make a text that shares nothing with others."""
    return " ".join(np.random.default_rng(seed).choice(WORDS, count))


@pytest.mark.parametrize(
    ("module", "join"),
    [
        ("daft", join_with_daft),
        ("duckdb", join_with_duckdb),
        ("rensa", join_with_rensa),
        ("datasketch", join_with_datasketch),
    ],
)
def test_each_peer_finds_the_copy_and_nothing_else(module: str, join: object, tmp_path: Path) -> None:
    """A peer that is measured does its work: two equal texts among others are the one pair."""
    pytest.importorskip(module)
    texts = [made(number) for number in range(12)]
    texts[7] = texts[3]
    pq.write_table(pa.table({"id": list(range(12)), "text": texts}), tmp_path / "in.parquet")

    join(str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet"))  # type: ignore[operator]

    found = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert {frozenset(row.values()) for row in found} == {frozenset((3, 7))}


def test_all_pairs_are_aligned_as_original_and_copy() -> None:
    """Equal words stand in the row of the earlier text and the column of the later one, and nowhere else."""
    first, other = made(1), made(2)
    half = " ".join(first.split()[:100])

    equal, words = align_all([first, other, half])

    assert words.tolist() == [200, 200, 100]
    assert equal[0, 2] == 100
    assert equal[0, 1] == equal[2, 0] == 0


def test_a_process_tells_what_it_cost(tmp_path: Path) -> None:
    """What a child does counts for it, and a child that fails is told with its last words."""
    spent = run_apart("shutil", "rmtree", tmp_path)

    assert not tmp_path.exists()
    assert spent.cpu_seconds > 0
    with pytest.raises(ChildFailed, match="it went wrong"):
        run_command([sys.executable, "-c", "raise SystemExit('it went wrong')", "a", "b"])


def test_answers_are_scored_by_what_they_share_with_the_query(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source counts as found, a copy of the same passage as related, a copy of another passage does not."""
    held = {1: {1: [(0, 1 << 30)]}, 2: {1: [(0, 100)]}, 3: {1: [(500, 600)]}}
    monkeypatch.setattr(answers, "load_truth", lambda folder: SimpleNamespace(iv=held))
    queries = [Query(kind, "", {"1": ((0, 90, 5, 95),)}) for kind in KINDS] + [Query("none", "", {})] * 2
    given = [Answer(["1", "2", "3", "4"], 0.001, 0.002)] * len(KINDS) + [Answer([], 0, 0), Answer(["4"], 0, 0)]

    score = score_answers(Path(), queries, given)

    assert score.mean == 1.0
    assert score.precision == 0.5
    assert score.unrelated == 0.5


def test_a_footer_is_what_many_posts_end_with() -> None:
    """The longest run of last words that more than a fifth of a channel's posts share."""
    posts = [("Harbour", f"{made(number, 20)}\nRead more in the harbour bulletin") for number in range(5)]
    posts += [("Harbour", made(number, 20)) for number in range(50, 60)]

    footers = find_footers(posts)["Harbour"]

    text = posts[0][1]
    assert text[footer_start(text, footers) :] == "Read more in the harbour bulletin"
    assert footer_start(posts[-1][1], footers) == len(posts[-1][1])


def test_notices_are_told_from_news() -> None:
    """Words in sentences about cookies count as notice, others do not."""
    assert notice_share(["We use cookies to improve this page. Please accept them."]) > 0.5
    assert notice_share(["The bridge was closed on Monday. Nobody was hurt in the fire."]) == 0


def test_planted_rows_become_reports() -> None:
    """The number becomes the id; what is not known is empty."""
    batch = pa.RecordBatch.from_pydict({"id": [7], "outlet": ["The Post"], "text": ["It rained."]})

    (row,) = reports_of(batch).to_pylist()

    assert (row["id"], row["outlet"], row["text"]) == ("7", "The Post", "It rained.")
    assert row["published"] is row["headline"] is row["url"] is None
