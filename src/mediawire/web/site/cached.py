"""Whole pages of readers who are not known, kept in the process for as long as nothing that they show has changed.

Every page is kept under the state of the wire before it was made: the last row of the outbox, and the next instant at
which an embargo, a schedule or a term ends by itself. The state is read anew after `PAGES_KEPT_SECONDS` at the latest,
by every process for itself: so a kill is gone from all of them within that time. A page goes after half a minute in any
case, so that what it says of times and sources is right.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mediawire.web.models import OutboxRow, Publication

KEPT = frozenset({"front", "section", "article", "corrections", "about"})
"""Names of the addresses whose pages are kept; feeds have their own conditional answers, a search is asked once."""
OLDEST_SECONDS = 30.0
MOST_PAGES = 1000
MOST_BYTES = 512 * 1024
TIMES = ("public_from", "public_until", "embargoed_until", "item__embargoed_until")


class State(NamedTuple):
    """What all pages depend on."""

    serial: int
    until: datetime | None
    """the next instant at which something opens or closes by itself"""


class Page(NamedTuple):
    """A page as it was given out."""

    state: State
    made: float
    content: bytes
    headers: tuple[tuple[str, str], ...]


class CachedPages:
    """Gives a page out again where nothing has changed since it was made."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer
        self.pages: dict[tuple[str, str], Page] = {}
        self.lock = Lock()
        self.state, self.read_at = State(-1, None), -1e9

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, from what is kept where it may be."""
        if not settings.PAGES_KEPT_SECONDS or not is_plain(request):
            return self.answer(request)
        key = (f"{request.scheme}://{request.get_host()}", request.get_full_path())
        state = self.read_state()
        page = self.pages.get(key)
        if page is not None and page.state == state and time.monotonic() - page.made < OLDEST_SECONDS:
            return HttpResponse(page.content, headers=dict(page.headers))
        answer = self.answer(request)
        if may_be_kept(request, answer):
            self.keep(key, Page(state, time.monotonic(), answer.content, tuple(answer.items())))
        return answer

    def read_state(self) -> State:
        """Return the state of the wire, not older than `PAGES_KEPT_SECONDS`, and never beyond its instant."""
        now, asked_at = timezone.now(), time.monotonic()
        with self.lock:
            is_over = self.state.until is not None and now >= self.state.until
            if is_over or asked_at - self.read_at >= settings.PAGES_KEPT_SECONDS:
                self.state, self.read_at = find_state(now), asked_at
            return self.state

    def keep(self, key: tuple[str, str], page: Page) -> None:
        """Keep a page; where there are too many, the oldest goes."""
        with self.lock:
            self.pages.pop(key, None)
            while len(self.pages) >= MOST_PAGES:
                del self.pages[next(iter(self.pages))]
            self.pages[key] = page


def find_state(now: datetime) -> State:
    """Ask the database for the state of the wire."""
    serial = OutboxRow.objects.order_by("-serial").values_list("serial", flat=True).first() or 0
    ends = [
        Publication.objects.filter(**{f"{name}__gt": now}).order_by(name).values_list(name, flat=True).first()
        for name in TIMES
    ]
    return State(serial, min((end for end in ends if end is not None), default=None))


def is_plain(request: HttpRequest) -> bool:
    """Tell whether somebody asks who is not known, and as anybody else would."""
    return request.method == "GET" and not request.COOKIES and "Authorization" not in request.headers


def may_be_kept(request: HttpRequest, answer: HttpResponse) -> bool:
    """Tell whether an answer is a page for everybody."""
    match = request.resolver_match
    return (
        match is not None
        and match.url_name in KEPT
        and answer.status_code == 200
        and not answer.streaming
        and not answer.cookies
        and len(answer.content) <= MOST_BYTES
    )
