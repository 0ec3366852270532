from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mediawire.report import Body, Source, Span
from mediawire.wire.formats import read_document
from mediawire.wire.reading import (
    Channel,
    Entry,
    Notice,
    NoticeKind,
    Picture,
    Reading,
    Received,
    Refusal,
    StatedTime,
    Target,
)
from mediawire.wire.reading_json import list_reading, list_report
from mediawire.wire.rehearsal import REHEARSED

TIME = datetime(2021, 3, 1, 18, tzinfo=UTC)
REPORT = Received(
    Body("Late.", b"Late.", "<p>Late.</p>"),
    headline="Ferry",
    published=TIME,
    source=Source("AFP"),
    guid="17",
    url="https://post.example/17",
    stated=(StatedTime("published", "1 March", TIME, ("year",)),),
    pictures=(Picture("https://post.example/p.jpg"),),
    others={"dc:type": ("news",)},
)
FULL = Reading(
    "feed",
    (REPORT,),
    (Notice(NoticeKind.KILL, (Target(guid="16"),), span=Span(0, 4), report=REPORT),),
    (Entry("https://post.example/18", published=TIME),),
    (Refusal("cut", "it is cut", "item 3"),),
    channel=Channel("Lindby Post"),
)


@pytest.fixture(scope="module")
def schema(root: Path) -> Draft202012Validator:
    """Return the contract."""
    text = (root / "src/mediawire/schema/reading-1.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


@pytest.mark.parametrize("reading", [FULL, Reading("empty"), *map(read_document, REHEARSED)])
def test_the_json_of_every_reading_keeps_the_contract(schema: Draft202012Validator, reading: Reading) -> None:
    """Of every format, and of a reading in which all is known."""
    plain: Any = json.loads(json.dumps(list_reading(reading), allow_nan=False))

    assert [error.message for error in schema.iter_errors(plain)] == []


def test_what_is_not_known_is_left_out_but_for_the_six_fields_of_a_corpus() -> None:
    """The lines stay short, and whoever reads them finds id and text in each."""
    row = list_report(Received(Body("Late.")))

    assert [row[name] for name in ("id", "outlet", "published", "headline", "url", "text")] == [None] * 5 + ["Late."]
    assert "byline" not in row
    assert "others" not in row


def test_a_number_is_no_name_for_a_report() -> None:
    """Guids that are mere numbers are made their outlet's own; the channel is the outlet where none is named."""
    row = list_report(REPORT, FULL)

    assert (row["id"], row["outlet"]) == ("post.example/17", "Lindby Post")
    assert row["taken_from"] == {"name": "AFP"}
