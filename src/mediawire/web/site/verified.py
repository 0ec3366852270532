"""Verifies bodies: whether what is shown still has the digest under which it was filed when it was received."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from mediawire.report import Body
from mediawire.web.gate import readable

MOST = 500
"""Bodies that a page verifies while it is made: a few thousandths of a second; `mediawire` can verify all."""


class Verified(NamedTuple):
    """How many of the newest bodies were looked at, and how many are as they were received."""

    looked_at: int
    unchanged: int


def verify_newest(now: datetime) -> Verified:
    """Verify the newest bodies that readers may see."""
    rows = readable(now).select_related(None).order_by("-public_from", "-pk")
    bodies = list(rows.values_list("version__body__text", "version__body__text_digest")[:MOST])
    return Verified(len(bodies), sum(Body(text).digest == digest for text, digest in bodies))
