"""Lists of sources as people keep them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.errors import InputError
from mediawire.wire.source import Identity, Source
from mediawire.wire.source_files import name_source, read_opml, read_sources, read_toml, write_opml

ENVIRONMENT = {"TOKEN": "very-secret", "PROXY": "http://user:word@proxy.example:3128"}
WHOLE = """
[defaults]
shortest_minutes = 10

[[sources]]
url = "https://harbour.example/feed.xml"
name = "harbour-post"
outlet = "Harbour Post"
follow = false
identity = "address"
article_links = "main h2 a"
headers = { Authorization = "Bearer ${TOKEN}" }
proxy = "${PROXY}"
allow_private = true
longest_minutes = 720
section = "Coast"
off = true

[[sources]]
url = "https://valley.example/"
"""


def toml(text: str) -> list[str]:
    """Read TOML and return what was refused."""
    return [refusal.why for refusal in read_toml(text.encode(), "s.toml", ENVIRONMENT).refusals]


def test_every_setting_of_a_source_is_read() -> None:
    """And defaults hold where a source says nothing."""
    first, second = read_toml(WHOLE.encode(), "s.toml", ENVIRONMENT).sources

    assert (first.name, first.outlet, first.section, first.article_links) == (
        "harbour-post", "Harbour Post", "Coast", "main h2 a",
    )  # fmt: skip
    assert (first.follow, first.identity, first.allow_private, first.is_off) == (False, Identity.ADDRESS, True, True)
    assert (first.shortest_minutes, first.longest_minutes) == (10, 720)
    assert (second.name, second.shortest_minutes, second.follow) == ("valley.example", 10, True)


def test_secrets_come_from_the_environment_and_are_never_shown() -> None:
    """Neither in a repr nor in a refusal nor in the OPML that is written."""
    listed = read_toml(WHOLE.encode(), "s.toml", ENVIRONMENT)
    source = listed.sources[0]

    assert source.headers["Authorization"] == "Bearer very-secret"
    assert source.proxy == ENVIRONMENT["PROXY"]
    assert "very-secret" not in repr(listed)
    assert b"very-secret" not in write_opml(listed.sources)


def test_a_variable_that_is_not_set_is_named() -> None:
    """Its value could not be."""
    (why,) = toml('[[sources]]\nurl = "https://a.example/"\nproxy = "${MISSING}"\n')

    assert why == "line 1: ${MISSING} is not set in the environment"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ('name = "x"', "it has no url"),
        ('url = "ftp://a.example/"', "'ftp://a.example/' is no address that begins with http:// or https://"),
        ("url = 7", "url must be a text, not 7"),
        ('url = "https://a.example/"\nidentity = "title"', "identity must be guid, address or text, not 'title'"),
        ('url = "https://a.example/"\nfollow = "yes"', "follow must be true or false, not 'yes'"),
        ('url = "https://a.example/"\nshortest_minutes = 0', "shortest_minutes must be a number of minutes from 1 on"),
        ('url = "https://a.example/"\nshortest_minutes = 9\nlongest_minutes = 8', "is more than longest_minutes"),
        ('url = "https://a.example/"\nname = "///"', "has no letter in it"),
        ('url = "https://a.example/"\ntitel = "x"', "'titel' is not known of a source"),
        ('url = "https://a.example/"\narticle_links = "a[["', "is no CSS rule"),
        ('url = "https://a.example/"\nheaders = { "X Y" = "1" }', "the header 'X Y' is none"),
        ('url = "https://a.example/"\nheaders = { X = "a\\r\\nb" }', "has a line break or a control in it"),
    ],
)
def test_a_wrong_source_is_one_clear_refusal_with_its_line_and_the_others_are_taken(row: str, told: str) -> None:
    """The line is that on which it begins."""
    text = f'# sources\n\n[[sources]]\n{row}\n\n[[sources]]\nurl = "https://right.example/"\n'

    listed = read_toml(text.encode(), "s.toml", ENVIRONMENT)

    assert [source.url for source in listed.sources] == ["https://right.example/"]
    assert len(listed.refusals) == 1
    assert listed.refusals[0].why.startswith("line 3: ")
    assert told in listed.refusals[0].why


def test_a_source_that_stands_there_twice_is_refused_once() -> None:
    """Ids of reports begin with the name of their source."""
    row = '[[sources]]\nurl = "https://a.example/"\n'

    assert toml(row + row) == ["line 3: 'https://a.example/' stands there twice"]


@pytest.mark.parametrize(
    "data", [b"[[sources", b"\xff\xfe\x00", b"sources = 7", b"[servers]\na = 1\n", b"<html/>", b"<opml"]
)
def test_a_file_that_is_no_list_is_refused_whole(data: bytes, tmp_path: Path) -> None:
    """In one line that names it."""
    path = tmp_path / "sources.txt"
    path.write_bytes(data)

    with pytest.raises(InputError) as refused:
        read_sources(path, {})

    assert "\n" not in str(refused.value)


OPML = b"""<?xml version="1.0"?>
<opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Coast"><outline text="Ports"><outline type="rss" text="Harbour Post" xmlurl="https://harbour.example/f"/>
</outline></outline>
<outline title="Valley" text="" xmlUrl=" https://valley.example/f "/>
<outline type="rss" text="Nothing"/>
<outline type="rss" text="Script" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


