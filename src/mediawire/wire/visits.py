"""What a visit comes to: fetched, not modified, or refused; what another site does to us is a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why a visit was refused; refusals are counted by it."""

    ADDRESS = "address not allowed"
    SCHEME = "scheme not allowed"
    BAD_ADDRESS = "no usable address"
    ROBOTS = "robots.txt forbids it"
    RESERVED = "text and data mining reserved"
    NOT_YET = "too early"
    """another visit to this host would come too soon; nothing was sent"""
    RETRY_AFTER = "asked to come back later"
    UNREACHABLE = "host not reachable"
    INSECURE = "secure connection failed"
    DEADLINE = "took too long"
    TOO_LARGE = "too large"
    TOO_MANY = "too many"
    """headers, redirects or requests to one host"""
    BROKEN = "broken answer"
    STATUS = "answered with an error"
    GONE = "gone"
    NOT_ALLOWED = "login or permission needed"
    LOGIN = "a login page instead"
    WRONG_TYPE = "not text"


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask by next time, byte for byte as it came (RFC 9110, section 8.8)."""

    etag: bytes | None = None
    last_modified: bytes | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer with content, decoded of its transfer and content codings.

    ``url`` is the address that answered, after temporary redirects too; ``moved_to`` the one that permanent redirects
    alone (301, 308) led to, None where there were none. ``headers`` are names in small letters and values, in order.
    """

    url: str
    status: int
    body: bytes
    at: datetime
    content_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    validators: Validators = Validators()
    moved_to: str | None = None
    seconds: float = 0.0
    received_bytes: int = 0
    was_conditional: bool = False
    reservation: str | None = None
    """the address of the policy, or "1", where the answer reserves text and data mining (``tdm-reservation: 1``)"""


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that nothing changed since the validators it was given."""

    url: str
    at: datetime
    validators: Validators = Validators()
    moved_to: str | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was taken, and why. ``retry_at`` is when the server, or our manners, allow another visit."""

    reason: Reason
    why: str
    url: str
    at: datetime
    retry_at: datetime | None = None
    status: int | None = None
    seconds: float = 0.0


Visit = Fetched | NotModified | Refused
