"""An address of the web, taken apart so strictly that nobody can read it in two ways.

Parsers disagree about numbers in octal, percent signs in hosts, backslashes, line ends and second at-signs, and every
disagreement has been a way into somebody's network. What can be read in two ways is therefore not read at all: hosts
are names, dotted decimals, or IPv6 in brackets. Names of other scripts are folded as browsers do (UTS 46).
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, replace
from ipaddress import IPv6Address
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

import idna

from mediawire.errors import VisitStopped
from mediawire.wire.addresses import BLOCKED_PORTS, read_literal, why_not_public
from mediawire.wire.source import Secret
from mediawire.wire.visits import Reason

PORTS = {"http": 80, "https": 443}
LONGEST_ADDRESS = 8000
"""Characters; RFC 9110, section 4.1 asks for at least that many."""
UNSAFE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
LINE_END = re.compile(r"%0[ad]", re.IGNORECASE)
LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
NAME = re.compile(rf"(?=.{{1,253}}\Z)(?:{LABEL}\.)*{LABEL}")
NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z")
"""A last part that makes a host a number for some parser (WHATWG URL, "ends in a number")."""
KEPT_IN_PATHS = "%/:=&?~+!$,;'@()*[]|"


@dataclass(frozen=True, slots=True)
class Target:
    """Where one request goes. ``path`` begins with a slash and holds the query; a fragment is never sent."""

    scheme: str
    host: str
    port: int
    path: str
    login: Secret | None = None
    """what the address itself gave before its at-sign, ready for the Authorization header"""

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them: without the scheme's own port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what credentials, robots.txt and reservations are good for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The address as it is reported: without login and fragment."""
        return self.origin + self.path


def read_target(address: str) -> Target:
    """Take an address apart, or raise VisitStopped with what is wrong with it; never with its login."""
    address = address.strip(" \t\r\n")
    if len(address) > LONGEST_ADDRESS:
        raise VisitStopped(Reason.TOO_LARGE, f"an address of {len(address)} characters")
    if UNSAFE.search(address) or "\\" in re.split("[?#]", address)[0]:
        raise VisitStopped(Reason.BAD_ADDRESS, "an address with a backslash, a line end or the like")
    scheme = address.partition(":")[0].lower()
    if scheme not in PORTS:
        raise VisitStopped(Reason.SCHEME, f"only http and https are visited, not {scheme[:20]!r}")
    return _split(address, scheme)


def _split(address: str, scheme: str) -> Target:
    if re.match(r"https?://[^/?#]", address, re.IGNORECASE) is None:
        raise VisitStopped(Reason.BAD_ADDRESS, "an address without a host")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise VisitStopped(Reason.BAD_ADDRESS, "an address whose host or port cannot be read") from error
    login, at, place = parts.netloc.rpartition("@")
    if "@" in login or (at and not place) or "%2f" in login.lower() or "[" in login:
        raise VisitStopped(Reason.BAD_ADDRESS, "an address that can be read in two ways")
    if port == 0 or (port is not None and port in BLOCKED_PORTS):
        raise VisitStopped(Reason.ADDRESS, f"port {port} is not one of the web")
    path = quote(parts.path or "/", safe=KEPT_IN_PATHS)
    if parts.query:
        path += "?" + quote(parts.query, safe=KEPT_IN_PATHS)
    return Target(scheme, read_host(place), port or PORTS[scheme], path, _basic(login) if login else None)


def read_host(place: str) -> str:
    """Read a host as it stands in an address, with or without its port: in small ASCII letters, without brackets."""
    if place.startswith("["):
        inside, _, port = place[1:].partition("]")
        return _read_ipv6(inside if re.fullmatch("(?::[0-9]*)?", port) else "")
    host = place.partition(":")[0]
    if not host.isascii():
        host = _fold(host)
    host = host.lower().removesuffix(".")
    if NAME.fullmatch(host) is None:
        raise VisitStopped(Reason.BAD_ADDRESS, "a host that is no name and no number")
    if NUMBER.match(host.rpartition(".")[2]) and read_literal(host) is None:
        raise VisitStopped(Reason.ADDRESS, f"{host} can be read as several numbers")
    return host


def _fold(host: str) -> str:
    """Fold a name of another script into ASCII as browsers do."""
    try:
        mapped = idna.uts46_remap(host[:253], std3_rules=False, transitional=False)
        return mapped if mapped.isascii() else idna.encode(mapped, uts46=False).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise VisitStopped(Reason.BAD_ADDRESS, "a host that is no name of any script") from error


def _read_ipv6(text: str) -> str:
    try:
        address = IPv6Address(text)
    except ValueError as error:
        raise VisitStopped(Reason.BAD_ADDRESS, "an IPv6 address that cannot be read") from error
    if address.scope_id:
        raise VisitStopped(Reason.ADDRESS, "an address of one interface")
    return str(address)


def _basic(login: str) -> Secret:
    """Turn what stood before the at-sign into a value of the Authorization header (RFC 7617)."""
    name, _, word = login.partition(":")
    return Secret("Basic " + b64encode(unquote_to_bytes(name) + b":" + unquote_to_bytes(word)).decode("ascii"))


def redirected(target: Target, location: bytes) -> Target:
    """Return where a redirect leads, or raise VisitStopped.

    A redirect may stay on the host of one's own that was asked for, by its name. One that spells out a login, or the
    number of a host inside a network, is refused whoever sends it: who needs that writes it as the source's address.
    """
    text = _read_location(location)
    try:
        new = read_target(urljoin(target.url, text))
    except ValueError as error:
        raise VisitStopped(Reason.BAD_ADDRESS, "redirected to what is no address") from error
    if new.login is not None:
        raise VisitStopped(Reason.BAD_ADDRESS, "redirected to an address with a login")
    literal = read_literal(new.host)
    names_host = bool(re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", text, re.IGNORECASE))
    if names_host and literal is not None and (why := why_not_public(literal)):
        raise VisitStopped(Reason.ADDRESS, f"redirected inward: {why}")
    return replace(new, login=target.login) if new.origin == target.origin else new


def _read_location(location: bytes) -> str:
    """Read a Location header: UTF-8, or else the bytes themselves, percent-encoded."""
    try:
        text = location.decode("utf-8").strip()
    except UnicodeDecodeError:
        text = quote(location, safe=KEPT_IN_PATHS + "#").strip()
    if not text:
        raise VisitStopped(Reason.BROKEN, "redirected to nowhere")
    if LINE_END.search(text):
        raise VisitStopped(Reason.BAD_ADDRESS, "redirected to an address with a line end in it")
    return text
