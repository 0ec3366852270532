"""Addresses in feeds made absolute, most of them at a glance: a feed of a hundred items has a thousand."""

from __future__ import annotations

import re
from functools import lru_cache

from mediawire.wire.markup import join_address

_ABSOLUTE = re.compile(r"https?://[^\s/?#<>\"\\]+[^\s<>\"\\]*\Z")
_ORIGIN = re.compile(r"https?://[^/?#\s]+")
_PLAIN_PATH = re.compile(r"/(?![/.])(?:[!\"$-.0-9<=>@-~]|/(?!\.))*\Z")
"""From the root of a site, without a query, a place on the page, or steps back."""


def absolute(base: str | None, address: str) -> str | None:
    """Make an address absolute as `join_address` does; most are, or start at the root of their site."""
    if not address:
        return None
    if _ABSOLUTE.match(address) and address[-1] not in "#?":
        return address
    if base and _PLAIN_PATH.match(address) and (origin := _origin_of(base)):
        return origin + address
    return join_address(base, address)


@lru_cache(maxsize=64)
def _origin_of(base: str) -> str:
    """Return the scheme and host of an address; empty where it has none."""
    origin = _ORIGIN.match(base)
    return origin[0] if origin else ""
