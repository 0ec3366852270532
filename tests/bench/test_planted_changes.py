"""The script that plants changes: what it says it changed is what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bench.planted_changes import KINDS, PlantedArticle, planted_articles, tally

PARAGRAPH = (
    "The council of Oldtown said on Monday that it had paid Anna Berg some 1,430 dollars for the work that was done in"
    " the old harbour, although the bill was higher than planned. Its leader, Carla Dorn, told the paper that it"
    ' was over. "We were happy with what the builders made of the place," she said in the evening. '
)


@pytest.fixture
def articles() -> list[PlantedArticle]:
    """Return a few articles with their changes."""
    texts = [PARAGRAPH * 3 + f"That was the end of part {number + 20} of the story." for number in range(30)]
    return planted_articles(texts, count=20, seed=7)


def test_each_article_has_one_change_of_each_kind(articles: list[PlantedArticle]) -> None:
    """The figure is over as many of each."""
    kinds = [sorted(plant.kind for plant in article.plants) for article in articles]

    assert kinds == [sorted(KINDS)] * 20


def test_the_changes_make_the_copy_from_the_original(articles: list[PlantedArticle]) -> None:
    """Nothing else differs, and every place holds what is said to be there."""
    for article in articles:
        copy, place = "", 0
        for plant in article.plants:
            copy += article.original[place : plant.original.start] + plant.to
            place = plant.original.end
            assert plant.original.of(article.original) == plant.from_ != plant.to == plant.copy.of(article.copy)

        assert copy + article.original[place:] == article.copy


def test_the_same_seed_plants_the_same_changes(articles: list[PlantedArticle]) -> None:
    """Two people who run it measure the same."""
    again = planted_articles([article.original for article in articles], count=20, seed=7)

    assert again == planted_articles([article.original for article in articles], count=20, seed=7)


def test_who_reports_nothing_finds_nothing_and_alarms_nobody(articles: list[PlantedArticle]) -> None:
    """The score's lower end."""

    def silent(original: str, copy: str) -> Mapping[str, Any]:
        return {"facts": [], "quotations": []}

    result = tally(articles, silent)

    assert result.found.total() == result.alarms == 0
    assert result.planted.total() == 100
    assert result.untouched > 0


def test_a_change_reported_where_none_was_planted_is_a_false_alarm(articles: list[PlantedArticle]) -> None:
    """Right kinds at wrong places count against who reports them."""
    false = {"kind": "name", "status": "dropped", "original": (0, 1), "copy": None}

    def talkative(original: str, copy: str) -> Mapping[str, Any]:
        return {"facts": [false], "quotations": []}

    result = tally(articles, talkative)

    assert result.alarms == len(articles)
