"""The report in the terminal."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from mediawire.view.columns import measure
from mediawire.view.terminal import render_terminal

GOLDEN = Path(__file__).parents[1] / "golden/view"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("name", "width", "color"), [("plain-80.txt", 80, False), ("color-80.txt", 80, True), ("color-120.txt", 120, True)]
)
def test_the_report_is_as_blessed(example: Any, name: str, width: int, color: bool) -> None:
    """The example pair reads as an editor approved it; MEDIAWIRE_BLESS=1 writes it anew."""
    report = render_terminal(*example, width=width, color=color)

    if os.environ.get("MEDIAWIRE_BLESS"):
        (GOLDEN / name).write_text(report, encoding="utf-8")
    assert report == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 72, 99, 100, 140, 300])
def test_no_line_is_wider_than_the_terminal(example: Any, width: int) -> None:
    """Nothing wraps by accident, at any width."""
    for color in (False, True):
        report = render_terminal(*example, width=width, color=color)

        assert max(measure(ANSI.sub("", line)) for line in report.splitlines()) <= width


def test_without_colour_no_escape_is_printed(example: Any) -> None:
    """A file or a dumb terminal gets plain text, with signs for what went and what came."""
    report = render_terminal(*example, width=80, color=False)

    assert "\x1b" not in report
    assert "has [-said-]{+stated+} NATO" in report


def test_the_verdict_comes_first(example: Any) -> None:
    """A reader who stops after two lines knows the essential."""
    report = render_terminal(*example, width=80, color=False)

    first, second, *_ = report.strip().splitlines()
    assert first == "Copy with additions — promise broken"
    assert second.startswith("The copy carries 62 % of the original")


def test_columns_stand_side_by_side_only_where_there_is_room(example: Any) -> None:
    """From a hundred columns on, the original stands left of the copy."""
    wide = render_terminal(*example, width=100, color=True)
    narrow = render_terminal(*example, width=99, color=True)

    assert " │ " in ANSI.sub("", wide)
    assert " │ " not in ANSI.sub("", narrow)


def test_foreign_text_cannot_command_the_terminal() -> None:
    """Escapes and overrides in a text, a headline or a name are shown, not obeyed."""
    nasty = "\x1b]0;title\x07 \x9b2J \u202etxt"
    comparison = tell(nasty, nasty)

    report = render_terminal(comparison, nasty, nasty, width=80, color=False)

    assert "‹ESC›]0;title‹BEL›" in report
    assert not set(report) & set("\x1b\x07\x9b\u202e")


def test_constants_are_told_where_they_are_asked_for(example: Any) -> None:
    """An editor gets one line that says where they are."""
    brief = render_terminal(*example, width=80, color=False)
    full = render_terminal(*example, width=80, color=False, constants=True)

    assert brief.splitlines()[-1] == "Constants: printed with --json, on the page and with --constants"
    assert full.splitlines()[-1] == "Constants: seed words 4, edited from 0.8, paraphrase from 0.55"


def test_what_broke_the_promise_is_said_as_a_change() -> None:
    """An arrow between words that run from right to left would point the wrong way."""
    was, now = "يوم الاثنين", "يوم الثلاثاء"
    comparison = tell(was, now)
    comparison["promise"][0]["breaches"] = [{"what": "date", "from": was, "to": now}]

    report = render_terminal(comparison, was, now, width=80, color=False)

    assert f"- date: “{was}” became “{now}”" in report
    assert "→" not in report


def test_what_is_said_in_other_words_has_no_arrow_between_words_that_run_left() -> None:
    """As an edit has none."""
    was, now = "قال الوزير إن الجسر مفتوح", "أعلن الوزير افتتاح الجسر"
    comparison = tell(was, now)
    comparison["passages"][0]["kind"] = "paraphrased"

    report = render_terminal(comparison, was, now, width=140, color=False)

    assert f"{was} became {now}" in report
    assert "→" not in report


def test_right_to_left_text_is_not_set_in_columns() -> None:
    """A terminal that turns lines round would mix the two columns."""
    text = "وزير الخارجية قال"

    report = render_terminal(tell(text, text), text, text, width=120, color=True)

    assert " │ " not in report
    assert text in report


@pytest.mark.parametrize("kind", ["kept", "inserted"])
def test_a_long_passage_is_shortened_and_says_so(kind: str) -> None:
    """A million letters do not flood the screen."""
    text = "word " * 200_000
    comparison = tell("", text) if kind != "kept" else tell(text, text)
    comparison["passages"] = [
        {"kind": kind, "original": [0, len(text)] if kind == "kept" else None, "copy": [0, len(text)]}
    ]

    report = render_terminal(comparison, text if kind == "kept" else "", text, width=80, color=False)

    assert len(report) < 20_000
    assert re.search(r"… 99\d,\d{3} more characters …", report)


def test_an_original_without_headline_is_said_to_be_so() -> None:
    """A headline is called new only where another stood before it."""
    comparison = tell("The mayor spoke.", "The mayor spoke.")
    comparison["headline"] = {"change": "new", "why": "the original came without a headline", "unsupported": []}

    report = render_terminal(comparison, "The mayor spoke.", "The mayor spoke.", width=80, color=False)

    assert "The original came without a headline." in report
    assert "A new headline." not in report


def tell(original: str, copy: str) -> dict[str, Any]:
    """Write a small comparison in which the copy kept everything."""
    return {
        "schema": "mediawire.comparison/1",
        "original": {"headline": original[:40], "stories": []},
        "copy": {"headline": copy[:40], "stories": [], "furniture": []},
        "verdict": {"class": "copy", "direction": "cannot tell", "why": [original[:40]]},
        "passages": [{"kind": "kept", "original": [0, len(original)], "copy": [0, len(copy)], "edits": []}],
        "headline": {"change": "identical", "unsupported": [{"text": copy[:40], "span": [0, 1]}]},
        "attribution": {"verdict": "missing", "evidence": [{"kind": "credit line", "text": copy[:40]}]},
        "promise": [{"clause": "content unchanged", "kept": True, "breaches": [copy[:40]]}],
    }
