"""A source's republication terms as a gate: what they allow, and the clause by which they forbid.

Licences contradict each other: one wants the canonical address to be its own, another none; one forbids publishing
without a person, another pictures. So they are a source's own, and nothing here is a default of the trade but the
cautious one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from mediawire.errors import InputError


class Canonical(StrEnum):
    """Which address a page of ours names as the canonical one."""

    SOURCE = "source"
    OWN = "own"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a source allows, in the fields of a form."""

    may_auto_publish: bool = False
    hold_minutes: int = 0
    """how long a report waits before it is published by itself; an update begins the wait anew"""
    may_change_headline: bool = True
    credit_wording: str = ""
    """with ``{outlet}``, ``{byline}``, ``{url}``; the report's own credit line where empty"""
    disclaimer: str = ""
    canonical: Canonical = Canonical.SOURCE
    is_indexed: bool = False
    """whether search engines may list our page"""
    may_show_pictures: bool = False
    keeps_counter: bool = False
    """whether the source's counting picture is loaded, as some licences ask"""
    longest_days: int | None = None
    """after so many days from its publication a report is taken down"""
    contact: str = ""

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Terms:
        """Read terms from plain values; `InputError` names what is none of them."""
        known = {field.name: field for field in fields(cls)}
        for name, value in row.items():
            if name not in known:
                raise InputError("terms", f"{name!r} is none of them")
            wanted = type(known[name].default) if known[name].default is not None else int
            if not isinstance(value, (str if wanted is Canonical else wanted, type(known[name].default))):
                raise InputError("terms", f"{name} cannot be {value!r}")
        if "canonical" in row and row["canonical"] not in set(Canonical):
            raise InputError("terms", f"canonical cannot be {row['canonical']!r}")
        return cls(**{**row, **({"canonical": Canonical(row["canonical"])} if "canonical" in row else {})})

    def until(self, published: datetime | None) -> datetime | None:
        """Return when a report must be taken down; None where never."""
        return published + timedelta(days=self.longest_days) if published and self.longest_days is not None else None


class Forbidden(NamedTuple):
    """Why something may not be done: the clause in a word, and one clear line."""

    clause: str
    why: str


def find_forbidden(
    terms: Terms,
    *,
    by_person: bool,
    changes_headline: bool,
    published: datetime | None,
    waits_since: datetime,
    now: datetime,
) -> list[Forbidden]:
    """List the clauses that forbid to publish a report now; none where it may be."""
    found = []
    if not by_person and not terms.may_auto_publish:
        found.append(Forbidden("auto-publish", "these terms ask that a person decides"))
    if not by_person and now < waits_since + timedelta(minutes=terms.hold_minutes):
        found.append(Forbidden("hold", f"it waits for {terms.hold_minutes} minutes before it is published by itself"))
    if changes_headline and not terms.may_change_headline:
        found.append(Forbidden("headline", "these terms do not allow another headline"))
    until = terms.until(published)
    if until is not None and now >= until:
        found.append(Forbidden("age", f"these terms end {terms.longest_days} days after publication"))
    return found