def test_opml_is_read_with_its_folders() -> None:
    """What a feed stands under is its section; what has no address is refused by its line."""
    listed = read_opml(OPML, "mine.opml")

    assert [(one.url, one.outlet, one.section) for one in listed.sources] == [
        ("https://harbour.example/f", "Harbour Post", "Ports"),
        ("https://valley.example/f", "Valley", None),
    ]
    assert [refusal.where for refusal in listed.refusals] == ["line 6", "line 7"]


def test_opml_that_brings_entities_opens_nothing() -> None:
    """What it wanted to read stands in the refusal as it was written."""
    hostile = (
        b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline xmlUrl="&x;"/></body></opml>'
    )

    listed = read_opml(hostile, "hostile.opml")

    assert listed.sources == ()
    assert "'&x;' is no address" in listed.refusals[0].why


TEXTS = st.text(max_size=20)


@given(st.lists(st.tuples(st.integers(0, 99), TEXTS, TEXTS), max_size=6, unique_by=lambda row: row[0]))
def test_what_is_written_as_opml_is_read_again(rows: list[tuple[int, str, str]]) -> None:
    """Addresses and order, whatever the names are."""
    sources = [
        Source(
            f"https://host{number}.example/",
            name_source(f"https://host{number}.example/"),
            outlet or None,
            section=section,
        )
        for number, outlet, section in rows
    ]

    listed = read_opml(write_opml(sources), "ours.opml")

    assert {source.url for source in listed.sources} == {source.url for source in sources}
    assert listed.refusals == ()


def test_a_login_in_an_address_stays_out_of_opml() -> None:
    """Lists are passed on."""
    assert b"word" not in write_opml([Source("https://user:word@a.example/f", "a")])


@given(st.text(max_size=60))
def test_any_text_is_a_list_or_is_refused(text: str) -> None:
    """Never a trace."""
    try:
        listed = read_toml(text.encode("utf-8", "surrogatepass"), "any", {})
    except InputError:
        return
    assert listed.sources == ()


def test_any_name_is_taken_and_one_that_may_stand_in_ids_is_made_of_it() -> None:
    """What was written is the outlet's name, where no other is stated."""
    text = '[[sources]]\nurl = "https://a.example/"\nname = "Hafen Agentur, Süd"\n'

    (source,) = read_toml(text.encode(), "s.toml", ENVIRONMENT).sources

    assert (source.name, source.outlet) == ("Hafen-Agentur-Süd", "Hafen Agentur, Süd")
