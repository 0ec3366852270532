from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from bench.archives import digest, unpacked
from bench.data import planted_folder
from bench.furniture import Share, load_base, score_agency, score_base, score_pairs, score_planted

REPORTS = 1500
DIGESTS = {
    "base.jsonl.xz": "dc913486aeacb9747cb69d1766cb8f4ff8d9d472e07116d6a058aebd6bfdb8dc",
    "reuters-2009-2010.jsonl.xz": "09eecc94311fcb440c81e7009e77e013a171c9b45affd0ab25e4d87a3ed59829",
}

pytestmark = pytest.mark.quality


def read_texts(path: Path) -> list[str]:
    """Read the first texts of a file of JSON lines."""
    with path.open(encoding="utf-8", newline="\n") as file:
        return [json.loads(line)["text"] for line in islice(file, REPORTS)]


def rates(scores: list[tuple[str, Share]]) -> dict[str, float]:
    """Return each figure's share by its name."""
    return {name: share.hits / share.of for name, share in scores}


def test_the_floors_belong_to_this_data(data: Path) -> None:
    """Other data of the same kind would need floors of its own."""
    found = {name: digest(data / name) for name in DIGESTS}

    assert found == DIGESTS


@pytest.mark.usefixtures("data")
def test_planted_furniture_is_found() -> None:
    """The generator's disclaimers and teasers, below reports that were copied and edited, are told from them."""
    pages = read_texts(planted_folder() / "corpus.jsonl")

    found = rates(list(score_planted(pages)))

    assert found["planted disclaimers found"] >= 0.99
    assert found["planted lines of teasers found"] >= 0.98
    assert found["single teasers found"] >= 0.98


@pytest.mark.usefixtures("data")
def test_reports_are_left_whole() -> None:
    """Next to no paragraph of a real report is lost, and one report is one story under its own headline."""
    reports = list(islice(load_base(), REPORTS))

    found = rates(list(score_base(reports)))

    assert found["paragraphs of reports taken for furniture"] <= 0.0015
    assert found["single reports not read as one story"] <= 0.012
    assert found["headlines found"] >= 0.99


@pytest.mark.usefixtures("data")
def test_a_second_report_in_one_text_is_found() -> None:
    """Most are found by their words alone, more where a wider gap stands before them."""
    reports = list(islice(load_base(), REPORTS))

    found = rates(list(score_pairs(reports)))

    assert found["second story found, same gap"] >= 0.78
    assert found["second story found, wider gap"] >= 0.85


@pytest.mark.usefixtures("data")
def test_agency_reports_are_one_story_with_a_dateline() -> None:
    """Reports as the agency sent them begin with their dateline and are never cut in two."""
    texts = read_texts(unpacked("reuters-2009-2010.jsonl.xz"))

    found = rates(list(score_agency(texts)))

    assert found["agency reports read as one story"] >= 0.995
    assert found["datelines found"] >= 0.99
