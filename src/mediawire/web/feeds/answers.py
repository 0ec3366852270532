"""Answers for programs: an ETag of the very bytes, a Last-Modified that never goes back, no guessing of types.

An ETag alone decides where it is asked. ``Last-Modified`` is when we first gave out this document, not the newest date
in it: what a hold takes out makes the newest date older, and who asks by date would keep what is gone.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from mediawire.web.models import Edition


def home_of(request: HttpRequest) -> str:
    """Return the site's address as it was asked for, without a slash at its end."""
    return f"{request.scheme}://{request.get_host()}"


def give_document(request: HttpRequest, data: bytes, content_type: str, now: datetime) -> HttpResponseBase:
    """Give out a document that changes; 304 where the client has this one, byte for byte (RFC 9110, section 13)."""
    response = HttpResponse(data, content_type=content_type)
    edition = note_edition(home_of(request) + request.path, etag_of(data), now)
    if edition is not None and edition.changed_at <= now:
        response.headers["Last-Modified"] = http_date(edition.changed_at.timestamp())
    return _conditional(request, response, data, edition.changed_at if edition else None)


def with_etag(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """Give out an answer with an ETag; 304 where the client has it."""
    return _conditional(request, response, response.content, None)


def note_edition(address: str, etag: str, now: datetime) -> Edition | None:
    """Note what is given out under an address; where it is not what it was, it has changed now, by a second at least.

    None for an address that is too long to be one of ours.
    """
    if len(address) > 300:
        return None
    moment = now.replace(microsecond=0)
    edition, is_new = Edition.objects.get_or_create(pk=address, defaults={"etag": etag, "changed_at": moment})
    if not is_new and edition.etag != etag:
        edition.changed_at = max(moment, edition.changed_at + timedelta(seconds=1))
        edition.etag = etag
        edition.save()
    return edition


def etag_of(data: bytes) -> str:
    """Return the strong ETag of some bytes."""
    return f'"{hashlib.sha256(data).hexdigest()[:32]}"'


def _conditional(
    request: HttpRequest, response: HttpResponse, data: bytes, changed: datetime | None
) -> HttpResponseBase:
    response.headers["ETag"] = etag_of(data)
    response.headers["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, no_cache=True)
    seconds = int(changed.timestamp()) if changed else None
    return get_conditional_response(request, etag_of(data), seconds, response) or response
