"""Prints how often headline, author and day of article pages are right, beside trafilatura and htmldate, per set.

Right is: a headline whose letters and figures are those of the gold's; the same authors, in any order; the same day, in
the zone that either side states. *Near* is a headline that holds the other or differs in less than a tenth, and an
author list that shares a name. Golds come with errors of their own (the day of a change for the day of publishing,
misspelt names), so no tool reaches 1. Rules were made on one half of the hosts; both halves are printed.
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import SequenceMatcher

from bench.page_golds import SETS, GoldPage, gold_pages
from mediawire.errors import InputError
from mediawire.wire.charset import decode_bytes
from mediawire.wire.document import Document
from mediawire.wire.markup import parse_markup
from mediawire.wire.page_body import take_page_body
from mediawire.wire.page_facts import read_facts
from mediawire.wire.page_marks import gather_marks

ASKED = {"headline": 0.95, "author": 0.85, "day": 0.95}
NOW = datetime(2026, 11, 22, tzinfo=UTC)
"""When the pages count as received: after all of them."""
_JOIN = re.compile(r"\s*(?:,|;|/|&|\||\band\b|\bund\b|\bet\b|\by\b|\bby\b|\bvon\b|\n)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a tool says of a page."""

    headline: str | None = None
    author: str | None = None
    published: str | None = None


@dataclass(slots=True)
class Tally:
    """How many of how many were right, and near."""

    right: int = 0
    near: int = 0
    of: int = 0

    def add(self, is_right: bool, is_near: bool) -> None:
        """Count one page."""
        self.right += is_right
        self.near += is_right or is_near
        self.of += 1

    @property
    def share(self) -> float:
        """Return the share that was right."""
        return self.right / self.of if self.of else 0.0


@dataclass(slots=True)
class Result:
    """All tallies of one tool on one set, and the time that it took."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    seconds: float = 0.0
    pages: int = 0

    def tally(self, name: str) -> Tally:
        """Return the tally of a figure."""
        return self.tallies.setdefault(name, Tally())


def fold(text: str | None) -> str:
    """Return the letters and figures of a text, without case and width."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text or "").casefold()))


def is_near(gold: str, told: str | None) -> bool:
    """Tell whether two headlines are nearly one."""
    one, other = fold(gold), fold(told)
    if not one or not other:
        return False
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= 0.9


def names_in(text: str | None) -> set[str]:
    """Return the names in an author line, folded."""
    return {fold(name) for name in _JOIN.split(text or "") if fold(name)}


def same_authors(gold: str, told: str | None) -> bool:
    """Tell whether two author lines name the same people."""
    return bool(told) and (fold(gold) == fold(told) or names_in(gold) == names_in(told))


def same_day(gold: str, told: str | None) -> bool:
    """Tell whether two times are on one day: as written, or the told one in the gold's zone."""
    if not told:
        return False
    if gold[:10] == told[:10]:
        return True
    left, right = _aware(gold), _aware(told)
    return left is not None and right is not None and right.astimezone(left.tzinfo).date() == left.date()


def same_instant(gold: str, told: str | None) -> bool | None:
    """Tell whether two times are the same to the minute; None where the gold states no hour and zone."""
    left, right = _aware(gold), _aware(told or "")
    if left is None:
        return None
    return right is not None and abs((left - right).total_seconds()) < 60


