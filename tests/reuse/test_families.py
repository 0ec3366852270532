"""Which reports make a family, in which role, and what is told of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from mediawire.reuse.align import find_blocks
from mediawire.reuse.families import gather
from mediawire.reuse.family import Family
from mediawire.reuse.links import Links
from mediawire.reuse.tables import FAMILIES, REPORTS
from mediawire.text.tokens import scan

NOON = datetime(2025, 11, 22, 12, tzinfo=UTC)


def write(name: str, paragraphs: int = 6) -> list[str]:
    """Write a story of paragraphs of 40 words that no other story has."""
    chance = random.Random(name)
    words = ["".join(chance.choices("aeioubdfgklmnprst", k=7)) for _ in range(40 * paragraphs)]
    return [" ".join(words[start : start + 40]).capitalize() + "." for start in range(0, len(words), 40)]


def report(id: str, *pieces: Sequence[str], hours: float | None = None, outlet: str | None = None) -> dict[str, Any]:
    """Make a report of pieces of stories, published so many hours after noon."""
    published = None if hours is None else NOON + timedelta(hours=hours)
    text = "\n\n".join(paragraph for piece in pieces for paragraph in piece)
    return {"id": id, "outlet": outlet, "published": published, "headline": None, "url": None, "text": text}


def link(reports: Sequence[dict[str, Any]]) -> Links:
    """Align every report with every other."""
    words = [scan(row["text"]) for row in reports]
    found = [
        (a, b, blocks.rows[:, :5])
        for b in range(len(words))
        for a in range(b)
        if len(blocks := find_blocks(words[a], words[b]))
    ]
    a, b = (np.array([row[side] for row in found], np.int32) for side in (0, 1))
    offsets = np.cumsum([0, *(len(rows) for *_, rows in found)])
    return Links(a, b, offsets, np.concatenate([np.empty((0, 5), np.int32), *(rows for *_, rows in found)]))


def families_of(reports: Sequence[dict[str, Any]]) -> list[Family]:
    """Gather the families of reports."""
    table = gather(pa.Table.from_pylist(list(reports), REPORTS), link(reports))
    table.validate(full=True)
    assert table.schema == FAMILIES
    return [Family.of_row(row) for row in table.to_pylist()]


def roles(family: Family) -> dict[str, str]:
    """Return the role of each member."""
    return {member.id: member.role for member in family}


def test_a_report_and_its_copies_are_one_family() -> None:
    """Who shares most of a text belongs together; who shares nothing belongs nowhere."""
    story = write("flood")
    reports = [
        report("a", story, hours=0),
        report("b", story, hours=1),
        report("c", story[:4], hours=2),
        report("d", write("derby")),
    ]

    (family,) = families_of(reports)

    assert family.id == "a"
    assert family.first_seen == NOON
    assert roles(family) == {"a": "first", "b": "copy", "c": "copy"}


def test_a_quotation_in_another_story_is_an_excerpt() -> None:
    """It belongs to the family with the words it took, and brings nobody else along."""
    story, other = write("budget", 12), write("interview", 12)
    reports = [
        report("a", story),
        report("b", story),
        report("q", other[:6], story[3:4], other[6:]),
        report("r", other),
    ]

    families = {family.id: roles(family) for family in families_of(reports)}

    assert {id: sorted(held) for id, held in families.items()} == {"a": ["a", "b", "q"], "q": ["q", "r"]}
    assert families["a"]["q"] == "excerpt"
    assert families["q"]["q"] != "excerpt"


def test_an_excerpt_is_told_with_its_place() -> None:
    """The span of an excerpt is what it shares with the family, in code points."""
    story, other = write("budget", 12), write("interview", 12)
    reports = [report("a", story), report("b", story), report("q", other[:6], story[3:4], other[6:])]

    (family,) = families_of(reports)

    (quoting,) = (member for member in family if member.id == "q")
    assert reports[2]["text"][slice(*quoting.span)] == story[3].removesuffix(".")


def test_a_merged_report_is_a_round_up_of_both_families() -> None:
    """Two stories put together hold nothing together: each family has the report, with the span of its part."""
    one, two = write("strike"), write("storm")
    reports = [report("a", one), report("b", one), report("c", two), report("d", two), report("m", one[:4], two[:4])]

    first, second = families_of(reports)

    assert (sorted(roles(first)), sorted(roles(second))) == (["a", "b", "m"], ["c", "d", "m"])
    assert roles(first)["m"] == roles(second)["m"] == "round-up"
    parts = [next(member.span for member in family if member.id == "m") for family in (first, second)]
    assert parts[0].end < parts[1].start


def test_a_story_between_its_two_users_holds_them_together() -> None:
    """An original from which two others took parts that do not overlap stays one family with both."""
    story = write("inquiry", 12)
    reports = [
        report("a", story, hours=0),
        report("b", story[:5], write("b", 3), hours=2),
        report("c", story[6:11], write("c", 3), hours=3),
    ]

    (family,) = families_of(reports)

    assert roles(family) == {"a": "first", "b": "copy", "c": "copy"}


def test_what_was_published_before_its_parts_is_no_round_up() -> None:
    """The same texts are an original and its users, or a round-up and its sources, by who was first."""
    story = write("summit", 10)
    whole = {"early": report("a", story, hours=0), "late": report("a", story, hours=9)}
    parts = [report("b", story[:5], write("b", 2), hours=3), report("c", story[5:], write("c", 2), hours=4)]

    early, late = (families_of([whole[when], *parts]) for when in ("early", "late"))

    assert [sorted(roles(family)) for family in early] == [["a", "b", "c"]]
    assert [sorted(roles(family)) for family in late] == [["a", "b"], ["a", "c"]]


def test_a_chain_of_reports_is_no_family() -> None:
    """Where each shares half with the next, the first and the last share nothing, and are not put together."""
    story = write("tables", 24)
    reports = [report(f"{at:02}", story[at : at + 6]) for at in range(0, 18, 3)]

    families = families_of(reports)

    cores = [{member.id for member in family if member.role in ("first", "copy")} for family in families]
    assert len(families) > 1
    assert all(len(core) <= 3 for core in cores)


def test_every_link_is_an_edge_of_a_family() -> None:
    """Splitting loses nothing: what shares passages is told somewhere as sharing them."""
    story = write("tables", 24)
    reports = [report(f"{at:02}", story[at : at + 6]) for at in range(0, 18, 2)]
    links = link(reports)

    families = families_of(reports)

    edges = {frozenset((edge.original, edge.copy)) for family in families for edge in family.edges}
    assert edges == {frozenset((f"{2 * a:02}", f"{2 * b:02}")) for a, b in zip(links.a, links.b, strict=True)}


def test_members_that_no_link_joins_are_looked_at() -> None:
    """What two of a family share with the others, and with each other, is told though no search put them together."""
    story, footer = write("ferry"), write("footer", 1)
    reports = [report("a", story), report("b", story[:5], footer), report("c", story[1:], footer)]
    given = link(reports[:2])
    links = Links(
        np.array([0, 0], np.int32), np.array([1, 2], np.int32), np.array([0, 1, 2]), np.tile(given.blocks, (2, 1))
    )
    links.blocks[1] = link([reports[0], reports[2]]).blocks[0]

    table = gather(pa.Table.from_pylist(reports, REPORTS), links)

    (family,) = (Family.of_row(row) for row in table.to_pylist())
    between = next(edge for edge in family.edges if {edge.original, edge.copy} == {"b", "c"})
    assert between.equal_words == 160


def test_reports_that_quote_the_same_passage_meet_at_its_source() -> None:
    """They make no family of their own beside that of the report they all quote."""
    story = write("speech", 12)
    quoting = [report(f"q{at}", write(f"host {at}", 12), story[4:5]) for at in range(3)]

    (family,) = families_of([report("s", story), report("t", story), *quoting])

    assert {id for id, role in roles(family).items() if role == "excerpt"} == {"q0", "q1", "q2"}


def test_families_do_not_depend_on_the_order_of_reports_and_links() -> None:
    """Whatever comes first, the same table comes out."""
    one, two = write("strike"), write("storm")
    reports = [
        report("a", one, hours=0),
        report("b", one[:5], hours=3),
        report("c", two),
        report("d", two[1:], hours=1),
        report("m", one[:4], two[:4], hours=5),
        report("q", write("host", 9), two[2:3]),
    ]
    chance = random.Random(7)

    tables = []
    for _ in range(4):
        chance.shuffle(reports)
        tables.append(gather(pa.Table.from_pylist(reports, REPORTS), link(reports)))

    assert all(table.equals(tables[0]) for table in tables)


@pytest.mark.parametrize("hours", [None, 1.0])
def test_exact_copies_in_several_outlets_come_in_any_order(hours: float | None) -> None:
    """Where neither words nor times differ, the outlets' names and the ids decide, and not the order."""
    story = write("census", 4)
    outlets = {"a": "The Ridge", "b": "Hill Post", "c": "The Ridge", "d": None, "e": "Vale Echo"}
    reports = [report(id, story, hours=hours, outlet=outlet) for id, outlet in outlets.items()]
    reports.append(report("f", story[:3], hours=hours, outlet="Hill Post"))

    straight, back = families_of(reports), families_of(reports[::-1])

    assert straight == back


