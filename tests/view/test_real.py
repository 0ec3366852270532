"""What `compare` really gives holds to the contract, and both views can show it."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mediawire import compare
from mediawire.__main__ import dump
from mediawire.view.page import render_page
from mediawire.view.terminal import render_terminal

SCHEMA = json.loads((Path(__file__).parents[2] / "src/mediawire/schema/comparison-1.json").read_text(encoding="utf-8"))
ENGLISH = (
    "Bridge opens\n\nThe bridge will open on Monday, the mayor said. “We are glad,” she added. It cost 3 million euros."
)
EDITED = (
    "Bridge to open\n\nThe bridge will open on Friday, the mayor stated. “We are very glad,” she added.\n\nSource: wire"
)
ARABIC = "الجسر يفتح\n\nقال رئيس البلدية يوم الاثنين إن الجسر سيفتح. «نحن سعداء»، أضافت."
JAPANESE = "橋が開通\n\n市長は月曜日、橋が開通すると述べた。「うれしい」と語った。費用は三百万円だった。"
NASTY = "\x1b[2J\u202egnp.exe\u200b \ud800 \0 <script>alert(1)</script> “«„' \r\n\r\n\t"
PAIRS = [
    ("", ""),
    ("", ENGLISH),
    (ENGLISH, ""),
    (ENGLISH, ENGLISH),
    (ENGLISH, EDITED),
    (ARABIC, ARABIC.replace("الاثنين", "الثلاثاء")),
    (JAPANESE, JAPANESE.replace("月曜日", "火曜日")),
    (NASTY, NASTY),
    (ENGLISH + NASTY, NASTY + EDITED),
    ("word", "another"),
    ("a" * 100_000, "a" * 100_000),
]
LETTERS = st.text(st.characters(max_codepoint=0x3100) | st.sampled_from(" \n.“”\x1b\u202e\ud800"), max_size=80)


@pytest.mark.parametrize(("original", "copy"), PAIRS)
def test_a_comparison_holds_to_the_schema_and_can_be_shown(original: str, copy: str) -> None:
    """Whatever is compared."""
    hold(original, copy)


@settings(max_examples=40)
@given(LETTERS, LETTERS)
def test_any_two_texts_can_be_compared_and_shown(original: str, copy: str) -> None:
    """No text breaks the contract or a view."""
    hold("The bridge opens on Monday. " + original, copy + " The bridge opens on Friday.")


def test_the_example_pair_is_shown_as_it_is(example: Any) -> None:
    """The findings of the example pair reach the reader."""
    comparison = compare(example.original, example.copy).to_dict()

    report = render_terminal(comparison, example.original, example.copy, width=100, color=False)

    assert "promise broken" in report.splitlines()[1]
    assert "Which was first: Cannot tell, because neither page is dated" in report
    assert "reporting verb    “said” → “stated”" in report
    assert "WHAT IS MISSING · 1 whole story." in report
    assert "ATTRIBUTION · The source is not given." in report
    assert "No number, date or name altered" in report


def hold(original: str, copy: str) -> None:
    """Hold one comparison to the schema, and its views to safety."""
    comparison = compare(original, copy).to_dict()

    faults = [fault.message for fault in Draft202012Validator(SCHEMA).iter_errors(json.loads(dump(comparison)))]
    report = render_terminal(comparison, original, copy, width=80, color=False)
    page = render_page(comparison, original, copy)

    assert faults == []
    assert not {
        letter for letter in report + page if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t"
    }
    assert not set(report + page) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    assert "<script" not in page
