"""Whether a site reserves its text from text and data mining (TDM Reservation Protocol of the W3C's community group).

It may say so in ``/.well-known/tdmrep.json``, in a header of the answer, and in a meta element of the page. The nearest
to the text wins. What it means for a report is for the source's terms to say; here it is read, and no more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from mediawire.wire.robots import matches
from mediawire.wire.transport import Answer

WELL_KNOWN = "/.well-known/tdmrep.json"
MOST_BYTES = 100_000
MOST_LOCATIONS = 1000
HEAD_BYTES = 65_536
META = re.compile(rb"<meta\s[^<>]{0,2000}>", re.IGNORECASE)
ATTRIBUTE = re.compile(rb"""\b(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)

Reserved = tuple[tuple[str, str], ...]
"""Patterns of paths, each with the policy's address, "1" where none is given, "" where nothing is reserved."""


def read_reservation(answer: Answer, body: bytes, path: str, ask_house: Callable[[], Reserved]) -> str | None:
    """Return the address of the policy, or "1", where an answer is reserved; None where it is not.

    ``ask_house`` gives what the site says of all its paths; it is asked where the answer itself says nothing.
    """
    stated = _in_page(body)
    stated = _in_headers(answer) if stated is None else stated
    return (_in_house(ask_house(), path) if stated is None else stated) or None


def read_well_known(data: bytes) -> Reserved:
    """Read a tdmrep.json: a list of locations; what is not as it should be is passed over."""
    try:
        rows = json.loads(data[:MOST_BYTES])
    except (ValueError, RecursionError):
        return ()
    if not isinstance(rows, list):
        return ()
    stated = (_row(row) for row in rows[:MOST_LOCATIONS] if isinstance(row, Mapping))
    return tuple(row for row in stated if row is not None)


def _row(row: Mapping[str, object]) -> tuple[str, str] | None:
    location, policy = row.get("location"), row.get("tdm-policy")
    reserves = _stated(str(row.get("tdm-reservation")), policy if isinstance(policy, str) else None)
    return (location, reserves) if isinstance(location, str) and reserves is not None else None


def _stated(reservation: str | None, policy: str | None) -> str | None:
    """Return the policy, "1" or "", None where the value is neither 0 nor 1."""
    if reservation is None or reservation.strip() not in ("0", "1"):
        return None
    return ((policy or "").strip()[:2000] or "1") if reservation.strip() == "1" else ""


def _in_headers(answer: Answer) -> str | None:
    reservation, policy = answer.header(b"tdm-reservation"), answer.header(b"tdm-policy")
    if reservation is None:
        return None
    return _stated(reservation.decode("latin-1"), policy.decode("latin-1") if policy else None)


def _in_page(body: bytes) -> str | None:
    metas: dict[bytes, str] = {}
    for found in META.finditer(body[:HEAD_BYTES]):
        fields = {name.lower(): b"".join(values) for name, *values in ATTRIBUTE.findall(found[0])}
        name = fields.get(b"name", b"").lower()
        if name in (b"tdm-reservation", b"tdm-policy"):
            metas.setdefault(name, fields.get(b"content", b"").decode("utf-8", "replace"))
    return _stated(metas.get(b"tdm-reservation"), metas.get(b"tdm-policy"))


def _in_house(reserved: Reserved, path: str) -> str | None:
    """Return what the longest pattern that matches the path says."""
    fitting = [(len(pattern), stated) for pattern, stated in reserved if matches(pattern, path)]
    return max(fitting, key=lambda row: row[0])[1] if fitting else None
