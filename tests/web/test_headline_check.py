"""The checker of house headlines: it gives reasons, and says nothing where there is nothing to say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.errors import InputError
from mediawire.web.desk.headline_check import (
    OWN_RULES,
    Style,
    check_facts,
    check_headline,
    check_length,
    check_rules,
    load_style,
    read_style,
)

BODY = (
    "HARBOUR (HA) - The old bridge was closed on Saturday after three lorries collided, police said.\n\n"
    "It will reopen on Monday at noon, Mayor Ada Lindqvist said."
)
STYLE = read_style(OWN_RULES.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("headline", "kinds"),
    [
        ("Old bridge shut after three lorries collide", []),
        ("Lindqvist: bridge to open on Monday", []),
        ("Old bridge shut after nine lorries collide", ["number"]),
        ("Old bridge in Berlin shut after crash", ["name"]),
        ("Old bridge not shut after lorries collide", ["negation"]),
    ],
)
def test_what_the_body_does_not_bear_out_is_named(headline: str, kinds: list[str]) -> None:
    """A name, a number or a negation that is the headline's own."""
    found = check_facts(headline, BODY)

    assert [one.kind for one in found] == kinds


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Old bridge shut!", "exclamation"),
        ("Old bridge shut after crash.", "full stop"),
        ("OLD BRIDGE SHUT AFTER CRASH", "capitals"),
        ("Old bridge bridge shut", "twice"),
        ("You won't believe which bridge is shut", "promises"),
        ("Breaking: old bridge shut", "label"),
    ],
)
def test_house_style_gives_its_reason(headline: str, words: str) -> None:
    """Each rule of the house is told in its own words."""
    assert any(words in one.why for one in check_rules(headline, STYLE))


def test_a_good_headline_gets_no_remark() -> None:
    """The checker is silent where there is nothing to say."""
    assert check_headline("Old bridge shut after three lorries collide", BODY, STYLE) == []


def test_length_is_counted_in_letters() -> None:
    """Too long and too short are said with the number."""
    style = Style(shortest=10, longest=20)

    assert [one.why[:10] for one in check_length("x" * 21, style)] == ["21 letters"]
    assert [one.kind for one in check_length("x", style)] == ["length"]
    assert check_length("x" * 20, style) == []


def test_an_empty_headline_is_none() -> None:
    """Blanks are no headline."""
    assert [one.why for one in check_headline("  ", BODY, STYLE)] == ["There is no headline."]


@pytest.mark.parametrize(
    "text", ["rules = 3", "shortest = 'a'", "[[rules]]\nwhy = 'x'", "[[rules]]\npattern='('\nwhy=''", "["]
)
def test_rules_that_cannot_be_read_are_named(text: str) -> None:
    """Whoever keeps the rules is told in one line what is wrong."""
    with pytest.raises(InputError):
        read_style(text)


def test_a_house_puts_its_own_rules_into_the_folder(tmp_path: Path) -> None:
    """A file in the wire's folder takes the place of the rules that come with it."""
    (tmp_path / "headline-style.toml").write_text('longest = 5\n[[rules]]\npattern = "colour"\nwhy = "No colours."')

    style = load_style(tmp_path)

    assert (style.longest, [rule.why for rule in style.rules]) == (5, ["No colours."])
    assert load_style(tmp_path / "elsewhere").longest == STYLE.longest


@given(st.text(max_size=320), st.text(max_size=200))
def test_no_headline_and_no_body_upsets_the_checker(headline: str, body: str) -> None:
    """Any text has an answer, and each remark is a sentence."""
    assert all(one.why for one in check_headline(headline, body, STYLE))
