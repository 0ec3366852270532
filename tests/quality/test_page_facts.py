from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from bench.archives import digest
from bench.completeness import area, cut, judge, whole_pages
from bench.page_facts import Result, score
from bench.page_golds import NEWSPAPER, POSTLIGHT, TRAFILATURA

DIGESTS = {
    "trafilatura-eval.tar.xz": "ddad34ccf3e0d90dffe0907f370600dc77979efc3075758789a5447e5a49cdf8",
    "postlight.tar.xz": "999e8d7abe0f1fafad39e0c899d4413aa9c36ad236f899114a9d1002fe1b1dc8",
    "newspaper4k.tar.xz": "8e801d9980cd7cfb90f6b22215793235f2fd2506a671b0b7549328afe8eaae1f",
}

pytestmark = pytest.mark.quality


def shares(result: Result) -> dict[str, float]:
    """Return the share that was right, by figure."""
    return {name: tally.share for name, tally in result.tallies.items()}


def test_the_floors_belong_to_this_data(data: Path) -> None:
    """Other data of the same kind would need floors of its own."""
    found = {name: digest(data / name) for name in DIGESTS}

    assert found == DIGESTS


@pytest.mark.usefixtures("data")
def test_the_facts_of_990_pages_are_right() -> None:
    """Headline, author and day of pages of all kinds; the half that no rule was made on holds by itself."""
    found = shares(score(TRAFILATURA, "mediawire"))

    assert found["headline"] >= 0.88
    assert found["author"] >= 0.72
    assert found["day"] >= 0.85
    assert found["headline other"] >= 0.86
    assert found["author other"] >= 0.67
    assert found["day other"] >= 0.85


@pytest.mark.usefixtures("data")
def test_the_facts_of_articles_of_big_sites_are_right() -> None:
    """Pages of newspapers and magazines, whose golds were written down by hand."""
    postlight, newspaper = shares(score(POSTLIGHT, "mediawire")), shares(score(NEWSPAPER, "mediawire"))

    assert postlight["headline"] >= 0.88
    assert postlight["author"] >= 0.76
    assert postlight["day"] >= 0.9
    assert postlight["instant"] >= 0.68
    assert newspaper["headline"] >= 0.75
    assert newspaper["day"] >= 0.93


@pytest.mark.usefixtures("data")
def test_stumps_score_below_whole_pages() -> None:
    """A third of a text with a wall below it, or called not free, ranks below whole pages of hosts nobody looked at."""
    pages = list(islice(whole_pages(TRAFILATURA, tuned=False), 40))

    whole = [judge(tree, page.url).score for page, tree in pages]
    walled = [judge(cut(tree, page.url, "wall"), page.url).score for page, tree in pages]
    stated = [judge(cut(tree, page.url, "stated"), page.url).score for page, tree in pages]

    assert area(whole, walled) >= 0.88
    assert area(whole, stated) >= 0.85
