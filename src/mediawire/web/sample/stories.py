"""The sample stories as they lie in ``stories/``: who tells them, when each comes, and what becomes of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a story after so many minutes: another text, or other words in it; and its agency's note."""

    minutes: float
    kind: str
    note: str = ""
    text: str = ""
    replace: tuple[str, str] = ("", "")

    def apply(self, text: str) -> str:
        """Return a text after this change; an agency's note stands above it."""
        changed = self.text or text.replace(*self.replace)
        return f"{self.note}\n\n{changed}" if self.note else changed


@dataclass(frozen=True, slots=True)
class Story:
    """A story, and when it comes: in minutes after the wire was first started, negative before."""

    id: str
    headline: str
    text: str
    minutes: float = 0.0
    section: str = ""
    byline: str = ""
    embargo_minutes: float | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """A sample agency: its name, the format of its feed, its terms, its stories, and notices to editors."""

    name: str
    slug: str
    language: str
    format: str
    terms: dict[str, Any] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    notices: tuple[Story, ...] = ()
    longest_minutes: float | None = None


@cache
def read_outlets() -> tuple[Outlet, ...]:
    """Read the sample agencies that ship with the project, and the one that tells the example's two stories."""
    files = sorted(FOLDER.glob("*.toml"))
    return *(_read_outlet(tomllib.loads(path.read_text(encoding="utf-8"))) for path in files), _read_example()


def read_partner() -> str:
    """Return the text of the example's second page: the partner that printed the promise, and broke it."""
    return (FOLDER / "example-copy.txt").read_text(encoding="utf-8")


def _read_outlet(told: dict[str, Any]) -> Outlet:
    stories, notices = (tuple(map(_read_story, told.pop(name, ()))) for name in ("story", "notice"))
    return Outlet(stories=stories, notices=notices, **told)


def _read_story(told: dict[str, Any]) -> Story:
    changes = tuple(
        Change(**{**one, "text": one.get("text", "").strip(), "replace": tuple(one.get("replace", ("", "")))})
        for one in told.pop("change", ())
    )
    return Story(changes=changes, **{**told, "text": told["text"].strip()})


def _read_example() -> Outlet:
    """Read the example's first page: two stories, each a headline and its paragraphs."""
    lines = (FOLDER / "example-original.txt").read_text(encoding="utf-8").split("\n\n")
    blocks = [block.strip() for block in lines if block.strip()]
    heads = [number for number, block in enumerate(blocks) if block.endswith("Foreign Ministry")]
    bounds = zip(heads, [*heads[1:], len(blocks)], strict=True)
    stories = tuple(
        Story(f"ex-{number}", blocks[head], "\n\n".join(blocks[head + 1 : end]), -90.0 - number, "world")
        for number, (head, end) in enumerate(bounds, 1)
    )
    return Outlet("The example's agency", "example", "en", "rss", {"credit_wording": "The example pair"}, stories)
