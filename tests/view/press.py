"""A small press of our own, for the pages: traces and families written by hand, and hostile ones."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from mediawire.corpus.trace import Trace, TracedSource
from mediawire.report import Span
from mediawire.reuse.comparison import Shares
from mediawire.reuse.family import Change, Edge, Family, Member, SharedPassage
from mediawire.reuse.paraphrase import Correspondence

NOON = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)
HOSTILE = "</title></style></svg><script>alert('1')</script><img src=x onerror=alert(1)>\u202e\x1b[31m\x00 ' \" &amp;"
ARABIC = "أعلنت هيئة الموانئ أن الجسر القديم سيغلق ليلا"

WIRE = (
    "The harbour board said on Tuesday that the old swing bridge would close at night until June. "
    "Engineers found cracks in two of its bearings during an inspection in February. "
    "“We would rather lose a few nights than a bridge,” said Marta Lund, who chairs the board."
)
LOCAL = "Two ferry companies have offered to run later boats while the work goes on, at no extra cost to passengers."
COPY = (
    "Night closure for swing bridge\n\n"
    "The harbour board stated on Tuesday that the old swing bridge would close at night until June. "
    "Engineers found cracks in two of its bearings during an inspection in February.\n\n"
    "Nobody was hurt, and the board knows of no earlier damage.\n\n" + LOCAL
)


def write_trace(text: str = COPY) -> Trace:
    """Write the trace of a copy that two reports explain: one edited and one word for word, with a rest."""
    start, end = text.index("The harbour"), text.index("Nobody was")
    board = TracedSource(
        "wire-204", "Harbour Wire", NOON, "Swing bridge to close at night until June", 2, 4,
        Shares(0.53, 0.64, 0.52),
        (Correspondence(Span(0, WIRE.index("“We")), Span(start, end), "edited", 0.97),),
        0.53, False, ("daily-77", "coast-3"),
        ("longest run of equal words: 16", "the text names no source"),
    )  # fmt: skip
    at = text.index(LOCAL)
    ferries = TracedSource(
        "ferry-9", None, None, None, 1, 1, Shares(0.34, 1.0, 0.34),
        (Correspondence(Span(0, len(LOCAL)), Span(at, len(text)), "verbatim", 1.0),), 0.34, None, (), (),
    )  # fmt: skip
    rest = (Span(0, text.index("\n")), Span(end, text.index("\n", end)))
    return Trace(text, (board, ferries), rest)


def write_hostile_trace() -> Trace:
    """Write a trace in which every foreign field is an attack."""
    text = HOSTILE * 3
    half = len(text) // 2
    source = TracedSource(
        HOSTILE, HOSTILE, NOON, HOSTILE * 100, 30, 30, Shares(1.0, 1.0, 1.0),
        (
            Correspondence(Span(0, half), Span(0, half), "edited", 1.0),
            Correspondence(Span(9, half), Span(5, 10 * half), "verbatim", 1.0),
            Correspondence(Span(9, half), Span(half, 3), "paraphrase", 1.0),
        ),
        0.999, True, (HOSTILE,) * 60, (HOSTILE,) * 30,
    )  # fmt: skip
    return Trace(text, (source,) * 12, (Span(half, len(text)),), HOSTILE)


def write_member(
    id: str,
    outlet: str | None = "Harbour Wire",
    minutes: float | None = 0,
    parent: str | None = None,
    role: str | None = None,
    headline: str | None = "Swing bridge to close at night until June",
    certainty: str = "sure",
    names_source: bool | None = None,
    lost_parent: int | None = None,
) -> Member:
    """Write a member of a family, seen some minutes after noon."""
    published = None if minutes is None else NOON + timedelta(minutes=minutes)
    role = role or ("copy" if parent or lost_parent is not None else "first")
    return Member(
        id, outlet, published, headline, 320, role, Span(0, 1900), parent, lost_parent, certainty, 0.4, 0, 12,
        names_source,
    )  # fmt: skip


def write_edge(original: str, copy: str, *changes: tuple[str, str], minutes: float | None = 60) -> Edge:
    """Write the edge from a parent to a child, with changed words."""
    made = tuple(
        Change(Span(9 * at, 9 * at + len(was)), Span(9 * at, 9 * at + len(now)), was, now)
        for at, (was, now) in enumerate(changes)
    )
    lag = None if minutes is None else timedelta(minutes=minutes)
    whole = SharedPassage(Span(0, 1900), Span(0, 1900))
    return Edge(original, copy, True, True, 300, 0.94, 0.88, 0.9, lag, (whole,), made)


def write_family() -> Family:
    """Write a family as a newsroom knows them: a first report, copies of copies, a lost parent, no time, a round-up."""
    members = (
        write_member("wire-204"),
        write_member("daily-77", "The Daily Lighthouse", 42, "wire-204", names_source=True),
        write_member("coast-3", "Coast & Country", 61, "wire-204", headline="Night closure for swing bridge",
                     names_source=False),
        write_member("coast-9", "Coast & Country", 300, "coast-3", certainty="likely", names_source=False),
        write_member("echo-1", "Evening Echo of the Northern Harbours and the Adjoining Islands", 95, "daily-77",
                     names_source=False, headline="Bridge shut at night, board stated"),
        write_member("tide-5", "Tideline", 150, "echo-1", certainty="cannot tell", headline=None),
        write_member("mina-2", "صحيفة الميناء", 200, "echo-1", certainty="likely", headline=ARABIC, names_source=True),
        write_member("blog-8", None, None, "coast-3", role="excerpt", certainty="cannot tell"),
        write_member("week-1", "The Week in Ports", 4000, "daily-77", role="round-up", names_source=True),
        write_member("isle-1", "Isle Gazette", 70, lost_parent=1, certainty="likely"),
        write_member("isle-2", "Radio Isle", 90, lost_parent=1, certainty="likely"),
    )  # fmt: skip
    edges = (
        write_edge("wire-204", "daily-77", ("said", "stated"), minutes=42),
        write_edge("wire-204", "coast-3", ("on Tuesday", ""), ("two of its bearings", "its bearings"), minutes=61),
        write_edge("coast-3", "coast-9", ("night", "night and at weekends"), minutes=239),
        write_edge("daily-77", "echo-1", ("", "reportedly"), ("Marta Lund", "Martha Lund"), ("June", "July"),
                   ("rather", ""), ("a few", "some"), minutes=53),
        write_edge("echo-1", "tide-5", minutes=55),
        write_edge("echo-1", "mina-2", ("الجسر", "الجسر القديم"), minutes=105),
        write_edge("coast-3", "blog-8", minutes=None),
        write_edge("daily-77", "week-1", ("would close", "is to close"), minutes=3958),
    )  # fmt: skip
    return Family("blog-8", NOON, members, edges)


def write_star(size: int, name: str = "star", silent: Iterable[int] = ()) -> Family:
    """Write a family in which everyone took the first report; those in ``silent`` carry no time."""
    quiet = frozenset(silent)
    first = f"{name}-0000"
    members = [
        write_member(
            f"{name}-{at:04}",
            f"Outlet {at % 97} of {name}",
            None if at in quiet else at * 7,
            first if at else None,
            names_source=at % 3 == 0,
        )
        for at in range(size)
    ]
    edges = [write_edge(first, each.id, ("said", "told reporters"), minutes=7) for each in members[1:]]
    return Family(first, NOON, tuple(members), tuple(edges))


def write_chain(size: int) -> Family:
    """Write a family in which each copied the one before."""
    members = [write_member(f"c-{at:04}", f"Outlet {at}", at, f"c-{at - 1:04}" if at else None) for at in range(size)]
    edges = [write_edge(each.parent, each.id, ("said", "told")) for each in members if each.parent]
    return Family("c-0000", NOON, tuple(members), tuple(edges))


def write_circle() -> Family:
    """Write a family whose members name each other as parents, which no lineage may."""
    members = (
        write_member("a", "North", 1, "c"),
        write_member("b", "South", 2, "a"),
        write_member("c", "West", 3, "b"),
        write_member("d", "East", 4, "d"),
        write_member("e", "Far", 5, "not here"),
    )
    return Family("a", NOON, members, (write_edge("c", "a", ("x", "y")), write_edge("d", "d")))


def write_hostile_family() -> Family:
    """Write a family in which every foreign field is an attack."""
    members = (
        write_member(HOSTILE, HOSTILE, 0, headline=HOSTILE * 100),
        write_member(HOSTILE + "2", "", 5, HOSTILE, headline="x" * 10_000, role=HOSTILE, certainty=HOSTILE),
        write_member("3", "   ", None, HOSTILE, headline="   "),
    )
    edges = (write_edge(HOSTILE, HOSTILE + "2", (HOSTILE, HOSTILE * 50)), write_edge(HOSTILE, "3", ("\n" * 50, "a")))
    return Family(HOSTILE, None, members, edges)


OUTLETS = (
    "Harbour Wire", "Northern News Agency", "The Daily Lighthouse", "Coast & Country", "Evening Echo", "Tideline",
    "Isle Gazette", "Radio Isle", "Valley Courier", "Morning Ferry", "The Week in Ports", "صحيفة الميناء",
    "Upland Post", "Saltmarsh Review", "Quayside Today", "The Borderer",
)  # fmt: skip
HEADLINES = (
    "Swing bridge to close at night until June", "Council sells the old fish market", "Ferry fares rise by a tenth",
    "Storm cuts power to four islands", "School meals to be cooked in town again", "Two rescued from drifting yacht",
    "Court lifts ban on night fishing", "Lighthouse keeper’s letters found in attic", "Wind farm vote put off again",
    "Hospital to keep its maternity ward", "Rail link opens a year late", "Oyster beds closed after spill",
)  # fmt: skip
WORDS = (
    ("said", "stated"), ("on Tuesday", ""), ("", "reportedly"), ("about 400", "400"), ("will", "may"),
    ("the board", "officials"), ("Marta Lund", "Martha Lund"), ("", "in a statement"), ("three", "3"),
)  # fmt: skip


def write_corpus(size: int = 90, seed: int = 7) -> list[Family]:
    """Write the families of a small press: two agencies give, the others take, fast or slowly, openly or not."""
    draw = random.Random(seed)
    return [write_drawn_family(draw, number) for number in range(size)]


def write_drawn_family(draw: random.Random, number: int) -> Family:
    """Write one family of the small press."""
    headline, start = HEADLINES[number % len(HEADLINES)], 600 * number
    first = f"f{number:03}-00"
    members = [write_member(first, draw.choice(OUTLETS[:2] * 4 + OUTLETS), start, headline=headline)]
    edges = []
    for at in range(1, 2 + min(19, int(draw.expovariate(0.25)))):
        parent = draw.choice(members[: 1 + at // 3])
        taker = draw.choice(OUTLETS)
        lag = draw.expovariate(1 / (8 * (1 + OUTLETS.index(taker))))
        seen = parent.published + timedelta(minutes=lag) if parent.published and draw.random() > 0.05 else None
        names = None if draw.random() < 0.1 else draw.random() < (OUTLETS.index(taker) % 4) / 4
        id = f"f{number:03}-{at:02}"
        certainty = draw.choice(("sure", "sure", "likely", "cannot tell"))
        title = headline if draw.random() < 0.6 else draw.choice(HEADLINES)
        members.append(replace(write_member(id, taker, 0, parent.id, None, title, certainty, names), published=seen))
        made = write_edge(parent.id, id, *draw.sample(WORDS, draw.randrange(4)), minutes=lag if seen else None)
        edges.append(replace(made, verbatim=round(draw.uniform(0.4, 1), 3)))
    return Family(first, members[0].published, tuple(members), tuple(edges))


def describe(family: Family) -> dict[str, Any]:
    """Write a family as a row of the table."""
    return {
        "family": family.id,
        "first_seen": family.first_seen,
        "members": [describe_member(member) for member in family],
        "edges": [describe_edge(edge) for edge in family.edges],
    }


def describe_member(member: Member) -> dict[str, Any]:
    """Write a member as the table has it."""
    row = {name: getattr(member, name) for name in member.__slots__ if name != "span"}
    return {**row, "start": member.span.start, "end": member.span.end}


def describe_edge(edge: Edge) -> dict[str, Any]:
    """Write an edge as the table has it."""
    names = ("original", "copy", "equal_words", "copy_from_original", "original_in_copy", "verbatim")
    return {
        **{name: getattr(edge, name) for name in names},
        "directed": edge.is_directed,
        "parent": edge.is_parent,
        "lag_seconds": None if edge.lag is None else int(edge.lag.total_seconds()),
        "passages": [describe_places(passage) for passage in edge.passages],
        "changes": [{**describe_places(each), "from": each.from_, "to": each.to} for each in edge.changes],
    }


def describe_places(pair: Any) -> dict[str, int]:
    """Write the two places of a passage or a change."""
    return {
        "original_start": pair.original.start,
        "original_end": pair.original.end,
        "copy_start": pair.copy.start,
        "copy_end": pair.copy.end,
    }
