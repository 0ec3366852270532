"""Who may use which address, by which method: one table; what is not in it is refused.

A higher role may all that a lower one may, but for admins, who have people and no text. What a role may see of a report
is decided by the gate, not here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mediawire.web.states import Role

ANYONE = frozenset({None, *Role})
DESK = frozenset({Role.EDITOR, Role.SENIOR, Role.CHIEF})
SENIORS = frozenset({Role.SENIOR, Role.CHIEF})
CHIEFS = frozenset({Role.CHIEF})
ADMINS = frozenset({Role.ADMIN})
STAFF = DESK | ADMINS
SAFE = ("GET", "HEAD", "OPTIONS")

Who = frozenset[Role | None]

RIGHTS: dict[str, dict[str, Who]] = {
    # The site
    "front": {"GET": ANYONE},
    "section": {"GET": ANYONE},
    "article": {"GET": ANYONE},
    "search": {"GET": ANYONE},
    "corrections": {"GET": ANYONE},
    "about": {"GET": ANYONE},
    "healthz": {"GET": ANYONE},
    "metrics": {"GET": ANYONE},
    # Feeds out
    "rss": {"GET": ANYONE},
    "atom": {"GET": ANYONE},
    "json-feed": {"GET": ANYONE},
    "sitemap-index": {"GET": ANYONE},
    "sitemap": {"GET": ANYONE},
    "news-sitemap": {"GET": ANYONE},
    "newsml": {"GET": ANYONE},
    "api-changes": {"GET": ANYONE},
    "api-article": {"GET": ANYONE},
    "channels": {"GET": CHIEFS, "POST": CHIEFS},
    "channel": {"POST": CHIEFS},
    # Coming in and going out
    "login": {"GET": ANYONE, "POST": ANYONE},
    "first": {"GET": ANYONE, "POST": ANYONE},
    "password": {"GET": ANYONE, "POST": ANYONE},
    "logout": {"POST": STAFF | {Role.READER}},
    # The desk
    "inbox": {"GET": DESK},
    "save-search": {"POST": DESK},
    "forget-search": {"POST": DESK},
    "item": {"GET": DESK},
    "changes": {"GET": DESK},
    "take-over": {"POST": DESK},
    "leave": {"POST": DESK},
    "headline": {"POST": DESK},
    "publish": {"POST": SENIORS},
    "hold": {"POST": SENIORS},
    "release": {"POST": SENIORS},
    "kill": {"POST": CHIEFS},
    "unkill": {"POST": CHIEFS},
    "sources": {"GET": DESK, "POST": CHIEFS},
    "add-source": {"POST": CHIEFS},
    "opml": {"GET": CHIEFS, "POST": CHIEFS},
    "source": {"GET": DESK, "POST": CHIEFS},
    "source-settings": {"POST": CHIEFS},
    "source-switch": {"POST": CHIEFS},
    "source-visit": {"POST": CHIEFS},
    "people": {"GET": ADMINS, "POST": ADMINS},
    "person": {"POST": ADMINS},
    "new-link": {"POST": ADMINS},
    "ledger": {"GET": CHIEFS},
}
"""Names of addresses; by method, who may."""


def role_of(user: User | AnonymousUser) -> Role | None:
    """Return the role of a user: the name of the group that he is in; None for whoever is not logged in."""
    if not user.is_authenticated or not user.is_active:
        return None
    names = set(user.groups.values_list("name", flat=True))
    return next((role for role in reversed(Role) if role.value in names), Role.READER)


def may(role: Role | None, name: str, method: str) -> bool:
    """Tell whether a role may use an address; whoever may GET it may HEAD it."""
    methods = RIGHTS.get(name, {})
    return role in methods.get("GET" if method in SAFE else method, frozenset())


class RightsMiddleware:
    """Refuses what the table does not allow, before any view runs."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; `process_view` looks first."""
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Look into the table; who is not logged in is sent to the login, who may not is told so."""
        match = request.resolver_match
        name = match.url_name if match else None
        role = role_of(request.user)
        if name is not None and may(role, name, request.method or "GET"):
            return None
        if role is None and name in RIGHTS and request.method in SAFE:
            return redirect(f"/desk/login?next={request.path}")
        return render(request, "refused.html", status=403)
