"""A source: a configured place that we retrieve from, and what is special about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Secret(str):
    """A text that must not be seen in logs, errors and reprs; it is a `str` where it is used."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret('***')"


class Identity(StrEnum):
    """By what two appearances of a report are the same one; for sources whose guids cannot be trusted."""

    GUID = "guid"
    ADDRESS = "address"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """A configured place that we retrieve from.

    ``url`` is what is visited; ``outlet`` who publishes there, the source's own name where it is None. ``follow``
    visits the page of each entry whose text is not in the feed itself. ``allow_private`` is for one's own hosts.
    ``headers`` and ``proxy`` may hold secrets; neither is ever shown.
    """

    url: str
    name: str = ""
    outlet: str | None = None
    article_links: str | None = None
    """a CSS rule that finds the articles of a list page"""
    follow: bool = True
    identity: Identity = Identity.GUID
    allow_private: bool = False
    headers: Mapping[str, Secret] = field(default_factory=dict)
    proxy: Secret | None = None
    shortest_minutes: float = 5.0
    longest_minutes: float = 1440.0
    section: str | None = None
    may_mine: bool = False
    """has granted text and data mining, though its answers reserve it (``tdm-reservation``)"""
    is_off: bool = False

    def __repr__(self) -> str:
        """Show where it is, without the login that an address may hold, and none of the headers."""
        return f"Source({shown_address(self.url)!r}, name={self.name!r})"


def shown_address(address: str) -> str:
    """Return an address as it may be shown: without the login it may hold, also where it cannot be read."""
    scheme, slashes, rest = address.partition("//")
    place, slash, path = rest.partition("/")
    port = place.rpartition("]")[2].partition(":")[2]
    if "@" in place:
        return scheme + slashes + place.rpartition("@")[2] + slash + path
    is_odd = not place or (port and not port.isdigit())  # a slash in a password, or a slash too many
    return (
        scheme + slashes + rest.rpartition("@")[2]
        if slashes and is_odd
        else address
        if slashes
        else address.rpartition("@")[2]
    )
