from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.report import Report
from mediawire.reuse.comparison import Comparison, compare
from mediawire.reuse.credited import set_credits_apart
from mediawire.reuse.passages import Passage
from mediawire.reuse.reading import Reading

BODY = (
    "The harbour council voted on Tuesday to close the northern pier until its beams have been replaced.\n\n"
    "Engineers found cracks in eleven of forty beams during an inspection in March, the council said.\n\n"
    "Fishing boats will use the southern basin for the time being, and so will the ferry to the islands."
)
CREDITS = (
    "\n\n(Reporting by Ann Lee; editing by Max Roe)",
    " (Reporting by Ann Lee; editing by Max Roe)",
    "\n\nSource : Reuters\nURL : https://www.reuters.com/world/pier",
    "\n\nSource: Harbour Herald",
    "\n\nVia Reuters",
    "\n\n— AFP",
    " /TASS/",
    "\n\n© Reuters 2022",
    "\n\nhttps://harbour.example/pier",
)


def changes(comparison: Comparison) -> tuple[str, bool | None, int]:
    """Return the kind of the copy, and what became of the content."""
    content = comparison.promise[1]
    return comparison.verdict.class_, content.kept, len(content.breaches)


@pytest.mark.parametrize("credit", CREDITS)
def test_to_give_the_source_changes_no_content(credit: str) -> None:
    """A copy word for word that says where it is from keeps the promise, and is identical."""
    assert changes(compare(BODY, BODY + credit)) == ("identical", True, 0)


@pytest.mark.parametrize("credit", CREDITS)
def test_to_drop_a_credit_is_no_change_of_content(credit: str) -> None:
    """Whether the source is still given is for the clause on the source to say."""
    comparison = compare(BODY + credit, BODY)

    assert changes(comparison) == ("identical", True, 0)
    assert comparison.promise[2].kept is False


def test_a_dropped_credit_is_remarked() -> None:
    """The reader is told which line went, with its place."""
    original = f"{BODY}\n\n(Reporting by Ann Lee; editing by Max Roe)"

    (remark,) = compare(original, BODY).promise[1].remarks

    assert remark.what == "credit dropped"
    assert remark.original is not None
    assert remark.original.of(original) == "(Reporting by Ann Lee; editing by Max Roe)"


@pytest.mark.parametrize(
    "added",
    [
        "\n\nThe mayor told Reuters that he was sorry for the fishermen.",
        " Not all of them agree.\n\nSource: Reuters",
        "!\n\nSource: Reuters",
        "\n\nA ferry ran aground.\n\n— AFP",
    ],
)
def test_what_is_more_than_a_credit_changes_the_content(added: str) -> None:
    """A sentence is no credit because it names an agency or stands beside one."""
    copy = BODY.removesuffix(".") + added if added.startswith("!") else BODY + added

    class_, kept, breaches = changes(compare(BODY, copy))

    assert (class_ == "identical", kept) == (False, False)
    assert breaches == 1


@given(st.lists(st.sampled_from([*BODY.split("\n\n"), *CREDITS]), max_size=6).map("\n\n".join))
def test_no_passage_is_lost(text: str) -> None:
    """Every passage is of the content or a credit, and only what stands in one text alone can be a credit."""
    comparison = compare(BODY, text)

    content, credits = set_credits_apart(comparison.passages, comparison.original, comparison.copy)

    assert sorted(map(_places, [*content, *credits])) == sorted(map(_places, comparison.passages))
    assert {passage.kind for passage in credits} <= {"inserted", "dropped"}


def test_a_text_without_credits_keeps_its_passages() -> None:
    """Where nobody is credited, nothing is set apart."""
    reading = Reading.of(Report.of("The mayor spoke."))
    passages = compare("The mayor spoke.", "The mayor spoke at length, and twice.").passages

    assert set_credits_apart(passages, reading, reading) == (passages, ())


def _places(passage: Passage) -> tuple[tuple[int, ...], ...]:
    return tuple(passage.original or ()), tuple(passage.copy or ())
