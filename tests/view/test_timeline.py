"""The time line of a family."""

from __future__ import annotations

import re

from mediawire.reuse.family import Family
from mediawire.view.timeline import LANES_SHOWN, show_timeline
from tests.view.parsed import Page
from tests.view.press import HOSTILE, write_family, write_member, write_star


def test_each_outlet_has_a_lane_the_first_on_top() -> None:
    """A reader sees who had it when, and how many reports each outlet had."""
    page = Page(show_timeline(write_family()))

    assert page.values("class").count("outlet") == 9
    assert page.text["bdi"][:3] == ["Harbour Wire", "The Daily Lighthouse", "Coast & Country"]
    assert "2 reports" in page.text["span"]
    assert "+42 min" in page.text["span"]


def test_reports_without_a_time_are_set_apart() -> None:
    """What carries no time stands on no place of the axis, and is named below."""
    html = show_timeline(write_family())

    lanes, _, apart = html.partition("<p class=silent>")
    assert "Time unknown: 1 report." in apart
    assert "unknown outlet" in apart
    assert "unknown outlet" not in lanes


def test_without_any_time_no_line_is_drawn() -> None:
    """The clock cannot tell, and the page says so."""
    members = tuple(write_member(f"n{at}", f"Silent {at}", None) for at in range(3))

    html = show_timeline(Family("n0", None, members, ()))

    assert "None of the reports carries a time" in html
    assert "<svg" not in html
    assert "Silent 2" in html


def test_the_lanes_of_very_many_outlets_are_gathered() -> None:
    """Forty lanes, then one for all others; every dot stands inside the strip."""
    html = show_timeline(write_star(2_000))

    page = Page(html)
    assert page.values("class").count("lane") == LANES_SHOWN + 1
    assert "57 more outlets" in page.text["b"]
    places = [float(place) for place in re.findall(r"cx='([\d.]+)%'", html)]
    assert 0 <= min(places) <= max(places) <= 100


def test_a_long_name_is_cut_with_the_whole_on_hover() -> None:
    """Labels never overlap: a name has its column, and the rest of it in the title."""
    html = show_timeline(write_family())

    assert "title='Evening Echo of the Northern Harbours and the Adjoining Islands'" in html


def test_a_name_cannot_break_out() -> None:
    """A script as the name of an outlet is text."""
    members = (write_member("a", HOSTILE), write_member("b", HOSTILE, None, "a"))

    html = show_timeline(Family("a", None, members, ()))

    assert "<script" not in html
    assert "\u202e" not in html
