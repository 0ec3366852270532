"""A report in the making: what a reader finds is put in field by field, and nothing that was found is dropped.

The first value of a field stands; a second, different one is kept among the others under the format's own name, as is
all that has no field. Times keep the words that stated them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from lxml import etree

from mediawire.report import Body, Source
from mediawire.wire.reading import (
    Completeness,
    Hop,
    InfoSource,
    LeftOut,
    Picture,
    PubStatus,
    Received,
    Rights,
    StatedTime,
    Verdict,
)
from mediawire.wire.stated_times import state_time

Value = TypeVar("Value", bound=Hashable)
BROKEN = (ValueError, LookupError, TypeError, ArithmeticError, RecursionError, etree.LxmlError)
"""What an item raises that is so broken that it cannot be read: it costs that item, and the rest goes on."""
_TIMES = frozenset({"published", "modified", "embargoed_until", "expires", "first_created"})
_NOTHING = frozenset({"None", "null", "N/A"})
"""What converters write where there is nothing to say."""
_NEVER = ("0001-", "0000", "00010101", "1900-01-01", "1970-01-01")
"""Times that machines write where there is none."""
_GRAVITY = (PubStatus.USABLE, PubStatus.WITHHELD, PubStatus.CANCELED)
_MADE = ("first_created", "modified", "contentCreated", "contentModified")


class Once(Generic[Value]):
    """Values in their order, each of them once; a file may bring millions."""

    __slots__ = ("_values",)

    def __init__(self) -> None:
        self._values: dict[Value, None] = {}

    def add(self, value: Value) -> None:
        """Add a value, unless it is there."""
        self._values.setdefault(value)

    def extend(self, values: Iterable[Value]) -> None:
        """Add values, each unless it is there."""
        for value in values:
            self._values.setdefault(value)

    def __iter__(self) -> Iterator[Value]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass(slots=True)
class Draft:
    """The fields of a report as they are found. `finish` gives the report."""

    format: str
    received: bytes | None = None
    values: dict[str, Any] = field(default_factory=dict)
    rights: dict[str, Once[str]] = field(default_factory=dict)
    rights_links: Once[str] = field(default_factory=Once)
    rights_encoded: list[str] = field(default_factory=list)
    stated: list[StatedTime] = field(default_factory=list)
    keywords: Once[str] = field(default_factory=Once)
    subjects: Once[str] = field(default_factory=Once)
    signals: Once[str] = field(default_factory=Once)
    ed_notes: Once[str] = field(default_factory=Once)
    info_sources: Once[InfoSource] = field(default_factory=Once)
    hops: list[Hop] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    links: Once[str] = field(default_factory=Once)
    left_out: list[LeftOut] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    others: dict[str, list[str]] = field(default_factory=dict)
    is_embargoed: bool = False
    """a status says so; until when stands elsewhere, or nowhere"""
    body: Body = field(default_factory=lambda: Body(""))

    def take(self, name: str, value: str | None, own_name: str) -> None:
        """Take a field of a report; a second, different value is kept under the format's own name.

        All but a teaser are one line, however their markup was set.
        """
        value = tidy(value) if name == "teaser" else one_line(value)
        if not value:
            return
        if self.values.setdefault(name, value) != value:
            self.keep(own_name, value)

    def keep(self, own_name: str, value: str | None) -> None:
        """Keep what has no field of its own, under the format's own name."""
        value = tidy(value)
        if value:
            self.others.setdefault(own_name, []).append(value)

    def take_right(self, name: str, value: str | None) -> None:
        """Take holder, notice or terms of the rights; what is said in several languages stands line by line."""
        value = tidy(value)
        if value and value not in _NOTHING:
            self.rights.setdefault(name, Once()).add(value)

    def take_status(self, code: str | None, own_name: str) -> None:
        """Take a publication status; of several the gravest stands, and a word that is none is kept."""
        code = tidy(code)
        status = status_of(code)
        if status is None:
            self.keep(own_name, code)
            return
        self.is_embargoed = self.is_embargoed or local_part(code) == "embargoed"
        known = self.values.get("pub_status", PubStatus.USABLE)
        self.values["pub_status"] = max(status, known, key=_GRAVITY.index)

    def take_urgency(self, value: str | None, own_name: str) -> None:
        """Take an urgency from 1 to 9; another figure is kept as it was stated."""
        value = tidy(value)
        if value and value.isdecimal() and 1 <= int(value) <= 9 and "urgency" not in self.values:
            self.values["urgency"] = int(value)
        elif value and str(self.values.get("urgency")) != value:
            self.keep(own_name, value)

    def take_time(self, name: str, words: str | None) -> datetime | None:
        """Take a time as stated; the first that can be read becomes the field of that name."""
        words = tidy(words)
        if not words:
            return None
        stated = state_time(name, words)
        self.stated.append(stated)
        if stated.at is not None and name in _TIMES:
            self.values.setdefault(name, stated.at)
        return stated.at

    def take_source(self, role: str, name: str | None, uri: str | None = None) -> None:
        """Take a party by its role."""
        name = one_line(name) or tidy(uri)
        if name:
            self.info_sources.add(InfoSource(role, name, tidy(uri) or None))

    def add(self, names: Once[str], value: str | None) -> None:
        """Add a keyword, a subject, a signal or an address to its list, once."""
        value = tidy(value) if names is self.ed_notes else one_line(value)
        if value:
            names.add(value)

    def finish(self) -> Received:
        """Give the report."""
        values = dict(self.values)
        self._guess_published(values)
        self._hold_in_doubt(values)
        parties = {party.role: party.name for party in reversed(list(self.info_sources))}
        values.setdefault("outlet", parties.get("provider"))
        origin = parties.get("originator")
        if origin and origin != values["outlet"]:
            values.setdefault("source", Source(origin, credit_line=values.get("credit_line")))
        return Received(
            body=Body(self.body.text, self.received, self.body.html),
            format=self.format,
            links=tuple(self.links),
            keywords=tuple(self.keywords),
            subjects=tuple(self.subjects),
            signals=tuple(self.signals),
            ed_note="\n".join(self.ed_notes) or None,
            stated=tuple(self.stated),
            rights=self.rights_so_far(),
            info_sources=tuple(self.info_sources),
            hops=tuple(self.hops),
            pictures=tuple(self.pictures),
            completeness=self._completeness(),
            others={name: tuple(found) for name, found in self.others.items()},
            **{name: value for name, value in values.items() if value is not None},
        )

    def rights_so_far(self) -> Rights:
        """Give the rights as far as they are known."""
        words = {name: "\n".join(found) for name, found in self.rights.items()}
        return Rights(**words, links=tuple(self.rights_links), encoded=tuple(self.rights_encoded))

    def _guess_published(self, values: dict[str, Any]) -> None:
        """Take the first version's time, else this version's, else the content's, where publication has none."""
        for name in _MADE if "published" not in values else ():
            known = next((time for time in self.stated if time.field == name and time.at is not None), None)
            if known is not None:
                values["published"] = known.at
                self.stated.append(
                    StatedTime("published", known.stated, known.at, (*known.guessed, f"taken from {name}"))
                )
                return

    def _hold_in_doubt(self, values: dict[str, Any]) -> None:
        """Withhold what is embargoed until a time that is not said, or that nobody can read.

        What machines write for no time is none.
        """
        unread = [time for time in self.stated if time.field == "embargoed_until" and time.at is None]
        doubtful = [time for time in unread if not time.stated.startswith(_NEVER)]
        is_doubtful = (self.is_embargoed or bool(doubtful)) and "embargoed_until" not in values
        if is_doubtful and values.get("pub_status") in (None, PubStatus.USABLE):
            values["pub_status"] = PubStatus.WITHHELD

    def _completeness(self) -> Completeness:
        letters = list(map(str.isalnum, self.body.text)).count(True)
        verdict = Verdict.COMPLETE if letters else Verdict.UNKNOWN
        reasons = tuple(self.reasons) or (() if letters else ("no text came with it",))
        return Completeness(verdict, 1.0 if letters else 0.5, reasons, letters, tuple(self.left_out))


