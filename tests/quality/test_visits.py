"""Visits to a hostile server, addresses and robots.txt: what is asked is reached, and stays so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import addresses, robots, visits
from bench.hostile_server import hostile_server, wanted

pytestmark = pytest.mark.quality


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[str]:
    """Run the hostile server once."""
    with hostile_server() as url:
        yield url


def test_a_hostile_server_gets_what_is_wanted(server: str) -> None:
    """All behaviours but the three that last until the deadline, which have tests with shorter ones."""
    rows = [visits.play(server, name, want) for name, want in wanted().items() if name not in visits.SLOW]

    assert len(rows) == 116
    assert [f"{row.name}: {row.ended}" for row in rows if not row.is_right] == []


def test_addresses_are_blocked_and_allowed(data: Path) -> None:
    """Every one as the data has it, by name and by redirect."""
    block, allow = addresses.rows("must_block.json"), addresses.rows("must_allow.json")

    assert [row["url"] for row in block if addresses.is_dialled(row)] == []
    assert [row["url"] for row in allow if not addresses.is_dialled(row)] == []
    assert addresses.redirected(block) == (len(block) * 10, 0)


def test_a_flipping_name_server_leads_nowhere(data: Path) -> None:
    """A thousand names that change their mind at each question."""
    assert addresses.flips(1000) == 0


def test_robots_txt_is_read_as_google_reads_it(data: Path) -> None:
    """But for the cases whose rules the data does not hold."""
    missed = {(case.test, case.url) for case in robots.misses(robots.ours)}

    assert missed <= set(robots.LISTED)
