"""The one-time link for the first editor: its digest is kept, the link itself only printed."""

from __future__ import annotations

import hashlib
import secrets

from mediawire.web.models import FirstLink


def make_first() -> str:
    """Make a link's token; those made before are void."""
    token = secrets.token_urlsafe(24)
    FirstLink.objects.all().delete()
    FirstLink.objects.create(digest=_digest(token))
    return token


def is_first(token: str) -> bool:
    """Tell whether a token can still be used."""
    return FirstLink.objects.filter(digest=_digest(token)).exists()


def use_first(token: str) -> bool:
    """Use a token up; False where another was faster."""
    deleted, _ = FirstLink.objects.filter(digest=_digest(token)).delete()
    return deleted == 1


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
