"""What is decided on real and hostile documents; the floors are those of docs/watch.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import decisions, guids

pytestmark = pytest.mark.quality


def test_every_guid_scenario_is_exact(data: Path, tmp_path: Path) -> None:
    """Stories, versions and gap warnings; and nothing is new when the last document comes again."""
    wrong = []
    for number, (name, wanted, documents) in enumerate(guids.scenarios()):
        folder = tmp_path / str(number)
        folder.mkdir()
        result = guids.run(documents, folder)
        asked = (wanted["expect_stories"], wanted["expect_versions"], bool(wanted.get("expect_gap_warning")), 0)
        wrong += [name] if result[:4] != asked else []

    assert wrong == []


def test_planted_changes_are_graded_rightly(data: Path) -> None:
    """Each kind by itself."""
    found = decisions.score(8)

    assert {name: right / total for name, (right, total) in found.items() if right / total < decisions.FLOOR} == {}