def _aware(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return at if at.tzinfo is not None and len(text) > 10 else None


def ours(page: GoldPage, data: bytes) -> Callable[[], Told]:
    """Prepare a page for our facts: what is timed is the reading of facts alone."""
    try:
        text = decode_bytes(data).text
    except InputError:
        return Told
    tree = parse_markup(text)
    body = take_page_body(tree, Document(data, page.url))

    def read() -> Told:
        facts = read_facts(gather_marks(tree, page.url), body.body.text, body.elements, NOW)
        published = facts.dates.published
        at = published.at.isoformat() if published and published.at else None
        return Told(facts.headline.text, facts.byline.text, at)

    return read


def trafilatura(page: GoldPage, data: bytes) -> Callable[[], Told]:
    """Prepare a page for trafilatura's metadata, whose dates are htmldate's."""
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    tree = load_html(data)
    if tree is None:
        return Told

    def read() -> Told:
        found = extract_metadata(tree, default_url=page.url)
        return Told(found.title, found.author, found.date) if found else Told()

    return read


def htmldate(page: GoldPage, data: bytes) -> Callable[[], Told]:
    """Prepare a page for htmldate, asked for the day of first publishing."""
    from htmldate import find_date

    text = data.decode("utf-8", "replace")
    return lambda: Told(published=find_date(text, original_date=True, url=page.url))


TOOLS = {"mediawire": ours, "trafilatura": trafilatura, "htmldate, original": htmldate}


def score(name: str, tool: str, pages: list[GoldPage] | None = None) -> Result:
    """Run one tool over one set."""
    result = Result()
    for page in pages if pages is not None else gold_pages(name):
        read = TOOLS[tool](page, page.path.read_bytes())
        start = time.process_time()
        try:
            told = read()
        except Exception:  # a peer's crash is a page without facts
            if tool == "mediawire":
                raise
            told = Told()
        result.seconds += time.process_time() - start
        result.pages += 1
        _count(result, page, told)
    return result


def _count(result: Result, page: GoldPage, told: Told) -> None:
    half = "tuned" if page.is_for_tuning else "other"
    for name in ("", f" {half}"):
        if page.headline:
            result.tally("headline" + name).add(
                fold(page.headline) == fold(told.headline), is_near(page.headline, told.headline)
            )
        if page.author:
            shares = bool(names_in(page.author) & names_in(told.author)) or is_near(page.author, told.author)
            result.tally("author" + name).add(same_authors(page.author, told.author), shares)
        if page.published:
            right = same_day(page.published, told.published)
            result.tally("day" + name).add(right, right)
    instant = same_instant(page.published, told.published) if page.published else None
    if instant is not None:
        result.tally("instant").add(instant, instant)


def rows(name: str, tool: str, result: Result) -> Iterator[str]:
    """Say what a tool reached on a set."""
    for figure in ("headline", "author", "day", "instant"):
        tally = result.tally(figure)
        if not tally.of or (figure != "day" and tool.startswith("htmldate")):
            continue
        asked = f"asked {ASKED[figure]:.2f}" if figure in ASKED else ""
        halves = [f"{half} {result.tally(f'{figure} {half}').share:.3f}" for half in ("tuned", "other")]
        figures = f"right {tally.share:.3f} near {tally.near / tally.of:.3f} of {tally.of:4}"
        yield f"{name:16} {tool:19} {figure:9} {figures}  {asked:10} {' '.join(halves if asked else ())}"
    yield f"{name:16} {tool:19} {1000 * result.seconds / max(1, result.pages):.1f} ms a page" + (
        ", asked 4" if tool == "mediawire" else ""
    )


def main() -> None:
    """Print every figure of every set, ours beside the peers'."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", action="store_true", help="leave the peers out")
    parser.add_argument(
        "--wrong", metavar="FIGURE", help="list the pages of the tuning half on which a figure is wrong"
    )
    chosen = parser.parse_args()
    for name in SETS:
        if chosen.wrong:
            list_wrong(name, chosen.wrong)
            continue
        for tool in list(TOOLS)[: 1 if chosen.ours else None]:
            for row in rows(name, tool, score(name, tool)):
                print(row, flush=True)


def list_wrong(name: str, figure: str) -> None:
    """List what is wrong on the half that rules may be made on; the other half is never looked at."""
    for page in gold_pages(name):
        if page.is_for_tuning:
            told = ours(page, page.path.read_bytes())()
            single = Result()
            _count(single, page, told)
            tally = single.tallies.get(figure)
            if tally and tally.of and not tally.right:
                print(page.name, page, told, sep="\n  ")


if __name__ == "__main__":
    main()
