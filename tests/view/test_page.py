"""The page: self-contained, safe and readable without colour."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from pathlib import Path
from typing import Any

import pytest

from mediawire.view.page import read_style, render_page
from tests.view.parsed import Page

GOLDEN = Path(__file__).parents[1] / "golden/view/page.html"
ALLOWED = {
    "html head meta title style body a header p span h1 main section article h2 h3 svg rect div ul li dl dt dd b bdi "
    "ins del abbr details summary footer"
}


def test_the_page_is_as_blessed(example: Any) -> None:
    """The example pair's page is as an editor approved it; MEDIAWIRE_BLESS=1 writes it anew. The style is apart."""
    page = render_page(*example).replace(read_style(), "")
    page = re.sub("sha256-[^']+", "sha256-", page)

    if os.environ.get("MEDIAWIRE_BLESS"):
        GOLDEN.write_text(page, encoding="utf-8")
    assert page == GOLDEN.read_text(encoding="utf-8")


def test_the_same_comparison_gives_the_same_bytes(example: Any) -> None:
    """A page has no date, no random name."""
    assert render_page(*example) == render_page(*example)


def test_nothing_is_fetched_and_nothing_runs(example: Any) -> None:
    """No script, no address, no picture, and a policy that would forbid them."""
    page = Page(render_page(*example))

    links = [value for _, name, value in page.attributes if name in ("href", "src", "action", "style")]
    assert set(page.tags) <= set(next(iter(ALLOWED)).split())
    assert all(link.startswith("#") for link in links)
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]


def test_the_policy_allows_the_one_style_sheet_by_its_hash(example: Any) -> None:
    """Whatever slipped in would have neither style nor script."""
    html = render_page(*example)

    digest = base64.b64encode(hashlib.sha256(html.split("<style>")[1].split("</style>")[0].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in html


def test_every_link_leads_somewhere(example: Any) -> None:
    """Findings and passages point to each other, and no number is used twice."""
    page = Page(render_page(*example))

    names = [value for _, name, value in page.attributes if name == "id"]
    targets = {value[1:] for _, name, value in page.attributes if name == "href"}
    labels = {value for _, name, value in page.attributes if name == "aria-labelledby"}
    assert len(names) == len(set(names))
    assert targets | labels <= set(names)
    assert {"p5", "p9"} <= targets


def test_a_sentence_said_again_links_there_and_back(example: Any) -> None:
    """From the inserted lead to the sentence behind it, and from that to the lead."""
    page = Page(render_page(*example))

    links = [text for text in page.text["a"] if "again" in text]
    assert links == ["says ¶5 again, in other words", "said again in ¶4"]


def test_colour_is_never_alone(example: Any) -> None:
    """What went is deleted text, what came is inserted text, and each passage has its kind in words."""
    page = Page(render_page(*example))

    assert "said" in page.text["del"]
    assert "stated" in page.text["ins"]
    headings = " ".join(page.text["h3"])
    assert all(kind in headings for kind in ("kept word for word", "edited", "inserted", "dropped", "furniture"))


def test_landmarks_and_headings_are_there(example: Any) -> None:
    """A screen reader can walk the page: one main heading, the parts below it."""
    page = Page(render_page(*example))

    assert [page.tags.count(tag) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert page.text["h1"] == ["Copy with additions"]
    assert {"Why", "Headline", "Quotations", "The promise", "The passages"} <= set(page.text["h2"])


@pytest.mark.parametrize("where", ["text", "headline", "why", "class", "path", "evidence", "speaker"])
def test_foreign_markup_is_shown_not_obeyed(example: Any, where: str) -> None:
    """A script in any field is text, and a direction override is a mark with its name."""
    nasty = "</p></style><script>alert('1')</script><img src=x onerror=alert(1)>\u202e"
    comparison, original, copy = dict(example.comparison), example.original, example.copy
    if where == "text":
        original = copy = nasty
        comparison["passages"] = [{"kind": "kept", "original": [0, len(nasty)], "copy": [0, len(nasty)], "edits": []}]
    else:
        put(comparison, where, nasty)

    page = Page(render_page(comparison, original, copy))

    shown = "".join(text for texts in page.text.values() for text in texts)
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert "alert('1')" in shown
    assert "\u202e" not in shown
    assert not page.open


def test_foreign_text_keeps_its_direction_to_itself(example: Any) -> None:
    """Every foreign piece is isolated, and of no language we claim to know."""
    page = Page(render_page(*example))

    foreign = [tag for tag, name, value in page.attributes if (name, value) == ("lang", "")]
    directed = [tag for tag, name, value in page.attributes if (name, value) == ("dir", "auto")]
    assert foreign
    assert foreign == [tag for tag in directed if tag != "span"]


def put(comparison: dict[str, Any], where: str, text: str) -> None:
    """Put a text into one field of a comparison."""
    if where == "headline":
        comparison["copy"] = {**comparison["copy"], "headline": text}
    elif where == "path":
        comparison["read"] = {"original": {"path": text, "encoding": text, "warnings": [text]}}
    elif where == "evidence":
        comparison["attribution"] = {**comparison["attribution"], "evidence": [{"kind": text, "text": text}]}
    elif where == "speaker":
        comparison["quotations"] = [{**comparison["quotations"][0], "speaker": text, "status": "re-attributed"}]
    else:
        comparison["verdict"] = {**comparison["verdict"], where: [text] if where == "why" else text}
