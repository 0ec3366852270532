"""The JSON is a contract."""

from __future__ import annotations

import copy as copying
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

SCHEMA = json.loads((Path(__file__).parents[2] / "src/mediawire/schema/comparison-1.json").read_text(encoding="utf-8"))


def test_the_schema_is_one() -> None:
    """It holds to the draft that it names."""
    Draft202012Validator.check_schema(SCHEMA)


def test_the_example_holds_to_the_schema(example: Any) -> None:
    """What the views are built on is what the contract says."""
    faults = list(Draft202012Validator(SCHEMA).iter_errors(example.comparison))

    assert faults == []


def test_fields_may_be_added(example: Any) -> None:
    """Add, don't rename: a reader of the first version bears more fields."""
    comparison = copying.deepcopy(example.comparison) | {"more": 1}
    comparison["passages"][0]["more"] = 1

    assert Draft202012Validator(SCHEMA).is_valid(comparison)


@pytest.mark.parametrize("name", SCHEMA["required"])
def test_no_field_may_be_missing(example: Any, name: str) -> None:
    """Each name of the contract is there in every comparison."""
    comparison = {key: value for key, value in example.comparison.items() if key != name}

    assert not Draft202012Validator(SCHEMA).is_valid(comparison)