def tidy(value: str | None) -> str:
    """Return a field's words without the blanks of its markup around and inside; empty for none.

    Line breaks that part paragraphs of a note stay.
    """
    if not value:
        return ""
    if "\n" not in value and "\t" not in value and "\r" not in value:
        return value.strip()
    lines = (" ".join(line.split()) for line in value.splitlines())
    return "\n".join(line for line in lines if line)


def one_line(value: str | None) -> str:
    """Return a field's words in one line; empty for none."""
    words = tidy(value)
    return " ".join(words.split("\n")) if "\n" in words else words


def status_of(words: str | None) -> PubStatus | None:
    """Tell a publication status by its code in any of the formats; None for a word that is none of them."""
    return _STATUSES.get(local_part(words or ""))


def local_part(code: str) -> str:
    """Return the last part of a code in small letters: ``canceled`` of ``stat:canceled`` and of an address."""
    return code.strip().rpartition(":")[2].rpartition("/")[2].casefold()


_STATUSES = {
    **dict.fromkeys(("usable", "embargoed", "stat-usable"), PubStatus.USABLE),
    **dict.fromkeys(("withheld", "hold", "onhold"), PubStatus.WITHHELD),
    **dict.fromkeys(("canceled", "cancelled", "killed", "withdrawn", "recalled"), PubStatus.CANCELED),
}
