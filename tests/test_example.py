"""The example pair: a report of two stories, and the media-wire page that prints the promise and breaks it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mediawire import Comparison, Span, compare
from mediawire.reuse.passages import Passage


@pytest.fixture(scope="module")
def comparison(root: Path) -> Comparison:
    """Compare the two texts of the example."""
    texts = [
        (root / "examples" / name).read_bytes().decode()
        for name in ("000_41e8a6afc443994c.txt", "001_a44b472b2ae151a5.txt")
    ]
    return compare(*texts)


def passages(comparison: Comparison, kind: str, part: str = "paragraph") -> list[Passage]:
    """Return the passages of one kind that are one part of the page."""
    return [passage for passage in comparison.passages if passage.kind == kind and passage.part == part]


def wording(span: Span | None, text: str) -> str:
    """Return the text at a span that must be there."""
    assert span is not None
    return span.of(text)


def test_the_original_holds_two_stories_and_the_second_is_gone(comparison: Comparison) -> None:
    """The second story was dropped whole, headline and all."""
    first, second = comparison.original.document.stories

    dropped = [passage.original for passage in comparison.passages if passage.kind == "dropped"]

    assert all(any(gone and gone.holds(part) for gone in dropped) for part in second.paragraphs)
    assert not any(gone and gone.overlap(part) for gone in dropped for part in first.paragraphs)
    assert [story["shared"] for story in comparison.to_dict()["original"]["stories"]] == [True, False]


def test_the_headline_is_new_and_borne_out(comparison: Comparison) -> None:
    """The house wrote its own headline, and its text bears it out."""
    assert comparison.headline.change == "new"
    assert comparison.headline.unsupported == ()


def test_the_lead_is_inserted_and_says_paragraph_one_again(comparison: Comparison) -> None:
    """Of two inserted paragraphs the first echoes a sentence of the original, the other has nothing behind it."""
    lead, other = passages(comparison, "inserted")
    original, copy = comparison.original.side.text, comparison.copy.side.text

    assert wording(lead.copy, copy).startswith("Moscow has announced NATO has no evidence")
    assert wording(lead.echoes, original).startswith("Russian Foreign Ministry spokeswoman Maria Zakharova has said")
    assert wording(other.copy, copy).startswith("Earlier, Stoltenberg said that the decision")
    assert other.echoes is None


def test_one_word_was_edited_and_it_is_a_verb_of_saying(comparison: Comparison) -> None:
    """In all that was kept, one word became another."""
    (edited,) = passages(comparison, "edited")

    assert [(edit.edit_class, edit.from_, edit.to) for edit in edited.edits] == [("reporting verb", "said", "stated")]


def test_four_paragraphs_are_word_for_word(comparison: Comparison) -> None:
    """The rest of the first story was kept; its edits are white space between paragraphs."""
    kept = passages(comparison, "kept")

    assert len(kept) == 4
    assert {edit.edit_class for passage in kept for edit in passage.edits} <= {"spacing"}


def test_furniture_is_told_and_counts_in_no_share(comparison: Comparison) -> None:
    """Section line, label, disclaimer and six teasers are no part of the report."""
    furniture = comparison.copy.document.furniture
    story = comparison.copy.document.stories[0]
    words = sum(len(comparison.copy.side.tokens.within(paragraph)) for paragraph in story.paragraphs)
    inserted = sum(
        len(comparison.copy.side.tokens.within(each.copy)) for each in passages(comparison, "inserted") if each.copy
    )

    assert [piece.kind for piece in furniture] == ["section", "label", "disclaimer", "teasers"]
    assert len(furniture[-1].items) == 6
    assert comparison.shares.copy_from_original == pytest.approx(1 - inserted / words, abs=1e-4)


def test_quotations_keep_their_words_and_their_speaker(comparison: Comparison) -> None:
    """Both quotations of the kept story are verbatim and Zakharova's; the three of the dropped story are gone."""
    assert [change.status for change in comparison.quotations] == ["verbatim"] * 2 + ["dropped"] * 3
    assert {change.speaker for change in comparison.quotations} == {"Zakharova"}


def test_no_number_date_or_name_was_altered(comparison: Comparison) -> None:
    """Facts went with the second story; none was changed or put in."""
    assert {change.status for change in comparison.facts} <= {"dropped"}


def test_neither_source_nor_address_is_given(comparison: Comparison) -> None:
    """The page promises both at the bottom of each article and gives neither."""
    attribution = comparison.attribution

    assert (attribution.verdict, attribution.source_named, attribution.url_given) == ("missing", False, False)


def test_the_promise_is_broken_clause_by_clause(comparison: Comparison) -> None:
    """The headline may change; the content did, and the source is missing."""
    assert [clause.kept for clause in comparison.promise] == [True, False, False]
    assert all(clause.breaches for clause in comparison.promise if not clause.kept)


def test_the_verdict_gives_its_reasons_and_no_direction(comparison: Comparison) -> None:
    """Neither page is dated: which is nearer to the lost original cannot be told, and the verdict says so."""
    verdict = comparison.verdict

    assert (verdict.class_, verdict.direction) == ("copy with additions", "cannot tell")
    assert any("dated" in reason for reason in verdict.direction_why)
    assert verdict.why


def test_the_json_is_as_the_schema_says(comparison: Comparison, root: Path) -> None:
    """What a program reads is held to the schema in the package, and is the same after a round trip."""
    schema = json.loads((root / "src" / "mediawire" / "schema" / "comparison-1.json").read_text(encoding="utf-8"))

    described = comparison.to_dict()

    Draft202012Validator(schema).validate(described)
    assert json.loads(json.dumps(described)) == described
