"""No role, form, bulk act or statement changes a body; ``bench.wire_bodies`` tries it ten thousand times."""

from __future__ import annotations

import pytest
from django.db import connection

from bench.wire_tries import STATEMENTS, fill_wire, try_often
from mediawire.web import models

pytestmark = pytest.mark.django_db
SQLITE_ALONE = (7, 8)


def test_nothing_that_is_tried_at_random_changes_a_body() -> None:
    """Forms at every address in every role, and SQL."""
    fill_wire()

    tally = try_often(150, seed=3)

    assert tally.posts > 50 and tally.statements > 50
    assert tally.changed == 0
    assert tally.refused == tally.statements


@pytest.mark.parametrize("number", range(len(STATEMENTS)))
def test_the_tries_themselves_would_change_a_table_that_is_not_guarded(number: int) -> None:
    """A try that cannot succeed would show nothing."""
    if connection.vendor != "sqlite" and number in SQLITE_ALONE:
        pytest.skip("only SQLite knows this statement")
    fill_wire()

    before = [*models.VisitRow.objects.values_list()]
    models.VisitRow.objects.create(place="p", source_id="harbour", at="2026-11-22T12:00:00Z", outcome="same")
    kept = [*models.VisitRow.objects.values_list()]
    STATEMENTS[number](models.VisitRow, "why")

    assert [*models.VisitRow.objects.values_list()] not in (kept, before + kept)