def test_an_edge_says_what_is_shared_and_how_long_it_took() -> None:
    """Shares are of all words of either side, what is verbatim of the passages; the lag is that of the copy."""
    story = write("verdict", 4)
    reports = [report("b", story, hours=0), report("a", story[:2], write("own", 2), hours=1.5)]

    (family,) = families_of(reports)

    (edge,) = family.edges
    assert (edge.original, edge.copy, edge.is_directed, edge.is_parent) == ("b", "a", True, True)
    assert (edge.equal_words, edge.copy_from_original, edge.original_in_copy, edge.verbatim) == (80, 0.5, 0.5, 1.0)
    assert edge.lag == timedelta(hours=1.5)
    assert [reports[0]["text"][slice(*p.original)] for p in edge.passages] == ["\n\n".join(story[:2]).rstrip(".")]


def test_times_that_are_close_do_not_tell_who_was_first() -> None:
    """Within a quarter of an hour clocks are not to be trusted; then the smaller id is named the original."""
    story = write("verdict", 4)
    reports = [report("a", story, hours=0.2), report("c", story[:3], hours=0.1), report("b", story[1:], hours=0)]

    (family,) = families_of(reports)

    (beside,) = (edge for edge in family.edges if not edge.is_parent)
    assert beside.original < beside.copy
    assert not beside.is_directed


