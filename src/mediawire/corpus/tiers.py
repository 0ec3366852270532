"""Which indexes to merge next: decided from their sizes alone.

Merging by tiers, eight of a size into one, rewrites each posting a few times at most (a log-structured merge tree:
O'Neil et al., 1996).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mediawire.corpus.index import MOST_POSTINGS, MOST_REPORTS

FAN_IN = 8
"""Indexes of a size that are merged into one."""
TIER_BITS = 3


class Size(NamedTuple):
    """What decides whether an index is merged."""

    reports: int
    postings: int


class Work(NamedTuple):
    """Indexes that are to become one: snapshot.indexes[start:end]."""

    start: int
    end: int


def plan_merge(sizes: Sequence[Size]) -> Work | None:
    """Choose the indexes to merge next: eight neighbours or more, none of them above a tier, the lowest tier first."""
    tiers = [max(0, size.reports.bit_length() - 1) // TIER_BITS for size in sizes]
    for tier in sorted(set(tiers)):
        start = 0
        for at in range(len(sizes) + 1):
            if at == len(sizes) or tiers[at] > tier:
                work = fit(sizes, start, at)
                if work.end - work.start >= FAN_IN:
                    return work
                start = at + 1
    return None


def plan_all(sizes: Sequence[Size], purge: Sequence[bool]) -> list[Work]:
    """Choose all indexes: as few as can be made of them, and those that hold removed texts in any case."""
    works, start = [], 0
    while start < len(sizes):
        work = fit(sizes, start, len(sizes))
        if work.end - work.start > 1 or purge[start]:
            works.append(work)
        start = work.end
    return works


def fit(sizes: Sequence[Size], start: int, end: int) -> Work:
    """Take as many of some neighbours as one index can hold."""
    reports = postings = 0
    for at in range(start, end):
        reports, postings = reports + sizes[at].reports, postings + sizes[at].postings
        if at > start and (reports > MOST_REPORTS or postings > MOST_POSTINGS):
            return Work(start, at)
    return Work(start, end)
