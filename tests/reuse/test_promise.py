from __future__ import annotations

from mediawire import compare
from mediawire.report import Span
from mediawire.reuse.attribution import Attribution, Evidence
from mediawire.reuse.headline import Claim, HeadlineChange
from mediawire.reuse.passages import Edit, Passage, PassageKind
from mediawire.reuse.promise import Clause, judge_promise

GIVEN = Attribution("present", True, True)
SAME = HeadlineChange("identical")
KEPT = Passage("kept", Span(0, 90), Span(0, 90))


def clauses(*passages: Passage, headline: HeadlineChange = SAME, attribution: Attribution = GIVEN) -> dict[str, Clause]:
    """Hold passages to the promise, and return the clauses by name."""
    return {clause.clause: clause for clause in judge_promise(passages, headline, attribution)}


def test_an_untouched_copy_with_its_source_keeps_every_clause() -> None:
    """Word for word, with name and address: the promise is kept."""
    judged = clauses(KEPT)

    assert list(judged) == ["headline may change", "content unchanged", "source and URL at the bottom"]
    assert all(clause.kept and not clause.breaches for clause in judged.values())


def test_each_change_of_content_is_a_breach_with_its_places() -> None:
    """Inserted, dropped, moved and reworded passages break the promise, each in its place."""
    kinds: tuple[PassageKind, ...] = ("inserted", "dropped", "moved", "paraphrased")
    passages = [
        Passage(kind, None if kind == "inserted" else Span(at, at + 9), None if kind == "dropped" else Span(at, at + 9))
        for at, kind in zip((100, 120, 140, 160), kinds, strict=True)
    ]

    content = clauses(KEPT, *passages)["content unchanged"]

    assert content.kept is False
    assert [breach.what for breach in content.breaches] == ["inserted", "dropped", "moved", "said in other words"]
    assert [breach.copy for breach in content.breaches] == [passage.copy for passage in passages]
    assert [breach.original for breach in content.breaches] == [passage.original for passage in passages]


def test_each_edit_is_a_breach_with_its_wording_and_white_space_is_none() -> None:
    """An edited passage is told edit by edit; another line break changes no content."""
    verb = Edit("reporting verb", "said", "stated", Span(10, 14), Span(10, 16))
    blank = Edit("spacing", "\n", " ", Span(20, 21), Span(22, 23))

    edited = clauses(Passage("edited", Span(0, 90), Span(0, 92), (verb, blank)))["content unchanged"]
    respaced = clauses(Passage("kept", Span(0, 90), Span(0, 90), (blank,)))["content unchanged"]

    assert [(breach.what, breach.from_, breach.to) for breach in edited.breaches] == [
        ("reporting verb", "said", "stated")
    ]
    assert respaced.kept


def test_an_inserted_echo_names_the_sentence_it_says_again() -> None:
    """An inserted lead that paraphrases is told with the sentence behind it."""
    lead = Passage("inserted", None, Span(0, 40), (), Span(5, 60))

    (breach,) = clauses(lead, KEPT)["content unchanged"].breaches

    assert breach.original == Span(5, 60)
    assert breach.what == "inserted, says again a sentence of the original"


def test_headline_byline_and_furniture_are_not_the_content() -> None:
    """The promise allows another headline, and does not speak of what stands around the report."""
    around = [
        Passage("inserted", None, Span(200, 220), part="headline"),
        Passage("dropped", Span(200, 220), None, part="byline"),
        Passage("furniture", None, Span(240, 300), part="furniture"),
    ]

    assert clauses(KEPT, *around)["content unchanged"].kept


def test_a_headline_that_is_not_borne_out_is_a_remark() -> None:
    """The clause lets the headline change; that the text does not bear it out is told all the same."""
    headline = HeadlineChange("new", (Claim("Petrova", Span(3, 10), "name"),))

    clause = clauses(KEPT, headline=headline)["headline may change"]

    assert clause.kept
    assert not clause.breaches
    assert [(remark.what, remark.copy) for remark in clause.remarks] == [
        ("the text does not bear out the name “Petrova”", Span(3, 10))
    ]


def test_a_missing_source_breaks_the_last_clause() -> None:
    """No name and no address are two breaches; another's name is one of its own."""
    missing = clauses(KEPT, attribution=Attribution("missing", False, False))["source and URL at the bottom"]
    other = Evidence("dateline names AFP instead", "AFP", Span(30, 33))
    wrong = clauses(KEPT, attribution=Attribution("wrong", False, False, (other,)))["source and URL at the bottom"]

    assert [breach.what for breach in missing.breaches] == [
        "the source is not named",
        "the address of the source is not given",
    ]
    assert (wrong.breaches[0].what, wrong.breaches[0].copy) == ("another source is credited", Span(30, 33))


def test_what_is_no_copy_cannot_break_the_promise() -> None:
    """Where nothing corresponds, only the headline's clause can be told."""
    judged = clauses(Passage("inserted", None, Span(0, 90)), Passage("dropped", Span(0, 90), None))

    assert [clause.kept for clause in judged.values()] == [True, None, None]
    assert not any(clause.breaches for clause in judged.values())


def test_marks_drawn_otherwise_break_no_promise() -> None:
    """A house that prints its own quotation marks and dashes has changed no content; it is remarked all the same."""
    text = "“The bridge is safe – for now,” the mayor told the council on Monday evening after the inspection."

    content = compare(text, text.replace("“", '"').replace("”", '"').replace("–", "-")).promise[1]

    assert content.kept
    assert {remark.what for remark in content.remarks} == {"typography"}


def test_another_byline_is_remarked() -> None:
    """Who wrote a report is not its content; that another name stands over it is told with both places."""
    text = (
        "Council closes pier\n\nBy Jane Doe\n\nThe harbour council voted on Tuesday to close the northern pier.\n\n"
        "Engineers found cracks in eleven of forty beams during an inspection in March, the council said."
    )
    swapped, shared = text.replace("Jane Doe", "Max Roe"), text.replace("Jane Doe", "Jane Doe and Max Roe")

    content, joint = (compare(text, copy).promise[1] for copy in (swapped, shared))

    assert content.kept
    assert [remark.what for remark in content.remarks] == ["byline dropped", "byline inserted"]
    assert [(remark.what, remark.to) for remark in joint.remarks] == [("byline changed", " and Max Roe")]
    assert not compare(text, text).promise[1].remarks
