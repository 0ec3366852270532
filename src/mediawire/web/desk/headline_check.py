"""Checks a house headline before readers see it, and gives reasons; who writes it decides.

It looks at the length, at the rules of the house, and at what the headline states: a name, a number or a negation that
the body does not bear out. It touches nothing, and says nothing of what it cannot tell: whether the headline is fair.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from mediawire.errors import InputError
from mediawire.report import Body, Report
from mediawire.reuse.headline import find_unsupported
from mediawire.reuse.reading import Reading

Kind = Literal["length", "style", "name", "number", "negation"]
OWN_RULES = Path(__file__).with_name("style.toml")
MOST_LETTERS = 300
MOST_BODY = 200_000
"""Letters of a body that a headline is held against; a longer one is a live blog or a document."""


class Remark(NamedTuple):
    """Something about a headline that a second look is worth, in one clear sentence."""

    kind: Kind
    why: str


class Rule(NamedTuple):
    """A rule of house style: what it looks for, and what an editor is told."""

    pattern: re.Pattern[str]
    why: str


@dataclass(frozen=True, slots=True)
class Style:
    """The house style of headlines: how short and how long, in letters, and its rules."""

    shortest: int = 12
    longest: int = 90
    rules: tuple[Rule, ...] = ()


def check_headline(text: str, body: str, style: Style, published: datetime | None = None) -> list[Remark]:
    """List what an editor should look at in a headline, the gravest first; an empty list where nothing was found."""
    if not text.strip():
        return [Remark("length", "There is no headline.")]
    return [*check_facts(text, body, published), *check_length(text, style), *check_rules(text, style)]


def check_facts(text: str, body: str, published: datetime | None = None) -> list[Remark]:
    """List what a headline states and the body does not have."""
    if len(body) > MOST_BODY:
        return []
    report = Report(Body(body), headline=text[:MOST_LETTERS], published=published)
    return [_remark_on(claim.kind, claim.text) for claim in find_unsupported(Reading.of(report))]


def _remark_on(kind: str, words: str) -> Remark:
    if kind == "negation":
        return Remark("negation", f"“{words}” turns the statement round, and the body denies nothing.")
    if kind == "name":
        return Remark("name", f"“{words}” is not named in the body.")
    what = {"money": "sum", "date": "date"}.get(kind, "number")
    return Remark("number", f"“{words}”: the body does not have this {what}.")


def check_length(text: str, style: Style) -> list[Remark]:
    """Say whether a headline is too short or too long."""
    count = len(text.strip())
    if count > style.longest:
        return [Remark("length", f"{count} letters: the house has {style.longest} at most.")]
    if count < style.shortest:
        return [Remark("length", f"{count} letters: the house has {style.shortest} at least.")]
    return []


def check_rules(text: str, style: Style) -> list[Remark]:
    """Hold a headline against the rules of the house."""
    return [Remark("style", rule.why) for rule in style.rules if rule.pattern.search(text[:MOST_LETTERS])]


def read_style(text: str, name: str = "house style") -> Style:
    """Read the rules of a house from TOML; `InputError` names what is wrong in it."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(name, f"is no TOML: {error}") from error
    rows, limits = table.get("rules", []), [table.get(key, 0) for key in ("shortest", "longest")]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(name, "wants a table [[rules]] for each rule")
    if not all(isinstance(one, int) and not isinstance(one, bool) and one >= 0 for one in limits):
        raise InputError(name, "shortest and longest are numbers of letters")
    return Style(limits[0], limits[1] or MOST_LETTERS, tuple(_read_rule(row, name) for row in rows))


def _read_rule(row: Mapping[str, Any], name: str) -> Rule:
    pattern, why = row.get("pattern"), row.get("why")
    if not isinstance(pattern, str) or not isinstance(why, str):
        raise InputError(name, "each rule has a pattern and a why")
    try:
        return Rule(re.compile(pattern, 0 if row.get("case") else re.IGNORECASE), why)
    except re.error as error:
        raise InputError(name, f"the pattern {pattern!r} is none: {error}") from error


def load_style(folder: Path) -> Style:
    """Load the house's own rules from a folder, ``headline-style.toml``; those that come with the wire without it."""
    own = folder / "headline-style.toml"
    path = own if own.is_file() else OWN_RULES
    return _load(path, path.stat().st_mtime_ns)


@cache
def _load(path: Path, changed: int) -> Style:
    return read_style(path.read_text(encoding="utf-8"), path.name)
