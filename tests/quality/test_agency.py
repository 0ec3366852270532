"""Agency files: the values that Superdesk's tests state, letters lost, twins; what is reached is the floor."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.agency import Fields, score_fields, score_letters, score_twins

pytestmark = pytest.mark.quality


@pytest.fixture(scope="module")
def fields(data: Path) -> Fields:
    """Compare all stated values once."""
    return score_fields()


def test_stated_values_are_read(fields: Fields) -> None:
    """What Superdesk's tests state and the files hold is read."""
    assert fields.share >= 0.99
    assert fields.met >= 160


def test_exceptions_are_few(fields: Fields) -> None:
    """The list of exceptions does not grow unnoticed."""
    assert len(fields.excepted) <= 31


def test_no_letter_of_a_body_is_lost(data: Path) -> None:
    """Every letter of every content element is in the body or in a field."""
    lost = {name: row[1] for name, row in score_letters().items() if row[1]}

    assert lost == {}


def test_twins_are_the_same_report(data: Path) -> None:
    """An item of dpa's as JSON and as NewsML-G2 is the same report."""
    differing = {name: found for name, found in score_twins().items() if found}

    assert differing == {}
