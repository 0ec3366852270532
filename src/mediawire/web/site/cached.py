"""Whole pages of readers who are not known, kept in the process for as long as nothing that they show has changed.

Every page is kept under the state of the wire before it was made: the last row of the outbox, and the next instant at
which an embargo, a schedule or a term ends by itself. The state is read anew after `PAGES_KEPT_SECONDS` at the latest,
by every process for itself: so a kill is gone from all of them within that time. A page goes after half a minute in any
case, so that what it says of times and sources is right.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mediawire.web.models import OutboxRow, Publication

Key = tuple[str, ...]
Site = Callable[[dict[str, Any], Any], Iterable[bytes]]
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


class Kept:
    """The pages of a process, and the state of the wire as it was last read."""

    def __init__(self) -> None:
        self.pages: dict[Key, Page] = {}
        self.lock = Lock()
        self.state, self.read_at = State(-1, None), -1e9

    def is_fresh(self, now: datetime) -> bool:
        """Tell whether the state was read lately, and its instant has not come."""
        is_over = self.state.until is not None and now >= self.state.until
        return not is_over and time.monotonic() - self.read_at < settings.PAGES_KEPT_SECONDS

    def read_state(self) -> State:
        """Return the state of the wire, not older than `PAGES_KEPT_SECONDS`, and never beyond its instant."""
        now, asked_at = timezone.now(), time.monotonic()
        with self.lock:
            if not self.is_fresh(now):
                self.state, self.read_at = find_state(now), asked_at
            return self.state

    def find(self, key: Key, state: State) -> Page | None:
        """Find a page that was made under a state."""
        page = self.pages.get(key)
        is_good = page is not None and page.state == state and time.monotonic() - page.made < OLDEST_SECONDS
        return page if is_good else None

    def keep(self, key: Key, page: Page) -> None:
        """Keep a page; where there are too many, the oldest goes."""
        with self.lock:
            self.pages.pop(key, None)
            while len(self.pages) >= MOST_PAGES:
                del self.pages[next(iter(self.pages))]
            self.pages[key] = page


KEPT_HERE = Kept()


class CachedPages:
    """Gives a page out again where nothing has changed since it was made."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, from what is kept where it may be."""
        if not settings.PAGES_KEPT_SECONDS or not is_plain(request.META):
            return self.answer(request)
        key, state = key_of(request.META), KEPT_HERE.read_state()
        if (page := KEPT_HERE.find(key, state)) is not None:
            return HttpResponse(page.content, headers=dict(page.headers))
        answer = self.answer(request)
        if may_be_kept(request, answer):
            content = answer.content
            answer.headers.setdefault("Content-Length", str(len(content)))
            KEPT_HERE.keep(key, Page(state, time.monotonic(), content, tuple(answer.items())))
        return answer


def before(site: Site) -> Site:
    """Return a site that gives out what is kept without waking Django; all else, and each new state, is Django's."""

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        kept = KEPT_HERE
        may_know = is_plain(environ) and kept.is_fresh(timezone.now())
        if may_know and (page := kept.find(key_of(environ), kept.state)) is not None:
            start("200 OK", [*page.headers])
            return [page.content]
        return site(environ, start)

    return answer


def key_of(environ: Mapping[str, Any]) -> Key:
    """Return what a page is kept under: the host that was asked, and the address."""
    names = ("wsgi.url_scheme", "HTTP_HOST", "SERVER_NAME", "HTTP_X_FORWARDED_PROTO", "PATH_INFO", "QUERY_STRING")
    return tuple(str(environ.get(name, "")) for name in names)


def find_state(now: datetime) -> State:
    """Ask the database for the state of the wire."""
    serial = OutboxRow.objects.order_by("-serial").values_list("serial", flat=True).first() or 0
    ends = [
        Publication.objects.filter(**{f"{name}__gt": now}).order_by(name).values_list(name, flat=True).first()
        for name in TIMES
    ]
    return State(serial, min((end for end in ends if end is not None), default=None))


def is_plain(environ: Mapping[str, Any]) -> bool:
    """Tell whether somebody asks who is not known, and as anybody else would."""
    asks = environ.get("REQUEST_METHOD") == "GET" and not environ.get("HTTP_COOKIE")
    return asks and not environ.get("HTTP_AUTHORIZATION") and not environ.get("HTTP_RANGE")


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
