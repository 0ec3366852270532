from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.report import Body, Report
from mediawire.reuse.comparison import Shares, compare
from mediawire.reuse.constants import VERDICT
from mediawire.reuse.derivation import Likelihood
from mediawire.reuse.measures import Measures
from mediawire.reuse.verdict import CLASSES, CopyClass, Extent, Verdict, classify, settle

NOON = datetime(2024, 5, 14, 12, 0, tzinfo=UTC)
PARAGRAPHS = (
    "The harbour council voted on Tuesday to close the northern pier until its beams have been replaced, which will "
    "take until the end of next summer at the earliest, according to the plan that was put before it.",
    "Engineers found cracks in eleven of forty beams during an inspection in March. Two of them could be moved by "
    "hand, the chief engineer told the council, and one had come loose from its bolts altogether.",
    "Fishing boats will use the southern basin for the time being. The ferry to the islands will leave from there "
    "too, half an hour later than it does now, because the way out of the basin is longer.",
    "The owners of three restaurants on the pier have asked for help with the rent, and the council is to decide on "
    "that in two weeks. One of them, who opened only last year, said he might not open again.",
)
OWN = (
    "On the quay the news was met with shrugs. People here have known for years that the wood is rotten, and many "
    "had stopped parking on it; children were told to keep off whenever a storm came up from the west.",
    "A similar pier further down the coast fell into the sea eight winters ago. Nobody stood on it that night, but "
    "the inquiry that followed blamed the town for having looked away, and cost two officials their posts.",
)
ELSEWHERE = (
    "A comet that passes once in six thousand years could be seen over the valley with the naked eye this week.",
    "Hundreds of people climbed the hill with telescopes, though clouds hid the sky for most of two nights.",
    "Astronomers expect it to fade before the month is out and to be lost from sight by the middle of June.",
)


def page(*paragraphs: str) -> str:
    """Lay paragraphs out as a page."""
    return "\n\n".join(paragraphs)


def judged(original: str | Report, copy: str | Report) -> Verdict:
    """Judge a copy."""
    return compare(original, copy).verdict


def test_the_example_pair(root: Path) -> None:
    """A real pair: another headline, a lead put before, a verb changed, a paragraph added, a story dropped."""
    original, copy = (path.read_text(encoding="utf-8") for path in sorted((root / "examples").glob("*.txt")))

    verdict = judged(original, copy)

    assert verdict.class_ == "copy with additions"
    assert verdict.derivation == "wholly"
    assert verdict.runner_up == "partially"
    assert verdict.direction == "cannot tell"
    assert verdict.direction_why[0] == "neither page is dated"
    assert verdict.direction_why[-1] == "both could come from a third text"
    assert "1 story of the original is missing whole." in verdict.why


@pytest.mark.parametrize(
    ("copy", "class_", "derivation"),
    [
        (page(*PARAGRAPHS), "identical", "wholly"),
        (page(*PARAGRAPHS[:2]), "trimmed copy", "wholly"),
        (page(*PARAGRAPHS).replace("told the council", "informed the council"), "edited copy", "wholly"),
        (page(PARAGRAPHS[0], OWN[0], *PARAGRAPHS[1:]), "copy with additions", "wholly"),
        (page(PARAGRAPHS[0], PARAGRAPHS[2], PARAGRAPHS[1], PARAGRAPHS[3]), "rearranged copy", "wholly"),
        (page(PARAGRAPHS[2], PARAGRAPHS[1]), "trimmed copy", "wholly"),
        (page(PARAGRAPHS[2], *PARAGRAPHS[:2]).replace("by hand", "by one hand"), "edited copy", "wholly"),
        (page(*OWN, PARAGRAPHS[1]), "excerpt or quotation", "partially"),
        (page(*ELSEWHERE), "unrelated", "none"),
    ],
)
def test_kinds_of_copies(copy: str, class_: str, derivation: str) -> None:
    """What was done to a report gives the kind of copy, in the newsroom's words."""
    verdict = judged(page(*PARAGRAPHS), copy)

    assert (verdict.class_, verdict.derivation) == (class_, derivation)


