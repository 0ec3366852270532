"""The JSON is a contract."""

from __future__ import annotations

import copy as copying
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from mediawire import compare
from mediawire.report import Body, Report
from mediawire.reuse import attribution, derivation, edit_classes, headline, promise, quoted, verdict
from mediawire.reuse.passages import PassageKind
from mediawire.text.tokens import TRICKS

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "src/mediawire/schema/comparison-1.json").read_text(encoding="utf-8"))
EXAMPLE = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]

PLAIN = (
    "LINDBY, Nov 22 (Reuters) - The harbour was closed on Monday after a storm tore 2 cranes from the quay.\n\n"
    "“The repair will take three weeks,” port director Ada Holm said. It may cost 3 million euros."
)
DRESSED = (
    "Harbour shut for 9 weeks\n\nThe h\u0430rbour was closed on Tuesday after gales to\u200bre 2 cranes down.\n\n"
    "“The repair will not take three weeks,” Mayor Nils Brandt said. It will cost 5 million euros.\n\n"
    "Source: AFP\n\nRead also:\n\nThe mayor of the harbour town resigns after nine years…\n\n2 hours ago"
)


def report(text: str, hour: int) -> Report:
    """Return a text as a page of which much is known."""
    time = datetime(2026, 11, 22, hour, tzinfo=UTC)
    return Report(
        Body(text), headline="Cranes fall", published=time, outlet="Lindby Post", url="https://post.example/a"
    )


PAIRS = {
    "the example": EXAMPLE,
    "the example backwards": EXAMPLE[::-1],
    "the same": [PLAIN, PLAIN],
    "a changed copy": [PLAIN, DRESSED],
    "its original": [DRESSED, PLAIN],
    "two dated pages": [report(PLAIN, 9), report(DRESSED, 12)],
    "nothing": ["", ""],
    "marks": ["!!!", "\ud800"],
    "strangers": [PLAIN, EXAMPLE[0]],
}


@pytest.fixture(scope="module")
def compared() -> dict[str, Any]:
    """Return a comparison as a reader of its JSON has it."""
    return json.loads(json.dumps(compare(PLAIN, DRESSED).to_dict()))


def test_the_schema_is_one() -> None:
    """It holds to the draft that it names."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_compared_holds_to_the_schema(name: str) -> None:
    """Whatever two texts are, what is said of them is what the contract says."""
    comparison = json.loads(json.dumps(compare(*PAIRS[name]).to_dict()))

    faults = [f"{fault.json_path}: {fault.message}" for fault in Draft202012Validator(SCHEMA).iter_errors(comparison)]

    assert faults == []


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("properties verdict properties class", get_args(verdict.CopyClass)),
        ("$defs derivation", get_args(derivation.Derivation)),
        ("properties passages items properties kind", get_args(PassageKind)),
        ("properties quotations items properties status", get_args(quoted.QuotationStatus)),
        ("properties headline properties change", get_args(headline.Change)),
        ("properties attribution properties verdict", get_args(attribution.AttributionVerdict)),
        ("properties promise items properties clause", (promise.HEADLINE, promise.CONTENT, promise.SOURCE)),
        ("properties tricks items properties kind", TRICKS.values()),
        ("$defs fact", edit_classes.FACT_KINDS),
        ("$defs edit properties class", {*edit_classes.HARMLESS, *edit_classes.FACT_KINDS}),
    ],
)
def test_the_schema_names_all_that_there_is(path: str, known: Any) -> None:
    """A reader who knows the names of the contract meets no other."""
    place = SCHEMA
    for step in path.split():
        place = place[step]

    assert set(known) <= set(place["enum"])


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("verdict class", "a copy"),
        ("passages 0 part", "story"),
        ("reuse 0 parts", [[0, 4]]),
        ("original stories 0 shared", None),
        ("copy furniture 0 kind", "clutter"),
        ("copy digest", "md5:0"),
        ("promise 1 breaches 0", "a number"),
        ("promise 1 remarks", None),
        ("attribution evidence 0", "credit line"),
        ("tricks 0", "homoglyph"),
        ("tricks 0 side", "both"),
        ("tricks 0 count", 0),
    ],
)
def test_what_is_not_in_the_contract_is_a_fault(compared: dict[str, Any], path: str, wrong: Any) -> None:
    """The schema is no sieve: a word or a shape that it does not know is told."""
    comparison = copying.deepcopy(compared)
    *steps, last = (int(step) if step.isdigit() else step for step in path.split())
    place: Any = comparison
    for step in steps:
        place = place[step]
    place[last] = wrong

    assert not Draft202012Validator(SCHEMA).is_valid(comparison)


def test_fields_may_be_added(compared: dict[str, Any]) -> None:
    """Add, don't rename: a reader of the first version bears more fields."""
    comparison = copying.deepcopy(compared) | {"more": 1}
    for part in ("passages", "promise", "tricks", "reuse"):
        comparison[part][0]["more"] = 1

    assert Draft202012Validator(SCHEMA).is_valid(comparison)


@pytest.mark.parametrize("name", SCHEMA["required"])
def test_no_field_may_be_missing(compared: dict[str, Any], name: str) -> None:
    """Each name of the contract is there in every comparison."""
    comparison = {key: value for key, value in compared.items() if key != name}

    assert not Draft202012Validator(SCHEMA).is_valid(comparison)
