"""Carries requests over sockets: looks a name up once, checks every address it stands for, dials one of those.

The number that was checked is the number that is dialled, so that a name server which answers differently the second
time gains nothing; what the socket says of its other end is checked once more. No proxy is taken from the environment:
a proxy is the source's own. A proxy looks names up by itself: who sets one trusts it with that.
"""

from __future__ import annotations

import socket
import ssl
from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import cache
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import unquote_to_bytes, urlsplit

from mediawire.errors import VisitStopped
from mediawire.wire.addresses import read_literal, why_not_dialled
from mediawire.wire.conversation import exchange, open_tunnel
from mediawire.wire.source import Secret
from mediawire.wire.targets import Target
from mediawire.wire.transport import Answer, Deadline, Limits, Request
from mediawire.wire.visits import Reason

CONNECT_SECONDS = 10.0
"""The longest wait for the last address of a host to pick up."""
NEXT_SECONDS = 3.0
"""The longest wait for one that is not the last: a broken IPv6 should not cost the visit."""

Resolve = Callable[[str, int], Sequence[str]]
Dial = Callable[[str, int, float], socket.socket]


def look_up(host: str, port: int) -> Sequence[str]:
    """Ask the machine's own resolver for the addresses of a name, once; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def dial(address: str, port: int, timeout_seconds: float) -> socket.socket:
    """Connect to one address, which is a number, and make sure that it is what answered; raises OSError."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.settimeout(timeout_seconds)
        sock.connect((address, port))
        if read_literal(str(sock.getpeername()[0])) != read_literal(address):
            raise VisitStopped(Reason.ADDRESS, "another address answered than was dialled")
    except BaseException:
        sock.close()
        raise
    return sock


