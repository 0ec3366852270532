"""The corpus-wide job gives the same families on every runner, at any number of partitions, in any input order."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mediawire.reuse import plan
from mediawire.reuse.local import LocalRunner
from mediawire.reuse.runner import Runner
from mediawire.reuse.tables import REPORTS

MakeRunner = Callable[[int], Runner]
FOOTER = "Sign up to the harbour letter and read all that our desk has found out about the town this week."
START = datetime(2026, 3, 1, 6, tzinfo=UTC)


def sentence(chance: random.Random) -> str:
    """Return a sentence of words that occur nowhere else."""
    return " ".join(f"w{chance.randrange(10**9)}" for _ in range(12)).capitalize() + "."


def make_reports(seed: int = 1) -> list[dict[str, Any]]:
    """Return 120 reports of six outlets: families of a whole copy, a part, a quotation and a merged report."""
    chance = random.Random(seed)
    reports: list[dict[str, Any]] = []

    def publish(paragraphs: list[str], outlet: int, hours: float | None) -> None:
        number = len(reports)
        time = None if hours is None else START + timedelta(hours=hours)
        text = "\n\n".join([f"Headline {number} of outlet {outlet}", *paragraphs, FOOTER if outlet == 5 else ""])
        reports.append({"id": f"r{number:03}", "outlet": f"Outlet {outlet}", "published": time, "text": text})

    for family in range(12):
        first = [sentence(chance) + " " + sentence(chance) for _ in range(8)]
        other = [sentence(chance) for _ in range(8)]
        publish(first, family % 5, family)
        publish(first, (family + 1) % 5, family + 0.5)
        publish([*first[:5], sentence(chance)], (family + 2) % 5, family + 1)
        publish(other[:3] + first[6:7] + other[3:], 5, None if family % 3 == 0 else family + 2)
    while len(reports) < 120:
        publish([sentence(chance) for _ in range(6)], chance.randrange(6), len(reports))
    return reports


def write(folder: Path, reports: list[dict[str, Any]], files: int = 1) -> plan.Corpus:
    """Write reports as Parquet files of small row groups."""
    table = pa.Table.from_pylist(reports, REPORTS)
    step = -(-len(reports) // files)
    paths = [folder / f"{number}.parquet" for number in range(files)]
    for number, path in enumerate(paths):
        pq.write_table(table.slice(number * step, step), path, row_group_size=17)
    return plan.Corpus.of(paths)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> pa.Table:
    """Return the families as one thread finds them in one partition."""
    with LocalRunner(threads=1, partitions=1) as runner:
        return plan.find_families(runner, write(tmp_path_factory.mktemp("expected"), make_reports()))


def test_families_are_those_that_were_made(expected: pa.Table) -> None:
    """Each family holds its copies and the report that uses a part of it; the footer of an outlet makes none."""
    found = {row["family"]: {member["id"] for member in row["members"]} for row in expected.to_pylist()}

    assert found == {f"r{4 * at:03}": {f"r{4 * at + each:03}" for each in range(4)} for at in range(12)}


def test_a_headline_in_the_text_is_told(expected: pa.Table) -> None:
    """Where the headline stands in the text alone, its first line is told as the headline."""
    family = expected.to_pylist()[0]

    assert {member["headline"] for member in family["members"]} == {
        f"Headline {at} of outlet {outlet}" for at, outlet in ((0, 0), (1, 1), (2, 2), (3, 5))
    }


@pytest.mark.parametrize("partitions", [1, 3, 8])
def test_the_families_are_the_same_everywhere(
    make_runner: MakeRunner, partitions: int, tmp_path: Path, expected: pa.Table
) -> None:
    """Bit for bit the same table, from every runner, with the reports in another order and in other files."""
    reports = make_reports()
    random.Random(partitions).shuffle(reports)

    found = plan.find_families(make_runner(partitions), write(tmp_path, reports, files=partitions))

    assert found.equals(expected)


def test_removed_reports_and_repeated_ids_do_not_count(tmp_path: Path) -> None:
    """Of an id that comes twice the first report counts; what the corpus has removed is not there."""
    reports = [row | {"number": number} for number, row in enumerate(make_reports())]
    reports.append(reports[1] | {"number": len(reports)})
    path = tmp_path / "reports.parquet"
    pq.write_table(pa.Table.from_pylist(reports, REPORTS.append(pa.field("number", pa.int64()))), path)

    with LocalRunner(partitions=2) as runner:
        found = plan.find_families(runner, plan.Corpus.of([path], np.array([2, 6])))

    families = {row["family"]: [member["id"] for member in row["members"]] for row in found.to_pylist()}
    assert sorted(families["r000"]) == ["r000", "r001", "r003"]
    assert sorted(families["r004"]) == ["r004", "r005", "r007"]


def test_a_story_in_many_outlets_is_no_noise(tmp_path: Path) -> None:
    """A hot story in two hundred outlets is one family, though no outlet's template is as common."""
    chance = random.Random(5)
    story = "\n\n".join(sentence(chance) for _ in range(10))
    reports = [
        {"id": f"{at:03}", "outlet": f"Paper {at}", "text": story + "\n\n" + sentence(chance)} for at in range(200)
    ]

    with LocalRunner() as runner:
        found = plan.find_families(runner, write(tmp_path, reports))

    assert [len(row["members"]) for row in found.to_pylist()] == [200]


def test_many_versions_in_one_outlet_are_no_noise(tmp_path: Path) -> None:
    """An outlet's thirty versions of one report are a family, though each passage stands on thirty of its pages."""
    chance = random.Random(6)
    story = [sentence(chance) for _ in range(12)]
    versions = [
        {"id": f"v{at:03}", "outlet": "Paper", "text": "\n\n".join([*story, sentence(chance)])} for at in range(30)
    ]
    others = [
        {"id": f"x{at:03}", "outlet": "Paper", "text": "\n\n".join(sentence(chance) for _ in range(12))}
        for at in range(300)
    ]

    with LocalRunner() as runner:
        found = plan.find_families(runner, write(tmp_path, versions + others))

    assert [len(row["members"]) for row in found.to_pylist()] == [30]


def test_pages_that_share_a_notice_are_no_family(tmp_path: Path) -> None:
    """Pages of unknown outlets share a consent page and a log-in box, which no count by outlet can see."""
    chance = random.Random(7)
    notice = (
        "We use cookies, and ask for your consent: read our cookie policy, or change the settings in your browser."
        "\n\nAlready a subscriber? Log in to your account to continue reading."
    )
    pages = [
        {"id": f"{at:02}", "text": "\n\n".join([notice, *(sentence(chance) for _ in range(4)), notice])}
        for at in range(20)
    ]

    with LocalRunner() as runner:
        found = plan.find_families(runner, write(tmp_path, pages))

    assert found.num_rows == 0


def test_an_empty_corpus_has_no_families(make_runner: MakeRunner, tmp_path: Path) -> None:
    """Nothing in, nothing out, and no error."""
    found = plan.find_families(make_runner(2), write(tmp_path, []))

    assert found.num_rows == 0
