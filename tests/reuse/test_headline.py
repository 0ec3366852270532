from __future__ import annotations

import pytest

from mediawire.report import Body, Report, Span
from mediawire.reuse.headline import HeadlineChange, classify, judge_headline
from mediawire.reuse.reading import Reading

HEADLINE = "Council closes northern pier after cracks found in beams"
BODY = (
    "The harbour council voted on Tuesday to close the northern pier until its beams have been replaced.\n\n"
    "Engineers found cracks in 11 of 40 beams during an inspection in March, Anna Brandt, the mayor, said. "
    "Repairs will cost 1,480,000 dollars, and nobody was hurt."
)


def reading(headline: str | None, body: str = BODY) -> Reading:
    """Read a report whose headline stands in its text."""
    return Reading.of(Report.of(f"{headline}\n\n{body}" if headline else body))


def judged(headline: str | None, original: str | None = HEADLINE) -> HeadlineChange:
    """Judge the headline of a copy that is otherwise the same."""
    return judge_headline(reading(original), reading(headline))


@pytest.mark.parametrize(
    ("copy", "change"),
    [
        (HEADLINE, "identical"),
        ("Council  closes northern pier\u00a0after cracks found in beams ", "identical"),
        ("Council closes northern pier", "trimmed"),
        ("Northern pier closed by council after cracks in beams", "reworded"),
        ("Council closes Northern pier after “cracks” found in beams", "reworded"),
        ("Fishermen fear for their season", "new"),
        ("理事会关闭北码头", "new"),
    ],
)
def test_a_headline_is_told_by_its_words(copy: str, change: str) -> None:
    """The same but for white space; the same with words left out; half the words the same; another one."""
    apart = judge_headline(
        Reading.of(Report(Body(BODY), headline=HEADLINE)), Reading.of(Report(Body(BODY), headline=copy))
    )

    assert apart.change == change


def test_a_copy_without_headline_has_none_to_compare() -> None:
    """No headline, or a blank one, is absent."""
    blank = judge_headline(reading(HEADLINE), Reading.of(Report(Body(BODY), headline="  ")))

    assert blank.change == "absent"
    assert judge_headline(reading(HEADLINE), Reading.of(Report(Body("")))).change == "absent"


def test_a_headline_where_the_original_had_none_is_new() -> None:
    """What nobody wrote before is new; that there was nothing to hold it against is said."""
    apart = Reading.of(Report(Body(BODY), headline=HEADLINE))
    bare = Reading.of(Report(Body(BODY), headline=""))

    change = judge_headline(bare, apart)

    assert (change.change, change.why) == ("new", "the original came without a headline")


def test_the_most_alike_of_several_headlines_counts() -> None:
    """A copy of an original's second story is held against that story's headline."""
    second = "Ferry to leave from southern basin until autumn"
    text = (
        f"{HEADLINE}\n\n{BODY}\n\n\n{second}\n\n"
        "The ferry to the islands will leave from the southern basin until autumn, its owner said on Wednesday. "
        "Passengers should be there half an hour earlier than usual, and cars an hour."
    )
    original = Reading.of(Report.of(text))

    change = judge_headline(original, reading(second))

    assert len(original.document.stories) == 2
    assert change.change == "identical"
    assert change.original_span is not None
    assert change.original_span.of(text) == second


def test_places_are_given_only_where_the_headline_stands_in_the_text() -> None:
    """A headline that came apart from its text has no place in it."""
    inside, apart = judged("Pier closed"), judge_headline(reading(HEADLINE), Reading.of(Report(Body(BODY), "Pier")))

    assert inside.copy_span == Span(0, len("Pier closed"))
    assert apart.copy_span is None


@pytest.mark.parametrize(
    ("headline", "unsupported"),
    [
        ("Cracks found in 11 beams of pier, council says", []),
        ("Cracks found in 19 beams of pier, council says", ["19"]),
        ("Repair of the pier to cost 1.5 million dollars", []),
        ("Repair of the pier to cost 2.5 million dollars", ["2.5 million dollars"]),
        ("Pier closed, says mayor Brandt", []),
        ("FACTBOX: Piers that were closed before", []),
        ("Brandts’ pier is closed", []),
        ("HC closes pier over cracks", ["HC"]),
        ("Pier closed, says minister Olga Petrova", ["Olga Petrova"]),
    ],
)
def test_what_the_text_does_not_bear_out_is_listed(headline: str, unsupported: list[str]) -> None:
    """Numbers, sums and names of a headline must be in the text under it, sums also more exactly."""
    change = judged(headline)

    assert [claim.text for claim in change.unsupported] == unsupported


def test_a_negation_must_be_borne_out_by_one() -> None:
    """A headline that denies what its text does not deny is not borne out."""
    body = "The harbour council voted on Tuesday to close the northern pier. Repairs begin in May, the council said."

    denied = judge_headline(reading(HEADLINE), reading("Council will not close northern pier", body))

    assert [(claim.kind, claim.text) for claim in denied.unsupported] == [("negation", "not")]
    assert denied.unsupported[0].span == Span(13, 16)


def test_an_empty_headline_cannot_trim() -> None:
    """Marks without a word are no headline trimmed."""
    assert classify(HEADLINE, "…") == classify(HEADLINE, "Something else entirely")


@pytest.mark.parametrize("body", ["新华社报道，李明昨天在上海说码头已经关闭。", "李明昨天在上海说码头已经关闭。"])
def test_a_name_in_a_script_without_spaces_is_sought_as_it_stands(body: str) -> None:
    """Where no space parts a name from its neighbours, the name itself is looked for."""
    copy = Reading.of(Report(Body(body), headline="李明：码头已关闭"))

    assert not any(claim.kind == "name" for claim in judge_headline(copy, copy).unsupported)
