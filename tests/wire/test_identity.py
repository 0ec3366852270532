"""By what two appearances of a report are the same one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.identity import (
    LONGEST_NAME,
    bare_address,
    clean_address,
    is_tracking,
    name_item,
    pack,
    trim,
    unpack,
)
from tests.wire.made import shown


@pytest.mark.parametrize("blank", [None, "", "  ", "\n\t ", "\u00a0"])
def test_a_blank_guid_is_no_guid(blank: str | None) -> None:
    """An empty element names nothing, and two items with empty guids are not one."""
    assert trim(blank) is None


def test_blanks_around_a_guid_do_not_count_and_those_inside_do() -> None:
    """Feeds are indented by machines; what stands inside was meant."""
    assert trim("\n  a\tb \r\n") == "a\tb"


def test_guids_are_compared_letter_for_letter() -> None:
    """Case and the two ways to write an accent are two guids."""
    assert len({trim("Caf\u00e9"), trim("caf\u00e9"), trim("cafe\u0301")}) == 3


@pytest.mark.parametrize(
    ("address", "cleaned"),
    [
        ("HTTPS://Post.Example:443/a/B?utm_source=x&id=7&fbclid=y#top", "https://post.example/a/B?id=7"),
        ("http://post.example", "http://post.example/"),
        ("https://post.example/?b=2&a=1", "https://post.example/?b=2&a=1"),
        ("https://post.example/a?source=rss", "https://post.example/a"),
        ("https://post.example/a?source=agency", "https://post.example/a?source=agency"),
        ("https://post.example/#!/story/7", "https://post.example/#!/story/7"),
        ("https://post.example/a?id=7&amp;utm_medium=feed", "https://post.example/a?id=7"),
    ],
)
def test_an_address_loses_only_what_says_how_a_reader_came(address: str, cleaned: str) -> None:
    """What chooses the page stays, in its order; letters of the path keep their case."""
    assert clean_address(address) == cleaned


@pytest.mark.parametrize(
    "address", [None, "", "javascript:alert(1)", "urn:post:1", "mailto:a@b.example", "http://[", "/a"]
)
def test_what_leads_nowhere_is_no_address(address: str | None) -> None:
    """No link is made of a script or a name."""
    assert clean_address(address) is None


def test_the_scheme_does_not_tell_addresses_apart() -> None:
    """Sites moved to https and kept their pages."""
    assert bare_address("http://post.example/a") == bare_address("https://post.example/a")


@given(st.text())
def test_cleaning_twice_is_cleaning_once(address: str) -> None:
    """What is clean stays as it is."""
    cleaned = clean_address(f"https://post.example/{address}")

    assert cleaned is None or clean_address(cleaned) == cleaned


@pytest.mark.parametrize("parameter", ["id=7", "p=1", "page=2", "s=utm_source", "reference=9", "comparison=1"])
def test_parameters_that_choose_the_page_are_not_tracking(parameter: str) -> None:
    """A list of names is short and whole: no name is taken for another that begins like it."""
    assert not is_tracking(parameter)


def test_an_item_is_named_by_its_guid() -> None:
    """People find it again."""
    assert name_item("harbour", shown(guid="tag:post,2026:1")) == "harbour/tag:post,2026:1"


@pytest.mark.parametrize("guid", ["a\tb", "a\nb", "x" * (LONGEST_NAME + 1), "sha256:1", "a~b", "a b", "\ud800"])
def test_a_guid_that_no_terminal_bears_stands_in_the_name_as_its_digest(guid: str) -> None:
    """And is told from every other guid all the same."""
    name = name_item("harbour", shown(guid=guid, url="https://post.example/1"))

    assert name.startswith("harbour/sha256:")
    assert name.isprintable()


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_guids_never_give_one_name(one: str, other: str) -> None:
    """Names are as different as what they stand for."""
    names = {name_item("s", shown(guid=guid)) for guid in (one, other) if trim(guid)}

    assert len(names) == len({trim(one), trim(other)} - {None})


@given(st.text(st.characters()))
def test_a_key_comes_back_as_it_went(name: str) -> None:
    """Lone surrogates and NUL too."""
    assert unpack(pack(name)) == name
