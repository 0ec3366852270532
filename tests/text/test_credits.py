from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.text.agencies import load_agencies, name_agency, name_host
from mediawire.text.credits import Credits, find_credits, find_name
from mediawire.text.stories import read_document

LEAD = "The mayor opened the new bridge over the river on Monday, a year later than planned, the city said."
MORE = "Residents of the eastern quarter had complained for years about the detour through the old town."


def credits_of(*blocks: str) -> tuple[str, Credits]:
    """Read the credits of a text made of blocks."""
    text = "\n\n".join(blocks)
    return text, find_credits(text, read_document(text))


def marks(found: Credits) -> list[tuple[str, str]]:
    """List agencies and roles."""
    return [(mark.agency, mark.role) for mark in found.agencies]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (("BONN, Nov 22 (dpa) - " + LEAD,), [("dpa", "dateline")]),
        (
            ("МОСКВА, 6 октября. /ТАСС/. Мост через реку открыли в понедельник на год позже срока.",),
            [("TASS", "dateline")],
        ),
        (("新华社北京11月22日电 市长周一为横跨大河的新桥揭幕，工程比原计划晚了一年完成。",), [("Xinhua", "dateline")]),
        (("Mayor opens bridge", "By Jane Doe, Associated Press", LEAD), [("AP", "byline")]),
        (("Mayor opens bridge", LEAD, MORE + " (Reuters)"), [("Reuters", "credit")]),
        (("Mayor opens bridge", LEAD, MORE + " /TASS/"), [("TASS", "credit")]),
        (("Mayor opens bridge", LEAD, MORE + " — AFP"), [("AFP", "credit")]),
        (("Mayor opens bridge", LEAD, MORE, "Source: Xinhua News Agency"), [("Xinhua", "credit")]),
        (("Mayor opens bridge", LEAD, MORE, "© 2026 The Associated Press. All rights reserved."), [("AP", "credit")]),
        (("Mayor opens bridge", LEAD, MORE, "With inputs from agencies"), [("Agencies", "credit")]),
        (("Mayor opens bridge", LEAD, MORE, "https://www.reuters.com/world/bridge"), [("Reuters", "link")]),
        (("Mayor opens bridge", LEAD, MORE, "Source: tass.com"), [("TASS", "link")]),
        (("Mayor opens bridge", LEAD, MORE, "منبع: ایرنا"), [("IRNA", "credit")]),
    ],
)
def test_agencies_are_found_where_newsrooms_sign(blocks: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    """Dateline, byline, the end of the last paragraph, lines of their own, and addresses."""
    _, found = credits_of(*blocks)

    assert marks(found) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor told Reuters on Monday that the bridge was open, and according to TASS nobody came.",
        "The Associated Press (AP) reported on Monday that the bridge had been opened a year late.",
        "Russian Foreign Ministry spokeswoman Jane Doe said on Monday that the bridge was a good one.",
        "The trend report of the beta group was read out in the town hall on Monday by the mayor.",
    ],
)
def test_who_is_spoken_of_gives_no_credit(sentence: str) -> None:
    """A report that quotes an agency, a ministry or a person is not thereby from them."""
    _, found = credits_of("Mayor opens bridge", sentence, MORE)

    assert found == Credits((), (), (), None)


def test_a_promise_to_name_the_source_names_none(root: Path) -> None:
    """The example page speaks of "other news agencies" and of itself: no source is named, no address given."""
    text = (root / "examples" / "001_a44b472b2ae151a5.txt").read_text(encoding="utf-8")

    found = find_credits(text, read_document(text))

    assert found == Credits((), (), (), None)


def test_credits_at_the_foot_are_found_between_the_furniture() -> None:
    """The source stands below the disclaimer and above the teasers, with its address."""
    text, found = credits_of(
        "Mayor opens bridge",
        LEAD,
        MORE,
        "The views expressed here do not necessarily reflect those of the Daily Example.",
        "This article first appeared in the Evening Example",
        "Read the original: https://www.evening.example/bridge?id=1.",
        "Recent Posts",
        "Court frees baker in flour case",
        "2 hours ago",
    )

    assert [line.of(text).partition(" ")[0] for line in found.credit_lines] == ["This", "Read"]
    assert [(link.span.of(text), link.host) for link in found.urls] == [
        ("https://www.evening.example/bridge?id=1", "evening.example")
    ]


def test_the_staff_line_is_a_credit_line_and_names_no_agency() -> None:
    """The bracket that names reporters and editors is found at the end of its paragraph."""
    text, found = credits_of("BONN (Reuters) - " + LEAD, MORE + " (Reporting by Jane Doe; editing by John Roe)")

    assert [line.of(text) for line in found.credit_lines] == ["(Reporting by Jane Doe; editing by John Roe)"]
    assert marks(found) == [("Reuters", "dateline")]


def test_hosts_are_read_out_of_addresses() -> None:
    """User, port, "www." and marks after the address are none of the host."""
    _, found = credits_of(
        LEAD, "See (http://user@WWW.Example.com:8080/a), https://uk.reuters.com/b and www.example.org."
    )

    assert [link.host for link in found.urls] == ["example.com", "uk.reuters.com", "example.org"]


def test_agencies_are_known_by_their_names_and_hosts() -> None:
    """A name in any script leads to one agency, and so does a host below its own."""
    named = {name_agency(name) for name in ("reuters", "Рейтер", "路透社", "(رويترز)", " Reuters. ")}

    assert named == {"Reuters"}
    assert name_host("uk.mobile.reuters.com") == "Reuters"
    assert name_host("notreuters.com") is None
    assert name_agency("Evening Example") is None


def test_no_two_agencies_share_a_host() -> None:
    """A link leads to one agency."""
    hosts = [host for agency in load_agencies() for host in agency.hosts]

    assert len(hosts) == len(set(hosts))


@given(st.text(st.one_of(st.characters(), st.sampled_from("\n ()[]/|.:-—©ATSFreuters"))))
def test_credits_lie_in_the_text_and_in_order(text: str) -> None:
    """Whatever the text, every mark, line and link has a place in it."""
    found = find_credits(text, read_document(text))

    for spans in ([mark.span for mark in found.agencies], list(found.credit_lines), [link.span for link in found.urls]):
        assert spans == sorted(spans)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize(
    ("name", "line", "stands"),
    [
        ("Sun", "Source: The Sun", True),
        ("Harbour Herald", "Source: HARBOUR HERALD’s reporters", True),
        ("新华社", "来源：新华社电", True),
        ("Sun", "Source: Sunday Herald", False),
        ("Post", "By John Postlethwaite", False),
        ("AP", "Source: Naplaap", False),
        ("…", "Source: …", False),
    ],
)
def test_a_name_stands_in_a_line_word_for_word(name: str, line: str, stands: bool) -> None:
    """A part of a word names nobody, and nor does a mark; case and width make no difference."""
    assert (find_name([name], line) == name) is stands


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("Via Reuters", True),
        ("Reuters", True),
        ("— AFP", True),
        ("URL : example.org/a", True),
        ("Source\xa0: Harbour Herald", True),
        ("Via Reuters the mayor was reached", False),
        ("Harbour Herald", False),
    ],
)
def test_a_last_line_that_only_signs_is_a_credit_line(line: str, signs: bool) -> None:
    """An agency's name by itself signs what stands above it; some languages set a space before the colon of a cue."""
    text, found = credits_of("Mayor opens bridge", LEAD, MORE, line)

    assert [span.of(text) for span in found.credit_lines] == [line] * signs
