"""Signs what channels are sent: HMAC-SHA256 over the time stamp, a dot, and the body (RFC 2104).

The time is signed with the body, so that who has caught a letter cannot send it again later; a receiver compares it
with its own clock. What tells one letter from another for good is ``cursor`` in the body: it only grows, but where the
desk lets a channel begin again.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

TIMESTAMP, SIGNATURE = "Mediawire-Timestamp", "Mediawire-Signature"
TOLERANCE_SECONDS = 300


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """Return the signature of a letter.

    >>> sign("secret", 1700000000, b"{}")[:15]
    'v1=b8569b78799f'
    """
    return "v1=" + hmac.new(secret.encode(), b"%d." % timestamp + body, hashlib.sha256).hexdigest()


def write_signature(secret: str, now: datetime, body: bytes) -> dict[str, str]:
    """Return the headers that sign a letter."""
    timestamp = int(now.timestamp())
    return {TIMESTAMP: str(timestamp), SIGNATURE: sign(secret, timestamp, body)}


def is_signed(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> bool:
    """Tell whether a letter is signed with this secret, and not older than five minutes: what a receiver asks."""
    said = headers.get(TIMESTAMP, "")
    if not (said.isascii() and said.isdigit() and len(said) < 12):
        return False
    is_fresh = abs(now.timestamp() - int(said)) <= TOLERANCE_SECONDS
    return is_fresh and hmac.compare_digest(sign(secret, int(said), body), headers.get(SIGNATURE, ""))
