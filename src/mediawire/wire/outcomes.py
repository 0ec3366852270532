"""What an answer comes to: content, no change, a redirect, or a refusal with its reason. Touches nothing.

Only 200 and 203 bring content. An error that carries a feed is an error: what a server sends with one is its own page
as often as not. An answer to what was not asked (206, 304) is broken.
"""

from __future__ import annotations

import re
from datetime import datetime

from mediawire.errors import VisitStopped
from mediawire.wire.coding import decode, read_codings
from mediawire.wire.manners import read_retry_after
from mediawire.wire.stand_ins import why_stand_in
from mediawire.wire.transport import HAS_CONTENT, Answer, Limits
from mediawire.wire.visits import Reason, Validators

REDIRECTS = frozenset((301, 302, 303, 307, 308))
PERMANENT = frozenset((301, 308))
BUSY = frozenset((429, 503))
CLOSED = {
    401: "a login is needed",
    402: "payment is needed",
    403: "forbidden",
    407: "the proxy wants a login",
    451: "unavailable for legal reasons",
    511: "the network wants a login",
}
LONGEST_VALIDATOR_BYTES = 8192
VALIDATOR = re.compile(rb"[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?")
"""What may be sent back as a header (RFC 9110, section 5.5), whatever it means to the server."""
NOT_TEXT = re.compile(
    r"(?:image/(?!svg)|audio/|video/|font/|model/|application/(?:pdf|msword|vnd\.(?:ms-|openxml|oasis|apple)|"
    r"x-shockwave|x-font|wasm|java-archive|x-msdownload|zip\b|x-7z|x-rar|x-tar|octet-stream-exe))",
    re.IGNORECASE,
)


def content_of(answer: Answer, limits: Limits) -> bytes:
    """Return the content of an answer, decoded, or raise VisitStopped with what the answer comes to instead."""
    if not answer.body:
        raise VisitStopped(Reason.BROKEN, "an empty answer", answer.status)
    body = decode(answer.body, codings_of(answer), limits.decoded_bytes)
    if not body.strip(b"\0\t\r\n "):
        raise VisitStopped(Reason.BROKEN, "an empty answer", answer.status)
    stated = content_type(answer)
    if stated is not None and NOT_TEXT.match(stated.strip()):
        raise VisitStopped(Reason.WRONG_TYPE, f"stated to be {stated[:60]!r}", answer.status)
    if instead := why_stand_in(body):
        raise VisitStopped(*instead, status=answer.status)
    return body


def codings_of(answer: Answer) -> list[str]:
    """Return the content codings of an answer, in the order they were applied."""
    stated = (value.decode("latin-1") for name, value in answer.headers if name == b"content-encoding")
    return read_codings(",".join(stated))


def check_status(answer: Answer, now: datetime, *, was_conditional: bool) -> None:
    """Raise VisitStopped where a status is neither one of content, nor a 304 that was asked for."""
    status = answer.status
    if status in HAS_CONTENT or (status == 304 and was_conditional):
        return
    retry_after = answer.header(b"retry-after")
    retry_at = read_retry_after(retry_after, now) if status in BUSY or retry_after is not None else None
    if status in BUSY:
        raise VisitStopped(Reason.RETRY_AFTER, f"answered {status}", status, retry_at)
    if status == 410:
        raise VisitStopped(Reason.GONE, "answered 410", status)
    if status in CLOSED:
        raise VisitStopped(Reason.NOT_ALLOWED, f"answered {status}: {CLOSED[status]}", status, retry_at)
    if status in (206, 304):
        raise VisitStopped(Reason.BROKEN, f"answered {status}, which was not asked for", status)
    raise VisitStopped(Reason.STATUS, f"answered {status}", status, retry_at)


def content_type(answer: Answer) -> str | None:
    """Return what an answer says it is, None where it does not."""
    stated = answer.header(b"content-type")
    return stated.decode("latin-1") if stated else None


def validators_of(answer: Answer) -> Validators:
    """Return what to ask by next time, byte for byte; none that is too long or could not be sent."""
    return Validators(_validator(answer.header(b"etag")), _validator(answer.header(b"last-modified")))


def _validator(value: bytes | None) -> bytes | None:
    return value if value and len(value) <= LONGEST_VALIDATOR_BYTES and VALIDATOR.fullmatch(value) else None


def asking(validators: Validators) -> tuple[tuple[str, str], ...]:
    """Return the headers that ask whether anything changed (RFC 9110, section 13.1)."""
    stated = (("if-none-match", validators.etag), ("if-modified-since", validators.last_modified))
    return tuple((name, value.decode("latin-1")) for name, value in stated if value and _validator(value))
