"""What robots.txt files say, well written or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.robots import matches, path_for_robots, read_robots


def allows(robots: str | bytes, path: str, agent: str = "mediawire") -> bool:
    """Ask a file about a path."""
    data = robots.encode() if isinstance(robots, str) else robots
    return read_robots(data, agent).allows(path)


def test_the_longest_rule_wins_and_of_two_the_one_that_allows() -> None:
    """Whatever their order (RFC 9309, section 2.2.2)."""
    robots = "User-agent: *\nDisallow: /news\nAllow: /news/open\nAllow: /news\nDisallow: /news/closed\n"

    assert allows(robots, "/news")
    assert allows(robots, "/news/open/1")
    assert not allows(robots, "/news/closed/1")


def test_who_is_named_is_not_everyone() -> None:
    """The groups that name us count, all of them together, and then not those for all."""
    robots = (
        "User-agent: *\nDisallow: /\n\nUser-agent: Mediawire/2\nDisallow: /a\n\nUser-agent: mediawire\nDisallow: /b\n"
    )

    assert allows(robots, "/c")
    assert not allows(robots, "/a")
    assert not allows(robots, "/b")
    assert not allows(robots, "/c", agent="other")


@pytest.mark.parametrize(
    ("pattern", "path", "does_match"),
    [
        ("/a*c", "/abbc/d", True),
        ("/a*c$", "/abbc/d", False),
        ("/a*c$", "/abbcc", True),
        ("*", "/", True),
        ("/$", "/", True),
        ("/$", "/a", False),
        ("/*.xml$", "/feed.xml?x=.xml", True),
        ("/ab*bc$", "/abc", False),
        ("/a**b", "/ab", True),
    ],
)
def test_asterisks_and_dollars(pattern: str, path: str, does_match: bool) -> None:
    """One stands for anything, the other for the end."""
    assert matches(pattern, path) == does_match


@given(st.text("ab*", max_size=8), st.text("ab", max_size=12), st.booleans())
def test_a_pattern_matches_what_the_obvious_way_says(pattern: str, path: str, is_whole: bool) -> None:
    """The quick way and the way of trying everything agree."""

    def obvious(left: str, right: str) -> bool:
        if not left:
            return not is_whole or not right
        if left[0] == "*":
            return any(obvious(left[1:], right[skip:]) for skip in range(len(right) + 1))
        return bool(right) and left[0] == right[0] and obvious(left[1:], right[1:])

    assert matches("/" + pattern + "$" * is_whole, "/" + path) == obvious("/" + pattern, "/" + path)


@pytest.mark.parametrize(
    "robots",
    [
        b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /\r\n",
        "User-agent: *\nDisallow: /".encode("utf-16"),
        b"user-agent *\rdissallow /",
        b"  USER-AGENT : *  # all\n\tDisallow:/#none",
    ],
)
def test_marks_encodings_and_slips_of_the_pen_are_forgiven(robots: bytes) -> None:
    """Byte order marks, UTF-16, missing colons, wrong spelling, comments."""
    assert not allows(robots, "/feed")


def test_a_page_in_its_place_allows_all() -> None:
    """As does nothing, and noise."""
    for robots in (b"<html><p>Not found</p></html>", b"", b"\0\xff\xfe\0" * 99, b":::\n:\n"):
        assert allows(robots, "/feed")


def test_what_is_not_ascii_is_compared_as_it_is_asked_for() -> None:
    """Percent-encoded, in capitals."""
    robots = "User-agent: *\nDisallow: /ж\nDisallow: /%c3%bc\n"

    assert not allows(robots, path_for_robots("/%d0%b6"))
    assert not allows(robots, "/%C3%BC")


def test_a_delay_is_for_those_it_was_written_for() -> None:
    """The first one that can be read; not for who is named below it."""
    robots = b"User-agent: slow\nCrawl-delay: 50\nUser-agent: *\nCrawl-delay: soon\nCrawl-delay: 7.5\nDisallow: /x\n"

    assert read_robots(robots, "mediawire").delay_seconds == 7.5
    assert read_robots(robots, "slow").delay_seconds == 50
    assert read_robots(b"User-agent: *\nCrawl-delay: -3", "mediawire").delay_seconds is None


def test_what_is_too_long_is_read_as_far_as_it_goes() -> None:
    """A file up to 500 KiB, a line up to 16 kB."""
    long_file = "User-agent: *\nDisallow: /a\n" + "# word\n" * 100_000 + "Disallow: /b\n"
    long_line = "User-agent: *\nDisallow: /" + "a" * 100_000 + "\nDisallow: /b\n"

    assert not allows(long_file, "/a")
    assert allows(long_file, "/b")
    assert not allows(long_line, "/" + "a" * 16_700)
    assert not allows(long_line, "/b")


def test_robots_txt_itself_may_always_be_read() -> None:
    """As the standard says."""
    assert allows("User-agent: *\nDisallow: /", "/robots.txt")


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """Whatever they are, they allow something or nothing."""
    robots = read_robots(b"User-agent: *\nDisallow: " + data, "mediawire")

    assert robots.allows("/feed") in (True, False)
