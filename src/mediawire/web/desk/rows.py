"""One row a story, however many outlets carry it: the best copy, and why it was chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from mediawire.web.models import Item


class Row(NamedTuple):
    """A story in the inbox: the copy to take, why, and how many others there are."""

    item: Item
    why: str
    others: int


def make_rows(items: Iterable[Item]) -> list[Row]:
    """Make one row of each family on a page of items, in the order of the page."""
    families: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        families[item.family].append(item)
    return [choose(members) for members in families.values()]


def choose(members: list[Item]) -> Row:
    """Choose the best copy: the original over a reprint, the complete over the cut, the newest version."""
    best = max(members, key=rank)
    why = [
        "the original" if best.duplicate_of_id is None else "a reprint",
        "complete" if best.current and best.current.facts.get("is_whole") else "cut",
    ]
    return Row(best, ", ".join(why), len(members) - 1)


def rank(item: Item) -> tuple[bool, bool, float]:
    """Return what a copy is ranked by."""
    whole = bool(item.current and item.current.facts.get("is_whole"))
    seen = item.current.seen_at.timestamp() if item.current else 0.0
    return item.duplicate_of_id is None, whole, seen
