"""Addresses in feeds made absolute, most of them at a glance: a feed of a hundred items has a thousand."""

from __future__ import annotations

import re

from mediawire.wire.markup import join_address

_ABSOLUTE = re.compile(r"https?://[^\s/?#<>\"\\]+[^\s<>\"\\]*\Z")
_ORIGIN = re.compile(r"https?://[^/?#\s]+")
_PLAIN_PATH = re.compile(r"/(?!/)[!-~]*\Z", re.ASCII)


def absolute(base: str | None, address: str) -> str | None:
    """Make an address absolute as `join_address` does; most are, or start at the root of their site."""
    if not address:
        return None
    if _ABSOLUTE.match(address) and address[-1] not in "#?":
        return address
    if base and _PLAIN_PATH.match(address) and not any(mark in address for mark in ("/.", "#", "?", ";", ":")):
        origin = _ORIGIN.match(base)
        if origin:
            return origin[0] + address
    return join_address(base, address)