def test_a_report_told_anew_is_a_heavy_rewrite() -> None:
    """Where the wording is another throughout and the substance the same, it was rewritten."""
    copy = page(
        "Until its beams have been replaced the northern pier stays closed, the harbour council decided on Tuesday; "
        "the plan put before the council says that this takes until the end of next summer at the earliest.",
        "In March an inspection by engineers found cracks in eleven of forty beams. The chief engineer said to the "
        "council that two of the beams could be moved by hand and that one had come altogether loose from its bolts.",
        "For the time being the southern basin will be used by fishing boats, and the islands' ferry will also leave "
        "there, half an hour later than now since the way out of the southern basin is a longer one.",
        "Three restaurants on the pier: their owners want help with the rent, and in two weeks the council decides. "
        "He might never open again, said one of the owners, who had opened only last year.",
    )

    verdict = judged(page(*PARAGRAPHS), copy)

    assert verdict.class_ == "heavy rewrite"
    assert verdict.derivation != "none"


@pytest.mark.parametrize(
    ("original", "copy"), [("", ""), ("", page(*PARAGRAPHS)), (page(*PARAGRAPHS), "…"), ("Yes.", "No.")]
)
def test_too_little_to_tell(original: str, copy: str) -> None:
    """Of a text of a few letters nothing can be told, and nothing is claimed."""
    verdict = judged(original, copy)

    assert verdict.class_ == "cannot tell"
    assert verdict.derivation == "none"


def test_the_same_words_are_identical_however_few() -> None:
    """A line against itself is identical, with no doubt about it."""
    verdict = judged("Ferry cancelled.", "Ferry cancelled.")

    assert (verdict.class_, verdict.derivation) == ("identical", "wholly")
    assert verdict.confidence >= 0.99


@given(
    st.lists(st.floats(0, 1), min_size=2, max_size=2).map(sorted),
    st.tuples(*[st.integers(0, 2)] * 8),
    st.lists(st.floats(0, 1), min_size=3, max_size=3),
    st.integers(0, 300),
    st.integers(0, 300),
)
def test_no_kind_of_copy_speaks_against_the_derivation(
    borders: list[float], counts: tuple[int, ...], shares: list[float], letters: int, run: int
) -> None:
    """Whatever the figures, what is not derived is called no copy, and what is wholly derived no excerpt."""
    weighed = Likelihood(borders[0], borders[1] - borders[0], 1 - borders[1], "")
    measures = Measures(letters, 200, 0.5, 0.1, 0.4, run, 0.3, 0.4, 0.2, 0.1)
    extent, figures = Extent(*counts), Shares(*shares)

    likelihood = settle(weighed, extent, figures, measures, VERDICT)
    class_ = classify(likelihood, extent, figures, measures)

    assert class_ in CLASSES[likelihood.ranked[0][1]]
    assert min(likelihood[:3]) >= -1e-9
    assert sum(likelihood[:3]) == pytest.approx(1.0)


def test_every_kind_of_copy_has_a_derivation() -> None:
    """The table of what may stand together leaves no kind out."""
    assert {class_ for row in CLASSES.values() for class_ in row} == set(get_args(CopyClass))


def test_one_phrase_in_common_is_neither_an_excerpt_nor_surely_nothing() -> None:
    """Two long texts that share one sentence's part: no derivation is claimed, and none is denied for sure."""
    phrase = "and the minister wished all of them a good journey home in the rain and the dark"
    first = page(*PARAGRAPHS * 4, f"The choir sang, {phrase}.")
    second = page(*(ELSEWHERE + OWN) * 4, f"Lanterns were lit, {phrase}.")

    verdict = judged(first, second)

    assert (verdict.derivation, verdict.class_) == ("none", "cannot tell")
    assert verdict.confidence <= VERDICT.sure_of_copying
    assert "is no accident" in verdict.rule


