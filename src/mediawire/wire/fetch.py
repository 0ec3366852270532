"""One polite, safe visit: the only way out to the network.

Safe: a deadline on the whole of it and caps on all of it (`transport.Limits`), and an address policy at every hop
(`addresses`). Polite: robots.txt is asked first, a host is left its pause (`manners`), and the user agent says who we
are. What another site does to us is a value. It does not decide what the answer means for a source: after 301 and 410
the caller looks twice, and now and then it visits without validators, because some servers answer 304 to what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version

from mediawire.errors import VisitStopped
from mediawire.wire import outcomes
from mediawire.wire.addresses import why_not_named
from mediawire.wire.coding import ACCEPTED
from mediawire.wire.dialling import SocketTransport
from mediawire.wire.manners import AGENT, Manners
from mediawire.wire.porch import house_rules, reserved_paths
from mediawire.wire.reservation import read_reservation
from mediawire.wire.robots import path_for_robots
from mediawire.wire.source import Secret, Source, shown_address
from mediawire.wire.targets import PORTS, Target, read_target, redirected
from mediawire.wire.transport import Answer, Deadline, Limits, Request, Transport
from mediawire.wire.visits import Fetched, NotModified, Reason, Refused, Validators, Visit

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, text/html, application/xhtml+xml, "
    "application/xml;q=0.9, application/json;q=0.9, text/plain;q=0.8, */*;q=0.5"
)
OUR_OWN = frozenset("host connection content-length transfer-encoding te upgrade expect proxy-authorization".split())
"""Headers that a source cannot set: they belong to the connection."""


def now_in_utc() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def visit(
    source: Source | str,
    validators: Validators | None = None,
    *,
    manners: Manners | None = None,
    transport: Transport | None = None,
    limits: Limits | None = None,
    clock: Callable[[], datetime] = now_in_utc,
    allow_private: bool | None = None,
    headers: Mapping[str, str] | None = None,
    proxy: str | None = None,
) -> Visit:
    """Visit a source once, and say what came of it: content, no change, or a refusal with its reason.

    ``validators`` are those of the last visit that brought content; without them the visit is unconditional. Who visits
    more than once gives the same ``manners`` each time: they keep the pauses, and what robots.txt files said. The last
    three say of a bare address what a `Source` says of itself. Never raises for what a server does.

        >>> from mediawire.wire.fetch import visit
        >>> visit("ftp://example.org/feed.xml").reason
        <Reason.SCHEME: 'scheme not allowed'>
    """
    trip = Trip(
        source=_as_source(source, allow_private, headers, proxy),
        manners=manners or Manners(),
        transport=transport or _sockets(),
        limits=limits or Limits(),
        clock=clock,
    )
    try:
        return trip.go(validators or Validators())
    except VisitStopped as stopped:
        return trip.refused(stopped)
    finally:
        trip.leave()


class Trip:
    """One visit under way: where it is, which hosts it holds, and when it has to be over."""

    def __init__(
        self, source: Source, manners: Manners, transport: Transport, limits: Limits, clock: Callable[[], datetime]
    ) -> None:
        self.source, self.manners, self.transport, self.limits, self.clock = source, manners, transport, limits, clock
        self.deadline = Deadline(limits.seconds)
        self.url = shown_address(source.url)
        self.start: Target | None = None
        self.moved_to: str | None = None
        self._held: set[str] = set()

    def go(self, validators: Validators) -> Visit:
        """Follow redirects until something answers."""
        target = self.start = read_target(self.source.url)
        may_move = True
        asked = outcomes.asking(validators)
        for _ in range(self.limits.redirects + 1):
            self.url = target.url
            self._enter(target)
            answer = self.ask(target, asked)
            if answer.status not in outcomes.REDIRECTS:
                return self._conclude(target, answer, validators, was_conditional=bool(asked))
            target = redirected(target, answer.header(b"location") or b"")
            may_move = may_move and answer.status in outcomes.PERMANENT
            self.moved_to = target.url if may_move else self.moved_to
        raise VisitStopped(Reason.TOO_MANY, f"more than {self.limits.redirects} redirects")

    def ask(
        self,
        target: Target,
        more: tuple[tuple[str, str], ...] = (),
        *,
        cut_at: int | None = None,
        deadline: Deadline | None = None,
    ) -> Answer:
        """Send one request, where the policy on names allows it."""
        is_own = self._is_own(target)
        why = None if is_own else why_not_named(target.host)
        if why:
            raise VisitStopped(Reason.ADDRESS, why)
        self.deadline.left()
        request = Request(target, self._headers(target) + more, self.source.proxy, is_own, cut_at)
        return self.transport.ask(request, self.limits, deadline or self.deadline)

    def refused(self, stopped: VisitStopped) -> Refused:
        """Return what stopped the visit as a value."""
        return Refused(
            reason=Reason(stopped.reason),
            why=stopped.why,
            url=self.url,
            at=self.clock(),
            retry_at=stopped.retry_at,
            status=stopped.status,
            seconds=self.deadline.spent(),
        )

    def leave(self) -> None:
        """Give back the hosts that this visit held."""
        for host in self._held:
            self.manners.leave(host, self.clock())

    def _enter(self, target: Target) -> None:
        """Ask our manners, and the host's robots.txt, whether we may go on."""
        if not self._is_own(target) and (why := why_not_named(target.host)):
            raise VisitStopped(Reason.ADDRESS, why)
        if target.host not in self._held:
            self.manners.enter(target.host, self.clock())
            self._held.add(target.host)
        house = house_rules(self, target)
        if house.why_shut is not None:
            raise VisitStopped(Reason.ROBOTS, house.why_shut, retry_at=house.until)
        if not house.robots.allows(path_for_robots(target.path)):
            raise VisitStopped(Reason.ROBOTS, f"robots.txt of {target.authority} forbids it")
        self.manners.count(target.host, target.url, self.clock())

    def _conclude(self, target: Target, answer: Answer, asked: Validators, *, was_conditional: bool) -> Visit:
        """Turn the answer that counts into a value, or raise VisitStopped."""
        now = self.clock()
        try:
            outcomes.check_status(answer, now, was_conditional=was_conditional)
        except VisitStopped as stopped:
            if stopped.retry_at is not None and stopped.reason == Reason.RETRY_AFTER:
                self.manners.hold(target.host, stopped.retry_at)
            raise
        given = outcomes.validators_of(answer)
        if answer.status == 304:
            kept = Validators(given.etag or asked.etag, given.last_modified or asked.last_modified)
            return NotModified(self.url, now, kept, self.moved_to, self.deadline.spent())
        body = outcomes.content_of(answer, self.limits)
        return Fetched(
            url=self.url,
            status=answer.status,
            body=body,
            at=now,
            content_type=outcomes.content_type(answer),
            headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers),
            validators=given,
            moved_to=self.moved_to,
            seconds=self.deadline.spent(),
            received_bytes=answer.received_bytes,
            was_conditional=was_conditional,
            reservation=read_reservation(answer, body, target.path, partial(reserved_paths, self, target)),
        )

    def _is_own(self, target: Target) -> bool:
        """Claim that a target is the host of one's own that the source names: it alone may be a private one."""
        start = self.start
        if not self.source.allow_private or start is None or target.host != start.host:
            return False
        return target.port in (start.port, *PORTS.values())

    def _headers(self, target: Target) -> tuple[tuple[str, str], ...]:
        """Return the headers of a request; the source's own, and its login, go to its own origin alone."""
        headers = {
            "user-agent": user_agent(self.manners.contact),
            "accept": ACCEPT,
            "accept-encoding": ACCEPTED,
            "connection": "close",
        }
        if self._is_at_home(target):
            login = target.login or (self.start.login if self.start else None)
            headers |= {"authorization": login} if login else {}
            headers |= {
                name.lower(): Secret(value)
                for name, value in self.source.headers.items()
                if name.lower() not in OUR_OWN
            }
        return tuple(headers.items())

    def _is_at_home(self, target: Target) -> bool:
        """Claim that a target is of the source's own origin, or of the secure one in its place."""
        start = self.start
        if start is None or target.host != start.host:
            return False
        is_upgraded = (start.scheme, start.port, target.scheme, target.port) == ("http", 80, "https", 443)
        return target.origin == start.origin or is_upgraded


def user_agent(contact: str | None) -> str:
    """Return how we introduce ourselves: our name, our version, and where complaints go."""
    shown = "".join(character for character in contact or "" if character.isprintable() and character.isascii())
    return f"{AGENT}/{_version()}" + (f" (+{shown[:200]})" if shown else "")


@cache
def _version() -> str:
    try:
        return version("mediawire")
    except PackageNotFoundError:
        return "0"


@cache
def _sockets() -> Transport:
    return SocketTransport()


def _as_source(
    source: Source | str, allow_private: bool | None, headers: Mapping[str, str] | None, proxy: str | None
) -> Source:
    source = Source(source) if isinstance(source, str) else source
    if allow_private is not None:
        source = replace(source, allow_private=allow_private)
    if headers is not None:
        source = replace(source, headers={name: Secret(value) for name, value in headers.items()})
    return source if proxy is None else replace(source, proxy=Secret(proxy))
