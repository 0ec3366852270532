"""Where a text comes from, asked of a corpus in memory and of one on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from mediawire.corpus.asking import are_kin, trace
from mediawire.corpus.corpus import open_corpus
from mediawire.corpus.trace import Trace
from mediawire.errors import NaiveTime
from mediawire.report import Body, Report
from tests.corpus.fakes import FakeCorpus, Filed
from tests.corpus.made_texts import write_text

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

FERRY = (
    "The ferry to the island ran aground in thick fog shortly after it had left the harbour on Friday evening, and its "
    "ninety passengers spent the night on board with tea, blankets and an accordion."
)
BRIDGE = (
    "Engineers found a crack as long as a hand in the second pillar of the railway bridge, which was to be opened for "
    "the summer season, and closed it to all trains until further notice."
)
CHEESE = (
    "A dairy in the hills has sold a wheel of cheese that had lain forgotten behind a wall for eighteen years, and the "
    "buyer, a hotel, will not say what it paid for it."
)
OWN = "What follows was written by somebody who sat at this desk for a whole morning and asked nobody about anything."
FOOTER = (
    "Readers who wish to order a print of a photograph shown on these pages may do so at our counter in Mill Street on "
    "every weekday between nine in the morning and noon."
)

Ask = Callable[..., Trace]


@pytest.fixture(params=["memory", "disk"])
def ask(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ask]:
    """Return a way to ask a corpus of some reports."""
    folders = count()
    with ExitStack() as stack:

        def ask(reports: list[Filed], *question: Any, **options: Any) -> Trace:
            if request.param == "memory":
                return trace(FakeCorpus(reports), *question, **options)
            corpus = stack.enter_context(open_corpus(tmp_path / str(next(folders))))
            for report in reports:
                fields = ("id", "text", "outlet", "published", "headline")
                corpus.add([{name: value for name, value in asdict(report).items() if name in fields}])
            return corpus.trace(*question, **options)

        yield ask


def test_a_copy_leads_to_its_original(ask: Ask) -> None:
    """The source is named, with what both share, what remains, and what a person can check."""
    text = f"{FERRY}\n\n{OWN}"
    reports = [Filed("a", FERRY, "Tide", NOON, "Ferry aground"), Filed("b", BRIDGE, "Rail", NOON)]

    found = ask(reports, Report(Body(text), published=NOON + 3 * HOUR))

    (source,) = found
    assert (source.id, source.outlet, source.published, source.headline) == ("a", "Tide", NOON, "Ferry aground")
    assert source.shares.original_in_copy == 1.0
    assert [(piece.kind, piece.copy.of(text)) for piece in source.reuse] == [("verbatim", FERRY[:-1])]
    assert [span.of(text) for span in found.unexplained] == [OWN[:-1]]
    assert source.is_later is False
    assert "published 3 h before, at Tide, 2026-03-14 12:00 UTC" in source.evidence
    assert source.evidence[0].startswith("holds 35 of ")


def test_a_merged_text_leads_to_both(ask: Ask) -> None:
    """The smallest set of reports is named, and together they explain the text."""
    reports = [Filed("a", FERRY), Filed("b", BRIDGE), Filed("c", f"{CHEESE} {FERRY[:60]}")]

    found = ask(reports, f"{FERRY} {BRIDGE}")

    assert sorted(source.id for source in found) == ["a", "b"]
    assert found.explained == 1.0
    assert found.unexplained == ()


def test_who_else_has_it_is_named_beside_the_source_in_order_of_time(ask: Ask) -> None:
    """The rest of the family is alike, first published first, those without a time last."""
    outlets = [("d", NOON + 2 * HOUR), ("a", NOON), ("c", None), ("b", NOON + HOUR)]
    reports = [Filed(name, FERRY, name, time) for name, time in outlets]

    found = ask(reports, {"text": f"{OWN} {FERRY}", "published": NOON + 9 * HOUR})

    assert [(source.id, source.alike) for source in found] == [("a", ("b", "d", "c"))]
    assert "3 other reports hold the same" in found.sources[0].evidence


def test_a_report_is_not_its_own_source(ask: Ask) -> None:
    """Asked about a report that the corpus has, it names the others; so it does for ids that are left out."""
    reports = [Filed("a", FERRY), Filed("b", FERRY), Filed("c", FERRY)]

    own = ask(reports, {"id": "a", "text": FERRY})
    fewer = ask(reports, {"id": "a", "text": FERRY}, leave_out=["b"])

    assert "a" not in {id for source in own for id in (source.id, *source.alike)}
    assert [(source.id, source.alike) for source in fewer] == [("c", ())]


def test_what_came_later_is_a_relative(ask: Ask) -> None:
    """Where all that has the text is younger, that is said; a quarter of an hour between two outlets says nothing."""
    late, near = [Filed("a", FERRY, "Tide", NOON)], [Filed("a", FERRY, "Tide", NOON - 2 * HOUR + HOUR / 6)]
    asked = Report(Body(FERRY), published=NOON - 2 * HOUR, outlet="Rail")

    later, nearly = ask(late, asked), ask(near, asked)

    assert (later.sources[0].is_later, nearly.sources[0].is_later) == (True, False)
    assert later.common_source == "all that explains the text was published after it"
    assert nearly.common_source is None


def test_one_outlet_has_one_clock(ask: Ask) -> None:
    """Ten minutes later at the same outlet is later."""
    asked = {"id": "b", "text": FERRY, "published": NOON, "outlet": "Tide"}

    found = ask([Filed("a", FERRY, "Tide", NOON + HOUR / 6)], asked)

    assert found.sources[0].is_later is True


def test_only_a_period_can_be_asked(ask: Ask) -> None:
    """What was published outside it is not named; what has no time may be."""
    reports = [Filed(str(hour), FERRY, str(hour), NOON + hour * HOUR) for hour in range(5)] + [Filed("x", FERRY)]

    found = ask(reports, FERRY, since=NOON + HOUR, before=NOON + 3 * HOUR)

    assert {id for source in found for id in (source.id, *source.alike)} == {"1", "2", "x"}


def test_a_time_without_a_zone_is_refused(ask: Ask) -> None:
    """Nobody knows what was before it."""
    with pytest.raises(NaiveTime, match="before"):
        ask([Filed("a", FERRY)], FERRY, before=datetime(2026, 3, 14))


def test_versions_are_told_apart(ask: Ask) -> None:
    """Of four versions of one report the second is named, and how the third differs."""
    versions = [FERRY[:140], FERRY, f"{FERRY} {BRIDGE}", f"{BRIDGE} {CHEESE}"]
    reports = [Filed("a", text, "Tide", NOON + n * HOUR, None, n + 1, 4) for n, text in enumerate(versions)]

    found = ask(reports, Report(Body(f"{FERRY} {OWN}"), published=NOON + 90 * HOUR / 60))

    assert (found.sources[0].id, found.sources[0].version, found.sources[0].versions) == ("a", 2, 4)
    assert any("it is the second of four versions" in line for line in found.sources[0].evidence)


def test_what_every_page_of_an_outlet_has_is_no_source(ask: Ask) -> None:
    """A footer leads nowhere, and is not told as unexplained."""
    reports = [Filed(str(n), f"{write_text(n)}\n\n{FOOTER}", "Tide") for n in range(12)]

    found = ask(reports, f"{OWN}\n\n{FOOTER}")

    assert found.sources == ()
    assert [span.of(found.text) for span in found.unexplained] == [OWN[:-1]]


def test_a_hot_story_is_no_noise(ask: Ask) -> None:
    """What forty outlets carry is found, and all of them are named."""
    reports = [Filed(str(n), f"{FERRY}\n\nTold by {n}.", str(n), NOON + n * HOUR) for n in reversed(range(40))]

    found = ask(reports, {"text": FERRY, "published": NOON + 99 * HOUR})

    assert found.sources[0].id == "0"
    assert found.sources[0].alike == tuple(str(n) for n in range(1, 40))


def test_two_that_share_most_point_to_a_third(ask: Ask) -> None:
    """Two reports abridge the same lost text: each has words of it that the other lacks."""
    shared = f"{FERRY} {BRIDGE}"
    reports = [Filed("a", f"{shared} {CHEESE}", "Tide"), Filed("b", f"{OWN} {shared}", "Rail")]

    found = ask(reports, f"{OWN} {shared} {CHEESE}")

    assert sorted(source.id for source in found) == ["a", "b"]
    assert found.common_source is not None
    assert "go back to a report that is not in the corpus" in found.common_source


@pytest.mark.parametrize("text", ["", " \n", "Fog.", "…", "\ud800", "a " * 3000])
def test_any_text_can_be_asked_about(ask: Ask, text: str) -> None:
    """A text without words, of one word, of one word again and again leads nowhere, and is no error."""
    found = ask([Filed("a", FERRY)], text)

    assert found.sources == ()


def test_scripts_without_spaces_are_traced(ask: Ask) -> None:
    """Chinese is found like any other text."""
    chinese = "周五晚上一艘开往小岛的渡轮离开港口后不久在浓雾中搁浅九十名乘客在船上过夜喝茶盖毯子听手风琴"

    found = ask([Filed("a", f"台风消息。{chinese}。"), Filed("b", FERRY)], f"本报讯：{chinese}，无人受伤。")

    assert [source.id for source in found] == ["a"]


def test_an_empty_corpus_explains_nothing(ask: Ask) -> None:
    """All of the text is unexplained."""
    found = ask([], FERRY)

    assert len(found) == 0
    assert [span.of(FERRY) for span in found.unexplained] == [FERRY[:-1]]


def test_a_long_text_is_traced(ask: Ask) -> None:
    """A megabyte with one passage in its middle leads to it."""
    filler = " ".join(f"word{number % 977} and{number} so{number * 7 % 1009}" for number in range(25_000))

    found = ask([Filed("a", FERRY)], f"{filler} {FERRY} {filler[:400_000]}")

    assert [source.id for source in found] == ["a"]
    assert len(found.text) > 800_000


def test_at_most_so_many_sources_are_named(ask: Ask) -> None:
    """What the others would explain is unexplained then."""
    text = f"{FERRY} {BRIDGE}"

    found = ask([Filed("a", FERRY), Filed("b", BRIDGE)], text, limit=1)

    assert [source.id for source in found] == ["a"]
    assert [span.of(text) for span in found.unexplained] == [BRIDGE[:-1]]


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        ("us-autos-idUSTRE50A33I20090111", "us-autos-sb-idUSTRE50A33I20090112", True),
        ("us-autos-idUSTRE50A33I20090111", "us-autos-idUSN1126673020090112", False),
        ("2009-01-11", "2009-01-11", False),
        ("7", "7", False),
        ("", "", False),
    ],
)
def test_kin_is_told_by_the_number_an_agency_gives(one: str, other: str, kin: bool) -> None:
    """Two ids with the same long number, and another day behind it, are of versions of one report."""
    told = are_kin(one, other)

    assert told is kin