def test_stories_that_were_dropped_whole_are_counted() -> None:
    """Of many stories those count of which nothing at all is left."""
    heads = (
        "Council closes northern pier",
        "Town shrugs at rotten wood on the quay",
        "Comet fades from sight over valley",
    )
    bodies = (PARAGRAPHS, OWN, ELSEWHERE)
    stories = [page(head, *body) for head, body in zip(heads, bodies, strict=True)]

    middle, none = judged("\n\n\n".join(stories), stories[1]), judged("\n\n\n".join(stories), page(*stories))

    assert "2 stories of the original are missing whole." in middle.why
    assert not any("missing whole" in line for line in none.why)


def dated(published: datetime | None, **known: str) -> Report:
    """Return the report with a time and what else is known."""
    return Report(Body(page(*PARAGRAPHS)), published=published, **known)  # type: ignore[arg-type]


def test_the_earlier_of_two_dated_texts_was_first() -> None:
    """Times tell which was first, and still not whether it is the source."""
    later = judged(dated(NOON), dated(NOON + timedelta(hours=26, minutes=5)))
    earlier = judged(dated(NOON), dated(NOON - timedelta(minutes=40)))

    assert (later.direction, later.direction_why) == (
        "the original was first",
        ("it was published 1 d 2 h earlier", "both could come from a third text"),
    )
    assert (earlier.direction, earlier.direction_why[0]) == ("the copy was first", "it was published 40 min earlier")


def test_times_within_a_quarter_of_an_hour_tell_nothing() -> None:
    """Clocks differ, and an agency's customers publish at once."""
    verdict = judged(dated(NOON), dated(NOON + timedelta(minutes=9)))

    assert verdict.direction == "cannot tell"
    assert verdict.direction_why[0] == "both were published within a quarter of an hour"


def test_a_credit_tells_the_direction() -> None:
    """A text that names the other's outlet as its source came after it, whatever the times say."""
    original = dated(NOON, outlet="Harbour Herald")
    copy = Report(Body(page(*PARAGRAPHS, "Source: Harbour Herald")), published=NOON - timedelta(days=1))

    there, back = judged(original, copy), judged(copy, original)

    assert there.direction == "the original was first"
    assert there.direction_why == ("the copy credits Harbour Herald, who published the original",)
    assert back.direction == "the copy was first"


def test_one_date_alone_tells_nothing() -> None:
    """It is said which of the two is not dated."""
    assert judged(dated(NOON), dated(None)).direction_why[0] == "the copy is not dated"
    assert judged(dated(None), dated(NOON)).direction_why[0] == "the original is not dated"


def test_unrelated_texts_have_no_direction() -> None:
    """Where nothing derives from anything, being first means nothing."""
    verdict = judged(dated(NOON), Report(Body(page(*ELSEWHERE)), published=NOON + timedelta(days=1)))

    assert verdict.direction == "cannot tell"


@given(st.permutations(PARAGRAPHS + OWN), st.integers(0, 6))
def test_every_verdict_is_whole(paragraphs: list[str], kept: int) -> None:
    """Whatever was copied, the verdict names its rule and figures, a probability, another choice and its reasons."""
    verdict = judged(page(*PARAGRAPHS), page(*paragraphs[:kept]))

    assert verdict.rule
    assert 1 / 3 <= verdict.confidence <= 1
    assert verdict.runner_up != verdict.derivation
    assert verdict.why
    assert all(line[0].isupper() or line[0].isdigit() for line in verdict.why)
    assert verdict.direction_why


def test_two_accounts_of_one_event_written_apart_are_no_rewrite() -> None:
    """Names, numbers and the usual phrases of one subject are not enough to claim that one was made of the other."""
    first = page(
        "A goods train left the rails near Oberwald on Monday night and blocked both tracks of the valley line.",
        "The railway company said eleven wagons with gravel had overturned and that nobody was injured.",
        "The line would stay closed until Thursday at least, and buses would replace all trains till then.",
    )
    second = page(
        "Commuters in the valley face days of delays after an accident on the line close to Oberwald station.",
        "Gravel lay across the rails on Tuesday morning where eleven wagons had come to rest on their sides.",
        "Work to lift them is to begin at noon; the drivers of the buses that run instead said they were full.",
    )

    verdict = judged(first, second)

    assert verdict.class_ in ("unrelated", "cannot tell")
