"""The sample agencies' server: it answers under ``/sample/`` beside the site, and all else is the site's.

The loop visits it over loopback as it visits anyone, and whoever follows a source's address from an article finds the
page there. It serves samples alone; a wire without them does not have it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mediawire.web.sample.feeds import write_feed
from mediawire.web.sample.pages import PLAIN, write_front, write_page, write_partner
from mediawire.web.sample.stories import Outlet, read_outlets
from mediawire.web.sample.timeline import is_withdrawn, list_told

ROOT = "/sample/"
FEED = "feed"
PARTNER = "partner"
HTML = "text/html; charset=utf-8"
POLICY = "default-src 'none'; style-src 'sha256-" + PLAIN.digest + "'; frame-ancestors 'none'; base-uri 'none'"


class Answer(NamedTuple):
    """What is answered: a status line, a type, and a text."""

    status: str
    content_type: str
    text: str


NOT_FOUND = Answer("404 Not Found", "text/plain; charset=utf-8", "There is no such page at this sample agency.\n")
GONE = Answer("410 Gone", "text/plain; charset=utf-8", "This sample agency has withdrawn its story.\n")


class WithAgencies:
    """A site with the sample agencies beside it. ``home`` is where both are reached, ``began`` their first minute."""

    def __init__(
        self, site: WSGIApplication, home: str, began: datetime, clock: Callable[[], datetime] | None = None
    ) -> None:
        self.site, self.home, self.began = site, home, began
        self.clock = clock or (lambda: datetime.now(UTC))

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path = environ.get("PATH_INFO", "")
        if not path.startswith(ROOT) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.site(environ, start)
        found = self.answer(path.removeprefix(ROOT))
        data = found.text.encode()
        etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        headers = [
            ("Content-Security-Policy", POLICY),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Robots-Tag", "noindex"),
        ]
        if found.status.startswith("200"):
            headers.append(("ETag", etag))
        if found.status.startswith("200") and environ.get("HTTP_IF_NONE_MATCH") == etag:
            start("304 Not Modified", headers)
            return []
        start(found.status, [*headers, ("Content-Type", found.content_type), ("Content-Length", str(len(data)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [data]

    def answer(self, path: str) -> Answer:
        """Answer for an agency's feed, its front page, or one of its stories."""
        slug, _, name = path.partition("/")
        if slug == PARTNER:
            return Answer("200 OK", HTML, write_partner())
        outlet = next((one for one in read_outlets() if one.slug == slug), None)
        return NOT_FOUND if outlet is None else self.answer_for(outlet, name)

    def answer_for(self, outlet: Outlet, name: str) -> Answer:
        """Answer for an agency: what is embargoed is in its feed for editors, and on no page of its own."""
        now, home = self.clock(), f"{self.home}{ROOT}{outlet.slug}"
        told = list_told(outlet, self.began, now)
        if name == FEED:
            feed = write_feed(outlet, [one for one in told if not is_withdrawn(one, told)], home)
            return Answer("200 OK", feed.content_type, feed.text)
        open_now = [one for one in told if one.embargoed_until is None or one.embargoed_until <= now]
        if not name:
            return Answer("200 OK", HTML, write_front(outlet, [one for one in open_now if not one.is_notice], home))
        one = next((one for one in open_now if one.id == name and not one.is_notice), None)
        if one is None:
            return NOT_FOUND
        return GONE if is_withdrawn(one, told) else Answer("200 OK", HTML, write_page(outlet, one))
