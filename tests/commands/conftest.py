"""What the tests of the commands share: reports in files, and a corpus that holds them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mediawire.__main__ import run

FERRY = (
    "The ferry to the northern islands left the harbour two hours late on Monday after divers had cut a net from its "
    "rudder. Nobody was hurt, the company said, and all 212 passengers reached Sandholm before nightfall."
)
BAKERS = (
    "Bakers across the valley will strike on Friday for the first time in thirty years. They ask for flour at the "
    "price that was agreed in spring, and for ovens that do not date from the days of their grandparents."
)
ROWS = [
    {"id": "f1", "outlet": "Harbour Post", "published": "2021-03-01T18:00:00Z", "title": "Ferry late", "text": FERRY},
    {"id": "b1", "outlet": "Valley News", "published": "2021-03-02T07:30:00Z", "title": "No bread", "text": BAKERS},
]


class Said(NamedTuple):
    """What a command printed, and how it ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def mediawire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the folder of the test."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Said:
        try:
            status = run(list(arguments))
        except SystemExit as end:
            status = int(end.code or 0)
        return Said(status, *capfd.readouterr())

    return call


@pytest.fixture
def reports(tmp_path: Path) -> str:
    """Write two reports into a file."""
    write_rows(tmp_path / "reports.jsonl", ROWS)
    return "reports.jsonl"


@pytest.fixture
def wire(mediawire: Run, reports: str) -> str:
    """Make a corpus of two reports."""
    assert mediawire("add", reports, "--corpus", "wire").status == 0
    return "wire"


def write_rows(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write rows as JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
