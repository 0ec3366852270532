"""One-time links by which somebody sets a password: the digest is kept, the link itself is shown once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from mediawire.web.models import PasswordLink

DAYS = 3


def make_link(user: User, now: datetime) -> str:
    """Make the token of a person's link; the one made before is void."""
    token = secrets.token_urlsafe(24)
    PasswordLink.objects.update_or_create(
        user=user, defaults={"digest": _digest(token), "until": now + timedelta(days=DAYS)}
    )
    return token


def whose_link(token: str, now: datetime) -> User | None:
    """Return whose link a token is, while it can be used; nobody's who was switched off."""
    link = PasswordLink.objects.filter(digest=_digest(token), until__gt=now, user__is_active=True).first()
    return User.objects.get(pk=link.user_id) if link else None


def use_link(token: str) -> bool:
    """Use a token up; False where another was faster."""
    deleted, _ = PasswordLink.objects.filter(digest=_digest(token)).delete()
    return deleted == 1


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
