"""A family of copies as a value: its members, what they share, who was taken from whom.

The fields are those of ``tables.py``, where they are explained.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mediawire.report import Span


@dataclass(frozen=True, slots=True)
class Member:
    """A report in a family, and what is known of where it came from."""

    id: str
    outlet: str | None
    published: datetime | None
    headline: str | None
    words: int
    role: str
    span: Span
    parent: str | None
    lost_parent: int | None
    certainty: str
    margin: float
    own_words: int
    shared_with_parent: int
    names_source: bool | None


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage that two members share, in the words of either."""

    original: Span
    copy: Span


@dataclass(frozen=True, slots=True)
class Change:
    """What stood in the original and stands otherwise in the copy; empty where words came or went."""

    original: Span
    copy: Span
    from_: str
    to: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Two members that share passages; ``is_directed`` where it is known which was first."""

    original: str
    copy: str
    is_directed: bool
    is_parent: bool
    equal_words: int
    copy_from_original: float
    original_in_copy: float
    verbatim: float
    lag: timedelta | None
    passages: tuple[SharedPassage, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that go back to one text. ``id`` is the smallest id among those that hold nothing else."""

    id: str
    first_seen: datetime | None
    members: tuple[Member, ...]
    edges: tuple[Edge, ...]

    def __iter__(self) -> Iterator[Member]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Family:
        """Read a row of the table FAMILIES, as Arrow gives it to Python."""
        return cls(
            row["family"],
            row["first_seen"],
            tuple(_member(dict(member)) for member in row["members"]),
            tuple(_edge(dict(edge)) for edge in row["edges"]),
        )


def _member(row: dict[str, Any]) -> Member:
    return Member(span=Span(row.pop("start"), row.pop("end")), **row)


def _edge(row: dict[str, Any]) -> Edge:
    lag = row.pop("lag_seconds")
    return Edge(
        is_directed=row.pop("directed"),
        is_parent=row.pop("parent"),
        lag=None if lag is None else timedelta(seconds=lag),
        passages=tuple(SharedPassage(*_spans(passage)) for passage in row.pop("passages")),
        changes=tuple(Change(*_spans(change), change["from"], change["to"]) for change in row.pop("changes")),
        **row,
    )


def _spans(row: Mapping[str, int]) -> tuple[Span, Span]:
    return Span(row["original_start"], row["original_end"]), Span(row["copy_start"], row["copy_end"])
