"""What every page is given."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from mediawire.web.rights import role_of


def shared(request: HttpRequest) -> dict[str, Any]:
    """Return the site's name and who is looking."""
    user = getattr(request, "user", None)
    return {"site_name": settings.SITE_NAME, "role": role_of(user) if user is not None else None}