class SocketTransport:
    """Carries requests over sockets. Resolver, dialler and TLS may be put in their place: tests do that."""

    def __init__(
        self, *, resolve: Resolve = look_up, dial: Dial = dial, tls: Callable[[], ssl.SSLContext] | None = None
    ) -> None:
        self._resolve, self._dial = resolve, dial
        self._tls = tls or public_tls

    def ask(self, request: Request, limits: Limits, deadline: Deadline) -> Answer:
        """Send a request and return the answer; the connection serves this once."""
        target, headers = request.target, encoded_headers(request)
        with self._connected(request, limits, deadline) as sock:
            path = target.path
            if request.proxy is not None and target.scheme == "http":
                path = target.url
                headers += proxy_login(request.proxy)
            return exchange(sock, path, headers, limits, deadline, request.cut_at)

    def _connected(self, request: Request, limits: Limits, deadline: Deadline) -> socket.socket:
        """Return a socket on whose other end the target answers, with TLS on it where that is asked for."""
        target = request.target
        if request.proxy is None:
            sock = self._reach(self._checked(request, deadline), target.port, deadline)
        else:
            self._check_behind_proxy(request, deadline)
            sock = self._reach_proxy(request.proxy, deadline)
        try:
            if target.scheme == "https" and request.proxy is not None:
                login = next((value for _, value in proxy_login(request.proxy)), None)
                open_tunnel(sock, _with_port(target), login, limits, deadline)
            return self._secured(sock, target.host, deadline) if target.scheme == "https" else sock
        except BaseException:
            sock.close()
            raise

    def _checked(self, request: Request, deadline: Deadline) -> Sequence[str]:
        """Return the addresses of the host; refuse them all where one is not allowed."""
        host, port = request.target.host, request.target.port
        addresses = [host] if read_literal(host) else self._look_up(host, port, deadline)
        if why := why_not_dialled(addresses, is_own=request.is_own):
            raise VisitStopped(Reason.ADDRESS, why)
        return addresses

    def _check_behind_proxy(self, request: Request, deadline: Deadline) -> None:
        """Refuse a name that leads inward as far as we can see it; some names only the proxy can look up."""
        try:
            self._checked(request, deadline)
        except VisitStopped as stopped:
            if stopped.reason != Reason.UNREACHABLE:
                raise

    def _look_up(self, host: str, port: int, deadline: Deadline) -> Sequence[str]:
        """Resolve a name within the deadline, which the system's resolver does not know: it is left behind."""
        found: SimpleQueue[Sequence[str] | OSError | UnicodeError] = SimpleQueue()

        def look() -> None:
            try:
                found.put(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                found.put(error)

        Thread(target=look, daemon=True, name=f"look up {host}").start()
        try:
            got = found.get(timeout=deadline.left())
        except Empty:
            raise VisitStopped(Reason.DEADLINE, f"{host} could not be looked up in time") from None
        if isinstance(got, Exception):
            raise VisitStopped(Reason.UNREACHABLE, f"{host} has no address") from got
        return got

    def _reach(self, addresses: Sequence[str], port: int, deadline: Deadline) -> socket.socket:
        """Return a socket to the first address that picks up."""
        why = "no address"
        for number, address in enumerate(addresses, 1):
            patience = CONNECT_SECONDS if number == len(addresses) else NEXT_SECONDS
            try:
                return self._dial(address, port, min(patience, deadline.left()))
            except OSError as error:
                why = error.strerror or "no answer"
        deadline.left()
        raise VisitStopped(Reason.UNREACHABLE, f"cannot connect: {why}")

    def _reach_proxy(self, proxy: Secret, deadline: Deadline) -> socket.socket:
        """Return a socket to the source's proxy, which is the user's own choice and may be anywhere."""
        try:
            parts = urlsplit(proxy)
            host, port = parts.hostname, parts.port or 8080
        except ValueError:
            host = None
        if host is None or parts.scheme != "http":
            raise VisitStopped(Reason.BAD_ADDRESS, "a proxy is written http://HOST:PORT")
        return self._reach([host] if read_literal(host) else self._look_up(host, port, deadline), port, deadline)

    def _secured(self, sock: socket.socket, host: str, deadline: Deadline) -> socket.socket:
        """Return the socket with TLS on it, its certificate checked against the host's name."""
        sock.settimeout(deadline.left())
        try:
            return self._tls().wrap_socket(sock, server_hostname=host)
        except TimeoutError:
            raise VisitStopped(Reason.DEADLINE, "the secure connection was not made in time") from None
        except ssl.SSLCertVerificationError as error:
            raise VisitStopped(Reason.INSECURE, f"certificate: {error.verify_message}") from error
        except (ssl.SSLError, ValueError) as error:
            raise VisitStopped(Reason.INSECURE, "no secure connection could be agreed on") from error
        except OSError as error:
            raise VisitStopped(Reason.UNREACHABLE, f"hung up: {error.strerror or type(error).__name__}") from error


@cache
def public_tls() -> ssl.SSLContext:
    """Return what TLS is spoken by: the machine's own trusted authorities, TLS 1.2 or later."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


def encoded_headers(request: Request) -> list[tuple[bytes, bytes]]:
    """Return a request's headers as they are sent, Host first."""
    headers = [(b"host", request.target.authority.encode("ascii"))]
    for name, value in request.headers:
        try:
            headers.append((name.encode("ascii"), value.encode("latin-1")))
        except UnicodeEncodeError:
            raise VisitStopped(Reason.BAD_ADDRESS, "a header of the source cannot be sent") from None
    return headers


def proxy_login(proxy: Secret) -> list[tuple[bytes, bytes]]:
    """Return the header that a proxy's own login makes, none where its address has none."""
    login = urlsplit(proxy).netloc.rpartition("@")[0]
    if not login:
        return []
    name, _, word = login.partition(":")
    return [(b"proxy-authorization", b"Basic " + b64encode(unquote_to_bytes(name) + b":" + unquote_to_bytes(word)))]


def _with_port(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return f"{host}:{target.port}"
