"""A traced text, cut by source, and the words for what was found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.corpus.trace import Trace
from mediawire.report import Span
from mediawire.reuse.paraphrase import Correspondence
from mediawire.view.traced import UNEXPLAINED, cut_text, name_finding, name_version, tell_finding, tell_later
from tests.view.press import write_trace

SPANS = st.builds(Span, st.integers(-3, 60), st.integers(-3, 60))
REUSE = st.lists(
    st.builds(Correspondence, SPANS, SPANS, st.sampled_from(["verbatim", "edited"]), st.just(1.0)), max_size=6
)


@given(st.text(max_size=50), st.lists(REUSE, max_size=4), st.lists(SPANS, max_size=4))
def test_the_pieces_are_the_text(text: str, reuse: list[list[Correspondence]], rest: list[Span]) -> None:
    """However passages overlap or stick out, no letter is lost, doubled or given to a source that has it not."""
    source = write_trace().sources[0]
    trace = Trace(text, tuple(replace(source, reuse=tuple(each)) for each in reuse), tuple(rest))

    pieces = cut_text(text, trace)

    assert "".join(piece.span.of(text) for piece in pieces) == text
    for piece in pieces:
        for place in (piece.span.start, piece.span.end - 1):
            holders = [n for n, each in enumerate(reuse, 1) if any(r.copy.start <= place < r.copy.end for r in each)]
            assert list(piece.sources) == holders
            if not holders:
                assert (piece.kind == UNEXPLAINED) == any(span.start <= place < span.end for span in rest)


def test_the_words_say_what_was_found_and_what_was_not() -> None:
    """Two reports, and a rest that nobody explains."""
    trace = write_trace()

    assert name_finding(trace) == "Found in two reports"
    assert tell_finding(trace) == "87 % of the text’s words stand in them. For 13 % no source was found."


def test_nothing_found_is_no_proof() -> None:
    """A text without a source is not called original."""
    trace = Trace("Something new.", (), (Span(0, 14),))

    assert name_finding(trace) == "No source found"
    assert "no proof" in tell_finding(trace)


@pytest.mark.parametrize(
    ("version", "versions", "told"),
    [(1, 1, ""), (2, 4, "the second of four versions"), (30, 30, "the number 30 of 30 versions")],
)
def test_versions_are_told_apart(version: int, versions: int, told: str) -> None:
    """The second of four is not the fourth."""
    source = replace(write_trace().sources[0], version=version, versions=versions)

    assert name_version(source) == told


@pytest.mark.parametrize(("is_later", "told"), [(True, "relative"), (None, "not known"), (False, "")])
def test_a_later_report_is_called_a_relative(is_later: bool | None, told: str) -> None:
    """Nobody copies from what was not yet there."""
    source = replace(write_trace().sources[0], is_later=is_later)

    assert told in tell_later(source)
    assert bool(tell_later(source)) == bool(told)