def test_one_outlet_s_clock_tells_who_was_first_by_minutes() -> None:
    """The clocks of two outlets may disagree, that of one may not."""
    story = write("verdict", 4)
    members = [("a", story, 0.2), ("c", story[:3], 0.1), ("b", story[1:], 0)]
    reports = [report(id, paragraphs, hours=hours, outlet="The Ridge") for id, paragraphs, hours in members]

    (family,) = families_of(reports)

    assert {(edge.original, edge.copy) for edge in family.edges} == {("b", "c"), ("b", "a"), ("c", "a")}
    assert all(edge.is_directed for edge in family.edges)


def test_changes_are_told_word_by_word_with_their_places() -> None:
    """What stood there and what stands there now, at its place in either text, whatever the script."""
    text = "Сегодня в Осло 🙂 " + " ".join(write("treaty", 2)) + " The talks ended on Monday night, both sides said."
    copy = text.replace("Осло", "Берлине").replace("Monday", "Tuesday")
    reports = [report("a", [text], hours=0), report("b", [copy], hours=2)]

    (family,) = families_of(reports)

    (edge,) = family.edges
    assert [(change.from_, change.to) for change in edge.changes] == [("Осло", "Берлине"), ("Monday", "Tuesday")]
    assert all(text[slice(*change.original)] == change.from_ for change in edge.changes)
    assert all(copy[slice(*change.copy)] == change.to for change in edge.changes)


@pytest.mark.parametrize(
    ("outlet", "credit", "expected"),
    [("North Wire", "Source: NORTH WIRE.", True), ("North Wire", "Wire of the north.", False), (None, "North", None)],
)
def test_a_copy_that_names_its_source_is_told(outlet: str | None, credit: str, expected: bool | None) -> None:
    """The outlet's name must stand in the text as it is called; where the outlet is unknown, so is this."""
    story = write("harbour")
    reports = [report("a", story, hours=0, outlet=outlet), report("b", story, [credit], hours=5, outlet="Echo")]

    (family,) = families_of(reports)

    assert {member.id: member.names_source for member in family} == {"a": None, "b": expected}


def test_without_links_there_are_no_families() -> None:
    """An empty table, of the schema that was promised."""
    reports = [report("a", write("one")), report("b", write("two"))]

    families = families_of(reports)

    assert families == []
